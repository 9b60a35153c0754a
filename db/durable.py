"""Files that are whole or not there: flushed to the disk, then moved into place in one rename.

It must not decide where anything goes, nor hide why a file could not be written.
"""

import os
import time
from collections.abc import Callable
from pathlib import Path

PRIVATE_FOLDER = 0o700
PRIVATE_FILE = 0o600

# Windows answers with these while a virus scanner or an indexer still has the file open.
_HELD_BY_SOMEBODY = frozenset({5, 32, 33})
_RETRY_SECONDS = 2.5
_FIRST_PAUSE = 0.01


def make_private_folder(folder: Path) -> None:
    """Make `folder` for this user only, and whatever is missing above it."""
    folder.mkdir(mode=PRIVATE_FOLDER, parents=True, exist_ok=True)


def new_private_file(path: Path) -> None:
    """An empty file that only this user can read. Raises FileExistsError."""
    os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, PRIVATE_FILE))


def sync_file(path: Path) -> None:
    # Opened for writing: Windows flushes no handle that may only read.
    descriptor = os.open(path, os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def sync_folder(folder: Path) -> None:
    """Make a rename in `folder` survive a power cut. Windows has no such call and needs none."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def move_into_place(
    source: Path,
    target: Path,
    *,
    rename: Callable[[Path, Path], None] = os.replace,
    pause: Callable[[float], None] = time.sleep,
) -> None:
    """Rename a finished, flushed `source` over `target`, and flush the rename.

    On Windows a file that somebody scans cannot be replaced for a moment: that is tried again
    for 2.5 seconds, then raised. A refusal for want of rights looks the same there, so the bound
    must stay short.
    """
    waited, wait = 0.0, _FIRST_PAUSE
    while True:
        try:
            rename(source, target)
            break
        except OSError as error:
            if getattr(error, "winerror", None) not in _HELD_BY_SOMEBODY:
                raise
            if waited >= _RETRY_SECONDS:
                raise
        pause(wait)
        waited += wait
        wait *= 2
    sync_folder(target.parent)
