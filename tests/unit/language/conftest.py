"""A lexicon with the whole language list and a handful of names."""

import pytest

from editor.language.dictionaries import read_language
from editor.language.lexicon import Lexicon


@pytest.fixture(scope="session")
def english() -> dict[str, int]:
    words: dict[str, int] = {}
    read_language(words)
    return words


@pytest.fixture(scope="session")
def lexicon(english: dict[str, int]) -> Lexicon:
    surnames = frozenset("Li Chen Zhang Zheng Lei Ouyang".split())
    places = frozenset(["Shanxi", "Taiyuan", "Xi'an", "You'ao", "Lüliang"])
    return Lexicon(language=english, names=surnames | places, surnames=surnames)
