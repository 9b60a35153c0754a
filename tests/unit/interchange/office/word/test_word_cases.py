"""What other people's Word files hold: each of these lost words, places or figures once."""

from collections.abc import Callable
from pathlib import Path

import pytest

from editor.interchange.arriving.incoming import IncomingStory
from editor.interchange.arriving.refusal import Tracked
from editor.story.document import Document, PhotoBlock, Table, block_runs
from editor.story.runs import runs_text
from tests.unit.interchange.office.made import W, p, png, r

Read = Callable[..., IncomingStory]
CASES = Path(__file__).parents[4] / "data" / "import" / "cases"
HEAD = p("The headline of the day") + p("The story begins here and goes on for a while, it says.")


@pytest.fixture
def case(reading: Read) -> Read:
    def read(name: str) -> IncomingStory:
        story = reading(CASES / f"docx-{name}.docx", Tracked.ACCEPT)
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
        ("altchunk", "The whole second half of the report stands in this chunk and names the"),
        ("master-document", "chunkword inside"),
        ("field-never-ended", "The port authority answered in writing. It wants two tracks"),
        ("field-never-ended", "The mayor promised an answer by Friday."),
        ("field-in-text-box-never-ended", "The mayor promised an answer by Friday."),
        ("field-in-text-box-never-ended", "Page"),
        ("eq-fields-chinese", "秦腔名家秦先生在太原(tàiyuán)演出。"),
        ("fields-without-result", "Route chosen: Southern quay. Bridge needed: ☒. Price: 40 mi"),
        ("page-break-glues-words", "The bridge will carry two tracks and a path for walkers."),
        ("drop-cap", "The mayor rose first and spoke for an hour"),
        ("hidden-by-style", "The offer stands. More on Friday."),
        ("placeholder-published", "The fare will be a ride."),
        ("list-numbers", "第一条 The tram keeps its fare."),
        ("list-numbers", "第三条 The bridge is built first."),
        ("list-numbers", "第四条 Duties of the port"),
        ("private-use-characters", "The guest was Wang 䶮 of the port"),
    ],
)
def test_the_words_are_in_the_copy(case: Read, name: str, words: str) -> None:
    assert any(each.startswith(words) for each in copy(case(name)))


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("hidden-by-style", "Left out hidden text: “DO NOT PRINT: the mayor asked us off the"),
        ("hidden-by-style", "Left out a hidden row: “Source withheld x”"),
        ("placeholder-published", "“Click or tap here to enter text.” (after “The fare will be”)"),
        ("wordart-smartart-chart", "In it: “Harbour special”, “First the bridge, then the tracks”"),
        ("eq-fields-chinese", "Left out the ring around 秦: “○”"),
        ("link-on-the-deck", "in the deck, on “link to source”: https://a.example/deck"),
    ],
)
def test_what_is_left_out_is_quoted(case: Read, name: str, words: str) -> None:
    assert words in said(case(name))


def test_fields_without_a_result_show_what_stands_in_their_code(case: Read) -> None:
    assert copy(case("fields-without-result"))[-2].endswith("million €. Ask the harbour master.")


def test_a_link_whose_end_was_deleted_ends_with_its_paragraph(case: Read) -> None:
    runs = [
        run
        for block in case("field-end-deleted").body.blocks
        for each in block_runs(block)
        for run in each
    ]
    assert [run.text for run in runs if run.href] == ["on the web"]


def test_a_grouped_photo_keeps_its_caption(case: Read) -> None:
    story = case("group-photo-caption")
    [photo] = story.pictures
    assert (photo.alt, photo.caption) == (
        "the quay at dawn",
        "Boats wait for the tide. Photo: Lin Hai",
    )
    assert any(isinstance(block, PhotoBlock) for block in story.body.blocks)


def test_a_row_that_begins_later_stands_under_its_heads(case: Read) -> None:
    [table] = [b for b in case("row-begins-later").body.blocks if isinstance(b, Table)]
    assert [runs_text(cell.runs) for cell in table.rows[2]] == ["", "14", "38"]


def test_a_long_table_goes_on_in_another(case: Read) -> None:
    tables = [b for b in case("table-201-rows").body.blocks if isinstance(b, Table)]
    assert [len(table.rows) for table in tables] == [200, 1]


# -- and their kind


def field(code: str, result: str | None = None) -> str:
    parted = "" if result is None else f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{result}'
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f"<w:r><w:instrText>{code}</w:instrText></w:r>{parted}"
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


