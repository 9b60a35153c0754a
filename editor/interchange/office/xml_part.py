"""XML from outside as a tree, with its depth and size bounded while it is read.

A document type is refused before anything of it is looked at: entities are how XML does harm,
and no word processor writes one.
"""

import re
from collections.abc import Iterator
from io import BytesIO
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import iterparse

from editor.interchange.arriving.refusal import BeyondBounds, Unreadable
from editor.late import regex

MAX_DEPTH = 250
MAX_ELEMENTS = 600_000
_DAMAGED = "unread.damaged-xml"
_DOCTYPE = regex(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)


def parse_part(data: bytes) -> Element:
    """The root of a part. Raises Unreadable."""
    if _DOCTYPE.search(data) or _DOCTYPE.search(data.replace(b"\0", b"")):
        raise Unreadable("unread.entities")
    depth = count = 0
    root: Element | None = None
    try:
        for event, element in iterparse(
            BytesIO(data), events=("start", "end"), forbid_dtd=True, forbid_external=True
        ):
            if event == "end":
                depth -= 1
                continue
            root = element if root is None else root
            depth += 1
            count += 1
            if depth > MAX_DEPTH:
                raise BeyondBounds("unread.nested-parts", limit=MAX_DEPTH)
            if count > MAX_ELEMENTS:
                raise BeyondBounds("unread.too-many-parts", limit=MAX_ELEMENTS)
    except (ParseError, DefusedXmlException, ValueError, LookupError) as error:
        raise Unreadable(_DAMAGED) from error
    if root is None:
        raise Unreadable(_DAMAGED)
    return root


def name_of(element: Element) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def value(element: Element | None, name: str, default: str = "") -> str:
    """The attribute of that local name."""
    if element is None:
        return default
    for key, text in element.attrib.items():
        if key.rpartition("}")[2] == name:
            return text
    return default


def child(element: Element | None, *path: str) -> Element | None:
    """The first child of the first name, in it the first of the second, and so on."""
    for name in path:
        if element is None:
            return None
        element = next((each for each in element if name_of(each) == name), None)
    return element


def children(element: Element | None, name: str) -> Iterator[Element]:
    if element is not None:
        yield from (each for each in element if name_of(each) == name)


def within(element: Element, name: str) -> Iterator[Element]:
    """Everything of that name beneath, in reading order."""
    return (each for each in element.iter() if name_of(each) == name)


def outermost(element: Element, *names: str) -> Iterator[Element]:
    """Everything of these names beneath that does not stand within another one of them."""
    for each in element:
        if name_of(each) in names:
            yield each
        else:
            yield from outermost(each, *names)
