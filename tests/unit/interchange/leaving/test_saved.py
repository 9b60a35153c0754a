"""A story saved as Word or Markdown reads back as the same story, for all that these can hold."""

import re
import tempfile
import zipfile
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import docx
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from PIL import Image

from editor.interchange.arriving.incoming import IncomingStory
from editor.interchange.arriving.refusal import Tracked
from editor.interchange.leaving.markdown import markdown
from editor.interchange.leaving.outgoing import OutgoingPhoto, OutgoingStory, plain_text
from editor.interchange.leaving.word import word_file
from editor.interchange.office.arrival import story_of
from editor.interchange.office.package import Package
from editor.interchange.office.picture_store import PictureStore
from editor.interchange.office.word.word_file import read_word
from editor.interchange.read import read_bytes
from editor.story.credit import CreditLine, Relation, parse_credit
from editor.story.document import (
    Block,
    Blockquote,
    Divider,
    Document,
    Heading,
    ListBlock,
    ListItem,
    Paragraph,
    PhotoBlock,
    PullQuote,
    Table,
    TableCell,
)
from editor.story.runs import Mark, Run, normal_runs, runs_text

CHANGED = datetime(2026, 11, 25, 9, 30, tzinfo=UTC)
ADDRESSES = ("", "", "", "https://a.example/?b=1&c=(2)", "mailto:desk@a.example")
PEOPLE = ("Wen Qiaoyu", "Juan de la Cruz", "陈宇")


def picture() -> bytes:
    made = BytesIO()
    Image.new("RGB", (60, 40), (90, 120, 60)).save(made, "JPEG")
    return made.getvalue()


JPEG = picture()
PHOTOS = {
    key: OutgoingPhoto(f"{key}.jpg", JPEG, caption, parse_credit("Photo/VCG"), f"Alt of {key}")
    for key, caption in (("p1", "First light."), ("p2", "Two of them."), ("p3", ""))
}


def from_word(data: bytes) -> IncomingStory:
    """As the reader does it, without a process of its own for each example."""
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        path = folder / "story.docx"
        path.write_bytes(data)
        package = Package(path)
        store = PictureStore(folder)
        copy = read_word(package, store, Tracked.ASK)
        package.close()
        assert copy.changes == ()
        copy = type(copy)(copy.pieces, copy.warnings, (), "", tuple(store.taken))
        return story_of(copy, folder, Tracked.ASK)


# Words without blanks at their edges: no word processor keeps those, nor empty paragraphs.
words = st.text(alphabet="aA é“”—中文字𠮷😀ש<&>\"'*_`#|-.1)", min_size=1, max_size=14).map(
    lambda text: " ".join(text.split())
)
some_words = words.filter(bool)
# A link is underlined by itself in Word.
marked = st.builds(
    lambda text, marks, href: Run(text, marks - {Mark.UNDERLINE} if href else marks, href),
    some_words,
    st.frozensets(st.sampled_from(list(Mark)), max_size=3),
    st.sampled_from(ADDRESSES),
)
runs = st.lists(marked, min_size=1, max_size=4).map(normal_runs)
# Bold on all of a heading is what a heading looks like.
plain_runs = some_words.map(lambda text: (Run(text),))
paragraphs = runs.map(Paragraph)


def lists(depth: int) -> st.SearchStrategy[ListBlock]:
    inner = st.lists(lists(depth - 1), max_size=2).map(tuple) if depth > 1 else st.just(())
    items = st.lists(st.builds(ListItem, runs, inner), min_size=1, max_size=3).map(tuple)
    return st.builds(ListBlock, st.booleans(), items)


def table(rows: list[list[str]], *, head: bool) -> Table:
    width = max(len(row) for row in rows)
    filled = [row + [""] * (width - len(row)) for row in rows]
    return Table(
        tuple(
            tuple(TableCell((Run(text),) if text else (), head and not at) for text in row)
            for at, row in enumerate(filled)
        )
    )


