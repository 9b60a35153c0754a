"""The numbers of ordered items, as the page will count them.

Counted only for lines that are painted, remembered until a line is added, removed or changed in
kind; the text itself holds no numbers.
"""

from PySide6.QtGui import QTextBlock

from editor.ui.writing.document.lines import Kind
from editor.ui.writing.document.shapes import shape_of


class ListNumbers:
    def __init__(self) -> None:
        self._known: dict[int, int] = {}

    def forget(self) -> None:
        self._known.clear()

    def number(self, block: QTextBlock) -> int:
        """The number of an ordered item, from 1."""
        shape = shape_of(block)
        passed: list[int] = [block.blockNumber()]
        number = 0
        above = block.previous()
        while above.isValid():
            other = shape_of(above)
            if not other.is_list or other.level < shape.level:
                break
            if other.level == shape.level:
                if other.kind is not Kind.ORDERED:
                    break
                number = self._known.get(above.blockNumber(), 0)
                if number:
                    break
                passed.append(above.blockNumber())
            above = above.previous()
        for each in reversed(passed):
            number += 1
            self._known[each] = number
        return self._known[block.blockNumber()]
