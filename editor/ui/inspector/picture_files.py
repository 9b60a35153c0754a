"""Which of the things somebody drops or pastes are pictures; it opens none of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QImage

SUFFIXES = frozenset({".jpg", ".jpeg", ".png", ".webp", ".tif", ".tiff", ".heic", ".heif"})


@dataclass(frozen=True, slots=True)
class Dropped:
    """`pictures` by their suffix (their content is examined when they come in), `others` not."""

    pictures: tuple[Path, ...] = ()
    others: tuple[Path, ...] = ()

    @classmethod
    def of(cls, paths: Sequence[Path]) -> "Dropped":
        pictures = tuple(path for path in paths if path.suffix.lower() in SUFFIXES)
        return cls(pictures, tuple(path for path in paths if path not in pictures))

    @classmethod
    def from_mime(cls, mime: QMimeData) -> "Dropped":
        return cls.of([Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()])


def image_of(mime: QMimeData) -> QImage | None:
    """A bitmap that is no file, for instance from a browser or a screenshot."""
    image = mime.imageData() if mime.hasImage() else None
    return image if isinstance(image, QImage) and not image.isNull() else None
