"""Draws the sample story's picture, `resources/sample/grain-terraces.jpg`, and writes its credits.

Run by hand when the picture is to change: `python -m tests.data.make_sample_photo [WIDTH]`.
A landscape of terraces is marched front to back, column by column, the way old flight games drew
their hills. It is never run by the tests: a minute is too long.
"""

import math
import random
import sys
from array import array
from io import BytesIO
from pathlib import Path
from typing import Any

from PIL import Image, ImageChops, ImageEnhance, ImageFilter

from tests.data.sample_figures import Standing, farmer, poplar, stook, tree
from tests.data.sample_sky import SUN, Colour, mixed, sky, toned
from tests.unit.photos.pictures import with_metadata

ROOT = Path(__file__).resolve().parents[2]
TARGET = ROOT / "resources" / "sample" / "grain-terraces.jpg"

SIZE = 1024  # side of the height map in cells
WEST, EAST, FAR = -430.0, 1430.0, 1500.0  # what the map covers, in units of about a foot
STEP = 8.0  # height of one terrace
EYE = (500.0, 158.0)  # where the camera stands across the map, and how high
VIEW = 0.56  # half the width of the view at distance 1
HORIZON = 0.37  # of the height of the picture
SUN_SLOPE = 0.17  # how fast shadows fall
HAZE: Colour = (238, 201, 158)
SHADE: Colour = (0.60, 0.62, 0.78)  # what is out of the sun sees the blue of the sky

FIELDS: tuple[Colour, ...] = (
    (214, 160, 58),  # ripe millet
    (222, 172, 74),
    (200, 142, 50),
    (228, 188, 108),  # stubble
    (186, 124, 52),
    (122, 130, 54),  # late greens
    (154, 146, 62),
    (142, 84, 54),  # ploughed loess
    (210, 154, 56),
)
MEAN: Colour = (192, 146, 66)  # of all of them, for fields too far to tell apart
WALL: Colour = (104, 70, 42)
GRASS: Colour = (98, 106, 46)


def smooth(value: float) -> float:
    value = min(1.0, max(0.0, value))
    return value * value * (3 - 2 * value)


def noise_map(cells: int, seed: int) -> list[float]:
    """SIZE x SIZE smooth noise in 0..1, `cells` bumps along a side."""
    dice = random.Random(seed)
    small = Image.frombytes("L", (cells, cells), dice.randbytes(cells * cells))
    large = small.convert("F").resize((SIZE, SIZE), Image.Resampling.BICUBIC)
    return [value / 255 for value in memoryview(large.tobytes()).cast("f")]


class Land:
    """The hills as maps of SIZE x SIZE: heights, parcels of fields, grain of the soil, sunlight."""

    def __init__(self) -> None:
        broad, middle, fine = noise_map(9, 3), noise_map(22, 5), noise_map(60, 8)
        self.parcels = noise_map(34, 21)
        self.grain = noise_map(500, 34)
        self.heights: list[float] = []
        for row in range(SIZE):
            z = row * FAR / SIZE
            for column in range(SIZE):
                x, at = WEST + column * (EAST - WEST) / SIZE, row * SIZE + column
                bump = 60 * (broad[at] - 0.5) + 20 * (middle[at] - 0.5) + 3 * (fine[at] - 0.5)
                self.heights.append(_lie(x, z) + bump)
        self.sunlight = self._sunlight()

    def _sunlight(self) -> list[float]:
        """0 in the shadow of a hill to the left, 1 in the sun, with soft edges."""
        drop = SUN_SLOPE * (EAST - WEST) / SIZE
        lit = bytearray(SIZE * SIZE)
        for row in range(SIZE):
            edge = -1000.0
            for at in range(row * SIZE, (row + 1) * SIZE):
                edge = max(edge - drop, self.heights[at])
                lit[at] = 255 if self.heights[at] > edge - 3 else 0
        soft = Image.frombytes("L", (SIZE, SIZE), bytes(lit)).filter(ImageFilter.GaussianBlur(3))
        return [value / 255 for value in soft.tobytes()]

    def at(self, layer: list[float], x: float, z: float) -> float:
        """A map's value between its cells."""
        across = min(SIZE - 2.0, max(0.0, (x - WEST) * SIZE / (EAST - WEST)))
        deep = min(SIZE - 2.0, max(0.0, z * SIZE / FAR))
        i, j = int(across), int(deep)
        u, v = across - i, deep - j
        cell = j * SIZE + i
        upper = layer[cell] + (layer[cell + 1] - layer[cell]) * u
        lower = layer[cell + SIZE] + (layer[cell + SIZE + 1] - layer[cell + SIZE]) * u
        return upper + (lower - upper) * v


