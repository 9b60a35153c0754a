"""What the desk hears when a file cannot be brought in."""


class FileRefused(Exception):
    """A file that is no story. Nothing of it was brought in.

    `name` is the file's name, `reason` says why and what to do; str() is one sentence of both.
    """

    def __init__(self, name: str, reason: str) -> None:
        self.name = name
        self.reason = reason.removesuffix(".")
        super().__init__(f"{self.name} was not brought in: {self.reason}.")


class BeyondBounds(ValueError):
    """Input that would take too long to read; str() says which bound and what to do."""

    def __init__(self, what: str) -> None:
        super().__init__(f"{what}; copy the text of the story and use that instead")
