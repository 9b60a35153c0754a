"""A bundle as one zip file."""

import os
import zipfile
from pathlib import Path

import pytest

from editor.publish.archive import write_archive


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    root = tmp_path / "bundle"
    (root / "b" / "c").mkdir(parents=True)
    (root / "b" / "c" / "two.txt").write_bytes(b"two" * 100)
    (root / "a.txt").write_bytes(b"one")
    return root


def test_the_bytes_depend_on_the_content_alone(folder: Path, tmp_path: Path) -> None:
    write_archive(tmp_path / "first.zip", folder)
    os.utime(folder / "a.txt", (0, 1_000_000_000))
    (folder / "a.txt").chmod(0o600)
    write_archive(tmp_path / "second.zip", folder)

    assert (tmp_path / "first.zip").read_bytes() == (tmp_path / "second.zip").read_bytes()


def test_files_are_sorted_and_not_packed(folder: Path, tmp_path: Path) -> None:
    size = write_archive(tmp_path / "out.zip", folder)

    with zipfile.ZipFile(tmp_path / "out.zip") as archive:
        entries = archive.infolist()
    assert [entry.filename for entry in entries] == ["a.txt", "b/c/two.txt"]
    assert {entry.compress_type for entry in entries} == {zipfile.ZIP_STORED}
    assert {entry.date_time for entry in entries} == {(1980, 1, 1, 0, 0, 0)}
    assert size == (tmp_path / "out.zip").stat().st_size


def test_a_file_that_is_there_is_not_written_over(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "out.zip").write_bytes(b"mine")

    with pytest.raises(FileExistsError):
        write_archive(tmp_path / "out.zip", folder)
    assert (tmp_path / "out.zip").read_bytes() == b"mine"
