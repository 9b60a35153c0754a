"""A folder into which a camera or a wire service writes: what is whole there comes in by itself.

It is looked at again and again: nothing tells of what happens in a folder of another machine, and
whether a file is whole cannot be told from one look. Nothing is changed there.
"""

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path

from editor.desk.changing import Done
from editor.desk.photo_library import Ingested, PhotoLibrary
from editor.late import slotted
from editor.message import Message, message
from editor.photos.families import PICTURE_EXTENSIONS

PAUSE = 2.0  # seconds between two looks
# Looks for which a file must stay as it is: before it is read, and before it is said to be bad.
_WHOLE, _BAD = 1, 8
# How the names of files begin that programs are still writing, and of hidden ones.
_UNFINISHED = (".", "~", "_tmp")
_MOST_FILES, _AT_ONCE = 20_000, 32

_Stamp = tuple[int, int]  # bytes, and when it was changed last


@slotted()
class _Seen:
    stamp: _Stamp
    looks: int = 0  # since it has been so
    tries: int = 0
    done: bool = False


class Watched:
    """What has been seen in a folder since it is watched. Used from one thread at a time.

    Attributes:
        news: what is to be told of the folder since the last look: that it has gone, that it is
            there again.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.news: Message | None = None
        self._seen: dict[Path, _Seen] = {}
        self._there = True

    def look(self) -> tuple[Path, ...]:
        """Files that are whole by now and have not been taken; a few at a time."""
        there, self.news = self._there, None
        try:
            found = dict(_pictures(self.folder))
        except OSError:
            self._there = False
            self.news = message("watching.gone", folder=self.folder) if there else None
            return ()
        self._there = True
        if not there:
            self.news = message("watching.back", folder=self.folder)
        for gone in self._seen.keys() - found.keys():
            del self._seen[gone]
        ready: list[Path] = []
        for path, stamp in found.items():
            seen = self._seen.get(path)
            if seen is None or seen.stamp != stamp:
                self._seen[path] = _Seen(stamp)
                continue
            seen.looks += 1
            if not seen.done and stamp[0] and seen.looks >= (_BAD if seen.tries else _WHOLE):
                ready.append(path)
        return tuple(ready[:_AT_ONCE])

    def take(self, photos: PhotoLibrary, path: Path) -> Done[Ingested] | None:
        """Bring in a file that `look` named; None where there is nothing to be said of it: the
        library has it, or the rest of it may still be on its way. Raises LibraryError."""
        seen = self._seen[path]
        seen.tries += 1
        try:
            with path.open("rb") as file:
                sha = hashlib.file_digest(file, "sha256").hexdigest()
            if photos.numbers([sha]):  # as after every start, of all that stayed there
                seen.done = True
                return None
            taken = photos.take_in(path)
        except OSError:  # it has just gone
            return None
        seen.done = taken.value.photo is not None or seen.tries > 1
        return taken if seen.done else None


def _pictures(folder: Path) -> Iterator[tuple[Path, _Stamp]]:
    """Raises OSError where the folder itself cannot be read; one within it is left out."""
    waiting, count = [folder], 0
    while waiting:
        here = waiting.pop()
        try:
            entries = sorted(os.scandir(here), key=lambda entry: entry.name)
        except OSError:
            if here == folder:
                raise
            continue
        for entry in entries:
            if entry.name.startswith(_UNFINISHED) or count >= _MOST_FILES:
                continue
            if entry.is_dir(follow_symlinks=False):
                waiting.append(Path(entry.path))
            elif entry.name.lower().endswith(PICTURE_EXTENSIONS):
                count += 1
                try:
                    stat = Path(entry.path).stat()
                except OSError:
                    continue
                yield Path(entry.path), (stat.st_size, stat.st_mtime_ns)
