from dataclasses import replace
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.search import match_expression
from db.store import Store
from editor.story.document import Document, Mark, Paragraph, Run
from editor.story.outlet import Section
from editor.story.people import Contributor
from editor.story.photo import Photo
from editor.story.story import Status, Story, StoryEdit
from tests.unit.db.conftest import MakeStory


def found(store: Store, words: str) -> list[str]:
    with store.read() as work:
        return [row.id for row in work.stories.search(words)]


@pytest.mark.parametrize(
    "words",
    [
        "harvest",  # headline
        "favours",  # deck
        "terraces qinxian",  # body, two words apart
        "millet-harvest",  # slug
        "Zheng Na",  # byline
        "zhao lu",  # contributor
        "Li Guifang",  # attribution of a quote
        "dried",  # the caption that the story overrides
        "Zou Hong",  # credit
        "seen from above",  # alt text
        "agriculture",  # keyword
        "MILLET",
        "terr",  # the last word as far as typed
        "t",
    ],
)
def test_a_story_is_found_by_whatever_stands_on_its_page(
    store: Store, stored: Story, words: str
) -> None:
    assert found(store, words) == [stored.id]


@pytest.mark.parametrize("words", ["wheat", "millet wheat", "terr ", "arvest", "", "  ", "…!?"])
def test_a_story_is_not_found_by_what_does_not(store: Store, stored: Story, words: str) -> None:
    assert found(store, words) == []


def test_accents_are_no_obstacle(store: Store, make_story: MakeStory) -> None:
    story = make_story(headline="Café opens in Lǚliang")
    with store.begin() as work:
        work.stories.add(story)
        work.commit()

    assert found(store, "cafe luliang") == [story.id]


def test_chinese_is_found_anywhere_in_a_sentence(store: Store, make_story: MakeStory) -> None:
    story = make_story(headline="山西谷子喜获丰收", deck="Millet from 沁县 sells")
    with store.begin() as work:
        work.stories.add(story)
        work.commit()

    for words in ("谷子", "丰收", "谷", "西谷子喜", "沁县", "from沁县", "丰收 沁"):
        assert found(store, words) == [story.id], words
    assert found(store, "子谷") == []


def test_words_set_in_two_styles_are_still_one_word(store: Store, make_story: MakeStory) -> None:
    runs = (Run("har", frozenset({Mark.BOLD})), Run("vester"), Run("\nnext line"))
    story = make_story(body=Document.of([Paragraph(runs), Paragraph((Run("joined"),))]))
    with store.begin() as work:
        work.stories.add(story)
        work.commit()

    assert found(store, "harvester ") == [story.id]
    assert found(store, "next line joined ") == [story.id]


@pytest.mark.parametrize(
    "words",
    [
        '"',
        "'",
        "*",
        "NEAR(",
        "AND",
        "headline:x",
        "a OR",
        "-x",
        "{a b}",
        "^a",
        "(",
        '""" OR "',
        "\0",
    ],
)
def test_syntax_of_the_index_is_taken_for_words(store: Store, stored: Story, words: str) -> None:
    assert found(store, words) in ([], [stored.id])


@given(words=st.text())
def test_nothing_a_person_types_breaks_the_search(store: Store, words: str) -> None:
    with store.read() as work:
        assert work.stories.search(words) == ()


def test_only_the_last_word_is_still_being_typed() -> None:
    assert match_expression("millet har") == '"millet" "har"*'
    assert match_expression("millet har ") == '"millet" "har"'
    assert match_expression(" - … ") == ""


def test_the_newest_change_comes_first_and_the_limit_cuts_the_oldest(
    store: Store, make_story: MakeStory, later: datetime
) -> None:
    stories = [make_story(slug=f"s{number}") for number in range(5)]
    with store.begin() as work:
        for story in stories:
            work.stories.add(story)
        work.commit()
    with store.begin() as work:
        work.stories.touch(stories[0].id, later)
        work.stories.keep(stories[2].id, StoryEdit(deck="Newest"), now=later)
        work.commit()

    with store.read() as work:
        slugs = [row.slug for row in work.stories.search("millet", limit=3)]
    assert slugs == ["s2", "s0", "s4"]


def test_a_kept_change_is_found_and_what_it_replaced_is_not(
    store: Store, stored: Story, later: datetime
) -> None:
    with store.begin() as work:
        edit = StoryEdit(body=Document.from_paragraphs(["Sorghum instead."]), byline=("Wu Hao",))
        work.stories.keep(stored.id, edit, now=later)
        assert work.stories.search("sorghum wu")
        work.commit()

    assert found(store, "sorghum") == [stored.id]
    assert found(store, "Guifang") == []


def test_spiked_stories_are_found_only_when_asked_for(
    store: Store, stored: Story, later: datetime
) -> None:
    with store.begin() as work:
        work.stories.set_status(stored.id, Status.SPIKED, later)
        assert work.stories.search("millet") == ()
        assert len(work.stories.search("millet", spiked=True)) == 1


def test_a_corrected_photo_record_is_found_in_every_story_that_follows_it(
    store: Store, stored: Story, make_story: MakeStory, photo: Photo
) -> None:
    follows = replace(stored.placements[0], id="f" * 32, caption=None, credit=None, alt=None)
    follower = make_story(placements=(follows,))
    with store.begin() as work:
        work.stories.add(follower)
        work.photos.change_facts(photo.id, replace(photo.facts, caption="A threshing floor"))
        work.commit()

    assert found(store, "threshing") == [follower.id]


def test_a_renamed_person_is_found_by_the_new_name_only(store: Store, stored: Story) -> None:
    with store.begin() as work:
        record = work.contributors.by_name(["Zhao Lu"])["Zhao Lu"]
        work.contributors.keep(replace(record, name="Zhao Lulu"))
        work.commit()

    assert found(store, "lulu") == [stored.id]
    assert found(store, "lu ") == []


def test_the_index_names_every_story_after_a_long_day(
    store: Store, stored: Story, make_story: MakeStory, later: datetime
) -> None:
    other = make_story(slug="other")
    with store.begin() as work:
        work.stories.add(other)
        for number in range(10):
            work.stories.touch(stored.id, later)
            work.stories.keep(other.id, StoryEdit(deck=f"Take {number}"), now=later)
        work.sections.keep(Section("sport", "Sport"), 9)
        work.contributors.keep(Contributor("New Name"))
        work.commit()

    with store.read() as work:
        assert work.soundness.integrity() == ()
        assert [row.id for row in work.stories.search("millet")] == [other.id, stored.id]
