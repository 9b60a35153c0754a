"""The list of stories: what is at work, found by words, status and section."""
