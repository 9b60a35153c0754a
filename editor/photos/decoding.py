"""Bytes that a picture file has for texts, read as characters, each field by itself: one file may
come from a camera, an agency and three desks, each of which wrote in its own way.

What it cannot be sure of it says; it never repairs what somebody may have meant.
"""

import codecs
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from editor.late import regex

UTF_8, CHINESE, TRADITIONAL, WESTERN, MAC = "utf-8", "gb18030", "big5hkscs", "cp1252", "mac_roman"
CYRILLIC, KOREAN = "cp1251", "euc_kr"
_GUESSED = (MAC, CYRILLIC, KOREAN)


class Decoded(NamedTuple):
    """`codec` is "" where the bytes alone do not tell it."""

    text: str
    certain: bool = True
    codec: str = ""


# Parts of ISO 8859 by the last byte of what designates them in ISO 2022.
_PARTS = dict(zip("ABCDLGFHMVTY_bf", (*range(1, 12), 13, 14, 15, 16), strict=True))
_DECLARED = regex(rb"\x1b(?:(%(?:G|/[GHI]))|[-./]([ABCDLGFHMVTY_bf])|(\$[()*+]?A))")


def declared(charset: bytes) -> str:
    """The codec that the value of 1:90 names, "" for none: IIM 4.2 designates as ISO 2022 does."""
    found = _DECLARED.search(charset)
    if found is None:
        return ""
    utf8, part, _ = found.groups()
    if part == b"A":
        return WESTERN  # Latin-1, with the quotes that people really used
    return UTF_8 if utf8 else f"iso8859_{_PARTS[part.decode()]}" if part else CHINESE


def decode_texts(raws: Sequence[bytes], charset: str = "") -> tuple[Decoded, ...]:
    """Texts of one block, whose `charset` is what it declares. Where bytes may be read in two ways,
    the other fields of the block decide; none of them is against one that reads well itself."""
    alone = tuple(_read(raw, charset, "") for raw in raws)
    telling = (each.codec for each in alone if each.certain or each.codec in _GUESSED)
    counted = Counter(codec for codec in telling if codec in (CHINESE, TRADITIONAL, *_GUESSED))
    hint = next((codec for codec, _ in counted.most_common(1)), charset)
    return tuple(_read(raw, charset, hint) for raw in raws) if hint else alone


def is_doubly_encoded(text: str) -> bool:
    """`MÃ¼ller`: UTF-8 that somebody took for Latin-1. It may be meant, as here."""
    for codec in (WESTERN, "latin-1"):
        try:
            return not text.isascii() and bool(text.encode(codec).decode(UTF_8))
        except UnicodeError:
            continue
    return False


def _read(raw: bytes, charset: str, hint: str) -> Decoded:
    if wide := _wide(raw):
        return wide
    raw = raw.rstrip(b"\0")
    if raw.isascii():
        return Decoded(raw.decode("ascii"))
    return (
        (_between_chinese(raw) if hint == CHINESE else None)
        or _utf8(raw, charset)
        or _part(raw, charset)
        or (_cyrillic(raw) if hint == CYRILLIC else None)
        or _western(raw, hint)
        or _mostly_utf8(raw)
        or (_cut_at_once(raw) if hint != CHINESE else None)
        or _chinese(raw, hint)
        or _cut_at_once(raw)
        or _cyrillic(raw)
        or _mac(raw)
        or Decoded(raw.decode(WESTERN, "replace"), certain=False)
    )


def _strict(raw: bytes, codec: str) -> tuple[str, bool] | None:
    """The text, and whether it ends within a character: there a program has cut it."""
    decoder = codecs.getincrementaldecoder(codec)()
    try:
        return decoder.decode(raw), bool(decoder.getstate()[0])
    except UnicodeDecodeError:
        return None


