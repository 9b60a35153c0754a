"""Colours laid over words while they are painted: links, names under quotes.

Colours never go into the text itself: it would have to be edited whenever the theme changes,
and undo would bring old colours back.
"""

from collections.abc import Iterator

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QTextBlock, QTextCharFormat, QTextCursor, QTextDocument
from PySide6.QtWidgets import QTextEdit

from editor.ui.theme import Theme
from editor.ui.writing.document.line_signs import LineSigns
from editor.ui.writing.document.lines import Kind
from editor.ui.writing.document.shapes import fragments, shape_of


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
        own = [self._selection(*ink) for ink in found]
        others = [selection for each in self._others.values() for selection in each]
        self._editor.setExtraSelections(own + others)

    def _selection(self, start: int, end: int, color: str) -> QTextEdit.ExtraSelection:
        return overlay(self._editor.document(), start, end, self._theme.color(color))


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