tables = st.builds(
    lambda rows, head: table(rows, head=head),
    st.lists(st.lists(some_words, min_size=1, max_size=3), min_size=1, max_size=3),
    st.booleans(),
)
blocks: st.SearchStrategy[Block] = st.one_of(
    paragraphs,
    st.builds(Heading, st.sampled_from([2, 3]), plain_runs),
    st.builds(
        Blockquote,
        st.lists(paragraphs, min_size=1, max_size=3).map(tuple),
        st.sampled_from(["", "Zhao Min, farmer", "— 赵敏"]),
    ),
    runs.map(PullQuote),
    lists(3),
    st.sampled_from(["p1", "p2", "p3"]).map(PhotoBlock),
    st.just(Divider()),
    tables,
)
documents = st.lists(blocks, max_size=7).map(Document.of)


def with_keys(story: IncomingStory, body: Document) -> Document:
    """The body read back, its pictures called as the one that was written calls them."""
    written = [key for key in body.placements if key in PHOTOS]
    read = [picture.key for picture in story.pictures if picture.key != story.lead]
    names = dict(zip(read, written, strict=True))
    return story.body.with_placements(lambda key: names[key])


@settings(max_examples=40)
@given(documents)
@example(Document.of([Heading(2, (Run("By A and B"),)), Paragraph((Run("Home | News | World"),))]))
@example(Document.of([PhotoBlock("p1"), Paragraph((Run("[Photo/VCG]"),))]))
@example(Document.of([Blockquote((Paragraph((Run("a"),)),), "B"), PullQuote((Run("c"),))]))
def test_a_body_survives_word(body: Document) -> None:
    story = from_word(word_file(OutgoingStory(body=body, photos=PHOTOS), changed=CHANGED))
    assert with_keys(story, body) == body
    for key, read in zip(body.placements, story.pictures, strict=True):
        photo = PHOTOS[key]
        assert (read.caption, read.credit, read.alt) == (photo.caption, photo.credit, photo.alt)


@settings(max_examples=30)
@given(
    some_words,
    st.one_of(st.just(""), some_words),
    st.lists(st.sampled_from(PEOPLE), unique=True).map(tuple),
    st.lists(st.sampled_from(PEOPLE), unique=True).map(tuple),
    st.sampled_from(["", "LINGQIU, Shanxi", "北京"]),
    st.booleans(),
)
def test_what_stands_around_a_body_survives_word_and_markdown(
    headline: str,
    deck: str,
    byline: tuple[str, ...],
    contributors: tuple[str, ...],
    dateline: str,
    lead: bool,
) -> None:
    credit = CreditLine(relation=Relation.FOR, photographer="Yuan Chengsong", organisation="A B")
    story = OutgoingStory(
        headline=headline,
        deck=deck,
        byline=byline,
        contributors=contributors,
        dateline=dateline,
        body=Document.from_paragraphs(["The first words."]),
        lead="p1" if lead else "",
        photos=PHOTOS,
        caption="Waiting for its photo.",
        credit=credit,
    )
    caption, printed = ("First light.", PHOTOS["p1"].credit) if lead else (story.caption, credit)
    word = from_word(word_file(story, changed=CHANGED))
    assert bool(word.lead) is lead
    for read in (word, read_bytes(markdown(story).encode(), "story.md")):
        assert read.headline == headline
        assert read.deck == deck
        assert read.byline == byline
        assert read.contributors == contributors
        assert read.dateline == dateline
        assert (read.caption, read.credit) == (caption, printed)
        assert read.body == story.body


def plain_list(block: ListBlock) -> ListBlock:
    return ListBlock(block.ordered, tuple(map(plain_item, block.items)))


def plain_item(item: ListItem) -> ListItem:
    inner = tuple(
        ListBlock(each.ordered, tuple(map(plain_item, each.items))) for each in item.lists
    )
    return ListItem((Run(runs_text(item.runs)),), inner)


# Markdown has no underline, superscript and subscript, no pull quote and no table without a head.
light_runs = st.lists(
    st.builds(
        Run,
        some_words,
        st.frozensets(st.sampled_from([Mark.BOLD, Mark.ITALIC, Mark.STRIKE]), max_size=1),
        st.sampled_from(ADDRESSES[2:]),
    ),
    min_size=1,
    max_size=1,
).map(normal_runs)
light_paragraphs = light_runs.map(Paragraph)
light_blocks: st.SearchStrategy[Block] = st.one_of(
    light_paragraphs,
    st.builds(Heading, st.sampled_from([2, 3]), plain_runs),
    st.builds(
        Blockquote,
        st.lists(plain_runs.map(Paragraph), min_size=1, max_size=3).map(tuple),
        st.sampled_from(["Zhao Min, farmer", "赵敏"]),
    ),
    lists(3).map(plain_list),
    st.just(Divider()),
)