def _lie(x: float, z: float) -> float:
    right = 190 * smooth((x - 500 + 0.06 * z) / 640) * smooth((z + 60) / 620)
    left = 130 * smooth((330 - x + 0.10 * z) / 560) * smooth((z - 260) / 620)
    back = 60 * smooth((z - 620) / 760)
    near = 92 * (1 - smooth((z - 20) / 380)) * smooth((x + 160) / 700)
    return 10 + right + left + back + near


def terrace(slope: float) -> tuple[int, float, float]:
    """Which terrace, how far up its tread (0 lip, 1 foot of the next wall), and its height."""
    level = slope / STEP
    number = math.floor(level)
    part = level - number
    rise = smooth((part - 0.86) / 0.14)
    return number, part, (number + rise + 0.05 * part) * STEP


def height_at(land: Land, x: float, z: float) -> float:
    slope = land.at(land.heights, x, z)
    # Far away the steps melt into the slope, as the eye has it.
    far = smooth((z - 620) / 520)
    high = terrace(slope)[2]
    return high + (slope - high) * far


def colour_at(land: Land, x: float, z: float) -> Colour:
    """Colour of the land in the morning sun, as from nearby."""
    slope = land.at(land.heights, x, z)
    number, part, _ = terrace(slope)
    grain = land.at(land.grain, x, z)
    tilt = slope - land.at(land.heights, x - 6, z)  # the sun stands to the left
    light = 1.0 - max(-0.22, min(0.30, tilt * 0.05))
    sun = land.at(land.sunlight, x, z)
    if part > 0.86:
        colour = mixed(WALL, GRASS, 0.15 + 0.6 * grain)
        light *= 0.80 + 0.35 * (part - 0.86) / 0.14
    else:
        parcel = int(land.at(land.parcels, x, z) * 8)
        kind = (number * 7 + parcel * 5 + (number * number) % 3) % len(FIELDS)
        near = max(0.0, 1 - z / 620)
        colour = mixed(FIELDS[kind], MEAN, 0.72 * (1 - near))
        light *= 0.96 + 0.06 * near * math.sin(slope * 17) + 0.26 * near * (grain - 0.5)
        if part < 0.06:
            colour, light = mixed(colour, (250, 220, 140), 0.5), light * 1.08
        elif part > 0.60:
            light *= 1 - 0.8 * (part - 0.60)  # in the shade of the wall above
    red, green, blue = colour
    cool_red, cool_green, cool_blue = mixed(SHADE, (1.04, 1.0, 0.94), sun)
    return red * light * cool_red, green * light * cool_green, blue * light * cool_blue


def populated(land: Land) -> list[Standing]:
    """Sheaves in groups and trees on the walls."""
    dice = random.Random(11)
    found: list[Standing] = []
    for _ in range(9000):
        x, z = dice.uniform(WEST, EAST), dice.uniform(90, 1000)
        number, part, _ = terrace(land.at(land.heights, x, z))
        stacked = (number * 5 + int(x / 120) + int(z / 160)) % 5 == 0
        if stacked and 0.2 < part < 0.6 and z < 560:
            found.append(Standing(x, z, 1.8, 5.6, stook))
        elif part > 0.80 and dice.random() < 0.10 and z > 260:
            high = dice.uniform(9, 20)
            if dice.random() < 0.45:
                found.append(Standing(x, z, high * 0.20, high * 1.5, poplar))
            else:
                found.append(Standing(x, z, high * 0.43, high, tree))
    return found


