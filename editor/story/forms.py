"""Values as JSON that outlives the program that wrote it.

An object has one key for each field of a value. The fields a value had when its form was first
written (its first fields) are always there. A field that came later names the schema it came
with (`since`) and is left out while it says its default: so the bytes of what was written before
it, and every hash of them, stay what they were, and the schema number written is the lowest that
can say the value. It must not know what the values mean.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import MISSING, Field, dataclass, fields, is_dataclass
from datetime import datetime
from enum import StrEnum
from functools import cache
from types import NoneType, UnionType
from typing import Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints

Json = dict[str, Any]
T = TypeVar("T")
_SINCE = "since"
FIRST = 1
_PLAIN = (str, int, float, bool)


class NewerSchema(Exception):
    """Written by a newer Galley than this; str() is a sentence for people."""

    def __init__(self, what: str, schema: object, known: int) -> None:
        super().__init__(
            f"{what} was written by a newer Galley (schema {schema!r:.20}; this one reads up to "
            f"{known}). Open it with that one."
        )


def since(schema: int) -> Mapping[str, int]:
    """The metadata of a field that a value's form got with that schema; it needs a default."""
    return {_SINCE: schema}


@dataclass(frozen=True, slots=True)
class Codec:
    """The form of a value that has a schema number of its own."""

    write: Callable[[Any], Any]
    read: Callable[[Any], Any]


class Forms:
    """The form of some values.

    `first` names, for each class, the fields of its first form. Fields in `aside` are no part of
    it. What is in `codecs` is written and read by these.
    """

    def __init__(
        self,
        first: Mapping[type, Sequence[str]],
        *,
        aside: Mapping[type, Sequence[str]] | None = None,
        codecs: Mapping[type, Codec] | None = None,
    ) -> None:
        self._first = {cls: frozenset(names) for cls, names in first.items()}
        self._aside = {cls: frozenset(names) for cls, names in (aside or {}).items()}
        self._codecs = dict(codecs or {})

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
        """The value behind a form. Raises KeyError, TypeError or ValueError for anything else."""
        if not isinstance(data, Mapping):
            raise TypeError(f"{cls.__name__}: not an object")
        fields_of = self._fields(cls)
        if unknown := set(data) - {field.name for field, _ in fields_of}:
            raise ValueError(f"{cls.__name__}: unknown fields {sorted(unknown)}")
        hints = _hints(cls)
        first = {
            f.name: self._read(hints[f.name], data[f.name]) for f, is_first in fields_of if is_first
        }
        return cls(**first, **self.read_later(cls, data))

    def read_later(self, cls: type, data: Mapping[str, Any]) -> Json:
        """Values of the fields that came after the first form, as far as `data` has them."""
        hints = _hints(cls)
        later = (field.name for field, is_first in self._fields(cls) if not is_first)
        return {name: self._read(hints[name], data[name]) for name in later if name in data}

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

    def _read(self, hint: Any, data: Any) -> Any:
        if get_origin(hint) in (Union, UnionType):
            [inner] = [each for each in get_args(hint) if each is not NoneType]
            return None if data is None else self._read(inner, data)
        if get_origin(hint) is tuple:
            if not isinstance(data, list):
                raise TypeError("not a list")
            return tuple(self._read(get_args(hint)[0], each) for each in data)
        if codec := self._codecs.get(hint):
            return codec.read(data)
        if is_dataclass(hint):
            return self.read(cast("type", hint), data)
        if hint is datetime:
            return datetime.fromisoformat(data)
        if issubclass(hint, StrEnum):
            return hint(data)
        return _plain(hint, data)


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
    return field.default if field.default is not MISSING else _made(field)()


def _made(field: Field[Any]) -> Callable[[], Any]:
    if field.default_factory is MISSING:
        raise TypeError(f"{field.name} came later and has no default")
    return field.default_factory


@cache
def _form_fields(
    cls: type, first: frozenset[str], aside: frozenset[str]
) -> tuple[tuple[Field[Any], bool], ...]:
    return tuple((each, each.name in first) for each in fields(cls) if each.name not in aside)


@cache
def _hints(cls: type) -> dict[str, Any]:
    return get_type_hints(cls)
