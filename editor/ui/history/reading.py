"""A text to read, with a bar beside the place somebody is at: it loads nothing, follows no link,
and copies as plain text."""

from PySide6.QtCore import QMimeData, QRect, Qt, QUrl
from PySide6.QtGui import QPainter, QPaintEvent, QTextCursor
from PySide6.QtWidgets import QFrame, QTextBrowser, QWidget

from editor.ui.history.comparison_page import Place
from editor.ui.theme import Theme

MARGIN = 24  # pixels beside the text


class Reading(QTextBrowser):
    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Differences"))
        self.setOpenLinks(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.document().setDocumentMargin(MARGIN)
        self._theme = theme
        self._pointed: Place | None = None

    def point_at(self, place: Place | None) -> None:
        """A bar beside the change somebody is at."""
        self._pointed = place
        self.viewport().update()

    def paintEvent(self, e: QPaintEvent) -> None:
        super().paintEvent(e)
        if self._pointed is None:
            return
        cursor = QTextCursor(self.document())
        cursor.setPosition(self._pointed.start)
        top = self.cursorRect(cursor).top()
        cursor.setPosition(min(self._pointed.end, self.document().characterCount() - 1))
        bottom = self.cursorRect(cursor).bottom()
        painter = QPainter(self.viewport())
        painter.fillRect(QRect(MARGIN // 2 - 2, top, 4, bottom - top), self._theme.color("accent"))

    def bring_up(self, cursor: QTextCursor) -> None:
        """A place into the upper third, where the eye looks for it."""
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + self.cursorRect(cursor).top() - self.viewport().height() // 4)

    def loadResource(self, type: int, name: QUrl | str) -> object:
        return None

    def createMimeDataFromSelection(self) -> QMimeData:
        copied = QMimeData()
        copied.setText(self.textCursor().selection().toPlainText())
        return copied
