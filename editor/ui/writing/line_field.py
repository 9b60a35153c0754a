"""The headline and the deck: one paragraph each, as high as its words need.

Plain words only: no marks, no line breaks, no tabs.
"""

from math import ceil

from PySide6.QtCore import QMimeData, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFont,
    QFontMetricsF,
    QInputMethodEvent,
    QKeyEvent,
    QResizeEvent,
    QTextCursor,
)
from PySide6.QtWidgets import QApplication, QSizePolicy, QWidget

from editor.message import Message, listed, message
from editor.story.text import MAX_PARAGRAPH, clean_line, clean_text
from editor.ui.widgets.retouching import Retouching
from editor.ui.widgets.step_ends import PASTE, types
from editor.ui.widgets.text_field import cursor_under, is_plain_backspace, remove_before
from editor.ui.writing.document.document_writer import one_step
from editor.ui.writing.quiet_text import QuietText

_BREAKS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
MAX_PASTED = MAX_PARAGRAPH  # characters; a headline or deck is never longer
MOST_LINES = 5  # seen at once; more of a headline would leave no room for the story


class LineField(QuietText):
    """Signals:
    left_down(): Enter, or Down on the last line: the person goes on below.
    left_up(): Up on the first line.
    height_changed(): the words need more or fewer lines than before.
    told(str): what of pasted words did not come along, in a sentence.
    """

    left_down = Signal()
    left_up = Signal()
    height_changed = Signal()
    told = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._given: dict[str, str] = {}  # by what stands here, the words as they were given
        self._room = 0
        self.retouching = Retouching(self)
        self.setAcceptRichText(False)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().setDocumentMargin(0)
        self.document().documentLayout().documentSizeChanged.connect(self._fit)

    def show_text(self, text: str) -> None:
        """Another story's words, with an undo history of their own; the caret at their start."""
        self.silent = True
        document = self.document()
        document.setUndoRedoEnabled(False)
        cursor = QTextCursor(document)
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.insertText(_one_line(text))
        document.setUndoRedoEnabled(True)
        document.setModified(False)
        self.setTextCursor(QTextCursor(document))
        self._given = {self._words(): text}
        self.silent = False
        self._fit()

    def change_text(self, text: str) -> None:
        """Other words in this story, as one step."""
        if text == self.value():
            return
        self.silent = True
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        with one_step(cursor):
            cursor.insertText(_one_line(text))
        self._given[self._words()] = text
        self.silent = False
        self.steps.end()

    def value(self) -> str:
        """What stands here on one clean line; untouched words come back as they were given."""
        words = self._words()
        given = self._given.get(words)
        return clean_line(words) if given is None else given

    def set_face(self, font: QFont) -> None:
        self.setFont(font)
        self.document().setDefaultFont(font)
        self._fit()

    @property
    def line_height(self) -> int:
        """Of one line of its face."""
        return ceil(QFontMetricsF(self.document().defaultFont()).lineSpacing())

    def give_room(self, pixels: int) -> None:
        """How high it may grow; of more words than that it shows whole lines, one at least."""
        if pixels != self._room:
            self._room = pixels
            self._fit()

    # -- Qt's own

    def keyPressEvent(self, e: QKeyEvent) -> None:
        self.steps.before_key(e, self.textCursor(), typed=types(e))
        plain = not e.modifiers()
        below = e.key() == Qt.Key.Key_Down and plain and self._at_edge(down=True)
        if e.key() in _BREAKS or below:
            self.left_down.emit()
        elif e.key() == Qt.Key.Key_Up and plain and self._at_edge(down=False):
            self.left_up.emit()
        elif not (is_plain_backspace(e) and remove_before(self.textCursor())):
            super().keyPressEvent(e)
            self.steps.after_key(e, self.textCursor())
            self.retouching.after_typed(e.text())
            return
        e.accept()

    def inputMethodEvent(self, e: QInputMethodEvent) -> None:
        typed = self.types_through(e)
        self.silent = self.only_composes(e)
        if self.silent or self.textCursor().hasSelection():
            super().inputMethodEvent(e)
        else:
            with self.steps.input_method(typed, self.textCursor()):
                super().inputMethodEvent(e)
        self.silent = False
        self.retouching.after_typed(typed)

    def contextMenuEvent(self, e: QContextMenuEvent) -> None:
        menu = self.standard_menu(e.pos())
        self.menu_opening.emit(menu, cursor_under(self, e.pos()))
        menu.popup(e.globalPos())

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return source.hasText() and not source.hasUrls()

    def insertFromMimeData(self, source: QMimeData) -> None:
        if source.hasText():
            # Loaded with the first paste: it is no part of the start.
            from editor.interchange.arriving.lost_characters import LostCharacters

            lost = LostCharacters()
            text = lost.take(source.text()[:MAX_PASTED])
            self.steps.end()
            self.steps.doing = PASTE
            self.textCursor().insertText(_one_line(text))
            self.ensureCursorVisible()
            self.steps.end()
            said: list[str | Message] = list(lost.sentences)
            if len(source.text()) > MAX_PASTED:
                said.append(message("limit.line", n=MAX_PASTED))
            if said:
                self.told.emit(str(listed(said, "sentences")))

    def paste_plain(self) -> None:
        self.insertFromMimeData(QApplication.clipboard().mimeData())

    def resizeEvent(self, e: QResizeEvent) -> None:
        super().resizeEvent(e)
        self._fit()

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self.height())

    # -- inside

    def _words(self) -> str:
        # An input method may commit a line break: then there are several blocks.
        return self.document().toRawText().replace("\u2029", " ")

    def _at_edge(self, *, down: bool) -> bool:
        """Whether the caret stands in the last (or first) line on the screen."""
        cursor = self.textCursor()
        move = QTextCursor.MoveOperation.Down if down else QTextCursor.MoveOperation.Up
        return not cursor.hasSelection() and not cursor.movePosition(move)

    def _fit(self) -> None:
        height = max(self.line_height, ceil(self.document().size().height()))
        most = self._whole_lines() or height
        # Off as long as all of it is seen: a bar that comes and goes would wrap the words anew.
        policy = Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        if height > most:
            height, policy = most, Qt.ScrollBarPolicy.ScrollBarAsNeeded
        self.setVerticalScrollBarPolicy(policy)
        if height != self.maximumHeight():
            self.setFixedHeight(height)
            self.height_changed.emit()

    def _whole_lines(self) -> int:
        """Height of the lines that may be seen at once. Asked of the lines themselves: Chinese
        ones are higher than the face that the field was given."""
        lines: list[float] = []
        block = self.document().firstBlock()
        while block.isValid() and len(lines) < MOST_LINES:
            layout, top = block.layout(), lines[-1] if lines else 0.0
            every = range(layout.lineCount())
            lines.extend(top + layout.lineAt(at).rect().bottom() for at in every)
            block = block.next()
        del lines[MOST_LINES:]
        while len(lines) > 1 and self._room and lines[-1] > self._room:
            lines.pop()
        return ceil(lines[-1]) if lines else 0


def _one_line(text: str) -> str:
    """Line breaks and tabs as blanks; the blanks at the edges of pasted words stay."""
    return " ".join(clean_text(text).replace("\t", " ").split("\n"))
