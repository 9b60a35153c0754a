"""Links by hand: their words, their address put right, opened only when somebody says so."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QMenu, QPushButton
from pytestqt.qtbot import QtBot

from editor.story.addresses import checked_address
from editor.story.document import Document, Paragraph
from editor.story.runs import Mark, Run
from editor.ui.writing.body_field import BodyField
from editor.ui.writing.link_editing import LinkBox
from editor.ui.writing.writing_pane import WritingPane
from tests.unit.ui.writing.conftest import StoryMaker

ENTER = Qt.Key.Key_Return
SITE = "https://www.example.org/"
BOLD = frozenset({Mark.BOLD})

pytestmark = pytest.mark.qt_log_ignore("does not support grabbing the keyboard", extend=True)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        (SITE, SITE),
        ("  https://a.example/x ", "https://a.example/x"),
        ("www.a.example", "https://www.a.example"),
        ("a.example/path?q=1", "https://a.example/path?q=1"),
        ("https：//a.example", "https://a.example"),
        ("ｈｔｔｐｓ：／／ａ．example／x", "https://a.example/x"),
        ("https://a。example", "https://a.example"),
        ("http:/a.example", "http://a.example"),
        ("https//a.example", "https://a.example"),
        ("htps://a.example", "https://a.example"),
        ("<https://a.example>", "https://a.example"),
        ("“www.a.example”", "https://www.a.example"),
        ("www.a.example.", "https://www.a.example"),
        ("desk@a.example", "mailto:desk@a.example"),
        ("mailto: desk@a.example", "mailto:desk@a.example"),
        ("+86 351 123 4567", "tel:+863511234567"),
        ("0351-1234567", "tel:03511234567"),
        ("192.168.1.4:8000/x", "https://192.168.1.4:8000/x"),
        ("https://例子.example/新闻", "https://例子.example/新闻"),
        ("just words", ""),
        ("8.4 percent", ""),
        ("javascript:alert(1)", ""),
        ("JaVaScript：alert(1)", ""),
        ("data:text/html,x", ""),
        ("file:///etc/passwd", ""),
        ("", ""),
        (".", ""),
    ],
)
def test_the_address_that_was_meant(written: str, meant: str) -> None:
    assert checked_address(written).address == meant


def test_what_is_wrong_with_an_address_is_known() -> None:
    assert checked_address("javascript:x").scheme == "javascript"
    assert checked_address("just words").scheme == ""
    assert not checked_address(SITE).corrected
    assert checked_address("www.a.example").corrected


@pytest.fixture
def body(pane: WritingPane, make_story: StoryMaker) -> BodyField:
    pane.show_story(make_story(Document.of([Paragraph((Run("see "), Run("here", BOLD)))])))
    pane.focus_body()
    found = pane.findChild(BodyField)
    assert isinstance(found, BodyField)
    return found


def select(body: BodyField, start: int, end: int | None = None) -> None:
    cursor = body.textCursor()
    cursor.setPosition(start)
    if end is not None:
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
    body.setTextCursor(cursor)


def box(pane: WritingPane) -> LinkBox:
    found = pane.findChild(LinkBox)
    assert isinstance(found, LinkBox)
    return found


def field(pane: WritingPane, name: str) -> QLineEdit:
    return next(f for f in box(pane).findChildren(QLineEdit) if f.accessibleName() == name)


def said(pane: WritingPane) -> str:
    label = next(
        each
        for each in box(pane).findChildren(QLabel)
        if each.accessibleName() == "About the address"
    )
    return "" if label.isHidden() else label.text()


def runs(pane: WritingPane) -> tuple[Run, ...]:
    paragraph = pane.edit().body.blocks[0]
    assert isinstance(paragraph, Paragraph)
    return paragraph.runs


def test_selected_words_get_an_address_and_keep_their_marks(
    pane: WritingPane, body: BodyField
) -> None:
    select(body, 4, 8)
    pane.actions()["link"].trigger()
    assert field(pane, "Words").text() == "here"
    QTest.keyClicks(field(pane, "Address"), "www.example.org")
    assert said(pane) == "Links to https://www.example.org"
    QTest.keyClick(field(pane, "Address"), ENTER)
    assert runs(pane) == (Run("see "), Run("here", BOLD, "https://www.example.org"))
    QTest.keyClicks(body, "!")
    assert runs(pane)[-1] == Run("!", BOLD)
    body.undo()
    body.undo()
    assert runs(pane) == (Run("see "), Run("here", BOLD))


def test_without_a_selection_words_and_address_are_written(
    pane: WritingPane, body: BodyField
) -> None:
    select(body, 4)
    pane.actions()["link"].trigger()
    field(pane, "Words").setText("the 🙂 site, ")
    field(pane, "Address").setText(SITE)
    QTest.keyClick(field(pane, "Words"), ENTER)
    assert runs(pane)[1] == Run("the 🙂 site,", href=SITE)
    assert body.textCursor().position() == 16
    body.undo()
    assert runs(pane) == (Run("see "), Run("here", BOLD))


def test_the_address_alone_stands_for_itself(pane: WritingPane, body: BodyField) -> None:
    select(body, 0)
    pane.actions()["link"].trigger()
    field(pane, "Address").setText(SITE)
    QTest.keyClick(field(pane, "Address"), ENTER)
    assert runs(pane)[0] == Run(SITE, href=SITE)


def test_a_link_is_changed_from_within_it(pane: WritingPane, body: BodyField) -> None:
    linked = Paragraph((Run("see "), Run("here", BOLD, SITE), Run(" now")))
    body.show_document(Document.of([linked]))
    select(body, 6)
    pane.actions()["link"].trigger()
    assert (field(pane, "Words").text(), field(pane, "Address").text()) == ("here", SITE)
    field(pane, "Words").setText("there")
    QTest.keyClick(field(pane, "Words"), ENTER)
    assert runs(pane) == (Run("see "), Run("there", BOLD, SITE), Run(" now"))
    body.undo()
    assert runs(pane) == linked.runs


def test_a_wrong_address_is_told_and_nothing_changes(pane: WritingPane, body: BodyField) -> None:
    select(body, 4, 8)
    pane.actions()["link"].trigger()
    for written, reason in (
        ("javascript:alert(1)", "javascript:"),
        ("no address", "This is no address"),
        ("", "Write where the link goes"),
    ):
        field(pane, "Address").setText(written)
        QTest.keyClick(field(pane, "Address"), ENTER)
        assert box(pane).isVisible()
        assert reason in said(pane)
    QTest.keyClick(field(pane, "Address"), Qt.Key.Key_Escape)
    assert not box(pane).isVisible()
    assert runs(pane) == (Run("see "), Run("here", BOLD))


def test_over_several_lines_only_the_address_is_asked(pane: WritingPane, body: BodyField) -> None:
    lines = [Paragraph((Run("one"),)), Paragraph((Run("two"),))]
    body.show_document(Document.of(lines))
    select(body, 0, 7)
    pane.actions()["link"].trigger()
    assert field(pane, "Words").isHidden()
    field(pane, "Address").setText(SITE)
    QTest.keyClick(field(pane, "Address"), ENTER)
    assert pane.edit().body.blocks == tuple(
        Paragraph((Run(text, href=SITE),)) for text in ("one", "two")
    )


def test_it_can_be_taken_away(pane: WritingPane, body: BodyField) -> None:
    body.show_document(Document.of([Paragraph((Run("here", href=SITE),))]))
    select(body, 2)
    pane.actions()["link"].trigger()
    remove = next(b for b in box(pane).findChildren(QPushButton) if b.text() == "Remove link")
    remove.setFocus()
    QTest.keyClick(remove, Qt.Key.Key_Space)
    assert runs(pane) == (Run("here"),)


def place_of(body: BodyField, position: int) -> QPoint:
    cursor = QTextCursor(body.document())
    cursor.setPosition(position)
    return body.cursorRect(cursor).center() + QPoint(3, 0)


def test_ctrl_and_a_click_ask_to_open_it(qtbot: QtBot, pane: WritingPane, body: BodyField) -> None:
    body.show_document(Document.of([Paragraph((Run("see "), Run("here", href=SITE)))]))
    held, left = Qt.KeyboardModifier.ControlModifier, Qt.MouseButton.LeftButton
    with qtbot.waitSignal(pane.links.opened) as told:
        QTest.mouseClick(body.viewport(), left, held, place_of(body, 5))
    assert told.args == [SITE]
    with qtbot.assertNotEmitted(pane.links.opened):
        QTest.mouseClick(body.viewport(), left, pos=place_of(body, 5))
        QTest.mouseClick(body.viewport(), left, held, place_of(body, 1))


def test_the_menu_opens_and_removes_it(qtbot: QtBot, pane: WritingPane, body: BodyField) -> None:
    body.show_document(Document.of([Paragraph((Run("see "), Run("here", href=SITE)))]))
    menu, under = QMenu(pane), QTextCursor(body.document())
    under.setPosition(6)
    body.menu_opening.emit(menu, under)
    actions = {action.text(): action for action in menu.actions() if action.text()}
    with qtbot.waitSignal(pane.links.opened):
        actions["Open link in the browser…"].trigger()
    actions["Remove link"].trigger()
    assert runs(pane) == (Run("see here"),)
