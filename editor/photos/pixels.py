"""Pixels in sRGB, the one colour space that every page and screen agrees on, and as the files a
page loads: JPEG and WebP, the same bytes for the same pixels.

Nothing here chooses a size or writes a file.
"""

from io import BytesIO

from PIL import Image, ImageCms, __version__

from editor.story.rendition import Encoding

_WHITE = (255, 255, 255)
_ALPHA_MODES = ("RGBA", "LA", "RGBa", "La", "PA")


def eight_bit(image: Image.Image) -> Image.Image:
    """The picture in a mode that can be scaled: 8 bits a channel, no palette.

    16-bit and floating greys are brought to 8 bits, palettes and transparent colours opened up.
    """
    if image.mode in ("I", "F"):
        return _from_wide(image)
    if image.mode.startswith("I;16"):
        return _from_wide(image.convert("I"))
    if image.mode in ("P", "PA") or "transparency" in image.info:
        see_through = image.mode == "PA" or "transparency" in image.info
        return image.convert("RGBA" if see_through else "RGB")
    return image.convert("L") if image.mode == "1" else image


def to_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    """An 8-bit picture as RGB in sRGB, or RGBA when it is see-through.

    `profile` is the ICC profile of its colours; without one they are taken as sRGB (or as
    plain CMYK or Lab). A broken profile, or one for another kind of picture, is passed over.
    """
    alpha = image.convert("RGBA").getchannel("A") if image.mode in _ALPHA_MODES else None
    colours = image
    if alpha is not None:
        colours = image.convert("L" if image.mode in ("LA", "La") else "RGB")
    colours = _through_profile(colours, profile) or _rgb(colours)
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


def _through_profile(image: Image.Image, profile: bytes | None) -> Image.Image | None:
    """The picture seen through its profile as sRGB; None where there is nothing to do or no way."""
    try:
        if image.mode == "LAB":
            source = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB"))
        elif profile:
            source = ImageCms.ImageCmsProfile(BytesIO(profile))
            if image.mode == "RGB" and ImageCms.getProfileDescription(source).startswith("sRGB"):
                return None
        else:
            return None
        return ImageCms.profileToProfile(
            image,
            source,
            ImageCms.createProfile("sRGB"),
            renderingIntent=ImageCms.Intent.RELATIVE_COLORIMETRIC,
            outputMode="RGB",
            flags=ImageCms.Flags.BLACKPOINTCOMPENSATION,
        )
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
        return None


def _rgb(image: Image.Image) -> Image.Image:
    # Pillow copies a picture that is RGB already.
    return image if image.mode == "RGB" else image.convert("RGB")


def _from_wide(image: Image.Image) -> Image.Image:
    low, high = image.getextrema()
    if not isinstance(low, int | float) or not isinstance(high, int | float):
        raise TypeError(f"mode {image.mode} has one channel")  # by definition of I and F
    # 16 bits keep their own white and black; anything else is stretched to what it holds.
    if image.mode == "I" and low >= 0 and high <= 65535:
        low, high = (0, 65535) if high > 255 else (0, 255)
    scale = 255 / ((high - low) or 1)
    return image.convert("F").point(lambda value: value * scale - low * scale).convert("L")


# Counts up whenever the lines below or the scaling change what comes out.
_RECIPE = 1
JPEG_QUALITY, WEBP_QUALITY, WEBP_METHOD = 82, 80, 4


def encode(image: Image.Image, encoding: Encoding) -> bytes:
    """An RGB picture as a file without any metadata or profile: it is sRGB, as the web assumes."""
    file = BytesIO()
    if encoding is Encoding.JPEG:
        image.save(file, "JPEG", quality=JPEG_QUALITY, progressive=True, optimize=True)
    else:
        image.save(file, "WEBP", quality=WEBP_QUALITY, method=WEBP_METHOD, exif=b"", xmp=b"")
    return file.getvalue()


def encoder_version() -> str:
    """Names the recipe and the libraries: other bytes may come of the same pixels when it moves."""
    return f"{_RECIPE} pillow {__version__}"
