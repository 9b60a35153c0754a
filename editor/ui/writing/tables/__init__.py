"""Tables in the text: drawn, moved in, changed."""
