"""Lists as programs put them on the clipboard when they do not nest them.

Word writes `mso-list:l0 level2 lfo1` on a paragraph and types the bullet into it; Word on the web
and the Chinese web editors set lists of one level beside each other and say the level on each item.
Here they become real, nested lists again; the typed bullet goes.
"""

import re
from collections.abc import Iterator

from editor.interchange.web.tree import Element
from editor.late import frozen, regex

_LEVEL = regex(r"\blevel(\d{1,2})\b")
_CLASS_LEVEL = regex(r"list-(?:bullet|number)(\d)")
_NUMBER = r"\d{1,3}|[a-z]|[ivxl]{1,6}|[一二三四五六七八九十百]{1,4}"
_NUMBERED = regex(rf"[(（]?({_NUMBER})[.．)、）]|([①-⑳])", re.IGNORECASE)
_FIRST = frozenset({"1", "a", "i", "一", "①"})
_LISTS = frozenset({"ul", "ol"})
_MAX_LEVEL = 20


@frozen
class _Item:
    """A list item that stands by itself: its level (1 the outermost), kind, number and element."""

    level: int
    kind: str
    number: str
    element: Element


def restore_word_lists(element: Element, settled: list[str]) -> None:
    """Replaces flat list items beneath `element` by nested `ul` and `ol` elements, in place;
    `settled` takes the typed bullets that the lists stand for."""
    children: list[Element | str] = []
    open_lists: list[tuple[int, Element]] = []  # (level, list), outermost first
    for child in element.children:
        items = list(_items_of(child, settled)) if isinstance(child, Element) else []
        for item in items:
            _add_item(children, open_lists, item)
            restore_word_lists(item.element, settled)
        if items or (isinstance(child, Element) and _joins_last_item(child, children)):
            continue
        if isinstance(child, Element) or child.strip():
            open_lists.clear()
            if isinstance(child, Element):
                restore_word_lists(child, settled)
            children.append(child)
        elif not open_lists:  # blanks between the items of a list say nothing
            children.append(child)
    element.children = children


def _joins_last_item(element: Element, before: list[Element | str]) -> bool:
    """Hangs a list of nothing but lists on the last item of the list before it."""
    inner = [child for child in element.children if isinstance(child, Element)]
    last = next((e for e in reversed(before) if isinstance(e, Element) or e.strip()), "")
    if element.name not in _LISTS or not inner or any(e.name not in _LISTS for e in inner):
        return False
    if isinstance(last, str) or last.name not in _LISTS or not last.children:
        return False
    item = last.children[-1]
    if isinstance(item, str) or item.name != "li":
        return False
    item.children.extend(inner)
    return True


def _items_of(element: Element, settled: list[str]) -> Iterator[_Item]:
    """The flat list items an element is or holds; none where it is anything else."""
    if element.name == "p":
        if (level := _word_level(element)) and not _has_label(element):
            kind, number = _take_bullet(element, settled)
            yield _Item(level, kind, number, Element("li", {}, element.children))
    elif (flat := _flat_list(element)) is not None:
        number = flat.attributes.get("start", "")
        for at, child in enumerate(flat.children):
            if isinstance(child, Element):
                yield _Item(_level_in(flat, child), flat.name, "" if at else number, child)


def _flat_list(element: Element) -> Element | None:
    """A list that says its items' levels on them, alone in a container or not."""
    while element.name == "div":
        inner = [child for child in element.children if isinstance(child, Element)]
        if len(inner) != 1 or any(isinstance(c, str) and c.strip() for c in element.children):
            return None
        element = inner[0]
    if element.name not in _LISTS or element.is_hidden:
        return None
    element.children = [c for c in element.children if isinstance(c, Element) or c.strip()]
    for child in element.children:
        if not isinstance(child, Element) or child.name != "li" or not _level_in(element, child):
            return None
        if child.is_hidden or any(
            isinstance(c, Element) and c.name in _LISTS for c in child.children
        ):
            return None
    return element if element.children else None


def _level_in(flat: Element, item: Element) -> int:
    """The level that an item, or its list's class, says; 0 for none."""
    said = item.attributes.get("aria-level") or item.attributes.get("data-aria-level", "")
    if said[:2].isdecimal():
        return max(1, min(int(said[:2]), _MAX_LEVEL))
    found = _CLASS_LEVEL.search(" ".join(sorted(flat.classes | item.classes)))
    return int(found[1]) if found else 0


def _add_item(
    children: list[Element | str], open_lists: list[tuple[int, Element]], item: _Item
) -> None:
    while open_lists and open_lists[-1][0] > item.level:
        open_lists.pop()
    if open_lists and open_lists[-1][0] == item.level and open_lists[-1][1].name != item.kind:
        open_lists.pop()
    if not open_lists or open_lists[-1][0] < item.level:
        fresh = Element(item.kind, {"start": item.number} if item.number else {})
        if open_lists:
            last_item = open_lists[-1][1].children[-1]
            assert isinstance(last_item, Element)  # a list here holds items only
            last_item.children.append(fresh)
        else:
            children.append(fresh)
        open_lists.append((item.level, fresh))
    open_lists[-1][1].children.append(item.element)


def _word_level(paragraph: Element) -> int:
    """The list level Word wrote on a paragraph, 1 the outermost; 0 without one."""
    match = _LEVEL.search(paragraph.styles.get("mso-list", ""))
    return min(int(match[1]), _MAX_LEVEL) if match else 0


def _bullet(paragraph: Element) -> Element | None:
    return paragraph.first(lambda e: e.styles.get("mso-list") == "ignore")


def _has_label(paragraph: Element) -> bool:
    """Whether words stand where a list has its bullet (`第一条`, `Question:`, `1.1`): a list of
    ours has no form for them, so they stay the beginning of a paragraph."""
    bullet = _bullet(paragraph)
    label = bullet.text if bullet is not None else ""
    if _NUMBERED.fullmatch(label):
        return False
    # A single letter is a sign of some font with signs.
    return any(map(str.isalnum, label)) and (len(label) > 1 or not label.isascii())


def _take_bullet(paragraph: Element, settled: list[str]) -> tuple[str, str]:
    """(`ol` or `ul`, the number where it is one), the typed bullet taken out of the paragraph."""
    bullet = _bullet(paragraph)
    if bullet is None:
        return "ul", ""
    paragraph.remove([bullet])
    settled.append(bullet.words)
    match = _NUMBERED.match(bullet.text)
    if match is None:
        return "ul", ""
    number = (match[1] or match[2]).lower()
    return "ol", "" if number in _FIRST else number
