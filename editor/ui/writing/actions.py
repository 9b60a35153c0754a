"""Everything one can do while writing, as data: name, title, icon, shortcut."""

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from editor.story.document import Mark
from editor.ui.theme import Theme
from editor.ui.writing.document.lines import Kind

Standard = QKeySequence.StandardKey


@dataclass(frozen=True, slots=True)
class ActionRow:
    """`keys` is the platform's own shortcut or one in portable text; "" is none.

    `title` is a str, marked for translation (for which the binding's stub says object).
    """

    name: str
    title: object
    icon: str = ""
    keys: Standard | str = ""


CONTEXT = "Writing"

EDITING = (
    ActionRow("undo", QT_TRANSLATE_NOOP("Writing", "Undo"), "undo-2", Standard.Undo),
    ActionRow("redo", QT_TRANSLATE_NOOP("Writing", "Redo"), "redo-2", Standard.Redo),
    ActionRow("cut", QT_TRANSLATE_NOOP("Writing", "Cut"), "scissors", Standard.Cut),
    ActionRow("copy", QT_TRANSLATE_NOOP("Writing", "Copy"), "copy", Standard.Copy),
    ActionRow("paste", QT_TRANSLATE_NOOP("Writing", "Paste"), "clipboard-paste", Standard.Paste),
    ActionRow("paste_plain", QT_TRANSLATE_NOOP("Writing", "Paste as text"), "", "Ctrl+Shift+V"),
    ActionRow("select_all", QT_TRANSLATE_NOOP("Writing", "Select all"), "", Standard.SelectAll),
)

MARKS = {
    Mark.BOLD: ActionRow("bold", QT_TRANSLATE_NOOP("Writing", "Bold"), "bold", Standard.Bold),
    Mark.ITALIC: ActionRow(
        "italic", QT_TRANSLATE_NOOP("Writing", "Italic"), "italic", Standard.Italic
    ),
    Mark.UNDERLINE: ActionRow(
        "underline", QT_TRANSLATE_NOOP("Writing", "Underline"), "underline", Standard.Underline
    ),
    Mark.STRIKE: ActionRow(
        "strike", QT_TRANSLATE_NOOP("Writing", "Strike out"), "strikethrough", "Ctrl+Shift+X"
    ),
    Mark.SUPERSCRIPT: ActionRow(
        "superscript", QT_TRANSLATE_NOOP("Writing", "Superscript"), "superscript", "Ctrl+Alt+."
    ),
    Mark.SUBSCRIPT: ActionRow(
        "subscript", QT_TRANSLATE_NOOP("Writing", "Subscript"), "subscript", "Ctrl+Alt+,"
    ),
}

KINDS = {
    Kind.PARAGRAPH: ActionRow(
        "paragraph", QT_TRANSLATE_NOOP("Writing", "Paragraph"), "pilcrow", "Ctrl+Alt+0"
    ),
    Kind.HEADING_2: ActionRow(
        "heading_2", QT_TRANSLATE_NOOP("Writing", "Heading 2"), "heading-2", "Ctrl+Alt+2"
    ),
    Kind.HEADING_3: ActionRow(
        "heading_3", QT_TRANSLATE_NOOP("Writing", "Heading 3"), "heading-3", "Ctrl+Alt+3"
    ),
    Kind.QUOTE: ActionRow("quote", QT_TRANSLATE_NOOP("Writing", "Quote"), "quote", "Ctrl+Shift+9"),
    Kind.ATTRIBUTION: ActionRow(
        "attribution", QT_TRANSLATE_NOOP("Writing", "Attribution"), "user", "Ctrl+Alt+9"
    ),
    Kind.PULL_QUOTE: ActionRow(
        "pull_quote", QT_TRANSLATE_NOOP("Writing", "Pull quote"), "text-quote", "Ctrl+Alt+8"
    ),
    Kind.BULLET: ActionRow(
        "bullet_list", QT_TRANSLATE_NOOP("Writing", "Bullet list"), "list", "Ctrl+Shift+8"
    ),
    Kind.ORDERED: ActionRow(
        "ordered_list", QT_TRANSLATE_NOOP("Writing", "Ordered list"), "list-ordered", "Ctrl+Shift+7"
    ),
}

FINDING = (
    ActionRow("find", QT_TRANSLATE_NOOP("Writing", "Find…"), "search", "Ctrl+F"),
    ActionRow("replace", QT_TRANSLATE_NOOP("Writing", "Find and replace…"), "replace", "Ctrl+H"),
    ActionRow("find_next", QT_TRANSLATE_NOOP("Writing", "Find next"), "", "F3"),
    ActionRow("find_previous", QT_TRANSLATE_NOOP("Writing", "Find previous"), "", "Shift+F3"),
)

TABLES = (
    ActionRow("table", QT_TRANSLATE_NOOP("Writing", "New table"), "table"),
    ActionRow("row_above", QT_TRANSLATE_NOOP("Writing", "Insert row above")),
    ActionRow("row_below", QT_TRANSLATE_NOOP("Writing", "Insert row below")),
    ActionRow("column_left", QT_TRANSLATE_NOOP("Writing", "Insert column left")),
    ActionRow("column_right", QT_TRANSLATE_NOOP("Writing", "Insert column right")),
    ActionRow("header_row", QT_TRANSLATE_NOOP("Writing", "Header row")),
    ActionRow("header_column", QT_TRANSLATE_NOOP("Writing", "Header column")),
    ActionRow("delete_row", QT_TRANSLATE_NOOP("Writing", "Delete row")),
    ActionRow("delete_column", QT_TRANSLATE_NOOP("Writing", "Delete column")),
    ActionRow("delete_table", QT_TRANSLATE_NOOP("Writing", "Delete table")),
)

OTHERS = (
    ActionRow("table_menu", QT_TRANSLATE_NOOP("Writing", "Table"), "table"),
    ActionRow("link", QT_TRANSLATE_NOOP("Writing", "Link…"), "link", "Ctrl+K"),
    ActionRow("indent", QT_TRANSLATE_NOOP("Writing", "Indent"), "indent-increase", "Ctrl+]"),
    ActionRow("outdent", QT_TRANSLATE_NOOP("Writing", "Outdent"), "indent-decrease", "Ctrl+["),
    ActionRow("divider", QT_TRANSLATE_NOOP("Writing", "Divider"), "minus", "Ctrl+Alt+-"),
    ActionRow("outline", QT_TRANSLATE_NOOP("Writing", "Outline"), "", "Ctrl+Alt+O"),
    ActionRow("house_style", QT_TRANSLATE_NOOP("Writing", "Set in house style"), "", "Ctrl+Alt+H"),
    ActionRow("gallery", QT_TRANSLATE_NOOP("Writing", "Gallery…"), "images"),
    ActionRow("edit_gallery", QT_TRANSLATE_NOOP("Writing", "Edit gallery…")),
    ActionRow("photo", QT_TRANSLATE_NOOP("Writing", "Photo…"), "image-plus", "Ctrl+Shift+I"),
)

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
    action.setToolTip(_tool_tip(action))
    return action


def _tool_tip(action: QAction) -> str:
    """`Bold (Ctrl+B)`, in the platform's own writing of keys."""
    keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
    title = action.text().rstrip("…")
    return f"{title} ({keys})" if keys else title
