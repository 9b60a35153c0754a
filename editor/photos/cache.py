"""Renditions and thumbnails at hand: made once, kept on disk, made again whenever they are missing.

Only pixels are kept. Texts are put in when a file is asked for, so a corrected caption costs no
encoding and can never be served stale. What draws is loaded with the first picture: Pillow is a
twentieth of a second of every start otherwise.
"""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from editor.photos.families import MEGABYTE
from editor.photos.shelf import Shelf
from editor.story.rendition import Rendition

SIZE_LIMIT = 2_000 * MEGABYTE
# Asked only when something has to be made: finding the file also reads and compares all of it.
Original = Callable[[], Path]


class RenditionCache:
    """Everything under `folder` can be deleted at any time, also while the program runs."""

    def __init__(self, folder: Path, *, limit: int = SIZE_LIMIT) -> None:
        self._shelf = Shelf(folder, limit)

    def get(self, rendition: Rendition, original: Original) -> bytes:
        """The finished file of one rendition. Raises OriginalUnreadable and ValueError."""
        return next(data for _, data in self.many(original, (rendition,)))

    def many(
        self,
        original: Original,
        renditions: Sequence[Rendition],
        *,
        anew: bool = False,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> Iterator[tuple[Rendition, bytes]]:
        """Every rendition of one photo with its finished file: those at hand first, then the
        others as they are made, in one decoding. `anew` makes all of them, whatever is at hand:
        a cache proves nothing of where its pixels came from. Raises as `make_renditions` does.
        """
        # Loaded here: see the module's last sentence.
        from editor.photos.renditions import make_pixels

        missing: list[Rendition] = []
        for rendition in renditions:
            pixels = None if anew else self._shelf.take(_key(rendition))
            if pixels is None:
                missing.append(rendition)
            else:
                yield rendition, _finished(rendition, pixels)
        if not missing:
            return
        for rendition, pixels in make_pixels(original(), missing, cancelled=cancelled):
            self._shelf.put(_key(rendition), pixels)
            yield rendition, _finished(rendition, pixels)

    def thumbnail(self, photo_id: str, original: Original, longest: int) -> bytes:
        """As `thumbnail` makes it, for the photo with this SHA-256."""
        # Loaded here: see the module's last sentence.
        from editor.photos.encoders import encoder_version
        from editor.photos.thumbnails import thumbnail

        key = f"thumbnail {photo_id} {longest} {encoder_version()}"
        data = self._shelf.take(key)
        if data is None:
            data = thumbnail(original(), longest)
            self._shelf.put(key, data)
        return data

    def clear(self) -> None:
        """Give the disk space back."""
        self._shelf.clear()


def _finished(rendition: Rendition, pixels: bytes) -> bytes:
    # Loaded here: see the module's last sentence.
    from editor.photos.published import published_metadata

    return published_metadata(pixels, rendition.encoding, rendition.photo)


def _key(rendition: Rendition) -> str:
    # Loaded here: see the module's last sentence.
    from editor.photos.encoders import encoder_version

    crop = rendition.crop
    cut = f"{crop.left!r} {crop.top!r} {crop.width!r} {crop.height!r}"
    size = f"{rendition.width}x{rendition.height}"
    return f"{rendition.photo.photo} {cut} {size} {rendition.encoding} {encoder_version()}"
