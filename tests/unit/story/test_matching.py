"""Finding words in a text: what matches what, whole words, capitals, and places that are right."""

import re
import unicodedata

import pytest
from hypothesis import given, reject
from hypothesis import strategies as st

from editor.story.matching import (
    BadExpression,
    Match,
    Matcher,
    Query,
    Replacement,
    in_index,
    replaced,
    utf16,
    with_case_of,
)
from editor.story.text import JOINED

AWKWARD = "aAeE é\u0301e\u0301\u0323가\u1100\u1161“”\"'’\u00a0 中文字𠮷😀ש\n.-"
texts = st.text(alphabet=AWKWARD, max_size=30)
words = st.text(alphabet=AWKWARD, min_size=1, max_size=4)


def found(query: Query, text: str) -> list[str]:
    return [text[each.start : each.end] for each in Matcher(query).find(text)]


@pytest.mark.parametrize(
    ("words", "text", "hits"),
    [
        ("gov", "Gov, GOV and government", ["Gov", "GOV", "gov"]),
        ('"fast"', 'a “fast” road and a "fast" train', ["“fast”", '"fast"']),
        ("Li’s", "Li's and Li’s", ["Li's", "Li’s"]),
        ("10 km", "10\u00a0km", ["10\u00a0km"]),
        ("café", "cafe\u0301 and café", ["cafe\u0301", "café"]),
        ("cafe\u0301", "café", ["café"]),
        ("a.c", "abc a.c", ["a.c"]),
        ("北京", "在北京的人", ["北京"]),
        ("aa", "aaaa", ["aa", "aa"]),
    ],
)
def test_words_are_found_however_they_are_written(words: str, text: str, hits: list[str]) -> None:
    assert found(Query(words), text) == hits


def test_case_counts_only_when_asked() -> None:
    assert found(Query("Gov", match_case=True), "Gov gov GOV") == ["Gov"]


@pytest.mark.parametrize(
    ("words", "text", "hits"),
    [
        ("gov", "gov government misgov Gov.", ["gov", "Gov"]),
        ("Li", "Li's, Lin and Li", ["Li", "Li"]),
        ("北京", "在北京的人", ["北京"]),
        ("GDP", "中国GDP增长", ["GDP"]),
        (".5", "0.5 and .5", [".5", ".5"]),
        ("5", "15 5G 5", ["5"]),
    ],
)
def test_whole_words_have_edges_and_chinese_has_none(
    words: str, text: str, hits: list[str]
) -> None:
    assert found(Query(words, whole_words=True), text) == hits


def test_an_expression_is_read_as_one() -> None:
    query = Query(r"(\d+) percent", expression=True)
    assert found(query, "8 percent, 12 percent") == ["8 percent", "12 percent"]
    matches = Matcher(query, Replacement(r"\1%")).find("8 percent")
    assert matches == (Match(0, 9, "8%"),)
    assert found(Query("^A", expression=True), "A b\nA") == ["A", "A"]
    assert found(Query("x*", expression=True), "axxb") == ["xx"]


@pytest.mark.parametrize("words", [r"x*|b", r"(?:Mr )?|Smith", r"\b|foo", r"(?=b)|b"])
@pytest.mark.parametrize("text", ["Mr Smith foo b", "b foo Smith", "bb"])
def test_an_empty_match_hides_none_that_begins_where_it_stands(words: str, text: str) -> None:
    hits = [each for each in re.findall(words, text) if each]
    assert found(Query(words, expression=True), text) == hits


_PIECES = ("a", "b", "x*", "b?", "(?:a )?", r"\b", "^", "$", "|", "|", "(?=b)", "(?<=a)", ".")


@given(
    st.lists(st.sampled_from(_PIECES), min_size=1, max_size=6).map("".join),
    st.text(alphabet="abx \n", max_size=12),
)
def test_an_expression_has_the_hits_that_python_finds(words: str, text: str) -> None:
    try:
        pattern = re.compile(words, re.MULTILINE | re.IGNORECASE)
    except re.error:
        reject()
    spans = [each.span() for each in pattern.finditer(text) if each.group()]
    matches = Matcher(Query(words, expression=True)).find(text)
    assert [(each.start, each.end) for each in matches] == spans


