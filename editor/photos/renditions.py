"""The sizes and cuts of a picture that a page needs, made from one decoding of its original; and
small ones for lists and panels, never for a page.

Upright, in sRGB, the one colour space that every page and screen agrees on, never enlarged; the
same bytes for the same pixels. Nothing is kept here; the cache does that.
"""

import os
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from io import BytesIO
from itertools import groupby
from math import cos, radians, sin
from pathlib import Path

from PIL import Image, __version__, features

from editor.message import message
from editor.photos.colour import eight_bit, on_white, profile_of, to_srgb
from editor.photos.families import PictureNotWritten
from editor.photos.opening import opened, turned, upright_size, uprighted
from editor.story.edits import UNEDITED, Crop, Edits, Tone
from editor.story.rendition import Encoding, Rendition, cut_size

# Counts up whenever the lines below or the scaling change what comes out.
_RECIPE = 4
JPEG_QUALITY, WEBP_QUALITY, WEBP_METHOD = 82, 80, 4
# As good as that WebP, 8 to 14 % smaller and three times as slow; two fifths of its time would
# make it larger, six times a tenth smaller: docs/decisions/0068.
_AVIF_QUALITY, _AVIF_SPEED = 60, 8


def encode(image: Image.Image, encoding: Encoding) -> bytes:
    """An RGB picture as a file without any metadata or profile: it is sRGB, as the web assumes."""
    file = BytesIO()
    if encoding is Encoding.JPEG:
        image.save(file, "JPEG", quality=JPEG_QUALITY, progressive=True, optimize=True)
    elif encoding is Encoding.WEBP:
        image.save(file, "WEBP", quality=WEBP_QUALITY, method=WEBP_METHOD, exif=b"", xmp=b"")
    else:
        # One thread: of how many there are, the bytes would depend.
        how = {"quality": _AVIF_QUALITY, "speed": _AVIF_SPEED, "max_threads": 1}
        image.save(file, "AVIF", exif=b"", xmp=b"", **how)
    return file.getvalue()


def writes_avif() -> bool:
    """Pillow as it is packed for the systems we name does; one built elsewhere may not."""
    return bool(features.check("avif"))


def encoder_version() -> str:
    """Names the recipe and the libraries: other bytes may come of the same pixels when it moves."""
    return f"{_RECIPE} pillow {__version__}"


_LANCZOS = Image.Resampling.LANCZOS
# Sides are rounded when a rendition is planned; a pixel or two more is no enlargement.
_ROUNDING = 2
# Down to that many times the size a picture is averaged in whole pixels before it is scaled.
_GAP = 3.0
# Files made at once, each with its picture in memory.
_WORKERS = min(4, max(2, os.cpu_count() or 2))
# As many on every machine, so that the bytes are the same; smaller pictures gain nothing.
_BANDS, _WORTH_BANDS = 4, 400
# Scaling by that much again is not seen in the file; by less it is, a little.
_AGAIN = 1.25


def make_pixels(
    original: Path,
    renditions: Sequence[Rendition],
    *,
    cancelled: Callable[[], bool] = lambda: False,
) -> Iterator[tuple[Rendition, bytes]]:
    """Each rendition with its file, still without metadata, as soon as it is made.

    All are of one photo, whose file is `original`. Cuts come one after another, of each the
    widest first. Stops early, without an error, once `cancelled()` says so. Raises
    OriginalUnreadable, PictureNotWritten, and ValueError for a rendition that cannot be made of
    this photo.
    """
    if not renditions:
        return
    for rendition in renditions:
        _check(rendition)
    ordered = sorted(renditions, key=_widest_first)
    with opened(original) as image, ThreadPoolExecutor(_WORKERS, "renditions") as pool:
        # Scaling and encoding leave Python's lock alone.
        waiting: deque[Future[tuple[Rendition, bytes]]] = deque()
        try:
            for picture, rendition in _scaled(image, ordered, pool):
                if cancelled():
                    return
                waiting.append(pool.submit(_file, picture, rendition))
                while waiting and waiting[0].done():
                    yield waiting.popleft().result()
            while waiting and not cancelled():
                yield waiting.popleft().result()
        finally:
            pool.shutdown(wait=True, cancel_futures=True)


def _scaled(
    image: Image.Image, renditions: Sequence[Rendition], pool: Executor
) -> Iterator[tuple[Image.Image, Rendition]]:
    """A picture for each of the renditions, nobody else's: `save` keeps its options in it."""
    profile = profile_of(image)
    source = _decoded(image, renditions)
    edits = renditions[0].photo.edits
    made: list[tuple[Crop, Image.Image]] = []
    for crop, cut in groupby(renditions, key=lambda rendition: rendition.crop):
        seen = edits.seen(crop)
        largest: Image.Image | None = None
        for size, alike in groupby(cut, key=lambda each: (each.width, each.height)):
            if largest is not None:
                # From the widest, not from the next wider: 1-3 dB better for 10 ms.
                picture = largest.resize(size, _LANCZOS)
            else:
                picture = largest = _within(made, seen, size) or _cut(
                    source, crop, size, profile, edits, pool
                )
                made.append((seen, largest))
            for number, each in enumerate(alike):
                yield (picture.copy() if number else picture), each


