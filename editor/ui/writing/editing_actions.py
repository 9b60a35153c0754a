"""The clipboard for whichever of the three texts is being written, and undo for all of them."""

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QTextEdit
from shiboken6 import isValid

from editor.ui.widgets.text_field import cursor_under
from editor.ui.writing.body_field import BodyField
from editor.ui.writing.line_field import LineField
from editor.ui.writing.undo_line import UndoLine

Field = LineField | BodyField


class EditingActions(QObject):
    """Serves the field that had the focus last."""

    def __init__(
        self, actions: Mapping[str, QAction], fields: tuple[Field, ...], undo_line: UndoLine
    ) -> None:
        super().__init__(fields[0].parent())
        self._undo_line = undo_line
        self._actions = actions
        self._field = fields[-1]
        does: dict[str, Callable[[], None]] = {
            "undo": undo_line.undo,
            "redo": undo_line.redo,
            "cut": self._cut,
            "copy": partial(self._do, QTextEdit.copy),
            "paste": partial(self._do, QTextEdit.paste),
            "paste_plain": self._paste_plain,
            "select_all": partial(self._do, QTextEdit.selectAll),
        }
        for name, verb in does.items():
            actions[name].triggered.connect(verb)
        undo_line.indexChanged.connect(self.refresh)
        for field in fields:
            field.offer_undo(actions["undo"], actions["redo"])
            field.copyAvailable.connect(self.refresh)
        self.refresh()

    @property
    def field(self) -> Field:
        return self._field

    def follow(self, field: Field) -> None:
        self._field = field
        self.refresh()

    def refresh(self) -> None:
        if not isValid(self._undo_line):
            return  # Qt's stack tells once more while it is taken down
        selected = self._field.textCursor().hasSelection()
        self._actions["undo"].setEnabled(self._undo_line.canUndo())
        self._actions["redo"].setEnabled(self._undo_line.canRedo())
        self._actions["cut"].setEnabled(selected and not self._field.isReadOnly())
        self._actions["copy"].setEnabled(selected)

    def _do(self, verb: Callable[[QTextEdit], None]) -> None:
        verb(self._field)

    def _cut(self) -> None:
        if isinstance(self._field, BodyField):
            if self._field.textCursor().hasSelection():
                self._field.copy()
                self._field.remove_selection()
        else:
            self._field.cut()

    def _paste_plain(self) -> None:
        if isinstance(self._field, BodyField):
            self._field.pasting.paste_plain()
        else:
            self._field.paste_plain()


_ENTRIES = ("undo", "redo", "", "cut", "copy", "paste", "paste_plain", "", "link")


class TextMenu(QObject):
    """Serves one body."""

    def __init__(self, body: BodyField, actions: Mapping[str, QAction]) -> None:
        super().__init__(body)
        self._body = body
        self._actions = actions

    def show(self, place: QPoint) -> None:
        """At a place of the viewport."""
        self._body.clicks.before_menu(place)
        menu = QMenu(self._body)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for name in _ENTRIES:
            if name:
                menu.addAction(self._actions[name])
            else:
                menu.addSeparator()
        self._body.menu_opening.emit(menu, cursor_under(self._body, place))
        menu.popup(self._body.viewport().mapToGlobal(place))
