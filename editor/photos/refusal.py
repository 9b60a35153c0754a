"""What the desk hears when a picture file cannot be taken, or an original no longer opens."""

from editor.story import Said


class PictureRefused(Said):
    """A file that is no picture for us. Nothing of it was added.

    `name` is the file's name, `reason` says why and what to do; str() is one sentence of both.
    """

    def __init__(self, name: str, reason: str) -> None:
        self.name = name
        self.reason = reason.removesuffix(".")
        super().__init__(f"{self.name} was not added: {self.reason}.")


class OriginalUnreadable(Said, OSError):
    """An original that was taken once cannot be opened or decoded any more."""

    def __init__(self, name: str, reason: str) -> None:
        self.name = name
        super().__init__(
            f"The original picture {name} cannot be read ({reason}); "
            "restore the library's originals from a backup, or add the picture again."
        )
