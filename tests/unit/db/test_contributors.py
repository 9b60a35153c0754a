from dataclasses import replace
from datetime import datetime

import pytest

from db.errors import LibraryError
from db.store import Store
from editor.story.people import Contributor, Kind, Role
from editor.story.story import Story, StoryEdit
from tests.unit.db.conftest import MakeStory


def test_names_of_a_story_become_records_on_the_spot(store: Store, stored: Story) -> None:
    with store.read() as work:
        people = work.contributors.by_label(["Zheng Na", "Zhao Lu", "Nobody"])

    assert people.keys() == {"Zheng Na", "Zhao Lu"}
    # First met in a byline, then in a contributor line.
    assert (people["Zheng Na"].kind, people["Zheng Na"].role) == (Kind.PERSON, Role.AUTHOR)
    assert people["Zhao Lu"].role is Role.CONTRIBUTOR


def test_a_known_name_keeps_its_record(store: Store, stored: Story, later: datetime) -> None:
    with store.begin() as work:
        agency = work.contributors.keep(Contributor("Xinhua", Kind.ORGANISATION))
        work.stories.keep(stored.id, StoryEdit(byline=("Xinhua", "Wu Hao")), now=later)

        assert work.contributors.by_label(["Xinhua"])["Xinhua"] == agency
        assert [each.name for each in work.look.contributors()] == [
            "Wu Hao",
            "Xinhua",
            "Zhao Lu",
            "Zheng Na",
        ]


def test_a_record_without_an_id_is_the_one_with_its_name(store: Store, stored: Story) -> None:
    with store.begin() as work:
        before = work.contributors.by_label(["Zhao Lu"])["Zhao Lu"]
        after = work.contributors.keep(Contributor("Zhao Lu", Kind.PERSON, Role.EDITOR))

        assert after == replace(before, role=Role.EDITOR)
        assert work.contributors.by_label(["Zhao Lu"])["Zhao Lu"] == after


def test_a_new_name_stands_in_every_story_and_is_a_new_revision_of_it(
    store: Store, stored: Story, make_story: MakeStory
) -> None:
    with store.begin() as work:
        work.stories.add(make_story(slug="newest", byline=(), contributors=()))
        record = work.contributors.by_label(["Zheng Na"])["Zheng Na"]
        work.contributors.keep(replace(record, name="Zheng Nana"))
        story = work.look.story(stored.id)

        assert story.byline == ("Zheng Nana",)
        assert story.contributors == ("Zhao Lu", "Zheng Nana")
        assert story.revision == 2
        assert work.stories.rows()[0].slug == "newest"


def test_a_name_that_somebody_else_has_is_refused(store: Store, stored: Story) -> None:
    with store.begin() as work:
        record = work.contributors.by_label(["Zheng Na"])["Zheng Na"]
        with pytest.raises(LibraryError, match="a note that tells them apart"):
            work.contributors.keep(replace(record, name="Zhao Lu"))


def test_a_record_is_removed_only_when_no_story_names_it(store: Store, stored: Story) -> None:
    with store.begin() as work:
        named = work.contributors.by_label(["Zheng Na"])["Zheng Na"]
        unused = work.contributors.keep(Contributor("Nobody"))

        assert not work.contributors.remove(named.id)
        assert work.contributors.remove(unused.id)
        assert [each.name for each in work.look.contributors()] == ["Zhao Lu", "Zheng Na"]
