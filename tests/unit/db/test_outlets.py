from db.store import Store
from editor.story.credit import CreditStyle, HouseForm
from editor.story.outlet import SEED_SECTIONS, NavItem, Outlet, site_navigation


def test_a_new_library_publishes_to_a_provinces_site(store: Store) -> None:
    with store.read() as work:
        outlet = work.outlets.current()

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
    )
    with store.begin() as work:
        seeded = work.outlets.current()
        work.outlets.keep(outlet)
        assert work.outlets.current() == outlet
        work.outlets.keep(seeded)
        assert work.outlets.current() == seeded
