"""The page's text without its layout, for a machine on which the web engine does not run.

It loads nothing: no picture, no style sheet, no address.
"""

from typing import Any

from PySide6.QtCore import QUrl, Signal
from PySide6.QtWidgets import QTextBrowser, QWidget

from editor.publish.page import Page
from editor.story.addresses import safe_address


class PlainView(QTextBrowser):
    """Signals: `link_activated(str)`: an address outside that was clicked."""

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
