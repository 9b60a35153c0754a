"""Which picture files a page needs: sizes and crops as values; making them is for `photos`."""

from enum import StrEnum

from editor.late import frozen
from editor.story.photo import Crop
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


@frozen
class Rendition:
    """One file made from a photo: the part `crop` of the upright original, scaled to
    `width` x `height` pixels, never enlarged, carrying the texts of `photo` as metadata."""

    photo: PlacedPhoto
    crop: Crop
    width: int
    height: int
    encoding: Encoding


def page_renditions(photo: PlacedPhoto) -> tuple[Rendition, ...]:
    """The widths of the page that the picture has, and its own width when that shows much more
    than the widest of them, each as WebP and JPEG."""
    crop = photo.crop or WHOLE
    source_width = max(1, round(photo.width * crop.width))
    source_height = max(1, round(photo.height * crop.height))
    widths = [width for width in PAGE_WIDTHS if width <= source_width]
    own = min(source_width, PAGE_WIDTHS[-1])
    if not widths or own >= MUCH_WIDER * widths[-1]:
        widths.append(own)
    return tuple(
        Rendition(photo, crop, width, max(1, round(source_height * width / source_width)), encoding)
        for width in widths
        for encoding in Encoding
    )


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
