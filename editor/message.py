"""What Galley says to people, as data: a key and what it is about. The sentences stand in
`resources/words`, one file for each language, and are made where somebody reads them.

Whatever is stored or handed on is the message, never its sentence: who reads it may read another
language than who caused it. Sentences are whole. What goes into one is a name, a number, a moment
or another message that can stand there in every language: a thing, or a clause after a colon.
"""

import json
import re
import tomllib
from collections.abc import Iterable, Mapping
from datetime import datetime
from enum import Enum
from functools import cache
from importlib.resources import files
from string import Formatter
from typing import Any, Self, Union

from editor.late import frozen

Value = Union[str, int, float, datetime, "Message", "Names"]

ENGLISH = "en"
NUMBER = "n"  # the value that decides between the forms of a sentence
# Languages whose nouns are the same for one and for many.
_ONE_FORM = frozenset({"zh", "ja", "ko", "th", "vi"})


@frozen
class Message:
    """`key` is `group.name` as in the file of words; "" says the value `text` as it is, for what
    people, systems or an older Galley worded. str() is the sentence in the reader's language."""

    key: str
    values: tuple[tuple[str, Value], ...] = ()

    def __str__(self) -> str:
        return _reader.say(self)

    def __bool__(self) -> bool:
        return bool(self.key or any(value for _, value in self.values))

    def to_json(self) -> dict[str, Any]:
        return {"key": self.key} | {name: _stored(value) for name, value in self.values}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Self:
        """Raises ValueError for what `to_json` has not made."""
        if not isinstance(data.get("key"), str):
            raise ValueError(f"no message: {data!r}")  # noqa: TRY004 - as forms of other values
        given = ((name, _read(value)) for name, value in data.items() if name != "key")
        return cls(data["key"], tuple(given))


class Names(tuple[str | Message, ...]):
    """Several of a kind in one sentence: `{names}` sets commas between them, `{names:and}` and
    `{names:or}` that word before the last, `{names:sentences}` and `{names:facts}` what stands
    between those, as the group `list` of the words has it."""

    __slots__ = ()


def message(key: str, /, **values: object) -> Message:
    """A message of these values; what is neither text, number, moment nor message is told by its
    str(), several of a kind as `Names`."""
    return Message(key, tuple((name, _value(value)) for name, value in values.items()))


def listed(parts: Iterable[str | Message], how: str = "comma") -> Message:
    """Those of `parts` that say anything, beside each other as the group `list` of the words has
    it: by `comma`, with `and` or `or` before the last, as `sentences` or as `facts`; NOTHING
    where none does."""
    said = Names(part for part in parts if part)
    return Message(f"listed.{how}", (("parts", said),)) if said else NOTHING


def literal(text: str) -> Message:
    """What has words of its own already: a file's, a person's, an error's of the system."""
    return Message("", (("text", text),)) if text else NOTHING


NOTHING = Message("")


def recognised(group: str, text: str) -> Message:
    """The message of a group that an earlier Galley stored as its English sentence; `literal` of
    what is none of them."""
    for key, pattern in _patterns(group):
        if found := pattern.fullmatch(text):
            return Message(key, tuple(found.groupdict().items()))
    return literal(text)


def message_in(text: str, group: str) -> Message:
    """What Galley said, kept as the JSON of the message; earlier Galleys wrote the English
    sentence of one of `group`."""
    try:
        return Message.from_json(json.loads(text))
    except (ValueError, AttributeError):
        return recognised(group, text)


