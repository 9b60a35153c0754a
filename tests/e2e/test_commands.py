"""Everything the window can be told to do: where it stands, how it is called, when it is possible.

`tests/golden/window/commands.json` is what people have learned. A change that is meant: run once
with GALLEY_UPDATE_GOLDEN=1, look at the difference, keep it.
"""

import json
import os
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QPushButton, QToolBar, QWidget

from editor.desk.desk import Desk
from editor.story.document import Document
from editor.story.story import StoryEdit
from editor.ui.app import make_application
from editor.ui.help import about_desk
from editor.ui.newsroom.site_desk import SiteDesk
from editor.ui.shell.commands import Command, Feature, Menu
from editor.ui.theme import Theme
from editor.ui.window.main_window import MainWindow
from editor.ui.writing.actions import COMMANDS as TEXT_COMMANDS
from tests.e2e.conftest import OpenWindow
from tests.e2e.person import Person

REPO = Path(__file__).parents[2]
GOLDEN = REPO / "tests" / "golden" / "window" / "commands.json"


def drawn(action: QAction) -> bytes:
    return bytes(action.icon().pixmap(16, 16).toImage().constBits())


@pytest.fixture
def icons() -> dict[bytes, str]:
    """Which icon it is, by its picture."""
    theme, names = Theme(make_application(), "light"), (REPO / "resources" / "icons").glob("*.svg")
    return {
        bytes(theme.icon(each.stem).pixmap(16, 16).toImage().constBits()): each.stem
        for each in sorted(names)
    }


def entry(action: QAction, icons: dict[bytes, str]) -> Any:
    if action.isSeparator():
        return "-"
    portable = QKeySequence.SequenceFormat.PortableText
    told = {
        "name": action.objectName(),
        "text": action.text(),
        "keys": [each.toString(portable) for each in action.shortcuts()],
        "icon": "" if action.icon().isNull() else icons[drawn(action)],
        "tip": action.toolTip(),
        "icon text": action.iconText(),
        "checkable": action.isCheckable(),
        "checked": action.isChecked(),
        "role": action.menuRole().name,
        "group": [each.objectName() for each in action.actionGroup().actions()]
        if action.actionGroup()
        else [],
    }
    inner = action.menu()
    if isinstance(inner, QMenu):
        told["menu"] = [entry(each, icons) for each in inner.actions()]
    return {key: value for key, value in told.items() if value}


def menus(window: MainWindow) -> dict[str, list[QAction]]:
    found: dict[str, list[QAction]] = {}
    for top in window.menuBar().actions():
        menu = top.menu()
        assert isinstance(menu, QMenu)
        found[menu.title()] = menu.actions()
    return found


def impossible(window: MainWindow) -> list[str]:
    each_of = [each for actions in menus(window).values() for each in actions]
    return [each.objectName() for each in each_of if each.objectName() and not each.isEnabled()]


def toolbar(window: MainWindow) -> list[Any]:
    bar = window.findChild(QToolBar, "toolbar")
    assert isinstance(bar, QToolBar)
    told: list[Any] = []
    for action in bar.actions():
        button = bar.widgetForAction(action)
        assert isinstance(button, QWidget)
        style = button.property("toolButtonStyle") if not action.isSeparator() else None
        words = "" if style is None else str(style)
        told.append([action.objectName() or "-", button.accessibleName(), words])
    return told


def shortcuts(window: MainWindow) -> list[list[str]]:
    return [list(row) for row in about_desk.shortcuts(window.menuBar())]