# Where farmers work, in the picture, with the colour of the jacket and how far they lean.
FARMERS: tuple[tuple[float, float, Colour, float], ...] = (
    (0.335, 0.868, (46, 84, 140), 0.9),
    (0.352, 0.874, (168, 52, 46), -0.5),
    (0.418, 0.846, (60, 98, 78), 0.6),
    (0.585, 0.900, (190, 184, 170), 0.8),
    (0.604, 0.906, (140, 62, 88), -0.7),
    (0.735, 0.935, (46, 84, 140), 0.2),
    (0.755, 0.925, (178, 70, 50), 0.9),
    (0.128, 0.812, (60, 98, 78), 0.7),
    (0.880, 0.800, (168, 52, 46), 0.4),
)


class March:
    """One walk over the land for every column of the picture, near to far; then whatever stands
    on it, far to near, where nothing nearer hides it."""

    def __init__(self, land: Land, picture: Image.Image) -> None:
        self.land = land
        self.width, self.height = picture.size
        self.pixels: Any = picture.load()
        self.depths = array("f", [FAR]) * (self.width * self.height)
        self.scale = self.width / (2 * VIEW)
        self.horizon = self.height * HORIZON
        self.column, self.lowest = 0, self.height

    def draw(self) -> None:
        for column in range(self.width):
            self.column, self.lowest = column, self.height
            self._walk()
        standing = populated(self.land)
        for across, down, jacket, lean in FARMERS:
            column, row = int(across * self.width), int(down * self.height)
            z = self.depths[row * self.width + column]
            x = EYE[0] + z * self._aside(column)
            standing.append(Standing(x, z, 2.9, 9.0, farmer(jacket, lean)))
        for each in sorted(standing, key=lambda each: -each.z):
            self._stand(each)

    def _aside(self, column: float) -> float:
        return (column / self.width - 0.5) * 2 * VIEW

    def _row(self, z: float) -> float:
        high = height_at(self.land, EYE[0] + z * self._aside(self.column), z)
        return self.horizon + (EYE[1] - high) * self.scale / z

    def _walk(self) -> None:
        z = 40.0
        seen = self._row(z)
        while z < FAR and self.lowest > 0:
            further = z + 0.2 + z * 0.0022 + z * z / 90000
            seen_further = self._row(further)
            self._between(z, seen, further, seen_further)
            z, seen = further, seen_further

    def _between(self, z: float, seen: float, further: float, seen_further: float) -> None:
        # A wall met between two samples: halve the way until its edge is sharp to the pixel.
        if seen - seen_further > 0.9 and further - z > 0.012 and seen_further < self.lowest:
            middle = (z + further) / 2
            seen_middle = self._row(middle)
            self._between(z, seen, middle, seen_middle)
            self._between(middle, seen_middle, further, seen_further)
            return
        top = max(0, int(seen_further))
        if top < self.lowest:
            colour = colour_at(self.land, EYE[0] + further * self._aside(self.column), further)
            shade = self._in_air(colour, self.column, further)
            for row in range(top, self.lowest):
                self.pixels[self.column, row] = shade
                self.depths[row * self.width + self.column] = further
            self.lowest = top

    def _stand(self, each: Standing) -> None:
        size = self.scale / each.z
        foot = self.horizon + (EYE[1] - height_at(self.land, each.x, each.z)) * size
        middle = ((each.x - EYE[0]) / each.z / (2 * VIEW) + 0.5) * self.width
        half, tall = each.half * size, each.high * size
        for column in range(max(0, int(middle - half)), min(self.width, int(middle + half) + 1)):
            for row in range(max(0, int(foot - tall)), min(self.height, int(foot) + 1)):
                if self.depths[row * self.width + column] < each.z - 1.5:
                    continue
                colour = each.shape((column - middle) / half, max(0.0, (foot - row) / tall))
                if colour is not None:
                    self.pixels[column, row] = self._in_air(colour, column, each.z)

    def _in_air(self, colour: Colour, column: int, z: float) -> tuple[int, int, int]:
        """Colour through the morning air: thicker with distance and toward the sun."""
        toward_sun = math.exp(-(((column / self.width - SUN[0]) / 0.22) ** 2))
        share = 1 - math.exp(-((z / 1150) ** 1.7)) + 0.09 * toward_sun * min(1.0, z / 600)
        air = mixed(HAZE, (252, 220, 166), toward_sun)
        red, green, blue = mixed(colour, air, min(1.0, share))
        return min(255, int(red)), min(255, int(green)), min(255, int(blue))


