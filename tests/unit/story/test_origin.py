"""What is said of how a picture came to be, weighed: the strictest counts, and why is told."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.story.forms import STORED
from editor.story.origin import (
    AI_LABELS,
    By,
    Ingredient,
    Made,
    Origin,
    OriginRules,
    Standing,
    Step,
    carries_label,
    judged,
)
from editor.story.photo import SOURCE_TYPE, SOURCE_TYPES, PhotoFacts


def typed(term: str) -> PhotoFacts:
    return PhotoFacts(source_type=f"{SOURCE_TYPE}{term}")


@pytest.mark.parametrize(
    ("term", "made"),
    [
        ("digitalCapture", Made.CAMERA),
        ("negativeFilm", Made.CAMERA),
        ("humanEdits", Made.EDITED),
        ("algorithmicallyEnhanced", Made.EDITED),
        ("screenCapture", Made.DRAWN),
        ("composite", Made.COMPOSITE),
        ("compositeWithTrainedAlgorithmicMedia", Made.AI_CHANGED),
        ("compositeSynthetic", Made.AI_CHANGED),
        ("trainedAlgorithmicMedia", Made.AI_MADE),
        ("something else", Made.NOT_SAID),
        ("", Made.NOT_SAID),
    ],
)
def test_a_source_type_says_how(term: str, made: Made) -> None:
    assert judged(typed(term)).made is made


def test_every_term_of_iptc_means_something() -> None:
    assert [term for term in SOURCE_TYPES if judged(typed(term)).made is Made.NOT_SAID] == []


def test_a_label_and_a_system_say_ai() -> None:
    assert judged(PhotoFacts(aigc='{"Label":"1"}')).made is Made.AI_MADE
    assert judged(PhotoFacts(ai_system="Dream Box")).made is Made.AI_MADE
    partly = f"{SOURCE_TYPE}compositeWithTrainedAlgorithmicMedia"
    assert judged(PhotoFacts(source_type=partly, ai_system="Filler")).made is Made.AI_CHANGED


def origin(*steps: Step, standing: Standing = Standing.KNOWN) -> Origin:
    return Origin(standing, steps=steps)


def test_the_strictest_counts_and_a_contradiction_is_told() -> None:
    machine = origin(Step("c2pa.created", "Dream Box", f"{SOURCE_TYPE}trainedAlgorithmicMedia"))
    found = judged(typed("digitalCapture"), machine)
    assert found.made is Made.AI_MADE
    assert found.contradictory
    assert [claim.by for claim in found.claims] == [By.CREDENTIALS, By.SOURCE_TYPE]
    assert str(found.claims[1].message) == "Digital source type: camera (digitalCapture)"
    assert not judged(typed("trainedAlgorithmicMedia"), machine).contradictory
    assert not judged(typed("humanEdits"), origin(Step("c2pa.opened"))).contradictory


def test_cropping_leaves_a_picture_what_it_is_and_editing_does_not() -> None:
    taken = Step("c2pa.created", term=f"{SOURCE_TYPE}digitalCapture")
    assert judged(PhotoFacts(), origin(taken, Step("c2pa.cropped"))).made is Made.CAMERA
    assert judged(PhotoFacts(), origin(taken, Step("c2pa.edited"))).made is Made.EDITED
    assert judged(PhotoFacts(), origin(taken, Step("c2pa.placed"))).made is Made.COMPOSITE


@pytest.mark.parametrize("standing", [Standing.ALTERED, Standing.UNREADABLE])
def test_broken_credentials_prove_no_camera(standing: Standing) -> None:
    taken = Step("c2pa.created", term=f"{SOURCE_TYPE}digitalCapture")
    assert judged(PhotoFacts(), origin(taken, standing=standing)).made is Made.NOT_SAID


@pytest.mark.parametrize(
    ("caption", "carries"),
    [
        ("A dragon. AI-generated image.", True),
        ("A dragon. ai‑generated  image", True),
        ("一条龙（AI生成）", True),
        ("A dragon said aloud.", False),
        ("", False),
    ],
)
def test_a_caption_carries_a_label(caption: str, carries: bool) -> None:
    assert carries_label(caption, AI_LABELS) is carries
    assert not carries_label(caption, ("",))


def test_a_step_is_said_in_words() -> None:
    step = Step(
        "c2pa.created", "Dream Box 3", f"{SOURCE_TYPE}trainedAlgorithmicMedia", "2026-10-03"
    )
    assert str(step.said) == "created · Dream Box 3 · made by AI · 2026-10-03"
    assert str(Step("com.example.sharpened").said) == "com.example.sharpened"


@pytest.mark.parametrize("kept", [None, [], {"labels": None, "sign": "yes"}, {"labels": [""]}])
def test_rules_that_make_no_sense_are_the_default(kept: object) -> None:
    assert OriginRules.of(kept) == OriginRules()


def test_rules_come_back_as_they_were_kept() -> None:
    rules = OriginRules(("AI picture",), True, "/a.pem", "/b.pem", "/c.pem")
    assert OriginRules.of(rules.to_json()) == rules


_texts = st.text(max_size=8)


@given(
    st.builds(
        Origin,
        st.sampled_from(Standing),
        *[_texts] * 3,
        st.lists(st.builds(Step, *[_texts] * 4), max_size=3).map(tuple),
        st.lists(st.builds(Ingredient, *[_texts] * 3), max_size=3).map(tuple),
        *[_texts] * 2,
    )
)
def test_an_origin_is_stored_and_read_again(kept: Origin) -> None:
    assert STORED.read(Origin, STORED.form(kept)) == kept