def dump(person: Person, window: MainWindow, icons: dict[bytes, str], desk: Desk) -> Any:
    told: dict[str, Any] = {
        **{title: [entry(e, icons) for e in acts] for title, acts in menus(window).items()},
        "toolbar": toolbar(window),
        "shortcuts": shortcuts(window),
        "quick": [[each.key, each.title, each.path] for each in window.desks.quick.entries()],
        "where nothing is open": [
            each.text() for each in window.panels.texts.writing.nothing.findChildren(QPushButton)
        ],
        "impossible": impossible(window),
    }
    story = desk.stories.begin().value.id
    desk.stories.keep(
        story, StoryEdit(headline="Terraces", body=Document.from_paragraphs(["Some words."]))
    )
    steps = {
        "impossible in a draft": lambda: None,
        "impossible when sent": lambda: desk.review.send(story),
        "impossible when spiked": lambda: desk.stories.spike(story),
    }
    for name, step in steps.items():
        step()
        with person.qtbot.waitSignal(window.story_opened):
            window.open_story(story, stays=True)
        told[name] = impossible(window)
        window.panels.texts.close_story()
        person.wait(lambda: not window.panels.texts.story_id)
    told["impossible when closed again"] = impossible(window)
    return told


def written(told: dict[str, Any]) -> str:
    """A line for each entry, so that a difference can be read."""
    lines = [
        f"{json.dumps(name, ensure_ascii=False)}: [\n"
        + ",\n".join(json.dumps(each, ensure_ascii=False) for each in entries)
        + "\n]"
        for name, entries in told.items()
    ]
    return "{\n" + ",\n".join(lines) + "\n}\n"


@pytest.mark.skipif(sys.platform != "linux", reason="standard keys are the platform's own")
def test_commands_are_as_they_were_learned(
    person: Person, window: MainWindow, icons: dict[bytes, str], desk: Desk
) -> None:
    told = dump(person, window, icons, desk)
    if os.environ.get("GALLEY_UPDATE_GOLDEN"):
        GOLDEN.write_text(written(told), "utf-8")
    assert told == json.loads(GOLDEN.read_text("utf-8"))


def test_a_command_is_written_once(
    monkeypatch: pytest.MonkeyPatch, open_window: OpenWindow
) -> None:
    own, done = SiteDesk.commands, list[str]()

    def commands(desk: SiteDesk) -> Iterable[Command]:
        yield from own(desk)
        yield Command("press", "&Press…", "printer", "Ctrl+Alt+Shift+P").doing(
            lambda: done.append("pressed"), {Menu.NEWSROOM: 220, Menu.TOOLBAR: 450}, story=True
        )

    monkeypatch.setattr(SiteDesk, "commands", commands)
    window = open_window()
    action = menus(window)["&Newsroom"][-1]
    assert (action.objectName(), action.isEnabled()) == ("press", False)
    assert toolbar(window)[-1][:2] == ["press", "Press…"]
    assert ["Newsroom", "Press…", "Ctrl+Alt+Shift+P"] in shortcuts(window)
    assert "Press…" in [each.title for each in window.desks.quick.entries()]
    action.setEnabled(True)
    action.trigger()
    assert done == ["pressed"]


def test_the_window_hears_every_part_of_it(window: MainWindow) -> None:
    parts = window.findChildren(Feature)
    assert set(parts) == set(window.features())
    for part in parts:
        part.said.emit(type(part).__name__)
        assert window.panels.status.currentMessage() == type(part).__name__


def test_every_command_has_a_name_of_its_own(window: MainWindow) -> None:
    names = [each.name for feature in window.features() for each in feature.commands()]
    assert len(set(names)) == len(names)


def test_translators_are_given_every_label(window: MainWindow, tmp_path: Path) -> None:
    texts = tmp_path / "galley.ts"
    sources = sorted((REPO / "editor" / "ui").rglob("*.py"))
    lupdate = Path(sys.executable).with_name("pyside6-lupdate")
    subprocess.run([lupdate, *sources, "-ts", texts], check=True, capture_output=True)
    given = {each.text for each in ElementTree.parse(texts).iter("source")}
    shown = {str(each.label) for part in window.features() for each in part.commands()}
    shown |= {str(each.label) for each in TEXT_COMMANDS} | {str(each.value) for each in Menu}
    assert shown - given == {""}
