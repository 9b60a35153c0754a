"""Marks the hits of a search that are in view; nothing of it is in the text.

What is out of view is not touched: a story has thousands of hits, a screen some dozens.
"""

from collections.abc import Callable

from PySide6.QtCore import QRectF
from PySide6.QtGui import QTextBlock
from PySide6.QtWidgets import QTextEdit

from editor.ui.theme import Theme
from editor.ui.widgets.text_field import cursor_under
from editor.ui.writing.find.text_hits import TextHits
from editor.ui.writing.overlays import overlay

MOST = 600  # marks laid at once, for a search for one letter on a large screen
_Place = tuple[int, int, int, bool]  # block, start and end in it, whether it is chosen
Lay = Callable[[list[QTextEdit.ExtraSelection]], None]


class HitMarks:
    """The marks of one editor; `lay` puts selections over its text."""

    def __init__(self, editor: QTextEdit, hits: TextHits, theme: Theme, lay: Lay) -> None:
        self._editor = editor
        self._hits = hits
        self._theme = theme
        self._lay = lay
        self._shown: list[_Place] = []

    def refresh(self, current: tuple[int, int] | None = None) -> None:
        """Mark what is in view; `current` is (block, start) of the hit that is chosen."""
        places = self._places(current)
        # Marks go along with the words around them: most keys change none of these places.
        if places != self._shown:
            self._shown = places
            document = self._editor.document()
            self._lay(
                [
                    self._mark(document.findBlockByNumber(number), start, end, chosen=chosen)
                    for number, start, end, chosen in places
                ]
            )

    def forget(self) -> None:
        """The colours are other ones: whatever is marked is marked anew."""
        self._shown = [(-1, 0, 0, False)] if self._shown else []

    def clear(self) -> None:
        if self._shown:
            self._shown = []
            self._lay([])

    def _places(self, current: tuple[int, int] | None) -> list["_Place"]:
        places: list[_Place] = []
        for block in self._blocks():
            number = block.blockNumber()
            places += [
                (number, hit.start, hit.end, current == (number, hit.start))
                for hit in self._hits.hits(number)
            ]
            if len(places) > MOST:
                break
        return places

    def _blocks(self) -> list[QTextBlock]:
        area = QRectF(self._editor.viewport().rect())
        block = cursor_under(self._editor, area.topLeft().toPoint()).block()
        last = cursor_under(self._editor, area.bottomRight().toPoint()).blockNumber()
        blocks: list[QTextBlock] = []
        while block.isValid() and block.blockNumber() <= last:
            blocks.append(block)
            block = block.next()
        return blocks

    def _mark(
        self, block: QTextBlock, start: int, end: int, *, chosen: bool
    ) -> QTextEdit.ExtraSelection:
        background = self._theme.color("hit-chosen" if chosen else "hit")
        ink, at = self._theme.color("hit-ink"), block.position()
        return overlay(self._editor.document(), at + start, at + end, ink, background)