@settings(max_examples=80)
@given(st.lists(light_blocks, max_size=6).map(Document.of))
@example(Document.of([Paragraph((Run("1. No list"),)), Paragraph((Run("- none"),))]))
@example(Document.of([Paragraph((Run("# No heading\n> no quote\n    no code"),))]))
@example(Document.of([Paragraph((Run("a | b\n--- | ---"),))]))
def test_a_body_survives_markdown(body: Document) -> None:
    text = markdown(OutgoingStory(headline="Headline", body=body))
    if body.blocks and not body.is_blank:
        read = read_bytes(text.encode(), "story.md").body
        assert tidy(read) == tidy(body)


def tidy(body: Document) -> str:
    """Blanks at the beginning of a line are no words."""
    return re.sub(r"\n +", r"\n", repr(body).replace(r"\n    ", r"\n"))


@settings(max_examples=40)
@given(documents)
def test_no_word_is_lost_in_markdown_or_plain_text(body: Document) -> None:
    story = OutgoingStory(headline="Headline", body=body, photos=PHOTOS)
    marked = read_bytes(markdown(story).encode(), "story.md") if not body.is_blank else None
    text = plain_text(story)
    for paragraph in body.paragraph_texts():
        for word in paragraph.split():
            assert word in text
            if marked is not None:
                assert word in marked.body.text


def test_plain_text_reads_back_as_the_story() -> None:
    story = OutgoingStory(
        headline="Terraces turn gold",
        deck="A late harvest begins in the county",
        byline=("Wen Qiaoyu",),
        contributors=("Zheng Lu", "Zheng Na"),
        dateline="LINGQIU, Shanxi",
        body=Document.from_paragraphs(["Farmers began the harvest on Monday.", "It is late."]),
        caption="Farmers at work.",
        credit=parse_credit("Photo provided to China Daily"),
    )
    read = read_bytes(plain_text(story).encode(), "story.txt")
    for name in ("headline", "deck", "byline", "contributors", "dateline", "caption", "credit"):
        assert getattr(read, name) == getattr(story, name), name
    assert read.body == story.body


def test_a_word_file_names_no_machine_and_nobody_outside_the_story() -> None:
    story = OutgoingStory(
        headline="Rain", byline=("Wen Qiaoyu",), body=Document.from_paragraphs(["It rained."])
    )
    data = word_file(story, changed=CHANGED)
    about = docx.Document(BytesIO(data)).core_properties
    assert (about.author, about.last_modified_by, about.title) == ("Wen Qiaoyu", "", "Rain")
    assert about.comments == ""
    assert about.modified.replace(tzinfo=UTC) == CHANGED
    with zipfile.ZipFile(BytesIO(data)) as archive:
        whole = b"".join(archive.read(name) for name in archive.namelist())
    assert b"python-docx" not in whole
    assert b"/home/" not in whole


def test_every_ordered_list_begins_at_one() -> None:
    ordered = ListBlock(ordered=True, items=(ListItem((Run("a"),)), ListItem((Run("b"),))))
    body = Document.of([ordered, Paragraph((Run("between"),)), ordered])
    document = docx.Document(BytesIO(word_file(OutgoingStory(body=body), changed=CHANGED)))
    numbers = [
        p._p.pPr.numPr.numId.val for p in document.paragraphs if p.style.name == "List Paragraph"
    ]
    assert numbers[0] == numbers[1] != numbers[2] == numbers[3]


@pytest.mark.parametrize("rows", [1, 4])
def test_a_head_of_a_table_is_repeated_on_every_page(rows: int) -> None:
    made = table([["Crop", "Hectares"]] + [["Millet", "6,200"]] * rows, head=True)
    data = word_file(OutgoingStory(body=Document.of([made])), changed=CHANGED)
    [written] = docx.Document(BytesIO(data)).tables
    marks = [row._tr.trPr is not None and "tblHeader" in row._tr.xml for row in written.rows]
    assert marks == [True] + [False] * rows
