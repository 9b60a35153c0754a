"""Names and places that Galley brings: read from `resources/gazetteer`, data and no code.

A line of a group is an optional level, the name (further spellings after slashes, `_` for a space)
and the Chinese form, "-" where there is none. The files say where they come from.
"""

import tomllib
from collections.abc import Iterator
from importlib.resources import files
from typing import Any

from editor.language.lexicon import words_of
from editor.late import frozen, regex
from editor.story.words import WordKind

FILES = ("shanxi.toml", "china.toml", "world.toml", "organisations.toml")
SURNAMES = "surnames.toml"
_GAP = regex(r"\s+")


@frozen
class Entry:
    """`spellings` holds the usual one first; `level` is "county", "river", "media" and so on,
    `within` the region it belongs to or "", `file` the title of its file."""

    spellings: tuple[str, ...]
    chinese: str
    kind: WordKind
    level: str
    within: str
    file: str

    @property
    def name(self) -> str:
        return self.spellings[0]


@frozen
class Gazetteer:
    entries: tuple[Entry, ...]
    surnames: frozenset[str]

    @classmethod
    def read(cls) -> "Gazetteer":
        """A few milliseconds; for a thread beside the window's."""
        entries = [entry for name in FILES for entry in _entries(_table(name))]
        return cls(tuple(entries), frozenset(_surnames(_table(SURNAMES))))

    def words(self) -> Iterator[str]:
        """Every single word of every name that is written with a capital."""
        for entry in self.entries:
            for spelling in entry.spellings:
                for word in words_of(spelling):
                    if not word.islower():
                        yield word
                        yield from word.split("-") if "-" in word else ()


def _table(name: str) -> dict[str, Any]:
    return tomllib.loads((files("resources") / "gazetteer" / name).read_text("utf-8"))


def _entries(table: dict[str, Any]) -> Iterator[Entry]:
    title = table["title"]
    for group in table.get("group", ()):
        for line in _lines(group["names"]):
            *level, name, chinese = _GAP.split(line)
            yield Entry(
                tuple(spelling.replace("_", " ") for spelling in name.split("/")),
                chinese.removeprefix("-"),
                WordKind(group["kind"]),
                level[0] if level else group.get("level", ""),
                group.get("within", ""),
                title,
            )
    for line in _lines(table.get("countries", "")):
        yield from _country(line, title)


def _country(line: str, title: str) -> Iterator[Entry]:
    name, chinese, capital, people = (part.strip() for part in line.split("|"))
    place = WordKind.PLACE
    yield Entry((name,), chinese, place, "country", "", title)
    yield Entry((capital,), "", place, "capital", name, title)
    yield Entry(tuple(people.split()), "", WordKind.WORD, "people", name, title)


def _surnames(table: dict[str, Any]) -> Iterator[str]:
    yield from table["single"].split()
    yield from table["abroad"].split()
    for line in _lines(table["compound"]):
        yield line.split()[0]


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]
