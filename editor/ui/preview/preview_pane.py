"""The preview: the page exactly as it will be published, beside the text being written.

It shows what it is given and says what was clicked; it renders no page, opens no browser and
decides nothing about the window. The web engine starts when a page is first seen, not before.
"""

import logging
import os
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QCloseEvent, QShowEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QStackedWidget,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from editor.message import listed
from editor.publish.page import Page
from editor.story.addresses import safe_address
from editor.story.snapshot import Snapshot
from editor.ui.preview.page_area import PageWidth, PreviewBar
from editor.ui.preview.shown_page import PageSource, ShownPage, Spot
from editor.ui.shell.lane import Lane
from editor.ui.theme import Theme
from editor.ui.widgets.sheet import filled

if TYPE_CHECKING:
    from editor.ui.preview.engine import Engine


class Notice(QWidget):
    """Attributes: `again`, `plain`, `browser`, the buttons beneath the sentence."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._sentence = QLabel(self)
        self._sentence.setWordWrap(True)
        self._sentence.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._sentence.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._sentence.setProperty("role", "soft")
        self._ways_out = QWidget(self)
        self.again = QPushButton(self.tr("Show again"), self._ways_out)
        self.plain = QPushButton(self.tr("Show text only"), self._ways_out)
        self.browser = QPushButton(self.tr("Open in browser"), self._ways_out)

        # Below each other: the pane may be as narrow as a phone, and must not take it from a text.
        below = filled(QVBoxLayout(), self.again, self.plain, self.browser, gap=theme.space(2))
        filled(QHBoxLayout(self._ways_out), None, below, None)
        column = QVBoxLayout(self)
        parts = (None, self._sentence, self._ways_out)
        filled(column, *parts, gap=theme.space(4), edges=theme.space(6)).addStretch(2)

    @property
    def sentence(self) -> str:
        return self._sentence.text()

    def say(self, sentence: str, *, ways_out: bool = False) -> None:
        self._sentence.setText(sentence)
        self._ways_out.setVisible(ways_out)


class PlainView(QTextBrowser):
    """Loads nothing: no picture, no style sheet, no address.

    Signals: `link_activated(str)`: an address outside that was clicked.
    """

    link_activated = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Text of the page"))
        self.setOpenLinks(False)
        self.anchorClicked.connect(self._offer)

    def show_page(self, page: Page) -> None:
        bar = self.verticalScrollBar()
        at = bar.value()
        self.setHtml(page.html.decode("utf-8"))
        bar.setValue(at)

    def loadResource(self, kind: int, name: QUrl | str) -> Any:
        return None

    def _offer(self, url: QUrl) -> None:
        if address := safe_address(url.toString()):
            self.link_activated.emit(address)


START_AFTER_MS = 20  # time for the window to be drawn

_log = logging.getLogger(__name__)


class PreviewPane(QWidget):
    """Attributes:
    bar: where somebody chooses how wide the page is, and where the pane shall stand.

    Signals:
    paragraph_clicked(int): index of the body block that was clicked.
    link_activated(str): an address outside the page was clicked; nothing was opened.
    browser_requested(): the page should be opened in the person's own browser.
    page_shown(object): the Page that can be seen now.
    photo_failed(str): why a picture of the page could not be made.
    comment_requested(), suggest_requested(): about what is selected on the page.
    """

    paragraph_clicked = Signal(int)
    link_activated = Signal(str)
    browser_requested = Signal()
    page_shown = Signal(object)
    photo_failed = Signal(str)
    comment_requested = Signal()
    suggest_requested = Signal()

    def __init__(self, theme: Theme, source: PageSource, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Preview"))
        self._theme = theme
        self._source = source
        self._lane = Lane(2, "preview-photos", self)
        self._engine: Engine | None = None
        self._wanted: ShownPage | None = None
        self._presented: ShownPage | None = None
        self._stopped = False
        self._width = PageWidth.DESKTOP
        self._marks: tuple[Spot, ...] = ()

        self._starting = QTimer(self, singleShot=True)
        self._starting.timeout.connect(self._start)

        self.bar = PreviewBar(theme, self)
        self._notice = Notice(theme, self)
        self._plain = PlainView(self)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self._notice)
        self._stack.addWidget(self._plain)
        filled(QVBoxLayout(self), self.bar, (self._stack, 1), gap=0)

        self.bar.width_chosen.connect(self.set_page_width)
        self.bar.browser_requested.connect(self.browser_requested)
        self._notice.browser.clicked.connect(self.browser_requested)
        self._notice.again.clicked.connect(self._show_again)
        self._notice.plain.clicked.connect(self._show_plain)
        self._plain.link_activated.connect(self.link_activated)
        self.bar.set_width(self._width)
        self.clear()

    def focus_page(self) -> None:
        """The keyboard to what is seen of the page."""
        shown = self._stack.currentWidget() or self
        shown.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_page_width(self, width: str) -> None:
        """Read the page as on a phone, tablet or desktop; for a remembered layout."""
        self._width = PageWidth(width)
        self.bar.set_width(self._width)
        if self._engine is not None:
            self._engine.set_width(self._width)

    def show_page(self, page: Page, snapshot: Snapshot | None = None) -> None:
        """The newest page; returns at once, and a page overtaken by a newer one is never shown.

        `snapshot` is what the page was made from: with it the reader keeps their place when the
        story's address changes, and a click finds the body block even past blocks that leave
        nothing on the page.
        """
        self._wanted = ShownPage(page, snapshot)
        if self.isVisible():
            self._present()

    def mark(self, spots: tuple[Spot, ...]) -> None:
        """Mark these over the page as it is shown; it stays the page that is published."""
        if spots != self._marks:
            self._marks = spots
            if self._engine is not None:
                self._engine.mark(spots)

    def show_spot(self, spot: Spot) -> None:
        """Bring words of the page into sight."""
        if self._engine is not None:
            self._engine.show_spot(spot)

    def ask_selection(self, then: Callable[[Spot | None], object]) -> None:
        """What is selected on the page; None for nothing, also while there is none to be seen."""
        if self._engine is None or not self.isVisible():
            then(None)
        else:
            self._engine.ask_selection(then)

    def clear(self) -> None:
        """No story: say so."""
        self._wanted = self._presented = None
        self._stopped = False
        self._say(self.tr("Open a story to see its page here, just as readers will."))

    def show_failure(self, text: str) -> None:
        """The page could not be made; `text` says why."""
        self._presented = None
        self._say(text, ways_out=self._wanted is not None)

    def shut_down(self) -> None:
        """Before the window closes: end the engine and wait for the picture being made."""
        self.clear()
        self._stopped = True
        engine, self._engine = self._engine, None
        if engine is not None:
            engine.shut_down()
            engine.deleteLater()
        self._lane.close(wait=False)

    def closeEvent(self, event: QCloseEvent) -> None:
        # Sent when the window closes the pane for good; a pane put away is only hidden.
        self.shut_down()
        super().closeEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._present()

    def _say(self, sentence: str, *, ways_out: bool = False) -> None:
        self._notice.say(sentence, ways_out=ways_out)
        self._stack.setCurrentWidget(self._notice)

    def _present(self) -> None:
        wanted = self._wanted
        if wanted is None or wanted is self._presented or self._stopped:
            return
        if self._stack.currentWidget() is self._plain:
            self._presented = wanted
            self._plain.show_page(wanted.page)
        elif self._engine is None:
            # The window is drawn first: starting the engine takes a moment.
            self._say(self.tr("Preparing the page…"))
            self._starting.start(START_AFTER_MS)
        else:
            self._presented = wanted
            self._engine.present(wanted)
            waited = self._notice.hasFocus()
            self._stack.setCurrentWidget(self._engine)
            if waited:
                self.focus_page()

    def _start(self) -> None:
        if self._engine is None and self._wanted is not None and not self._stopped:
            self._engine = self._start_engine()
            if self._engine is not None:
                self._present()

    def _start_engine(self) -> "Engine | None":
        if _ends_the_program():
            self._stopped = True
            self.show_failure(
                self.tr(
                    "The page cannot be shown here: the web engine does not run for root. Start "
                    "Galley as an ordinary user. The story itself is not affected."
                )
            )
            return None
        try:
            # Loaded when a page is first seen: importing the web engine and starting its
            # process is a quarter of a second that no start of Galley should pay.
            from editor.ui.preview.engine import Engine
        except ImportError as error:
            _log.info("the web engine is missing: %s", error)
            self._stopped = True
            self.show_failure(
                self.tr(
                    "The page cannot be shown here: the web engine is missing on this machine "
                    "({}). The story itself is not affected."
                ).format(error)
            )
            return None
        engine = Engine(self._theme, self._source, self._lane, self._stack)
        engine.set_width(self._width)
        engine.fitted.connect(self.bar.show_fit)
        engine.landed.connect(lambda landed: self.page_shown.emit(landed.page))
        engine.block_clicked.connect(self.paragraph_clicked)
        engine.page.link_activated.connect(self.link_activated)
        engine.handler.photo_failed.connect(self.photo_failed)
        engine.view.comment_requested.connect(self.comment_requested)
        engine.view.suggest_requested.connect(self.suggest_requested)
        engine.mark(self._marks)
        engine.died.connect(self._engine_died)
        self._stack.addWidget(engine)
        return engine

    def _engine_died(self, sentence: str) -> None:
        # Not started again by the next key: an engine that dies of this page would die again.
        self._stopped = True
        kept = self.tr("Your text is not affected: it is kept in the library.")
        self.show_failure(str(listed((sentence, kept), "sentences")))

    def _show_again(self) -> None:
        self._presented = None
        self._stopped = False
        self._present()

    def _show_plain(self) -> None:
        self._stack.setCurrentWidget(self._plain)
        self._presented = None
        self._stopped = False
        self._present()


def _ends_the_program() -> bool:
    """Chromium takes the whole program with it rather than run for root without being told to."""
    told = {"QTWEBENGINE_DISABLE_SANDBOX", "QTWEBENGINE_CHROMIUM_FLAGS"}.intersection(os.environ)
    return sys.platform == "linux" and os.geteuid() == 0 and not told
