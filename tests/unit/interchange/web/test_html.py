"""What becomes of HTML and text that is pasted into a story."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.interchange.leaving.clipboard import to_html
from editor.interchange.web.html import body_from_html, text_to_document
from editor.story.document import Document, Paragraph, Table
from editor.story.runs import Mark, Run, runs_text


def pasted(html: str) -> str:
    """The body in the short form of the clipboard, without its wrapper."""
    copied = to_html(body_from_html(html)[0])
    return copied.removeprefix('<div data-galley="document">').removesuffix("</div>")


@pytest.mark.parametrize(
    ("html", "body"),
    [
        ("one word", "<p>one word</p>"),
        ("<b>bold</b>", "<p><strong>bold</strong></p>"),
        ("<p>one<p>two", "<p>one</p><p>two</p>"),
        ("<div>one</div><div>two</div>", "<p>one</p><p>two</p>"),
        ("<div>one<p>two</p>three</div>", "<p>one</p><p>two</p><p>three</p>"),
        ("one<br>two", "<p>one<br>two</p>"),
        ("one<br><br>two", "<p>one</p><p>two</p>"),
        ("<p>a  b\n c</p>", "<p>a b c</p>"),
        ("<p>a&nbsp; b 5&nbsp;kg</p>", "<p>a b 5\u00a0kg</p>"),
        ("<p>a<b> b </b> c</p>", "<p>a<strong> b </strong>c</p>"),
        ("<p> </p><p>&nbsp;</p><p><br></p><p>a</p>", "<p>a</p>"),
        ("<h1>a</h1><h2>b</h2><h4>c</h4>", "<h2>a</h2><h2>b</h2><h3>c</h3>"),
        ("<h2><b>a</b></h2>", "<h2>a</h2>"),
        ("<s>a</s><del>b</del><strike>c</strike>", "<p><s>abc</s></p>"),
        ("H<sub>2</sub>O m<sup>2</sup>", "<p>H<sub>2</sub>O m<sup>2</sup></p>"),
        ("<a href='https://a.example/'><u>a</u></a>", '<p><a href="https://a.example/">a</a></p>'),
        ("a<hr>b", "<p>a</p><hr><p>b</p>"),
        ("<b>a<i>b</b>c</i>", "<p><strong>a</strong><em><strong>b</strong></em><em>c</em></p>"),
        ("<pre>a\n  b</pre>", "<p>a<br>b</p>"),
        ("a < b & c > d", "<p>a &lt; b &amp; c &gt; d</p>"),
        ("<dl><dt>a<dd>b</dl>", "<p>a</p><p>b</p>"),
    ],
)
def test_html_is_reduced_to_blocks_and_marks(html: str, body: str) -> None:
    assert pasted(html) == body


@pytest.mark.parametrize(
    ("html", "body"),
    [
        ("<span style='font-weight:700'>a</span>", "<p><strong>a</strong></p>"),
        ("<span style='font-weight: bold'>a</span>", "<p><strong>a</strong></p>"),
        ("<span style='font-weight:500'>a</span>", "<p>a</p>"),
        ("<b style='font-weight:normal'>a</b>", "<p>a</p>"),
        ("<b>a<span style='font-weight:400'>b</span></b>", "<p><strong>a</strong>b</p>"),
        ("<span style='font-style:italic'>a</span>", "<p><em>a</em></p>"),
        ("<i style='font-style:normal'>a</i>", "<p>a</p>"),
        ("<span style='text-decoration:underline'>a</span>", "<p><u>a</u></p>"),
        ("<span style='text-decoration:line-through'>a</span>", "<p><s>a</s></p>"),
        ("<u style='text-decoration:none'>a</u>", "<p>a</p>"),
        ("<span style='vertical-align:super'>a</span>", "<p><sup>a</sup></p>"),
        ("<p style='font-weight:bold'>a</p>", "<p><strong>a</strong></p>"),
    ],
)
def test_styles_count_as_much_as_tags(html: str, body: str) -> None:
    assert pasted(html) == body


@pytest.mark.parametrize(
    ("html", "body"),
    [
        ("<ul><li>a<ul><li>b</ul><li>c</ul>", "<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>"),
        ("<ul><li>a</li><ul><li>b</li></ul></ul>", "<ul><li>a<ul><li>b</li></ul></li></ul>"),
        ("<ol><li><p>a</p><p>b</p></li></ol>", "<ol><li>a<br>b</li></ol>"),
        ("<ul><li>a<ol><li>b</ol>c</ul>", "<ul><li>a<ol><li>b</li></ol></li><li>c</li></ul>"),
        ("<ul><li></li></ul>", ""),
        ("<ul>a</ul>", "<ul><li>a</li></ul>"),
    ],
)
def test_lists_keep_their_items_and_their_order(html: str, body: str) -> None:
    assert pasted(html) == body


@pytest.mark.parametrize(
    "html",
    [
        "<blockquote><p>a</p><footer>— Zhao</footer></blockquote>",
        "<blockquote><p>a</p><cite>Zhao</cite></blockquote>",
        "<blockquote>a<footer>– <cite>Zhao</cite></footer></blockquote>",
        "<blockquote><p>a</p><p>— Zhao</p></blockquote>",
        "<blockquote>a<br>— Zhao</blockquote>",
    ],
)
def test_a_quote_keeps_who_said_it(html: str) -> None:
    assert pasted(html) == "<blockquote><p>a</p><footer>— Zhao</footer></blockquote>"


def test_a_quote_of_one_line_with_a_dash_is_all_quote() -> None:
    assert pasted("<blockquote>— a</blockquote>") == "<blockquote><p>— a</p></blockquote>"


@pytest.mark.parametrize(
    "html",
    [
        "<script>alert(1)</script>a",
        "<style>p{}</style>a",
        "<p onclick='alert(1)'>a</p>",
        "<!-- words -->a<!-->",
        "<![if !supportLists]>a<![endif]>",
        "<?xml version='1.0'?>a",
        "<template>b</template>a",
        "<xml><w:View>Normal</w:View></xml>a",
        "<title>b</title>a",
        "<script><p>b</p></script >a",
    ],
)
def test_what_no_reader_sees_is_left_out_without_a_word(html: str) -> None:
    assert body_from_html(html) == (Document((Paragraph((Run("a"),)),)), ())


@pytest.mark.parametrize(
    ("html", "sentence"),
    [
        ("<img src='/p/map.png'>", "Left out 1 picture: map.png."),
        ("<img src='a.png' alt='A map'><img>", "Left out 2 pictures: a.png (“A map”), unnamed."),
        ("<img src='data:image/png;base64,AA'>", "Left out 1 picture: an embedded picture."),
        ("<a href='javascript:alert(1)'>b</a>",
         "Left out 1 link without a full web address: “b” (“javascript:alert(1)”)."),
        ("<span hidden>b</span>", "Left out hidden text: “b”"),
        ("<p style='display:none'>b</p>", "Left out hidden text: “b”"),
        ("<svg><text>b</text></svg>", "Left out a drawing: “b”"),
        ("<iframe>b</iframe>", "Left out a frame: “b”"),
        ("<button>b</button>", "Left out a button: “b”"),
        ("<table role=presentation><tr><td>b<td>c</table>",
         "The rows of 1 table became paragraphs; check them."),
        ("<table><tr><td colspan=2>b<tr><td>c<td>d</table>",
         "Merged cells of 1 table were taken apart; check them."),
        ("<ol start=3><li>b</ol>", "Lists here begin at 1; the page had 3."),
        ("<del datetime=a>b</del>c<ins datetime=a>d</ins>",
         "Tracked changes: 1 deletion was left out, 1 insertion was taken in; check them."),
    ],
)  # fmt: skip
def test_what_does_not_come_along_is_told(html: str, sentence: str) -> None:
    document, told = body_from_html(f"{html}<p>a</p>")
    assert str(told[0]) == sentence
    assert document.text.endswith("a")


def test_the_words_of_an_unsafe_link_stay() -> None:
    assert pasted("<a href='file:///etc/passwd'>words</a>") == "<p>words</p>"


def test_cells_of_a_table_for_layout_stand_side_by_side() -> None:
    table = "<table role=none> <tr> <td>a</td> <td>b</td> </tr> <tr><th>c<td><p>d</p></table>"
    assert body_from_html(table)[0].text == "a | b\n\nc\n\nd"


def grid(html: str) -> list[str]:
    """The rows of the one table pasted, cells parted by `|`, a `#` before header cells."""
    (table,) = body_from_html(html)[0].blocks
    assert isinstance(table, Table)
    return [
        "|".join("#" * cell.header + runs_text(cell.runs) for cell in row) for row in table.rows
    ]


@pytest.mark.parametrize(
    ("table", "rows"),
    [
        ("<tr><td>a<td>b<tr><th>c<td><p>d</p>", ["a|b", "#c|d"]),
        ("<tr><td><b>a</b><td><b>b</b><tr><td>c<td>d", ["#a|#b", "c|d"]),
        ("<tr><td><b>a</b><td><b>b</b><tr><td><b>c</b><td><b>d</b>", ["a|b", "c|d"]),
        ("<thead><tr><td>a<td>b</thead><tr><td>c<td>d", ["#a|#b", "c|d"]),
        ("<tr><td><p>a</p><p>b</p><td>c<tr><td>d<td>e", ["a\nb|c", "d|e"]),
        ("<tr><td colspan=2>a<tr><td>c<td>d", ["a|", "c|d"]),
        ("<tr><td rowspan=2>a<td>b<tr><td>c", ["a|b", "|c"]),
        ("<tr><td>a<td style='display:none'>h<td>b", ["a|b"]),
        ("<col><col style='display:none'><col><tr><td>a<td>h<td>b", ["a|b"]),
        ("<tr style='display:none'><td>h<td>h<tr><td>a<td>b", ["a|b"]),
        ("<tr><td>&nbsp;<td><br><tr><td>a<td>b", ["a|b"]),
        ("<tr><td>a<td><td>b<tr><td>c<td>&nbsp;<td>d", ["a|b", "c|d"]),
        ("<tr><td colspan=9999999>a<td>b<tr><td>c<td>d", ["a||b", "c|d|"]),
    ],
)
def test_a_table_of_figures_keeps_rows_columns_and_header_cells(
    table: str, rows: list[str]
) -> None:
    assert grid(f"<table>{table}</table>") == rows


@pytest.mark.parametrize(
    "table",
    [
        "<tr><td>a<tr><td>b",
        "<tr><td><h2>a</h2><td>b",
        "<tr><td><table><tr><td>a</table><td>b",
    ],
)
def test_a_table_that_is_only_layout_is_read_as_copy(table: str) -> None:
    document, _ = body_from_html(f"<table>{table}</table>")
    assert not any(isinstance(block, Table) for block in document.blocks)
    assert document.text.replace("\n\n", " ").replace("| ", "") == "a b"


def test_a_copy_from_word_comes_clean(imports: Path) -> None:
    html = (imports / "word-clipboard.html").read_text("utf-8")
    assert pasted(html) == (
        "<h2>Terraced county</h2>"
        "<p>On the <strong>terraces</strong> above Liuhe village, the <em>harvest</em> begins. "
        "It is <u>early</u>.</p>"
        '<p><a href="https://liuhe.example/">A link</a> and plain.</p>'
        "<ul><li>Jingu 47<ul><li>ripens early</li></ul></li><li>Jingu 21</li></ul>"
        "<ol><li>First step</li></ol>"
    )
    assert list(map(str, body_from_html(html)[1])) == ["Left out hidden text: “hidden”"]


def test_a_copy_from_google_docs_comes_clean(imports: Path) -> None:
    html = (imports / "google-docs-clipboard.html").read_text("utf-8")
    assert pasted(html) == (
        "<h2>The seed</h2>"
        "<p>On the <strong>terraces</strong><em> above</em>"
        '<a href="https://liuhe.example/"> Liuhe</a><sup><s>2</s></sup></p>'
        "<ul><li>Jingu 47<ul><li>ripens early</li></ul></li><li>Jingu 21</li></ul>"
    )
    assert body_from_html(html)[1] == ()


@pytest.mark.parametrize(
    "html",
    [
        "<div>" * 100_000,
        "<b>" * 100_000 + "words",
        "<p>a</p>" * 200_000,
        "</b>" * 400_000,
        "<div><table></div></table>" * 70_000,
        "<p>" + "".join(f"<font class={i}>" for i in range(190)) + "<p>x" * 60_000,
        "word " * 500_000,
    ],
)
def test_a_hostile_page_is_answered_with_one_sentence(html: str) -> None:
    document, told = body_from_html(html)
    assert document == Document()
    assert len(told) == 1
    assert str(told[0]).endswith("; copy the text of the story and use that instead.")
    assert str(told[0])[0].isupper()


@pytest.mark.parametrize(
    "html",
    ["<a b='" * 300_000, "<!--" * 400_000, "<!" * 900_000, "<script>" * 200_000, "<a " * 600_000],
)
def test_what_never_ends_is_read_once_and_has_no_words(html: str) -> None:
    assert body_from_html(f"words{html}")[0].text == "words"


_PIECES = st.sampled_from(
    "<p> </p> <b> </b> <i> </i> <div> </div> <ul> <li> </li> </ul> <ol> <table> <tr> <td> </table> "
    "<blockquote> </blockquote> <h2> </h2> <br> <hr> <span> </span> <a> </a> <pre> </pre> <svg> "
    "</svg> <script> </script> <footer> <cite> <aside> <!-- --> < > & &lt; &nbsp; word and".split(
        " "
    )
)


@given(st.lists(st.one_of(_PIECES, st.text(max_size=5)), max_size=30).map("".join))
def test_what_was_pasted_once_is_the_same_when_pasted_again(html: str) -> None:
    document, _ = body_from_html(html)
    assert body_from_html(to_html(document)) == (document, ())


@given(st.lists(st.sampled_from(["one", "two words", "é – “x”", "<b>", "&amp;"]), max_size=6))
def test_pasted_text_keeps_every_paragraph(paragraphs: list[str]) -> None:
    document = text_to_document("\n\n".join(paragraphs))
    assert document.text == "\n\n".join(paragraphs)


def test_a_single_pasted_line_keeps_the_blanks_at_its_edges() -> None:
    assert text_to_document(" and then ") == Document((Paragraph((Run(" and then "),)),))
    assert text_to_document("") == Document()


def test_no_mark_is_invented_for_pasted_text() -> None:
    document = text_to_document("**a**\n\n<b>c</b>")
    assert all(
        Mark.BOLD not in run.marks
        for block in document.blocks
        if isinstance(block, Paragraph)
        for run in block.runs
    )
    assert document.text == "**a**\n\n<b>c</b>"


@pytest.mark.parametrize("tag", ["div", "b", "span", "blockquote", "ul><li", "ol><ul"])
def test_the_deepest_page_that_is_read_keeps_its_words(tag: str) -> None:
    html = f"<{tag}>" * (195 // len(tag.split("><"))) + "words"
    assert body_from_html(html)[0].text == "words"


def test_tables_that_grow_in_the_sanitiser_are_held_to_the_same_depth() -> None:
    assert body_from_html("<table><tr><td>" * 45 + "words")[0].text == "words"
    [said] = body_from_html("<table><td>" * 60 + "words")[1]
    assert str(said) == (
        "Its tags are nested more than 200 deep; copy the text of the story and use that instead."
    )
