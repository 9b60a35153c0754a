"""What stands in the place of the page while it is not shown: a sentence, or its text alone."""

from typing import Any

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QTextBrowser, QVBoxLayout, QWidget

from editor.publish.page import Page
from editor.story.addresses import safe_address
from editor.ui.theme import Theme


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

        row = QHBoxLayout(self._ways_out)
        row.setContentsMargins(0, 0, 0, 0)
        row.addStretch(1)
        for button in (self.again, self.plain, self.browser):
            row.addWidget(button)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(*[theme.space(6)] * 4)
        column.setSpacing(theme.space(4))
        column.addStretch(1)
        column.addWidget(self._sentence)
        column.addWidget(self._ways_out)
        column.addStretch(2)

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
