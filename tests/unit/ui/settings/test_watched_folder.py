"""The folder whose pictures come in by themselves, from the window's side."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from editor.desk.desk import Desk
from editor.ui.settings.pages import WatchedFolderPage
from editor.ui.settings.watched_folder import WATCHED, WatchedFolderDesk
from editor.ui.shell.desk_lane import DeskLane
from editor.ui.shell.settings_desk import SettingsDesk
from tests.unit.photos.pictures import encoded, noisy


@pytest.fixture
def lane(tmp_path: Path, qtbot: QtBot) -> Iterator[DeskLane]:
    desk = Desk.open(tmp_path / "library", program_version="test")
    lane = DeskLane(desk)
    yield lane
    lane.close()
    desk.close()


def test_what_comes_into_the_folder_comes_in_and_is_told(
    lane: DeskLane, qtbot: QtBot, tmp_path: Path
) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    settings = SettingsDesk(lane, window)
    watched = WatchedFolderDesk(lane, settings, window)
    said: list[str] = []
    watched.said.connect(said.append)
    drop = tmp_path / "drop"
    drop.mkdir()
    (drop / "a.jpg").write_bytes(encoded(noisy(64, 48), "JPEG"))

    def looked() -> None:
        watched.look()
        lane.pool.finish()

    looked()  # nobody has chosen one
    settings.keep(WATCHED, {"folder": str(drop), "on": True})
    lane.lane.finish()
    looked()
    looked()
    assert said == ["1 picture came in from the watched folder."]
    assert len(lane.desk.photos.photos()) == 1
    assert lane.desk.site.setting(WATCHED) == {"folder": str(drop), "on": True}
    settings.keep(WATCHED, {"folder": str(drop), "on": False})
    (drop / "b.jpg").write_bytes(encoded(noisy(48, 64), "JPEG"))
    looked()
    looked()
    assert len(said) == 1
    watched.stop()


def test_the_page_keeps_what_is_chosen_and_names_a_folder_that_is_not_there(
    qtbot: QtBot, tmp_path: Path
) -> None:
    page = WatchedFolderPage()
    qtbot.addWidget(page)
    for kept in ({"folder": str(tmp_path), "on": True}, {"folder": "", "on": False}):
        page.load(kept)
        assert page.values() == kept
        assert page.problem() == ""
    page.load({"folder": str(tmp_path / "gone"), "on": True})
    assert "gone" in page.problem()
