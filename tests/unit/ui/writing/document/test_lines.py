"""Documents as lines and back."""

from hypothesis import given
from hypothesis import strategies as st

from editor.story.document import Blockquote, Document, ListBlock, ListItem, Paragraph
from editor.story.runs import Run
from editor.ui.writing.document.lines import (
    GOES_ON,
    Kind,
    Line,
    Shape,
    assemble,
    flattened,
)
from tests.documents import documents


def line(kind: Kind, text: str = "", level: int = 0) -> Line:
    return Line(Shape(kind, level), (Run(text),) if text else ())


@given(documents)
def test_a_document_comes_back_from_its_lines(document: Document) -> None:
    lines, assembly = flattened(document)
    assert assembly == assemble(lines)
    assert assembly.document == document


# A line that is nothing is read beside tables only.
ALONE = [kind for kind in Kind if not Shape(kind).is_list and kind is not Kind.NOTHING]
any_lines = st.lists(
    st.builds(
        Line,
        st.one_of(
            st.builds(Shape, st.sampled_from(ALONE)),
            st.builds(Shape, st.sampled_from([Kind.BULLET, Kind.ORDERED]), st.integers(0, 12)),
        ),
        st.sampled_from([(), (Run("a"),), (Run("b c"),)]),
        st.sampled_from([(), ("p1",), ("p1", "p2", "p1")]),
        st.sampled_from([0, 0, 2, GOES_ON]),
    ),
    max_size=12,
)


@given(any_lines)
def test_whatever_lines_somebody_leaves_make_a_document_in_normal_form(lines: list[Line]) -> None:
    made = assemble(lines).document
    assert Document.of(made.blocks) == made


@given(any_lines)
def test_each_block_knows_the_line_it_begins_with(lines: list[Line]) -> None:
    made = assemble(lines)
    assert len(made.starts) == len(made.document.blocks)
    for index, start in enumerate(made.starts):
        end = made.starts[index + 1] if index + 1 < len(made.starts) else len(lines)
        assert assemble(lines[start:end]).document.blocks == (made.document.blocks[index],)


def test_an_item_indented_too_far_hangs_below_the_item_above_it() -> None:
    made = assemble([line(Kind.BULLET, "a", 1), line(Kind.BULLET, "b", 5)]).document
    inner = ListBlock(False, (ListItem((Run("b"),)),))
    assert made.blocks == (ListBlock(False, (ListItem((Run("a"),), (inner,)),)),)


def test_lists_of_another_kind_under_one_item_stay_apart() -> None:
    lines = [
        line(Kind.BULLET, "a", 1),
        line(Kind.ORDERED, "b", 2),
        line(Kind.BULLET, "c", 2),
        line(Kind.ORDERED, "d", 1),
    ]
    made = assemble(lines).document
    item = ListItem(
        (Run("a"),),
        (
            ListBlock(True, (ListItem((Run("b"),)),)),
            ListBlock(False, (ListItem((Run("c"),)),)),
        ),
    )
    assert made.blocks == (
        ListBlock(False, (item,)),
        ListBlock(True, (ListItem((Run("d"),)),)),
    )


def test_an_attribution_ends_its_quote() -> None:
    lines = [
        line(Kind.QUOTE, "one"),
        line(Kind.ATTRIBUTION, "Ms Zhao"),
        line(Kind.QUOTE, "two"),
    ]
    assert assemble(lines).document.blocks == (
        Blockquote((Paragraph((Run("one"),)),), "Ms Zhao"),
        Blockquote((Paragraph((Run("two"),)),)),
    )


def test_an_attribution_left_without_its_quote_keeps_its_words() -> None:
    made = assemble([line(Kind.ATTRIBUTION, "Ms Zhao")]).document
    assert made.blocks == (Blockquote((Paragraph(),), "Ms Zhao"),)
