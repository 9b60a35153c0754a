"""Whatever a comparison can find has words: a new block, mark or field is missed here first."""

from hypothesis import given

from editor.message import words_in
from editor.story.body_comparison import passages
from editor.story.document import Document
from editor.story.runs import Mark
from editor.ui.history.comparison_page import kind_of, marked
from tests.documents import documents


@given(documents)
def test_every_kind_of_passage_has_a_name(document: Document) -> None:
    assert {kind_of(passage.kind).key for passage in passages(document)} <= {*words_in("en").keys()}


def test_every_mark_can_be_added_and_taken_away() -> None:
    for mark in (*map(str, Mark), "link"):
        keys = {marked(mark, "", added=added).key for added in (True, False)}
        assert keys <= {*words_in("en").keys()}, mark
