"""Copy as plain text: what is headline, caption, deck, body, and what is left out."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.interchange.arriving.incoming import IncomingStory
from editor.interchange.arriving.refusal import BeyondBounds
from editor.interchange.read import read_plain_text, read_story
from editor.story.credit import CreditLine, CreditStyle
from editor.story.people import contributor_line, joined_names
from editor.story.text import clean_text

BODY = "The harvest has begun in the county, officials said. It is early this year."


def read(*blocks: str) -> IncomingStory:
    return read_plain_text("\n\n".join(blocks))


def test_a_first_short_line_is_the_headline_even_when_it_closes_with_a_stop() -> None:
    assert read("Harvest begins.", BODY).headline == "Harvest begins."


def test_a_long_first_paragraph_is_body_and_the_missing_headline_is_told(imports: Path) -> None:
    story = read_story(imports / "no-headline.txt")
    assert story.headline == ""
    assert story.body.text.startswith("On the terraces above Liuhe village")
    assert tuple(map(str, story.warnings)) == ("The file begins without a headline; write one.",)


@pytest.mark.parametrize(
    "credit",
    [
        "[Photo provided to China Daily]",
        "[Photo/VCG]",
        "(Xinhua/Li Ziheng)",
        "(AP Photo/Alex Brandon)",
        "[Courtesy of the county's museum]",
        "【图/新华社】",
    ],
)
def test_a_bracketed_credit_closes_the_caption_and_is_kept_word_for_word(credit: str) -> None:
    story = read("Harvest begins", f"Farmers at work. {credit}", "A short deck", BODY)
    assert story.caption == "Farmers at work."
    assert story.credit.words(CreditStyle()) == credit[1:-1]
    assert (story.deck, story.body.text) == ("A short deck", BODY)


def test_a_credit_on_a_line_of_its_own_belongs_to_the_line_above() -> None:
    story = read("Harvest begins", "Farmers at work", "[Photo/VCG]", "A short deck", BODY)
    assert (story.caption, story.deck) == ("Farmers at work", "A short deck")
    assert story.credit.organisation == "VCG"


def test_a_deck_may_stand_above_the_caption() -> None:
    story = read("Harvest begins", "A short deck", "Farmers at work. [Photo/VCG]", BODY)
    assert (story.caption, story.deck, story.body.text) == (
        "Farmers at work.",
        "A short deck",
        BODY,
    )


@pytest.mark.parametrize(
    "first",
    [
        "A short first sentence.",
        '"We began early," he said.',
        "Has the harvest begun?",
        "The county grows three crops:",
        "words " * 50 + "end",
    ],
)
def test_a_first_paragraph_that_is_no_deck_stays_in_the_body(first: str) -> None:
    story = read("Harvest begins", first, BODY)
    assert story.deck == ""
    assert story.body.text == f"{' '.join(first.split())}\n\n{BODY}"


def test_the_only_paragraph_is_body_even_without_a_stop() -> None:
    story = read("Harvest begins", "All of the body stands here")
    assert (story.deck, story.body.text) == ("", "All of the body stands here")


def test_brackets_that_hold_no_credit_make_no_caption() -> None:
    story = read("Harvest begins", "He said it was “gud” [sic]", BODY)
    assert story.caption == ""
    assert story.credit == CreditLine()


def test_a_caption_further_down_stays_in_the_body_and_is_pointed_out() -> None:
    story = read("Harvest begins", BODY, "A machine at work. [Photo/VCG]", "More was said.")
    assert "A machine at work. [Photo/VCG]" in story.body.text
    assert any("photo caption may stand in the body" in str(each) for each in story.warnings)


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Zheng Lu and Zheng Na contributed to this story.", ("Zheng Lu", "Zheng Na")),
        ("Zheng Lu contributed to this story", ("Zheng Lu",)),
        ("Zheng Lu, Zheng Na and Xinhua contributed to this report.",
         ("Zheng Lu", "Zheng Na", "Xinhua")),
        ("Zheng Lu also contributed to this story.", ("Zheng Lu",)),
        ("(Zheng Lu contributed reporting to this article.)", ("Zheng Lu",)),
        ("With reporting by Zheng Lu and Maria de la Cruz.", ("Zheng Lu", "Maria de la Cruz")),
        ("Additional reporting by Zheng Lu", ("Zheng Lu",)),
        ("Zheng Lu in Taiyuan and Zheng Na contributed to this story.", ("Zheng Lu", "Zheng Na")),
        ("郑璐、郑娜 contributed to this story.", ("郑璐", "郑娜")),
    ],
)  # fmt: skip
def test_the_contributor_line_becomes_names_and_leaves_the_body(
    line: str, names: tuple[str, ...]
) -> None:
    story = read("Harvest begins", BODY, line)
    assert story.contributors == names
    assert story.body.text == BODY


@pytest.mark.parametrize(
    "sentence",
    [
        "Good weather and low prices contributed to this story.",
        "The drought contributed to this report of a poor harvest.",
        "What contributed to this story?",
    ],
)
def test_a_sentence_that_names_nobody_stays_in_the_body(sentence: str) -> None:
    story = read("Harvest begins", BODY, sentence)
    assert story.contributors == ()
    assert story.body.text.endswith(sentence)


_NAMES = st.lists(
    st.sampled_from(["Zheng Lu", "Zheng Na", "Ren Haitao", "O'Neil Yan", "Xinhua", "赵素云"]),
    min_size=1, max_size=5, unique=True,
)  # fmt: skip


@given(_NAMES, _NAMES)
def test_the_lines_galley_prints_are_read_back(writers: list[str], helpers: list[str]) -> None:
    story = read("Harvest begins", f"By {joined_names(writers)}", BODY, contributor_line(helpers))
    assert story.byline == tuple(writers)
    assert story.contributors == tuple(helpers)
    assert story.body.text == BODY


def test_a_sentence_that_begins_with_by_is_no_byline() -> None:
    story = read("Harvest begins", "By the end of the week, all was in.", BODY)
    assert story.byline == ()
    assert story.body.text.startswith("By the end of the week")


def test_an_agency_page_comes_apart_and_everything_left_out_is_told(imports: Path) -> None:
    story = read_story(imports / "agency.txt")
    assert story.headline == "Mountain county harvests early millet"
    assert story.byline == ("Sun Rui", "Lu Mingzhe")
    assert story.deck == "Growers beat the frost by a week"
    assert story.dateline == "TAIYUAN, Oct 12 (Xinhua)"
    assert story.body.text.startswith("Farmers in Lingqiu county have brought in 6,200 hectares")
    assert len(story.body.blocks) == 2
    told = "\n".join(map(str, story.warnings))
    for words in ("Home > News > Local", "Enditem", "Hou Jianping", "About Us", "09:30"):
        assert words in told


@pytest.mark.parametrize(
    ("paragraph", "dateline", "rest"),
    [
        ("TAIYUAN — The harvest has begun.", "TAIYUAN", "The harvest has begun."),
        ("BEIJING, Nov 2 (Xinhua) -- It began.", "BEIJING, Nov 2 (Xinhua)", "It began."),
        ("NEW YORK – It began.", "NEW YORK", "It began."),
        ("LINGQIU, Shanxi — It began.", "LINGQIU, Shanxi", "It began."),
        ("GDP rose — at last — by 5 percent.", "", "GDP rose — at last — by 5 percent."),
        ("I began — early.", "", "I began — early."),
    ],
)
def test_a_dateline_is_kept_as_typed_without_its_dash(
    paragraph: str, dateline: str, rest: str
) -> None:
    story = read("Harvest begins", f"{paragraph} More was said.")
    assert story.dateline == dateline
    assert story.body.text == f"{rest} More was said."


def test_a_telephone_number_in_the_middle_of_the_copy_stays() -> None:
    story = read("Harvest begins", BODY, "Tel: 86-351-4040426", "More was said afterwards.")
    assert "Tel: 86-351-4040426" in story.body.text


def test_a_file_of_more_paragraphs_than_any_story_is_refused() -> None:
    with pytest.raises(BeyondBounds, match="more than 20,000 paragraphs"):
        read_plain_text("a.\n\n" * 20_001)


# Words of the forms themselves, which a name line may lose.
_FORMULA = frozenset(
    "by and also contributed reporting to this the story report article piece with additional "
    "contributor contributors text written".split()
)
_PIECES = st.sampled_from(
    [
        "Harvest begins", "A deck without a stop", BODY, "Farmers at work. [Photo by Lu/VCG]",
        "[Photo/VCG]", "By Sun Rui | Updated: 2026-10-12", "By Zhao Min", "TAIYUAN — It began.",
        "Home | News | About Us", "Home", "News", "About Us", "Address: No.1 Granary Street",
        "All rights reserved", "Enditem", "Zheng Lu in Jinan contributed to this story.",
        "With reporting by Xinhua", "Editor: Hou", "2026-10-12", "Share", "Source: Xinhua",
        "A line of nearly the same length as those that stand here beside it",
        "and another one which goes on for just about as long as that one did",
    ]
)  # fmt: skip
_BREAKS = st.sampled_from(["\n", "\n\n", "\n \n", "\r\n", " ", "\n\u3000\u3000"])
_PAGES = st.lists(st.tuples(st.one_of(_PIECES, st.text(max_size=40)), _BREAKS), max_size=14)


def words_of(text: str) -> set[str]:
    return {word.casefold() for word in re.findall(r"[^\W_]+", text)}


@given(_PAGES)
def test_no_word_of_a_page_vanishes_silently(page: list[tuple[str, str]]) -> None:
    # Characters no page can carry are told by the reader of the file, not here.
    text = clean_text("".join(piece + end for piece, end in page))
    story = read_plain_text(text)
    parts = (
        story.headline,
        story.deck,
        story.caption,
        story.credit.words(CreditStyle()),
        story.dateline,
        story.body.text,
        *story.byline,
        *story.contributors,
        *map(str, story.warnings),
    )
    assert words_of(text) - words_of(" ".join(parts)) - _FORMULA == set()
