"""Names and keywords become chips as one types, pastes, completes, corrects and removes."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QToolButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from editor.ui.theme import Theme
from editor.ui.widgets.token_field import Token, TokenField, split_keywords

# The offscreen platform has no keyboard to give to the list of offers alone.
popup_opens = pytest.mark.qt_log_ignore(
    "^This plugin does not support grabbing the keyboard", extend=True
)


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    window = QWidget()
    window.resize(320, 240)
    QVBoxLayout(window)
    qtbot.addWidget(window)
    return window


@pytest.fixture
def field(theme: Theme, window: QWidget, qtbot: QtBot) -> TokenField:
    field = TokenField(theme, "Byline")
    window.layout().addWidget(field)
    window.layout().addWidget(QLineEdit())
    with qtbot.waitExposed(window):
        window.show()
    field.line.setFocus()
    return field


def token(field: TokenField, name: str) -> Token:
    return next(each for each in field.findChildren(Token) if each.name == name)


def commit(line: QLineEdit, text: str) -> None:
    """As an input method hands over what was composed."""
    done = QInputMethodEvent()
    done.setCommitString(text)
    QApplication.sendEvent(line, done)


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab])
def test_a_key_ends_a_name(field: TokenField, qtbot: QtBot, key: Qt.Key) -> None:
    qtbot.keyClicks(field.line, "Zheng Lu")
    with qtbot.waitSignal(field.edited):
        qtbot.keyClick(field.line, key)
    assert field.names == ("Zheng Lu",)
    assert field.line.text() == ""


@pytest.mark.parametrize("separator", [",", "，", "、", ";", "；"])
def test_a_comma_of_either_script_ends_a_name(field: TokenField, separator: str) -> None:
    commit(field.line, f"欧阳诗韵{separator}")
    assert field.names == ("欧阳诗韵",)


def test_a_pasted_list_becomes_names(field: TokenField, qtbot: QtBot) -> None:
    QGuiApplication.clipboard().setText("Zheng Lu, Zheng Na and Chen Yu")
    qtbot.keyClick(field.line, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert field.names == ("Zheng Lu", "Zheng Na", "Chen Yu")


def test_a_name_stands_only_once(field: TokenField, qtbot: QtBot) -> None:
    field.set_names(["Zheng Lu"])
    with qtbot.assertNotEmitted(field.edited):
        qtbot.keyClicks(field.line, "Zheng Lu,")
    assert field.names == ("Zheng Lu",)


def test_backspace_where_nothing_is_typed_removes_the_last_name(
    field: TokenField, qtbot: QtBot
) -> None:
    field.set_names(["Zheng Lu", "Zheng Na"])
    with qtbot.waitSignal(field.edited):
        qtbot.keyClick(field.line, Qt.Key.Key_Backspace)
    assert field.names == ("Zheng Lu",)


def test_backspace_in_a_word_takes_a_letter(field: TokenField, qtbot: QtBot) -> None:
    field.set_names(["Zheng Lu"])
    qtbot.keyClicks(field.line, "Zh")
    qtbot.keyClick(field.line, Qt.Key.Key_Backspace)
    assert field.line.text() == "Z"
    assert field.names == ("Zheng Lu",)


def test_tab_moves_on_where_nothing_is_typed(
    field: TokenField, window: QWidget, qtbot: QtBot
) -> None:
    qtbot.keyClick(field.line, Qt.Key.Key_Tab)
    assert window.focusWidget() is not field.line


def test_leaving_the_field_keeps_what_is_typed(
    field: TokenField, window: QWidget, qtbot: QtBot
) -> None:
    qtbot.keyClicks(field.line, "Zheng Lu")
    with qtbot.waitSignals([field.edited, field.left]):
        window.layout().itemAt(1).widget().setFocus()
    assert field.names == ("Zheng Lu",)


def test_what_is_typed_but_not_ended_can_be_asked_for(field: TokenField, qtbot: QtBot) -> None:
    field.set_names(["Zheng Lu"])
    qtbot.keyClicks(field.line, "Zheng N")
    assert field.names == ("Zheng Lu",)
    assert field.names_with_typed == ("Zheng Lu", "Zheng N")


def test_a_word_being_composed_is_no_name_yet(field: TokenField) -> None:
    composing = QInputMethodEvent("ou yang，", [])
    QApplication.sendEvent(field.line, composing)
    assert field.names_with_typed == ()
    commit(field.line, "欧阳诗韵，")
    assert field.names == ("欧阳诗韵",)


@popup_opens
def test_an_offered_name_is_taken_by_arrow_and_enter(field: TokenField, qtbot: QtBot) -> None:
    field.set_choices(["Zheng Lu", "Zheng Na", "Chen Yu"])
    qtbot.keyClicks(field.line, "na")
    popup = field.line.completer().popup()
    qtbot.waitUntil(popup.isVisible)
    assert popup.property("offers") == "true"
    qtbot.keyClick(popup, Qt.Key.Key_Down)
    qtbot.keyClick(popup, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: field.names == ("Zheng Na",))
    assert field.line.text() == ""


@popup_opens
def test_an_offered_name_is_taken_by_the_mouse(field: TokenField, qtbot: QtBot) -> None:
    field.set_choices(["Zheng Lu", "Zheng Na"])
    qtbot.keyClicks(field.line, "zheng")
    popup = field.line.completer().popup()
    qtbot.waitUntil(popup.isVisible)
    place = popup.visualRect(popup.model().index(1, 0)).center()
    qtbot.mouseClick(popup.viewport(), Qt.MouseButton.LeftButton, pos=place)
    qtbot.waitUntil(lambda: field.names == ("Zheng Na",))
    assert field.line.text() == ""


def test_names_already_there_are_not_offered(field: TokenField) -> None:
    field.set_choices(["Zheng Lu", "Zheng Na"])
    field.set_names(["Zheng Lu"])
    offers = field.line.completer().model()
    assert [offers.index(row, 0).data() for row in range(offers.rowCount())] == ["Zheng Na"]


def test_the_cross_removes_its_name(field: TokenField, qtbot: QtBot) -> None:
    field.set_names(["Zheng Lu", "Zheng Na"])
    cross = token(field, "Zheng Lu").findChild(QToolButton)
    assert cross.accessibleName() == "Remove Zheng Lu"
    with qtbot.waitSignal(field.edited):
        qtbot.mouseClick(cross, Qt.MouseButton.LeftButton)
    assert field.names == ("Zheng Na",)


def test_names_are_walked_with_the_arrows_and_removed_with_delete(
    field: TokenField, window: QWidget, qtbot: QtBot
) -> None:
    field.set_names(["Zheng Lu", "Zheng Na"])
    qtbot.keyClick(field.line, Qt.Key.Key_Left)
    assert window.focusWidget() is token(field, "Zheng Na")
    qtbot.keyClick(token(field, "Zheng Na"), Qt.Key.Key_Left)
    assert window.focusWidget() is token(field, "Zheng Lu")
    qtbot.keyClick(token(field, "Zheng Lu"), Qt.Key.Key_Delete)
    assert field.names == ("Zheng Na",)
    assert window.focusWidget() is token(field, "Zheng Na")
    qtbot.keyClick(token(field, "Zheng Na"), Qt.Key.Key_Right)
    assert window.focusWidget() is field.line


def test_a_double_click_opens_a_name_for_correction(field: TokenField, qtbot: QtBot) -> None:
    field.set_names(["Zheng Lv", "Zheng Na"])
    qtbot.mouseDClick(token(field, "Zheng Lv"), Qt.MouseButton.LeftButton)
    assert field.line.text() == "Zheng Lv"
    assert field.names == ("Zheng Na",)


def test_showing_other_names_is_no_edit_and_keeps_what_is_typed(
    field: TokenField, qtbot: QtBot
) -> None:
    qtbot.keyClicks(field.line, "Che")
    with qtbot.assertNotEmitted(field.edited):
        field.set_names(["Zheng Lu"])
    assert field.line.text() == "Che"


def test_the_names_are_told_to_somebody_who_only_hears_the_field(field: TokenField) -> None:
    field.set_names(["Zheng Lu", "欧阳诗韵"])
    assert field.line.accessibleName() == "Byline"
    assert field.line.accessibleDescription() == "Zheng Lu, 欧阳诗韵"


def test_many_names_make_the_field_higher_not_wider(field: TokenField) -> None:
    one = field.heightForWidth(300)
    field.set_names([f"Correspondent Number {number}" for number in range(8)])
    assert field.heightForWidth(300) > 3 * one
    assert field.minimumSizeHint().width() < 300


def test_the_word_and_parts_names_but_not_keywords() -> None:
    assert split_keywords("Research and development; 乡村旅游，harvest") == (
        "Research and development",
        "乡村旅游",
        "harvest",
    )


WORDS = st.text(string.ascii_letters + "乡村 ", min_size=1).map(lambda text: " ".join(text.split()))


@given(st.lists(WORDS.filter(bool), unique=True))
def test_keywords_joined_by_commas_come_apart_again(keywords: list[str]) -> None:
    assert split_keywords(", ".join(keywords)) == tuple(keywords)
