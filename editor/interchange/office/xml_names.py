"""Names of XML elements and attributes without their namespaces, and a few ways to look for them.

Word files come in two sets of namespaces (transitional and strict) that mean the same; the names
within are unlike enough for every place that is looked at.
"""

from collections.abc import Iterator
from xml.etree.ElementTree import Element


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
