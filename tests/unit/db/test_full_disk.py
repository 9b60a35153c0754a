"""A full disk stores nothing by halves, says so, and loses nothing that was stored before."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime
from pathlib import Path

import pytest

from db.errors import LibraryFull, LibraryReadOnly
from db.store import Store
from editor.story.document import Document
from editor.story.story import Story, StoryEdit
from tests.unit.db.conftest import keep_bytes

ROOT = Path(__file__).parents[3]


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 3 MB."""
    disk = tmp_path / "disk"
    disk.mkdir()
    _mount("-t", "tmpfs", "-o", "size=3M", "galley-test", str(disk))
    yield disk
    subprocess.run(["umount", "-l", disk], check=True)


def _mount(*arguments: str) -> None:
    if sys.platform != "linux" or os.geteuid() != 0:
        pytest.skip("not tested on a full disk: only root on Linux can mount a small one")
    done = subprocess.run(["mount", *arguments], capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.skip(f"not tested on a full disk: this machine mounts none ({done.stderr.strip()})")


def keep(store: Store, story: Story, edit: StoryEdit, now: datetime) -> None:
    with store.begin() as work:
        work.stories.keep(story.id, edit, now=now)
        work.commit()


def fill_up(disk: Path) -> Path:
    ballast = disk / "ballast"
    with ballast.open("wb", buffering=0) as file:
        try:
            while file.write(bytes(4096)):
                pass
        except OSError:
            pass
    return ballast


def test_what_does_not_fit_is_refused_whole_and_what_was_there_stays(
    small_disk: Path, story: Story, later: datetime
) -> None:
    folder = small_disk / "library"
    store = Store.open(folder)
    with store.begin() as work:
        work.stories.add(story)
        work.commit()
    long = StoryEdit(deck="Long", body=Document.from_paragraphs(["words " * 200] * 4000))

    with pytest.raises(LibraryFull, match="is full"):
        keep(store, story, long, later)

    with store.read() as work:
        assert work.look.story(story.id) == story
    store.close()
    with closing(Store.open(folder)) as after, after.read() as work:
        assert work.look.story(story.id) == story
        assert work.soundness.integrity() == ()


def test_on_a_full_disk_galley_still_opens_reads_and_goes_on_when_there_is_room(
    small_disk: Path, story: Story, later: datetime
) -> None:
    folder = small_disk / "library"
    with closing(Store.open(folder)) as store, store.begin() as work:
        work.stories.add(story)
        work.commit()
    ballast = fill_up(small_disk)

    with closing(Store.open(folder)) as store:
        with store.read() as work:
            assert work.look.story(story.id) == story
        with pytest.raises(LibraryFull, match="Make room"):
            keep(store, story, StoryEdit(deck="New " * 5000), later)
        with pytest.raises(LibraryFull):
            keep_bytes(store.originals, bytes(100_000))
        with pytest.raises(LibraryFull):
            store.backups.make(now=later)
        assert list(store.originals.all()) == []
        assert list(store.backups.folder.iterdir()) == []

    ballast.unlink()
    with closing(Store.open(folder)) as store, store.begin() as work:
        assert work.stories.keep(story.id, StoryEdit(deck="New"), now=later) == 2
        work.commit()


def test_a_library_that_turned_read_only_in_use_shows_everything_up_to_the_last_moment(
    small_disk: Path, story: Story
) -> None:
    folder = small_disk / "library"
    store = Store.open(folder)
    with store.begin() as work:
        work.stories.add(story)
        work.commit()
    killed = small_disk / "killed"
    killed.mkdir()
    for name in ("galley.db", "galley.db-wal"):
        (killed / name).write_bytes((folder / name).read_bytes())
    store.close()
    _mount("-o", "remount,ro", str(small_disk))

    for place in (folder, killed):
        with closing(Store.open(place)) as reading:
            assert reading.read_only
            with reading.read() as work:
                assert work.look.story(story.id) == story
            with pytest.raises(LibraryReadOnly), reading.begin():
                pass
            with pytest.raises(LibraryReadOnly):
                keep_bytes(reading.originals, b"x")


@pytest.mark.skipif(os.name == "nt", reason="Windows knows no such limit")
def test_a_limit_on_file_sizes_is_a_full_disk_too(
    folder: Path, store: Store, stored: Story
) -> None:
    """For machines on which nobody may mount a small disk."""
    store.close()
    program = f"""
import resource
from datetime import UTC, datetime
from pathlib import Path
from db.errors import LibraryError
from db.store import Store
from editor.story.document import Document
from editor.story.story import StoryEdit

store = Store.open(Path({str(folder)!r}))
picture = store.folder.parent / 'picture'
picture.write_bytes(bytes(500_000))
resource.setrlimit(resource.RLIMIT_FSIZE, (400_000, 400_000))
long = StoryEdit(body=Document.from_paragraphs(["words " * 200] * 1000))
try:
    with store.begin() as work:
        work.stories.keep({stored.id!r}, long, now=datetime.now(UTC))
        work.commit()
except LibraryError as error:
    print(type(error).__name__)
try:
    store.originals.keep(picture)
except LibraryError as error:
    print(type(error).__name__)
with store.read() as work:
    print(work.look.story({stored.id!r}).revision)
store.close()
"""
    run = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    )

    kept, original, revision = run.stdout.split()
    assert kept in ("LibraryFull", "LibraryUnreachable")
    assert (original, revision) == ("LibraryFull", "1")
    with closing(Store.open(folder)) as after, after.read() as work:
        assert work.look.story(stored.id) == stored