@pytest.mark.parametrize(
    ("code", "shown"),
    [
        (r" EQ \f(1,2) ", "1/2"),
        (r" EQ \r(3,8) ", "√38"),
        (r" eq \x(a) ", "a"),
        (r" EQ \o(a\,b,c) ", "a,bc"),
        (" MACROBUTTON DoIt Type the name ", "Type the name"),
        (" GOTOBUTTON Mark Go there ", "Go there"),
        (r" SYMBOL 252 \f Wingdings \s 12 ", "✓"),
        (r' SYMBOL 0xB7 \f "Symbol" ', "•"),
        (r" SYMBOL 150 \a ", "–"),
        (r" SYMBOL 0151 ", "—"),
        (' QUOTE "as was said" ', "as was said"),
        (" XE hidden ", ""),
    ],
)
def test_what_a_field_without_a_result_shows_is_copy(word: Read, code: str, shown: str) -> None:
    story = word(HEAD + f"<w:p>{r('before [')}{field(code)}{r('] after')}</w:p>")
    assert copy(story)[-1] == f"before [{shown}] after"
    assert story.unplaced == ()


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("PAGEREF _1", "PAGEREF"),
        ("SYMBOL 99999999", "SYMBOL"),
        ("SYMBOL 0xFFFFFF", "SYMBOL"),
        ("SYMBOL 0xD800", "SYMBOL"),
        ("SYMBOL 123456789012 \\u", "SYMBOL"),
        ("SYMBOL 1114112 \\f Wingdings", "SYMBOL"),
        ("SYMBOL x", "SYMBOL"),
    ],
)
def test_a_field_that_nobody_can_work_out_is_told(word: Read, code: str, kind: str) -> None:
    story = word(HEAD + f"<w:p>{r('Page ')}{field(code)}</w:p>")
    assert f"fields without a result ({kind})" in said(story)


def test_words_among_a_fields_code_are_quoted(word: Read) -> None:
    code = field(" IF ", r("yes") + field(" REF x ", r("shown")))
    code = code.replace('<w:r><w:fldChar w:fldCharType="separate"/></w:r>', r("in the code"), 1)
    story = word(HEAD + f"<w:p>{r('It is ')}{code}{r(' so.')}</w:p>")
    assert "Left out the code of a field: “in the codeyes”" in said(story)
    assert "Left out the code of a field: “shown”" in said(story)
    assert story.unplaced == ()


def test_fields_begun_in_a_cell_or_note_end_there(word: Read) -> None:
    begun = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> DATE </w:instrText></w:r>'
    )
    cells = f"<w:tc><w:p>{r('a')}{begun}</w:p></w:tc><w:tc>{p('b')}</w:tc>"
    table = f"<w:tbl><w:tr>{cells}</w:tr><w:tr>{cells}</w:tr></w:tbl>"
    ended = '<w:p><w:r><w:fldChar w:fldCharType="end"/></w:r>' + r("an end alone") + "</w:p>"
    story = word(HEAD + table + ended + p("the last"))
    assert copy(story)[-6:] == ["a", "b", "a", "b", "an end alone", "the last"]


def test_nested_boxes_come_once_each(word: Read) -> None:
    def box(inner: str) -> str:
        drawn = f"<w:pict><v:textbox><w:txbxContent>{inner}</w:txbxContent></v:textbox></w:pict>"
        return (
            "<w:p><w:r><mc:AlternateContent><mc:Choice><w:drawing><a:x><w:txbxContent>"
            f"{inner}</w:txbxContent></a:x></w:drawing></mc:Choice><mc:Fallback>{drawn}"
            "</mc:Fallback></mc:AlternateContent></w:r></w:p>"
        )

    inner = p("the innermost words")
    for depth in range(8):
        inner = p(f"box {depth}") + box(inner)
    story = word(HEAD + inner)
    assert copy(story).count("the innermost words") == 1
    assert copy(story).count("box 3") == 1
    assert story.unplaced == ()


def test_signs_of_symbol_fonts_are_read_by_their_tables(word: Read) -> None:
    wingdings = '<w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/>'
    runs = (
        '<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>'
        '<w:r><w:sym w:font="Wingdings 3" w:char="F0FC"/></w:r>'
        + r("J", wingdings)
        + r("\uf0a7", wingdings)
        + r("abc", '<w:rFonts w:ascii="Symbol"/>')
    )
    story = word(HEAD + f"<w:p>{r('Signs ')}{runs}</w:p>")
    assert copy(story)[-1] == "Signs ✓☺▪αβχ"
    assert "symbols of the font Wingdings 3" in said(story)
    assert story.unplaced == ()


def test_ruby_is_the_base_with_its_reading(word: Read) -> None:
    def ruby(base: str, above: str) -> str:
        return (
            f"<w:r><w:ruby><w:rt>{r(above)}</w:rt><w:rubyBase>{r(base)}</w:rubyBase></w:ruby></w:r>"
        )

    story = word(HEAD + f"<w:p>{r('在')}{ruby('太', 'tài')}{ruby('原', 'yuán')}{r('市')}</w:p>")
    assert copy(story)[-1] == "在太原(tàiyuán)市"
    assert story.unplaced == ()


def test_whatever_wraps_words_or_paragraphs_hides_none(word: Read) -> None:
    body = (
        f"<w:unknown>{p('a paragraph in an unknown element')}</w:unknown>"
        f"<w:p><w:unknown>{r('a run in one')}</w:unknown></w:p>"
        f"<w:oMathPara><w:oMath><w:r><w:t>x = y</w:t></w:r></w:oMath></w:oMathPara>"
        f"<w:r><w:t>a run without a paragraph</w:t></w:r>"
    )
    story = word(HEAD + body)
    assert copy(story)[-4:] == [
        "a paragraph in an unknown element",
        "a run in one",
        "x = y",
        "a run without a paragraph",
    ]


