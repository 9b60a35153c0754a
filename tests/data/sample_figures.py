"""What stands on the fields of the sample picture: sheaves, trees, farmers, as shapes to sample."""

import math
from collections.abc import Callable
from dataclasses import dataclass

from tests.data.sample_sky import Colour

# Boughs of a tree: across, up, radius, the hindmost first.
_BOUGHS = (
    (0.05, 0.74, 0.24),
    (-0.42, 0.58, 0.22),
    (0.44, 0.56, 0.22),
    (0.02, 0.50, 0.27),
    (-0.18, 0.70, 0.20),
)


@dataclass
class Standing:
    """Something on a field: `shape(across, up)` is its colour, or None beside it, with `across`
    from -1 to 1 and `up` from 0 at the ground to 1."""

    x: float
    z: float
    half: float
    high: float
    shape: Callable[[float, float], Colour | None]


def stook(across: float, up: float) -> Colour | None:
    """Millet sheaves set up to dry."""
    waist = 0.30 + 0.16 * abs(up - 0.62) / 0.4 if up > 0.55 else 0.62 - 0.55 * up
    if abs(across) > max(0.16, waist) * 1.35:
        return None
    lit = 1.12 - 0.42 * (across + 1) / 2 - 0.10 * math.sin(across * 37)
    red, green, blue = (216, 164, 74) if up < 0.5 or up > 0.62 else (150, 104, 48)
    return red * lit, green * lit, blue * lit


def tree(across: float, up: float) -> Colour | None:
    """A round crown of five boughs, lit from the left."""
    if up < 0.26 and abs(across) < 0.07:
        return 70, 50, 34
    found: Colour | None = None
    for x, y, size in _BOUGHS:
        aside, above = (across - x) * 0.86, up - y
        ragged = 1 + 0.10 * math.sin(29 * across + 3) * math.sin(37 * up)
        if aside * aside + above * above < (size * ragged) ** 2:
            leaves = 0.13 * math.sin(53 * across + 11 * up) * math.sin(61 * up - 17 * across)
            lit = 0.92 - 0.55 * aside / size + 0.50 * above / size + leaves
            found = 96 * lit, 98 * lit, 40 * lit
    return found


def poplar(across: float, up: float) -> Colour | None:
    """Tall and narrow, as along every field road there, turning yellow."""
    if up < 0.16:
        return (84, 66, 48) if abs(across) < 0.12 else None
    narrowing = math.sin(math.pi * min(1.0, (up - 0.12) / 0.88) ** 0.62)
    width = 0.92 * max(0.0, narrowing) ** 0.8
    if abs(across) > width * (1 + 0.14 * math.sin(47 * up + 9 * across)):
        return None
    lit = 1.0 - 0.38 * across + 0.14 * math.sin(71 * up + 23 * across)
    return 168 * lit, 142 * lit, 50 * lit


def farmer(jacket: Colour, lean: float) -> Callable[[float, float], Colour | None]:
    """Somebody in a straw hat, seen from behind, bent a little over the work."""

    def shape(across: float, up: float) -> Colour | None:
        across -= lean * max(0.0, up - 0.45) ** 1.4
        lit = 1.15 - 0.4 * (across + 1) / 2
        if up > 0.84:
            width, colour = 0.62 - 2.9 * (up - 0.84), (238, 208, 138)
        elif up > 0.76:
            width, colour = 0.21, (176, 120, 86)
        elif up > 0.40:
            width, colour = 0.44 - 0.16 * abs(up - 0.62), jacket
        else:
            width, colour = 0.33 if up > 0.08 else 0.36, (62, 60, 74)
            if abs(across) < 0.05 and up < 0.33:
                return None
        if abs(across) > width:
            return None
        red, green, blue = colour
        return red * lit, green * lit, blue * lit

    return shape
