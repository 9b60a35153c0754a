"""What the newsroom knows: kept in the library, answered as a lexicon."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from editor.desk.desk import Desk
from editor.desk.newsroom import NoSuchStory, WordRefused
from editor.desk.site import VARIANT
from editor.interchange.arriving.refusal import FileRefused
from editor.language.flags import FlagKind
from editor.language.lexicon import Variant
from editor.language.spelling import check_text
from editor.story.people import Contributor
from editor.story.story import StoryEdit
from editor.story.words import NewsroomWord, WordKind


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """One for all: its dictionaries are read once."""
    opened = Desk.open(tmp_path_factory.mktemp("library"), program_version="t", person="An editor")
    yield opened
    opened.close()


@pytest.fixture(autouse=True)
def forgotten(desk: Desk) -> Iterator[None]:
    yield
    desk.words.forget([row.word for row in desk.words.rows()])
    desk.site.remember(VARIANT, None)
    desk.site.keep_outlet(replace(desk.site.outlet(), language="en"))


def odd(desk: Desk, text: str, story_id: str = "") -> list[str]:
    return [flag.word for flag in check_text(text, desk.words.lexicon(story_id))]


def test_a_word_added_is_known_in_every_story_until_it_is_forgotten(desk: Desk) -> None:
    assert odd(desk, "the qwertov park") == ["qwertov"]
    assert desk.words.add_to_newsroom("qwertov").words
    assert odd(desk, "the qwertov park, Qwertov’s") == []
    assert desk.words.rows() == (NewsroomWord("qwertov", source="An editor"),)
    desk.words.forget(["qwertov"])
    assert odd(desk, "the qwertov park") == ["qwertov"]


def test_what_was_forgotten_can_be_put_back(desk: Desk) -> None:
    desk.words.add_to_newsroom("Jinnuoo", kind=WordKind.ORGANISATION, chinese="晋糯")
    before = desk.words.rows()
    desk.words.forget(["Jinnuoo"])
    desk.words.put_back(before)
    assert desk.words.rows() == before


def test_a_word_may_be_right_in_one_story_only(desk: Desk) -> None:
    here, there = (desk.stories.begin(section="News").value.id for _ in range(2))
    desk.words.add_to_story(here, "qwertov")
    assert odd(desk, "qwertov", here) == []
    assert odd(desk, "qwertov", there) == odd(desk, "qwertov") == ["qwertov"]
    desk.words.forget_in_story(here, ["qwertov"])
    assert odd(desk, "qwertov", here) == ["qwertov"]
    with pytest.raises(NoSuchStory):
        desk.words.add_to_story("nowhere", "qwertov")


def test_a_name_confirmed_once_is_known_whole_and_in_its_parts(desk: Desk) -> None:
    text = "In Shanxi, Li Wuyangg met Li Wuyang."
    assert [f.kind for f in check_text(text, desk.words.lexicon())] == [FlagKind.NAME] * 2
    desk.words.add_to_newsroom("Li Wuyang", kind=WordKind.PERSON)
    assert odd(desk, "Li Wuyang came, and Wuyang said, said Mr Li.") == []


def test_a_story_in_another_language_is_not_read(desk: Desk) -> None:
    story = desk.stories.begin(section="News").value.id
    desk.stories.keep(story, StoryEdit(headline="Le goverment"))
    assert [found.flag.word for found in desk.words.read(story)] == ["Le goverment"[3:]]
    desk.stories.keep(story, StoryEdit(language="fr"))
    assert desk.words.read(story) == ()


def test_the_names_of_contributors_are_known(desk: Desk) -> None:
    assert odd(desk, "Photo by Zou Hongqwertov") == ["Hongqwertov"]
    desk.site.keep_people([Contributor("Zou Hongqwertov")])
    assert odd(desk, "Photo by Zou Hongqwertov") == []


def test_the_outlets_language_chooses_the_english_until_somebody_does(desk: Desk) -> None:
    assert desk.words.variant() is Variant.AMERICAN
    desk.site.keep_outlet(replace(desk.site.outlet(), language="en-GB"))
    assert desk.words.variant() is Variant.BRITISH
    assert odd(desk, "The color of the center, organized in gray; analyze it") == [
        "color",
        "center",
        "gray",
        "analyze",
    ]
    assert odd(desk, "The colour of the centre, organised; it travelled") == []
    assert desk.words.keep_variant(Variant.AMERICAN).words
    assert odd(desk, "The color of the center, organized in gray; analyze it") == []
    assert odd(desk, "The colour of the centre, it organises and analyses travelled") == [
        "colour",
        "centre",
        "organises",
        "travelled",
    ]


def test_a_proper_name_keeps_the_spelling_of_the_other_english(desk: Desk) -> None:
    desk.words.keep_variant(Variant.AMERICAN)
    assert odd(desk, "He spoke at the National Centre with the Labour Party") == []


@pytest.mark.parametrize("word", ["", "  ", "晋糯", "2026", "x" * 81, "!?"])
def test_what_is_no_word_is_refused(desk: Desk, word: str) -> None:
    with pytest.raises(WordRefused):
        desk.words.add_to_newsroom(word)
    assert desk.words.rows() == ()


def test_a_word_is_kept_as_it_is_looked_up(desk: Desk) -> None:
    desk.words.add_to_newsroom("  You’aoo \n county ")
    desk.words.add_to_newsroom("Lu\u0308hh")
    assert [row.word for row in desk.words.rows()] == ["Lühh", "You'aoo county"]


def test_a_record_is_changed_but_never_over_another(desk: Desk) -> None:
    desk.words.add_to_newsroom("Jinnuoo")
    desk.words.add_to_newsroom("Jinnuee")
    with pytest.raises(WordRefused):
        desk.words.change("Jinnuoo", NewsroomWord("Jinnuee"))
    desk.words.change("Jinnuoo", NewsroomWord("Jinnuaa", WordKind.PLACE, "晋"))
    assert [row.word for row in desk.words.rows()] == ["Jinnuaa", "Jinnuee"]


def test_a_spreadsheet_goes_in_with_a_report_of_every_row(desk: Desk, tmp_path: Path) -> None:
    desk.words.add_to_newsroom("Jinnuoo")
    file = tmp_path / "names.csv"
    file.write_bytes(
        "拼音,中文,类型\nBeiyaoo,北窑,村\nJinnuoo,晋糯,机构\nTaiyuan,太原,市\n"
        "Beiyaoo,北窑,村\n太原,,\nQwertov,,planet\n,,\n".encode("gb18030")
    )
    done = desk.words.import_spreadsheet(file)
    report = done.value
    assert report.added == [NewsroomWord("Beiyaoo", WordKind.PLACE, "北窑", "names.csv")]
    assert [row.word for row in report.completed] == ["Jinnuoo"]
    assert report.known == ["Taiyuan", "Beiyaoo"]
    assert [row.row for row in report.refused] == [6, 7]
    assert done.changes.words
    assert {row.word: row.chinese for row in desk.words.rows()} == {
        "Beiyaoo": "北窑",
        "Jinnuoo": "晋糯",
    }
    again = desk.words.import_spreadsheet(file)
    assert not again.value.added
    assert not again.changes.words


def test_a_spreadsheet_that_cannot_be_read_brings_nothing(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "names.xlsx"
    file.write_bytes(b"PK\x03\x04 nothing")
    with pytest.raises(FileRefused):
        desk.words.import_spreadsheet(file)
    assert desk.words.rows() == ()
