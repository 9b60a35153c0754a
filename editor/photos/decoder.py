"""The child process that opens a picture nobody trusts yet: `python -m editor.photos.decoder`.

Asked for a file it answers {"format", "width", "height", "facts", "warnings", "likeness"} or
{"refused"}; asked for `FILE sources`, {"sources"}: what each block of metadata says by itself. It
writes nowhere; what it cannot survive, its parent answers.
"""

import os
import re
import struct
import sys
from collections.abc import Iterator, Sequence
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any

from PIL import Image, UnidentifiedImageError

from editor.child import answer_each, limit_memory
from editor.message import Message, Said, message
from editor.photos.colour import colour_notices
from editor.photos.facts import MetadataUnreadable, read_embedded, read_facts, sources_of
from editor.photos.families import HEAD_BYTES, HEIF, JPEG, MAX_PIXELS, MEGABYTE, TIFF, family_of
from editor.photos.opening import BROKEN, open_family, pages, too_large, upright_size
from editor.photos.renditions import likeness
from editor.story.forms import STORED

MEMORY_LIMIT = 2_000 * MEGABYTE
SOURCES = "sources"
_DNG_VERSION = 50706  # TIFF tag of Adobe's raw form


class _Refused(Said):
    pass


def main(arguments: list[str]) -> int:
    limit_memory(MEMORY_LIMIT)
    return answer_each(_answer)


def _answer(arguments: Sequence[str]) -> dict[str, Any]:
    path = Path(arguments[0])
    return _sources(path) if arguments[1:] == [SOURCES] else examine(path)


def examine(path: Path) -> dict[str, Any]:
    """Everything the intake wants to know of a file, or why it is refused."""
    try:
        return _picture(path)
    except _Refused as refusal:
        return {"refused": refusal.message.to_json()}
    except (MemoryError, Image.DecompressionBombError):
        return {"refused": message("picture.memory").to_json()}
    except UnidentifiedImageError:
        return {"refused": message("picture.kind-unread").to_json()}
    except BROKEN as error:
        return {"refused": _damage(error).to_json()}


def _sources(path: Path) -> dict[str, Any]:
    try:
        found = sources_of(read_embedded(path.read_bytes()))
    except (MetadataUnreadable, MemoryError, *BROKEN):
        return {"refused": message("picture.facts-unreadable").to_json()}
    return {"sources": {name: STORED.form(facts) for name, facts in found.items()}}


def _picture(path: Path) -> dict[str, Any]:
    with path.open("rb") as file:
        family = family_of(file.read(HEAD_BYTES))
    if family is None:
        raise _Refused("picture.none")
    try:
        image = open_family(path, family)
    except ImportError:
        raise _Refused("picture.no-heic") from None
    with image:
        _check_measures(image)
        said = [*_check_frames(image), *colour_notices(image)]
        width, height = upright_size(image)
        said += _decode(image, path)
        alike = likeness(image)
    facts, told = _facts(path)
    return {
        "format": family.format,
        "width": width,
        "height": height,
        "facts": facts,
        "warnings": [each.to_json() for each in (*said, *told)],
        "likeness": alike,
    }


def _check_measures(image: Image.Image) -> None:
    across, down = image.size
    if too_large(image):
        mega = across * down // MEGABYTE
        most = MAX_PIXELS // MEGABYTE
        raise _Refused("picture.pixels", mega=mega, across=across, down=down, most=most)


def _check_frames(image: Image.Image) -> list[Message]:
    if image.format == "TIFF" and _DNG_VERSION in getattr(image, "tag_v2", {}):
        raise _Refused("picture.raw")
    # A JPEG with more pictures behind the first (MPO) is a still picture with its companions.
    if image.format in (JPEG.format, "MPO"):
        return []
    # Pillow would go through all pages of a TIFF to tell their number.
    frames = pages(image) if image.format == TIFF.format else getattr(image, "n_frames", 1)
    if frames <= 1:
        return []
    if image.format in (TIFF.format, HEIF.format):
        tiff = image.format == TIFF.format
        return [message("picture.first-used" if tiff else "picture.main-used", n=frames)]
    raise _Refused("picture.animated")


