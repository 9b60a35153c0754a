"""Where rich text keeps words besides its paragraphs: all of them come in or are told."""

from collections.abc import Callable
from pathlib import Path

import pytest

from editor.interchange.arriving.incoming import IncomingStory
from editor.interchange.read import read_story
from editor.story.document import Heading, ListBlock, Paragraph, Table
from editor.story.runs import runs_text

Read = Callable[..., IncomingStory]
FIELD = "{{\\field{{\\*\\fldinst {} {{\\*\\formfield{{{}}}}}}}}}"
HEAD = "The headline of the day\\par The story begins here, it says.\\par "


def paragraphs(story: IncomingStory) -> list[str]:
    return [runs_text(getattr(block, "runs", ())) for block in story.body.blocks[1:]]


def said(story: IncomingStory) -> str:
    return " ".join(map(str, story.warnings))


@pytest.fixture
def case(imports: Path, tmp_path: Path) -> Callable[[str], IncomingStory]:
    return lambda name: read_story(imports / "cases" / f"{name}.rtf", tmp_path)


def test_headers_and_footers_are_told(case: Callable[[str], IncomingStory]) -> None:
    story = case("rtf-header-footer")
    for words in ("Harbour Gazette", "Embargo until Friday noon", "Printed by the harbour press"):
        assert words not in story.body.text
        assert f"“{words}”" in said(story)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("rtf-mac-charset", "“We stay,” said the owner of the café — and he meant it."),
        ("rtf-page-936-latin-quotes", "He said “Yes” and left the café at once."),
        ("rtf-u-with-control-word-standin", "She said “we stay” and left."),
        ("formfield", "ddword after"),
        ("mmath", "mathword after"),
    ],
)
def test_the_words_are_as_their_program_shows_them(
    case: Callable[[str], IncomingStory], name: str, expected: str
) -> None:
    assert expected in case(name).body.text


def test_a_formula_is_pointed_at(case: Callable[[str], IncomingStory]) -> None:
    assert "check it: “mathword”" in said(case("mmath"))


@pytest.mark.parametrize(
    ("head", "body", "expected"),
    [
        ("\\pc", "caf\\'82 \\'e0", "café α"),
        ("\\pca", "caf\\'82 \\'e0", "café Ó"),
        ("\\mac\\ansicpg10000", "\\'d2Yes\\'d3", "“Yes”"),
        # A western font in which an office wrote Chinese all the same.
        ("\\ansicpg936{\\fonttbl{\\f0\\fcharset0 Arial;}}", "\\f0 \\'c1\\'e9\\'c7\\'f0", "灵丘"),
        ("\\ansicpg936{\\fonttbl{\\f0\\fcharset0 Arial;}}", "\\f0 cr\\'e9\\'e9e", "créée"),
        ("\\ansicpg936{\\fonttbl{\\f0\\fcharset0 A;}}", "\\f0 af\\'e9\\'94 \\'85\\'94", "afé” …”"),
        ("\\ansicpg936{\\fonttbl{\\f0\\fcharset0 A;}}", "\\f0\\'a1\\'b0Yes\\'a1\\'b1", "“Yes”"),
        ("\\deff1{\\fonttbl{\\f0 A;}{\\f1\\fcharset134 B;}}", "\\plain \\'c1\\'e9", "灵"),
        ("", "{\\upr{ansi}{\\*\\ud{\\u28789?\\u19992?}}}", "灵丘"),
        ("", "a {\\upr{older words}} z", "a older words z"),
        ("", "\\uc2\\u8220\\ldblquote\\'93we", "“we"),
        ("", "\\u8220\\'93we stay\\u8221\\'94\\u8212\\emdash he", "“we stay”—he"),
        ("", "half \\u-10179? a smile", "half ? a smile"),
        ("", "two\\page tracks\\column and", "two tracks and"),
        ("", "pleased \\u55357\\'3f\\u56832\\'3f so", "pleased 😀 so"),
        ("", "pleased \\uc0\\u-10179\\u-8704  so", "pleased 😀 so"),
        ("", "{\\field{\\*\\fldinst SYMBOL 0151}{\\fldrslt }} he", "— he"),
        ("", "{\\field{\\*\\fldinst SYMBOL 0X2014 \\\\u}{\\fldrslt }} he", "— he"),
        ("", "\\pard\\dropcapli3\\dropcapt1 T\\par\\pard he mayor rose", "The mayor rose"),
        ("", FIELD.format("FORMCHECKBOX", "\\fftype1\\ffres1") + " yes", "☒ yes"),
        ("", "{\\field{\\*\\fldinst SYMBOL 8364 \\\\u }{\\fldrslt }} 5", "€ 5"),
        ("", "{\\field{\\*\\fldinst MACROBUTTON None [Write here]}} now", "[Write here] now"),
        ("", FIELD.format("FORMTEXT", "\\fftype0{\\*\\ffdeftext Li}") + ".", "Li."),
        ("", "{\\field{\\*\\fldinst EQ \\\\o\\\\ac(\\u9675?,\\u31206?)}}\\u33108?", "秦腔"),
        ("{\\fonttbl{\\f0 A;}{\\f2\\fcharset2 Symbol;}}", "{\\f2 a\\'b9\\u-3998?} A", "α≠β A"),
        ("{\\fonttbl{\\f0 A;}{\\f3 Wingdings;}}", "{\\f3 \\'fc} done", "✓ done"),
        ("", "{\\field{\\*\\fldinst DATE}{\\fldrslt Monday}} it is", "Monday it is"),
    ],
)  # fmt: skip
def test_every_character_comes_in(rich: Read, head: str, body: str, expected: str) -> None:
    assert paragraphs(rich(HEAD + body + "\\par", head=head)) == [expected]


