"""Which picture files a page needs: sizes and crops as values; making them is for `photos`."""

import json
from dataclasses import replace
from enum import StrEnum

from editor.late import frozen
from editor.story.edits import UNEDITED, WHOLE, Crop, Edits, Ratio
from editor.story.forms import STORED, json_text
from editor.story.snapshot import PlacedPhoto

PAGE_WIDTHS = (480, 800, 1200, 1600)
CARD_WIDTH = 1200
MUCH_WIDER = 1.2  # below that, one more file is not worth its bytes


class Encoding(StrEnum):
    """In the order in which a page offers them: a browser takes the first it can read."""

    AVIF = "avif"
    WEBP = "webp"
    JPEG = "jpg"

    @property
    def media_type(self) -> str:
        return "image/jpeg" if self is Encoding.JPEG else f"image/{self}"


# Of a side: what the 14 bits in the head of a WebP hold, what libjpeg writes, and for AVIF what a
# WebP has too, just below the longest of AV1's levels (A.3).
MOST_PIXELS = {Encoding.AVIF: 16_383, Encoding.WEBP: 16_383, Encoding.JPEG: 65_500}


@frozen
class Rendition:
    """One file made from a photo: the part `crop` of the upright original, straightened, mirrored
    and turned as the photo's edits say, then `width` x `height` pixels, never enlarged, in its
    tone, carrying the texts of `photo` as metadata."""

    photo: PlacedPhoto
    crop: Crop
    width: int
    height: int
    encoding: Encoding