def _decode(image: Image.Image, path: Path) -> list[Message]:
    if image.format in (JPEG.format, "MPO"):
        sound = decode_jpeg(image, path)
        return [] if sound else [message("picture.scan-damaged")]
    if image.format == TIFF.format:
        _load_tiff(image)
    else:
        image.load()
    return []


def _load_tiff(image: Image.Image) -> None:
    """A bad line of a fax libtiff tells to the standard error alone, and goes on with the next."""
    ours = os.dup(2)
    with TemporaryFile() as told:
        os.dup2(told.fileno(), 2)
        try:
            image.load()
        finally:
            os.dup2(ours, 2)
            os.close(ours)
        told.seek(0)
        if b"Fax" in told.read():  # other lines are of tags that nobody needs
            raise _Refused("picture.damaged")


_FRAMES = (0xC0, 0xC1)  # of a JPEG: in one scan of one Huffman pass
_PROGRESSIVE, _RESTARTS, _SCAN = 0xC2, 0xDD, 0xDA
_END = b"\xff\xd9"
# What may stand within a scan is FF 00 and restarts.
_MARKER = re.compile(rb"\xff+([^\x00\xff\xd0-\xd7])", re.DOTALL)
_RESTART = re.compile(rb"\xff+[\xd0-\xd7]")
# Read ahead by the decoder, and never a marker.
_FILLER = b"\x55" * 8
_MOST_INTERVALS, _LONGEST_SIDE = 4000, 65_000


