from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from editor.story.credit import CreditStyle
from editor.story.photo import Crop, Photo, Placement
from editor.story.rendition import Encoding, card_renditions, page_renditions
from editor.story.snapshot import PlacedPhoto

sizes = st.integers(1, 9000)
shares = st.floats(0.05, 1.0)


def placed(photo: Photo, width: int, height: int, crop: Crop | None = None) -> PlacedPhoto:
    photo = replace(photo, width=width, height=height)
    return PlacedPhoto.of(Placement("p1", photo, crop=crop), CreditStyle())


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
    assert {each.width for each in card_renditions(placed(photo, 300, 200))} == {300, 267, 200}


def test_a_picture_between_two_widths_is_also_shown_at_its_own(photo: Photo) -> None:
    assert {each.width for each in page_renditions(placed(photo, 600, 400))} == {480, 600}


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(sizes, sizes, shares, shares)
def test_cuts_for_cards_stay_inside_the_picture_and_have_their_shape(
    photo: Photo, width: int, height: int, across: float, down: float
) -> None:
    crop = Crop((1 - across) / 2, (1 - down) / 2, across, down)
    for card in card_renditions(placed(photo, width, height, crop)):
        assert card.crop.left >= crop.left - 1e-9
        assert card.crop.left + card.crop.width <= crop.left + crop.width + 1e-6
        assert card.crop.top + card.crop.height <= crop.top + crop.height + 1e-6
