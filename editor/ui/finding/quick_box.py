"""A box in the upper third of the window in which one types where to go or what to do.

It shows the rows it is given for what is typed and tells which was taken; it knows neither stories
nor commands. It lies in the window and is no window itself, so that input methods work in it.
"""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSignalBlocker,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont, QFontMetrics, QHideEvent, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QLabel,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from editor.desk.ranking import marked
from editor.late import frozen
from editor.message import listed
from editor.ui.theme import Theme
from editor.ui.widgets.sheet import filled

ROW_ROLE = Qt.ItemDataRole.UserRole
LEAST_TITLE = 0.5  # of the width, whatever stands at the right

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_RIGHT = Qt.AlignmentFlag.AlignRight
_ELIDE = Qt.TextElideMode.ElideRight
WIDTH = 660  # px, less in a narrow window
ROWS = 11  # seen at once
FROM_TOP = 0.14  # of the window's height
_STEPS = {
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_PageDown: ROWS - 1,
    Qt.Key.Key_PageUp: 1 - ROWS,
}


@frozen
class QuickRow:
    """`detail` stands small at the right of the title, `trailing` at the end: keys, or a status,
    in the colours of the chip of that name. A row that is not `enabled` says why in `detail`."""

    key: str
    title: str
    detail: str = ""
    trailing: str = ""
    chip: str = ""
    enabled: bool = True


class QuickModel(QAbstractListModel):
    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._rows: tuple[QuickRow, ...] = ()

    def show_rows(self, rows: Sequence[QuickRow]) -> None:
        self.beginResetModel()
        self._rows = tuple(rows)
        self.endResetModel()

    def row(self, index: Index) -> QuickRow | None:
        return self._rows[index.row()] if index.isValid() else None

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.row(index)
        if row is None:
            return None
        if role == ROW_ROLE:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return row.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return str(listed((row.title, row.detail, row.trailing)))
        return None


class QuickDelegate(QStyledItemDelegate):
    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme
        self._typed = ""

    @property
    def height(self) -> int:
        """Of a row, in px."""
        return QFontMetrics(self._theme.font("ui")).height() + self._theme.space(3)

    def show_typed(self, typed: str) -> None:
        """What is to be seen in the titles."""
        self._typed = typed

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(200, self.height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: QuickRow = index.data(ROW_ROLE)
        theme, rect = self._theme, option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("accent-soft" if row.enabled else "hover"))
            painter.drawRoundedRect(QRectF(rect), 5, 5)
        inner = rect.adjusted(theme.space(3), 0, -theme.space(3), 0)
        left = self._paint_trailing(painter, inner, row)
        self._paint_names(painter, inner, left, row)
        painter.restore()

    def _paint_trailing(self, painter: QPainter, rect: QRect, row: QuickRow) -> int:
        """Answers with where the room for the other words ends."""
        if not row.trailing:
            return rect.right()
        font = QFont(self._theme.font("ui-small"))
        if row.chip:
            font.setWeight(self._theme.font("ui-strong").weight())
        metrics = QFontMetrics(font)
        width = metrics.horizontalAdvance(row.trailing) + (self._theme.space(3) if row.chip else 2)
        place = QRect(rect.right() - width, rect.top(), width + 1, rect.height())
        painter.setFont(font)
        if row.chip:
            high = metrics.height() + 2
            chip = QRectF(place.left(), place.center().y() - high / 2 + 0.5, width, high)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.color(f"status-{row.chip}-soft"))
            painter.drawRoundedRect(chip, 4, 4)
            painter.setPen(self._theme.color(f"status-{row.chip}"))
            painter.drawText(chip, Qt.AlignmentFlag.AlignCenter, row.trailing)
        else:
            painter.setPen(self._theme.color("ink-soft" if row.enabled else "ink-faint"))
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | _RIGHT, row.trailing)
        return place.left() - self._theme.space(3)

    def _paint_names(self, painter: QPainter, rect: QRect, right: int, row: QuickRow) -> None:
        small, font = self._theme.font("ui-small"), self._theme.font("ui")
        room = right - rect.left()
        wanted = QFontMetrics(font).horizontalAdvance(row.title) + self._theme.space(4)
        detail = QFontMetrics(small).horizontalAdvance(row.detail)
        for_title = min(wanted, max(room - detail, int(room * LEAST_TITLE)))
        title = QRect(rect.left(), rect.top(), for_title, rect.height())
        self._paint_title(painter, title, row, font)
        painter.setFont(small)
        painter.setPen(self._theme.color("ink-soft" if row.enabled else "ink-faint"))
        place = QRect(title.right(), rect.top(), right - title.right(), rect.height())
        text = QFontMetrics(small).elidedText(row.detail, _ELIDE, place.width())
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | _RIGHT, text)

    def _paint_title(self, painter: QPainter, rect: QRect, row: QuickRow, font: QFont) -> None:
        metrics = QFontMetrics(font)
        text = metrics.elidedText(row.title, _ELIDE, rect.width() - self._theme.space(2))
        baseline = rect.center().y() + (metrics.ascent() - metrics.descent()) // 2 + 1
        painter.setFont(font)
        at = 0
        for start, end in [*_apart(marked(row.title, self._typed), text), (len(text), len(text))]:
            for part, name in ((text[at:start], "ink"), (text[start:end], "accent")):
                left = rect.left() + metrics.horizontalAdvance(
                    text[: at if name == "ink" else start]
                )
                painter.setPen(self._theme.color(name if row.enabled else "ink-faint"))
                painter.drawText(left, baseline, part)
                if name == "accent" and part and row.enabled:
                    wide = metrics.horizontalAdvance(part)
                    painter.fillRect(left, baseline + 2, wide, 1, self._theme.color("accent"))
            at = end


