"""The table of the caret at work: what its actions do, and when they can be done.

The commands themselves are in `table_commands`; this shows them.
"""

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QAction, QTextCursor
from PySide6.QtWidgets import QMenu

from editor.message import message
from editor.story.document import MAX_TABLE_COLUMNS, MAX_TABLE_ROWS, Table, TableCell
from editor.ui.writing.actions import TABLES
from editor.ui.writing.body_field import BodyField
from editor.ui.writing.document.shapes import is_cell
from editor.ui.writing.tables.table_commands import (
    delete_column,
    delete_row,
    delete_table,
    has_header_column,
    has_header_row,
    insert_column,
    insert_row,
    insert_table,
    selected_table,
    toggle_header_column,
    toggle_header_row,
)

_NEW = Table((((TableCell(header=True),) * 3), *((TableCell(),) * 3,) * 2))
_MENU = (
    ("table",),
    ("row_above", "row_below", "column_left", "column_right"),
    ("header_row", "header_column"),
    ("delete_row", "delete_column", "delete_table"),
)


class TableActions(QObject):
    """Signals:
    told(str): why something was not done.
    """

    told = Signal(str)

    def __init__(self, actions: Mapping[str, QAction], body: BodyField) -> None:
        super().__init__(body)
        self._submenu = QMenu(actions["table_menu"].text(), body)
        self._actions = {row.name: actions[row.name] for row in TABLES}
        self._body = body
        self._writing = True
        self._shown: tuple[bool, ...] = ()
        # Not at once: chosen behind a slash it comes within a step, before it is laid out.
        self._bring = QTimer(self, singleShot=True, interval=0)
        self._bring.timeout.connect(self._bring_into_view)
        does: dict[str, Callable[[QTextCursor], object]] = {
            "row_above": partial(insert_row, below=False),
            "row_below": partial(insert_row, below=True),
            "column_left": partial(insert_column, right=False),
            "column_right": partial(insert_column, right=True),
            "header_row": toggle_header_row,
            "header_column": toggle_header_column,
            "delete_row": delete_row,
            "delete_column": delete_column,
            "delete_table": delete_table,
        }
        for name, command in does.items():
            self._actions[name].triggered.connect(partial(self._do, command))
        for name in ("header_row", "header_column"):
            self._actions[name].setCheckable(True)
        self._actions["table"].triggered.connect(self._insert)
        for number, group in enumerate(_MENU):
            if number:
                self._submenu.addSeparator()
            self._submenu.addActions([self._actions[name] for name in group])
        self._menu_action = actions["table_menu"]
        self._menu_action.setMenu(self._submenu)
        body.menu_opening.connect(self._offer)
        body.caret_moved.connect(self.refresh)
        self.refresh()

    def follow(self, *, body: bool) -> None:
        """Whether the body is what is being written; tables are nowhere else."""
        self._writing = body
        self.refresh()

    def refresh(self) -> None:
        cursor = self._body.textCursor()
        table = cursor.currentTable() if is_cell(cursor.block()) else None
        chosen = selected_table(cursor) is not None
        row = table is not None and has_header_row(table)
        column = table is not None and has_header_column(table)
        state = (self._writing, table is not None, chosen, row, column)
        if state == self._shown:  # as mostly: this is asked with every key
            return
        self._shown = state
        for name, action in self._actions.items():
            possible = table is not None or (chosen and name == "delete_table")
            action.setEnabled(self._writing and (possible or name == "table"))
        self._actions["header_row"].setChecked(row)
        self._actions["header_column"].setChecked(column)

    def _offer(self, menu: QMenu, place: QTextCursor) -> None:
        """The context menu of a cell has what can be done with its table; the caret goes there,
        unless the cell is among selected ones."""
        if not is_cell(place.block()):
            return
        cursor = self._body.textCursor()
        if not cursor.selectionStart() <= place.position() <= cursor.selectionEnd():
            self._body.setTextCursor(place)
        menu.addSeparator()
        menu.addAction(self._menu_action)

    def _insert(self) -> None:
        cursor = self._body.textCursor()
        insert_table(cursor, _NEW)
        self._show(cursor)
        self._bring.start()

    def _bring_into_view(self) -> None:
        """All of a new table, not only the line of the caret."""
        table = self._body.textCursor().currentTable()
        if table is not None:
            box = self._body.document().documentLayout().frameBoundingRect(table)
            self._body.bring_into_view(box.top(), box.bottom())

    def _do(self, command: Callable[[QTextCursor], object], *_checked: bool) -> None:
        cursor = self._body.textCursor()
        if cursor.currentTable() is None and selected_table(cursor) is None:
            return
        if command(cursor) is False:
            rows = message("count.rows", n=MAX_TABLE_ROWS)
            columns = message("count.columns", n=MAX_TABLE_COLUMNS)
            self.told.emit(str(message("limit.table", rows=rows, columns=columns)))
        self._show(cursor)

    def _show(self, cursor: QTextCursor) -> None:
        self._body.setTextCursor(cursor)
        self._body.ensureCursorVisible()
        self._body.viewport().update()
        self._shown = ()  # a triggered action has already turned its check mark over
        self.refresh()
