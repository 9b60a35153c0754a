"""What goes out, whole or not at all."""

import errno
import hashlib
import json
import shutil
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from editor.publish import placing
from editor.publish.bundle import (
    AnotherStory,
    BundleReport,
    ExportFailed,
    standing_at,
    write_bundle,
)
from editor.publish.page import PageRenderer
from editor.publish.verification import verify_bundle
from editor.story.rendition import Rendition
from editor.story.snapshot import PlacedPhoto, Snapshot
from editor.story.workflow import SignOff
from tests.unit.publish.conftest import files_of, make_pictures

Make = Callable[[Sequence[Rendition]], Iterator[tuple[Rendition, bytes]]]
PAGE = "culture-tourism/2026/09/millet-comes-home/index.html"
DATA = Path(__file__).parents[2] / "data"
FOLDER = PAGE.removesuffix("index.html")


Export = Callable[..., BundleReport]


def test_a_bundle_is_a_folder_that_any_web_server_can_serve(export: Export, tmp_path: Path) -> None:
    report = export()
    files = files_of(report.path)

    assert report.path == tmp_path / "millet-comes-home"
    assert report.kind == "bundle"
    assert report.page == PAGE
    assert report.files == len(files) == 1 + 7 + 1 + 1 + 1
    assert report.bytes == sum(map(len, files.values()))
    assert {PAGE, f"{FOLDER}bundle.json", f"{FOLDER}story.ninjs.json"} <= set(files)
    assert sum(path.startswith(f"{FOLDER}photos/") for path in files) == 7
    assert sum(path.startswith("assets/") for path in files) == 1


def test_the_page_in_the_bundle_is_the_page_of_the_preview(
    export: Export, story: Snapshot, renderer: PageRenderer
) -> None:
    assert (export().path / PAGE).read_bytes() == renderer.page(story).html


def test_a_bundle_verifies_itself(export: Export, sign_off: SignOff) -> None:
    verification = verify_bundle(export().path)

    assert verification.ok
    assert verification.signed_off_by == "Chen Yu"
    assert verification.snapshot == sign_off.snapshot


def test_the_manifest_lists_every_file_with_size_and_hash(export: Export) -> None:
    path = export().path
    listed = json.loads((path / FOLDER / "bundle.json").read_bytes())["files"]
    expected = [
        {"path": name, "size": len(data), "sha256": hashlib.sha256(data).hexdigest()}
        for name, data in sorted(files_of(path).items())
        if name != f"{FOLDER}bundle.json"
    ]

    assert listed == expected


def test_the_same_snapshot_makes_the_same_bytes(export: Export, tmp_path: Path, make: Make) -> None:
    def in_page_order(renditions: Sequence[Rendition]) -> Iterator[tuple[Rendition, bytes]]:
        yield from reversed(list(make(renditions)))

    first, second = tmp_path / "first", tmp_path / "second"

    assert files_of(export(to=first).path) == files_of(export(to=second, make=in_page_order).path)
    assert (
        export(to=first, zipped=True).path.read_bytes()
        == export(to=second, zipped=True, make=in_page_order).path.read_bytes()
    )


def test_a_zip_holds_what_the_folder_holds(export: Export, tmp_path: Path) -> None:
    report = export(zipped=True)
    with zipfile.ZipFile(report.path) as archive:
        zipped = {name: archive.read(name) for name in archive.namelist()}

    assert report.path == tmp_path / "millet-comes-home.zip"
    assert report.bytes == report.path.stat().st_size
    assert zipped == files_of(export().path)
    assert verify_bundle(report.path).ok


def test_without_a_sign_off_it_is_a_proof(export: Export, tmp_path: Path) -> None:
    report = export(proof=True)

    assert report.kind == "proof"
    assert report.path == tmp_path / "millet-comes-home-proof"
    assert verify_bundle(report.path).kind == "proof"


def test_a_bundle_without_photos_needs_no_pictures(export: Export, story: Snapshot) -> None:
    report = export(replace(story, photos=()))

    assert report.files == 4
    assert verify_bundle(report.path).ok


def test_a_card_that_is_a_page_width_too_is_written_under_both_names(
    export: Export, story: Snapshot, photo: PlacedPhoto
) -> None:
    square = replace(photo, width=1200, height=1200)
    report = export(replace(story, photos=(square,)))

    assert sum(path.endswith(("-1200.jpg", "-1x1.jpg")) for path in files_of(report.path)) == 2
    assert verify_bundle(report.path).ok


def test_a_missing_last_folder_is_made(export: Export, tmp_path: Path) -> None:
    assert export(to=tmp_path / "out").path.is_dir()


def test_progress_counts_every_file(export: Export) -> None:
    seen: list[tuple[int, int]] = []
    report = export(progress=lambda done, total: seen.append((done, total)))

    assert seen == [(n, report.files) for n in range(1, report.files + 1)]


# -- replacing


def test_a_bundle_of_ours_is_replaced(export: Export, story: Snapshot, tmp_path: Path) -> None:
    export()
    report = export(replace(story, photos=(), headline="Millet is home"))

    assert report.files == 4
    assert verify_bundle(report.path).ok
    assert [path.name for path in tmp_path.iterdir()] == ["millet-comes-home"]


