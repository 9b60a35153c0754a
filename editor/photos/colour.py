"""What the numbers of a picture mean as colours, and the same colours in sRGB, the one space that
every page and screen agrees on.

Told by the file, in this order: cICP, the ICC profile, the other chunks of a PNG (PNG 3rd edition,
4.3, and no more of them than browsers go by), nclx of a HEIC, Exif. Never by a profile's name.
"""

import struct
from collections.abc import Iterator
from io import BytesIO
from itertools import product
from pathlib import Path

from PIL import ExifTags, Image, ImageChops, ImageCms

from editor.message import Message, message
from editor.photos.families import HEAD_BYTES, PNG
from editor.photos.icc import (
    ADOBE_RGB,
    HDR,
    PRIMARIES,
    TELEVISION,
    TRANSFERS,
    power,
    press_profile,
    rgb_profile,
)

_WHITE = (255, 255, 255)
_ALPHA_MODES = ("RGBA", "LA", "RGBa", "La", "PA")
# ITU-T H.273 for sRGB and for what is not told; Exif's ColorSpace.
_SRGB, _UNSAID = (1, 13), 2
_SRGB_SPACE, _ADOBE_SPACE = 1, 2
_WIDE_STEP = 6  # of 255
# A gAMA that is within a twentieth of sRGB's means sRGB, for browsers too.
_NEAR_GAMMA = 0.05
# Tags of TIFF 6.0.
_BITS_PER_SAMPLE, _PHOTOMETRIC, _WHITE_IS_ZERO = 258, 262, 0


def eight_bit(image: Image.Image) -> Image.Image:
    """The picture in a mode that can be scaled: 8 bits a channel, no palette.

    16-bit and floating greys are brought to 8 bits, palettes and transparent colours opened up.
    """
    if image.mode in ("I", "F"):
        return _from_wide(image, *_stretch(image))
    if image.mode.startswith("I;16"):
        tags = getattr(image, "tag_v2", {})
        # By what the file says it has, never by what is in it: a dark picture is dark.
        top = 4095 if tags.get(_BITS_PER_SAMPLE) == (12,) else 65535
        inverted = tags.get(_PHOTOMETRIC) == _WHITE_IS_ZERO
        return _from_wide(image.convert("I"), *((top, 0) if inverted else (0, top)))
    if image.mode in ("P", "PA") or "transparency" in image.info:
        see_through = image.mode == "PA" or "transparency" in image.info
        return image.convert("RGBA" if see_through else "RGB")
    return image.convert("L") if image.mode == "1" else image


def _stretch(image: Image.Image) -> tuple[float, float]:
    """Black and white of greys of 32 bits: those of 16, floats from 0 to 1, or what it holds."""
    low, high = image.getextrema()
    if not isinstance(low, int | float) or not isinstance(high, int | float):
        raise TypeError(f"mode {image.mode} has one channel")  # by definition of I and F
    usual = 65535 if image.mode == "I" else 1
    return (0, usual) if low >= 0 and high <= usual else (low, high)


def _from_wide(image: Image.Image, black: float, white: float) -> Image.Image:
    scale = 255 / ((white - black) or 1)
    # The last step cuts off what is behind the point.
    base = 0.5 - black * scale
    return image.convert("F").point(lambda value: value * scale + base).convert("L")


def to_srgb(image: Image.Image, profile: bytes) -> Image.Image:
    """An 8-bit picture as RGB in sRGB, or RGBA when it is see-through.

    `profile` is the ICC profile of its colours, as `profile_of` finds it. A broken one, or one
    for another kind of picture, is passed over: RGB and grey are then taken as sRGB, CMYK as an
    ordinary press prints it.
    """
    alpha = image.convert("RGBA").getchannel("A") if image.mode in _ALPHA_MODES else None
    colours = image
    if alpha is not None:
        colours = image.convert("L" if image.mode in ("LA", "La") else "RGB")
    colours = _through(colours, profile)
    if alpha is not None and alpha.getextrema() != (255, 255):
        colours.putalpha(alpha)
    return colours


def on_white(image: Image.Image) -> Image.Image:
    """RGB, what is see-through laid on white paper."""
    if image.mode != "RGBA":
        return _rgb(image)
    paper = Image.new("RGB", image.size, _WHITE)
    paper.paste(image, mask=image.getchannel("A"))
    return paper


def _rgb(image: Image.Image) -> Image.Image:
    # Pillow copies a picture that is RGB already.
    return image if image.mode == "RGB" else image.convert("RGB")