def _within(
    made: Sequence[tuple[Crop, Image.Image]], crop: Crop, size: tuple[int, int]
) -> Image.Image | None:
    """That part of a picture made before, as readers see both; None where it would have to be
    larger."""
    for whole, picture in made:
        across, down = picture.width / whole.width, picture.height / whole.height
        left, upper = (crop.left - whole.left) * across, (crop.top - whole.top) * down
        right, lower = left + crop.width * across, upper + crop.height * down
        inside = min(left, upper) >= 0 and right <= picture.width and lower <= picture.height
        if inside and min((right - left) / size[0], (lower - upper) / size[1]) >= _AGAIN:
            return picture.resize(size, _LANCZOS, box=(left, upper, right, lower))
    return None


def _file(picture: Image.Image, rendition: Rendition) -> tuple[Rendition, bytes]:
    try:
        return rendition, encode(picture, rendition.encoding)
    except (OSError, ValueError, MemoryError) as error:
        short = isinstance(error, MemoryError)
        reason = message("picture.no-room") if short else str(error)
        across, down = picture.size
        raise PictureNotWritten(
            "picture.not-written",
            across=across,
            down=down,
            format=rendition.encoding.name,
            reason=reason,
        ) from error


def pixel_box(crop: Crop, width: int, height: int) -> tuple[float, float, float, float]:
    """The crop as left, upper, right, lower in a picture of this size: inside it for certain,
    and at least one pixel each way."""
    left = min(max(crop.left * width, 0.0), width - 1.0)
    upper = min(max(crop.top * height, 0.0), height - 1.0)
    right = min(max((crop.left + crop.width) * width, left + 1.0), float(width))
    lower = min(max((crop.top + crop.height) * height, upper + 1.0), float(height))
    return left, upper, right, lower


def _check(rendition: Rendition) -> None:
    if rendition.encoding is Encoding.AVIF and not writes_avif():
        raise PictureNotWritten("picture.no-avif")
    photo = rendition.photo
    size = cut_size(photo.width, photo.height, photo.edits, rendition.crop)
    most_wide, most_high = (each + _ROUNDING for each in size)
    if not (1 <= rendition.width <= most_wide and 1 <= rendition.height <= most_high):
        raise ValueError(
            f"a rendition of {rendition.width} × {rendition.height} cannot be cut from "
            f"{most_wide - _ROUNDING:.0f} × {most_high - _ROUNDING:.0f} pixels"
        )


def _widest_first(rendition: Rendition) -> tuple[float, ...]:
    """The widest cut first, of which others can be cut; the slowest file of each size."""
    crop = rendition.crop
    cut = (-crop.width * crop.height, crop.left, crop.top, crop.width)
    slowest = list(Encoding).index(rendition.encoding)
    return (*cut, -rendition.width, -rendition.height, slowest)


