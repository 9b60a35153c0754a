"""An export that fails leaves what was there, and says why."""

import errno
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from editor.publish.bundle import BundleReport, ExportCancelled, ExportFailed, failed
from editor.publish.verification import verify_bundle
from editor.story.rendition import Rendition
from editor.story.snapshot import Snapshot
from tests.unit.publish.conftest import files_of

Make = Callable[[Sequence[Rendition]], Iterator[tuple[Rendition, bytes]]]
Export = Callable[..., BundleReport]


def test_stopping_leaves_nothing_behind(export: Export, tmp_path: Path) -> None:
    written: list[int] = []

    with pytest.raises(ExportCancelled, match="nothing was left behind"):
        export(
            to=tmp_path / "out",
            progress=lambda done, total: written.append(done),
            cancelled=lambda: len(written) == 5,
        )
    assert list(tmp_path.iterdir()) == []


def test_stopping_closes_what_makes_the_pictures(export: Export, make: Make) -> None:
    closed: list[bool] = []

    def watched(renditions: Sequence[Rendition]) -> Iterator[tuple[Rendition, bytes]]:
        try:
            yield from make(renditions)
        finally:
            closed.append(True)

    written: list[int] = []
    with pytest.raises(ExportCancelled):
        export(
            make=watched,
            progress=lambda done, total: written.append(done),
            cancelled=lambda: len(written) == 3,
        )
    assert closed == [True]


def test_a_picture_that_cannot_be_made_is_told_apart_from_a_full_disk(
    export: Export, make: Make, tmp_path: Path
) -> None:
    def unreadable(renditions: Sequence[Rendition]) -> Iterator[tuple[Rendition, bytes]]:
        yield next(make(renditions))
        raise OSError("The original picture 1111 cannot be read")

    with pytest.raises(ExportFailed, match="The original picture 1111 cannot be read"):
        export(make=unreadable)
    assert list(tmp_path.iterdir()) == []


def test_a_picture_that_was_not_made_stops_the_export(
    export: Export, make: Make, tmp_path: Path
) -> None:
    def one_missing(renditions: Sequence[Rendition]) -> Iterator[tuple[Rendition, bytes]]:
        yield from list(make(renditions))[1:]

    with pytest.raises(ExportFailed, match="was not made"):
        export(make=one_missing)
    assert list(tmp_path.iterdir()) == []


def test_a_bundle_that_does_not_verify_never_appears(
    export: Export, make: Make, tmp_path: Path
) -> None:
    def no_pictures(renditions: Sequence[Rendition]) -> Iterator[tuple[Rendition, bytes]]:
        for rendition, _ in make(renditions):
            yield rendition, b"<script>alert(1)</script>"

    with pytest.raises(ExportFailed, match="is not the picture it is called"):
        export(make=no_pictures)
    assert list(tmp_path.iterdir()) == []


def test_a_file_in_the_place_of_the_folder_is_refused(export: Export, tmp_path: Path) -> None:
    place = tmp_path / "out"
    place.write_bytes(b"my file")

    with pytest.raises(ExportFailed, match="is a file, not a folder"):
        export(to=place)
    assert place.read_bytes() == b"my file"


def test_a_place_that_vanished_is_not_made_up(export: Export, tmp_path: Path) -> None:
    with pytest.raises(ExportFailed, match="is not there"):
        export(to=tmp_path / "drive" / "out")
    assert list(tmp_path.iterdir()) == []


def test_a_place_that_vanishes_meanwhile_is_told(
    export: Export, make: Make, tmp_path: Path
) -> None:
    drive = tmp_path / "drive"
    drive.mkdir()

    def unplugging(renditions: Sequence[Rendition]) -> Iterator[tuple[Rendition, bytes]]:
        drive.rename(tmp_path / "unplugged")
        drive.write_bytes(b"")
        yield from make(renditions)

    with pytest.raises(ExportFailed, match="its disk went away"):
        export(to=drive, make=unplugging)


