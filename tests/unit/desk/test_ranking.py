"""Names by a few letters: the ones that are meant come first."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.desk.ranking import Name, Names, folded, marked

STORIES = [
    Name("metro", "Taiyuan opens its third metro line to the airport", "taiyuan-metro News"),
    Name("vinegar", "Vinegar makers of Qingxu look for buyers", "vinegar-makers Investment"),
    Name("yungang", "云冈石窟迎来秋季旅游高峰", "yungang-autumn Culture & Tourism"),
    Name("twins", "Twin towns mark 35 years of concerts", "twin-towns Sister Cities"),
    Name("museum", "Datong's coal museum reopens", "coal-museum Culture & Tourism"),
    Name("metropolis", "A metropolis of millet", "millet News"),
]


def keys(typed: str, recent: tuple[str, ...] = ()) -> list[str]:
    return [name.key for name in Names(STORIES, recent).fitting(typed)]


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("metro air", "metro"),
        ("VINEGAR", "vinegar"),
        ("石窟", "yungang"),
        ("yungang", "yungang"),
        ("coal museum", "museum"),
        ("museum coal", "museum"),
        ("ttml", "metro"),
        ("sister", "twins"),
        ("dtng", "museum"),
        ("vinegra makers", "vinegar"),
        ("datongs", "museum"),
    ],
)
def test_what_is_meant_comes_first(typed: str, first: str) -> None:
    assert keys(typed)[0] == first


def test_without_a_letter_the_recent_ones_come_first() -> None:
    assert keys("", ("museum", "gone", "twins"))[:3] == ["museum", "twins", "metro"]


def test_between_two_that_fit_alike_the_recent_one_comes_first() -> None:
    assert keys("metro")[0] == "metro"
    assert keys("metro", ("metropolis",))[0] == "metropolis"


def test_nothing_fits_nonsense() -> None:
    assert keys("zzqqxx") == []


def test_accents_are_typed_without() -> None:
    assert folded("Lǜliáng ÉTÉ") == "luliang ete"
    assert [each.key for each in Names([Name("a", "Café de Lǜliáng")]).fitting("cafe lul")] == ["a"]


def test_what_was_typed_is_shown_in_the_title() -> None:
    assert marked("Datong's coal museum", "mus coal") == [(9, 13), (14, 17)]
    assert marked("云冈石窟", "石窟") == [(2, 4)]
    assert marked("Nothing", "zz") == []


@given(st.lists(st.text(max_size=12), max_size=8), st.text(max_size=6))
def test_any_letters_are_answered_with_names_that_are_there(titles: list[str], typed: str) -> None:
    names = [Name(str(number), title) for number, title in enumerate(titles)]
    found = Names(names).fitting(typed)
    assert len({each.key for each in found}) == len(found)
    assert set(found) <= set(names)


@given(st.text(min_size=1, max_size=12).filter(lambda text: folded(text).strip().isalnum()))
def test_a_name_is_found_by_itself(title: str) -> None:
    assert Names([Name("it", title)]).fitting(title)
