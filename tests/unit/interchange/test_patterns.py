"""Regular expressions of the readers: their time grows with the length of a file, not faster.

No clock is asked. A pattern is slow where two of its repeats can share a run of signs in many
ways, or where a search can begin anew at each sign of a run that it then goes through to the end.
Both show in its shape.
"""

import inspect
import pkgutil
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from importlib import import_module
from itertools import product
from typing import Any

import pytest

import editor.interchange

_parser, _compiler = import_module("re._parser"), import_module("re._compiler")
_LETTERS = [*map(chr, range(128)), *"\xa0\u3000·©é—“”：年中"]
_MANY = 1_000  # repeats that are bound below this are no matter
_STARTS_ANYWHERE = frozenset({"search", "sub", "subn", "split", "findall", "finditer"})
_SHARED, _ANEW = "two repeats share a run", "a search begins anew at each sign of a run"
# Asked about texts of a bounded length alone.
_OF_SHORT_TEXTS = {
    "arriving.furniture._SEPARATORS": "a line of up to MAX_LENGTH",
    "arriving.furniture._STAMP": "a line of up to 80 characters",
    "arriving.encoding._COMMENT": "the head of a page",
    "arriving.encoding._DECLARED": "the head of a page",
    "web.html_head._PARTS": "a title of up to TITLE_MAX",
    "web.html_head._SITE_SUFFIX": "a title of up to TITLE_MAX",
    "arriving.signatures._BYLINE": "a line of up to MAX_NAMES_LINE",
    "arriving.signatures._FROM": "a name in such a line",
    "arriving.signatures._HELP": "a line of up to MAX_NAMES_LINE",
}
# A search that fails is not repeated within what it went through.
_NOT_REPEATED = {
    "web.html_page._BYLINE": "it is asked about whole names of classes",
    "web.html_page._CAPTION": "it is asked about whole names of classes",
    "web.html_page._CREDIT": "it is asked about whole names of classes",
    "web.html_page._DECK": "it is asked about whole names of classes",
    "text.markdown._TARGET": "the brackets in a target are closed, so they are links",
    "web.markup._ATTRIBUTE": "a name alone is an attribute, too",
}


@dataclass(frozen=True)
class Item:
    """A sign of a pattern, or a group: the signs it may consist of, and begin with."""

    signs: frozenset[str]
    first: frozenset[str]
    may_be_empty: bool = False
    is_long: bool = False
    gives_back: bool = False
    assertion: str = ""


def _signs(node: Any, state: Any) -> frozenset[str]:
    pattern = _parser.SubPattern(state, [node])
    is_bytes = isinstance(state.str, bytes)
    made = _compiler.compile(pattern, state.flags)
    signs = ((each, each.encode("latin-1", "ignore") if is_bytes else each) for each in _LETTERS)
    return frozenset(each for each, sign in signs if sign and made.fullmatch(sign))


def sequences(pattern: Any, state: Any) -> list[list[Item]]:
    """All ways through a pattern; a group without long repeats is one item."""
    ways: list[list[Item]] = [[]]
    for node in pattern:
        ways = [[*way, *more] for way, more in product(ways, _ways(node, state))]
    return ways


def _ways(node: Any, state: Any) -> list[list[Item]]:
    name, value = str(node[0]), node[1]
    if name == "SUBPATTERN":
        return sequences(value[3], state)
    if name == "ATOMIC_GROUP":
        return [[replace(item, gives_back=False) for item in w] for w in sequences(value, state)]
    if name == "BRANCH":
        return [way for each in value[1] for way in sequences(each, state)]
    if name in ("AT", "ASSERT", "ASSERT_NOT"):
        return [[Item(frozenset(), frozenset(), True, assertion=f"{name} {value}")]]
    if not name.endswith("REPEAT"):
        signs = _signs(node, state)
        return [[Item(signs, signs)]]
    least, most, inner = value
    within = sequences(inner, state)
    if most < _MANY and [len(way) for way in within] == [1] and not within[0][0].is_long:
        return [[replace(within[0][0], may_be_empty=not least)]]
    if most < _MANY:
        return [*([[]] if not least else []), *within]
    signs = frozenset[str]().union(*(item.signs for way in within for item in way))
    first = frozenset[str]().union(*(_first(way) for way in within))
    gives_back = name != "POSSESSIVE_REPEAT"
    whole = Item(signs, first, not least, is_long=True, gives_back=gives_back)
    # What stands in a group that is repeated may meet itself in the next turn.
    turns = [[*way, *way] for way in within if gives_back and any(item.is_long for item in way)]
    return [[whole], *turns]


