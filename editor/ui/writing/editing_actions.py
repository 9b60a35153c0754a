"""Undo and the clipboard for whichever of the three texts is being written.

Headline, deck and body each have an undo history of their own.
"""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction

from editor.ui.writing.body_field import BodyField
from editor.ui.writing.line_field import LineField

Field = LineField | BodyField


class EditingActions(QObject):
    """Serves the field that had the focus last."""

    def __init__(self, actions: Mapping[str, QAction], fields: tuple[Field, ...]) -> None:
        super().__init__(fields[0].parent())
        self._actions = actions
        self._field = fields[-1]
        does: dict[str, Callable[[], None]] = {
            "undo": self._undo,
            "redo": self._redo,
            "cut": self._cut,
            "copy": self._copy,
            "paste": self._paste,
            "paste_plain": self._paste_plain,
            "select_all": self._select_all,
        }
        for name, verb in does.items():
            actions[name].triggered.connect(verb)
        for field in fields:
            field.undoAvailable.connect(self.refresh)
            field.redoAvailable.connect(self.refresh)
            field.copyAvailable.connect(self.refresh)
        self.refresh()

    @property
    def field(self) -> Field:
        return self._field

    def follow(self, field: Field) -> None:
        self._field = field
        self.refresh()

    def refresh(self) -> None:
        document, selected = self._field.document(), self._field.textCursor().hasSelection()
        self._actions["undo"].setEnabled(document.isUndoAvailable())
        self._actions["redo"].setEnabled(document.isRedoAvailable())
        self._actions["cut"].setEnabled(selected)
        self._actions["copy"].setEnabled(selected)

    def _undo(self) -> None:
        self._field.undo()

    def _redo(self) -> None:
        self._field.redo()

    def _cut(self) -> None:
        if isinstance(self._field, BodyField):
            if self._field.textCursor().hasSelection():
                self._field.copy()
                self._field.remove_selection()
        else:
            self._field.cut()

    def _copy(self) -> None:
        self._field.copy()

    def _paste(self) -> None:
        self._field.paste()

    def _paste_plain(self) -> None:
        if isinstance(self._field, BodyField):
            self._field.pasting.paste_plain()
        else:
            self._field.paste_plain()

    def _select_all(self) -> None:
        self._field.selectAll()
