from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from editor.story.edits import Crop, Edits, Ratio
from editor.story.outlet import Outlet
from editor.story.photo import Photo, Placement
from editor.story.rendition import (
    MOST_PIXELS,
    Encoding,
    card_of,
    card_renditions,
    of_looks,
    page_renditions,
    plan,
)
from editor.story.snapshot import PlacedPhoto

sizes = st.integers(1, 9000)
shares = st.floats(0.05, 1.0)


def placed(photo: Photo, width: int, height: int, crop: Crop | None = None) -> PlacedPhoto:
    photo = replace(photo, width=width, height=height)
    return PlacedPhoto.of(Placement("p1", photo, edits=Edits(crop=crop)), Outlet("site", "", ""))


def test_a_large_photo_has_every_width_in_both_encodings(photo: Photo) -> None:
    made = page_renditions(placed(photo, 2400, 1600))
    assert [(each.width, each.height) for each in made if each.encoding is Encoding.JPEG] == [
        (480, 320),
        (800, 533),
        (1200, 800),
        (1600, 1067),
    ]
    assert len(made) == 8


def test_a_small_photo_is_not_enlarged(photo: Photo) -> None:
    assert {each.width for each in page_renditions(placed(photo, 300, 200))} == {300}
    assert {each.width for each in card_renditions(placed(photo, 300, 200)).values()} == {
        300,
        267,
        200,
    }


def test_a_picture_between_two_widths_is_also_shown_at_its_own(photo: Photo) -> None:
    assert {each.width for each in page_renditions(placed(photo, 600, 400))} == {480, 600}


@pytest.mark.parametrize(
    ("size", "made", "encodings"),
    [
        ((900, 17_000), [(480, 9067), (800, 15_111)], "webp jpg"),
        ((1000, 17_000), [(480, 8160), (800, 13_600), (1000, 17_000)], "jpg"),
        ((1500, 64_000), [(480, 20_480), (800, 34_133), (1200, 51_200), (1500, 64_000)], "jpg"),
        ((900, 80_000), [(480, 42_667), (736, 65_422)], "jpg"),
        ((100, 100_000), [(65, 65_000)], "jpg"),
        ((1, 100_000), [(1, 65_500)], "jpg"),
        ((150_000, 900), [(480, 3), (800, 5), (1200, 7), (1600, 10)], "webp jpg"),
    ],
)
def test_no_side_is_longer_than_its_encoder_writes(
    photo: Photo, size: tuple[int, int], made: list[tuple[int, int]], encodings: str
) -> None:
    """Of a WebP that ends before the JPEG there is none: a browser would take it and be left with
    the narrow ones. The same holds for AVIF, which an outlet has to ask for."""
    found = page_renditions(placed(photo, *size))
    assert [(each.width, each.height) for each in found if each.encoding is Encoding.JPEG] == made
    assert list(dict.fromkeys(each.encoding for each in found)) == encodings.split()
    asked = page_renditions(placed(photo, *size), avif=True)
    with_avif = f"avif {encodings}" if "webp" in encodings else encodings
    assert list(dict.fromkeys(each.encoding for each in asked)) == with_avif.split()


def test_a_crop_decides_how_long_a_picture_is(photo: Photo) -> None:
    half = Crop(0, 0, 1, 0.5)
    made = page_renditions(placed(photo, 1000, 17_000, half), avif=True)
    assert {each.encoding for each in made} == set(Encoding)


@given(st.integers(1, 200_000), st.integers(1, 200_000))
def test_every_size_of_a_page_can_be_written(width: int, height: int) -> None:
    made, encodings = plan(width, height, avif=True)
    assert Encoding.JPEG in encodings
    for size in made:
        assert all(1 <= side <= MOST_PIXELS[encoding] for side in size for encoding in encodings)
        assert size[0] <= width
        assert size[1] <= height + 1


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(sizes, sizes, shares, shares)
def test_cuts_for_cards_stay_inside_the_picture_and_have_their_shape(
    photo: Photo, width: int, height: int, across: float, down: float
) -> None:
    crop = Crop((1 - across) / 2, (1 - down) / 2, across, down)
    for card in card_renditions(placed(photo, width, height, crop)).values():
        assert card.crop.left >= crop.left - 1e-9
        assert card.crop.left + card.crop.width <= crop.left + crop.width + 1e-6
        assert card.crop.top + card.crop.height <= crop.top + crop.height + 1e-6


@pytest.mark.parametrize("edits", [Edits(), Edits(crop=Crop(0.5, 0.1, 0.4, 0.6)), Edits(turn=1)])
def test_a_share_card_shows_what_goes_out_as_it(photo: Photo, edits: Edits) -> None:
    photo = replace(photo, width=1200, height=900)
    shown = PlacedPhoto.of(Placement("p1", photo, edits=edits), Outlet("site", "", ""))
    looks, cut = card_of(shown)
    photo_id, done = of_looks(looks)
    assert photo_id == photo.id
    assert (cut or done.crop) == card_renditions(shown)[Ratio.WIDE].crop
    assert replace(done, crop=None) == replace(edits, crop=None)
    assert (cut is None) == (edits.turn != 0), "one that is only cropped is asked for once"
