"""What the reader of an office file answers when it does not read it."""


class Unreadable(Exception):
    """The file is not read; str() says why and what to do, to follow the file's name."""
