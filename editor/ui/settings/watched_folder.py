"""A folder whose pictures come in by themselves: chosen in the settings, looked at while the window
is open."""

from collections.abc import Mapping
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from editor.desk.changing import Done, together
from editor.late import frozen
from editor.message import Message, Said, message
from editor.ui.shell.commands import Feature
from editor.ui.shell.desk_lane import DeskLane
from editor.ui.shell.settings_desk import SettingsDesk

if TYPE_CHECKING:
    from editor.desk.photo_library import Ingested
    from editor.desk.watching import Watched
    from editor.ui.shell.settings_dialog import SettingsPage

WATCHED = "watched folder"
PAUSE_MS = 2000


@frozen
class _Round:
    news: Message | None
    taken: tuple["Ingested", ...]


class WatchedFolderDesk(Feature):
    """Looks while nothing else is asked of it; what cannot be stored is told once."""

    def __init__(self, desk_lane: DeskLane, settings: SettingsDesk, window: QWidget) -> None:
        super().__init__(window)
        self._desk_lane = desk_lane
        self._watched: Watched | None = None
        self._stop = Event()
        self._looking = False
        self._told: set[str] = set()
        self._timer = QTimer(self, interval=PAUSE_MS)
        self._timer.timeout.connect(self.look)
        settings.add(WATCHED, self._apply, _page)

    def _apply(self, values: Mapping[str, Any]) -> None:
        folder = str(values.get("folder", "")) if values.get("on") else ""
        if not folder:
            self._watched = None
            self._timer.stop()
        elif self._watched is None or self._watched.folder != Path(folder):
            # Loaded here: most newsrooms watch none.
            from editor.desk.watching import Watched

            self._watched = Watched(Path(folder))
            self._timer.start()

    def stop(self) -> None:
        self._stop.set()
        self._timer.stop()

    def look(self) -> None:
        """Once, away from the window; a look that is still going on is enough."""
        watched, photos, stop = self._watched, self._desk_lane.desk.photos, self._stop
        if watched is None or self._looking:
            return

        def look() -> Done[_Round]:
            paths = watched.look()
            taken = [
                done
                for path in paths
                if not stop.is_set() and (done := watched.take(photos, path)) is not None
            ]
            found = _Round(watched.news, tuple(each.value for each in taken))
            return Done(found, together(taken))

        self._looking = True
        self._desk_lane.away(look, self._took, self._failed)

    def _took(self, found: _Round) -> None:
        self._looking = False
        self._told.clear()
        if found.news is not None:
            self.said.emit(str(found.news))
        for each in found.taken:
            if each.photo is None:
                self.said.emit(str(each.said[0]))
        if new := sum(each.new for each in found.taken):
            self.said.emit(str(message("watching.came-in", n=new)))

    def _failed(self, error: Exception) -> None:
        self._looking = False
        if not isinstance(error, Said):
            raise error
        # It is tried again and again: a full disk is one sentence, not one every two seconds.
        if str(error) not in self._told:
            self._told.add(str(error))
            self.refused.emit(str(error))


def _page() -> "SettingsPage":
    from editor.ui.settings.pages import WatchedFolderPage

    return WatchedFolderPage()
