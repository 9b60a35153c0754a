"""Everything about spelling in the window: commands, marks, and a sign in the status line."""

from collections.abc import Iterable, Iterator

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QToolButton
from shiboken6 import isValid

from editor.language.flags import Flag
from editor.language.spelling import check_text
from editor.late import frozen
from editor.message import message
from editor.story.fields import WRITTEN
from editor.story.photo import Placement
from editor.ui.opened.status_line import StatusLine
from editor.ui.opened.story_tabs import StoryTabs
from editor.ui.shell.commands import Command, Feature, Menu
from editor.ui.shell.desk_lane import DeskLane
from editor.ui.shell.inspector_parts import Inspecting
from editor.ui.shell.settings_desk import LayoutMemory
from editor.ui.theme import Theme
from editor.ui.widgets.language_box import language_name
from editor.ui.words.mark_drawing import meaning
from editor.ui.words.spelling_desk import PHOTO_TEXTS, SpellingDesk
from editor.ui.words.spelling_marks import SpellingMarks, select

BEFORE_LENGTH = 2  # its place among the permanent widgets of the status line


@frozen
class Stop:
    """A text on the round: a field that is there, or what a closed photo card will show."""

    marks: SpellingMarks | None = None
    placement: str = ""
    field: str = ""
    flags: tuple[Flag, ...] = ()

    @property
    def count(self) -> int:
        return self.marks.count if self.marks is not None else len(self.flags)


class SpellingRound(QObject):
    """Signals:
    said(str): what the mark means, or that there is none.
    over(str): what was said of a mark is no longer true: it is left, or the word is another one.
    inspector_wanted(): the next mark is in a photo's text, which must be seen.
    """

    said = Signal(str)
    over = Signal(str)
    inspector_wanted = Signal()

    def __init__(self, desk: SpellingDesk, tabs: StoryTabs, inspector: Inspecting) -> None:
        super().__init__(desk)
        self._desk = desk
        self._tabs = tabs
        self._inspector = inspector
        self._waits_for: SpellingMarks | None = None
        self._told = ""  # of the mark that is selected
        self._told_of: tuple[SpellingMarks, tuple[int, int]] | None = None
        desk.changed.connect(self._look_again)

    def count(self) -> int:
        """All marks of the story on top, those in closed photo cards too."""
        return sum(stop.count for stop in self._stops())

    def next_mark(self) -> None:
        self._go(forward=True)

    def previous_mark(self) -> None:
        self._go(forward=False)

    def _go(self, *, forward: bool) -> None:
        if self._desk.on_top.lexicon is None:
            self.said.emit(self.tr("Spelling is not checked in this story."))
            return
        stops = list(self._stops())
        unread = next((s.marks for s in stops if s.marks is not None and not s.marks.is_read), None)
        if unread is not None:
            self._go_later(unread, None, forward=forward)
            return
        self._waits_for = None
        for stop, from_caret in self._order(stops, forward=forward):
            if self._go_within(stop, from_caret=from_caret, forward=forward):
                return
        self.said.emit(self.tr("No spelling marks in this story."))

    def _go_later(self, marks: SpellingMarks, stop: Stop | None, *, forward: bool) -> None:
        """When a text has been read to its end: into it (`stop`), or from where one is."""
        self._waits_for = marks

        def go_on() -> None:
            if self._waits_for is not marks:
                return  # somebody went elsewhere meanwhile
            self._waits_for = None
            if stop is None:
                self._go(forward=forward)
            else:
                self._go_within(stop, from_caret=False, forward=forward)

        marks.read_through.connect(go_on, Qt.ConnectionType.SingleShotConnection)

    def _order(self, stops: list[Stop], *, forward: bool) -> Iterator[tuple[Stop, bool]]:
        """The text with the focus from its caret on, then the others, at last its other part."""
        here = next((n for n, stop in enumerate(stops) if _has_focus(stop)), None)
        if here is None:
            yield from ((stop, False) for stop in (stops if forward else reversed(stops)))
            return
        yield stops[here], True
        others = stops[here + 1 :] + stops[:here]
        yield from ((stop, False) for stop in (others if forward else reversed(others)))
        yield stops[here], False

    def _go_within(self, stop: Stop, *, from_caret: bool, forward: bool) -> bool:
        if stop.marks is None:
            return self._open_photo(stop, forward=forward)
        editor = stop.marks.editor
        cursor = editor.textCursor()
        position = 0 if forward else editor.document().characterCount() - 1
        if from_caret:
            position = cursor.selectionEnd() if forward else cursor.selectionStart()
        found = stop.marks.next_mark(position, forward=forward)
        if found is None:
            return False
        if stop.placement:
            self.inspector_wanted.emit()
            self._inspector.go_to(stop.field, stop.placement)
        editor.setFocus(Qt.FocusReason.ShortcutFocusReason)
        select(editor, *found)
        self._look_again()
        cursor = editor.textCursor()
        self._told = meaning(found[1].kind, found[1].word)
        self._told_of = stop.marks, (cursor.selectionStart(), cursor.selectionEnd())
        editor.selectionChanged.connect(self._look_again, Qt.ConnectionType.UniqueConnection)
        self.said.emit(self._told)
        return True

    def _look_again(self) -> None:
        """Whether the mark that was told of is still there, and selected."""
        if self._told_of is None:
            return
        marks, place = self._told_of
        if isValid(marks) and marks in (stop.marks for stop in self._stops()):
            cursor = marks.editor.textCursor()
            there = (cursor.selectionStart(), cursor.selectionEnd()) == place
            if there and marks.mark_at(place[0]) is not None:
                return
        told, self._told, self._told_of = self._told, "", None
        self.over.emit(told)

    def _open_photo(self, stop: Stop, *, forward: bool) -> bool:
        if not stop.flags:
            return False
        self.inspector_wanted.emit()
        self._inspector.go_to(stop.field, stop.placement)
        marks = self._desk.photo_marks(stop.placement).get(stop.field)
        if marks is not None:
            there = Stop(marks, stop.placement, stop.field)
            self._go_later(marks, there, forward=forward)
        return True

    def _stops(self) -> Iterator[Stop]:
        top, view = self._desk.on_top, self._tabs.view
        for name in WRITTEN:
            yield Stop(top.fields[name])
        if view is None or top.lexicon is None:
            return
        on_page = view.story.placements_on_page
        rest = (each for each in view.story.placements if each not in on_page)
        for placement in (*on_page, *rest):
            yield from self._photo_stops(placement)

    def _photo_stops(self, placement: Placement) -> Iterator[Stop]:
        there, lexicon = self._desk.photo_marks(placement.id), self._desk.on_top.lexicon
        assert lexicon is not None
        for name in PHOTO_TEXTS:
            if name in there:
                yield Stop(there[name], placement.id, name)
            else:
                text = getattr(placement, f"shown_{name}")
                yield Stop(None, placement.id, name, check_text(text, lexicon))


