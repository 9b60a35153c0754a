"""Words typed into any dialog are there when it opens again, until they are given or given up."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import SIGNAL, QCoreApplication, QEvent, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QComboBox,
    QLineEdit,
    QListWidget,
    QPlainTextEdit,
    QPushButton,
    QTableWidget,
    QWidget,
)
from pytestqt.qtbot import QtBot

from editor.desk.desk import Desk
from editor.ui.incoming.incoming_dialog import IncomingDialog
from editor.ui.newsroom.outlet_dialog import OutletDialog
from editor.ui.newsroom.people_dialog import PeopleDialog
from editor.ui.newsroom.sections_dialog import SectionsDialog
from editor.ui.settings.table_pages import AbbreviationsPage
from editor.ui.shell.begun_desk import BEGUN, BegunDesk
from editor.ui.shell.desk_lane import DeskLane
from editor.ui.shell.settings_desk import SettingsDesk
from editor.ui.shell.settings_dialog import SettingsDialog
from editor.ui.theme import Theme
from editor.ui.widgets.begun import BegunFields, Typed
from editor.ui.widgets.sheet import BegunLine
from editor.ui.writing.link_editing import LinkBox
from tests.trials.boxes import all_boxes
from tests.trials.dialogs import all_dialogs

Open = Callable[[str], QWidget]

pytestmark = pytest.mark.qt_log_ignore("does not support grabbing the keyboard", extend=True)


@pytest.fixture
def lane(tmp_path: Path) -> Iterator[DeskLane]:
    desk = Desk.open(tmp_path / "library", program_version="test")
    made = DeskLane(desk)
    yield made
    made.close()
    desk.close()


@pytest.fixture
def window(qtbot: QtBot, theme: Theme, lane: DeskLane) -> QWidget:
    """What stands behind the dialogs, with somebody who keeps what is begun in them."""
    made = QWidget()
    qtbot.addWidget(made)
    BegunDesk(lane, lambda: "a story", SettingsDesk(lane, made), made)
    made.show()
    return made


@pytest.fixture
def desk(window: QWidget) -> BegunDesk:
    [made] = window.findChildren(BegunDesk)
    return made


@pytest.fixture
def opened(window: QWidget, theme: Theme) -> Open:
    def opens(name: str) -> QWidget:
        box = all_dialogs()[name]() if name in all_dialogs() else all_boxes()[name](theme)
        box.setParent(window, box.windowFlags() | Qt.WindowType.Dialog)
        box.show()
        return box

    return opens


def fields(box: QWidget) -> dict[str, QLineEdit | QPlainTextEdit]:
    watched = BegunFields(box)
    watched.end()
    return dict(watched._fields)


def text(field: QLineEdit | QPlainTextEdit) -> str:
    return field.text() if isinstance(field, QLineEdit) else field.toPlainText()


def type_over(field: QLineEdit | QPlainTextEdit, words: str) -> str:
    field.setFocus()
    QTest.keyClick(field, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(field, words)
    return words


def typed_into(box: QWidget) -> Typed:
    """Words of its own in every field of a box, as somebody types them."""
    return {
        name: type_over(field, f"words {number}")
        for number, (name, field) in enumerate(fields(box).items())
    }


# What only looks something up, and the text itself with the bar under it, which are kept otherwise.
LOOKING = {"shortcuts", "characters", "record"}
BOXES = ("everywhere",)


@pytest.mark.parametrize("name", [*sorted(set(all_dialogs()) - LOOKING), *BOXES])
def test_words_typed_into_any_field_are_there_after_escape(name: str, opened: Open) -> None:
    box = opened(name)
    written = typed_into(box)
    QTest.keyClick(box, Qt.Key.Key_Escape)
    assert not box.isVisible()
    box.deleteLater()
    again = opened(name)
    assert {n: text(f) for n, f in fields(again).items()} == written
    if written and hasattr(again, "show_begun"):
        line = again.findChild(BegunLine)
        assert line is not None
        assert line.isVisible()
        line.findChild(QPushButton).click()
        untouched = all_dialogs()[name]() if name in all_dialogs() else None
        if untouched is not None:
            assert {n: text(f) for n, f in fields(again).items()} == {
                n: text(f) for n, f in fields(untouched).items()
            }
            untouched.deleteLater()
    again.close()
    third = opened(name)
    assert third.findChild(BegunLine) is None or not hasattr(third, "show_begun")
    third.close()


def close_all(made: QWidget) -> None:
    for each in (made, *made.findChildren(QWidget)):
        if each.isWindow():
            each.close()


def followed_again(made: QWidget, desk: BegunDesk) -> list[QWidget]:
    """What tells that it opens, opened once more as one that is made once for a whole day."""
    parts = [made, *made.findChildren(QWidget)]
    for each in parts:
        if each.isWindow() and (hasattr(each, "begun_in") or hasattr(each, "begun_about")):
            each.close()
            each.show()
    return [box for box in desk._followed if box in parts]


@pytest.mark.parametrize("name", [*all_dialogs(), *all_boxes()])
def test_what_is_typed_each_time_a_box_opens_is_kept_whole(
    name: str, opened: Open, desk: BegunDesk
) -> None:
    made = opened(name)
    boxes = followed_again(made, desk)
    written: dict[QWidget, Typed] = {box: {} for box in boxes}
    for opening in range(3):
        for box in boxes:
            named = list(fields(box).items())
            # Each time into others; a field that stands alone is written in every time.
            for each, field in named[opening::2] or named[:1]:
                written[box][each] = type_over(field, f"words {opening}")
            kept = desk._begun.get(desk._key(box), {})
            assert kept.get("fields", {}) == written[box]
        assert followed_again(made, desk) == boxes
    for box in boxes:
        assert {n: text(f) for n, f in fields(box).items() if n in written[box]} == written[box]
        assert len([line for line in box.findChildren(BegunLine) if line.isVisible()]) <= 1
    close_all(made)
    again = opened(name)
    for box, other in zip(boxes, followed_again(again, desk), strict=True):
        assert {n: text(f) for n, f in fields(other).items() if n in written[box]} == written[box]
    close_all(again)


def test_a_box_that_serves_all_day_hears_each_key_once(window: QWidget) -> None:
    box = LinkBox(window)
    address, words = box._address, box._words
    heard: list[tuple[int, int, int]] = []
    for turn in range(6):
        box.ask("", QPoint(), f"words {turn % 2}")
        assert address.text() == (f"www.example.org/{turn - 2}" if turn > 1 else "")
        type_over(address, f"www.example.org/{turn}")
        box.close()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        keys = address.receivers(SIGNAL("textEdited(QString)"))
        heard.append((keys, len(box.findChildren(BegunFields)), box._grid.rowCount()))
    assert heard[-1] == heard[2]
    assert heard[0][:2] == heard[2][:2]
    # At the same words again, with the others left as they were written before.
    box.ask("", QPoint(), "words 1")
    type_over(words, "better words")
    box.close()
    box.ask("", QPoint(), "words 1")
    assert (address.text(), words.text()) == ("www.example.org/5", "better words")
    [line] = [each for each in box.findChildren(BegunLine) if each.isVisible()]
    line.findChild(QPushButton).click()
    assert (address.text(), words.text()) == ("", "words 1")
    box.close()


def test_a_page_turned_and_turned_back_keeps_its_words_and_the_way_to_start_afresh(
    opened: Open,
) -> None:
    def press(over: QWidget, label: str) -> None:
        next(b for b in over.findChildren(QPushButton) if b.text() == label).click()

    dialog = opened("incoming-several")
    headline = fields(dialog)["Headline"]
    before = text(headline)
    type_over(headline, "Another headline")
    dialog.close()
    again = opened("incoming-several")
    assert isinstance(again, IncomingDialog)
    again.thumbnail_wanted.disconnect()  # the pictures of a trial are gone already
    headline = fields(again)["Headline"]
    press(again, "Take in")
    press(again, "Back")
    assert text(headline) == "Another headline"
    line = again.findChild(BegunLine)
    assert line is not None
    assert line.isVisible()
    press(line, "Start afresh")
    assert text(headline) == before
    again.close()


def test_names_and_sections_that_were_begun_are_there_again(opened: Open) -> None:
    people = opened("people")
    assert isinstance(people, PeopleDialog)
    before = people.value
    next(b for b in people.findChildren(QPushButton) if b.text() == "Add").click()
    name = next(f for f in people.findChildren(QLineEdit) if f.accessibleName() == "Name")
    QTest.keyClicks(name, "Hao Lin")
    people.close()
    again = opened("people")
    assert isinstance(again, PeopleDialog)
    assert {each.name for each in again.value} - {each.name for each in before} == {"Hao Lin"}
    name = next(f for f in again.findChildren(QLineEdit) if f.accessibleName() == "Name")
    assert name.text() == "Hao Lin"
    again.findChild(BegunLine).findChild(QPushButton).click()
    assert again.value == before
    # What is typed next is about the name that is shown.
    assert name.text() in {each.name for each in before}
    type_over(name, "Somebody Else")
    assert {each.name for each in again.value} - {each.name for each in before} == {"Somebody Else"}
    again.close()

    sections = opened("sections")
    assert isinstance(sections, SectionsDialog)
    [listed] = sections.findChildren(QListWidget)
    listed.item(1).setText("Countryside")
    was = sections.value
    sections.close()
    again = opened("sections")
    assert isinstance(again, SectionsDialog)
    assert again.value == was
    again.accept()
    third = opened("sections")
    assert isinstance(third, SectionsDialog)
    assert "Countryside" not in [each.name for each in third.value]
    third.close()


def test_navigation_and_shorthand_that_were_begun_are_there_again(opened: Open) -> None:
    outlet = opened("outlet")
    assert isinstance(outlet, OutletDialog)
    outlet.findChild(QTableWidget).item(0, 0).setText("Front")
    outlet.close()
    again = opened("outlet")
    assert isinstance(again, OutletDialog)
    assert again.value.navigation[0].label == "Front"
    again.close()
    entries: list[list[str]] = []
    for _ in range(2):
        settings = opened("settings")
        assert isinstance(settings, SettingsDialog)
        page = settings.findChild(AbbreviationsPage)
        entries = page.values()["entries"]
        page._put(("LQM", "Lingqiu millet"))
        settings.close()
    assert ["LQM", "Lingqiu millet"] in entries


def test_shorthand_half_written_is_there_again_and_the_remark_on_it_goes_with_it(
    opened: Open,
) -> None:
    settings = opened("settings")
    page = settings.findChild(AbbreviationsPage)
    assert page is not None
    page._put(("two words", ""))
    settings.close()
    again = opened("settings")
    assert isinstance(again, SettingsDialog)
    again.accept()
    assert "two words" in again.remark_text
    again.findChild(BegunLine).findChild(QPushButton).click()
    assert again.remark_text == ""
    again.close()


def test_choices_alone_are_nothing_begun(opened: Open) -> None:
    """Who turns a switch and leaves has left it as it was."""
    outlet = opened("outlet")
    next(
        b for b in outlet.findChildren(QComboBox) if b.accessibleName() == "Brackets"
    ).activated.emit(1)
    outlet.close()
    again = opened("outlet")
    assert again.findChild(BegunLine) is None
    again.close()


def test_it_is_in_the_library_after_a_pause(
    qtbot: QtBot, opened: Open, lane: DeskLane, window: QWidget
) -> None:
    box = opened("return")
    written = typed_into(box)
    qtbot.waitUntil(lambda: bool(lane.desk.site.setting(BEGUN)))
    [kept] = lane.desk.site.setting(BEGUN).values()
    assert kept["fields"] == written
    # Another window over the same library, some other day.
    behind = QWidget()
    qtbot.addWidget(behind)
    settings = SettingsDesk(lane, behind)
    later = BegunDesk(lane, lambda: "a story", settings, behind)
    settings.start()
    qtbot.waitUntil(lambda: bool(later._begun))
    again = all_dialogs()["return"]()
    again.setParent(behind, again.windowFlags())
    again.show()
    assert {n: text(f) for n, f in fields(again).items()} == written
    again.close()
    box.close()
