"""The data that comes with Galley: complete, readable as pinyin, each name once in its place."""

from collections import Counter

import pytest

from editor.language.dictionaries import Entry, Gazetteer
from editor.language.lexicon import Variant, syllables
from editor.story.words import WordKind


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.read()


def of_shanxi(gazetteer: Gazetteer, *levels: str) -> list[Entry]:
    return [e for e in gazetteer.entries if e.file == "Shanxi province" and e.level in levels]


def test_shanxi_is_complete_to_its_counties(gazetteer: Gazetteer) -> None:
    cities = of_shanxi(gazetteer, "prefecture-level-city")
    counties = of_shanxi(gazetteer, "district", "county", "county-level-city")
    assert len(cities) == 11
    assert Counter(county.within for county in counties) == {
        "Taiyuan": 10,
        "Datong": 10,
        "Yangquan": 5,
        "Changzhi": 12,
        "Jincheng": 6,
        "Shuozhou": 6,
        "Jinzhong": 11,
        "Yuncheng": 13,
        "Xinzhou": 14,
        "Linfen": 17,
        "Lüliang": 13,
    }
    assert len(counties) == 117
    suffix = {"district": "区", "county": "县", "county-level-city": "市"}
    assert all(each.chinese.endswith(suffix[each.level]) for each in counties)


def test_every_prefecture_of_china_is_there(gazetteer: Gazetteer) -> None:
    levels = Counter(entry.level for entry in gazetteer.entries)
    assert levels["prefecture-level-city"] == 293
    assert levels["autonomous-prefecture"] == 30
    assert levels["prefecture"] == 7
    assert levels["league"] == 3
    regions = ("province", "municipality", "autonomous-region", "special-administrative-region")
    # Shanxi stands in its own file and in China's.
    names = {entry.name for entry in gazetteer.entries if entry.level in regions}
    assert len(names) == 34
    assert levels["country"] >= 194


def test_no_place_stands_twice_in_the_same_region(gazetteer: Gazetteer) -> None:
    places = Counter(
        (entry.name, entry.within, entry.level, entry.chinese, entry.file)
        for entry in gazetteer.entries
    )
    assert [place for place, count in places.items() if count > 1] == []
    districts = of_shanxi(gazetteer, "district", "county", "county-level-city")
    assert len({(each.name, each.within) for each in districts}) == len(districts)


# Places whose name is not Chinese: Mongolian, Tibetan, Uygur, Manchu.
NO_PINYIN = """
    Hohhot Ordos Hulunbuir Bayannur Ulanqab Harbin Qiqihar Lhasa Chamdo Nyingchi Nagchu Urumqi
    Karamay Turpan""".split()


def test_chinese_places_are_valid_pinyin(gazetteer: Gazetteer) -> None:
    wrong = [
        entry.name
        for entry in gazetteer.entries
        if entry.level in ("district", "county", "county-level-city", "prefecture-level-city")
        and not syllables(entry.name)
    ]
    assert wrong == NO_PINYIN


def test_surnames_are_valid_pinyin_and_many(gazetteer: Gazetteer) -> None:
    assert len(gazetteer.surnames) >= 300
    assert {"Li", "Zheng", "Lei", "Ouyang", "Zhuge", "Lü"} <= gazetteer.surnames


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("Wuyang", 2),
        ("You'ao", 2),
        ("Xi’an", 2),
        ("Lüliang", 2),
        ("Lyuliang", 2),
        ("zhenhong", 2),
        ("Na", 1),
        ("Heilongjiang", 3),
        ("Stratford", 0),
        ("", 0),
        ("x" * 1000, 0),
        ("xian" * 6, 6),
    ],
)
def test_syllables_are_counted(word: str, count: int) -> None:
    assert syllables(word) == count


def test_every_entry_has_a_kind_and_a_name(gazetteer: Gazetteer) -> None:
    for entry in gazetteer.entries:
        assert entry.name
        assert entry.kind in set(WordKind)
        assert "_" not in "".join(entry.spellings)


@pytest.mark.parametrize("tag", ["en-GB", "en-AU", "en_gb", "EN-IE"])
def test_the_english_of_britain_and_its_relations_is_british(tag: str) -> None:
    assert Variant.of_language(tag) is Variant.BRITISH


@pytest.mark.parametrize("tag", ["en", "en-US", "", "zh-Hans-CN", "gb"])
def test_everything_else_is_american(tag: str) -> None:
    assert Variant.of_language(tag) is Variant.AMERICAN
