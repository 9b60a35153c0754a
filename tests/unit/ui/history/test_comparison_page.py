"""Whatever a comparison can find has words: a new block, mark or field is missed here first."""

from hypothesis import given

from editor.story.body_comparison import passages
from editor.story.document import Document, Mark
from editor.ui.history.comparison_page import FORMATTING, KINDS
from tests.documents import documents


@given(documents)
def test_every_kind_of_passage_has_a_name(document: Document) -> None:
    assert {passage.kind for passage in passages(document)} <= KINDS.keys()


def test_every_mark_can_be_added_and_taken_away() -> None:
    marks = {*(str(mark) for mark in Mark), "link"}
    assert FORMATTING.keys() == {(mark, added) for mark in marks for added in (True, False)}
