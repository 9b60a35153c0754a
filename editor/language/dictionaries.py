"""Galley's own dictionaries, each read once and then shared by every lexicon.

Reading takes about a fifth of a second in small slices, so that a window in whose process it
happens never waits; it belongs in a thread of the pool all the same. With them come names and
places, `resources/gazetteer`, data and no code: a line of a group is an optional level, the name
(further spellings after slashes, `_` for a space) and the Chinese form, "-" where there is none.
"""

import codecs
import gzip
import json
import time
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path
from threading import Lock
from typing import Any, BinaryIO

from editor.language.lexicon import Lexicon, Variant, plain, syllables, words_of
from editor.late import frozen, regex
from editor.story.words import WordKind, word_count

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
    return tomllib.loads(_resource(f"gazetteer/{name}"))


def _resource(path: str) -> str:
    from importlib.resources import files  # for the start, as above

    return files("resources").joinpath(path).read_text("utf-8")


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


SLICE_BYTES = 48_000
# Every slice is followed by a breath, so that the window's thread gets its turn.
BREATH = 0.0005


def read_language(words: dict[str, int]) -> None:
    """Add pyspellchecker's American English, with how often each word is used, to `words`; for a
    thread beside the window's. The package itself is not imported, which would hold the
    interpreter for a quarter of a second; only its list is read.

    Raises OSError when the installation lacks it.
    """
    with gzip.open(_list_path()) as file:
        for piece in _slices(file):
            words.update(json.loads(piece))
            time.sleep(BREATH)


def _list_path() -> Path:
    spec = find_spec("spellchecker")
    for folder in (spec.submodule_search_locations or []) if spec else []:
        path = Path(folder) / "resources" / "en.json.gz"
        if path.exists():
            return path
    raise FileNotFoundError("pyspellchecker's English word list is not installed")


def _slices(file: gzip.GzipFile | BinaryIO) -> Iterator[str]:
    """One JSON object after the other out of a large flat one; values are numbers, so a comma
    followed by a quotation mark parts two entries."""
    decode = codecs.getincrementaldecoder("utf-8")().decode
    rest = ""
    while data := file.read(SLICE_BYTES):
        rest += decode(data)
        cut = rest.rfind(",")
        if cut > 0:
            yield f"{{{rest[:cut].lstrip().lstrip('{')}}}"
            rest = rest[cut + 1 :]
    if rest.strip(" \n{}"):
        yield f"{{{rest.strip().strip('{}')}}}"


# How often a word is said to be used where the list gives no number.
USUAL = 200
SHORTEST_PLACE = 5
_WITH_ALL = "“Té”, desk@a.example"  # all that there are expressions for
# Oxford's -ize is British too; analyze, paralyze and their like are not.
_OXFORD = ("iz", "is")


class Dictionaries:
    """Safe for several threads: who comes first reads, the others wait for it."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._base: dict[Variant, Lexicon] = {}
        self._gazetteer: Gazetteer | None = None

    def lexicon(self, variant: Variant) -> Lexicon:
        """What Galley knows by itself, before anything the newsroom added."""
        gazetteer = self.gazetteer()
        with self._lock:
            if variant not in self._base:
                # One variant at a time: a newsroom hardly ever changes its mind.
                self._base = {variant: _read(variant, gazetteer)}
            return self._base[variant]

    def close(self) -> None:
        """Let go of them: they are large, and a window that was closed may live on for a while."""
        with self._lock:
            self._base, self._gazetteer = {}, None

    def gazetteer(self) -> Gazetteer:
        with self._lock:
            if self._gazetteer is None:
                self._gazetteer = Gazetteer.read()
            return self._gazetteer


def _read(variant: Variant, gazetteer: Gazetteer) -> Lexicon:
    # Also for the start. The window reads texts next, in its own thread, where making the
    # expressions for it would take some milliseconds.
    from editor.language.spelling import check_text

    language: dict[str, int] = {}
    read_language(language)
    for name in ("more", "newsroom"):
        language.update((word, max(USUAL, language.get(word, 0))) for word in _list(name))
        time.sleep(BREATH)
    capitals = _list("capitals")
    _forget(language, [*capitals, *_list("doubtful")])
    other = _choose(variant, language)
    names = frozenset(gazetteer.words()) | gazetteer.surnames
    time.sleep(BREATH)
    _take_places_out(language, gazetteer)
    names |= {word.capitalize() for word in capitals}
    # A proper name keeps its own spelling: the Labour Party, the Lincoln Center.
    elsewhere = {word.capitalize() for word in other}
    made = Lexicon(language, names, gazetteer.surnames, elsewhere, variant=variant)
    check_text(_WITH_ALL, replace(made, judged={}))
    word_count(_WITH_ALL)
    return made


def _choose(variant: Variant, language: dict[str, int]) -> list[str]:
    """Leave this variant's words in `language`; returns those only the other one has."""
    american, british = _list("american"), _list("british")
    own, other = (british, american) if variant is Variant.BRITISH else (american, british)
    time.sleep(BREATH)
    other_only = set(other).difference(own)
    if variant is Variant.BRITISH:
        oxford = set(british)
        other_only = {word for word in other_only if word.replace(*_OXFORD) not in oxford}
    language.update((word, max(USUAL, language.get(word, 0))) for word in own)
    time.sleep(BREATH)
    _forget(language, other_only)
    return sorted(other_only)


def _forget(language: dict[str, int], words: Iterable[str]) -> None:
    """Take words out, with what belongs to them."""
    for word in words:
        language.pop(word, None)
        language.pop(f"{word}'s", None)
    time.sleep(BREATH)


def _take_places_out(language: dict[str, int], gazetteer: Gazetteer) -> None:
    """The list has many Chinese places in small letters: `taiyuan` is not right so."""
    for entry in gazetteer.entries:
        small = entry.name.lower()
        place = (entry.kind is WordKind.PLACE and entry.within != "") or entry.level == "province"
        if place and len(small) >= SHORTEST_PLACE and syllables(small) > 1:
            language.pop(small, None)


def _list(name: str) -> list[str]:
    text = _resource(f"dictionaries/{name}.txt")
    lines = (line for line in text.splitlines() if not line.startswith("#"))
    return [plain(word) for line in lines for word in line.split()]
