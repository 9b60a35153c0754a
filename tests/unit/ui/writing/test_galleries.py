"""Galleries in the text: put together, opened, filled, left by a photo."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QListWidget, QMenu, QPushButton
from pytestqt.qtbot import QtBot

from editor.story import document_json
from editor.story.document import (
    MAX_GALLERY_PHOTOS,
    Block,
    Document,
    Gallery,
    Paragraph,
    PhotoBlock,
)
from editor.story.photo import Placement
from editor.story.runs import Run
from editor.ui.writing.body_field import BodyField
from editor.ui.writing.pictures.gallery_box import GalleryBox
from editor.ui.writing.writing_pane import WritingPane
from tests.unit.ui.writing.conftest import StoryMaker

Key = Qt.Key
GRABBING = pytest.mark.qt_log_ignore("^This plugin does not support grabbing", extend=True)


def p(text: str) -> Paragraph:
    return Paragraph((Run(text),))


@pytest.fixture
def photos_of_story(placement: Placement) -> tuple[Placement, ...]:
    def named(number: int) -> Placement:
        photo = replace(placement.photo, id=str(number) * 64, original_name=f"photo {number}.jpg")
        return replace(placement, id=f"p{number}", photo=photo, lead=number == 4)

    return tuple(named(number) for number in range(1, 5))


@pytest.fixture
def opened(
    pane: WritingPane, make_story: StoryMaker, photos_of_story: tuple[Placement, ...]
) -> WritingPane:
    body = Document.of([p("one"), Gallery(("p1", "p2")), p("two")])
    pane.show_story(make_story(body, placements=photos_of_story))
    pane.focus_body()
    return pane


def shown(pane: WritingPane) -> tuple[Block, ...]:
    body = pane.edit().body
    assert body is not None
    return body.blocks


def box_of(pane: WritingPane, qtbot: QtBot) -> GalleryBox:
    qtbot.waitUntil(lambda: bool(pane.window().findChildren(GalleryBox)))
    box = pane.window().findChildren(GalleryBox)[0]
    qtbot.waitUntil(box.isVisible)
    return box


def list_of(box: GalleryBox) -> QListWidget:
    return box.findChildren(QListWidget)[0]


def press_button(box: GalleryBox, text: str) -> None:
    next(each for each in box.findChildren(QPushButton) if each.text() == text).click()


def select_gallery(pane: WritingPane) -> None:
    """With an arrow from the line above."""
    QTest.keyClick(pane.focusWidget(), Key.Key_Down)


def test_an_arrow_selects_a_gallery_and_delete_takes_it_away(opened: WritingPane) -> None:
    select_gallery(opened)
    QTest.keyClick(opened.focusWidget(), Key.Key_Delete)
    assert shown(opened) == (p("one"), p("two"))
    opened.actions()["undo"].trigger()
    assert shown(opened) == (p("one"), Gallery(("p1", "p2")), p("two"))


def test_photos_are_ticked_and_put_in_order_in_a_box(opened: WritingPane, qtbot: QtBot) -> None:
    select_gallery(opened)
    QTest.keyClick(opened.focusWidget(), Key.Key_Return)
    box = box_of(opened, qtbot)
    rows = list_of(box)
    states = [rows.item(row).checkState() == Qt.CheckState.Checked for row in range(rows.count())]
    assert states == [True, True, False, False]
    assert "Lead photo" in rows.item(3).text()
    rows.setCurrentRow(2)
    QTest.keyClick(rows, Key.Key_Space)
    for _ in range(2):
        QTest.keyClick(rows, Key.Key_Up, Qt.KeyboardModifier.ControlModifier)
    press_button(box, "Change gallery")
    assert shown(opened)[1] == Gallery(("p3", "p1", "p2"))
    opened.actions()["undo"].trigger()
    assert shown(opened)[1] == Gallery(("p1", "p2"))
    opened.actions()["redo"].trigger()
    assert shown(opened)[1] == Gallery(("p3", "p1", "p2"))


def test_a_gallery_without_any_photo_ticked_goes(opened: WritingPane, qtbot: QtBot) -> None:
    select_gallery(opened)
    assert opened.actions()["edit_gallery"].isEnabled()
    opened.actions()["edit_gallery"].trigger()
    box = box_of(opened, qtbot)
    for row in range(2):
        list_of(box).item(row).setCheckState(Qt.CheckState.Unchecked)
    press_button(box, "Remove gallery")
    assert shown(opened) == (p("one"), p("two"))


def test_a_new_gallery_is_put_in_at_the_caret(opened: WritingPane, qtbot: QtBot) -> None:
    opened.actions()["gallery"].trigger()
    box = box_of(opened, qtbot)
    done = next(b for b in box.findChildren(QPushButton) if b.text() == "Insert gallery")
    assert not done.isEnabled()
    list_of(box).item(3).setCheckState(Qt.CheckState.Checked)
    list_of(box).item(1).setCheckState(Qt.CheckState.Checked)
    done.click()
    assert shown(opened)[0] == Gallery(("p2", "p4"))
    opened.actions()["undo"].trigger()
    assert shown(opened)[0] == p("one")


def test_cancelling_changes_nothing(opened: WritingPane, qtbot: QtBot) -> None:
    select_gallery(opened)
    opened.actions()["edit_gallery"].trigger()
    box = box_of(opened, qtbot)
    list_of(box).item(0).setCheckState(Qt.CheckState.Unchecked)
    QTest.keyClick(box, Key.Key_Escape)
    assert shown(opened) == (p("one"), Gallery(("p1", "p2")), p("two"))
    assert not opened.actions()["undo"].isEnabled()


def test_pictures_from_files_join_what_was_ticked(
    opened: WritingPane, qtbot: QtBot, placement: Placement
) -> None:
    opened.actions()["gallery"].trigger()
    box = box_of(opened, qtbot)
    list_of(box).item(2).setCheckState(Qt.CheckState.Checked)
    with qtbot.waitSignal(opened.photos.gallery_files_wanted):
        press_button(box, "Add from files…")
    assert shown(opened)[0] == Gallery(("p3",))
    opened.photos.insert_gallery([replace(placement, id="new 1"), replace(placement, id="new 2")])
    assert shown(opened)[0] == Gallery(("p3", "new 1", "new 2"))


def test_several_photos_make_one_gallery(opened: WritingPane, placement: Placement) -> None:
    QTest.keyClick(opened.focusWidget(), Key.Key_End)
    opened.photos.insert_gallery([replace(placement, id="new 1"), replace(placement, id="new 2")])
    assert shown(opened)[:2] == (p("one"), Gallery(("new 1", "new 2")))


def test_a_photo_that_is_removed_leaves_every_place(
    pane: WritingPane, make_story: StoryMaker
) -> None:
    blocks = [PhotoBlock("p1"), Gallery(("p2", "p1")), p("x"), Gallery(("p1",))]
    pane.show_story(make_story(Document.of(blocks)))
    pane.photos.remove("p1")
    assert shown(pane) == (Gallery(("p2",)), p("x"))
    pane.undo_line.undo()
    assert shown(pane) == tuple(blocks)


def test_a_gallery_is_copied_and_pasted_with_the_photos_of_the_story(opened: WritingPane) -> None:
    select_gallery(opened)
    opened.actions()["copy"].trigger()
    QTest.keyClick(opened.focusWidget(), Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    opened.actions()["paste"].trigger()
    assert shown(opened)[-1] == Gallery(("p1", "p2"))


def test_a_card_shows_pictures_and_says_what_is_missing(
    opened: WritingPane, photos_of_story: tuple[Placement, ...]
) -> None:
    bare = replace(photos_of_story[0], caption="")
    opened.set_placements((bare,))
    image = opened.grab().toImage()
    green = sum(
        image.pixelColor(x, y).green() > 120 > image.pixelColor(x, y).red() + 60
        for x in range(0, image.width(), 4)
        for y in range(0, image.height(), 4)
    )
    assert green > 100


def test_typing_beside_a_gallery_never_touches_it(opened: WritingPane) -> None:
    select_gallery(opened)
    QTest.keyClicks(opened.focusWidget(), "x")
    assert shown(opened) == (p("one"), Gallery(("p1", "p2")), p("x"), p("two"))


def test_a_double_click_on_a_picture_opens_that_photo_and_beside_them_the_gallery(
    opened: WritingPane, qtbot: QtBot
) -> None:
    body = opened.focusWidget()
    assert isinstance(body, BodyField)
    block = body.document().findBlockByNumber(1)
    box = body.document().documentLayout().blockBoundingRect(block)
    second = box.topLeft().toPoint() + QPoint(180, 40)
    with qtbot.waitSignal(opened.photo_activated) as told:
        QTest.mouseDClick(body.viewport(), Qt.MouseButton.LeftButton, pos=second)
    assert told.args == ["p2"]
    words = box.bottomLeft().toPoint() + QPoint(300, -30)
    QTest.mouseDClick(body.viewport(), Qt.MouseButton.LeftButton, pos=words)
    box_of(opened, qtbot).reject()


def test_a_gallery_never_has_more_photos_than_can_be_read_again(
    opened: WritingPane, placement: Placement, qtbot: QtBot
) -> None:
    many = [replace(placement, id=f"new {number}") for number in range(MAX_GALLERY_PHOTOS + 1)]
    with qtbot.waitSignal(opened.pasted) as told:
        opened.photos.insert_gallery(many)
    assert str(MAX_GALLERY_PHOTOS) in told.args[0]
    body = opened.edit().body
    assert body is not None
    assert document_json.from_json(document_json.to_json(body)) == body


def menu_at(pane: WritingPane, block_number: int) -> QMenu:
    """A right click on a line, wherever the caret is."""
    body = pane.findChild(BodyField)
    box = (
        body.document()
        .documentLayout()
        .blockBoundingRect(body.document().findBlockByNumber(block_number))
    )
    place = QPoint(
        round(box.left()) + 40, round(box.center().y()) - body.verticalScrollBar().value()
    )
    QTest.mouseClick(body.viewport(), Qt.MouseButton.RightButton, pos=place)
    reason = QContextMenuEvent.Reason.Mouse
    event = QContextMenuEvent(reason, place, body.viewport().mapToGlobal(place))
    QApplication.sendEvent(body.viewport(), event)
    menus = [w for w in QApplication.topLevelWidgets() if isinstance(w, QMenu) and w.isVisible()]
    assert len(menus) == 1
    return menus[0]


@GRABBING
def test_the_menu_of_a_gallery_is_about_the_one_that_was_clicked(
    opened: WritingPane, qtbot: QtBot
) -> None:
    body = opened.findChild(BodyField)
    assert body.textCursor().blockNumber() == 0
    menu = menu_at(opened, 1)
    entry = next(each for each in menu.actions() if each is opened.actions()["edit_gallery"])
    assert entry.isEnabled()
    assert opened.actions()["cut"].isEnabled()
    entry.trigger()
    menu.close()
    box = box_of(opened, qtbot)
    assert box.isVisible()
    box.reject()


@GRABBING
def test_a_menu_among_words_leaves_the_caret_where_it_is(opened: WritingPane) -> None:
    body = opened.findChild(BodyField)
    menu_at(opened, 2).close()
    assert body.textCursor().position() == 0
