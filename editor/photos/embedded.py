"""The metadata blocks of a picture file as they stand in it, read by Exiv2; no meaning is added.

The only place that calls Exiv2. It reads hostile files, so at intake it runs in the child process.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from threading import Lock
from typing import Any

import exiv2 as _compiled

# The binding is compiled and comes without types; what leaves this file has them.
exiv2: Any = _compiled

# Adobe's XMP toolkit inside Exiv2 is one global state of the process and not safe for threads
# (Exiv2 issue 3011): this lock belongs to the process as that state does.
_ONE_AT_A_TIME = Lock()


class MetadataUnreadable(Exception):
    """Exiv2 knows no such file, or the file is broken where its metadata stands."""


@dataclass(frozen=True, slots=True)
class Embedded:
    """`xmp` and `exif` go by Exiv2's keys without `Xmp.` and `Exif.`, `iim` by the dataset of
    record 2. XMP is text (of a language alternative the default one); IIM and EXIF are bytes,
    in whatever encoding the file has them. `iim_charset` is the value of 1:90."""

    xmp: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    iim: Mapping[int, tuple[bytes, ...]] = field(default_factory=dict)
    iim_charset: bytes = b""
    exif: Mapping[str, bytes] = field(default_factory=dict)


def read_embedded(data: bytes) -> Embedded:
    """The blocks of a whole picture file. Raises MetadataUnreadable."""
    with _ONE_AT_A_TIME:
        # Exiv2 speaks through the log about every oddity of a file; a desk cannot act on it.
        exiv2.LogMsg.setLevel(exiv2.LogMsg.Level.mute)
        try:
            image = exiv2.ImageFactory.open(data)
            image.readMetadata()
        except exiv2.Exiv2Error as error:
            raise MetadataUnreadable(str(error)) from error
        charset, iim = _iim(image)
        return Embedded(_xmp(image), iim, charset, _exif(image))


def _xmp(image: Any) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for datum in image.xmpData():
        value = datum.value()
        if isinstance(value, exiv2.LangAltValue):
            texts = _default_first(dict(value))
        elif isinstance(value, exiv2.XmpArrayValue):
            texts = tuple(str(text) for text in value)
        else:
            texts = (datum.toString(),)
        found[datum.key().removeprefix("Xmp.")] = texts
    return found


def _default_first(by_language: dict[str, str]) -> tuple[str, ...]:
    rank = {"x-default": 0, "en": 1, "en-US": 2, "en-GB": 3}
    languages = sorted(by_language, key=lambda language: (rank.get(language, 9), language))
    return tuple(by_language[language] for language in languages[:1])


def _iim(image: Any) -> tuple[bytes, dict[int, tuple[bytes, ...]]]:
    charset = b""
    found: dict[int, list[bytes]] = {}
    for datum in image.iptcData():
        if datum.record() == 1 and datum.tag() == 90:
            charset = _bytes(datum)
        elif datum.record() == 2:
            found.setdefault(datum.tag(), []).append(_bytes(datum))
    return charset, {dataset: tuple(raws) for dataset, raws in found.items()}


def _exif(image: Any) -> dict[str, bytes]:
    return {
        datum.key().removeprefix("Exif."): _bytes(datum)
        for datum in image.exifData()
        if datum.typeId() == exiv2.TypeId.asciiString
    }


def _bytes(datum: Any) -> bytes:
    value = datum.value()
    # Numbers, dates and times have no bytes of their own in Exiv2; their text is ASCII.
    return bytes(value.data()) if hasattr(value, "data") else str(value).encode()
