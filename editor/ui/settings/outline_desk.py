"""The outline is there in every text or in none, and next time too."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QObject

from editor.ui.opened.story_tab import StoryTab
from editor.ui.opened.story_tabs import StoryTabs
from editor.ui.shell.settings_desk import SettingsDesk

_KEY = "outline"


class OutlineDesk(QObject):
    """Keeps the outlines of all panes alike."""

    def __init__(self, tabs: StoryTabs, settings: SettingsDesk) -> None:
        super().__init__(tabs)
        self._tabs = tabs
        self._settings = settings
        settings.add(_KEY, self._apply)
        tabs.each(self._connect)

    def _connect(self, tab: StoryTab) -> None:
        action = tab.writing.actions()["outline"]
        action.setChecked(self._shown(self._settings.values(_KEY)))
        action.triggered.connect(lambda shown: self._settings.note(_KEY, {"shown": shown}))

    def _apply(self, values: Mapping[str, Any]) -> None:
        for tab in self._tabs.tabs():
            tab.writing.actions()["outline"].setChecked(self._shown(values))

    def _shown(self, values: Mapping[str, Any]) -> bool:
        return bool(values.get("shown", False))
