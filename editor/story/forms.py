"""Values as JSON that outlives the program that wrote it.

An object has one key for each field of a value. The fields a value had when its form was first
written (its first fields) are always there. A field that came later names the schema it came
with (`since`) and is left out while it says its default: so the bytes of what was written before
it, and every hash of them, stay what they were, and the schema number written is the lowest that
can say the value. It must not know what the values mean.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import datetime
from enum import StrEnum
from functools import cache, partial
from json import JSONEncoder
from types import NoneType, UnionType
from typing import Any, NamedTuple, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from editor.late import frozen
from editor.message import Message, Said
from editor.story.credit import CreditLine, CreditStyle
from editor.story.edits import Crop, Edits, NamedCrop, Point, Tone
from editor.story.origin import Ingredient, Origin, Step
from editor.story.outlet import NavItem, Outlet
from editor.story.photo import AwaitedPhoto, PhotoFacts

Json = dict[str, Any]
T = TypeVar("T")
_SINCE = "since"
FIRST = 1
_PLAIN = (str, int, float, bool)
# One value has one text, so that equal values can be told by it: sorted keys, no blanks.
json_text = JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode


class NewerSchema(Said):
    """Written by a newer Galley than this."""

    def __init__(self, what: Message, schema: object, known: int) -> None:
        told = f"{schema!r:.20}"
        super().__init__("newer.schema", what=what, schema=told, known=known)


class NewerFields(NewerSchema):
    """The same of a form that carries no schema: it has fields nobody here knows."""

    def __init__(self, names: Sequence[str]) -> None:
        Said.__init__(self, "newer.fields", names=names)


def since(schema: int) -> Mapping[str, int]:
    """The metadata of a field that a value's form got with that schema; it needs a default."""
    return {_SINCE: schema}


@frozen
class Codec:
    """The form of a value that has a schema number of its own."""

    write: Callable[[Any], Any]
    read: Callable[[Any], Any]


class Forms:
    """The form of some values.

    `first` names, for each class, the fields of its first form. Fields in `aside` are no part of
    it. What is in `codecs` is written and read by these. Where forms carry no schema they may be
    `gappy`: a field of the first form that is not there says its default, if it has one, and one
    that nobody knows is a newer Galley's.
    """

    def __init__(
        self,
        first: Mapping[type, Sequence[str]],
        *,
        aside: Mapping[type, Sequence[str]] | None = None,
        codecs: Mapping[type, Codec] | None = None,
        gappy: bool = False,
    ) -> None:
        self._first = {cls: frozenset(names) for cls, names in first.items()}
        self._aside = {cls: frozenset(names) for cls, names in (aside or {}).items()}
        self._codecs = dict(codecs or {})
        self._gappy = gappy
        # A library reads thousands of values at a time: how is found out once for each class.
        self._readers: dict[type, tuple[_FieldReader, ...]] = {}

    def write(self, value: Any) -> tuple[Json, int]:
        """(form, lowest schema that can say it)."""
        later, schema = self.later(value)
        written: Json = {}
        for field, is_first in self._fields(type(value)):
            if is_first:
                written[field.name], inner = self._written(getattr(value, field.name))
                schema = max(schema, inner)
        return {**written, **later}, schema

    def later(self, value: Any) -> tuple[Json, int]:
        """The same, only of fields that came after the first form and say something."""
        written, schema = {}, FIRST
        for field, is_first in self._fields(type(value)):
            content = getattr(value, field.name)
            if not is_first and content != _default(field):
                written[field.name], inner = self._written(content)
                schema = max(schema, schema_of_field(field, frozenset()), inner)
        return written, schema

    def read(self, cls: type[T], data: object) -> T:
        """The value behind a form. Raises KeyError, TypeError or ValueError for anything else, and
        NewerFields."""
        if not isinstance(data, Mapping):
            raise TypeError(f"{cls.__name__}: not an object")
        values: Json = {}
        for name, read, _, needed in self._readers_of(cls):
            if needed or name in data:
                values[name] = read(data[name])
        if len(values) < len(data):
            unknown = sorted(set(data) - set(values))
            if self._gappy:
                raise NewerFields(unknown)
            raise ValueError(f"{cls.__name__}: unknown fields {unknown}")
        return cls(**values)

    def read_later(self, cls: type, data: Mapping[str, Any]) -> Json:
        """Values of the fields that came after the first form, as far as `data` has them."""
        later = (each for each in self._readers_of(cls) if not each.is_first)
        return {each.name: each.read(data[each.name]) for each in later if each.name in data}

    def form(self, value: Any) -> Any:
        """The form alone, of None and of several values too."""
        return self._written(value)[0]

    def read_if(self, cls: type[T], data: object | None) -> T | None:
        """The value, where there is one."""
        return None if data is None else self.read(cls, data)

    def newest(self) -> int:
        """The highest schema that any of the values can need."""
        later = (f for cls in self._first for f, is_first in self._fields(cls) if not is_first)
        return max((schema_of_field(field, frozenset()) for field in later), default=FIRST)

    def _fields(self, cls: type) -> tuple[tuple[Field[Any], bool], ...]:
        return _form_fields(cls, self._first[cls], self._aside.get(cls, frozenset()))

    def _written(self, value: Any) -> tuple[Any, int]:
        if isinstance(value, tuple):
            parts = [self._written(each) for each in value]
            return [part for part, _ in parts], max((each for _, each in parts), default=FIRST)
        if codec := self._codecs.get(type(value)):
            return codec.write(value), FIRST
        if is_dataclass(value):
            return self.write(value)
        if isinstance(value, datetime):
            return value.isoformat(), FIRST
        return (str(value) if isinstance(value, StrEnum) else value), FIRST

    def _readers_of(self, cls: type) -> "tuple[_FieldReader, ...]":
        if cls not in self._readers:
            hints = get_type_hints(cls)
            self._readers[cls] = tuple(
                # Where there is no default both are MISSING.
                _FieldReader(
                    f.name,
                    self._reader(hints[f.name]),
                    is_first,
                    is_first and (not self._gappy or f.default is f.default_factory),
                )
                for f, is_first in self._fields(cls)
            )
        return self._readers[cls]

    def _reader(self, hint: Any) -> Callable[[Any], Any]:
        if get_origin(hint) in (Union, UnionType):
            [inner] = [self._reader(each) for each in get_args(hint) if each is not NoneType]
            return lambda data: None if data is None else inner(data)
        if get_origin(hint) is tuple:
            return partial(_several, self._reader(get_args(hint)[0]))
        if codec := self._codecs.get(hint):
            return codec.read
        if is_dataclass(hint):
            return partial(self.read, cast("type", hint))
        if hint is datetime:
            return datetime.fromisoformat
        is_enum = isinstance(hint, type) and issubclass(hint, StrEnum)
        return hint if is_enum else partial(_plain, hint)


