"""Pictures that lie within the HTML of a copy, taken out before the page is read.

A page of words is small; the pictures in it are not, and the bounds of `sanitise` are for words.
Nothing is decoded as a picture here, and nothing is fetched.
"""

import re
import tempfile
from base64 import b64decode
from binascii import Error as NotBase64
from pathlib import Path
from urllib.parse import unquote, urlsplit

from editor.late import frozen, regex
from editor.message import message

MAX_PICTURES = 30
MAX_CHARACTERS = 80_000_000  # of HTML with pictures in it
_MAX_BYTES = 30_000_000  # of one picture
_MIN_BYTES = 300  # smaller ones hold a place or draw a bullet
_MAX_LOOKED_AT = 1_000
_DATA = "data:image/"
_END = regex(r"[\s>\"']")
_KINDS = {"png": ".png", "jpeg": ".jpg", "jpg": ".jpg", "webp": ".webp", "tiff": ".tif"}
SUFFIXES = frozenset({".jpg", ".jpeg", ".png", ".webp", ".tif", ".tiff", ".heic", ".heif"})
# The first bytes of a picture, packed as letters, and what it is.
_HEADS = {"iVBORw0KGgo": ".png", "/9j/": ".jpg", "UklGR": ".webp", "SUkqA": ".tif", "TU0AK": ".tif"}
_HEAD = regex(
    rf"(?:data:image/[\w.+-]+;base64,)?(?<![A-Za-z0-9+/])"
    rf"(?P<packed>(?P<head>{'|'.join(map(re.escape, _HEADS))})[A-Za-z0-9+/]{{40,}}+={{0,2}})"
)
_LETTERS = regex(r"\r?\n([A-Za-z0-9+/]++={0,2})(?=\s|\Z)")
_NAME = "galley-pasted-"  # what an address says instead: cid:galley-pasted-1


@frozen
class PastedPicture:
    """A picture that came with a page: its bytes, or the file a program left beside the page.

    `key` is the placement its block has in the body until it is a photo of the library.
    """

    key: str
    name: str
    data: bytes = b""
    path: Path | None = None
    alt: str = ""


def lift(html: str) -> tuple[str, dict[str, PastedPicture]]:
    """(`html` with short addresses in place of its pictures, the pictures by these addresses)."""
    parts: list[str] = []
    pictures: dict[str, PastedPicture] = {}
    at = 0
    for _ in range(_MAX_LOOKED_AT):
        if (start := html.find(_DATA, at)) < 0:
            break
        end = _end_of_value(html, start)
        parts.append(html[at:start])
        number = len(pictures) + 1
        address = f"cid:{_NAME}{number}"
        picture = _picture(html[start:end], number) if number <= MAX_PICTURES else None
        if picture is not None:
            pictures[address] = picture
            parts.append(address)
        else:
            parts.append(_DATA)  # seen as a picture that did not come along
        at = end
    parts.append(html[at:])
    return "".join(parts), pictures


def pictures_in_text(text: str) -> list[str | PastedPicture]:
    """Words, and the pictures that stand among them as letters, in order."""
    pieces: list[str | PastedPicture] = []
    at = 0
    for found in _HEAD.finditer(text):
        number = 1 + sum(isinstance(each, PastedPicture) for each in pieces)
        if found.start() < at or number > MAX_PICTURES:
            continue
        end = _end_of_letters(text, found.start("packed"), found.end())
        packed = "".join(text[found.start("packed") : end].split())
        suffix = _HEADS[found["head"]]
        picture = _unpacked(packed, f"pasted-{number}", _name(number, suffix))
        if picture is not None:
            pieces += [text[at : found.start()], picture]
            at = end
    return [*pieces, text[at:]]


def _end_of_letters(text: str, start: int, end: int) -> int:
    """Where letters that were set in lines of one length end; a shorter line is the last."""
    length = end - start
    while text[end : end + 1] in ("\r", "\n") and text[end : end + 1]:
        line = _LETTERS.match(text, end)
        if line is None or len(line[1]) > length:
            return end
        end = line.end()
        if len(line[1]) < length:
            return end
    return end


def picture_beside(address: str, number: int) -> PastedPicture | None:
    """The file that an office program put beside the page on the clipboard, if it is one.

    Only what lies where these programs put such files: a page must not name any file it likes.
    """
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    if parts.scheme != "file" or parts.netloc not in ("", "localhost"):
        return None  # another machine's, which would be asked for it
    written = unquote(parts.path)
    if "\0" in written or len(written) > 1000:
        return None
    if written[2:3] == ":":  # /C:/Users/…
        written = written.lstrip("/")
    path = Path(written)
    if path.suffix.lower() not in SUFFIXES or ".." in path.parts or not _is_of_a_copy(path):
        return None
    try:
        found = path.is_file()
    except OSError:
        return None
    return PastedPicture(f"pasted-file-{number}", path.name, path=path) if found else None


def _is_of_a_copy(path: Path) -> bool:
    folders = [part.lower() for part in path.parts[:-1]]
    office = any(part.startswith(("msohtmlclip", "ksohtml")) for part in folders)
    return office or path.is_relative_to(tempfile.gettempdir())


def _end_of_value(html: str, start: int) -> int:
    """Where the attribute ends that `start` stands in: its quote, or a blank or bracket."""
    quote = html[start - 1 : start]
    if quote and quote in "\"'":
        end = html.find(quote, start)
        return len(html) if end < 0 else end
    end = _END.search(html, start)
    return end.start() if end else len(html)


def _picture(address: str, number: int) -> PastedPicture | None:
    kind, comma, packed = address[len(_DATA) :].partition(",")
    name, _, encoding = kind.partition(";")
    suffix = _KINDS.get(name.lower())
    if not comma or suffix is None or not encoding.lower().endswith("base64"):
        return None
    unpacked = unquote(packed) if "%" in packed else packed
    return _unpacked(unpacked, f"pasted-{number}", _name(number, suffix))


def _name(number: int, suffix: str) -> str:
    return str(message("picture.pasted-of-several", number=number, suffix=suffix))


def _unpacked(packed: str, key: str, name: str) -> PastedPicture | None:
    if len(packed) > _MAX_BYTES // 3 * 4 + 4:
        return None
    try:
        data = b64decode(packed)
    except (NotBase64, ValueError):
        return None
    return PastedPicture(key, name, data) if len(data) >= _MIN_BYTES else None
