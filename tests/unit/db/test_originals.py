import os
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from db.originals import Originals
from db.store import Store
from tests.unit.db.conftest import keep_bytes


@pytest.fixture
def originals(tmp_path: Path) -> Originals:
    return Originals(tmp_path / "originals")


def files_in(originals: Originals) -> list[str]:
    return sorted(
        str(file.relative_to(originals.folder))
        for file in originals.folder.rglob("*")
        if file.is_file()
    )


@settings(
    max_examples=30,
)
@given(data=st.binary(max_size=4096))
def test_a_picture_comes_back_byte_for_byte_under_its_hash(
    originals: Originals, tmp_path: Path, data: bytes
) -> None:
    source = tmp_path / "source.jpg"
    source.write_bytes(data)

    sha = originals.keep(source)

    assert sha == sha256(data).hexdigest() == keep_bytes(originals, data)
    assert originals.has(sha)
    assert originals.path(sha).read_bytes() == data
    assert originals.is_intact(sha)
    assert source.read_bytes() == data


def test_a_large_file_is_copied_whole(originals: Originals, tmp_path: Path) -> None:
    data = os.urandom(3 * 1024 * 1024 + 17)
    (tmp_path / "large.tif").write_bytes(data)

    sha = originals.keep(tmp_path / "large.tif")

    assert originals.path(sha).read_bytes() == data


def test_the_same_picture_is_stored_once(originals: Originals, tmp_path: Path) -> None:
    for name in ("DSC_1.JPG", "copy of DSC_1.JPG"):
        (tmp_path / name).write_bytes(b"the same")
    first = originals.keep(tmp_path / "DSC_1.JPG")
    written = originals.path(first).stat().st_mtime_ns
    second = originals.keep(tmp_path / "copy of DSC_1.JPG")

    assert first == second
    assert originals.path(first).stat().st_mtime_ns == written
    assert files_in(originals) == [f"{first[:2]}/{first}"]


def test_a_file_that_a_power_cut_left_short_is_stored_anew(originals: Originals) -> None:
    sha = keep_bytes(originals, b"a whole picture")
    originals.path(sha).write_bytes(b"")

    keep_bytes(originals, b"a whole picture")

    assert originals.is_intact(sha)


def test_a_source_that_cannot_be_read_leaves_nothing_behind(
    originals: Originals, tmp_path: Path
) -> None:
    with pytest.raises(FileNotFoundError):
        originals.keep(tmp_path / "gone.jpg")

    assert not originals.folder.exists()


@pytest.mark.parametrize("name", ["", "../../etc/passwd", "A" * 64, "a" * 63, "a" * 64 + "\n"])
def test_what_is_no_hash_never_becomes_a_path(originals: Originals, name: str) -> None:
    with pytest.raises(ValueError, match="not a SHA-256"):
        originals.path(name)


def test_a_removed_original_is_gone_and_removing_it_again_is_fine(originals: Originals) -> None:
    sha = keep_bytes(originals, b"x")

    originals.remove(sha)
    originals.remove(sha)

    assert not originals.has(sha)


def test_sweeping_names_what_nobody_uses_and_deletes_nothing(originals: Originals) -> None:
    kept = sorted(keep_bytes(originals, bytes([number])) for number in range(4))

    assert originals.sweep({kept[1]}) == (kept[0], kept[2], kept[3])
    assert originals.sweep(set(kept)) == ()
    assert len(files_in(originals)) == 4


def test_a_library_without_pictures_has_nothing_to_sweep(originals: Originals) -> None:
    assert originals.sweep({"a" * 64}) == ()


def test_a_copy_that_a_killed_galley_left_half_made_is_cleared_at_the_next_start(
    folder: Path, store: Store
) -> None:
    sha = keep_bytes(store.originals, b"whole")
    (store.originals.folder / ".incoming-abc").write_bytes(b"half")
    store.close()

    again = Store.open(folder)
    again.close()

    assert files_in(again.originals) == [f"{sha[:2]}/{sha}"]
