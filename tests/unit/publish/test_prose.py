"""The body as HTML."""

import sys
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.publish.prose import block_html, inline_html, printable, prose, prose_html
from editor.story.addresses import safe_address
from editor.story.document import (
    Block,
    Blockquote,
    Divider,
    Document,
    Heading,
    ListBlock,
    ListItem,
    Paragraph,
    PhotoBlock,
    PullQuote,
    Table,
    TableCell,
)
from editor.story.runs import Mark, Run, runs_text
from editor.story.text import is_supported
from tests.unit.publish.strategies import documents

BOLD, ITALIC = Mark.BOLD, Mark.ITALIC


def run(text: str, *marks: Mark, href: str = "") -> Run:
    return Run(text, frozenset(marks), href)


def test_a_paragraph_is_a_p_with_its_own_direction() -> None:
    assert block_html(Paragraph((run("Millet"),))) == '<p dir="auto">Millet</p>'


def test_quotation_marks_are_printed_as_they_are() -> None:
    assert inline_html((run('"It\'s ripe," she said.'),)) == '"It\'s ripe," she said.'


def test_a_forced_line_break_is_a_br() -> None:
    assert inline_html((run("one\ntwo"),)) == "one<br>two"


def test_marks_nest_in_one_order_whatever_order_they_were_given() -> None:
    every = (Mark.SUPERSCRIPT, Mark.STRIKE, Mark.UNDERLINE, Mark.ITALIC, Mark.BOLD)

    assert inline_html((run("x", *every, href="https://a.example/"),)) == (
        '<a href="https://a.example/"><strong><em><u><s><sup>x</sup></s></u></em></strong></a>'
    )


def test_a_table_has_headers_for_columns_and_rows_and_its_numbers_under_each_other() -> None:
    def cell(text: str, *, header: bool = False) -> TableCell:
        return TableCell((run(text),), header)

    table = Table(
        (
            (cell("", header=True), cell("Yield & more", header=True)),
            (cell("Jingu 47", header=True), cell("+3,100.5")),
            (cell("Jingu 21", header=True), cell("—")),
        )
    )
    assert block_html(table) == (
        '<table><thead><tr><td dir="auto"></td>'
        '<th scope="col" class="number" dir="auto">Yield &amp; more</th></tr></thead>'
        '<tbody><tr><th scope="row" dir="auto">Jingu 47</th>'
        '<td class="number" dir="auto">+3,100.5</td></tr>'
        '<tr><th scope="row" dir="auto">Jingu 21</th><td class="number" dir="auto">—</td></tr>'
        "</tbody></table>"
    )


def test_a_table_without_words_leaves_nothing() -> None:
    assert block_html(Table(((TableCell(header=True), TableCell((run(" "),))),))) == ""


def test_a_link_that_is_partly_bold_is_one_link() -> None:
    html = inline_html(
        (run("to ", href="https://a.example/"), run("here", BOLD, href="https://a.example/"))
    )

    assert html == '<a href="https://a.example/">to <strong>here</strong></a>'


def test_neighbours_share_the_marks_they_have_in_common() -> None:
    assert inline_html((run("a", BOLD), run("b", BOLD, ITALIC))) == ("<strong>a<em>b</em></strong>")


@pytest.mark.parametrize("address", ["javascript:alert(1)", "data:text/html,x", "/x", "https://"])
def test_an_address_no_page_may_link_to_leaves_its_words(address: str) -> None:
    assert inline_html((run("words", href=address),)) == "words"


def test_an_address_is_escaped_in_its_attribute() -> None:
    html = inline_html((run("x", href='https://a.example/?a="1"&b=2'),))

    assert html == '<a href="https://a.example/?a=&#34;1&#34;&amp;b=2">x</a>'


def test_a_quote_ends_with_who_said_it() -> None:
    quote = Blockquote((Paragraph((run("One."),)), Paragraph((run("Two."),))), "Li Guihua")

    assert block_html(quote) == (
        '<blockquote><p dir="auto">One.</p><p dir="auto">Two.</p>'
        '<footer dir="auto">— <cite>Li Guihua</cite></footer></blockquote>'
    )


