"""What goes out: page, pictures, sidecar and manifest, whole and verified, or nothing at all; then
a sentence says what happened, what was kept and what to do.

It asks nobody whether the story may go out: it takes the sign-off it is given and refuses one
that is for another snapshot.
"""

import errno
from collections.abc import Callable, Collection, Generator, Iterable, Iterator, Sequence
from contextlib import closing, suppress
from datetime import datetime
from functools import partial
from pathlib import Path

from editor.late import frozen
from editor.message import Message, Said, listed, literal, message
from editor.publish.address import PageAddress, picture_files
from editor.publish.bundle_files import NotABundle, Unreadable, open_bundle, read_bounded
from editor.publish.manifest import (
    MAX_MANIFEST,
    SIGNATURE,
    SNAPSHOT,
    BundleKind,
    FileEntry,
    Issue,
    Manifest,
    beside,
    read_manifest,
)
from editor.publish.ninjs import SIDECAR, ninjs_sidecar
from editor.publish.page import Page
from editor.publish.page_reading import read_page
from editor.publish.placing import (
    put_in_place,
    sync_folders,
    workshop,
    write_archive,
    write_durably,
)
from editor.publish.signing import KnownKeys
from editor.publish.verification import verify_bundle
from editor.publish.verify_page import VERIFY_PAGE, verify_page
from editor.story.photo import PHOTO_FIELDS
from editor.story.rendition import Rendition, Survival
from editor.story.snapshot import Snapshot
from editor.story.workflow import SignOff

_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_FORBIDDEN = (errno.EACCES, errno.EPERM, errno.EROFS)
_VANISHED = (errno.ENOENT, errno.ENOTDIR, errno.ENODEV, errno.ENXIO, errno.EIO, errno.ESTALE)
# Windows' own numbers: somebody else has the file open; the path is too long.
_HELD = (32, 33)
_TOO_LONG = 206


class ExportFailed(Said):
    """Nothing was exported."""


class ExportCancelled(ExportFailed):
    """The person stopped it."""

    def __init__(self) -> None:
        super().__init__("bundle.stopped")


class AnotherStory(ExportFailed):
    """The bundle of another story stands where this one would go; `target` is its place."""

    def __init__(self, target: Path, page: str) -> None:
        self.target = target
        super().__init__("bundle.another-story", target=target, page=page)


def failed(error: OSError, to: Path) -> ExportFailed:
    """What is said of this failure of the disk, or of the place."""
    return ExportFailed(_what(error), to=to, found=error.strerror or str(error))


def _what(error: OSError) -> str:
    winerror = getattr(error, "winerror", None)
    if error.errno in _FULL:
        return "bundle.full"
    if winerror in _HELD:
        return "bundle.held"
    if error.errno in _FORBIDDEN:
        return "bundle.forbidden"
    if error.errno == errno.ENAMETOOLONG or winerror == _TOO_LONG:
        return "bundle.long-path"
    return "bundle.vanished" if error.errno in _VANISHED else "bundle.not-written"


Made = tuple[Rendition, bytes]
MakeRenditions = Callable[[Sequence[Rendition]], Iterator[Made]]
# What goes out of a picture file and its path: itself, or with its signature in or beside it.
Finish = Callable[[str, bytes], Iterable[tuple[str, bytes]]]


@frozen
class BundleReport:
    """`path` is the folder or zip file made, `page` the page's path in it; `files` counts the
    manifest too; `bytes` is what they take, the zip's own size for a zip; `pictures` what became
    of the texts in each picture file, where somebody looked."""

    kind: BundleKind
    path: Path
    page: str
    files: int
    bytes: int
    pictures: tuple[tuple[str, Survival], ...] = ()

    @property
    def remarks(self) -> tuple[Message, ...]:
        """What somebody should know of the texts in the pictures."""
        cut = {key for _, found in self.pictures for key in found.cut}
        lost = {key for _, found in self.pictures for key in found.lost}
        said: list[Message] = []
        if cut:
            said.append(message("answer.pictures-cut", fields=_labels(cut)))
        if lost:
            said.append(message("answer.pictures-lost", fields=_labels(lost)))
        return tuple(said)


def _labels(keys: Collection[str]) -> Message:
    return listed([row.label for row in PHOTO_FIELDS if row.key in keys])


