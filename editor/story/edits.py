"""What is done to a picture for its readers; its original never changes.

Everything is in fractions of the upright original, straightened about its middle: what is turned
or mirrored afterwards moves no crop. Nothing can be added to a picture or taken out of it: tone is
one curve for the whole of it.
"""

from dataclasses import replace
from enum import StrEnum
from math import cos, hypot, radians, sin

from editor.late import frozen

MOST_STRAIGHTENED = 45.0  # degrees either way


@frozen
class Crop:
    """A rectangle in fractions of the upright picture, 0 to 1: left, top, width, height."""

    left: float
    top: float
    width: float
    height: float

    def __post_init__(self) -> None:
        edges = (self.left, self.top, self.left + self.width, self.top + self.height)
        if not (all(-1e-9 <= edge <= 1 + 1e-9 for edge in edges) and self.width > 0 < self.height):
            raise ValueError(f"crop outside the picture: {self}")

    @property
    def corners(self) -> tuple[tuple[float, float], ...]:
        """Top left, top right, bottom left, bottom right."""
        right, bottom = self.left + self.width, self.top + self.height
        return ((self.left, self.top), (right, self.top), (self.left, bottom), (right, bottom))

    def holds(self, point: "Point") -> bool:
        (left, top), *_, (right, bottom) = self.corners
        return left <= point.x <= right and top <= point.y <= bottom


WHOLE = Crop(0.0, 0.0, 1.0, 1.0)


def between(one: tuple[float, float], other: tuple[float, float]) -> Crop:
    """The crop with these two opposite corners, as far as it is in the picture."""
    (left, right), (top, bottom) = (
        sorted(min(max(each, 0.0), 1.0) for each in both) for both in zip(one, other, strict=True)
    )
    return Crop(left, top, right - left, bottom - top)


@frozen
class Point:
    """A place in fractions of the upright picture, 0 to 1: from the left, from the top."""

    x: float
    y: float

    def __post_init__(self) -> None:
        if not (0 <= self.x <= 1 and 0 <= self.y <= 1):
            raise ValueError(f"point outside the picture: {self}")


@frozen
class Tone:
    """Of the whole picture. `brightness` and `contrast` are -100 to 100; levels are those of eight
    bits: `black` becomes 0, `white` 255, and what is half between them goes where `middle`, the
    power of a curve from 0.1 to 10, puts it; 1 leaves it."""

    brightness: int = 0
    contrast: int = 0
    black: int = 0
    white: int = 255
    middle: float = 1.0

    def __post_init__(self) -> None:
        if not (
            max(abs(self.brightness), abs(self.contrast)) <= 100
            and 0 <= self.black < self.white <= 255
            and 0.1 <= self.middle <= 10
        ):
            raise ValueError(f"no tone: {self}")

    @property
    def curve(self) -> bytes:
        """What each of 256 levels becomes; it never falls. First the levels; brightness and
        contrast bend what is between them and cut nothing off at the ends."""
        bright, contrast = self.brightness / 100, self.contrast / 100
        levels = bytearray()
        for level in range(256):
            share = min(max((level - self.black) / (self.white - self.black), 0.0), 1.0)
            share = share ** (1 / self.middle)
            share += bright * share * (1 - share)
            share += contrast * share * (1 - share) * (2 * share - 1)
            levels.append(round(255 * min(max(share, 0.0), 1.0)))
        return bytes(levels)


class Ratio(StrEnum):
    """The named crops, as widths and heights of what readers see."""

    WIDE = "16x9"
    CLASSIC = "3x2"
    STANDARD = "4x3"
    SQUARE = "1x1"

    @property
    def parts(self) -> tuple[int, int]:
        across, down = self.split("x")
        return int(across), int(down)


@frozen
class NamedCrop:
    ratio: Ratio
    crop: Crop


