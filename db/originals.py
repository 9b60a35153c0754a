"""The original pictures: files named by their own SHA-256, never changed once they are there."""

import hashlib
import os
import tempfile
from collections.abc import Iterable, Iterator
from functools import partial
from io import FileIO
from pathlib import Path

from db.errors import OriginalNotSound, files_said_plainly
from editor.files import (
    PRIVATE_FILE,
    PRIVATE_FOLDER,
    make_private_folder,
    move_into_place,
    sync_folder,
)
from editor.late import regex
from editor.message import literal, message

_CHUNK = 1 << 20
_SHA256 = regex(r"[0-9a-f]{64}")
_INCOMING = ".incoming-"


class Originals:
    """Attributes:
    folder: holds `ab/abcdef…`, the first two digits as a folder.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def keep(self, source: Path) -> str:
        """Copy a file in, unless it is there already; returns its SHA-256 in hex.

        Raises OSError when `source` cannot be read, LibraryError when it cannot be stored.
        """
        with source.open("rb") as file:
            sha = hashlib.file_digest(file, "sha256").hexdigest()
            if self._is_whole(sha):
                return sha
            file.seek(0)
            # Named by what was copied: the source may have changed since it was hashed.
            return self._store(iter(partial(file.read, _CHUNK), b""))

    def keep_bytes(self, content: bytes) -> str:
        """As `keep`, what is in no file of its own."""
        sha = hashlib.sha256(content).hexdigest()
        return sha if self._is_whole(sha) else self._store(iter((content,)))

    def path(self, sha: str) -> Path:
        """Where the original lies or would lie, for looking at its place and size; whoever reads
        it asks for `sound`. Raises ValueError for what is no SHA-256."""
        if not _SHA256.fullmatch(sha):
            raise ValueError(f"not a SHA-256 in hex: {sha[:80]!r}")
        return self.folder / sha[:2] / sha

    def sound(self, sha: str) -> Path:
        """The original's file, all its bytes compared with the hash it is named by; whoever
        makes something of an original takes it from here. Raises OriginalNotSound.
        """
        try:
            intact = self.is_intact(sha)
        except OSError as error:
            gone = isinstance(error, FileNotFoundError)
            found = literal(error.strerror or str(error))
            reason = message("library.original-gone") if gone else found
            raise OriginalNotSound(sha, reason) from error
        if not intact:
            raise OriginalNotSound(sha, message("library.original-changed"))
        return self.path(sha)

    def has(self, sha: str) -> bool:
        return self.path(sha).is_file()

    def remove(self, sha: str) -> None:
        """Delete an original; nothing happens when it is not there."""
        with files_said_plainly(self.folder.parent):
            self.path(sha).unlink(missing_ok=True)

    def all(self) -> Iterator[str]:
        """The SHA-256 of every original, in no order."""
        if not self.folder.is_dir():
            return
        for shelf in self.folder.iterdir():
            if len(shelf.name) == 2 and shelf.is_dir():
                yield from (each.name for each in shelf.iterdir() if _SHA256.fullmatch(each.name))

    def sweep(self, used: set[str]) -> tuple[str, ...]:
        """Originals that are not among `used`, sorted. Reported, never deleted."""
        return tuple(sorted(sha for sha in self.all() if sha not in used))

    def clear_unfinished(self) -> None:
        """Delete copies that a killed Galley left half made. Only for the lock's holder."""
        if self.folder.is_dir():
            for left in self.folder.glob(f"{_INCOMING}*"):
                left.unlink(missing_ok=True)

    def is_intact(self, sha: str) -> bool:
        """Whether the file still has the hash it is named by; reads all of it."""
        with self.path(sha).open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest() == sha

    def _is_whole(self, sha: str) -> bool:
        # One that a power cut left short or that somebody changed is stored anew: adding a
        # picture again is the way to mend it.
        try:
            return self.is_intact(sha)
        except OSError:
            return False

    def _store(self, chunks: Iterable[bytes]) -> str:
        with files_said_plainly(self.folder.parent):
            make_private_folder(self.folder)
            descriptor, name = tempfile.mkstemp(prefix=_INCOMING, dir=self.folder)
        temporary = Path(name)
        digest = hashlib.sha256()
        try:
            # Unbuffered, so that a full disk answers where it is asked and not at closing.
            with FileIO(descriptor, "wb") as file:
                for chunk in chunks:
                    digest.update(chunk)
                    with files_said_plainly(self.folder.parent):
                        _write_all(file, chunk)
                with files_said_plainly(self.folder.parent):
                    os.fsync(descriptor)
            sha = digest.hexdigest()
            with files_said_plainly(self.folder.parent):
                temporary.chmod(PRIVATE_FILE)
                self._shelve(temporary, sha)
            return sha
        finally:
            temporary.unlink(missing_ok=True)

    def _shelve(self, temporary: Path, sha: str) -> None:
        shelf = self.path(sha).parent
        if not shelf.is_dir():
            shelf.mkdir(mode=PRIVATE_FOLDER, exist_ok=True)
            sync_folder(self.folder)
        move_into_place(temporary, self.path(sha))


def _write_all(file: FileIO, data: bytes) -> None:
    rest = memoryview(data)
    while rest:
        rest = rest[file.write(rest) :]
