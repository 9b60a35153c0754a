"""A caption's field: one paragraph, as high as its text, left by Tab and Enter."""

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from editor.ui.theme import Theme
from editor.ui.widgets.growing_text_edit import MOST_LINES, GrowingTextEdit

SENTENCE = "Harvesters bring in the late wheat in Rudong county, Nantong, on Friday. "


@pytest.fixture
def window(theme: Theme, qtbot: QtBot) -> QWidget:
    window = QWidget()
    window.resize(300, 400)
    column = QVBoxLayout(window)
    column.addWidget(GrowingTextEdit())
    column.addWidget(QLineEdit())
    column.addStretch(1)
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    return window


@pytest.fixture
def field(window: QWidget) -> GrowingTextEdit:
    field = window.findChildren(GrowingTextEdit)[0]
    field.setFocus()
    return field


def test_it_grows_with_its_text_and_shrinks_again(field: GrowingTextEdit) -> None:
    low = field.height()
    field.set_text(SENTENCE * 4)
    high = field.height()
    field.set_text("")
    assert low < high
    assert field.height() == low


def test_all_lines_are_seen_without_scrolling(field: GrowingTextEdit) -> None:
    field.set_text(SENTENCE * 4)
    assert field.verticalScrollBar().maximum() == 0


def test_very_long_text_scrolls_instead_of_filling_the_panel(field: GrowingTextEdit) -> None:
    field.set_text(SENTENCE * 60)
    assert field.height() < (MOST_LINES + 4) * field.fontMetrics().lineSpacing()
    assert field.verticalScrollBar().maximum() > 0


def test_enter_says_that_one_is_done_and_makes_no_paragraph(
    field: GrowingTextEdit, qtbot: QtBot
) -> None:
    qtbot.keyClicks(field, "One line")
    with qtbot.waitSignal(field.left):
        qtbot.keyClick(field, Qt.Key.Key_Return)
    assert field.text == "One line"


def test_tab_moves_on(field: GrowingTextEdit, window: QWidget, qtbot: QtBot) -> None:
    with qtbot.waitSignal(field.left):
        qtbot.keyClick(field, Qt.Key.Key_Tab)
    assert isinstance(window.focusWidget(), QLineEdit)


def test_pasted_paragraphs_become_one(field: GrowingTextEdit) -> None:
    QGuiApplication.clipboard().setText("First line\r\nsecond\n\n  third")
    field.paste()
    assert field.text == "First line second third"


def test_typing_is_an_edit_and_showing_is_not(field: GrowingTextEdit, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(field.edited):
        field.set_text("From the library")
    with qtbot.waitSignal(field.edited):
        qtbot.keyClicks(field, "x")


def test_a_picture_is_not_taken_for_text(field: GrowingTextEdit) -> None:
    mime = QMimeData()
    mime.setImageData(QImage(4, 4, QImage.Format.Format_RGB32))
    mime.setText("picture.png")
    assert not field.canInsertFromMimeData(mime)


def test_a_file_is_left_to_the_panel_around_it(field: GrowingTextEdit) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile("wheat.jpg")])
    assert not field.canInsertFromMimeData(mime)
