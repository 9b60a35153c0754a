"""The headings of a story beside its text: where one is, and a click away from anywhere else.

It follows the text after a pause, from what the text's value is anyway; sections can change
places here.
"""

from collections.abc import Sequence
from math import inf

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QFrame, QLabel, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from editor.story.document import Block, Heading
from editor.story.runs import runs_text
from editor.ui.theme import Theme
from editor.ui.widgets.sheet import filled, text_label
from editor.ui.writing.body_field import BodyField
from editor.ui.writing.document.insertion import replace_blocks


def move_section(body: BodyField, start: int, *, down: bool) -> int | None:
    """Changes places with the section after (or before) it; the block where its heading is
    then, or None when it cannot go there: where the editor would make anything else of it."""
    blocks = body.live.value().blocks
    first = start if down else _section_before(blocks, start)
    middle = _section_end(blocks, start) if down else start
    if middle == len(blocks) or _level(blocks[first]) != _level(blocks[middle]):
        return None
    last = _section_end(blocks, middle)
    if not replace_blocks(body, first, last, (*blocks[middle:last], *blocks[first:middle])):
        return None
    return first + (last - middle) if down else first


def _section_end(blocks: Sequence[Block], start: int) -> int:
    """Behind the last block of the section whose heading is at `start`."""
    behind = range(start + 1, len(blocks))
    return next((n for n in behind if _level(blocks[n]) <= _level(blocks[start])), len(blocks))


def _section_before(blocks: Sequence[Block], start: int) -> int:
    """The heading before it that is no part of the section before; without one the first block."""
    before = reversed(range(start))
    return next((n for n in before if _level(blocks[n]) <= _level(blocks[start])), 0)


def _level(block: Block) -> float:
    """Words are below every heading."""
    return block.level if isinstance(block, Heading) else inf


WIDTH = 210  # px
LEAST_BESIDE = 260  # px left for the words; with less of it the outline folds away
_PAUSE_MS = 300
_BLOCK = Qt.ItemDataRole.UserRole


class Outline(QFrame):
    """Signals:
    shown_changed(): it came or went, and the text has less or more room.
    told(str): why it is not to be seen although it was asked for.
    """

    shown_changed = Signal()
    told = Signal(str)

    def __init__(self, theme: Theme, body: BodyField, action: QAction, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._body = body
        self._headings: list[tuple[int, int, str]] = []  # block, level, words
        self.setAccessibleName(self.tr("Outline"))
        self.setProperty("surface", "paper")
        self.setFixedWidth(WIDTH)
        self._title = QLabel(self.tr("Outline"), self)
        self._title.setProperty("role", "faint")
        self._list = QListWidget(self)
        self._list.setAccessibleName(self.tr("Headings"))
        self._list.setProperty("plain", True)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self._title.setBuddy(self._list)
        none = self.tr("No headings yet. ## and a blank begin one.")
        self._none = text_label(none, self, "soft")
        space = theme.space(3)
        edges = (space, space, 0, space)
        filled(QVBoxLayout(self), self._title, self._none, (self._list, 1), edges=edges)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self.refresh)
        self._list.itemClicked.connect(self._go)
        self._list.itemActivated.connect(self._go)
        self._list.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        self._add_move(self.tr("Move section up"), "Alt+Up", down=False)
        self._add_move(self.tr("Move section down"), "Alt+Down", down=True)
        action.setCheckable(True)
        action.toggled.connect(self._show)
        action.triggered.connect(self._tell_no_room)
        self.hide()

    def fit(self, room: int) -> None:
        """Folds away in a pane, `room` px wide, that has none for it beside the words."""
        fits = room >= WIDTH + LEAST_BESIDE
        self.setEnabled(fits)
        self.setFixedWidth(WIDTH if fits else 0)

    def refresh(self) -> None:
        """Reads the headings again, if anybody sees them, and marks where the caret is."""
        if self.isHidden():
            return
        blocks = self._body.live.value().blocks
        headings = [
            (index, block.level, " ".join(runs_text(block.runs).split()))
            for index, block in enumerate(blocks)
            if isinstance(block, Heading)
        ]
        if headings != self._headings or self._list.count() != len(headings):
            self._headings = headings
            self._fill()
        self._mark()

    def _add_move(self, title: str, keys: str, *, down: bool) -> None:
        action = QAction(title, self._list)
        action.setShortcut(QKeySequence(keys))
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        action.triggered.connect(lambda: self._move(down=down))
        self._list.addAction(action)

    def _move(self, *, down: bool) -> None:
        row = self._list.currentRow()
        self.refresh()
        if not 0 <= row < len(self._headings):
            return
        there = move_section(self._body, self._headings[row][0], down=down)
        if there is not None:
            self._body.show_block(self._body.live.first_text_block(there))
            self.refresh()

    def _fill(self) -> None:
        self._list.clear()
        height = self.fontMetrics().lineSpacing() + 2 * self._theme.space(1)
        for index, level, words in self._headings:
            title = words or self.tr("(heading without words)")
            item = QListWidgetItem("    " * (level - 2) + title, self._list)
            item.setData(_BLOCK, index)
            item.setToolTip(title)
            item.setSizeHint(QSize(0, height))
            item.setData(
                Qt.ItemDataRole.AccessibleTextRole,
                self.tr("{0}, level {1}").format(title, level),
            )
        self._none.setVisible(not self._headings)
        self._list.setVisible(bool(self._headings))

    def _mark(self) -> None:
        """The heading the caret stands under is the current one."""
        caret = self._body.live.document_block(self._body.textCursor().blockNumber())
        under = [row for row, (index, *_) in enumerate(self._headings) if index <= caret]
        self._list.setCurrentRow(under[-1] if under else -1)

    def _go(self, item: QListWidgetItem) -> None:
        """To the heading as it stands now, which may have moved since the list was made."""
        row = self._list.row(item)
        self.refresh()
        if row < len(self._headings):
            block = self._headings[row][0]
            self._body.show_block(self._body.live.first_text_block(block))
            self._body.setFocus(Qt.FocusReason.OtherFocusReason)

    def _tell_no_room(self, shown: bool) -> None:
        if shown and not self.isEnabled():
            self.told.emit(self.tr("No room for the outline here; hide a panel to see it."))

    def _show(self, shown: bool) -> None:
        # Only while it is seen: typing must cost nothing.
        for told in (self._body.written, self._body.caret_moved):
            if shown:
                told.connect(self._pause.start)
            else:
                told.disconnect(self._pause.start)
        self.setVisible(shown)
        self._list.clear()
        self.refresh()
        self.shown_changed.emit()
