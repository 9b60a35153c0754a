"""To any story and any command by typing, through the real window."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QListView, QMenu

from editor.desk.desk import Desk
from editor.story.document import Document
from editor.story.story import StoryEdit
from editor.ui.finding.quick_box import QuickRow
from editor.ui.window.main_window import MainWindow
from tests.e2e.conftest import OpenWindow
from tests.e2e.person import Person

NONE = Qt.KeyboardModifier.NoModifier
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
HEADLINES = ("Metro line opens", "云冈石窟迎来秋季旅游高峰", "Vinegar makers look abroad")


@pytest.fixture
def role() -> str:
    return "supervisor"


@pytest.fixture
def window(desk: Desk, open_window: OpenWindow) -> MainWindow:
    """Small, over a library with a few stories."""
    for headline in HEADLINES:
        story = desk.stories.begin(section="News").value
        body = Document.from_paragraphs([f"{headline}."])
        desk.stories.keep(story.id, StoryEdit(headline=headline, body=body))
    return open_window(QSize(1280, 720))


def rows(person: Person, name: str) -> list[QuickRow]:
    view = person.find(name, QListView)
    model = view.model()
    return [model.index(row, 0).data(Qt.ItemDataRole.UserRole) for row in range(model.rowCount())]


def ask(person: Person, key: Qt.Key, held: Any, name: str) -> Any:
    QTest.keyClick(person.window, key, held)
    return person.wait_for(name, QLineEdit)


def go(person: Person, typed: str, title: str, *, held: Any = NONE) -> None:
    field = ask(person, Qt.Key.Key_P, CONTROL, "Go to story")
    person.wait(lambda: rows(person, "Go to story"))
    # As an input method commits it: Qt's own hand types no Chinese.
    field.insert(typed)
    person.wait(lambda: rows(person, "Go to story")[0].title == title)
    QTest.keyClick(field, Qt.Key.Key_Return, held)


def test_a_story_is_gone_to_by_a_few_letters(person: Person, desk: Desk) -> None:
    go(person, "metro", HEADLINES[0])
    person.wait(lambda: person.find("Headline").toPlainText() == HEADLINES[0])
    go(person, "石窟", HEADLINES[1])
    person.wait(lambda: person.find("Headline").toPlainText() == HEADLINES[1])
    # Without a letter, the one before: there and back with two keys.
    field = ask(person, Qt.Key.Key_P, CONTROL, "Go to story")
    person.wait(lambda: rows(person, "Go to story")[0].title == HEADLINES[0])
    [row] = [each for each in rows(person, "Go to story") if each.title == HEADLINES[0]]
    assert (row.detail, row.trailing, row.chip) == ("News · just now", "Draft", "draft")
    QTest.keyClick(field, Qt.Key.Key_Return)
    person.wait(lambda: person.find("Headline").toPlainText() == HEADLINES[0])
    person.wait(lambda: len(desk.site.setting("recent stories")["keys"]) == 2)


def test_enter_takes_what_was_typed_however_soon_it_is_pressed(person: Person) -> None:
    field = ask(person, Qt.Key.Key_P, CONTROL, "Go to story")
    person.wait(lambda: len(rows(person, "Go to story")) == 3)
    QTest.keyClicks(field, "metro")
    QTest.keyClick(field, Qt.Key.Key_Return)
    person.wait(lambda: person.find("Headline").toPlainText() == HEADLINES[0])


def test_with_control_it_opens_at_the_side(person: Person, window: MainWindow) -> None:
    go(person, "metro", HEADLINES[0])
    person.wait(lambda: person.find("Headline").toPlainText() == HEADLINES[0])
    go(person, "vin", HEADLINES[2], held=CONTROL)
    person.wait(lambda: len(list(person.all_named("Headline"))) == 2)
    fields: list[Any] = list(person.all_named("Headline"))
    shown = {each.toPlainText() for each in fields}
    assert shown == {HEADLINES[0], HEADLINES[2]}


def test_esc_goes_back_to_the_text_and_arrows_choose(person: Person) -> None:
    go(person, "metro", HEADLINES[0])
    person.wait(lambda: person.find("Headline").toPlainText() == HEADLINES[0])
    person.find("Body").setFocus()
    field = ask(person, Qt.Key.Key_P, CONTROL, "Go to story")
    person.wait(lambda: len(rows(person, "Go to story")) == 3)
    view = person.find("Go to story", QListView)
    # Where one is already comes last, and is found by its name like any other.
    assert rows(person, "Go to story")[-1].title == HEADLINES[0]
    QTest.keyClick(field, Qt.Key.Key_Down)
    assert view.currentIndex().row() == 1
    QTest.keyClick(field, Qt.Key.Key_Up)
    assert view.currentIndex().row() == 0
    QTest.keyClick(field, Qt.Key.Key_Up)
    assert view.currentIndex().row() == 2
    QTest.keyClicks(field, "metro")
    person.wait(lambda: [each.title for each in rows(person, "Go to story")] == [HEADLINES[0]])
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert not view.isVisible()
    assert person.find("Body").hasFocus()


def test_a_command_is_taken_by_a_few_letters_and_remembered(person: Person, desk: Desk) -> None:
    go(person, "metro", HEADLINES[0])
    person.wait(lambda: person.find("Headline").toPlainText() == HEADLINES[0])
    body = person.find("Body")
    body.setFocus()
    body.selectAll()
    field = ask(person, Qt.Key.Key_K, CONTROL | SHIFT, "Commands")
    QTest.keyClicks(field, "bold")
    first = rows(person, "Commands")[0]
    assert (first.title, first.detail, first.trailing) == ("Bold", "Format", "Ctrl+B")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert body.textCursor().charFormat().fontWeight() > 400
    assert body.hasFocus()
    field = ask(person, Qt.Key.Key_K, CONTROL | SHIFT, "Commands")
    assert rows(person, "Commands")[0].title == "✓ Bold"
    QTest.keyClick(field, Qt.Key.Key_Escape)


def test_what_cannot_be_done_is_shown_and_says_why(person: Person) -> None:
    field = ask(person, Qt.Key.Key_K, CONTROL | SHIFT, "Commands")
    QTest.keyClicks(field, "sign off")
    first = rows(person, "Commands")[0]
    assert (first.title, first.enabled) == ("Sign off…", False)
    assert first.detail == "Story · no story is open"
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert person.find("Commands", QListView).isVisible()
    QTest.keyClick(field, Qt.Key.Key_Escape)


def every_action(window: MainWindow) -> dict[str, QAction]:
    """Those of the window, its menus, and the text on top."""

    def inside(menu: QMenu) -> Iterator[QAction]:
        for action in menu.actions():
            inner = action.menu()
            if isinstance(inner, QMenu):
                yield from inside(inner)
            elif not action.isSeparator():
                yield action

    found = list(window.actions())
    for top in window.menuBar().actions():
        menu = top.menu()
        assert isinstance(menu, QMenu)
        found += inside(menu)
    found += window.panels.texts.writing.actions().values()
    real = (each for each in found if each.text() and each.menu() is None)
    return {each.text().replace("&", ""): each for each in real}


def test_every_command_is_in_the_palette(person: Person, window: MainWindow) -> None:
    go(person, "metro", HEADLINES[0])
    person.wait(lambda: person.find("Headline").toPlainText() == HEADLINES[0])
    offered = {entry.title for entry in window.desks.quick.entries()}
    assert set(every_action(window)) - offered == set()
    keys = [entry.key for entry in window.desks.quick.entries()]
    assert len(set(keys)) == len(keys)


def test_no_two_commands_have_the_same_keys(window: MainWindow) -> None:
    # The clipboard and undo have their keys in the fields themselves.
    native = {"Undo", "Redo", "Cut", "Copy", "Paste", "Select all"}
    keys = Counter(
        each.toString(QKeySequence.SequenceFormat.PortableText)
        for title, action in every_action(window).items()
        if title not in native
        for each in action.shortcuts()
    )
    assert {each: count for each, count in keys.items() if count > 1} == {}


def test_what_is_done_to_a_table_is_offered_with_the_way_to_it(window: MainWindow) -> None:
    offered = {entry.title: entry.path for entry in window.desks.quick.entries()}
    assert offered["Insert row below"].endswith("▸ Table")
    assert offered["New table"].endswith("▸ Table")
    assert "Table" not in offered, "a submenu is no command"
