"""Old metadata bytes as characters, and characters cut to a byte limit.

IIM and EXIF text rarely says how it is written; this decides, and it never raises.
"""

import codecs
import re
from collections.abc import Sequence

# Two Chinese characters or more in a row in GB 2312's rows of punctuation and hanzi.
# Western text of one byte a letter hardly has four letters beyond ASCII side by side.
_HIGH_RUN = re.compile(rb"[\x80-\xff]+")
_GB_RUN = re.compile(rb"(?:[\xa1-\xa9\xb0-\xf7][\xa1-\xfe])+")
_GB_HANZI_PAIR = re.compile(rb"(?:[\xb0-\xf7][\xa1-\xfe]){2}")


def decode_texts(raws: Sequence[bytes], *, declared_utf8: bool = False) -> tuple[str, ...]:
    """Texts of one file. Declared UTF-8 is read as such, a last character cut in half dropped.

    Otherwise UTF-8 when all of them are that; else GB 18030 when every byte beyond ASCII belongs
    to a run of GB 2312 pairs and somewhere two hanzi meet (Chinese desks' files before UTF-8:
    `ü` in `Müller` stands alone and never looks like that); else Windows-1252, which is Latin-1
    with the typographic quotes people really used.
    """
    codec = "utf-8" if declared_utf8 else _undeclared(raws)
    return tuple(_decode(raw, codec, cut=declared_utf8) for raw in raws)


def cut_to_bytes(text: str, limit: int) -> str:
    """The longest beginning of `text` that takes at most `limit` bytes of UTF-8.

    A combining mark or joiner never parts from what it stands on.
    """
    raw = text.encode("utf-8")
    if len(raw) <= limit:
        return text
    kept = len(raw[:limit].decode("utf-8", "ignore"))
    while kept and _joins(text[kept]):
        kept -= 1
    # A joiner left at the end would join nothing.
    return text[:kept].rstrip("\u200d").rstrip()


def _joins(character: str) -> bool:
    import unicodedata  # Met only by texts that are too long.

    return character in "\u200d\ufe0e\ufe0f" or unicodedata.category(character) in ("Mn", "Me")


def _undeclared(raws: Sequence[bytes]) -> str:
    joined = b"\n".join(raws)
    try:
        joined.decode("utf-8")
    except UnicodeDecodeError:
        runs = _HIGH_RUN.findall(joined)
        chinese = all(map(_GB_RUN.fullmatch, runs)) and any(map(_GB_HANZI_PAIR.search, runs))
        return "gb18030" if chinese else "cp1252"
    return "utf-8"


def _decode(raw: bytes, codec: str, *, cut: bool) -> str:
    try:
        if cut:
            return codecs.getincrementaldecoder(codec)().decode(raw)
        return raw.decode(codec)
    except UnicodeDecodeError:
        # cp1252 leaves five bytes undefined; Latin-1 reads every one.
        return raw.decode("latin-1") if codec == "cp1252" else _decode(raw, "cp1252", cut=False)
