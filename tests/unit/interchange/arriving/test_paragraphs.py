"""Where paragraphs begin and end in plain text."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.interchange.arriving.paragraphs import ends_sentence, split_paragraphs
from editor.interchange.read import read_story

WRAPPED = (
    "On the terraces above Liuhe village, the harvest begins before the frost\n"
    "has left the stubble. By 7 am on Oct 12, some 40 people were already at\n"
    "work on the narrow fields."
)


def test_hard_wrapped_lines_are_joined(imports: Path) -> None:
    story = read_story(imports / "hard-wrapped.txt")
    assert story.body.text.split("\n\n") == [
        " ".join(WRAPPED.split()),
        '"My grandfather built this wall," said Zhao Suyun, 58, resting her hand on a stone.',
        "A week matters at 1,400 meters, where the first frost can arrive in late September.",
    ]


def test_one_paragraph_a_line_needs_no_blank_lines(imports: Path) -> None:
    story = read_story(imports / "line-per-paragraph.txt")
    assert story.headline == "Terraced county brings in its golden grain"
    assert story.caption.startswith("Farmers bring in the autumn millet")
    assert len(story.body.blocks) == 3


def test_a_headline_right_above_wrapped_lines_stays_alone() -> None:
    assert split_paragraphs(f"Harvest begins\n{WRAPPED}") == (
        "Harvest begins",
        " ".join(WRAPPED.split()),
    )


def test_sentences_of_equal_length_are_not_joined() -> None:
    lines = [
        f"This is the sentence number {n}, and all of them are as long as this." for n in "123"
    ]
    assert split_paragraphs("\n".join(lines)) == tuple(lines)


def test_an_indented_line_begins_a_paragraph() -> None:
    text = f"{WRAPPED} And it went\n\u3000\u3000on for a while after that."
    assert split_paragraphs(text)[-1] == "on for a while after that."


def test_wrapped_chinese_is_joined_without_a_blank() -> None:
    line = "灵丘县的农民 " + "正在收获谷子今年种植面积达六千二百公顷" * 3
    assert split_paragraphs(f"{line}\n{line}\n{line}") == (line * 3,)


@pytest.mark.parametrize("text", ["a.", 'a."', "a?”", "a。", "a…'", "a:"])
def test_a_stop_ends_a_sentence_even_within_quotation_marks(text: str) -> None:
    assert ends_sentence(text)


@given(st.text(alphabet="ab. \n\t\r\u3000—“”", max_size=200))
def test_no_character_is_lost_but_blanks(text: str) -> None:
    assert "".join("".join(split_paragraphs(text)).split()) == "".join(text.split())


@given(st.lists(st.text(alphabet="ab. é”", min_size=1).filter(str.strip), max_size=6))
def test_paragraphs_between_blank_lines_stay_as_they_are(paragraphs: list[str]) -> None:
    assert split_paragraphs("\n\n".join(paragraphs)) == tuple(p.strip() for p in paragraphs)
