from datetime import datetime

import pytest

from db.errors import StillInUse
from db.store import Store
from editor.story.outlet import SEED_SECTIONS, Section
from editor.story.story import Status, Story


def test_a_section_stands_where_it_is_put_and_can_be_renamed(store: Store) -> None:
    with store.begin() as work:
        work.sections.keep(Section("sport", "Sport"), 9)
        work.sections.keep(Section("news", "Top News"), 0)

        assert work.sections.all()[0] == Section("news", "Top News")
        assert work.sections.all()[-1] == Section("sport", "Sport")


def test_sections_that_are_not_named_follow_in_the_order_they_had(store: Store) -> None:
    with store.begin() as work:
        work.sections.reorder(["live", "investment", "live"])
        keys = [section.key for section in work.sections.all()]

    assert keys == [
        "live", "investment", "news", "government", "culture-tourism", "sister-cities",
    ]  # fmt: skip


def test_a_section_with_stories_stays(store: Store, stored: Story, later: datetime) -> None:
    with store.begin() as work:
        work.stories.set_status(stored.id, Status.SPIKED, later)
        work.commit()

    with (
        pytest.raises(StillInUse, match="“News” is used by one story") as refused,
        store.begin() as work,
    ):
        work.sections.remove("news")

    assert refused.value.stories == 1
    with store.begin() as work:
        assert work.sections.use_counts() == {"news": 1}
        assert work.sections.all() == SEED_SECTIONS
        work.sections.remove("live")
        assert "live" not in [section.key for section in work.sections.all()]
