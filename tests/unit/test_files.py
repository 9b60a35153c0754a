import os
from pathlib import Path

import pytest

from editor.files import move_into_place, new_private_file, write_new, write_whole


class Scanner:
    """A virus scanner on Windows: holds a file for the first so many renames."""

    def __init__(self, holds: int, code: int) -> None:
        self.holds, self.code, self.asked = holds, code, 0

    def rename(self, source: Path, target: Path) -> None:
        self.asked += 1
        if self.asked <= self.holds:
            error = PermissionError(13, "The process cannot access the file")
            error.winerror = self.code  # type: ignore[attr-defined]
            raise error
        source.replace(target)


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    (tmp_path / "new").write_text("new")
    (tmp_path / "old").write_text("old")
    return tmp_path / "new", tmp_path / "old"


@pytest.mark.parametrize("code", [5, 32, 33])
def test_a_file_that_is_scanned_for_a_moment_is_replaced_after_it(
    files: tuple[Path, Path], code: int
) -> None:
    waits: list[float] = []
    scanner = Scanner(holds=5, code=code)

    move_into_place(*files, rename=scanner.rename, pause=waits.append)

    assert files[1].read_text() == "new"
    assert len(waits) == 5


def test_a_file_that_stays_held_is_an_honest_error_and_the_old_one_is_untouched(
    files: tuple[Path, Path],
) -> None:
    waits: list[float] = []
    scanner = Scanner(holds=10**9, code=32)

    with pytest.raises(PermissionError):
        move_into_place(*files, rename=scanner.rename, pause=waits.append)

    assert files[1].read_text() == "old"
    assert 2.5 <= sum(waits) < 6


def test_any_other_refusal_is_not_tried_again(files: tuple[Path, Path]) -> None:
    waits: list[float] = []
    scanner = Scanner(holds=1, code=112)

    with pytest.raises(PermissionError):
        move_into_place(*files, rename=scanner.rename, pause=waits.append)

    assert (scanner.asked, waits) == (1, [])


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
def test_a_new_file_is_private_from_its_first_moment(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        new_private_file(tmp_path / "secret")
    finally:
        os.umask(before)

    assert (tmp_path / "secret").stat().st_mode & 0o777 == 0o600
    with pytest.raises(FileExistsError):
        new_private_file(tmp_path / "secret")


@pytest.mark.parametrize("lasting", [True, False])
def test_a_file_is_replaced_whole_and_nothing_lies_beside_it(tmp_path: Path, lasting: bool) -> None:
    target = tmp_path / ("n" * 251 + ".txt")  # as long as a name can be
    target.write_bytes(b"an older text " * 1000)

    write_whole(target, b"new", lasting=lasting)

    assert target.read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [target]


@pytest.mark.parametrize("lasting", [True, False])
def test_what_cannot_be_written_leaves_what_was_there(tmp_path: Path, lasting: bool) -> None:
    target = tmp_path / "taken"
    target.mkdir()
    (target / "old").write_bytes(b"old")

    with pytest.raises(OSError, match="taken"):
        write_whole(target, b"new", lasting=lasting)

    assert [path.name for path in tmp_path.rglob("*")] == ["taken", "old"]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
def test_what_is_written_is_private_unless_it_is_said_to_be_for_all(tmp_path: Path) -> None:
    before = os.umask(0o022)
    try:
        write_whole(tmp_path / "mine", b"")
        write_whole(tmp_path / "ours", b"", mode=0o666)
    finally:
        os.umask(before)

    modes = [(tmp_path / name).stat().st_mode & 0o777 for name in ("mine", "ours")]
    assert modes == [0o600, 0o644]


def test_a_new_file_never_takes_the_place_of_one_that_is_there(tmp_path: Path) -> None:
    write_new(tmp_path / "page", b"first")
    with pytest.raises(FileExistsError):
        write_new(tmp_path / "page", b"second")
    assert (tmp_path / "page").read_bytes() == b"first"
