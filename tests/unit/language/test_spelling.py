from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.language.flags import Flag, FlagKind
from editor.language.lexicon import Lexicon
from editor.language.spelling import check_text, read_story
from editor.story.credit import CreditLine
from editor.story.document import (
    Block,
    Blockquote,
    Document,
    Heading,
    ListBlock,
    ListItem,
    Paragraph,
    PullQuote,
    Table,
    TableCell,
)
from editor.story.photo import AwaitedPhoto, Photo, PhotoFacts, Placement
from editor.story.runs import Mark, Run
from editor.story.story import Status, Story

UNKNOWN, NAME, REPEATED, SPACES, WIDTH = FlagKind


def found(text: str, lexicon: Lexicon) -> list[tuple[str, FlagKind]]:
    return [(flag.word, flag.kind) for flag in check_text(text, lexicon)]


def test_a_misspelt_word_is_flagged_where_it_stands(lexicon: Lexicon) -> None:
    assert check_text("The goverment said so.", lexicon) == (Flag(4, 13, UNKNOWN, "goverment"),)


@pytest.mark.parametrize(
    "text",
    [
        "Write to desk@galley.example or see https://galley.example/taiyaun?q=tehre#hte today.",
        "See chinadaily.com.cn/a/zzzq and www.qwrt.cn for more.",
        "The account @qwrtz wrote about #qwrtz and #wrq_zz on Monday.",
        "It follows GB50016, A4, 5G, 10th, CO2, H7N9 and 1,200kg.",
        "An iPhone, an mRNA vaccine, GitHub and eBay.",
        "The CPPCC, the NPC and UNESCO met at 7 a.m. in the U.S. and the U.K.",
        "Surface-mounted, dip-coating and well-known, co-operative and non-smoking.",
        "Chen's research, the congress' highlight, the businesses’ fruits and the company’s.",
        "It wasn't, they'd've, we’ll, she’s, o'clock, don’t.",
        "The café and the naïve façade.",
        "He spoke of “la très grande bibliothèque” and left.",
        "在太原，我们用Galley写稿。2023年的GDP增长5.2%。",
        "Taiyuan (太原), the capital of Shanxi, is old.",
        "They sang 你好，世界。 together.",
        "TAIYUAN IS THE CAPITAL OF SHANXI",
        "Москва и Αθήνα and مدينة stand here.",
        "The photoelectronics and agribusiness sectors.",
        "He had had enough; she knew that that was so. Ha ha!",
        "",
    ],
)
def test_nothing_is_flagged_in(text: str, lexicon: Lexicon) -> None:
    assert found(text, lexicon) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They said the the park grew.", [("the", REPEATED)]),
        ("It is is so.", [("is", REPEATED)]),
        ("A pause. Pause again.", []),
        ("Two  spaces and \u00a0 three.", [("  ", SPACES), (" \u00a0 ", SPACES)]),
        ("It grew，he said。", [("，", WIDTH), ("。", WIDTH)]),
        ("太原是山西的省会,也是古城.", [(",", WIDTH), (".", WIDTH)]),
        ("He met Jinnuo in the park.", [("Jinnuo", NAME)]),
        ("In Shanxi, Li Wuyang said so.", [("Li Wuyang", NAME)]),
        ("Li Wuyang said so.", [("Li Wuyang", NAME)]),
        ("Ouyang Zhenhong’s plan", [("Ouyang Zhenhong", NAME)]),
        ("Tecnology is the future.", [("Tecnology", UNKNOWN)]),
        ("Zhendong is a company.", [("Zhendong", NAME)]),
        ("Starmer has left.", [("Starmer", UNKNOWN)]),
        ("Starmer’s party has left.", [("Starmer", NAME)]),
        ("Starmer said so.", [("Starmer", NAME)]),
        ("Starmer has left. Mr Starmer is old.", [("Starmer", NAME), ("Starmer", NAME)]),
        ("He met Ms. Qwertov there.", [("Qwertov", NAME)]),
        ("He met Keirr Starmerz there.", [("Keirr Starmerz", NAME)]),
        ("A wel-known park", [("wel", UNKNOWN)]),
        ("the qwertov park", [("qwertov", UNKNOWN)]),
        ("Modernizing Stratgy Validated By Congress", [("Stratgy", UNKNOWN)]),
        ("jinnuo is old", [("jinnuo", NAME)]),
        ("the langiage of it", [("langiage", UNKNOWN)]),
    ],
)
def test_what_is_odd_is_flagged_in(
    text: str, expected: list[tuple[str, FlagKind]], lexicon: Lexicon
) -> None:
    assert found(text, lexicon) == expected


def test_accents_may_be_composed_or_not(lexicon: Lexicon) -> None:
    assert found("in L\u00fcliang and Lu\u0308liang", lexicon) == []


def test_what_nobody_sees_parts_no_word(lexicon: Lexicon) -> None:
    assert found("The govern\u00adment of Tai\u200byuan\ufeff met.", lexicon) == []
    text = "The gover\u00adment met."
    (flag,) = check_text(text, lexicon)
    assert text[flag.start : flag.end] == flag.word == "gover\u00adment"


def test_quiet_spans_are_not_looked_at(lexicon: Lexicon) -> None:
    text = "He said said qwrtz  and went."
    assert check_text(text, lexicon, quiet=((3, 20),)) == ()
    # What is struck between two equal words parts them.
    assert check_text("the qwrtz the park", lexicon, quiet=((4, 9),)) == ()


