"""Records of photos at work, whether or not a story uses them: corrected, with what was used before
at hand; every step can be undone."""

from collections.abc import Iterable, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from editor.desk.changing import Changes, together
from editor.desk.newsroom import ORIGINS
from editor.desk.pictures import Attached, TextChanges
from editor.desk.views import StoryView
from editor.message import listed, message
from editor.story.credit import CreditStyle
from editor.story.origin import OriginRules
from editor.story.photo import Photo, PhotoFacts
from editor.story.story import PhotoUse
from editor.story.workflow import Verb as Act
from editor.ui.opened.story_tabs import StoryTabs
from editor.ui.opened.undo_steps import VerbCommand, there_and_back
from editor.ui.photos.photo_asks import Notice, PhotoAsks
from editor.ui.photos.photo_desk import PhotoDesk
from editor.ui.shell.commands import Command, Feature, Menu
from editor.ui.shell.desk_lane import DeskLane, said
from editor.ui.shell.inspector_parts import Inspecting
from editor.ui.shell.settings_desk import LayoutMemory, SettingsDesk
from editor.ui.theme import Theme

if TYPE_CHECKING:
    from editor.ui.shell.settings_dialog import SettingsPage

LEARNED_AFTER_MS = 3000  # of the last change to a record
FOLDED = "photos/folded"  # on this machine


