"""A box in the upper third of the window in which one types where to go or what to do.

It shows the rows it is given for what is typed and tells which was taken; it knows neither stories
nor commands. It lies in the window and is no window itself, so that input methods work in it.
"""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QLabel,
    QLineEdit,
    QListView,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from editor.ui.finding.quick_rows import QuickDelegate, QuickModel, QuickRow
from editor.ui.theme import Theme

WIDTH = 660  # px, less in a narrow window
ROWS = 11  # seen at once
FROM_TOP = 0.14  # of the window's height
Rows = Callable[[str], Sequence[QuickRow]]

_STEPS = {
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_PageDown: ROWS - 1,
    Qt.Key.Key_PageUp: 1 - ROWS,
}


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
        column = QVBoxLayout(self)
        column.setContentsMargins(*[theme.space(2)] * 4)
        column.setSpacing(theme.space(2))
        column.addWidget(self.field)
        column.addWidget(self._list)
        column.addWidget(self._hint)
        self.field.installEventFilter(self)
        self.field.textChanged.connect(self.refresh)
        self._list.clicked.connect(self._click)
        window.installEventFilter(self)
        self.hide()

    def ask(self, name: str, placeholder: str, rows: Rows, *, hint: str, nothing: str) -> None:
        """Open with nothing typed. `rows` answers what is typed, at once; `nothing` is what the
        box says when it answers with no row."""
        self._rows, self._nothing = rows, nothing
        if not self.isVisible():
            self._before = QApplication.focusWidget()
        self.setAccessibleName(name)
        self.field.setAccessibleName(name)
        self._list.setAccessibleName(name)
        self.field.setPlaceholderText(placeholder)
        self._hint.setProperty("said", hint)
        self.field.blockSignals(True)
        self.field.clear()
        self.field.blockSignals(False)
        self.refresh()
        self.show()
        self.raise_()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def refresh(self) -> None:
        """Ask for the rows of what is typed again."""
        typed = self.field.text()
        rows = self._rows(typed)
        self._delegate.show_typed(typed)
        self._model.show_rows(rows)
        first = next((place for place, row in enumerate(rows) if row.enabled), 0)
        self._list.setCurrentIndex(self._model.index(first))
        self._list.scrollToTop()
        self._hint.setText(str(self._hint.property("said")) if rows else self._nothing)
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
