"""Believable stories, photos and histories for trying the panels, made without a library."""

from array import array
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta, timezone

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QImage, QLinearGradient, QPainter

from editor.desk.views import Choices, StoryView
from editor.message import literal
from editor.story.checks import Surroundings, check_story
from editor.story.credit import CreditLine, CreditStyle, Relation
from editor.story.document import Document, Paragraph, PhotoBlock
from editor.story.outlet import SEED_SECTIONS, Outlet, Section
from editor.story.people import Contributor, Kind, Role
from editor.story.photo import AwaitedPhoto, Photo, PhotoFacts, Placement
from editor.story.review.remarks import Comment
from editor.story.runs import Run
from editor.story.snapshot import Snapshot
from editor.story.story import Status, Story, StoryRow
from editor.story.version import VersionRow
from editor.story.workflow import SignOff

CHINA = timezone(timedelta(hours=8))
WHEN = datetime(2026, 11, 24, 14, 5, 33, tzinfo=CHINA)
OUTLET = Outlet(
    "site",
    "Nantong, China",
    "Nantong government",
    credit_style=CreditStyle(outlet_name="chinadaily.com.cn"),
)
PEOPLE = (
    Contributor("Zheng Lu", role=Role.AUTHOR),
    Contributor("Chen Yu", role=Role.EDITOR),
    Contributor("Zheng Na", role=Role.CONTRIBUTOR),
    Contributor("Zou Hong", role=Role.PHOTOGRAPHER),
    Contributor("Xinhua News Agency", Kind.ORGANISATION, Role.CONTRIBUTOR),
    Contributor("欧阳诗韵"),
)
CHOICES = Choices(SEED_SECTIONS, PEOPLE, ("agriculture", "harvest", "Nantong", "rural tourism"))


@dataclass(frozen=True, slots=True)
class Sample:
    """One story ready for a panel, and the pictures of its photos by photo id."""

    view: StoryView
    pictures: dict[str, QImage]


def photo(number: int, name: str, facts: PhotoFacts | None = None) -> Photo:
    return Photo(f"{number:064x}", name, "JPEG", 5472, 3648, 9_800_000, facts or PhotoFacts())


def wheat_field() -> Placement:
    facts = PhotoFacts(
        caption="Harvesters cross a wheat field in Rudong county, Nantong, on Nov 20, 2026.",
        credit=CreditLine(relation=Relation.STAFF, photographer="Zou Hong"),
        creators=("Zou Hong",),
        copyright_notice="© 2026 China Daily",
        alt="Three red combine harvesters drive side by side through ripe wheat.",
        date_created="2026-11-20",
        city="Nantong",
        province="Jiangsu",
        country="China",
    )
    return Placement(
        "p1",
        photo(1, "wheat-field.jpg", facts),
        lead=True,
        caption="Harvesters bring in the late wheat in Rudong county, Nantong, on Friday.",
    )


def village_street() -> Placement:
    name = "微信图片_20261121093000_南通市如东县栟茶镇老街秋日游客很多的一张照片.jpg"
    return Placement("p2", photo(2, name))


def story(**changes: object) -> Story:
    lead, second = wheat_field(), village_street()
    made = Story(
        id="a" * 32,
        slug="late-wheat-nantong",
        headline="Late wheat brings a second harvest to the Yangtze estuary",
        deck="Farmers in Rudong try a variety that ripens in November",
        body=Document.of((Paragraph((Run("Farmers began on Friday."),)), PhotoBlock(second.id))),
        section="news",
        byline=("Zheng Lu",),
        contributors=("Zheng Na", "欧阳诗韵"),
        dateline="NANTONG, Nov 24",
        keywords=("agriculture", "harvest", "Nantong"),
        language="en",
        dated=WHEN,
        placements=(lead, second),
        awaited_photo=None,
        status=Status.DRAFT,
        revision=7,
        created=WHEN,
        updated=WHEN,
    )
    return replace(made, **changes)  # pyright: ignore[reportArgumentType]


