"""The web engine's widget, tamed: our own short context menu and nothing dropped onto it."""

from PySide6.QtGui import QContextMenuEvent
from PySide6.QtQuick import QQuickWindow
from PySide6.QtWebEngineCore import QWebEnginePage
from PySide6.QtWebEngineWidgets import QWebEngineView
from PySide6.QtWidgets import QMenu, QWidget

_BY_PROCESSOR = "software"


class WebView(QWebEngineView):
    def __init__(self, parent: QWidget) -> None:
        # Drawn by the graphics card, this widget makes Qt put the whole window away and make
        # another one, on a surface of the card: it goes black and comes back. A page is words on
        # paper, which the processor draws as fast. See docs/decisions/0032.
        if QQuickWindow.sceneGraphBackend() != _BY_PROCESSOR:  # a second one may not choose again
            QQuickWindow.setSceneGraphBackend(_BY_PROCESSOR)
        super().__init__(parent)
        self.setAcceptDrops(False)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = QMenu(self)
        copy = menu.addAction(self.tr("Copy"))
        copy.setEnabled(self.hasSelection())
        select_all = menu.addAction(self.tr("Select all"))
        chosen = menu.exec(event.globalPos())
        if chosen is copy:
            self.triggerPageAction(QWebEnginePage.WebAction.Copy)
        elif chosen is select_all:
            self.triggerPageAction(QWebEnginePage.WebAction.SelectAll)
        menu.deleteLater()
