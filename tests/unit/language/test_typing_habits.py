import pytest

from editor.language.style_pack import NOTHING, read_pack
from editor.language.typing_habits import (
    USUAL,
    TypingHabits,
    abbreviation_entries,
    expansion,
    is_shorthand,
)

TABLE = {"TCM": "traditional Chinese medicine", "prov": "province", "NPC": USUAL["NPC"]}


def typed(before: str, end: str = " ") -> str:
    due = expansion(before, end, TABLE, NOTHING)
    text = before + end
    if due is None:
        return text
    start = len(text) - due.back
    return text[:start] + due.text + text[start + due.length :]


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        ("of TCM*", "of traditional Chinese medicine "),
        ("TCM*", "Traditional Chinese medicine "),
        ("It ended. TCM*", "It ended. Traditional Chinese medicine "),
        ("He said: “TCM*", "He said: “traditional Chinese medicine "),
        ("(TCM*", "(Traditional Chinese medicine "),
        ("in (tcm*", "in (traditional Chinese medicine "),
        ("the Prov*", "the Province "),
        ("the prov*", "the province "),
        ("an unknown XYZ*", "an unknown XYZ* "),
        ("5 * 3 TCM", "5 * 3 TCM "),
        ("aTCM*", "aTCM* "),
        ("TCM**", "TCM** "),
    ],
)
def test_it_is_meant_only_as_a_word_with_its_sign(before: str, expected: str) -> None:
    assert typed(before) == expected


@pytest.mark.parametrize("end", [" ", ".", ",", ")", "”", "。", "\u00a0"])
def test_a_blank_or_a_sentence_mark_asks_for_it(end: str) -> None:
    assert typed("of TCM*", end) == f"of traditional Chinese medicine{end}"


def test_a_letter_does_not() -> None:
    assert typed("of TCM*", "s") == "of TCM*s"


def test_the_long_form_is_in_the_house_style() -> None:
    due = expansion("the NPC*", " ", TABLE, read_pack("british"))
    assert due.text == "National People’s Congress"


def test_what_can_be_a_short_form() -> None:
    assert [is_shorthand(each) for each in ("TCM", "G20", "A&F", "", "T C", "*", "a*", "-a")] == [
        *(True,) * 3,
        *(False,) * 5,
    ]


def test_what_makes_no_sense_in_the_library_is_left_out() -> None:
    assert abbreviation_entries({}) == list(USUAL.items())
    kept = {"entries": [["TCM", "x"], ["no good", "y"], 5, ["a", ""], ["b", "c", "d"]]}
    assert abbreviation_entries(kept) == [("TCM", "x")]
    assert TypingHabits.of({"style": 7}, {"entries": []}).abbreviations == {}
