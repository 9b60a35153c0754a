"""Lengths: a story beside what was asked for, titles beside what an outlet has room for."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from editor.story.document import Document, Paragraph, PullQuote
from editor.story.measures import DECK, HEADLINE, Fit, Limit, Measures, TitleLimits, Unit
from editor.story.runs import Mark, Run
from editor.story.story import Story
from editor.story.text import word_count


def test_a_story_is_short_over_or_as_long_as_asked() -> None:
    assert (Fit(312, 350).short, Fit(312, 350).over) == (38, 0)
    assert (Fit(362, 350).short, Fit(362, 350).over) == (0, 12)
    assert (Fit(350, 350).short, Fit(350, 350).over, Fit(350, 350).filled) == (0, 0, 1.0)
    assert (Fit(350).short, Fit(350).over, Fit(350).filled) == (0, 0, 0.0)


@given(st.integers(0, 100_000), st.one_of(st.none(), st.integers(0, 100_000)))
def test_a_story_is_never_short_and_over_at_once(words: int, target: int | None) -> None:
    fit = Fit(words, target)
    assert not (fit.short and fit.over)
    assert words + fit.short - fit.over == (target or words)
    assert 0 <= fit.filled <= 1


def test_struck_words_and_pull_quotes_are_not_counted_and_chinese_is_by_character() -> None:
    document = Document.of(
        [
            Paragraph((Run("Two words "), Run("not these", frozenset({Mark.STRIKE})))),
            PullQuote((Run("nor this one"),)),
            Paragraph((Run("山西 GDP"),)),
        ]
    )
    assert word_count(document.copy_text) == 5


def test_titles_are_counted_in_characters_or_words() -> None:
    assert Limit(5).over("古城😀abcd") == 2
    assert Limit(2, Unit.WORDS).over("one two three") == 1
    assert Limit(0).over("as long as you like") == 0


def test_the_storys_own_length_comes_before_its_sections(story: Story) -> None:
    measures = Measures.from_json({"news": 400, "live": "many", "": -1}, {"galley": {}})
    assert measures.target(replace(story, section="news")) == 400
    assert measures.target(replace(story, section="news", target_words=650)) == 650
    assert measures.target(replace(story, section="live")) is None


def test_limits_survive_their_json_and_nonsense_is_the_default() -> None:
    limits = TitleLimits(Limit(12, Unit.WORDS), Limit(0))
    assert TitleLimits.from_json(limits.to_json()) == limits
    for nonsense in (None, [], {"headline": {"most": -1, "unit": "characters"}}, {"deck": "x"}):
        assert TitleLimits.from_json(nonsense) == TitleLimits(HEADLINE, DECK)
