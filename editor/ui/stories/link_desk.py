"""An address goes to the browser only after a question: what it opens is not ours to know."""

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QMessageBox, QWidget

from editor.ui.opened.story_tab import StoryTab
from editor.ui.opened.story_tabs import StoryTabs


class LinkDesk(QObject):
    """Asks for links of the texts and of the page."""

    def __init__(self, tabs: StoryTabs, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        tabs.each(self._connect)

    def ask(self, address: str) -> None:
        question = self.tr("Open this address in your browser?\n\n{0}").format(address)
        buttons = QMessageBox.StandardButton
        answer = QMessageBox.question(
            self._window, "Galley", question, buttons.Yes | buttons.No, buttons.No
        )
        if answer == QMessageBox.StandardButton.Yes:
            QDesktopServices.openUrl(QUrl(address))

    def _connect(self, tab: StoryTab) -> None:
        tab.writing.links.opened.connect(self.ask)
