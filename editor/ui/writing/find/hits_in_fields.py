"""What a search does in the fields of a story: the caret goes to a hit and back, and new words
stand in its place."""

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from operator import itemgetter

from PySide6.QtCore import QObject
from PySide6.QtGui import QTextCursor, QTextDocument

from editor.late import frozen
from editor.story.matching import Match
from editor.story.photo import Placement
from editor.ui.writing.body_field import BodyField
from editor.ui.writing.document.document_writer import one_step
from editor.ui.writing.document.long_lines import part_line
from editor.ui.writing.editing_actions import Field
from editor.ui.writing.find.hit_search import Found, TextHits
from editor.ui.writing.undo_line import UndoLine


@frozen
class Origin:
    """Where somebody was in the text when they began to look: given back unless they went on."""

    field: Field
    caret: QTextCursor
    scrolled: int

    @classmethod
    def of(cls, field: Field) -> "Origin":
        return cls(field, field.textCursor(), field.verticalScrollBar().value())

    def give_back(self, *, moved: bool) -> None:
        """The keyboard to the text; the caret too, unless it was `moved` on purpose."""
        if not moved:
            self.field.setTextCursor(self.caret)
            self.field.verticalScrollBar().setValue(self.scrolled)
        self.field.setFocus()


def place_of(cursor: QTextCursor) -> tuple[int, int]:
    """(block, UTF-16 units from its start) where what is selected begins."""
    block = cursor.document().findBlock(cursor.selectionStart())
    return block.blockNumber(), cursor.selectionStart() - block.position()


def leave_hit(fields: Sequence[Field], hit: Found | None) -> None:
    """The caret alone before it: a hit left selected would go with the next key in the text."""
    if hit is not None and hit.text < len(fields):
        field = fields[hit.text]
        cursor = field.textCursor()
        cursor.setPosition(cursor.selectionStart())
        field.setTextCursor(cursor)


def put_words(cursor: QTextCursor, field: Field, block_number: int, match: Match) -> None:
    """New words in the look, the marks and the link of the first letter they stand for."""
    block = field.document().findBlockByNumber(block_number)
    start, end = block.position() + match.start, block.position() + match.end
    cursor.setPosition(min(start + 1, end))
    style = cursor.charFormat()
    cursor.setPosition(start)
    cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
    breaks = "\u2028" if isinstance(field, BodyField) else " "
    cursor.insertText(match.replacement.replace("\n", breaks), style)


def put_all_words(field: Field, found: Sequence[tuple[int, Match]]) -> None:
    """(block, hit) in order, all of them as one step."""
    cursor = QTextCursor(field.document())
    with one_step(cursor):
        # From the end, so that no place moves before its turn.
        for block_number, hits in groupby(reversed(found), key=itemgetter(0)):
            for _, match in hits:
                put_words(cursor, field, block_number, match)
            if isinstance(field, BodyField):
                part_line(field.document().findBlockByNumber(block_number))


def bring_into_view(field: BodyField, cursor: QTextCursor) -> None:
    """A hit out of view comes into the upper third, with the words before it."""
    place = field.cursorRect(cursor)
    if place.top() < 0 or place.bottom() > field.viewport().height():
        bar = field.verticalScrollBar()
        bar.setValue(bar.value() + place.top() - field.viewport().height() // 3)


class Captions(QObject):
    """Attributes:
    ids: the placement of each line.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.document = QTextDocument(self)
        self.document.setUndoRedoEnabled(False)
        self.document.documentLayout()  # makes the layout, without which no change is told
        self.ids: tuple[str, ...] = ()
        self._lines: tuple[str, ...] = ()

    def show(self, placements: Sequence[Placement]) -> None:
        lines = tuple(each.shown_caption for each in placements)
        self.ids = tuple(each.id for each in placements)
        if lines == self._lines:
            return
        self._lines = lines
        cursor = QTextCursor(self.document)
        with one_step(cursor):
            cursor.select(QTextCursor.SelectionType.Document)
            cursor.insertText("\n".join(line.replace("\n", "\u2028") for line in lines))

    def text(self, number: int) -> str:
        return self._lines[number] if number < len(self._lines) else ""

    def caption(self, placement: str) -> str:
        """What stands under a photo now; "" when the story has it no more."""
        return self.text(self.ids.index(placement)) if placement in self.ids else ""

    def replaced(self, found: Sequence[tuple[int, Match]]) -> Iterator[tuple[str, str]]:
        """(placement, caption with words replaced) of each line with hits, which are in order
        and counted in UTF-16 units."""
        for number in dict.fromkeys(number for number, _ in found):
            units = self._lines[number].encode("utf-16-le", "surrogatepass")
            for _, match in reversed([each for each in found if each[0] == number]):
                new = match.replacement.encode("utf-16-le", "surrogatepass")
                units = units[: match.start * 2] + new + units[match.end * 2 :]
            yield self.ids[number], units.decode("utf-16-le", "surrogatepass")


class Replacing:
    """New words in the place of hits in fields and captions, and all of it taken back.

    `put_caption` hands on the new caption of a placement.
    """

    def __init__(
        self,
        fields: Sequence[Field],
        captions: Captions,
        undo_line: UndoLine,
        put_caption: Callable[[str, str], None],
    ) -> None:
        self._fields = fields
        self._captions = captions
        self._undo_line = undo_line
        self._put_caption = put_caption
        self._step: object = None  # what the last replacing of all did
        self._former: dict[str, str] = {}  # captions before it, where nobody else undoes them

    @property
    def has_replaced(self) -> bool:
        """Whether all hits were replaced, which can still be taken back."""
        return self._step is not None or bool(self._former)

    def forget(self) -> None:
        self._step, self._former = None, {}

    def write(self, number: int, found: Sequence[tuple[int, Match]]) -> None:
        if number < len(self._fields):
            put_all_words(self._fields[number], found)
            return
        for placement, caption in list(self._captions.replaced(found)):
            before, pushed = self._captions.caption(placement), self._undo_line.pushed
            self._put_caption(placement, caption)
            if self._undo_line.pushed == pushed:
                self._former[placement] = before

    def write_all(self, texts: Sequence[TextHits], name: str) -> int:
        """Every hit, as one step of that name; how many there were."""
        self.forget()
        before, total = self._undo_line.last, 0
        with self._undo_line.as_one(name):
            for number, hits in enumerate(texts):
                found = hits.all_hits()
                total += len(found)
                if found:
                    self.write(number, found)
        last = self._undo_line.last
        self._step = None if last is before else last
        return total

    def take_back(self) -> bool:
        """What replaced all, unless something was done since: then only captions go back."""
        last = self._step is None or self._undo_line.last is self._step
        if self._step is not None and last:
            self._undo_line.undo()
        for placement, caption in self._former.items():
            self._put_caption(placement, caption)
        self.forget()
        return last
