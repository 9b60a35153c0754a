"""What Galley says is data: stored and handed on as it is, made into words where it is read."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.message import Message, Names, Said, Words, listed, literal, message, words_in
from editor.story.story import Status

ENGLISH = Words(
    "en",
    {
        "list": {"comma": ", ", "and": " and "},
        "story": {
            "gone": "The story {slug} is gone.",
            "count": {"one": "{n} story", "other": "{n} stories"},
            "used": "{what} is used by {stories}.",
            "by": "By {names:and}, not {others}.",
            "made": "Made on {at:%d %b %Y}.",
            "why": "{reason:capital} Not read: {reason}",
        },
    },
    None,
)
CHINESE = Words(
    "zh-Hans",
    {
        "list": {"comma": "、", "and": "和"},
        "story": {"count": {"one": "?", "other": "{n}篇稿件"}, "used": "{stories}用到{what}。"},
    },
    ENGLISH,
)


def test_a_sentence_is_made_of_its_values() -> None:
    assert ENGLISH.say(message("story.gone", slug="a {brace}")) == "The story a {brace} is gone."


@pytest.mark.parametrize(("n", "said"), [(0, "0 stories"), (1, "1 story"), (2, "2 stories")])
def test_the_number_decides_between_the_forms(n: int, said: str) -> None:
    assert ENGLISH.say(message("story.count", n=n)) == said


def test_a_language_may_order_the_values_otherwise_and_have_one_form() -> None:
    used = message("story.used", what="“Li Na”", stories=message("story.count", n=1))
    assert ENGLISH.say(used) == "“Li Na” is used by 1 story."
    assert CHINESE.say(used) == "1篇稿件用到“Li Na”。"


def test_what_a_language_does_not_have_is_said_in_english() -> None:
    assert CHINESE.say(message("story.gone", slug="x")) == "The story x is gone."


def test_several_of_a_kind_stand_in_one_sentence() -> None:
    by = message("story.by", names=["Li Na", "Zou Hong", "An"], others=["Bo", "Wu"])
    assert ENGLISH.say(by) == "By Li Na, Zou Hong and An, not Bo, Wu."


@pytest.mark.parametrize(
    ("how", "said"),
    [("comma", "a, b, c"), ("and", "a, b and c"), ("sentences", "a b c"), ("facts", "a · b · c")],
)
def test_what_says_something_is_listed(how: str, said: str) -> None:
    assert str(listed(("a", "", "b", literal(""), literal("c")), how)) == said
    assert str(listed((), how)) == ""


def test_a_clause_may_begin_a_sentence() -> None:
    why = message("story.why", reason=message("story.used", what="it", stories="others"))
    assert ENGLISH.say(why) == "It is used by others. Not read: it is used by others."


def test_a_moment_is_told_as_the_sentence_has_it() -> None:
    made = message("story.made", at=datetime(2026, 11, 24, 8, tzinfo=UTC))
    assert ENGLISH.say(made) == "Made on 24 Nov 2026."


def test_words_of_others_are_said_as_they_are() -> None:
    assert str(literal("{as} it is")) == "{as} it is"
    assert not literal("")


def test_words_that_are_missing_fail_nobody_who_is_told_of_a_failure() -> None:
    assert ENGLISH.say(message("story.nothing", slug="x")) == "story.nothing (slug: x)"
    assert ENGLISH.say(message("story.gone")) == "The story {slug} is gone."


def test_an_error_carries_its_message() -> None:
    error = Said("status.in-review")
    assert str(error) == "In review"
    assert error.message == message("status.in-review")


def test_what_an_enumeration_is_called_stands_in_the_words() -> None:
    assert [str(status.label) for status in Status] == [
        *("Draft", "In review", "Returned", "Signed off", "Exported", "Spiked")
    ]


_leaves = st.one_of(
    st.text(), st.integers(), st.datetimes(timezones=st.just(UTC)), st.floats(allow_nan=False)
)
_names = st.from_regex(r"[a-z]{1,8}", fullmatch=True).filter(lambda name: name != "key")
_messages = st.recursive(
    st.builds(Message, st.from_regex(r"[a-z]+\.[a-z-]+", fullmatch=True)),
    lambda inner: st.builds(
        lambda key, values: Message(key, tuple(values.items())),
        st.sampled_from(["story.used", ""]),
        st.dictionaries(
            _names,
            st.one_of(_leaves, inner, st.builds(Names, st.lists(st.text() | inner))),
            max_size=3,
        ),
    ),
    max_leaves=8,
)


@given(_messages)
def test_what_is_stored_comes_back_as_it_was(said: Message) -> None:
    assert Message.from_json(said.to_json()) == said


@pytest.mark.parametrize("data", [{}, {"key": 3}, {"key": "a.b", "x": None}, {"key": "", "x": {}}])
def test_what_is_no_message_is_refused(data: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="no "):
        Message.from_json(data)


def test_there_is_english() -> None:
    assert "status.draft" in set(words_in("en").keys())
