"""Small pictures for lists and panels: quick, upright, right in colour; never for a page."""

from io import BytesIO
from pathlib import Path

from PIL import Image

from editor.photos.colour import eight_bit, to_srgb
from editor.photos.opening import opened, uprighted

_QUALITY = 80


def thumbnail(path: Path, longest: int) -> bytes:
    """The whole picture with its longer side at most `longest` pixels, never enlarged.

    JPEG bytes, or PNG where it is see-through. Raises OriginalUnreadable, and ValueError when
    `longest` is below 1.
    """
    if longest < 1:
        raise ValueError(f"a thumbnail of {longest} pixels")
    with opened(path) as image:
        profile = image.info.get("icc_profile")
        # Twice the size leaves the filter enough to be clean; the JPEG's transform does the rest.
        image.draft(None, (2 * longest, 2 * longest))
        upright = uprighted(eight_bit(image), image)
        upright.thumbnail((longest, longest), Image.Resampling.LANCZOS)
        small = to_srgb(upright, profile)
        file = BytesIO()
        if small.mode == "RGBA":
            small.save(file, "PNG")
        else:
            small.save(file, "JPEG", quality=_QUALITY)
        return file.getvalue()
