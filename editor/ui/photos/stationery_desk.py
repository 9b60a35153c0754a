"""Stationery, and what is copied from photo to photo: on the photos of the part in sight, each
time one step of undo."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication, QDialog, QWidget
from shiboken6 import isValid

from editor.desk.changing import Changes, Done
from editor.message import listed, message
from editor.story.photo import FILLABLE, Photo
from editor.story.stationery import Stationery
from editor.ui.opened.story_tabs import StoryTabs
from editor.ui.opened.undo_steps import VerbCommand
from editor.ui.photos.photo_asks import Chosen, ShowsPhotos, Target
from editor.ui.shell.commands import Command, Feature, Menu
from editor.ui.shell.desk_lane import DeskLane, said
from editor.ui.shell.settings_desk import SettingsDesk

if TYPE_CHECKING:
    from editor.desk.stationery import Filled, Filling, Stationeries
    from editor.ui.photos.stationery_box import StationeryBox

    Seen = tuple[tuple[Stationery, ...], Filling, Photo | None]

_TICKS = "pasted photo fields"


class StationeryDesk(Feature):
    def __init__(
        self, tabs: StoryTabs, desk_lane: DeskLane, settings: SettingsDesk, window: QWidget
    ) -> None:
        super().__init__(window)
        self._tabs = tabs
        self._desk_lane = desk_lane
        self._settings = settings
        self._window = window
        self._parts: list[tuple[ShowsPhotos, bool]] = []
        self._copied: Photo | None = None
        self._box: StationeryBox | None = None
        settings.add(_TICKS, lambda _values: None)

    def commands(self) -> Iterable[Command]:
        yield Command("stationery", self.tr("Stationer&y…"), "stamp", "Ctrl+Alt+S").doing(
            self.open, {Menu.STORY: 111}
        )
        yield Command(
            "copy_metadata", self.tr("Copy the photo's &metadata"), "", "Ctrl+Alt+Shift+C"
        ).doing(self.copy, {Menu.STORY: 112})
        yield Command("paste_metadata", self.tr("Paste metada&ta…"), "", "Ctrl+Alt+Shift+V").doing(
            self.paste, {Menu.STORY: 113}
        )

    def serve(self, part: ShowsPhotos, *, of_story: bool = False) -> None:
        """Its chosen photos are meant while it is seen, or has the keyboard; `of_story`: as the
        story on top has them. The part served last comes first."""
        self._parts.insert(0, (part, of_story))

    def open(self) -> None:
        """Ask which template, and for which photos."""
        targets, desk = self._targets(), self._desk_lane.desk

        def look() -> "Seen":
            verbs = desk.stationery
            first = desk.photos.ids(targets[0].photos[:1]) if targets else ()
            return verbs.all(), verbs.filling(), verbs.photo(first[0]) if first else None

        self._desk_lane.ask(look, lambda seen: self._ask_template(seen, targets))

    def copy(self) -> None:
        """Remember what is said of the chosen photo, or of the first of several."""
        chosen, of_story = self._chosen()
        if not chosen:
            self.said.emit(self.tr("No photo is in sight; choose the one to copy from first."))
            return
        story = self._tabs.story_id if of_story else ""
        desk = self._desk_lane.desk

        def copied(photo: Photo) -> None:
            self._copied = photo
            self.said.emit(str(message("window.metadata-copied", name=photo.original_name)))

        def look() -> Photo:
            return desk.stationery.photo(next(iter(desk.photos.ids(chosen[:1])), ""), story)

        self._desk_lane.ask(look, copied)

    def paste(self) -> None:
        """Ask which fields of the copied ones, and for which photos."""
        copied, targets = self._copied, self._targets()
        if copied is None:
            self.said.emit(self.tr("Nothing was copied yet; copy the metadata of a photo first."))
        elif not targets:
            self.said.emit(self.tr("No photo is in sight; choose those to paste into first."))
        else:
            desk = self._desk_lane.desk
            self._desk_lane.ask(
                desk.stationery.filling,
                lambda filling: self._ask_fields(copied, filling, targets),
            )

    # -- asking

    def _ask_template(self, seen: "Seen", targets: "list[Target]") -> None:
        from editor.ui.photos.stationery_box import StationeryBox  # late, as every dialog

        kept, filling, photo = seen
        box = self._box = StationeryBox(kept, filling, photo, targets, self._window)
        box.keep_requested.connect(self._keep)
        box.remove_requested.connect(self._remove)
        accepted = box.exec() == QDialog.DialogCode.Accepted
        self._box = None
        if accepted:
            template, photos, desk = box.template, box.photos, self._desk_lane.desk
            step = str(message("window.stationery-step", n=len(photos)))
            self._fill(step, lambda: desk.stationery.apply(template, desk.photos.ids(photos)))

    def _ask_fields(self, copied: Photo, filling: "Filling", targets: "list[Target]") -> None:
        from editor.ui.photos.stationery_box import PasteBox  # late, as every dialog

        box = PasteBox(copied, filling, self._settings.values(_TICKS), targets, self._window)
        if box.exec() == QDialog.DialogCode.Accepted:
            self._settings.note(_TICKS, box.ticks)
            keys, photos, desk = box.keys, box.photos, self._desk_lane.desk
            step = str(message("window.paste-step", n=len(photos)))
            self._fill(
                step, lambda: desk.stationery.paste(copied.facts, keys, desk.photos.ids(photos))
            )

    def _keep(self, template: Stationery) -> None:
        self._change(
            lambda verbs: verbs.keep(template),
            lambda box, kept: box.show_kept(kept, template.name),
        )

    def _remove(self, name: str) -> None:
        self._change(
            lambda verbs: verbs.remove(name), lambda box, kept: box.show_removed(kept, name)
        )

    def _change(
        self,
        verb: "Callable[[Stationeries], Changes]",
        then: "Callable[[StationeryBox, tuple[Stationery, ...]], object]",
    ) -> None:
        """A refusal is read in the box, which stands before all else."""
        verbs = self._desk_lane.desk.stationery

        def do() -> Done[tuple[Stationery, ...]]:
            changes = verb(verbs)
            return Done(verbs.all(), changes)

        def done(kept: tuple[Stationery, ...]) -> None:
            if self._box is not None:
                then(self._box, kept)

        def refused(error: Exception) -> None:
            if self._box is not None:
                self._box.remark(said(error))

        self._desk_lane.ask(do, done, refused)

    # -- which photos

    def _chosen(self) -> tuple[Chosen, bool]:
        """The photos that are meant, and whether they are of the story on top: of the part with the
        keyboard, else of the first that is seen and has some."""
        focus = QApplication.focusWidget()
        seen = [each for each in self._parts if isValid(each[0]) and each[0].isVisible()]
        seen.sort(key=lambda each: focus is None or not each[0].isAncestorOf(focus))
        chosen = ((part.chosen_photos(), of_story) for part, of_story in seen)
        return next((each for each in chosen if each[0]), ((), False))

    def _targets(self) -> "list[Target]":
        (chosen, _), view = self._chosen(), self._tabs.view
        story = tuple(dict.fromkeys(p.photo.id for p in view.story.placements)) if view else ()
        told = (
            (message("window.chosen-photos", n=len(chosen)), chosen),
            (message("window.photos-of-story", n=len(story)), story),
        )
        return [Target(str(label), ids) for label, ids in told if ids]

    # -- doing

    def _fill(self, step: str, verb: "Callable[[], Done[tuple[Filled, ...]]]") -> None:
        """One step, told when it is done."""
        desk, filled = self._desk_lane.desk, list["Filled"]()

        def turn(back: bool) -> Changes:
            was = {each.photo.id: each.was for each in filled}
            now = {each.photo.id: each.now for each in filled}
            return desk.stationery.turn(was, now) if back else desk.stationery.turn(now, was)

        def do() -> Changes:
            if filled:
                return turn(back=False)
            done = verb()
            filled.extend(done.value)
            return done.changes

        self._tabs.undo.push(
            VerbCommand(
                step, self._desk_lane, do, lambda: turn(back=True), done=lambda: self._tell(filled)
            )
        )

    def _tell(self, filled: "list[Filled]") -> None:
        """How many were filled, which could not be as a whole, and where a story says something
        else."""
        changed = [each for each in filled if each.was]
        keys = {key for each in changed for key in each.changed}
        fields = [field.label for key, field in FILLABLE.items() if key in keys]
        told = [message("window.photos-filled", n=len(changed), fields=fields)]
        if not changed:
            told = [message("window.photos-as-before", n=len(filled))]
        if lacking := [each for each in filled if each.said]:
            name, why = lacking[0].photo.original_name, lacking[0].said[0]
            told.append(message("window.photos-lacking", n=len(lacking), name=name, why=why))
        view, by_id = self._tabs.view, {each.photo.id: each for each in changed}
        placements = view.story.placements if view is not None else ()
        own = [p for p in placements if p.photo.id in by_id]
        own = [p for p in own if {*p.overrides} & {*by_id[p.photo.id].was}]
        if own:
            told.append(message("window.photos-own-words", n=len(own)))
        self.said.emit(str(listed(told, "sentences")))
