"""Stationery: a template that fills fields of many photos' records at once.

Each row names a field by its key, what is written there and how. The text may have variables,
`{city}` or `{date:long}`, filled from the record as it will be; `{{` is a brace. What a record
does not say gives nothing, and the comma or the brackets around it go with it.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from enum import StrEnum
from typing import Any, NamedTuple

from editor.late import frozen, regex
from editor.message import Said
from editor.story.forms import Forms
from editor.story.photo import FILLABLE, Kind, PhotoField
from editor.story.text import clean_line, clean_text


class Way(StrEnum):
    REPLACE = "replace"
    APPEND = "append"
    IF_EMPTY = "if-empty"


@frozen
class Row:
    """`field` is the key of a photo field; a row that is not `ticked` keeps its text for later."""

    field: str
    text: str
    way: Way = Way.REPLACE
    ticked: bool = True


@frozen
class Stationery:
    name: str
    rows: tuple[Row, ...] = ()

    @property
    def ticked(self) -> tuple[Row, ...]:
        return tuple(row for row in self.rows if row.ticked)


class StationeryRefused(Said):
    """A template that cannot be kept or applied as it stands."""


# One JSON in the settings of the newsroom, a list by name.
_FORMS = Forms({Stationery: ("name", "rows"), Row: ("field", "text", "way", "ticked")}, gappy=True)


def to_json(each: Stationery) -> dict[str, Any]:
    return _FORMS.form(each)


def from_json(data: object) -> Stationery:
    """Raises KeyError, TypeError or ValueError for what is no stationery, and NewerFields."""
    return _FORMS.read(Stationery, data)


# -- what a row may say

_LISTS = (Kind.PEOPLE, Kind.WORDS)
_TEXTS = (Kind.LINE, Kind.LINES, Kind.PLACE, Kind.CREDIT, *_LISTS)
_ONE_TERM = ("country_code", "rating")


def ways(row: PhotoField) -> tuple[Way, ...]:
    """How a field can be filled: nothing is appended to a date, an address or a term."""
    appends = row.kind in _TEXTS and row.name not in _ONE_TERM
    return tuple(way for way in Way if appends or way is not Way.APPEND)


def checked(each: Stationery, *, named: bool = False) -> Stationery:
    """With clean texts, its rows in the order of the fields. Raises StationeryRefused; where it
    is to be `named`, for one without a name, too."""
    name = clean_line(each.name)
    if named and not name:
        raise StationeryRefused("stationery.no-name")
    rows: dict[str, Row] = {}
    for row in each.rows:
        field = FILLABLE.get(row.field)
        if field is None:
            raise StationeryRefused("stationery.no-field", name=row.field, fields=list(FILLABLE))
        if row.field in rows:
            raise StationeryRefused("stationery.twice", field=field.label)
        if row.way not in ways(field):
            raise StationeryRefused("stationery.not-appended", field=field.label)
        clean = clean_text if field.kind is Kind.LINES else clean_line
        rows[row.field] = Row(row.field, clean(row.text).strip(), row.way, row.ticked)
        unknown = [str(each) for each in variables(rows[row.field].text) if not each.known]
        if unknown:
            raise StationeryRefused("stationery.unknown", field=field.label, names=unknown)
    return Stationery(name, tuple(rows[key] for key in FILLABLE if key in rows))


# -- variables

_PART = regex(r"\{\{|\}\}|\{(?P<variable>[^{}]*)\}|[^{}]+|[{}]")
_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
# Of the Associated Press: five months are never shortened.
_WHOLE_MONTHS = ("March", "April", "May", "June", "July")
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_DATE_FORMS = ("", "long", "short", "ap", "compact")
# Beside the fields by their keys; "" and what may stand behind a colon.
_OWN: Mapping[str, tuple[str, ...]] = {
    "date": _DATE_FORMS,
    "year": ("",),
    "month": ("", "long", "short"),
    "day": ("",),
    "weekday": ("", "short"),
    "time": ("",),
    "today": _DATE_FORMS,
    "photographer": ("",),
    "place": ("",),
    "filename": ("", "base"),
    "seq": ("", *"123456789"),
}


class Variable(NamedTuple):
    name: str
    form: str = ""

    @property
    def known(self) -> bool:
        return self.form in _OWN.get(self.name, ("",) if self.name in FILLABLE else ())

    def __str__(self) -> str:
        return f"{{{self.name}:{self.form}}}" if self.form else f"{{{self.name}}}"


# All there are, for whoever chooses one; of `seq` those people use.
VARIABLES = (
    *(Variable(name, form) for name, forms in _OWN.items() for form in forms[:5] if form != "1"),
    *map(Variable, FILLABLE),
)


def variables(text: str) -> tuple[Variable, ...]:
    """Those that stand in `text`, known or not, in their order; a brace that nothing closes is one
    without a name that is known."""
    return tuple(each for each in _parts(text) if isinstance(each, Variable))


def _parts(text: str) -> Iterator[str | Variable]:
    for part in _PART.finditer(text):
        if (inner := part["variable"]) is not None:
            name, _, form = inner.partition(":")
            yield Variable(name.strip().lower(), form.strip().lower())
        elif part[0] == "{":
            yield Variable(text[part.start() : part.start() + 20])
        else:
            yield part[0][:1] if part[0] in ("{{", "}}") else part[0]


@frozen
class About:
    """What variables are filled from. `text_of` answers for a field by its key; `place` for all
    of where; `number` counts the photos from 1; `today` is an ISO date."""

    text_of: Callable[[str], str]
    place: Callable[[], str]
    filename: str
    number: int
    today: str

    def says(self, asked: Variable) -> str:
        """What a variable is filled with, "" for nothing."""
        taken = self.text_of("date_created") if asked.name in _OWN else ""
        match asked.name:
            case "date":
                return dated(taken, asked.form)
            case "today":
                return dated(self.today, asked.form)
            case "year":
                return taken[:4]
            case "month" if asked.form and (month := _month(taken)):
                return month if asked.form == "long" else month[:3]
            case "month":
                return taken[5:7]
            case "day":
                return taken[8:10].lstrip("0")
            case "weekday":
                day = _weekday(taken)
                return day[:3] if asked.form else day
            case "time":
                return taken[11:16]
            case "photographer":
                return self.text_of("creator")
            case "place":
                return self.place()
            case "filename":
                name, dot, _ = self.filename.rpartition(".")
                return name if asked.form and dot else self.filename
            case "seq":
                return str(self.number).zfill(int(asked.form or 1))
            case key:
                return self.text_of(key)


def dated(iso: str, form: str = "") -> str:
    """A date as precise as it is known: `2026-11-24`; long `November 24, 2026`, short `Nov 24,
    2026`, ap `Nov. 24, 2026`, compact `20261124`."""
    day, month = iso[8:10].lstrip("0"), _month(iso)
    if form == "compact":
        return iso[:10].replace("-", "")
    if not form or not month:
        return iso[:10]
    if form == "short" or (form == "ap" and day and month not in _WHOLE_MONTHS):
        # September has four letters there, all others three.
        length = 4 if form == "ap" and month == "September" else 3
        month = month[:length] + ("." if form == "ap" else "")
    return f"{month} {day}, {iso[:4]}" if day else f"{month} {iso[:4]}"


def _month(iso: str) -> str:
    return _MONTHS[int(iso[5:7]) - 1] if iso[5:7].isdecimal() else ""


def _weekday(iso: str) -> str:
    try:
        return _DAYS[date.fromisoformat(iso[:10]).weekday()]
    except ValueError:
        return ""  # not a whole day


def filled(text: str, about: About) -> tuple[str, tuple[Variable, ...]]:
    """`text` with its variables filled, and those of them that gave nothing."""
    said: list[str] = []
    missing: list[Variable] = []
    for part in _parts(text):
        if isinstance(part, Variable):
            words = about.says(part).replace(_GAP, "")
            if not words:
                missing.append(part)
            said.append(words or _GAP)
        else:
            said.append(part.replace(_GAP, ""))
    return closed("".join(said)), tuple(dict.fromkeys(missing))


# -- what stands around a value that is missing

_GAP = "\0"  # no text of a person has it
_APART = ",;:/|·–—-、，；：｜"
_ENDS = ".!?。！？"
_OPEN, _CLOSE = "([（［【《「“‘\"'", ")]）］】》」”’\"'"
_BLANKS = " \t\u00a0\u3000"
_POSSESSIVE = regex(r"['’]s\b")


def closed(text: str) -> str:
    """`text` whose gaps are closed: empty brackets go, and so does one of two signs that parted
    what is missing from the rest."""
    while (at := text.find(_GAP)) >= 0:
        behind = text[at + 1 :]
        owned = _POSSESSIVE.match(behind)
        text = _joined(text[:at], behind[owned.end() :] if owned else behind)
    return text


def _joined(before: str, behind: str) -> str:
    left, right = before.rstrip(_BLANKS), behind.lstrip(_BLANKS)
    last, first = left[-1:], right[:1]
    if first and last and first in _CLOSE and _OPEN[_CLOSE.index(first)] == last:
        return f"{left[:-1]}{_GAP}{right[1:]}"
    if not last or last == "\n" or last in _ENDS + _OPEN:
        # It began a line, a sentence or what is in brackets: so does what follows now.
        rest = right.lstrip(_APART + _BLANKS + ("" if last and last in _OPEN else _ENDS))
        if last == "\n" and rest[:1] == "\n":
            rest = rest[1:]
        return f"{before}{rest}" if rest.strip() else f"{left}{rest}"
    ends = not first or first in _APART + _ENDS + _CLOSE
    if last in _APART:
        if not ends and first != _GAP and behind == right:
            return before + behind  # `A-{b}{c}`: the sign parts those now
        before = left = left.rstrip(_APART + _BLANKS)
    elif before != left and behind == right and first in _APART and right[1:2].strip():
        return before + right[1:]  # `by {a}/Xinhua`
    if ends and not (behind != right and first in _APART and right[1:2] == " "):
        return left + right
    return left + behind if behind != right else before + behind
