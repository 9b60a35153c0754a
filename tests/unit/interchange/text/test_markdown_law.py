"""Markdown keeps words in many places: all of them come in or are told."""

from hashlib import sha256
from itertools import count
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.interchange.arriving.left_out import told_by
from editor.interchange.arriving.refusal import BeyondBounds
from editor.interchange.read import read_bytes, read_story
from editor.interchange.text.markdown import read_markdown
from editor.story.document import Table
from editor.story.runs import runs_text

HEAD = "# Headline\n\nThe body stands here and goes on for a while, so that it is the body.\n\n"


def test_answers_of_one_word_are_no_addresses(imports: Path) -> None:
    text = read_story(imports / "cases" / "md-one-word-answers.md").body.text
    assert "[Mayor]: Yes." in text
    assert "[Mayor]: Nobody!" in text


@pytest.mark.parametrize(
    "answer", ["Yes", "No.", "Never!", "2027.", "…", "是的。", "Yes.\n[Man]: No."]
)
def test_no_answer_is_taken_for_an_address(answer: str) -> None:
    assert (
        answer.rsplit("\n", maxsplit=1)[-1] in read_markdown(f"{HEAD}[Mayor]: {answer}\n").body.text
    )


@pytest.mark.parametrize(
    "address",
    [
        "https://a.example",
        "<https://a.example>",
        "/a",
        "./a.md",
        "a.example/x",
        "#top",
        "mailto:a@b",
    ],
)
def test_addresses_are_still_addresses(address: str) -> None:
    story = read_markdown(f"{HEAD}See [there][1].\n\n[1]: {address}\n")
    assert story.body.text.endswith("See there.")
    assert story.unplaced == ()


def test_an_address_that_nothing_leads_to_is_told() -> None:
    story = read_markdown(f"{HEAD}[1]: https://a.example 'The words'\n")
    assert any("https://a.example 'The words'" in str(each) for each in story.warnings)


def test_of_two_addresses_under_one_name_the_second_is_told() -> None:
    text = "See [1].\n\n[1]: https://a.example 'One'\n[1]: https://a.example 'Two'\n"
    said = " ".join(map(str, read_markdown(HEAD + text).warnings))
    assert "the title of a link: “One”" in said
    assert "“[1]: https://a.example 'Two'”" in said


def test_cells_beyond_the_head_are_cells() -> None:
    story = read_markdown(f"{HEAD}| a | b |\n|---|---|\n| c | d | e | f |\n| g |\n\nAfter.\n")
    table = story.body.blocks[1]
    assert isinstance(table, Table)
    words = [[runs_text(cell.runs) for cell in row] for row in table.rows]
    assert words == [["a", "b", "", ""], ["c", "d", "e", "f"], ["g", "", "", ""]]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('[a](https://a.example "Words of a title")', "Words of a title"),
        ('![alt](a.png "Words of a title")', "Words of a title"),
        ("[a][1]\n\n[1]: https://a.example 'A title'", "A title"),
        ("```python linenos\nx = 1\n```", "python linenos"),
        ("![alt words](a.png)", "alt words"),
    ],
)
def test_what_a_page_has_no_place_for_is_quoted(text: str, words: str) -> None:
    story = read_markdown(f"{HEAD}{text}\n")
    assert any(f"“{words}”" in str(each) for each in story.warnings)
    assert story.unplaced == ()


def test_a_link_that_a_deck_cannot_carry_is_told(imports: Path) -> None:
    story = read_story(imports / "cases" / "link.md")
    assert story.deck == "Deck with a link to source in the standfirst of this story"
    assert any("“link to source”: https://a.example/deck" in str(each) for each in story.warnings)


def test_an_office_beside_a_name_is_told() -> None:
    story = read_markdown("---\nauthor: By Sun Rui | China Daily\ntitle: A\n---\n\nThe body.\n")
    assert story.byline == ("Sun Rui",)
    assert "Only the names were kept of the line “By Sun Rui | China Daily”." in map(
        str, story.warnings
    )


def test_a_second_headline_in_the_front_matter_is_not_lost() -> None:
    story = read_markdown("---\ntitle: A harbour\nheadline: A lighthouse\n---\n\nThe body.\n")
    assert [each.text for each in story.unplaced] == ["A lighthouse"]


FORMS = [
    "@", "**@**", "[@](https://a.example '@')", "![@](a.png)", "`@`", "> @\n> @", "- @\n  - @",
    "1. @\n2. @", "3. @", "| @ | @ |\n|--|--|\n| @ | @ | @ |", "```@\n@\n```", "## @", "@\n===",
    "[@]: @", "[a]: https://a.example '@'", "<b>@</b>", "@\\\n@", "~~@~~", "[^1]: @", "- [x] @",
    "    @", "***\n@", "&lt;@&gt;", "<!-- @ -->", "@ @",
]  # fmt: skip


@st.composite
def pages(draw: st.DrawFn) -> tuple[str, list[str]]:
    numbers = count(1)
    words: list[str] = []
    parts: list[str] = []
    for form in draw(st.lists(st.sampled_from(FORMS), min_size=1, max_size=6)):
        first, *others = form.split("@")
        part = first
        for each in others:
            digest = sha256(bytes([next(numbers)])).digest()[:9]
            words.append("".join(chr(ord("g") + byte % 16) for byte in digest))
            part += words[-1] + each
        parts.append(part)
    return HEAD + "\n\n".join(parts) + "\n", words


@given(pages())
def test_every_word_is_in_the_story_or_quoted(made: tuple[str, list[str]]) -> None:
    text, words = made
    try:
        story = read_markdown(text)
    except BeyondBounds:
        return
    told = " ".join(told_by(story))
    assert [word for word in words if word not in told] == []
    assert story.unplaced == ()


@given(st.text(st.sampled_from("ab 电车。\n\t\u3000“”—-*>|1."), max_size=200))
def test_every_sign_of_a_text_is_in_the_story_or_quoted(text: str) -> None:
    story = read_bytes(f"Headline\n\nThe body. {text}\n".encode(), "story.txt")
    assert story.unplaced == ()
