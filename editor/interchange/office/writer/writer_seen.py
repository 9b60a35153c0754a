"""All visible text of an OpenDocument text, gathered by a pass that knows nothing of it.

It takes every text node but those of elements that only describe (`_UNSEEN`), and asks neither
for styles nor places; what the reader does not bring is found by it (`conservation`).
"""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from editor.interchange.office.package import name_of, value

_BLANKS = frozenset({"s", "tab", "line-break"})
_ENDS = frozenset({"p", "h", "list-item", "table-cell"})
# Who changed something and when, and what a picture shows; fields of the same names are text.
_ABOUT = frozenset("creator creator-initials date date-string title desc".split())
_UNSEEN = frozenset(
    "change-info binary-data script event-listeners index-title-template index-entry-text "
    "sequence-decls variable-decls user-field-decls dde-connection-decls annotation-xml".split()
)
_FORM_WORDS = ("label", "current-value", "value", "title")


def seen_in(element: Element) -> Iterator[str]:
    """Strings in reading order; the end of a paragraph is a line end."""
    name = name_of(element)
    if is_unseen(element):
        return
    if name in _BLANKS:
        yield " "
    elif name == "forms":
        yield from form_words(element)
        return
    if element.text:
        yield element.text
    for each in element:
        # What was deleted is no text of the file, unless it is taken back.
        if name_of(each) != "tracked-changes":
            yield from seen_in(each)
        if each.tail:
            yield each.tail
    if name in _ENDS:
        yield "\n"


def is_unseen(element: Element) -> bool:
    name = name_of(element)
    if name in _ABOUT:
        return not element.tag.startswith("{urn:oasis:names:tc:opendocument:xmlns:text:")
    return name in _UNSEEN or name.endswith("-source")


def words_in(*elements: Element | None) -> str:
    """All of it as one line."""
    found = (text for each in elements if each is not None for text in seen_in(each))
    return " ".join("".join(found).split())


def form_words(forms: Element) -> Iterator[str]:
    """What stands on buttons and in fields of a form."""
    for each in forms.iter():
        words = (value(each, name) for name in _FORM_WORDS if name_of(each) != "form")
        if name_of(each) not in ("property", "properties", "list-property"):
            yield from (f"{word}\n" for word in words if any(c.isalpha() for c in word))
