"""What the boxes of a story's way show is what it has, and what is kept unread is that again."""

from datetime import UTC, datetime

import pytest
from pytestqt.qtbot import QtBot

from editor.story.workflow import Priority, Route
from editor.ui.review.way_dialogs import SendDialog, WayDialog

DUE, EMBARGO = (datetime(2026, 12, day, 9, 30, tzinfo=UTC) for day in (4, 5))


@pytest.mark.parametrize("priority", Priority)
def test_a_box_kept_as_it_opened_changes_nothing(qtbot: QtBot, priority: Priority) -> None:
    route = Route("editor", "", DUE, priority, EMBARGO)
    way = WayDialog("Millet", route)
    qtbot.addWidget(way)
    due, given, embargo = way.value
    assert (due, given, embargo) == (DUE, priority, EMBARGO)
    send = SendDialog("Millet", route, ["Chen Yu"], "Chen Yu")
    qtbot.addWidget(send)
    assert send.value[:3] == ("Chen Yu", DUE, priority)
