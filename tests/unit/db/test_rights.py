"""A library in a folder where this person may read but not write."""

import os
import shutil
import stat
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from db.errors import LibraryError, LibraryForbidden, LibraryReadOnly
from db.store import Store
from editor.story.story import Story
from tests.unit.db.conftest import keep_bytes

NOBODY = 65534

pytestmark = pytest.mark.skipif(
    not hasattr(os, "setresuid"), reason="this system gives up rights in another way"
)

TakeAway = Callable[..., None]


@pytest.fixture
def shared(new_library: Path, story: Story) -> Iterator[Path]:
    """A library with a story, where somebody who is not root can get at it."""
    above = Path(tempfile.mkdtemp(prefix="galley-rights-"))
    above.chmod(0o755)
    folder = above / "library"
    shutil.copytree(new_library, folder)
    with closing(Store.open(folder)) as store, store.begin() as work:
        work.stories.add(story)
        work.commit()
    yield folder
    for path in (above, *above.rglob("*")):
        path.chmod(path.stat().st_mode | stat.S_IRWXU)
    shutil.rmtree(above)


@pytest.fixture
def take_away() -> Iterator[TakeAway]:
    """Takes rights, that to write, from a path; root, who has every right, becomes nobody first."""
    root = os.geteuid() == 0

    def take(path: Path, rights: int = 0o222) -> None:
        if root:
            for each in (path.parent, *path.parent.rglob("*")):
                os.chown(each, NOBODY, NOBODY)
        path.chmod(path.stat().st_mode & ~rights)
        if root:
            # Real and effective, because os.access asks the real one; saved to come back.
            os.setresuid(NOBODY, NOBODY, 0)

    yield take
    if root:
        os.setresuid(0, 0, 0)


def test_a_folder_that_may_not_be_written_opens_for_reading(
    shared: Path, story: Story, take_away: TakeAway
) -> None:
    (shared / "galley.lock").unlink()
    take_away(shared)

    with closing(Store.open(shared)) as store:
        assert store.read_only
        with store.read() as work:
            assert work.look.story(story.id) == story
            assert work.stories.search("millet")
        with pytest.raises(LibraryReadOnly, match="Give yourself the right"), store.begin():
            pass
    (shared / "originals").chmod(0o500)
    with pytest.raises(LibraryReadOnly):
        keep_bytes(store.originals, b"a picture")


def test_a_database_that_may_not_be_written_opens_for_reading(
    shared: Path, story: Story, take_away: TakeAway
) -> None:
    take_away(shared / "galley.db")

    with closing(Store.open(shared)) as store:
        assert store.read_only
        with store.read() as work:
            assert work.look.story(story.id) == story
        with pytest.raises(LibraryReadOnly), store.begin():
            pass


def test_a_library_cannot_be_made_where_nothing_may_be_written(
    shared: Path, take_away: TakeAway
) -> None:
    take_away(shared)

    with pytest.raises(LibraryError, match="No library could be made") as refused:
        Store.open(shared / "inner")

    assert str(refused.value).endswith("Choose another folder with --library.")


@pytest.mark.parametrize("closed", [".", "galley.db"])
def test_a_library_that_may_not_be_read_says_so(
    shared: Path, take_away: TakeAway, closed: str
) -> None:
    take_away(shared / closed, 0o777)

    for writing in (True, False):
        with pytest.raises(LibraryForbidden, match="no right to read"):
            Store.open(shared, writing=writing)
