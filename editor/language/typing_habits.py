"""What the program does by itself while somebody types, chosen in the settings; and the newsroom's
shorthand: `TCM*` and a blank write the long form.
"""

from collections.abc import Mapping
from dataclasses import field
from types import MappingProxyType
from typing import Any

from editor.language.style_pack import DEFAULT, NOTHING, StylePack, read_pack
from editor.language.typography import Replacement, changes
from editor.late import frozen, regex

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
_WORD = regex(r"(?:^|(?<=[\s(\[{“‘\"'—–/-]))([^\W_][\w&.-]*)\*$")
_SENTENCE_BEGINS = regex(r"(?:^|[.!?…][”’\"')]*\s+)[“‘\"'(]*$")


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


_NONE: Mapping[str, str] = MappingProxyType({})


@frozen
class TypingHabits:
    """`TypingHabits()` does nothing at all.

    Attributes:
        shortcuts: `## `, `**bold**` and their like become what they stand for.
        slash_menu: a slash offers the blocks.
        pack: the house style of quotes, dashes and figures.
        abbreviations: short form to long form.
    """

    shortcuts: bool = False
    slash_menu: bool = False
    pack: StylePack = NOTHING
    abbreviations: Mapping[str, str] = field(default_factory=lambda: _NONE)

    @classmethod
    def of(cls, typing: Mapping[str, Any], abbreviations: Mapping[str, Any]) -> "TypingHabits":
        """From what the settings keep; what is missing or makes no sense has its default."""
        return cls(
            shortcuts=bool(typing.get("shortcuts", True)),
            slash_menu=bool(typing.get("slash_menu", True)),
            pack=read_pack(
                str(typing.get("style", DEFAULT)),
                symbols=bool(typing.get("symbols", False)),
                fractions=bool(typing.get("fractions", False)),
            ),
            abbreviations=MappingProxyType(dict(abbreviation_entries(abbreviations))),
        )


def abbreviation_entries(
    values: Mapping[str, Any], *, unfinished: bool = False
) -> list[tuple[str, str]]:
    """The table as it is kept, `{"entries": [[short, long], …]}`; the usual ones at first.

    `unfinished`: with entries that still lack something, for whoever writes them.
    """
    kept = values.get("entries")
    if not isinstance(kept, list):
        return list(USUAL.items())
    entries: list[tuple[str, str]] = []
    for each in kept:
        if isinstance(each, list | tuple) and len(each) == 2:
            short, long = str(each[0]).strip(), str(each[1]).strip()
            if unfinished or (is_shorthand(short) and long):
                entries.append((short, long))
    return entries
