"""What a word is and what a character is, for everything that counts, compares and finds."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.language.lexicon import TOKEN
from editor.story.alignment import tokens
from editor.story.measures import Limit, Unit
from editor.story.text import Counts, character_count, starts, whole_place
from editor.story.words import WORD, word_count

EMOJI = ("🙂", "👍🏽", "👩‍🌾", "👨‍👩‍👧‍👦", "🇨🇳", "❤️", "1️⃣", "🏴󠁧󠁢󠁥󠁮󠁧󠁿", "👩🏽‍❤️‍💋‍👨🏿", "🏳️‍🌈", "☎️")
ONE = (*EMOJI, "n\u0308", "e\u0323\u0301", "각", "\u1112\u1161\u11ab", "ﬁ", "𠮷", "か\u3099", "हि")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("http://a.com/x y", ["http://a.com/x", "y"]),
        ("see https://x.org/a_b?c=1&d=%20#e. And", ["see", "https://x.org/a_b?c=1&d=%20#e", "And"]),
        ("(www.example.org/b), x", ["www.example.org/b", "x"]),
        ("to first.last+news@mail.example.org!", ["to", "first.last+news@mail.example.org"]),
        ("tel:+86-351-404 now", ["tel:+86-351-404", "now"]),
        ("看https://x.org/a山西", ["看", "https://x.org/a", "山", "西"]),
        ("a/b testing", ["a/b", "testing"]),
        (
            "co\u00adop\u00ader\u00ada\u00adtion end\u00ad",
            ["co\u00adop\u00ader\u00ada\u00adtion", "end"],
        ),
        ("n\u0308a e\u0323\u0301", ["n\u0308a", "e\u0323\u0301"]),
        ("हिन्दी शब्द", ["हिन्दी", "शब्द"]),
        ("well‑kept rock’n’roll 8.4 20,000", ["well‑kept", "rock’n’roll", "8.4", "20,000"]),
        ("👩‍🌾 grows 🇨🇳", ["grows"]),
        ("U.S. e.g. 5G", ["U.S", "e.g", "5G"]),
        ("see example.com#top", ["see", "example.com#top"]),
        ("foo_bar.com a--b.com", ["foo_bar.com", "a--b.com"]),
        ("example.com-based", ["example.com", "based"]),
    ],
)
def test_what_a_word_is(text: str, words: list[str]) -> None:
    assert [word.rstrip("\u00ad") for word in WORD.findall(text)] == words
    assert word_count(text) == len(words)


PARTS = [*"aB9 .,-'’/@:?=_#山é\u00ad\u0301", *("https://", "tel:", "www.", "a@b.c", ".org"), *EMOJI]
texts = st.lists(st.sampled_from(PARTS), max_size=14).map("".join)


@given(texts)
def test_words_are_counted_alike_however_they_are_looked_for(text: str) -> None:
    assert word_count(text) == len(WORD.findall(text))
    assert "".join(tokens(text)) == text


@given(texts, texts)
def test_a_paragraph_has_as_many_words_whatever_stands_beside_it(one: str, other: str) -> None:
    assert word_count(f"{one}\n\n{other}") == word_count(one) + word_count(other)


@pytest.mark.parametrize(
    "made",
    [
        "QmFz+ZTY0/" * 20_000,
        "http://" * 20_000,
        "a.b+" * 50_000 + "@",
        "x" * 200_000,
        "a@" * 50_000,
        "http://" + "!" * 200_000,
        "n\u0308" * 50_000,
        "a\u00ad" * 50_000,
        "👩‍" * 20_000,
    ],
)
def test_no_text_is_made_to_cost(made: str) -> None:
    """Nothing here may take more than some steps a character: the run's time limit would tell."""
    assert word_count(made) >= 0
    assert len(tokens(made)) <= len(made)
    assert character_count(made) <= len(made)
    assert sum(1 for _ in TOKEN.finditer(made)) <= len(made)


@pytest.mark.parametrize("one", ONE)
def test_what_is_seen_as_one_is_one(one: str) -> None:
    assert starts(one) == [0]
    assert character_count(one) == 1
    assert starts(f"a{one}b{one}") == [0, 1, 1 + len(one), 2 + len(one)]
    assert Counts.of(f"{one} {one}\n").characters == 3
    assert Limit(2).length(f"{one}{one}") == 2
    assert Limit(2, Unit.WORDS).length(f"a {one}") <= 2
    for place in range(len(one) + 2):
        assert whole_place(f"a{one}", place) == (
            place if place <= 1 else 1 + len(one) * (place > len(one))
        )


def test_flags_part_in_pairs_and_line_ends_alone() -> None:
    assert starts("🇨🇳🇨🇳") == [0, 2]
    assert starts("a\u00ad\u0301") == [0, 1, 2]
    assert starts("\n\u0301") == [0, 1]
    assert character_count("co\u00adop\u200b") == 4


@given(st.text(st.sampled_from("".join(ONE) + "ab \n\u200d\u0301\u00ad"), max_size=20))
def test_places_are_those_of_whole_characters(text: str) -> None:
    places = starts(text)
    assert places == sorted(set(places))
    assert not text or places[0] == 0
    for place in range(len(text) + 1):
        whole = whole_place(text, place)
        assert whole <= place
        assert whole in (*places, len(text))


def test_an_accent_at_the_start_of_a_line_is_none_of_the_line_before() -> None:
    assert character_count("e\n\u0301") == character_count("e") + character_count("\u0301") == 2
