"""Which kinds of picture file a desk takes, told by their first bytes, how large they may be, and
what it hears of a file that it cannot take or that no longer opens.

Never by the name alone: a wrong extension is common, a wrong signature is a lie.
"""

from collections.abc import Iterator
from pathlib import Path

from editor.late import frozen
from editor.message import Message, Said, message

MEGABYTE = 1_000_000
# More would not fit the memory of the reader, nor any page.
MAX_PIXELS = 200_000_000
HEAD_BYTES = 64


@frozen
class Family:
    """`format` is Pillow's name for it; `max_size` is in bytes; extensions are lower case."""

    format: str
    extensions: tuple[str, ...]
    max_size: int = 80 * MEGABYTE


JPEG = Family("JPEG", (".jpg", ".jpeg", ".jpe", ".jfif"))
PNG = Family("PNG", (".png",))
WEBP = Family("WEBP", (".webp",))
# TIFF is the trade's uncompressed form: 60 megapixels of 8-bit RGB are 180 MB.
TIFF = Family("TIFF", (".tif", ".tiff"), 200 * MEGABYTE)
HEIF = Family("HEIF", (".heic", ".heif", ".hif"))

_SIGNATURES: tuple[tuple[bytes, Family], ...] = (
    (b"\xff\xd8\xff", JPEG),
    (b"\x89PNG\r\n\x1a\n", PNG),
    (b"II*\x00", TIFF),
    (b"MM\x00*", TIFF),
    (b"II+\x00", TIFF),  # BigTIFF
    (b"MM\x00+", TIFF),
)
_HEIF_BRANDS = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1")
# Kinds that are met and not taken, with what to do instead.
_OTHERS: tuple[tuple[bytes, str], ...] = (
    (b"GIF8", "picture.gif"),
    (b"BM", "picture.bitmap"),
    (b"8BPS", "picture.photoshop"),
    (b"%PDF", "picture.pdf"),
    (b"%!PS", "picture.postscript"),
    (b"\x00\x00\x00\x0cjP", "picture.jpeg-2000"),
    (b"\xff\x0a", "picture.jpeg-xl"),
    (b"PK\x03\x04", "picture.zip"),
)
# Most raw files carry TIFF's signature; Pillow would take their postage-stamp preview.
RAW_EXTENSIONS = (
    *(".arw", ".cr2", ".cr3", ".dng", ".nef", ".nrw", ".orf", ".pef", ".raf", ".rw2", ".srw"),
    *(".3fr", ".dcr", ".erf", ".fff", ".iiq", ".kdc", ".mef", ".mos", ".raw", ".rwl", ".sr2"),
)
_RAW_SIGNATURES = (b"FUJIFILMCCD-RAW", b"IIU\0", b"IIRO", b"IIRS", b"MMOR")
# Whatever a desk takes, as names of files end, in small letters.
PICTURE_EXTENSIONS = (
    *(ending for family in (JPEG, PNG, WEBP, TIFF, HEIF) for ending in family.extensions),
    *RAW_EXTENSIONS,
)
PICTURE_FILTER = " ".join(f"*{ending}" for ending in PICTURE_EXTENSIONS)  # as boxes are told it


def family_of(head: bytes) -> Family | None:
    """The family whose signature the first bytes of a file carry; None when we take no such."""
    for signature, family in _SIGNATURES:
        if head.startswith(signature):
            return family
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return WEBP
    if head[4:8] == b"ftyp":
        brands = {head[at : at + 4] for at in (8, *range(16, len(head) - 3, 4))}
        if brands & set(_HEIF_BRANDS) and b"avif" not in brands:
            return HEIF
    return None


def is_camera_raw(extension: str, head: bytes) -> bool:
    """By its first bytes; the many that begin as a TIFF does, by the ending of their name in
    small letters."""
    if head.startswith(_RAW_SIGNATURES) or head[8:10] == b"CR" or head[4:12] == b"ftypcrx ":
        return True
    return extension in RAW_EXTENSIONS and family_of(head) in (None, TIFF)


def why_not(head: bytes) -> Message:
    """What a file is instead of a picture we take, and what to do, as a clause."""
    for signature, key in _OTHERS:
        if head.startswith(signature):
            return Message(key)
    if head[4:8] == b"ftyp":
        if b"avi" in head[8:]:
            return message("picture.avif")
        return message("picture.film")
    start = head.lstrip(b"\xef\xbb\xbf\x00 \t\r\n")
    if start[:4].lower() == b"<svg" or start[:5].lower() == b"<?xml":
        return message("picture.xml")
    if _looks_like_text(head):
        return message("picture.text")
    return message("picture.unknown")


_BESIDE = frozenset((".xmp", ".ini", ".db", ".thm", ".ctg"))
_SOMETHING_ELSE = ("picture.text", "picture.xml", "picture.pdf", "picture.zip", "picture.film")


def pictures_in(folder: Path) -> Iterator[Path]:
    """The files there and in the folders within that are worth a word, by name: not hidden ones,
    nor what neither is called a picture nor is one, but a note, a film, a document."""
    for path in sorted(folder.rglob("*")):
        hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
        if path.is_file() and not hidden and not _lies_beside(path):
            yield path


def _lies_beside(path: Path) -> bool:
    ending = path.suffix.lower()
    if ending in _BESIDE or ending in PICTURE_EXTENSIONS:
        return ending in _BESIDE
    try:
        with path.open("rb") as file:
            head = file.read(HEAD_BYTES)
    except OSError:
        return False  # told where it is read
    return family_of(head) is None and (not head or why_not(head).key in _SOMETHING_ELSE)


def _looks_like_text(head: bytes) -> bool:
    if any(byte < 9 for byte in head):
        return False
    try:
        head[:48].decode("utf-8")
    except UnicodeDecodeError as error:
        return error.start >= 44  # a character cut by the end of the sample
    return True


class PictureRefused(Said):
    """A file that is no picture for us. Nothing of it was added.

    `name` is the file's name, `reason` says why and what to do; str() is one sentence of both.
    """

    def __init__(self, name: str, reason: Message) -> None:
        self.name = name
        self.reason = reason
        super().__init__("picture.refused", name=name, reason=reason)


class OriginalUnreadable(Said, OSError):
    """An original that was taken once cannot be opened or decoded any more, or (`not_now`) its
    system did not let it be."""

    def __init__(self, name: str, reason: str | Message, *, not_now: bool = False) -> None:
        self.name = name
        key = "picture.not-now" if not_now else "picture.original-unreadable"
        super().__init__(key, name=name, reason=reason)


class PictureNotWritten(Said, OSError):
    """An encoder refused a picture; its original has no part in that."""
