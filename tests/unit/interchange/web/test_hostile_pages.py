"""Pages made to stop, to deceive or to reach out: read in bounds, cleaned, or refused in words."""

import base64
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from editor.interchange.arriving.paragraphs import table_of_text
from editor.interchange.leaving.clipboard import to_html
from editor.interchange.web.html import read_page
from editor.interchange.web.lifted_pictures import MAX_PICTURES, lift, picture_beside
from editor.interchange.web.marks import unwrapped
from editor.story.document import Document, Paragraph, PhotoBlock, Table

_PIECES = (
    "<p>|</p>|<b>|</b>|<div>|</div>|<ul>|<ol start=7>|<li>|<li aria-level=3>|</li>|</ul>|<table>"
    "|<tr>|<td>|<td colspan=2>|<td rowspan=3>|<th>|</table>|<thead>|<col style='display:none'>"
    "|<caption>|<blockquote>|<cite>|<h1>|<h3>|<hr>|<br>|<img src='data:image/png;base64,AAAA'>"
    "|<img src=file:///tmp/a.png>|<a href='https://a.example'>|</a>|<del datetime=x>|</del>"
    "|<ins datetime=x>|</ins>|<p class=MsoQuote>|<p class=MsoTitle>|<p style='mso-list:l0 level2'>"
    "|<span style='mso-list:Ignore'>3.</span>|<span style='font-size:0'>|</span>"
    "|<div style='visibility:hidden'>|<style>.a{font-weight:bold}</style>|<p class=a>|<!--|-->"
    "|<![if !supportLists]>|<![endif]>|Version:1.0|word|&nbsp;|&|<|>|\0|\u200b|\u202e|　|—"
)
_PAGES = st.lists(st.one_of(st.sampled_from(_PIECES.split("|")), st.text(max_size=4)), max_size=40)


@settings(max_examples=300)
@given(_PAGES.map("".join))
def test_no_page_makes_the_reader_fail(page: str) -> None:
    reading = read_page(page)
    assert reading.body == Document.of(reading.body.blocks)


@settings(max_examples=200)
@given(_PAGES.map("".join))
def test_what_came_in_is_copied_out_and_pasted_the_same(page: str) -> None:
    body = read_page(page).body.with_placements(lambda _: "")
    again = read_page(to_html(body))
    assert (again.body, str(again.quiet_line)) == (body, "")


@pytest.mark.parametrize(
    "page",
    [
        "<script>alert(1)</script><p>words",
        "<p onclick='alert(1)' onmouseover=alert(1)>words",
        "<a href='javascript:alert(1)'>words</a>",
        "<a href=' java\nscript:alert(1)'>words</a>",
        "<a href='data:text/html,<script>alert(1)</script>'>words</a>",
        "<a href='vbscript:x'>words</a>",
        "<p style='width:expression(alert(1));behavior:url(#x);-moz-binding:url(x)'>words",
        "<meta http-equiv=refresh content='0;url=https://evil.example'><p>words",
        "<base href='https://evil.example/'><p>words",
        "<link rel=stylesheet href='https://evil.example/a.css'><p>words",
        "<style>@import 'https://evil.example/a.css'; p{background:url(//e.example)}</style>words",
        "<svg onload=alert(1)></svg><p>words",
        "<p>words<iframe src='https://evil.example'></iframe>",
        "<object data='https://evil.example'></object><p>words",
        "<form action='https://evil.example'><input name=a><p>words</form>",
    ],
)
def test_nothing_that_acts_or_fetches_comes_along(page: str) -> None:
    body = read_page(page).body
    assert body.text == "words"
    out = to_html(body)
    for danger in ("script", "evil", "onclick", "style=", "href", "refresh", "import", "alert"):
        assert danger not in out


def test_characters_that_hide_or_turn_words_are_cleaned() -> None:
    reading = read_page("<p>pay\u202etxt.exe\u202c a\u200bb\ufeffc\u00add\0e</p>")
    assert reading.body.text == "paytxt.exe abcde"
    assert "invisible characters" in str(reading.quiet_line)


@pytest.mark.parametrize(
    ("page", "words"),
    [
        # Cells by the thousand, spans beyond any table, lists of every level: bounded, not lost.
        ("<table>" + "<tr><td>a<td>b" * 3000 + "</table>", 3000),
        ("<table>" + "<tr><td rowspan=9999 colspan=9999>a<td>b" * 200 + "</table>", 200),
        ("".join(f"<p style='mso-list:l0 level{i} lfo1'>a" for i in range(1, 99)), 98),
        ("<!DOCTYPE b [<!ENTITY b 'cccc'>]>" + "&a;" * 600_000, 600_000),
        ("a" + "<" * 1_900_000, 1),
        ("a" + "&amp;" * 390_000, 1),
        ("a" + "&nbsp;" * 300_000, 1),
        ("<style>" + ".a{font-weight:bold}" * 20_000 + "</style>" + "<p class=a>a" * 500, 500),
    ],
)
def test_large_things_are_read_and_no_word_is_lost(page: str, words: int) -> None:
    assert read_page(page).body.text.count("a") == words


