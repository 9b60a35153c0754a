"""Long pages are read beside the window; pictures in a page find their places."""

import base64
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from editor.story.document import Document, Heading, Paragraph, PhotoBlock, Table, TableCell
from editor.story.runs import Run
from editor.ui.writing.body_field import BodyField
from editor.ui.writing.document.lines import Kind, Line, Shape
from editor.ui.writing.keys.line_commands import insert_object
from editor.ui.writing.pasted_pages import AT_ONCE, PastedPhoto
from editor.ui.writing.pasting import MAX_BYTES
from editor.ui.writing.writing_pane import WritingPane
from tests.unit.ui.writing.conftest import StoryMaker

LONG = "<h2>Head</h2>" + "".join(f"<p>line {i} {'x' * 90}</p>" for i in range(AT_ONCE // 90))


def p(text: str) -> Paragraph:
    return Paragraph((Run(text),))


def page(html: str) -> QMimeData:
    data = QMimeData()
    data.setHtml(html)
    data.setText("its words")
    return data


def picture() -> str:
    """A picture as it lies in a page."""
    packed = BytesIO()
    Image.effect_noise((40, 30), 80).convert("RGB").save(packed, "PNG")
    return f"data:image/png;base64,{base64.b64encode(packed.getvalue()).decode()}"


class Beside:
    """Work beside the window that ends when a test says so."""

    def __init__(self) -> None:
        self.errands: list[tuple[Callable[[], Any], Callable[[Any], None]]] = []

    def away(
        self,
        work: Callable[[], Any],
        done: Callable[[Any], None],
        failed: Callable[[Exception], None],
    ) -> None:
        del failed
        self.errands.append((work, done))

    def finish(self) -> None:
        for work, done in self.errands:
            done(work())
        self.errands.clear()


@pytest.fixture
def beside(body: BodyField) -> Beside:
    beside = Beside()
    body.pasting.read_with(beside.away)
    return beside


@pytest.fixture
def told(body: BodyField) -> list[str]:
    sentences: list[str] = []
    body.pasting.told.connect(sentences.append)
    return sentences


@pytest.fixture
def handed_on(body: BodyField) -> list[PastedPhoto]:
    found: list[PastedPhoto] = []
    body.pasting.photos_pasted.connect(found.extend)
    return found


def test_a_short_page_comes_in_at_once(body: BodyField, beside: Beside) -> None:
    body.show_document(Document())
    body.insertFromMimeData(page("<p>short</p>"))
    assert body.live.value().text == "short"
    assert not beside.errands


def test_somebody_types_on_while_a_long_page_is_read(
    body: BodyField, beside: Beside, told: list[str]
) -> None:
    body.show_document(Document.of([p("above"), p("below")]))
    body.moveCursor(QTextCursor.MoveOperation.EndOfBlock)
    body.insertFromMimeData(page(LONG))
    assert "Esc" in told[0]
    body.moveCursor(QTextCursor.MoveOperation.End)
    QTest.keyClicks(body, " typed")
    at = body.textCursor().position()
    beside.finish()
    blocks = body.live.value().blocks
    assert blocks[0] == p("above")
    assert blocks[1] == Heading(2, (Run("Head"),))
    assert blocks[-1] == p("below typed")
    assert body.textCursor().position() > at
    assert body.textCursor().atEnd()
    assert told[-1] == "Pasted."
    body.undo()
    assert body.live.value() == Document.of([p("above"), p("below typed")])


def test_the_caret_ends_behind_a_long_page_when_it_stayed(body: BodyField, beside: Beside) -> None:
    body.show_document(Document.of([p("above"), p("below")]))
    body.moveCursor(QTextCursor.MoveOperation.EndOfBlock)
    body.insertFromMimeData(page(LONG))
    beside.finish()
    assert body.textCursor().block().text().startswith("line ")
    assert body.textCursor().block().next().text() == "below"


def test_escape_leaves_a_long_page_out(body: BodyField, beside: Beside, told: list[str]) -> None:
    body.show_document(Document.of([p("one")]))
    body.insertFromMimeData(page(LONG))
    QTest.keyClick(body, Qt.Key.Key_Escape)
    beside.finish()
    assert body.live.value() == Document.of([p("one")])
    assert told[-1] == "Nothing was pasted."


def test_a_long_page_never_comes_into_another_story(body: BodyField, beside: Beside) -> None:
    body.show_document(Document.of([p("one")]))
    body.insertFromMimeData(page(LONG))
    body.show_document(Document.of([p("two")]))
    beside.finish()
    assert body.live.value() == Document.of([p("two")])


def test_pictures_in_a_page_are_handed_on_with_their_places(
    body: BodyField, handed_on: list[PastedPhoto]
) -> None:
    body.pasting.know_placements(frozenset({"p1", "p2", "p3"}))
    body.show_document(Document.of([p("above"), p("below")]))
    body.moveCursor(QTextCursor.MoveOperation.EndOfBlock)
    html = (
        f"<p>one <img src='{picture()}' alt='A field'> more</p><p>two</p>"
        f"<table><tr><td>a<td>b</table><img src='{picture()}'><p>three</p>"
        f"<p><img src='{picture()}'></p>"
    )
    body.insertFromMimeData(page(html))
    assert [photo.picture.alt for photo in handed_on] == ["A field", "", ""]
    assert all(photo.picture.data.startswith(b"\x89PNG") for photo in handed_on)
    for number, photo in enumerate(handed_on, 1):
        insert_object(photo.place, Line(Shape(Kind.PHOTO), placements=(f"p{number}",)))
    assert body.live.value().blocks == (
        p("aboveone more"),
        PhotoBlock("p1"),
        p("two"),
        Table(((TableCell((Run("a"),)), TableCell((Run("b"),))),)),
        PhotoBlock("p2"),
        p("three"),
        PhotoBlock("p3"),
        p("below"),
    )


def test_a_page_of_pictures_alone_keeps_their_order(
    body: BodyField, handed_on: list[PastedPhoto]
) -> None:
    body.pasting.know_placements(frozenset({"p1", "p2"}))
    body.show_document(Document.of([p("above")]))
    body.moveCursor(QTextCursor.MoveOperation.End)
    body.insertFromMimeData(page(f"<img src='{picture()}'><img src='{picture()}'>"))
    for number, photo in enumerate(handed_on, 1):
        insert_object(photo.place, Line(Shape(Kind.PHOTO), placements=(f"p{number}",)))
    assert body.live.value().placements == ("p1", "p2")


def test_a_page_may_be_large_through_its_pictures(
    body: BodyField, handed_on: list[PastedPhoto], told: list[str]
) -> None:
    body.show_document(Document())
    filler = base64.b64encode(b"\xff\xd8\xff" + bytes(MAX_BYTES)).decode()
    body.insertFromMimeData(page(f"<p>words</p><img src='data:image/jpeg;base64,{filler}'>"))
    assert body.live.value().text == "words"
    assert len(handed_on) == 1
    assert told == []


def test_pictures_on_the_web_are_never_fetched(
    body: BodyField, handed_on: list[PastedPhoto], told: list[str]
) -> None:
    body.show_document(Document())
    image = "<img src='https://a.example/a.jpg' width=600 height=400>"
    body.insertFromMimeData(page(f"<p>words</p>{image}{image}"))
    assert handed_on == []
    assert told == ["2 pictures on the web were left out; save them and drop them here."]


def test_cells_that_came_as_text_are_a_table_and_as_plain_text_are_not(body: BodyField) -> None:
    data = QMimeData()
    data.setText("Crop\tTons\nMillet\t400\n")
    body.show_document(Document())
    body.insertFromMimeData(data)
    (table,) = body.live.value().blocks
    assert isinstance(table, Table)
    assert table.columns == 2
    QApplication.clipboard().setMimeData(data)
    body.show_document(Document())
    body.pasting.paste_plain()
    assert not any(isinstance(block, Table) for block in body.live.value().blocks)


def test_a_table_from_a_spreadsheet_is_one_step(body: BodyField) -> None:
    body.show_document(Document.of([p("one")]))
    body.moveCursor(QTextCursor.MoveOperation.End)
    body.insertFromMimeData(page("<p>a</p><table><tr><td>b<td>c</table><p>d</p>"))
    body.undo()
    assert body.live.value() == Document.of([p("one")])


@pytest.mark.parametrize(
    "much", [f"<p>{'<br><br>a' * 6000}</p>", "<table>" + "<tr><td>a<td>b" * 3000 + "</table>"]
)
def test_more_than_a_story_could_hold_is_refused_in_words(
    body: BodyField, told: list[str], much: str
) -> None:
    body.show_document(Document.of([p("one")]))
    body.insertFromMimeData(page(much))
    assert body.live.value() == Document.of([p("one")])
    (sentence,) = told
    assert sentence == (
        "Nothing was pasted: it has more than 5000 paragraphs or cells. "
        "Copy the part that the story needs."
    )


@pytest.mark.parametrize("lines", ["a\n" * 200_000, "a\n\n" * 6000, "a\tb\n" * 4000])
def test_a_million_lines_of_text_are_refused_in_words(
    body: BodyField, told: list[str], lines: str
) -> None:
    body.show_document(Document.of([p("one")]))
    data = QMimeData()
    data.setText(lines)
    body.insertFromMimeData(data)
    assert body.live.value() == Document.of([p("one")])
    assert told[0].startswith("Nothing was pasted: ")


def test_a_long_page_is_left_out_when_its_story_is_closed(
    pane: WritingPane, make_story: StoryMaker
) -> None:
    beside = Beside()
    pane.pasting.read_with(beside.away)
    pane.show_story(make_story(body=Document.of([p("one")])))
    pane.pasting.insert(page(LONG))
    pane.clear()
    beside.finish()
    assert pane.edit().body == Document.of([p("one")])
