"""One Galley at a time writes a library: a lock that dies with the process that holds it.

The lock file also says who holds it, and by still saying so at the next start tells that the
last holder did not close cleanly. It must never be deleted: a lock on a deleted file guards
nothing.
"""

import json
import os
import socket
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from db.durable import PRIVATE_FILE
from db.errors import LibraryInUse

_RECORD = 256  # bytes
_PAUSE = 0.02  # seconds between two looks at a lock that is held
if sys.platform == "win32":
    import msvcrt

    # Windows hides locked bytes from readers, so the lock lies far behind what is written.
    _FAR = 1 << 30

    def _take(descriptor: int) -> None:
        os.lseek(descriptor, _FAR, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)

    def _drop(descriptor: int) -> None:
        os.lseek(descriptor, _FAR, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _take(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def _drop(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_UN)


class LibraryLock:
    """The held lock of one library.

    Attributes:
        last_closed_cleanly: whether whoever held the lock before let it go in good order.
    """

    def __init__(self, descriptor: int, last_closed_cleanly: bool) -> None:
        self._descriptor = descriptor
        self.last_closed_cleanly = last_closed_cleanly

    @classmethod
    def acquire(cls, file: Path, *, wait: float = 0.0, brief: bool = False) -> "LibraryLock":
        """Raises LibraryInUse, or OSError when the lock file cannot be written.

        `wait` is how many seconds to wait for a holder who said that it is `brief`, a command;
        a window is not waited for. Who waits longest is not served first.
        """
        descriptor = os.open(file, os.O_RDWR | os.O_CREAT, PRIVATE_FILE)
        try:
            _take_in_turn(descriptor, time.monotonic() + wait)
        except OSError as error:
            holder = _holder(descriptor)
            os.close(descriptor)
            raise LibraryInUse(file.parent, holder.process, holder.host) from error
        left_behind = _record(descriptor)
        mine = {"process": os.getpid(), "host": socket.gethostname(), "brief": brief}
        _write(descriptor, json.dumps(mine))
        return cls(descriptor, last_closed_cleanly=not left_behind)

    def release(self, *, cleanly: bool = True) -> None:
        """Let go. Not `cleanly`: the next start has the library checked."""
        try:
            if cleanly:
                _write(self._descriptor, "")
            _drop(self._descriptor)
        finally:
            os.close(self._descriptor)


@dataclass(frozen=True, slots=True)
class _Holder:
    process: int | None = None
    host: str = ""
    brief: bool = True


def _take_in_turn(descriptor: int, until: float) -> None:
    """Raises OSError when the lock is held, and its holder stays or the time is up."""
    while True:
        try:
            return _take(descriptor)
        except OSError:
            if time.monotonic() >= until or not _holder(descriptor).brief:
                raise
        time.sleep(_PAUSE)


def _record(descriptor: int) -> str:
    os.lseek(descriptor, 0, os.SEEK_SET)
    return os.read(descriptor, _RECORD).decode("utf-8", "replace").strip()


def _write(descriptor: int, record: str) -> None:
    os.lseek(descriptor, 0, os.SEEK_SET)
    try:
        # Always as long as before, so that it can be written on a disk that is full by now.
        os.write(descriptor, record.encode()[:_RECORD].ljust(_RECORD))
        os.fsync(descriptor)
    except OSError:
        # The lock holds all the same; only who has it, or that it was let go, stays unsaid.
        return


def _holder(descriptor: int) -> _Holder:
    """Whoever holds the lock; it may be about to say so, then unknown."""
    try:
        holder = json.loads(_record(descriptor))
        brief = bool(holder.get("brief"))
        return _Holder(int(holder["process"]), str(holder["host"]), brief)
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return _Holder()
