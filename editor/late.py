"""What takes longer to make than to name: frozen values made at less cost, patterns made late.

A start loads some two hundred of each and uses a few. It must not change what they are: to
`fields`, `replace` and `match` a frozen value is a dataclass.
"""

import re
from collections.abc import Callable
from dataclasses import MISSING, FrozenInstanceError, dataclass, field, fields
from functools import partial
from operator import attrgetter
from typing import Any, AnyStr, TypeVar, cast, dataclass_transform, overload

Class = TypeVar("Class", bound=type)


@overload
@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def frozen(plain: Class, /) -> Class: ...
@overload
@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def frozen(*, eq: bool = True, kw_only: bool = False) -> Callable[[Class], Class]: ...
def frozen(plain: Any = None, /, *, eq: bool = True, kw_only: bool = False) -> Any:
    """`dataclass(frozen=True, slots=True)` in a tenth of the time: that writes six methods as text
    and compiles them, here it is two, and each when it is first asked for."""
    if plain is None:
        return partial(frozen, eq=eq, kw_only=kw_only)
    plain.__doc__ = plain.__doc__ or plain.__name__  # or `dataclass` asks what it is made from
    dataclass(init=False, repr=False, eq=False, kw_only=kw_only)(plain)
    slots = tuple(vars(plain).get("__annotations__", ()))
    gone = {"__dict__", "__weakref__", *slots}
    given = {name: value for name, value in vars(plain).items() if name not in gone}
    body = {"__init__": _Late(_init), "__repr__": _repr}
    if eq:
        compared = [each.name for each in fields(plain) if each.compare]
        # Where nothing is compared, any two of the class are alike.
        key = attrgetter(*compared or ["__class__"])
        body |= {"__eq__": _Late(_eq), "__hash__": lambda self: hash(key(self))}
    body |= given | {"__qualname__": plain.__qualname__, "__slots__": slots}
    body |= {"__setattr__": _refuse, "__delattr__": _refuse}
    body |= {"__getstate__": _state, "__setstate__": _restore}
    # Once more, for its slots, as `dataclass` does it.
    return type(plain)(plain.__name__, plain.__bases__, body)


class _Late:
    """Stands for a method until anybody asks for it."""

    def __init__(self, text: Callable[[Any, dict[str, Any]], str]) -> None:
        self._text = text

    def __set_name__(self, owner: Any, name: str) -> None:
        self._owner, self._name = owner, name

    def __get__(self, instance: object, owner: Any) -> Any:
        known: dict[str, Any] = {}
        # As `dataclass` does it; what is in the text comes from the class alone.
        exec(self._text(self._owner, known), known)  # noqa: S102
        setattr(self._owner, self._name, known[self._name])
        return getattr(owner if instance is None else instance, self._name)


def _init(made: Any, known: dict[str, Any]) -> str:
    """Sets the slots by their own setters: nothing else can, see `_refuse`."""
    known["ANEW"] = object()
    taken, lines = ["self"], []
    for each in sorted(fields(made), key=lambda each: bool(each.kw_only)):
        name = value = each.name
        if each.kw_only and "*" not in taken:
            taken.append("*")
        known |= {f"set_{name}": getattr(made, name).__set__, f"type_{name}": each.type}
        begins = ""
        if each.default_factory is not MISSING:
            known[f"make_{name}"] = each.default_factory
            begins = "=ANEW"
            value = f"make_{name}() if {name} is ANEW else {name}"
        elif each.default is not MISSING:
            known[f"else_{name}"] = each.default
            begins = f"=else_{name}"
        taken.append(f"{name}: type_{name}{begins}")
        lines.append(f" set_{name}(self, {value})")
    if hasattr(made, "__post_init__"):
        lines.append(" self.__post_init__()")
    return "\n".join((f"def __init__({', '.join(taken)}) -> None:", *(lines or [" pass"])))


def _eq(made: Any, known: dict[str, Any]) -> str:
    names = [each.name for each in fields(made) if each.compare]
    own, others = ("".join(f"{side}.{name}," for name in names) for side in ("self", "other"))
    return (
        "def __eq__(self, other):\n"
        " if other.__class__ is not self.__class__: return NotImplemented\n"
        f" return ({own}) == ({others})"
    )


def _repr(self: Any) -> str:
    shown = (f"{each.name}={getattr(self, each.name)!r}" for each in fields(self) if each.repr)
    return f"{type(self).__qualname__}({', '.join(shown)})"


def _refuse(self: object, name: str, *_: object) -> None:
    raise FrozenInstanceError(f"cannot change field {name!r}")


def _state(self: Any) -> list[Any]:
    return [getattr(self, each.name) for each in fields(self)]


def _restore(self: Any, state: list[Any]) -> None:
    """Of one that is copied; by the fields alone, as `dataclass` does it."""
    for each, value in zip(fields(self), state, strict=True):
        object.__setattr__(self, each.name, value)


class _LatePattern:
    def __init__(self, compiled: Callable[[], object]) -> None:
        self._compiled = compiled

    def __getattr__(self, name: str) -> Any:
        """What a compiled pattern has; kept, so that it is found without this the next time."""
        found = getattr(self._compiled(), name)
        setattr(self, name, found)
        return found


def regex(source: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """`re.compile`, done when the pattern is first asked anything."""
    return cast("re.Pattern[AnyStr]", _LatePattern(partial(re.compile, source, flags)))