def _first(way: list[Item]) -> frozenset[str]:
    found: frozenset[str] = frozenset()
    for item in way:
        found |= item.first
        if not item.may_be_empty:
            break
    return found


def slow_ways(pattern: re.Pattern[Any], uses: set[str]) -> Iterator[str]:
    parsed = _parser.parse(pattern.pattern, pattern.flags & ~re.UNICODE | _given(pattern))
    for way in sequences(parsed, parsed.state):
        for at, item in enumerate(way):
            if not item.is_long:
                continue
            ends = "fullmatch" in uses and item.signs != frozenset(_LETTERS)
            fails = ends or any(not each.may_be_empty for each in way[at + 1 :])
            if fails and any(_meets(way[begin : at + 1]) for begin in range(at)):
                yield _SHARED
            if fails and uses & _STARTS_ANYWHERE and _begins_anew(way[: at + 1]):
                yield _ANEW


def _given(pattern: re.Pattern[Any]) -> int:
    return pattern.flags & re.UNICODE if isinstance(pattern.pattern, str) else 0


def _meets(way: list[Item]) -> bool:
    first, *between, last = way
    shared = first.signs & last.signs
    if not (first.is_long and first.gives_back and shared and last.first & first.signs):
        return False
    return all(each.may_be_empty or each.signs & shared for each in between)


def _begins_anew(way: list[Item]) -> bool:
    """Unless an assertion before holds at one sign of a run only."""
    *before, last = way
    if any(each.assertion for each in before):
        return False
    return all(each.may_be_empty or each.signs & last.signs for each in before)


def _patterns() -> Iterator[tuple[str, re.Pattern[Any]]]:
    package = editor.interchange
    for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
        for name, held in vars(import_module(module.name)).items():
            for each in held if isinstance(held, tuple) else (held,):
                if isinstance(each, re.Pattern):
                    yield f"{module.name.removeprefix(f'{package.__name__}.')}.{name}", each


PATTERNS = sorted(_patterns(), key=lambda each: each[0])


@pytest.mark.parametrize(("name", "pattern"), PATTERNS, ids=[name for name, _ in PATTERNS])
def test_no_pattern_takes_longer_than_its_text_is_long(name: str, pattern: re.Pattern[Any]) -> None:
    module, _, own = name.rpartition(".")
    source = inspect.getsource(import_module(f"editor.interchange.{module}"))
    uses = set(re.findall(rf"\b{own}\.([a-z]+)\(", source)) or {"search", "fullmatch"}
    slow = set(slow_ways(pattern, uses)) if name not in _OF_SHORT_TEXTS else set[str]()
    assert slow == ({_ANEW} if name in _NOT_REPEATED else set())


@pytest.mark.parametrize(
    ("pattern", "use", "is_slow"),
    [
        (r"\(\s*(?:<[^<>]*>|[^()\s]*)(?:\s+\w)?\s*\)", "match", True),
        (r"\(\s*+(?:<[^<>]*>|[^()\s]*+)(?:\s++\w|)\s*+\)", "match", False),
        (r"[ \t]++\n", "sub", True),
        (r"[ \t]++\n", "match", False),
        (r"(?<![ \t])[ \t]++\n", "sub", False),
        (r"(\s*)(.*?)(\s*)", "fullmatch", True),
        (r"<!--.*?-->", "search", True),
        (r"!\[([^\[\]]*)\]", "sub", False),
        (r"(?:\w+)*!", "match", True),
        (r"(?:\.\w+)*!", "match", False),
        (r"a.*b.*c", "match", True),
    ],
)
def test_the_shape_tells(pattern: str, use: str, *, is_slow: bool) -> None:
    assert bool(set(slow_ways(re.compile(pattern), {use}))) is is_slow
