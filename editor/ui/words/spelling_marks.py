"""Spelling marks over one text field: read in idle moments, painted over the words in view.

Nothing of it is in the text: no format, no step of its undo history, no change anybody is told
of. It reads only what changed, and a little at a time while nobody types.
"""

from collections.abc import Iterator, Sequence
from time import perf_counter

from PySide6.QtCore import QObject, QPointF, QRect, QTimer, Signal
from PySide6.QtGui import QHelpEvent, QPainter, QTextBlock, QTextCursor
from PySide6.QtWidgets import QToolTip

from editor.language.flags import Flag
from editor.language.lexicon import Lexicon
from editor.ui.theme import Theme
from editor.ui.widgets.growing_text_edit import GrowingTextEdit
from editor.ui.widgets.text_field import cursor_under
from editor.ui.words.block_reading import (
    Reading,
    Stretch,
    TypedWord,
    read_prose,
)
from editor.ui.words.mark_drawing import (
    Placing,
    TextField,
    Waves,
    area_of,
    blocks_in,
    meaning,
    origin,
    stretches,
)
from editor.ui.words.proof_sheet import Mark, ProofSheet
from editor.ui.writing.quiet_text import QuietText

ReadField = QuietText | GrowingTextEdit
SLICE = 0.003  # seconds of reading in one turn of the event loop
PAUSE = 0.25  # seconds without a key before the rest of the text is read on
SHORT = 4_000  # units; a block of that length is read again at once, while it is typed in


