"""What takes longer to make than to name: values made at less cost, patterns made late, Qt loaded.

A start loads some two hundred of each and uses a few. It must not change what they are: to
`fields`, `replace` and `match` a value is a dataclass.
"""

import builtins
import marshal
import os
import re
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import MISSING, FrozenInstanceError, dataclass, field, fields
from functools import cache, partial
from importlib import import_module
from importlib.util import cache_from_source, source_hash
from operator import attrgetter
from pathlib import Path
from types import CodeType, FunctionType
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
    refusing = {"__setattr__": _refuse, "__delattr__": _refuse}
    return _slotted(plain, eq, kw_only, refusing)


@dataclass_transform(field_specifiers=(field,))
def slotted(*, eq: bool = True) -> Callable[[Class], Class]:
    """`dataclass(slots=True)`, as quickly."""
    return partial(_slotted, eq=eq, kw_only=False, refusing={"__hash__": None} if eq else {})


def _slotted(plain: Any, eq: bool, kw_only: bool, refusing: dict[str, Any]) -> Any:
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
    body |= refusing | {"__getstate__": _state, "__setstate__": _restore}
    # Once more, for its slots, as `dataclass` does it.
    return type(plain)(plain.__name__, plain.__bases__, body)


class _Late:
    """Stands for a method until anybody asks for it."""

    def __init__(self, make: Callable[[Any], Any]) -> None:
        self._make = make

    def __set_name__(self, owner: Any, name: str) -> None:
        self._owner, self._name = owner, name

    def __get__(self, instance: object, owner: Any) -> Any:
        setattr(self._owner, self._name, self._make(self._owner))
        return getattr(owner if instance is None else instance, self._name)


def _init(made: Any) -> Any:
    """Sets the slots by their own setters: nothing else can, see `_refuse`."""
    named = sorted(fields(made), key=lambda each: bool(each.kw_only))
    known: dict[str, Any] = {"ANEW": object()}
    begins: dict[str, Any] = {}
    taken, lines = ["self"], []
    for at, each in enumerate(named):
        value = f"_{at}"
        if each.kw_only and "*" not in taken:
            taken.append("*")
        taken.append(value)
        known[f"set_{at}"] = getattr(made, each.name).__set__
        if each.default_factory is not MISSING:
            known[f"make_{at}"], begins[each.name] = each.default_factory, known["ANEW"]
            value = f"make_{at}() if {value} is ANEW else {value}"
        elif each.default is not MISSING:
            begins[each.name] = each.default
        lines.append(f" set_{at}(self, {value})")
    if hasattr(made, "__post_init__"):
        lines.append(" self.__post_init__()")
    text = "\n".join((f"def __init__({', '.join(taken)}):", *(lines or [" pass"])))
    init = _named(text, [each.name for each in named], known)
    by_name = [each.name for each in named if each.kw_only]
    init.__defaults__ = tuple(value for name, value in begins.items() if name not in by_name)
    init.__kwdefaults__ = {name: begins[name] for name in by_name if name in begins}
    init.__annotations__ = {each.name: each.type for each in named} | {"return": None}
    return init


def _eq(made: Any) -> Any:
    names = [each.name for each in fields(made) if each.compare]
    own = "".join(f"self._{at}," for at in range(len(names)))
    text = (
        "def __eq__(self, other):\n"
        " if other.__class__ is not self.__class__: return NotImplemented\n"
        f" return ({own}) == ({own.replace('self', 'other')})"
    )
    return _named(text, names, {})


def _named(text: str, names: list[str], known: dict[str, Any]) -> FunctionType:
    """What `text` defines, where `_0` is called as the first of `names`: most values have as many
    parts as others, and compiling is what takes the time."""
    code = _compiled(text)
    called = {f"_{at}": name for at, name in enumerate(names)}
    variables, attributes = (
        tuple(called.get(name, name) for name in old) for old in (code.co_varnames, code.co_names)
    )
    return FunctionType(code.replace(co_varnames=variables, co_names=attributes), known)


@cache
def _compiled(text: str) -> CodeType:
    code = compile(text, __file__, "exec")
    return next(each for each in code.co_consts if isinstance(each, CodeType))


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
    def __init__(self, compiled: Callable[[], object], pattern: str | bytes) -> None:
        self._compiled = compiled
        self.pattern = pattern  # others are made of it, which needs nothing compiled

    def __getattr__(self, name: str) -> Any:
        """What a compiled pattern has; kept, so that it is found without this the next time."""
        found = getattr(self._compiled(), name)
        setattr(self, name, found)
        return found


def regex(source: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """`re.compile`, done when the pattern is first asked anything."""
    return cast("re.Pattern[AnyStr]", _LatePattern(partial(re.compile, source, flags), source))


_QT_OWN = "shibokensupport"  # what PySide shows signatures and switches features with


def load_qt() -> None:
    """Load PySide6 in the way that takes the least time.

    Once Qt is there, PySide reads the source of every module that is loaded after it, for switches
    (`from __feature__ import …`) that nothing here uses. And it carries modules of its own as text
    in an archive, which it compiles at every start, and so their patterns: a sixth of a bare start.
    Their byte code is kept as that of our own modules is, and as little is made of it.
    """
    importing, compiling, patterns = builtins.__import__, builtins.compile, re.compile
    kept = Path(cache_from_source(__file__)).with_suffix(".qt")
    codes: dict[tuple[str, bytes], CodeType] = {}
    with suppress(OSError, EOFError, ValueError, TypeError):
        codes = marshal.loads(kept.read_bytes())  # noqa: S302 -- beside our own byte code
    known = len(codes)

    def compiled(source: Any, filename: Any, mode: str, *rest: Any, **more: Any) -> Any:
        if not str(filename).startswith(_QT_OWN):
            return compiling(source, filename, mode, *rest, **more)
        key = (str(filename), source_hash(source))
        if key not in codes:
            codes[key] = compiling(source, filename, mode, *rest, **more)
        return codes[key]

    def pattern(source: Any, flags: Any = 0) -> Any:
        own = sys._getframe(1).f_globals["__name__"].startswith(_QT_OWN)
        return _Unasked(source, flags) if own else patterns(source, flags)

    builtins.compile, re.compile = compiled, pattern  # type: ignore[assignment]
    try:
        import_module("PySide6.QtWidgets")
    finally:
        builtins.__import__, builtins.compile, re.compile = importing, compiling, patterns
    if len(codes) > known and not sys.dont_write_bytecode:
        beside = kept.with_suffix(f".{os.getpid()}")
        with suppress(OSError):
            beside.write_bytes(marshal.dumps(codes))
            beside.replace(kept)


class _Unasked:
    """A pattern of which others keep methods that they may never call."""

    def __init__(self, source: str, flags: int) -> None:
        self._made = cache(partial(re.compile, source, flags))

    def __getattr__(self, name: str) -> Callable[..., Any]:
        def ask(*given: Any) -> Any:
            return getattr(self._made(), name)(*given)

        return ask
