"""The small list under the caret from which a block is taken; it never takes the focus."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QAction
from PySide6.QtWidgets import QFrame, QHeaderView, QTreeWidget, QTreeWidgetItem, QVBoxLayout, QWidget

from editor.ui.theme import Theme

WIDTH = 270  # px


class BlockList(QFrame):
    """Signals:
    taken(str): name of the action that was clicked.
    """

    taken = Signal(str)

    def __init__(self, theme: Theme, holder: QWidget) -> None:
        super().__init__(holder)
        self._theme = theme
        self.setObjectName("slash-menu")
        self.setAccessibleName(self.tr("Blocks"))
        self.setProperty("card", "true")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._rows = QTreeWidget(self)
        self._rows.setAccessibleName(self.tr("Blocks"))
        self._rows.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._rows.setColumnCount(2)
        self._rows.setHeaderHidden(True)
        self._rows.setRootIsDecorated(False)
        self._rows.setUniformRowHeights(True)
        self._rows.setFrameShape(QFrame.Shape.NoFrame)
        self._rows.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._rows.setProperty("offers", "true")
        self._rows.setMouseTracking(True)
        header = self._rows.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(4, 4, 4, 4)
        layout.addWidget(self._rows)
        self._rows.itemClicked.connect(self._take)
        self._rows.itemEntered.connect(self._point_at)
        self.hide()

    def show_rows(self, rows: Sequence[tuple[QAction, str]]) -> None:
        """(action, what one types instead) each; the first is the current one."""
        kept = self.current
        self._rows.clear()
        height = self.fontMetrics().lineSpacing() + 2 * self._theme.space(1)
        for action, typed in rows:
            item = QTreeWidgetItem([action.text().rstrip("…"), typed])
            item.setIcon(0, action.icon())
            item.setData(0, Qt.ItemDataRole.UserRole, action.objectName())
            item.setForeground(1, self._theme.color("ink-faint"))
            item.setTextAlignment(1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            item.setSizeHint(0, QSize(0, height))
            self._rows.addTopLevelItem(item)
        names = [action.objectName() for action, _ in rows]
        self._go_to(names.index(kept) if kept in names and self.isVisible() else 0)
        self.resize(WIDTH, height * len(rows) + 10)

    def show_at(self, caret: QRect) -> None:
        """Below the caret (a rectangle of the holder), or above it where there is more room."""
        holder = self.parentWidget()
        gap = self._theme.space(1)
        below = holder.height() - caret.bottom() - gap
        room = max(below, caret.top() - gap)
        self.resize(min(WIDTH, holder.width()), min(self.height(), room))
        top = caret.bottom() + gap
        if self.height() > below:
            top = max(0, caret.top() - gap - self.height())
        left = max(0, min(caret.left(), holder.width() - self.width()))
        self.move(QPoint(left, top))
        self.show()
        self.raise_()

    @property
    def current(self) -> str:
        """Name of the action that Enter would take; "" when there is none."""
        item = self._rows.currentItem()
        return str(item.data(0, Qt.ItemDataRole.UserRole)) if item is not None else ""

    def step(self, by: int) -> None:
        count = self._rows.topLevelItemCount()
        if count:
            self._go_to((self._rows.indexOfTopLevelItem(self._rows.currentItem()) + by) % count)

    def _go_to(self, row: int) -> None:
        item = self._rows.topLevelItem(row)
        if item is not None:
            self._rows.setCurrentItem(item)
            self._say(item.text(0), row)

    def _say(self, title: str, row: int) -> None:
        """The focus stays in the text: who does not see the list is told."""
        if QAccessible.isActive():
            said = self.tr("{0}, {1} of {2}").format(title, row + 1, self._rows.topLevelItemCount())
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, said))

    def _point_at(self, item: QTreeWidgetItem) -> None:
        self._rows.setCurrentItem(item)

    def _take(self, item: QTreeWidgetItem) -> None:
        self.taken.emit(str(item.data(0, Qt.ItemDataRole.UserRole)))
