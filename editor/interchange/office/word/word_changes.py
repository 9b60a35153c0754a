"""Tracked changes of a Word file: listed, and then accepted or rejected in its XML.

After `settle` the XML holds no tracked change any more, so whoever reads it cannot take one
silently.
"""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from editor.interchange.arriving.tracked import Change, ChangeKind, joined
from editor.interchange.office.xml_part import child, name_of, value

_WRAPPERS = {
    "ins": ChangeKind.INSERTED,
    "del": ChangeKind.DELETED,
    "moveFrom": ChangeKind.MOVED_FROM,
    "moveTo": ChangeKind.MOVED_TO,
}
_NEW = frozenset({"ins", "moveTo"})
_OLD = frozenset({"del", "moveFrom"})
_FORMER = frozenset(
    "rPrChange pPrChange tblPrChange trPrChange tcPrChange sectPrChange tblPrExChange "
    "tblGridChange numberingChange".split()
)
_WORDS = frozenset({"t", "delText"})
_PROPERTIES = frozenset({"rPr", "pPr", "trPr", "tcPr", "tblPr", "sectPr"})


def changes_in(root: Element) -> tuple[Change, ...]:
    """Every tracked change, in reading order."""
    return joined(list(_listed(root, "")))


def _listed(element: Element, words: str) -> Iterator[Change]:
    """`words` are those that a change of format beneath is about."""
    for each in element:
        name = name_of(each)
        if name in _WRAPPERS:
            yield Change(_WRAPPERS[name], value(each, "author"), _text(each))
            if name_of(element) not in _PROPERTIES:
                yield from _listed(each, words)
        elif name in ("cellIns", "cellDel"):
            kind = ChangeKind.INSERTED if name == "cellIns" else ChangeKind.DELETED
            yield Change(kind, value(each, "author"), words)
        elif name in _FORMER:
            yield Change(ChangeKind.FORMATTED, value(each, "author"), words)
        else:
            yield from _listed(each, _text(each) if name in ("r", "p", "tr") else words)


def _text(element: Element) -> str:
    return "".join(each.text or "" for each in element.iter() if name_of(each) in _WORDS)


def settle(element: Element, *, accept: bool) -> None:
    """Make every tracked change beneath so, or undo it."""
    gone = _OLD if accept else _NEW
    kept: list[Element] = []
    flows_on: list[Element] = []  # paragraphs whose end is gone
    for each in element:
        name = name_of(each)
        if name in gone or name in _FORMER or _is_gone_from_table(each, gone):
            continue
        if name == "p" and any(name_of(mark) in gone for mark in child(each, "pPr", "rPr") or ()):
            flows_on.append(each)
        if not accept and name in _PROPERTIES:
            each = _former(each)
        settle(each, accept=accept)
        if name in _WRAPPERS:
            kept += list(each)
            continue
        if name in ("delText", "delInstrText"):
            each.tag = each.tag.replace("}delText", "}t").replace("}delI", "}i")
        kept.append(each)
    element[:] = _flowing(kept, flows_on)


def _is_gone_from_table(element: Element, gone: frozenset[str]) -> bool:
    if name_of(element) == "tr":
        return any(name_of(mark) in gone for mark in child(element, "trPr") or ())
    if name_of(element) == "tc":
        cell = "cellDel" if gone is _OLD else "cellIns"
        return any(name_of(mark) == cell for mark in child(element, "tcPr") or ())
    return False


def _former(properties: Element) -> Element:
    """The properties as they were before somebody changed them."""
    change = next((each for each in properties if name_of(each) in _FORMER), None)
    if change is None:
        return properties
    before = child(change, name_of(properties))
    former = Element(properties.tag, properties.attrib)
    former.extend(before if before is not None else ())
    # The mark of the paragraph's own end is no part of what was changed.
    former.extend(
        each for each in properties if name_of(each) == "rPr" and name_of(properties) == "pPr"
    )
    former.extend(each for each in properties if name_of(each) in _WRAPPERS)
    return former


def _flowing(elements: list[Element], flows_on: list[Element]) -> list[Element]:
    """Paragraphs without an end joined to the ones that follow them."""
    kept: list[Element] = []
    waiting: list[Element] = []
    for each in elements:
        words = [part for part in each if name_of(part) != "pPr"]
        if each in flows_on:
            waiting += words
            continue
        if waiting and name_of(each) == "p":
            place = 1 if child(each, "pPr") is not None else 0
            each[place:place] = waiting
            waiting = []
        kept.append(each)
    if waiting:  # nothing follows: the words stay, in a paragraph of their own
        last = Element(flows_on[-1].tag)
        last.extend(waiting)
        kept.append(last)
    return kept
