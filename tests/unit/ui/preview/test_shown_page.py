"""A page on its way to the reader: from a place on it to its block; when it must load anew."""

from dataclasses import replace
from html.parser import HTMLParser

from hypothesis import given, settings
from hypothesis import strategies as st

from editor.publish.page import Page, PageRenderer
from editor.story.document import (
    Block,
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
from editor.story.runs import Run
from editor.ui.preview.shown_page import block_of_child, can_refresh
from tests.trials import preview_samples as samples

WORDS = st.sampled_from(["", "  ", "Wheat", "小麦 and flour", "A & B <c>"]).map(lambda t: (Run(t),))
PARAGRAPH = WORDS.map(Paragraph)
BLOCK = st.one_of(
    PARAGRAPH,
    st.builds(Heading, st.sampled_from([2, 3]), WORDS),
    st.builds(Blockquote, st.lists(PARAGRAPH, min_size=1, max_size=2).map(tuple), st.just("Wang")),
    WORDS.map(PullQuote),
    st.builds(ListBlock, st.booleans(), st.lists(WORDS.map(ListItem), min_size=1).map(tuple)),
    st.sampled_from(["p1", "p2", "not there"]).map(PhotoBlock),
    st.lists(st.tuples(WORDS.map(TableCell), WORDS.map(TableCell)), max_size=2).map(
        lambda rows: Table(tuple(rows))
    ),
    st.sampled_from([("p1",), ("not there", "p2"), ("not there",)]).map(Gallery),
    st.just(Divider()),
)
KINDS = {"p": Paragraph, "h2": Heading, "h3": Heading, "blockquote": Blockquote}
KINDS |= {"aside": PullQuote, "ul": ListBlock, "ol": ListBlock, "figure": PhotoBlock, "hr": Divider}
KINDS |= {"div": (Table, Gallery)}
EMPTY_TAGS = {"meta", "link", "img", "source", "br", "hr"}


class _BodyChildren(HTMLParser):
    """Tags of the direct children of the page's body."""

    def __init__(self) -> None:
        super().__init__()
        self.depth = 0
        self.tags: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self.depth == 1:
            self.tags.append(tag)
        if (self.depth or ("class", "body") in attrs) and tag not in EMPTY_TAGS:
            self.depth += 1

    def handle_endtag(self, tag: str) -> None:
        if self.depth and tag not in EMPTY_TAGS:
            self.depth -= 1


def test_paragraphs_without_words_are_passed_over() -> None:
    document = Document((Paragraph((Run("One"),)), Paragraph(), Paragraph((Run("Two"),))))
    assert block_of_child(document, 0) == 0
    assert block_of_child(document, 1) == 2


def test_a_photo_that_is_not_on_the_page_is_passed_over() -> None:
    document = Document((PhotoBlock("gone"), PhotoBlock("here")))
    assert block_of_child(document, 0, {"here"}) == 1
    assert block_of_child(document, 0) == 0


def test_a_place_after_the_body_belongs_to_no_block() -> None:
    assert block_of_child(Document((Divider(),)), 1) is None


@settings(max_examples=60, deadline=None)
@given(document=st.lists(BLOCK, max_size=12).map(Document.of))
def test_every_element_of_a_real_page_leads_to_the_block_it_was_made_from(
    renderer: PageRenderer, document: Document
) -> None:
    story = samples.story(photos=3)
    snapshot = samples.snapshot(replace(story, body=document))
    parser = _BodyChildren()
    parser.feed(renderer.page(snapshot).html.decode())
    placements = {photo.placement for photo in snapshot.photos}
    found: list[Block] = []
    for child in range(len(parser.tags)):
        block = block_of_child(document, child, placements)
        assert block is not None
        found.append(document.blocks[block])
    for shown, tag in zip(found, parser.tags, strict=True):
        assert isinstance(shown, KINDS[tag])
    assert block_of_child(document, len(parser.tags), placements) is None


def page(renderer: PageRenderer, **story: object) -> Page:
    return renderer.page(samples.snapshot(samples.story(**story)))  # pyright: ignore[reportArgumentType]


def test_another_text_can_be_refreshed(renderer: PageRenderer) -> None:
    assert can_refresh(page(renderer, paragraphs=5), page(renderer, paragraphs=6))


def test_another_caption_can_be_refreshed_although_it_is_in_the_files_metadata(
    renderer: PageRenderer,
) -> None:
    story = samples.story()
    lead = replace(story.placements[0], caption="Another caption")
    edited = replace(story, placements=(lead, *story.placements[1:]))
    before = renderer.page(samples.snapshot(story))
    after = renderer.page(samples.snapshot(edited))
    assert before.files != after.files
    assert can_refresh(before, after)


def test_another_address_needs_a_load(renderer: PageRenderer) -> None:
    assert not can_refresh(page(renderer, slug="one"), page(renderer, slug="two"))


def test_another_style_sheet_needs_a_load(renderer: PageRenderer) -> None:
    shown = page(renderer)
    files = {("x" + path if path.endswith(".css") else path): f for path, f in shown.files.items()}
    assert not can_refresh(shown, replace(shown, files=files))


def test_a_file_that_changed_under_its_name_needs_a_load(renderer: PageRenderer) -> None:
    shown = replace(page(renderer), files={"logo.png": b"one"})
    assert not can_refresh(shown, replace(shown, files={"logo.png": b"two"}))
