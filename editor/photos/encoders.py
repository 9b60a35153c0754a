"""Pixels as the files a page loads: JPEG and WebP, the same bytes for the same pixels."""

from io import BytesIO

from PIL import Image, __version__

from editor.story.rendition import Encoding

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
