"""A library with all that is stored, and a bundle of it, as the code of this commit writes them:
`python -m tests.trials.fixed_library FILE.zip`.

What is made so is kept in `tests/data/libraries` and must open for good: a story that was signed
off and exported, versions, a text kept aside, comments, a proof, and a journal.
"""

import sys
import tempfile
import zipfile
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from PIL import Image

from db.file.journal import Journal
from editor.desk.changing import changing
from editor.desk.desk import Desk
from editor.desk.pictures import PhotoTexts
from editor.story.credit import CreditLine, Relation
from editor.story.document import (
    Blockquote,
    Divider,
    Document,
    Gallery,
    Heading,
    ListBlock,
    ListItem,
    Paragraph,
    PhotoBlock,
    PullQuote,
    Table,
    TableCell,
)
from editor.story.edits import Crop, Edits, NamedCrop, Point, Ratio, Tone
from editor.story.origin import Origin, Standing
from editor.story.photo import SOURCE_TYPE, PhotoFacts
from editor.story.runs import Mark, Run
from editor.story.story import StoryEdit
from editor.story.workflow import Verb

EDITS = Edits(
    1,
    True,
    -2.5,
    Crop(0.1, 0.2, 0.5, 0.5),
    (NamedCrop(Ratio.CLASSIC, Crop(0.2, 0.2, 0.3, 0.32)),),
    Point(0.3, 0.4),
    Tone(5, 10, 4, 250, 0.9),
)
ORIGIN = Origin(Standing.UNKNOWN, "Camera 相机", "A signer")
BOLD, LINK = frozenset({Mark.BOLD}), "https://www.example.org/taiyuan"


class _Clock:
    def __init__(self) -> None:
        self.now = datetime(2026, 11, 30, 9, 30, tzinfo=UTC)

    def __call__(self) -> datetime:
        self.now += timedelta(minutes=1)
        return self.now


def _words(*texts: str) -> tuple[Paragraph, ...]:
    return tuple(Paragraph((Run(text),)) for text in texts)


def _picture(folder: Path, name: str, colour: tuple[int, int, int]) -> Path:
    path = folder / name
    Image.new("RGB", (640, 400), colour).save(path, "JPEG")
    return path


def make(place: Path) -> None:
    """A library in `place/library`, its bundles in `place/site`."""
    opened = Desk.open(place / "library", program_version="0.2.0", person="Wang Fang")
    desk = Desk.over(replace(opened.newsroom, clock=_Clock()), "0.2.0")
    desk.site.keep_outlet(replace(desk.site.outlet(), avif=True, least_width=320))
    signed = _signed(desk, place)
    _worked_on(desk, place)
    report = desk.publishing.export(signed, place / "site").value
    assert report.kind == "bundle"
    draft = desk.stories.begin(section="Government").value
    desk.stories.keep(draft.id, StoryEdit(headline="Begun"))
    Journal.of(place / "library").write(
        draft.id,
        "Begun",
        StoryEdit(body=Document.of(_words("Never stored. 从未存储。"))),
        desk.newsroom.clock(),
    )
    opened.close()


