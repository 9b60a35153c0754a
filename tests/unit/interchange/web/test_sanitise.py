"""The fence that foreign pages pass."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.interchange.arriving.refusal import BeyondBounds
from editor.interchange.web.balance import MAX_DEPTH
from editor.interchange.web.sanitise import balanced, sanitised


@pytest.mark.parametrize(
    ("page", "clean"),
    [
        ("<script>a</script>b", "b"),
        ("<p onclick=a>b</p>", "<p>b</p>"),
        ("<svg><style><img src=x onerror=alert(1)></style></svg>b", "b"),
        ("<math><mi>a</mi></math>b", "b"),
        ("<iframe src=a></iframe>b", "b"),
        ("<form action=a>b<input></form>", "b"),
        ("<base href=a><link rel=b><meta name=c>b", "b"),
        ("<a href='https://a.example' target=_blank>b</a>", '<a href="https://a.example">b</a>'),
        ("<a href=javascript:a>b</a>", '<a data-lost-link="javascript:a">b</a>'),
        ("<p style='color:red;font-weight:700'>b</p>", '<p style="font-weight:700">b</p>'),
        ("<b><p>a</b>c</p>", "<b><p>a</p></b>c"),
        ("a < b", "a &lt; b"),
        ("<o:p>b</o:p>", "b"),
        ("<NOSCRIPT>a</NOSCRIPT>b", "b"),
    ],
)
def test_only_what_is_allowed_passes(page: str, clean: str) -> None:
    assert sanitised(page).html == clean


def test_words_of_things_left_out_are_handed_on() -> None:
    assert sanitised("<button>Go &amp; see</button><script>a</script>").dropped == (
        ("button", "Go & see"),
    )


def test_nesting_up_to_the_bound_is_read_and_beyond_it_refused() -> None:
    assert sanitised("<div>" * MAX_DEPTH + "a").html.count("<div>") == MAX_DEPTH
    with pytest.raises(BeyondBounds, match="nested more than 200 deep"):
        sanitised("<div>" * (MAX_DEPTH + 1))


@pytest.mark.parametrize(
    "trick", ["<b title='</b>'>", "<b><!-- </b> -->", "<b><script></b></script>"]
)
def test_no_trick_hides_the_depth(trick: str) -> None:
    with pytest.raises(BeyondBounds, match="nested more than"):
        balanced(trick * 300)


_PIECES = (
    "<p>|</p>|<b>|</b>|<i>|</i>|<div>|</div>|<ul>|<li>|</ul>|<table>|<td>|<tr>|</table>|<a>|</a>"
    "|<a href=javascript:a>|<blockquote>|</blockquote>|<script>|</script>|<svg>|</svg>|<!--|-->"
    "|<style>|</style>|<title>|</title>|<textarea>|<plaintext>|<h1>|</h1>|<br>|<hr>|<img>|<dd>"
    '|<option>|<select>|word|&lt;script&gt;|&|<|>|"|\'|=|<p style="|onload=a|<math>|<mtext>|<b '
    "|<col>|<colgroup>|</colgroup>|<col span=3>|<thead>|</thead>|<caption>|<th colspan=9>|<tfoot>"
    "|<del datetime=a>|</del>|<ins datetime=a>|<ol start=3>|<li aria-level=2>|</li>|<img width=1>"
)
_SOUP = st.lists(st.sampled_from(_PIECES.split("|")), max_size=40).map("".join)


@given(_SOUP)
def test_cleaning_twice_is_cleaning_once(page: str) -> None:
    once = sanitised(page).html
    assert sanitised(once).html == once


@given(_SOUP)
def test_nothing_dangerous_passes(page: str) -> None:
    clean = sanitised(page).html.lower()
    for danger in ("<script", "<svg", "<math", "<style", "<iframe", "<form", 'href="javascript:'):
        assert danger not in clean
