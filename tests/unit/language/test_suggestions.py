import sys

import pytest

from editor.language.lexicon import Lexicon
from editor.language.suggestions import DeepSuggestions, near


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("teh", "the"),
        ("recieve", "receive"),
        ("goverment", "government"),
        ("accomodate", "accommodate"),
        ("taiyuan", "Taiyuan"),
        ("Taiyaun", "Taiyuan"),
        ("Youao", "You'ao"),
        ("Luliang", "Lüliang"),
        ("TEH", "THE"),
        ("Teh", "The"),
        ("thevillage", "the village"),
        ("alot", "a lot"),
        ("Li Taiyaun", "Li Taiyuan"),
    ],
)
def test_the_word_that_was_meant_is_offered(typed: str, meant: str, lexicon: Lexicon) -> None:
    assert meant in near(typed, lexicon)[:3]


def test_a_long_word_is_not_thought_about(lexicon: Lexicon) -> None:
    assert near("a" * 5_000, lexicon) == ()


def test_the_process_finds_words_further_away_and_learned_names() -> None:
    deep = DeepSuggestions()
    try:
        deep.learn(["Taiyuan", "Government"])
        assert deep.ask("embarasment")[0] == "embarrassment"
        assert deep.ask("goverment")[0] == "government"
        assert deep.ask("Goverment")[0] == "Government"
        assert deep.ask("Taiyauan")[0] == "Taiyuan"
        assert deep.remembered("embarasment") is not None
    finally:
        deep.close()
    assert deep.ask("wrld") == ()


def test_a_word_learned_later_is_told_to_the_same_process_and_a_forgotten_one_is_not_kept() -> None:
    deep = DeepSuggestions()
    try:
        deep.learn(["Taiyuan"])
        assert deep.ask("Taiyauan")[0] == "Taiyuan"
        process = deep._process
        deep.learn(["Taiyuan", "Beiyaocun"])
        assert deep.ask("Beiyaocunn")[0] == "Beiyaocun"
        assert deep._process is process
        deep.learn(["Beiyaocun"])
        assert "Taiyuan" not in deep.ask("Taiyauan")
    finally:
        deep.close()


def test_a_process_that_was_killed_is_started_again() -> None:
    deep = DeepSuggestions()
    try:
        assert "world" in deep.ask("wrrld")
        deep._process.kill()
        assert "water" in deep.ask("watter")
    finally:
        deep.close()


@pytest.mark.parametrize(
    "program", ["import time; time.sleep(60)", "print('nonsense')", "import sys; sys.exit(1)"]
)
def test_a_process_that_fails_costs_its_answer_and_nothing_else(program: str) -> None:
    deep = DeepSuggestions([sys.executable, "-c", program], seconds=0.3)
    assert deep.ask("wrld") == ()
    assert deep._process is None
    deep.close()


def test_the_program_itself_can_be_the_process() -> None:
    deep = DeepSuggestions([sys.executable, "main.py", "--suggest-words"])
    try:
        assert "world" in deep.ask("wrrld")
    finally:
        deep.close()