def test_words_under_merged_cells_are_quoted(word: Read) -> None:
    def cell(words: str, merge: str = "") -> str:
        return f"<w:tc><w:tcPr>{merge}</w:tcPr>{p(words)}</w:tc>"

    down, over = '<w:vMerge w:val="restart"/>', '<w:hMerge w:val="restart"/>'
    first = cell("a", down) + cell("b")
    second = cell("covered", "<w:vMerge/>") + cell("c", over) + cell("covered, too", "<w:hMerge/>")
    table = f"<w:tbl><w:tr>{first}</w:tr><w:tr>{second}</w:tr></w:tbl>"
    story = word(HEAD + table)
    assert "Left out words under a merged cell: “covered”" in said(story)
    assert "Left out words under a merged cell: “covered, too”" in said(story)
    assert "Merged cells of 1 table were taken apart" in said(story)


def numbered(number: int, words: str, level: int = 0, style: str = "") -> str:
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    numbering = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
    return f"<w:p><w:pPr>{named}{numbering}</w:pPr>{r(words)}</w:p>"


def levels(*said: tuple[str, str]) -> str:
    return "".join(
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
        for at, (form, text) in enumerate(said)
    )


DECIMAL = levels(("decimal", "%1."), ("lowerLetter", "%2)"), ("decimal", "%1.%2.%3"))
NUMBERS = f"""<w:numbering {W}>
<w:abstractNum w:abstractNumId="1">{DECIMAL}</w:abstractNum>
<w:abstractNum w:abstractNumId="2">{levels(("none", "Question:"))}</w:abstractNum>
<w:abstractNum w:abstractNumId="3">{levels(("bullet", "o"))}</w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="2"/></w:num>
<w:num w:numId="3"><w:abstractNumId w:val="3"/></w:num>
<w:num w:numId="4"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0">
<w:startOverride w:val="1"/></w:lvlOverride></w:num>
</w:numbering>"""


@pytest.fixture
def listed(word: Read) -> Read:
    def read(body: str) -> IncomingStory:
        rows = {"n": ("numbering", "numbering.xml")}
        return word(HEAD + body + p("the end"), rows=rows, more={"word/numbering.xml": NUMBERS})

    return read


def test_a_list_that_counts_from_one_is_a_list(listed: Read) -> None:
    story = listed(numbered(1, "a") + numbered(1, "b", 1) + numbered(1, "c"))
    assert copy(story)[1:-1] == ["a", "b", "c"]
    assert "Numbered lists here count 1, 2, 3; the file had “a)”." in said(story)


@pytest.mark.parametrize(
    ("body", "lines"),
    [
        # goes on after a paragraph
        (
            numbered(1, "a") + numbered(1, "b") + p("between") + numbered(1, "c"),
            ["a", "b", "between", "3. c"],
        ),
        # begins again right after another one
        (numbered(1, "a") + numbered(1, "b") + numbered(4, "c"), ["1. a", "2. b", "1. c"]),
        # counts the levels above
        (numbered(1, "a") + numbered(1, "b", 2), ["1. a", "1.a.1 b"]),
        (numbered(2, "why?") + numbered(3, "dot"), ["Question: why?", "dot"]),
    ],
)
def test_a_label_that_no_list_says_stays_as_words(
    listed: Read, body: str, lines: list[str]
) -> None:
    assert copy(listed(body))[1:-1] == lines


def test_an_unticked_file_within_is_told_and_a_deep_one_refused(word: Read) -> None:
    rows = {"c": ("aFChunk", "part.bin"), "s": ("subDocument", "file:///c:/second.docx")}
    body = HEAD + '<w:altChunk r:id="c"/><w:subDoc r:id="s"/>'
    story = word(body, rows=rows, outside=("s",), more={"word/part.bin": b"PK\x03\x04 no zip"})
    assert "Left out the file word/part.bin within this one" in said(story)
    assert "second.docx”, a part of this one" in said(story)


def test_pictures_keep_their_own_alternative_text(word: Read) -> None:
    def picture(key: str, alt: str) -> str:
        return (
            f'<pic:pic><pic:nvPicPr><pic:cNvPr id="1" name="p" descr="{alt}"/></pic:nvPicPr>'
            f'<pic:blipFill><a:blip r:embed="{key}"/></pic:blipFill></pic:pic>'
        )

    both = picture("a", "one") + picture("b", "two")
    group = f"<w:p><w:r><w:drawing><wp:inline>{both}</wp:inline></w:drawing></w:r></w:p>"
    story = word(
        HEAD + group + p("after"),
        rows={"a": ("image", "media/a.png"), "b": ("image", "media/b.png")},
        more={"word/media/a.png": png(), "word/media/b.png": png((1, 2, 3))},
    )
    assert [each.alt for each in story.pictures] == ["one", "two"]
    assert isinstance(story.body, Document)
