"""What search engines read."""

import json
from dataclasses import replace

import pytest

from editor.publish.address import PageAddress, picture_files
from editor.publish.news_article import (
    card_tags,
    description,
    news_article,
    open_graph_tags,
    script_safe,
)
from editor.story.document import Document
from editor.story.outlet import Section
from editor.story.people import Contributor, Kind
from editor.story.photo import SOURCE_TYPE
from editor.story.snapshot import FurtherFact, PlacedPhoto, Snapshot


def article(story: Snapshot) -> dict:
    address = PageAddress.of(story)
    return news_article(story, address, picture_files(story, address), "en")


def test_the_article_says_what_the_page_says(story: Snapshot) -> None:
    data = article(story)

    assert data["@type"] == "NewsArticle"
    assert data["headline"] == "Millet comes home"
    assert data["description"] == "A grain that nobody wanted feeds a valley again"
    assert data["datePublished"] == data["dateModified"] == "2026-09-21T10:30:00+08:00"
    assert data["dateline"] == "DAYU"
    assert data["articleSection"] == "Culture & Tourism"
    assert data["keywords"] == ["millet", "farming"]
    assert data["inLanguage"] == "en"
    assert data["wordCount"] == 23
    assert data["publisher"]["name"] == "River Province Foreign Affairs Office"


def test_authors_have_names_only_and_helpers_are_no_authors(story: Snapshot) -> None:
    agency = Contributor("River News Agency", Kind.ORGANISATION)
    data = article(replace(story, byline=(*story.byline, agency)))

    assert data["author"] == [
        {"@type": "Person", "name": "Wang Lin"},
        {"@type": "Organization", "name": "River News Agency"},
    ]
    assert [each["name"] for each in data["contributor"]] == ["Zheng Lu", "Zheng Na"]


def test_the_photo_comes_in_three_cuts_and_as_it_stands_on_the_page(story: Snapshot) -> None:
    images = article(story)["image"]

    assert [image["contentUrl"].rpartition("-")[2] for image in images] == [
        "16x9.jpg",
        "4x3.jpg",
        "1x1.jpg",
        "800.jpg",
    ]
    assert [(image["width"], image["height"]) for image in images] == [
        (900, 506),
        (800, 600),
        (600, 600),
        (800, 533),
    ]
    assert all(image["contentUrl"].startswith("https://www.river") for image in images)


def test_every_image_carries_its_rights(story: Snapshot) -> None:
    for image in article(story)["image"]:
        assert image["creator"] == [{"@type": "Person", "name": "Zou Hong"}]
        assert image["creditText"] == "Photo provided to China Daily"
        assert image["copyrightNotice"] == "© 2026 Zou Hong"
        assert image["license"] == "https://rights.example/zou-hong"
        assert image["acquireLicensePage"] == "https://rights.example/buy"


@pytest.mark.parametrize(
    ("term", "type_"),
    [
        ("trainedAlgorithmicMedia", "TrainedAlgorithmicMediaDigitalSource"),
        ("humanEdits", "MinorHumanEditsDigitalSource"),
        ("digitalCapture", "DigitalCaptureDigitalSource"),
    ],
)
def test_how_a_picture_came_to_be_is_said(
    story: Snapshot, photo: PlacedPhoto, term: str, type_: str
) -> None:
    assert all("digitalSourceType" not in image for image in article(story)["image"])
    made = FurtherFact("source_type", (f"{SOURCE_TYPE}{term}",))
    said = replace(story, photos=(replace(photo, further=(made,)),))
    for image in article(said)["image"]:
        assert image["digitalSourceType"] == f"https://schema.org/{type_}"
    odd = FurtherFact("source_type", ("javascript:alert(1)",))
    images = article(replace(story, photos=(replace(photo, further=(odd,)),)))["image"]
    assert all("digitalSourceType" not in image for image in images)


