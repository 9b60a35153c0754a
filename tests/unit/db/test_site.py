from datetime import datetime

import pytest

from db.errors import LibraryError
from db.store import Store
from editor.story.credit import CreditStyle, HouseForm
from editor.story.outlet import SEED_SECTIONS, NavItem, Outlet, Section, site_navigation
from editor.story.story import Status, Story


def test_a_new_library_publishes_to_a_provinces_site(store: Store) -> None:
    with store.read() as work:
        outlet = work.look.outlet()

    assert outlet.publisher == "Shanxi People's Government Foreign Affairs Office"
    assert outlet.footer == (outlet.publisher, "All rights reserved")
    assert outlet.navigation == site_navigation(SEED_SECTIONS)
    assert outlet.credit_style == CreditStyle()


def test_the_outlet_that_was_kept_last_is_the_current_one(store: Store) -> None:
    outlet = Outlet(
        key="nantong",
        name="Nantong",
        publisher="The City",
        address="https://nantong.example/",
        language="zh-CN",
        navigation=(NavItem("Home", ""),),
        footer=(),
        credit_style=CreditStyle(HouseForm.AGENCY_FIRST, "round", "nantong.example"),
        least_width=1080,
        avif=True,
    )
    with store.begin() as work:
        seeded = work.look.outlet()
        work.outlets.keep(outlet)
        assert work.look.outlet() == outlet
        work.outlets.keep(seeded)
        assert work.look.outlet() == seeded


def test_a_section_stands_where_it_is_put_and_can_be_renamed(store: Store) -> None:
    with store.begin() as work:
        work.sections.keep(Section("sport", "Sport"), 9)
        work.sections.keep(Section("news", "Top News"), 0)

        assert work.look.sections()[0] == Section("news", "Top News")
        assert work.look.sections()[-1] == Section("sport", "Sport")


def test_a_section_with_stories_stays(store: Store, stored: Story, later: datetime) -> None:
    with store.begin() as work:
        work.stories.set_status(stored.id, Status.SPIKED, later)
        work.commit()

    with (
        pytest.raises(LibraryError, match="“News” is used by one story"),
        store.begin() as work,
    ):
        work.sections.remove("news")

    with store.begin() as work:
        assert work.sections.use_counts() == {"news": 1}
        assert work.look.sections() == SEED_SECTIONS
        work.sections.remove("live")
        assert "live" not in [section.key for section in work.look.sections()]
