"""What the three text fields have in common: a text that never loads anything by itself."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QRect, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import (
    QAction,
    QDropEvent,
    QFocusEvent,
    QHelpEvent,
    QImage,
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPaintEvent,
    QPalette,
    QTextCursor,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QMenu, QTextEdit, QWidget

from editor.ui.widgets.copied_drops import copy_if_taken
from editor.ui.widgets.step_ends import StepEnds, types
from editor.ui.widgets.text_field import asks_for_menu, open_menu_at_caret, whole_position

if TYPE_CHECKING:
    from editor.ui.writing.undo_line import UndoLine

_CARET_WIDTH = 2  # px
_MET = (QKeyEvent, QHelpEvent, QWheelEvent)


def undoes(event: QEvent) -> bool:
    """Whether the keys of undo or redo are asked about before they are pressed."""
    if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.ShortcutOverride:
        return False
    keys = QKeySequence.StandardKey
    return event.matches(keys.Undo) or event.matches(keys.Redo)


class QuietText(QTextEdit):
    """Attributes:
    steps: where one step of undo ends.
    undo_line: the steps of the whole story, when this is one of its texts.
    followers: told of every change of the text while it is made (position, removed, added), in
    their order. A list and no signal: Qt takes longer to call Python than most of them need.
    silent: what Qt reports as a change is none of the person's, and `written` is not told.
    types: a letter is being typed.

    Signals, the first two of which are told of a letter that was typed once it is painted, or when
    somebody calls `settle`:
    written(): the person changed the text, its marks or its kinds.
    caret_moved(): the caret, the selection or the marks one types with may be other ones.
    focused(object): this field got the focus.
    left_alone(): the focus went elsewhere, if only to a menu.
    rested(object): the mouse rests in it (QHelpEvent); whoever has something to say accepts that.
    painted(QRect): the words in this part of the viewport were painted; whoever lays something
    over them does it now.
    menu_opening(object, object): the QMenu about to open, and the QTextCursor where it was asked
    for; entries about that place can be put in.
    """

    written = Signal()
    caret_moved = Signal()
    focused = Signal(object)
    left_alone = Signal()
    rested = Signal(object)
    painted = Signal(QRect)
    menu_opening = Signal(object, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.steps = StepEnds(self.document())
        self.undo_line: UndoLine | None = None
        self.followers: list[Callable[[int, int, int], None]] = []
        self.silent = False
        self.types = self._wrote = False
        self._painted = QTimer(self, singleShot=True, interval=0)
        self._painted.timeout.connect(self._tell)
        self._offered: dict[str, QAction] = {}
        self.setTabChangesFocus(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setCursorWidth(_CARET_WIDTH)
        # Else all that lies below the bar is painted with it, whenever a letter begins a line.
        beside = self.verticalScrollBar().parentWidget()
        assert beside is not None
        beside.setBackgroundRole(QPalette.ColorRole.Base)
        beside.setAutoFillBackground(True)
        # Without a frame of its own: the style sheet's word for it.
        self.setProperty("plain", True)
        self.document().contentsChange.connect(self._tell_followers)
        self.cursorPositionChanged.connect(self._on_caret)
        self.selectionChanged.connect(self._on_look)
        self.currentCharFormatChanged.connect(self._on_look)

    def loadResource(self, type: int, name: QUrl) -> QImage:
        """Nothing is loaded, ever: pasted words must not fetch pictures or read files.

        An empty picture, for Qt reads the file itself when it is answered with None.
        """
        return QImage()

    def only_composes(self, event: QInputMethodEvent) -> bool:
        """Whether an input method shows what it composes and leaves the text as it is.

        Qt reports such a step as a change of the whole line.
        """
        changes = event.commitString() or event.replacementLength()
        return not changes and not self.textCursor().hasSelection()

    def types_through(self, event: QInputMethodEvent) -> str:
        """The character that an input method only passes on from the keyboard; else "".

        Asked before the event is handled. What was composed, Chinese above all, is complete as
        it comes: no rule for typed characters looks at it.
        """
        composed = bool(self.textCursor().block().layout().preeditAreaText())
        commit = event.commitString()
        return commit if len(commit) == 1 and commit.isascii() and not composed else ""

    def event(self, event: QEvent) -> bool:
        # Told apart by their class: asking for an event's type makes an enumeration's member,
        # and several events go with every key.
        letter = isinstance(event, QKeyEvent) and types(event)
        if not letter and isinstance(event, _MET) and (met := self.meet(event)) is not None:
            return met
        return super().event(event)

    def meet(self, event: QEvent) -> bool | None:
        """What Qt's own handling is to be told of a rest of the mouse, the wheel or a key that
        writes nothing; None leaves it to Qt."""
        if isinstance(event, QHelpEvent):
            event.ignore()
            self.rested.emit(event)
            return event.isAccepted() or None
        if isinstance(event, QKeyEvent):
            self.settle()  # it may be that of a command
            if event.type() == QEvent.Type.ShortcutOverride:
                keeps = self.keeps(event)
                if keeps is not None:
                    event.setAccepted(keeps)
                return keeps
        return None

    def keeps(self, event: QKeyEvent) -> bool | None:
        """Whether keys are this field's and no command's; None leaves that to Qt's editor.

        The window's Undo knows of more than typing: a version brought back, words replaced across
        drafts."""
        return False if undoes(event) else None

    def settle(self) -> None:
        """Tells now what is told once the last letter is painted."""
        if self._painted.isActive():
            self._painted.stop()
            self._tell()

    def _tell(self) -> None:
        wrote, self._wrote = self._wrote, False
        if self.undo_line is not None:
            self.undo_line.settle()
        if wrote:
            self.written.emit()
        self.caret_moved.emit()

    def type_letter(self, e: QKeyEvent) -> None:
        """Qt's own part of a key that writes something, no words being selected."""
        self.types = True
        super().keyPressEvent(e)
        self.types = False
        self._painted.start()

    def _on_caret(self) -> None:
        if not self.types:
            self._keep_whole()
            self.caret_moved.emit()

    def _on_look(self) -> None:
        if not self.types:
            self.caret_moved.emit()

    def _tell_followers(self, position: int, removed: int, added: int) -> None:
        for follow in self.followers:
            follow(position, removed, added)
        if self.types:
            self._wrote = True
        elif not self.silent and (removed or added):
            self.written.emit()

    def _keep_whole(self) -> None:
        """Half a character of two units is no place for a caret, whoever put it there."""
        cursor, document = self.textCursor(), self.document()
        places = {cursor.anchor(), cursor.position()}
        if any("\udc00" <= str(document.characterAt(each)) <= "\udfff" for each in places):
            position = whole_position(document, cursor.position())
            cursor.setPosition(whole_position(document, cursor.anchor()))
            cursor.setPosition(position, QTextCursor.MoveMode.KeepAnchor)
            self.setTextCursor(cursor)

    def undo(self) -> None:
        """Take back what was done last: in the story, where this is one of its texts."""
        if self.undo_line is not None and self.undo_line.canUndo():
            self.undo_line.undo()
        else:
            self.step_back()

    def redo(self) -> None:
        if self.undo_line is not None and self.undo_line.canRedo():
            self.undo_line.redo()
        else:
            self.step_forward()

    def offer_undo(self, undo: QAction, redo: QAction) -> None:
        """What stands in a menu of this text for its undo, which is that of the story."""
        self._offered = {"edit-undo": undo, "edit-redo": redo}

    def standard_menu(self, place: QPoint) -> QMenu:
        menu = self.createStandardContextMenu(place)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for action in menu.actions():
            if (ours := self._offered.get(action.objectName())) is not None:
                menu.insertAction(action, ours)
                menu.removeAction(action)
        return menu

    def step_back(self) -> None:
        """One step in the history of this text alone."""
        self._step(super().undo)

    def step_forward(self) -> None:
        self._step(super().redo)

    def _step(self, take: Callable[[], None]) -> None:
        ends: list[int] = []
        told = self.document().contentsChange.connect(
            lambda place, _removed, added: ends.append(place + added)
        )
        was_at_start = self.textCursor().atStart()
        take()
        self.document().contentsChange.disconnect(told)
        self.steps.end()  # what is typed next is no part of what stands there now
        cursor = self.textCursor()
        if ends and ends[-1] and cursor.atStart() and not was_at_start:
            # Where a step has several parts, Qt looks for the end of the last one behind the end
            # of a text that has become short, and leaves the caret at its start.
            cursor.setPosition(min(ends[-1], self.document().characterCount() - 1))
            self.setTextCursor(cursor)

    def keyPressEvent(self, e: QKeyEvent) -> None:
        if asks_for_menu(e):
            open_menu_at_caret(self)
        else:
            super().keyPressEvent(e)

    def dropEvent(self, e: QDropEvent) -> None:
        super().dropEvent(e)
        copy_if_taken(e)

    def paintEvent(self, e: QPaintEvent) -> None:
        super().paintEvent(e)
        self.painted.emit(e.rect())

    def mousePressEvent(self, e: QMouseEvent) -> None:
        self.settle()
        self.steps.end()
        super().mousePressEvent(e)

    def focusOutEvent(self, e: QFocusEvent) -> None:
        self.settle()
        self.steps.end()
        super().focusOutEvent(e)
        self.left_alone.emit()

    def focusInEvent(self, e: QFocusEvent) -> None:
        super().focusInEvent(e)
        self.focused.emit(self)
