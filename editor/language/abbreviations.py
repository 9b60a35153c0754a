"""The newsroom's shorthand: `TCM*` and a blank write the long form; a pure rule, no storage."""

import re
from collections.abc import Mapping

from editor.language.style_pack import StylePack
from editor.language.typography import Replacement, changes

SIGN = "*"
# What ends a word; behind the sign it says that the shorthand is meant.
ENDS = frozenset(" \n\u00a0.,;:!?)]}”’\"'，。；：！？）")
USUAL = {
    "BRI": "Belt and Road Initiative",
    "CPC": "Communist Party of China",
    "CPPCC": "Chinese People's Political Consultative Conference",
    "ICH": "intangible cultural heritage",
    "NPC": "National People's Congress",
    "SOE": "State-owned enterprise",
    "TCM": "traditional Chinese medicine",
}
_WORD = re.compile(r"(?:^|(?<=[\s(\[{“‘\"'—–/-]))([^\W_][\w&.-]*)\*$")
_SENTENCE_BEGINS = re.compile(r"(?:^|[.!?…][”’\"')]*\s+)[“‘\"'(]*$")


def is_shorthand(text: str) -> bool:
    """Whether `text` can be written before the sign: one word that begins with a letter."""
    return bool(_WORD.fullmatch(f"{text}{SIGN}"))


def expansion(
    before: str, typed: str, table: Mapping[str, str], pack: StylePack
) -> Replacement | None:
    """The long form for the shorthand and its sign before `typed`, by the house's style."""
    if not table or typed not in ENDS or not before.endswith(SIGN):
        return None
    found = _WORD.search(before)
    if found is None:
        return None
    short = found.group(1)
    long = _long_form(short, table)
    if not long:
        return None
    if _SENTENCE_BEGINS.search(before[: found.start(1)]):
        long = long[0].upper() + long[1:]
    length = len(short) + len(SIGN)
    return Replacement(length + 1, length, in_style(long, pack))


def _long_form(short: str, table: Mapping[str, str]) -> str:
    """An entry written exactly so; else one that differs in capitals, which then are kept."""
    if short in table:
        return table[short]
    for entry, long in table.items():
        if entry.casefold() == short.casefold():
            capital = short[0].isupper() and entry[0].islower()
            return long[0].upper() + long[1:] if capital and long else long
    return ""


def in_style(text: str, pack: StylePack) -> str:
    for change in reversed(list(changes(text, pack))):
        text = text[: change.start] + change.text + text[change.end :]
    return text
