import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.language.style_pack import NOTHING, read_pack
from editor.language.typing_habits import (
    USUAL,
    Codes,
    NoCodeFile,
    TypingHabits,
    abbreviation_entries,
    brought_lines,
    entries_of,
    expansion,
    is_shorthand,
    put_together,
    read_codes,
    written,
)

TABLE = {"TCM": "traditional Chinese medicine", "prov": "province", "NPC": USUAL["NPC"]}


def typed(before: str, end: str = " ") -> str:
    due = expansion(before, end, TABLE, NOTHING)
    text = before + end
    if due is None:
        return text
    start = len(text) - due.back
    return text[:start] + due.text + text[start + due.length :]


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        ("of TCM*", "of traditional Chinese medicine "),
        ("TCM*", "Traditional Chinese medicine "),
        ("It ended. TCM*", "It ended. Traditional Chinese medicine "),
        ("He said: “TCM*", "He said: “traditional Chinese medicine "),
        ("(TCM*", "(Traditional Chinese medicine "),
        ("in (tcm*", "in (traditional Chinese medicine "),
        ("the Prov*", "the Province "),
        ("the prov*", "the province "),
        ("an unknown XYZ*", "an unknown XYZ* "),
        ("5 * 3 TCM", "5 * 3 TCM "),
        ("aTCM*", "aTCM* "),
        ("TCM**", "TCM** "),
    ],
)
def test_it_is_meant_only_as_a_word_with_its_sign(before: str, expected: str) -> None:
    assert typed(before) == expected


@pytest.mark.parametrize("end", [" ", ".", ",", ")", "”", "。", "\u00a0"])
def test_a_blank_or_a_sentence_mark_asks_for_it(end: str) -> None:
    assert typed("of TCM*", end) == f"of traditional Chinese medicine{end}"


def test_a_letter_does_not() -> None:
    assert typed("of TCM*", "s") == "of TCM*s"


def test_the_long_form_is_in_the_house_style() -> None:
    due = expansion("the NPC*", " ", TABLE, read_pack("british"))
    assert due.text == "National People’s Congress"


def test_what_can_be_a_short_form() -> None:
    assert [is_shorthand(each) for each in ("TCM", "G20", "A&F", "", "T C", "*", "a*", "-a")] == [
        *(True,) * 3,
        *(False,) * 5,
    ]


def test_what_makes_no_sense_in_the_library_is_left_out() -> None:
    assert abbreviation_entries({}) == list(USUAL.items())
    kept = {"entries": [["TCM", "x"], ["no good", "y"], 5, ["a", ""], ["b", "c", "d"]]}
    assert abbreviation_entries(kept) == [("TCM", "x")]
    assert TypingHabits.of({"style": 7}, {"entries": []}).abbreviations == {}


# -- codes

LIST = {
    "delimiter": "=",
    "entries": [["zgh", "Zhang Guohua", "Guohua"], ["ZGH", "X"], ["lw", "Li"]],
}


@pytest.mark.parametrize(
    ("before", "said"),
    [
        ("says =zgh", "says Zhang Guohua"),
        ("says =zgh#1", "says Zhang Guohua"),
        ("说=zgh#2", "说Guohua"),
        ("=LW", "Li"),
        ("=zgh#3", None),
        ("=zgh#0", None),
        ("=Zgh", None),  # two are written so
        ("=abc", None),
        ("=z gh", None),
        ("a = b ", None),
        ("https://x.cn/?a=zgh", None),
        ("=", None),
    ],
)
def test_a_code_becomes_its_words_when_the_second_sign_is_typed(
    before: str, said: str | None
) -> None:
    due = Codes.of(LIST).expansion(before, "=")
    line = f"{before}="
    assert (due and line[: len(line) - due.back] + due.text) == said
    assert Codes.of(LIST).expansion(before, "\\") is None
    assert Codes().expansion(before, "=") is None


def test_another_sign_can_be_chosen() -> None:
    codes = Codes.of({"delimiter": "\\", "entries": [["zgh", "Zhang Guohua"], ["a b", "no"]]})
    due = codes.expansion(r"says \zgh", "\\")
    assert due is not None
    assert (due.back, due.length, due.text) == (5, 5, "Zhang Guohua")
    assert [*codes.forms] == ["zgh"]


def test_a_file_of_codes_is_read_and_its_wrong_lines_are_named() -> None:
    text = "# names\r\n\r\nzgh\tZhang  Guohua\tGuohua\t\r\n// more\r\nbad\r\na b\tx\r\n"
    text += "lw\tLi\n=lw=\tLi Wei"
    for data in (text.encode("utf-8-sig"), text.encode(), text.encode("utf-16")):
        file = read_codes(data, "codes.txt")
        assert file.entries == (("zgh", "Zhang Guohua", "Guohua"), ("lw", "Li Wei"))
        assert [number for number, _ in file.wrong] == [5, 6, 8]
    said = [str(each) for each in brought_lines(file, "codes.txt", most=1)]
    assert said[0] == "2 codes of codes.txt were brought in."
    assert said[-1].startswith("Line 5: “bad” stands for nothing")
    for data in (b"\xff\xd0\xd5\xc5\tx", b"no tab"):
        with pytest.raises(NoCodeFile, match=r"codes\.txt"):
            read_codes(data, "codes.txt")


code = st.text(st.sampled_from("abZ9é张"), min_size=1, max_size=8)
form = st.text(st.sampled_from("ab '中.-\""), max_size=8).map(lambda text: " ".join(text.split()))
entries = st.lists(st.tuples(code, st.lists(form, max_size=3), form.filter(bool)), max_size=6)


@given(entries)
def test_a_list_of_codes_comes_back_from_its_file(lines: list[tuple[str, list[str], str]]) -> None:
    whole = put_together([], [(code, *forms, last) for code, forms, last in lines])
    assert list(read_codes(written(whole), "codes.txt").entries) == whole
    kept = {"delimiter": "=", "entries": [list(each) for each in whole]}
    assert entries_of(kept) == whole
    assert Codes.of(kept).forms == {entry[0]: entry[1:] for entry in whole}
