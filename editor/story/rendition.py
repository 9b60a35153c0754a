"""Which picture files a page needs: sizes and crops as values; making them is for `photos`."""

from enum import StrEnum

from editor.late import frozen
from editor.story.edits import Crop
from editor.story.snapshot import PlacedPhoto

PAGE_WIDTHS = (480, 800, 1200, 1600)
CARD_RATIOS = ((16, 9), (4, 3), (1, 1))
CARD_WIDTH = 1200
MUCH_WIDER = 1.2  # below that, one more file is not worth its bytes
WHOLE = Crop(0.0, 0.0, 1.0, 1.0)


class Encoding(StrEnum):
    WEBP = "webp"
    JPEG = "jpg"

    @property
    def media_type(self) -> str:
        return "image/webp" if self is Encoding.WEBP else "image/jpeg"


# Of a side: what the 14 bits in the head of a WebP hold, and what libjpeg writes.
MOST_PIXELS = {Encoding.WEBP: 16_383, Encoding.JPEG: 65_500}


@frozen
class Rendition:
    """One file made from a photo: the part `crop` of the upright original, scaled to
    `width` x `height` pixels, never enlarged, carrying the texts of `photo` as metadata."""

    photo: PlacedPhoto
    crop: Crop
    width: int
    height: int
    encoding: Encoding


def plan(width: int, height: int) -> tuple[tuple[tuple[int, int], ...], tuple[Encoding, ...]]:
    """The sizes in which a page shows what is `width` x `height` pixels, and the encodings of each.

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
    return sizes, tuple(each for each in Encoding if sizes[-1][1] <= MOST_PIXELS[each])


def cut_size(width: int, height: int, crop: Crop | None) -> tuple[int, int]:
    """What a crop leaves of a picture, in pixels."""
    crop = crop or WHOLE
    return max(1, round(width * crop.width)), max(1, round(height * crop.height))


@frozen
class Survival:
    """What became of a photo's texts in one published file, by keys of PHOTO_FIELDS: `kept`
    whole; `cut`, for IIM, or the file, has no room for all of it; `lost`, it is not there."""

    kept: tuple[str, ...] = ()
    cut: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()


def page_renditions(photo: PlacedPhoto) -> tuple[Rendition, ...]:
    """The widths of the page that the picture has, and its own width when that shows much more
    than the widest of them, each as WebP and JPEG."""
    sizes, encodings = plan(*cut_size(photo.width, photo.height, photo.crop))
    crop = photo.crop or WHOLE
    return tuple(Rendition(photo, crop, *size, each) for size in sizes for each in encodings)


def card_renditions(photo: PlacedPhoto) -> tuple[Rendition, ...]:
    """16x9, 4x3 and 1x1 cuts for search results and share cards, as JPEG, widest 1200.

    Cut from the middle across and from the upper third down: heads are rarely at the bottom.
    """
    base = photo.crop or WHOLE
    base_width, base_height = photo.width * base.width, photo.height * base.height
    cards: list[Rendition] = []
    for across, down in CARD_RATIOS:
        width = min(base_width, base_height * across / down)
        height = width * down / across
        left = base.left + (base_width - width) / 2 / photo.width
        top = base.top + (base_height - height) / 3 / photo.height
        # Rounding may push an edge past 1 by a hair; a crop outside the picture is an error.
        crop = Crop(
            left, top, min(width / photo.width, 1.0 - left), min(height / photo.height, 1.0 - top)
        )
        out = max(1, min(CARD_WIDTH, round(width)))
        cards.append(Rendition(photo, crop, out, max(1, round(out * down / across)), Encoding.JPEG))
    return tuple(cards)
