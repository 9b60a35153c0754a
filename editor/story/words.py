"""What a word is: for counting, comparing, searching whole words and spelling alike; and one that
the newsroom itself knows to be right: a name, a place, a term of the trade.

One Han character is a word; an address is one; what nobody sees (a soft hyphen, a joiner) parts
none. Every expression is bounded or possessive: no text takes more than a few steps a character.
"""

from enum import StrEnum

from editor.late import frozen, regex

# Soft hyphen, zero-width space, joiners, word joiner, byte order mark: nobody sees them.
INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
HANGUL = "\uac00-\ud7af"  # Korean has blanks between its words, and is counted by character
_IDEOGRAPHS = (
    "\u3005-\u3007\u3040-\u30ff"  # signs of repetition, zero; kana
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"  # han
    "\U00020000-\U0003ffff"  # han beyond the basic plane
)
CJK = _IDEOGRAPHS + HANGUL
# Scripts whose words stand without blanks: a word of theirs is whole wherever it stands.
UNSPACED = "\u0e00-\u0e7f" + _IDEOGRAPHS
# Accents and vowel signs that stand behind their letter, by block: they are no letters to Python.
_MARKS = (
    "\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a"
    "\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed\u0900-\u0963\u0971-\u0dff"
    "\u0e31-\u0e3a\u0e47-\u0e4e\u0eb1-\u0ebc\u0ec8-\u0ecd\u0f18-\u0f19\u0f71-\u0f84\u102b-\u103e"
    "\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20f0\ufe00-\ufe0f\ufe20-\ufe2f"
)
_SIGN = rf"[{CJK}][\u3099\u309a\ufe00-\ufe0f]*+"  # with the marks of voice, or of its form
_LETTER = rf"[^\W{CJK}_]"
_LETTERS = rf"{_LETTER}++(?:[{_MARKS}{INVISIBLE}]++{_LETTER}*+)*+"
# An address of the web, of a mailbox or of a telephone; a full stop behind it is the sentence's.
_REST = r"[!-~]{0,2000}[A-Za-z0-9_/=&%\#~+-]"
ADDRESS = (
    rf"(?:(?i:https?|ftp)://|(?i:mailto|tel):){_REST}"
    r"|[A-Za-z0-9][A-Za-z0-9_.+%-]{0,63}+@[\w-]{1,63}+(?:\.[\w-]{1,63}+)*+"
    rf"|(?>(?:[A-Za-z0-9_-]{{1,63}}+\.){{1,8}}+)[a-z]{{2,24}}+(?![\w'’])(?:[/?\#]{_REST})?"
)
_LINKS = "[-‐‑'’ʼ.,/]"
_JOINED = rf"{_LETTERS}(?:{_LINKS}{_LETTERS})*+"
WORD = regex(rf"{ADDRESS}|{_SIGN}|{_JOINED}")
# The same for texts in which nothing looks like an address.
_NO_ADDRESS = regex(rf"{_SIGN}|{_JOINED}")
# And for Latin letters without loose accents: English is counted before Python has taken its 8 ms
# to compile an expression that names the Chinese characters.
_LATIN = regex(rf"[^\W_]++(?:{_LINKS}[^\W_]++)*+")
_NOT_LATIN = regex("[^\x00-\xac\xae-\u02ff\u2010-\u2027]")
# What no address is without, whatever its form: one of these, or such a full stop.
_MAY_BE_ADDRESS = regex(r"@|://|(?i:mailto|tel):")
_FULL_STOP = regex(r"\.(?<=[A-Za-z0-9_-]\.)[a-z]{2}")
# Of texts in ASCII, which are counted in a tenth of the time: a letter or figure, what joins two
# of them, and all else as a blank.
_PARTED = bytes(
    ord("a" if chr(at).isalnum() and at < 128 else "-" if chr(at) in "-'.,/" else " ")
    for at in range(256)
)


def word_count(text: str) -> int:
    """Words as a copyfitter counts them: one Han character is one word."""
    if _may_have_address(text):
        return len(WORD.findall(text))
    if text.isascii():
        parted = (" " + text).encode().translate(_PARTED)
        # A word begins behind a blank, or behind what joins it to nothing.
        return parted.count(b" a") + parted.count(b" -a") + parted.count(b"--a")
    return len((_NO_ADDRESS if _NOT_LATIN.search(text) else _LATIN).findall(text))


def _may_have_address(text: str) -> bool:
    if ("@" in text or ":" in text) and _MAY_BE_ADDRESS.search(text):
        return True
    return "." in text and bool(_FULL_STOP.search(text))


class WordKind(StrEnum):
    """What sort of word it is; a person's name is known by its parts too."""

    WORD = "word"
    PERSON = "person"
    PLACE = "place"
    ORGANISATION = "organisation"


@frozen
class NewsroomWord:
    """`word` as it is printed, one word or a name of several; `chinese` its Chinese form or "";
    `source` who says so: a person, the file of an import."""

    word: str
    kind: WordKind = WordKind.WORD
    chinese: str = ""
    source: str = ""
