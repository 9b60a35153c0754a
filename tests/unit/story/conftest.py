"""Stories to reason about: plain values, nothing stored."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from editor.story.credit import CreditLine
from editor.story.document import Document
from editor.story.outlet import SEED_SECTIONS, NavItem, Outlet, site_navigation
from editor.story.photo import Photo, PhotoFacts, Placement
from editor.story.story import Status, Story

NOON = datetime(2026, 10, 12, 12, 0, tzinfo=UTC)


@pytest.fixture
def photo() -> Photo:
    facts = PhotoFacts(
        caption="Farmers bring in the millet.",
        credit=CreditLine.free("Photo by Wen Qiaoyu for galley.example"),
        alt="Terraced fields under a low sun.",
    )
    return Photo("a" * 64, "IMG_0412.jpg", "JPEG", 2400, 1600, 500_000, facts)


@pytest.fixture
def story(photo: Photo) -> Story:
    """A story nothing can be said against."""
    return Story(
        id="0123456789abcdef0123456789abcdef",
        slug="millet-harvest",
        headline="Millet harvest begins",
        deck="Terraces of Lingqiu county turn gold",
        body=Document.from_paragraphs(["The harvest began on Monday.", "It ends in October."]),
        section="news",
        byline=("Wen Qiaoyu",),
        contributors=("Zheng Lu", "Zheng Na"),
        dateline="TAIYUAN",
        keywords=("millet",),
        language="en",
        dated=NOON,
        placements=(Placement("p1", photo, lead=True),),
        awaited_photo=None,
        status=Status.DRAFT,
        revision=1,
        created=NOON,
        updated=NOON,
    )


@pytest.fixture
def outlet() -> Outlet:
    return Outlet(
        "site",
        "Shanxi, China",
        "Foreign Affairs Office",
        "https://site.example/",
        navigation=(*site_navigation(SEED_SECTIONS), NavItem("Video", "video/")),
        footer=("Foreign Affairs Office", "All rights reserved"),
    )


@pytest.fixture
def changed(story: Story) -> Callable[..., Story]:
    return lambda **changes: replace(story, **changes)
