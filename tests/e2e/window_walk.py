"""A random walk over the open stories of a real window: `python -m tests.e2e.window_walk 2000`.

Opens, closes, switches, spikes, brings back, moves to the other side, leaves and begins again, in
any order and without waiting, while now and then a story cannot be read or kept or a panel breaks.
After every step and in the middle of it the window is about one story or none; at every rest each
word typed is in the story that was on the screen, and in no other.
"""

import argparse
import os
import random
import sys
import tempfile
import time
import traceback
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Any

from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QTabBar

from db.errors import LibraryDamaged, LibraryFull
from editor.desk.desk import Desk
from editor.desk.newsroom import NoSuchStory
from editor.desk.site import Person as Seat
from editor.desk.stories import Stories
from editor.story.document import Document
from editor.story.story import Status, StoryEdit
from editor.ui.app import make_application
from editor.ui.opened.keeper import KeepState
from editor.ui.opened.story_tab import StoryTab
from editor.ui.shell.lane import Lane
from editor.ui.theme import Theme
from editor.ui.window.main_window import MainWindow
from editor.ui.writing.body_field import BodyField
from tests.e2e.one_story import at_rest, named, title, told_apart

STORIES = 7
PATIENCE = 120.0  # s for a window to come to rest; only a hang meets it
REST_EVERY = 6  # steps
TOLD = 12  # steps told of a walk that went wrong


class Injected(Exception):
    """What a panel breaks with when the walk breaks it."""


@dataclass(slots=True)
class WentWrong(Exception):
    """Where the window was about two stories, or words were lost."""

    seed: int
    step: int
    problems: list[str]
    steps: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        said = "\n  ".join(self.problems)
        return f"seed {self.seed}, step {self.step}: {said}\nlast steps: {'; '.join(self.steps)}"


