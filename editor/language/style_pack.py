"""How one house sets its quotes, dashes, dots and figures: read from `resources/styles`."""

import tomllib
from dataclasses import dataclass
from functools import cached_property
from importlib.resources import files
from typing import Any

NAMES = ("china-daily", "xinhua", "british", "american", "chinese", "none")  # as people choose
DEFAULT = "china-daily"


@dataclass(frozen=True)  # without slots: what is derived from the units is made once
class StylePack:
    """`dash` and `ellipsis` are what two hyphens and three dots become, "" leaves them.

    Attributes:
        curly: typed quotes and apostrophes become typographic ones.
        dash_spaced: a dash between words stands between blanks.
        primes: 5'11" is feet and inches with their own signs; otherwise it stays as typed.
        leading_apostrophes: words whose first letters are left out, such as 'tis.
        units: what is kept on one line with the figure before it.
        symbols: (c), (r) and (tm) become signs.
        fractions: 1/2 becomes one character.
    """

    name: str
    title: str
    curly: bool = False
    dash: str = ""
    dash_spaced: bool = False
    ellipsis: str = ""
    primes: bool = False
    leading_apostrophes: frozenset[str] = frozenset()
    units: frozenset[str] = frozenset()
    symbols: bool = False
    fractions: bool = False

    @cached_property
    def longest_unit(self) -> int:
        """Blanks included: `square meters` are two words."""
        return max((len(unit) for unit in self.units), default=0)

    @cached_property
    def last_words(self) -> frozenset[str]:
        """What the text ends with when a unit has just been written."""
        return frozenset(unit.rpartition(" ")[2] for unit in self.units)


NOTHING = StylePack("none", "None")


def read_pack(name: str, *, symbols: bool = False, fractions: bool = False) -> StylePack:
    """The pack of this name, the default one for a name nobody knows."""
    known = name if name in NAMES else DEFAULT
    text = (files("resources") / "styles" / f"{known}.toml").read_text("utf-8")
    data: dict[str, Any] = tomllib.loads(text)
    curly = data.pop("quotes") != "straight"
    data |= {several: frozenset(data[several]) for several in ("leading_apostrophes", "units")}
    return StylePack(known, curly=curly, symbols=symbols, fractions=fractions, **data)
