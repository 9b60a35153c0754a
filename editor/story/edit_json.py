"""A `StoryEdit` as JSON: what somebody typed, written where the library could not take it.

`from_json(to_json(edit)) == edit`. It must not know where the JSON is kept.
"""

from dataclasses import fields
from datetime import datetime
from typing import Any

from editor.story import document_json
from editor.story.document import Document
from editor.story.fields import FIELDS, FieldKind
from editor.story.forms import FIRST, schema_of_field
from editor.story.story import StoryEdit

Json = dict[str, Any]
_FIELDS = {field.name: field for field in fields(StoryEdit)}
# The fields of schema 1, for good; a later one says since which schema (`forms.since`).
_FIRST_FIELDS = frozenset(
    "headline deck body slug section byline contributors dateline keywords language dated "
    "target_words".split()
)


def to_json(edit: StoryEdit) -> Json:
    """Only the fields that say something."""
    return {name: _value_json(value) for name, value in sorted(edit.given.items())}


def schema_of(edit: StoryEdit) -> int:
    """The lowest schema that can say it."""
    return max(
        (schema_of_field(_FIELDS[name], _FIRST_FIELDS) for name in edit.given), default=FIRST
    )


def newest_schema() -> int:
    return max(schema_of_field(each, _FIRST_FIELDS) for each in _FIELDS.values())


def from_json(data: object) -> StoryEdit:
    """Raises ValueError, KeyError or TypeError for anything that is not an edit's JSON."""
    if not isinstance(data, dict):
        raise TypeError("not an edit")
    values: Json = {}
    for name, value in data.items():
        if name not in _FIELDS:
            raise KeyError(name)
        values[name] = _read(name, value)
    return StoryEdit(**values)


def _value_json(value: Any) -> Any:
    if isinstance(value, Document):
        return document_json.to_json(value)
    if isinstance(value, datetime):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value


def _read(name: str, value: Any) -> Any:
    if FIELDS[name].kind is FieldKind.BODY:
        return document_json.from_json(value)
    if FIELDS[name].kind is FieldKind.MOMENT:
        return datetime.fromisoformat(value)
    if isinstance(value, list):
        if not all(isinstance(each, str) for each in value):
            raise ValueError(f"{name}: not a list of texts")
        return tuple(value)
    if not isinstance(value, (str, int)):
        raise TypeError(f"{name}: neither text nor number")
    return value
