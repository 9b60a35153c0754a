"""The child process that opens a picture nobody trusts yet: `python -m editor.photos.decoder FILE`.

It prints one line of JSON, {"format", "width", "height", "facts", "warnings"} or {"refused"},
and ends. It writes nowhere; what it cannot survive, its parent answers.
"""

import json
import sys
from pathlib import Path
from typing import Any

from PIL import Image

from editor.child import limit_memory
from editor.photos.facts import MetadataUnreadable, read_facts
from editor.photos.families import HEAD_BYTES, HEIF, JPEG, MAX_PIXELS, MEGABYTE, TIFF, family_of
from editor.photos.opening import BROKEN, open_family, too_large, upright_size
from editor.story.forms import STORED

MEMORY_LIMIT = 2_000 * MEGABYTE
_DNG_VERSION = 50706  # TIFF tag of Adobe's raw form


class _Refused(Exception):
    pass


def main(arguments: list[str]) -> int:
    limit_memory(MEMORY_LIMIT)
    answer = examine(Path(arguments[0]))
    sys.stdout.write(json.dumps(answer))
    return 0


def examine(path: Path) -> dict[str, Any]:
    """Everything the intake wants to know of a file, or why it is refused."""
    try:
        return _picture(path)
    except _Refused as refusal:
        return {"refused": str(refusal)}
    except (MemoryError, Image.DecompressionBombError):
        return {"refused": "it needs more memory than one picture may have; save it smaller"}
    except BROKEN as error:
        return {"refused": _damage(error)}


def _picture(path: Path) -> dict[str, Any]:
    with path.open("rb") as file:
        family = family_of(file.read(HEAD_BYTES))
    if family is None:
        raise _Refused("it is no picture that Galley takes")
    try:
        image = open_family(path, family)
    except ImportError:
        raise _Refused(
            "this installation cannot read HEIC; save the picture as JPEG and add that"
        ) from None
    with image:
        _check_measures(image)
        said = _check_frames(image)
        width, height = upright_size(image)
        _decode(image)
    facts, unread = _facts(path)
    return {
        "format": family.format,
        "width": width,
        "height": height,
        "facts": facts,
        "warnings": [*said, *unread],
    }


def _check_measures(image: Image.Image) -> None:
    across, down = image.size
    if too_large(image):
        mega = across * down // MEGABYTE
        raise _Refused(
            f"it would decode to {mega} megapixels ({across} × {down}), "
            f"more than the {MAX_PIXELS // MEGABYTE} allowed; save it smaller"
        )


def _check_frames(image: Image.Image) -> list[str]:
    if image.format == "TIFF" and _DNG_VERSION in getattr(image, "tag_v2", {}):
        raise _Refused("it is a camera's raw file; develop it to JPEG or TIFF first")
    # A JPEG with more pictures behind the first (MPO) is a still picture with its companions.
    frames = 1 if image.format in (JPEG.format, "MPO") else getattr(image, "n_frames", 1)
    if frames == 1:
        return []
    if image.format in (TIFF.format, HEIF.format):
        which = "first" if image.format == TIFF.format else "main one"
        return [f"The file holds {frames} pictures; the {which} is used."]
    raise _Refused("it is animated; save the one frame you want as JPEG or PNG")


def _decode(image: Image.Image) -> None:
    if image.format in (JPEG.format, "MPO"):
        # All of the compressed data is still read, so a missing half is noticed; only the
        # inverse transform is spared, three quarters of the time and most of the memory.
        image.draft(None, (1, 1))
    image.load()


def _facts(path: Path) -> tuple[dict[str, Any], list[str]]:
    try:
        facts = read_facts(path)
    except (MetadataUnreadable, *BROKEN):
        return {}, ["What the file says about itself could not be read."]
    return STORED.form(facts), []


def _damage(error: Exception) -> str:
    if "truncated" in str(error).lower():
        return "the file is cut off, a part of the picture is missing; copy or download it again"
    return f"the picture is damaged ({str(error) or type(error).__name__}); copy it again"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
