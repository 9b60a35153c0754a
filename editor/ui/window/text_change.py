"""A step that changes a story's text in the library, such as bringing a version back."""

from collections.abc import Callable

from PySide6.QtGui import QUndoCommand

from editor.desk.changes import Changes
from editor.ui.window.open_story import OpenStory

Verb = Callable[[], Changes]


class TextChange(QUndoCommand):
    """Both ways go through `OpenStory.change_text`, so that nothing typed is lost on the way.

    `done` runs after the first go only. A step that was refused leaves nothing to take back.
    """

    def __init__(
        self,
        text: str,
        story: OpenStory,
        do: Verb,
        undo: Verb,
        done: Callable[[], None] | None = None,
    ) -> None:
        super().__init__(text)
        self._story = story
        self._do = do
        self._undo = undo
        self._done = done

    def redo(self) -> None:
        done, self._done = self._done, None
        self._story.change_text(self._do, done, lambda _error: self.setObsolete(True))

    def undo(self) -> None:
        self._story.change_text(self._undo)
