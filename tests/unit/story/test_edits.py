"""What is done to a picture: its form, its geometry, its curve."""

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.story.edits import (
    UNEDITED,
    WHOLE,
    Crop,
    Edits,
    NamedCrop,
    Point,
    Ratio,
    Tone,
)
from editor.story.forms import STORED, NewerFields, json_text
from editor.story.rendition import (
    cut_size,
    fitting_crop,
    least_width,
    looks_of,
    named_crop,
    of_looks,
    unfocused,
)

shares = st.floats(0, 1, allow_nan=False)
sizes = st.integers(50, 9000)


@st.composite
def crops(draw: st.DrawFn) -> Crop:
    left, top = draw(st.floats(0, 0.9)), draw(st.floats(0, 0.9))
    return Crop(left, top, draw(st.floats(0.05, 1 - left)), draw(st.floats(0.05, 1 - top)))


@st.composite
def tones(draw: st.DrawFn) -> Tone:
    black = draw(st.integers(0, 254))
    whole = st.integers(-100, 100)
    white, middle = draw(st.integers(black + 1, 255)), draw(st.floats(0.1, 10))
    return Tone(draw(whole), draw(whole), black, white, middle)


@st.composite
def edited(draw: st.DrawFn) -> Edits:
    named = draw(st.sets(st.sampled_from(Ratio)))
    return Edits(
        draw(st.integers(0, 3)),
        draw(st.booleans()),
        draw(st.floats(-45, 45)),
        draw(st.none() | crops()),
        tuple(NamedCrop(each, draw(crops())) for each in Ratio if each in named),
        draw(st.none() | st.builds(Point, shares, shares)),
        draw(tones()),
    )


@given(edited())
def test_every_edit_comes_back_from_its_form(edits: Edits) -> None:
    assert STORED.read(Edits, json.loads(json_text(STORED.form(edits)))) == edits
    seen = replace(edits, crops=(), focus=None)
    assert of_looks(looks_of("a" * 64, edits)) == ("a" * 64, seen)


def test_what_is_not_edited_says_nothing() -> None:
    assert STORED.form(UNEDITED) == {}
    assert looks_of("a" * 64, UNEDITED) == "a" * 64


@pytest.mark.parametrize(
    "data",
    [
        {"turn": 4},
        {"straighten": 46},
        {"focus": {"x": 1.1, "y": 0}},
        {"crop": {"left": 0.5, "top": 0, "width": 0.6, "height": 1}},
        {"tone": {"black": 9, "white": 9}},
        {"tone": {"brightness": 101}},
        {"tone": {"brightness": 1.5}},
        {"crops": [{"ratio": "2x1", "crop": {"left": 0, "top": 0, "width": 1, "height": 1}}]},
        {"crops": [{"ratio": "1x1", "crop": {"left": 0, "top": 0, "width": 1, "height": 1}}] * 2},
    ],
)
def test_what_cannot_be_done_to_a_picture_is_refused(data: object) -> None:
    with pytest.raises((ValueError, TypeError)):
        STORED.read(Edits, data)
    with pytest.raises(NewerFields, match="healed"):
        STORED.read(Edits, {"healed": []})


@given(edited(), crops(), shares, shares)
def test_what_is_seen_is_found_again_in_the_original(
    edits: Edits, crop: Crop, x: float, y: float
) -> None:
    back = edits.unseen(edits.seen(crop))
    assert back.corners == tuple(
        (pytest.approx(left), pytest.approx(top)) for left, top in crop.corners
    )
    point = edits.unseen_point(edits.seen_point(Point(x, y)))
    assert (point.x, point.y) == (pytest.approx(x), pytest.approx(y))


@given(edited(), sizes, sizes)
def test_no_crop_shows_an_empty_corner(edits: Edits, width: int, height: int) -> None:
    from math import cos, radians, sin

    turn = radians(edits.straighten)
    for crop in (
        edits.shown(width, height),
        *(named_crop(width, height, edits, each) for each in Ratio),
    ):
        for x, y in crop.corners:
            x, y = (x - 0.5) * width, (y - 0.5) * height
            assert abs(x * cos(turn) + y * sin(turn)) <= width / 2 + 1e-3
            assert abs(y * cos(turn) - x * sin(turn)) <= height / 2 + 1e-3


@given(edited(), sizes, sizes, st.sampled_from(Ratio))
def test_a_named_crop_has_its_ratio_as_it_is_seen(
    edits: Edits, width: int, height: int, ratio: Ratio
) -> None:
    crop = named_crop(width, height, edits, ratio)
    across, down = (width * crop.width, height * crop.height)
    if edits.on_its_side:
        across, down = down, across
    assert across * ratio.parts[1] == pytest.approx(down * ratio.parts[0], rel=1e-6)


@given(edited(), sizes, sizes, st.sampled_from(Ratio), crops())
def test_a_crop_of_a_ratio_stays_within_what_was_drawn(
    edits: Edits, width: int, height: int, ratio: Ratio, drawn: Crop
) -> None:
    fitted = fitting_crop(width, height, edits, ratio, drawn)
    for x, y in fitted.corners:
        assert drawn.left - 1e-9 <= x <= drawn.left + drawn.width + 1e-9
        assert drawn.top - 1e-9 <= y <= drawn.top + drawn.height + 1e-9


@given(tones())
def test_a_curve_never_falls(tone: Tone) -> None:
    curve = tone.curve
    assert len(curve) == 256
    assert list(curve) == sorted(curve)


def test_a_tone_that_says_nothing_changes_nothing() -> None:
    assert Tone().curve == bytes(range(256))
    assert Tone(brightness=30).curve[128] > 128 > Tone(middle=0.8).curve[128]
    assert Tone(contrast=50).curve[64] < 64


def test_what_a_picture_must_keep_is_what_the_site_asks_or_all_it_has() -> None:
    assert least_width(6000, 4000, UNEDITED, Ratio.WIDE, 600) == 600
    assert least_width(300, 200, UNEDITED, None, 600) == 300
    assert least_width(300, 200, UNEDITED, Ratio.SQUARE, 600) == 200
    assert least_width(300, 200, Edits(turn=1), None, 600) == 200
    assert cut_size(300, 200, Edits(turn=1), WHOLE) == (200, 300)


def test_a_crop_that_leaves_the_focal_point_out_is_named() -> None:
    focus = Edits(focus=Point(0.9, 0.9))
    assert unfocused(600, 400, focus) == ()
    assert unfocused(600, 400, focus.with_crop(Ratio.SQUARE, Crop(0, 0, 0.4, 0.6))) == (
        Ratio.SQUARE,
    )
    assert None in unfocused(600, 400, focus.with_crop(None, Crop(0, 0, 0.5, 0.5)))
    assert unfocused(600, 400, UNEDITED.with_crop(None, Crop(0, 0, 0.5, 0.5))) == ()
