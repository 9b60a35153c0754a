"""The three widths in which a page is read, and how each fits into the room there is."""

from dataclasses import dataclass
from enum import StrEnum

# Text of a page, 19 pixels high, is read at 11; smaller is a picture of a page. What is wider then
# is scrolled.
SMALLEST_ZOOM = 0.6


class PageWidth(StrEnum):
    PHONE = "phone"
    TABLET = "tablet"
    DESKTOP = "desktop"

    @property
    def pixels(self) -> int:
        """CSS pixels of the page; a desktop page takes more when there is more room."""
        return {"phone": 390, "tablet": 820, "desktop": 1180}[self.value]


@dataclass(frozen=True, slots=True)
class Fit:
    """`room` device-independent pixels on the screen, scaled by `zoom` (1.0 is life size)."""

    room: int
    zoom: float

    @property
    def page_pixels(self) -> int:
        """CSS pixels the page is laid out for."""
        return round(self.room / self.zoom)


def fit(width: PageWidth, available: int) -> Fit:
    """Life size where the page fits into `available` pixels, otherwise scaled down to fit, as far
    as it can still be read; beyond that it is wider than its room."""
    available = max(1, available)
    if available >= width.pixels:
        return Fit(available if width is PageWidth.DESKTOP else width.pixels, 1.0)
    zoom = max(SMALLEST_ZOOM, available / width.pixels)
    return Fit(max(available, round(width.pixels * SMALLEST_ZOOM)), zoom)
