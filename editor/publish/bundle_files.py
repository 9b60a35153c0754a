"""The files of a bundle as they lie there, folder or zip, read within bounds and never trusted.

Reads only: nothing is unpacked, no link is followed, no special file is opened.
"""

import hashlib
import os
import re
import stat
import unicodedata
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Protocol

from editor.publish.address import DEVICE_NAMES
from editor.publish.manifest import MANIFEST

MAX_FILES = 5_000
MAX_FILE = 200_000_000  # bytes
MAX_TOTAL = 2_000_000_000  # bytes
MAX_RATIO = 100  # uncompressed to compressed, in a zip
_CHUNK = 1 << 20

# Every path of ours is of this kind; anything wider is somebody's else.
_SAFE_PATH = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*(?:/[A-Za-z0-9][A-Za-z0-9._-]*)*")


class NotABundle(Exception):
    """There is no bundle at this place; str() says so in a sentence."""


class Unreadable(Exception):
    """One file of a bundle cannot be read; str() says why."""


@dataclass(frozen=True, slots=True)
class Found:
    """A file as the folder or the zip lists it; `size` in bytes as claimed there."""

    path: str
    size: int


class BundleFiles(Protocol):
    """`problems` are what is wrong with the container itself, each a sentence."""

    @property
    def files(self) -> Mapping[str, Found]: ...

    @property
    def problems(self) -> tuple[str, ...]: ...

    def open(self, path: str) -> IO[bytes]:
        """Raises Unreadable."""
        ...

    def close(self) -> None: ...


def open_bundle(path: Path) -> BundleFiles:
    """The bundle at `path`. Raises NotABundle when there is none."""
    try:
        mode = path.stat().st_mode
    except OSError as error:
        raise NotABundle(f"{path} cannot be read: {error.strerror}.") from error
    if stat.S_ISDIR(mode):
        found: BundleFiles = FolderFiles(path)
    elif stat.S_ISREG(mode) and zipfile.is_zipfile(path):
        found = ZipFiles(path)
    else:
        raise NotABundle(f"{path} is neither a folder nor a zip file, so it is no bundle.")
    if MANIFEST not in found.files:
        found.close()
        raise NotABundle(f"{path} has no {MANIFEST}, so it is no bundle of Galley's.")
    return found


def read_bounded(files: BundleFiles, path: str, limit: int) -> bytes:
    """The content of `path`. Raises Unreadable, also when it is longer than `limit` bytes."""
    try:
        with files.open(path) as stream:
            content = stream.read(limit + 1)
    except (OSError, zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError) as error:
        raise Unreadable(f"{path} cannot be read ({error}).") from error
    if len(content) > limit:
        raise Unreadable(f"{path} is longer than {limit} bytes.")
    return content


def digest(files: BundleFiles, path: str, limit: int) -> tuple[int, str]:
    """(bytes, SHA-256 in hex) of `path`, reading no more than `limit` bytes and one.

    Raises Unreadable."""
    size, seen = 0, hashlib.sha256()
    try:
        with files.open(path) as stream:
            while size <= limit and (chunk := stream.read(min(_CHUNK, limit + 1 - size))):
                size += len(chunk)
                seen.update(chunk)
    except (OSError, zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError) as error:
        raise Unreadable(f"{path} cannot be read ({error}).") from error
    return size, seen.hexdigest()


