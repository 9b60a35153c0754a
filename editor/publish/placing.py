"""Into place in one move: files made beside the target, flushed, then renamed; or nothing.

The target is at every moment the old bundle or the new one; only for the blink between two
renames of a folder the old one is set aside in the workshop, from where it is put back.
"""

import contextlib
import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from db.durable import move_into_place, sync_folder

_PREFIX = ".galley-export-"
_BEFORE = "before"
# Younger ones may belong to an export that still runs.
_STALE = 3600.0  # seconds


@contextmanager
def workshop(place: Path, target: Path) -> Iterator[Path]:
    """A private folder in `place`, removed at the end with all that is still in it."""
    # Short: with the names inside, a path on Windows must stay under 260 characters.
    prefix = f"{_PREFIX}{target.name[:24]}-"
    _clear_old_workshops(place, prefix, target)
    folder = Path(tempfile.mkdtemp(prefix=prefix, dir=place))
    try:
        yield folder
    finally:
        _put_back(folder, target)
        shutil.rmtree(folder, ignore_errors=True)


def write_durably(path: Path, content: bytes) -> None:
    """Write a new file and flush it to disk; its folder is made when it is missing."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("xb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())


def sync_folders(root: Path) -> None:
    """Flush `root` and every folder in it, so that the names in them survive a power cut."""
    for folder, _, _ in os.walk(root):
        sync_folder(Path(folder))


def put_in_place(made: Path, target: Path, folder: Path) -> None:
    """Rename `made` to `target`; a folder that stands there goes into the workshop `folder`,
    and comes back when the move fails. Raises OSError."""
    if made.is_dir() and target.exists():
        move_into_place(target, folder / _BEFORE)
    try:
        move_into_place(made, target)
    except OSError:
        _put_back(folder, target)
        raise


def _put_back(folder: Path, target: Path) -> None:
    before = folder / _BEFORE
    if before.exists() and not target.exists():
        with contextlib.suppress(OSError):
            move_into_place(before, target)


def _clear_old_workshops(place: Path, prefix: str, target: Path) -> None:
    """Tidy up after an export that was killed."""
    for folder in place.glob(f"{prefix}*"):
        with contextlib.suppress(OSError):
            if time.time() - folder.stat().st_mtime > _STALE:
                _put_back(folder, target)
                shutil.rmtree(folder, ignore_errors=True)