def test_a_zip_of_ours_is_replaced(export: Export, story: Snapshot, tmp_path: Path) -> None:
    export(zipped=True)
    report = export(replace(story, photos=()), zipped=True)

    assert verify_bundle(report.path).ok
    assert [path.name for path in tmp_path.iterdir()] == ["millet-comes-home.zip"]


def test_what_the_system_leaves_in_a_folder_it_shows_does_not_matter(export: Export) -> None:
    (export().path / ".DS_Store").write_bytes(b"\0")

    assert not (export().path / ".DS_Store").exists()


@pytest.mark.parametrize("zipped", [False, True])
def test_the_bundle_of_another_story_is_replaced_only_when_asked(
    export: Export, story: Snapshot, zipped: bool
) -> None:
    other = replace(story, story_id="b" * 32)
    first = export(zipped=zipped).path
    before = first.read_bytes() if zipped else files_of(first)

    with pytest.raises(AnotherStory, match=r"another story .*millet-comes-home/index\.html"):
        export(other, zipped=zipped)
    assert (first.read_bytes() if zipped else files_of(first)) == before

    assert export(other, zipped=zipped, replace_other=True).path == first
    assert standing_at(first).story == "b" * 32


def test_a_disk_that_is_mounted_twice_is_written_all_the_same(
    export: Export, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    room = tmp_path / "exporting"
    move = placing.move_into_place

    def refuses_from_the_room(source: Path, target: Path) -> None:
        if room in source.parents and room not in target.parents:
            raise OSError(errno.EXDEV, "Invalid cross-device link")
        move(source, target)

    monkeypatch.setattr(placing, "move_into_place", refuses_from_the_room)
    export(to=tmp_path / "site", workroom=room)
    report = export(to=tmp_path / "site", workroom=room)
    assert verify_bundle(report.path).ok
    assert [path.name for path in (tmp_path / "site").iterdir()] == ["millet-comes-home"]


def test_the_bundle_of_an_earlier_galley_is_replaced(export: Export, tmp_path: Path) -> None:
    target = tmp_path / "millet-comes-home.zip"
    shutil.copy(DATA / "bundles" / "manifest-at-the-root.zip", target)

    assert verify_bundle(export(zipped=True).path).problems == ()


@pytest.mark.parametrize(
    "occupy",
    [
        lambda target: target.write_bytes(b"my file"),
        lambda target: target.mkdir(),
        lambda target: (target.mkdir(), (target / "bundle.json").write_bytes(b"{}")),
    ],
    ids=["file", "folder", "folder with another bundle.json"],
)
@pytest.mark.parametrize("zipped", [False, True])
def test_anything_else_is_left_alone(
    export: Export, tmp_path: Path, occupy: Callable[[Path], object], zipped: bool
) -> None:
    target = tmp_path / f"millet-comes-home{'.zip' if zipped else ''}"
    occupy(target)
    before = files_of(tmp_path)

    with pytest.raises(ExportFailed, match="already there"):
        export(zipped=zipped)
    assert files_of(tmp_path) == before


def test_a_bundle_into_which_somebody_put_a_file_is_left_alone(export: Export) -> None:
    own = export().path / "notes.txt"
    own.write_text("do not lose me")

    with pytest.raises(ExportFailed, match="already there"):
        export()
    assert own.read_text() == "do not lose me"


def test_a_link_in_the_place_of_the_bundle_is_not_followed(export: Export, tmp_path: Path) -> None:
    elsewhere = export(to=tmp_path / "elsewhere").path
    target = tmp_path / "millet-comes-home"
    try:
        target.symlink_to(elsewhere, target_is_directory=True)
    except OSError:
        pytest.skip("not tested with links in a bundle: this system makes none")

    with pytest.raises(ExportFailed, match="already there"):
        export()
    assert verify_bundle(elsewhere).ok


# -- what may not go out


def test_a_sign_off_of_another_snapshot_exports_nothing(
    story: Snapshot, renderer: PageRenderer, sign_off: SignOff, tmp_path: Path
) -> None:
    changed = replace(story, headline="Changed since")

    with pytest.raises(ExportFailed, match="not the one that was signed off"):
        write_bundle(
            changed,
            renderer.page(changed),
            tmp_path,
            make=make_pictures,
            sign_off=sign_off,
            program_version="1",
        )
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("proof", [True, False])
def test_page_and_sign_off_must_be_of_one_kind(
    story: Snapshot, renderer: PageRenderer, sign_off: SignOff, tmp_path: Path, proof: bool
) -> None:
    with pytest.raises(ValueError, match="proof"):
        write_bundle(
            story,
            renderer.page(story, proof=proof),
            tmp_path,
            make=make_pictures,
            sign_off=sign_off if proof else None,
            program_version="1",
        )


def test_the_page_must_be_the_snapshots(
    story: Snapshot, renderer: PageRenderer, tmp_path: Path
) -> None:
    with pytest.raises(ValueError, match="is not the snapshot's"):
        write_bundle(
            story,
            renderer.page(replace(story, slug="another"), proof=True),
            tmp_path,
            make=make_pictures,
            sign_off=None,
            program_version="1",
        )
