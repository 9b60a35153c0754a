"""Settings are read at the start, applied at once and kept in the library."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from editor.desk.desk import Desk
from editor.ui.shell.desk_lane import DeskLane
from editor.ui.shell.settings_desk import SettingsDesk, Values


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = Desk.open(tmp_path / "library", program_version="test")
    yield made
    made.close()


@pytest.fixture
def lane(desk: Desk, qtbot: QtBot) -> Iterator[DeskLane]:
    made = DeskLane(desk)
    yield made
    made.close()


def settings(lane: DeskLane, window: QWidget, told: list[Values]) -> SettingsDesk:
    made = SettingsDesk(lane, window)
    made.add("typing", told.append)
    return made


def test_what_is_kept_is_applied_at_once_and_at_the_next_start(
    qtbot: QtBot, desk: Desk, lane: DeskLane
) -> None:
    window, told, again = QWidget(), list[Values](), list[Values]()
    qtbot.addWidget(window)
    first = settings(lane, window, told)
    first.start()
    qtbot.waitUntil(lambda: told == [{}])
    first.keep("typing", {"style": "xinhua"})
    assert told[-1] == {"style": "xinhua"}
    assert first.values("typing") == {"style": "xinhua"}
    settings(lane, window, again).start()
    qtbot.waitUntil(lambda: again == [{"style": "xinhua"}])
    assert desk.site.setting("typing") == {"style": "xinhua"}


def test_what_somebody_else_wrote_there_is_no_reason_not_to_start(
    qtbot: QtBot, desk: Desk, lane: DeskLane
) -> None:
    window, told = QWidget(), list[Values]()
    qtbot.addWidget(window)
    desk.site.remember("typing", ["nonsense"])
    settings(lane, window, told).start()
    qtbot.waitUntil(lambda: told == [{}])


def test_what_is_decided_while_the_library_is_read_stays_decided(
    qtbot: QtBot, desk: Desk, lane: DeskLane
) -> None:
    window, told = QWidget(), list[Values]()
    qtbot.addWidget(window)
    desk.site.remember("typing", {"style": "british"})
    made = settings(lane, window, told)
    made.start()
    made.keep("typing", {"style": "xinhua"})
    lane.lane.finish()
    qtbot.waitUntil(lambda: desk.site.setting("typing") == {"style": "xinhua"})
    assert told == [{"style": "xinhua"}]


def test_only_what_was_set_on_purpose_is_told_when_the_library_cannot_keep_it(
    qtbot: QtBot, desk: Desk, tmp_path: Path
) -> None:
    desk.close()
    reading = Desk.open(tmp_path / "library", program_version="test", writing=False)
    lane, window, refused, told = DeskLane(reading), QWidget(), list[str](), list[Values]()
    qtbot.addWidget(window)
    lane.refused.connect(refused.append)
    made = settings(lane, window, told)
    made.note("typing", {"style": "british"})
    lane.lane.finish()
    assert told == [{"style": "british"}]
    assert refused == []
    made.keep("typing", {"style": "xinhua"})
    lane.lane.finish()
    assert told[-1] == {"style": "xinhua"}
    assert len(refused) == 1
    lane.close()
    reading.close()
