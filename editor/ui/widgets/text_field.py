"""What our text fields do and those of Qt do not.

Shift+F10 opens their menu; the Menu key does that by itself. A place in them is one of the text
also while an input method composes: Qt's own `cursorForPosition` counts what is being composed,
which is in the layout and not in the text. Backspace takes what a reader sees as one character:
Qt takes one code point and leaves half a family behind. Scripts in which a vowel sign is typed
and taken back by itself (Hebrew, Arabic, those of India) keep that.
"""

import sys
import unicodedata
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QKeyEvent,
    QResizeEvent,
    QTextBlock,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextLayout,
    QWheelEvent,
)
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QApplication,
    QCalendarWidget,
    QComboBox,
    QDateTimeEdit,
    QDoubleSpinBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QSpinBox,
    QTextEdit,
    QToolButton,
    QWidget,
)

from editor.story.text import whole_place
from editor.ui.theme import Theme


def asks_for_menu(event: QKeyEvent) -> bool:
    """On Windows the system answers these keys."""
    shift = event.modifiers() == Qt.KeyboardModifier.ShiftModifier
    return event.key() == Qt.Key.Key_F10 and shift and sys.platform != "win32"


def open_menu_at_caret(field: QTextEdit | QPlainTextEdit) -> None:
    place = field.cursorRect().center()
    reason = QContextMenuEvent.Reason.Keyboard
    everywhere = field.viewport().mapToGlobal(place)
    QApplication.sendEvent(field, QContextMenuEvent(reason, place, everywhere))


def plain(text: str) -> str:
    """A label without its mnemonic."""
    return text.replace("&", "")


def cursor_under(editor: QTextEdit | QPlainTextEdit, place: QPoint) -> QTextCursor:
    """A cursor at the place of the text that is nearest to a point of the viewport."""
    composing = editor.textCursor().block()
    if not composing.layout().preeditAreaText():
        return editor.cursorForPosition(place)
    origin, reach = _strip(editor, composing)
    cursor = QTextCursor(composing)
    if reach.contains(QPointF(place)):
        at = _in_layout(composing.layout(), QPointF(place) - origin)
        cursor.setPosition(composing.position() + in_text(composing.layout(), at))
    elif isinstance(editor, QTextEdit):
        scrolled = QPointF(editor.horizontalScrollBar().value(), editor.verticalScrollBar().value())
        layout, document = editor.document().documentLayout(), editor.document()
        at = layout.hitTest(scrolled + QPointF(place), Qt.HitTestAccuracy.FuzzyHit)
        cursor.setPosition(max(0, min(at, document.characterCount() - 1)))
    else:
        return editor.cursorForPosition(place)
    return cursor


def in_text(layout: QTextLayout, position: int) -> int:
    """A place of a layout as a place in its block's text, without what is being composed."""
    at = layout.preeditAreaPosition()
    if position <= at or at < 0:
        return position
    return max(at, position - units(layout.preeditAreaText()))


def _strip(editor: QTextEdit | QPlainTextEdit, block: QTextBlock) -> tuple[QPointF, QRectF]:
    """Where the block's layout counts from, and what of the viewport is nearest to the block."""
    if isinstance(editor, QPlainTextEdit):
        box = editor.blockBoundingGeometry(block).translated(editor.contentOffset())
        return box.topLeft(), QRectF(0, box.top(), editor.width(), _down_from(box, None))
    scrolled = QPointF(editor.horizontalScrollBar().value(), editor.verticalScrollBar().value())
    layout = editor.document().documentLayout()
    box = layout.blockBoundingRect(block).translated(-scrolled)
    if QTextCursor(block).currentTable() is not None:
        return box.topLeft(), box
    below = block.next()
    end = layout.blockBoundingRect(below).top() - scrolled.y() if below.isValid() else None
    return box.topLeft(), QRectF(0, box.top(), editor.width(), _down_from(box, end))


def _down_from(box: QRectF, end: float | None) -> float:
    """The height of a strip that ends where the next block begins; without one, of all below."""
    return 1e6 if end is None else max(box.height(), end - box.top())


def _in_layout(layout: QTextLayout, point: QPointF) -> int:
    for number in range(layout.lineCount()):
        line = layout.lineAt(number)
        if point.y() < line.y() + line.height() or number == layout.lineCount() - 1:
            return line.xToCursor(point.x())
    return 0


def units(text: str) -> int:
    """How many UTF-16 units, in which Qt counts, a text has."""
    return len(text) + sum(character > "\uffff" for character in text)


_JOINERS = frozenset("\u200d\ufe0f\u20e3")
_LAST_OF_ALPHABETS = "\u058f"  # Latin, Greek, Cyrillic, Armenian; behind it come Hebrew and on


def is_plain_backspace(event: QKeyEvent) -> bool:
    held = event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier
    return event.key() == Qt.Key.Key_Backspace and not held


def whole_position(document: QTextDocument, position: int) -> int:
    """A place in a text for the caret: within it, and never within a character of several units;
    what was remembered of another text may be neither."""
    position = max(0, min(position, document.characterCount() - 1))
    block = document.findBlock(position)
    text, unit = block.text(), position - block.position()
    if text.isascii():
        return position
    before = text.encode("utf-16-le", "surrogatepass")[: 2 * unit].decode("utf-16-le", "ignore")
    place = whole_place(text, len(before))
    return block.position() + len(text[:place].encode("utf-16-le", "surrogatepass")) // 2


