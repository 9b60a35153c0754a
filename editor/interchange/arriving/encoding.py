"""Bytes to text: which of the encodings a newsroom meets a file is written in.

A byte order mark decides, then what the file says of itself, then UTF-8; every guess beyond these
is told in a warning. A byte that means nothing becomes U+FFFD, which whoever reads the text tells
(`lost_characters`): one spoilt sign neither refuses a file nor makes another encoding of it.
"""

import codecs
import re
import tomllib
from collections.abc import Iterable
from importlib.resources import files

from charset_normalizer import from_bytes

from editor.interchange.arriving.refusal import Unreadable
from editor.late import regex
from editor.message import Message, message

_MEANT = tomllib.loads((files("resources") / "encodings.toml").read_text("utf-8"))
_CODECS = {label: codec for codec, labels in _MEANT.items() for label in labels.split()}


# Python's own ways to write a text in ASCII, an address, or what its machine happens to use: they
# would read a backslash or a hyphen of the copy as a sign.
_NO_ENCODINGS = frozenset(
    "idna undefined punycode unicode_escape raw_unicode_escape charmap mbcs oem".split()
)


def codec_named(label: str) -> str:
    """The codec that `label` means; "" for no label, an unknown one, or no encoding of text."""
    plain = label.strip().strip("\"'").lower().partition(";")[0].strip()
    try:
        found = codecs.lookup(_CODECS.get(plain, plain)) if plain.isascii() and plain else None
    except (LookupError, ValueError):
        return ""
    # Python also calls base64 and its like codecs.
    if found is None or not getattr(found, "_is_text_encoding", True):
        return ""
    if found.name.replace("-", "_") in _NO_ENCODINGS:
        return ""
    return _CODECS.get(plain, found.name)


Decoded = tuple[str, tuple[Message, ...]]

