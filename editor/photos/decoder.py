"""The child process that opens a picture nobody trusts yet: `python -m editor.photos.decoder FILE`.

It prints one line of JSON, {"format", "width", "height", "facts", "warnings", "likeness"} or
{"refused"}, and ends. Asked `FILE sources`, it prints {"sources"}: what each block of metadata says
by itself. It writes nowhere; what it cannot survive, its parent answers.
"""

import json
import os
import sys
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any

from PIL import Image, UnidentifiedImageError

from editor.child import limit_memory
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
    path = Path(arguments[0])
    answer = _sources(path) if arguments[1:] == [SOURCES] else examine(path)
    sys.stdout.write(json.dumps(answer))
    return 0


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
        _decode(image)
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
    frames = 1 if image.format in (JPEG.format, "MPO") else getattr(image, "n_frames", 1)
    if image.format == TIFF.format:
        frames = pages(image)
    if frames <= 1:
        return []
    if image.format in (TIFF.format, HEIF.format):
        tiff = image.format == TIFF.format
        return [message("picture.first-used" if tiff else "picture.main-used", n=frames)]
    raise _Refused("picture.animated")


def _decode(image: Image.Image) -> None:
    if image.format in (JPEG.format, "MPO"):
        # All of the compressed data is still read, so a missing half is noticed; only the
        # inverse transform is spared, three quarters of the time and most of the memory.
        image.draft(None, (1, 1))
    if image.format == TIFF.format:
        _load_tiff(image)
    else:
        image.load()


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
