"""Into place in one move: files made beside the target, flushed, then renamed; or nothing. As a
folder, or as one zip file whose bytes depend on its content alone.

The target is at every moment the old bundle or the new one; only for the blink between two
renames of a folder the old one is set aside in the workshop, from where it is put back.
"""

import contextlib
import json
import os
import shutil
import tempfile
import time
import zipfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from editor.files import make_private_folder, move_into_place, sync_folder, write_new
from editor.lock import LibraryInUse, LibraryLock, LibraryWithoutLock

_PREFIX = ".galley-export-"
_BEFORE, _LOCK, _NOTE = "before", "galley.lock", "for.json"
# Without a lock yet, or made by a Galley that had none: younger ones may still be at work.
_STALE = 3600.0  # seconds


@contextmanager
def workshop(place: Path, target: Path, workroom: Path | None = None) -> Iterator[Path]:
    """A private folder on the disk of `place`, removed at the end with all that is still in it.

    In `workroom`, a folder of the library's, where that is on the same disk: whatever happens,
    nothing unfinished ever lies in a site then. Otherwise in `place`, and `workroom` knows of
    it. What killed exports left in `place` is tidied up first.
    """
    # Short: with the names inside, a path on Windows must stay under 260 characters.
    prefix = f"{_PREFIX}{target.name[:24]}-"
    for left in place.glob(f"{_PREFIX}*"):
        _clear(left, place, target if left.name.startswith(prefix) else None)
    with ExitStack() as undo:
        room = None if workroom is None else _same_disk(workroom, place)
        folder = Path(tempfile.mkdtemp(prefix=prefix, dir=workroom if room else place))
        undo.callback(shutil.rmtree, folder, ignore_errors=True)
        # Held while this process lives: whoever finds the folder later can tell.
        try:
            undo.callback(LibraryLock.acquire(folder / _LOCK).release)
        except LibraryWithoutLock:
            (folder / _LOCK).unlink()  # then its age tells
        undo.callback(_put_back, folder, target)
        _note(folder, folder, target)
        if room is False and workroom is not None:
            known = Path(tempfile.mkdtemp(prefix=prefix, dir=workroom))
            undo.callback(shutil.rmtree, known, ignore_errors=True)
            _note(known, folder, target)
        yield folder


def clear_workroom(workroom: Path) -> None:
    """Tidy up after every export of this library that was killed, wherever it worked."""
    for left in workroom.glob(f"{_PREFIX}*"):
        shop, target = _noted(left)
        _clear(shop, target.parent if target else workroom, target)
        # Killed before it had a lock, or a mere note of a workshop elsewhere: whoever tidies up
        # here is the only one who may write the library.
        if not ((left / _LOCK).exists() or (left / _BEFORE).exists()):
            shutil.rmtree(left, ignore_errors=True)


def _clear(shop: Path, place: Path, target: Path | None) -> None:
    """Remove what a dead export left behind, once the bundle it set aside is back."""
    with contextlib.suppress(OSError, LibraryInUse, LibraryWithoutLock):
        if (shop / _LOCK).exists():
            LibraryLock.acquire(shop / _LOCK).release()
        elif time.time() - shop.stat().st_mtime < _STALE:
            return
        noted = _noted(shop)[1]
        target = noted if noted is not None and noted.parent == place.absolute() else target
        if target is not None:
            _put_back(shop, target)
            if (shop / _BEFORE).exists() and not target.exists():
                return  # its disk is away: the bundle waits here
        shutil.rmtree(shop, ignore_errors=True)


def _note(folder: Path, shop: Path, target: Path) -> None:
    said = json.dumps({"workshop": str(shop.absolute()), "target": str(target.absolute())})
    write_durably(folder / _NOTE, said.encode())


def _noted(folder: Path) -> tuple[Path, Path | None]:
    """The workshop that `folder` tells of, itself or another one, and its target."""
    try:
        note = json.loads((folder / _NOTE).read_bytes())
        shop, target = Path(note["workshop"]), Path(note["target"])
    except (OSError, ValueError, LookupError, TypeError):
        return folder, None
    return (shop, target) if shop.name.startswith(_PREFIX) else (folder, None)


def _same_disk(workroom: Path, place: Path) -> bool | None:
    """Whether what is made in `workroom` can be renamed into `place`; None where `workroom`
    cannot be used at all, in a library that can only be read."""
    try:
        make_private_folder(workroom)
        Path(tempfile.mkdtemp(prefix=_PREFIX, dir=workroom)).rmdir()
    except OSError:
        return None
    return workroom.stat().st_dev == place.stat().st_dev


def write_durably(path: Path, content: bytes) -> None:
    """Write a new file and flush it to disk; its folder is made when it is missing."""
    path.parent.mkdir(parents=True, exist_ok=True)
    write_new(path, content)


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


# Times are fixed, names sorted, nothing packed: deflate gives other bytes with another zlib, and
# the pictures, nearly all of a bundle, are packed already.
# The first day a zip file can name.
_TIME = (1980, 1, 1, 0, 0, 0)
_UNIX = 3
_REGULAR_READABLE = 0o100644 << 16


def write_archive(target: Path, folder: Path) -> int:
    """Put every file under `folder` into the new zip file `target`, flushed to disk; its size
    in bytes. Raises OSError."""
    paths = sorted(
        path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()
    )
    with target.open("xb") as stream:
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as archive:
            for path in paths:
                entry = zipfile.ZipInfo(path, _TIME)
                # Otherwise Windows writes its own number here.
                entry.create_system = _UNIX
                entry.external_attr = _REGULAR_READABLE
                archive.writestr(entry, (folder / path).read_bytes())
        stream.flush()
        os.fsync(stream.fileno())
    return target.stat().st_size
