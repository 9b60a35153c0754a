"""How large the words of a story are while they are written: by keys, in the settings, kept."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from editor.ui.shell.settings_desk import SettingsDesk
from editor.ui.theme import Theme
from editor.ui.theme.type_faces import READING_SIZES

if TYPE_CHECKING:
    from editor.ui.shell.settings_page import SettingsPage

KEY = "text size"
OWN = 100  # percent


class TextSizeDesk(QObject):
    """Signals:
    said(str): the size it is now.
    """

    said = Signal(str)

    def __init__(self, settings: SettingsDesk, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._settings = settings
        self._theme = theme
        settings.add(KEY, self._apply, _page)

    def larger(self) -> None:
        self._choose(next((each for each in READING_SIZES if each > self._now), self._now))

    def smaller(self) -> None:
        below = [each for each in READING_SIZES if each < self._now]
        self._choose(below[-1] if below else self._now)

    def normal(self) -> None:
        self._choose(OWN)

    @property
    def _now(self) -> int:
        return self._theme.reading_size

    def _choose(self, percent: int) -> None:
        self._settings.note(KEY, {"percent": percent})
        self.said.emit(self.tr("The text is shown at {0} percent.").format(percent))

    def _apply(self, values: Mapping[str, Any]) -> None:
        percent = values.get("percent", OWN)
        self._theme.set_reading_size(percent if percent in READING_SIZES else OWN)


def _page() -> "SettingsPage":
    from editor.ui.settings.text_size_page import TextSizePage  # late, as all dialogs

    return TextSizePage()
