"""The window's actions, menus and toolbar, made from the commands of everybody in it."""

from collections.abc import Iterable, Mapping, Sequence

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QActionGroup, QResizeEvent
from PySide6.QtWidgets import QMainWindow, QMenu, QToolBar

from editor.desk.views import StoryView
from editor.ui.shell.commands import Command, Menu, keys_of
from editor.ui.theme import Theme
from editor.ui.widgets.text_field import plain


class ActionSet(QObject):
    """Every command as a QAction. Those of the text are in `of_text`; each open text has actions
    of its own for them, by name, and the menus offer those of one."""

    def __init__(
        self,
        window: QMainWindow,
        theme: Theme,
        commands: Iterable[Command],
        of_text: Sequence[Command],
        writing: Mapping[str, QAction],
    ) -> None:
        super().__init__(window)
        self._window = window
        self._theme = theme
        self._of_text = of_text
        self._offered = writing
        self._groups: dict[str, QActionGroup] = {}
        self._actions = {command: self._make(command) for command in commands}
        titled = [each for each in Menu if each not in (Menu.TOOLBAR, Menu.BEGINNING)]
        self._menus = {each: window.menuBar().addMenu(each.title) for each in titled}
        for menu, shown in self._menus.items():
            self._fill(shown, menu)
        self._build_toolbar()

    def within(self, menu: Menu) -> list[QAction]:
        """What is offered there, in its order."""
        return [action for _, action in self._entries(menu)]

    def show_story(self, view: StoryView | None) -> None:
        """Commands about a story make sense only while one is on top, some only in its state."""
        for command, action in self._actions.items():
            possible = command.how.get("possible")
            if possible is not None:
                action.setEnabled(view is not None and possible(view))
            elif command.how.get("story"):
                action.setEnabled(view is not None)

    def show_writing(self, writing: Mapping[str, QAction]) -> None:
        """The menus offer the actions of another text. They are filled anew, for those of the
        text before may have gone with it."""
        if writing is self._offered:
            return
        self._offered = writing
        for menu, shown in self._menus.items():
            if any(menu in command.menus for command in self._of_text):
                shown.clear()
                self._fill(shown, menu)

    def _build_toolbar(self) -> None:
        bar = _Bar(Menu.TOOLBAR.title, self._window)
        bar.setObjectName("toolbar")
        bar.setMovable(False)
        self._fill(bar, Menu.TOOLBAR)
        for command, action in self._actions.items():
            if Menu.TOOLBAR in command.menus:
                button = bar.widgetForAction(action)
                button.setAccessibleName(plain(action.text()))
                if command.how.get("bare"):
                    button.setProperty("toolButtonStyle", Qt.ToolButtonStyle.ToolButtonIconOnly)
        self._window.addToolBar(bar)

    def _fill(self, shown: QMenu | QToolBar, menu: Menu) -> None:
        group = 0
        for number, action in self._entries(menu):
            if group and number // 100 != group:
                shown.addSeparator()
            shown.addAction(action)
            group = number // 100

    def _entries(self, menu: Menu) -> list[tuple[int, QAction]]:
        texts = {each: self._offered[each.name] for each in self._of_text}
        each_of = (self._actions | texts).items()
        found = [(each.menus[menu], action) for each, action in each_of if menu in each.menus]
        return sorted(found, key=lambda entry: entry[0])

    def _make(self, command: Command) -> QAction:
        how = command.how
        action = command.action(str(command.label), self._window, self._theme)
        # Qt takes the ellipsis off on a toolbar; the visible label is the accessible name.
        action.setIconText(plain(action.text()))
        action.setData(action.text())  # what it is called, whatever Undo says that it would undo
        action.setCheckable(how.get("checkable", False))
        action.setMenuRole(how.get("role", action.menuRole()))
        if command.keys:
            action.setToolTip(f"{plain(action.text())} ({keys_of(action)})")
        if group := how.get("one_of"):
            self._groups.setdefault(group, QActionGroup(self)).addAction(action)
        if does := command.does:
            # triggered carries `checked`, which verbs do not take.
            action.triggered.connect(lambda _=False: does())
        if made := how.get("made"):
            made(action)
        return action


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
