"""Characters by group and by name."""

import unicodedata

import pytest

from editor.language.characters import code_of, find, groups, name_of, shown_as
from editor.story.text import is_supported


def test_every_group_holds_characters_a_page_can_carry_each_once() -> None:
    for group in groups():
        assert group.title
        assert len(set(group.characters)) == len(group.characters)
        for character in "".join(group.characters):
            assert is_supported(character)
            assert unicodedata.name(character)


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("em dash", "—"),
        ("EN-DASH", "–"),
        ("nbsp", "\u00a0"),
        ("yuan", "¥"),
        ("euro", "€"),
        ("u diaeresis caron", "Ǚ"),
        ("chinese comma", "，"),
        ("U+4E2D", "中"),
        ("u+1F642", "🙂"),
        ("—", "—"),
    ],
)
def test_a_character_is_found_by_what_it_is_called(query: str, first: str) -> None:
    assert find(query)[0] == first


@pytest.mark.parametrize("query", ["", "  ", "no such sign", "U+D800", "U+202E", "U+110000"])
def test_what_there_is_not_is_not_found(query: str) -> None:
    assert find(query) == ()


def test_names_are_readable() -> None:
    assert name_of("ǚ") == "Latin small letter u with diaeresis and caron"
    assert name_of("——") == "Em dash + em dash"
    assert (code_of("——"), shown_as("\u00a0"), shown_as("a")) == ("U+2014 U+2014", "NBSP", "a")
