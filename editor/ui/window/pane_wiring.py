"""Every text that is opened gets its wires to the rest of the window here."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices, QImage
from PySide6.QtWidgets import QMessageBox, QWidget

from editor.story.text import Counts
from editor.ui.opened.status_line import StatusLine
from editor.ui.opened.story_tab import StoryTab
from editor.ui.opened.story_tabs import StoryTabs
from editor.ui.photos.photo_desk import PhotoDesk
from editor.ui.shell.thumbnails import Thumbnails
from editor.ui.window.inspector import Inspector


class PaneWiring(QObject):
    """Whatever comes from a text is about its story, so that one comes on top first."""

    def __init__(
        self,
        tabs: StoryTabs,
        photos: PhotoDesk,
        inspector: Inspector,
        status: StatusLine,
        thumbnails: Thumbnails,
    ) -> None:
        super().__init__(tabs)
        self._tabs = tabs
        self._photos = photos
        self._inspector = inspector
        self._status = status
        thumbnails.arrived.connect(self._refresh_photos)
        tabs.each(self._connect)

    def _connect(self, tab: StoryTab) -> None:
        writing, photos = tab.writing, self._photos

        def on_top(then: Callable[..., None]) -> Callable[..., None]:
            def do(*values: object) -> None:
                if tab is not self._tabs.current:
                    self._tabs.choose(tab)
                then(*values)

            return do

        def bring_in(paths: list[Path]) -> None:
            # Several that are dropped together belong side by side.
            photos.bring_in(paths, together=len(paths) > 1)

        def bring_in_image(image: QImage) -> None:
            photos.bring_in_image(image)

        writing.counts_changed.connect(lambda counts: self._show_counts(tab, counts))
        writing.pasted.connect(self._status.say)
        writing.photo_requested.connect(on_top(photos.choose_files))
        writing.photos.gallery_files_wanted.connect(on_top(photos.choose_gallery_files))
        writing.pasting.photo_files_dropped.connect(on_top(bring_in))
        writing.pasting.photo_image_pasted.connect(on_top(bring_in_image))
        writing.pasting.photos_pasted.connect(on_top(photos.bring_in_pasted))
        writing.photo_activated.connect(on_top(lambda key: self._inspector.go_to("caption", key)))

    def _show_counts(self, tab: StoryTab, counts: Counts) -> None:
        if tab is self._tabs.current:
            self._status.show_counts(counts)

    def _refresh_photos(self, _photo: str, _image: object) -> None:
        for tab in self._tabs.tabs():
            tab.writing.refresh_photos()


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