def photograph(width: int) -> Image.Image:
    """The finished picture, 3:2: drawn larger, scaled down, with a lens's softness and grain."""
    drawn = width * 3 // 2
    picture = sky(drawn, drawn * 2 // 3)
    March(Land(), picture).draw()
    picture = picture.resize((width, width * 2 // 3), Image.Resampling.LANCZOS)
    bloom = toned(picture, lambda v: (v - 150) * 2).filter(ImageFilter.GaussianBlur(width / 60))
    picture = ImageChops.screen(picture, toned(bloom, lambda v: v * 0.16))
    picture = ImageEnhance.Contrast(ImageEnhance.Color(picture).enhance(1.06)).enhance(1.07)
    speck = Image.frombytes("L", picture.size, random.Random(9).randbytes(math.prod(picture.size)))
    speck = toned(speck.filter(ImageFilter.GaussianBlur(0.8)), lambda v: 128 + (v - 128) * 0.10)
    return ImageChops.overlay(picture, Image.merge("RGB", (speck,) * 3))


CAPTION = (
    "Farmers bring in the autumn millet on terraced fields in Lingqiu county, Shanxi province."
)
ALT = "Golden terraced fields step down a hillside under a low morning sun."
CREDIT = "Photo by Wen Qiaoyu for galley.example"
COPYRIGHT = "© 2026 Wen Qiaoyu"
XMP = {
    "dc.description": CAPTION,
    "dc.creator": "Wen Qiaoyu",
    "dc.rights": COPYRIGHT,
    "photoshop.Credit": CREDIT,
    "photoshop.City": "Lingqiu",
    "photoshop.State": "Shanxi",
    "photoshop.Country": "China",
    "photoshop.DateCreated": "2026-10-03T06:40:00+08:00",
    "iptc.AltTextAccessibility": ALT,
}
IIM = (
    ("Envelope.CharacterSet", "\x1b%G"),
    ("Application2.Caption", CAPTION),
    ("Application2.Byline", "Wen Qiaoyu"),
    ("Application2.Credit", CREDIT[:32].rstrip()),
    ("Application2.Copyright", COPYRIGHT),
    ("Application2.City", "Lingqiu"),
    ("Application2.ProvinceState", "Shanxi"),
    ("Application2.CountryName", "China"),
    ("Application2.DateCreated", "20261003"),
)


def main() -> None:
    width = int(sys.argv[1]) if len(sys.argv) > 1 else 2400
    file = BytesIO()
    photograph(width).save(file, "JPEG", quality=84, progressive=True, optimize=True)
    iim = [(key, text.encode()) for key, text in IIM]
    data = with_metadata(file.getvalue(), xmp=XMP, iim=iim)
    target = TARGET if width == 2400 else Path(f"sample-{width}.jpg")
    target.write_bytes(data)
    print(target.name, len(data))


if __name__ == "__main__":
    main()
