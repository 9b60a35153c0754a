"""The story's own fields from the inspector into the library, each change one undo step."""

from dataclasses import replace

from PySide6.QtCore import QObject

from db.errors import LibraryError
from editor.desk.changing import Changes, Done
from editor.desk.stories import clean_edit
from editor.message import message
from editor.story.fields import FIELDS, named
from editor.story.story import StoryEdit
from editor.ui.fields.story_panel import StoryPanel
from editor.ui.opened.keeper import merged
from editor.ui.opened.story_tabs import StoryTabs
from editor.ui.opened.undo_steps import VerbCommand
from editor.ui.shell.desk_lane import DeskLane
from editor.ui.shell.inspector_parts import Inspecting


class StoryFields(QObject):
    def __init__(
        self,
        inspector: Inspecting,
        panel: StoryPanel,
        open_story: StoryTabs,
        desk_lane: DeskLane,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._inspector = inspector
        self._open_story = open_story
        self._desk_lane = desk_lane
        # What a failing disk did not take of this story's fields.
        self._unkept_of, self._unkept = "", StoryEdit()
        # What was put into the fields of each story here; touched in the lane only.
        self._put: dict[str, StoryEdit] = {}
        panel.story_edited.connect(self.edit)
        open_story.pending_wanted.connect(self.flush)

    def edit(self, edit: StoryEdit) -> None:
        """Keep what somebody changed in the fields."""
        view = self._open_story.view
        if view is None:
            return
        if view.story.id == self._unkept_of:
            edit = merged(self._unkept, edit)
        self._unkept_of, self._unkept = "", StoryEdit()
        if edit == StoryEdit():
            return
        given = tuple(edit.given)
        stories, story_id = self._desk_lane.desk.stories, view.story.id
        before, put, seen = StoryEdit(), self._put, StoryEdit.of(view.story, FIELDS)

        def change(to: StoryEdit) -> Done[StoryEdit]:
            own = put.get(story_id, StoryEdit())
            was = stories.change(story_id, to, known=(seen, own))
            put[story_id] = merged(own, clean_edit(to))
            return was

        def do() -> Changes:
            # What it was is known only here: another edit may have been on its way.
            nonlocal before
            done = change(edit)
            before = done.value
            return done.changes

        def undo() -> Changes:
            return change(before).changes

        self._open_story.undo.push(
            VerbCommand(
                str(message("window.change-of", names=[named(name) for name in given])),
                self._desk_lane,
                do,
                undo,
                done=lambda: self._kept(story_id, edit),
                failed=lambda error: self._not_kept(error, story_id, edit),
                show=lambda: self._inspector.reveal(given[0]),
            )
        )

    def flush(self) -> None:
        """What is typed but not yet sent, before the story is left."""
        self.edit(self._inspector.pending_edit())

    def _kept(self, story_id: str, edit: StoryEdit) -> None:
        """Newer than what was not kept before: that must not come back over it."""
        if story_id == self._unkept_of:
            self._unkept = replace(self._unkept, **dict.fromkeys(edit.given))

    def _not_kept(self, error: Exception, story_id: str, edit: StoryEdit) -> None:
        if self._open_story.story_id != story_id:
            return
        if isinstance(error, LibraryError):
            # The disk failed: what stands in the fields stays, and goes along next time.
            self._unkept_of, self._unkept = story_id, merged(self._unkept, edit)
        else:
            # It cannot be so: the fields show again what the library has.
            self.flush()
            self._inspector.clear()
            self._open_story.current.story.refresh()
