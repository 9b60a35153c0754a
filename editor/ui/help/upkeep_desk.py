"""The daily round of the library: a backup, old versions thinned, everything examined."""

from PySide6.QtCore import QObject, Signal

from editor.ui.shell.desk_lane import DeskLane


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