class _FieldReader(NamedTuple):
    name: str
    read: Callable[[Any], Any]
    is_first: bool
    needed: bool


def _several(read: Callable[[Any], Any], data: Any) -> tuple[Any, ...]:
    if not isinstance(data, list):
        raise TypeError("not a list")
    return tuple(map(read, data))


def _plain(hint: type, data: Any) -> Any:
    wanted = (int, float) if hint is float else hint
    if (
        hint not in _PLAIN
        or not isinstance(data, wanted)
        or (type(data) is bool) is not (hint is bool)
    ):
        raise TypeError(f"{data!r:.40} is no {hint.__name__}")
    return data


def schema_of_field(field: Field[Any], first: frozenset[str]) -> int:
    """The schema a field came with."""
    return FIRST if field.name in first else field.metadata.get(_SINCE, FIRST + 1)


def _default(field: Field[Any]) -> Any:
    if field.default_factory is not MISSING:
        return field.default_factory()
    if field.default is MISSING:
        raise TypeError(f"{field.name} came later and has no default")
    return field.default


@cache
def _form_fields(
    cls: type, first: frozenset[str], aside: frozenset[str]
) -> tuple[tuple[Field[Any], bool], ...]:
    return tuple((each, each.name in first) for each in fields(cls) if each.name not in aside)


# Values that stand in one column of a library; some are parts of a snapshot too. A field that an
# older library lacks takes its default, so adding one needs no migration.
# What each had in its first form, for good: one that comes later is not listed here, and is
# written only where it says something, so that an older Galley reads what does not use it.
FIRST_FIELDS = {
    CreditLine: ("text", "relation", "photographer", "organisation", "network"),
    CreditStyle: ("form", "brackets", "outlet_name"),
    NavItem: ("label", "path"),
    Outlet: (
        *("key", "name", "publisher", "address", "language", "navigation", "footer"),
        "credit_style",
    ),
    Crop: ("left", "top", "width", "height"),
    Point: ("x", "y"),
    NamedCrop: ("ratio", "crop"),
    Tone: (),
    Edits: (),
    AwaitedPhoto: ("caption", "credit"),
    Origin: ("standing",),
    Step: ("action",),
    Ingredient: ("title", "relationship"),
    PhotoFacts: (
        *("caption", "headline", "title", "credit", "creators", "source", "copyright_notice"),
        *("usage_terms", "web_statement", "licensor_url", "alt", "keywords", "date_created"),
        *("sublocation", "city", "province", "country", "instructions", "job_id"),
    ),
}
STORED = Forms(FIRST_FIELDS, gappy=True)
