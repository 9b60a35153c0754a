"""Of what was seen in a source, nothing is missing unseen; what is there is not said to be."""

import random
import sys
from collections import Counter
from types import FrameType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.interchange.arriving.conservation import folded, missing

LETTERS = st.text("ab €“”-—’\u0301太原\ue863\u00ad", max_size=12)
WORDS = st.lists(st.text("abcdefghijklmnopqrstuvwxyz太原市", min_size=1, max_size=9), min_size=1)


def _missing(seen: list[str], *told: str) -> list[str]:
    return [each.text for each in missing(seen, told)]


def test_texts_that_came_out_are_not_missing_however_they_are_cut() -> None:
    seen = ["The may", "or rose  first.", "He sat\u00a0down.", "\u201cYes,\u201d he sa\u00add."]
    assert _missing(seen, "The mayor rose first. He", "sat down.", '"Yes," he sad.') == []


def test_what_came_out_nowhere_is_answered_whole() -> None:
    found = missing(["The tram opens. ", "It costs two yuan. ", "All come."], ["The tram opens."])
    assert [(each.text, each.after) for each in found] == [
        ("It costs two yuan. All come.", "The tram opens.")
    ]


def test_a_text_that_stands_there_three_times_comes_out_three_times() -> None:
    seen = ["Yes. ", "The mayor spoke. ", "Yes. ", "The mayor left. ", "Yes. "]
    told = ["Yes.", "The mayor spoke.", "The mayor left.", "Yes."]
    assert _missing(seen, *told) == ["Yes."]
    assert _missing(seen, *told, "Yes.") == []


def test_the_order_in_which_texts_come_out_is_free() -> None:
    notes = [f"Footnote number {number} says more. " for number in range(50)]
    copy = [f"Paragraph {number} goes on for a while, as they do. " for number in range(50)]
    seen = [text for pair in zip(copy, notes, strict=True) for text in pair]
    assert _missing(seen, *copy, *reversed(notes)) == []
    assert _missing(seen, *copy, *notes[:7], *notes[8:]) == [notes[7].strip()]


def test_one_letter_is_missed_in_its_word() -> None:
    assert _missing(["Mr \ue863 Li spoke in Taiyuan."], "Mr  Li spoke in Taiyuan.") == ["\ue863"]
    assert _missing(["秦", "腔名家先生在演出。"], "腔名家先生在演出。") == ["秦"]
    assert _missing(["The fare will be ", "☒", " ten euro"], "The fare will be ten euro") == ["☒"]


def test_a_short_text_is_not_found_in_the_midst_of_a_longer_one() -> None:
    seen = ["w5q ", "1", "w6q w7q w8q ", "w9q ", "w10q ", "r"]
    assert _missing(seen, "w5q", "w9q w10q (r)", "1", "w6q w7q w8q") == []


def test_a_drop_cap_and_words_between_letters_are_not_missing() -> None:
    assert _missing(["T", "\n", "he mayor rose first"], "The mayor rose first") == []
    assert _missing(["太", "tài", "原", "yuán", "市"], "太(tài)原(yuán)市") == []


@given(st.lists(LETTERS), st.lists(LETTERS))
def test_of_every_character_at_least_as_many_are_answered_as_are_missing(
    seen: list[str], told: list[str]
) -> None:
    answered = Counter(folded("".join(_missing(seen, *told))))
    lost = Counter(folded("".join(seen))) - Counter(folded("".join(told)))
    assert not lost - answered


@given(WORDS, st.randoms(use_true_random=False))
def test_sentences_in_any_order_are_all_found(words: list[str], chance: random.Random) -> None:
    sentences = [f"{number} {word} {number}. " for number, word in enumerate(words)]
    told = list(sentences)
    chance.shuffle(told)
    assert _missing(sentences, *told) == []


def test_of_a_book_that_came_out_backwards_only_what_is_gone_is_missing() -> None:
    chance = random.Random(7)
    letters = "abcdefghij klmnop太原市"
    book = ["".join(chance.choices(letters, k=chance.randint(20, 200))) for _ in range(2_000)]
    told = [text for number, text in enumerate(book) if number % 200]
    gone = [" ".join(text.split()) for text in book[::200]]
    assert _missing(book, *told) == gone
    assert _missing(book, *told[::-1]) == gone


def test_the_looks_are_bounded_and_what_is_not_found_within_them_is_answered() -> None:
    assert _missing(["ab" * 500_000], "ba" * 500_000) == []
    assert _missing(["a" * 500_000], "b" * 500_000) == ["a" * 500_000]
    seen = [f"{'ab' * 200}{number}" for number in range(1_000)]
    assert len(_missing(seen, *("ab" * 400 for _ in range(500)))) > 0


def _steps(seen: list[str], told: list[str]) -> int:
    """How many calls it takes to find what is missing."""
    count = 0

    def step(_frame: FrameType, _event: str, _arg: object) -> None:
        nonlocal count
        count += 1

    before = sys.getprofile()
    sys.setprofile(step)
    try:
        missing(seen, told)
    finally:
        sys.setprofile(before)
    return count


@pytest.mark.parametrize(
    ("seen", "told"),
    [
        (["ab", "ab"], ["Zab"]),  # a label that a page has a thousand times, half of them lost
        (["abcd", " "], ["xabcdy"]),
        (["zero ", "more "], ["more"]),
        (["one ", "more ", "two "], ["two more", "onemore"]),
        (["aX"], ["a"]),
    ],
)
def test_ten_times_as_much_takes_about_ten_times_the_steps(
    seen: list[str], told: list[str]
) -> None:
    # A sign at the end, so that what is left on both sides is never the same.
    few, many = (_steps([*seen * count, "€"], told * count) for count in (300, 3_000))
    assert many < 15 * few


def test_of_one_long_run_each_sign_that_is_gone_is_answered() -> None:
    letters = "abcdefghijklmnopqrst" * 2_000
    [found] = missing([letters], [letters.replace("t", "")])
    assert found.text.count("t") == 2_000


@pytest.mark.parametrize(
    ("before", "said"),
    [
        (f"{'A long way before it the sentence began ' * 2}and ended.", "began A long way"),
        ("山西省" * 30, "山西省山西省"),
        ("Short.", "Short."),
    ],
)
def test_what_stands_before_begins_with_a_whole_word(before: str, said: str) -> None:
    [found] = missing([f"{before} ", "Lost words."], [before])
    assert said in found.after
    assert before.endswith(found.after)
    assert f" {found.after}" in f" {before}" or " " not in before