def _decoded(image: Image.Image, renditions: Sequence[Rendition]) -> Image.Image:
    """The whole picture upright, decoded no larger than the most demanding rendition asks.

    A JPEG is decoded at 1/2, 1/4 or 1/8 by its own transform where that is still enough.
    """
    on_its_side = renditions[0].photo.edits.on_its_side
    sizes = [((e.height, e.width) if on_its_side else (e.width, e.height), e) for e in renditions]
    across = max(size[0] / each.crop.width for size, each in sizes)
    down = max(size[1] / each.crop.height for size, each in sizes)
    needed = (down, across) if turned(image) else (across, down)
    image.draft(None, (-int(-needed[0] // 1), -int(-needed[1] // 1)))
    return uprighted(eight_bit(image), image)


def _cut(
    source: Image.Image,
    crop: Crop,
    size: tuple[int, int],
    profile: bytes,
    edits: Edits,
    pool: Executor | None = None,
) -> Image.Image:
    """That part of the picture in `size` pixels, as it is seen."""
    size = (size[1], size[0]) if edits.on_its_side else size
    # Scaled first, colours after: a fiftieth of the pixels go through the profile.
    if edits.straighten:
        part = _straightened(source, crop, size, edits)
        part = part.resize(size, _LANCZOS, reducing_gap=_GAP)
    else:
        part = resized(source, size, pixel_box(crop, *source.size), pool)
    picture = on_white(to_srgb(part, profile))
    if edits.tone != Tone():
        # One curve for the whole picture and for each of its colours.
        picture = picture.point(list(edits.tone.curve) * 3)
    if edits.flip:
        picture = picture.transpose(Image.Transpose.FLIP_LEFT_RIGHT)
    return picture.transpose(_TURNS[edits.turn]) if edits.turn else picture


def resized(
    source: Image.Image,
    size: tuple[int, int],
    box: tuple[float, float, float, float],
    pool: Executor | None,
) -> Image.Image:
    """That box in `size` pixels, made in bands at once: it is a fifth of all the work, and until
    it is done there is no other."""
    left, upper, right, lower = box
    step = (lower - upper) / size[1]
    # What is first averaged in whole pixels is done soon, and has to begin at the same one.
    averaged = min((right - left) / size[0], step) >= 2 * _GAP
    if pool is None or averaged or size[1] < _WORTH_BANDS:
        return source.resize(size, _LANCZOS, box=box, reducing_gap=_GAP)
    source.load()  # by nobody else: not even asked for twice at once
    rows = [size[1] * band // _BANDS for band in range(_BANDS + 1)]
    bands = pool.map(
        lambda first, last: source.resize(
            (size[0], last - first),
            _LANCZOS,
            box=(left, upper + step * first, right, min(upper + step * last, lower)),
        ),
        rows,
        rows[1:],
    )
    picture = Image.new(source.mode, size)
    for first, band in zip(rows, bands, strict=False):
        picture.paste(band, (0, first))
    return picture


# Clockwise, by quarters; Pillow counts the other way.
_TURNS = {
    1: Image.Transpose.ROTATE_270,
    2: Image.Transpose.ROTATE_180,
    3: Image.Transpose.ROTATE_90,
}


def _straightened(
    source: Image.Image, crop: Crop, size: tuple[int, int], edits: Edits
) -> Image.Image:
    """The part of the picture turned about its middle, not yet scaled. What turns it looks at
    sixteen pixels for each, so it gets twice as many as are wanted and no more."""
    left, upper, right, lower = pixel_box(crop, *source.size)
    if (whole := int(min((right - left) / size[0], (lower - upper) / size[1]) / 2)) > 1:
        source = source.reduce(whole)
    # Half a pixel outside would be black.
    crop = edits.inside(crop, *source.size, spare=1.0)
    left, upper, right, lower = pixel_box(crop, *source.size)
    turn, (middle_x, middle_y) = radians(edits.straighten), (each / 2 for each in source.size)
    x, y = left - middle_x, upper - middle_y
    row = (cos(turn), sin(turn), x * cos(turn) + y * sin(turn) + middle_x)
    column = (-sin(turn), cos(turn), y * cos(turn) - x * sin(turn) + middle_y)
    part = (max(1, round(right - left)), max(1, round(lower - upper)))
    return source.transform(part, Image.Transform.AFFINE, (*row, *column), Image.Resampling.BICUBIC)


_QUALITY = 80


def thumbnail(path: Path, longest: int, edits: Edits = UNEDITED) -> bytes:
    """The picture with its longer side at most `longest` pixels, never enlarged: all of it, or what
    a page shows of it.

    JPEG bytes, or PNG where it is see-through. Raises OriginalUnreadable, and ValueError when
    `longest` is below 1.
    """
    if longest < 1:
        raise ValueError(f"a thumbnail of {longest} pixels")
    with opened(path) as image:
        return small_file(image, image, longest, edits)


def small_file(
    image: Image.Image, like: Image.Image, longest: int, edits: Edits = UNEDITED
) -> bytes:
    """`image`, turned as `like` is to be and in its colours: a JPEG, or a PNG where it is
    see-through. Raises what Pillow raises."""
    profile = profile_of(like)
    # Twice the size leaves the filter enough to be clean; the JPEG's transform does the rest.
    crop = edits.shown(*upright_size(like))
    reach = round(2 * longest / min(crop.width, crop.height))
    image.draft(None, (reach, reach))
    upright = uprighted(eight_bit(image), like)
    if edits == UNEDITED:
        upright.thumbnail((longest, longest), Image.Resampling.LANCZOS)
        small = to_srgb(upright, profile)
    else:
        size = cut_size(*upright.size, edits, crop)
        across, down = (max(1, round(each * min(1.0, longest / max(size)))) for each in size)
        small = _cut(upright, crop, (across, down), profile, edits)
    file = BytesIO()
    if small.mode == "RGBA":
        small.save(file, "PNG")
    else:
        small.save(file, "JPEG", quality=_QUALITY)
    return file.getvalue()


_ACROSS, _DOWN = 9, 8
# Flatter than this, of 255, noise decides.
_FLAT = 8
NO_LIKENESS = "-"


def likeness(image: Image.Image) -> str:
    """By what pictures that look alike are found: of a decoded one, upright in 9 × 8 greys, whether
    each is darker than that right of it; 16 digits in hex. Smaller copies and new packings differ
    by up to 4 of the 64 bits, brighter ones and slight cuts by up to 8, other pictures by 17 and
    more. NO_LIKENESS for one with nothing in it to go by."""
    grey = uprighted(eight_bit(image), image).convert("L")
    # Without a `reducing_gap`: what that rounds flips one bit in eight.
    values = grey.resize((_ACROSS, _DOWN), Image.Resampling.BICUBIC).tobytes()
    steps = [at for at in range(_ACROSS * _DOWN) if at % _ACROSS]
    if max(abs(values[at - 1] - values[at]) for at in steps) < _FLAT:
        return NO_LIKENESS
    return f"{int(''.join('01'[values[at - 1] < values[at]] for at in steps), 2):016x}"


def likeness_of(data: bytes) -> str:
    """That of a small copy, as it is kept for lists. Raises what Pillow raises."""
    with Image.open(BytesIO(data)) as image:
        return likeness(image)
