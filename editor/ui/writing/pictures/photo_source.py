"""Where the text gets small pictures from; it never opens a picture file itself."""

from typing import Protocol

from PySide6.QtGui import QImage


class PhotoSource(Protocol):
    def thumbnail(self, photo_id: str, longest: int) -> QImage | None:
        """The picture at most `longest` pixels on its longer side, upright.

        Answers at once: None when it is not there yet. Whoever owns the source calls
        `WritingPane.refresh_photos()` when it has come.
        """
        ...
