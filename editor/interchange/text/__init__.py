"""Plain text, Markdown and lists of words come in."""
