"""The same story as python-docx and LibreOffice write it comes in as the same story."""

from pathlib import Path

import mammoth
import pytest

from editor.interchange.arriving.incoming import IncomingStory
from editor.interchange.arriving.refusal import ChangeKind, Tracked
from editor.interchange.read import FileRefused, TrackedChanges, read_story
from editor.story.credit import Relation
from editor.story.document import (
    Blockquote,
    Heading,
    ListBlock,
    ListItem,
    Paragraph,
    PhotoBlock,
    Table,
    TableCell,
)
from editor.story.runs import Mark, Run, runs_text

OFFICE = Path(__file__).parents[3] / "data" / "import" / "office"
KINDS = ("millet.docx", "millet-libreoffice.docx", "millet.odt", "millet.rtf")


@pytest.fixture(params=KINDS)
def story(request: pytest.FixtureRequest, tmp_path: Path) -> IncomingStory:
    return read_story(OFFICE / request.param, tmp_path)


def test_what_stands_around_the_body_is_recognised(story: IncomingStory) -> None:
    assert story.headline == "Millet comes in from the terraces"
    assert story.deck == "Record harvest lifts incomes in Lingqiu county"
    assert story.byline == ("Sun Rui", "Wen Qiaoyu")
    assert story.dateline == "LINGQIU, Shanxi"
    assert story.contributors == ("Zheng Lu", "Zheng Na")
    assert story.warnings == ()


def test_the_picture_above_the_text_leads_with_its_caption_and_credit(story: IncomingStory) -> None:
    assert story.lead == "picture-1"
    assert story.caption == "Terraced fields in Lingqiu county on Oct 12."
    assert story.credit.relation is Relation.PROVIDED
    assert story.credit.organisation == "China Daily"
    lead, other = story.pictures
    assert (lead.alt, other.alt) == ("Terraces in late sun.", "A stone mill.")
    assert other.caption == "A mill in Hongshiling village."
    assert all(picture.path.read_bytes().startswith(b"\xff\xd8\xff") for picture in story.pictures)


def test_every_finding_says_where_it_was_taken_from(story: IncomingStory) -> None:
    assert [(each.field, each.number) for each in story.found] == [
        ("headline", 1),
        ("deck", 2),
        ("byline", 3),
        ("caption", 5),
        ("dateline", 6),
        ("caption", 22),
        ("contributors", 24),
    ]


def test_marks_links_and_chinese_words_survive(story: IncomingStory) -> None:
    first, second, *_ = story.body.blocks
    assert isinstance(first, Paragraph)
    assert isinstance(second, Paragraph)
    assert Run("6,200 hectares", frozenset({Mark.BOLD})) in first.runs
    assert Run("record", frozenset({Mark.ITALIC})) in first.runs
    address = "https://lingqiu.example/millet?year=2026&lang=en"
    assert Run("the county's figures", href=address) in first.runs
    assert "灵丘" in runs_text(first.runs)
    marks = {mark: run.text for run in second.runs for mark in run.marks}
    assert marks == {
        Mark.SUBSCRIPT: "2",
        Mark.SUPERSCRIPT: "rd",
        Mark.STRIKE: " and last",
        Mark.UNDERLINE: "late",
    }


def test_headings_lists_quote_and_picture_stand_in_order(story: IncomingStory) -> None:
    def item(text: str, *inner: ListBlock) -> ListItem:
        return ListItem((Run(text),), inner)

    seeds = ListBlock(ordered=False, items=(item("Jingu 21"), item("Jingu 29")))
    blocks = story.body.blocks
    assert blocks[2] == Heading(2, (Run("What the county grows"),))
    assert blocks[3] == ListBlock(ordered=False, items=(item("Millet", seeds), item("Buckwheat")))
    assert blocks[5] == ListBlock(ordered=True, items=(item("Sow"), item("Hoe"), item("Reap")))
    assert blocks[6] == Heading(3, (Run("In figures"),))
    quote = Paragraph((Run("We never saw such a year."),))
    assert blocks[8] == Blockquote((quote,), "Zhang Guohua, farmer")
    assert blocks[9] == PhotoBlock("picture-2")
    assert len(blocks) == 11


def test_the_table_keeps_rows_columns_and_its_header(story: IncomingStory) -> None:
    table = story.body.blocks[7]
    assert isinstance(table, Table)
    words = [[runs_text(cell.runs) for cell in row] for row in table.rows]
    assert words == [["Crop", "Hectares"], ["Millet", "6,200"], ["Buckwheat", "810"]]


@pytest.mark.parametrize("name", [kind for kind in KINDS if not kind.endswith(".rtf")])
def test_a_header_row_is_one(name: str, tmp_path: Path) -> None:
    """LibreOffice does not write it into rich text."""
    table = read_story(OFFICE / name, tmp_path).body.blocks[7]
    assert isinstance(table, Table)
    assert table.rows[0] == (TableCell((Run("Crop"),), True), TableCell((Run("Hectares"),), True))
    assert not any(cell.header for row in table.rows[1:] for cell in row)


@pytest.mark.parametrize("kind", ["docx", "odt", "rtf"])
@pytest.mark.parametrize(
    ("tracked", "word"), [(Tracked.ACCEPT, "evening"), (Tracked.REJECT, "morning")]
)
def test_tracked_changes_are_settled_only_by_a_word(
    kind: str, tracked: Tracked, word: str, tmp_path: Path
) -> None:
    path = OFFICE / f"tracked.{kind}"
    with pytest.raises(TrackedChanges) as caught:
        read_story(path, tmp_path)
    assert [(c.kind, c.author, c.text) for c in caught.value.changes] == [
        (ChangeKind.INSERTED, "Li Wei", "evening"),
        (ChangeKind.DELETED, "Li Wei", "morning"),
    ]
    story = read_story(path, tmp_path, tracked)
    assert story.body.text == f"It rained in the county on Monday {word}"


def test_an_old_word_file_is_refused_with_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(FileRefused, match=r"millet\.doc .*save it as \.docx"):
        read_story(OFFICE / "millet.doc", tmp_path)


def test_rich_text_under_the_name_of_an_old_word_file_is_read(tmp_path: Path) -> None:
    path = tmp_path / "story.doc"
    path.write_bytes((OFFICE / "millet.rtf").read_bytes())
    assert read_story(path, tmp_path).headline == "Millet comes in from the terraces"


@pytest.mark.parametrize("name", ["millet.docx", "millet-libreoffice.docx"])
def test_another_reader_of_word_files_finds_the_same_words(name: str, tmp_path: Path) -> None:
    """mammoth reads paragraphs and nothing around them: every word of its is a word of ours."""
    with (OFFICE / name).open("rb") as file:
        theirs = mammoth.extract_raw_text(file).value.split()
    story = read_story(OFFICE / name, tmp_path)
    found = " ".join(each.text for each in story.found if each.field != "dateline")
    ours = f"{found} {story.dateline} — {story.body.text}".split()
    assert sorted(theirs) == sorted(ours)
