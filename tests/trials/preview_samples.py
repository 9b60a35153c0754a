"""Values for the trials of preview and dialogs: a long story, long names, English and Chinese."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from editor.desk.views import StoryView
from editor.message import Message, message
from editor.story.checks import Finding, Severity
from editor.story.credit import CreditLine, Relation
from editor.story.document import Blockquote, Document, Heading, Paragraph, PhotoBlock
from editor.story.outlet import SEED_SECTIONS, Outlet, Section, site_navigation
from editor.story.people import Contributor, Kind, Role
from editor.story.photo import Photo, PhotoFacts, Placement
from editor.story.runs import Run
from editor.story.snapshot import Snapshot
from editor.story.story import Status, Story
from editor.story.workflow import SignOff

NOW = datetime(2026, 11, 24, 14, 5, tzinfo=UTC)
SENTENCE = (
    "Farmers along the river brought in the last of the wheat on Tuesday, a week later than in "
    "most years, and the mills of the county worked through the night. "
)
LONG_HEADLINE = (
    "Modernizing strategy validated by congress of farmers, millers and bakers of the lower "
    "Qiantang valley after three years of trials in 128 villages"
)
SECTIONS = (*SEED_SECTIONS, Section("rural-life", "乡村生活与传统文化保护工作专题报道"))
OUTLET = Outlet(
    key="main",
    name="Hangzhou International Information Service and Provincial Bulletin",
    publisher="Information Office of the People's Government",
    address="https://www.example.org/",
    navigation=site_navigation(SECTIONS),
    footer=("© 2026 Information Office", "1 Garden Road, Hangzhou", "Tel: 0571-0000 0000"),
)
PEOPLE = (
    Contributor("Zheng Lu", Kind.PERSON, Role.AUTHOR, "1"),
    Contributor("郑娜", Kind.PERSON, Role.CONTRIBUTOR, "2"),
    Contributor("Zou Hong", Kind.PERSON, Role.PHOTOGRAPHER, "3"),
    Contributor(
        "Maria-Magdalena von und zu Hohenstein-Wolkenburg", Kind.PERSON, Role.TRANSLATOR, "4"
    ),
    Contributor("浙江省人民政府新闻办公室", Kind.ORGANISATION, Role.EDITOR, "5"),
)


def _of_photo(rule: str, severity: Severity, field: str, placement: str, photo: Message) -> Finding:
    return Finding(rule, severity, field, placement, values=(("photo", photo),))


_LONG = "2026年秋季收割现场航拍照片第三组最终版修改稿.jpg"
WARNINGS = (
    Finding("byline-missing", Severity.WARNS, "byline"),
    _of_photo("alt-missing", Severity.WARNS, "alt", "p1", message("photo.named", name=_LONG)),
)
BLOCKERS = (
    Finding("section-missing", Severity.BLOCKS, "section"),
    _of_photo("credit-missing", Severity.BLOCKS, "credit", "p0", message("photo.lead")),
)


def placements(count: int) -> tuple[Placement, ...]:
    """`count` photos of 1600 x 1067 pixels, the first as lead."""
    return tuple(
        Placement(
            id=f"p{number}",
            photo=Photo(
                id=f"{number:064x}",
                original_name=f"harvest-{number}.jpg",
                format="JPEG",
                width=1600,
                height=1067,
                size=400_000,
                facts=PhotoFacts(
                    caption=f"Picture {number}: a mill in Jiande, Zhejiang province, on Nov 24",
                    credit=CreditLine(
                        relation=Relation.FOR,
                        photographer="Yuan Chengsong",
                        organisation="chinadaily.com.cn",
                    ),
                    alt=f"Sacks of flour before a mill, {number}",
                ),
            ),
            lead=number == 0,
        )
        for number in range(count)
    )


def body(paragraphs: int, photos: int) -> Document:
    blocks: list[Paragraph | Heading | Blockquote | PhotoBlock] = []
    for number in range(paragraphs):
        blocks.append(Paragraph((Run(f"{number + 1}. {SENTENCE * 2}"),)))
        if number and number % 6 == 0:
            blocks.append(Paragraph())
            blocks.append(Heading(2, (Run(f"Part {number // 6}"),)))
        if 0 < number < photos:
            blocks.append(PhotoBlock(f"p{number}"))
    blocks.append(Blockquote((Paragraph((Run("We had never seen such grain."),)),), "Wang Wu"))
    return Document.of(blocks)


def story(
    *, paragraphs: int = 20, photos: int = 5, headline: str = LONG_HEADLINE, slug: str = "harvest"
) -> Story:
    return Story(
        id="5" * 32,
        slug=slug,
        headline=headline,
        deck="What three years of trials have shown, and what the villages make of it.",
        body=body(paragraphs, photos),
        section="news",
        byline=("Zheng Lu", "郑娜"),
        contributors=("浙江省人民政府新闻办公室",),
        dateline="Hangzhou",
        keywords=("harvest", "mills"),
        language="en",
        dated=NOW,
        placements=placements(photos),
        awaited_photo=None,
        status=Status.IN_REVIEW,
        revision=7,
        created=NOW,
        updated=NOW,
    )


def snapshot(of: Story | None = None, outlet: Outlet = OUTLET) -> Snapshot:
    people = {person.name: person for person in PEOPLE}
    return Snapshot.of(of or story(), SECTIONS[0], outlet, people)


def view(findings: tuple[Finding, ...] = (), *, signed: str = "") -> StoryView:
    """`signed`: "" nobody signed, "holds" or "changed"."""
    value, shot = story(), snapshot()
    sign_off = None
    if signed:
        sha = shot.sha256 if signed == "holds" else "0" * 64
        sign_off = SignOff(value.id, sha, "陈宇 Chen Yu", NOW - timedelta(hours=1), "Well done.")
    if signed == "holds":
        value = replace(value, status=Status.SIGNED_OFF)
    return StoryView(
        story=value,
        snapshot=shot,
        findings=findings,
        sign_off=sign_off,
        comments=(),
        versions=(),
    )
