"""The story's own fields from the inspector into the library, each change one undo step."""

from dataclasses import fields

from PySide6.QtCore import QObject
from PySide6.QtGui import QUndoStack

from editor.desk.changes import Changes
from editor.story.story import Story, StoryEdit
from editor.ui.inspector.inspector import Inspector
from editor.ui.window.desk_lane import DeskLane
from editor.ui.window.open_story import OpenStory
from editor.ui.window.undo import VerbCommand


class StoryFields(QObject):
    def __init__(
        self,
        inspector: Inspector,
        open_story: OpenStory,
        desk_lane: DeskLane,
        undo_stack: QUndoStack,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._inspector = inspector
        self._open_story = open_story
        self._desk_lane = desk_lane
        self._undo_stack = undo_stack
        inspector.story_edited.connect(self.edit)

    def edit(self, edit: StoryEdit) -> None:
        """Keep what somebody changed in the fields."""
        view = self._open_story.view
        if view is None:
            return
        after = _only_changes(view.story, edit)
        if after == StoryEdit():
            return
        before = _same_fields(view.story, after)
        names = ", ".join(
            field.name for field in fields(StoryEdit) if getattr(after, field.name) is not None
        )
        stories, story_id = self._desk_lane.desk.stories, view.story.id

        def keep(values: StoryEdit) -> Changes:
            stories.keep(story_id, values)
            return Changes.of_story(story_id)

        self._undo_stack.push(
            VerbCommand(
                self.tr("change of {0}").format(names),
                self._desk_lane,
                lambda: keep(after),
                lambda: keep(before),
            )
        )

    def flush(self) -> None:
        """What is typed but not yet sent, before the story is left."""
        self.edit(self._inspector.pending_edit())


def _only_changes(story: Story, edit: StoryEdit) -> StoryEdit:
    return StoryEdit(
        **{
            field.name: value
            for field in fields(StoryEdit)
            if (value := getattr(edit, field.name)) is not None
            and value != getattr(story, field.name)
        }
    )


def _same_fields(story: Story, edit: StoryEdit) -> StoryEdit:
    """The story's present values of the fields that `edit` sets."""
    return StoryEdit(
        **{
            field.name: getattr(story, field.name)
            for field in fields(StoryEdit)
            if getattr(edit, field.name) is not None
        }
    )
