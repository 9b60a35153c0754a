"""Finding from the window: the bars of all open texts share their last searches, and a hit in a
caption is shown and replaced where captions are."""

from collections.abc import Sequence

from PySide6.QtCore import QObject

from editor.ui.opened.story_tab import StoryTab
from editor.ui.opened.story_tabs import StoryTabs
from editor.ui.photos.photo_asks import PlacementEdit
from editor.ui.photos.photo_desk import PhotoDesk
from editor.ui.shell.inspector_parts import Inspecting
from editor.ui.shell.settings_desk import SettingsDesk, Values

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
