"""What holds for every box, bar and dialog of the window: all of it is to be seen."""

import importlib
import inspect
import pkgutil

import pytest
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QDialog,
    QLineEdit,
    QSpinBox,
    QTabBar,
    QWidget,
)
from pytestqt.qtbot import QtBot

import editor.ui
from editor.ui.theme import Theme
from editor.ui.widgets.begun import BegunDialog
from editor.ui.widgets.sheet import Sheet
from editor.ui.window.main_window import MainWindow
from tests.measuring import what_is_cut
from tests.trials.boxes import all_boxes, opened_in
from tests.trials.dialogs import all_dialogs

# How a part is called that comes over or beside the text and asks or says something.
KINDS = ("Banner", "Bar", "Box", "Dialog", "Form", "Line", "List", "Notice", "Window")
# Called so as well, but fields of a form.
FIELDS = (QAbstractItemView, QComboBox, QLineEdit, QSpinBox, QTabBar)

pytestmark = pytest.mark.qt_log_ignore("does not support grabbing the keyboard", extend=True)


def every_kind() -> set[type[QWidget]]:
    """Every class of a box, bar or dialog that there is, found in the code itself."""
    found: set[type[QWidget]] = set()
    for module in pkgutil.walk_packages(editor.ui.__path__, "editor.ui."):
        for name, each in inspect.getmembers(importlib.import_module(module.name), inspect.isclass):
            if each.__module__ != module.name or not issubclass(each, QWidget) or name[0] == "_":
                continue
            if issubclass(each, QDialog) or name.endswith(KINDS):
                found.add(each)
    # What dialogs are made from, and what they stand before.
    others = {BegunDialog, Sheet, MainWindow}
    return {each for each in found if not issubclass(each, FIELDS)} - others


def made(qtbot: QtBot, theme: Theme, name: str) -> QWidget:
    box = all_boxes()[name](theme)
    qtbot.addWidget(box)
    show(qtbot, box)
    return box


def show(qtbot: QtBot, widget: QWidget) -> None:
    with qtbot.waitExposed(widget):
        widget.show()


def assert_fits(qtbot: QtBot, *boxes: QWidget) -> None:
    def fits() -> None:
        assert [line for box in boxes for line in what_is_cut(box)] == []

    # Fields that grow with their text tell one layout above them after the other.
    qtbot.waitUntil(fits)


@pytest.mark.parametrize("name", all_boxes())
def test_nothing_of_a_box_is_cut(name: str, qtbot: QtBot, theme: Theme) -> None:
    box = made(qtbot, theme, name)
    assert_fits(qtbot, *opened_in(box))
    for each in opened_in(box):
        each.close()


@pytest.mark.parametrize("name", all_dialogs())
def test_nothing_of_a_dialog_is_cut(name: str, qtbot: QtBot, theme: Theme) -> None:
    dialog = all_dialogs()[name]()
    qtbot.addWidget(dialog)
    show(qtbot, dialog)
    assert_fits(qtbot, dialog)


def test_no_box_and_no_dialog_is_left_unmeasured(qtbot: QtBot, theme: Theme) -> None:
    seen: set[type[QWidget]] = set()
    for name in all_boxes():
        box = made(qtbot, theme, name)
        for each in (box, *box.findChildren(QWidget)):
            if each.isVisible():
                seen.add(type(each))
        for each in opened_in(box):
            each.close()
    for make in all_dialogs().values():
        dialog = make()
        qtbot.addWidget(dialog)
        seen.add(type(dialog))
    missing = every_kind() - seen
    assert not missing, "these are opened by no trial: add them to tests/trials"
    assert len(seen & every_kind()) > 30
