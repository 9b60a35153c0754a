import os
from pathlib import Path

import pytest

from db.durable import move_into_place, new_private_file


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
