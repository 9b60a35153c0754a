"""A photo taken out of a story: out of the text too, and back into both with one Undo."""

from editor.ui.window.desk_lane import DeskLane
from editor.ui.window.keeper import Keeper
from editor.ui.window.undo import Verb, VerbCommand
from editor.ui.writing.writing_pane import WritingPane


class InText:
    """One photo's places in the body that is open."""

    def __init__(self, writing: WritingPane, keeper: Keeper, placement: str) -> None:
        self._writing = writing
        self._keeper = keeper
        self._placement = placement
        self._steps_before = 0
        self._state_after = (0, 0)

    def remove(self) -> None:
        """Take it out; the text is kept first, so that no story names a photo it lacks."""
        _, self._steps_before = self._writing.body_state()
        self._writing.remove_photo(self._placement)
        self._state_after = self._writing.body_state()
        self._keeper.keep_now()

    def restore(self) -> None:
        """Put it back where it stood. Not when words were typed since: they would go, and the
        photo waits among the photos to be put into the text by hand."""
        if self._writing.body_state() == self._state_after:
            self._writing.step_back_to(self._steps_before)


class Removal(VerbCommand):
    """Removes a photo from the text, then from the story; undone in the opposite order."""

    def __init__(
        self, text: str, desk_lane: DeskLane, do: Verb, undo: Verb, in_text: InText
    ) -> None:
        super().__init__(text, desk_lane, do, undo)
        self._in_text = in_text

    def redo(self) -> None:
        self._in_text.remove()
        super().redo()

    def undo(self) -> None:
        super().undo()
        self._in_text.restore()
