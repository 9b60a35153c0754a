"""Files that are whole or not there: flushed to the disk, then moved into place in one rename.

It must not decide where anything goes, nor hide why a file could not be written.
"""

import os
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from uuid import uuid4

PRIVATE_FOLDER = 0o700
PRIVATE_FILE = 0o600
PART = ".part"  # how what is being written beside its place ends

_NEW = os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_BINARY", 0)
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


def write_new(path: Path, content: bytes, *, mode: int = 0o666, flushed: bool = True) -> None:
    """A new file, flushed to disk. Raises OSError, FileExistsError when there is one."""
    with os.fdopen(os.open(path, _NEW, mode), "wb") as file:
        file.write(content)
        if flushed:
            file.flush()
            os.fsync(file.fileno())


def write_whole(
    path: Path, content: bytes, *, mode: int = PRIVATE_FILE, lasting: bool = True
) -> None:
    """The file `path`, whole, or what was there before. Raises OSError.

    What need not be `lasting` is neither flushed nor tried again while somebody holds it.
    """
    # Not named after the target: that name may be as long as a name can be.
    beside = path.parent / f".galley-{uuid4().hex}{PART}"
    try:
        write_new(beside, content, mode=mode, flushed=lasting)
        (move_into_place if lasting else os.replace)(beside, path)
    finally:
        with suppress(OSError):
            beside.unlink()


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
