"""Lists as Word puts them on the clipboard: paragraphs that only look like list items.

Word writes `mso-list:l0 level2 lfo1` on the paragraph and types the bullet into it. Here they
become real lists again; the typed bullet goes.
"""

import re

from editor.interchange.tree import Element

_LEVEL = re.compile(r"\blevel(\d{1,2})\b")
_NUMBERED = re.compile(r"[(（]?(?:\d{1,3}|[a-z]|[ivxl]{1,6})[.)、）]", re.IGNORECASE)


def restore_word_lists(element: Element) -> None:
    """Replaces runs of list paragraphs beneath `element` by `ul` and `ol` elements, in place."""
    children: list[Element | str] = []
    open_lists: list[tuple[int, Element]] = []  # (level, list), outermost first
    for child in element.children:
        level = _level_of(child)
        if level and isinstance(child, Element):
            _add_item(children, open_lists, level, child)
        elif isinstance(child, Element) or child.strip():
            open_lists.clear()
            if isinstance(child, Element):
                restore_word_lists(child)
            children.append(child)
        elif not open_lists:  # blanks between the items of a list say nothing
            children.append(child)
    element.children = children


def _add_item(
    children: list[Element | str],
    open_lists: list[tuple[int, Element]],
    level: int,
    paragraph: Element,
) -> None:
    bullet = _take_bullet(paragraph)
    name = "ol" if _NUMBERED.match(bullet) else "ul"
    while open_lists and open_lists[-1][0] > level:
        open_lists.pop()
    if open_lists and open_lists[-1][0] == level and open_lists[-1][1].name != name:
        open_lists.pop()
    if not open_lists or open_lists[-1][0] < level:
        fresh = Element(name)
        if open_lists:
            last_item = open_lists[-1][1].children[-1]
            assert isinstance(last_item, Element)  # a list here holds items only
            last_item.children.append(fresh)
        else:
            children.append(fresh)
        open_lists.append((level, fresh))
    open_lists[-1][1].children.append(Element("li", {}, paragraph.children))


def _level_of(node: Element | str) -> int:
    """The list level of a paragraph, 1 the outermost; 0 for anything else."""
    if isinstance(node, str) or node.name != "p":
        return 0
    match = _LEVEL.search(node.styles.get("mso-list", ""))
    return int(match[1]) if match else 0


def _take_bullet(paragraph: Element) -> str:
    """The typed bullet or number, taken out of the paragraph."""
    bullet = paragraph.first(lambda e: e.styles.get("mso-list") == "ignore")
    if bullet is None:
        return ""
    paragraph.remove([bullet])
    return bullet.text
