"""To any story and to any command by typing a few letters of it; and all ways of finding
together."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu
from shiboken6 import isValid

from editor.desk.ranking import Name, Names
from editor.late import frozen
from editor.message import listed, message
from editor.story.story import StoryRow
from editor.ui.finding.quick_box import QuickBox, QuickRow
from editor.ui.opened.open_story import Showing
from editor.ui.opened.story_tab import StoryTab
from editor.ui.opened.story_tabs import StoryTabs
from editor.ui.photos.photo_asks import PlacementEdit
from editor.ui.photos.photo_desk import PhotoDesk
from editor.ui.shell.commands import Command, Feature, Menu
from editor.ui.shell.desk_lane import DeskLane
from editor.ui.shell.inspector_parts import Inspecting
from editor.ui.shell.settings_desk import SettingsDesk, Values
from editor.ui.theme import Theme
from editor.ui.widgets.spelled_out import ago

REMEMBERED = 30
STORIES, COMMANDS = "recent stories", "recent commands"


@frozen
class _Called:
    """What the library answered to what was typed."""

    typed: str
    rows: tuple[StoryRow, ...]
    sections: Mapping[str, str]


@frozen
class CommandEntry:
    """A command as the palette offers it: its action, where it stands in the menus, and whether
    it could be used before the palette was opened."""

    key: str
    title: str
    path: str
    action: QAction
    enabled: bool


class QuickDesk(Feature):
    """Attributes:
    stories: the box in which a story is chosen.
    """

    def __init__(
        self,
        tabs: StoryTabs,
        theme: Theme,
        desk_lane: DeskLane,
        settings: SettingsDesk,
        window: QMainWindow,
    ) -> None:
        super().__init__(window)
        self._tabs = tabs
        self._desk_lane = desk_lane
        self._settings = settings
        self._window = window
        self._recent: dict[str, list[str]] = {STORIES: [], COMMANDS: []}
        self._called: _Called | None = None
        self._typed = ""
        self._entries: dict[str, CommandEntry] = {}
        self.stories = QuickBox(theme, window)
        self._commands = QuickBox(theme, window)
        for key in (STORIES, COMMANDS):
            settings.add(key, lambda values, key=key: self._know_recent(key, values))
        tabs.opened.connect(self._note_opened)
        self._commands.chosen.connect(self._run)
        self._commands.chosen_beside.connect(self._run)

    def commands(self) -> Iterable[Command]:
        yield Command("go_to_story", self.tr("&Go to story…"), "files", "Ctrl+P").doing(
            self.go_to_story, {Menu.FILE: 140, Menu.BEGINNING: 130}
        )
        yield Command("commands", self.tr("&Commands…"), "command", "Ctrl+Shift+K").doing(
            self.show_commands, {Menu.HELP: 110}
        )

    # -- stories

    def go_to_story(self) -> None:
        """Ask for a story; those opened last come first."""
        self._commands.leave()
        self._called = None
        self.stories.ask(
            self.tr("Go to story"),
            self.tr("Go to story: headline, slug or section"),
            self._story_rows,
            hint=self.tr("Enter opens it, Ctrl+Enter at the side"),
            nothing=self.tr("No story is called like this."),
        )

    def _story_rows(self, typed: str) -> list[QuickRow] | None:
        """None until the library has answered; what was typed over meanwhile is not looked for."""
        if self._called is not None and self._called.typed == typed:
            now, called = datetime.now(UTC).astimezone(), self._called
            return [self._story_row(row, called.sections, now) for row in called.rows]
        self._typed, stories = typed, self._desk_lane.desk.stories
        recent, current = tuple(self._recent[STORIES]), self._tabs.story_id

        def read() -> _Called | None:
            if typed != self._typed:
                return None
            sections = {each.key: each.name for each in stories.choices().sections}
            return _Called(typed, stories.called(typed, recent, current), sections)

        def show(called: _Called | None) -> None:
            if called is not None and typed == self._typed:
                self._called = called
                if self.stories.isVisible():
                    self.stories.refresh()

        self._desk_lane.ask(read, show)
        return None

    def _story_row(self, row: StoryRow, sections: Mapping[str, str], now: datetime) -> QuickRow:
        section = sections.get(row.section, row.section) or self.tr("No section")
        return QuickRow(
            key=row.id,
            title=row.headline or self.tr("No headline yet"),
            detail=str(listed((section, ago(row.updated, now)), "facts")),
            trailing=str(row.status.label),
            chip=row.status.value,
        )

    def _note_opened(self, showing: Showing) -> None:
        self._remember(STORIES, showing.view.story.id)

    # -- commands

    def show_commands(self) -> None:
        """Ask for a command; those used last come first."""
        self.stories.leave()
        self._entries = {entry.key: entry for entry in self.entries()}
        names = [Name(key, each.title, each.path) for key, each in self._entries.items()]
        fitting = Names(names, self._recent[COMMANDS]).fitting
        self._commands.ask(
            self.tr("Commands"),
            self.tr("Any command: type a few letters of it"),
            lambda typed: [self._command_row(name.key) for name in fitting(typed, len(names))],
            hint=self.tr("Enter does it"),
            nothing=self.tr("No command is called like this."),
        )

    def entries(self) -> list[CommandEntry]:
        """Everything the menus, the window and the text on top can do, each once."""
        found: dict[str, CommandEntry] = {}
        for top in self._window.menuBar().actions():
            menu = top.menu()
            if isinstance(menu, QMenu):
                self._collect(menu, _plain(menu.title()), found)
        titles = {entry.title for entry in found.values()}
        beside = [*self._window.actions(), *self._tabs.writing.actions().values()]
        for action in beside:
            if action.menu() is None and _plain(action.text()) not in titles:
                self._add(action, self.tr("Text"), found)
        return list(found.values())

    def _collect(self, menu: QMenu, path: str, found: dict[str, CommandEntry]) -> None:
        for action in menu.actions():
            inner = action.menu()
            if isinstance(inner, QMenu):
                within = message("form.menu-within", menu=path, within=_plain(inner.title()))
                self._collect(inner, str(within), found)
            else:
                self._add(action, path, found)

    def _add(self, action: QAction, path: str, found: dict[str, CommandEntry]) -> None:
        title = _plain(action.text())
        if title and not action.isSeparator() and action.isVisible():
            key = f"{path}/{action.objectName() or title}"
            found.setdefault(key, CommandEntry(key, title, path, action, action.isEnabled()))

    def _command_row(self, key: str) -> QuickRow:
        entry = self._entries[key]
        keys = entry.action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        detail = entry.path
        if not entry.enabled:
            why = self.tr("not now") if self._tabs.story_id else self.tr("no story is open")
            detail = str(listed((entry.path, why), "facts"))
        on = entry.action.isChecked()
        title = str(message("form.on", title=entry.title)) if on else entry.title
        return QuickRow(key, title, detail, keys, enabled=entry.enabled)

    def _run(self, key: str) -> None:
        entry = self._entries.get(key)
        if entry is not None and isValid(entry.action):
            self._remember(COMMANDS, key)
            entry.action.trigger()

    # -- what was used last

    def _remember(self, which: str, key: str) -> None:
        recent = [key, *(each for each in self._recent[which] if each != key)][:REMEMBERED]
        self._settings.note(which, {"keys": recent})
        self._recent[which] = recent

    def _know_recent(self, which: str, values: Values) -> None:
        keys = values.get("keys")
        known = keys if isinstance(keys, list) else []
        newer = self._recent[which]
        # What was opened while the library was still being read comes first.
        both = [*newer, *(each for each in known if isinstance(each, str) and each not in newer)]
        self._recent[which] = both[:REMEMBERED]


def _plain(text: str) -> str:
    return text.replace("&&", "\0").replace("&", "").replace("\0", "&")


SEARCHES = "searches"


class FindingDesk(QObject):
    def __init__(
        self,
        tabs: StoryTabs,
        photos: PhotoDesk,
        inspector: Inspecting,
        settings: SettingsDesk,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._tabs = tabs
        self._photos = photos
        self._inspector = inspector
        self._settings = settings
        self._searches: list[str] = []
        settings.add(SEARCHES, self._apply)
        tabs.each(self._connect)

    def _connect(self, tab: StoryTab) -> None:
        finding = tab.writing.finding
        finding.know_earlier(self._searches)
        finding.searched.connect(self._remember)
        finding.caption_wanted.connect(self._tabs.about(tab, self._show_caption))
        finding.caption_replaced.connect(self._tabs.about(tab, self._replace_caption))

    def _remember(self, searches: list[str]) -> None:
        self._settings.note(SEARCHES, {"words": list(searches)})

    def _apply(self, values: Values) -> None:
        words = values.get("words")
        known: Sequence[object] = words if isinstance(words, list) else ()
        self._searches = [each for each in known if isinstance(each, str)]
        for tab in self._tabs.tabs():
            tab.writing.finding.know_earlier(self._searches)

    def _show_caption(self, placement: str) -> None:
        self._inspector.show()
        self._inspector.go_to("caption", placement)

    def _replace_caption(self, placement: str, caption: str) -> None:
        self._photos.edit_texts(placement, PlacementEdit(caption=caption))