@pytest.mark.parametrize("wrong", ["(", "[a", "a{2,1}", "(?P<1>a)", "*"])
def test_an_expression_that_cannot_be_read_is_told_in_a_sentence(wrong: str) -> None:
    with pytest.raises(BadExpression, match=r"cannot be read.*\."):
        Matcher(Query(wrong, expression=True))


@pytest.mark.parametrize("wrong", [r"\2", r"\g<name>", "\\", r"\g<"])
def test_a_replacement_without_its_group_is_told_in_a_sentence(wrong: str) -> None:
    with pytest.raises(BadExpression, match="replacement cannot be read"):
        Matcher(Query("(a)", expression=True), Replacement(wrong))


@pytest.mark.parametrize(
    ("old", "new", "kept"),
    [
        ("Gov", "administration", "Administration"),
        ("GOV", "administration", "ADMINISTRATION"),
        ("gov", "Administration", "administration"),
        ("iPhone", "phone", "phone"),
        ("A", "the", "The"),
        ("New York", "los angeles", "Los Angeles"),
        ("The road", "a path", "A path"),
        ("北京", "Shanghai", "Shanghai"),
        ("Éa", "été", "Été"),
        ("", "as it is", "as it is"),
    ],
)
def test_new_words_take_the_capitals_of_the_old(old: str, new: str, kept: str) -> None:
    assert with_case_of(old, new) == kept


@given(st.text(max_size=12), st.text(max_size=12))
def test_keeping_the_case_changes_nothing_but_the_case(old: str, new: str) -> None:
    kept = with_case_of(old, new)
    assert unicodedata.normalize("NFKD", kept.upper().casefold()) == unicodedata.normalize(
        "NFKD", new.upper().casefold()
    )


@given(texts, words)
def test_hits_are_in_order_apart_and_inside(text: str, looked_for: str) -> None:
    last = 0
    for match in Matcher(Query(looked_for)).find(text):
        assert last <= match.start < match.end <= len(text)
        last = match.end


@given(texts, words, texts)
def test_what_stands_in_a_text_is_found_there(before: str, looked_for: str, after: str) -> None:
    text = unicodedata.normalize("NFC", f"{before}|{looked_for}|{after}")
    looked_for = text.split("|")[-2] if text.count("|") == 2 else looked_for
    if unicodedata.normalize("NFC", f"|{looked_for}|") in text and looked_for:
        assert Matcher(Query(looked_for, match_case=True)).find(text)


@given(texts, words)
def test_a_text_and_its_decomposed_form_have_the_same_hits(text: str, looked_for: str) -> None:
    composed = unicodedata.normalize("NFC", text)
    apart = unicodedata.normalize("NFD", composed)
    one, other = (
        [unicodedata.normalize("NFC", hit) for hit in found(Query(looked_for), each)]
        for each in (composed, apart)
    )
    assert one == other


@given(texts, words, texts)
def test_replacing_and_putting_back_is_identity(text: str, looked_for: str, new: str) -> None:
    matches = Matcher(Query(looked_for), Replacement(new)).find(text)
    after = replaced(text, matches)
    back: list[Match] = []
    moved = 0
    for match in matches:
        start = match.start + moved
        back.append(Match(start, start + len(match.replacement), text[match.start : match.end]))
        moved += len(match.replacement) - (match.end - match.start)
    assert replaced(after, back) == text


@given(texts)
def test_places_beyond_the_basic_plane_count_twice_in_an_editor(text: str) -> None:
    for index in range(len(text) + 1):
        assert utf16(text, index) == len(text[:index].encode("utf-16-le")) // 2


FARMER, FAMILY, FLAG, THUMB = "👩‍🌾", "👨‍👩‍👧‍👦", "🇨🇳", "👍🏽"