class SpellingMarks(QObject):
    """Lies over a field that tells of its painting; without a lexicon it marks nothing.

    Signals:
        counted(int): how many marks there are, when the number changed.
        read_through(): all of the text has been read.
    """

    counted = Signal(int)
    read_through = Signal()

    def __init__(self, editor: ReadField, theme: Theme) -> None:
        super().__init__(editor)
        self.editor = editor
        self._lexicon: Lexicon | None = None
        self._document = editor.document()
        self._sheet = ProofSheet(0)
        self._waves = Waves(theme)
        self._typed_word = TypedWord()
        self._placing = Placing()
        self._reading: Reading | None = None
        self._seen = range(0)
        self._view: tuple[float, ...] = ()
        self._edited = -1  # the block that was changed last
        # Origin and bottom of blocks, as `_view` was found.
        self._reach: dict[int, tuple[QPointF, float]] = {}
        self._told = 0
        self._walk_from = 0.0  # the clock's time when the rest may be read
        self._turn = QTimer(self, singleShot=True)
        self._turn.timeout.connect(self._read_on)
        theme.changed.connect(self._on_theme)
        # Without a layout no change is told. Its size is not asked for: a long text that was just
        # opened would be laid out to its end.
        self._document.documentLayout().documentSizeChanged.connect(self._on_size)
        if isinstance(editor, QuietText):
            editor.followers.append(self._follow)
            editor.caret_moved.connect(self._on_caret_moved)
        else:
            self._document.contentsChange.connect(self._follow)
            editor.cursorPositionChanged.connect(self._on_caret_moved)
        editor.painted.connect(self._paint)
        editor.left_alone.connect(self._lift)
        editor.rested.connect(self._show_tip)

    # -- what the window does

    @property
    def lexicon(self) -> Lexicon | None:
        return self._lexicon

    @property
    def count(self) -> int:
        return self._sheet.count

    @property
    def is_read(self) -> bool:
        """Whether every block has been read as it stands now."""
        return self._sheet.next_due() < 0

    def use(self, lexicon: Lexicon | None) -> None:
        """Read with this lexicon from now on; None takes all marks away."""
        before, self._lexicon = self._lexicon, lexicon
        self._reading = None
        if lexicon is None or before is None:
            self._begin_sheet(lexicon is not None)
        elif (words := learned(before, lexicon)) is not None:
            if not words:
                self._lexicon = before  # it has judged most words already
                return
            self._learn(before, lexicon)
        else:
            self._sheet.read_again()
        self.editor.viewport().update()
        self._tell()
        self._schedule()

    def mark_at(self, position: int) -> tuple[QTextBlock, Mark] | None:
        """The mark under a place in the document, or touching it."""
        block = self._document.findBlock(position)
        place = position - block.position()
        touching = [m for m in self._sheet.marks(block.blockNumber()) if m.start <= place <= m.end]
        # Between two marks that meet, the one that begins here.
        return (block, touching[-1]) if touching else None

    def next_mark(self, position: int, *, forward: bool = True) -> tuple[QTextBlock, Mark] | None:
        """The first mark that begins behind `position`, or the last that ends before it."""
        here = self._document.findBlock(position).blockNumber()
        end, step = (self._sheet.blocks, 1) if forward else (-1, -1)
        number = self._sheet.next_marked(here, end, step) if self._sheet.blocks else -1
        while number >= 0:
            block = self._document.findBlockByNumber(number)
            place = position - block.position()
            for mark in self._sheet.marks(number)[::step]:
                if mark.start >= place if forward else mark.end <= place:
                    return block, mark
            number = self._sheet.next_marked(number + step, end, step)
        return None

    def _paint(self, area: QRect) -> None:
        """Lay the marks over what was just painted in a part of the viewport."""
        if self._lexicon is None:
            return
        self._look()
        if not self._sheet.count:
            return
        top, bottom, marks = area.top(), area.bottom(), self._sheet.marks
        marked = [n for n in self._seen if marks(n) and self._reaches(n, top, bottom)]
        if not marked:
            return
        painter = QPainter(self.editor.viewport())
        caret = self.editor.textCursor()
        typed_in = caret.blockNumber()
        for number in marked:
            self._paint_block(painter, number, caret if number == typed_in else None)
        painter.end()

    def _reaches(self, number: int, above: int, below: int) -> bool:
        """Whether a block shows something between two heights; asking Qt costs more than painting
        its marks."""
        if number not in self._reach:
            block = self._document.findBlockByNumber(number)
            place = origin(self.editor, block)
            bottom = place.y() + block.layout().boundingRect().height()
            self._reach[number] = place, bottom
        place, bottom = self._reach[number]
        return bottom >= above and place.y() <= below

    # -- reading

    def _learn(self, before: Lexicon, lexicon: Lexicon) -> None:
        """Marks of words that are known now go; a name of which a part is known is read again."""
        known: list[str] = []
        partly: list[str] = []
        for word in self._sheet.words():
            parts = word.split()
            if all(lexicon.knows(part) for part in parts):
                known.append(word)
            elif len(parts) > 1 and any(lexicon.knows(p) and not before.knows(p) for p in parts):
                partly.append(word)
        self._sheet.read_again_with(partly)
        self._sheet.forget(known)

    def _begin_sheet(self, wanted: bool) -> None:
        self._sheet = ProofSheet(self._document.blockCount() if wanted else 0)

    def _follow(self, position: int, removed: int, added: int) -> None:
        if self._lexicon is None:
            return
        block = self._document.findBlock(position)
        first = block.blockNumber()
        last_block = self._document.findBlock(position + added)
        old, count = self._sheet.blocks, self._document.blockCount()
        # Qt counts the paragraph mark at the very end too: then there is no such block.
        last = last_block.blockNumber() if last_block.isValid() else count - 1
        replaced = last - first + 1 - (count - old)
        self._reading = None
        if first < 0 or replaced < 0 or first + replaced > old:
            self._sheet = ProofSheet(count)
            self._view = ()
        elif replaced == 1 and first == last:
            self._sheet.edit(first, position - block.position(), removed, added)
            self._placing.edit(first, position - block.position())
            if first != self._edited:  # of two, one may grow as the other shrinks
                self._view = ()
            self._edited = first
        else:
            self._sheet.replace(first, replaced, last - first + 1)
            self._placing.forget_all()
            self._view = ()
        if self.editor.hasFocus():
            self._typed_word.wrote()
        self._walk_from = perf_counter() + PAUSE
        self._schedule()

    def _schedule(self) -> None:
        if self._lexicon is not None:
            self._turn.start(0)

    def _read_on(self) -> None:
        """Reads for a moment: what is in view first, the rest only while nobody types."""
        until = perf_counter() + SLICE
        for number in self._due():
            if not self._read_block(number, until):
                break
            if perf_counter() > until:
                break
        wait = self._walk_from - perf_counter()
        if not self.is_read:
            self._turn.start(max(0, round(wait * 1000)) if self._in_view_due() < 0 else 0)
        self._tell()
        if self.is_read:
            self.read_through.emit()

    def _due(self) -> Iterator[int]:
        while (number := self._in_view_due()) >= 0:
            yield number
        while perf_counter() >= self._walk_from and (number := self._sheet.next_due()) >= 0:
            yield number

    def _in_view_due(self) -> int:
        """A block that is seen and may be read although somebody types."""
        number = self._sheet.next_due(self._seen.start, self._seen.stop)
        while number >= 0:
            short = self._document.findBlockByNumber(number).length() < SHORT
            if short or perf_counter() >= self._walk_from:
                return number
            number = self._sheet.next_due(number + 1, self._seen.stop)
        return -1

    def _read_block(self, number: int, until: float) -> bool:
        """Whether the block was read to its end."""
        reading = self._reading
        if reading is None or reading.number != number:
            block = self._document.findBlockByNumber(number)
            reading = Reading(number, read_prose(block), self._read)
        while reading.step():
            if perf_counter() > until:
                self._reading = reading
                return False
        self._reading = None
        if self._sheet.put(number, reading.marks()) and number in self._seen:
            block = self._document.findBlockByNumber(number)
            self.editor.viewport().update(area_of(self.editor, block))
        return True

    def _read(
        self, text: str, *, quiet: Sequence[Stretch] = (), italic: Sequence[Stretch] = ()
    ) -> tuple[Flag, ...]:
        # Loaded with the first words that are read, which is after the first key.
        from editor.language.spelling import check_text

        assert self._lexicon is not None
        return check_text(text, self._lexicon, quiet=quiet, italic=italic)

    def _tell(self) -> None:
        if self._told != self._sheet.count:
            self._told = self._sheet.count
            self.counted.emit(self._told)

    # -- showing

    def _look(self) -> None:
        """Which blocks are in view; what came into it is read before anything else."""
        area = self.editor.viewport().rect()
        scrolled = self.editor.verticalScrollBar().value()
        view = (scrolled, area.height(), area.width(), self._document.blockCount())
        if view == self._view:
            return  # most key presses move no line, and finding out costs more than all the rest
        self._view = view
        self._reach.clear()
        seen = blocks_in(self.editor, area)
        if seen != self._seen:
            self._seen = seen
            if self._in_view_due() >= 0:
                self._schedule()

    def _on_size(self) -> None:
        if isinstance(self.editor, QuietText) and self.editor.types:
            # A letter that begins a line moves what lies below it and brings nothing into view.
            self._reach.clear()
        else:
            self._view = ()

    def _paint_block(self, painter: QPainter, number: int, caret: QTextCursor | None) -> None:
        """`caret` when it stands in this block."""
        block = self._document.findBlockByNumber(number)
        marks = self._sheet.marks(number)
        if caret is not None:
            marks = self._typed_word.uncovered(marks, block.position(), caret)
        place, _bottom = self._reach[number]
        painter.translate(round(place.x()), round(place.y()))
        scale = painter.device().devicePixelRatioF()
        for mark, strips in self._placing.of(number, block, marks):
            for strip in strips:
                painter.drawTiledPixmap(strip, self._waves.tile(mark.kind, scale))
        painter.resetTransform()

    def _on_caret_moved(self) -> None:
        if self._lexicon is not None and self._typed_word.moved(self.editor.textCursor()):
            self.editor.viewport().update()

    def _on_theme(self) -> None:
        self._waves.forget_colors()
        self._view = ()
        self.editor.viewport().update()

    def _lift(self) -> None:
        """Nobody types here now: also the word that was being typed shows its mark."""
        if self._typed_word.lift():
            self.editor.viewport().update()

    def _show_tip(self, event: QHelpEvent) -> None:
        """Says what the mark means on which the mouse rests, and accepts the event if there is
        one."""
        place = self.editor.viewport().mapFrom(self.editor, event.pos())
        found = self.mark_at(cursor_under(self.editor, place).position())
        if found is None:
            return
        block, mark = found
        above = block.layout().lineAt(0).height()
        for under in stretches(block, mark.start, mark.end):
            word = under.translated(origin(self.editor, block)).adjusted(-2, -above, 2, 6)
            if word.contains(place):
                QToolTip.showText(event.globalPos(), meaning(mark.kind, mark.word), self.editor)
                event.accept()
                return


def select(editor: TextField, block: QTextBlock, mark: Mark) -> None:
    """The marked word selected and in view, the caret behind it."""
    cursor = QTextCursor(block)
    cursor.setPosition(block.position() + mark.start)
    cursor.setPosition(block.position() + mark.end, QTextCursor.MoveMode.KeepAnchor)
    editor.setTextCursor(cursor)
    editor.ensureCursorVisible()


def learned(before: Lexicon, after: Lexicon) -> frozenset[str] | None:
    """The words only `after` knows; None when it may also know less, or spells otherwise.

    Large sets are shared between lexicons, so comparing them is mostly one look.
    """
    same_language = before.language is after.language and before.variant is after.variant
    same_names = before.names is after.names and before.surnames is after.surnames
    if not (same_language and same_names):
        return None
    if not (before.house <= after.house and before.story <= after.story):
        return None
    return (after.house - before.house) | (after.story - before.story)
