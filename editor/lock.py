"""One Galley at a time writes a library: a lock that dies with the process that holds it.

The lock file also says who holds it, and by still saying so at the next start tells that the
last holder did not close cleanly. It must never be deleted: a lock on a deleted file guards
nothing.
"""

import errno
import json
import os
import socket
import sys
import time
from pathlib import Path

from editor.files import PRIVATE_FILE
from editor.late import frozen
from editor.message import Said

_RECORD = 256  # bytes
_PAUSE = 0.02  # seconds between two looks at a lock that is held
# Seconds after which what stands in the file is taken to be its holder's: who has the lock since
# a moment has not written yet, and what stands there is somebody's who is gone.
_SETTLED = 0.5
# Somebody else has it. Whatever else comes instead of a lock, waiting brings none.
_HELD = frozenset({errno.EWOULDBLOCK, errno.EAGAIN, errno.EACCES, errno.EDEADLK})
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


class LibraryInUse(Said):
    """`process` is the other Galley's process id and `host` its machine, when they are known."""

    def __init__(self, folder: Path, process: int | None = None, host: str = "") -> None:
        self.process = process
        self.host = host
        if process is None:
            super().__init__("library.in-use", folder=folder)
        else:
            super().__init__("library.in-use-by", folder=folder, process=process, host=host)


class LibraryWithoutLock(Said):
    """`reason` is what the disk answered."""

    def __init__(self, folder: Path, reason: str) -> None:
        super().__init__("library.without-lock", folder=folder, reason=reason)


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
        """Raises LibraryInUse, LibraryWithoutLock, or OSError when the lock file cannot be
        opened.

        `wait` is how many seconds to wait for a holder who said that it is `brief`, a command;
        a window is waited for only until it is sure to be one. Who waits longest is not served
        first.
        """
        descriptor = os.open(file, os.O_RDWR | os.O_CREAT, PRIVATE_FILE)
        try:
            _take_in_turn(descriptor, time.monotonic() + wait)
        except OSError as error:
            holder = _holder(_record(descriptor))
            os.close(descriptor)
            if error.errno not in _HELD:
                reason = error.strerror or str(error)
                raise LibraryWithoutLock(file.parent, reason) from error
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


@frozen
class _Holder:
    process: int | None = None
    host: str = ""
    brief: bool = True


def _take_in_turn(descriptor: int, until: float) -> None:
    """Raises OSError when there is no lock, or it is held and its holder stays or the time is
    up."""
    seen, since = "", time.monotonic()
    while True:
        try:
            return _take(descriptor)
        except OSError as error:
            now = time.monotonic()
            if error.errno not in _HELD or now >= until:
                raise
            if (record := _record(descriptor)) != seen:
                seen, since = record, now
            elif now - since >= _SETTLED and not _holder(record).brief:
                raise
        time.sleep(_PAUSE)


def _record(descriptor: int) -> str:
    try:
        os.lseek(descriptor, 0, os.SEEK_SET)
        return os.read(descriptor, _RECORD).decode("utf-8", "replace").strip()
    except OSError:
        return "?"  # something, from somebody unknown


def _write(descriptor: int, record: str) -> None:
    os.lseek(descriptor, 0, os.SEEK_SET)
    try:
        # Always as long as before, so that it can be written on a disk that is full by now.
        os.write(descriptor, record.encode()[:_RECORD].ljust(_RECORD))
        os.fsync(descriptor)
    except OSError:
        # The lock holds all the same; only who has it, or that it was let go, stays unsaid.
        return


def _holder(record: str) -> _Holder:
    """Who wrote the record; somebody unknown when it is not one."""
    try:
        holder = json.loads(record)
        brief = bool(holder.get("brief"))
        return _Holder(int(holder["process"]), str(holder["host"]), brief)
    except (ValueError, TypeError, KeyError, AttributeError):
        return _Holder()
