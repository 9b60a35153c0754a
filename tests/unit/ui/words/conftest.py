"""Fields with spelling marks over them, and a lexicon of a few words."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTextEdit, QWidget
from pytestqt.qtbot import QtBot

from editor.language.lexicon import Lexicon
from editor.ui.theme import Theme
from editor.ui.widgets.growing_text_edit import GrowingTextEdit
from editor.ui.words.spelling_marks import ReadField, SpellingMarks
from editor.ui.writing.body_field import BodyField
from editor.ui.writing.line_field import LineField
from editor.ui.writing.pictures.photo_cards import PhotoCards
from tests.unit.ui.writing.conftest import GreenPhotos

KNOWN = "a an and the of to in it is was they said farmers county harvest receive good year we one"

Reader = Callable[[SpellingMarks], list[str]]


@pytest.fixture
def lexicon() -> Lexicon:
    return Lexicon(language=dict.fromkeys(KNOWN.split(), 100), names=frozenset({"Lingqiu"}))


@pytest.fixture(scope="session")
def theme(qapp: QApplication) -> Theme:
    made = Theme(qapp, "light")
    made.apply()
    return made


@pytest.fixture
def body(theme: Theme) -> Iterator[BodyField]:
    holder = QWidget()
    field = BodyField(theme, PhotoCards(theme, GreenPhotos(), holder), holder)
    field.resize(600, 400)
    holder.resize(600, 400)
    holder.show()
    field.setFocus()
    yield field
    holder.close()
    holder.deleteLater()


@pytest.fixture(params=["body", "headline", "caption"])
def field(request: pytest.FixtureRequest, qtbot: QtBot, body: BodyField) -> ReadField:
    """Each kind of field that is read along."""
    made: ReadField = body
    if request.param == "headline":
        made = LineField()
    elif request.param == "caption":
        made = GrowingTextEdit()
    if made is not body:
        qtbot.addWidget(made)
        made.resize(600, 100)
        made.show()
        made.setFocus()
    return made


def laid_over(field: ReadField, theme: Theme, lexicon: Lexicon | None) -> SpellingMarks:
    """Marks over a field, as the window connects them."""
    marks = SpellingMarks(field, theme)
    marks.use(lexicon)
    return marks


@pytest.fixture
def marks(field: ReadField, theme: Theme, lexicon: Lexicon) -> SpellingMarks:
    return laid_over(field, theme, lexicon)


def marked_words(marks: SpellingMarks) -> list[str]:
    """The words that carry a mark, as the field has them under their places."""
    found: list[str] = []
    position = 0
    while (next_one := marks.next_mark(position)) is not None:
        block, mark = next_one
        cursor = marks.editor.textCursor()
        cursor.setPosition(block.position() + mark.start)
        cursor.setPosition(block.position() + mark.end, cursor.MoveMode.KeepAnchor)
        found.append(cursor.selectedText())
        position = block.position() + mark.end
    return found


def type_in(field: QWidget, text: str) -> None:
    QTest.keyClicks(field, text)


def press(field: QWidget, *keys: Qt.Key) -> None:
    for key in keys:
        QTest.keyClick(field, key)


def wait_read(qtbot: QtBot, marks: SpellingMarks) -> None:
    qtbot.waitUntil(lambda: marks.is_read)


def text_of(field: ReadField) -> str:
    assert isinstance(field, QTextEdit) or field.document()
    return field.toPlainText()
