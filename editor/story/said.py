"""What went wrong, in words for the person who is to know it."""


class Said(Exception):
    """str() is a sentence or two: what happened, where the text is, what to do."""
