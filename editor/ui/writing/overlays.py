"""Colours laid over words while they are painted: links, names under quotes, hits.

Colours never go into the text itself: it would have to be edited whenever the theme changes,
and undo would bring old colours back.
"""

from collections.abc import Callable, Iterator

from PySide6.QtCore import QRectF, QTimer
from PySide6.QtGui import QColor, QTextBlock, QTextCharFormat, QTextCursor, QTextDocument
from PySide6.QtWidgets import QTextEdit

from editor.ui.theme import Theme
from editor.ui.widgets.text_field import cursor_under
from editor.ui.writing.document.line_signs import LineSigns
from editor.ui.writing.document.lines import Kind
from editor.ui.writing.document.shapes import fragments, onward, shape_of
from editor.ui.writing.find.hit_search import TextHits


class Overlays:
    """Keeps the overlays of one editor: our own for the lines in view, and other people's.

    Others (a find bar, say) lay theirs over with `lay(name, selections)`.
    """

    def __init__(self, editor: QTextEdit, theme: Theme, signs: LineSigns) -> None:
        self._editor = editor
        self._theme = theme
        self._signs = signs
        self._others: dict[str, list[QTextEdit.ExtraSelection]] = {}
        self._shown: list[tuple[int, int, str]] = []
        self._later = QTimer(editor, singleShot=True, interval=0)
        self._later.timeout.connect(self.refresh)

    def refresh_later(self) -> None:
        """Once what is under way has been painted."""
        self._later.start()

    def lay(self, name: str, selections: list[QTextEdit.ExtraSelection]) -> None:
        """Replaces what was laid over under this name before; [] takes it away."""
        self._others[name] = selections
        self.refresh(force=True)

    def refresh(self, *, force: bool = False) -> None:
        """Finds the links in view again; after scrolling, a change of marks, another theme."""
        view = QRectF(self._editor.viewport().rect())
        found = [ink for block in self._signs.blocks_in_view(view) for ink in _overlays_of(block)]
        if found == self._shown and not force:
            return
        self._shown = found
        document, color = self._editor.document(), self._theme.color
        own = [overlay(document, start, end, color(ink)) for start, end, ink in found]
        others = [selection for each in self._others.values() for selection in each]
        self._editor.setExtraSelections(own + others)


def overlay(
    document: QTextDocument, start: int, end: int, ink: QColor, background: QColor | None = None
) -> QTextEdit.ExtraSelection:
    """Colours for what stands between two places; words typed at its edges are none of it."""
    style = QTextCharFormat()
    style.setForeground(ink)
    if background is not None:
        style.setBackground(background)
    cursor = QTextCursor(document)
    cursor.setPosition(start)
    cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
    cursor.setKeepPositionOnInsert(True)
    selection = QTextEdit.ExtraSelection()
    # The binding's stubs do not know these two members of the C++ struct.
    selection.cursor = cursor  # pyright: ignore[reportAttributeAccessIssue]
    selection.format = style  # pyright: ignore[reportAttributeAccessIssue]
    return selection


def _overlays_of(block: QTextBlock) -> Iterator[tuple[int, int, str]]:
    if shape_of(block).kind is Kind.ATTRIBUTION:
        yield block.position(), block.position() + block.length() - 1, "ink-soft"
        return
    for fragment in fragments(block):
        if fragment.charFormat().isAnchor():
            yield fragment.position(), fragment.position() + fragment.length(), "accent"


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

    def _blocks(self) -> Iterator[QTextBlock]:
        area = QRectF(self._editor.viewport().rect())
        last = cursor_under(self._editor, area.bottomRight().toPoint()).position()
        return onward(cursor_under(self._editor, area.topLeft().toPoint()).block(), last)

    def _mark(
        self, block: QTextBlock, start: int, end: int, *, chosen: bool
    ) -> QTextEdit.ExtraSelection:
        background = self._theme.color("hit-chosen" if chosen else "hit")
        ink, at = self._theme.color("hit-ink"), block.position()
        return overlay(self._editor.document(), at + start, at + end, ink, background)
