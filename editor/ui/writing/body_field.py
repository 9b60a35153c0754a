"""The body: the text of a story as it is written, with its photos in it.

One of a family of small parts: keys, clicks, paste, signs in the margin and colours are beside
it. It never loads anything from an address or a file by itself.
"""

from math import ceil, floor

from PySide6.QtCore import QEvent, QMargins, QMimeData, QPointF, Qt, Signal
from PySide6.QtGui import (
    QDropEvent,
    QFocusEvent,
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPaintEvent,
    QResizeEvent,
    QTextBlock,
    QTextCursor,
    QWheelEvent,
)
from PySide6.QtWidgets import QApplication, QWidget

from editor.message import message
from editor.story.document import Document
from editor.story.text import MAX_PARAGRAPH
from editor.ui.theme import Theme
from editor.ui.widgets.step_ends import MOVE, PASTE, types
from editor.ui.widgets.text_field import cursor_under
from editor.ui.writing.document.document_reader import read_selection
from editor.ui.writing.document.document_writer import one_step, write_document
from editor.ui.writing.document.insertion import change_document, insert_document
from editor.ui.writing.document.line_signs import LineSigns, ListNumbers
from editor.ui.writing.document.lines import flattened
from editor.ui.writing.document.live_document import LiveDocument
from editor.ui.writing.document.long_lines import LongLines
from editor.ui.writing.document.shapes import (
    DIVIDER_OBJECT,
    GALLERY_OBJECT,
    INDENT_WIDTH,
    PHOTO_OBJECT,
    fragments,
    is_cell,
    is_gallery,
    placement_of,
)
from editor.ui.writing.keys.body_keys import (
    BodyKeys,
    LinkClicks,
    ObjectClicks,
    deletes,
    object_selected,
)
from editor.ui.writing.keys.body_typing import BodyTyping
from editor.ui.writing.keys.line_commands import can_outdent, gallery_of
from editor.ui.writing.keys.slash_menu import SlashMenu
from editor.ui.writing.keys.typing_rules import mend, mend_left_place, remove_selected
from editor.ui.writing.overlays import Overlays
from editor.ui.writing.pasted_pages import goes_on
from editor.ui.writing.pasting import Pasting, put
from editor.ui.writing.pictures.photo_cards import DividerLine, GalleryCards, PhotoCards, card_width
from editor.ui.writing.quiet_text import QuietText
from editor.ui.writing.tables.table_commands import selected_table
from editor.ui.writing.tables.table_grid import TableGrid


