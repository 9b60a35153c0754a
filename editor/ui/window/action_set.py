"""The window's actions, menus and toolbar, made from the commands of everybody in it."""

from collections.abc import Collection, Iterable, Mapping, Sequence

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import (
    QAction,
    QActionGroup,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QHBoxLayout,
    QMainWindow,
    QMenu,
    QToolBar,
    QToolButton,
    QWidget,
)

from editor.desk.views import StoryView
from editor.message import NOTHING, Message
from editor.ui.shell.commands import Command, Menu, keys_of, with_keys
from editor.ui.theme import Theme
from editor.ui.widgets.text_field import plain

HELD_MS = 500  # over a workspace, before what is dragged gets there


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
        bars = (Menu.TOOLBAR, Menu.WORKSPACES, Menu.BEGINNING)
        titled = [each for each in Menu if each not in bars]
        self._menus = {each: window.menuBar().addMenu(each.title) for each in titled}
        for menu, shown in self._menus.items():
            self._fill(shown, menu)
        self._bar = _Bar(Menu.TOOLBAR.title, window)
        self._bar.addWidget(Switch(self.within(Menu.WORKSPACES), self._bar))
        self.show_toolbar()
        window.addToolBar(self._bar)

    def within(self, menu: Menu) -> list[QAction]:
        """What is offered there, in its order."""
        return [action for _, action in self._entries(menu)]

    def show_story(self, view: StoryView | None) -> None:
        """Commands about a story make sense only while one is on top, some only in its state."""
        for command, action in self._actions.items():
            possible = command.how.get("possible")
            if possible is not None:
                action.setEnabled(view is not None and possible(view))
            elif refusal := command.how.get("refusal"):
                why = NOTHING if view is None else refusal(view)
                action.setEnabled(view is not None and not why)
                self._tell(action, why)
            elif command.how.get("story"):
                action.setEnabled(view is not None)

    def _tell(self, action: QAction, why: Message) -> None:
        """Why it is dead, for eyes and ears; nothing for one that is not."""
        said = str(why)
        if action.statusTip() == said:
            return
        action.setStatusTip(said)
        action.setToolTip(said or with_keys(plain(action.text()), keys_of(action)))
        for button in action.associatedObjects():
            if isinstance(button, QToolButton):
                button.setAccessibleDescription(said)

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

    def show_toolbar(self, without: Collection[str] = ()) -> None:
        """Without what the workspace itself has to offer: nothing stands there twice."""
        bar = self._bar
        for action in bar.actions()[1:]:
            bar.removeAction(action)
        self._fill(bar, Menu.TOOLBAR, without)
        bare: list[QWidget] = []
        for command, action in self._actions.items():
            if (button := bar.widgetForAction(action)) is not None:
                button.setAccessibleName(plain(action.text()))
                if command.how.get("bare"):
                    bare.append(button)
        bar.fit(bare)

    def _fill(self, shown: QMenu | QToolBar, menu: Menu, without: Collection[str] = ()) -> None:
        group = 0
        for number, action in self._entries(menu):
            if action.objectName() in without:
                continue
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
        action.setIconText(how.get("short") or plain(action.text()))
        action.setData(action.text())  # what it is called, whatever Undo says that it would undo
        action.setCheckable(how.get("checkable", False))
        action.setMenuRole(how.get("role", action.menuRole()))
        if command.keys:
            action.setToolTip(with_keys(plain(action.text()), keys_of(action)))
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
        self.setObjectName("toolbar")
        self.setMovable(False)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._full = 0
        self._bare: list[QWidget] = []

    def fit(self, bare: list[QWidget]) -> None:
        """Other buttons stand in it now; `bare` are those without words at any width."""
        self._bare = bare
        self._choose_style(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        if self.isVisible():
            self._share(self.width())

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._share(event.size().width())
        super().resizeEvent(event)

    def _share(self, width: int) -> None:
        styles = Qt.ToolButtonStyle
        if self.toolButtonStyle() == styles.ToolButtonTextBesideIcon:
            self._full = self.sizeHint().width()
        roomy = width >= self._full
        self._choose_style(styles.ToolButtonTextBesideIcon if roomy else styles.ToolButtonIconOnly)

    def _choose_style(self, style: Qt.ToolButtonStyle) -> None:
        self.setToolButtonStyle(style)
        for button in self._bare:
            button.setProperty("toolButtonStyle", Qt.ToolButtonStyle.ToolButtonIconOnly)


class Switch(QWidget):
    """The workspaces side by side, the one that is seen marked."""

    def __init__(self, actions: Sequence[QAction], parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(Menu.WORKSPACES.title)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 8, 0)  # the margin that the sheet gives it
        row.setSpacing(0)
        for action in actions:
            button = _Segment(self)
            button.setDefaultAction(action)
            button.setAccessibleName(action.iconText())
            button.setProperty("segment", "true")
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # as all buttons of the bar
            row.addWidget(button)


class _Segment(QToolButton):
    """Pressed by what is held over it: so a picture is dragged from a contact sheet into the text,
    which stands in another workspace."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._held = QTimer(self, singleShot=True, interval=HELD_MS)
        self._held.timeout.connect(self.click)
        self.setAcceptDrops(True)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        # Files from elsewhere go to the window, which takes them for stories.
        event.setAccepted(event.source() is not None)
        if event.isAccepted():
            self._held.start()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._held.stop()

    def dropEvent(self, event: QDropEvent) -> None:
        self._held.stop()
        event.ignore()  # it is no place to drop anything
