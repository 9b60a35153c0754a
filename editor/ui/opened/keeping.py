"""Every word of every open story into the library, at the moments when it cannot wait."""

from PySide6.QtWidgets import QWidget

from editor.ui.opened.closing import ask_before_losing
from editor.ui.opened.keeper import Keeper, KeepState
from editor.ui.opened.story_tabs import StoryTabs
from editor.ui.shell.desk_lane import DeskLane


def keep_everything(tabs: StoryTabs, desk_lane: DeskLane) -> None:
    """Waits until the library has what is typed, or has said that it cannot take it."""
    keepers, lane = _keepers(tabs), desk_lane.lane
    for keeper in keepers:
        keeper.keep_now()
    lane.finish()
    # Typed on while others were on their way: those go with the next attempt.
    while lane.busy and any(_still_to_keep(keeper) for keeper in keepers):
        lane.finish()


def may_lose(tabs: StoryTabs, window: QWidget) -> bool:
    """Whether the window may close: nothing is unkept, or somebody said so text by text."""
    for keeper in _keepers(tabs):
        unkept = keeper.unkept()
        if keeper.state is KeepState.FAILED and unkept is not None:
            tabs.open(unkept.story_id)  # so that one sees what the question is about
            if not ask_before_losing(unkept.edit, window):
                return False
    return True


def _keepers(tabs: StoryTabs) -> list[Keeper]:
    return [tab.story.keeper for tab in tabs.tabs()]


def _still_to_keep(keeper: Keeper) -> bool:
    return keeper.unkept() is not None and keeper.state is not KeepState.FAILED
