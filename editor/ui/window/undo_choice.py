"""Whose undo it is: of the text somebody types in, or of the window for everything else."""

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTextEdit, QWidget
from shiboken6 import isValid

from editor.ui.window.story_tab import StoryTab
from editor.ui.window.story_tabs import StoryTabs
from editor.ui.window.text_change import TextChange


class UndoChoice(QObject):
    """Serves the window's Undo and Redo, which can be pressed only when there is something."""

    def __init__(self, tabs: StoryTabs, undo: QAction, redo: QAction) -> None:
        stack = tabs.undo
        super().__init__(stack)  # which goes first: focus still moves while a window is taken down
        self._tabs = tabs
        self._stack = stack
        self._actions = {"undo": undo, "redo": redo}
        undo.triggered.connect(lambda: self._go("undo"))
        redo.triggered.connect(lambda: self._go("redo"))
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self.refresh)
        stack.indexChanged.connect(self.refresh)
        stack.canUndoChanged.connect(self.refresh)
        stack.canRedoChanged.connect(self.refresh)
        tabs.tab_made.connect(self._follow)
        for tab in tabs.tabs():
            self._follow(tab)
        self.refresh()

    def refresh(self) -> None:
        """Show whether there is something to be undone or redone where the focus is."""
        if not isValid(self._stack):
            return  # the focus moves once more while the window is taken apart
        for name, action in self._actions.items():
            action.setEnabled(self._can(name))

    def _can(self, name: str) -> bool:
        focus = QApplication.focusWidget()
        if self._is_writing(focus):
            typed = self._tabs.writing.actions()[name].isEnabled()
            return typed or self._is_text_change(name)
        if isinstance(focus, QLineEdit | QPlainTextEdit | QTextEdit):
            return True  # what is typed there tells nobody; asked when it is pressed
        return self._stack.canUndo() if name == "undo" else self._stack.canRedo()

    def _go(self, name: str) -> None:
        focus = QApplication.focusWidget()
        action = self._tabs.writing.actions()[name]
        if self._is_writing(focus) and (action.isEnabled() or not self._is_text_change(name)):
            action.trigger()
        elif isinstance(focus, QLineEdit | QPlainTextEdit | QTextEdit) and _has(focus, name):
            getattr(focus, name)()
        else:
            getattr(self._stack, name)()

    def _is_writing(self, focus: QWidget | None) -> bool:
        return focus is not None and self._tabs.writing.isAncestorOf(focus)

    def _is_text_change(self, name: str) -> bool:
        """Whether the story's next step is one of its text, such as a version brought back: it
        is undone where one writes, once nothing typed is left to be undone."""
        stack = self._stack.activeStack()
        if stack is None:
            return False
        at = stack.index() - 1 if name == "undo" else stack.index()
        return 0 <= at < stack.count() and isinstance(stack.command(at), TextChange)

    def _follow(self, tab: StoryTab) -> None:
        for name in self._actions:
            tab.writing.actions()[name].changed.connect(self.refresh)


def _has(field: QLineEdit | QPlainTextEdit | QTextEdit, name: str) -> bool:
    """Whether a field has words of its own to undo or redo."""
    history = field if isinstance(field, QLineEdit) else field.document()
    return history.isUndoAvailable() if name == "undo" else history.isRedoAvailable()