_MARKS = (  # UTF-32 before UTF-16: its mark begins with the other's
    (codecs.BOM_UTF8, "utf-8", "UTF-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le", "UTF-32"),
    (codecs.BOM_UTF32_BE, "utf-32-be", "UTF-32"),
    (codecs.BOM_UTF16_LE, "utf-16-le", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16-be", "UTF-16"),
)
_BY_ESCAPES = frozenset({"iso2022_jp_ext", "iso2022_kr", "hz", "utf-7"})  # all bytes are ASCII
_SPOILT = "\ufffd"
_CERTAIN = 6  # signs of two bytes from which a text is UTF-8 whatever it says
_SYLLABLES = regex("[\u3040-\u30ff\uac00-\ud7af]")  # kana and hangul
SAMPLE = 64 * 1024  # bytes looked at for a guess; decoding itself is always of the whole
# The share of common characters from which a double-byte reading is believed.
BELIEVED = 0.75
_ALL = 0.97  # from this share everything is one's own
_ENOUGH = 12  # pairs of bytes from which that is no chance
# Western copy is mostly ASCII; above this share of other bytes it is some other script.
WESTERN_MAX = 0.25
_WESTERN = (("cp1252", "Windows-1252"), ("cp1250", "Windows-1250"), ("mac_roman", "Mac Roman"))
# A sign, or a capital, in the midst of a word.
_ODD = regex(
    r"(?<=[^\W\d_])[^\w\s\x20-\x7e\u2010-\u2027\ufffd\xb7\xad](?=[^\W\d_])"
    r"|(?<=[a-zà-ÿ])[À-ÞŠŽŒŸ]|[¹²³]"
)
_CYRILLIC = (
    ("cp1251", "Windows-1251"),
    ("koi8_u", "KOI8"),
    ("cp866", "DOS 866"),
    ("iso8859_5", "ISO-8859-5"),
    ("mac_cyrillic", "Mac Cyrillic"),
)
_RUSSIAN = regex("[А-яЁёІіЇїЄєҐґ]")
_COMMON_RUSSIAN = frozenset("оеаинтслрві")

# Western text in UTF-16 is half NUL bytes; below this share, bytes that are UTF-8 without
# their NULs are UTF-8 that something has spoilt, not UTF-16 that happens to look like it.
SPOILT_MAX = 0.2


# The share of ASCII that copy of western letters has, and Chinese in UTF-16 has not.
_PLAIN = 0.85
# The share of spoilt signs, among those beyond ASCII, that a text may have.
_WORN = 0.05


class Undecodable(Unreadable):
    """The bytes are no text that can be read for certain."""


def decode(data: bytes, said: str = "") -> Decoded:
    """The text of `data` without its byte order mark, and what a person should know of it.

    `said` is the encoding that the file, or the mail around it, names; "" for none.
    """
    for mark, codec, name in _MARKS:
        if data.startswith(mark):
            text = worn(data[len(mark) :], codec)
            if text is None:
                raise Undecodable("unread.damaged-encoding", encoding=name)
            return text, ()
    codec = codec_named(said)
    if codec and not _is_misnamed(data, codec) and (text := _as_said(data, codec)) is not None:
        return text, ()
    if b"\0" in data:
        return _unmarked_utf16(data)
    if (text := _utf8(data)) is not None:
        return text, ()
    for attempt in (_east_asian, _western, _cyrillic, _normalizer):
        if decoded := attempt(data):
            return decoded
    raise Undecodable("unread.unknown-encoding")


def _is_misnamed(data: bytes, codec: str) -> bool:
    """Whether these are letters of one byte, of which the named encoding (UTF-16, a mainframe's)
    would make other ones: in UTF-16 such letters have NUL bytes."""
    if b"\0" in data or b"Aa".decode(codec, "replace") == "Aa":
        return False
    return sum(map((0x80).__gt__, data)) > _PLAIN * len(data)


def worn(data: bytes, codec: str) -> str | None:
    """The text with U+FFFD for what means nothing; None where that is too much of it."""
    text = data.decode(codec, "replace")
    spoilt = text.count(_SPOILT) - data.count(_SPOILT.encode("utf-8"))
    if spoilt > 1 and spoilt > _WORN * sum(map("\x7f".__lt__, text)):
        return None
    return text


def _as_said(data: bytes, codec: str) -> str | None:
    """As the file says, unless it is UTF-8 for certain: programs that know better name others."""
    if codec != "utf-8" and codec not in _BY_ESCAPES:
        try:
            text = data.decode("utf-8")
        except UnicodeDecodeError:
            pass
        else:
            # Two characters of Chinese may look like two of UTF-8; these do not.
            if any(c >= "\u0800" for c in text) or sum(c > "\x7f" for c in text) > _CERTAIN:
                return text
    return worn(data, codec)


def _utf8(data: bytes) -> str | None:
    """Nothing else happens to look like UTF-8; with damage, as long as most of it still does."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        lenient = data.decode("utf-8", "replace")
        bad = lenient.count(_SPOILT)
        kept = sum(c >= "\x80" for c in lenient) - bad
        good = sum(0xC2 <= byte <= 0xF4 for byte in data[: error.start])
        return lenient if good >= 2 and kept >= 4 * bad else None


def _guessed(text: str, name: str) -> Decoded:
    return text, (message("arriving.read-as", encoding=name),)


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
        raise Undecodable("unread.nul-bytes")
    believed = []
    for codec, name in (("utf-16-le", "UTF-16 LE"), ("utf-16-be", "UTF-16 BE")):
        if (text := worn(data, codec)) is None:
            continue
        sample = text[:SAMPLE]
        if "\0" not in text and (share := _plain_share(sample)) > 0.03:
            believed.append((share, text, name))
    if not believed:
        raise Undecodable("unread.nul-bytes")
    _, text, name = max(believed)
    return text, (message("arriving.read-without-mark", encoding=name),)


def _plain_share(text: str) -> float:
    plain = sum(
        "a" <= c.lower() <= "z" or c in " \r\n\t,.0123456789\u3001\u3002\uff0c" for c in text
    )
    return plain / max(1, len(text))


# The everyday characters of the double-byte encodings: (first and last byte that leads one, first
# and last that follows it). Korean and Japanese keep to a part of what Chinese uses.
_EVERYDAY = {
    # KS X 1001: signs in A1, the 2,350 syllables in B0-C8.
    ("cp949", "EUC-KR"): ((0xA1, 0xA1, 0xA1, 0xFF), (0xB0, 0xC8, 0xA1, 0xFF)),
    # Signs, kana in A4 and A5, the 2,965 everyday characters in B0-CF.
    ("euc_jp", "EUC-JP"): (
        (0xA1, 0xA1, 0xA1, 0xFF), (0xA4, 0xA5, 0xA1, 0xFF), (0xB0, 0xCF, 0xA1, 0xFF),
    ),
    # Signs, kana, the same everyday characters in 88-98.
    ("cp932", "Shift_JIS"): (
        (0x81, 0x81, 0x40, 0xFC), (0x82, 0x82, 0x4F, 0xF1), (0x83, 0x83, 0x40, 0x96),
        (0x88, 0x98, 0x40, 0xFC),
    ),
    # GB 2312: symbols in rows A1-A3, the 3,755 characters of level 1 in rows B0-D7.
    ("gb18030", "GB18030"): ((0xA1, 0xA3, 0xA1, 0xFE), (0xB0, 0xD7, 0xA1, 0xFE)),
    # Symbols in rows A1-A3, the 5,401 frequent characters in rows A4-C6.
    ("big5hkscs", "Big5"): ((0xA1, 0xC6, 0x40, 0x7E), (0xA1, 0xC6, 0xA1, 0xFE)),
}  # fmt: skip


def _east_asian(data: bytes) -> Decoded | None:
    """Of the double-byte encodings the one that makes everyday characters of the bytes."""
    sample = data[:SAMPLE]
    shares = [(*of, _common_share(sample, everyday)) for of, everyday in _EVERYDAY.items()]
    pairs = sum(map((0x7F).__lt__, sample)) // 2
    # Where all fits Korean or Japanese, it is no chance.
    for codec, name, share in shares[:2]:
        text = worn(data, codec) if share > _ALL and pairs >= _ENOUGH else None
        if text is not None and len(_SYLLABLES.findall(text)) > _ENOUGH // 2:
            return _guessed(text, name)
    for codec, name, share in sorted(shares[2:], key=lambda each: -each[2]):
        if share >= BELIEVED and (text := worn(data, codec)) is not None:
            return _guessed(text, name)
    return None


def _common_share(data: bytes, everyday: Iterable[tuple[int, int, int, int]]) -> float:
    """Of the pairs that begin with a high byte, the share that are everyday characters."""
    known = {
        (lead, trail)
        for first, last, low, high in everyday
        for lead in range(first, last + 1)
        for trail in range(low, high + 1)
    }
    pairs = common = at = 0
    while at < len(data) - 1:
        if data[at] <= 0x80 or data[at] == 0xFF or data[at + 1] < 0x30:
            at += 1  # no character of two bytes begins here
            continue
        pairs += 1
        common += (data[at], data[at + 1]) in known
        at += 2
    return common / pairs if pairs else 0.0


def _western(data: bytes) -> Decoded | None:
    """Of the encodings of western offices the one that makes the fewest signs within words."""
    high = sum(map((0x7F).__lt__, data[:SAMPLE]))
    if high > WESTERN_MAX * len(data[:SAMPLE]):
        return None
    read = [(worn(data, codec), name) for codec, name in _WESTERN]
    believed = [(len(_ODD.findall(text[:SAMPLE])), text, name) for text, name in read if text]
    if not believed:
        return None
    _, text, name = min(believed, key=lambda each: each[0])
    return _guessed(text, name)


def _cyrillic(data: bytes) -> Decoded | None:
    """The encoding in which the everyday letters of Russian are the everyday ones."""
    high = sum(map((0x7F).__lt__, data[:SAMPLE]))
    for codec, name in _CYRILLIC:
        text = data[:SAMPLE].decode(codec, "replace")
        letters = _RUSSIAN.findall(text)
        common = sum(map(_COMMON_RUSSIAN.__contains__, letters))
        if len(letters) > 0.9 * high and common > 0.5 * len(letters):
            return _guessed(data.decode(codec, "replace"), name)
    return None


def _normalizer(data: bytes) -> Decoded | None:
    best = from_bytes(data[:SAMPLE]).best()
    if best is None or best.encoding in ("ascii", "utf_8"):
        return None
    try:
        text = data.decode(best.encoding)
    except (UnicodeDecodeError, LookupError):
        return None
    return _guessed(text, best.encoding.replace("_", "-").upper())


_HEAD = 4096
_DECLARED = regex(
    rb"<\?xml[^>]{0,200}?\bencoding\s*=\s*[\"']?\s*([\w.:-]+)"
    rb"|<meta\b[^>]{0,400}?\bcharset\s*=\s*[\"']?\s*([\w.:-]+)",
    re.IGNORECASE,
)
_COMMENT = regex(rb"<!--.*?-->", re.DOTALL)


def decode_page(data: bytes) -> Decoded:
    """The text of a page, and what a person should know of it. Raises Undecodable."""
    return decode(data, declared(data))


def declared(data: bytes) -> str:
    """What a page calls its encoding, in an XML declaration or a `meta`; "" for nothing."""
    head = _COMMENT.sub(b"", data[: 2 * _HEAD])[:_HEAD]
    match = _DECLARED.search(head)
    label = (match[1] or match[2]).decode("ascii", "replace").lower() if match else ""
    # A declaration that can be read byte by byte is not written in two bytes a sign.
    return "utf-8" if codec_named(label).startswith(("utf-16", "utf-32")) else label
