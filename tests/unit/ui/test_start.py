"""What the program loads until somebody can type: the rest comes with its first use."""

import json
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
import builtins, json, sys
from pathlib import Path
from main import load_window
importing = builtins.__import__
run_window = load_window()
from PySide6.QtCore import QTimer
from editor.ui.window.main_window import MainWindow

def tell(window):
    print(json.dumps([sorted(sys.modules), builtins.__import__ is importing]))
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
    """The modules that are loaded when a story is open, and whether imports are Python's own."""
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
