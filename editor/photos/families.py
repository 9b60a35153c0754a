"""Which kinds of picture file a desk takes, told by their first bytes, how large they may be, and
what it hears of a file that it cannot take or that no longer opens.

Never by the name alone: a wrong extension is common, a wrong signature is a lie.
"""

from editor.late import frozen
from editor.message import Message, Said

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
    (b"GIF8", "it is a GIF; save it as PNG or JPEG"),
    (b"BM", "it is a Windows bitmap; save it as PNG or JPEG"),
    (b"8BPS", "it is a Photoshop document; save it as JPEG or TIFF"),
    (b"%PDF", "it is a PDF; take the picture out of it as JPEG or PNG"),
    (b"%!PS", "it is PostScript; save the picture as JPEG or PNG"),
    (b"\x00\x00\x00\x0cjP", "it is a JPEG 2000 picture; save it as JPEG"),
    (b"\xff\x0a", "it is a JPEG XL picture; save it as JPEG"),
    (b"FUJIFILMCCD-RAW", "it is a camera's raw file; develop it to JPEG or TIFF first"),
    (b"PK\x03\x04", "it is a zip archive; unpack it and add the pictures"),
)
# Most raw files carry TIFF's signature; Pillow would take their postage-stamp preview.
_RAW_EXTENSIONS = frozenset(
    (".arw", ".cr2", ".cr3", ".dng", ".nef", ".nrw", ".orf", ".pef", ".raf", ".rw2", ".srw")
)


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
    return extension in _RAW_EXTENSIONS or head[8:10] == b"CR"


def why_not(head: bytes) -> str:
    """What a file is instead of a picture we take, and what to do, as a half sentence."""
    for signature, reason in _OTHERS:
        if head.startswith(signature):
            return reason
    if head[4:8] == b"ftyp":
        if b"avi" in head[8:]:
            return "it is an AVIF picture; save it as JPEG or PNG"
        return "it is a film or an unknown kind of picture; save it as JPEG or PNG"
    start = head.lstrip(b"\xef\xbb\xbf\x00 \t\r\n")
    if start[:4].lower() == b"<svg" or start[:5].lower() == b"<?xml":
        return "it is a drawing or a document in XML; save it as PNG"
    if _looks_like_text(head):
        return "it holds text, not a picture; import it as a story, or choose another file"
    return "it is no picture of a kind that Galley takes (JPEG, PNG, WebP, TIFF, HEIC)"


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

    def __init__(self, name: str, reason: str) -> None:
        self.name = name
        self.reason = reason.removesuffix(".")
        super().__init__(f"{self.name} was not added: {self.reason}.")


class OriginalUnreadable(Said, OSError):
    """An original that was taken once cannot be opened or decoded any more."""

    def __init__(self, name: str, reason: str | Message) -> None:
        self.name = name
        super().__init__("picture.original-unreadable", name=name, reason=reason)
