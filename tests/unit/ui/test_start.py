"""What the program loads until somebody can type: the rest comes with its first use."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from editor.desk.desk import Desk
from editor.desk.site import Person
from editor.story.document import Document
from editor.story.story import StoryEdit
from editor.ui.opened.story_tab import OPEN_TABS, OpenTabs, TabPlace

# More is no fault by itself; it is a reason to look at what came and whether it is needed here.
MOST_OF_OURS = 295
LATE = (
    "alembic",
    "charset_normalizer",
    "defusedxml",
    "docx",
    "editor.desk.arrivals",
    "editor.desk.leaving",
    "db.schema",
    "editor.interchange.arriving.conservation",
    "editor.interchange.leaving.outgoing",
    "editor.interchange.web.lifted_pictures",
    "jinja2",
    "mammoth",
    "markdown_it",
    "nh3",
    "PIL",
    "PySide6.QtWebEngineCore",
    "spellchecker",
    "sqlalchemy",
)
OPENED = """
import builtins, json, re, sys
from pathlib import Path
from main import load_window
own = builtins.__import__, builtins.compile, re.compile
run_window = load_window()
from PySide6.QtCore import QTimer
from editor.ui.window.main_window import MainWindow

def tell(window):
    now = builtins.__import__, builtins.compile, re.compile
    print(json.dumps([sorted(sys.modules), now == own]))
    window.close()

start = MainWindow.start
def started(window):
    start(window)
    window.story_opened.connect(lambda: QTimer.singleShot(0, lambda: tell(window)))
MainWindow.start = started
sys.exit(run_window(Path(sys.argv[1])))
"""


def started(library: Path) -> str:
    done = subprocess.run(
        [sys.executable, "-c", OPENED, library], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> tuple[list[str], bool]:
    """The modules that are loaded when a story is open, and whether Python's own functions are
    in their places."""
    library = tmp_path_factory.mktemp("start") / "library"
    desk = Desk.open(library, program_version="test")
    desk.site.seat(Person("Chen Yu", "editor"))
    story = desk.stories.begin().value
    body = Document.from_paragraphs(["Millet from the terraces."])
    desk.stories.keep(story.id, StoryEdit(headline="Millet", body=body))
    desk.site.remember(OPEN_TABS, OpenTabs((TabPlace(story.id, "Millet"),), story.id).to_json())
    desk.close()
    # The first start notes that the story was opened, for which it writes.
    said = [started(library) for _ in range(2)][-1]
    modules, own = json.loads(said)
    return modules, own


def test_what_few_starts_need_is_not_loaded(opened: tuple[list[str], bool]) -> None:
    assert [name for name in LATE if name in opened[0]] == []


def test_a_start_loads_no_more_of_ours_than_it_did(opened: tuple[list[str], bool]) -> None:
    ours = [name for name in opened[0] if name.split(".")[0] in ("editor", "db", "resources")]
    assert len(ours) <= MOST_OF_OURS, "\n".join(ours)


def test_no_module_is_read_again_for_switches_of_qt_that_nobody_uses(
    opened: tuple[list[str], bool],
) -> None:
    assert opened[1]


@pytest.mark.parametrize("kept", [None, b"", b"\xe3\xff damaged", "as left"])
def test_qt_tells_its_signatures_whatever_is_kept_of_its_modules(
    kept: bytes | str | None, tmp_path: Path
) -> None:
    """Their byte code is kept and their patterns are put off: both are Qt's for what it says of a
    wrong call."""
    asked = """
from editor.late import load_qt
load_qt()
from PySide6.QtCore import QRect
try:
    QRect("a")
except TypeError as wrong:
    print(wrong)
"""
    environment = {**os.environ, "PYTHONPYCACHEPREFIX": str(tmp_path)}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)

    def run() -> str:
        done = subprocess.run(
            [sys.executable, "-c", asked],
            capture_output=True,
            text=True,
            env=environment,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    first = run()
    assert "(topleft: PySide6.QtCore.QPoint" in first
    assert "(left: int, top: int, width: int, height: int" in first
    (file,) = tmp_path.rglob("*.qt")
    if isinstance(kept, bytes):
        file.write_bytes(kept)
    elif kept is None:
        file.unlink()
    assert run() == first
    assert file.stat().st_size > 10_000
