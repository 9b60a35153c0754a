"""What a browser shows beside the typed words, on imported pages and in pastes."""

from pathlib import Path

import pytest

from editor.interchange.read import read_story
from editor.interchange.web.html import body_from_html, read_page
from editor.interchange.web.html_page import read_html

CASES = Path(__file__).parents[3] / "data" / "import" / "cases"
WORDS = "<p>The council met for three hours on Tuesday evening and heard from residents.</p>"


@pytest.mark.parametrize(
    ("html", "words"),
    [
        ("<p>said <q>we stay</q> now", "said “we stay” now"),
        ("<p><q>he said <q>no</q> twice</q>", "“he said ‘no’ twice”"),
        ("<p lang=de>sagte <q>wir <q>bleiben</q></q>", "sagte „wir ‚bleiben‘“"),
        ("<p lang=fr><q>oui</q>", "«oui»"),
        ("<p lang=ja><q>はい<q>い</q></q>", "「はい『い』」"),
        ("<p lang=zh-Hant-TW><q>好</q>", "「好」"),
        ("<p lang=zh-CN><q>好</q>", "“好”"),
        ("<p>“<q>typed</q>” and <q>“typed”</q>", "“typed” and “typed”"),
        ("<p><q><em>we</em> stay</q>", "“we stay”"),
        ("<p>a<q></q>b", "ab"),
        ("<p><ruby>太<rt>tài</rt>原<rt>yuán</rt></ruby>市", "太原(tàiyuán)市"),
        ("<p><ruby>太原<rp>(</rp><rt>tàiyuán</rt><rp>)</rp></ruby>市", "太原(tàiyuán)市"),
        ("<p><ruby>漢<rp>（</rp><rt>かん<rp>）</rp>字<rp>（<rt>じ<rp>）</ruby>", "漢字（かんじ）"),
        ("<p><ruby><rb>東<rb>京<rt>とう<rt>きょう</ruby>", "東京(とうきょう)"),
        ("<p><ruby>Tokyo<rt>the capital</rt></ruby>", "Tokyo(the capital)"),
        ("<p><ruby>太原</ruby>", "太原"),
        ("<p><ruby>太原<rp>the capital</rp></ruby>", "太原the capital"),  # no bracket: words
        ("<p class=dropcap>T</p><p>he mayor", "The mayor"),
        ("<div><span class=drop-cap>T</span>he mayor</div>", "The mayor"),
        ("<p style='mso-element:dropcap-dropped'>“T</p> <div><p><b>he</b> mayor", "“The mayor"),
        ("<p class=initial>T</p>", "T"),
    ],
)
def test_marks_readings_and_first_letters_are_characters_of_the_text(html: str, words: str) -> None:
    assert body_from_html(html)[0].text == words


@pytest.mark.parametrize(
    ("case", "words"),
    [
        ("html-q-loses-quotation-marks.html", "The owner said “we stay” and shut the door."),
        ("html-ruby-mixed.html", "太原(tàiyuán)市政府开会。"),
    ],
)
def test_pages_with_marks_and_readings(case: str, words: str) -> None:
    assert words in read_story(CASES / case).body.text
    assert words in read_page((CASES / case).read_text(encoding="utf-8")).body.text


def test_the_language_of_the_page_sets_its_marks() -> None:
    page = f"<html lang=de><h1>Ein <q>Tor</q> fällt</h1>{WORDS}<p>Er sagte <q>ja</q>."
    story = read_html(page)
    assert story.headline == "Ein „Tor“ fällt"
    assert "„ja“" in story.body.text


def test_a_first_letter_of_words_clipboard_is_part_of_its_word() -> None:
    page = (CASES / "paste-word-drop-cap.html").read_text(encoding="utf-8")
    assert read_page(page).body.text == "The mayor rose first and spoke for an hour."


@pytest.mark.parametrize(
    ("label", "words"),
    [
        ("第一条", "第一条 The fare is two yuan."),
        ("Question:", "Question: The fare is two yuan."),
        ("1.1", "1.1 The fare is two yuan."),
        ("Article 3.", "Article 3. The fare is two yuan."),
        ("·", "The fare is two yuan."),
        ("o", "The fare is two yuan."),
        ("2.", "The fare is two yuan."),
        ("(a)", "The fare is two yuan."),
    ],
)
def test_words_that_word_sets_where_a_bullet_stands_stay(label: str, words: str) -> None:
    gap = "<span style='font:7.0pt'>&nbsp;&nbsp; </span>"
    page = (
        "<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><![if !supportLists]>"
        f"<span style='mso-list:Ignore'>{label}{gap}</span><![endif]>The fare is two yuan.</p>"
    )
    reading = read_page(page)
    assert reading.body.text.removeprefix("- ").removeprefix("1. ") == words
    assert not any("place is not known" in str(each) for each in reading.sentences)
