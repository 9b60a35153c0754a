"""Saved web pages: what is the story, and what stands around it."""

from pathlib import Path

import pytest

from editor.interchange.read import read_story
from editor.interchange.web.html_page import read_html
from editor.story.credit import CreditLine, Relation
from editor.story.document import Blockquote, Heading, ListBlock

WORDS = "The harvest has begun in the county, officials said on Sunday. "


def test_a_news_page_comes_apart_into_its_parts(imports: Path) -> None:
    story = read_story(imports / "news-page.html")
    assert story.headline == "Terraced county brings in its golden grain"
    assert story.deck == "Better seed gives an old crop a new market"
    assert story.byline == ("Lu Mingzhe",)
    assert story.contributors == ("Sun Rui", "Lu Mingzhe")
    assert story.caption == "Farmers bring in the millet."
    assert story.credit == CreditLine(
        relation=Relation.FOR, photographer="Wen Qiaoyu", organisation="galley.example"
    )
    assert story.keywords == ("millet", "Lingqiu county")
    assert story.language == "en-GB"
    kinds = [type(block).__name__ for block in story.body.blocks]
    assert kinds == ["Paragraph", "Heading", "Blockquote", "ListBlock", "Paragraph"]
    assert story.body.blocks[1] == Heading(3, story.body.blocks[1].runs)  # type: ignore[union-attr]
    assert isinstance(story.body.blocks[2], Blockquote)
    assert story.body.blocks[2].attribution == "Zhao Suyun"
    assert isinstance(story.body.blocks[3], ListBlock)
    assert story.body.blocks[3].ordered


def test_what_stands_around_a_news_page_is_told(imports: Path) -> None:
    story = read_story(imports / "news-page.html")
    told = "\n".join(map(str, story.warnings))
    for words in (
        "terraces.jpg (“Terraces”)",
        "second.jpg",
        "“Go”",
        "“hidden words”",
        "“Galley County”",
        "“Home News”",
        "“Most read: ten stories”",
        "rights reserved",
        "“The second picture.”",
        "“a lost one”",
    ):
        assert words in told
    assert "never read" not in told + story.body.text


def test_a_page_of_divs_and_line_breaks_comes_apart_into_its_parts(imports: Path) -> None:
    story = read_story(imports / "province-page.html")
    assert story.headline == "Terraced county brings in its golden grain"
    assert story.caption == "Farmers bring in the millet."
    assert story.credit == CreditLine(relation=Relation.PROVIDED, organisation="galley.example")
    assert story.deck == "Better seed gives an old crop a new market"
    assert story.contributors == ("Wen Qiaoyu",)
    assert len(story.body.blocks) == 3
    assert "Home" not in story.body.text
    assert "rights reserved" not in story.body.text


def test_the_headline_is_the_heading_that_the_title_repeats() -> None:
    page = "<title>Harvest begins - Site</title><h1>Site</h1><h2>Harvest begins</h2><p>Words.</p>"
    assert read_html(page).headline == "Harvest begins"


def test_without_a_heading_the_title_is_the_headline_and_that_is_told() -> None:
    story = read_html(f"<title>Harvest begins | Site</title><p>{WORDS * 3}</p>")
    assert story.headline == "Harvest begins"
    assert any("taken from the page's title" in str(each) for each in story.warnings)
    assert not any("without a headline" in str(each) for each in story.warnings)


def test_a_second_first_heading_becomes_a_cross_head() -> None:
    story = read_html("<h1>One</h1><p>Words.</p><h1>Two</h1><p>Words.</p>")
    assert story.headline == "One"
    assert story.body.blocks[1] == Heading(2, story.body.blocks[1].runs)  # type: ignore[union-attr]


def test_a_hidden_headline_is_none() -> None:
    page = "<h1 hidden>Hidden</h1><h1 style='display:none'>Too</h1><h1>Shown</h1><p>Words.</p>"
    assert read_html(page).headline == "Shown"


def test_the_description_of_a_page_is_its_deck_when_it_has_no_other() -> None:
    page = f"<meta name=description content='It came early'><h1>One</h1><p>{WORDS}</p>"
    story = read_html(page)
    assert story.deck == "It came early"
    assert any("taken from the page's description" in str(each) for each in story.warnings)


@pytest.mark.parametrize("description", ["The harvest has begun in…", "one", "x" * 500])
def test_a_description_that_only_repeats_is_no_deck(description: str) -> None:
    page = f"<meta name=description content='{description}'><h1>One</h1><p>{WORDS}</p>"
    assert read_html(page).deck == ""


def test_a_credit_in_an_element_of_its_own_is_the_credit() -> None:
    page = (
        "<h1>One</h1><figure><figcaption>Farmers. <span class='photo-credit'>Photo/VCG</span>"
        f"</figcaption></figure><p>{WORDS}</p>"
    )
    story = read_html(page)
    assert story.caption == "Farmers."
    assert story.credit == CreditLine(relation=Relation.AGENCY, organisation="VCG")


def test_the_article_with_most_words_is_the_story() -> None:
    teaser = "<article><h3>Teaser</h3><p>Other words.</p></article>"
    page = f"<h1>One</h1>{teaser}<article><p>{WORDS * 5}</p></article><p>Elsewhere.</p>"
    story = read_html(page)
    assert story.body.text == (WORDS * 5).strip()
    assert any("Elsewhere." in str(each) and "Other words." in str(each) for each in story.warnings)


def test_articles_within_articles_are_read_once() -> None:
    story = read_html("<h1>One</h1>" + "<article>" * 150 + WORDS * 5)
    assert story.body.text == (WORDS * 5).strip()