class WindowWalk:
    """One walk in a library of its own."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.seed = seed
        self._chance = random.Random(seed)
        self._folder = folder
        self._desk = Desk.open(folder / "library", program_version="test")
        self._desk.site.seat(Seat("Chen Yu", "editor"))
        self._stories = [self._write(number) for number in range(STORIES)]
        self._typed: defaultdict[str, list[str]] = defaultdict(list)
        self._theme = Theme(make_application(), "light")
        self._steps: list[str] = []
        self._errors: list[BaseException] = []
        self._unreadable: set[str] = set()
        self._not_read: set[str] = set()  # nor shown: told so, and waits until asked for again
        self._unkeepable = False
        self._blank: set[str] = set()
        self._words = 0
        self._read, self._keep_typed = Stories.shown, Stories.keep_typed
        self._hook = sys.excepthook
        self.window = self._open_window()

    def go(self, steps: int) -> None:
        """Raises WentWrong."""
        kinds = self._kinds()
        sys.excepthook = self._on_error
        self._break_library()
        try:
            self._rest()
            for number in range(steps):
                kind = self._chance.choices(list(kinds), list(kinds.values()))[0]
                said = kind()
                self._steps.append(said or kind.__name__.strip("_"))
                self._let_pass(self._chance.choice((0, 0, 1, 1, 3, 12)))
                if number % REST_EVERY == REST_EVERY - 1:
                    self._rest()
            self._rest()
        finally:
            sys.excepthook = self._hook
            Stories.shown, Stories.keep_typed = self._read, self._keep_typed
            self.window.close()
            self.window.deleteLater()
            self._desk.close()

    # -- what somebody does

    def _kinds(self) -> dict[Callable[[], str | None], int]:
        return {
            self._open_from_list: 10,
            self._open_to_stay: 7,
            self._open_beside: 4,
            self._next_tab: 10,
            self._press_tab: 10,
            self._close_top: 12,
            self._close_any: 6,
            self._close_all_but_one: 1,
            self._reopen: 6,
            self._move_across: 4,
            self._quick_switch: 5,
            self._begin: 2,
            self._spike: 4,
            self._unspike: 4,
            self._type: 14,
            self._type_in_field: 5,
            self._bring_version_back: 2,
            self._leave_and_come_back: 5,
            self._turn: 9,
            self._make_unreadable: 4,
            self._make_unkeepable: 1,
            self._break_panel: 4,
            self._heal: 8,
        }

    def _open_from_list(self) -> None:
        self.window.panels.stories.story_opened.emit(self._any())

    def _open_to_stay(self) -> None:
        self.window.panels.stories.story_opened_to_stay.emit(self._any())

    def _open_beside(self) -> None:
        self.window.panels.stories.beside_requested.emit(self._any())

    def _next_tab(self) -> str:
        name = self._chance.choice(("next_story", "previous_story"))
        self._trigger(name)
        return name

    def _press_tab(self) -> str:
        bar = self._bar()
        if bar is None:
            return "no tab to press"
        place = self._chance.randrange(bar.count())
        at = bar.tabRect(place).center()
        QTest.mouseClick(bar, Qt.MouseButton.LeftButton, pos=at)
        return f"press {bar.tabText(place)[:3]}"

    def _close_top(self) -> str:
        told = title(self.window)[:3]
        self._trigger("close_story")
        return f"close {told!r}"

    def _close_any(self) -> None:
        bar = self._bar()
        if bar is not None:
            bar.tabCloseRequested.emit(self._chance.randrange(bar.count()))

    def _close_all_but_one(self) -> None:
        bar = self._bar()
        while bar is not None and bar.count() > 1:
            before = bar.count()
            bar.tabCloseRequested.emit(self._chance.randrange(bar.count()))
            if bar.count() == before:
                return  # it goes when its words are kept

    def _reopen(self) -> None:
        self._trigger("reopen_story")

    def _move_across(self) -> None:
        self._trigger("side_by_side")

    def _quick_switch(self) -> str:
        wanted = self._any()
        self._trigger("go_to_story")
        code = f"S{self._stories.index(wanted):02}"
        lines = self.window.findChildren(QLineEdit)
        line = next(each for each in lines if each.accessibleName() == "Go to story")
        QTest.keyClicks(line, code)
        self._let_pass(10)
        QTest.keyClick(line, Qt.Key.Key_Return)
        if line.isVisible():
            QTest.keyClick(line, Qt.Key.Key_Escape)
        return f"quickly to {code}"

    def _begin(self) -> None:
        if len(self._desk.stories.rows()) < 3 * STORIES:
            self._trigger("new_story")

    def _spike(self) -> str:
        if self._chance.random() < 0.5:
            on_top = self._shown()
            self._trigger("spike")
            return f"spike {on_top[:4]}"
        wanted = self._any()
        self.window.panels.stories.spike_requested.emit(wanted)
        return f"spike {wanted[:4]} in the list"

    def _unspike(self) -> None:
        spiked = self._desk.stories.rows(Status.SPIKED, spiked=True)
        if spiked:
            self.window.panels.stories.unspike_requested.emit(self._chance.choice(spiked).id)

    def _type(self) -> str:
        story_id = self._shown()
        if not story_id:
            return "nothing to type into"
        name = self._chance.choice(("headline", "deck", "body", "body"))
        text = self.window.panels.texts.writing.fields()[name]
        if text.isReadOnly():
            return "a spiked story, which nobody writes in"
        text.setFocus()
        cursor = text.textCursor()
        cursor.movePosition(cursor.MoveOperation.End)
        text.setTextCursor(cursor)
        word = self._word(story_id)
        QTest.keyClicks(text, f" {word}")
        return f"type {word} into {name} of {title(self.window)[:3]!r}"

    def _type_in_field(self) -> str:
        story_id, line = self._shown(), named(self.window, "Dateline")
        if not story_id or not isinstance(line, QLineEdit) or not line.isEnabled():
            return "no field to type into"
        line.setFocus()
        line.end(False)
        word = self._word(story_id)
        QTest.keyClicks(line, f" {word}")
        return f"type {word} into the dateline of {title(self.window)[:3]!r}"

    def _bring_version_back(self) -> str:
        self._heal()
        self._rest()
        story_id = self._shown()
        if story_id not in self._stories:
            return "no version to bring back"
        # What was written since stands in the version before it, and no more in the story.
        self._typed[story_id].clear()
        self.window.desks.history.restore(1)
        self._rest(words=False)
        return f"bring back version 1 of {title(self.window)[:3]!r}"

    def _turn(self) -> str:
        name = self._chance.choice(("write", "pictures", "review", "publish"))
        self._trigger(f"workspace_{name}")
        return f"turn to {name}"

    def _leave_and_come_back(self) -> None:
        self._heal()
        if any(
            tab.story.keeper.state is KeepState.FAILED for tab in self.window.panels.texts.tabs()
        ):
            self._rest()  # or it would ask whether words may be lost
        self.window.close()
        self.window.deleteLater()
        self.window = self._open_window()

    # -- what goes wrong

    def _make_unreadable(self) -> None:
        self._unreadable.add(self._any())

    def _make_unkeepable(self) -> None:
        self._unkeepable = True

    def _break_panel(self) -> str:
        """The next time a part of the window shows a story, it breaks half way."""
        panels, desks = self.window.panels, self.window.desks
        name, panel, method = self._chance.choice(
            [
                ("the inspector", panels.inspector, "show_story"),
                ("the preview", desks.preview, "show_story"),
                ("the status line", panels.status, "show_counts"),
                ("the row in the list", desks.listing, "show_view"),
                ("a text", BodyField, "show_document"),
            ]
        )
        before = getattr(panel, method)

        def breaks(*values: Any) -> None:
            if values[-1] is None:
                before(*values)  # no story
                return
            if isinstance(panel, type):
                setattr(panel, method, before)
            else:
                delattr(panel, method)
            raise Injected(name)

        if before.__name__ == "breaks":
            return f"{name} is broken already"
        setattr(panel, method, breaks)
        self._blank.add(name)
        return f"break {name}"

    def _heal(self) -> None:
        self._unreadable.clear()
        self._unkeepable = False

    def _break_library(self) -> None:
        view, keep = self._read, self._keep_typed

        def read(stories: Stories, key: str) -> Any:
            if key in self._unreadable:
                raise NoSuchStory(key) if int(key[:4], 16) % 2 else self._damaged()
            return view(stories, key)

        def kept(stories: Stories, story_id: str, *values: Any, **more: Any) -> Any:
            if self._unkeepable:
                raise LibraryFull(self._folder)
            return keep(stories, story_id, *values, **more)

        Stories.shown, Stories.keep_typed = read, kept  # pyright: ignore[reportAttributeAccessIssue]

    def _damaged(self) -> Exception:
        return LibraryDamaged(self._folder, "its disk was away for a moment", None)

    # -- looking

    def _let_pass(self, turns: int) -> None:
        for _ in range(turns):
            QApplication.processEvents()
            self._close_boxes()
            self._look(told_apart(self.window))

    def _rest(self, *, words: bool = True) -> None:
        """Until nothing is on its way, then everything is looked at."""
        began, quiet = time.monotonic(), 0
        if words:
            self._heal()
        lanes = self.window.findChildren(Lane)
        while quiet < 3:
            self.window.desks.fields.flush()
            for tab in self.window.panels.texts.tabs():
                tab.story.keeper.keep_now()
            self._let_pass(1)
            busy = any(lane.busy for lane in lanes) or self.window.panels.texts.coming
            unkept = any(tab.story.keeper.unkept() for tab in self.window.panels.texts.tabs())
            quiet = 0 if busy or unkept else quiet + 1
            time.sleep(0.001)
            if time.monotonic() - began > PATIENCE:
                self._look(["the window does not come to rest", *at_rest(self.window)])
        waiting = [group.top for group in self.window.panels.texts.sides.groups if group.top]
        told = [each for each in waiting if each.waiting and each.waiting.story in self._not_read]
        waits = tuple(f"{each.headline!r} is in sight and was" for each in told)
        self._look([each for each in at_rest(self.window) if not each.startswith(waits)])
        if words:
            self._look(self._words_astray())

    def _look(self, problems: list[str]) -> None:
        problems = [each for each in problems if not self._is_blank(each)]
        problems += [
            "".join(traceback.format_exception(error))
            for error in self._errors
            if not isinstance(error, Injected)
        ]
        if problems:
            raise WentWrong(self.seed, len(self._steps), problems, self._steps[-TOLD:])
        self._errors.clear()

    def _is_blank(self, problem: str) -> bool:
        """A part that broke shows nothing; it must not show anything else."""
        return any(
            problem.startswith((f"{each} has None", f"{each} has ''")) for each in self._blank
        )

    def _words_astray(self) -> list[str]:
        problems: list[str] = []
        rows = (*self._desk.stories.rows(), *self._desk.stories.rows(Status.SPIKED, spiked=True))
        for row in rows:
            story = self._read(self._desk.stories, row.id)[0].story
            text = f"{story.headline} {story.deck} {story.body.text} {story.dateline}".split()
            there = {word for word in text if word.startswith("w") and word[1:].isdigit()}
            due = set(self._typed[row.id])
            problems += [f"{word} is lost from {story.headline[:3]}" for word in due - there]
            others = {w for key, words in self._typed.items() if key != row.id for w in words}
            problems += [f"{word} came into {story.headline[:3]}" for word in there & others]
        return problems

    def _on_error(
        self, _kind: type[BaseException], error: BaseException, _trace: TracebackType | None
    ) -> None:
        self._errors.append(error)

    def _close_boxes(self) -> None:
        while (box := QApplication.activeModalWidget()) is not None:
            box.close()

    # -- small things

    def _write(self, number: int) -> str:
        story = self._desk.stories.begin().value
        # So much longer each that the length in the status line tells them apart.
        body = Document.from_paragraphs([f"This is story {number}.", "more of it " * 20 * number])
        headline = f"S{number:02} A story of the walk"
        self._desk.stories.keep(story.id, StoryEdit(headline=headline, body=body))
        self._desk.history.save(story.id, "as it began")
        return story.id

    def _open_window(self) -> MainWindow:
        settings = QSettings(str(self._folder / "settings.ini"), QSettings.Format.IniFormat)
        for name in ("review", "publish"):
            settings.setValue(f"{name}/preview", "hidden")  # the browser is not walked through
        window = MainWindow(self._desk, self._theme, settings)
        window.panels.texts.tab_made.connect(self._note_what_fails)
        window.resize(1440, 900)
        window.show()
        window.start()
        window.activateWindow()
        return window

    def _note_what_fails(self, tab: StoryTab) -> None:
        def note() -> None:
            if tab.waiting is not None:
                self._not_read.add(tab.waiting.story)

        tab.story.not_opened.connect(note)

    def _any(self) -> str:
        return self._chance.choice(self._stories)

    def _shown(self) -> str:
        """Id of the story whose headline the window's title has; "" for none."""
        code = title(self.window)[:3]
        if code[:1] == "S" and code[1:].isdigit():
            return self._stories[int(code[1:])]
        return self.window.panels.texts.story_id if title(self.window) else ""

    def _word(self, story_id: str) -> str:
        self._words += 1
        word = f"w{self._words}"
        self._typed[story_id].append(word)
        return word

    def _bar(self) -> QTabBar | None:
        bars = [
            bar
            for bar in self.window.findChildren(QTabBar)
            if bar.accessibleName() == "Open stories" and bar.isVisible() and bar.count()
        ]
        return self._chance.choice(bars) if bars else None

    def _trigger(self, name: str) -> None:
        action = self.window.findChild(QAction, name)
        if action.isEnabled():
            action.trigger()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("steps", type=int, nargs="?", default=1000)
    parser.add_argument("--seed", type=int, default=None)
    words = parser.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    seed = words.seed if words.seed is not None else random.SystemRandom().randrange(10**6)
    print(f"seed {seed}", flush=True)
    make_application()
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="galley-walk-") as folder:
        try:
            WindowWalk(Path(folder), seed).go(words.steps)
        except WentWrong as wrong:
            print(wrong)
            return 1
    print(f"{words.steps} steps in {time.monotonic() - began:.0f} s: one story at any moment")
    return 0


if __name__ == "__main__":
    sys.exit(main())