def plan(
    width: int, height: int, *, avif: bool = False
) -> tuple[tuple[tuple[int, int], ...], tuple[Encoding, ...]]:
    """The sizes in which a page shows what is `width` x `height` pixels, and the encodings of each,
    AVIF where the outlet asks for it.

    Never wider than keeps the height within a JPEG. Where the tallest passes what a WebP may be
    there is none at all: a browser chooses the encoding first and the width afterwards, and would
    be left with the narrow ones.
    """
    tallest = MOST_PIXELS[Encoding.JPEG]
    most = min(width, PAGE_WIDTHS[-1], max(1, tallest * width // height))
    widths = [each for each in PAGE_WIDTHS if each <= most]
    if not widths or most >= MUCH_WIDER * widths[-1]:
        widths.append(most)
    sizes = tuple((each, min(tallest, max(1, round(height * each / width)))) for each in widths)
    asked = (each for each in Encoding if avif or each is not Encoding.AVIF)
    return sizes, tuple(each for each in asked if sizes[-1][1] <= MOST_PIXELS[each])


def cut_size(width: int, height: int, edits: Edits, crop: Crop | None = None) -> tuple[int, int]:
    """What `crop`, or the free one, leaves of a picture as it is seen, in pixels."""
    crop = crop or edits.shown(width, height)
    size = max(1, round(width * crop.width)), max(1, round(height * crop.height))
    return (size[1], size[0]) if edits.on_its_side else size


@frozen
class Survival:
    """What became of a photo's texts in one published file, by keys of PHOTO_FIELDS: `kept`
    whole; `cut`, for IIM, or the file, has no room for all of it; `lost`, it is not there."""

    kept: tuple[str, ...] = ()
    cut: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()


def page_renditions(photo: PlacedPhoto, *, avif: bool = False) -> tuple[Rendition, ...]:
    """The widths of the page that the picture has, and its own width when that shows much more
    than the widest of them, each as WebP and JPEG, and where the outlet asks as AVIF."""
    edits = photo.edited
    sizes, encodings = plan(*cut_size(photo.width, photo.height, edits), avif=avif)
    crop = edits.shown(photo.width, photo.height)
    return tuple(Rendition(photo, crop, *size, each) for size in sizes for each in encodings)


def card_ratios(edits: Edits) -> tuple[Ratio, ...]:
    """3x2 goes out where somebody has framed the picture: elsewhere pages never had it, and what
    is approved keeps its files."""
    framed = edits.focus is not None or edits.crops
    return tuple(each for each in Ratio if framed or each is not Ratio.CLASSIC)


def card_renditions(photo: PlacedPhoto) -> dict[Ratio, Rendition]:
    """The named cuts for search results and share cards, as JPEG, widest 1200."""
    return {ratio: card_rendition(photo, ratio) for ratio in card_ratios(photo.edited)}


def card_rendition(photo: PlacedPhoto, ratio: Ratio) -> Rendition:
    crop = named_crop(photo.width, photo.height, photo.edited, ratio)
    wide, _ = cut_size(photo.width, photo.height, photo.edited, crop)
    out = min(CARD_WIDTH, wide)
    high = max(1, round(out * ratio.parts[1] / ratio.parts[0]))
    return Rendition(photo, crop, out, high, Encoding.JPEG)


def card_of(photo: PlacedPhoto) -> tuple[str, Crop | None]:
    """How the picture looks of which the widest card is cut, and that cut. One that is only cropped
    looks as it came; of one that is turned or toned the cut is part of how it looks."""
    crop = card_rendition(photo, Ratio.WIDE).crop
    rest = replace(photo.edited, crop=None)
    looks = looks_of(photo.photo, rest)
    if looks == photo.photo:
        return looks, crop
    return looks_of(photo.photo, replace(rest, crop=crop)), None


def named_crop(width: int, height: int, edits: Edits, ratio: Ratio) -> Crop:
    """The crop of that ratio, of the upright original: as it was drawn, else the largest within
    the free one; around the focal point as far as there is room, and without one from the middle
    across and the upper third down: heads are rarely at the bottom."""
    if drawn := edits.drawn(ratio):
        # Of its ratio for certain: the picture may have been turned since.
        return edits.inside(fitting_crop(width, height, edits, ratio, drawn), width, height)
    base = edits.seen(edits.shown(width, height))
    if edits.on_its_side:
        width, height = height, width
    across, down = ratio.parts
    base_width, base_height = width * base.width, height * base.height
    wide = min(base_width, base_height * across / down)
    high = wide * down / across
    left = base.left + (base_width - wide) / 2 / width
    top = base.top + (base_height - high) / 3 / height
    if edits.focus is not None:
        focus = edits.seen_point(edits.focus)
        left = _about(focus.x, wide / width, base.left, base.width)
        top = _about(focus.y, high / height, base.top, base.height)
    # Rounding may push an edge past 1 by a hair; a crop outside the picture is an error.
    crop = Crop(left, top, min(wide / width, 1.0 - left), min(high / height, 1.0 - top))
    return edits.unseen(crop)


def _about(focus: float, length: float, begins: float, room: float) -> float:
    return min(max(focus - length / 2, begins), begins + room - length)


def fitting_crop(width: int, height: int, edits: Edits, ratio: Ratio, drawn: Crop) -> Crop:
    """The largest crop of that ratio about the middle of `drawn`, and within it."""
    seen = edits.seen(drawn)
    if edits.on_its_side:
        width, height = height, width
    across, down = ratio.parts
    wide = min(seen.width * width, seen.height * height * across / down)
    share_across, share_down = wide / width, wide * down / across / height
    left = seen.left + (seen.width - share_across) / 2
    top = seen.top + (seen.height - share_down) / 2
    return edits.unseen(Crop(left, top, share_across, share_down))


def least_width(width: int, height: int, edits: Edits, ratio: Ratio | None, least: int) -> int:
    """What a crop has to keep across, in pixels: what the outlet asks, or all that a picture has
    which is smaller."""
    crop = edits.inside(WHOLE, width, height)
    if ratio is not None:
        crop = fitting_crop(width, height, edits, ratio, crop)
    return min(least, cut_size(width, height, edits, crop)[0])


def unfocused(width: int, height: int, edits: Edits) -> tuple[Ratio | None, ...]:
    """The crops that do not show the focal point: None is the free one."""
    focus = edits.focus
    if focus is None:
        return ()
    named: dict[Ratio | None, Crop] = {None: edits.shown(width, height)}
    named |= {each: named_crop(width, height, edits, each) for each in Ratio}
    return tuple(ratio for ratio, crop in named.items() if not crop.holds(focus))


def looks_of(photo_id: str, edits: Edits) -> str:
    """One text for how a picture looks: the photo's id, and behind a blank what is done to it."""
    edits = replace(edits, crops=(), focus=None)
    return photo_id if edits == UNEDITED else f"{photo_id} {json_text(STORED.form(edits))}"


def of_looks(looks: str) -> tuple[str, Edits]:
    """The photo's id and what is done to it."""
    photo_id, _, edits = looks.partition(" ")
    return photo_id, STORED.read(Edits, json.loads(edits)) if edits else UNEDITED
