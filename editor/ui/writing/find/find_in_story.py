"""Find and replace within one story: headline, deck, body, and the captions of its photos.

Hits in the texts are chosen there; a caption is shown by whoever has its field. It writes through
cursors only, everything replaced at once being one step of each text's history.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QAction, QTextCursor, QTextDocument
from PySide6.QtWidgets import QTextEdit, QVBoxLayout, QWidget

from editor.message import message
from editor.story.matching import utf16
from editor.ui.theme import Theme
from editor.ui.writing.body_field import BodyField
from editor.ui.writing.editing_actions import Field
from editor.ui.writing.find.hit_search import Found, HitOrder, HitSearch, Place, TextHits
from editor.ui.writing.find.hits_in_fields import (
    Captions,
    Origin,
    Replacing,
    bring_into_view,
    leave_hit,
    place_of,
)
from editor.ui.writing.overlays import HitMarks
from editor.ui.writing.undo_line import UndoLine

if TYPE_CHECKING:
    from editor.ui.writing.find.find_bar import FindBar

PAINT_MS = 16
EARLIER = 12
_UNTYPED = frozenset("\u2029\ufffc")  # ends of paragraphs, photos: nobody types these
LONGEST_TAKEN = 200  # characters of a selection that become what is looked for


class FindInStory(QObject):
    """Signals:
    searched(list): the last searches, newest first, when there is a new one.
    caption_wanted(str): a hit stands in the caption of this placement, which is to be shown.
    caption_replaced(str, str): placement, and its caption with words replaced.
    """

    searched = Signal(list)
    caption_wanted = Signal(str)
    caption_replaced = Signal(str, str)

    def __init__(
        self, theme: Theme, fields: Mapping[str, Field], undo_line: UndoLine, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._page = parent
        self._bar: FindBar | None = None
        self._column: QVBoxLayout | None = None
        self.captions = Captions(self)
        self._fields = tuple(fields.values())
        self._replacing = Replacing(
            self._fields, self.captions, undo_line, self.caption_replaced.emit
        )
        documents: list[QTextDocument] = [field.document() for field in self._fields]
        documents.append(self.captions.document)
        self._texts = [TextHits(each, self) for each in documents]
        self._order = HitOrder(self._texts)
        self._search = HitSearch(self._texts, self)
        self._marks = [
            self._marks_of(theme, field, self._texts[number])
            for number, field in enumerate(self._fields)
        ]
        self._current: Found | None = None
        self._origin: Origin | None = None
        self._went_on = False
        self._earlier: list[str] = []
        self._paint = QTimer(self, singleShot=True, interval=PAINT_MS)
        self._paint.timeout.connect(self._refresh_marks)
        self._connect(theme)

    def place_in(self, column: QVBoxLayout) -> None:
        """Where the bar will stand, below what is in the column now."""
        self._column = column
        self._row = column.count()

    @property
    def bar(self) -> "FindBar":
        """Made when it is first wanted: most sittings look for nothing."""
        if self._bar is None:
            from editor.ui.writing.find.find_bar import FindBar  # late, as it is made

            self._bar = FindBar(self._theme, self._page)
            self._bar.hide()
            self._bar.know_earlier(self._earlier)
            self._bar.watch([field.document() for field in self._fields])
            self._connect_bar(self._bar)
            if self._column is not None:
                self._column.insertWidget(self._row, self._bar)
        return self._bar

    def take_actions(self, actions: Mapping[str, QAction], last_field: Callable[[], Field]) -> None:
        """Serve the commands of menus and keys, for the field that was written in last."""
        actions["find"].triggered.connect(lambda: self.open(last_field()))
        actions["replace"].triggered.connect(lambda: self.open(last_field(), replace=True))
        actions["find_next"].triggered.connect(lambda: self.go(back=False))
        actions["find_previous"].triggered.connect(lambda: self.go(back=True))

    @property
    def is_open(self) -> bool:
        return self._bar is not None and not self._bar.isHidden()

    def open(self, last_field: Field, *, replace: bool = False) -> None:
        """Show the bar; a short selection becomes what is looked for."""
        # In the bar somebody is typing: what is selected then is only the hit they are at.
        looking = self.is_open and not last_field.hasFocus()
        words, selected = "", "" if looking else last_field.textCursor().selectedText()
        if len(selected) <= LONGEST_TAKEN and not _UNTYPED.intersection(selected):
            words = selected.replace("\u2028", " ")
        if not self.is_open:
            self._origin = Origin.of(last_field)
            self._went_on = False
        self.bar.show()
        self.bar.ask(words, replace=replace or self.bar.replaces)
        self._begin()

    def close(self) -> None:
        """The bar goes, and the caret is back in the text."""
        if not self.is_open:
            return
        self._remember()
        self._search.leave()
        for marks in self._marks:
            marks.clear()
        self.bar.hide()
        self.bar.show_replacing(shown=False)
        self.bar.tell("")
        origin, self._origin = self._origin, None
        if origin is not None:
            self._give_back(origin)
        self._current = None

    def leave_story(self) -> None:
        """Another story comes into the fields: what was replaced belongs to the one before."""
        self._origin = self._current = None
        self._replacing.forget()
        if self._bar is not None:
            self._bar.tell("")

    def know_earlier(self, searches: Sequence[str]) -> None:
        """Searches of other panes and other days, newest first."""
        self._earlier = list(searches)[:EARLIER]
        if self._bar is not None:
            self._bar.know_earlier(self._earlier)

    def go(self, *, back: bool = False) -> None:
        """To the next hit or the one before; round from the end to the start."""
        if not self.is_open and not self.bar.query.words:
            return
        self._went_on = True
        if not self.is_open:
            self._reopen()
        self._remember()
        self._search.when_done(lambda: self._go(back=back))

    def replace(self) -> None:
        """Replace the hit that is chosen and go to the next one."""
        current = self._current
        if current is None:
            self.go()
            return
        self._went_on = True
        self._replacing.write(current.text, [(current.block, current.match)])
        new = current.match.replacement
        behind = current.match.start + utf16(new, len(new))
        place = (current.text, current.block, behind)
        self._search.when_done(lambda: self._choose_from(place))

    def replace_all(self) -> None:
        """Replace every hit: one step in each text, which the bar offers to take back."""
        self._went_on = True
        self._remember()
        self._search.when_done(self._replace_all)

    # -- inside: looking

    def _connect_bar(self, bar: "FindBar") -> None:
        bar.query_changed.connect(self._begin)
        bar.next_requested.connect(lambda: self.go(back=False))
        bar.previous_requested.connect(lambda: self.go(back=True))
        bar.replace_requested.connect(self.replace)
        bar.replace_all_requested.connect(self.replace_all)
        bar.undo_requested.connect(self._undo_all)
        bar.place_requested.connect(self._show_caption)
        bar.closed.connect(self.close)

    def _connect(self, theme: Theme) -> None:
        self._search.progressed.connect(self._show_progress)
        self._search.failed.connect(self._show_failure)
        theme.changed.connect(self._paint_anew)
        for field in self._fields:
            field.verticalScrollBar().valueChanged.connect(self._paint_soon)
            field.verticalScrollBar().rangeChanged.connect(self._paint_soon)

    def _begin(self) -> None:
        """The words or the options are other ones: look from where somebody was."""
        if not self.is_open:
            return
        leave_hit(self._fields, self._current)
        self._current = None
        self.bar.tell("")
        self._search.look_for(self.bar.query, self.bar.replacement)

    def _reopen(self) -> None:
        field = next((each for each in self._fields if each.hasFocus()), self._fields[-1])
        self._origin = Origin.of(field)
        self.bar.show()
        self._begin()

    def _show_progress(self) -> None:
        if self._current is None and not self._went_on and self._search.query.words:
            self._choose_first()
        self._show_count()
        self._paint_soon()

    def _choose_first(self) -> None:
        """While somebody types what they look for: the first hit from where they were."""
        origin = self._origin
        if origin is None:
            return
        place = (self._fields.index(origin.field), *place_of(origin.caret))
        if (found := self._order.next_from(place)) or (
            self._search.is_done and (found := self._order.next_from((0, 0, 0)))
        ):
            self._choose(found)

    def _show_count(self) -> None:
        count, done = self._search.count, self._search.is_done
        current = self._current
        if not self._search.query.words or (done and not count and self._steps_are_told()):
            words = ""  # nothing is looked for, or all of it has just been replaced
        elif not count:
            words = self.tr("Nothing found") if done else self.tr("Looking…")
        elif current is not None and done:
            number = self._order.number(current)
            words = self.tr("{0:,} of {1:,}").format(number, count)
        else:
            words = str(message("count.found" if done else "count.so-far", n=count))
        self.bar.show_count(words, found=bool(count) or not done or not self._search.query.words)
        # What is pressed while it is still being looked is done once that is over.
        self.bar.show_can(go=count > 0 or not done, replace=current is not None)

    def _show_failure(self, sentence: str) -> None:
        self.bar.show_count("", found=True)
        self.bar.show_can(go=False, replace=False)
        self.bar.tell(sentence)
        self._current = None
        self._paint_soon()

    # -- inside: going

    def _go(self, *, back: bool) -> None:
        if not self._search.count:
            return
        text, block, start = self._place()
        if back:
            found = self._order.last_before((text, block, start)) or self._order.last_before()
        else:
            behind = start + (1 if self._current is not None else 0)
            found = self._order.next_from((text, block, behind)) or self._order.next_from((0, 0, 0))
        if found is not None:
            self._choose(found)

    def _choose_from(self, place: Place) -> None:
        found = self._order.next_from(place) or self._order.next_from((0, 0, 0))
        if found is None:
            self._current = None
            self._show_count()
        else:
            self._choose(found)

    def _place(self) -> Place:
        """Where looking goes on: at the hit that is chosen, or where the caret is."""
        if self._current is not None:
            return self._current.place
        field = self._origin.field if self._origin else self._fields[-1]
        return (self._fields.index(field), *place_of(field.textCursor()))

    def _choose(self, found: Found) -> None:
        leave_hit(self._fields, self._current)
        self._current = found
        in_caption = found.text >= len(self._fields)
        if in_caption:
            caption = self.captions.text(found.block)
            self.bar.tell(self.tr("In the caption “{0}”").format(caption), place=True)
        else:
            if not self._steps_are_told():
                self.bar.tell("")
            self._select(self._fields[found.text], found)
        self._show_count()
        self._paint_soon()

    def _select(self, field: Field, found: Found) -> None:
        block = field.document().findBlockByNumber(found.block)
        cursor = QTextCursor(block)
        cursor.setPosition(block.position() + found.match.start)
        cursor.setPosition(block.position() + found.match.end, QTextCursor.MoveMode.KeepAnchor)
        field.setTextCursor(cursor)
        if isinstance(field, BodyField):
            bring_into_view(field, cursor)

    def _show_caption(self) -> None:
        if self._current is not None and self._current.text >= len(self._fields):
            self.caption_wanted.emit(self.captions.ids[self._current.block])

    # -- inside: replacing

    def _replace_all(self) -> None:
        name = self.tr("replacement of “{0}”").format(self._search.query.words)
        total = self._replacing.write_all(self._texts, name)
        self._current = None
        if total:
            self.bar.tell(str(message("replaced.here", n=total)), undo=True)
        self._show_count()

    def _undo_all(self) -> None:
        self.bar.tell(
            self.tr("Taken back.")
            if self._replacing.take_back()
            else self.tr("You have gone on since then: Undo comes to it step by step.")
        )

    def _steps_are_told(self) -> bool:
        return self._replacing.has_replaced and bool(self.bar.told)

    # -- inside: the rest

    def _remember(self) -> None:
        words = self.bar.query.words
        if words and self._earlier[:1] != [words]:
            self.know_earlier([words, *(each for each in self._earlier if each != words)])
            self.searched.emit(self._earlier)

    def _give_back(self, origin: Origin) -> None:
        if self._went_on and self._current is not None and self._current.text < len(self._fields):
            self._fields[self._current.text].setFocus()
            return
        origin.give_back(moved=self._went_on)

    def _marks_of(self, theme: Theme, field: Field, hits: TextHits) -> HitMarks:
        def lay(marks: list[QTextEdit.ExtraSelection]) -> None:
            if isinstance(field, BodyField):
                field.overlays.lay("find", marks)
            else:
                field.setExtraSelections(marks)

        return HitMarks(field, hits, theme, lay)

    def _paint_anew(self) -> None:
        for marks in self._marks:
            marks.forget()
        self._paint_soon()

    def _paint_soon(self) -> None:
        if self.is_open and not self._paint.isActive():
            self._paint.start()

    def _refresh_marks(self) -> None:
        if not self.is_open:
            return
        current = self._current
        for number, marks in enumerate(self._marks):
            chosen = current is not None and current.text == number
            marks.refresh((current.block, current.match.start) if chosen and current else None)
