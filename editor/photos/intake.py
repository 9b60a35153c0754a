"""A picture comes in: looked at from outside, decoded once in a child process, and described.

Nothing is stored and nothing is changed here; a file that is refused leaves no trace.
"""

import json
from dataclasses import replace
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from editor.child import DECODE_ARGUMENT, Child, ChildFailed, ChildTooSlow
from editor.late import frozen
from editor.message import Message, message
from editor.photos.credentials import read_origin
from editor.photos.families import (
    HEAD_BYTES,
    JPEG,
    MEGABYTE,
    TIFF,
    Family,
    PictureRefused,
    family_of,
    is_camera_raw,
    why_not,
)
from editor.story.forms import STORED
from editor.story.origin import Made, Origin, judged
from editor.story.photo import PhotoFacts, source_type


@frozen
class Intake:
    """A picture that may be taken.

    `format` is JPEG, PNG, WEBP, TIFF or HEIF; `width` and `height` are pixels of the upright
    picture, `size` is bytes; `warnings` are for the person who brought it; `origin` is what Content
    Credentials say, None where the file has none; `likeness` is as the renditions have it. `jpeg`
    is what is taken in the place of a camera's raw file, called `name`; else it is empty.
    """

    format: str
    width: int
    height: int
    size: int
    facts: PhotoFacts
    warnings: tuple[Message, ...]
    origin: Origin | None = None
    name: str = ""
    likeness: str = ""
    jpeg: bytes = b""


# Longer sides below this, in pixels, are of pictures to choose by and not to print.
LEAST_OF_RAW = 500
_RAW_TRIES = 3


def read_picture(path: Path, *, decoder: Child | None = None, known: str = "") -> Intake:
    """Look a picture over, in this order: size, signature, measures, frames, all its pixels, its
    Content Credentials; `known` as in `read_origin`.

    Everything past the signature happens in `decoder`, a child process with limits of time and
    memory. Of a camera's raw file the largest picture in it is looked over. Raises PictureRefused
    with the reason and what to do.
    """
    size, head = _outside(path)
    if size == 0:
        raise PictureRefused(path.name, message("picture.empty"))
    family = family_of(head)
    by_name = is_camera_raw(path.suffix.lower(), head)
    if (by_name or family is TIFF) and (raw := _of_raw(path, decoder, known)):
        return raw
    if family is None:
        raise PictureRefused(path.name, why_not(head))
    if size > family.max_size:
        most = family.max_size // MEGABYTE
        large = message("picture.large", mb=size / MEGABYTE, most=most, format=family.format)
        raise PictureRefused(path.name, large)
    answer = _answer(path, decoder or picture_decoder())
    origin = read_origin(path, answer["format"], known)
    return Intake(
        format=answer["format"],
        width=answer["width"],
        height=answer["height"],
        size=size,
        facts=with_origin(STORED.read(PhotoFacts, answer["facts"]), origin),
        warnings=(*_name_warning(path, family), *map(Message.from_json, answer["warnings"])),
        name=path.name,
        likeness=answer.get("likeness", ""),
        origin=origin,
    )


def with_origin(facts: PhotoFacts, origin: Origin | None) -> PhotoFacts:
    """The record, where it says nothing itself, says what the credentials say of AI: so that it
    goes out with every file, whatever becomes of them."""
    made = judged(PhotoFacts(), origin).made
    if origin is None or not made.by_ai:
        return facts
    # Its credentials tell of the part that a machine made, its record of the whole picture.
    term = origin.term if made is Made.AI_MADE else "compositeWithTrainedAlgorithmicMedia"
    return replace(
        facts,
        source_type=facts.source_type or source_type(term),
        ai_system=facts.ai_system or origin.ai_system,
    )


def _of_raw(path: Path, decoder: Child | None, known: str) -> Intake | None:
    """None where nothing but its beginning is a raw file's."""
    # Loaded here: few bring in raw files.
    from editor.photos.raw import look

    try:
        raw = look(path, thoroughly=True)
        if raw is None:
            return None
        refused = message("picture.raw-alone")
        inside = (each for each in raw.inside if each.longer >= LEAST_OF_RAW)
        for each in islice(inside, _RAW_TRIES):
            jpeg = raw.as_jpeg(raw.jpeg(each))
            with TemporaryDirectory() as folder:
                taken = Path(folder) / f"{path.stem}{JPEG.extensions[0]}"
                taken.write_bytes(jpeg)
                try:
                    intake = read_picture(taken, decoder=decoder, known=known)
                except PictureRefused as refusal:
                    refused = refusal.reason
                    continue
            said = message("picture.raw-taken", across=intake.width, down=intake.height)
            return replace(intake, warnings=(said, *intake.warnings), jpeg=jpeg)
        raise PictureRefused(path.name, refused)
    except OSError as error:
        raise unreadable(path, error) from error


def picture_decoder() -> Child:
    """The picture reader as a process of its own."""
    return Child.of("editor.photos.decoder", DECODE_ARGUMENT, kept=True)


def _outside(path: Path) -> tuple[int, bytes]:
    """Size in bytes and the first bytes."""
    try:
        # Opened only if it is a file: a pipe would keep us waiting.
        if not path.is_file():
            path.stat()
            raise PictureRefused(path.name, message("picture.no-file"))
        with path.open("rb") as file:
            return path.stat().st_size, file.read(HEAD_BYTES)
    except OSError as error:
        raise unreadable(path, error) from error


def unreadable(path: Path, error: OSError) -> PictureRefused:
    match error:
        case FileNotFoundError():
            reason = message("picture.no-such-file")
        case IsADirectoryError():
            reason = message("picture.no-file")
        case _:
            reason = message("picture.unreadable", why=error.strerror or type(error).__name__)
    return PictureRefused(path.name, reason)


def read_sources(path: Path, *, decoder: Child | None = None) -> dict[str, PhotoFacts]:
    """What each block of a picture's metadata says by itself: XMP, IIM, EXIF, PNG, as far as they
    are there, in the order in which they are believed. Raises PictureRefused."""
    answer = _answer(path, decoder or picture_decoder(), "sources")
    return {name: STORED.read(PhotoFacts, each) for name, each in answer["sources"].items()}


def _answer(path: Path, decoder: Child, *more: str) -> dict[str, Any]:
    failed = message("picture.reader-failed")
    try:
        # Absolute: a file may be called `-c`.
        answer = json.loads(decoder.run([str(path.absolute()), *more]))
    except ChildTooSlow as error:
        slow = message("picture.slow", seconds=error.seconds)
        raise PictureRefused(path.name, slow) from error
    except (ChildFailed, ValueError) as error:
        raise PictureRefused(path.name, failed) from error
    if not isinstance(answer, dict) or not {"refused", "format", "sources"} & answer.keys():
        raise PictureRefused(path.name, failed)
    if "refused" in answer:
        raise PictureRefused(path.name, Message.from_json(answer["refused"]))
    return answer


def _name_warning(path: Path, family: Family) -> tuple[Message, ...]:
    if path.suffix.lower() in family.extensions:
        return ()
    return (message("picture.misnamed", name=path.name, format=family.format),)
