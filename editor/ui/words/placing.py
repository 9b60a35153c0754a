"""Where marks stand in their blocks, remembered as long as nothing moves there.

Asking Qt's layouts for every mark at every painting would cost more than the painting.
"""

from dataclasses import dataclass

from PySide6.QtCore import QRectF
from PySide6.QtGui import QTextBlock

from editor.ui.words.places import stretches
from editor.ui.words.proof_sheet import Mark
from editor.ui.words.waves import strip_under

MOST = 400  # blocks; more than any screen shows


@dataclass(frozen=True, slots=True)
class _Placed:
    marks: tuple[Mark, ...]
    outline: QRectF  # of the block: another width, another font and it is another one
    places: tuple[tuple[Mark, tuple[QRectF, ...]], ...]


class Placing:
    """Rectangles count from the origin of the block's layout."""

    def __init__(self) -> None:
        self._placed: dict[int, _Placed] = {}

    def of(
        self, number: int, block: QTextBlock, marks: tuple[Mark, ...], outline: QRectF
    ) -> tuple[tuple[Mark, tuple[QRectF, ...]], ...]:
        """Each mark with the strips under it, one for each line it is on; `outline` is the
        bounding rectangle of the block's layout."""
        placed = self._placed.get(number)
        if placed is None or placed.marks is not marks or placed.outline != outline:
            last = block.length() - 1
            places = tuple(
                (mark, tuple(map(strip_under, stretches(block, mark.start, mark.end))))
                for mark in marks
                if mark.end <= last
            )
            placed = _Placed(marks, outline, places)
            if len(self._placed) >= MOST:
                self._placed.clear()
            self._placed[number] = placed
        return placed.places

    def forget(self, number: int) -> None:
        """Something changed within a block, perhaps only its look."""
        self._placed.pop(number, None)

    def forget_all(self) -> None:
        """Blocks have other numbers now."""
        self._placed.clear()
