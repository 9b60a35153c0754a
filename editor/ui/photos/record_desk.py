"""Records of photos at work, whether or not a story uses them: corrected, with what was used before
at hand; every step can be undone."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from editor.desk.changing import Changes
from editor.ui.opened.story_tabs import StoryTabs
from editor.ui.opened.undo_steps import VerbCommand
from editor.ui.photos.photo_asks import PhotoAsks
from editor.ui.shell.commands import Feature
from editor.ui.shell.desk_lane import DeskLane
from editor.ui.shell.inspector_parts import Inspecting
from editor.ui.shell.settings_desk import LayoutMemory

LEARNED_AFTER_MS = 3000  # of the last change to a record
FOLDED = "photos/folded"  # on this machine


class RecordDesk(Feature):
    def __init__(
        self,
        open_story: StoryTabs,
        inspector: Inspecting,
        asks: PhotoAsks,
        desk_lane: DeskLane,
        memory: LayoutMemory,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._open_story = open_story
        self._inspector = inspector
        self._asks = asks
        self._desk_lane = desk_lane
        self._memory = memory
        self._folds()
        self._later = QTimer(self, singleShot=True, interval=LEARNED_AFTER_MS)
        self._later.timeout.connect(self._learn)
        asks.facts_edited.connect(self.correct)
        asks.choices_wanted.connect(self._learn)
        desk_lane.changed.connect(self._on_changed)

    def correct(self, photo_id: str, values: Mapping[str, Any]) -> None:
        """Some fields of a photo's own record, for every story that uses it."""
        pictures = self._desk_lane.desk.pictures
        before: dict[str, Any] = {}

        def do() -> Changes:
            # What it was is known only here: another edit may have been on its way.
            done = pictures.correct(photo_id, values)
            before.update(done.value)
            return done.changes

        self._open_story.undo.push(
            VerbCommand(
                self.tr("change of the photo's record"),
                self._desk_lane,
                do,
                lambda: pictures.correct(photo_id, before).changes,
                show=lambda: self._inspector.reveal("photo", self._placement_of(photo_id)),
            )
        )

    def _placement_of(self, photo_id: str) -> str:
        view = self._open_story.view
        placements = () if view is None else view.story.placements
        return next((each.id for each in placements if each.photo.id == photo_id), "")

    def _folds(self) -> None:
        kept = self._memory.text(FOLDED, "-")
        if kept != "-":
            self._asks.folded = set(kept.split())
        self._asks.folds_changed.connect(
            lambda: self._memory.remember(FOLDED, " ".join(sorted(self._asks.folded)))
        )

    def _learn(self) -> None:
        """What was used before, once somebody may write in a record."""

        def take(choices: Mapping[str, tuple[str, ...]]) -> None:
            self._asks.choices = choices

        # Beside the lane: of a large library it takes long enough to be felt.
        self._desk_lane.away(self._desk_lane.desk.photos.used, take)

    def _on_changed(self, changes: Changes) -> None:
        if changes.photos and self._asks.choices:
            self._later.start()
