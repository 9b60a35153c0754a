"""What another program offers to a dialog or a box is copied into it, never moved."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from editor.ui.theme import Theme
from editor.ui.widgets.copied_drops import CopiedDrops
from tests.dropping import drop, moved, offered, targets
from tests.trials.boxes import all_boxes, opened_in
from tests.trials.dialogs import all_dialogs

pytestmark = pytest.mark.qt_log_ignore("does not support grabbing the keyboard", extend=True)


@pytest.fixture
def rule(qapp: QApplication) -> Iterator[CopiedDrops]:
    made = CopiedDrops(qapp)
    yield made
    made.deleteLater()


@pytest.mark.parametrize("name", [*all_dialogs(), *all_boxes()])
def test_no_field_of_a_dialog_answers_that_it_moved_something(
    name: str, qtbot: QtBot, theme: Theme, rule: CopiedDrops
) -> None:
    made = all_dialogs()[name]() if name in all_dialogs() else all_boxes()[name](theme)
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    for top in opened_in(made):
        rule._follow(top.windowHandle())
        for target in targets(top):
            assert not moved(drop(target, offered(text="words from a letter"))), target
        top.close()