def test_a_statement_of_rights_that_is_no_web_address_is_no_licence(
    story: Snapshot, photo: PlacedPhoto
) -> None:
    said = replace(photo, web_statement="ask us", licensor_url="javascript:alert(1)")
    image = article(replace(story, photos=(said,)))["image"][0]

    assert "license" not in image
    assert "acquireLicensePage" not in image


def test_what_nobody_said_is_left_out(story: Snapshot) -> None:
    bare = replace(
        story,
        deck="",
        body=Document(),
        byline=(),
        contributors=(),
        dateline="",
        keywords=(),
        photos=(),
        section=Section("unfiled", ""),
        outlet=replace(story.outlet, address=""),
    )

    assert sorted(article(bare)) == [
        *("@context", "@type", "dateModified", "datePublished", "headline", "inLanguage"),
        *("publisher", "wordCount"),
    ]


def test_without_an_address_pictures_are_named_from_the_page(story: Snapshot) -> None:
    data = article(replace(story, outlet=replace(story.outlet, address="")))

    assert data["image"][0]["contentUrl"].startswith("photos/")
    assert "url" not in data


def test_without_a_deck_the_beginning_of_the_text_describes_the_story(story: Snapshot) -> None:
    long = Document.from_paragraphs([" ", "word " * 100])
    text = description(replace(story, deck="", body=long))

    assert text.startswith("word word")
    assert text.endswith("word …")
    assert len(text) <= 202


def test_a_beginning_without_blanks_is_cut_all_the_same(story: Snapshot) -> None:
    text = description(replace(story, deck="", body=Document.from_paragraphs(["谷" * 300])))

    assert text == "谷" * 200 + " …"


def test_json_in_a_script_has_no_character_that_means_something_there() -> None:
    hostile = {"a": "</script><!--<script>&\u2028\u2029"}
    text = script_safe(hostile)

    assert not set("<>&\u2028\u2029") & set(text)
    assert json.loads(text) == hostile


def tags(story: Snapshot) -> list[tuple[str, str]]:
    address = PageAddress.of(story)
    return list(open_graph_tags(story, address, picture_files(story, address), "en"))


def test_a_shared_page_shows_headline_deck_and_picture(story: Snapshot) -> None:
    shown = dict(tags(story))

    assert shown["og:type"] == "article"
    assert shown["og:title"] == "Millet comes home"
    assert shown["og:description"] == "A grain that nobody wanted feeds a valley again"
    assert shown["og:site_name"] == "River Province, China"
    assert shown["og:locale"] == "en_US"
    assert shown["og:image"].endswith("-16x9.jpg")
    assert (shown["og:image:width"], shown["og:image:height"]) == ("900", "506")
    assert shown["og:image:alt"] == "Three people with sickles on a narrow golden field"


def test_an_article_names_every_author_and_keyword(story: Snapshot) -> None:
    both = (*story.byline, Contributor("Li Wei"))
    shown = tags(replace(story, byline=both))

    assert [value for name, value in shown if name == "article:author"] == ["Wang Lin", "Li Wei"]
    assert [value for name, value in shown if name == "article:tag"] == ["millet", "farming"]
    assert dict(shown)["article:section"] == "Culture & Tourism"
    assert dict(shown)["article:published_time"] == "2026-09-21T10:30:00+08:00"


def test_nothing_is_said_twice_under_another_name(story: Snapshot) -> None:
    names = {name for name, _ in tags(story)}

    assert not any(name.startswith("og:article") for name in names)


def test_a_story_without_a_photo_has_a_small_card(story: Snapshot) -> None:
    bare = replace(story, photos=())

    assert not any(name.startswith("og:image") for name, _ in tags(bare))
    assert card_tags({}) == (("twitter:card", "summary"),)


def test_a_story_with_a_photo_has_a_large_card(story: Snapshot) -> None:
    cards = dict(card_tags(picture_files(story, PageAddress.of(story))))

    assert cards["twitter:card"] == "summary_large_image"
    assert cards["twitter:image:alt"].startswith("Three people")
