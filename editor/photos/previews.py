"""What a file shows and says at first sight: for lists of files that nobody has brought in yet.

The preview that a camera or program put into it is taken where there is one, and its picture is
decoded only where there is none. Damage is no error here: then there is no preview, or less is
known.
"""

import time
from collections.abc import Iterator
from contextlib import nullcontext, suppress
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from threading import Lock

from PIL import ExifTags, Image, UnidentifiedImageError

from editor.late import frozen
from editor.photos.facts import facts_of, read_embedded
from editor.photos.families import HEAD_BYTES, HEIF, JPEG, MEGABYTE, PNG, family_of
from editor.photos.opening import open_family, too_large, upright_size
from editor.photos.raw import look
from editor.photos.renditions import small_file
from editor.story.photo import PhotoFacts

# Seconds for a picture that has to be decoded, and bytes between two looks at the clock.
PATIENCE = 5.0
_BLOCK, _STEP = 65536, 4096
# More pixels than these, one at a time: a picture that is not decoded small takes much memory.
_LARGE = 24 * MEGABYTE
# Pixels of a side: nobody photographs a line of a hundred million, and each row takes its time.
_LONGEST = 100_000
_one_large = Lock()
# A preview of other proportions has these bars; any brighter, and it is another picture's.
_BAR, _PROPORTIONS = 48, 0.03
_HEAD = MEGABYTE
_ENTRIES = 0xB002  # of a JPEG's other pictures
_JPEGS = (JPEG.format,)


@frozen
class Glance:
    """`size` is bytes, `modified` seconds since 1970; the upright picture's measures are 0 where
    they cannot be read."""

    path: Path
    size: int
    modified: float
    width: int = 0
    height: int = 0
    facts: PhotoFacts = PhotoFacts()


def glance(path: Path) -> Glance | None:
    """None for a file that is gone or may not be read."""
    try:
        stat = path.stat()
        with path.open("rb") as file:
            head = file.read(_HEAD)
    except OSError:
        return None
    known = Glance(path, stat.st_size, stat.st_mtime)
    # Whatever a reader meets in a file that nobody has looked at.
    with suppress(Exception):
        if raw := look(path):
            head = raw.as_jpeg(raw.jpeg(raw.inside[0]))
        elif stat.st_size <= 8 * _HEAD and (family := family_of(head)) and family is not JPEG:
            head = path.read_bytes()
        with open_family(BytesIO(head) if raw else path, family_of(head) or JPEG) as image:
            if image.format == PNG.format and "Raw profile type exif" not in image.info:
                # Else Pillow decodes all of it, to see whether some stands behind its pixels.
                image.info.setdefault("exif", b"")
            width, height = upright_size(image)
        known = replace(known, width=width, height=height)
    with suppress(Exception):
        known = replace(known, facts=facts_of(read_embedded(head)).facts)
    return known


def preview(path: Path, longest: int, *, at_once: bool = False) -> bytes | None:
    """What a file shows, upright, in sRGB, its longer side at most `longest` pixels: a JPEG, or a
    PNG where it is see-through; None where nothing can be had of it.

    `at_once` is content with a smaller one, where one is in the file. Never raises.
    """
    with suppress(Exception):  # whatever a reader meets in a file that nobody has looked at
        return _preview(path, longest, at_once)
    return None


def _preview(path: Path, longest: int, at_once: bool) -> bytes | None:
    enough = 0 if at_once else longest
    source: Path | BytesIO = path
    if raw := look(path):
        if raw.inside and raw.inside[0].longer < enough:
            raw = look(path, thoroughly=True) or raw
        # Of those that are large enough the smallest, else the largest.
        fit = [each for each in raw.inside if each.longer >= enough] or list(raw.inside[:1])
        source = BytesIO(raw.as_jpeg(raw.jpeg(fit[-1])))
        family = JPEG
    else:
        with path.open("rb") as file:
            family = family_of(file.read(HEAD_BYTES))
    if family is None:
        return None
    with open_family(source, family) as image:
        if too_large(image) or max(image.size) > _LONGEST:
            return None
        for small in _embedded(image, source):
            if max(small.size) >= enough and (fitted := _fitted(small, image)):
                return small_file(fitted, image, longest)
        return _decoded(image, longest)


def _embedded(image: Image.Image, source: Path | BytesIO) -> Iterator[Image.Image]:
    """The previews in a picture's file, small ones first, as they lie."""
    if image.format == HEIF.format:
        yield from _thumbnails(source)
        return
    directory = image.getexif().get_ifd(ExifTags.IFD.IFD1)
    if ExifTags.Base.JpegIFOffset in directory:
        start = directory[ExifTags.Base.JpegIFOffset] + len(b"Exif\0\0")
        size = directory.get(ExifTags.Base.JpegIFByteCount, 0)
        data = image.info.get("exif", b"")[start : start + size]
        with suppress(UnidentifiedImageError), Image.open(BytesIO(data), formats=_JPEGS) as small:
            yield small
    # Of several pictures in a JPEG (CIPA DC-007, 5.2.3.3) those that say they are previews.
    entries = getattr(image, "mpinfo", {}).get(_ENTRIES, ())
    for number, entry in enumerate(entries):
        if entry["Attribute"]["MPType"].startswith("Large Thumbnail"):
            with open_family(source, JPEG) as small:
                small.seek(number)
                yield small


def _thumbnails(source: Path | BytesIO) -> Iterator[Image.Image]:
    # A third of a second and 20 MB, for the few who shoot on telephones.
    from pillow_heif import open_heif

    whole = open_heif(source)
    for number in range(len(whole.info.get("thumbnails", ()))):
        yield whole[whole.primary_index].get_thumbnail(number).to_pillow()


def _fitted(small: Image.Image, like: Image.Image) -> Image.Image | None:
    """The preview without the bars that give it other proportions than its picture has; None for
    that of another picture, as programs leave it in a file that they cut or turn."""
    across, down = small.size
    wanted = like.width / like.height
    wide, high = min(across, round(down * wanted)), min(down, round(across / wanted))
    if wide >= across * (1 - _PROPORTIONS) and high >= down * (1 - _PROPORTIONS):
        return small
    left, top = (across - wide) // 2, (down - high) // 2
    bars = ((0, 0, across, top), (0, top + high, across, down)) if top else (
        (0, 0, left, down), (left + wide, 0, across, down)
    )  # fmt: skip
    grey = small.convert("L")
    if not (wide and high) or any(_brightest(grey.crop(bar)) > _BAR for bar in bars):
        return None
    return small.crop((left, top, left + wide, top + high))


def _brightest(bar: Image.Image) -> float:
    """Of most of it: where it meets the picture, a JPEG lets some of that into it."""
    counts = bar.histogram()
    most, seen = 0.8 * sum(counts), 0
    return next((step for step, count in enumerate(counts) if (seen := seen + count) >= most), 0)


def _decoded(image: Image.Image, longest: int) -> bytes:
    end = time.monotonic() + PATIENCE
    if (read := getattr(image, "load_read", None)) is not None:

        def in_time(count: int) -> bytes:
            if time.monotonic() > end:
                raise TimeoutError
            return read(count)

        # Every few bytes may mean much: in a progressive JPEG the whole picture once more, in a PNG
        # a million lines. Only those of a plain JPEG do not.
        plain = image.format == JPEG.format and "progressive" not in image.info
        step = _BLOCK if plain else _STEP
        vars(image).update(load_read=in_time, decodermaxblock=step)
    image.draft(None, (2 * longest, 2 * longest))
    with _one_large if image.width * image.height > _LARGE else nullcontext():
        return small_file(image, image, longest)
