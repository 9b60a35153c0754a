"""Bytes to text: which of the encodings a newsroom meets a file is written in.

A byte order mark decides, then strict UTF-8; every guess beyond these is told in a warning.
No character is ever replaced: what cannot be read for certain is refused with the reason.
"""

import codecs
from collections.abc import Callable

from charset_normalizer import from_bytes

Decoded = tuple[str, tuple[str, ...]]

_MARKS = (  # UTF-32 before UTF-16: its mark begins with the other's
    (codecs.BOM_UTF8, "utf-8", "UTF-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le", "UTF-32"),
    (codecs.BOM_UTF32_BE, "utf-32-be", "UTF-32"),
    (codecs.BOM_UTF16_LE, "utf-16-le", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16-be", "UTF-16"),
)
SAMPLE = 64 * 1024  # bytes looked at for a guess; decoding itself is always of the whole
# The share of common characters from which a double-byte reading is believed.
BELIEVED = 0.75
# Western copy is mostly ASCII; above this share of other bytes it is some other script.
WESTERN_MAX = 0.25
_SAVE_AS = "open it in a text program, save it as UTF-8 and import that"

# Western text in UTF-16 is half NUL bytes; below this share, bytes that are UTF-8 without
# their NULs are UTF-8 that something has spoilt, not UTF-16 that happens to look like it.
SPOILT_MAX = 0.2
_NOT_TEXT = (
    "it has NUL bytes, so it is not text; open it in the program it comes from"
    " and save it as plain text"
)


class Undecodable(ValueError):
    """The bytes are no text that can be read for certain; str() says why and what to do."""


def decode(data: bytes) -> Decoded:
    """The text of `data` without its byte order mark, and what a person should know of it."""
    for mark, codec, name in _MARKS:
        if data.startswith(mark):
            return _strict(data[len(mark) :], codec, name), ()
    if b"\0" in data:
        return _unmarked_utf16(data)
    try:
        return data.decode("utf-8"), ()
    except UnicodeDecodeError as error:
        if damaged := _damaged_utf8(data, error):
            raise Undecodable(damaged) from None
    for attempt in (_chinese, _western, _normalizer):
        if decoded := attempt(data):
            return decoded
    raise Undecodable(f"its text encoding cannot be told for certain; {_SAVE_AS}")


def _strict(data: bytes, codec: str, name: str) -> str:
    try:
        return data.decode(codec)
    except UnicodeDecodeError as error:
        place = f"byte {error.start + 1:,}"
        raise Undecodable(f"it is marked as {name} but damaged at {place}; {_SAVE_AS}") from None


def _guessed(text: str, name: str) -> Decoded:
    return text, (f"Read as {name}; please check names and quotation marks.",)


def _is_spoilt_utf8(data: bytes) -> bool:
    if data.count(0) > SPOILT_MAX * len(data):
        return False
    try:
        data.replace(b"\0", b"").decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _unmarked_utf16(data: bytes) -> Decoded:
    """UTF-16 shows in NUL bytes; the order of bytes shows in blanks, line ends and letters."""
    if _is_spoilt_utf8(data):
        raise Undecodable(_NOT_TEXT)
    believed = []
    for codec, name in (("utf-16-le", "UTF-16 LE"), ("utf-16-be", "UTF-16 BE")):
        try:
            text = data.decode(codec)
        except UnicodeDecodeError:
            continue
        sample = text[:SAMPLE]
        if "\0" not in text and (share := _plain_share(sample)) > 0.03:
            believed.append((share, text, name))
    if not believed:
        raise Undecodable(_NOT_TEXT)
    _, text, name = max(believed)
    return _guessed(text, f"{name} (the file has no byte order mark)")


def _plain_share(text: str) -> float:
    plain = sum(
        "a" <= c.lower() <= "z" or c in " \r\n\t,.0123456789\u3001\u3002\uff0c" for c in text
    )
    return plain / max(1, len(text))


def _damaged_utf8(data: bytes, error: UnicodeDecodeError) -> str:
    """Why `data` is UTF-8 with damage rather than another encoding; "" when it is another."""
    good = sum(_is_lead(byte) for byte in data[: error.start])
    lenient = data.decode("utf-8", "replace")
    bad = lenient.count("\ufffd")
    kept = sum(c >= "\x80" for c in lenient) - bad
    if good < 2 or kept < 4 * bad:
        return ""
    return f"its UTF-8 is damaged at byte {error.start + 1:,}; {_SAVE_AS}"


def _is_lead(byte: int) -> bool:
    return 0xC2 <= byte <= 0xF4


def _chinese(data: bytes) -> Decoded | None:
    """GB18030 of mainland offices, else Big5: whichever makes common characters of the bytes."""
    sample = data[:SAMPLE]
    readings: tuple[tuple[str, str, Callable[[int, int], bool]], ...] = (
        ("gb18030", "GB18030", _is_common_gb),
        ("big5", "Big5", _is_common_big5),
    )
    shares = [_common_share(sample, is_common) for _, _, is_common in readings]
    order = sorted(range(len(readings)), key=lambda i: -shares[i])
    for i in order:
        codec, name, _ = readings[i]
        if shares[i] >= BELIEVED:
            try:
                return _guessed(data.decode(codec), name)
            except UnicodeDecodeError:
                continue
    return None


def _common_share(data: bytes, is_common: Callable[[int, int], bool]) -> float:
    """Of the pairs that begin with a high byte, the share that are everyday characters."""
    pairs = common = at = 0
    while at < len(data) - 1:
        if data[at] < 0x80:
            at += 1
            continue
        pairs += 1
        common += is_common(data[at], data[at + 1])
        at += 2
    return common / pairs if pairs else 0.0


def _is_common_gb(lead: int, trail: int) -> bool:
    # GB 2312: symbols in rows A1-A3, the 3,755 characters of level 1 in rows B0-D7.
    return (0xA1 <= lead <= 0xA3 or 0xB0 <= lead <= 0xD7) and 0xA1 <= trail <= 0xFE


def _is_common_big5(lead: int, trail: int) -> bool:
    # Big5: symbols in rows A1-A3, the 5,401 frequent characters in rows A4-C6.
    return 0xA1 <= lead <= 0xC6 and (0x40 <= trail <= 0x7E or 0xA1 <= trail <= 0xFE)


def _western(data: bytes) -> Decoded | None:
    high = sum(map((0x7F).__lt__, data[:SAMPLE]))
    if high > WESTERN_MAX * len(data[:SAMPLE]):
        return None
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        return None
    return _guessed(text, "Windows-1252")


def _normalizer(data: bytes) -> Decoded | None:
    best = from_bytes(data[:SAMPLE]).best()
    if best is None or best.encoding in ("ascii", "utf_8"):
        return None
    try:
        text = data.decode(best.encoding)
    except (UnicodeDecodeError, LookupError):
        return None
    return _guessed(text, best.encoding.replace("_", "-").upper())
