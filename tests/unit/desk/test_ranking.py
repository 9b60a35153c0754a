"""Names by a few letters: the ones that are meant come first."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from editor.desk.desk import Desk
from editor.desk.ranking import Name, Names, folded, marked
from editor.story.story import StoryEdit

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


MEANT = pytest.mark.parametrize(
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


@MEANT
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


# -- a library narrows them first


def fill(desk: Desk, names: Sequence[tuple[str, ...]]) -> list[str]:
    """Stories of these headlines, slugs and sections; their ids, the oldest change first."""
    made: list[str] = []
    for headline, slug, section in names:
        story = desk.stories.begin(section).value
        desk.stories.keep(story.id, StoryEdit(headline=headline, slug=slug or None))
        made.append(story.id)
    return made


@MEANT
def test_what_is_meant_comes_first_out_of_a_library(desk: Desk, typed: str, first: str) -> None:
    names = [(name.title, *name.others.split(" ", 1)) for name in STORIES]
    ids = dict(zip((name.key for name in STORIES), fill(desk, names), strict=True))
    assert desk.stories.called(typed)[0].id == ids[first]


def everybody(desk: Desk, typed: str, recent: list[str]) -> list[str]:
    """As it is when all the names there are can be looked through."""
    sections = {each.key: each.name for each in desk.stories.choices().sections}
    names = [
        Name(row.id, row.headline or row.slug, f"{row.slug} {sections.get(row.section, '')}")
        for row in desk.stories.rows()
    ]
    return [name.key for name in Names(names, recent).fitting(typed)]


WORDS = (
    "metro",
    "museum",
    "mill",
    "millet",
    "coal",
    "Datong's",
    "丰收",
    "Taiyuan-Fen",
    "50%",
    "x_y",
)
TITLES = st.lists(st.sampled_from(WORDS), min_size=1, max_size=4).map(" ".join)


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    titles=st.lists(TITLES, min_size=1, max_size=8),
    typed=st.lists(st.sampled_from(WORDS), max_size=3),
    cut=st.tuples(st.integers(0, 2), st.integers(2, 12)),
    recent=st.lists(st.integers(0, 7), max_size=3),
)
def test_a_library_offers_what_looking_through_all_its_names_would(
    desk: Desk, titles: list[str], typed: list[str], cut: tuple[int, int], recent: list[int]
) -> None:
    for row in desk.stories.rows():  # of the example before
        desk.stories.spike(row.id)
    ids = fill(desk, [(title, "", "News") for title in titles])
    known = [ids[each] for each in recent if each < len(ids)]
    words = " ".join(typed)[cut[0] : cut[1]]
    found = [row.id for row in desk.stories.called(words, known)]
    assert found == everybody(desk, words, known)


@given(typed=st.text(max_size=8))
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_any_letters_are_answered_out_of_a_library(desk: Desk, typed: str) -> None:
    desk.stories.called(typed)


@pytest.mark.parametrize("typed", ["a b " * 2_000, "metro" * 20_000, "的" * 30_000])
def test_a_text_dropped_into_the_box_is_answered_too(desk: Desk, typed: str) -> None:
    assert desk.stories.called(typed) == ()


def test_an_old_story_is_found_behind_hundreds_of_newer_ones(desk: Desk) -> None:
    begins, whole, older = fill(
        desk, [("Metro opens", "", ""), ("A metro opens", "", ""), ("Ringing ametropia", "", "")]
    )
    with desk.newsroom.store.begin() as work:
        source = work.look.story(whole)
        assert source is not None
        for number in range(260):
            title = f"Report {number} of a metropolis"
            copy = {"id": f"{number:032x}", "headline": title, "slug": f"report-{number}"}
            work.stories.add(replace(source, **copy))
        work.commit()
    found = [row.id for row in desk.stories.called("metro")]
    assert found[:2] == [begins, whole]
    assert desk.stories.called("ametrop")[0].id == older
    assert desk.stories.called("metro", [older])[0].id == begins
    # Where one is comes last, and is found by its name like any other.
    assert begins not in [row.id for row in desk.stories.called("", (), begins)]
    assert desk.stories.called("metro opens", (), begins)[0].id == begins
