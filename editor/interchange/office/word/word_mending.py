"""The tree of a Word file put right before it is read: its tracked changes are listed and settled,
so that whoever reads it cannot take one silently, and then all else is mended.

Of each thing one form is left, every field ends within the text it stands in, a big initial
stands before the rest of its word, and a prompt that nobody filled in is marked as one.
"""

from collections.abc import Iterator
from xml.etree.ElementTree import Element, SubElement

from editor.interchange.arriving.refusal import Change, ChangeKind, joined
from editor.interchange.office.package import child, name_of, value
from editor.interchange.office.word.word_styles import is_on

# Texts of their own: no field that is begun in one of them goes on in another.
STORIES = frozenset("body hdr ftr txbxContent tc footnote endnote comment docPartBody".split())
PROMPT = "galley-prompt"  # set on runs that only ask somebody to type
_SHOWN = frozenset("t blip imagedata textpath relIds chart oMath sym object".split())
_KIND = "fldCharType"


def mend(root: Element) -> None:
    _mend(root)
    end_fields(root)


def _mend(element: Element) -> None:
    for each in element:
        _mend(each)
    if any(name_of(each) == "AlternateContent" for each in element):
        kept: list[Element] = []
        for each in element:
            kept += chosen(each) if name_of(each) == "AlternateContent" else [each]
        element[:] = kept
    if name_of(element) == "sdt" and is_on(child(element, "sdtPr", "showingPlcHdr")):
        for run in element.iter():
            if name_of(run) == "r":
                run.set(PROMPT, "1")
    _join_initials(element)


def chosen(alternatives: Element) -> list[Element]:
    """Of several forms of one thing the first that shows anything."""
    for form in alternatives:
        if any(name_of(each) in _SHOWN for each in form.iter()):
            return list(form)
    return list(alternatives[0]) if len(alternatives) else []


def _join_initials(element: Element) -> None:
    """A drop cap is a paragraph of its own; its letter belongs to the word that follows."""
    kept: list[Element] = []
    waiting: list[Element] = []
    for each in element:
        if name_of(each) == "p":
            properties = child(each, "pPr")
            words = [part for part in each if part is not properties]
            kind = value(child(properties, "framePr"), "dropCap", "none")
            if kind != "none" and any(True for _ in _following(element, each)):
                waiting += words
                continue
            if waiting:
                place = 1 if properties is not None else 0
                each[place:place] = waiting
                waiting = []
        kept.append(each)
    if len(kept) < len(element):
        element[:] = kept


def _following(parent: Element, paragraph: Element) -> Iterator[Element]:
    """The paragraph right after, without a big initial of its own."""
    after = iter(parent)
    for each in after:
        if each is paragraph:
            break
    for each in after:
        if name_of(each) == "p":
            if value(child(each, "pPr", "framePr"), "dropCap", "none") == "none":
                yield each
            return
        if name_of(each) in STORIES or name_of(each) == "tbl":
            return


def end_fields(root: Element) -> None:
    """A field that nobody ended shows its words to the end of its paragraph, one that was not
    even parted from its code shows what follows as if there were no field."""
    for each in root.iter():
        if each is root or name_of(each) in STORIES:
            _end_fields(each)


def _end_fields(story: Element) -> None:
    open_fields: list[tuple[Element, Element | None]] = []  # the beginning, where it was parted
    for paragraph, mark in _marks(story, None):
        kind = value(mark, _KIND)
        if kind == "begin" and paragraph is not None:
            open_fields.append((mark, None))
        elif kind == "separate" and open_fields and open_fields[-1][1] is None:
            open_fields[-1] = (open_fields[-1][0], paragraph)
        elif kind == "end" and open_fields:
            open_fields.pop()
        else:
            _void(mark)
    for begin, parted in reversed(open_fields):
        if parted is None:
            _void(begin)
        else:
            space = parted.tag.rpartition("}")[0] + "}"
            end = SubElement(SubElement(parted, f"{space}r"), f"{space}fldChar")
            end.set(_KIND, "end")


def _marks(element: Element, paragraph: Element | None) -> Iterator[tuple[Element | None, Element]]:
    """Beginnings, partings and ends of the fields of this text, not of those within it."""
    for each in element:
        name = name_of(each)
        if name == "fldChar":
            yield paragraph, each
        elif name not in STORIES and not name.startswith("oMath"):
            yield from _marks(each, each if name == "p" else paragraph)


def _void(mark: Element) -> None:
    for key in mark.attrib:
        if key.rpartition("}")[2] == _KIND:
            mark.set(key, "void")


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
