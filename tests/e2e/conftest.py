"""Galley as people meet it: the command line in a fresh library, and the real window."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QSettings, QSize
from pytestqt.qtbot import QtBot

from editor.desk.desk import Desk
from editor.desk.site import Person as Seat
from editor.ui.app import make_application
from editor.ui.theme import Theme
from editor.ui.window.main_window import MainWindow
from editor.ui.window.workspaces import CHOSEN
from main import main
from tests.e2e.person import Person

REPO = Path(__file__).parents[2]
SHARED = REPO.parent / "shared"
MODEL_STORY = SHARED / "stories" / "modernizing-strategy-validated-by-congress.txt"
WHEAT_FIELD = SHARED / "photos" / "wheat-field.jpg"


@dataclass(frozen=True, slots=True)
class Answer:
    """What one command said."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


Galley = Callable[..., Answer]


@pytest.fixture
def library(tmp_path: Path) -> Path:
    return tmp_path / "library"


@pytest.fixture
def galley(library: Path, capsys: pytest.CaptureFixture[str]) -> Galley:
    """Run a command against the test's own library, in this process."""

    def run(*words: object) -> Answer:
        capsys.readouterr()
        try:
            status = main(["--library", str(library), *map(str, words)])
        except SystemExit as stop:
            status = int(stop.code or 0)
        said = capsys.readouterr()
        return Answer(status, said.out, said.err)

    return run


@pytest.fixture
def model_story() -> Path:
    if not MODEL_STORY.exists():
        pytest.skip(f"not tested with the model story: shared/{MODEL_STORY.name} is not here")
    return MODEL_STORY


@pytest.fixture
def wheat_field() -> Path:
    if not WHEAT_FIELD.exists():
        pytest.skip(f"not tested with the model photo: shared/{WHEAT_FIELD.name} is not here")
    return WHEAT_FIELD


@pytest.fixture
def sample_story() -> Path:
    return REPO / "resources" / "sample" / "millet-harvest.txt"


@pytest.fixture
def sample_photo() -> Path:
    return REPO / "resources" / "sample" / "grain-terraces.jpg"


@pytest.fixture
def role() -> str:
    """Who sits at the desk: editor, photo or supervisor; another one where a file says so."""
    return "editor"


@pytest.fixture
def desk(library: Path, role: str) -> Iterator[Desk]:
    desk = Desk.open(library, program_version="test")
    desk.site.seat(Seat("Chen Yu", role))
    yield desk
    desk.close()


@pytest.fixture
def chosen() -> str:
    """The workspace that was chosen on this machine before; "" for none."""
    return "write"


OpenWindow = Callable[..., MainWindow]
DESK_SIZE = QSize(1440, 900)


@pytest.fixture
def open_window(qtbot: QtBot, desk: Desk, tmp_path: Path, chosen: str) -> Iterator[OpenWindow]:
    """The window as the program opens it. Those opened one after another in a test remember what
    was set in the ones before; all are closed at its end."""
    theme = Theme(make_application(), "light")
    theme.apply()
    windows: list[MainWindow] = []
    kept = QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat)
    kept.setValue(CHOSEN, chosen)
    kept.sync()

    def opens(size: QSize | None = DESK_SIZE) -> MainWindow:
        settings = QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat)
        made = MainWindow(desk, theme, settings)
        qtbot.addWidget(made)
        windows.append(made)
        if size is not None:  # else as large as it makes itself
            made.resize(size)
        made.show()
        made.start()
        return made

    yield opens
    for window in windows:
        window.close()


@pytest.fixture
def window(open_window: OpenWindow) -> MainWindow:
    return open_window()


@pytest.fixture
def person(qtbot: QtBot, window: MainWindow) -> Person:
    """Somebody in front of the window."""
    return Person(qtbot, window)


SitDown = Callable[[], Person]


@pytest.fixture
def sit_down(qtbot: QtBot, open_window: OpenWindow) -> SitDown:
    """Somebody opens the window; it may be left and opened again."""
    return lambda: Person(qtbot, open_window())