class FolderFiles:
    """A bundle as a folder."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self.files: dict[str, Found] = {}
        problems: list[str] = []
        for path, status in _walk(root):
            if stat.S_ISREG(status.st_mode) and not _is_junction(status):
                self.files[path] = Found(path, status.st_size)
            elif not stat.S_ISDIR(status.st_mode) or _is_junction(status):
                problems.append(f"{path} is a link or a special file.")
            if len(self.files) + len(problems) > MAX_FILES:
                problems.append(f"There are more than {MAX_FILES} files.")
                break
        self.problems = (*problems, *path_problems(self.files), *size_problems(self.files))

    def open(self, path: str) -> IO[bytes]:
        if path not in self.files:
            raise Unreadable(f"{path} is not there.")
        try:
            # A file swapped for a link since it was listed is not followed either.
            descriptor = os.open(
                self._root / path,
                os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0),
            )
        except OSError as error:
            raise Unreadable(f"{path} cannot be read ({error.strerror}).") from error
        return os.fdopen(descriptor, "rb")

    def close(self) -> None:
        return


class ZipFiles:
    """A bundle as a zip file. Raises NotABundle when the zip's directory cannot be read."""

    def __init__(self, path: Path) -> None:
        try:
            self._archive = zipfile.ZipFile(path)
        except (OSError, zipfile.BadZipFile, ValueError, NotImplementedError) as error:
            raise NotABundle(f"{path} is a damaged zip file: {error}.") from error
        entries = [each for each in self._archive.infolist() if not each.is_dir()]
        self._entries: dict[str, zipfile.ZipInfo] = {}
        problems: list[str] = []
        if len(entries) > MAX_FILES:
            problems.append(f"There are more than {MAX_FILES} files.")
        for entry in entries[:MAX_FILES]:
            # `orig_filename`: zipfile turns backslashes into slashes and cuts at NUL.
            name = entry.orig_filename
            if name in self._entries:
                problems.append(f"{name!r} is in the zip file twice.")
            elif problem := _entry_problem(entry):
                problems.append(f"{name!r} {problem}.")
            else:
                self._entries[name] = entry
        self.files = {name: Found(name, each.file_size) for name, each in self._entries.items()}
        self.problems = (*problems, *path_problems(self.files), *size_problems(self.files))

    def open(self, path: str) -> IO[bytes]:
        if path not in self._entries:
            raise Unreadable(f"{path} is not there.")
        try:
            return self._archive.open(self._entries[path])
        except (OSError, zipfile.BadZipFile, RuntimeError, NotImplementedError) as error:
            raise Unreadable(f"{path} cannot be read ({error}).") from error

    def close(self) -> None:
        self._archive.close()


def path_problems(paths: Mapping[str, Found]) -> Iterator[str]:
    """Names that would escape, that some system cannot store, or that fall together on one."""
    folded: dict[str, str] = {}
    for path in paths:
        if not _SAFE_PATH.fullmatch(path) or len(path) > 400:
            yield f"{path[:100]!r} is no name for a file of a bundle."
            continue
        parts = path.split("/")
        if any(part.split(".")[0].lower() in DEVICE_NAMES for part in parts):
            yield f"{path} has a name that Windows keeps for a device."
        if any(part.endswith(".") for part in parts):
            yield f"{path} has a name that Windows cannot store."
        key = unicodedata.normalize("NFKC", path).casefold()
        if key in folded:
            yield f"{path} and {folded[key]} are one file on some systems."
        folded[key] = path


def size_problems(files: Mapping[str, Found]) -> Iterator[str]:
    for file in files.values():
        if file.size > MAX_FILE:
            yield f"{file.path} is larger than {MAX_FILE // 1_000_000} MB."
    if sum(file.size for file in files.values()) > MAX_TOTAL:
        yield f"All files together are larger than {MAX_TOTAL // 1_000_000} MB."


def _entry_problem(entry: zipfile.ZipInfo) -> str:
    kind = stat.S_IFMT(entry.external_attr >> 16)
    if kind not in (0, stat.S_IFREG):
        return "is a link or a special file"
    if entry.flag_bits & 0x1:
        return "is encrypted"
    if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        return "is packed in a way that bundles are not"
    if entry.file_size > MAX_RATIO * max(entry.compress_size, 1_000):
        return f"grows more than {MAX_RATIO} times when it is unpacked"
    return ""


def _walk(root: Path) -> Iterator[tuple[str, os.stat_result]]:
    """Everything under `root` with its path from there, links not followed."""
    waiting = [""]
    while waiting:
        folder = waiting.pop()
        try:
            entries = sorted(os.scandir(root / folder), key=lambda entry: entry.name)
        except OSError as error:
            raise NotABundle(f"{root / folder} cannot be read: {error.strerror}.") from error
        for entry in entries:
            path = f"{folder}/{entry.name}" if folder else entry.name
            status = entry.stat(follow_symlinks=False)
            yield path, status
            if stat.S_ISDIR(status.st_mode) and not _is_junction(status):
                waiting.append(path)


def _is_junction(status: os.stat_result) -> bool:
    """Windows' other kind of link; there only."""
    return bool(getattr(status, "st_reparse_tag", 0))