def _through(image: Image.Image, profile: bytes) -> Image.Image:
    if profile and (seen := _seen(image, profile)) is not None:
        return seen
    if image.mode == "LAB":
        return _transformed(image, ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")))
    if image.mode == "CMYK":
        return _transformed(image, ImageCms.ImageCmsProfile(BytesIO(press_profile())))
    return _rgb(image)


def _seen(image: Image.Image, profile: bytes) -> Image.Image | None:
    """The picture as RGB, seen through its profile; None when that is of no use for it."""
    try:
        source = ImageCms.ImageCmsProfile(BytesIO(profile))
        space = getattr(source.profile, "xcolor_space", "").strip()
        if space == "RGB" and image.mode in ("L", "RGB", "YCbCr"):
            colours = _rgb(image)
            return colours if _is_srgb(source) else _transformed(colours, source)
        if (space, image.mode) in (("GRAY", "L"), ("CMYK", "CMYK"), ("Lab", "LAB")):
            return _transformed(image, source)
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
        pass
    return None


def _transformed(image: Image.Image, source: ImageCms.ImageCmsProfile) -> Image.Image:
    done = ImageCms.profileToProfile(
        image,
        source,
        ImageCms.createProfile("sRGB"),
        renderingIntent=ImageCms.Intent.RELATIVE_COLORIMETRIC,
        outputMode="RGB",
        flags=ImageCms.Flags.BLACKPOINTCOMPENSATION,
    )
    if done is None:  # by its types: it makes a new picture unless told otherwise
        raise TypeError("no picture")
    return done


# Greys, and every mixture of five steps.
_STEPS = (*((n, n, n) for n in range(0, 256, 5)), *product((0, 64, 128, 192, 255), repeat=3))
# Out of 255: profiles of sRGB differ by that much among themselves.
_ALIKE = 2


def _is_srgb(source: ImageCms.ImageCmsProfile) -> bool:
    """By what it does to colours: that of a linear profile may be called sRGB just as well."""
    steps = Image.frombytes("RGB", (len(_STEPS), 1), bytes(n for step in _STEPS for n in step))
    apart = ImageChops.difference(steps, _transformed(steps, source)).getextrema()
    return all(isinstance(high, int) and high <= _ALIKE for _, high in apart)  # type: ignore[misc]


# ---- What a file says of its colours ----


def profile_of(image: Image.Image) -> bytes:
    """The ICC profile of a picture's colours, embedded or made of what else the file says; empty
    where that is sRGB or nothing is said. To be asked before it is decoded."""
    ordered = (_icc, _coded, _exif)
    if image.format == PNG.format:
        ordered = (_coded, _icc, _other_chunks, _exif)
    return next((told for each in ordered if (told := each(image)) is not None), b"")


def colour_notices(image: Image.Image) -> Iterator[Message]:
    """What somebody should know who sees the picture's colours on the page."""
    profile = image.info.get("icc_profile")
    sample = eight_bit(Image.new(image.mode, (1, 1)))
    used = bool(profile) and _seen(sample, profile) is not None
    coded = None if used and image.format != PNG.format else _code_points(image)
    if profile and not used and coded is None:
        yield message("picture.profile-unusable")
    if sample.mode == "CMYK" and not used:
        yield message("picture.press-assumed")
    if coded and coded[1] in HDR:
        yield message("picture.hdr")
    if coded and coded[1] in TELEVISION:
        yield message("picture.television")
    if _is_deep(image) and _lifts_shadows(sample.mode, profile_of(image)):
        yield message("picture.linear")


def _is_deep(image: Image.Image) -> bool:
    """Whether the file has 16 bits a channel, of which Pillow gives 8 in all but greys."""
    return any(";16" in str(tile.args) for tile in getattr(image, "tile", ()))


def _lifts_shadows(mode: str, profile: bytes) -> bool:
    """Whether the first step above black is a wide one in sRGB."""
    first = Image.new("RGB", (1, 1), (1, 1, 1)).convert(mode)
    steps = _through(first, profile).getextrema() if mode in ("L", "RGB") else ()
    return any(isinstance(step, tuple) and step[1] > _WIDE_STEP for step in steps)


def _icc(image: Image.Image) -> bytes | None:
    return image.info.get("icc_profile") or None


def _coded(image: Image.Image) -> bytes | None:
    points = _code_points(image)
    if points == _SRGB:
        return b""
    if points is None or points[0] not in PRIMARIES or points[1] not in TRANSFERS:
        return None
    return rgb_profile(*PRIMARIES[points[0]], TRANSFERS[points[1]])


def _code_points(image: Image.Image) -> tuple[int, int] | None:
    """Primaries and transfer as ITU-T H.273 numbers them, from cICP of a PNG or nclx of a HEIC."""
    if image.format == PNG.format:
        points = _png_chunk(image, b"cICP")
        # Browsers go by it only where it says RGB in full range, as the standard asks.
        return (points[0], points[1]) if points[2:] == b"\0\1" else None
    nclx = image.info.get("nclx_profile")
    if not isinstance(nclx, dict):
        return None
    said = (nclx["color_primaries"], nclx["transfer_characteristics"])
    primaries, transfer = (a if b == _UNSAID else b for a, b in zip(_SRGB, said, strict=True))
    return primaries, transfer


def _png_chunk(image: Image.Image, wanted: bytes) -> bytes:
    """A short chunk before the pixels that Pillow passes over; empty without one."""
    with Path(getattr(image, "filename", "")).open("rb") as file:
        file.seek(8)
        while len(head := file.read(8)) == 8:
            length, kind = struct.unpack(">I4s", head)
            if kind == wanted:
                return file.read(length) if length < HEAD_BYTES else b""
            if kind == b"IDAT":
                break
            file.seek(length + 4, 1)
    return b""


def _other_chunks(image: Image.Image) -> bytes | None:
    """sRGB, or gAMA, alone or with cHRM; browsers take no notice of a cHRM alone."""
    gamma, white = image.info.get("gamma"), image.info.get("chromaticity")
    if "srgb" in image.info:
        return b""
    if not gamma:
        return None
    if white is None and abs(gamma * 2.2 - 1) < _NEAR_GAMMA:
        return b""
    points = PRIMARIES[1]
    try:
        if white is not None:
            points = (white[0:2], white[2:4], white[4:6], white[6:8])
        return rgb_profile(*points, power(1 / gamma))
    except (ArithmeticError, struct.error):
        return None


def _exif(image: Image.Image) -> bytes | None:
    """Adobe RGB, as cameras say it: by the name of the rules for such files (DCF 2.0, R03)."""
    exif = image.getexif()
    space = exif.get_ifd(ExifTags.IFD.Exif).get(ExifTags.Base.ColorSpace)
    rules = exif.get_ifd(ExifTags.IFD.Interop).get(ExifTags.Interop.InteropIndex)
    if space == _ADOBE_SPACE or (rules == "R03" and space != _SRGB_SPACE):
        return rgb_profile(*ADOBE_RGB, power(563 / 256))
    return None
