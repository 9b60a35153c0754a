"""Small window verbs about Galley itself: about, shortcuts, a backup by hand."""

from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFileDialog, QMainWindow, QMenu, QMenuBar

from editor.message import message
from editor.ui.shell.commands import Command, Feature, Menu, keys_of
from editor.ui.shell.desk_lane import DeskLane
from editor.ui.shell.system_boxes import start_folder
from editor.ui.widgets.text_field import plain
from editor.version import VERSION


class AboutDesk(Feature):
    def __init__(self, desk_lane: DeskLane, window: QMainWindow) -> None:
        super().__init__(window)
        self._desk_lane = desk_lane
        self._window = window

    def commands(self) -> Iterable[Command]:
        yield Command("back_up", self.tr("&Back up the library…")).doing(
            self.back_up, {Menu.FILE: 410}
        )
        yield Command("shortcuts", self.tr("&Keyboard shortcuts"), "", "Ctrl+?").doing(
            self.show_shortcuts, {Menu.HELP: 120}
        )
        yield Command("about", self.tr("&About Galley")).doing(
            self.show_about, {Menu.HELP: 130}, role=QAction.MenuRole.AboutRole
        )

    def show_about(self) -> None:
        # Dialogs are loaded when they open: together a tenth of a second of start.
        from editor.ui.help.telling_dialogs import AboutDialog

        AboutDialog(VERSION, self._desk_lane.desk.upkeep.folder, self._window).exec()

    def show_shortcuts(self) -> None:
        from editor.ui.help.telling_dialogs import ShortcutsDialog  # late, as above

        ShortcutsDialog(shortcuts(self._window.menuBar()), self._window).exec()

    def back_up(self) -> None:
        folder = self._desk_lane.desk.upkeep.backups_folder
        name, _ = QFileDialog.getSaveFileName(
            self._window,
            self.tr("Back up the library"),
            str(start_folder(folder) / "galley-backup.db"),
        )
        if not name:
            return
        upkeep = self._desk_lane.desk.upkeep
        self._desk_lane.away(
            lambda: upkeep.back_up(Path(name)),
            lambda made: self.said.emit(self.tr("Backed up to {0}").format(made)),
            what=self.tr("The library is being backed up."),
        )


def shortcuts(menus: QMenuBar) -> list[tuple[str, str, str]]:
    """(menu, label, keys) of everything that has keys, each once."""
    found: dict[tuple[str, str], str] = {}
    for top in menus.actions():
        for action in _within(top):
            for each in _within(action) or (action,):
                label = plain(each.data() or each.text())
                if keys := keys_of(each):
                    found.setdefault((label, keys), plain(top.text()))
    return [(menu, *row) for row, menu in found.items()]


def _within(action: QAction) -> list[QAction]:
    """What stands in the menu that it opens."""
    # PySide's stubs know only QMenu here; other objects can be set too.
    menu = action.menu()
    return menu.actions() if isinstance(menu, QMenu) else []


class UpkeepDesk(Feature):
    """When all is well, nothing is said."""

    def __init__(self, desk_lane: DeskLane, parent: QObject) -> None:
        super().__init__(parent)
        self._desk_lane = desk_lane

    def look_after_library(self) -> None:
        """Away from the window, which goes on."""
        self._desk_lane.away(self._desk_lane.desk.upkeep.daily_round, self._tell)

    def _tell(self, problems: tuple[str, ...]) -> None:
        if problems:
            self.refused.emit(str(message("window.library-problems", problems=problems[:3])))