def test_a_pull_quote_stands_beside_the_text() -> None:
    assert block_html(PullQuote((run("Sold out"),))) == (
        '<aside class="pull-quote"><p dir="auto">Sold out</p></aside>'
    )


def test_lists_nest() -> None:
    inner = ListBlock(True, (ListItem((run("b"),)),))

    assert block_html(ListBlock(False, (ListItem((run("a"),), (inner,)),))) == (
        '<ul><li dir="auto">a<ol><li dir="auto">b</li></ol></li></ul>'
    )


def test_blocks_without_words_leave_nothing() -> None:
    blank: list[Block] = [Paragraph(), Paragraph((run(" \n"),)), Heading(2), PullQuote()]

    assert list(prose(Document(tuple(blank)))) == []


def test_a_photo_is_handed_on_at_its_place() -> None:
    document = Document((Paragraph((run("a"),)), PhotoBlock("p1"), Divider()))

    assert list(prose(document)) == ['<p dir="auto">a</p>', PhotoBlock("p1"), "<hr>"]
    assert prose_html(document) == '<p dir="auto">a</p>\n<hr>'


def test_printable_keeps_exactly_the_characters_that_a_page_can_carry() -> None:
    every = "".join(map(chr, range(sys.maxunicode + 1)))

    assert printable(every) == "".join(filter(is_supported, every))


@given(documents)
def test_any_body_reads_back_with_the_same_words(document: Document) -> None:
    read = read_back(prose_html(document))

    assert read.texts == expected_texts(document)


@given(documents)
def test_no_body_has_markup_of_a_strangers(document: Document) -> None:
    read = read_back(prose_html(document))

    assert read.tags <= set(
        (
            "p h2 h3 blockquote footer cite aside ul ol li hr br a strong em u s sup sub "
            "div table thead tbody tr th td"
        ).split()
    )
    assert read.attributes <= {"dir", "class", "href", "scope"}
    assert all(safe_address(address) == address for address in read.addresses)


@given(documents)
def test_every_block_leaves_one_element_or_none(document: Document) -> None:
    for block in document.blocks:
        assert read_back(block_html(block)).roots <= 1


@given(st.text())
def test_text_between_tags_is_never_markup(text: str) -> None:
    assert read_back(inline_html((Run(text),))).tags <= {"br"}


class ReadBack(HTMLParser):
    """The words of each paragraph-like element, and what markup there was."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.addresses: list[str] = []
        self.roots = 0
        self._depth = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.roots += self._depth == 0
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        self.addresses += [value or "" for name, value in attrs if name == "href"]
        if tag in ("p", "h2", "h3", "li", "footer", "th", "td"):
            self.texts.append("")
        if tag == "br":
            self.texts[-1:] = [f"{''.join(self.texts[-1:])}\n"]
        if tag not in ("br", "hr"):
            self._depth += 1

    def handle_endtag(self, tag: str) -> None:
        self._depth -= 1

    def handle_data(self, data: str) -> None:
        if self._depth:
            self.texts[-1] += data

    def handle_comment(self, data: str) -> None:
        self.tags.add("a comment")


def read_back(html: str) -> ReadBack:
    reader = ReadBack()
    reader.feed(html)
    reader.close()
    return reader


def expected_texts(document: Document) -> list[str]:
    texts: list[str] = []
    for block in document.blocks:
        match block:
            case ListBlock(_, items):
                texts += _item_texts(items)
            case Blockquote(paragraphs, attribution):
                texts += [t for p in paragraphs if (t := runs_text(p.runs)).strip()]
                texts += [f"— {attribution}"] if attribution else []
            case Paragraph(runs) | Heading(_, runs) | PullQuote(runs) if runs_text(runs).strip():
                texts.append(runs_text(runs))
            case Table(rows) if any(runs_text(c.runs).strip() for row in rows for c in row):
                texts += [runs_text(cell.runs) for row in rows for cell in row]
            case _:
                pass
    return texts


def _item_texts(items: tuple[ListItem, ...]) -> list[str]:
    texts: list[str] = []
    for item in items:
        texts.append(runs_text(item.runs))
        for inner in item.lists:
            texts += _item_texts(inner.items)
    return texts