def write_bundle(
    snapshot: Snapshot,
    page: Page,
    to: Path,
    *,
    make: MakeRenditions,
    sign_off: SignOff | None,
    program_version: str,
    finish: Finish = lambda path, content: ((path, content),),
    issue: Issue | None = None,
    sign: Callable[[bytes], bytes] = lambda manifest: b"",
    zipped: bool = False,
    replace_other: bool = False,
    workroom: Path | None = None,
    progress: Callable[[int, int], None] = lambda done, total: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> BundleReport:
    """Write the bundle of `snapshot` as `to/<slug>` (`to/<slug>-proof` without a sign-off),
    as a folder or, with `.zip`, as one file.

    `make` gives the bytes of every rendition once, in any order, `finish` what becomes of each
    file. A bundle that is signed says so in `issue`, and `sign` gives the signature over its
    manifest, a file of its own. `progress(done, total)` counts
    files. An earlier bundle of this story that stands there is replaced, another story's only
    with `replace_other` (AnotherStory); anything else is left alone. `workroom` is a folder of
    the library's, where the files are made when it is on the disk of `to`. Raises
    ExportFailed (ExportCancelled when `cancelled()` said so): nothing was left behind
    then. Raises ValueError when `page` is not the page of this snapshot or of this kind.
    """
    elsewhere = partial(
        *(write_bundle, snapshot, page, to),
        make=make,
        sign_off=sign_off,
        program_version=program_version,
        finish=finish,
        issue=issue,
        sign=sign,
        zipped=zipped,
        replace_other=replace_other,
        progress=progress,
        cancelled=cancelled,
    )
    address = PageAddress.of(snapshot)
    _check_page(page, address, proof=sign_off is None)
    digest = snapshot.sha256
    if sign_off is not None and not sign_off.covers(digest):
        raise ExportFailed("bundle.not-what-was-signed")
    target = bundle_place(to, snapshot, proof=sign_off is None, zipped=zipped)
    place_is_new = _make_place(to)
    try:
        with workshop(to, target, workroom) as folder:
            _check_target(target, snapshot.story_id, replace_other=replace_other)
            bundle = folder / "bundle"
            stock = _Stock(bundle, len(page.files) + (6 if issue else 3), progress, cancelled)
            _write_files(stock, snapshot, page, address, make, finish, proof=sign_off is None)
            if issue is not None:
                stock.add(beside(page.path, SNAPSHOT), snapshot.canonical)
                trusting = KnownKeys(frozenset({issue.approval.newsroom}))
                stock.add(beside(page.path, VERIFY_PAGE), verify_page(trusting))
            manifest = Manifest.of(
                page=page.path,
                story=snapshot.story_id,
                snapshot=digest,
                sign_off=sign_off,
                program_version=program_version,
                files=stock.entries.values(),
                issue=issue,
            )
            stock.add(manifest.path, manifest.to_bytes())
            if issue is not None:
                stock.add(beside(page.path, SIGNATURE), sign(manifest.to_bytes()))
            sync_folders(bundle)
            made, size = bundle, sum(entry.size for entry in stock.entries.values())
            if zipped:
                made = folder / "bundle.zip"
                size = write_archive(made, bundle)
            _check_made(made)
            stock.stop_if_cancelled()
            _check_target(target, snapshot.story_id, replace_other=replace_other)
            put_in_place(made, target, folder)
    except OSError as error:
        if error.errno == errno.EXDEV and workroom is not None:
            # One disk that is mounted twice says one number, and renames nothing all the same.
            return elsewhere()
        raise failed(error, to) from error
    finally:
        if place_is_new:
            # Stays when the bundle is in it: only an empty folder can be removed.
            with suppress(OSError):
                to.rmdir()
    return BundleReport(manifest.kind, target, page.path, len(stock.entries), size)


class _Stock:
    """The files written so far, by path."""

    def __init__(
        self,
        root: Path,
        total: int,
        progress: Callable[[int, int], None],
        cancelled: Callable[[], bool],
    ) -> None:
        self.entries: dict[str, FileEntry] = {}
        self._root = root
        self._total = total
        self._progress = progress
        self._cancelled = cancelled

    def add(self, path: str, content: bytes) -> None:
        self.stop_if_cancelled()
        write_durably(self._root / path, content)
        self.entries[path] = FileEntry.of(path, content)
        # What lies beside a picture was not counted before.
        self._progress(len(self.entries), max(self._total, len(self.entries)))

    def stop_if_cancelled(self) -> None:
        if self._cancelled():
            raise ExportCancelled


def _write_files(
    stock: _Stock,
    snapshot: Snapshot,
    page: Page,
    address: PageAddress,
    make: MakeRenditions,
    finish: Finish,
    *,
    proof: bool,
) -> None:
    wanted: dict[Rendition, list[str]] = {}
    for path, content in page.files.items():
        if isinstance(content, Rendition):
            # A card can be the very file that a width of the page is: one picture, two names.
            wanted.setdefault(content, []).append(path)
        else:
            stock.add(path, content)
    # Closed at once when something fails: pictures are still being made in the background.
    with closing(_made(make, list(wanted))) as made:
        for rendition, content in made:
            for path in wanted.pop(rendition, ()):
                for name, finished in finish(path, content):
                    stock.add(name, finished)
    if wanted:
        missing = next(iter(wanted.values()))[0].rpartition("/")[2]
        raise ExportFailed("bundle.picture-not-made", missing=missing)
    pictures = picture_files(snapshot, address)
    sidecar = ninjs_sidecar(snapshot, address, pictures, stock.entries, proof=proof)
    stock.add(f"{address.folder}/{SIDECAR}", sidecar)
    stock.add(page.path, page.html)


def _made(make: MakeRenditions, renditions: Sequence[Rendition]) -> Generator[Made, None, None]:
    """What `make` gives, its failures told apart from those of the target."""
    try:
        if renditions:
            yield from make(renditions)
    except (OSError, ValueError) as error:
        found = str(getattr(error, "strerror", None) or error)
        reason = error.message if isinstance(error, Said) else literal(f"{found}.")
        raise ExportFailed("bundle.picture-failed", reason=reason) from error


def _check_page(page: Page, address: PageAddress, *, proof: bool) -> None:
    if page.path != address.page:
        raise ValueError(f"the page {page.path} is not the snapshot's, {address.page}")
    if read_page(page.html.decode("utf-8")).is_proof != proof:
        raise ValueError("a proof's page for a bundle" if not proof else "a bundle's for a proof")


def _make_place(to: Path) -> bool:
    """Make the folder `to` when only it is missing; whether that was needed."""
    if to.is_dir():
        return False
    if to.exists():
        raise ExportFailed("bundle.no-folder", to=to)
    try:
        # Not its parents: a drive that was pulled out must not come back as a folder.
        to.mkdir()
    except OSError as error:
        raise failed(error, to) from error
    return True


def bundle_place(to: Path, snapshot: Snapshot, *, proof: bool, zipped: bool) -> Path:
    """Where the bundle or the proof of this snapshot goes in the folder `to`."""
    name = f"{PageAddress.of(snapshot).slug}{'-proof' if proof else ''}"
    return to / (f"{name}.zip" if zipped else name)


def standing_at(target: Path) -> Manifest | None:
    """The manifest of the bundle an export would replace; None where nothing stands.

    Raises ExportFailed for what is no bundle, or not only one.
    """
    if not target.exists() and not target.is_symlink():
        return None
    zipped = target.suffix == ".zip"
    standing = None if target.is_symlink() or target.is_dir() == zipped else _ours(target)
    if standing is None:
        raise ExportFailed("bundle.stands-there", target=target)
    return standing


def _check_target(target: Path, story: str, *, replace_other: bool) -> None:
    standing = standing_at(target)
    if standing is not None and standing.story != story and not replace_other:
        raise AnotherStory(target, standing.page)


def _ours(target: Path) -> Manifest | None:
    """The manifest there, if every file was put there by one export: only then may it be
    replaced."""
    try:
        files = open_bundle(target)
    except NotABundle:
        return None
    try:
        [place] = files.manifests
        manifest = read_manifest(read_bounded(files, place, MAX_MANIFEST))
    except (Unreadable, ValueError):
        return None
    finally:
        files.close()
    strangers = set(files.files) - {entry.path for entry in manifest.files} - {place}
    strangers -= {beside(place, SIGNATURE)}
    litter = {".DS_Store", "Thumbs.db", "desktop.ini"}  # left by looking at a folder
    return manifest if all(path.rpartition("/")[2] in litter for path in strangers) else None


def _check_made(made: Path) -> None:
    verification = verify_bundle(made)
    if not verification.ok:
        raise ExportFailed("bundle.not-verified", problems=verification.problems[0])


@frozen
class Standing:
    """`manifest` is None for what is no bundle, or not only one; `written` when it was."""

    path: Path
    manifest: Manifest | None
    written: datetime


def what_stands_at(place: Path) -> Standing | None:
    """None where there is nothing, or nothing that can be looked at."""
    try:
        written = place.lstat().st_mtime
    except OSError:
        return None
    try:
        manifest = standing_at(place)
    except (ExportFailed, OSError):
        manifest = None  # somebody else's, and told as such
    return Standing(place, manifest, datetime.fromtimestamp(written).astimezone())
