"""Whatever is made of an original is made of the bytes that came in, or not at all."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from editor.desk.desk import Desk
from editor.desk.pictures import PhotoTexts
from editor.photos.families import OriginalUnreadable
from editor.publish.bundle import ExportFailed
from editor.story.credit import CreditLine
from editor.story.rendition import page_renditions

TO = "site"
TEXTS = PhotoTexts("The harvest at Yuncheng.", CreditLine(photographer="Zou Hong"), "A field")


@pytest.fixture
def swapped(desk: Desk, ready: str, tmp_path: Path) -> str:
    """A signed-off story, and in the place of its photo's original another photograph."""
    path = tmp_path / "harvest at Yuncheng.jpg"
    Image.linear_gradient("L").convert("RGB").save(path)
    attached = desk.pictures.attach(
        ready, desk.pictures.bring_in(path), lead=True, texts=TEXTS
    ).value
    desk.review.sign_off(ready, by="Chen Yu")
    other = tmp_path / "other.jpg"
    Image.radial_gradient("L").convert("RGB").save(other)
    original = desk.pictures.original(attached.placement.photo.id)
    original.chmod(0o600)
    shutil.copyfile(other, original)
    return ready


def export(desk: Desk, story: str, tmp_path: Path) -> object:
    return desk.publishing.export(story, tmp_path / TO).value


def thumbnail(desk: Desk, story: str, tmp_path: Path) -> object:
    photo = desk.stories.view(story).story.placements[0].photo
    return desk.pictures.thumbnail(photo.id, 96)


def rendition(desk: Desk, story: str, tmp_path: Path) -> object:
    photo = desk.stories.view(story).snapshot.photos[0]
    return desk.pictures.rendition(page_renditions(photo)[0])


def pictures_for_pasting(desk: Desk, story: str, tmp_path: Path) -> object:
    return desk.copying_out.write_pictures(desk.copying_out.sheet(story), tmp_path)


@pytest.mark.parametrize("make", [export, thumbnail, rendition, pictures_for_pasting])
def test_a_swapped_original_is_refused_by_the_name_of_its_photo(
    desk: Desk, swapped: str, tmp_path: Path, make: Callable[[Desk, str, Path], object]
) -> None:
    with pytest.raises((ExportFailed, OriginalUnreadable), match=r"harvest at Yuncheng\.jpg"):
        make(desk, swapped, tmp_path)
    assert not (tmp_path / TO).exists()


def test_a_copy_in_word_says_which_photo_is_not_in_it(
    desk: Desk, swapped: str, tmp_path: Path
) -> None:
    saved = desk.story_files.save(swapped, tmp_path / "copy.docx")
    assert [warning for warning in saved.warnings if "harvest at Yuncheng.jpg" in str(warning)]


def test_what_lies_in_the_cache_does_not_go_out_under_a_sign_off(
    desk: Desk, ready: str, tmp_path: Path
) -> None:
    """Renditions made of another picture, put into the cache under the right photo's names."""
    paths = [tmp_path / "right.png", tmp_path / "wrong.png"]
    Image.linear_gradient("L").convert("RGB").save(paths[0])
    Image.radial_gradient("L").convert("RGB").save(paths[1])
    attached = desk.pictures.attach(
        ready, desk.pictures.bring_in(paths[0]), lead=True, texts=TEXTS
    ).value
    desk.review.sign_off(ready, by="Chen Yu")
    clean = desk.publishing.export(ready, tmp_path / "clean").value
    cache = desk.newsroom.cache
    shutil.rmtree(desk.newsroom.store.renditions_folder)
    photo = desk.stories.view(ready).snapshot.photos[0]
    assert photo.photo == attached.placement.photo.id
    dict(cache.many(lambda: paths[1], page_renditions(photo)))
    dirty = desk.publishing.export(ready, tmp_path / "dirty").value
    for file in sorted(clean.path.rglob("*.jpg")):
        same = dirty.path / file.relative_to(clean.path)
        assert same.read_bytes() == file.read_bytes()


def test_adding_the_picture_again_mends_it(desk: Desk, swapped: str, tmp_path: Path) -> None:
    desk.pictures.bring_in(tmp_path / "harvest at Yuncheng.jpg")
    assert desk.publishing.export(swapped, tmp_path / TO).value.kind == "bundle"


def test_an_original_that_is_gone_is_said_in_the_same_way(
    desk: Desk, swapped: str, tmp_path: Path
) -> None:
    photo = desk.stories.view(swapped).story.placements[0].photo
    desk.pictures.original(photo.id).unlink()
    with pytest.raises(ExportFailed, match=r"harvest at Yuncheng\.jpg .*not there"):
        desk.publishing.export(swapped, tmp_path / TO)
