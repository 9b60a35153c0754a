"""All visible text of a part of a Word file, gathered by a pass that knows nothing of it.

It knows which elements hold words, and asks neither for styles nor fields nor places; what the
reader does not bring is found by it (`conservation`).
"""

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from editor.interchange.office.package import child, children, name_of, value
from editor.late import regex

_BLANKS = frozenset({"tab", "ptab", "br", "cr"})
# Fields that show what stands in their code, when they have no result.
_SPEAKING = regex(r"\s*(?:EQ|(?:MACRO|GOTO)BUTTON\s+\S+|QUOTE)\s+(.*)", re.I | re.DOTALL)
_CODE = regex(r'\\\*\s*(?:"[^"]*"|\w+)|\\[A-Za-z]+\s*\d*|[\\(),;"]')


def seen_in(element: Element) -> Iterator[str]:
    """Strings in reading order; the end of a paragraph is a line end."""
    yield from _Seen().within(element)


def words_in(element: Element | None) -> str:
    """All of it as one line."""
    return " ".join("".join(seen_in(element)).split()) if element is not None else ""


def seen_in_graphic(element: Element) -> Iterator[str]:
    """The words of a diagram's or chart's own part, without its figures."""
    for each in element.iter():
        name = name_of(each)
        if name == "numCache":
            for figure in each.iter():
                figure.text = ""
        elif name in ("t", "v") and each.text:
            yield f"{each.text}\n"


class _Seen:
    def __init__(self) -> None:
        self._codes: list[list[str] | None] = []  # of open fields, None once they have a result

    def within(self, element: Element) -> Iterator[str]:
        for each in element:
            name = name_of(each)
            if name == "AlternateContent":
                yield from self._one_form(each)
            elif name == "t" and not len(each):
                yield each.text or ""
            elif name in _BLANKS:
                yield " "
            elif name == "noBreakHyphen":
                yield "-"
            elif name == "sym":
                yield _sign(value(each, "char"))
            elif name == "textpath":
                yield f"{value(each, 'string')}\n"
            elif name == "fldChar":
                yield from self._field(each)
            elif name == "instrText":
                if self._codes and (code := self._codes[-1]) is not None:
                    code.append(each.text or "")
            else:
                yield from self.within(each)
                if name == "fldSimple" and not any(True for _ in each):
                    yield from _spoken(value(each, "instr"))
                elif name == "p":
                    yield "\n"

    def _one_form(self, alternatives: Element) -> Iterator[str]:
        for form in alternatives:
            found = list(self.within(form))
            if "".join(found).strip():
                yield from found
                return

    def _field(self, mark: Element) -> Iterator[str]:
        kind = value(mark, "fldCharType")
        if kind == "begin":
            self._codes.append([])
            for listed in children(child(mark, "ffData"), "ddList"):
                entries = [value(each, "val") for each in children(listed, "listEntry")]
                at = value(child(listed, "result"), "val", "0")
                yield entries[int(at)] if at.isdecimal() and int(at) < len(entries) else ""
        elif kind == "separate" and self._codes:
            self._codes[-1] = None
        elif kind == "end" and self._codes and (code := self._codes.pop()) is not None:
            yield from _spoken("".join(code))


def _spoken(code: str) -> Iterator[str]:
    if match := _SPEAKING.match(code):
        yield from _CODE.split(match[1])


def _sign(code: str) -> str:
    try:
        return chr(int(code, 16))
    except (ValueError, OverflowError):
        return ""
