"""What other people's OpenDocument texts hold: each of these lost words or places once."""

from collections.abc import Callable
from pathlib import Path

import pytest

from editor.interchange.arriving.incoming import IncomingStory
from editor.interchange.arriving.refusal import Tracked
from editor.story.document import ListBlock, Paragraph, PhotoBlock, Table
from editor.story.runs import runs_text
from tests.unit.interchange.office.made import O, png

Read = Callable[..., IncomingStory]
CASES = Path(__file__).parents[4] / "data" / "import" / "cases"
HEAD = (
    "<text:p>The headline of the day</text:p>"
    "<text:p>The story begins here and goes on for a while, it says.</text:p>"
)


@pytest.fixture
def case(reading: Read) -> Read:
    def read(name: str, tracked: Tracked = Tracked.ACCEPT) -> IncomingStory:
        story = reading(CASES / f"odt-{name}.odt", tracked)
        assert story.unplaced == ()
        return story

    return read


def copy(story: IncomingStory) -> list[str]:
    return [each for each in story.body.paragraph_texts() if each]


def said(story: IncomingStory) -> str:
    return "\n".join(map(str, story.warnings))


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("shapes-on-the-page", "Box: what the tram will cost."),
        ("shapes-on-the-page", "Box: who pays for the stalls."),
        ("shapes-on-the-page", "Box: where to read the plan."),
        ("list-goes-on", "第1条 The tram keeps its fare."),
        ("list-goes-on", "第2条 The market moves once."),
        (
            "private-use-characters",
            "The guest was Wang 䶮 of the port; the list has a hole ? here.",
        ),
        ("hidden-section", "sectionword stays"),
    ],
)
def test_the_words_are_in_the_copy(case: Read, name: str, words: str) -> None:
    assert words in copy(case(name))


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("first-page-header-hidden-section", "Left out the page header: “Harbour Gazette”"),
        ("first-page-header-hidden-section", "Left out the page header: “Embargo until Friday"),
        ("first-page-header-hidden-section", "Left out the page footer: “Printed by the harbour"),
        ("first-page-header-hidden-section", "Left out a hidden section: “Hidden: the desk asks"),
        ("hidden-section", "Left out a hidden section: “hiddensectionword”"),
    ],
)
def test_what_is_left_out_is_quoted(case: Read, name: str, words: str) -> None:
    assert words in said(case(name))


def test_rows_stand_there_as_often_as_they_say(case: Read) -> None:
    [table] = [b for b in case("repeated-rows").body.blocks if isinstance(b, Table)]
    assert [runs_text(row[0].runs) for row in table.rows] == ["repword", "rowrep", "rowrep"]


def test_a_deleted_list_and_table_come_back_as_what_they_were(case: Read) -> None:
    blocks = case("deleted-list-and-table-rejected", Tracked.REJECT).body.blocks[2:6]
    assert [type(block) for block in blocks] == [Paragraph, ListBlock, Table, Paragraph]
    assert "tram keeps" not in "".join(copy(case("deleted-list-and-table-rejected")))


# -- and their kind