def _signed(desk: Desk, place: Path) -> str:
    story = desk.stories.begin(section="Culture & Tourism").value
    lead, second, third = (
        desk.pictures.attach(
            story.id,
            desk.pictures.bring_in(_picture(place, f"{name}.jpg", colour)),
            lead=not number,
        ).value.placement
        for number, (name, colour) in enumerate(
            (("terraces", (160, 120, 60)), ("road", (90, 90, 90)), ("梯田", (40, 140, 60)))
        )
    )
    # One that only decorates.
    desk.pictures.reword(third.id, {"decorative": True})
    # What a record has gained since the first libraries, of which some goes out.
    made = f"{SOURCE_TYPE}humanEdits"
    facts = PhotoFacts(city="Datong 大同", job_id="J-7", source_type=made, expires="2099-05")
    desk.pictures.correct_record(lead.photo.id, facts)
    credit = CreditLine(relation=Relation.FOR, photographer="Zou Hong", organisation="China Daily")
    for placement in (lead, second, third):
        desk.pictures.word(
            placement.id,
            PhotoTexts(f"A terrace, seen from {placement.id[:2]}", credit, "A narrow golden field"),
        )
    blocks = (
        *_words("The carts came before sunrise. 太原的春天。"),
        Heading(2, (Run("At the market"),)),
        Paragraph(
            (Run("“We sold "), Run("out", BOLD), Run(" by noon,” said "), Run("she", href=LINK))
        ),
        ListBlock(True, (ListItem((Run("one"),), (ListBlock(False, (ListItem((Run("in"),)),)),)),)),
        Blockquote(_words("It rained.", "And then it did not."), "Li Guihua"),
        PullQuote((Run("A grain nobody wanted"),)),
        Table(
            (
                (TableCell((Run("Year"),), True), TableCell((Run("Tons"),), True)),
                (TableCell((Run("2026"),)), TableCell((Run("1,200"),))),
            )
        ),
        PhotoBlock(second.id),
        Gallery((third.id,)),
        Divider(),
        *_words("That is all."),
    )
    desk.stories.keep(
        story.id,
        StoryEdit(
            headline="Millet comes home",
            deck="A grain that nobody wanted feeds a valley again",
            body=Document.of(blocks),
            byline=("Wen Qiaoyu",),
            contributors=("Zheng Lu", "Zheng Na"),
            dateline="DAYU, Nov 30",
            keywords=("millet", "harvest", "小米"),
            target_words=400,
        ),
    )
    desk.review.send(story.id)
    desk.review.return_story(story.id, "Say when the market opened. 请补充。")
    desk.stories.keep(story.id, StoryEdit(deck="A grain nobody wanted feeds a valley again"))
    desk.history.save(story.id, "Before the desk read it")
    desk.review.send(story.id)
    desk.publishing.export(story.id, place / "site", proof=True)
    desk.review.sign_off(story.id, by="Chen Yu 陈宇", note="Read twice.")
    return story.id


def _worked_on(desk: Desk, place: Path) -> None:
    """Somebody else saved this one meanwhile; then it was approved, and changed."""
    story = desk.stories.begin(section="News").value
    desk.stories.keep(
        story.id,
        StoryEdit(headline="Bridge opens", body=Document.of(_words("Mine.")), byline=("Li Na",)),
    )
    base = StoryEdit(body=Document.of(_words("Mine.")))
    read_at = desk.stories.view(story.id).story.revision
    desk.stories.keep(story.id, StoryEdit(body=Document.of(_words("Theirs."))))
    typed = desk.stories.keep_typed(
        story.id,
        StoryEdit(body=Document.of(_words("Mine, longer."))),
        base=base,
        base_revision=read_at,
    ).value
    assert typed.aside
    picture = desk.pictures.bring_in(_picture(place, "bridge.jpg", (20, 60, 120)))
    placement = desk.pictures.attach(story.id, picture, lead=True).value.placement
    desk.pictures.word(
        placement.id, PhotoTexts("The bridge", CreditLine.free("Photo/VCG"), "A bridge")
    )
    with changing(desk.newsroom, story.id, Verb.PICTURE) as change:
        worded = change.story().placements[0]
        change.work.placements.change(replace(worded, edits=EDITS))
        everywhere = replace(EDITS, crop=None)
        change.work.photos.change(
            worded.photo.id,
            edits=everywhere,
            likeness="0f" * 8,
            origin=ORIGIN,
        )
    desk.review.sign_off(story.id, by="Chen Yu 陈宇")
    desk.stories.keep(story.id, StoryEdit(deck="At last"))


def main() -> None:
    target = Path(sys.argv[1])
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        make(place)
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as packed:
            for file in sorted((place / "library").rglob("*")) + sorted(
                (place / "site").rglob("*")
            ):
                if file.is_file() and "lock" not in file.name and "renditions" not in file.parts:
                    packed.write(file, file.relative_to(place).as_posix())


if __name__ == "__main__":
    main()
