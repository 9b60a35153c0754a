"""The menu behind a right click in the body; others add what they have to say about that place."""

from collections.abc import Mapping

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from editor.ui.widgets.place_under import cursor_under
from editor.ui.writing.body_field import BodyField

_ENTRIES = ("undo", "redo", "", "cut", "copy", "paste", "paste_plain", "", "link")


class TextMenu(QObject):
    """Serves one body."""

    def __init__(self, body: BodyField, actions: Mapping[str, QAction]) -> None:
        super().__init__(body)
        self._body = body
        self._actions = actions

    def show(self, place: QPoint) -> None:
        """At a place of the viewport."""
        self._body.before_menu(place)
        menu = QMenu(self._body)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for name in _ENTRIES:
            if name:
                menu.addAction(self._actions[name])
            else:
                menu.addSeparator()
        self._body.menu_opening.emit(menu, cursor_under(self._body, place))
        menu.popup(self._body.viewport().mapToGlobal(place))
