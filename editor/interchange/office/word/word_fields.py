"""Fields of Word that have no result: what Word shows for them stands in their code."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from editor.interchange.arriving.left_out import LeftOut
from editor.interchange.office.package import child, children, value
from editor.interchange.office.style_names import sign_of
from editor.interchange.office.word.word_styles import is_on, whole
from editor.late import frozen, regex
from editor.message import message

_HYPERLINK = regex(r'\s*HYPERLINK\s+(?:\\\S\s+)*"?(?P<address>[^"\s]+)"?', re.IGNORECASE)
_WORD = regex(r"\s*([A-Za-z]+)\s*")
_SYMBOL = regex(r"\s*(?:0[xX](?P<hex>[0-9A-Fa-f]+)|(?P<code>\d+))(?P<how>.*)", re.DOTALL)
_FONT = regex(r'\\f\s+"?([^"\\]+)"?')
_FORMAT = regex(r'\\\*\s*(?:"[^"]*"|\w+)')
_SWITCH = regex(r"\\([A-Za-z]+)\s*(\d*)\s*")
_RINGS = frozenset("○〇◯□△◇▢")
# They set or mark something, and show nothing where they stand.
_SILENT = frozenset(
    "HYPERLINK XE TC TA RD ASK SET PRIVATE BOOKMARKSTART ADDRESSBLOCK NEXT NEXTIF SKIPIF "
    "FILLIN LISTNUM ADDIN PRINT TOC INDEX".split()
)
_BUTTONS = frozenset({"MACROBUTTON", "GOTOBUTTON"})
_DEEP = 20
_LAST = 0x10FFFF  # the last character there is


@dataclass(slots=True)
class OpenField:
    """A field that has begun: its code, from its separator on its result; `form` is what a form
    field says of itself, `words` are those that stand among the code."""

    instruction: str = ""
    shows: bool = False
    form: Element | None = None
    words: list[str] = field(default_factory=list)

    @property
    def href(self) -> str:
        match = _HYPERLINK.match(self.instruction)
        return match["address"] if match else ""


@frozen
class Shown:
    """`base` is shown, `reading` above it, `ring` around it; `untold` is the kind of a field
    that shows something nobody can know without its result."""

    base: str = ""
    reading: str = ""
    ring: str = ""
    untold: str = ""
    formula: bool = False

    def tell(self, left_out: LeftOut, *, in_copy: bool = True) -> None:
        """What of it a page has no place for."""
        if self.ring:
            left_out.words(message("part.ring", base=self.base), self.ring)
        if self.formula:
            left_out.formula(self.base)
        if self.untold and in_copy:
            left_out.told["fields"].append(self.untold)


def shown_by(ended: OpenField) -> Shown:
    """What a field without a result shows."""
    match = _WORD.match(ended.instruction)
    kind = match[1].upper() if match else ""
    rest = ended.instruction[match.end() :] if match else ""
    if kind == "EQ":
        return _equation(rest)
    if kind in _BUTTONS:
        return Shown(rest.partition(" ")[2].strip())
    if kind == "SYMBOL":
        return _symbol(rest)
    if kind == "QUOTE":
        return Shown(rest.strip().strip('"'))
    if kind.startswith("FORM"):
        return Shown(_form_words(ended.form))
    return Shown(untold="" if kind in _SILENT else kind)


def _form_words(form: Element | None) -> str:
    if (listed := child(form, "ddList")) is not None:
        entries = [value(each, "val") for each in children(listed, "listEntry")]
        at = value(child(listed, "result"), "val") or value(child(listed, "default"), "val")
        at = whole(at)
        return entries[at] if at < len(entries) else ""
    if (box := child(form, "checkBox")) is not None:
        ticked = child(box, "checked")
        return "☒" if is_on(ticked if ticked is not None else child(box, "default")) else "☐"
    return value(child(form, "textInput", "default"), "val")


def _symbol(code: str) -> Shown:
    match = _SYMBOL.match(code)
    if match is None:
        return Shown(untold="SYMBOL")
    digits = match["hex"] or match["code"]
    number = int(digits, 16 if match["hex"] else 10) if len(digits) < 9 else _LAST + 1
    if number > _LAST:
        return Shown(untold="SYMBOL")
    font = _FONT.search(match["how"])
    sign = sign_of(font[1].strip(), number) if font else ""
    if not sign and r"\u" in match["how"].lower() and number < 0xD800:
        sign = chr(number)
    elif not sign and not font:
        sign = bytes([number]).decode("cp1252", "replace") if number < 256 else chr(number)
    return Shown(sign) if sign.isprintable() and sign else Shown(untold="SYMBOL")


# -- EQ: \f(1,2), \o\ac(○,秦), \o\ad(\s\up 9(tài),太)


@frozen
class _Part:
    switches: tuple[str, ...]
    arguments: tuple[tuple["str | _Part", ...], ...]


def _equation(code: str) -> Shown:
    parts, _ = _parsed(_FORMAT.sub("", code), 0, 0)
    solid = [each for each in parts if not isinstance(each, str) or each.strip()]
    first = solid[0] if len(solid) == 1 else None
    if isinstance(first, _Part) and first.switches[:1] == ("o",) and len(first.arguments) == 2:
        over, base = first.arguments
        if any(isinstance(each, _Part) and "up" in each.switches for each in over):
            return Shown(_words(base), reading=_words(over))
        if _words(over) in _RINGS:
            return Shown(_words(base), ring=_words(over))
    return Shown(_words(parts), formula=True)


def _parsed(code: str, at: int, depth: int) -> tuple[tuple["str | _Part", ...], int]:
    """The parts up to the comma or bracket that ends an argument, and where that is."""
    parts: list[str | _Part] = []
    switches: list[str] = []
    while at < len(code):
        if match := _SWITCH.match(code, at):
            switches.append(match[1].lower())
            at = match.end()
        elif code[at] == "(" and switches and depth < _DEEP:
            arguments, at = _arguments(code, at + 1, depth)
            parts.append(_Part(tuple(switches), arguments))
            switches = []
        elif code[at] in ",;)" and depth:
            break
        else:
            letter = code[at + 1 : at + 2] if code[at] == "\\" else code[at]
            parts.append(letter)
            at += 2 if code[at] == "\\" else 1
    return tuple(parts), at


def _arguments(code: str, at: int, depth: int) -> tuple[tuple[tuple["str | _Part", ...], ...], int]:
    arguments: list[tuple[str | _Part, ...]] = []
    while at < len(code):
        parts, at = _parsed(code, at, depth + 1)
        arguments.append(parts)
        at += 1
        if code[at - 1 : at] == ")":
            break
    return tuple(arguments), at


def _words(parts: tuple["str | _Part", ...]) -> str:
    return "".join(_said(parts)).strip()


def _said(parts: tuple["str | _Part", ...]) -> Iterator[str]:
    for each in parts:
        if isinstance(each, str):
            yield each
            continue
        between = "/" if each.switches[:1] == ("f",) else ""
        yield "√" if each.switches[:1] == ("r",) else ""
        yield between.join(_words(argument) for argument in each.arguments)
