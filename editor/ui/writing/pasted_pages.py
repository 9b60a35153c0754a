"""Copied pages on their way into the text: short ones at once, long ones read beside the window.

While one is read, typing goes on; its place moves along with the words around it.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QTextEdit
from shiboken6 import isValid

from editor.late import frozen, slotted
from editor.message import listed, message
from editor.story.document import Block, Document, PhotoBlock
from editor.story.measures import with_light_tables
from editor.story.text import MAX_PARAGRAPH
from editor.ui.writing.document.insertion import insert_document
from editor.ui.writing.document.lines import NOTHING, flattened
from editor.ui.writing.document.shapes import is_cell, says_nothing

if TYPE_CHECKING:
    from editor.interchange.web.html import Reading
    from editor.interchange.web.lifted_pictures import PastedPicture

# Runs work beside the window: `away(work, done(result), failed(error))`.
Away = Callable[[Callable[[], Any], Callable[[Any], None], Callable[[Exception], None]], None]
AT_ONCE = 60_000  # characters of a page: some 25 ms of reading
# Paragraphs, items and cells that go in at once; a story of 10,000 words has some 300.
MOST_LINES = 5_000


@frozen(eq=False)
class PastedPhoto:
    """A picture that came with a page, and where in the text it stands."""

    picture: "PastedPicture"
    place: QTextCursor


@slotted(eq=False)
class _Expected:
    """A page that is being read: where it goes, and the words to take when it gives none."""

    place: QTextCursor
    words: str


class PastedPages(QObject):
    """Signals:
    told(str): a quiet line on what did not come along, or that one has to wait.
    photos_pasted(list): PastedPhotos, in reading order.
    """

    told = Signal(str)
    photos_pasted = Signal(list)

    def __init__(self, editor: QTextEdit) -> None:
        super().__init__(editor)
        self._editor = editor
        self._away: Away | None = None
        self._expected: list[_Expected] = []

    def read_with(self, away: Away) -> None:
        """From now on long pages are read by this; before, all are read at once."""
        self._away = away

    def stop_reading(self) -> bool:
        """What is still being read does not come in; False when nothing is."""
        stopped = bool(self._expected)
        self._expected.clear()
        return stopped

    def take(self, page: str, words: str) -> None:
        """`words` are what to paste when the page has none of its own."""
        # Loaded with the first paste: what knows HTML is no part of the start.
        from editor.interchange.web.html import read_page

        place = QTextCursor(self._editor.textCursor())
        if self._away is None or len(page) <= AT_ONCE:
            self.put(read_page(page), place, words)
            return
        expected = _Expected(place, words)
        self._expected.append(expected)
        self.told.emit(self.tr("Reading a long paste… Type on; Esc leaves it out."))
        self._away(
            lambda: read_page(page),
            lambda reading: self._arrived(expected, reading),
            lambda error: self._failed(expected, error),
        )

    def _arrived(self, expected: _Expected, reading: "Reading") -> None:
        if expected not in self._expected or not isValid(self._editor):
            return
        self._expected.remove(expected)
        if self._editor.isReadOnly():
            self.told.emit(self.tr("Nothing was pasted: the text cannot be changed any more."))
            return
        if not self.put(reading, expected.place, expected.words):
            self.told.emit(self.tr("Pasted."))

    def _failed(self, expected: _Expected, error: Exception) -> None:
        if expected in self._expected and isValid(self._editor):
            self._expected.remove(expected)
            self.told.emit(self.tr("Nothing was pasted: the page cannot be read. Try as text."))
        raise error

    def put(self, reading: "Reading", place: QTextCursor, words: str) -> bool:
        """Whether there was something to say of it."""
        here = self._editor.textCursor()
        at_caret = here.position() == place.position() and here.anchor() == place.anchor()
        body = reading.body.with_placements(lambda _: "")
        if beyond_bounds(body):
            self.told.emit(too_many_lines())
            return True
        if body.is_blank and not reading.pictures and not reading.quiet_line and words.strip():
            from editor.interchange.arriving.lost_characters import LostCharacters
            from editor.interchange.web.html import text_to_document

            lost = LostCharacters()
            body = text_to_document(lost.take(words))
            reading = replace(reading, quiet_line=listed(lost.sentences, "sentences"))
        parted = put_in(place, body, words)
        if at_caret:
            self._editor.setTextCursor(place)
            self._editor.ensureCursorVisible()
        line = str(listed((reading.quiet_line, *parted), "sentences"))
        if line:
            self.told.emit(line)
        if reading.pictures:
            self.photos_pasted.emit(_placed(reading, place))
        return bool(line)


def beyond_bounds(body: Document) -> bool:
    """Whether it has more lines than can go in while somebody waits."""
    return len(body.blocks) > MOST_LINES or len(flattened(body)[0]) > MOST_LINES


def put_in(place: QTextCursor, body: Document, words: str) -> list[str]:
    """Puts a copied body, made of these `words`, into the text; says what goes on in new parts."""
    # Cells that come into a table fill its cells.
    light = body if is_cell(place.block()) else with_light_tables(body)
    insert_document(place, light)
    said: list[str] = []
    if len(words) > MAX_PARAGRAPH and max(map(len, words.splitlines())) > MAX_PARAGRAPH:
        said.append(goes_on())
    if light is not body:
        said.append(str(message("limit.table-goes-on")))
    return said


def goes_on() -> str:
    return str(message("limit.goes-on", n=MAX_PARAGRAPH))


def too_many_lines() -> str:
    return str(message("limit.lines", n=MOST_LINES))


def _placed(reading: "Reading", end: QTextCursor) -> list[PastedPhoto]:
    """Each picture with the place behind the block it stands behind on the page."""
    by_key = {picture.key: picture for picture in reading.pictures}
    photos: list[PastedPhoto] = []
    blocks = reading.body.blocks
    for at, block in enumerate(blocks):
        if isinstance(block, PhotoBlock) and (picture := by_key.pop(block.placement, None)):
            photos.append(PastedPhoto(picture, _behind(blocks[at + 1 :], end)))
    return photos


def _behind(following: tuple[Block, ...], end: QTextCursor) -> QTextCursor:
    """The place before these blocks, which end at `end`."""
    words = [block for block in following if not isinstance(block, PhotoBlock)]
    steps = sum(line.shape != NOTHING for line in flattened(Document(tuple(words)))[0])
    place = QTextCursor(end)
    while steps and place.block().previous().isValid():
        steps -= not says_nothing(place.block())
        place.setPosition(place.block().previous().position())
        place.movePosition(QTextCursor.MoveOperation.EndOfBlock)
    return place
