"""Into place in one move, or nothing."""

import errno
import json
import os
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest

from editor.publish.placing import (
    clear_workroom,
    put_in_place,
    sync_folders,
    workshop,
    write_archive,
    write_durably,
)


def made_folder(shop: Path, words: str = "new") -> Path:
    write_durably(shop / "made" / "page.html", words.encode())
    sync_folders(shop / "made")
    return shop / "made"


def test_a_folder_appears_whole(tmp_path: Path) -> None:
    target = tmp_path / "story"
    with workshop(tmp_path, target) as shop:
        put_in_place(made_folder(shop), target, shop)

    assert [path.name for path in tmp_path.iterdir()] == ["story"]
    assert (target / "page.html").read_bytes() == b"new"


def test_what_stood_there_is_replaced(tmp_path: Path) -> None:
    target = tmp_path / "story"
    write_durably(target / "old.html", b"old")
    with workshop(tmp_path, target) as shop:
        put_in_place(made_folder(shop), target, shop)

    assert [path.name for path in target.iterdir()] == ["page.html"]


def test_what_stood_there_comes_back_when_the_move_fails(tmp_path: Path) -> None:
    target = tmp_path / "site" / "story"
    write_durably(target / "old.html", b"old")

    # A folder cannot be moved into itself.
    with pytest.raises(OSError, match="site"), workshop(tmp_path, target) as shop:
        put_in_place(tmp_path / "site", target, shop)

    assert (target / "old.html").read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_nothing_is_left_when_the_work_fails(tmp_path: Path) -> None:
    def failing_work() -> None:
        with workshop(tmp_path, tmp_path / "story") as shop:
            made_folder(shop)
            raise RuntimeError("the work failed")

    with pytest.raises(RuntimeError):
        failing_work()
    assert list(tmp_path.iterdir()) == []


def test_an_old_workshop_of_a_killed_export_is_cleared_away(tmp_path: Path) -> None:
    target = tmp_path / "story"
    left = tmp_path / ".galley-export-story-k1ll3d"
    write_durably(left / "bundle" / "page.html", b"half")
    _age(left)

    with workshop(tmp_path, target):
        assert not left.exists()


def test_a_bundle_set_aside_by_a_killed_export_comes_back(tmp_path: Path) -> None:
    target = tmp_path / "story"
    left = tmp_path / ".galley-export-story-k1ll3d"
    write_durably(left / "before" / "page.html", b"old")
    _age(left)

    with workshop(tmp_path, target):
        assert (target / "page.html").read_bytes() == b"old"


def test_the_workshop_of_an_export_that_may_still_run_is_left_alone(tmp_path: Path) -> None:
    busy = tmp_path / ".galley-export-story-bu5y"
    busy.mkdir()

    with workshop(tmp_path, tmp_path / "story"):
        assert busy.exists()


def test_a_disk_without_locks_holds_a_site_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def none(_descriptor: int) -> None:
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr("editor.lock._take", none)
    target = tmp_path / "story"
    with workshop(tmp_path, target) as shop, workshop(tmp_path, tmp_path / "other"):
        put_in_place(made_folder(shop), target, shop)

    assert [path.name for path in tmp_path.iterdir()] == ["story"]


def killed_while_working(place: Path, target: Path, workroom: Path, *, same_disk: bool) -> None:
    """Another process begins an export, sets the bundle that stands there aside, and dies."""
    script = (
        "import os, sys, pathlib; from editor.publish import placing;"
        "place, target, room = map(pathlib.Path, sys.argv[1:4]);"
        f"placing._same_disk = lambda *_: placing.make_private_folder(room) or {same_disk};"
        "work = placing.workshop(place, target, room); shop = work.__enter__();"
        "placing.write_durably(shop / 'bundle' / 'page.html', b'half');"
        "target.exists() and target.rename(shop / 'before');"
        "os._exit(9)"
    )
    arguments = [sys.executable, "-c", script, str(place), str(target), str(workroom)]
    assert subprocess.run(arguments, cwd=Path.cwd(), check=False).returncode == 9


@pytest.mark.parametrize("same_disk", [True, False])
def test_the_next_start_tidies_up_after_a_killed_export(tmp_path: Path, same_disk: bool) -> None:
    site, room = tmp_path / "site", tmp_path / "library" / "exporting"
    target = site / "story"
    write_durably(target / "page.html", b"old")
    killed_while_working(site, target, room, same_disk=same_disk)
    assert (list(site.glob(".galley-*")) == []) == same_disk

    clear_workroom(room)
    assert [path.name for path in site.iterdir()] == ["story"]
    assert (target / "page.html").read_bytes() == b"old"
    assert list(room.iterdir()) == []


def test_the_next_export_into_a_site_tidies_up_at_once(tmp_path: Path) -> None:
    site, room = tmp_path / "site", tmp_path / "library" / "exporting"
    write_durably(site / "story" / "page.html", b"old")
    killed_while_working(site, site / "story", room, same_disk=False)

    with workshop(site, site / "another", tmp_path / "other" / "exporting"):
        assert [path.name for path in site.iterdir()] == ["story"]
    assert (site / "story" / "page.html").read_bytes() == b"old"


def test_nothing_unfinished_lies_in_the_site_while_an_export_works(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    with workshop(tmp_path / "site", tmp_path / "site" / "story", tmp_path / "exporting") as shop:
        made_folder(shop)
        assert list((tmp_path / "site").iterdir()) == []
        put_in_place(shop / "made", tmp_path / "site" / "story", shop)

    assert [path.name for path in (tmp_path / "site").iterdir()] == ["story"]
    assert list((tmp_path / "exporting").iterdir()) == []


def test_a_workshop_in_use_is_left_alone_by_a_start(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    with workshop(tmp_path / "site", tmp_path / "site" / "story", tmp_path / "room") as shop:
        clear_workroom(tmp_path / "room")
        assert shop.is_dir()


def test_a_note_in_a_site_moves_nothing_out_of_it(tmp_path: Path) -> None:
    """Anybody may have put it there."""
    left = tmp_path / "site" / ".galley-export-story-f4ke"
    write_durably(left / "before" / "authorized_keys", b"mine")
    target = tmp_path / "home"
    write_durably(
        left / "for.json",
        json.dumps(
            {"workshop": str(tmp_path / "home" / ".galley-export-x"), "target": str(target)}
        ).encode(),
    )
    write_durably(left / "galley.lock", b"")

    with workshop(tmp_path / "site", tmp_path / "site" / "story"):
        assert not target.exists()


def _age(folder: Path) -> None:
    yesterday = time.time() - 86_400
    os.utime(folder, (yesterday, yesterday))


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