def _wide(raw: bytes) -> Decoded | None:
    """UTF-16: with its mark, or letters of ASCII with a zero beside each."""
    marked = raw[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
    zeros = [half.count(0) * 2 > len(half) for half in (raw[::2], raw[1::2])]
    if len(raw) < 4 or not (marked or zeros in ([True, False], [False, True])):
        return None
    codec = UTF_16[raw[:1] == b"\xfe" if marked else zeros[0]]
    try:
        return Decoded(raw[2 * marked :].decode(codec).rstrip("\0"))
    except UnicodeDecodeError:
        return None


UTF_16 = ("utf-16-le", "utf-16-be")


_IN_A_WORD = regex(rb"[A-Za-z][\x80-\xff]|[\x80-\xff][A-Za-z]")


def _between_chinese(raw: bytes) -> Decoded | None:
    """A short text of a Chinese desk whose bytes something else could be: `目` is `Ŀ` in UTF-8.
    A sign such as © is nothing to decide by, and letters within a word are no Chinese."""
    utf8 = _strict(raw, UTF_8)
    signs = utf8 is not None and not any(each.isalpha() for each in utf8[0] if each > "\x7f")
    if signs or _IN_A_WORD.search(raw) or _shares(raw, CHINESE)[0] < 1:
        return None
    return _chinese(raw, CHINESE)


def _utf8(raw: bytes, charset: str) -> Decoded | None:
    read = _strict(raw, UTF_8)
    if read is None or read[0].isascii():
        return None
    text, cut = read
    if max(text) < "\u0800" and charset != UTF_8:  # pairs of bytes, as others have
        beside = _SIDE_BY_SIDE.search(text) and not _reads_well(text)
        chinese = beside and _shares(raw, CHINESE)[0] == 1
        if chinese or _part(raw, charset):
            return None
    return Decoded(text, not cut and not is_doubly_encoded(text), UTF_8)


def _part(raw: bytes, charset: str) -> Decoded | None:
    """What is declared, if that makes letters."""
    if not charset.startswith("iso8859"):
        return None
    read = _strict(raw, charset)
    return Decoded(read[0], codec=charset) if read and _reads_well(read[0]) else None


def _western(raw: bytes, hint: str) -> Decoded | None:
    """Windows-1252, of which Latin-1 is a part."""
    if hint == MAC and _mac(raw):
        return None
    read = _strict(raw, WESTERN)
    return Decoded(read[0], codec=WESTERN) if read and _reads_well(read[0]) else None


def _mostly_utf8(raw: bytes) -> Decoded | None:
    """UTF-8 with a byte of another hand in it: a camera's © before a desk's name."""
    text = raw.decode(UTF_8, "surrogateescape")
    strange = sum("\udc80" <= character <= "\udcff" for character in text)
    good = sum(character > "\x7f" for character in text) - strange
    if good < max(2, 4 * strange) or _shares(raw, CHINESE)[0] >= 0.5:
        return None
    return Decoded(without_strays(text)[0], certain=False, codec=UTF_8)


def without_strays(text: str) -> tuple[str, int]:
    """Bytes that are no UTF-8 (as surrogates) read as Windows-1252, and a character of UTF-8 that
    was cut as one sign; how many there were."""
    return _STRAY.subn(lambda found: _stray(found[0].encode(UTF_8, "surrogateescape")), text)


def _stray(raw: bytes) -> str:
    return raw.decode(WESTERN, "replace") if len(raw) == 1 else "\ufffd"


_STRAY = regex("[\udcc2-\udcf4][\udc80-\udcbf]+|[\udc80-\udcff]")
_SIDE_BY_SIDE = regex(r"[^\x00-\x7f]{2}")


def _chinese(raw: bytes, hint: str) -> Decoded | None:
    """A desk that wrote as Windows did in China, or in Taiwan and Hong Kong."""
    shares = {codec: _shares(raw, codec) for codec in (CHINESE, TRADITIONAL)}
    codec = max(shares, key=lambda each: (shares[each][0], each == CHINESE))
    frequent, known = shares[codec]
    read = _strict(raw, codec)
    if read is None or known < 0.5:
        return None
    if hint not in shares and (other := _korean(raw, hint) or (frequent < 0.5 and _cyrillic(raw))):
        return other
    text, cut = read
    sure = hint == codec or (frequent > 0.6 and _SIDE_BY_SIDE.search(text))
    return Decoded(text, not cut and bool(sure), codec)


def _korean(raw: bytes, hint: str) -> Decoded | None:
    """Syllables, which have the bytes of the first half of the frequent Chinese characters: so
    many together, with blanks between them, are no Chinese."""
    text = raw.decode(KOREAN, "ignore")
    syllables = sum("가" <= each <= "힣" for each in text)
    alone = syllables * 2 == sum(byte > 0x7F for byte in raw)
    enough = hint == KOREAN or (syllables >= 8 and " " in text.strip())
    return Decoded(text, certain=False, codec=KOREAN) if alone and enough else None


# The older and smaller set, and its rows of signs and of the more frequent half of the characters.
_FREQUENT = {
    CHINESE: ("gb2312", tuple(bytes([row]) for row in (0xA1, 0xA3, *range(0xB0, 0xD8)))),
    TRADITIONAL: ("big5", tuple(bytes([row]) for row in (0xA1, *range(0xA4, 0xC7)))),
}


def _shares(raw: bytes, codec: str) -> tuple[float, float]:
    """How many of its characters beyond ASCII are frequent, and known to the older set; a name of
    four bytes is as good as one of these, for nobody writes such bytes by chance."""
    read = _strict(raw, codec)
    beyond = [each for each in read[0] if each > "\x7f"] if read else []
    if not beyond:
        return 0, 0
    narrow, rows = _FREQUENT[codec]
    old = [each.encode(narrow, "ignore") for each in beyond]
    long = sum(len(each.encode(codec, "ignore")) == 4 for each in beyond)
    frequent = sum(each.startswith(rows) for each in old)
    return (frequent + long) / len(beyond), (sum(map(bool, old)) + long) / len(beyond)


def _cyrillic(raw: bytes) -> Decoded | None:
    text = raw.decode(CYRILLIC, "replace")
    words = [word for word in _WORD.findall(text) if not word.isascii()]
    if not words or any(map(_ASCII_LETTER.search, words)) or not _reads_well(text):
        return None
    return Decoded(text, certain=False, codec=CYRILLIC)


def _mac(raw: bytes) -> Decoded | None:
    text = raw.decode(MAC)
    return Decoded(text, certain=False, codec=MAC) if _reads_well(text) else None


def _cut_at_once(raw: bytes) -> Decoded | None:
    """ASCII, and at its end the beginning of a first character beyond."""
    read = _strict(raw, UTF_8)
    return Decoded(read[0], certain=False) if read and read[1] and read[0].isascii() else None


_WORD = regex(r"[^\W\d_]+")
_LATIN = regex("[\u00c0-\u024f]")
_ASCII_LETTER = regex("[A-Za-z]")
_SIGNS = frozenset("«»“”‘’‚„–—…©®™°§·•¡¿‹›\u00a0ªº¹²³½¼¾×±µ€£")
# Signs that never stand between two letters of a word, as dashes and apostrophes do, nor beside a
# letter beyond ASCII or another of them, as quotes do.
_RARE = "©®™°§•¹²³½¼¾±×€£"
_WITHIN = regex(
    rf"[^\W\d_][«»„¡¿‹›{_RARE}][^\W\d_]"
    rf"|[\u00c0-\u024f{_RARE}][{_RARE}]|[{_RARE}][\u00c0-\u024f]"
)


def _reads_well(text: str) -> bool:
    """Whether its letters beyond ASCII stand as letters do: in words that are small, capital or
    begin with a capital, among plain ones; hardly any sign is strange."""
    words = [word for word in _WORD.findall(text) if not word.isascii()]
    signs = [each for each in text if each > "\x7f" and not each.isalnum()]
    odd = sum(not _is_word(word) for word in words) + len(_WITHIN.findall(text))
    odd += sum(each not in _SIGNS for each in signs)
    return odd * 8 <= len(words)


def _is_word(word: str) -> bool:
    bare = word.replace("ß", "")  # small in capitals too
    cased = bare[1:].islower() or not bare[1:] or bare.isupper() or bare == bare.swapcase()
    return cased and (len(word) == 1 or not _LATIN.search(word) or bool(_ASCII_LETTER.search(word)))