@pytest.mark.parametrize(
    ("part", "words"),
    [
        ("{\\field{\\*\\fldinst EQ \\\\o\\\\ac(\\u9675?,\\u31206?)}{\\fldrslt }}", "○"),
        ("{\\shp{\\*\\shpinst{\\sp{\\sn gtextUNICODE}{\\sv Grand opening}}}}", "Grand opening"),
        ("{\\footnote{\\field{\\*\\fldinst REF a}{\\fldrslt Seen}} there.}", "Seen there."),
        ("{\\header {\\pard one\\par}{\\pict 0aff}two}", "one two"),
        ("{\\v hid{\\b den}\\v0  words}", "hidden"),
        ("{\\*\\brandnew Words of a later version}", "Words of a later version"),
        ("{\\footnote cut in the mid", "cut in the mid"),
    ],
)
def test_what_has_no_place_on_a_page_is_quoted(rich: Read, part: str, words: str) -> None:
    story = rich(f"{HEAD}The end, they said. {part}")
    assert "The end, they said." in story.body.text
    assert f"“{words}”" in said(story)


def test_an_object_without_a_picture_of_it_is_told(rich: Read) -> None:
    story = rich(HEAD + "One {\\object\\objemb{\\*\\objclass X}{\\*\\objdata 0105}} two.\\par")
    assert paragraphs(story) == ["One two."]
    assert "Left out 1 drawing or chart" in said(story)


@pytest.mark.parametrize(
    "box",
    [
        "{\\*\\do\\dobxcolumn{\\dptxbx{\\dptxbxtext\\pard In the box.\\par}}\\dpx0}",
        "{\\shp{\\*\\shpinst{\\shptxt\\pard In the box.\\par}}}",
        "{\\shp{\\*\\shpinst\\shpleft0}{\\shprslt{\\*\\do{\\dptxbxtext\\pard In the box.\\par}}}}",
    ],
)
def test_a_box_hung_on_a_paragraph_does_not_cut_it(rich: Read, box: str) -> None:
    story = rich(f"{HEAD}Before {box}and after it.\\par The end.\\par")
    assert paragraphs(story) == ["Before and after it.", "In the box.", "The end."]


LISTS = (
    "{\\*\\listtable{\\list{\\listlevel\\levelnfc23}\\listid7}{\\list{\\listlevel\\levelnfc0}"
    "{\\listlevel\\levelnfc4}\\listid8}}{\\*\\listoverridetable"
    "{\\listoverride\\listid7\\ls1}{\\listoverride\\listid8\\ls2}}"
)


def item(label: str, words: str, ls: int = 2, level: int = 0) -> str:
    return f"\\pard\\ls{ls}\\ilvl{level}{{\\listtext {label}\\tab}}{words}\\par "


def test_labels_that_the_page_counts_itself_need_no_words(rich: Read) -> None:
    body = item("1.", "one") + item("a.", "inner", level=1) + item("(2)", "two")
    story = rich(HEAD + body + item("\\'b7", "point", 1) + item("o", "ring", 1), head=LISTS)
    counted, points = story.body.blocks[1:]
    assert isinstance(counted, ListBlock)
    assert isinstance(points, ListBlock)
    assert [runs_text(each.runs) for each in counted.items] == ["one", "two"]
    assert [runs_text(each.runs) for each in points.items] == ["point", "ring"]
    assert "“a.”" in said(story)


@pytest.mark.parametrize("label", ["3.", "\\u31532?\\u19977?\\u26465?", "Question:", "C.", "2.1"])
def test_labels_that_no_page_counts_stay_as_words(rich: Read, label: str) -> None:
    story = rich(HEAD + item(label, "the words"), head=LISTS)
    shown = {"\\u31532?\\u19977?\\u26465?": "第三条"}.get(label, label)
    assert story.body.blocks[1] == Paragraph(story.body.blocks[1].runs)  # pyright: ignore[reportAttributeAccessIssue]
    assert paragraphs(story) == [f"{shown} the words"]


def test_a_numbered_heading_keeps_its_number(rich: Read) -> None:
    body = "\\pard\\outlinelevel1{\\listtext 2.1\\tab}The harbour\\par\\pard The end.\\par"
    heading = rich(HEAD + body).body.blocks[1]
    assert isinstance(heading, Heading)
    assert runs_text(heading.runs) == "2.1 The harbour"


def test_a_table_beyond_what_a_document_holds_is_folded(rich: Read) -> None:
    cells = "".join(f"c{number}\\cell " for number in range(70))
    rows = "".join(f"\\pard\\intbl r{number}\\cell x\\cell\\row " for number in range(230))
    story = rich(HEAD + "\\pard\\intbl " + cells + "\\row " + rows + "\\pard After.\\par")
    tables = [block for block in story.body.blocks if isinstance(block, Table)]
    assert [len(table.rows) for table in tables] == [200, 31]
    words = story.body.text.split()
    assert all(f"c{number}" in words for number in range(70))
    assert all(f"r{number}" in words for number in range(230))
