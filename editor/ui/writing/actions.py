"""Everything one can do while writing. What each does stands with the parts that do it, for every
open text has actions of its own."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from editor.story.runs import Mark
from editor.ui.shell.commands import Command, Menu, Standard, keys_of, with_keys
from editor.ui.theme import Theme
from editor.ui.writing.document.lines import Kind

UNDOING = (
    Command("undo", QT_TRANSLATE_NOOP("Writing", "Undo"), "undo-2", Standard.Undo),
    Command("redo", QT_TRANSLATE_NOOP("Writing", "Redo"), "redo-2", Standard.Redo),
)

EDITING = (
    Command("cut", QT_TRANSLATE_NOOP("Writing", "Cut"), "scissors", Standard.Cut),
    Command("copy", QT_TRANSLATE_NOOP("Writing", "Copy"), "copy", Standard.Copy),
    Command("paste", QT_TRANSLATE_NOOP("Writing", "Paste"), "clipboard-paste", Standard.Paste),
    Command("paste_plain", QT_TRANSLATE_NOOP("Writing", "Paste as text"), "", "Ctrl+Shift+V"),
    Command("select_all", QT_TRANSLATE_NOOP("Writing", "Select all"), "", Standard.SelectAll),
)

MARKS = {
    Mark.BOLD: Command("bold", QT_TRANSLATE_NOOP("Writing", "Bold"), "bold", Standard.Bold),
    Mark.ITALIC: Command(
        "italic", QT_TRANSLATE_NOOP("Writing", "Italic"), "italic", Standard.Italic
    ),
    Mark.UNDERLINE: Command(
        "underline", QT_TRANSLATE_NOOP("Writing", "Underline"), "underline", Standard.Underline
    ),
    Mark.STRIKE: Command(
        "strike", QT_TRANSLATE_NOOP("Writing", "Strike out"), "strikethrough", "Ctrl+Shift+X"
    ),
    Mark.SUPERSCRIPT: Command(
        "superscript", QT_TRANSLATE_NOOP("Writing", "Superscript"), "superscript", "Ctrl+Alt+."
    ),
    Mark.SUBSCRIPT: Command(
        "subscript", QT_TRANSLATE_NOOP("Writing", "Subscript"), "subscript", "Ctrl+Alt+,"
    ),
}

KINDS = {
    Kind.PARAGRAPH: Command(
        "paragraph", QT_TRANSLATE_NOOP("Writing", "Paragraph"), "pilcrow", "Ctrl+Alt+0"
    ),
    Kind.HEADING_2: Command(
        "heading_2", QT_TRANSLATE_NOOP("Writing", "Heading 2"), "heading-2", "Ctrl+Alt+2"
    ),
    Kind.HEADING_3: Command(
        "heading_3", QT_TRANSLATE_NOOP("Writing", "Heading 3"), "heading-3", "Ctrl+Alt+3"
    ),
    Kind.QUOTE: Command("quote", QT_TRANSLATE_NOOP("Writing", "Quote"), "quote", "Ctrl+Shift+9"),
    Kind.ATTRIBUTION: Command(
        "attribution", QT_TRANSLATE_NOOP("Writing", "Attribution"), "user", "Ctrl+Alt+9"
    ),
    Kind.PULL_QUOTE: Command(
        "pull_quote", QT_TRANSLATE_NOOP("Writing", "Pull quote"), "text-quote", "Ctrl+Alt+8"
    ),
    Kind.BULLET: Command(
        "bullet_list", QT_TRANSLATE_NOOP("Writing", "Bullet list"), "list", "Ctrl+Shift+8"
    ),
    Kind.ORDERED: Command(
        "ordered_list", QT_TRANSLATE_NOOP("Writing", "Ordered list"), "list-ordered", "Ctrl+Shift+7"
    ),
}

DEPTHS = (
    Command("indent", QT_TRANSLATE_NOOP("Writing", "Indent"), "indent-increase", "Ctrl+]"),
    Command("outdent", QT_TRANSLATE_NOOP("Writing", "Outdent"), "indent-decrease", "Ctrl+["),
)

FINDING = (
    Command("find", QT_TRANSLATE_NOOP("Writing", "Find…"), "search", "Ctrl+F"),
    Command("replace", QT_TRANSLATE_NOOP("Writing", "Find and replace…"), "replace", "Ctrl+H"),
    Command("find_next", QT_TRANSLATE_NOOP("Writing", "Find next"), "", "F3"),
    Command("find_previous", QT_TRANSLATE_NOOP("Writing", "Find previous"), "", "Shift+F3"),
)

TABLES = (
    Command("table", QT_TRANSLATE_NOOP("Writing", "New table"), "table"),
    Command("row_above", QT_TRANSLATE_NOOP("Writing", "Insert row above")),
    Command("row_below", QT_TRANSLATE_NOOP("Writing", "Insert row below")),
    Command("column_left", QT_TRANSLATE_NOOP("Writing", "Insert column left")),
    Command("column_right", QT_TRANSLATE_NOOP("Writing", "Insert column right")),
    Command("header_row", QT_TRANSLATE_NOOP("Writing", "Header row")),
    Command("header_column", QT_TRANSLATE_NOOP("Writing", "Header column")),
    Command("delete_row", QT_TRANSLATE_NOOP("Writing", "Delete row")),
    Command("delete_column", QT_TRANSLATE_NOOP("Writing", "Delete column")),
    Command("delete_table", QT_TRANSLATE_NOOP("Writing", "Delete table")),
)

INSERTED = (
    Command("photo", QT_TRANSLATE_NOOP("Writing", "Photo…"), "image-plus", "Ctrl+Shift+I"),
    Command("gallery", QT_TRANSLATE_NOOP("Writing", "Gallery…"), "images"),
    Command("table_menu", QT_TRANSLATE_NOOP("Writing", "Table"), "table"),
    Command("divider", QT_TRANSLATE_NOOP("Writing", "Divider"), "minus", "Ctrl+Alt+-"),
)

LINK = Command("link", QT_TRANSLATE_NOOP("Writing", "Link…"), "link", "Ctrl+K")
HOUSE_STYLE = Command(
    "house_style", QT_TRANSLATE_NOOP("Writing", "Set in house style"), "", "Ctrl+Alt+H"
)

OTHERS = (
    Command(
        "outline", QT_TRANSLATE_NOOP("Writing", "Outline"), "", "Ctrl+Alt+O", menus={Menu.VIEW: 390}
    ),
    Command("edit_gallery", QT_TRANSLATE_NOOP("Writing", "Edit gallery…")),
)

# The text fields answer these keys themselves, before any action is asked.
_NATIVE = frozenset({"undo", "redo", "cut", "copy", "paste", "select_all"})


def _standing(menu: Menu, group: int, commands: Iterable[Command]) -> Iterator[Command]:
    """The same in a menu, in their order."""
    for number, command in enumerate(commands, group):
        yield replace(command, menus={menu: number})


COMMANDS = (
    *UNDOING,
    *_standing(Menu.EDIT, 200, EDITING),
    *_standing(Menu.EDIT, 300, FINDING),
    *_standing(Menu.FORMAT, 100, (*KINDS.values(), *DEPTHS)),
    *_standing(Menu.FORMAT, 200, MARKS.values()),
    *_standing(Menu.FORMAT, 300, (HOUSE_STYLE,)),
    *_standing(Menu.INSERT, 100, INSERTED),
    *_standing(Menu.INSERT, 200, (LINK,)),
    *TABLES,
    *OTHERS,
)


def build_actions(owner: QWidget, theme: Theme) -> dict[str, QAction]:
    """All actions by name; their shortcuts hold while the focus is inside `owner`."""
    return {command.name: _action(owner, theme, command) for command in COMMANDS}


def _action(owner: QWidget, theme: Theme, command: Command) -> QAction:
    title = QCoreApplication.translate("Writing", str(command.label))
    action = command.action(title, owner, theme)
    if command.name in _NATIVE:
        # Shown in menus; a window may have its own action for the same keys.
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
    else:
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        owner.addAction(action)
    action.setToolTip(with_keys(title.rstrip("…"), keys_of(action)))
    return action
