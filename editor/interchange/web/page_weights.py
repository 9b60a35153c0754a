"""What parts a story from what is set around it on a page: how much text stands in each part (all
of it, in links, in running paragraphs), and what sites call their parts (`resources/sites.toml`).

How it is used, and what holds it back, is in `page_copy`.
"""

import re
import tomllib
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import pairwise

from editor.interchange.web.tree import Element
from editor.late import frozen, regex

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


# What follows these says what a story is about, or what there is beside a part.
_ABOUT = frozenset("tag category author postid term paged keyword has with no is enable".split())
_CAMEL = regex(r"(?<=[a-z0-9])(?=[A-Z])")
_PARTS = regex(r"[^A-Za-z0-9]+")
_LONGEST_LINE = 100


@frozen
class SiteWords:
    """`kinds` by parts of class names, `roles` by `role`; what each is, as a key of the words.
    `bodies` are class names and ids of the story itself."""

    kinds: dict[str, str]
    roles: dict[str, str]
    labels: frozenset[str]
    closing: re.Pattern[str]
    bodies: frozenset[str]

    def kind_of_names(self, names: str) -> str:
        """What a part of a page with these class names or ids is; "" for nothing known."""
        for name in names.split():
            plain = _CAMEL.sub(" ", name.partition("--")[0])
            parts = [each.lower() for each in _PARTS.split(plain) if each]
            tried = [first + second for first, second in pairwise(parts)]
            if parts and parts[0] not in _ABOUT:
                tried += parts
            if kind := next((self.kinds[each] for each in tried if each in self.kinds), ""):
                return kind
        return ""

    def is_label(self, line: str) -> bool:
        """Whether a whole line only names something to click at, or a box of the site."""
        return line.casefold().strip(" :.…»›>→+|") in self.labels

    def closes(self, line: str) -> bool:
        """Whether a line begins what stands below a story."""
        return len(line) <= _LONGEST_LINE and self.closing.fullmatch(line.strip()) is not None


@cache
def site_words() -> SiteWords:
    said = tomllib.loads((files("resources") / "sites.toml").read_text("utf-8"))
    kinds = {name: kind for kind, names in said["names"].items() for name in names.split()}
    closing = "|".join(f"(?:{each})" for each in said["lines"]["closing"])
    labels, bodies = frozenset(said["lines"]["labels"]), frozenset(said["body"]["names"].split())
    return SiteWords(kinds, said["roles"], labels, re.compile(closing, re.IGNORECASE), bodies)