def view_of(
    shown: Story,
    sign_off: SignOff | None = None,
    comments: tuple[Comment, ...] = (),
    versions: tuple[VersionRow, ...] = (),
) -> StoryView:
    section = next((s for s in SEED_SECTIONS if s.key == shown.section), Section("", ""))
    snapshot = Snapshot.of(shown, section, OUTLET, {each.name: each for each in PEOPLE})
    around = Surroundings(frozenset(s.key for s in SEED_SECTIONS), frozenset(), WHEN)
    return StoryView(shown, snapshot, check_story(shown, around), sign_off, comments, versions)


def approved(shown: Story, *, by: str = "Chen Yu", valid: bool = True) -> SignOff:
    sha256 = view_of(shown).snapshot_sha256 if valid else "0" * 64
    return SignOff(shown.id, sha256, by, WHEN)


def sample() -> Sample:
    shown = story()
    return Sample(
        view_of(shown),
        {
            shown.placements[0].photo.id: picture("#c9973f", "#7fa6c4"),
            shown.placements[1].photo.id: picture("#8a5d49", "#d8c7ae", portrait=True),
        },
    )


def reviewed() -> StoryView:
    shown = story(status=Status.SIGNED_OFF)
    comments = (
        Comment("Chen Yu", WHEN - timedelta(hours=2), "Name the county in the first paragraph."),
        Comment("欧阳诗韵", WHEN - timedelta(hours=1), "请核对栟茶镇的英文拼写。", number=2),
    )
    reasons = ("Imported from story.txt", "Sent for review", "Returned", "Signed off by Chen Yu")
    versions = tuple(
        VersionRow(place, "Zheng Lu", WHEN - timedelta(hours=4 - place), literal(reason), "0" * 64)
        for place, reason in enumerate(reasons, 1)
    )
    return view_of(shown, approved(shown), comments, versions)


def bare() -> StoryView:
    """A story just begun: everything is missing."""
    return view_of(
        story(
            slug="story-aaaaaaaa",
            headline="",
            section="",
            byline=(),
            contributors=(),
            dateline="",
            keywords=(),
            body=Document(),
            placements=(),
        )
    )


def awaiting() -> StoryView:
    caption = "A worker checks traditional medicines at the plant of Nantong Medicines Group."
    awaited = AwaitedPhoto(
        caption, CreditLine(relation=Relation.PROVIDED, organisation="China Daily")
    )
    return view_of(
        story(placements=(), body=Document.from_paragraphs(["Text."]), awaited_photo=awaited)
    )


HEADLINES = (
    "Late wheat brings a second harvest to the Yangtze estuary",
    "Nantong port sees record exports as three new shipping routes to Europe open for business",
    "南通市崇川区历史文化街区焕新开放，夜间经济点亮濠河两岸，吸引大量游客前来观光",
    "",
    "Sister cities sign accord",
    "Museum of textiles opens",
)


def rows(count: int, now: datetime | None = None) -> list[StoryRow]:
    now = now or datetime.now(UTC)
    return [
        StoryRow(
            id=f"{place:032x}",
            slug=f"late-wheat-nantong-and-a-rather-long-slug-{place}",
            headline=HEADLINES[place % len(HEADLINES)],
            section=SEED_SECTIONS[place % len(SEED_SECTIONS)].key if place % 5 else "",
            status=list(Status)[place % len(Status)],
            updated=now - timedelta(minutes=12 * min(place, 300) ** 2),
            lead_photo=f"{place % 3 + 1:064x}" if place % 4 else "",
        )
        for place in range(count)
    ]


def numbered(rows: Iterable[StoryRow]) -> tuple["array[int]", dict[int, StoryRow]]:
    """As a list is shown them; their numbers are their ids."""
    by_number = {int(row.id, 16): row for row in rows}
    return array("q", by_number), by_number


def picture(ground: str, sky: str, *, portrait: bool = False) -> QImage:
    """A field under a sky, 640 pixels on the longer side."""
    size = (427, 640) if portrait else (640, 427)
    image = QImage(*size, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    gradient = QLinearGradient(QPointF(0, 0), QPointF(0, size[1]))
    for place, color in ((0.0, sky), (0.45, "#f4ead6"), (0.5, ground), (1.0, "#4c3a20")):
        gradient.setColorAt(place, QColor(color))
    painter.fillRect(image.rect(), gradient)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor("#fff3cf"))
    painter.drawEllipse(size[0] * 2 // 3, size[1] // 6, size[0] // 9, size[0] // 9)
    painter.end()
    return image
