import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.language.flags import FlagKind, mend
from editor.language.lexicon import Lexicon
from editor.language.spelling import check_text

WORDS = frozenset(["Li", "Lei"])
LEXICON = Lexicon(language={"the": 1, "park": 1, "grew": 1, "he": 1}, names=WORDS, surnames=WORDS)


def mended(text: str) -> str:
    """Put right one by one and read anew after each, as the window does."""
    while edits := [edit for flag in check_text(text, LEXICON) if (edit := mend(text, flag))]:
        first = edits[0]
        text = text[: first.start] + first.text + text[first.end :]
    return text


@pytest.mark.parametrize(
    ("text", "better"),
    [
        ("the the park", "the park"),
        ("the  the park", "the park"),
        ("the   park", "the park"),
        ("the \u00a0 park", "the park"),
        ("the park，he grew。", "the park, he grew."),
        ("the park， he grew", "the park, he grew"),
        ("太原是省会, 也是古城.", "太原是省会，也是古城。"),
        ("太原(古城)很大", "太原（古城）很大"),
        ("the park grew", "the park grew"),
    ],
)
def test_it_reads_as_it_should(text: str, better: str) -> None:
    assert mended(text) == better


@given(st.text(st.sampled_from("the park, 。，（）太原.()  \u00a0")))
def test_what_was_put_right_is_not_odd_any_more(text: str) -> None:
    flags = [f for f in check_text(text, LEXICON) if f.kind is FlagKind.SPACES]
    for flag in reversed(flags):
        edit = mend(text, flag)
        assert edit is not None
        text = text[: edit.start] + edit.text + text[edit.end :]
    assert not [f for f in check_text(text, LEXICON) if f.kind is FlagKind.SPACES]


def test_words_and_names_are_for_a_person_to_mend() -> None:
    for flag in check_text("the qwertov met Jinnuo", LEXICON):
        assert mend("the qwertov met Jinnuo", flag) is None