def _apart(places: Sequence[tuple[int, int]], text: str) -> list[tuple[int, int]]:
    """Places within a cut text that do not overlap."""
    clean: list[tuple[int, int]] = []
    for start, end in places:
        start = max(start, clean[-1][1] if clean else 0)
        if start < min(end, len(text)):
            clean.append((start, min(end, len(text))))
    return clean


Rows = Callable[[str], Sequence[QuickRow] | None]


class QuickBox(QFrame):
    """Signals:
    chosen(str): the key of the row that was taken.
    chosen_beside(str): the same with Ctrl held.
    """

    chosen = Signal(str)
    chosen_beside = Signal(str)

    def __init__(self, theme: Theme, window: QWidget) -> None:
        super().__init__(window)
        self._theme = theme
        self._window = window
        self._rows: Rows = lambda _typed: ()
        self._nothing = ""
        self._late = False  # the rows shown are those of what was typed before
        self._taking: bool | None = None  # Enter was pressed meanwhile; whether beside
        self._before: QWidget | None = None
        self.field = QLineEdit(self)
        self._model = QuickModel(self)
        self._list = QListView(self)
        self._list.setModel(self._model)
        self._delegate = QuickDelegate(theme, self._list)
        self._list.setItemDelegate(self._delegate)
        self._list.setUniformItemSizes(True)
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setProperty("plain", "true")
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setMouseTracking(True)
        self._hint = QLabel(self)
        self._hint.setProperty("role", "faint")
        self._hint.setTextFormat(Qt.TextFormat.PlainText)
        gap = theme.space(2)
        filled(QVBoxLayout(self), self.field, self._list, self._hint, gap=gap, edges=gap)
        self.field.installEventFilter(self)
        self.field.textChanged.connect(self.refresh)
        self._list.clicked.connect(self._click)
        self.hide()

    def ask(self, name: str, placeholder: str, rows: Rows, *, hint: str, nothing: str) -> None:
        """Open with nothing typed. `rows` answers what is typed, at once, or with None until
        somebody calls `refresh`; `nothing` is what the box says when it answers with no row."""
        self._rows, self._nothing = rows, nothing
        if not self.isVisible():
            self._before = QApplication.focusWidget()
        self.setAccessibleName(name)
        self.field.setAccessibleName(name)
        self._list.setAccessibleName(name)
        self.field.setPlaceholderText(placeholder)
        self._hint.setProperty("said", hint)
        with QSignalBlocker(self.field):
            self.field.clear()
        self._show(())
        self.refresh()
        # Only now: the window has an event of its own with every key somebody types.
        self._window.installEventFilter(self)
        self.show()
        self.raise_()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def refresh(self) -> None:
        """Ask for the rows of what is typed again."""
        rows = self._rows(self.field.text())
        taking, self._taking = self._taking, None
        self._late = rows is None
        if rows is None:
            return
        self._show(rows)
        self._hint.setText(str(self._hint.property("said")) if rows else self._nothing)
        if taking is not None:
            self._take(self._list.currentIndex(), beside=taking)

    def _show(self, rows: Sequence[QuickRow]) -> None:
        self._delegate.show_typed(self.field.text())
        self._model.show_rows(rows)
        first = next((place for place, row in enumerate(rows) if row.enabled), 0)
        self._list.setCurrentIndex(self._model.index(first))
        self._list.scrollToTop()
        self._place()

    def leave(self) -> None:
        """Gone; the keyboard is where it was before."""
        if not self.isVisible():
            return
        before, self._before = self._before, None
        self.hide()
        if before is not None and isValid(before) and before.isVisible():
            before.setFocus(Qt.FocusReason.OtherFocusReason)

    # -- Qt's own

    def hideEvent(self, event: QHideEvent) -> None:
        self._window.removeEventFilter(self)
        super().hideEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.field:
            if event.type() == QEvent.Type.KeyPress:
                assert isinstance(event, QKeyEvent)
                return self._press(event)
            if event.type() == QEvent.Type.FocusOut and self._focus_left():
                self._before = None  # somebody has gone elsewhere
                self.hide()
        elif isinstance(event, QResizeEvent) and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    # -- inside

    def _press(self, event: QKeyEvent) -> bool:
        key = Qt.Key(event.key())
        if key in _STEPS:
            self._step(_STEPS[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            held = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            if self._late:
                self._taking = held  # of the rows that fit what is typed
            else:
                self._take(self._list.currentIndex(), beside=held)
        elif key == Qt.Key.Key_Escape:
            self.leave()
        elif key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            pass  # there is nothing else in the box to go to
        else:
            return False
        return True

    def _focus_left(self) -> bool:
        if QApplication.activePopupWidget() is not None:
            return False  # its own menu
        focus = QApplication.focusWidget()
        return focus is not None and not self.isAncestorOf(focus)

    def _step(self, by: int) -> None:
        count = self._model.rowCount()
        if count:
            at = self._list.currentIndex().row() + by
            at = at % count if abs(by) == 1 else max(0, min(count - 1, at))
            self._list.setCurrentIndex(self._model.index(at))

    def _click(self, index: QModelIndex) -> None:
        held = QApplication.keyboardModifiers() & Qt.KeyboardModifier.ControlModifier
        self._take(index, beside=bool(held))

    def _take(self, index: QModelIndex, *, beside: bool) -> None:
        row = self._model.row(index)
        if row is None or not row.enabled:
            return
        self.leave()
        (self.chosen_beside if beside else self.chosen).emit(row.key)

    def _place(self) -> None:
        """In the middle of the upper third, as high as its rows need."""
        window = self._window
        space = self._theme.space
        rows = min(max(1, self._model.rowCount()), ROWS)
        self._list.setFixedHeight(rows * self._delegate.height + 2)
        self._list.setVisible(self._model.rowCount() > 0)
        width = min(WIDTH, window.width() - 2 * space(6))
        self.setFixedWidth(width)
        self.adjustSize()
        top = round(window.height() * FROM_TOP)
        self.move((window.width() - width) // 2, top)
