"""The inspector: a story's fields, photos, checks and review, at the right of the window."""
