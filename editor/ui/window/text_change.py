"""A step that changes a story's text in the library, such as bringing a version back."""

from collections.abc import Callable

from PySide6.QtGui import QUndoCommand
from shiboken6 import isValid

from editor.desk.changes import Changes
from editor.story.story import Story
from editor.ui.window.story_tab import StoryTab
from editor.ui.writing.undo_line import TextStep

Verb = Callable[[], Changes]


class StepWithTexts(QUndoCommand):
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
        if isValid(self):
            for step in reversed(self._steps):
                step.undo()
        self._tab.writing.show_changed(story)


class TextChange(StepWithTexts):
    """Both ways go through `OpenStory.change_text`, so that nothing typed is lost on the way.

    `done` runs after the first go only. A step that was refused leaves nothing to take back.
    """

    def __init__(
        self,
        text: str,
        tab: StoryTab,
        do: Verb,
        undo: Verb,
        done: Callable[[], None] | None = None,
    ) -> None:
        super().__init__(text, tab)
        self._do = do
        self._undo = undo
        self._done = done

    def redo(self) -> None:
        done, self._done = self._done, None
        self._tab.story.change_text(self._do, done, self._refuse, self.show_done)

    def undo(self) -> None:
        self._tab.story.change_text(self._undo, show=self.show_undone)

    def _refuse(self, _error: Exception) -> None:
        if isValid(self):
            self.setObsolete(True)
