"""The line at the bottom: length of the story, whether it is kept, work in progress."""

from collections.abc import Callable
from time import monotonic

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QProgressBar, QStatusBar, QToolButton, QWidget

from editor.message import listed, message
from editor.story.text import Counts
from editor.ui.opened.keeper import KeepState
from editor.ui.opened.story_tab import StoryTab
from editor.ui.opened.story_tabs import StoryTabs
from editor.ui.theme import Theme
from editor.ui.widgets.labels import ElidedLabel, announce

SENTENCE_MS = 8000
NEWS_SECONDS = 59.5  # afterwards it is kept, and how long ago says nothing to anybody


class StatusLine(QStatusBar):
    """Signals:
    cancel_requested(): somebody wants the work in progress to stop.
    """

    cancel_requested = Signal()

    def __init__(
        self, theme: Theme, parent: QWidget, clock: Callable[[], float] = monotonic
    ) -> None:
        super().__init__(parent)
        self._clock = clock
        self._kept_at: float | None = None
        self._state = KeepState.KEPT
        self._failure = ""
        self._open = False
        # Neither a long story nor a long path may make the window wider.
        self._counts = ElidedLabel()
        self._counts.setAccessibleName(self.tr("Length"))
        self._kept = ElidedLabel()
        self._kept.setAccessibleName(self.tr("Kept"))
        self._progress = QProgressBar()
        self._progress.setAccessibleName(self.tr("Progress"))
        self._progress.setMaximumWidth(theme.space(6) * 6)
        self._cancel = QToolButton()
        self._cancel.setText(self.tr("Cancel"))
        self._cancel.clicked.connect(self.cancel_requested)
        self.setSizeGripEnabled(False)
        for widget in (self._progress, self._cancel, self._counts, self._kept):
            self.addPermanentWidget(widget)
        self.show_progress(1, 1)
        ticking = QTimer(self, interval=1000)
        ticking.timeout.connect(self._tell_kept)
        ticking.start()

    def follow(self, texts: StoryTabs) -> None:
        """Tell of the story on top."""

        def connect(tab: StoryTab) -> None:
            tab.writing.pasted.connect(self.say)
            tab.writing.counts_changed.connect(
                lambda counts: self.show_counts(counts) if tab is texts.current else None
            )

        texts.each(connect)
        texts.state_changed.connect(self.show_state)
        texts.failing.connect(self.show_failure)

    def show_counts(self, counts: Counts) -> None:
        """Words stand under each text, beside the length that it is to have."""
        characters = message("count.characters-with-blanks", n=counts.characters)
        reading = message("count.minutes-read", n=counts.minutes)
        self._counts.setText(str(listed((characters, reading), "facts")))

    def show_state(self, state: KeepState) -> None:
        """What has become of the words typed; KEPT starts the count of seconds."""
        if state is KeepState.KEPT and self._state is not KeepState.KEPT:
            self._kept_at = self._clock()
        self._state = state
        self._tell_kept()

    def show_failure(self, sentence: str) -> None:
        if sentence != self._failure:
            announce(self, self.tr("Not kept: {0}").format(sentence), at_once=True)
        self._failure = sentence
        self._tell_kept()

    def show_opened(self) -> None:
        """Another story: nothing has been kept of it in this sitting yet."""
        self._open = True
        self._kept_at = None
        self._state = KeepState.KEPT
        self._tell_kept()

    def show_progress(self, done: int, total: int) -> None:
        """`total` 0 is work whose length is not known; equal numbers end it."""
        running = total == 0 or done < total
        self._progress.setRange(0, total)
        self._progress.setValue(done)
        self._progress.setFormat(self.tr("{0} of {1}").format(done, total))
        self._progress.setVisible(running)
        self._cancel.setVisible(running)

    def say(self, sentence: str) -> None:
        self.showMessage(sentence, SENTENCE_MS)
        announce(self, sentence)

    def take_back(self, sentence: str) -> None:
        """It is no longer true; whatever else was said since stays."""
        if sentence and self.currentMessage() == sentence:
            self.clearMessage()

    def clear_story(self) -> None:
        self._counts.clear()
        self._kept_at = None
        self._open = False
        self._tell_kept()

    def _tell_kept(self) -> None:
        failed = self._state is KeepState.FAILED
        if failed:
            text = self.tr("NOT KEPT — trying again: {0}").format(self._failure)
        elif self._state is not KeepState.KEPT:
            text = self.tr("Keeping…")
        elif not self._open:
            text = ""
        elif (kept := self._kept_at) is not None and self._clock() - kept < NEWS_SECONDS:
            seconds = self._clock() - kept
            text = self.tr("Kept {0} s ago").format(max(1, round(seconds)))
        else:
            text = self.tr("Kept")
        if self._kept.text() != text:
            self._kept.setText(text)
        if self.property("failed") != failed:
            # The style sheet turns the whole line to the colour of danger.
            self.setProperty("failed", failed)
            for widget in (self, self._kept, self._counts):
                widget.style().unpolish(widget)
                widget.style().polish(widget)
