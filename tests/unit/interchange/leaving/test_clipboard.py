"""A body copied and pasted again inside Galley, and what other programs get."""

import re
import subprocess
import sys

from hypothesis import assume, given, settings

from editor.interchange.leaving.clipboard import to_html, to_plain_text
from editor.interchange.web.html import body_from_html
from editor.story.document import (
    Blockquote,
    Divider,
    Document,
    Gallery,
    Heading,
    ListBlock,
    ListItem,
    Paragraph,
    PhotoBlock,
    PullQuote,
    Table,
    TableCell,
)
from editor.story.runs import Mark, Run
from tests.documents import documents

BODY = Document.of(
    [
        Paragraph(
            (Run("It "), Run("began", frozenset({Mark.BOLD, Mark.ITALIC})), Run(" < 5 & on"))
        ),
        Heading(2, (Run("The seed"),)),
        Blockquote((Paragraph((Run("A reason."),)),), "Zhao Suyun"),
        ListBlock(
            True,
            (
                ListItem((Run("Jingu 47"),), (ListBlock(False, (ListItem((Run("early"),)),)),)),
                ListItem((Run("Jingu 21"),)),
            ),
        ),
        PhotoBlock("p1"),
        PullQuote((Run("Large words"),)),
        Table(
            (
                (TableCell((Run("Seed"),), header=True), TableCell((Run("Mu"),), header=True)),
                (TableCell((Run("Jingu 47"),), header=True), TableCell((Run("3\n<half>"),))),
            )
        ),
        Gallery(("p1", "p2")),
        Divider(),
        Paragraph((Run("A "), Run("link", href="https://a.example/?b=1&c=2"))),
    ]
)


@settings(deadline=None, max_examples=60)
@given(documents)
def test_copying_and_pasting_inside_galley_is_identity(document: Document) -> None:
    without_photos = document.with_placements(lambda _: "")
    copied = to_html(without_photos)
    assume(_without_tags(copied) == copied)  # see the next test
    assert body_from_html(copied) == (without_photos, ())


@settings(deadline=None, max_examples=60)
@given(documents)
def test_photos_are_all_that_a_copy_leaves_out(document: Document) -> None:
    without_photos = document.with_placements(lambda _: "")
    read = body_from_html(to_html(document))[0]
    # Letters that hide in invisible tags come in from nowhere, not from a copy of ours either.
    assert _without_tags(read.text) == _without_tags(without_photos.text)


def _without_tags(text: str) -> str:
    return re.sub("[\U000e0000-\U000e007f]", "", text)


def test_a_copy_survives_the_wrapping_of_a_clipboard() -> None:
    document = BODY.with_placements(lambda _: "")
    wrapped = (
        f"<html><body>\r\n<!--StartFragment-->{to_html(document)}<!--EndFragment--></body></html>"
    )
    assert body_from_html(wrapped) == (document, ())


def test_other_programs_get_plain_semantic_html() -> None:
    assert to_html(BODY) == (
        '<div data-galley="document">'
        "<p>It <em><strong>began</strong></em> &lt; 5 &amp; on</p>"
        "<h2>The seed</h2>"
        "<blockquote><p>A reason.</p><footer>— Zhao Suyun</footer></blockquote>"
        "<ol><li>Jingu 47<ul><li>early</li></ul></li><li>Jingu 21</li></ol>"
        '<aside data-galley="pull-quote">Large words</aside>'
        '<table border="1" style="border-collapse:collapse">'
        "<thead><tr><th>Seed</th><th>Mu</th></tr></thead>"
        "<tbody><tr><th>Jingu 47</th><td>3<br>&lt;half&gt;</td></tr></tbody></table>"
        "<hr>"
        '<p>A <a href="https://a.example/?b=1&amp;c=2">link</a></p>'
        "</div>"
    )


def test_plain_text_shows_lists_quotes_and_dividers() -> None:
    assert to_plain_text(BODY) == (
        "It began < 5 & on\n\nThe seed\n\nA reason.\n— Zhao Suyun\n\n"
        "1. Jingu 47\n  - early\n2. Jingu 21\n\nLarge words\n\n"
        "Seed\tMu\nJingu 47\t3 <half>\n\n* * *\n\nA link"
    )


def test_writing_to_a_clipboard_loads_nothing_that_reads_pages() -> None:
    loaded = "import sys, editor.interchange.leaving.clipboard; print('nh3' in sys.modules)"
    said = subprocess.run([sys.executable, "-c", loaded], capture_output=True, check=True)
    assert said.stdout.strip() == b"False"
