"""Remembers how this person's window is arranged, between one sitting and the next."""

from PySide6.QtCore import QByteArray, QSettings
from PySide6.QtWidgets import QMainWindow, QSplitter


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