def decode_jpeg(image: Image.Image, path: Path) -> bool:
    """Decode a JPEG small; whether its compressed data ends where its last block does, in every
    part that can be told (ITU-T T.81, annex F). What is damaged in the middle is decoded all the
    same, and shows as stripes: there are then too many or too few bytes behind it. Raises what
    Pillow raises."""
    # All of the compressed data is still read, so a missing half is noticed; only the inverse
    # transform is spared, three quarters of the time and most of the memory.
    image.draft(None, (1, 1))
    data = path.read_bytes()
    head, frame, sampling, interval = _jpeg_head(data)
    scan = _MARKER.search(data, len(head))
    if scan is None or frame is None:
        image.load()
        return True
    packed = data[len(head) : scan.start()]
    number = data[frame + 9]
    one_scan = struct.pack(">BBHB", 0xFF, _SCAN, 6 + 2 * number, number)
    if data[frame + 1] not in _FRAMES or not head[-8 - 2 * number :].startswith(one_scan):
        image.load()
        return _CORRUPT not in _complaint(path, 8 if min(image.size) >= 8 else 1)
    if not interval:
        return _fits(image, head, packed) and scan[1] == _END[1:]
    image.load()
    parts = _RESTART.split(packed)
    across, down = struct.unpack_from(">HH", data, frame + 5)[::-1]
    wide, high = (8 * max(each) for each in sampling)
    blocks = -(-across // wide) * -(-down // high)
    if len(parts) != -(-blocks // interval):
        return False
    if len(parts) > _MOST_INTERVALS or interval * wide > _LONGEST_SIDE:
        return True
    return all(
        _fits(_strip(part_head), part_head, part)
        for part, count in zip(parts, _counts(blocks, interval), strict=True)
        for part_head in (_resized(head, frame, count * wide, high),)
    )


def _jpeg_head(data: bytes) -> tuple[bytes, int | None, list[tuple[int, ...]], int]:
    """All up to the first scan's data; where its frame stands; the sampling of its components,
    across and down; blocks between restarts."""
    at, frame, interval = 2, None, 0
    sampling: list[tuple[int, ...]] = [(1,), (1,)]
    while at + 4 <= len(data):
        marker, (length,) = data[at + 1], struct.unpack_from(">H", data, at + 2)
        if marker == 0xFF:
            at += 1
            continue
        if marker in (*_FRAMES, _PROGRESSIVE):
            frame = at
            each = data[at + 11 : at + 10 + 3 * data[at + 9] : 3]
            # One component alone has no sampling to speak of.
            sampling = [tuple(b >> 4 for b in each), tuple(b & 15 for b in each)]
            sampling = sampling if len(each) > 1 else [(1,), (1,)]
        elif marker == _RESTARTS:
            (interval,) = struct.unpack_from(">H", data, at + 4)
        at += 2 + length
        if marker == _SCAN:
            break
    return data[:at], frame, sampling, interval


def _fits(image: Image.Image, head: bytes, packed: bytes) -> bool:
    """Whether decoding asks for the last byte, and for nothing but the filler behind it."""
    parts = [head + packed[:-1], packed[-1:] + _FILLER, _END]
    vars(image)["load_read"] = lambda _: parts.pop(0) if parts else b""
    image.load()
    return len(parts) == 1


_CORRUPT = "Corrupt JPEG data"  # libjpeg's words for what it decodes all the same


def _complaint(path: Path, shrink: int) -> str:
    """What libjpeg has to say of a JPEG; Pillow keeps that to itself."""
    try:
        # Not pyvips, by which Python usually comes to it: that has no wheel.
        import _libvips as compiled  # pyright: ignore[reportMissingTypeStubs]
    except ImportError:  # Windows on ARM
        return ""
    os.environ["VIPS_WARNING"] = "0"  # it has them on its standard error, too
    vips: Any = compiled
    c, lib = vips.ffi, vips.lib
    lib.vips_init(b"galley")
    lib.vips_concurrency_set(1)
    lib.vips_error_clear()
    load = lib.vips_operation_new(b"jpegload")
    value = c.new("GValue*")
    lib.g_value_init(value, lib.g_type_from_name(b"gchararray"))
    lib.g_value_set_string(value, os.fsencode(path))
    lib.g_object_set_property(c.cast("GObject*", load), b"filename", value)
    how = f"fail-on=warning,shrink={shrink},access=sequential"
    lib.vips_object_set_from_string(c.cast("VipsObject*", load), how.encode())
    if (built := lib.vips_cache_operation_build(load)) != c.NULL:
        value = c.new("GValue*")
        lib.g_value_init(value, lib.g_type_from_name(b"VipsImage"))
        lib.g_object_get_property(c.cast("GObject*", built), b"out", value)
        copy = lib.vips_image_copy_memory(c.cast("VipsImage*", lib.g_value_get_object(value)))
        lib.g_value_unset(value)
        if copy != c.NULL:
            lib.g_object_unref(copy)
        lib.vips_object_unref_outputs(c.cast("VipsObject*", built))
        lib.g_object_unref(built)
    lib.g_object_unref(load)
    return c.string(lib.vips_error_buffer()).decode("utf-8", "replace")


def _counts(blocks: int, interval: int) -> Iterator[int]:
    for at in range(0, blocks, interval):
        yield min(interval, blocks - at)


def _resized(head: bytes, frame: int, across: int, down: int) -> bytes:
    return head[: frame + 5] + struct.pack(">HH", down, across) + head[frame + 9 :]


def _strip(head: bytes) -> Image.Image:
    image = Image.open(BytesIO(head + _END), formats=[JPEG.format])
    image.draft(None, (1, 1))
    return image


def _facts(path: Path) -> tuple[dict[str, Any], list[Message]]:
    try:
        read = read_facts(path)
    except (MetadataUnreadable, *BROKEN):
        return {}, [message("picture.facts-unreadable")]
    return STORED.form(read.facts), list(read.notices)


def _damage(error: Exception) -> Message:
    if "truncated" in str(error).lower():
        return message("picture.cut-off")
    return message("picture.damaged")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
