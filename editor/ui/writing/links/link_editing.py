"""Links in the body: written, changed, taken away, opened when somebody says so.

Opening is asked for, never done here; nothing is fetched.
"""

from collections.abc import Mapping

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtGui import QAction, QTextCursor
from PySide6.QtWidgets import QMenu

from editor.ui.writing.body_field import BodyField
from editor.ui.writing.document.shapes import OBJECT
from editor.ui.writing.keys.mark_commands import link_around, set_link, write_link
from editor.ui.writing.links.link_box import LinkBox

_GAP = 4  # px between the words and the box
_LONGEST = 300  # characters of words that are written in the box


class LinkEditing(QObject):
    """Serves one body.

    Signals:
        opened(str): the person wants to see this address.
    """

    opened = Signal(str)

    def __init__(self, body: BodyField, actions: Mapping[str, QAction]) -> None:
        super().__init__(body)
        self._body = body
        self._box = LinkBox(body)
        self._box.chosen.connect(self._write)
        actions["link"].triggered.connect(self.ask)
        body.menu_opening.connect(self._add_to_menu)
        body.link_clicks.opened.connect(self.opened)

    def ask(self) -> None:
        """Opens the box under the caret."""
        cursor = self._body.textCursor()
        link = link_around(cursor)
        target = cursor if cursor.hasSelection() else link
        words = target.selectedText() if target is not None else ""
        one_line = "\u2029" not in words and OBJECT not in words and len(words) <= _LONGEST
        address = link.charFormat().anchorHref() if link is not None else ""
        below = self._body.cursorRect().bottomLeft() + QPoint(0, _GAP)
        place = self._body.viewport().mapToGlobal(below)
        self._box.ask(address, place, words if one_line else None)

    def _add_to_menu(self, menu: QMenu, under: QTextCursor) -> None:
        link = link_around(under)
        if link is None:
            return
        address = link.charFormat().anchorHref()
        menu.addSeparator()
        opens = menu.addAction(self.tr("Open link in the browser…"))
        opens.triggered.connect(lambda: self.opened.emit(address))
        removes = menu.addAction(self.tr("Remove link"))
        removes.triggered.connect(lambda: set_link(link, ""))

    def _write(self, address: str, words: str) -> None:
        cursor = self._body.textCursor()
        if words and address:
            write_link(cursor, address, words)
        else:
            set_link(cursor, address)
        self._body.setTextCursor(cursor)
        self._body.inks.refresh()
        self._body.setFocus(Qt.FocusReason.OtherFocusReason)
