"""Which of the things somebody drops or pastes are pictures; it opens none of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QMimeData
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


def refusal(dropped: Dropped) -> str:
    """Why files were not taken, in a sentence with their names."""
    names = ", ".join(_tr("“{0}”").format(path.name) for path in dropped.others[:3])
    more = len(dropped.others) - 3
    if more > 0:
        names = _tr("{0} and {1} more").format(names, more)
    takes = _tr("Galley takes JPEG, PNG, WebP, TIFF and HEIC.")
    if len(dropped.others) == 1:
        return _tr("{0} is no picture: {1}").format(names, takes)
    return _tr("{0} are no pictures: {1}").format(names, takes)


def _tr(text: str) -> str:
    return QCoreApplication.translate("PhotoPanel", text)
