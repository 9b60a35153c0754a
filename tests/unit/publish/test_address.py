"""Where a page stands on its site."""

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.publish.address import DEVICE_NAMES, PageAddress, picture_files
from editor.story.edits import Crop
from editor.story.outlet import NavItem, Section
from editor.story.rendition import Encoding
from editor.story.snapshot import PlacedPhoto, Snapshot
from tests.unit.publish.samples import STORY


def test_a_page_stands_in_its_section_year_and_month(story: Snapshot) -> None:
    address = PageAddress.of(story)

    assert address.page == "culture-tourism/2026/09/millet-comes-home/index.html"
    assert address.up == "../../../../"
    assert address.url == (
        "https://www.river-province.example/culture-tourism/2026/09/millet-comes-home/"
    )


def test_a_story_without_a_slug_takes_its_name_from_its_id(story: Snapshot) -> None:
    assert PageAddress.of(replace(story, slug="")).slug == "story-01234567"


def test_a_story_in_no_section_stands_above_the_sections(story: Snapshot) -> None:
    address = PageAddress.of(replace(story, section=Section("", "")))

    assert address.page == "2026/09/millet-comes-home/index.html"
    assert address.up == "../../../"


def test_no_name_is_one_that_windows_keeps_for_a_device(story: Snapshot) -> None:
    address = PageAddress.of(replace(story, slug="con", section=Section("aux", "Aux")))

    assert not DEVICE_NAMES & set(address.folder.split("/"))


def test_an_early_year_has_four_digits(story: Snapshot) -> None:
    assert "/0987/" in PageAddress.of(replace(story, dated=story.dated.replace(year=987))).folder


@pytest.mark.parametrize(
    "address",
    ["", "www.example.org", "ftp://example.org/", "javascript:alert(1)", "https://e.org/?q=1"],
)
def test_what_is_no_web_address_gives_no_absolute_links(story: Snapshot, address: str) -> None:
    page = PageAddress.of(replace(story, outlet=replace(story.outlet, address=address)))

    assert page.url == ""
    assert page.absolute("assets/a.css") == "../../../../assets/a.css"


def test_a_site_without_a_closing_slash_gets_one(story: Snapshot) -> None:
    outlet = replace(story.outlet, address="https://example.org/en")

    assert PageAddress.of(replace(story, outlet=outlet)).absolute("a") == "https://example.org/en/a"


def test_links_to_own_pictures_and_to_shared_files_are_relative(story: Snapshot) -> None:
    address = PageAddress.of(story)

    assert address.relative(f"{address.folder}/photos/a.jpg") == "photos/a.jpg"
    assert address.relative("assets/a.css") == "../../../../assets/a.css"


@pytest.mark.parametrize(
    ("path", "link"),
    [
        ("", "../../../../"),
        ("news/", "../../../../news/"),
        ("/about-us/", "../../../../about-us/"),
        ("https://other.example/live", "https://other.example/live"),
        ("javascript:alert(1)", "../../../../javascript%3Aalert%281%29"),
        ("//elsewhere.example/", "../../../../elsewhere.example/"),
    ],
)
def test_navigation_stays_on_the_site_unless_it_names_another(
    story: Snapshot, path: str, link: str
) -> None:
    assert PageAddress.of(story).navigation(NavItem("X", path)) == link


@given(slug=st.text(max_size=200), section=st.text(max_size=60))
def test_whatever_the_slug_and_section_are_the_path_is_safe(slug: str, section: str) -> None:
    address = PageAddress.of(replace(STORY, slug=slug, section=Section(section, section)))

    assert re.fullmatch(r"([a-z0-9][a-z0-9-]*/){3,4}index\.html", address.page)


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
