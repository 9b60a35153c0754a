"""What an element says about the look of its words: bold, italic; and where a link really leads.

Word processors say it with styles as often as with tags, and take it back with styles too
(Google Docs wraps every copy in a `b` that is not bold).
"""

from urllib.parse import parse_qs, urlsplit

from editor.interchange.arriving.text_flow import set_mark
from editor.interchange.web.tree import Element
from editor.late import regex
from editor.story.addresses import safe_address
from editor.story.runs import Mark

_TAGS = {
    Mark.BOLD: "b strong",
    Mark.ITALIC: "i em cite dfn var",
    Mark.UNDERLINE: "u ins",
    Mark.STRIKE: "s strike del",
    Mark.SUPERSCRIPT: "sup",
    Mark.SUBSCRIPT: "sub",
}
_BY_TAG = {tag: mark for mark, tags in _TAGS.items() for tag in tags.split()}
_NUMBER = regex(r"\d+")
_BOLD_FROM = 600  # CSS Fonts 4: from here a face counts as bold


def marks_within(element: Element, outer: frozenset[Mark]) -> frozenset[Mark]:
    """The marks of words in `element`, which stands in words marked `outer`."""
    mark = _BY_TAG.get(element.name)
    styles = element.styles
    if mark is None and not styles:
        return outer
    marks = set(outer)
    if mark:
        marks.add(mark)
    if weight := styles.get("font-weight"):
        set_mark(marks, Mark.BOLD, _is_bold(weight))
    if slant := styles.get("font-style"):
        set_mark(marks, Mark.ITALIC, slant.startswith(("italic", "oblique")))
    line = f"{styles.get('text-decoration', '')} {styles.get('text-decoration-line', '')}"
    if line.strip():
        # A decoration reaches into what stands within and cannot be taken back there,
        # but a tag's own decoration can: <u style="text-decoration: none">.
        own = mark if mark in (Mark.UNDERLINE, Mark.STRIKE) else None
        if "none" in line and own and own not in outer:
            marks.discard(own)
        if "underline" in line:
            marks.add(Mark.UNDERLINE)
        if "line-through" in line:
            marks.add(Mark.STRIKE)
    place = styles.get("vertical-align", "")
    if place.startswith("super"):
        marks = marks - {Mark.SUBSCRIPT} | {Mark.SUPERSCRIPT}
    elif place.startswith("sub"):
        marks = marks - {Mark.SUPERSCRIPT} | {Mark.SUBSCRIPT}
    elif place.startswith("baseline"):
        marks -= {Mark.SUPERSCRIPT, Mark.SUBSCRIPT}
    if element.name == "sub":
        marks.discard(Mark.SUPERSCRIPT)
    elif element.name == "sup":
        marks.discard(Mark.SUBSCRIPT)
    return frozenset(marks)


def _is_bold(weight: str) -> bool:
    if number := _NUMBER.match(weight):
        return int(number.group()) >= _BOLD_FROM
    return weight.startswith("bold")


_SAFE_LINKS = ".safelinks.protection.outlook.com"
_GOOGLE = frozenset({"www.google.com", "google.com"})


def unwrapped(address: str) -> str:
    """An address as it was before a mail server or an editor on the web wrapped it for counting,
    where it may be linked to; else `address` as it is. Nothing is fetched to find it."""
    try:
        parts = urlsplit(address)
        host = (parts.hostname or "").lower()
        if host.endswith(_SAFE_LINKS):
            found = parse_qs(parts.query, max_num_fields=50).get("url", [""])[0]
        elif host in _GOOGLE and parts.path == "/url":
            query = parse_qs(parts.query, max_num_fields=50)
            found = (query.get("q") or query.get("url") or [""])[0]
        else:
            return address
    except ValueError:
        return address
    return safe_address(found) or address
