"""Characters that no keyboard has, in groups an editor knows, and found by their Unicode names."""

import tomllib
import unicodedata
from functools import cache
from importlib.resources import files
from typing import Any

from editor.late import frozen
from editor.message import Message
from editor.story.text import is_supported

MOST_FOUND = 200
# Where a story's characters come from: Latin to general signs, Chinese punctuation, wide forms.
_RANGES = ((0x20, 0x0600), (0x1E00, 0x2C00), (0x3000, 0x3040), (0xFE30, 0xFE50), (0xFF00, 0xFFF0))


@frozen
class Group:
    """Characters that are looked for together, in the order they are shown."""

    title: Message
    characters: tuple[str, ...]


def groups() -> tuple[Group, ...]:
    return tuple(
        Group(Message(f"characters.{each['name']}"), tuple(str(each["characters"]).split("|")))
        for each in _tables()["group"]
    )


@cache
def _tables() -> dict[str, Any]:
    return tomllib.loads((files("resources") / "characters.toml").read_text("utf-8"))


def name_of(character: str) -> str:
    """`Em dash`: Unicode's name, readable; of each character where there are several."""
    names = (unicodedata.name(each, "no name") for each in character)
    return " + ".join(names).capitalize().replace("latin", "Latin").replace("greek", "Greek")


def code_of(character: str) -> str:
    return " ".join(f"U+{ord(each):04X}" for each in character)


def shown_as(character: str) -> str:
    """What stands for it where it could not be seen: blanks have short names."""
    return _tables()["short"].get(character, character)


def find(query: str) -> tuple[str, ...]:
    """Characters whose name has every word of `query`, nearest first; `U+2014` and `—` too."""
    query = query.strip()
    if len(query) == 1 and not query.isalnum():
        return (query,) if is_supported(query) else ()
    if code := _by_code(query):
        return (code,)
    wanted = query.upper().replace("-", " ").split()
    if not wanted:
        return ()
    found = [
        (not words[0].startswith(wanted[0]), len(words), order, character)
        for order, (character, words) in enumerate(_names())
        if all(any(word.startswith(each) for word in words) for each in wanted)
    ]
    return tuple(character for *_, character in sorted(found)[:MOST_FOUND])


def _by_code(query: str) -> str:
    digits = query.upper().removeprefix("U+").removeprefix("0X")
    if digits == query.upper():
        return ""
    try:
        character = chr(int(digits, 16))
    except (ValueError, OverflowError):
        return ""
    return character if is_supported(character) else ""


@cache
def _names() -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Every character with the words of its name; made once, when somebody first searches."""
    found: list[tuple[str, tuple[str, ...]]] = []
    others = _tables()["names"]
    for first, last in _RANGES:
        for code in range(first, last):
            character = chr(code)
            name = unicodedata.name(character, "")
            called = f"{name} {others.get(character, '').upper()}"
            if not name or unicodedata.combining(character) or not is_supported(character):
                continue
            found.append((character, tuple(called.replace("-", " ").split())))
    return tuple(found)
