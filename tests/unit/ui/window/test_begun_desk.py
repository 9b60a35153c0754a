"""Words typed into any dialog are there when it opens again, until they are given or given up."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
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
from editor.ui.dialogs.abbreviations_page import AbbreviationsPage
from editor.ui.dialogs.outlet_dialog import OutletDialog
from editor.ui.dialogs.people_dialog import PeopleDialog
from editor.ui.dialogs.sections_dialog import SectionsDialog
from editor.ui.dialogs.settings_dialog import SettingsDialog
from editor.ui.theme import Theme
from editor.ui.widgets.begun import BegunFields, BegunLine, Typed
from editor.ui.window.begun_desk import BEGUN, BegunDesk
from editor.ui.window.desk_lane import DeskLane
from editor.ui.window.settings_desk import SettingsDesk
from tests.trials.boxes import all_boxes
from tests.trials.dialogs import all_dialogs

Open = Callable[[str], QWidget]


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
def opened(window: QWidget, theme: Theme) -> Open:
    def opens(name: str) -> QWidget:
        box = all_dialogs()[name]() if name in all_dialogs() else all_boxes()[name](theme)
        box.setParent(window, box.windowFlags() | Qt.WindowType.Dialog)
        box.show()
        return box

    return opens


def fields(box: QWidget) -> dict[str, QLineEdit | QPlainTextEdit]:
    watched = BegunFields(box)
    return dict(watched._fields)


def text(field: QLineEdit | QPlainTextEdit) -> str:
    return field.text() if isinstance(field, QLineEdit) else field.toPlainText()


def typed_into(box: QWidget) -> Typed:
    """Words of its own in every field of a box, as somebody types them."""
    written: Typed = {}
    for number, (name, field) in enumerate(fields(box).items()):
        words = f"words {number}"
        field.setFocus()
        QTest.keyClick(field, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        QTest.keyClicks(field, words)
        written[name] = words
    return written


# What only looks something up, and the text itself with the bar under it, which are kept otherwise.
LOOKING = {"shortcuts", "characters"}
BOXES = ("everywhere", "credit", "credit-account")


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
    again.findChild(BegunLine).findChild(QPushButton).click()
    assert again.value == before
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
