import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.story import document_json
from editor.story.document import (
    Blockquote,
    Document,
    Heading,
    ListBlock,
    ListItem,
    Mark,
    Paragraph,
    PhotoBlock,
    PullQuote,
    Run,
)
from editor.story.document_json import DocumentError
from tests.documents import blocks, documents


@given(documents)
def test_stored_json_gives_the_same_document_back(document: Document) -> None:
    stored = json.dumps(document_json.to_json(document), ensure_ascii=False)
    assert document_json.from_json(json.loads(stored)) == document


@given(st.lists(blocks, max_size=6))
def test_normal_form_of_a_normal_form_is_itself(any_blocks: list[Paragraph]) -> None:
    document = Document.of(any_blocks)
    assert Document.of(document.blocks) == document


def test_neighbouring_runs_with_the_same_marks_are_one() -> None:
    document = Document.of([Paragraph((Run("mill"), Run(""), Run("et")))])
    assert document.blocks == (Paragraph((Run("millet"),)),)


def test_an_accent_at_a_seam_is_composed() -> None:
    document = Document.of([Paragraph((Run("caf e".replace(" ", "")), Run("\u0301")))])
    assert document.text == "café"


def test_lists_of_one_kind_that_touch_are_one_list() -> None:
    one = ListBlock(False, (ListItem((Run("a"),)),))
    two = ListBlock(False, (ListItem((Run("b"),)),))
    assert len(Document.of([one, two]).blocks) == 1
    assert len(Document.of([one, ListBlock(True, two.items)]).blocks) == 2


def test_text_joins_paragraphs_by_blank_lines_and_skips_empty_ones() -> None:
    document = Document.of(
        [
            Paragraph((Run("One."),)),
            Paragraph(),
            PhotoBlock("p1"),
            Blockquote((Paragraph((Run("Two."),)),), "Ms Zhao"),
        ]
    )
    assert document.text == "One.\n\nTwo.\n\n— Ms Zhao"


def test_copy_that_is_counted_leaves_out_pull_quotes_and_struck_words() -> None:
    struck = Run(" not", frozenset({Mark.STRIKE}))
    document = Document.of([Paragraph((Run("It is"), struck)), PullQuote((Run("It is!"),))])
    assert document.copy_text == "It is"


def test_a_heading_is_of_level_two_or_three() -> None:
    assert Document.of([Heading(1), Heading(6)]).blocks == (Heading(2), Heading(3))


@pytest.mark.parametrize(
    "damaged",
    [
        {"type": "paragraph"},
        {"type": "doc", "schema": 99, "content": []},
        {"type": "doc", "content": [{"type": "video"}]},
        {"type": "doc", "content": [{"type": "photo", "attrs": {}}]},
        {"type": "doc", "content": [{"type": "paragraph", "content": "text"}]},
        {
            "type": "doc",
            "content": [
                {
                    "type": "paragraph",
                    "content": [{"type": "text", "text": "a", "marks": [{"type": "blink"}]}],
                }
            ],
        },
        "doc",
        None,
    ],
)
def test_json_that_is_no_body_is_refused(damaged: object) -> None:
    with pytest.raises(DocumentError):
        document_json.from_json(damaged)


def test_lists_nested_beyond_reason_are_refused() -> None:
    node: dict[str, object] = {"type": "paragraph"}
    for _ in range(200):
        item = {"type": "list_item", "content": [{"type": "paragraph"}, node]}
        node = {"type": "bullet_list", "content": [item]}
        if item["content"][1] == {"type": "paragraph"}:  # type: ignore[index]
            item["content"] = [{"type": "paragraph"}]
    with pytest.raises(DocumentError, match="deeply"):
        document_json.from_json({"type": "doc", "content": [node]})
