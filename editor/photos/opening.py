"""A picture file opened with the limits of the house, its pixels not yet decoded."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext, suppress
from io import BytesIO
from pathlib import Path

from PIL import Image, PngImagePlugin

from editor.message import Said, message
from editor.photos.families import (
    HEAD_BYTES,
    HEIF,
    JPEG,
    MAX_PIXELS,
    MEGABYTE,
    PNG,
    TIFF,
    Family,
    OriginalUnreadable,
    family_of,
)

MOST_PAGES = 500  # of a TIFF; Pillow takes the longer for the next the more there were
_ORIENTATION = 0x0112  # Exif tag
_SCAN = 0xDA  # the marker of a JPEG behind which its picture begins
# TIFF 6.0, tags 254 (bits: a smaller copy, a mask) and 255, its forerunner (2: a smaller copy).
_NEW_SUBFILE_TYPE, _SUBFILE_TYPE = 254, 255
_COPY_OR_MASK, _OLD_COPY = 0b101, 2
_TURN = Image.Transpose
# What brings a picture upright that a camera stored with this orientation.
_TURNS = {
    2: _TURN.FLIP_LEFT_RIGHT,
    3: _TURN.ROTATE_180,
    4: _TURN.FLIP_TOP_BOTTOM,
    5: _TURN.TRANSPOSE,
    6: _TURN.ROTATE_270,
    7: _TURN.TRANSVERSE,
    8: _TURN.ROTATE_90,
}
# What Pillow's readers raise for files that are not what they say: whatever their parsing met.
BROKEN = (OSError, SyntaxError, ValueError, EOFError, ArithmeticError, LookupError, TypeError)


@contextmanager
def opened(path: Path) -> Iterator[Image.Image]:
    """An original of the library. Raises OriginalUnreadable, also for what the caller's decoding
    of it raises; its own errors a caller raises as `Said`."""
    try:
        with open_family(path, _family(path)) as image:
            _refuse_too_large(image, path)
            yield image
    except Said:
        raise
    except MemoryError as error:
        raise OriginalUnreadable(path.name, message("picture.no-room"), not_now=True) from error
    except (Image.DecompressionBombError, *BROKEN) as error:
        # What has a number comes from the system; what Pillow finds in a file has none.
        system = isinstance(error, OSError) and error.errno not in (None, errno.ENOENT)
        reason = getattr(error, "strerror", None) or str(error) or type(error).__name__
        raise OriginalUnreadable(path.name, reason, not_now=system) from error


def _family(path: Path) -> Family:
    with path.open("rb") as file:
        family = family_of(file.read(HEAD_BYTES))
    if family is None:
        raise OriginalUnreadable(path.name, message("picture.no-more"))
    return family


def _refuse_too_large(image: Image.Image, path: Path) -> None:
    if too_large(image):
        raise OriginalUnreadable(path.name, message("picture.too-large"))


def open_family(path: Path | BytesIO, family: Family) -> Image.Image:
    """The picture as a file of that family and of no other. Raises what Pillow raises."""
    # Pillow's limit is one number of the process, and its error does not say the measures. It
    # stays as a net for absurd headers; the limit of the house is checked by `too_large`.
    Image.MAX_IMAGE_PIXELS = 8 * MAX_PIXELS
    # Of a packed text; at Pillow's own megabyte it refuses the picture for its history of edits.
    PngImagePlugin.MAX_TEXT_CHUNK = 16 * MEGABYTE
    if family is HEIF:
        # A third of a second and 20 MB, for the few who shoot on telephones.
        from pillow_heif import register_heif_opener

        register_heif_opener(thumbnails=False)
    _refuse_endless(path, family)
    image = Image.open(path, formats=[family.format])
    if family is TIFF:
        # Pillow maps a file that has a name and is not packed into memory, and reads the lines of
        # one that lies on its side at the length of the upright picture.
        image.filename = ""
        _to_first_page(image)
        # Pillow looks for an orientation in bytes only, and fails over those that call themselves
        # text.
        if isinstance(packet := image.info.get("xmp"), str):
            image.info["xmp"] = packet.encode("latin-1", "replace")
    return image


# Real ones have some hundred: of 64 KB each a JPEG, of 8 KB those of a PNG's picture.
_MOST_SEGMENTS, _MOST_CHUNKS = 2_000, 100_000


def _refuse_endless(path: Path | BytesIO, family: Family) -> None:
    """A file of nothing but heads of segments or chunks would keep Pillow for minutes. Raises
    SyntaxError, as Pillow does."""
    most, head = (_MOST_SEGMENTS, 4) if family is JPEG else (_MOST_CHUNKS, 8)
    if family not in (JPEG, PNG):
        return
    with path.open("rb") if isinstance(path, Path) else nullcontext(path) as file:
        at = file.seek(2 if family is JPEG else 8)
        for _ in range(most):
            each = file.read(head)
            if len(each) < head or (family is JPEG and (each[0] != 0xFF or each[1] == _SCAN)):
                break
            if family is PNG:
                at += 12 + int.from_bytes(each[:4], "big")
            elif each[1] == 0xFF:  # a byte that fills
                at += 1
            else:
                at += 2 + int.from_bytes(each[2:], "big")
            file.seek(at)
        else:
            raise SyntaxError("more parts than a picture has")
        file.seek(0)


def _to_first_page(image: Image.Image) -> None:
    """A scanner may put a small copy of its page before it."""
    for page in range(1, MOST_PAGES):
        if not _beside_the_page(image):
            return
        # Pillow hands the profile of one page on to the next that has none.
        image.info.pop("icc_profile", None)
        try:
            image.seek(page)
        except EOFError:
            break
    image.seek(0)


def _beside_the_page(image: Image.Image) -> bool:
    tags = getattr(image, "tag_v2", {})
    kind = tags.get(_NEW_SUBFILE_TYPE, 0)
    return tags.get(_SUBFILE_TYPE) == _OLD_COPY or (
        isinstance(kind, int) and bool(kind & _COPY_OR_MASK)
    )


def pages(image: Image.Image) -> int:
    """How many pictures a TIFF holds, as far as it is looked through, without smaller copies of
    them and masks."""
    here, found = image.tell(), 0
    with suppress(EOFError):
        for page in range(MOST_PAGES):
            image.seek(page)
            found += not _beside_the_page(image)
    image.seek(here)
    return found


def too_large(image: Image.Image) -> bool:
    return image.width * image.height > MAX_PIXELS


def upright_size(image: Image.Image) -> tuple[int, int]:
    """Width and height as people see the picture."""
    across, down = image.size
    return (down, across) if turned(image) else (across, down)


def uprighted(image: Image.Image, like: Image.Image) -> Image.Image:
    """`image`, decoded from `like`, turned as `like` still has to be."""
    turn = _turn(like)
    return image if turn is None else image.transpose(turn)


def turned(image: Image.Image) -> bool:
    """Whether the picture is still to be laid on its other side."""
    return _turn(image) in (_TURNS[5], _TURNS[6], _TURNS[7], _TURNS[8])


def _turn(image: Image.Image) -> Image.Transpose | None:
    """What is left to be done: Pillow gives the size of a TIFF upright and turns it as it decodes
    it, and the reader of HEIC does the same and says so in the Exif data."""
    return None if image.format == TIFF.format else _TURNS.get(image.getexif().get(_ORIENTATION, 1))
