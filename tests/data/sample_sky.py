"""The sky of the sample picture: a low morning sun, thin clouds, four ridges in the mist."""

import math
import random
from collections.abc import Callable
from itertools import pairwise

from PIL import Image, ImageChops, ImageDraw

Colour = tuple[float, float, float]

SUN = (0.235, 0.215)  # in the picture, as parts of its width and height


def mixed(one: Colour, other: Colour, share: float) -> Colour:
    a, b, c = one
    d, e, f = other
    return (a + (d - a) * share, b + (e - b) * share, c + (f - c) * share)


def sky(width: int, height: int) -> Image.Image:
    """Morning sky with a low sun, thin clouds and four ridges in the mist."""
    column = Image.new("RGB", (1, height))
    stops: tuple[tuple[float, Colour], ...] = (
        (0.0, (126, 158, 188)),
        (0.14, (172, 190, 200)),
        (0.26, (228, 208, 184)),
        (0.36, (252, 214, 152)),
        (1.0, (250, 204, 140)),
    )
    for row in range(height):
        at = row / height
        for (above, one), (below, other) in pairwise(stops):
            if above <= at <= below:
                red, green, blue = mixed(one, other, (at - above) / (below - above))
                column.putpixel((0, row), (int(red), int(green), int(blue)))
                break
    picture = column.resize((width, height))
    dice = random.Random(77)
    streaks = Image.frombytes("L", (6, 90), dice.randbytes(6 * 90))
    clouds = streaks.resize((width, height), Image.Resampling.BICUBIC)
    fade = Image.linear_gradient("L").rotate(180).resize((width, int(height * 0.36)))
    mask = Image.new("L", (width, height))
    mask.paste(fade, (0, 0))
    clouds = ImageChops.multiply(toned(clouds, lambda v: (v - 130) * 0.9), mask)
    picture.paste((255, 238, 214), mask=clouds)
    _shine(picture)
    for index, (base, tall, colour) in enumerate(
        (
            (0.300, 0.075, (214, 190, 176)),
            (0.325, 0.085, (198, 170, 150)),
            (0.350, 0.080, (184, 154, 124)),
            (0.380, 0.070, (172, 142, 100)),
        )
    ):
        _ridge(picture, base, tall, colour, 100 + index)
    return picture


def toned(picture: Image.Image, tone: Callable[[int], float]) -> Image.Image:
    """Every value of every channel changed by `tone`, kept within 0..255."""
    table = [min(255, max(0, int(tone(value)))) for value in range(256)]
    return picture.point(table * len(picture.getbands()))


def _shine(picture: Image.Image) -> None:
    width, height = picture.size
    left, top = SUN[0] * width, SUN[1] * height
    for radius, strength in ((0.42, 0.47), (0.16, 0.47), (0.055, 0.67), (0.021, 5.0)):
        far = radius * width
        glow = Image.radial_gradient("L").resize((int(far * 2), int(far * 2)))
        mask = Image.new("L", picture.size)
        bright = toned(glow, lambda v, power=strength: max(0.0, 255 - v * 1.42) * power)
        mask.paste(bright, (int(left - far), int(top - far)))
        picture.paste((255, 236, 186) if radius > 0.03 else (255, 250, 232), mask=mask)


def _ridge(picture: Image.Image, base: float, tall: float, colour: Colour, seed: int) -> None:
    width, height = picture.size
    dice = random.Random(seed)
    waves = [(dice.uniform(1, 2 ** (1 + n)), dice.uniform(0, 7), 0.62**n) for n in range(8)]
    points: list[tuple[float, float]] = [(0, height)]
    for x in range(0, width + 4, 2):
        wave = sum(size * math.sin(speed * 5 * x / width + start) for speed, start, size in waves)
        points.append((x, height * (base - tall * (0.5 + wave / 4.2))))
    points.append((width, height))
    mask = Image.new("L", picture.size)
    ImageDraw.Draw(mask).polygon(points, fill=255)
    red, green, blue = colour
    body = Image.new("RGB", picture.size, (int(red), int(green), int(blue)))
    mist = Image.linear_gradient("L").resize((width, int(height * 0.16)))
    over = Image.new("L", picture.size, 255)
    over.paste(mist, (0, int(height * (base - tall))))
    over.paste(0, (0, 0, width, int(height * (base - tall))))
    body.paste((238, 201, 158), mask=toned(over, lambda v: v * 0.72))
    picture.paste(body, mask=mask)
