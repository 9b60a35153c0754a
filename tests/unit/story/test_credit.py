import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.story.credit import (
    CreditLine,
    CreditStyle,
    HouseForm,
    Relation,
    parse_credit,
    printed_caption,
    split_caption,
)
from editor.story.text import clean_line

CHINA_DAILY = CreditStyle(outlet_name="chinadaily.com.cn")
XINHUA = CreditStyle(HouseForm.AGENCY_FIRST, "round", "Xinhua")
AP = CreditStyle(HouseForm.AGENCY_PHOTO, "round", "AP")
PRINTED = [
    ("[Photo provided to China Daily]", Relation.PROVIDED),
    ("[Photo by Zou Hong/chinadaily.com.cn]", Relation.STAFF),
    ("[Photo by Yuan Chengsong for chinadaily.com.cn]", Relation.FOR),
    ("[Photo/VCG]", Relation.AGENCY),
    ("[Photo/IC]", Relation.AGENCY),
    ("[Photo/Xinhua]", Relation.AGENCY),
    ("[Photo by Xu Xiang/China SCIO]", Relation.AGENCY),
    ("[Photo/WeChat account: pinganchunan]", Relation.SOCIAL),
]


@pytest.mark.parametrize(("printed", "relation"), PRINTED)
def test_a_printed_credit_is_understood_and_printed_back(printed: str, relation: Relation) -> None:
    credit = parse_credit(printed)
    assert credit.relation is relation
    assert not credit.text
    assert credit.line(CHINA_DAILY) == printed


def test_one_record_names_each_outlet_that_prints_it() -> None:
    credit = CreditLine(relation=Relation.FOR, photographer="Yuan Chengsong")
    nantong = CreditStyle(outlet_name="nantong.gov.cn")
    assert credit.line(CHINA_DAILY) == "[Photo by Yuan Chengsong for chinadaily.com.cn]"
    assert credit.line(nantong) == "[Photo by Yuan Chengsong for nantong.gov.cn]"


@pytest.mark.parametrize(
    ("credit", "style", "printed"),
    [
        (
            CreditLine(relation=Relation.STAFF, photographer="Li Ziheng"),
            XINHUA,
            "(Xinhua/Li Ziheng)",
        ),
        (
            CreditLine(relation=Relation.FOR, photographer="Zhao Ping"),
            XINHUA,
            "(Photo by Zhao Ping/Xinhua)",
        ),
        (
            CreditLine(relation=Relation.STAFF, photographer="Alex Brandon"),
            AP,
            "(AP Photo/Alex Brandon)",
        ),
        (
            CreditLine(relation=Relation.AGENCY, photographer="Ana", organisation="EPA"),
            CreditStyle(HouseForm.AGENCY_FIRST, "none"),
            "EPA/Ana",
        ),
        (
            CreditLine(photographer="Alex Brandon"),
            CreditStyle(HouseForm.COPYRIGHT, "none"),
            "© Alex Brandon",
        ),
    ],
)
def test_agency_house_forms(credit: CreditLine, style: CreditStyle, printed: str) -> None:
    assert credit.line(style) == printed


@given(st.text(max_size=40))
def test_reading_a_credit_never_changes_its_words(text: str) -> None:
    words = CreditLine.free(text).text
    assert parse_credit(text).words(CreditStyle()) == words


def test_free_text_is_printed_word_for_word_in_every_house() -> None:
    credit = CreditLine.free("NASA, ESA, A. Simon (GSFC)")
    for style in (CHINA_DAILY, XINHUA, AP):
        assert credit.words(style) == "NASA, ESA, A. Simon (GSFC)"


def test_a_blank_credit_prints_no_brackets() -> None:
    assert CreditLine().line(CHINA_DAILY) == ""


@pytest.mark.parametrize(
    ("printed", "caption", "credit"),
    [
        (
            "Employees at work. [Photo provided to China Daily]",
            "Employees at work.",
            "Photo provided to China Daily",
        ),
        ("Farmers at work. (Xinhua/Li Ziheng)", "Farmers at work.", "Xinhua/Li Ziheng"),
        ("Li (left) speaks.", "Li (left) speaks.", ""),
        ("Chen speaks (from left)", "Chen speaks (from left)", ""),
        ("[Photo/VCG]", "", "Photo/VCG"),
    ],
)
def test_a_credit_closes_the_caption(printed: str, caption: str, credit: str) -> None:
    assert split_caption(printed) == (caption, credit)


def test_the_page_closes_a_caption_with_a_stop_before_the_credit() -> None:
    assert printed_caption("Rain", "[Photo/VCG]") == "Rain. [Photo/VCG]"
    assert printed_caption("“Rain!”", "[Photo/VCG]") == "“Rain!” [Photo/VCG]"
    assert printed_caption("村民收割谷子", "") == "村民收割谷子。"
    assert printed_caption("", "[Photo/VCG]") == "[Photo/VCG]"
    assert printed_caption(clean_line(" Rain. "), "") == "Rain."
