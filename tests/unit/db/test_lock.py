import os
from pathlib import Path

import pytest

from db.errors import LibraryInUse
from db.lock import LibraryLock


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "galley.lock"


def test_the_lock_is_held_once_and_says_by_whom(file: Path) -> None:
    lock = LibraryLock.acquire(file)

    with pytest.raises(LibraryInUse) as refused:
        LibraryLock.acquire(file)

    assert refused.value.process == os.getpid()
    assert refused.value.host
    lock.release()


def test_a_released_lock_was_closed_cleanly_and_its_file_stays(file: Path) -> None:
    LibraryLock.acquire(file).release()

    again = LibraryLock.acquire(file)

    assert again.last_closed_cleanly
    again.release()
    assert file.is_file()


def test_a_lock_let_go_in_a_hurry_is_free_but_remembered(file: Path) -> None:
    LibraryLock.acquire(file).release(cleanly=False)

    after = LibraryLock.acquire(file)
    assert not after.last_closed_cleanly
    after.release()

    again = LibraryLock.acquire(file)
    assert again.last_closed_cleanly
    again.release()


@pytest.mark.parametrize("left", ["", "   ", "not json", "[]", '{"process": "?"}'])
def test_whatever_stands_in_the_file_the_lock_can_be_taken(file: Path, left: str) -> None:
    file.write_text(left)

    lock = LibraryLock.acquire(file)

    assert lock.last_closed_cleanly == (not left.strip())
    lock.release()


def test_a_holder_that_has_not_said_its_name_yet_is_nobody_known(file: Path) -> None:
    lock = LibraryLock.acquire(file)
    file.write_text("")

    with pytest.raises(LibraryInUse) as refused:
        LibraryLock.acquire(file)

    assert refused.value.process is None
    assert "Another Galley has" in str(refused.value)
    lock.release()