@contextmanager
def no_file_larger_than(size: int) -> Iterator[None]:
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@pytest.mark.skipif(sys.platform == "win32", reason="Windows limits no file's size")
def test_without_room_the_old_bundle_stays(export: Export, story: Snapshot, tmp_path: Path) -> None:
    export()
    before = files_of(tmp_path)

    # Nothing is larger than a style sheet here but the page.
    with no_file_larger_than(2_000), pytest.raises(ExportFailed, match="no room left"):
        export(replace(story, headline="A newer headline"))
    assert files_of(tmp_path) == before


@pytest.mark.skipif(
    sys.platform != "linux" or os.geteuid() != 0,
    reason="not tested on a full disk: only root on Linux can mount a small one",
)
@pytest.mark.parametrize("zipped", [False, True])
def test_a_full_disk_is_told_and_left_as_it_was(
    export: Export, tmp_path: Path, zipped: bool
) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=48k", "tmpfs", str(disk)],
        check=False,
        capture_output=True,
    )
    if mounted.returncode:
        pytest.skip("not tested on a full disk: none may be mounted here")
    try:
        (disk / "mine.txt").write_bytes(b"mine")
        with pytest.raises(ExportFailed, match=r"no room left .* nothing was left behind"):
            export(to=disk, zipped=zipped)
        assert files_of(disk) == {"mine.txt": b"mine"}
    finally:
        subprocess.run(["umount", str(disk)], check=True)


@pytest.mark.skipif(
    sys.platform == "win32" or os.geteuid() == 0,
    reason="not tested that a folder without rights is told: root may write everywhere",
)
def test_a_folder_that_may_not_be_written_is_told(export: Export, tmp_path: Path) -> None:
    place = tmp_path / "theirs"
    place.mkdir(mode=0o555)

    with pytest.raises(ExportFailed, match="may not write"):
        export(to=place)


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (errno.ENOSPC, "no room left"),
        (errno.EACCES, "may not write"),
        (errno.EROFS, "may not write"),
        (errno.EIO, "its disk went away"),
        (errno.ENAMETOOLONG, "too long"),
        (errno.EBUSY, os.strerror(errno.EBUSY)),
    ],
)
def test_every_failure_says_what_happened_and_what_to_do(number: int, words: str) -> None:
    sentence = str(failed(OSError(number, os.strerror(number)), Path("out")))

    assert words in sentence
    assert "nothing was left behind. The story is safe in the library." in sentence
    assert sentence.endswith(".")


_KILLED = """
import sys
from pathlib import Path
from editor.publish.bundle import write_bundle
from editor.publish.page import PageRenderer
from tests.unit.publish.conftest import make_pictures
from tests.unit.publish.samples import STORY

def slow(renditions):
    for place, pair in enumerate(make_pictures(renditions)):
        yield pair
        if place == 3:
            print("half way", flush=True)
            sys.stdin.read()

write_bundle(STORY, PageRenderer().page(STORY, proof=True), Path(sys.argv[1]), make=slow,
             sign_off=None, program_version="1")
"""


def test_a_kill_leaves_no_half_bundle_where_the_whole_one_belongs(
    export: Export, tmp_path: Path
) -> None:
    root = Path(__file__).parents[3]
    process = subprocess.Popen(
        [sys.executable, "-c", _KILLED, str(tmp_path)],
        cwd=root,
        env={**os.environ, "PYTHONPATH": str(root)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    assert process.stdout
    assert process.stdout.readline().strip() == b"half way"
    process.send_signal(signal.SIGTERM if sys.platform == "win32" else signal.SIGKILL)
    process.communicate()

    assert not (tmp_path / "millet-comes-home-proof").exists()
    assert all(path.name.startswith(".galley-export-") for path in tmp_path.iterdir())
    assert verify_bundle(export(proof=True).path).ok