@frozen
class Edits:
    """`turn` is quarter turns clockwise, `flip` mirrors left and right before that, `straighten`
    is degrees clockwise; `crop` is what the page shows of it, `crops` those drawn by hand, each
    ratio once, in the order of Ratio. The others are placed about `focus`, what must be seen."""

    turn: int = 0
    flip: bool = False
    straighten: float = 0.0
    crop: Crop | None = None
    crops: tuple[NamedCrop, ...] = ()
    focus: Point | None = None
    tone: Tone = Tone()

    def __post_init__(self) -> None:
        drawn = [each.ratio for each in self.crops]
        if not (self.turn in range(4) and abs(self.straighten) <= MOST_STRAIGHTENED):
            raise ValueError(f"turned by nothing there is: {self}")
        if drawn != [each for each in Ratio if each in drawn]:
            raise ValueError(f"named crops twice or out of order: {drawn}")

    @property
    def of_pixels(self) -> "Edits":
        """Without what only says where to cut."""
        return replace(self, crop=None, crops=(), focus=None)

    @property
    def on_its_side(self) -> bool:
        return self.turn % 2 == 1

    def drawn(self, ratio: Ratio) -> Crop | None:
        """The crop drawn by hand."""
        return next((each.crop for each in self.crops if each.ratio is ratio), None)

    def with_crop(self, ratio: Ratio | None, crop: Crop | None) -> "Edits":
        """With a crop of that ratio, or the free one, drawn anew or none any more."""
        if ratio is None:
            return replace(self, crop=crop)
        drawn = {each.ratio: each.crop for each in self.crops} | {ratio: crop}
        named = (NamedCrop(each, kept) for each in Ratio if (kept := drawn.get(each)))
        return replace(self, crops=tuple(named))

    def seen(self, crop: Crop) -> Crop:
        """Where a crop of the original is in the picture as it is seen, mirrored and turned."""
        if not (self.flip or self.turn):
            return crop
        return between(*(self._seen(*crop.corners[at]) for at in (0, 3)))

    def unseen(self, crop: Crop) -> Crop:
        """The crop of the original that is seen there."""
        if not (self.flip or self.turn):
            return crop
        return between(*(self._unseen(*crop.corners[at]) for at in (0, 3)))

    def seen_point(self, point: Point) -> Point:
        return Point(*self._seen(point.x, point.y))

    def unseen_point(self, point: Point) -> Point:
        return Point(*self._unseen(point.x, point.y))

    def _seen(self, x: float, y: float) -> tuple[float, float]:
        x = 1 - x if self.flip else x
        for _ in range(self.turn):
            x, y = 1 - y, x
        return x, y

    def _unseen(self, x: float, y: float) -> tuple[float, float]:
        for _ in range(self.turn):
            x, y = y, 1 - x
        return (1 - x if self.flip else x), y

    def inside(self, crop: Crop, width: float, height: float, spare: float = 0.0) -> Crop:
        """`crop` drawn towards the middle of a picture of `width` x `height` pixels until none of
        its corners is empty, nor nearer than `spare` pixels to an edge."""
        if not self.straighten:
            return crop
        turn = radians(self.straighten)
        share = 1.0
        for x, y in crop.corners:
            x, y = (x - 0.5) * width, (y - 0.5) * height
            across = abs(x * cos(turn) + y * sin(turn))
            down = abs(y * cos(turn) - x * sin(turn))
            if hypot(across, down):
                share = min(share, (width / 2 - spare) / max(across, 1e-9))
                share = min(share, (height / 2 - spare) / max(down, 1e-9))
        share = max(share, 1e-6)
        return Crop(
            0.5 + (crop.left - 0.5) * share,
            0.5 + (crop.top - 0.5) * share,
            crop.width * share,
            crop.height * share,
        )

    def shown(self, width: int, height: int) -> Crop:
        """What the page shows of a picture of this many pixels."""
        return self.inside(self.crop or WHOLE, width, height)


UNEDITED = Edits()


def _parts(crop: Crop) -> tuple[float, float, float, float]:
    return crop.left, crop.top, crop.width, crop.height


def part_way(begun: Crop, ended: Crop, share: float) -> Crop:
    """Between two crops, by a share of the way."""
    ways = zip(_parts(begun), _parts(ended), strict=True)
    return Crop(*(a + (b - a) * share for a, b in ways))


def moved_by(crop: Crop, dx: float, dy: float) -> Crop:
    """By fractions of the picture, as far as there is any."""
    left = min(max(crop.left + dx, 0.0), 1.0 - crop.width)
    return Crop(left, min(max(crop.top + dy, 0.0), 1.0 - crop.height), crop.width, crop.height)


def of_shape(crop: Crop, shape: float, across: int, down: int) -> Crop:
    """The largest of that shape about the middle of `crop`, and within it."""
    wide = min(crop.width, crop.height * down * shape / across)
    high = wide * across / shape / down
    return Crop(
        crop.left + (crop.width - wide) / 2, crop.top + (crop.height - high) / 2, wide, high
    )


def rounded(crop: Crop) -> Crop:
    """To a millionth: less than a pixel of any picture."""
    left, top, width, height = (round(each, 6) for each in _parts(crop))
    return Crop(left, top, min(width, 1 - left), min(height, 1 - top))
