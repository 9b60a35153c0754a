"""Names of a page's picture files."""

from dataclasses import replace

from editor.publish.address import PageAddress
from editor.publish.picture_files import picture_files
from editor.story.photo import Crop
from editor.story.rendition import Encoding
from editor.story.snapshot import PlacedPhoto, Snapshot


def names(story: Snapshot) -> list[str]:
    files = picture_files(story, PageAddress.of(story))
    return [file.path.rpartition("/")[2] for each in files.values() for file in each.all]


def test_every_width_comes_as_webp_and_as_jpeg_and_the_first_photo_has_cards(
    story: Snapshot,
) -> None:
    endings = [name.split("-")[-1] for name in names(story)]

    assert endings == [
        *("480.webp", "480.jpg", "800.webp", "800.jpg"),
        *("16x9.jpg", "4x3.jpg", "1x1.jpg"),
    ]


def test_only_the_first_photo_has_cards(story: Snapshot, photo: PlacedPhoto) -> None:
    second = replace(photo, placement="second", lead=False, photo="2" * 64)
    files = picture_files(replace(story, photos=(photo, second)), PageAddress.of(story))

    assert len(files["lead"].cards) == 3
    assert files["second"].cards == ()


def test_without_a_lead_the_first_photo_of_the_text_has_the_cards(
    story: Snapshot, photo: PlacedPhoto
) -> None:
    story = replace(story, photos=(replace(photo, lead=False),))

    assert len(picture_files(story, PageAddress.of(story))["lead"].cards) == 3


def test_a_name_tells_the_slug_and_never_the_original(story: Snapshot) -> None:
    assert all(name.startswith("millet-comes-home-1-") for name in names(story))
    assert all(name.isascii() for name in names(replace(story, slug="谷子回家")))


def test_names_change_with_the_picture_and_with_its_crop(
    story: Snapshot, photo: PlacedPhoto
) -> None:
    other = replace(story, photos=(replace(photo, photo="2" * 64),))
    cut = replace(story, photos=(replace(photo, crop=Crop(0.0, 0.0, 1.0, 0.95)),))

    assert not set(names(story)) & set(names(other))
    assert not set(names(story)) & set(names(cut))


def test_names_stay_when_only_the_caption_changes(story: Snapshot, photo: PlacedPhoto) -> None:
    assert names(story) == names(replace(story, photos=(replace(photo, caption="Other"),)))


def test_a_long_slug_does_not_make_a_path_too_long_for_windows(story: Snapshot) -> None:
    long = replace(story, slug="-".join(["harvest"] * 10))
    address = PageAddress.of(long)
    paths = [f.path for each in picture_files(long, address).values() for f in each.all]

    assert max(len(path) for path in paths) < 190


def test_the_fallback_is_the_widest_jpeg_that_fits_a_column(
    story: Snapshot, photo: PlacedPhoto
) -> None:
    wide = replace(story, photos=(replace(photo, width=3000, height=2000),))
    files = picture_files(wide, PageAddress.of(wide))["lead"]

    assert files.fallback.rendition.width == 800
    assert files.fallback.rendition.encoding is Encoding.JPEG
    assert files.largest.rendition.width == 1600
