"""ICC profiles made in memory, of colours that a file tells by numbers or leaves to custom."""

import math
import struct
from collections.abc import Callable, Sequence
from itertools import product

Point = tuple[float, float]
Triple = tuple[float, float, float]
Curve = Callable[[float], float]

_D65, _D50 = (0.3127, 0.3290), (0.9642, 1.0, 0.8249)
# White, red, green, blue as x and y of CIE 1931, by the number of ITU-T H.273.
_P3 = ((0.680, 0.320), (0.265, 0.690), (0.150, 0.060))
_NTSC = (_D65, (0.630, 0.340), (0.310, 0.595), (0.155, 0.070))
PRIMARIES: dict[int, tuple[Point, Point, Point, Point]] = {
    1: (_D65, (0.640, 0.330), (0.300, 0.600), (0.150, 0.060)),
    5: (_D65, (0.640, 0.330), (0.290, 0.600), (0.150, 0.060)),
    6: _NTSC,
    7: _NTSC,
    9: (_D65, (0.708, 0.292), (0.170, 0.797), (0.131, 0.046)),
    11: ((0.314, 0.351), *_P3),
    12: (_D65, *_P3),
}
ADOBE_RGB = (_D65, (0.640, 0.330), (0.210, 0.710), (0.150, 0.060))


