"""Stories that are open: their tabs, what keeps their text, the way back through its steps."""