@pytest.mark.parametrize(
    ("body", "lines"),
    [
        ("<text:unknown><text:p>in an unknown element</text:p></text:unknown>", ["in an unknown "]),
        (
            (
                "<text:numbered-paragraph text:level='1'><text:p>alone</text:p>"
                "</text:numbered-paragraph>"
            ),
            ["alone"],
        ),
        (
            (
                "<text:list><text:list-item><text:p>item</text:p><text:section>"
                "<text:p>in a section</text:p></text:section></text:list-item></text:list>"
            ),
            ["item", "in a section"],
        ),
        (
            (
                "<text:list><text:list-item><text:p>item</text:p><table:table><table:table-row>"
                "<table:table-cell><text:p>a</text:p></table:table-cell><table:table-cell>"
                "<text:p>b</text:p></table:table-cell></table:table-row></table:table>"
                "</text:list-item></text:list>"
            ),
            ["item", "a", "b"],
        ),
        (
            (
                "<text:p>在<text:ruby><text:ruby-base>太</text:ruby-base><text:ruby-text>tài"
                "</text:ruby-text></text:ruby><text:ruby><text:ruby-base>原</text:ruby-base>"
                "<text:ruby-text>yuán</text:ruby-text></text:ruby>市</text:p>"
            ),
            ["在太原(tàiyuán)市"],
        ),
        (
            (
                "<text:p>The <text:title>Title of it</text:title> of <text:date>May 4</text:date>"
                "</text:p>"
            ),
            ["The Title of it of May 4"],
        ),
        (
            (
                "<text:p>Shown<text:hidden-text text:is-hidden='false'> all the same"
                "</text:hidden-text></text:p>"
            ),
            ["Shown all the same"],
        ),
        (
            (
                "<text:p>line<draw:custom-shape><text:p>in a shape</text:p></draw:custom-shape> on"
                "</text:p>"
            ),
            ["line on", "in a shape"],
        ),
        (
            "<text:p>x<text:script>var y = 1</text:script></text:p>",
            ["x"],
        ),
    ],
)
def test_words_of_any_container_come_once(writer: Read, body: str, lines: list[str]) -> None:
    story = writer(HEAD + body)
    assert len(copy(story)) == len(lines) + 1
    assert all(a.startswith(b) for a, b in zip(copy(story)[1:], lines, strict=True))
    assert story.unplaced == ()


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        (
            "<text:p>The fare is <text:placeholder>&lt;fare&gt;</text:placeholder>.</text:p>",
            "write there: “<fare>” (after “The fare is”)",
        ),
        (
            "<text:p>secret<text:hidden-paragraph text:is-hidden='true'/></text:p>",
            "Left out hidden text: “secret”",
        ),
        (
            (
                "<table:table><table:table-row table:visibility='collapse'><table:table-cell>"
                "<text:p>gone</text:p></table:table-cell></table:table-row><table:table-row>"
                "<table:table-cell><text:p>a</text:p></table:table-cell><table:covered-table-cell>"
                "<text:p>under</text:p></table:covered-table-cell></table:table-row></table:table>"
            ),
            "Left out a hidden row: “gone”",
        ),
        (
            (
                "<table:table><table:table-row>"
                "<table:table-cell><text:p>a</text:p></table:table-cell><table:covered-table-cell>"
                "<text:p>under</text:p></table:covered-table-cell></table:table-row></table:table>"
            ),
            "Left out words of a cell that is not shown: “under”",
        ),
        (
            (
                "<table:table><table:table-column/>"
                "<table:table-column table:visibility='collapse'/>"
                "<table:table-row><table:table-cell><text:p>a</text:p></table:table-cell>"
                "<table:table-cell><text:p>unseen</text:p></table:table-cell></table:table-row>"
                "</table:table>"
            ),
            "Left out words of a cell that is not shown: “unseen”",
        ),
        (
            "<draw:frame><draw:floating-frame xlink:href='other.odt'/></draw:frame>",
            "“other.odt”, a part of this one",
        ),
        (
            (
                "<office:forms xmlns:form='urn:oasis:names:tc:opendocument:xmlns:form:1.0'>"
                "<form:form><form:button form:label='Send it'/></form:form></office:forms>"
            ),
            "Left out a field or button of a form: “Send it”",
        ),
    ],
)
def test_what_no_reader_of_the_page_sees_is_told(writer: Read, body: str, sentence: str) -> None:
    story = writer(HEAD + body)
    assert sentence in said(story)
    assert story.unplaced == ()


def test_a_group_of_a_picture_and_a_text_is_a_photo_with_its_caption(writer: Read) -> None:
    frame = "<draw:frame><draw:image xlink:href='Pictures/a.png'/></draw:frame>"
    text = "<draw:custom-shape><text:p>Boats wait for the tide.</text:p></draw:custom-shape>"
    more = {"Pictures/a.png": png()}
    story = writer(HEAD + f"<text:p><draw:g>{text}{frame}</draw:g></text:p>", more=more)
    assert [each.caption for each in story.pictures] == ["Boats wait for the tide."]
    assert isinstance(story.body.blocks[-1], PhotoBlock)


