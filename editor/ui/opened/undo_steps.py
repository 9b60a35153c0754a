"""Steps of undo for what is not typed: verbs of the desk and their opposites."""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtGui import QUndoCommand, QUndoGroup
from shiboken6 import isValid

from editor.desk.changing import Changes, Done
from editor.story.story import Story, StoryEdit
from editor.ui.opened.story_tab import StoryTab
from editor.ui.shell.desk_lane import DeskLane
from editor.ui.shell.lane import Failed
from editor.ui.writing.undo_line import AskedStep, TextStep

Verb = Callable[[], Changes]
Then = Callable[[], None]
Value = TypeVar("Value")


def there_and_back(verb: Callable[[Value], Done[Value]], after: Value) -> tuple[Verb, Verb]:
    """A verb that answers with what there was before, and its opposite. What that was is known
    only when it is done: something else may have been on its way."""
    before: list[Value] = []

    def do() -> Changes:
        done = verb(after)
        before[:] = [done.value]
        return done.changes

    return do, lambda: verb(before[0]).changes


class UndoSteps(QUndoGroup):
    """Takes steps for the story that is current when they are done."""

    def push(self, command: QUndoCommand) -> None:
        stack = self.activeStack()
        if stack is None:
            command.redo()  # done all the same; there is no story to take it back in
            return
        stack.push(command)


class VerbCommand(AskedStep):
    """A verb of the desk that can be taken back. `done` runs after the first go only, `failed`
    whenever either was refused, `show` whenever somebody went back or forth over it: it shows
    where that is. What was refused the first time leaves nothing to take back."""

    def __init__(
        self,
        text: str,
        desk_lane: DeskLane,
        do: Verb,
        undo: Verb,
        done: Then | None = None,
        failed: Failed | None = None,
        show: Then | None = None,
    ) -> None:
        super().__init__(text)
        self._desk_lane = desk_lane
        self._do = do
        self._undo = undo
        self._done = done
        self._failed = failed
        self._show = show
        self._first = True

    def redo(self) -> None:
        if self.isObsolete():
            return  # refused, and part of a larger step that was not
        if self._first:
            self._first = False
            self._desk_lane.do(self._do, self._done, self._refuse)
        else:
            self._desk_lane.do(self._do, None, self._failed)
            self._tell()

    def undo(self) -> None:
        if self.isObsolete():
            return
        self._desk_lane.do(self._undo, None, self._failed)
        self._tell()

    def _tell(self) -> None:
        if self._show is not None:
            self._show()

    def _refuse(self, error: Exception) -> None:
        self.refuse()
        if self._failed is not None:
            self._failed(error)


class StepWithTexts(AskedStep):
    """What it changes in the texts it undoes and redoes there, when the library has answered: the
    steps before it are not touched."""

    def __init__(self, text: str, tab: StoryTab) -> None:
        super().__init__(text)
        self._tab = tab
        self._steps: list[TextStep] = []

    def show_done(self, story: Story) -> None:
        """The texts as they are with it."""
        writing, line = self._tab.writing, self._tab.undo_line
        if not isValid(self):
            writing.show_changed(story)  # the line it stood in has ended
            return
        with line.called(self.text()):
            for step in self._steps:
                step.redo()
            if not self._steps and line.last is self:
                with line.taking(self._steps):
                    writing.show_changed(story)
            else:
                writing.show_changed(story)  # whatever else has changed there since

    def show_undone(self, story: Story) -> None:
        if isValid(self) and not self.isObsolete():
            for step in reversed(self._steps):
                step.undo()
        self._tab.writing.show_changed(story)

    def stay(self) -> None:
        """It could not be undone."""
        if isValid(self):  # else something was done since, and nobody can redo it
            self._tab.undo_line.stay()


class TextChange(StepWithTexts):
    """Goes through `OpenStory.change_text`, so that nothing typed is lost on the way.

    It stands in the line once the library has done it: `do` first, then `done()`. `undo` is
    given what somebody typed meanwhile, which stood in the texts although the library never had
    it. Where the library refuses, the line is as it was.
    """

    def __init__(
        self, text: str, tab: StoryTab, do: Verb, undo: Callable[[StoryEdit], Changes]
    ) -> None:
        super().__init__(text, tab)
        self._do = do
        self._undo = undo
        self._typed = StoryEdit()
        self._is_done = False

    def begin(self, done: Callable[[], None]) -> None:
        """Do it for the first time."""
        self._tab.story.change_text(self._do, done, show=self._come)

    def redo(self) -> None:
        if not self._is_done:
            self._is_done, self._typed = True, StoryEdit()
            self._tab.story.change_text(self._do, None, lambda _: self.refuse(), self.show_done)

    def undo(self) -> None:
        self._is_done = False
        self._tab.story.change_text(
            lambda: self._undo(self._typed), None, self._stay, self.show_undone
        )

    def _come(self, story: Story) -> None:
        self._typed = self._tab.story.keeper.since_kept()
        self._is_done = True
        self._tab.undo_line.put(self)
        self.show_done(story)

    def _stay(self, _error: Exception) -> None:
        self._is_done = True
        self.stay()
