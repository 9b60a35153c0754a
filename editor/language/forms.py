"""The one form under which a word is looked up, however it was typed."""

import unicodedata

from editor.story.words import INVISIBLE

_UNSEEN = dict.fromkeys(map(ord, INVISIBLE))
_APOSTROPHES = str.maketrans("’‘ʼ＇`", "'''''")
_FOLDED = {**_UNSEEN, **_APOSTROPHES}


def plain(word: str) -> str:
    """`word` composed (NFC), with straight apostrophes and without what nobody sees."""
    if word.isascii() and "`" not in word:
        return word
    return unicodedata.normalize("NFC", word.translate(_FOLDED))


def without_accents(word: str) -> str:
    """`café` as `cafe`."""
    if word.isascii():
        return word
    apart = unicodedata.normalize("NFD", word)
    return "".join(each for each in apart if not unicodedata.combining(each))