@pytest.mark.parametrize(
    ("words", "text", "hits"),
    [
        ("👩", f"{FARMER} 👩 {FAMILY}", ["👩"]),
        ("🌾", f"{FARMER} 🌾", ["🌾"]),
        ("👍", f"{THUMB}👍", ["👍"]),
        ("\U0001f3fd", THUMB, []),
        ("🇳", f"{FLAG}🇳", ["🇳"]),
        ("🇳🇨", FLAG * 2, []),
        ("1", "1️⃣ 1", ["1"]),
        ("\u200d", FARMER, []),
        (FARMER, f"a{FARMER}b{FAMILY}{FARMER}", [FARMER, FARMER]),
        ("❤", "❤️ ❤", ["❤️", "❤"]),
        ("❤️", "❤️ ❤", ["❤️", "❤"]),
        ("❤", "❤️‍🔥", []),
        ("a👩", f"a{FARMER} a👩", ["a👩"]),
    ],
)
def test_no_hit_is_a_part_of_an_emoji(words: str, text: str, hits: list[str]) -> None:
    assert found(Query(words), text) == hits
    assert found(Query(words, match_case=True), text) == hits


def test_an_emoji_is_one_character_for_an_expression() -> None:
    text = f"a{FARMER}{FLAG}❤️1️⃣b"
    assert found(Query("a.", expression=True), text) == [f"a{FARMER}"]
    assert len(found(Query(".", expression=True), text)) == 6
    assert found(Query(f"[{FARMER}{FLAG}]+", expression=True), text) == [FARMER + FLAG]
    match = Matcher(Query("(.)b", expression=True), Replacement(r"\1!")).find(text)[0]
    assert match.replacement == "1️⃣!"
    assert replaced(text, [match]) == f"a{FARMER}{FLAG}❤️1️⃣!"


@pytest.mark.parametrize(
    ("words", "text", "hits"),
    [
        ("istanbul", "İstanbul and ISTANBUL", ["İstanbul", "ISTANBUL"]),
        ("İstanbul", "istanbul İSTANBUL", ["istanbul", "İSTANBUL"]),
        ("i\u0307", "İ", []),
        ("word", "İİİ ßß word", ["word"]),
        ("strasse", "Straße STRASSE straſse", ["Straße", "STRASSE", "straſse"]),
        ("STRAẞE", "straße strasse", ["straße", "strasse"]),
        ("s", "ß s", ["s"]),
        ("sss", "sß ßs", ["sß", "ßs"]),
        ("office", "oﬃce oﬀice", ["oﬃce", "oﬀice"]),
        ("f", "ﬁ", []),
        ("fi", "ﬁ ﬃ", ["ﬁ"]),
    ],
)
def test_where_case_changes_the_length_hits_lie_where_they_stand(
    words: str, text: str, hits: list[str]
) -> None:
    assert found(Query(words), text) == hits
    assert found(Query(words, match_case=True), text) == [hit for hit in hits if hit == words]


def test_a_soft_hyphen_is_no_letter() -> None:
    text = "a co\u00adop\u00ader\u00ada\u00adtion, coop\u200beration"
    hits = ["co\u00adop\u00ader\u00ada\u00adtion", "coop\u200beration"]
    assert found(Query("cooperation"), text) == hits
    assert found(Query("co\u00adoperation", whole_words=True), text) == hits
    assert found(Query("co", whole_words=True), text) == []
    assert found(Query("\u00ad", expression=True), text) == ["\u00ad"] * 4
    new = Matcher(Query("cooperation"), Replacement("work")).find(text)
    assert replaced(text, new) == "a work, work"


CASES = st.text(st.sampled_from("sSßẞiIİıfFﬁﬀ\u0307\u00adeé👩\u200d🌾🇨🇳"), max_size=12)


@given(CASES, CASES.filter(bool), st.booleans(), st.booleans())
def test_every_hit_is_made_of_whole_characters(
    text: str, looked_for: str, match_case: bool, whole: bool
) -> None:
    for hit in Matcher(Query(looked_for, match_case, whole)).find(text):
        for emoji in re.finditer(JOINED, text):
            inside = hit.start < emoji.end() and emoji.start() < hit.end
            assert not inside or (hit.start <= emoji.start() and emoji.end() <= hit.end)


@given(CASES, CASES.filter(bool))
def test_what_narrows_a_search_across_stories_keeps_every_hit(text: str, looked_for: str) -> None:
    if Matcher(Query(looked_for)).find(text):
        for piece in re.findall("[A-Za-z0-9]+", in_index(looked_for)):
            assert piece.lower() in in_index(text).lower()
