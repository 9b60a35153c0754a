"""The page's own words by language."""

from datetime import UTC, datetime

import pytest

from editor.publish.wording import (
    language_tag,
    open_graph_locale,
    reads_right_to_left,
    wording,
)


def test_english_pages_speak_english() -> None:
    words = wording("en-GB")

    assert words.byline(["A", "B", "C"]) == "By A, B and C"
    assert words.contributed(["A", "B"]) == "A and B contributed to this story."
    assert words.date(datetime(2026, 2, 20, tzinfo=UTC)) == "Feb 20, 2026"


@pytest.mark.parametrize("tag", ["zh", "zh-CN", "zh-Hans", "zh-Hant-TW", "zh-HK"])
def test_chinese_pages_speak_chinese(tag: str) -> None:
    words = wording(tag)

    assert words.date(datetime(2026, 2, 20, tzinfo=UTC)) == "2026年2月20日"
    assert words.byline(["王林", "李伟"]) == "王林、李伟"
    assert words.contributed([]) == ""
    assert words.contributed(["王林", "李伟"]).startswith("王林、李伟")


def test_chinese_in_the_old_script_has_its_own_words() -> None:
    assert wording("zh-Hant").sections != wording("zh-Hans").sections


def test_other_languages_get_english_words() -> None:
    assert wording("fr") is wording("en")


def test_a_language_that_is_no_tag_gives_way_to_the_next() -> None:
    assert language_tag("English!", "zh-Hans") == "zh-Hans"
    assert language_tag("", '"><script>') == "en"


@pytest.mark.parametrize(
    ("tag", "locale"),
    [
        ("en", "en_US"),
        ("en-GB", "en_GB"),
        ("zh-Hans", "zh_CN"),
        ("zh-Hant-HK", "zh_HK"),
        ("eo", ""),
    ],
)
def test_open_graph_names_language_and_territory(tag: str, locale: str) -> None:
    assert open_graph_locale(tag) == locale


def test_uyghur_and_arabic_pages_read_from_the_right() -> None:
    assert reads_right_to_left("ug-CN")
    assert reads_right_to_left("ar")
    assert not reads_right_to_left("zh")
