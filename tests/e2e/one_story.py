"""Whether the window is about one story: what each of its parts shows, read part by part.

The story on top is the one the commands act on; every other part has to say the same, at any
moment, or nothing at all.
"""

import re
from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLabel, QListView, QMenu, QTextEdit, QWidget

from editor.story.story import StoryRow
from editor.ui.opened.story_tab import StoryTab
from editor.ui.review.review_state import ReviewState
from editor.ui.stories.story_rows import ROW_ROLE
from editor.ui.window.inspector import STORY
from editor.ui.window.main_window import MainWindow
from editor.ui.writing.writing_pane import WritingPane
from tests.e2e.person import name_of

REVIEW = ("send", "return", "sign_off", "export")
TYPED_AT_MOST = 20  # words; their number is told after a pause
LONGEST_WORD = 8  # of those typed, with its blank
Difference = tuple[str, object, object]


def told_apart(window: MainWindow) -> list[str]:
    """What does not fit the story on top, in sentences; empty when the window shows one story
    or none. True in the middle of a change, too."""
    texts = window.panels.texts
    view = texts.view
    found = [*_panels(window), *_panes(window), *_menus(window)]
    if view is not None:
        found += _texts(window)
    return [f"{part} has {has!r}, on top is {on_top!r}" for part, has, on_top in found]


def at_rest(window: MainWindow) -> list[str]:
    """The same for a window in which nothing is on its way: what moves ahead of the story asked
    for (the row somebody pressed) has come back to it, and no tab in sight waits."""
    texts, found = window.panels.texts, told_apart(window)
    row = selected(window)
    if row is not None and row.id != texts.story_id:
        found.append(f"the list has {row.headline!r} selected, on top is {title(window)!r}")
    for group in texts.sides.groups:
        if group.top is not None and group.top.waiting is not None:
            found.append(f"{group.top.headline!r} is in sight and was never read")
    if texts.coming:
        found.append("a story is on its way for ever")
    return found


def title(window: MainWindow) -> str:
    """The headline in the window's title, "" when no story is open."""
    words = window.windowTitle().removesuffix("Galley").removesuffix(" — ")
    # Before it stands who sits there, in which role.
    return re.sub(r"(^| — )[^—]*, (editor|photo staff|supervisor)$", "", words)


def named(window: QWidget, name: str) -> QWidget | None:
    """The part of the window that a screen reader calls so, if it is to be seen."""
    for each in window.findChildren(QWidget):
        if each.accessibleName() == name and each.isVisible():
            return each
    return None


def selected(window: MainWindow) -> StoryRow | None:
    rows = window.panels.stories.findChild(QListView)
    return rows.currentIndex().data(ROW_ROLE)


def _panels(window: MainWindow) -> Iterator[Difference]:
    panels = window.panels
    view = panels.texts.view
    story = view.story if view is not None else None
    expected = (story.headline or "New story") if story is not None else ""
    if title(window) != expected:
        yield "the title", title(window), expected
    slug = named(panels.inspector, "Slug")
    shown = slug.property("text") if slug is not None else None
    # Not what is just being typed into it, nor while another page of it is seen.
    elsewhere = panels.inspector.place != STORY and story is not None
    typed = slug is not None and slug.hasFocus()
    if shown != (story.slug if story else None) and not typed and not elsewhere:
        yield "the inspector", shown, story.slug if story else None
    for room in (panels.pictures.built, panels.publish.built):
        if room is not None and room.isVisible() and room.headline != expected:
            yield f"the room {type(room).__name__}", room.headline, expected
    snapshot = window.desks.preview.snapshot
    if (snapshot.slug if snapshot else None) != (story.slug if story else None):
        yield "the preview", snapshot and snapshot.slug, story and story.slug
    marked = panels.stories.open_story
    if marked != panels.texts.story_id:
        yield "the mark in the list", marked, panels.texts.story_id
    state = ReviewState.of(view, "") if view is not None else None
    for name in REVIEW:
        can = state is not None and name in state.able
        if _action(window, name).isEnabled() != can:
            yield f"the command {name}", not can, can
    if panels.texts.undo.activeStack() is not panels.texts.current.undo_line:
        yield "undo", panels.texts.undo.activeStack(), panels.texts.current.undo_line
    counts = next(
        each.text() for each in panels.status.findChildren(QLabel) if name_of(each) == "Length"
    )
    long = panels.texts.writing.counts().characters if story is not None else None
    told = int(counts.split()[0].replace(",", "")) if counts else None
    most = TYPED_AT_MOST * LONGEST_WORD
    if (long is None) != (told is None) or abs((long or 0) - (told or 0)) > most:
        yield "the status line", told, long


def _panes(window: MainWindow) -> Iterator[Difference]:
    texts = window.panels.texts
    # In a workspace that has something else in their place, none is in sight.
    within = texts.widget
    seen = [each for each in window.findChildren(WritingPane) if each.isVisibleTo(within)]
    tops = [group.top for group in texts.sides.groups if group.top is not None]
    if {tab.writing for tab in tops} != set(seen):
        yield "in sight", [pane.story_id for pane in seen], [tab.writing.story_id for tab in tops]
    if texts.current not in tops:
        yield "the tabs in front", [tab.headline for tab in tops], texts.current.headline
    for tab in texts.tabs():
        yield from _tab(tab)


def _tab(tab: StoryTab) -> Iterator[Difference]:
    if tab.writing.story_id != tab.story.story_id:
        yield "a text", tab.writing.story_id, tab.story.story_id
    if tab.story.keeper.story_id != tab.story.story_id:
        yield "what is kept", tab.story.keeper.story_id, tab.story.story_id
    if tab.waiting is not None and tab.story.story_id:
        yield "a tab that waits", tab.story.story_id, tab.waiting.story


def _texts(window: MainWindow) -> Iterator[Difference]:
    texts = window.panels.texts
    view = texts.view
    assert view is not None
    for name in ("Headline", "Body"):
        shown = [each for each in window.findChildren(QTextEdit) if each.accessibleName() == name]
        mine = [each for each in shown if texts.writing.isAncestorOf(each)]
        if not mine[0].isVisibleTo(texts.widget):
            yield f"in sight as {name}", None, view.story.headline
    if texts.keeper.unkept() is None:
        edit = texts.writing.edit()
        if (edit.headline, edit.body) != (view.story.headline, view.story.body):
            yield "the text", edit.headline, view.story.headline


def _menus(window: MainWindow) -> Iterator[Difference]:
    for action in _entries(window.menuBar()):
        pane = action.parent()
        if isinstance(pane, WritingPane) and pane is not window.panels.texts.writing:
            yield f"the menu's {action.objectName()}", pane.story_id, window.panels.texts.story_id


def _entries(menu: QWidget) -> Iterator[QAction]:
    for action in menu.actions():
        inner = action.menu()
        if isinstance(inner, QMenu) and isinstance(inner.parent(), QWidget):
            yield from _entries(inner)
        yield action


def _action(window: MainWindow, name: str) -> QAction:
    action = window.findChild(QAction, name, Qt.FindChildOption.FindDirectChildrenOnly)
    assert isinstance(action, QAction)
    return action
