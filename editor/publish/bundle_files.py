"""The files of a bundle as they lie there, folder or zip, read within bounds and never trusted.

Reads only: nothing is unpacked, no link is followed, no special file is opened.
"""

import hashlib
import os
import stat
import struct
import unicodedata
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Protocol

from editor.late import frozen, regex
from editor.message import Message, Said, message
from editor.publish.address import DEVICE_NAMES
from editor.publish.manifest import MANIFEST, MAX_MANIFEST, ManifestError, read_manifest

MAX_FILES = 5_000
MAX_FILE = 200_000_000  # bytes
MAX_TOTAL = 2_000_000_000  # bytes
MAX_RATIO = 100  # uncompressed to compressed, in a zip
_CHUNK = 1 << 20
# What Python's reader of zips says to one that lies about itself.
_UNREADABLE = (
    *(OSError, EOFError, zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, struct.error),
    *(NotImplementedError, RuntimeError, ValueError, LookupError, OverflowError),
)
_DIRECTORY_END = struct.Struct("<4s4H2LH")
_MAX_DIRECTORY = 1_000 * MAX_FILES  # bytes of names and sizes

# Every path of ours is of this kind; anything wider is somebody's else.
_SAFE_PATH = regex(r"[A-Za-z0-9][A-Za-z0-9._-]*(?:/[A-Za-z0-9][A-Za-z0-9._-]*)*")


class NotABundle(Said):
    """There is no bundle at this place."""


class Unreadable(Said):
    """One file of a bundle cannot be read; str() says why."""


@frozen
class Found:
    """A file as the folder or the zip lists it; `size` in bytes as claimed there."""

    path: str
    size: int


class BundleFiles(Protocol):
    """`problems` are what is wrong with the container itself; `manifests` the
    paths of the manifests in it; `within` the folder that is asked about, where it is one page's
    of a web root and not all of it."""

    manifests: tuple[str, ...]
    within: str

    @property
    def files(self) -> Mapping[str, Found]: ...

    @property
    def problems(self) -> tuple[Message, ...]: ...

    def open(self, path: str) -> IO[bytes]:
        """Raises Unreadable."""
        ...

    def close(self) -> None: ...


def open_bundle(path: Path) -> BundleFiles:
    """The bundle at `path`. Raises NotABundle when there is none."""
    try:
        mode = path.stat().st_mode
    except OSError as error:
        raise NotABundle("bundle.unreadable", path=path, found=error.strerror) from error
    if stat.S_ISDIR(mode):
        found: BundleFiles = FolderFiles(*_root_of(path))
    elif stat.S_ISREG(mode) and zipfile.is_zipfile(path):
        found = ZipFiles(path)
    else:
        raise NotABundle("bundle.neither", path=path)
    if not found.manifests:
        found.close()
        raise NotABundle("bundle.none", path=path)
    return found


def _root_of(path: Path) -> tuple[Path, str]:
    """The root that the paths of a bundle begin at, and the folder below it that is meant: a web
    team may name the folder of one page, whose style sheet lies further up."""
    with suppress(OSError, ManifestError, ValueError):
        with (path / MANIFEST).open("rb") as file:
            manifest = read_manifest(file.read(MAX_MANIFEST))
        parts = Path(manifest.path).parent.parts
        whole = path.resolve()
        if not (path / manifest.page).exists() and whole.parts[-len(parts) :] == parts:
            return whole.parents[len(parts) - 1], "/".join(parts)
    return path, ""


def manifests_among(paths: Iterable[str]) -> tuple[str, ...]:
    """The manifests of the bundles that lie here; one alone where it is laid into no web root."""
    return tuple(sorted(path for path in paths if path.rpartition("/")[2] == MANIFEST))


@contextmanager
def _opened(files: BundleFiles, path: str) -> Iterator[IO[bytes]]:
    try:
        with files.open(path) as stream:
            yield stream
    except _UNREADABLE as error:
        raise Unreadable("verification.file-unreadable", path=path, found=error) from error


def read_bounded(files: BundleFiles, path: str, limit: int) -> bytes:
    """The content of `path`. Raises Unreadable, also when it is longer than `limit` bytes."""
    with _opened(files, path) as stream:
        content = stream.read(limit + 1)
    if len(content) > limit:
        raise Unreadable("verification.file-long", path=path, limit=limit)
    return content


def beginning(files: BundleFiles, path: str) -> bytes:
    """The first bytes of `path`. Raises Unreadable."""
    with _opened(files, path) as stream:
        return stream.read(16)


def digest(files: BundleFiles, path: str, limit: int) -> tuple[int, str]:
    """(bytes, SHA-256 in hex) of `path`, reading no more than `limit` bytes and one.

    Raises Unreadable."""
    size, seen = 0, hashlib.sha256()
    with _opened(files, path) as stream:
        while size <= limit and (chunk := stream.read(min(_CHUNK, limit + 1 - size))):
            size += len(chunk)
            seen.update(chunk)
    return size, seen.hexdigest()


