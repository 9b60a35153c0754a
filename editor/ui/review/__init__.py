"""Between a story's author and its readers: checks, sending, signing off, going out."""
