"""The pane as the window uses it."""

from collections.abc import Mapping
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import (
    QColor,
    QInputMethodEvent,
    QKeySequence,
    QSyntaxHighlighter,
    QTextCharFormat,
    QTextCursor,
    QWheelEvent,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QTextEdit, QToolButton
from pytestqt.qtbot import QtBot

from editor.story.addresses import checked_address
from editor.story.document import (
    Blockquote,
    Document,
    Heading,
    ListBlock,
    ListItem,
    Paragraph,
    PhotoBlock,
)
from editor.story.photo import Placement
from editor.story.runs import Mark, Run
from editor.story.story import StoryEdit
from editor.story.text import Counts
from editor.ui.theme import Theme
from editor.ui.writing.body_field import BodyField
from editor.ui.writing.link_editing import LinkBox
from editor.ui.writing.writing_pane import WritingPane
from tests.unit.ui.writing.conftest import GreenPhotos, Pressing, StoryMaker

ENTER = Qt.Key.Key_Return
ACTIONS = (
    "bold italic underline strike superscript subscript link paragraph heading_2 heading_3 quote "
    "pull_quote bullet_list ordered_list indent outdent divider undo redo cut copy paste "
    "paste_plain select_all photo"
).split()


def p(text: str) -> Paragraph:
    return Paragraph((Run(text),))


def field(pane: WritingPane, name: str) -> QTextEdit:
    fields = {each.accessibleName(): each for each in pane.findChildren(QTextEdit)}
    return fields[name]


def caret(pane: WritingPane, position: int, end: int | None = None) -> None:
    body = field(pane, "Body")
    cursor = body.textCursor()
    cursor.setPosition(position)
    if end is not None:
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
    body.setTextCursor(cursor)


def body_of(edit: StoryEdit) -> Document:
    assert edit.body is not None
    return edit.body


def enabled(pane: WritingPane) -> Mapping[str, bool]:
    return {name: action.isEnabled() for name, action in pane.actions().items()}


def test_an_untouched_story_comes_out_as_it_went_in(
    pane: WritingPane, make_story: StoryMaker
) -> None:
    body = Document.of([Heading(2, (Run("head"),)), p("10\u00a0km"), PhotoBlock("p1")])
    story = make_story(body, headline=" odd  blanks ", deck="two\nlines")
    pane.show_story(story)
    assert pane.story_id == story.id
    assert pane.edit() == StoryEdit(headline=" odd  blanks ", deck="two\nlines", body=body)


def test_showing_a_story_is_no_edit(
    pane: WritingPane, make_story: StoryMaker, qtbot: QtBot
) -> None:
    with qtbot.assertNotEmitted(pane.changed):
        pane.show_story(make_story(Document.of([p("one")])))
        pane.show_story(make_story(Document.of([p("two")]), story_id="2" * 32))
        pane.clear()


@pytest.mark.parametrize("name", ["Headline", "Deck", "Body"])
def test_every_key_is_told(
    pane: WritingPane, make_story: StoryMaker, qtbot: QtBot, name: str
) -> None:
    pane.show_story(make_story(Document.of([p("one")])))
    with qtbot.waitSignal(pane.changed):
        QTest.keyClicks(field(pane, name), "x")


def test_composing_is_no_edit_until_it_is_committed(
    pane: WritingPane, make_story: StoryMaker, qtbot: QtBot
) -> None:
    pane.show_story(make_story(Document.of([p("one")])))
    for name in ("Headline", "Deck", "Body"):
        with qtbot.assertNotEmitted(pane.changed):
            QApplication.sendEvent(field(pane, name), QInputMethodEvent("zhong", []))
        assert pane.edit() == StoryEdit("A headline", "A deck", Document.of([p("one")]))
        commit = QInputMethodEvent("", [])
        commit.setCommitString("中")
        with qtbot.waitSignal(pane.changed):
            QApplication.sendEvent(field(pane, name), commit)
        field(pane, name).undo()


def test_the_counts_come_after_a_pause(
    pane: WritingPane, make_story: StoryMaker, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(pane.counts_changed) as shown:
        pane.show_story(make_story(Document.of([p("one two")])))
    assert shown.args == [Counts(2, 7)]
    with qtbot.waitSignal(pane.counts_changed) as counted:
        QTest.keyClicks(field(pane, "Body"), "three ")
    assert counted.args == [Counts(3, 13)]


def test_the_fields_have_the_names_they_show(pane: WritingPane) -> None:
    for name in ("Headline", "Deck", "Body"):
        label = next(each for each in pane.findChildren(QLabel) if each.text() == name)
        assert label.buddy() is field(pane, name)


def test_every_button_has_a_name_and_says_its_keys(pane: WritingPane) -> None:
    buttons = pane.findChildren(QToolButton)
    assert all(button.accessibleName() and button.toolTip() for button in buttons)
    bold = next(button for button in buttons if button.accessibleName() == "Bold")
    assert QKeySequence(QKeySequence.StandardKey.Bold).toString() in bold.toolTip()


def test_all_actions_are_there_and_no_shortcut_twice(pane: WritingPane) -> None:
    actions = pane.actions()
    assert set(ACTIONS) <= set(actions)
    keys = [a.shortcut().toString() for a in actions.values() if not a.shortcut().isEmpty()]
    assert len(keys) == len(set(keys))


def test_enter_goes_from_headline_to_deck_to_body(
    pane: WritingPane, make_story: StoryMaker, press: Pressing
) -> None:
    pane.show_story(make_story())
    pane.go_to("headline")
    press(field(pane, "Headline"), ENTER)
    assert field(pane, "Deck").hasFocus()
    press(field(pane, "Deck"), ENTER)
    assert field(pane, "Body").hasFocus()
    assert pane.edit().headline == "A headline"


def test_going_to_a_block_puts_the_caret_there(pane: WritingPane, make_story: StoryMaker) -> None:
    quote = Blockquote((p("a"), p("b")), "Ms Zhao")
    items = ListBlock(False, (ListItem((Run("c"),)), ListItem((Run("d"),))))
    pane.show_story(make_story(Document.of([p("one"), quote, items, p("last")])))
    for block, number in ((0, 0), (1, 1), (2, 4), (3, 6), (99, 6)):
        pane.go_to("body", block)
        assert field(pane, "Body").textCursor().blockNumber() == number
    assert field(pane, "Body").hasFocus()


def test_the_caret_is_where_it_was_when_a_story_is_opened_again(
    pane: WritingPane, make_story: StoryMaker
) -> None:
    first = make_story(Document.of([p("one"), p("two")]))
    pane.show_story(first)
    caret(pane, 6)
    pane.show_story(make_story(Document.of([p("x")]), story_id="2" * 32))
    assert field(pane, "Body").textCursor().position() == 0
    pane.show_story(first)
    assert field(pane, "Body").textCursor().position() == 6
    pane.show_story(make_story(Document.of([p("x")]), story_id="2" * 32))
    pane.show_story(replace(first, body=Document.of([p("on")])))
    assert field(pane, "Body").textCursor().position() == 2


def test_new_captions_touch_neither_text_nor_undo_nor_caret(
    pane: WritingPane, make_story: StoryMaker, placement: Placement, qtbot: QtBot
) -> None:
    story = make_story(Document.of([p("one"), PhotoBlock("p1")]), placements=(placement,))
    pane.show_story(story)
    caret(pane, 2)
    QTest.keyClicks(field(pane, "Body"), "x")
    before = pane.edit()
    with qtbot.assertNotEmitted(pane.changed):
        pane.set_placements([replace(placement, caption="Another caption.")])
    assert pane.edit() == before
    assert field(pane, "Body").textCursor().position() == 3
    pane.actions()["undo"].trigger()
    assert pane.edit().body == story.body


def test_a_photo_comes_in_after_the_line_of_the_caret(
    pane: WritingPane, make_story: StoryMaker, placement: Placement
) -> None:
    pane.show_story(make_story(Document.of([p("one"), p("two")])))
    caret(pane, 1)
    pane.photos.insert(placement)
    assert body_of(pane.edit()).blocks == (p("one"), PhotoBlock("p1"), p("two"))
    assert field(pane, "Body").textCursor().blockNumber() == 2
    pane.actions()["undo"].trigger()
    assert body_of(pane.edit()).blocks == (p("one"), p("two"))


def test_the_caret_stays_with_who_types_as_soon_as_a_story_is_in_sight(
    pane: WritingPane, make_story: StoryMaker
) -> None:
    """What was waiting for the lines to have their places came after the first letters."""
    pane.hide()
    pane.show_story(make_story())
    pane.show()
    QTest.keyClicks(field(pane, "Deck"), "A deck")
    QApplication.processEvents()
    assert field(pane, "Deck").textCursor().position() == 6


def test_a_photo_fills_an_empty_story(
    pane: WritingPane, make_story: StoryMaker, placement: Placement
) -> None:
    pane.show_story(make_story())
    pane.photos.insert(placement)
    assert body_of(pane.edit()).blocks == (PhotoBlock("p1"),)
    QTest.keyClicks(field(pane, "Body"), "words")
    assert body_of(pane.edit()).blocks == (PhotoBlock("p1"), p("words"))


def test_a_photo_is_drawn_and_drawn_again_when_its_thumbnail_comes(
    pane: WritingPane,
    make_story: StoryMaker,
    placement: Placement,
    photos: GreenPhotos,
) -> None:
    photos.late.add(placement.photo.id)
    pane.show_story(make_story(Document.of([PhotoBlock("p1")]), placements=(placement,)))
    view = field(pane, "Body").viewport()
    assert greens(pane) == 0
    photos.late.clear()
    pane.photos.refresh()
    assert greens(pane) > 1000
    asked = len(photos.asked)
    view.grab()
    assert len(photos.asked) == asked


def greens(pane: WritingPane) -> int:
    image = field(pane, "Body").viewport().grab().toImage()
    colors = (image.pixelColor(x, y) for x in range(image.width()) for y in range(0, 140, 2))
    return sum(color == QColor(0, 160, 0) for color in colors)


def test_a_photo_is_opened_by_a_double_click_and_by_enter(
    pane: WritingPane, make_story: StoryMaker, placement: Placement, qtbot: QtBot
) -> None:
    pane.show_story(make_story(Document.of([p("one"), PhotoBlock("p1")]), placements=(placement,)))
    body = field(pane, "Body")
    block = body.document().lastBlock()
    place = body.document().documentLayout().blockBoundingRect(block).center().toPoint()
    QTest.mouseClick(body.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert body.textCursor().selectedText() == "\ufffc"
    with qtbot.waitSignal(pane.photo_activated) as opened:
        QTest.keyClick(body, ENTER)
    assert opened.args == ["p1"]
    with qtbot.waitSignal(pane.photo_activated) as opened:
        QTest.mouseDClick(body.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert opened.args == ["p1"]
    assert body_of(pane.edit()).blocks == (p("one"), PhotoBlock("p1"))


def test_the_photo_action_asks_for_one(pane: WritingPane, qtbot: QtBot) -> None:
    with qtbot.waitSignal(pane.photo_requested):
        pane.actions()["photo"].trigger()


def test_actions_follow_the_caret(pane: WritingPane, make_story: StoryMaker) -> None:
    bold = Run("bold", frozenset({Mark.BOLD}))
    items = ListBlock(True, (ListItem((Run("a"),)), ListItem((Run("b"),))))
    body = Document.of([Paragraph((Run("one "), bold)), Heading(2, (Run("h"),)), items])
    pane.show_story(make_story(body))
    pane.focus_body()
    actions = pane.actions()
    caret(pane, 2)
    assert (actions["bold"].isChecked(), actions["paragraph"].isChecked()) == (False, True)
    caret(pane, 6)
    assert actions["bold"].isChecked()
    caret(pane, 2, 8)
    assert not actions["bold"].isChecked()
    caret(pane, 4, 8)
    assert actions["bold"].isChecked()
    caret(pane, 9)
    assert actions["heading_2"].isChecked()
    caret(pane, 11)
    assert (actions["ordered_list"].isChecked(), actions["indent"].isEnabled()) == (True, False)
    caret(pane, 13)
    assert actions["indent"].isEnabled()


def test_the_headline_has_no_formatting(pane: WritingPane, make_story: StoryMaker) -> None:
    pane.show_story(make_story(Document.of([p("one")])))
    pane.focus_body()
    assert enabled(pane)["bold"]
    pane.go_to("headline")
    can = enabled(pane)
    assert not any(can[name] for name in ("bold", "heading_2", "link", "bullet_list", "divider"))


def test_undo_belongs_to_the_story_wherever_one_writes(
    pane: WritingPane, make_story: StoryMaker
) -> None:
    pane.show_story(make_story(Document.of([p("one")])))
    assert not pane.actions()["undo"].isEnabled()
    pane.focus_body()
    QTest.keyClicks(field(pane, "Body"), "b")
    pane.go_to("headline")
    QTest.keyClicks(field(pane, "Headline"), "h")
    pane.go_to("deck")
    pane.actions()["undo"].trigger()
    assert pane.edit() == StoryEdit("A headline", "A deck", Document.of([p("bone")]))
    assert field(pane, "Headline").hasFocus()
    pane.actions()["undo"].trigger()
    assert body_of(pane.edit()) == Document.of([p("one")])
    assert field(pane, "Body").hasFocus()
    assert not pane.actions()["undo"].isEnabled()


def test_shortcuts_work_in_the_body(
    pane: WritingPane, make_story: StoryMaker, qtbot: QtBot
) -> None:
    pane.show_story(make_story(Document.of([p("one")])))
    pane.activateWindow()
    pane.focus_body()
    qtbot.waitUntil(lambda: field(pane, "Body").hasFocus())
    caret(pane, 0, 3)
    QTest.keySequence(field(pane, "Body"), QKeySequence(QKeySequence.StandardKey.Bold))
    QTest.keySequence(field(pane, "Body"), QKeySequence("Ctrl+Alt+2"))
    bold = Run("one", frozenset({Mark.BOLD}))
    assert body_of(pane.edit()).blocks == (Heading(2, (bold,)),)


def test_bold_without_a_selection_is_for_what_is_typed_next(
    pane: WritingPane, make_story: StoryMaker
) -> None:
    pane.show_story(make_story(Document.of([p("one")])))
    pane.focus_body()
    caret(pane, 3)
    pane.actions()["bold"].trigger()
    assert pane.actions()["bold"].isChecked()
    QTest.keyClicks(field(pane, "Body"), "x")
    bold = Run("x", frozenset({Mark.BOLD}))
    assert body_of(pane.edit()).blocks == (Paragraph((Run("one"), bold)),)


def test_cutting_across_lines_leaves_proper_lines(
    pane: WritingPane, make_story: StoryMaker
) -> None:
    pane.show_story(make_story(Document.of([Heading(2, (Run("head"),)), p("words")])))
    pane.focus_body()
    caret(pane, 2, 7)
    pane.actions()["cut"].trigger()
    assert body_of(pane.edit()).blocks == (Heading(2, (Run("herds"),)),)
    assert QApplication.clipboard().text() == "ad\n\nwo"
    pane.actions()["paste"].trigger()
    assert body_of(pane.edit()).text == "head\n\nwords"


@pytest.mark.qt_log_ignore("does not support grabbing the keyboard", extend=True)
def test_a_link_is_set_in_its_box(pane: WritingPane, make_story: StoryMaker, qtbot: QtBot) -> None:
    pane.show_story(make_story(Document.of([p("see here")])))
    pane.focus_body()
    caret(pane, 4, 8)
    pane.actions()["link"].trigger()
    box = pane.findChildren(LinkBox)[0]
    address = next(f for f in box.findChildren(QLineEdit) if f.accessibleName() == "Address")
    QTest.keyClicks(address, "javascript:alert(1)")
    QTest.keyClick(address, ENTER)
    assert box.isVisible()
    address.setText("www.a.example/x")
    QTest.keyClick(address, ENTER)
    assert not box.isVisible()
    linked = Run("here", href="https://www.a.example/x")
    assert body_of(pane.edit()).blocks == (Paragraph((Run("see "), linked)),)
    caret(pane, 6)
    pane.actions()["link"].trigger()
    assert address.text() == "https://www.a.example/x"
    remove = next(b for b in box.findChildren(QPushButton) if b.text() == "Remove link")
    remove.setFocus()
    QTest.keyClick(remove, Qt.Key.Key_Space)
    assert body_of(pane.edit()).blocks == (p("see here"),)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("https://a.example/x", "https://a.example/x"),
        (" a.example ", "https://a.example"),
        ("desk@a.example", "mailto:desk@a.example"),
        ("just words", ""),
        ("file:///etc/passwd", ""),
        ("", ""),
    ],
)
def test_an_address_is_completed(written: str, meant: str) -> None:
    assert checked_address(written).address == meant


def test_a_highlighter_may_be_attached_without_being_an_edit(
    pane: WritingPane, make_story: StoryMaker, qtbot: QtBot
) -> None:
    class Red(QSyntaxHighlighter):
        def highlightBlock(self, text: str) -> None:
            style = QTextCharFormat()
            style.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SpellCheckUnderline)
            self.setFormat(0, len(text), style)

    story = make_story(Document.of([p("one"), Heading(2, (Run("two"),))]))
    pane.show_story(story)
    highlighters = [Red(document) for document in pane.documents().values()]
    with qtbot.assertNotEmitted(pane.changed):
        for highlighter in highlighters:
            highlighter.rehighlight()
    assert pane.edit() == StoryEdit("A headline", "A deck", story.body)


def test_no_story_open_says_so(pane: WritingPane, make_story: StoryMaker) -> None:
    pane.clear()
    assert pane.story_id == ""
    assert not field(pane, "Body").isVisible()
    pane.show_story(make_story())
    assert field(pane, "Body").isVisible()


def test_links_take_the_colour_of_the_look_without_an_edit(
    pane: WritingPane, make_story: StoryMaker, theme: Theme, qtbot: QtBot
) -> None:
    linked = Paragraph((Run("here", href="https://a.example"),))
    pane.show_story(make_story(Document.of([linked])))
    try:
        for look in ("light", "dark"):
            with qtbot.assertNotEmitted(pane.changed):
                theme.choose(look)
            (ink,) = field(pane, "Body").extraSelections()
            assert ink.format.foreground().color() == theme.color("accent")
        assert not field(pane, "Body").document().isUndoAvailable()
    finally:
        theme.choose("light")


def test_the_wheel_scrolls_beside_the_column_too(pane: WritingPane, make_story: StoryMaker) -> None:
    pane.resize(1200, 400)
    pane.show_story(make_story(Document.from_paragraphs(["one"] * 60)))
    body = field(pane, "Body")
    wheel = QWheelEvent(
        QPointF(20, 100),
        body.mapToGlobal(QPointF(20, 100)),
        QPoint(),
        QPoint(0, -240),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(body, wheel)
    assert body.verticalScrollBar().value() > 0


def test_a_wide_pane_can_be_made_narrow_again(pane: WritingPane, make_story: StoryMaker) -> None:
    pane.show_story(make_story())
    pane.resize(1400, 700)
    pane.resize(400, 700)
    assert pane.width() == 400


def test_links_come_into_colour_as_they_come_into_view(
    pane: WritingPane, make_story: StoryMaker
) -> None:
    linked = Paragraph((Run("here", href="https://a.example"),))
    pane.show_story(make_story(Document.of([*Document.from_paragraphs(["a"] * 80).blocks, linked])))
    body = field(pane, "Body")
    assert body.extraSelections() == []
    body.verticalScrollBar().setValue(body.verticalScrollBar().maximum())
    assert len(body.extraSelections()) == 1


def test_a_caret_in_view_stays_in_view_when_the_text_gets_less_room(body: BodyField) -> None:
    body.show_document(Document.from_paragraphs([f"Line {n}" for n in range(60)]))
    body.moveCursor(QTextCursor.MoveOperation.End)
    body.ensureCursorVisible()
    for height in (300, 180, 400, 150):
        body.resize(600, height)
        assert body.viewport().rect().contains(body.cursorRect().center())
    body.verticalScrollBar().setValue(0)
    body.resize(600, 140)
    assert body.verticalScrollBar().value() == 0  # who reads elsewhere goes on reading there
