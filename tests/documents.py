"""Hypothesis strategies for bodies of stories: every block, every mark, awkward characters."""

from dataclasses import fields, is_dataclass
from typing import Any

from hypothesis import strategies as st

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
from editor.story.runs import Mark, Run
from editor.story.text import clean_text

_AWKWARD = "aA é\u00a0“”—中文字𠮷😀é\u0301ש\u200d\n<&>\"'*"
texts = st.one_of(
    st.text(alphabet=_AWKWARD, max_size=12),
    st.text(max_size=12).filter(lambda text: clean_text(text) == text),
)
marks = st.frozensets(st.sampled_from(list(Mark)), max_size=3)
addresses = st.sampled_from(["", "", "", "https://a.example/?b=1&c=2", "mailto:desk@a.example"])
runs = st.lists(st.builds(Run, texts, marks, addresses), max_size=4).map(tuple)
paragraphs = st.builds(Paragraph, runs)


def _lists(inner: st.SearchStrategy[ListBlock] | None) -> st.SearchStrategy[ListBlock]:
    nested = st.just(()) if inner is None else st.lists(inner, max_size=2).map(tuple)
    items = st.lists(st.builds(ListItem, runs, nested), min_size=1, max_size=3).map(tuple)
    return st.builds(ListBlock, st.booleans(), items)


lists = _lists(_lists(_lists(None)))
attributions = st.sampled_from(["", "Zhao Min, farmer", "赵敏"])
placements = st.sampled_from(["p1", "p2", "p3"])
galleries = st.builds(Gallery, st.lists(placements, min_size=1, max_size=4).map(tuple))
cells = st.builds(TableCell, runs, st.booleans())
rows = st.lists(cells, max_size=3).map(tuple)
tables = st.builds(Table, st.lists(rows, min_size=1, max_size=3).map(tuple))
flat_blocks: st.SearchStrategy[Block] = st.one_of(
    paragraphs,
    st.builds(Heading, st.sampled_from([2, 3]), runs),
    st.builds(Blockquote, st.lists(paragraphs, min_size=1, max_size=3).map(tuple), attributions),
    st.builds(PullQuote, runs),
    lists,
    st.builds(PhotoBlock, placements),
    st.just(Divider()),
)
blocks: st.SearchStrategy[Block] = st.one_of(flat_blocks, flat_blocks, tables, galleries)
documents: st.SearchStrategy[Document] = st.lists(blocks, max_size=8).map(Document.of)
# Without tables and galleries.
flat_documents: st.SearchStrategy[Document] = st.lists(flat_blocks, max_size=8).map(Document.of)


@st.composite
def edited(draw: st.DrawFn) -> list[Document]:
    """A body and what comes of it, edit by edit: each shares most of its blocks with the last."""
    versions = [draw(documents)]
    for _ in range(draw(st.integers(1, 4))):
        held = versions[-1].blocks
        start = draw(st.integers(0, len(held)))
        end = draw(st.integers(start, min(start + 2, len(held))))
        new = draw(st.lists(blocks, max_size=2))
        versions.append(Document.of((*held[:start], *new, *held[end:])))
        # In normal form many a block is made anew; an editor's text goes on with the same ones.
        same = {block: block for block in held}
        versions[-1] = Document(tuple(same.get(block, block) for block in versions[-1].blocks))
    return versions


def unknown(document: Document) -> Document:
    """The same body, of which nothing has been found out yet."""
    made = _anew(document)
    assert not any(hasattr(block, "_found") for block in made.blocks)
    return made


def _anew(value: Any) -> Any:
    if isinstance(value, tuple):
        return tuple(map(_anew, value))
    if is_dataclass(value):
        return type(value)(*(_anew(getattr(value, each.name)) for each in fields(value)))
    return value
