"""What was taken back and written over is kept where it would be missed."""

import pytest

from editor.story.document import Document
from editor.story.story import StoryEdit
from editor.story.taken_back import worth_keeping


def texts(body: str, headline: str = "Head") -> StoryEdit:
    return StoryEdit(headline=headline, deck="", body=Document.from_paragraphs([body]))


@pytest.mark.parametrize(
    ("before", "now", "kept"),
    [
        ("It rained. Nobody came.", "It rained.x", True),
        ("It rained.", "It", True),
        ("It rained hard.", "It rained hars.", False),  # a slip
        ("It rained.", "It rained. And more.", False),  # nothing is gone
        ("墙倒了。没有人受伤。", "墙倒了。x", True),
        ("aaaaaaaa", "aaaa", False),  # sooner typed again than found
    ],
)
def test_words_that_would_be_missed_are_worth_keeping(before: str, now: str, kept: bool) -> None:
    assert worth_keeping(texts(before), texts(now)) is kept


def test_a_headline_counts_as_the_body_does() -> None:
    assert worth_keeping(texts("x", "Terraces of millet"), texts("x", "T"))
    assert worth_keeping(texts("It rained."), StoryEdit())