class RecordDesk(Feature):
    """Signals:
    story_wanted(str): its id; somebody wants to see it.
    """

    story_wanted = Signal(str)

    def __init__(
        self,
        open_story: StoryTabs,
        inspector: Inspecting,
        asks: PhotoAsks,
        desk_lane: DeskLane,
        memory: LayoutMemory,
        photos: PhotoDesk,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._photos = photos
        self._window = window
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
        asks.said.connect(self.said)
        asks.came_in.connect(self._notice)
        asks.compare_requested.connect(self.compare)
        asks.again_requested.connect(self.compare_again)
        asks.uses_requested.connect(self.show_uses)
        desk_lane.changed.connect(self._on_changed)

    def commands(self) -> Iterable[Command]:
        titles = (
            ("field", self.tr("As the last photo in this fi&eld"), "Ctrl+D"),
            ("record", self.tr("Record as the last p&hoto's"), "Ctrl+Shift+D"),
            ("place", self.tr("Photo into te&xt, then the next"), "Ctrl+Return"),
            ("compare", self.tr("Compare photo with its f&ile…"), ""),
            ("uses", self.tr("&Where the photo is used…"), ""),
        )
        for number, (name, title, keys) in enumerate(titles, 120):
            command = Command(f"photo_{name}", title, "", keys)
            want, menus = partial(self._asks.wanted.emit, name), {Menu.STORY: number}
            if name == "place":
                yield command.doing(want, menus, possible=_has_photos)
            else:  # of a picture of the library, too
                yield command.doing(want, menus)

    def correct(self, photo_id: str, values: Mapping[str, Any]) -> None:
        """Some fields of a photo's own record, for every story that uses it."""
        verb = partial(self._desk_lane.desk.photos.correct, photo_id)
        self._open_story.undo.push(
            VerbCommand(
                self.tr("change of the photo's record"),
                self._desk_lane,
                *there_and_back(verb, dict(values)),
                done=partial(self._tell_credit, photo_id) if "credit" in values else None,
                show=lambda: self._inspector.reveal("photo", self._placement_of(photo_id)),
            )
        )

    # -- side by side

    def _notice(self, attached: Attached) -> None:
        """What has to be looked at side by side stays in sight until somebody has."""
        asks, new = self._asks, attached.placement
        for warning in attached.warnings:
            if warning.key == "picture.sent-again":
                again = partial(asks.again_requested.emit, new.id, attached.older)
                asks.noticed.emit(Notice(str(warning), self.tr("Compare the two…"), again))
            elif warning.key == "picture.xmp-iim-differ":
                compare = partial(asks.compare_requested.emit, new.photo.id)
                asks.noticed.emit(Notice(str(warning), self.tr("Compare with the file…"), compare))

    def compare(self, photo_id: str) -> None:
        """The record with what each block of the file says, to choose from."""
        library, desk_lane = self._desk_lane.desk.photos, self._desk_lane

        # Loaded here: nobody needs it at the start.
        from editor.ui.photos.side_by_side import SideBySide

        def show(photo: Photo, style: CreditStyle, said: Mapping[str, PhotoFacts]) -> None:
            columns = ((self.tr("Record"), photo.facts), *said.items())
            sheet = SideBySide(columns, style, self._window)
            if not sheet.rows:
                sheet.deleteLater()
                name = photo.original_name
                self.said.emit(str(message("window.photo-same", name=name)))
                return
            sheet.introduce(
                self.tr("Record and file"),
                photo.original_name,
                self.tr("Choose what the record shall say. The file itself stays as it is."),
            )
            sheet.add_way_out(self.tr("Cancel"))
            sheet.add_primary(self.tr("Use what is chosen"))
            sheet.accepted.connect(lambda: sheet.chosen and self.correct(photo_id, sheet.chosen))
            sheet.open()
            sheet.table.setFocus()

        def read(found: tuple[Photo, CreditStyle]) -> None:
            desk_lane.away(lambda: library.sources(photo_id), partial(show, *found))

        site = self._desk_lane.desk.site
        desk_lane.ask(
            lambda: (library.show(photo_id).photo, site.outlet().credit_style),
            read,
        )

    def compare_again(self, newer: str, older: str) -> None:
        """A picture that was sent again with another record, and the one the story has."""
        from editor.ui.photos.side_by_side import SideBySide  # as above

        view = self._open_story.view
        stands = {each.id: each for each in view.story.placements} if view else {}
        if view is None or not {newer, older} <= stands.keys():
            return
        new, old = stands[newer].photo, stands[older].photo
        sheet = SideBySide(
            ((self.tr("As it was"), old.facts), (self.tr("As sent again"), new.facts)),
            view.snapshot.outlet.credit_style,
            self._window,
        )
        sheet.introduce(
            self.tr("The same picture, sent again"),
            old.original_name,
            self.tr(
                "Choose what its record shall say. What this story says of it itself stays as it "
                "is, and the picture stands in it once."
            ),
        )
        sheet.add_way_out(self.tr("Keep both"))
        exchange = sheet.add_action(self.tr("Use the new file"))
        sheet.add_primary(self.tr("Keep the older file"))

        def settle(photo: Photo, values: Mapping[str, Any], step: VerbCommand | None) -> None:
            with self._open_story.current.undo_line.as_one(self.tr("choice of a record")):
                if values:
                    self.correct(photo.id, values)
                if step is not None:
                    self._open_story.undo.push(step)
                self._photos.take_out(newer)

        def use_new() -> None:
            library = self._desk_lane.desk.photos
            step = VerbCommand(
                self.tr("choice of a record"),
                self._desk_lane,
                lambda: library.exchange(older, new.id).changes,
                lambda: library.exchange(older, old.id).changes,
            )
            settle(new, sheet.kept, step)
            sheet.reject()

        exchange.clicked.connect(use_new)
        sheet.accepted.connect(lambda: settle(old, sheet.chosen, None))
        sheet.open()
        sheet.table.setFocus()

    # -- where it is used

    def show_uses(self, photo_id: str) -> None:
        """The stories a photo stands in; a press opens one."""
        from editor.ui.photos.side_by_side import UsesSheet  # as above

        library = self._desk_lane.desk.photos

        def show(found: tuple[str, tuple[PhotoUse, ...]]) -> None:
            sheet = UsesSheet(*found, self._window)
            sheet.story_wanted.connect(self.story_wanted)
            sheet.open()

        self._desk_lane.ask(
            lambda: (library.show(photo_id).photo.original_name, library.uses(photo_id)), show
        )

    def _tell_credit(self, photo_id: str) -> None:
        """Which other stories follow a corrected credit, which do not, and which are out."""
        library, here = self._desk_lane.desk.photos, self._open_story.story_id

        def tell(uses: tuple[PhotoUse, ...]) -> None:
            others = [use for use in uses if use.story != here or use.own_credit]
            own = [use.slug for use in others if use.is_open and use.own_credit]
            out = [use.slug for use in others if use.exported]
            follow = sum(use.is_open and not use.own_credit for use in others)
            told = (
                message("window.credit-follows", n=follow) if follow else "",
                message("window.credit-own", slugs=own, n=len(own)) if own else "",
                message("window.credit-out", slugs=out, n=len(out)) if out else "",
            )
            if any(told):
                action = self.tr("Use the new credit there, too") if own else ""
                text, does = str(listed(told, "sentences")), partial(self._follow, photo_id)
                self._asks.noticed.emit(Notice(text, action, does))

        self._desk_lane.ask(lambda: library.uses(photo_id), tell)

    def _follow(self, photo_id: str) -> None:
        """Stories that have not gone out take the record's credit, in one step."""
        library, pictures = self._desk_lane.desk.photos, self._desk_lane.desk.pictures
        before: dict[str, TextChanges] = {}

        def do() -> Changes:
            done = library.follow_credit(photo_id)
            before.update(done.value)
            return done.changes

        def undo() -> Changes:
            return together(pictures.reword(each, texts) for each, texts in before.items())

        name = self.tr("credit of a photo in other stories")
        self._open_story.undo.push(VerbCommand(name, self._desk_lane, do, undo))

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


def _has_photos(view: StoryView) -> bool:
    return bool(view.story.placements) and view.may(Act.PICTURE)


class OriginDesk(Feature):
    """Where pictures come from: looked into, asked about, and what the outlet holds about it."""

    def __init__(
        self,
        tabs: StoryTabs,
        asks: PhotoAsks,
        desk_lane: DeskLane,
        settings: SettingsDesk,
        theme: Theme,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._tabs = tabs
        self._desk_lane = desk_lane
        self._theme = theme
        self._window = window
        self._rules: OriginRules | None = None
        settings.add(ORIGINS, self._apply, _origins_page)
        asks.origin_wanted.connect(self._look_into)

    def commands(self) -> Iterable[Command]:
        yield Command("passport", self.tr("Where does this picture come from…")).doing(
            self.ask_where_from, {Menu.HELP: 112}
        )

    def ask_where_from(self) -> None:
        from editor.ui.photos.origin_boxes import PassportDialog  # late, as all dialogs

        dialog = PassportDialog(self._theme, self._window)
        photos, away = self._desk_lane.desk.photos, self._desk_lane.away

        def look(path: Path) -> None:
            away(
                lambda: photos.passport(path),
                lambda found: dialog.show_passport(found) if isValid(dialog) else None,
                lambda error: dialog.show_refusal(said(error)) if isValid(dialog) else None,
            )

        dialog.wanted.connect(look)
        dialog.open()

    def _look_into(self, photo_id: str) -> None:
        pictures = self._desk_lane.desk.pictures
        # Nobody asked: what cannot be read or kept just now is looked into the next time.
        self._desk_lane.away(
            lambda: pictures.look_into(photo_id), lambda _found: None, lambda _error: None
        )

    def _apply(self, values: Mapping[str, Any]) -> None:
        rules, before = OriginRules.of(values), self._rules
        self._rules = rules
        if before is not None and before.labels != rules.labels:
            for tab in self._tabs.tabs():
                tab.story.refresh()


def _origins_page() -> "SettingsPage":
    from editor.ui.photos.origin_boxes import OriginsPage  # late, as above

    return OriginsPage()
