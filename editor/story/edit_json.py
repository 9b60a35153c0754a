"""A `StoryEdit` as JSON: what somebody typed, written where the library could not take it.

`from_json(to_json(edit)) == edit`. It must not know where the JSON is kept.
"""

from dataclasses import fields
from datetime import datetime
from typing import Any

from editor.story import document_json
from editor.story.document import Document
from editor.story.story import StoryEdit

Json = dict[str, Any]
_NAMES = frozenset(field.name for field in fields(StoryEdit))


def to_json(edit: StoryEdit) -> Json:
    """Only the fields that say something."""
    given = ((name, getattr(edit, name)) for name in sorted(_NAMES))
    return {name: _value_json(value) for name, value in given if value is not None}


def from_json(data: object) -> StoryEdit:
    """Raises ValueError, KeyError or TypeError for anything that is not an edit's JSON."""
    if not isinstance(data, dict):
        raise TypeError("not an edit")
    values: Json = {}
    for name, value in data.items():
        if name not in _NAMES:
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
    if name == "body":
        return document_json.from_json(value)
    if name == "dated":
        return datetime.fromisoformat(value)
    if isinstance(value, list):
        if not all(isinstance(each, str) for each in value):
            raise ValueError(f"{name}: not a list of texts")
        return tuple(value)
    if not isinstance(value, (str, int)):
        raise TypeError(f"{name}: neither text nor number")
    return value