class FolderFiles:
    """A bundle as a folder."""

    def __init__(self, root: Path, within: str = "") -> None:
        self._root = root
        self.within = within
        self.files: dict[str, Found] = {}
        problems: list[Message] = []
        bundles = 1
        for path, status in _walk(root, (within, "assets") if within else ("",)):
            if stat.S_ISREG(status.st_mode) and not _is_junction(status):
                self.files[path] = Found(path, status.st_size)
            elif not stat.S_ISDIR(status.st_mode) or _is_junction(status):
                problems.append(message("verification.special-file", path=path))
            bundles += path.endswith(f"/{MANIFEST}")
            if len(self.files) + len(problems) > MAX_FILES * bundles:
                problems.append(message("verification.many-files-each", most=MAX_FILES))
                break
        self.manifests = manifests_among(path for path in self.files if path.startswith(within))
        self.problems = (*problems, *path_problems(self.files), *size_problems(self.files))

    def open(self, path: str) -> IO[bytes]:
        if path not in self.files:
            raise Unreadable("verification.not-there", path=path)
        try:
            # A file swapped for a link since it was listed is not followed either.
            descriptor = os.open(
                self._root / path,
                os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0),
            )
        except OSError as error:
            raise Unreadable(
                "verification.file-unreadable", path=path, found=error.strerror
            ) from error
        return os.fdopen(descriptor, "rb")

    def close(self) -> None:
        return


class ZipFiles:
    """A bundle as a zip file. Raises NotABundle when the zip's directory cannot be read."""

    within = ""

    def __init__(self, path: Path) -> None:
        try:
            _check_directory(path)
            self._archive = zipfile.ZipFile(path)
            entries = [each for each in self._archive.infolist() if not each.is_dir()]
        except _UNREADABLE as error:
            raise NotABundle("bundle.damaged-zip", path=path, found=error) from error
        self._entries: dict[str, zipfile.ZipInfo] = {}
        problems: list[Message] = []
        if len(entries) > MAX_FILES:
            problems.append(message("verification.many-files", most=MAX_FILES))
        for entry in entries[:MAX_FILES]:
            # `orig_filename`: zipfile turns backslashes into slashes and cuts at NUL.
            name = entry.orig_filename
            if name in self._entries:
                problems.append(message("verification.twice-in-zip", name=name))
            elif problem := _entry_problem(entry):
                problems.append(Message(problem, (("name", name), ("times", MAX_RATIO))))
            else:
                self._entries[name] = entry
        self.files = {name: Found(name, each.file_size) for name, each in self._entries.items()}
        self.manifests = manifests_among(self.files)
        self.problems = (*problems, *path_problems(self.files), *size_problems(self.files))

    def open(self, path: str) -> IO[bytes]:
        if path not in self._entries:
            raise Unreadable("verification.not-there", path=path)
        try:
            return self._archive.open(self._entries[path])
        except _UNREADABLE as error:
            raise Unreadable("verification.file-unreadable", path=path, found=error) from error

    def close(self) -> None:
        self._archive.close()


def path_problems(paths: Mapping[str, Found]) -> Iterator[Message]:
    """Names that would escape, that some system cannot store, or that fall together on one."""
    folded: dict[str, str] = {}
    for path in paths:
        if not _SAFE_PATH.fullmatch(path) or len(path) > 400:
            yield message("verification.no-name", path=path[:100])
            continue
        parts = path.split("/")
        if any(part.split(".")[0].lower() in DEVICE_NAMES for part in parts):
            yield message("verification.device-name", path=path)
        if any(part.endswith(".") for part in parts):
            yield message("verification.windows-name", path=path)
        key = unicodedata.normalize("NFKC", path).casefold()
        if key in folded:
            yield message("verification.one-file", path=path, other=folded[key])
        folded[key] = path


def size_problems(files: Mapping[str, Found]) -> Iterator[Message]:
    for file in files.values():
        if file.size > MAX_FILE:
            yield message("verification.file-large", path=file.path, mb=MAX_FILE // 1_000_000)
    if sum(file.size for file in files.values()) > MAX_TOTAL:
        yield message("verification.all-large", mb=MAX_TOTAL // 1_000_000)


def _check_directory(path: Path) -> None:
    """Python reads the list of a zip whole, however long it says it is."""
    with path.open("rb") as file:
        length = file.seek(0, os.SEEK_END)
        file.seek(max(0, length - _DIRECTORY_END.size - 0xFFFF))
        tail = file.read()
    at = tail.rfind(b"PK\x05\x06")
    if at < 0 or len(tail) - at < _DIRECTORY_END.size:
        return  # no zip, says the reader of zips
    size = _DIRECTORY_END.unpack_from(tail, at)[5]
    if size > _MAX_DIRECTORY:
        long = message("bundle.long-directory", bytes=_MAX_DIRECTORY)
        raise NotABundle("bundle.damaged-zip", path=path, found=long)


def _entry_problem(entry: zipfile.ZipInfo) -> str:
    """The key of what is wrong, "" for nothing."""
    kind = stat.S_IFMT(entry.external_attr >> 16)
    if kind not in (0, stat.S_IFREG):
        return "verification.zip-link"
    if entry.flag_bits & 0x1:
        return "verification.zip-encrypted"
    if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        return "verification.zip-packed"
    if entry.file_size > MAX_RATIO * max(entry.compress_size, 1_000):
        return "verification.zip-grows"
    return ""


def _walk(root: Path, below: Iterable[str]) -> Iterator[tuple[str, os.stat_result]]:
    """Everything in the folders `below` of `root` with its path from there, links not followed."""
    waiting = [folder for folder in below if (root / folder).is_dir()]
    while waiting:
        folder = waiting.pop()
        try:
            entries = sorted(os.scandir(root / folder), key=lambda entry: entry.name)
        except OSError as error:
            raise NotABundle(
                "bundle.unreadable", path=root / folder, found=error.strerror
            ) from error
        for entry in entries:
            path = f"{folder}/{entry.name}" if folder else entry.name
            status = entry.stat(follow_symlinks=False)
            yield path, status
            if stat.S_ISDIR(status.st_mode) and not _is_junction(status):
                waiting.append(path)


def _is_junction(status: os.stat_result) -> bool:
    """Windows' other kind of link; there only."""
    return bool(getattr(status, "st_reparse_tag", 0))