def remove_before(cursor: QTextCursor) -> bool:
    """Removes the character before the caret where that is more than one code point.

    Everything else is left to the editor, which joins such steps of undo into one.
    """
    if cursor.hasSelection() or cursor.atBlockStart():
        return False
    taken = QTextCursor(cursor)
    taken.movePosition(QTextCursor.MoveOperation.PreviousCharacter, QTextCursor.MoveMode.KeepAnchor)
    text = taken.selectedText()
    if len(text) < 2 or not _is_one(text):
        return False
    taken.removeSelectedText()
    return True


def _is_one(cluster: str) -> bool:
    if any(character > "\uffff" or character in _JOINERS for character in cluster):
        return True
    return cluster[0] <= _LAST_OF_ALPHABETS and unicodedata.category(cluster[0])[0] == "L"


INSET = 5  # px before the figures


class _Calm(QWidget if TYPE_CHECKING else object):
    """Turned by the wheel only when somebody is in it; else the wheel is that of the page."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


class CalmComboBox(_Calm, QComboBox):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        # Long names are cut in the field, never the panel made wider.
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(6)


class CalmDateTimeEdit(_Calm, QDateTimeEdit):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)


def dress_calendar(calendar: QCalendarWidget, theme: Theme) -> None:
    """Qt writes weekends in a red of its own, which no look of ours knows."""
    calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
    calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
    weekend, heading = QTextCharFormat(), QTextCharFormat()
    weekend.setForeground(theme.color("accent"))
    for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
        calendar.setWeekdayTextFormat(day, weekend)
    heading.setForeground(theme.color("ink-soft"))
    heading.setBackground(theme.color("panel"))
    calendar.setHeaderTextFormat(heading)


def _set_up(box: QAbstractSpinBox) -> None:
    box.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    box.setGroupSeparatorShown(True)
    # The style sheet's padding does not reach the words of a spin box.
    box.lineEdit().setTextMargins(INSET, 0, 0, 0)


class CalmSpinBox(_Calm, QSpinBox):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        _set_up(self)


class CalmDoubleSpinBox(_Calm, QDoubleSpinBox):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        _set_up(self)


class LinesField(QPlainTextEdit):
    """A field for a few lines of plain text: as high as its lines, and Tab leaves it."""

    def __init__(self, text: str, lines: int, parent: QWidget) -> None:
        super().__init__(text, parent)
        self._lines = lines
        self.setTabChangesFocus(True)

    def sizeHint(self) -> QSize:
        # A style sheet's border and padding are margins of the frame, not its width.
        margins = self.contentsMargins()
        frame = 2 * (self.frameWidth() + int(self.document().documentMargin()))
        frame += margins.top() + margins.bottom()
        height = self._lines * self.fontMetrics().lineSpacing() + frame
        return QSize(super().sizeHint().width(), height)

    def minimumSizeHint(self) -> QSize:
        return QSize(super().minimumSizeHint().width(), self.sizeHint().height())


PAUSE_MS = 120
_ICON = 14  # logical pixels


class SearchField(QLineEdit):
    """Signals:
    search_changed(str): the words, 120 ms after the last key, or at once when emptied.
    finished_down(): the arrow key down: on to the list.
    """

    search_changed = Signal(str)
    finished_down = Signal()

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._told = ""
        self.setAccessibleName(name)
        self.setPlaceholderText(name)
        self._magnifier = QLabel(self)
        self._cross = QToolButton(self)
        self._cross.setIconSize(QSize(_ICON, _ICON))
        self._cross.setProperty("cross", "true")
        self._cross.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._cross.setCursor(Qt.CursorShape.ArrowCursor)
        self._cross.setAccessibleName(self.tr("Clear search"))
        self._cross.setToolTip(self._cross.accessibleName())
        theme.put_icon(self._cross, "x", "ink-soft")
        self._cross.clicked.connect(self.clear)
        self._cross.hide()
        aside = _ICON + theme.space(2)
        self.setTextMargins(aside, 0, aside, 0)
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self.tell_now)
        self.textChanged.connect(self._on_changed)
        theme.changed.connect(self._draw_icon)
        self._draw_icon()

    @property
    def words(self) -> str:
        """What was last searched for."""
        return self._told

    def tell_now(self) -> None:
        """Search without waiting for the pause."""
        self._pause.stop()
        words = self.text().strip()
        if words != self._told:
            self._told = words
            self.search_changed.emit(words)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        elif event.key() == Qt.Key.Key_Down:
            self.tell_now()
            self.finished_down.emit()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        middle = self.rect().center().y() + 1
        left = self._theme.space(2)
        self._magnifier.setGeometry(left, middle - _ICON // 2, _ICON, _ICON)
        size = self._cross.sizeHint()
        right = self.width() - left // 2 - size.width()
        self._cross.setGeometry(right, middle - size.height() // 2, size.width(), size.height())

    def _on_changed(self, text: str) -> None:
        self._cross.setVisible(bool(text))
        if text.strip():
            self._pause.start()
        else:
            self.tell_now()

    def _draw_icon(self) -> None:
        scale = self.devicePixelRatioF()
        self._magnifier.setPixmap(self._theme.pixmap("search", "ink-faint", _ICON, scale))
