"""Whatever was recognised can be body text after all, and then stands where it stood."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.interchange.arriving.conservation import Unplaced
from editor.interchange.arriving.incoming import (
    FIELDS,
    IncomingPicture,
    IncomingStory,
    Piece,
    as_body,
    fields_as_body,
    numbered,
)
from editor.interchange.arriving.page_order import arrange, arrange_pieces
from editor.interchange.arriving.page_pictures import without_picture
from editor.interchange.read import read_story
from editor.story.document import Document, Paragraph, PhotoBlock
from editor.story.runs import Run

LINES = (
    "Terraces turn gold",
    "By Sun Rui and Lu Mingzhe",
    "Farmers at work in Lingqiu. [Photo provided to China Daily]",
    "A late harvest begins in the county",
    "TAIYUAN, Oct 12 (Xinhua) -- Farmers have brought in the millet, officials said.",
    "It is the latest harvest in ten years, they said on Monday.",
    "[Photo/VCG]",
    "Wen Qiaoyu and Lu Mingzhe contributed to this story.",
)
paragraphs = st.lists(st.sampled_from(LINES), min_size=1, max_size=8)


@given(paragraphs)
def test_refusing_everything_gives_the_file_as_it_stands(lines: list[str]) -> None:
    whole = Document.from_paragraphs(lines)
    story = arrange(IncomingStory(), whole.blocks)
    back = as_body(story, story.found)
    assert back.body == whole
    assert back.found == ()
    assert [back.headline, back.deck, back.dateline, back.caption] == [""] * 4
    assert back.byline == back.contributors == ()
    assert back.credit.is_blank


@given(paragraphs, st.sets(st.sampled_from(FIELDS)))
def test_what_is_not_refused_stays_as_it_was(lines: list[str], refused: set[str]) -> None:
    story = arrange(IncomingStory(), Document.from_paragraphs(lines).blocks)
    back = fields_as_body(story, refused)
    for name in set(FIELDS) - refused:
        assert getattr(back, name) == getattr(story, name)
    assert {each.field for each in back.found} == {each.field for each in story.found} - refused


@pytest.mark.parametrize("name", ["agency.txt", "line-per-paragraph.txt", "utf-8.txt"])
def test_the_paragraph_that_is_named_is_the_one_in_the_file(imports: Path, name: str) -> None:
    story = read_story(imports / name)
    text = (imports / name).read_text(encoding="utf-8")
    paragraphs = [line.strip() for line in text.split("\n") if line.strip()]
    for found in story.found:
        assert found.text in paragraphs[found.number - 1]


def picture(key: str) -> IncomingPicture:
    return IncomingPicture(key, f"{key}.png", Path(key))


def paragraph(text: str) -> Paragraph:
    return Paragraph((Run(text),))


@pytest.fixture
def pictured() -> IncomingStory:
    """A lead with its caption above the text, and another picture with its own within."""
    blocks = [
        paragraph("Terraces turn gold"),
        PhotoBlock("a"),
        paragraph("At work. [Photo/VCG]"),
        paragraph("The harvest began on Monday, they said."),
        PhotoBlock("b"),
        paragraph("A mill. [Photo/IC]"),
        paragraph("It goes on, they said."),
    ]
    known = IncomingStory(pictures=(picture("a"), picture("b")))
    return arrange_pieces(known, numbered(blocks))


def test_a_refused_caption_goes_below_its_picture(pictured: IncomingStory) -> None:
    back = fields_as_body(pictured, ["caption"])
    assert back.body.blocks == (
        paragraph("At work. [Photo/VCG]"),
        paragraph("The harvest began on Monday, they said."),
        PhotoBlock("b"),
        paragraph("A mill. [Photo/IC]"),
        paragraph("It goes on, they said."),
    )
    assert back.lead == "a"
    assert [each.caption for each in back.pictures] == ["", ""]


def test_a_lead_that_cannot_be_taken_leaves_its_caption_waiting(pictured: IncomingStory) -> None:
    left = without_picture(pictured, "a")
    assert (left.lead, left.caption) == ("", "At work.")
    assert [each.key for each in left.pictures] == ["b"]
    # And it can still be refused.
    back = fields_as_body(left, ["caption"])
    assert back.caption == ""
    assert back.body.text.startswith("At work. [Photo/VCG]")


def test_small_or_italic_words_below_a_picture_are_its_caption_and_above_it_are_not() -> None:
    slight = Piece(paragraph("A mill in the village"), 3, slight=True)
    pieces = [
        Piece(paragraph("The headline"), 1, "headline"),
        Piece(paragraph("The story begins here, it says."), 2),
        slight,
        Piece(PhotoBlock("a"), 4),
        Piece(paragraph("Another small line"), 5, slight=True),
        Piece(paragraph("It goes on, they said."), 6),
    ]
    story = arrange_pieces(IncomingStory(pictures=(picture("a"),)), pieces)
    assert [each.caption for each in story.pictures] == ["Another small line"]
    assert slight.block in story.body.blocks


def test_words_whose_place_is_not_known_can_stand_at_the_end() -> None:
    words = (Unplaced("The tram costs two yuan.", "It opens."), Unplaced("All come."))
    known = IncomingStory(unplaced=words)
    story = arrange(known, Document.from_paragraphs(LINES[3:6]).blocks)
    assert story.unplaced == words
    placed = fields_as_body(story, ["unplaced"])
    assert placed.unplaced == ()
    texts = [*story.body.paragraph_texts(), "The tram costs two yuan.", "All come."]
    assert list(placed.body.paragraph_texts()) == texts
