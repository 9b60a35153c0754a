"""A story's text changed somewhere else while it is open: said above the text, both ways open.

Typing goes on whatever is pressed, or nothing is: both texts are kept already.
"""

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleEvent

from editor.ui.history.history_desk import HistoryDesk
from editor.ui.opened.open_story import Meanwhile
from editor.ui.opened.story_tab import StoryTab
from editor.ui.opened.story_tabs import StoryTabs
from editor.ui.theme import Theme
from editor.ui.widgets.banner import Banner


class MeanwhileDesk(QObject):
    """One banner at most in every open story: the newest meeting."""

    def __init__(
        self, tabs: StoryTabs, history: HistoryDesk, theme: Theme, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._history = history
        self._theme = theme
        tabs.each(self._follow)

    def _follow(self, tab: StoryTab) -> None:
        tab.story.met.connect(lambda meanwhile: self._tell(tab, meanwhile))
        tab.story.opened.connect(lambda _showing: tab.writing.show_notice(None))
        tab.story.closed.connect(lambda: tab.writing.show_notice(None))

    def _tell(self, tab: StoryTab, meanwhile: Meanwhile) -> None:
        difference, mine, theirs = (
            self.tr("Show difference"),
            self.tr("Use mine"),
            self.tr("Use theirs"),
        )
        banner = Banner(
            self._theme, actions=(difference, mine, theirs), parent=tab.writing, closable=True
        )
        banner.say(self._sentence(meanwhile), "warning")
        banner.button(difference).clicked.connect(
            lambda: self._history.compare(meanwhile.aside, None, meanwhile.story_id)
        )
        banner.button(mine).clicked.connect(lambda: self._use(tab, meanwhile, mine=True))
        banner.button(theirs).clicked.connect(lambda: self._use(tab, meanwhile, mine=False))
        tab.writing.show_notice(banner)
        # Said aloud where somebody listens: the focus stays in the text.
        QAccessible.updateAccessibility(QAccessibleEvent(banner, QAccessible.Event.Alert))

    def _use(self, tab: StoryTab, meanwhile: Meanwhile, *, mine: bool) -> None:
        tab.writing.show_notice(None)
        if tab.story.story_id != meanwhile.story_id:
            return
        if meanwhile.mine != mine:
            self._history.restore(meanwhile.aside, tab, only_text=True)
        elif not meanwhile.mine:
            tab.story.reopen()

    def _sentence(self, meanwhile: Meanwhile) -> str:
        if meanwhile.mine:
            return self.tr(
                "This story was saved elsewhere while you typed. Your text is the story’s; the "
                "other one is kept as version {0}."
            ).format(meanwhile.aside)
        return self.tr(
            "This story was changed elsewhere. What you had here is kept as version {0}; the "
            "story has the other text."
        ).format(meanwhile.aside)
