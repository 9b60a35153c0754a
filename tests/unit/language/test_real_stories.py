"""Whole stories, read as the window reads them: no word, name or place of them is an error."""

from importlib.resources import files
from pathlib import Path

import pytest

from editor.language.dictionaries import Dictionaries
from editor.language.flags import FlagKind
from editor.language.lexicon import Lexicon, Variant
from editor.language.spelling import check_text

STORIES = Path(__file__).parents[2] / "data" / "spelling"


@pytest.fixture(scope="module")
def american() -> Lexicon:
    return Dictionaries().lexicon(Variant.AMERICAN)


@pytest.fixture(scope="module")
def british() -> Lexicon:
    return Dictionaries().lexicon(Variant.BRITISH)


def flagged(text: str, lexicon: Lexicon) -> dict[FlagKind, list[str]]:
    """Kind -> the words, each once, in order. Signs of the page's furniture left aside."""
    found: dict[FlagKind, list[str]] = {}
    for paragraph in text.splitlines():
        for flag in check_text(paragraph, lexicon):
            words = found.setdefault(flag.kind, [])
            if flag.word not in words:
                words.append(flag.word)
    found.pop(FlagKind.SPACES, None)
    return found


def test_the_sample_story_asks_for_its_people_and_nothing_else(american: Lexicon) -> None:
    text = (files("resources") / "sample" / "millet-harvest.txt").read_text("utf-8")
    people = ["Wen Qiaoyu", "Zhao Suyun", "Ren Haitao", "Hou Jianping", "Lu Mingzhe"]
    assert flagged(text, american) == {FlagKind.NAME: people}


@pytest.mark.parametrize(
    ("name", "names"),
    [
        ("american.txt", ["Priya Raghunathan", "Okonkwo", "Ames"]),
        ("british.txt", ["Ffion", "Oluwaseun Adeyemi"]),
        ("chinese-words.txt", ["Gao Yunpeng", "Fan Jinshi", "daoxiao", "Sun Xiaoli"]),
    ],
)
def test_news_prose_has_no_misspelt_word(
    name: str, names: list[str], american: Lexicon, british: Lexicon
) -> None:
    lexicon = british if name == "british.txt" else american
    found = flagged((STORIES / name).read_text("utf-8"), lexicon)
    assert found == {FlagKind.NAME: names}
