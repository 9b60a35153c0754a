"""The small list under the caret from which a block is taken; it never takes the focus."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QAction,
    QCursor,
    QPainter,
    QPalette,
)
from PySide6.QtWidgets import (
    QFrame,
    QListWidget,
    QListWidgetItem,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from editor.ui.theme import Theme

WIDTH = 250  # px
_NAME = Qt.ItemDataRole.UserRole
_TYPED = Qt.ItemDataRole.UserRole + 1


class BlockList(QFrame):
    """Attributes:
        holder: the part of the window it may cover.

    Signals:
        taken(str): name of the action that was clicked.
    """

    taken = Signal(str)

    def __init__(self, theme: Theme, holder: QWidget) -> None:
        super().__init__(holder)
        self._theme = theme
        self.holder = holder
        self.setObjectName("slash-menu")
        self.setAccessibleName(self.tr("Blocks"))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._rows = QListWidget(self)
        self._rows.setAccessibleName(self.tr("Blocks"))
        self._rows.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._rows.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._rows.setItemDelegate(_Row(self._rows))
        self._rows.setMouseTracking(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._rows)
        self._rows.itemClicked.connect(self._take)
        self._rows.itemEntered.connect(self._point_at)
        self._resting = QPoint()  # where the mouse was when the list came up
        self.hide()

    def show_rows(self, rows: Sequence[tuple[QAction, str]]) -> None:
        """(action, what one types instead) each; the current one stays it while it is offered."""
        kept = self.current if self.isVisible() else ""
        self._rows.clear()
        height = self.fontMetrics().lineSpacing() + 2 * self._theme.space(1)
        for action, typed in rows:
            item = QListWidgetItem(action.icon(), action.text().rstrip("…"), self._rows)
            item.setData(_NAME, action.objectName())
            item.setData(_TYPED, typed)
            item.setSizeHint(QSize(0, height))
        names = [action.objectName() for action, _ in rows]
        self._go_to(names.index(kept) if kept in names else 0)
        margins = self._rows.contentsMargins()
        edge = max(margins.top() + margins.bottom(), 2 * self._rows.frameWidth())
        self.resize(WIDTH, height * len(rows) + edge)

    def show_at(self, caret: QRect) -> None:
        """Below the caret (a rectangle of the holder), or above it where there is more room."""
        holder = self.holder
        gap = self._theme.space(1)
        below = holder.height() - caret.bottom() - gap
        room = max(below, caret.top() - gap)
        self.resize(min(WIDTH, holder.width()), min(self.height(), room))
        top = caret.bottom() + gap
        if self.height() > below:
            top = max(0, caret.top() - gap - self.height())
        left = max(0, min(caret.left(), holder.width() - self.width()))
        self.move(QPoint(left, top))
        if self.isHidden():
            self._resting = QCursor.pos()
        self.show()
        self.raise_()

    @property
    def current(self) -> str:
        """Name of the action that Enter would take; "" when there is none."""
        item = self._rows.currentItem()
        return str(item.data(_NAME)) if item is not None else ""

    def step(self, by: int) -> None:
        if self._rows.count():
            self._go_to((self._rows.currentRow() + by) % self._rows.count())

    def _go_to(self, row: int) -> None:
        self._rows.setCurrentRow(row)
        item = self._rows.item(row)
        if item is not None and QAccessible.isActive():
            # The focus stays in the text: who does not see the list is told.
            said = self.tr("{0}, {1} of {2}").format(item.text(), row + 1, self._rows.count())
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, said))

    def _point_at(self, item: QListWidgetItem) -> None:
        # A mouse that only lies where the list came up chooses nothing.
        if QCursor.pos() != self._resting:
            self._rows.setCurrentItem(item)

    def _take(self, item: QListWidgetItem) -> None:
        self.taken.emit(str(item.data(_NAME)))


class _Row(QStyledItemDelegate):
    """Icon and title, and at the right in pale letters what one could have typed."""

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        super().paint(painter, option, index)
        painter.save()
        painter.setPen(option.palette.color(QPalette.ColorRole.PlaceholderText))  # type: ignore[attr-defined]
        place = option.rect.adjusted(0, 0, -10, 0)  # type: ignore[attr-defined]
        painter.drawText(
            place,
            Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter,
            str(index.data(_TYPED)),
        )
        painter.restore()
