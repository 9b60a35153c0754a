"""What the program does by itself while somebody types; chosen in the settings."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from editor.language.abbreviations import USUAL, is_shorthand
from editor.language.style_pack import DEFAULT, NOTHING, StylePack, read_pack

_NONE: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
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
