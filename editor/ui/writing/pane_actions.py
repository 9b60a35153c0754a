"""Builds the actions of the writing pane from their table."""

from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from editor.ui.theme import Theme
from editor.ui.writing.action_table import (
    CONTEXT,
    EDITING,
    FINDING,
    KINDS,
    MARKS,
    OTHERS,
    TABLES,
    ActionRow,
)
from editor.ui.writing.formatting_bar import tool_tip

# The text fields answer these keys themselves, before any action is asked.
_NATIVE = frozenset({"undo", "redo", "cut", "copy", "paste", "select_all"})


def build_actions(owner: QWidget, theme: Theme) -> dict[str, QAction]:
    """All actions by name; their shortcuts hold while the focus is inside `owner`."""
    rows: Iterable[ActionRow] = (
        *EDITING,
        *MARKS.values(),
        *KINDS.values(),
        *TABLES,
        *OTHERS,
        *FINDING,
    )
    return {row.name: _action(owner, theme, row) for row in rows}


def _action(owner: QWidget, theme: Theme, row: ActionRow) -> QAction:
    action = QAction(QCoreApplication.translate(CONTEXT, str(row.title)), owner)
    action.setObjectName(row.name)
    if row.keys:
        action.setShortcut(QKeySequence(row.keys))
    if row.name in _NATIVE:
        # Shown in menus; a window may have its own action for the same keys.
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
    else:
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        owner.addAction(action)
    if row.icon:
        theme.put_icon(action, row.icon)
    action.setToolTip(tool_tip(action))
    return action
