"""What can become a word of the newsroom, and the sentences for what cannot."""

import re
from dataclasses import replace

from editor.desk.refusals import WordRefused
from editor.language.tokens import LATIN, is_cjk, plain
from editor.story.text import clean_line
from editor.story.words import NewsroomWord

LONGEST = 80
_LETTER = re.compile(f"[{LATIN}]")


def checked(row: NewsroomWord) -> NewsroomWord:
    """The record with clean texts. Raises WordRefused."""
    chinese = clean_line(row.chinese)
    if len(chinese) > LONGEST:
        raise WordRefused(f"The Chinese form is longer than {LONGEST} characters.")
    return replace(row, word=checked_word(row.word), chinese=chinese)


def checked_word(word: str) -> str:
    """One word, or a name of several, as it is looked up. Raises WordRefused."""
    spelt = plain(clean_line(word)).strip(' .,;:"“”()[]')
    if not spelt:
        raise WordRefused("There is no word; write it as it is printed.")
    if any(map(is_cjk, spelt)):
        raise WordRefused(
            f"“{_short(spelt)}” has Chinese characters; write the name in Latin letters, and the "
            "Chinese in its own field."
        )
    if not _LETTER.search(spelt):
        raise WordRefused(f"“{_short(spelt)}” has no letter; numbers are never marked.")
    if len(spelt) > LONGEST:
        raise WordRefused(f"“{_short(spelt)}” is longer than {LONGEST} letters.")
    return spelt


def _short(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:39]}…"
