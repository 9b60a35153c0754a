"""A field as high as its text, plain: of one paragraph, a caption or an alt text, or of lines."""

from math import ceil

from PySide6.QtCore import QEvent, QMimeData, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QDropEvent,
    QFocusEvent,
    QFontMetricsF,
    QHelpEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy, QToolTip, QWidget

from editor.message import message
from editor.story.text import MAX_PARAGRAPH
from editor.ui.widgets.copied_drops import copy_if_taken
from editor.ui.widgets.retouching import Retouching
from editor.ui.widgets.step_ends import StepEnds, types
from editor.ui.widgets.text_field import (
    asks_for_menu,
    cursor_under,
    is_plain_backspace,
    open_menu_at_caret,
    remove_before,
)

LEAST_LINES = 2
MOST_LINES = 12


class GrowingTextEdit(QPlainTextEdit):
    """Tab moves on; Enter says that one is done, and line breaks become blanks, unless it is for
    `lines`.

    Signals:
        edited(): a person changed the text (`set_text` does not count).
        entered(): Enter was pressed, after `left`.
        left(): Enter was pressed or the focus went elsewhere.
        left_alone(): the focus went elsewhere, if only to a menu.
        rested(object): the mouse rests in it (QHelpEvent); whoever has something to say accepts
            that.
        painted(QRect): the words in this part of the viewport were painted; whoever lays
            something over them does it now.
        menu_opening(object, object): the QMenu about to open, and the QTextCursor where it was
            asked for; entries about that place can be put in.
    """

    edited = Signal()
    entered = Signal()
    left = Signal()
    left_alone = Signal()
    rested = Signal(object)
    painted = Signal(QRect)
    menu_opening = Signal(object, object)

    def __init__(self, parent: QWidget | None = None, *, lines: bool = False) -> None:
        super().__init__(parent)
        self._setting = False
        self._for_lines = lines
        self.retouching = Retouching(self)
        self.steps = StepEnds(self.document())
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.textChanged.connect(self._on_changed)
        self.document().documentLayout().documentSizeChanged.connect(self._fit)

    @property
    def text(self) -> str:
        return self.toPlainText()

    def set_text(self, text: str) -> None:
        """Show another text; its undo history begins here."""
        if text == self.text:
            return
        self._setting = True
        try:
            self.setPlainText(text if self._for_lines else " ".join(text.splitlines()))
        finally:
            self._setting = False

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self._height_for(self._lines()))

    def minimumSizeHint(self) -> QSize:
        return QSize(super().minimumSizeHint().width(), self._height_for(LEAST_LINES))

    def event(self, e: QEvent) -> bool:
        if isinstance(e, QHelpEvent):
            e.ignore()
            self.rested.emit(e)
            if e.isAccepted():
                return True
        return super().event(e)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self.steps.before_key(event, self.textCursor(), typed=types(event))
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not self._for_lines:
            self.left.emit()
            self.entered.emit()
        elif event.matches(QKeySequence.StandardKey.Paste) and not self.canPaste():
            event.ignore()
        elif asks_for_menu(event):
            open_menu_at_caret(self)
        elif not (is_plain_backspace(event) and remove_before(self.textCursor())):
            super().keyPressEvent(event)
            self.steps.after_key(event, self.textCursor())
            self.retouching.after_typed(event.text())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.steps.end()
        super().mousePressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.steps.end()
        super().focusOutEvent(event)
        self.left_alone.emit()
        # A menu of the field itself is not elsewhere.
        if event.reason() is not Qt.FocusReason.PopupFocusReason:
            self.left.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        self.painted.emit(event.rect())

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = self.createStandardContextMenu(event.pos())
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.menu_opening.emit(menu, cursor_under(self, event.pos()))
        menu.popup(event.globalPos())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def dropEvent(self, event: QDropEvent) -> None:
        super().dropEvent(event)
        copy_if_taken(event)

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        # Pictures and files are for the panel around the field.
        return source.hasText() and not source.hasImage() and not source.hasUrls()

    def insertFromMimeData(self, source: QMimeData) -> None:
        if self.document().characterCount() + len(source.text()) > MAX_PARAGRAPH:
            told = str(message("limit.field", n=MAX_PARAGRAPH))
            place = self.viewport().mapToGlobal(self.cursorRect().bottomLeft())
            QToolTip.showText(place, told, self)
            return
        self.steps.end()
        text = source.text() if self._for_lines else " ".join(source.text().split())
        self.textCursor().insertText(text)
        self.steps.end()

    def _on_changed(self) -> None:
        if not self._setting:
            self.edited.emit()

    def _fit(self) -> None:
        height = self._height_for(self._lines())
        if self.height() != height:
            self.setFixedHeight(height)

    def _lines(self) -> int:
        # A plain text layout measures its height in lines.
        lines = round(self.document().documentLayout().documentSize().height())
        return min(max(lines, LEAST_LINES), MOST_LINES)

    def _height_for(self, lines: int) -> int:
        margins = self.contentsMargins()
        frame = 2 * round(self.document().documentMargin()) + margins.top() + margins.bottom()
        return ceil(lines * self._line_height()) + frame + 2

    def _line_height(self) -> float:
        """A font that comes in for another may set its lines higher than the metrics say, and
        a fraction of a pixel too little hides the last one."""
        spacing = QFontMetricsF(self.font()).lineSpacing()
        layout = self.document().firstBlock().layout()
        return max(spacing, layout.lineAt(0).height() if layout.lineCount() else 0.0)