@cache
def _patterns(group: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """The sentences of a group turned round; those first that leave least to their values."""
    english = words_in(ENGLISH)
    said = {key: english.template(key) or "" for key in english.keys()}  # noqa: SIM118 - no mapping
    own = [(key, text) for key, text in said.items() if key.startswith(f"{group}.")]
    own.sort(key=lambda each: len(re.sub(r"\{.*?\}", "", each[1])), reverse=True)
    return tuple((key, re.compile(_turned(text), re.DOTALL)) for key, text in own)


def _turned(template: str) -> str:
    return "".join(
        re.escape(said) + (f"(?P<{name}>.*)" if name else "")
        for said, name, _, _ in Formatter().parse(template)
    )


def label(of: Enum) -> Message:
    """What people call a member: `Status.SIGNED_OFF` is `status.signed-off` in the words."""
    return Message(f"{type(of).__name__.lower()}.{of.name.lower().replace('_', '-')}")


class Said(Exception):
    """An error with a sentence or two: what happened, where the text is, what to do."""

    def __init__(self, key: str | Message, /, **values: object) -> None:
        self.message = key if isinstance(key, Message) else message(key, **values)
        super().__init__(self.message)

    def __str__(self) -> str:
        return str(self.message)


class Words:
    """The sentences of one language; `groups` are those of its file, each as TOML or as read. What
    it does not have is said in English."""

    def __init__(self, language: str, groups: Mapping[str, Any], otherwise: "Words | None") -> None:
        self.language = language
        self._groups = dict(groups)
        self._otherwise = otherwise

    def say(self, message: Message) -> str:
        values = dict(message.values)
        if not message.key:
            return str(values.get("text", ""))
        template = self.template(message.key, values.get(NUMBER))
        if template is None:
            # Words are missing, which a test forbids; somebody is told what there is all the same.
            rest = ", ".join(f"{name}: {value}" for name, value in values.items())
            return f"{message.key} ({rest})" if rest else message.key
        return template.format_map(_Filled((name, self._shown(v)) for name, v in values.items()))

    def template(self, key: str, number: object = None) -> str | None:
        """The sentence with its places in braces, in the form for this number."""
        group, _, name = key.partition(".")
        found = self._group(group).get(name)
        if isinstance(found, dict):
            one = number == 1 and self.language.partition("-")[0] not in _ONE_FORM
            found = found.get("one") if one and "one" in found else found.get("other")
        if found is None and self._otherwise is not None:
            return self._otherwise.template(key, number)
        return found

    def texts(self, group: str) -> dict[str, str]:
        """Every sentence of a group by its name, with its places open: for a page that says them
        itself."""
        otherwise = self._otherwise.texts(group) if self._otherwise is not None else {}
        own = self._group(group).items()
        return otherwise | {name: text for name, text in own if isinstance(text, str)}

    def keys(self) -> Iterable[str]:
        return (f"{group}.{name}" for group in self._groups for name in self._group(group))

    def _group(self, name: str) -> Mapping[str, Any]:
        group = self._groups.get(name, {})
        if isinstance(group, str):
            group = self._groups[name] = tomllib.loads(group)
        return group

    def _shown(self, value: Value) -> object:
        if isinstance(value, Message):
            return _Text(self.say(value))
        if isinstance(value, Names):
            return _Listed([str(self._shown(each)) for each in value], self)
        return _Text(value) if isinstance(value, str) else value


class _Filled(dict[str, object]):
    """A place nobody filled is seen, and no failure while somebody is told of another."""

    def __missing__(self, name: str) -> str:
        return f"{{{name}}}"


class _Text(str):
    """`{title:small}` in the middle of a sentence, in languages that have small letters there, and
    `{reason:capital}` at its beginning."""

    __slots__ = ()

    def __format__(self, how: str) -> str:
        if how in ("small", "capital"):
            first = self[:1].lower() if how == "small" else self[:1].upper()
            return first + self[1:]
        return super().__format__(how)


class _Listed:
    def __init__(self, names: list[str], words: Words) -> None:
        self._names = names
        self._words = words

    def __format__(self, how: str) -> str:
        last = self._words.template(f"list.{how or 'comma'}") or ""
        between = self._words.template("list.comma") or "" if how in ("and", "or") else last
        return last.join(filter(None, (between.join(self._names[:-1]), *self._names[-1:])))


@cache
def words_in(language: str) -> Words:
    """The words of a language that has a file of them."""
    text = (files("resources") / "words" / f"{language}.toml").read_text("utf-8")
    # A window begins with six groups of some fifty; each is read when it first says something.
    _, *parts = re.split(r"^\[(.+)\]$", text, flags=re.MULTILINE)
    groups = dict(zip(parts[::2], parts[1::2], strict=True))
    return Words(language, groups, None if language == ENGLISH else words_in(ENGLISH))


class _Reader:
    """Who reads what this process says."""

    language = ENGLISH

    def say(self, message: Message) -> str:
        return words_in(self.language).say(message)


_reader = _Reader()


def texts_of(group: str) -> dict[str, str]:
    """See `Words.texts`, in the language of whoever reads what this process says."""
    return words_in(_reader.language).texts(group)


def read_in(language: str) -> None:
    """From now on messages are said in this language, where it has them."""
    words_in(language)
    _reader.language = language


def _value(value: object) -> Value:
    if isinstance(value, str) and type(value) is not str:
        return str(value)  # of an enumeration its text
    if isinstance(value, str | int | float | datetime | Message | Names):
        return value
    if isinstance(value, tuple | list):
        return Names(each if isinstance(each, Message) else str(each) for each in value)
    return str(value)


def _stored(value: Value) -> object:
    if isinstance(value, Message):
        return value.to_json()
    if isinstance(value, Names):
        return [_stored(each) for each in value]
    if isinstance(value, datetime):
        return {"moment": value.isoformat()}
    return value


def _read(value: object) -> Value:
    match value:
        case {"moment": str(moment)}:
            return datetime.fromisoformat(moment)
        case {"key": str(key), **values}:
            return Message.from_json({"key": key, **values})
        case list():
            return Names(
                each if isinstance(each, str) else Message.from_json(each) for each in value
            )
        case str() | int() | float():
            return value
        case _:
            raise ValueError(f"no value of a message: {value!r}")
