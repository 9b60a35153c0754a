"""Remarks and suggestions in the window: said where words are selected, marked over the page,
answered, settled, accepted."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QDialog, QTextEdit, QWidget

from editor.desk.changing import Changes, Done
from editor.desk.remarks import Accepted
from editor.desk.views import StoryView
from editor.message import listed, message
from editor.story.document import block_placements
from editor.story.photo import Placement
from editor.story.review.remarks import BODY, CAPTION, WHOLE, Comment, Place, Suggestion
from editor.story.story import StoryEdit
from editor.ui.opened.story_tabs import StoryTabs
from editor.ui.opened.undo_steps import TextChange
from editor.ui.preview.shown_page import Spot
from editor.ui.shell.commands import Command, Feature, Menu
from editor.ui.shell.desk_lane import DeskLane
from editor.ui.shell.inspector_parts import LatePage

if TYPE_CHECKING:
    from editor.ui.preview.preview_pane import PreviewPane
    from editor.ui.review.remarks_view import RemarksView
    from editor.ui.review.review_panel import ReviewPanel

LOOK_AFTER_MS = 1500  # whether the words of remarks are there is looked up when nobody types
LEAD = "lead"


class RemarksDesk(Feature):
    def __init__(
        self,
        tabs: StoryTabs,
        page: "LatePage[ReviewPanel]",
        desk_lane: DeskLane,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._tabs = tabs
        self._desk_lane = desk_lane
        self._window = window
        self._pane: PreviewPane | None = None
        self._list: RemarksView | None = None
        self._quiet = QTimer(self, singleShot=True, interval=LOOK_AFTER_MS)
        self._quiet.timeout.connect(self._look_for_gone)
        page.made.connect(lambda panel: self._serve(panel.remarks))
        tabs.opened.connect(self._follow)
        tabs.refreshed.connect(self._follow)

    def commands(self) -> Iterable[Command]:
        yield Command("comment", self.tr("Co&mment…"), "", "Ctrl+Alt+M").doing(
            self.comment, {Menu.STORY: 256}, story=True
        )
        yield Command("suggest", self.tr("S&uggest instead…"), "", "Ctrl+Alt+U").doing(
            self.suggest, {Menu.STORY: 257}, story=True
        )

    def comment(self) -> None:
        """About what is selected on the page or in the text, else about the whole story."""
        self._about_selection(lambda view, spot: self._ask(view, spot, suggests=False))

    def suggest(self) -> None:
        """Other words for those that are selected on the page or in the text."""

        def ask(view: StoryView, spot: Spot | None) -> None:
            if spot is None or not spot.words.strip():
                self.said.emit(self.tr("Select the words that should be others first."))
            else:
                self._ask(view, spot, suggests=True)

        self._about_selection(ask)

    def serve_page(self, pane: "PreviewPane") -> None:
        self._pane = pane
        pane.comment_requested.connect(self.comment)
        pane.suggest_requested.connect(self.suggest)
        self._follow()

    def _serve(self, remarks: "RemarksView") -> None:
        self._list = remarks
        remarks.comment_requested.connect(self.comment)
        remarks.place_wanted.connect(self._show)
        remarks.answered.connect(self._answer)
        remarks.settled.connect(self._settle)
        remarks.accepted.connect(self._accept)
        remarks.rejected.connect(self._reject)
        self._quiet.start()

    # -- said

    def _about_selection(self, then: Callable[[StoryView, Spot | None], object]) -> None:
        """With every word that was typed kept, as the page has it."""

        def ask(spot: Spot | None) -> None:
            view = self._tabs.view
            if view is not None:
                then(view, spot or self._in_text())

        pane = self._pane
        if pane is None or not pane.isVisible():
            ask(None)
        else:
            pane.ask_selection(ask)

    def _in_text(self) -> Spot | None:
        field = QApplication.focusWidget()
        if not isinstance(field, QTextEdit) or not self._tabs.writing.isAncestorOf(field):
            return None
        words = field.textCursor().selectedText()
        first = words.replace("\u2028", "\n").partition("\u2029")[0]
        return Spot("", first) if first.strip() else None

    def _ask(self, view: StoryView, spot: Spot | None, *, suggests: bool) -> None:
        from editor.ui.review.verdict_dialogs import RemarkDialog  # with the first remark

        words = spot.words if spot else ""
        dialog = RemarkDialog(words, self._window, suggests=suggests)
        dialog.begun_story = view.story.id
        if dialog.exec() != QDialog.DialogCode.Accepted:
            return
        remarks, story_id, text = self._desk_lane.desk.remarks, view.story.id, dialog.value
        within = _place(view, spot)

        def give() -> "Done[Comment] | Done[Suggestion]":
            if within is None:
                place = remarks.place(story_id, words)
            else:
                place = remarks.selected(story_id, words, within) if words else within
            if suggests:
                return remarks.suggest(story_id, text, place)
            return remarks.comment(story_id, text, place)

        said = self.tr("Suggested.") if suggests else self.tr("Comment added.")
        self._tabs.current.when_kept(
            lambda _kept: self._desk_lane.ask(give, lambda _made: self.said.emit(said))
        )

    def _answer(self, number: int, text: str) -> None:
        remarks, story_id = self._desk_lane.desk.remarks, self._tabs.story_id
        self._desk_lane.do(lambda: remarks.answer(story_id, number, text))

    def _settle(self, number: int, settled: bool) -> None:
        remarks, story_id = self._desk_lane.desk.remarks, self._tabs.story_id
        verb = remarks.resolve if settled else remarks.reopen
        self._desk_lane.do(lambda: verb(story_id, number))

    # -- suggestions decided

    def _reject(self, number: int) -> None:
        remarks, story_id = self._desk_lane.desk.remarks, self._tabs.story_id
        self._desk_lane.do(
            lambda: remarks.reject(story_id, number),
            lambda: self.said.emit(self.tr("Rejected; the story stays as it is.")),
        )

    def _accept(self, number: int | None) -> None:
        """As one step of undo, which opens the suggestions again."""
        tab, desk = self._tabs.current, self._desk_lane.desk
        view = tab.story.view
        if view is None:
            return
        wanted = [each.number for each in view.suggestions] if number is None else [number]
        done: list[Accepted] = []

        def do() -> Changes:
            numbers = [each.number for each in done[0].done] if done else wanted
            answer = desk.remarks.accept(view.story.id, numbers)
            done[:] = [answer.value]
            return answer.changes

        def undo(typed: StoryEdit) -> Changes:
            changes = desk.history.take_back(done[0].before, typed)
            return changes | desk.remarks.take_back(view.story.id, done[0].done)

        def tell() -> None:
            missed = len(done[0].missed)
            said = message("answer.suggestions-accepted", n=len(done[0].done))
            more = message("answer.suggestions-missed", n=missed) if missed else ""
            self.said.emit(str(listed((said, more), "sentences")))

        TextChange(self.tr("accept what was suggested"), tab, do, undo).begin(tell)

    # -- shown

    def _show(self, place: Place) -> None:
        """On the page where that is seen, else in the text."""
        view, pane = self._tabs.view, self._pane
        if view is None or place.is_whole:
            return
        spot = _spot(view, place)
        if spot is not None and pane is not None and pane.isVisible():
            pane.show_spot(spot)
        elif place.field in ("headline", "deck", BODY) and self._tabs.writing.isVisible():
            block = spot.part if spot is not None and isinstance(spot.part, int) else None
            self._tabs.writing.go_to(place.field, block)

    def _follow(self, _showing: object = None) -> None:
        view, pane = self._tabs.view, self._pane
        if view is None:
            return
        if pane is not None:
            said = [(each.place, "comment") for each in view.comments if each.is_open]
            said += [(each.place, "suggestion") for each in view.suggestions]
            spots = (_spot(view, place, kind) for place, kind in said if place.quote)
            pane.mark(tuple(spot for spot in spots if spot is not None))
        self._quiet.start()

    def _look_for_gone(self) -> None:
        view, shown = self._tabs.view, self._list
        if view is None or shown is None or not shown.isVisible():
            return
        if view.comments or view.suggestions:
            remarks, story_id = self._desk_lane.desk.remarks, view.story.id

            def show(gone: frozenset[tuple[bool, int]]) -> None:
                if self._tabs.story_id == story_id:
                    shown.show_gone(gone)

            self._desk_lane.ask(lambda: remarks.gone(story_id), show)


def _place(view: StoryView, spot: Spot | None) -> Place | None:
    """Where a selection of the page is in the story; None for one of the text, whose words say
    it."""
    if spot is None:
        return WHOLE
    if spot.part == LEAD:
        lead = view.story.lead
        return Place(CAPTION, placement=lead.id) if lead and spot.words else _photo(lead)
    if isinstance(spot.part, str):
        return Place(spot.part, offset=spot.offset) if spot.part else None
    body = view.story.body
    if spot.part >= len(body.blocks) or not body.ids:
        return WHOLE
    if photos := block_placements(body.blocks[spot.part]):
        return Place(CAPTION if spot.words else "", placement=photos[0])
    return Place(BODY, body.ids[spot.part], offset=spot.offset)


def _photo(placement: Placement | None) -> Place:
    return Place(placement=placement.id) if placement else WHOLE


def _spot(view: StoryView, place: Place, kind: str = "") -> Spot | None:
    """A place on the page; None for one that is not on it."""
    body = view.story.body
    if place.placement:
        for index, block in enumerate(body.blocks):
            if place.placement in block_placements(block):
                return Spot(index, place.quote, place.offset, kind)
        lead = view.story.lead
        here = lead is not None and lead.id == place.placement
        return Spot(LEAD, place.quote, place.offset, kind) if here else None
    if place.field == BODY:
        index = body.ids.index(place.block) if place.block in body.ids else None
        return None if index is None else Spot(index, place.quote, place.offset, kind)
    return Spot(place.field, place.quote, place.offset, kind) if place.field else None