def _has_focus(stop: Stop) -> bool:
    return stop.marks is not None and stop.marks.editor is QApplication.focusWidget()


class ProofReader(Feature):
    """Attributes:
    round: goes from mark to mark.
    """

    def __init__(
        self,
        tabs: StoryTabs,
        inspector: Inspecting,
        desk_lane: DeskLane,
        memory: LayoutMemory,
        status: StatusLine,
        theme: Theme,
    ) -> None:
        super().__init__(tabs)
        self._desk = SpellingDesk(tabs, desk_lane, memory, theme)
        self.round = SpellingRound(self._desk, tabs, inspector)
        self._tabs = tabs
        self._sign = QToolButton(status)
        self._sign.setAutoRaise(True)
        self._sign.setAccessibleName(self.tr("Spelling"))
        status.insertPermanentWidget(BEFORE_LENGTH, self._sign)
        self._told_of = ""  # the story whose marks are counted there
        self._sign.hide()
        self.follow_photo = self._desk.follow_photo
        self._sign.clicked.connect(self.round.next_mark)
        self._desk.said.connect(status.say)
        self._desk.changed.connect(self._show)
        self.round.said.connect(status.say)
        self.round.over.connect(status.take_back)

    def commands(self) -> Iterable[Command]:
        yield Command("check_spelling", self.tr("Check &spelling")).doing(
            None, {Menu.EDIT: 510}, checkable=True, made=self._take_switch
        )
        yield Command("next_mark", self.tr("Next spelling &mark"), "", "Alt+F7").doing(
            self.round.next_mark, {Menu.EDIT: 520}, story=True
        )
        yield Command(
            "previous_mark", self.tr("Previous spelling mar&k"), "", "Alt+Shift+F7"
        ).doing(self.round.previous_mark, {Menu.EDIT: 530}, story=True)

    def stop(self) -> None:
        """No process and no thread stays behind."""
        self._desk.close()

    def _take_switch(self, action: QAction) -> None:
        action.setChecked(self._desk.is_on)
        action.toggled.connect(self._desk.switch)

    def _show(self) -> None:
        marks = self._desk.on_top
        self._sign.setVisible(bool(marks.story_id) and self._desk.is_on)
        if not marks.is_english:
            language = language_name(marks.language)
            self._say(
                self.tr("Not checked: {0}").format(language),
                self.tr("Only English is checked. The story's language is set in the inspector."),
            )
            return
        if not self._desk.is_read:
            # What has been read so far is not the story; what was read before is nearly right.
            if self._told_of != marks.story_id:
                known = marks.lexicon is not None
                self._sign.setText(self.tr("Reading…") if known else self.tr("Not checked"))
                self._sign.setEnabled(False)
            return
        self._told_of = marks.story_id
        count = self.round.count()
        marked = str(message("count.spelling-marks", n=count))
        words = marked if count else self.tr("No spelling marks")
        self._say(words, self.tr("Go to the next one"))
        self._sign.setEnabled(bool(count))

    def _say(self, words: str, hint: str) -> None:
        self._sign.setText(words)
        self._sign.setToolTip(hint)
        # Its name is for finding it; what it counts is heard behind that.
        self._sign.setAccessibleDescription(self.tr("{0}. {1}").format(words, hint))
