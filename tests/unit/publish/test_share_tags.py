"""What other sites show of a shared page."""

from dataclasses import replace

from editor.publish.address import PageAddress, picture_files
from editor.publish.news_article import card_tags, open_graph_tags
from editor.story.people import Contributor
from editor.story.snapshot import Snapshot


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
