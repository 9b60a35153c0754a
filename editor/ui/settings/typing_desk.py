"""What is done by itself while somebody types, the same in every text field of the window."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from editor.language.typing_habits import TypingHabits
from editor.ui.opened.story_tab import StoryTab
from editor.ui.opened.story_tabs import StoryTabs
from editor.ui.shell.desk_lane import DeskLane
from editor.ui.shell.settings_desk import SettingsDesk
from editor.ui.widgets.growing_text_edit import GrowingTextEdit

if TYPE_CHECKING:
    from editor.ui.shell.settings_page import SettingsPage


class TypingDesk(QObject):
    """Tells every pane, and captions and alt texts as they are entered.

    Signals:
        said(str): what was done, for the status line.
    """

    said = Signal(str)

    def __init__(self, settings: SettingsDesk, tabs: StoryTabs, desk_lane: DeskLane) -> None:
        super().__init__(tabs)
        self._settings = settings
        self._desk_lane = desk_lane
        self._tabs = tabs
        self._habits = TypingHabits()
        settings.add("typing", self._follow, _typing_page)
        settings.add("abbreviations", self._follow, _abbreviations_page)
        tabs.each(self._connect)
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._on_focus)

    @property
    def habits(self) -> TypingHabits:
        return self._habits

    def _follow(self, _values: Mapping[str, Any]) -> None:
        kept = self._settings.values
        self._habits = TypingHabits.of(kept("typing"), kept("abbreviations"))
        for tab in self._tabs.tabs():
            self._tell(tab)
        self._on_focus(None, QApplication.focusWidget())

    def _connect(self, tab: StoryTab) -> None:
        self._tell(tab)
        tab.writing.house_style.whole_requested.connect(lambda: self._set_in_style(tab))
        tab.writing.house_style.done.connect(self._say_styled)

    def _set_in_style(self, tab: StoryTab) -> None:
        """All of a story: what is there now is kept as a version first."""
        story_id, history = tab.story.story_id, self._desk_lane.desk.history
        if self._habits.pack.name == "none":
            self.said.emit(self.tr("No house style is chosen: Edit, Settings, Writing."))
            return
        reason = self.tr("Before setting it in house style")

        def set_now() -> None:
            if isValid(tab) and tab.story.story_id == story_id:
                tab.writing.house_style.set_whole()

        tab.story.keeper.when_kept(
            lambda: self._desk_lane.do(lambda: history.checkpoint(story_id, reason), set_now)
        )

    def _say_styled(self, places: int) -> None:
        title = self._habits.pack.title
        if places:
            said = self.tr("{0} places set in the style of {1}. Undo gives them back.")
            if places == 1:
                said = self.tr("1 place set in the style of {1}. Undo gives it back.")
            self.said.emit(said.format(places, title))
        else:
            self.said.emit(self.tr("Everything is in the style of {0} already.").format(title))

    def _tell(self, tab: StoryTab) -> None:
        tab.writing.follow_habits(self._habits)

    def _on_focus(self, _left: QWidget | None, field: QWidget | None) -> None:
        # Fields of photos come and go with the photos: asked when somebody begins to write.
        if isinstance(field, GrowingTextEdit) and isValid(self):
            field.retouching.habits = self._habits


# Pages are loaded when the dialog opens, as all dialogs are.
def _typing_page() -> "SettingsPage":
    from editor.ui.settings.typing_page import TypingPage

    return TypingPage()


def _abbreviations_page() -> "SettingsPage":
    from editor.ui.settings.abbreviations_page import AbbreviationsPage

    return AbbreviationsPage()
