"""Whole stories, read as the window reads them: no word, name or place of them is an error."""

from importlib.resources import files
from pathlib import Path

import pytest

from editor.language.dictionaries import Dictionaries
from editor.language.flags import FlagKind
from editor.language.lexicon import Lexicon, Variant
from editor.language.spelling import check_text
from editor.language.suggestions import near

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
        ("chinese-words.txt", ["Gao Yunpeng", "Fan Jinshi", "Sun Xiaoli"]),
    ],
)
def test_news_prose_has_no_misspelt_word(
    name: str, names: list[str], american: Lexicon, british: Lexicon
) -> None:
    lexicon = british if name == "british.txt" else american
    found = flagged((STORIES / name).read_text("utf-8"), lexicon)
    assert found == {FlagKind.NAME: names}


@pytest.mark.parametrize("slip", ["england", "chinese", "monday", "taiyuan", "calender", "wether"])
def test_names_in_small_letters_and_slips_for_common_words_are_marked(
    slip: str, american: Lexicon
) -> None:
    assert not american.knows(slip)


@pytest.mark.parametrize("name", ["England", "ENGLAND", "Chinese", "Monday", "Taiyuan", "China's"])
def test_the_same_names_are_right_with_a_capital(name: str, american: Lexicon) -> None:
    assert check_text(f"In {name} it was so.", american) == ()


def test_a_byline_in_capitals_is_a_name_that_is_confirmed_once(american: Lexicon) -> None:
    text = "By LI JIAYING | China Daily"
    assert flagged(text, american) == {FlagKind.NAME: ["LI JIAYING"]}
    assert flagged(f"{text} said Li Jiaying", american.with_words(["LI JIAYING"])) == {}


# Slips people make every day, none of which may be taken for a word.
SLIPS = """
    recieve occured goverment seperate definately accomodate untill wich becuase thier adress
    begining beleive commitee concious existance foriegn grammer happend independant occassion
    publically reccomend tommorow truely wierd nessecary transfered enviroment developement
    agriculure techology manufacure inovation congres provice reseach varities contibutor
    stratgy modernizaton campain embarass harrass liason millenium ocurrence persue posession
    priviledge questionaire rythm succesful tendancy vaccum acheive aquire arguement collegue
    dissapear garantee hecatre maintainance neccessary noticable parliment politican refered
    relevent resistence suprise usefull yeild anouncement teh adn hte dont didnt isnt alot
    ofthe whith thsi taht wnat villagge farmmer provinse
""".split()


@pytest.mark.parametrize("slip", SLIPS)
def test_everyday_slips_are_found(slip: str, american: Lexicon) -> None:
    (flag,) = check_text(f"it was {slip} there", american)
    assert (flag.word, flag.kind) == (slip, FlagKind.UNKNOWN)


def test_the_other_english_is_never_suggested(american: Lexicon, british: Lexicon) -> None:
    assert near("modernisation", american)[0] == "modernization"
    assert near("modernizaton", american) == ("modernization",)
    assert near("Modernisatin", american) == ()
    assert near("colur", british)[0] == "colour"
    assert "color" not in near("colur", british)
    assert near("goverment", american) == ("government",)
