"""The window's actions, menus and toolbar, made from the table of commands."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QActionGroup, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QMainWindow, QMenu, QToolBar

from editor.ui.theme import Theme
from editor.ui.widgets.text_field import plain
from editor.ui.window.commands import COMMANDS, MENUS, SEPARATOR, TOOLBAR, Command, Menu

WRITING = "writing:"


class ActionSet(QObject):
    """Every command as a QAction, by name."""

    def __init__(self, window: QMainWindow, theme: Theme) -> None:
        super().__init__(window)
        self._window = window
        self._theme = theme
        self._actions = {command.name: self._make(command) for command in COMMANDS}
        self._of_story = [command.name for command in COMMANDS if command.story]
        self._menus: list[tuple[QMenu, Menu]] = []
        self._offered: Mapping[str, QAction] = {}
        schemes = QActionGroup(self)
        for name in ("theme_system", "theme_light", "theme_dark"):
            schemes.addAction(self._actions[name])
        theme.changed.connect(self._paint_icons)
        self._paint_icons()

    def __getitem__(self, name: str) -> QAction:
        return self._actions[name]

    def connect_all(self, slots: Mapping[str, Callable[[], object]]) -> None:
        for name, slot in slots.items():
            # triggered carries `checked`, which verbs do not take.
            self._actions[name].triggered.connect(lambda _=False, slot=slot: slot())

    def enable_story(self, enabled: bool) -> None:
        """Commands about a story make sense only while one is open."""
        for name in self._of_story:
            self._actions[name].setEnabled(enabled)

    def build_menus(self, writing: Mapping[str, QAction]) -> None:
        for title, *names in MENUS:
            menu = self._window.menuBar().addMenu(self.tr(title))
            for name in names:
                self._add_to(menu, name, writing)
            if any(name.startswith(WRITING) for name in names):
                self._menus.append((menu, tuple(names)))
        self._offered = writing

    def show_writing(self, writing: Mapping[str, QAction]) -> None:
        """The menus offer the actions of another text. They are filled anew, for those of the
        text before may have gone with it."""
        if writing is self._offered:
            return
        for menu, names in self._menus:
            menu.clear()
            for name in names:
                self._add_to(menu, name, writing)
        self._offered = writing

    def build_toolbar(self) -> QToolBar:
        bar = _Bar(self.tr("Toolbar"), self._window)
        bar.setObjectName("toolbar")
        bar.setMovable(False)
        for name in TOOLBAR:
            if name == SEPARATOR:
                bar.addSeparator()
                continue
            action = self._actions[name]
            bar.addAction(action)
            button = bar.widgetForAction(action)
            button.setAccessibleName(action.text().replace("&", ""))
            if name in ("undo", "redo"):
                button.setProperty("toolButtonStyle", Qt.ToolButtonStyle.ToolButtonIconOnly)
        self._window.addToolBar(bar)
        return bar

    def shortcuts(self, writing: Mapping[str, QAction]) -> list[tuple[str, str, str]]:
        """(menu, label, keys) of everything that has keys, for the list of shortcuts."""
        rows: list[tuple[str, str, str]] = []
        for title, *names in MENUS:
            for name in names:
                if name == SEPARATOR:
                    continue
                for action in offered(self._find(name, writing)):
                    # Undo says what it would undo now, which is no name of the command.
                    label = action.iconText() if name in ("undo", "redo") else action.text()
                    row = (plain(label), keys_of(action))
                    # What stands in two menus is told of once.
                    if row[1] and row not in [(label, keys) for _, label, keys in rows]:
                        rows.append((plain(self.tr(title)), *row))
        return rows

    def _find(self, name: str, writing: Mapping[str, QAction]) -> QAction:
        if name.startswith(WRITING):
            return writing[name.removeprefix(WRITING)]
        return self._actions[name]

    def _add_to(self, menu: QMenu, name: str, writing: Mapping[str, QAction]) -> None:
        if name == SEPARATOR:
            menu.addSeparator()
            return
        menu.addAction(self._find(name, writing))

    def _make(self, command: Command) -> QAction:
        action = QAction(self.tr(command.label), self._window)
        action.setObjectName(command.name)
        # Qt takes the ellipsis off on a toolbar; the visible label is the accessible name.
        action.setIconText(plain(action.text()))
        action.setCheckable(command.checkable)
        if command.shortcut:
            keys = [QKeySequence(each) for each in (command.shortcut, *command.more)]
            action.setShortcuts(list(dict.fromkeys(keys)))
            action.setToolTip(f"{plain(action.text())} ({keys_of(action)})")
        if command.name == "quit":
            action.setMenuRole(QAction.MenuRole.QuitRole)
        elif command.name == "settings":
            action.setMenuRole(QAction.MenuRole.PreferencesRole)
        elif command.name == "about":
            action.setMenuRole(QAction.MenuRole.AboutRole)
        return action

    def _paint_icons(self) -> None:
        for command in COMMANDS:
            if command.icon:
                self._actions[command.name].setIcon(self._theme.icon(command.icon))


class _Bar(QToolBar):
    """Words beside the icons; in a narrow window the icons alone, so that none is out of sight."""

    def __init__(self, title: str, parent: QMainWindow) -> None:
        super().__init__(title, parent)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._full = 0

    def resizeEvent(self, event: QResizeEvent) -> None:
        styles = Qt.ToolButtonStyle
        if self.toolButtonStyle() == styles.ToolButtonTextBesideIcon:
            self._full = self.sizeHint().width()
        roomy = event.size().width() >= self._full
        self.setToolButtonStyle(
            styles.ToolButtonTextBesideIcon if roomy else styles.ToolButtonIconOnly
        )
        super().resizeEvent(event)


def offered(action: QAction) -> list[QAction]:
    """The action itself, or those of the submenu that it opens."""
    # PySide's stubs know only QMenu here; other objects can be set too.
    submenu = action.menu()
    return submenu.actions() if isinstance(submenu, QMenu) else [action]


def keys_of(action: QAction) -> str:
    """All its keys as the platform writes them, "" for none."""
    form = QKeySequence.SequenceFormat.NativeText
    return ", ".join(each.toString(form) for each in action.shortcuts())