def test_a_formula_is_plain_text_and_a_chart_is_told_with_its_words(writer: Read) -> None:
    frames = (
        "<text:p>If <draw:frame><draw:object xlink:href='./Object 1'/></draw:frame> holds</text:p>"
        "<text:p><draw:frame><draw:object xlink:href='./Object 2'/></draw:frame></text:p>"
    )
    formula = (
        "<math xmlns='http://www.w3.org/1998/Math/MathML'><semantics><mi>x</mi><mo>=</mo>"
        "<mn>2</mn><annotation>x = 2</annotation></semantics></math>"
    )
    chart = f"<office:document-content {O}><office:body><text:p>Trams a year</text:p></office:body>"
    more = {
        "Object 1/content.xml": formula,
        "Object 2/content.xml": f"{chart}</office:document-content>",
    }
    story = writer(HEAD + frames, more=more)
    assert copy(story)[-1] == "If x=2 holds"
    assert "In it: “Trams a year”" in said(story)
    assert story.unplaced == ()


NUMBERED = (
    "<text:list-style style:name='N'><text:list-level-style-number text:level='1' "
    "style:num-suffix='.' style:num-format='1'/><text:list-level-style-number text:level='2' "
    "style:num-suffix='.' style:num-format='1' text:display-levels='2'/></text:list-style>"
)


def listed(*items: str, more: str = "") -> str:
    inner = "".join(f"<text:list-item><text:p>{each}</text:p></text:list-item>" for each in items)
    return f"<text:list text:style-name='N' {more}>{inner}</text:list>"


@pytest.mark.parametrize(
    ("body", "lines"),
    [
        (listed("a", "b"), ["a", "b"]),
        (
            listed("a") + "<text:p>x</text:p>" + listed("b", more='text:continue-numbering="true"'),
            ["a", "x", "2. b"],
        ),
        (listed("a") + "<text:p>x</text:p>" + listed("b"), ["a", "x", "b"]),
        (
            (
                "<text:list text:style-name='N'><text:list-item text:start-value='7'>"
                "<text:p>a</text:p></text:list-item></text:list>"
            ),
            ["7. a"],
        ),
        (
            (
                "<text:list text:style-name='N'><text:list-item><text:p>a</text:p><text:list>"
                "<text:list-item><text:p>b</text:p></text:list-item></text:list></text:list-item>"
                "</text:list>"
            ),
            ["1. a", "1.1. b"],
        ),
    ],
)
def test_a_label_that_no_list_says_stays_as_words(
    writer: Read, body: str, lines: list[str]
) -> None:
    assert copy(writer(HEAD + body, styles=NUMBERED))[1:] == lines


def test_numbered_headings_keep_their_numbers(writer: Read) -> None:
    styles = (
        f"<office:document-styles {O}><office:styles><text:outline-style>"
        "<text:outline-level-style text:level='1' style:num-format='1' style:num-suffix='.'/>"
        "</text:outline-style></office:styles></office:document-styles>"
    )
    head = "<text:h text:outline-level='1'>{}</text:h>"
    story = writer(HEAD + head.format("First") + head.format("Second"), more={"styles.xml": styles})
    assert copy(story)[1:] == ["1. First", "2. Second"]


def test_signs_of_symbol_fonts_are_read_by_their_tables(writer: Read) -> None:
    styles = (
        "<style:style style:name='T1' style:family='text'><style:text-properties "
        "style:font-name='Wingdings'/></style:style>"
    )
    story = writer(
        HEAD + "<text:p>Done <text:span text:style-name='T1'>\uf0fc</text:span></text:p>",
        styles=styles,
    )
    assert copy(story)[-1] == "Done ✓"
    assert story.unplaced == ()
