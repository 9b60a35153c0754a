"""Where the preview gets the picture files of a page from; it never makes one itself."""

from typing import Protocol

from editor.story.rendition import Rendition


class PageSource(Protocol):
    def rendition(self, rendition: Rendition) -> bytes:
        """The finished file. Called in a worker thread; may take its time and may raise."""
        ...
