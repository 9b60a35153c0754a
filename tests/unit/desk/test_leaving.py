"""Copies of a story for somebody else: whole, without what a camera wrote, never half a file."""

import zipfile
from io import BytesIO
from pathlib import Path

import docx
import pytest
from PIL import Image

from editor.desk.desk import Desk
from editor.desk.newsroom import NoSuchStory, Refused
from editor.desk.pictures import Edited
from editor.story.edits import Crop, Edits


@pytest.fixture
def with_photo(desk: Desk, ready: str, tmp_path: Path) -> str:
    """A story whose lead is a WebP that says where it was taken."""
    exif = Image.Exif()
    exif[0x010F] = "A camera maker"
    exif.get_ifd(0x8825)[1] = "N"
    path = tmp_path / "IMG_1.webp"
    Image.linear_gradient("L").convert("RGB").save(path, "WEBP", exif=exif)
    desk.pictures.attach(ready, desk.pictures.bring_in(path), lead=True)
    return ready


def media(path: Path) -> list[bytes]:
    with zipfile.ZipFile(path) as archive:
        return [archive.read(name) for name in archive.namelist() if "/media/" in name]


def test_a_word_file_has_its_pictures_in_a_form_word_shows(
    desk: Desk, with_photo: str, tmp_path: Path
) -> None:
    saved = desk.story_files.save(with_photo, tmp_path / "copy.docx")
    assert saved.warnings == ()
    assert saved.size == saved.path.stat().st_size
    [data] = media(saved.path)
    with Image.open(BytesIO(data)) as shown:
        assert shown.format == "JPEG"
        assert not shown.getexif()
    assert b"A camera maker" not in data


def test_its_pictures_are_cropped_as_the_page_shows_them(
    desk: Desk, with_photo: str, tmp_path: Path
) -> None:
    [placement] = desk.stories.view(with_photo).story.placements
    edits = Edits(crop=Crop(0, 0, 1, 0.5), flip=True)
    desk.pictures.edit(placement.id, Edited(edits, None))
    [data] = media(desk.story_files.save(with_photo, tmp_path / "copy.docx").path)
    with Image.open(BytesIO(data)) as shown:
        assert shown.size == (256, 128)


def test_a_photo_whose_original_is_gone_is_told_and_the_copy_is_written(
    desk: Desk, with_photo: str, tmp_path: Path
) -> None:
    [placement] = desk.stories.view(with_photo).story.placements
    desk.pictures.original(placement.photo.id).unlink()
    saved = desk.story_files.save(with_photo, tmp_path / "copy.docx")
    assert len(saved.warnings) == 1
    assert any(each in str(saved.warnings[0]) for each in ("IMG_1", placement.photo.id[:8]))
    assert media(saved.path) == []
    headings = [p.text for p in docx.Document(str(saved.path)).paragraphs]
    assert headings[0] == "Millet harvest begins"


def test_a_file_that_is_there_is_replaced_whole(desk: Desk, ready: str, tmp_path: Path) -> None:
    path = tmp_path / "copy.txt"
    path.write_text("an older copy " * 1000)
    desk.story_files.save(ready, path)
    assert path.read_text().startswith("Millet harvest begins\n")
    assert [each.name for each in tmp_path.iterdir() if each.name.startswith(".galley")] == []


@pytest.mark.parametrize("name", ["copy", "copy.pdf", "copy.doc"])
def test_an_ending_of_no_kind_is_refused_with_what_to_do(
    desk: Desk, ready: str, tmp_path: Path, name: str
) -> None:
    with pytest.raises(Refused, match=rf"“{name}” .*end it in \.docx, \.md or \.txt"):
        desk.story_files.save(ready, tmp_path / name)


def test_a_folder_is_no_file(desk: Desk, ready: str, tmp_path: Path) -> None:
    (tmp_path / "copy.md").mkdir()
    with pytest.raises(Refused, match="is a folder"):
        desk.story_files.save(ready, tmp_path / "copy.md")


def test_a_story_that_is_not_there_has_no_copy(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(NoSuchStory):
        desk.story_files.save("no-such-story", tmp_path / "copy.md")
    assert not (tmp_path / "copy.md").exists()
