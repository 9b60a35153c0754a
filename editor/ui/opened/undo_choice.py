"""The window's Undo and Redo: what was done last in the story on top, or in the line somebody
types in where that is no part of a story."""

from collections.abc import Iterable
from functools import partial

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QApplication,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)
from shiboken6 import isValid

from editor.ui.opened.story_tabs import StoryTabs
from editor.ui.shell.commands import Command, Feature, Menu, Standard, with_keys
from editor.ui.widgets.text_field import plain
from editor.ui.widgets.token_field import TokenField
from editor.ui.writing.quiet_text import QuietText, undoes
from editor.ui.writing.undo_line import UndoLine

Typed = QLineEdit | QPlainTextEdit | QTextEdit
_TYPED = (QLineEdit, QPlainTextEdit, QTextEdit, QAbstractSpinBox)


class UndoChoice(Feature):
    """Serves the two actions, which can be pressed only when there is something, and say what."""

    def __init__(self, tabs: StoryTabs, inspector: QWidget) -> None:
        stack = tabs.undo
        super().__init__(stack)  # which goes first: focus still moves while a window is taken down
        self._tabs = tabs
        self._inspector = inspector
        self._stack = stack
        self._actions: dict[str, QAction] = {}
        self._shown: dict[str, tuple[str, QKeySequence]] = {}
        self._watched: QWidget | None = None
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._on_focus)
        tabs.each(lambda tab: tab.undo_line.waits_changed.connect(self.refresh))
        stack.indexChanged.connect(self.refresh)
        stack.activeStackChanged.connect(self.refresh)

    def commands(self) -> Iterable[Command]:
        undo = Command("undo", self.tr("&Undo"), "undo-2", Standard.Undo)
        # Whoever comes from Word or WPS presses Ctrl+Y, whatever the desktop's own is.
        redo = Command("redo", self.tr("&Redo"), "redo-2", Standard.Redo, more=("Ctrl+Y",))
        for number, command in enumerate((undo, redo), 1):
            menus = {Menu.EDIT: 100 + 10 * number, Menu.TOOLBAR: 200 + 10 * number}
            go = partial(self._go, command.name)
            yield command.doing(go, menus, bare=True, made=self._take)

    def refresh(self) -> None:
        """Show whether there is something to be undone or redone, and what."""
        if not isValid(self._stack):
            return  # the focus moves once more while the window is taken apart
        stack, own = self._stack, self._own_line()
        names = {"undo": stack.undoText(), "redo": stack.redoText()}
        there = {"undo": stack.canUndo(), "redo": stack.canRedo()}
        forms = {"undo": self.tr("&Undo {0}"), "redo": self.tr("&Redo {0}")}
        waits = self._tabs.current.undo_line.waits
        for name, action in self._actions.items():
            in_own = own is not None and _has(own, name)
            enabled = there[name] or in_own or self._holds_back() or waits
            named = there[name] and not in_own
            text = forms[name].format(names[name]) if named else action.data()
            action.setEnabled(enabled)
            if self._shown.get(name) == (text, action.shortcut()):
                continue  # as for the first letter behind a pause, which begins another step
            self._shown[name] = text, action.shortcut()
            action.setText(text)
            action.setIconText(plain(action.data()))
            keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
            action.setToolTip(with_keys(plain(action.text()), keys))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # Every field of Qt's keeps these keys to itself; here they are the story's.
        if undoes(event):
            event.ignore()
            return True
        return super().eventFilter(watched, event)

    def _take(self, action: QAction) -> None:
        self._actions[action.objectName()] = action
        self.refresh()

    def _go(self, name: str) -> None:
        own = self._own_line()
        if own is not None and _has(own, name):
            getattr(own, name)()
            return
        self._tabs.pending_wanted.emit()  # what is typed in a panel is the last thing done
        line = self._tabs.current.undo_line
        line.in_turn(name, lambda: self._step(line, name))

    def _step(self, line: UndoLine, name: str) -> None:
        self._tabs.pending_wanted.emit()  # again: it may have waited for the library
        text = line.undoText() if name == "undo" else line.redoText()
        getattr(line, name)()
        if text:
            done = self.tr("Undone: {0}") if name == "undo" else self.tr("Done again: {0}")
            self.said.emit(done.format(text))

    def _own_line(self) -> Typed | None:
        """The line somebody types in, where it is no part of a story: what is looked for, a name
        that is only half there."""
        focus = QApplication.focusWidget()
        if not isinstance(focus, Typed) or isinstance(focus, QuietText):
            return None
        if focus.window() is not self._tabs.widget.window():
            return None  # a dialog's field minds its own
        if self._inspector.isAncestorOf(focus):
            half = isinstance(focus.parent(), TokenField)
            return focus if half and isinstance(focus, QLineEdit) and focus.text() else None
        return focus

    def _holds_back(self) -> bool:
        """Whether somebody is in a field of the story that may not have told all yet."""
        focus = QApplication.focusWidget()
        return isinstance(focus, _TYPED) and self._inspector.isAncestorOf(focus)

    def _on_focus(self, _left: QWidget | None, field: QWidget | None) -> None:
        if not isValid(self):
            return
        if self._watched is not None and isValid(self._watched):
            self._watched.removeEventFilter(self)
            if isinstance(self._watched, Typed):
                self._watched.textChanged.disconnect(self.refresh)
        self._watched = None
        # A text of a story minds these keys itself, and would be asked about with every one of its.
        if isinstance(field, QuietText) or not isinstance(field, _TYPED):
            pass
        elif field.window() is self._tabs.widget.window():
            self._watched = field
            field.installEventFilter(self)
            if isinstance(field, Typed):
                field.textChanged.connect(self.refresh)
        self.refresh()


def _has(field: Typed, name: str) -> bool:
    """Whether a field has words of its own to undo or redo."""
    history = field if isinstance(field, QLineEdit) else field.document()
    return history.isUndoAvailable() if name == "undo" else history.isRedoAvailable()
