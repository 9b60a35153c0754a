"""The captions of a story's photos as a text that can be searched: one line for each photo."""

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QObject
from PySide6.QtGui import QTextCursor, QTextDocument

from editor.story.matching import Match
from editor.story.photo import Placement
from editor.ui.writing.document.one_step import one_step


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