def test_an_italic_phrase_with_foreign_letters_is_left_alone(lexicon: Lexicon) -> None:
    text = "They read brwn trèsz wrld aloud."
    assert len(check_text(text, lexicon)) == 3
    assert check_text(text, lexicon, italic=((10, 25),)) == ()


def test_a_word_that_was_added_is_known_from_then_on(lexicon: Lexicon) -> None:
    richer = lexicon.with_words(["Li Wuyang"])
    assert found("Li Wuyang met Wuyang and Mr Li.", richer) == []
    assert found("Mr Wuyang", lexicon) == [("Wuyang", NAME)]
    assert richer.language is lexicon.language
    assert found("qwrtz", lexicon.for_story(["qwrtz"])) == []
    assert found("qwrtz", lexicon) == [("qwrtz", UNKNOWN)]


ODD = st.text(
    st.sampled_from("aAeLiu'’-. ,，。（)“”\"@#:/\n\t0_太原é\u0301\u00ad\u200d\u200b\ufffc😀ЖΩ")
)


@given(st.one_of(st.text(), ODD), st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40))))
def test_every_text_can_be_read_and_every_flag_lies_in_it(
    text: str, quiet: list[tuple[int, int]]
) -> None:
    surnames = frozenset(["Li", "Lei"])
    lexicon = Lexicon(language={"a": 1, "lie": 1}, names=surnames, surnames=surnames)
    flags = check_text(text, lexicon, quiet=quiet)
    last = 0
    for flag in flags:
        assert text[flag.start : flag.end] == flag.word
        assert last <= flag.start < flag.end <= len(text)
        last = flag.end
        assert not any(s < flag.end and flag.start < e for s, e in quiet if s < e)


@pytest.mark.parametrize(
    "piece",
    (
        "a+,a.a,-,',a@,“,xian,a,Xian ,\u00a0,，,a-,http://,a b  ,太;,a',e\u0301,A.,1.,@,_,Lei ,"
        "the ,\u00ad,'s,’,.a,www.,#,A-,aB,ü"
    ).split(","),
)
def test_a_hostile_text_takes_steps_in_proportion(piece: str, lexicon: Lexicon) -> None:
    """The limit of the whole run (pytest's timeout) is what an exponential text would meet."""
    text = piece * (200_000 // len(piece))
    flags = check_text(text, lexicon)
    assert all(text[flag.start : flag.end] == flag.word for flag in flags[:50])


LEXICON = Lexicon(language=dict.fromkeys("the park grew he said".split(), 1))
NOW = datetime(2026, 11, 25, tzinfo=UTC)
FACTS = PhotoFacts(caption="the cptn park", alt="the altx park")
PHOTO = Photo("0" * 64, "a.jpg", "JPEG", 10, 10, 10, FACTS)


def story(*blocks: Block) -> Story:
    return Story(
        id="s",
        slug="s",
        headline="the hdln park",
        deck="the dckx park",
        body=Document.of(blocks),
        section="",
        byline=(),
        contributors=(),
        dateline="",
        keywords=(),
        language="en",
        dated=NOW,
        placements=(Placement("p", PHOTO, lead=True), Placement("q", PHOTO, alt="the own park")),
        awaited_photo=AwaitedPhoto("the wait park", CreditLine()),
        status=Status.DRAFT,
        revision=1,
        created=NOW,
        updated=NOW,
    )


def runs(text: str, *marked: Run) -> tuple[Run, ...]:
    return (Run(text), *marked)


def test_every_text_of_the_page_is_read_in_its_order() -> None:
    item = ListItem(runs("the itma park"), (ListBlock(True, (ListItem(runs("the itmb")),)),))
    read = story(
        Paragraph(runs("the para park")),
        Heading(2, runs("the hdng park")),
        Blockquote((Paragraph(runs("the quot park")),), "the attr"),
        PullQuote(runs("the pull park")),
        ListBlock(False, (item,)),
        Table(((TableCell(runs("the cell park")),),)),
    )
    found = list(read_story(read, LEXICON))
    assert [(each.field, each.flag.word, each.block) for each in found] == [
        ("headline", "hdln", None),
        ("deck", "dckx", None),
        ("body", "para", 0),
        ("body", "hdng", 1),
        ("body", "quot", 2),
        ("body", "attr", 2),
        ("body", "pull", 3),
        ("body", "itma", 4),
        ("body", "itmb", 4),
        ("body", "cell", 5),
        ("caption", "wait", None),
        ("caption", "cptn", None),
        ("alt", "altx", None),
        ("caption", "cptn", None),
        ("alt", "own", None),
    ]
    for each in found:
        assert each.text[each.flag.start : each.flag.end] == each.flag.word
        assert each.flag.kind is FlagKind.UNKNOWN
    assert [each.placement for each in found][-4:] == ["p", "p", "q", "q"]


def test_struck_words_and_foreign_italics_are_left_alone() -> None:
    struck = Run("strk qwrt ", frozenset({Mark.STRIKE}))
    foreign = Run("élan brwn ", frozenset({Mark.ITALIC}))
    body = story(Paragraph(runs("the ", struck, Run("park "), foreign, Run("grwe"))))
    words = [each.flag.word for each in read_story(body, LEXICON) if each.field == "body"]
    assert words == ["grwe"]


def test_a_word_may_run_over_marks() -> None:
    bold = Run("rk", frozenset({Mark.BOLD}))
    body = story(Paragraph(runs("the pa", bold, Run(" grew"))))
    assert not [each for each in read_story(body, LEXICON) if each.field == "body"]
