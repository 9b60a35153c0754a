"""Everything a reader sees of a story is read for odd words, and found again at its place."""

from datetime import UTC, datetime

from editor.language.flags import FlagKind
from editor.language.lexicon import Lexicon
from editor.language.story_reading import read_story
from editor.story.credit import CreditLine
from editor.story.document import (
    Block,
    Blockquote,
    Document,
    Heading,
    ListBlock,
    ListItem,
    Mark,
    Paragraph,
    PullQuote,
    Run,
    Table,
    TableCell,
)
from editor.story.photo import AwaitedPhoto, Photo, Placement
from editor.story.photo_fields import PhotoFacts
from editor.story.story import Status, Story

LEXICON = Lexicon(language=dict.fromkeys("the park grew he said".split(), 1))
NOW = datetime(2026, 11, 25, tzinfo=UTC)
FACTS = PhotoFacts(caption="the cptn park", alt="the altx park")
PHOTO = Photo("0" * 64, "a.jpg", "JPEG", 10, 10, 10, FACTS)


def story(*blocks: Block) -> Story:
    return Story(
        id="s",
        slug="s",
        headline="the hdln park",
        deck="the dckx park",
        body=Document.of(blocks),
        section="",
        byline=(),
        contributors=(),
        dateline="",
        keywords=(),
        language="en",
        dated=NOW,
        placements=(Placement("p", PHOTO, lead=True), Placement("q", PHOTO, alt="the own park")),
        awaited_photo=AwaitedPhoto("the wait park", CreditLine()),
        status=Status.DRAFT,
        revision=1,
        created=NOW,
        updated=NOW,
    )


def runs(text: str, *marked: Run) -> tuple[Run, ...]:
    return (Run(text), *marked)


def test_every_text_of_the_page_is_read_in_its_order() -> None:
    item = ListItem(runs("the itma park"), (ListBlock(True, (ListItem(runs("the itmb")),)),))
    read = story(
        Paragraph(runs("the para park")),
        Heading(2, runs("the hdng park")),
        Blockquote((Paragraph(runs("the quot park")),), "the attr"),
        PullQuote(runs("the pull park")),
        ListBlock(False, (item,)),
        Table(((TableCell(runs("the cell park")),),)),
    )
    found = list(read_story(read, LEXICON))
    assert [(each.field, each.flag.word, each.block) for each in found] == [
        ("headline", "hdln", None),
        ("deck", "dckx", None),
        ("body", "para", 0),
        ("body", "hdng", 1),
        ("body", "quot", 2),
        ("body", "attr", 2),
        ("body", "pull", 3),
        ("body", "itma", 4),
        ("body", "itmb", 4),
        ("body", "cell", 5),
        ("caption", "wait", None),
        ("caption", "cptn", None),
        ("alt", "altx", None),
        ("caption", "cptn", None),
        ("alt", "own", None),
    ]
    for each in found:
        assert each.text[each.flag.start : each.flag.end] == each.flag.word
        assert each.flag.kind is FlagKind.UNKNOWN
    assert [each.placement for each in found][-4:] == ["p", "p", "q", "q"]


def test_struck_words_and_foreign_italics_are_left_alone() -> None:
    struck = Run("strk qwrt ", frozenset({Mark.STRIKE}))
    foreign = Run("élan brwn ", frozenset({Mark.ITALIC}))
    body = story(Paragraph(runs("the ", struck, Run("park "), foreign, Run("grwe"))))
    words = [each.flag.word for each in read_story(body, LEXICON) if each.field == "body"]
    assert words == ["grwe"]


def test_a_word_may_run_over_marks() -> None:
    bold = Run("rk", frozenset({Mark.BOLD}))
    body = story(Paragraph(runs("the pa", bold, Run(" grew"))))
    assert not [each for each in read_story(body, LEXICON) if each.field == "body"]