class BodyField(QuietText):
    """Signals:
    photo_activated(str): a photo was opened; id of its placement.
    gallery_activated(int): a gallery was opened; number of its text block.
    """

    photo_activated = Signal(str)
    gallery_activated = Signal(int)

    def __init__(self, theme: Theme, cards: PhotoCards, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = (0, 0)
        self.numbers = ListNumbers()
        self.pasting = Pasting(self)
        self.keys = BodyKeys(self)
        self.typing = BodyTyping(self)
        self._slash: SlashMenu | None = None
        self.live = LiveDocument(self.document())
        self._long = LongLines(self)
        self.clicks = ObjectClicks(self)
        self.link_clicks = LinkClicks(self)
        self.rested.connect(self.link_clicks.tell)
        self._signs = LineSigns(self, theme, self.numbers)
        self.followers += (self.live.follow, self._long.follow, self._follow)
        self._grid = TableGrid(self, theme)
        self.overlays = Overlays(self, theme, self._signs)
        self._galleries = GalleryCards(theme, cards, self)
        self._dividers = DividerLine(theme, self)
        layout = self.document().documentLayout()
        layout.registerHandler(PHOTO_OBJECT, cards)
        layout.registerHandler(GALLERY_OBJECT, self._galleries)
        layout.registerHandler(DIVIDER_OBJECT, self._dividers)
        self.document().setIndentWidth(INDENT_WIDTH)
        self.document().setDocumentMargin(6)
        self.setMinimumSize(120, 40)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.keys.object_entered.connect(self._open_object)
        apart = message("limit.apart", n=MAX_PARAGRAPH)
        self.keys.kept_apart.connect(lambda: self.pasting.told.emit(str(apart)))
        self._long.parted.connect(lambda: self.pasting.told.emit(goes_on()))
        bar = self.verticalScrollBar()
        bar.rangeChanged.connect(self._apply_column)
        for moved in (bar.rangeChanged, bar.valueChanged):
            moved.connect(self._on_moved)

    def offer_blocks(self, menu: SlashMenu) -> None:
        """A slash asks this menu from now on."""
        self._slash = menu
        self.typing.slash_typed.connect(menu.after_slash)

    def show_document(self, document: Document) -> None:
        """Another story's body, with an undo history of its own; the caret at its start."""
        self.pasting.stop_reading()  # what was on its way was for the other story
        text, (lines, assembly) = self.document(), flattened(document)
        text.setUndoRedoEnabled(False)
        # Cleared in the same step, it is to Qt a text that was not there: it lays out what is
        # seen, and the rest of a long one afterwards.
        with one_step(QTextCursor(text)):
            text.clear()
            write_document(lines, text)
            # The caret went along to the end; once the step is over, Qt would lay out all of the
            # text to find where that is.
            self.setTextCursor(QTextCursor(text))
        text.setUndoRedoEnabled(True)
        text.setModified(False)
        self.live.prime(lines, assembly)
        self._signs.forget()  # an empty line after another looks like a letter that was typed
        if self._slash is not None:
            self._slash.close()
        self.overlays.refresh(force=True)

    def change_document(self, document: Document) -> bool:
        """Another body in this story, as one step; False when it could only be shown anew."""
        self.pasting.stop_reading()
        self.steps.end()
        changed = change_document(self, document)
        self.steps.end()
        self.overlays.refresh(force=True)
        return changed

    def show_block(self, number: int) -> None:
        """The caret to the start of a text block, which comes into the upper half of the view."""
        block = self.document().findBlockByNumber(number)
        cursor = QTextCursor(block)
        self.setTextCursor(cursor)
        top = self.document().documentLayout().blockBoundingRect(block).top()
        self.verticalScrollBar().setValue(round(top - self.viewport().height() / 4))

    def set_column(self, left: int, right: int) -> None:
        """Margins in px beside the text, the scroll bar within the right one; all of it scrolls."""
        self._column = (left, right)
        self._apply_column()

    def adjust_scrolling(self) -> None:
        """The scroll bar ends with the text again, whoever gave it more room."""
        size, room = self.document().size().height(), self.viewport().height()
        self.verticalScrollBar().setMaximum(max(0, round(size) - room))

    def insert_text(self, text: str) -> None:
        """Words in the place of the selection, with the marks one would type in; one step."""
        self.keys.before_typing(self.textCursor())
        cursor, style = self.textCursor(), self.currentCharFormat()
        with one_step(cursor):
            if cursor.hasSelection():
                cursor.removeSelectedText()
                mend(cursor)
            cursor.insertText(text, style)
        self.setTextCursor(cursor)
        self.ensureCursorVisible()
        self.steps.end()

    def remove_selection(self) -> None:
        """Deletes the selected text as one step and leaves proper lines."""
        cursor = self.textCursor()
        remove_selected(cursor)
        self.setTextCursor(cursor)

    def bring_into_view(self, top: float, bottom: float) -> None:
        """Two heights of the text: both in view where there is room, else the upper one."""
        bar, room = self.verticalScrollBar(), self.viewport().height()
        below = ceil(bottom) - room
        if below > bar.value():
            bar.setValue(below)
        if top < bar.value():
            bar.setValue(floor(top))

    # -- Qt's own

    def meet(self, event: QEvent) -> bool | None:
        if isinstance(event, QWheelEvent):
            # It came to the margins beside the text, where Qt lets it go.
            return QApplication.sendEvent(self.verticalScrollBar(), event)
        return super().meet(event)

    def keeps(self, event: QKeyEvent) -> bool | None:
        if self._slash is not None and self._slash.wants(event):
            return True
        # Ctrl+K is "delete to the end of the line" on some desktops; here it is the link.
        if QKeySequence(event.keyCombination()) == QKeySequence("Ctrl+K"):
            return False
        return super().keeps(event)

    def focusNextPrevChild(self, next: bool) -> bool:
        # Qt moves the focus before the key is seen; in a list Tab moves the item instead,
        # and in a table it goes to the next cell.
        cursor = self.textCursor()
        slash = self._slash is not None and self._slash.is_open
        if slash or can_outdent(cursor) or is_cell(cursor.block()):
            return False
        return super().focusNextPrevChild(next)

    def keyPressEvent(self, e: QKeyEvent) -> None:
        cursor, typed = self.textCursor(), types(e)
        if typed and not cursor.hasSelection():
            # A character among words is nothing else, and mostly what comes.
            self.steps.before_key(e, cursor, typed=True)
            self.keys.before_typing(cursor)
            with self._long.guard(cursor):
                self.type_letter(e)
            self.typing.after_typed(e.text())
            return
        taken = self._slash is not None and self._slash.take(e)
        if taken or (e.key() == Qt.Key.Key_Escape and self.pasting.stop_reading()):
            e.accept()
            return
        self.steps.before_key(e, cursor, typed=typed)
        if self.keys.take(e):
            self.steps.after_key(e, self.textCursor())
            e.accept()
            if e.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not e.modifiers():
                self.typing.after_enter()
            return
        if typed:
            self.keys.before_typing(self.textCursor())
            cursor = self.textCursor()
        removes = typed or deletes(e) or e.matches(QKeySequence.StandardKey.Cut)
        if not (removes and cursor.hasSelection()):
            with self._long.guard(self.textCursor()):
                super().keyPressEvent(e)
            self.keys.after_arrow(e)
        else:
            # Words go away here, perhaps across lines of different kinds.
            with one_step(cursor):
                super().keyPressEvent(e)
                mend(self.textCursor())
        self.steps.after_key(e, self.textCursor())
        if typed:
            self.typing.after_typed(e.text())

    def inputMethodEvent(self, e: QInputMethodEvent) -> None:
        typed = self.types_through(e)
        self._take_input_method(e, typed)
        if typed:
            self.typing.after_typed(typed)

    def _take_input_method(self, e: QInputMethodEvent, typed: str) -> None:
        if e.preeditString() or not self.only_composes(e):
            self.keys.before_typing(self.textCursor())
        if self.only_composes(e):
            self.silent = True
            super().inputMethodEvent(e)
            self.silent = False
        elif self.textCursor().hasSelection():
            with one_step(self.textCursor()):
                super().inputMethodEvent(e)
                mend(self.textCursor())
        else:
            cursor = self.textCursor()
            with self._long.guard(cursor), self.steps.input_method(typed, cursor):
                super().inputMethodEvent(e)

    def focusOutEvent(self, e: QFocusEvent) -> None:
        if self._slash is not None:
            self._slash.close()
        super().focusOutEvent(e)

    def mousePressEvent(self, e: QMouseEvent) -> None:
        if not self.link_clicks.press(e):
            self.clicks.before_press(e)
            super().mousePressEvent(e)

    def mouseReleaseEvent(self, e: QMouseEvent) -> None:
        if not self.link_clicks.release(e):
            super().mouseReleaseEvent(e)
            self.clicks.after_release(e)

    def mouseDoubleClickEvent(self, e: QMouseEvent) -> None:
        block = self.clicks.object_at(e.position().toPoint())
        if block is None:
            super().mouseDoubleClickEvent(e)
        elif (placement := self._picture_at(block, e.position())) is None:
            self._open_object(block.blockNumber())
        else:
            self.photo_activated.emit(placement)

    def dropEvent(self, e: QDropEvent) -> None:
        source = QTextCursor(self.textCursor())
        self.steps.doing = MOVE
        moved = e.source() in (self, self.viewport()) and source.hasSelection()
        if not moved:
            super().dropEvent(e)
            return
        if selected_table(source) is not None:
            self._move_table(source, e)
            return
        # What is dragged within the text leaves its old place in the same step.
        line_left = object_selected(source)
        source.setPosition(source.selectionStart())
        with one_step(source):
            super().dropEvent(e)
            mend_left_place(source, line_left=line_left)

    def _move_table(self, source: QTextCursor, e: QDropEvent) -> None:
        """A table that is dragged: the lines it stood between stay apart."""
        target = cursor_under(self, e.position().toPoint())
        if not source.selectionStart() <= target.position() <= source.selectionEnd():
            table = read_selection(source)
            with one_step(source):
                remove_selected(source)
                insert_document(target, table)
            self.setTextCursor(target)
        e.acceptProposedAction()

    def resizeEvent(self, e: QResizeEvent) -> None:
        """A caret in view stays in view, whatever takes room from the text."""
        caret = self.cursorRect()
        seen = caret.top() >= 0 and caret.bottom() <= e.oldSize().height()
        super().resizeEvent(e)
        self._signs.forget()
        if seen and not self.viewport().rect().contains(self.cursorRect()):
            self.ensureCursorVisible()

    def paintEvent(self, e: QPaintEvent) -> None:
        self._grid.paint(e.rect())
        super().paintEvent(e)
        self._signs.paint(e.rect())

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return self.pasting.accepts(source)

    def insertFromMimeData(self, source: QMimeData) -> None:
        if self.isReadOnly():
            return
        self.steps.end()
        self.steps.doing = PASTE
        self.pasting.insert(source)
        self.steps.end()

    def createMimeDataFromSelection(self) -> QMimeData:
        return put(read_selection(self.textCursor()))

    # -- what follows from a change

    def _follow(self, _position: int, removed: int, added: int) -> None:
        # A character typed or deleted changes no number and no kind; everything else may.
        if removed + added > 1:
            self.numbers.forget()
            self._signs.forget()

    def _apply_column(self) -> None:
        left, right = self._column
        bar = self.verticalScrollBar()
        # Coming and going, the bar must not move or wrap the words.
        taken = bar.sizeHint().width() if bar.maximum() > 0 else 0
        margins = QMargins(left, 0, max(0, right - taken), 0)
        if margins != self.viewportMargins():  # else Qt lays out all around the text again
            self.setViewportMargins(margins)

    def _on_moved(self) -> None:
        if self.types:
            # Signs and colours move with a letter that begins a line; what comes can wait.
            self.overlays.refresh_later()
        else:
            self._signs.forget()
            self.overlays.refresh()

    def _picture_at(self, block: QTextBlock, place: QPointF) -> str | None:
        """The photo of a gallery under a point of the viewport."""
        gallery = gallery_of(block)
        if not gallery:
            return None
        box = self.document().documentLayout().blockBoundingRect(block)
        inside = place + QPointF(0, self.verticalScrollBar().value()) - box.topLeft()
        return self._galleries.picture_at(card_width(self.document()), gallery, inside)

    def _open_object(self, block_number: int) -> None:
        for fragment in fragments(self.document().findBlockByNumber(block_number)):
            placement = placement_of(fragment.charFormat())
            if placement is not None:
                self.photo_activated.emit(placement)
            elif is_gallery(fragment.charFormat()):
                self.gallery_activated.emit(block_number)