@pytest.mark.parametrize(
    "page",
    [
        "<div>" * 10_000,
        "<ul><li>" * 100_000,
        "<table>" + ("<tr>" + "<td>a" * 1000) * 1000 + "</table>",
        "<p>" + "word " * 20_000_000,
    ],
)
def test_what_is_beyond_bounds_is_refused_with_a_sentence(page: str) -> None:
    reading = read_page(page)
    assert reading.body == Document()
    assert str(reading.quiet_line).endswith("; copy the text of the story and use that instead.")


# -- pictures within a page


def data_address(data: bytes, kind: str = "png") -> str:
    return f"data:image/{kind};base64,{base64.b64encode(data).decode()}"


def test_a_page_gives_no_more_pictures_than_a_story_could_hold() -> None:
    page = f"<img src='{data_address(bytes(400))}'>" * (MAX_PICTURES + 20)
    reading = read_page(page)
    assert len(reading.pictures) == MAX_PICTURES
    assert str(reading.quiet_line) == "20 pictures were left out; drop their files here."


@pytest.mark.parametrize(
    "address",
    [
        data_address(bytes(400), "svg+xml"),
        data_address(bytes(10)),
        "data:image/png;base64,%%%%" + "A" * 900,
        "data:image/png," + "A" * 900,
        "data:image/png;base64," + "A" * 901,
    ],
)
def test_what_is_no_picture_of_ours_is_left_in_the_page(address: str) -> None:
    assert lift(f"<img src='{address}'>")[1] == {}


def test_pictures_are_lifted_however_their_address_is_quoted() -> None:
    address = data_address(bytes(400))
    for page in (f'<img src="{address}">', f"<img src='{address}'>", f"<img src={address} alt=a>"):
        words, pictures = lift(page)
        assert len(pictures) == 1
        assert len(words) < 60


@pytest.mark.parametrize(
    "address",
    [
        "file:///etc/passwd",
        "file:///etc/secret.png",
        "file:///home/chen/private.jpg",
        "file://server/share/msohtmlclip1/01/a.png",
        "file:///tmp/../etc/secret.png",
        "file:///tmp/%00.png",
        "https://a.example/a.png",
        "file://[/a.png",
    ],
)
def test_a_page_cannot_name_a_file_it_likes(address: str) -> None:
    assert picture_beside(address, 1) is None


# -- links and cells


@pytest.mark.parametrize(
    ("address", "real"),
    [
        ("https://www.google.com/url?q=https://a.example/&sa=D", "https://a.example/"),
        (
            "https://nam02.safelinks.protection.outlook.com/?url=https%3A%2F%2Fa.example%2F&data=1",
            "https://a.example/",
        ),
        ("https://www.google.com/url?q=javascript:alert(1)", ""),
        ("https://www.google.com/search?q=https://a.example/", ""),
        ("https://a.example/url?q=https://b.example/", ""),
        ("https://x.example/?safelinks.protection.outlook.com", ""),
    ],
)
def test_wrapped_addresses_are_unwrapped_when_they_are_links(address: str, real: str) -> None:
    assert unwrapped(address) == (real or address)


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("a\tb\nc\td\n", 2),
        ("a\tb\r\nc\td\r\n", 2),
        ('a\t"b\nmore"\nc\td', 2),
        ("a\t\nc\td", 2),
        ("a\tb", 0),
        ("a\nb", 0),
        ("a\tb\nc", 0),
        ("a\tb\nc\td\te", 0),
        ("", 0),
    ],
)
def test_lines_with_as_many_tabs_each_are_a_table(text: str, rows: int) -> None:
    document = table_of_text(text)
    if document is None:
        assert rows == 0
    else:
        (table,) = document.blocks
        assert isinstance(table, Table)
        assert len(table.rows) == rows


def test_what_word_leaves_beside_its_page_comes_along(tmp_path: Path) -> None:
    folder = tmp_path / "Group Containers" / "msohtmlclip1" / "01"
    folder.mkdir(parents=True)
    file = folder / "clip_image002.jpg"
    file.write_bytes(bytes(900))
    page = (
        "<p>one</p><p><!--[if gte vml 1]><v:imagedata src='x'/><![endif]--><![if !vml]>"
        f"<img width=602 height=401 src='{file.as_uri()}' alt='Farmers at work'><![endif]></p>"
        "<p>two</p>"
    )
    reading = read_page(page)
    (picture,) = reading.pictures
    assert (picture.path, picture.alt) == (file, "Farmers at work")
    assert [type(block) for block in reading.body.blocks] == [Paragraph, PhotoBlock, Paragraph]
    assert str(reading.quiet_line) == ""
