"""How much text stands in each part of a page: all of it, in links, in running paragraphs."""

from collections.abc import Collection
from dataclasses import dataclass

from editor.interchange.web.tree import Element

COPY_MIN = 80  # weight of a paragraph that is running text
_HAN = 1.5  # what a Chinese character weighs beyond a letter
_HALF = 0.5


@dataclass(slots=True)
class Measure:
    """Weights of the text in an element: all of it, in links, in running paragraphs, that in no
    block within it, that of lines which are not links; how many links, and whether there are
    blocks."""

    letters: float = 0
    linked: float = 0
    copy: float = 0
    own: float = 0
    own_linked: float = 0
    plain: float = 0
    links: int = 0
    has_blocks: bool = False

    @property
    def running(self) -> float:
        """The weight of the text that is in no block within it, where that is running text."""
        is_running = self.own >= COPY_MIN and self.own_linked < _HALF * self.own
        return self.own if is_running else 0


def measured(root: Element, left_out: Collection[int]) -> dict[int, Measure]:
    """By `id`; what an element of `left_out` holds counts for none of those around it."""
    order: list[tuple[Element, Element | None]] = []
    waiting: list[tuple[Element, Element | None]] = [(root, None)]
    while waiting:
        element, parent = waiting.pop()
        order.append((element, parent))
        waiting.extend((e, element) for e in element.children if isinstance(e, Element))
    measures = {id(element): Measure() for element, _ in order}
    for element, parent in reversed(order):
        measure = measures[id(element)]
        _close(element, measure)
        if parent is not None and id(element) not in left_out:
            _add(measures[id(parent)], measure, element)
    return measures


def _close(element: Element, measure: Measure) -> None:
    """What stands directly in the element, its inner ones being counted already."""
    own = sum(_weight(child) for child in element.children if isinstance(child, str))
    measure.own += own
    measure.letters += own
    if element.is_link:
        measure.linked, measure.own_linked = measure.letters, measure.own
        measure.links += 1
    if measure.has_blocks or not element.is_inline:
        measure.copy += measure.running
        measure.plain += 0 if measure.own_linked >= _HALF * measure.own else measure.own


def _add(parent: Measure, child: Measure, element: Element) -> None:
    parent.letters += child.letters
    parent.linked += child.linked
    parent.copy += child.copy
    parent.plain += child.plain
    parent.links += child.links
    if element.is_inline and not child.has_blocks:
        parent.own += child.own
        parent.own_linked += child.own_linked
    else:
        parent.has_blocks = True


def _weight(text: str) -> float:
    text = text.strip()
    return len(text) if text.isascii() else len(text) + _HAN * sum(c > "\u2e7f" for c in text)
