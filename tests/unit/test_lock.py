import errno
import os
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from editor.lock import LibraryInUse, LibraryLock, LibraryWithoutLock


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


def test_a_disk_without_locks_is_said_to_be_one_and_not_waited_for(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []

    def none(descriptor: int) -> None:
        asked.append(descriptor)
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr("editor.lock._take", none)

    with pytest.raises(LibraryWithoutLock, match=r"gives no lock \(No locks available\)"):
        LibraryLock.acquire(file, wait=1.0)

    assert len(asked) == 1


HOLD = (
    "import sys, pathlib; from editor.lock import LibraryLock;"
    "lock = LibraryLock.acquire(pathlib.Path(sys.argv[1]), brief=sys.argv[2] == 'brief');"
    "print('held', flush=True); sys.stdin.read(); lock.release()"
)


def holder(file: Path, kind: str, program: str = HOLD) -> subprocess.Popen[str]:
    """Another process that holds the lock until its input ends."""
    process = subprocess.Popen(
        [sys.executable, "-c", program, str(file), kind],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout.readline() == "held\n"
    return process


def test_a_command_waits_for_another_command(file: Path) -> None:
    with holder(file, "brief") as other:
        done = threading.Timer(0.3, other.stdin.close)
        done.start()
        lock = LibraryLock.acquire(file, wait=60.0, brief=True)
        lock.release()
        done.join()
    assert lock.last_closed_cleanly


def test_nobody_waits_for_a_window(file: Path) -> None:
    with holder(file, "stays") as window:
        began = time.monotonic()
        with pytest.raises(LibraryInUse, match=f"process {window.pid}"):
            LibraryLock.acquire(file, wait=600.0)
        # Not the 600 seconds: how fast the machine is does not decide it.
        assert time.monotonic() - began < 300
        window.stdin.close()


SILENT = (
    "import os, sys; from editor.lock import _take;"
    "_take(os.open(sys.argv[1], os.O_RDWR)); print('held', flush=True); sys.stdin.read()"
)


def test_what_a_crashed_window_left_in_the_file_is_not_its_next_holder(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who has just taken the lock and not yet said so, may be a command."""
    monkeypatch.setattr("editor.lock._SETTLED", 600.0)
    file.write_text('{"process": 99999, "host": "desk-3", "brief": false}')
    with holder(file, "brief", SILENT) as other:
        done = threading.Timer(0.3, other.stdin.close)
        done.start()
        lock = LibraryLock.acquire(file, wait=60.0, brief=True)
        done.join()
    assert not lock.last_closed_cleanly
    lock.release()


def test_the_wait_has_an_end(file: Path) -> None:
    with holder(file, "brief") as other:
        with pytest.raises(LibraryInUse):
            LibraryLock.acquire(file, wait=0.1)
        other.stdin.close()
