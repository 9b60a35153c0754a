"""Everything about spelling in the window: commands, marks, and a sign in the status line."""

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QToolButton

from editor.ui.opened.status_line import StatusLine
from editor.ui.opened.story_tabs import StoryTabs
from editor.ui.shell.desk_lane import DeskLane
from editor.ui.shell.inspecting import Inspecting
from editor.ui.shell.layout_memory import LayoutMemory
from editor.ui.theme import Theme
from editor.ui.widgets.language_box import language_name
from editor.ui.words.spelling_desk import SpellingDesk
from editor.ui.words.spelling_round import SpellingRound

BEFORE_LENGTH = 2  # its place among the permanent widgets of the status line


class ProofReader(QObject):
    """Attributes:
    round: goes from mark to mark.
    """

    def __init__(
        self,
        tabs: StoryTabs,
        inspector: Inspecting,
        desk_lane: DeskLane,
        memory: LayoutMemory,
        status: StatusLine,
        theme: Theme,
    ) -> None:
        super().__init__(tabs)
        self._desk = SpellingDesk(tabs, desk_lane, memory, theme)
        self.round = SpellingRound(self._desk, tabs, inspector)
        self._tabs = tabs
        self._sign = QToolButton(status)
        self._sign.setAutoRaise(True)
        self._sign.setAccessibleName(self.tr("Spelling"))
        status.insertPermanentWidget(BEFORE_LENGTH, self._sign)
        self._told_of = ""  # the story whose marks are counted there
        self._sign.hide()
        self.follow_photo = self._desk.follow_photo
        self._sign.clicked.connect(self.round.next_mark)
        self._desk.said.connect(status.say)
        self._desk.changed.connect(self._show)
        self.round.said.connect(status.say)
        self.round.over.connect(status.take_back)

    def connect_actions(self, check: QAction, following: QAction, previous: QAction) -> None:
        """The commands: checking at all, the next mark, the one before."""
        check.setChecked(self._desk.is_on)
        check.toggled.connect(self._desk.switch)
        following.triggered.connect(self.round.next_mark)
        previous.triggered.connect(self.round.previous_mark)

    def close(self) -> None:
        """No process and no thread stays behind."""
        self._desk.close()

    def _show(self) -> None:
        marks = self._desk.on_top
        self._sign.setVisible(bool(marks.story_id) and self._desk.is_on)
        if not marks.is_english:
            language = language_name(marks.language)
            self._say(
                self.tr("Not checked: {0}").format(language),
                self.tr("Only English is checked. The story's language is set in the inspector."),
            )
            return
        if not self._desk.is_read:
            # What has been read so far is not the story; what was read before is nearly right.
            if self._told_of != marks.story_id:
                known = marks.lexicon is not None
                self._sign.setText(self.tr("Reading…") if known else self.tr("Not checked"))
                self._sign.setEnabled(False)
            return
        self._told_of = marks.story_id
        count = self.round.count()
        words = {0: self.tr("No spelling marks"), 1: self.tr("1 spelling mark")}
        many = self.tr("{0} spelling marks").format(f"{count:,}")
        self._say(words.get(count, many), self.tr("Go to the next one"))
        self._sign.setEnabled(bool(count))

    def _say(self, words: str, hint: str) -> None:
        self._sign.setText(words)
        self._sign.setToolTip(hint)
        # Its name is for finding it; what it counts is heard behind that.
        self._sign.setAccessibleDescription(f"{words}. {hint}")
