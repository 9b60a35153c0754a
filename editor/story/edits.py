"""What is done to a picture for its readers; its original never changes.

Everything is in fractions of the upright original, straightened about its middle: what is turned
or mirrored afterwards moves no crop. Nothing can be added to a picture or taken out of it: tone is
one curve for the whole of it.
"""

from enum import StrEnum

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


UNEDITED = Edits()
