"""What typing makes of quotes, dashes, dots and figures, in each house's style."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.language.style_pack import DEFAULT, NAMES, read_pack
from editor.language.typography import NBSP, changes, replacement

PACKS = {name: read_pack(name) for name in NAMES}
CHINA_DAILY = PACKS["china-daily"]


def typed(text: str, name: str = "china-daily", **switches: bool) -> str:
    """What stands there after `text` was typed character by character."""
    pack = read_pack(name, **switches) if switches else PACKS[name]
    written = ""
    for character in text:
        due = replacement(written, character, pack)
        written += character
        if due is not None:
            start = len(written) - due.back
            written = written[:start] + due.text + written[start + due.length :]
    return written


def set_anew(text: str, name: str = "china-daily") -> str:
    for change in reversed(list(changes(text, PACKS[name]))):
        text = text[: change.start] + change.text + text[change.end :]
    return text


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        ('"It is," she said.', "“It is,” she said."),
        ("\"She said: 'Go.'\"", "“She said: ‘Go.’”"),
        ("'Outer \"inner\" outer'", "‘Outer “inner” outer’"),
        ("Xi'an's wall", "Xi’an’s wall"),
        ("the '90s", "the ’90s"),
        ("the 1980's", "the 1980’s"),
        ("'90 percent'", "‘90 percent’"),
        ("'tis and 'Twas ", "’tis and ’Twas "),
        ("rock 'n' roll", "rock ’n’ roll"),
        ("5'11\" tall", "5'11\" tall"),
        ('in "2024" again', "in “2024” again"),
        ('("quoted")', "(“quoted”)"),
        ('"No—" he', "“No—” he"),
        ('他说"你好"。', "他说“你好”。"),
        ('他说:"你好"', "他说:“你好”"),
    ],
)
def test_quotes_know_where_they_stand(keys: str, expected: str) -> None:
    assert typed(keys) == expected


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        ("class of '07 and", "class of ’07 and"),
        ("summer of '99.", "summer of ’99."),
        ("summer of '99", "summer of ’99"),
        ("'99 was a good year", "’99 was a good year"),
        ("('07)", "(’07)"),
        ("['07]", "[’07]"),
        ("1998/'99", "1998/’99"),
        ("'08-'09 and '08–'09", "’08-’09 and ’08–’09"),
        ("winter '22/'23,", "winter ’22/’23,"),
        ("mid-'90s", "mid-’90s"),
        ("he—'07", "he—’07"),
        ("the '60s and '70s", "the ’60s and ’70s"),
        ("'07's wine", "’07’s wine"),
        ('"Class of \'07"', "“Class of ’07”"),
        ('"\'07 was dry," he said', "“’07 was dry,” he said"),
        ("他在'07年", "他在’07年"),
        ("'cause I ", "’cause I "),
        ("'Cause I ", "’Cause I "),
        ('"\'Cause I said so," he', "“’Cause I said so,” he"),
        ("('til noon)", "(’til noon)"),
        ("get 'em.", "get ’em."),
        ("get 'em—now", "get ’em—now"),
        ('"Get \'em"', "“Get ’em”"),
        ("'twasn't ", "’twasn’t "),
        ("fish 'n chips", "fish ’n chips"),
        ("rock 'n' roll's", "rock ’n’ roll’s"),
        ("goin' to O'Brien's workers' party", "goin’ to O’Brien’s workers’ party"),
        ("In '07 it didn't rain, goin' by the workers' book.", None),
        ("Class of '07: a 9' wall and workers' rights ", "Class of ’07: a 9' wall and workers’ "),
        ("6'2\" and 5'10\"", "6'2\" and 5'10\""),
        ('"He is 6\'2" tall," she said', "“He is 6'2\" tall,” she said"),
        ("'He is 6'2\" tall'", "‘He is 6'2\" tall’"),
    ],
)
def test_an_apostrophe_at_the_start_of_a_word_is_none_of_a_quotation(
    keys: str, expected: str | None
) -> None:
    for name in ("china-daily", "british", "american"):
        assert typed(keys, name).startswith(expected or keys.replace("'", "’"))
    assert typed(keys, "none") == keys
    assert "’" not in typed(keys, "xinhua")


@pytest.mark.parametrize(
    "keys",
    [
        "'07'",
        "'90 percent'",
        "'90 percent' of",
        "'20 years ago we left,' he said",
        "'10,000 people'",
        "'100 days'",
        "'2008'",
        "'20th century'",
        "He said '10 people of the class of '07 died,' and left",
        "'cause of death' is",
        "'round table.'",
        "'em' and 'til'",
    ],
)
def test_a_quotation_may_begin_with_a_figure_or_a_word_of_the_list(keys: str) -> None:
    first = keys.index("'")
    expected = keys[:first] + "‘" + keys[first + 1 :]
    expected = expected.replace(" '07", " ’07").replace(" 'til", " ‘til").replace("'", "’")
    assert typed(keys) == expected
    assert set_anew(keys) == expected


def test_what_stands_between_a_quotations_marks_is_no_change() -> None:
    found = [(c.start, c.end, c.text) for c in changes("'90 percent'", CHINA_DAILY)]
    assert found == [(0, 1, "‘"), (11, 12, "’")]


def test_feet_and_inches_have_their_signs_where_the_pack_says_so() -> None:
    from dataclasses import replace

    pack = replace(CHINA_DAILY, primes=True)
    assert replacement("5", "'", pack).text == "′"
    assert replacement("5′11", '"', pack).text == "″"
    assert replacement("1980′", "s", pack).text == "’"


@pytest.mark.parametrize(
    ("name", "keys", "expected"),
    [
        ("china-daily", "word--word", "word — word"),
        ("china-daily", "word -- word", "word — word"),
        ("china-daily", "word - word", "word — word"),
        ("british", "word -- word", "word – word"),
        ("china-daily", "2019--2026", "2019–2026"),
        ("chinese", "字--字", "字——字"),
        ("xinhua", "(Xinhua) -- Grain", "(Xinhua) -- Grain"),
        ("none", "word -- word", "word -- word"),
        ("china-daily", "10 - 3", "10 - 3"),
        ("china-daily", "ls --help and -x", "ls --help and -x"),
        ("china-daily", "-- Ms Zhao", "-- Ms Zhao"),
        ("china-daily", "word---word", "word---word"),
    ],
)
def test_dashes_are_the_houses(name: str, keys: str, expected: str) -> None:
    assert typed(keys, name) == expected


def test_dots() -> None:
    assert typed("Well...") == "Well…"
    assert typed("Well....") == "Well…."
    assert typed("Well...", "american") == "Well..."
    assert typed("好。。。", "chinese") == "好……"


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        ("10 km away", "10~km away"),
        ("3.5 million yuan.", "3.5~million yuan."),
        ("20,000 yuan,", "20,000~yuan,"),
        ("12 square kilometers of", "12~square kilometers of"),
        ("40 °C.", "40~°C."),
        ("300 mu of", "300~mu of"),
        ("8 % of", "8 % of"),
        ("A4 km", "A4 km"),
        ("10 kmx", "10 kmx"),
    ],
)
def test_a_figure_stays_with_its_unit(keys: str, expected: str) -> None:
    assert typed(keys).replace(NBSP, "~") == expected


def test_signs_and_fractions_only_when_asked_for() -> None:
    assert typed("(c) and 1/2 of") == "(c) and 1/2 of"
    assert typed("(c) (tm) and 1/2 of", symbols=True, fractions=True) == "© ™ and ½ of"
    assert typed("on 1/2/2026 ", fractions=True) == "on 1/2/2026 "


@pytest.mark.parametrize(
    "keys",
    [
        "https://example.org/it's--x...",
        "www.example.org/a--b",
        "mailto:o'neil--x",
        "obrien@example.org's",
        "`it's`",
        "C:\\it's",
        "some_name's",
    ],
)
def test_addresses_and_code_stay_as_they_are(keys: str) -> None:
    assert typed(keys) == keys


def test_a_quotation_may_end_with_an_address() -> None:
    assert typed('"www.example.org" he') == "“www.example.org” he"


def test_a_pack_nobody_knows_is_the_default_one() -> None:
    assert read_pack("reuters").name == DEFAULT
    assert {pack.name for pack in PACKS.values()} == set(NAMES)


WORDS = st.text(st.sampled_from("ab 1250'\"-.“”‘’—–…()/`@:\\_s%\n陈，。\u00a0🙂ä"), max_size=40)


@given(WORDS, st.sampled_from(NAMES))
def test_words_already_there_become_what_typing_them_makes(text: str, name: str) -> None:
    lines = [typed(line, name) for line in text.split("\n")]
    assert set_anew(text, name) == "\n".join(lines)


@given(WORDS, st.sampled_from(NAMES))
def test_no_letter_figure_or_sentence_mark_is_ever_lost(text: str, name: str) -> None:
    def kept(words: str) -> str:
        return "".join(c for c in words if c.isalnum() or c in "()/`@:\\%，\n🙂")

    assert kept(set_anew(text, name)) == kept(text)


@given(WORDS)
def test_a_replacement_lies_within_the_text(text: str) -> None:
    for place, character in enumerate(text):
        due = replacement(text[:place], character, CHINA_DAILY)
        if due is not None:
            assert 0 < due.length <= due.back <= place + 1


@given(WORDS)
def test_the_pack_without_rules_changes_nothing(text: str) -> None:
    assert list(changes(text, PACKS["none"])) == []
