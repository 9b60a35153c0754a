"""A picture file opened with the limits of the house, its pixels not yet decoded."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PIL import Image, ImageOps

from editor.message import message
from editor.photos.families import (
    HEAD_BYTES,
    HEIF,
    MAX_PIXELS,
    Family,
    OriginalUnreadable,
    family_of,
)

ORIENTATION = 0x0112  # Exif tag
# What Pillow's readers raise for files that are not what they say: whatever their parsing met.
BROKEN = (OSError, SyntaxError, ValueError, EOFError, ArithmeticError, LookupError, TypeError)


@contextmanager
def opened(path: Path) -> Iterator[Image.Image]:
    """An original of the library. Raises OriginalUnreadable, also for what the caller's decoding
    of it raises; its own errors a caller raises as something else than Pillow does."""
    try:
        with open_family(path, _family(path)) as image:
            _refuse_too_large(image, path)
            yield image
    except OriginalUnreadable:
        raise
    except (Image.DecompressionBombError, MemoryError, *BROKEN) as error:
        raise OriginalUnreadable(path.name, str(error) or type(error).__name__) from error


def _family(path: Path) -> Family:
    with path.open("rb") as file:
        family = family_of(file.read(HEAD_BYTES))
    if family is None:
        raise OriginalUnreadable(path.name, message("picture.no-more"))
    return family


def _refuse_too_large(image: Image.Image, path: Path) -> None:
    if too_large(image):
        raise OriginalUnreadable(path.name, message("picture.too-large"))


def open_family(path: Path, family: Family) -> Image.Image:
    """The picture as a file of that family and of no other. Raises what Pillow raises."""
    # Pillow's limit is one number of the process, and its error does not say the measures. It
    # stays as a net for absurd headers; the limit of the house is checked by `too_large`.
    Image.MAX_IMAGE_PIXELS = 8 * MAX_PIXELS
    if family is HEIF:
        # A third of a second and 20 MB, for the few who shoot on telephones.
        from pillow_heif import register_heif_opener

        register_heif_opener(thumbnails=False)
    return Image.open(path, formats=[family.format])


def too_large(image: Image.Image) -> bool:
    return image.width * image.height > MAX_PIXELS


def upright_size(image: Image.Image) -> tuple[int, int]:
    """Width and height as people see the picture."""
    across, down = image.size
    return (down, across) if turned(image) else (across, down)


def uprighted(image: Image.Image, like: Image.Image) -> Image.Image:
    """`image`, decoded from `like`, turned as the Exif orientation of `like` says."""
    if like.getexif().get(ORIENTATION, 1) == 1:
        return image  # Pillow would copy it.
    return ImageOps.exif_transpose(image)


def turned(image: Image.Image) -> bool:
    """Whether the Exif orientation lays the picture on its side."""
    return image.getexif().get(ORIENTATION) in (5, 6, 7, 8)
