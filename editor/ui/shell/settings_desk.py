"""The settings from the window: read when it starts, shown in one dialog, applied at once.

They are kept as JSON in the library; who has settings adds a page and is told of every change.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QByteArray, QSettings
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QDialog, QMainWindow, QSplitter, QWidget

from editor.desk.site import Person
from editor.late import frozen
from editor.ui.shell.commands import Command, Feature, Menu
from editor.ui.shell.desk_lane import DeskLane

if TYPE_CHECKING:
    from editor.ui.shell.settings_dialog import SettingsPage


class LayoutMemory:
    """Kept with the user's settings of this machine, not in the library: a shared library
    must not move somebody else's panels."""

    def __init__(self, settings: QSettings) -> None:
        self._settings = settings

    def text(self, key: str, default: str) -> str:
        return str(self._settings.value(key, default))

    def remember(self, key: str, value: str) -> None:
        self._settings.setValue(key, value)

    def keep(self, window: QMainWindow, splitters: dict[str, QSplitter]) -> None:
        self._settings.setValue("window", window.saveGeometry())
        for name, splitter in splitters.items():
            self._settings.setValue(f"splitter/{name}", splitter.saveState())
        self._settings.sync()

    def restore(self, window: QMainWindow, splitters: dict[str, QSplitter]) -> bool:
        """Whether there was something to restore; anything unusable is left alone."""
        geometry = self._settings.value("window")
        if not isinstance(geometry, QByteArray) or not window.restoreGeometry(geometry):
            return False
        for name, splitter in splitters.items():
            state = self._settings.value(f"splitter/{name}")
            if isinstance(state, QByteArray):
                splitter.restoreState(state)
        return True


Values = Mapping[str, Any]


@frozen
class _Subject:
    make_page: "Callable[[], SettingsPage] | None"
    apply: Callable[[Values], None]


class SettingsDesk(Feature):
    """Knows the values of every subject; nobody else reads them from the library."""

    def __init__(self, desk_lane: DeskLane, window: QWidget) -> None:
        super().__init__(window)
        self._desk_lane = desk_lane
        self._window = window
        self._subjects: dict[str, _Subject] = {}
        self._values: dict[str, Values] = {}
        self._account: str | None = None  # nobody has sat down yet

    def add(
        self,
        key: str,
        apply: Callable[[Values], None],
        make_page: "Callable[[], SettingsPage] | None" = None,
    ) -> None:
        """A subject with its page, or without one when it is set elsewhere.

        `apply(values)` is called once the library has been read and after every change;
        `make_page` when the dialog opens, and imports what it needs only then.
        """
        self._subjects[key] = _Subject(make_page, apply)

    def values(self, key: str) -> Values:
        """What is kept under this key; nothing as long as the library has not been read."""
        return self._values.get(key, {})

    def start(self) -> None:
        """Read everything and apply it: as whoever sat here last has it."""
        self._read(self._take_read)

    def sit_down(self, person: Person) -> None:
        """When somebody else sits here than before, what is theirs is read and applied."""
        before, self._account = self._account, person.account
        if before not in (None, person.account):
            self._read(self._take)

    def _read(self, take: Callable[[Mapping[str, Values]], None]) -> None:
        site, keys = self._desk_lane.desk.site, tuple(self._subjects)
        self._desk_lane.ask(lambda: site.settings(keys, {}), take)

    def keep(self, key: str, values: Values) -> None:
        """Apply what somebody set on purpose, and keep it; a library that cannot is told."""
        self._set(key, values, self._desk_lane.do)

    def note(self, key: str, values: Values) -> None:
        """As `keep`, for what comes of working and looking: nobody would miss it at the next
        start, so nobody is told."""
        self._set(key, values, self._desk_lane.note)

    def _set(self, key: str, values: Values, run: Callable[[Callable[[], Any]], None]) -> None:
        if values != self.values(key):
            self._take({key: values})
            site = self._desk_lane.desk.site
            run(lambda: site.remember(key, dict(values)))

    def commands(self) -> Iterable[Command]:
        yield Command("settings", self.tr("Se&ttings…"), "settings", "Ctrl+,").doing(
            self.open, {Menu.EDIT: 610}, role=QAction.MenuRole.PreferencesRole
        )

    def open(self, page: str = "") -> None:
        """Ask; `page` is the key of the page to be shown first."""
        # Late, as every dialog: together they are a tenth of a second of the start.
        from editor.ui.shell.settings_dialog import SettingsDialog

        makers = [subject.make_page for subject in self._subjects.values()]
        dialog = SettingsDialog([make() for make in makers if make is not None], self._window)
        dialog.load(self._values)
        dialog.show_page(page)
        if dialog.exec() == QDialog.DialogCode.Accepted:
            for key, values in dialog.values().items():
                self.keep(key, values)

    def _take_read(self, values: Mapping[str, Values]) -> None:
        # Whoever was quicker than the library has decided since.
        self._take({key: each for key, each in values.items() if key not in self._values})

    def _take(self, values: Mapping[str, Values]) -> None:
        for key, each in values.items():
            # What somebody else wrote under this name is no reason not to start.
            self._values[key] = each if isinstance(each, Mapping) else {}
            self._subjects[key].apply(self._values[key])
