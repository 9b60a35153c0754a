"""Everything the window can be told to do, as data: menus and toolbar are lists of names."""

from dataclasses import dataclass

from PySide6.QtGui import QKeySequence

Standard = QKeySequence.StandardKey


@dataclass(frozen=True, slots=True)
class Command:
    """One action: `label` with its mnemonic, shortcut (standard or written), icon by meaning.

    `story` marks those that need an open story.
    """

    name: str
    label: str
    shortcut: QKeySequence.StandardKey | str = ""
    icon: str = ""
    story: bool = False
    checkable: bool = False


SEPARATOR = ""

COMMANDS = (
    Command("new_story", "&New story", Standard.New, "file-plus-2"),
    Command("import", "&Open files…", Standard.Open, "folder-open"),
    Command("sample", "Open the &sample story"),
    Command("export", "&Export…", "Ctrl+E", "package-check", story=True),
    Command("keep", "&Keep now", Standard.Save, story=True),
    Command("close_story", "&Close story", "Ctrl+W", story=True),
    Command("reopen_story", "&Reopen closed story", "Ctrl+Shift+T"),
    Command("next_story", "Ne&xt open story", "Ctrl+Tab", story=True),
    Command("previous_story", "Pre&vious open story", "Ctrl+Shift+Tab", story=True),
    Command("side_by_side", "To the &other side", "Ctrl+\\", story=True),
    Command("save_copy", "Sa&ve a copy as…", "", "file-output", story=True),
    Command("back_up", "&Back up the library…"),
    Command("quit", "&Quit", Standard.Quit),
    Command("undo", "&Undo", Standard.Undo, "undo-2"),
    Command("redo", "&Redo", Standard.Redo, "redo-2"),
    Command("characters", "Special c&haracters…", "Ctrl+Alt+C"),
    Command("settings", "Se&ttings…", "Ctrl+,", "settings"),
    Command("find_story", "Search &stories", "Ctrl+Shift+F", "search"),
    Command("check_spelling", "Check &spelling", checkable=True),
    Command("next_mark", "Next spelling &mark", "Alt+F7", story=True),
    Command("previous_mark", "Previous spelling mar&k", "Alt+Shift+F7", story=True),
    Command("go_to_story", "&Go to story…", "Ctrl+P", "files"),
    Command("commands", "&Commands…", "Ctrl+Shift+K", "command"),
    Command("find_everywhere", "Find in all &drafts…", "Ctrl+Shift+H", "file-search"),
    Command("add_photo", "&Add photo…", "Ctrl+Shift+P", "image-plus", story=True),
    Command("send", "Send for &review", "Ctrl+Shift+R", "send", story=True),
    Command("return", "Re&turn…", "", "corner-up-left", story=True),
    Command("sign_off", "&Sign off…", "Ctrl+Shift+S", "badge-check", story=True),
    Command("checks", "&Checks", "F7", "list-checks", story=True),
    Command("copy_out", "Copy for another s&ystem…", "Ctrl+Shift+E", "clipboard", story=True),
    Command("copy_for_word", "Copy &whole story for Word", "", "copy", story=True),
    Command("save_version", "Save a &version…", "Ctrl+Alt+V", "save", story=True),
    Command("history", "&History", "Ctrl+Shift+Y", "history", story=True),
    Command("spike", "S&pike", "", "trash-2", story=True),
    Command("preview", "&Preview", "F9", "eye", story=True, checkable=True),
    Command("preview_right", "Preview at the &right", story=True),
    Command("preview_below", "Preview &below", story=True),
    Command("preview_window", "Preview in its own &window", story=True),
    Command("stories_panel", "S&tories panel", "F8", "panel-left", checkable=True),
    Command("inspector_panel", "&Inspector panel", "F10", "panel-right", checkable=True),
    Command("focus_mode", "&Focus mode", "F11", "maximize-2", story=True, checkable=True),
    Command("theme_system", "&As the system", checkable=True),
    Command("theme_light", "&Light", checkable=True),
    Command("theme_dark", "&Dark", checkable=True),
    Command("sections", "&Sections…"),
    Command("people", "&People…"),
    Command("words", "&Words and names…"),
    Command("outlet", "&Outlet…"),
    Command("person", "Your &name and role…"),
    Command("shortcuts", "&Keyboard shortcuts", "Ctrl+?"),
    Command("about", "&About Galley"),
)

# A tuple is a submenu: its title, then its entries. `writing:` names an action of the text.
Menu = tuple[str, ...]
MENUS: tuple[Menu, ...] = (
    (
        "&File",
        "new_story",
        "import",
        "sample",
        "go_to_story",
        SEPARATOR,
        "keep",
        "save_copy",
        "export",
        SEPARATOR,
        "close_story",
        "reopen_story",
        SEPARATOR,
        "back_up",
        SEPARATOR,
        "quit",
    ),
    (
        "&Edit",
        "undo",
        "redo",
        SEPARATOR,
        "writing:cut",
        "writing:copy",
        "writing:paste",
        "writing:paste_plain",
        "writing:select_all",
        SEPARATOR,
        "writing:find",
        "writing:replace",
        "writing:find_next",
        "writing:find_previous",
        SEPARATOR,
        "find_everywhere",
        "find_story",
        SEPARATOR,
        "check_spelling",
        "next_mark",
        "previous_mark",
        SEPARATOR,
        "settings",
    ),
    (
        "F&ormat",
        "writing:paragraph",
        "writing:heading_2",
        "writing:heading_3",
        "writing:quote",
        "writing:attribution",
        "writing:pull_quote",
        "writing:bullet_list",
        "writing:ordered_list",
        "writing:indent",
        "writing:outdent",
        SEPARATOR,
        "writing:bold",
        "writing:italic",
        "writing:underline",
        "writing:strike",
        "writing:superscript",
        "writing:subscript",
        SEPARATOR,
        "writing:house_style",
    ),
    (
        "&Insert",
        "writing:photo",
        "writing:gallery",
        "writing:table_menu",
        "writing:divider",
        SEPARATOR,
        "writing:link",
        "characters",
    ),
    (
        "&Story",
        "add_photo",
        SEPARATOR,
        "checks",
        "send",
        "return",
        "sign_off",
        SEPARATOR,
        "copy_out",
        "copy_for_word",
        SEPARATOR,
        "save_version",
        "history",
        SEPARATOR,
        "spike",
    ),
    (
        "&View",
        "preview",
        "preview_right",
        "preview_below",
        "preview_window",
        SEPARATOR,
        "next_story",
        "previous_story",
        "side_by_side",
        SEPARATOR,
        "stories_panel",
        "inspector_panel",
        "writing:outline",
        "focus_mode",
        SEPARATOR,
        "theme_system",
        "theme_light",
        "theme_dark",
    ),
    ("&Newsroom", "sections", "people", "words", "outlet", SEPARATOR, "person"),
    ("&Help", "commands", "shortcuts", "about"),
)

TOOLBAR = (
    "new_story",
    "import",
    SEPARATOR,
    "undo",
    "redo",
    SEPARATOR,
    "add_photo",
    "preview",
    SEPARATOR,
    "send",
    "return",
    "sign_off",
    "export",
)
