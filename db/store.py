"""An open library: the folder, its lock, the transactions in which all its data is touched; and its
state, looked at without changing anything."""

import os
import shutil
import sqlite3
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Self

from db.errors import (
    DATABASE,
    WRONG_FORM,
    LibraryBusy,
    LibraryDamaged,
    LibraryUnreachable,
    WrittenByNewer,
    is_of_rows,
    said_plainly,
)
from db.file.backup import Backups
from db.file.database_file import BUSY_MILLISECONDS
from db.file.opening import OpenFile, open_for_reading, open_for_writing
from db.look import LastBodies
from db.originals import Originals
from db.work import Work
from editor.late import frozen
from editor.message import Message, message
from editor.story.forms import NewerSchema
from editor.story.photo import Photo


class Store:
    """May be used from several threads, one `Work` per thread at a time.

    Attributes:
        folder: the library, absolute.
        read_only: whether `begin` refuses: opened so, a folder without the right to write, or a
            disk without room even to begin.
        originals: the pictures as they came.
        renditions_folder: a cache; may be deleted at any time.
        backups: copies of the database.
    """

    def __init__(self, folder: Path, opened: OpenFile) -> None:
        self.folder = folder
        self.read_only = opened.refusal is not None
        self.originals = Originals(folder / "originals")
        self.renditions_folder = folder / "renditions"
        self.backups = Backups(folder)
        self._opened = opened
        self._bodies = LastBodies()
        self._closed = False
        self._sound = True
        # SQLite would let a second writer of this process wait blindly; here they queue.
        self._turn = threading.Lock()

    @classmethod
    def open(
        cls, folder: Path, *, writing: bool = True, wait: float = 0.0, brief: bool = False
    ) -> Self:
        """Open the library in `folder`, to be closed with `close`. Raises LibraryError.

        `writing` makes the folder when it is missing, keeps every other Galley from writing,
        and brings an older schema up to date after a backup; where nothing can be written it
        opens for reading. Not `writing` makes nothing and reads beside a running Galley.
        `wait` and `brief` are as for LibraryLock.
        """
        folder = folder.expanduser().absolute()
        if writing:
            opened = open_for_writing(folder, wait=wait, brief=brief)
        else:
            opened = open_for_reading(folder)
        return cls(folder, opened)

    @contextmanager
    def begin(self) -> Iterator[Work]:
        """A transaction that may write; nobody else writes meanwhile. Without `work.commit()`
        it leaves nothing behind. Raises LibraryError."""
        if self._opened.refusal is not None:
            raise self._opened.refusal(self.folder)
        if not self._turn.acquire(timeout=BUSY_MILLISECONDS / 1000):
            raise LibraryBusy(self.folder)
        try:
            with self._work(writing=True) as work:
                yield work
        finally:
            self._turn.release()

    @contextmanager
    def read(self) -> Iterator[Work]:
        """A look at the library as it is at this moment, whatever is written meanwhile."""
        with self._work(writing=False) as work:
            yield work

    def close(self) -> None:
        """Close the files and let go of the lock; a second time does nothing."""
        if self._closed:
            return
        self._closed = True
        self._opened.close(cleanly=self._sound)

    @contextmanager
    def _work(self, *, writing: bool) -> Iterator[Work]:
        try:
            with (
                said_plainly(self.folder, self.backups.newest_good, anything_else=True),
                self._opened.transaction(writing=writing) as database,
            ):
                yield Work(database, writing=writing, bodies=self._bodies)
        except (LibraryDamaged, LibraryUnreachable):
            # The next start looks at the file before anybody trusts it.
            self._sound = False
            raise
        except NewerSchema as error:
            raise WrittenByNewer(error.message) from error
        except Exception as error:
            if is_of_rows(error):
                self.blame_rows(error)
            raise

    def blame_rows(self, error: Exception) -> None:
        """Raise LibraryDamaged when something that was not expected comes of a row that no
        Galley wrote; otherwise it is our own mistake, and left to show itself."""
        found: tuple[Message, ...] = ()
        with said_plainly(self.folder, self.backups.newest_good):
            try:
                with self._opened.transaction(writing=False) as database:
                    found = Work(database).soundness.damaged_rows()
            except Exception as unread:
                if isinstance(unread, WRONG_FORM) or not is_of_rows(unread):
                    raise
        if found:
            newest = self.backups.newest_good()
            raise LibraryDamaged(self.folder / DATABASE, found[0], newest) from error


@frozen
class Health:
    """`integrity` and `foreign_keys` are what is wrong with the database, empty when all is well;
    originals are named by SHA-256. `free_bytes` is the disk's, `size_bytes` that of everything
    in the library's folder; `schema` the stamped revision, `sqlite` SQLite's version."""

    integrity: tuple[Message, ...]
    foreign_keys: tuple[Message, ...]
    missing_originals: tuple[str, ...]
    damaged_originals: tuple[str, ...]
    orphan_originals: tuple[str, ...]
    free_bytes: int
    size_bytes: int
    schema: str
    sqlite: str


def check_health(store: Store, *, deep: bool = False) -> Health:
    """Look through the whole library: seconds for a large one. `deep` also reads every original
    and every kept version and compares their hashes: minutes."""
    with store.read() as work:
        rows = work.soundness.damaged_rows()
        integrity = work.soundness.integrity() + rows
        if deep:
            integrity += tuple(
                message("library.version-changed", sha=sha[:12])
                for sha in work.soundness.changed_snapshots()
            )
        foreign_keys = work.soundness.broken_references()
        schema = work.soundness.schema()
        # What cannot be read says nothing about the files either.
        photos = () if rows else work.photos.all()
    originals = store.originals
    missing = {photo.id for photo in photos if not originals.has(photo.id)}
    present = [photo for photo in photos if photo.id not in missing]
    return Health(
        integrity=integrity,
        foreign_keys=foreign_keys,
        missing_originals=tuple(sorted(missing)),
        damaged_originals=_damaged(originals, present, deep=deep),
        orphan_originals=() if rows else originals.sweep({photo.id for photo in photos}),
        free_bytes=shutil.disk_usage(store.folder).free,
        size_bytes=_size(store.folder),
        schema=schema,
        sqlite=sqlite3.sqlite_version,
    )


def _damaged(originals: Originals, photos: Iterable[Photo], *, deep: bool) -> tuple[str, ...]:
    """A file that was cut short shows by its size alone; one that was changed only by its hash."""
    return tuple(
        sorted(
            photo.id
            for photo in photos
            if originals.path(photo.id).stat().st_size != photo.size
            or (deep and not originals.is_intact(photo.id))
        )
    )


def _size(folder: Path) -> int:
    """Bytes of all files; those that vanish meanwhile, a finished copy, count nothing."""
    total = 0
    for above, _, names in os.walk(folder):
        for name in names:
            with suppress(FileNotFoundError):
                total += (Path(above) / name).stat().st_size
    return total
