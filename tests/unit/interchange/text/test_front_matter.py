"""The lines between `---` at the head of a file."""

import pytest

from editor.interchange.text.markdown import FrontMatter, read_front_matter


def test_values_lists_and_quotes_are_read() -> None:
    text = (
        '---\nTitle: "A: B"\ntags: [a, "b c", ]\nauthors:\n  - Sun Rui\n  - Lu\n'
        "deck:\n  More\n  words\n# a remark\nempty:\n---\nBody"
    )
    assert read_front_matter(text) == FrontMatter(
        {
            "title": ("A: B",),
            "tags": ("a", "b c"),
            "authors": ("Sun Rui", "Lu"),
            "deck": ("More", "words"),
            "empty": (),
        },
        "Body",
    )


@pytest.mark.parametrize(
    "text",
    ["Body", "---\ntitle: never closed", "---\n\nWords first\n---\n", "", "--\na: b\n--\n"],
)
def test_without_a_closed_block_at_the_head_all_is_body(text: str) -> None:
    assert read_front_matter(text) == FrontMatter({}, text)


def test_the_first_of_several_keys_that_is_given_counts() -> None:
    front = read_front_matter("---\nsummary: S\ndescription: D\n---\n")
    assert front.line("deck", "description", "summary") == "D"
    assert front.line("deck") == ""
    assert front.list("tags") == ()


def test_a_quoted_sign_is_a_value_and_a_bare_one_says_that_the_lines_below_are() -> None:
    front = read_front_matter('---\ntitle: ">"\ndeck: >\n  More words\n---\n')
    assert (front.line("title"), front.line("deck")) == (">", "More words")
