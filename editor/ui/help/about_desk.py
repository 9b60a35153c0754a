"""Small window verbs about Galley itself: about, shortcuts, a backup by hand."""

from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from editor.ui.shell.desk_lane import DeskLane
from editor.ui.shell.system_boxes import start_folder
from editor.version import VERSION


class AboutDesk(QObject):
    """Signals:
    said(str): what was done, for the status line.
    """

    said = Signal(str)

    def __init__(self, desk_lane: DeskLane, window: QWidget) -> None:
        super().__init__(window)
        self._desk_lane = desk_lane
        self._window = window

    def show_about(self) -> None:
        # Dialogs are loaded when they open: together a tenth of a second of start.
        from editor.ui.help.telling_dialogs import AboutDialog

        AboutDialog(VERSION, self._desk_lane.desk.upkeep.folder, self._window).exec()

    def show_shortcuts(self, rows: list[tuple[str, str, str]]) -> None:
        from editor.ui.help.telling_dialogs import ShortcutsDialog  # late, as above

        ShortcutsDialog(rows, self._window).exec()

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


class UpkeepDesk(QObject):
    """Signals:
    warned(str): the library needs somebody; when all is well nothing is said.
    """

    warned = Signal(str)

    def __init__(self, desk_lane: DeskLane, parent: QObject) -> None:
        super().__init__(parent)
        self._desk_lane = desk_lane

    def look_after_library(self) -> None:
        """Away from the window, which goes on."""
        self._desk_lane.away(self._desk_lane.desk.upkeep.daily_round, self._tell)

    def _tell(self, problems: tuple[str, ...]) -> None:
        if problems:
            self.warned.emit(
                self.tr("The library needs attention: {0}").format(" ".join(problems[:3]))
            )
