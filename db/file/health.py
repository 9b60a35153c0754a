"""The state of a library, looked at without changing anything."""

import os
import shutil
import sqlite3
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from db.originals import Originals
from db.store import Store
from editor.late import frozen
from editor.message import Message, message
from editor.story.photo import Photo


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

    @property
    def sound(self) -> bool:
        """Whether nothing is wrong; an original that no photo uses is only worth knowing."""
        wrong = (
            self.integrity,
            self.foreign_keys,
            self.missing_originals,
            self.damaged_originals,
        )
        return not any(wrong)


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
