import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.story import document_json
from editor.story.document import (
    MAX_TABLE_COLUMNS,
    MAX_TABLE_ROWS,
    Blockquote,
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
from editor.story.document_json import DocumentError
from editor.story.runs import Mark, Run
from tests.documents import blocks, documents, edited, unknown


@given(documents)
def test_stored_json_gives_the_same_document_back(document: Document) -> None:
    stored = json.dumps(document_json.to_json(document), ensure_ascii=False)
    assert document_json.from_json(json.loads(stored)) == document


@given(edited())
def test_the_text_of_a_body_is_that_of_its_form_whatever_was_written_before(
    versions: list[Document],
) -> None:
    for document in versions:
        form = document_json.to_json(unknown(document))
        text = json.dumps(form, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        assert document_json.to_text(document) == text
        assert document_json.to_json(document) == form


@given(st.lists(blocks, max_size=6))
def test_normal_form_of_a_normal_form_is_itself(any_blocks: list[Paragraph]) -> None:
    document = Document.of(any_blocks)
    again = Document.of(document.blocks)
    assert again == document
    # What was found out about a block stays with it.
    for block, same in zip(document.blocks, again.blocks, strict=True):
        assert block is same or not isinstance(block, Paragraph | PullQuote)


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


def test_a_table_is_rectangular_and_an_empty_one_vanishes() -> None:
    one, two = TableCell((Run("1"),)), TableCell((Run("2"),))
    head = TableCell((Run("Year"),), header=True)
    made = Document.of([Table(((head,), (one, two), ())), Table(((), ())), Table(())])
    empty = TableCell()
    assert made.blocks == (Table(((head, TableCell(header=True)), (one, two), (empty, empty))),)


def test_a_table_beyond_the_limits_goes_on_and_loses_no_word() -> None:
    row = tuple(TableCell((Run(str(n)),)) for n in range(MAX_TABLE_COLUMNS + 2))
    made = Document.of([Table((row,) * (MAX_TABLE_ROWS + 1))])
    assert [len(block.rows) for block in made.blocks if isinstance(block, Table)] == [
        MAX_TABLE_ROWS,
        1,
    ]
    folded = TableCell((Run("19 20 21"),))
    assert made.blocks[1] == Table(((*row[: MAX_TABLE_COLUMNS - 1], folded),))
    assert document_json.from_json(document_json.to_json(made)) == made


def test_a_gallery_shows_a_photo_once_and_an_empty_one_vanishes() -> None:
    made = Document.of([Gallery(("p2", "p1", "p2", "")), Gallery(())])
    assert made.blocks == (Gallery(("p2", "p1")),)
    assert made.placements == ("p2", "p1")
    assert made.without_placement("p2").blocks == (Gallery(("p1",)),)
    assert made.without_placement("p2").without_placement("p1").blocks == ()


def test_words_of_a_table_are_text_of_the_story() -> None:
    row = (TableCell((Run("Year"),), header=True), TableCell((Run("1987"),)))
    assert Document.of([Table((row,))]).text == "Year\n\n1987"


def test_what_was_signed_before_there_were_tables_keeps_its_bytes() -> None:
    """A sign-off is of a hash: a body without new blocks is written as it was in schema 1."""
    plain = Document.of([Paragraph((Run("a"),)), PhotoBlock("p1")])
    assert document_json.to_json(plain)["schema"] == 1
    assert document_json.to_json(plain.append(Gallery(("p2",))))["schema"] == 2


def table_json(*rows: object) -> dict[str, object]:
    return {"type": "doc", "schema": 2, "content": [{"type": "table", "content": list(rows)}]}


CELL = {"type": "table_cell", "content": [{"type": "paragraph"}]}


@pytest.mark.parametrize(
    ("damaged", "place"),
    [
        (table_json(CELL), r"content\[0\]\[0\]: a table holds rows"),
        (
            table_json({"type": "table_row", "content": [{"type": "paragraph"}]}),
            r"content\[0\]\[0\]\[0\]: a row holds cells",
        ),
        (
            table_json({"type": "table_row", "content": [{"type": "table_cell"}]}),
            "one paragraph",
        ),
        (table_json({"type": "table_row", "content": [CELL] * 21}), "more than 20 cells"),
        (table_json(*[{"type": "table_row", "content": [CELL]}] * 201), "more than 200 rows"),
        ({"type": "doc", "content": [{"type": "gallery"}]}, "placements is missing"),
        (
            {"type": "doc", "content": [{"type": "gallery", "attrs": {"placements": [1]}}]},
            "ids of placements",
        ),
    ],
)
def test_a_damaged_table_or_gallery_is_refused_with_its_place(damaged: object, place: str) -> None:
    with pytest.raises(DocumentError, match=place):
        document_json.from_json(damaged)


@pytest.mark.parametrize(
    "damaged",
    [
        {"type": "paragraph"},
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
