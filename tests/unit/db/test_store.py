import os
import subprocess
import sys
import threading
from contextlib import closing
from pathlib import Path

import pytest

from db.errors import LibraryError, LibraryMissing, LibraryReadOnly
from db.store import Store
from editor.lock import LibraryInUse
from editor.story.outlet import SEED_SECTIONS
from editor.story.story import Story

ROOT = Path(__file__).parents[3]
posix_only = pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")


def test_opening_makes_a_library_that_begins_with_the_sites_sections(store: Store) -> None:
    with store.read() as work:
        assert work.look.sections() == SEED_SECTIONS
        assert work.look.outlet().name == "Shanxi, China"
        assert work.stories.rows() == ()


@posix_only
def test_only_the_user_can_enter_the_folder_and_read_its_files(folder: Path) -> None:
    before = os.umask(0)
    try:
        with closing(Store.open(folder)) as store, store.begin() as work:
            work.settings.put("a", 1)
            work.commit()
            for path in (folder, *folder.rglob("*")):
                expected = 0o700 if path.is_dir() else 0o600
                assert path.stat().st_mode & 0o777 == expected, path
    finally:
        os.umask(before)


@posix_only
def test_a_folder_that_was_there_before_keeps_the_rights_it_had(folder: Path) -> None:
    folder.mkdir()
    folder.chmod(0o750)

    Store.open(folder).close()

    assert folder.stat().st_mode & 0o777 == 0o750


def test_what_was_committed_is_there_after_opening_again(folder: Path, story: Story) -> None:
    with closing(Store.open(folder)) as store, store.begin() as work:
        work.stories.add(story)
        work.commit()

    with closing(Store.open(folder)) as store, store.read() as work:
        assert work.look.story(story.id) == story


def test_leaving_without_a_commit_leaves_nothing_behind(store: Store, story: Story) -> None:
    with store.begin() as work:
        work.stories.add(story)

    with store.read() as work:
        assert work.stories.rows() == ()
        assert work.stories.search("millet") == ()


def test_an_error_inside_a_transaction_undoes_it_and_the_next_one_works(
    store: Store, story: Story
) -> None:
    def fail_halfway() -> None:
        with store.begin() as work:
            work.stories.add(story)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail_halfway()

    with store.begin() as work:
        work.stories.add(story)
        work.commit()
    with store.read() as work:
        assert len(work.stories.rows()) == 1


def test_committing_what_was_begun_for_reading_is_our_own_mistake(store: Store) -> None:
    with store.read() as work:
        work.settings.put("a", 1)
        with pytest.raises(RuntimeError, match=r"store\.begin"):
            work.commit()

    with store.read() as work:
        assert work.look.setting("a") is None


def test_a_reader_sees_one_moment_while_somebody_writes(store: Store, story: Story) -> None:
    with store.read() as reading:
        assert reading.stories.rows() == ()
        with store.begin() as writing:
            writing.stories.add(story)
            writing.commit()
        assert reading.stories.rows() == ()

    with store.read() as reading:
        assert len(reading.stories.rows()) == 1


def test_threads_write_one_after_the_other_and_none_of_them_is_lost(store: Store) -> None:
    def count_up() -> None:
        for _ in range(20):
            with store.begin() as work:
                work.settings.put("count", work.look.setting("count", 0) + 1)
                work.commit()

    threads = [threading.Thread(target=count_up) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    with store.read() as work:
        assert work.look.setting("count") == 80


def test_a_second_galley_is_refused_and_told_who_has_the_library(
    folder: Path, store: Store
) -> None:
    with pytest.raises(LibraryInUse) as refused:
        Store.open(folder)

    assert refused.value.process == os.getpid()
    assert str(os.getpid()) in str(refused.value)
    with store.read() as work:
        assert work.look.sections() == SEED_SECTIONS


def test_the_library_is_free_again_once_it_was_closed(folder: Path) -> None:
    Store.open(folder).close()
    Store.open(folder).close()


def test_closing_twice_is_closing_once(folder: Path) -> None:
    store = Store.open(folder)
    store.close()
    store.close()

    with closing(Store.open(folder)) as again:
        assert not again.read_only


def test_a_running_galley_can_be_read_beside(folder: Path, store: Store, stored: Story) -> None:
    with closing(Store.open(folder, writing=False)) as beside:
        assert beside.read_only
        with beside.read() as work:
            assert work.look.story(stored.id) == stored


def test_a_library_opened_for_reading_writes_nothing(folder: Path, stored: Story) -> None:
    with closing(Store.open(folder, writing=False)) as beside:
        with pytest.raises(LibraryReadOnly, match="can be read but not written"), beside.begin():
            pass
        with pytest.raises(LibraryReadOnly), beside.read() as work:
            work.settings.put("a", 1)


def test_reading_a_library_that_is_not_there_says_so_and_makes_nothing(folder: Path) -> None:
    with pytest.raises(LibraryMissing, match="There is no library"):
        Store.open(folder, writing=False)

    assert not folder.exists()


def test_a_library_in_a_synced_folder_is_refused_before_anything_is_made(tmp_path: Path) -> None:
    folder = tmp_path / "Dropbox" / "library"

    with pytest.raises(LibraryError, match="Dropbox copies about"):
        Store.open(folder)

    assert not folder.exists()


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")

    with pytest.raises(Exception, match="file") as refused:
        Store.open(tmp_path / "file" / "library")

    assert type(refused.value).__module__ == "db.errors"


def test_opening_a_sound_library_does_not_wait_for_what_only_a_migration_needs(
    folder: Path,
) -> None:
    Store.open(folder).close()
    program = (
        "import sys\n"
        "from pathlib import Path\n"
        "from db.store import Store\n"
        f"Store.open(Path({str(folder)!r})).close()\n"
        "print(sorted({'alembic', 'sqlalchemy.orm', 'mako', 'PySide6'} & sys.modules.keys()))\n"
    )

    run = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    )

    assert run.stdout.strip() == "[]"
