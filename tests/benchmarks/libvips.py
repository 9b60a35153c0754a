"""libvips, through what its wheel has for Python: pyvips, the usual way, comes as source only, and
a set-up builds nothing. An operation is named and told as on its command line."""

from typing import Any

import _libvips as compiled  # type: ignore[import-untyped]

library: Any = compiled
_c, _lib = library.ffi, library.lib


def start() -> None:
    """To be called once. Nothing is remembered from one round to the next."""
    assert _lib.vips_init(b"galley") == 0
    _lib.vips_cache_set_max(0)


class Picture:
    """An image of libvips, freed with the last who holds it."""

    def __init__(self, pointer: Any) -> None:
        self.pointer = _c.gc(_c.cast("GObject*", pointer), _lib.g_object_unref)

    def in_memory(self) -> "Picture":
        return Picture(_lib.vips_image_copy_memory(_c.cast("VipsImage*", self.pointer)))


def thumbnail(path: str, width: int, more: str = "") -> Picture:
    return _picture_of(_done("thumbnail", f"filename={path},width={width}{more}"))


def smaller(picture: Picture, width: int) -> Picture:
    return _picture_of(_done("thumbnail_image", f"width={width}", picture))


def jpeg(picture: Picture, quality: int) -> None:
    told = f"Q={quality},optimize-coding=true,interlace=true,keep=none"
    _freed(_done("jpegsave_buffer", told, picture))


def webp(picture: Picture, quality: int, effort: int) -> None:
    _freed(_done("webpsave_buffer", f"Q={quality},effort={effort},keep=none", picture))


def _done(name: str, told: str, picture: Picture | None = None) -> Any:
    operation = _lib.vips_operation_new(name.encode())
    if picture is not None:
        value = _value()
        _lib.g_value_set_object(value, picture.pointer)
        _lib.g_object_set_property(_c.cast("GObject*", operation), b"in", value)
        _lib.g_value_unset(value)
    given = _lib.vips_object_set_from_string(_c.cast("VipsObject*", operation), told.encode())
    built = _lib.vips_cache_operation_build(operation)
    _lib.g_object_unref(_c.cast("GObject*", operation))
    if given or built == _c.NULL:
        raise ValueError(_c.string(_lib.vips_error_buffer()).decode())
    return built


def _picture_of(operation: Any) -> Picture:
    value = _value()
    _lib.g_object_get_property(_c.cast("GObject*", operation), b"out", value)
    pointer = _lib.g_value_get_object(value)
    _lib.g_object_ref(pointer)
    _lib.g_value_unset(value)
    _freed(operation)
    return Picture(pointer)


def _value() -> Any:
    value = _c.new("GValue*")
    _lib.g_value_init(value, _lib.g_type_from_name(b"VipsImage"))
    return value


def _freed(operation: Any) -> None:
    _lib.vips_object_unref_outputs(_c.cast("VipsObject*", operation))
    _lib.g_object_unref(_c.cast("GObject*", operation))