def _srgb_curve(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4


def _pq(value: float) -> float:
    """SMPTE ST 2084, in the white of a page."""
    root = value ** (32 / 2523)
    nits = 10_000 * (max(root - 0.8359375, 0) / (18.8515625 - 18.6875 * root)) ** (8192 / 1305)
    return _in_white(nits)


def _hlg(value: float) -> float:
    """ITU-R BT.2100 on a screen of 1,000 nits, each colour by itself, in the white of a page."""
    scene = value * value / 3
    if value > 0.5:
        scene = (math.exp((value - 0.55991073) / 0.17883277) + 0.28466892) / 12
    return _in_white(1000 * scene**1.2)


def _in_white(nits: float) -> float:
    """ITU-R BT.2408 lays white at 203 nits. All is left as bright as it is up to nine tenths of
    that; what is above comes ever nearer to white, which itself is a hundredth below (251 of 255).
    """
    light, knee = nits / 203, 0.9
    return light if light < knee else 1 - (1 - knee) * math.exp((knee - light) / (1 - knee))


def power(gamma: float) -> Curve:
    return lambda value: value**gamma


# From what is stored to light, both from 0 to 1. The curves of television are those of its screens,
# as browsers have it (ITU-R BT.1886).
TELEVISION, HDR = (1, 6, 14, 15), (16, 18)
TRANSFERS: dict[int, Curve] = {
    **dict.fromkeys(TELEVISION, power(2.4)),
    4: power(2.2),
    5: power(2.8),
    8: power(1.0),
    13: _srgb_curve,
    16: _pq,
    18: _hlg,
}


def rgb_profile(white: Point, red: Point, green: Point, blue: Point, curve: Curve) -> bytes:
    """An ICC profile of three primaries, given as x and y, and one curve to light for all.
    Raises ArithmeticError for primaries of no space."""
    light = [round(65535 * min(curve(step / 255), 1)) for step in range(256)]
    shape = struct.pack(">4sxxxxI256H", b"curv", 256, *light)
    columns = [_xyz(*point) for point in (red, green, blue)]
    seen = _xyz(*white)
    whole = _volume(*columns)
    tags = {}
    for index, name in enumerate((b"r", b"g", b"b")):
        # Cramer's rule: how much of each primary makes white.
        with_white = [seen if at == index else each for at, each in enumerate(columns)]
        share = _volume(*with_white) / whole
        adapted = _adapted([share * part for part in columns[index]], seen)
        tags[name + b"XYZ"] = _xyz_tag(adapted)
        tags[name + b"TRC"] = shape
    return _icc_file(b"mntr", b"RGB ", b"XYZ ", tags)


def _xyz(x: float, y: float) -> Triple:
    return x / y, 1.0, (1 - x - y) / y


def _volume(a: Sequence[float], b: Sequence[float], c: Sequence[float]) -> float:
    return sum(
        a[i] * (b[(i + 1) % 3] * c[(i + 2) % 3] - b[(i + 2) % 3] * c[(i + 1) % 3]) for i in range(3)
    )


# Bradford, and its inverse (ICC.1:2010, annex E).
_CONES = ((0.8951, 0.2664, -0.1614), (-0.7502, 1.7135, 0.0367), (0.0389, -0.0685, 1.0296))
_FROM_CONES = (
    (0.9869929, -0.1470543, 0.1599627),
    (0.4323053, 0.5183603, 0.0492912),
    (-0.0085287, 0.0400428, 0.9684867),
)


def _adapted(colour: Sequence[float], white: Sequence[float]) -> list[float]:
    """A colour under one white as it looks under D50, the white of every profile."""
    cones = zip(*(_times(_CONES, each) for each in (colour, white, _D50)), strict=True)
    return _times(_FROM_CONES, [own * ours / theirs for own, theirs, ours in cones])


def _times(rows: Sequence[Triple], column: Sequence[float]) -> list[float]:
    return [sum(a * b for a, b in zip(row, column, strict=True)) for row in rows]


# L, a and b of paper and inks over each other in the order of the bits of C, M, Y and K, paper
# being white: a press like SWOP's on coated paper, rounded; see docs/decisions/0057.
_INKS = (
    ((100, 0, 0), (64, -41, -48), (54, 76, -7), (31, 20, -48)),
    ((95, -6, 90), (59, -68, 27), (54, 70, 45), (29, 0, -1)),
    ((22, 1, 0), (17, -8, -10), (14, 16, 0), (11, 8, -9)),
    ((20, -2, 12), (17, -13, 4), (15, 12, 6), (12, 1, 0)),
)
_GAIN = 1.15  # of dots as they are printed
_GRID = 6


def press_profile() -> bytes:
    """An ICC profile of an ordinary press. Between full inks Lab is mixed by how much of the paper
    each covers (Neugebauer's equations): about 5 of 255 from a measured profile in the mean, where
    taking CMYK for light that is missing is 25 off."""
    steps = [1 - (1 - step / (_GRID - 1)) ** _GAIN for step in range(_GRID)]
    table: list[int] = []
    for inks in product(steps, repeat=4):
        mixed = [0.0, 0.0, 0.0]
        for bits, printed in enumerate(each for row in _INKS for each in row):
            covered = math.prod(ink if bits >> at & 1 else 1 - ink for at, ink in enumerate(inks))
            mixed = [sum_ + covered * part for sum_, part in zip(mixed, printed, strict=True)]
        lightness, a, b = mixed
        table += (round(lightness * 652.8), round((a + 128) * 256), round((b + 128) * 256))
    straight = struct.pack(">2H", 0, 65535)
    head = struct.pack(">4sxxxx4B", b"mft2", 4, 3, _GRID, 0)
    head += b"".join(struct.pack(">i", 65536 * (at % 4 == 0)) for at in range(9))
    head += struct.pack(">2H", 2, 2) + 4 * straight
    lut = head + struct.pack(f">{len(table)}H", *table) + 3 * straight
    # Under the name of the colorimetric intent: that of the perceptual one says nothing of black.
    return _icc_file(b"scnr", b"CMYK", b"Lab ", {b"A2B1": lut})


def _xyz_tag(colour: Sequence[float]) -> bytes:
    return b"XYZ \0\0\0\0" + struct.pack(">3i", *(round(part * 65536) for part in colour))


def _icc_file(kind: bytes, space: bytes, between: bytes, tags: dict[bytes, bytes]) -> bytes:
    tags = {**tags, b"wtpt": _xyz_tag(_D50)}
    start = 128 + 4 + 12 * len(tags)
    table, body = struct.pack(">I", len(tags)), b""
    for name, value in tags.items():
        table += name + struct.pack(">2I", start + len(body), len(value))
        body += value + bytes(-len(value) % 4)
    head = struct.pack(
        ">I4xI4s4s4s12x4s", start + len(body), 0x02400000, kind, space, between, b"acsp"
    )
    return head.ljust(68, b"\0") + _xyz_tag(_D50)[8:] + bytes(48) + table + body
