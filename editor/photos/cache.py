"""Renditions and thumbnails at hand: made once, kept on disk, made again whenever they are missing.

Only pixels are kept. Texts are put in when a file is asked for, so a corrected caption costs no
encoding and can never be served stale. What draws is loaded with the first picture: Pillow is a
twentieth of a second of every start otherwise.
"""

import contextlib
import hashlib
import os
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from threading import Lock

from editor.files import PART, PRIVATE_FOLDER, write_whole
from editor.photos.families import MEGABYTE
from editor.story.edits import UNEDITED, Edits
from editor.story.rendition import Rendition

_MARK = b"Galley1\n"
_HEAD = len(_MARK) + hashlib.sha256().digest_size
# A part older than this, in seconds, belongs to nobody who is still writing.
_ABANDONED = 3600
# Tidied to this share, so that not every further file makes it tidy again.
_ROOMY = 0.9


class BoundedFolder:
    """`folder` is made when first needed, `limit` is in bytes. Safe for several threads, and for
    several processes on one folder."""

    def __init__(self, folder: Path, limit: int) -> None:
        self._folder = folder
        self._limit = limit
        self._lock = Lock()
        # Bytes put here since the folder was last measured; unknown at first.
        self._unmeasured = limit

    def take(self, key: str) -> bytes | None:
        """The bytes put under `key`; None when there are none, or they are not whole."""
        path = self._path(key)
        try:
            kept = path.read_bytes()
        except OSError:
            return None
        data = kept[_HEAD:]
        if kept[:_HEAD] != _MARK + hashlib.sha256(data).digest():
            with contextlib.suppress(OSError):
                path.unlink()
            return None
        with contextlib.suppress(OSError):
            os.utime(path)  # Used now: file systems seldom note reading by themselves.
        return data

    def put(self, key: str, data: bytes) -> None:
        """Keep `data`; quietly keeps nothing where the disk is full or may not be written."""
        path = self._path(key)
        try:
            path.parent.mkdir(parents=True, exist_ok=True, mode=PRIVATE_FOLDER)
            # Not flushed to disk: a half file after a power cut is seen by its hash.
            whole = _MARK + hashlib.sha256(data).digest() + data
            write_whole(path, whole, lasting=False)
        except OSError:
            # Windows also comes here, when somebody is just reading the file it would replace.
            return
        self._count(len(data))

    def _path(self, key: str) -> Path:
        name = hashlib.sha256(key.encode("utf-8")).hexdigest()
        return self._folder / name[:2] / name[2:]

    def _count(self, size: int) -> None:
        with self._lock:
            self._unmeasured += size
            # A sixteenth over the limit is cheap; measuring at every file is not.
            if self._unmeasured < self._limit // 16:
                return
            self._unmeasured = 0
        self._tidy()

    def _tidy(self) -> None:
        files = self._files()
        total = sum(size for _, size, _ in files)
        if total <= self._limit:
            return
        for _, size, path in sorted(files, key=lambda file: file[0]):
            if total <= self._limit * _ROOMY:
                return
            with contextlib.suppress(OSError):
                path.unlink()
                total -= size

    def _files(self) -> list[tuple[int, int, Path]]:
        """Time of last use in nanoseconds, size and path of each; abandoned parts are removed."""
        found: list[tuple[int, int, Path]] = []
        for path in self._folder.glob("??/*"):
            with contextlib.suppress(OSError):
                stat = path.stat()
                if path.suffix != PART:
                    found.append((stat.st_mtime_ns, stat.st_size, path))
                elif time.time() - stat.st_mtime > _ABANDONED:
                    path.unlink()
        return found


SIZE_LIMIT = 2_000 * MEGABYTE
# Asked only when something has to be made: finding the file also reads and compares all of it.
Original = Callable[[], Path]


class RenditionCache:
    """Everything under `folder` can be deleted at any time, also while the program runs."""

    def __init__(self, folder: Path, *, limit: int = SIZE_LIMIT) -> None:
        self._kept = BoundedFolder(folder, limit)

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
        a cache proves nothing of where its pixels came from. Raises as `make_pixels` does.
        """
        # Loaded here: Pillow is a twentieth of a second of every start otherwise.
        from editor.photos.renditions import make_pixels

        missing: list[Rendition] = []
        for rendition in renditions:
            pixels = None if anew else self._kept.take(_key(rendition))
            if pixels is None:
                missing.append(rendition)
            else:
                yield rendition, _finished(rendition, pixels)
        if not missing:
            return
        for rendition, pixels in make_pixels(original(), missing, cancelled=cancelled):
            self._kept.put(_key(rendition), pixels)
            yield rendition, _finished(rendition, pixels)

    def thumbnail(
        self, photo_id: str, original: Original, longest: int, edits: Edits = UNEDITED
    ) -> bytes:
        """As `thumbnail` makes it, for the photo with this SHA-256."""
        # Loaded here: Pillow is a twentieth of a second of every start otherwise.
        from editor.photos.renditions import encoder_version, thumbnail

        edits = replace(edits, crops=(), focus=None)
        seen = photo_id if edits == UNEDITED else f"{photo_id} {edits!r}"
        key = f"thumbnail {seen} {longest} {encoder_version()}"
        data = self._kept.take(key)
        if data is None:
            data = thumbnail(original(), longest, edits)
            self._kept.put(key, data)
        return data


def _finished(rendition: Rendition, pixels: bytes) -> bytes:
    # Loaded here: Pillow is a twentieth of a second of every start otherwise.
    from editor.photos.published import published_metadata

    return published_metadata(pixels, rendition.encoding, rendition.photo)


def _key(rendition: Rendition) -> str:
    # Loaded here: Pillow is a twentieth of a second of every start otherwise.
    from editor.photos.renditions import encoder_version

    crop = rendition.crop
    cut = f"{crop.left!r} {crop.top!r} {crop.width!r} {crop.height!r}"
    size = f"{rendition.width}x{rendition.height}"
    edits = rendition.photo.edits.of_pixels
    cut = cut if edits == UNEDITED else f"{cut} {edits!r}"
    return f"{rendition.photo.photo} {cut} {size} {rendition.encoding} {encoder_version()}"
