"""What of a Word file becomes copy, what is told, and what becomes of tracked changes."""

from collections.abc import Callable
from pathlib import Path

import pytest

from editor.interchange.arriving.incoming import IncomingStory
from editor.interchange.arriving.refusal import ChangeKind, Tracked
from editor.story.document import (
    Heading,
    ListBlock,
    ListItem,
    Paragraph,
    PhotoBlock,
    PullQuote,
    Table,
)
from editor.story.runs import Mark, Run, runs_text
from tests.unit.interchange.office.made import W, p, packed, png, r, word_parts

Read = Callable[..., IncomingStory]
Changes = Callable[[Path], list[tuple[ChangeKind, str, str]]]

HEAD = p("The headline of the day") + p("The story begins here and goes on for a while, it says.")
STYLES = f"""<w:styles {W}>
<w:style w:type="paragraph" w:styleId="a1"><w:name w:val="heading 1"/></w:style>
<w:style w:type="paragraph" w:styleId="a2"><w:name w:val="My heading"/><w:basedOn w:val="a1"/>
</w:style>
<w:style w:type="paragraph" w:styleId="t"><w:name w:val="Title"/></w:style>
<w:style w:type="paragraph" w:styleId="q"><w:name w:val="Intense Quote"/></w:style>
<w:style w:type="paragraph" w:styleId="c"><w:name w:val="caption"/></w:style>
<w:style w:type="paragraph" w:styleId="k"><w:name w:val="Kopf"/>
<w:pPr><w:outlineLvl w:val="2"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="toc"><w:name w:val="toc 1"/></w:style>
<w:style w:type="character" w:styleId="s"><w:name w:val="Strong"/><w:rPr><w:b/></w:rPr></w:style>
<w:style w:type="character" w:styleId="h"><w:name w:val="Hyperlink"/><w:rPr><w:u w:val="single"/>
</w:rPr></w:style>
</w:styles>"""
NUMBERS = f"""<w:numbering {W}>
<w:abstractNum w:abstractNumId="1">
<w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/></w:lvl>
<w:lvl w:ilvl="1"><w:numFmt w:val="decimal"/></w:lvl>
</w:abstractNum>
<w:abstractNum w:abstractNumId="2"><w:lvl w:ilvl="0"><w:numFmt w:val="none"/></w:lvl>
</w:abstractNum>
<w:num w:numId="5"><w:abstractNumId w:val="1"/></w:num>
<w:num w:numId="6"><w:abstractNumId w:val="2"/></w:num>
<w:num w:numId="7"><w:abstractNumId w:val="1"/>
<w:lvlOverride w:ilvl="0"><w:lvl w:ilvl="0"><w:numFmt w:val="lowerRoman"/></w:lvl></w:lvlOverride>
</w:num>
</w:numbering>"""


@pytest.fixture
def styled(word: Read) -> Read:
    """A Word file with the styles and numberings above."""

    def read(body: str) -> IncomingStory:
        rows = {"s": ("styles", "styles.xml"), "n": ("numbering", "numbering.xml")}
        more = {"word/styles.xml": STYLES, "word/numbering.xml": NUMBERS}
        return word(body, rows=rows, more=more)

    return read


FIELD = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
    '<w:r><w:instrText> HYPERLINK "https://a.example/" \\o "tip" </w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r>{}'
    '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
)


def item(number: int, level: int, words: str) -> str:
    return (
        f'<w:p><w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
        f"</w:pPr>{r(words)}</w:p>"
    )


def last(story: IncomingStory) -> Paragraph:
    block = story.body.blocks[-1]
    assert isinstance(block, Paragraph)
    return block


def test_styles_say_what_a_paragraph_is_also_through_those_they_are_based_on(styled: Read) -> None:
    story = styled(
        p("Kicker of the day")
        + p("The title", "t")
        + p("Deep", "a2")
        + p("Said", "q")
        + p("Kopf", "k")
        + p("Last words.")
    )
    assert story.headline == "The title"
    assert story.deck == "Kicker of the day"  # shown for confirmation like everything
    assert story.body.blocks == (
        Heading(2, (Run("Deep"),)),
        PullQuote((Run("Said"),)),
        Heading(3, (Run("Kopf"),)),
        Paragraph((Run("Last words."),)),
    )


def test_a_mark_comes_from_the_run_or_its_style_and_can_be_taken_back(styled: Read) -> None:
    strong = '<w:rStyle w:val="s"/>'
    runs = r("bold", strong) + r(" plain", f'{strong}<w:b w:val="0"/>') + r(" it", "<w:i/>")
    story = styled(HEAD + p(runs))
    assert last(story).runs == (
        Run("bold", frozenset({Mark.BOLD})),
        Run(" plain"),
        Run(" it", frozenset({Mark.ITALIC})),
    )


def test_numbering_says_bullet_or_number_at_every_level(styled: Read) -> None:
    story = styled(
        HEAD
        + item(5, 0, "a")
        + item(5, 1, "b")
        + item(5, 0, "c")
        + p("between")
        + item(7, 0, "d")
        + item(6, 0, "no item")
        + item(0, 0, "none either")
    )
    inner = ListBlock(ordered=True, items=(ListItem((Run("b"),)),))
    bullets = ListBlock(
        ordered=False, items=(ListItem((Run("a"),), (inner,)), ListItem((Run("c"),)))
    )
    numbers = ListBlock(ordered=True, items=(ListItem((Run("d"),)),))
    blocks = story.body.blocks[1:]
    assert blocks[0] == bullets
    assert blocks[2] == numbers
    assert blocks[3:] == (Paragraph((Run("no item"),)), Paragraph((Run("none either"),)))


@pytest.mark.parametrize(
    ("link", "address"),
    [
        ('<w:hyperlink r:id="web">{}</w:hyperlink>', "https://a.example/"),
        ('<w:hyperlink r:id="bad">{}</w:hyperlink>', ""),
        ('<w:hyperlink w:anchor="there">{}</w:hyperlink>', ""),
        ('<w:fldSimple w:instr=" HYPERLINK &quot;https://a.example/&quot; ">{}</w:fldSimple>',
         "https://a.example/"),
        (FIELD, "https://a.example/"),
    ],
)  # fmt: skip
def test_links_of_every_kind_are_read(word: Read, link: str, address: str) -> None:
    rows = {"web": ("hyperlink", "https://a.example/"), "bad": ("hyperlink", "javascript:alert(1)")}
    words = r("See ") + link.format(r("there", '<w:u w:val="single"/>'))
    story = word(HEAD + p(words), rows=rows, outside=("web", "bad"))
    runs = last(story).runs
    assert runs_text(runs) == "See there"
    assert runs[-1].href == address
    if "bad" in link:
        assert "javascript:alert(1)" in " ".join(map(str, story.warnings))
    if address:  # every link is underlined, so that is no mark
        assert runs[-1].marks == frozenset()


def test_breaks_tabs_and_special_hyphens_become_characters(word: Read) -> None:
    runs = (
        "<w:r><w:t>one</w:t><w:br/><w:t>two</w:t><w:tab/><w:t>three</w:t><w:noBreakHyphen/>"
        "<w:t>four</w:t><w:softHyphen/><w:t>five</w:t></w:r>"
    )
    assert runs_text(last(word(HEAD + p(runs))).runs) == "one\ntwo three‑fourfive"


def test_hidden_words_notes_comments_and_headers_are_told(word: Read) -> None:
    notes = (
        f'<w:footnotes {W}><w:footnote w:type="separator"><w:p/></w:footnote>'
        f"<w:footnote>{p('See the yearbook.')}</w:footnote></w:footnotes>"
    )
    comments = (
        f'<w:comments {W}><w:comment w:author="Li Wei">{p("Check this.")}</w:comment></w:comments>'
    )
    header = f"<w:hdr {W}>{p('County desk')}</w:hdr>"
    story = word(
        HEAD + p(r("Seen.") + r("Unseen.", "<w:vanish/>") + "<w:r><w:footnoteReference/></w:r>")
        + '<w:sectPr><w:headerReference r:id="h"/></w:sectPr>',
        rows={
            "f": ("footnotes", "footnotes.xml"),
            "c": ("comments", "comments.xml"),
            "h": ("header", "header1.xml"),
        },
        more={
            "word/footnotes.xml": notes,
            "word/comments.xml": comments,
            "word/header1.xml": header,
        },
    )  # fmt: skip
    assert runs_text(last(story).runs) == "Seen."
    assert tuple(map(str, story.warnings)) == (
        "Left out 1 footnote; a story page has none: “See the yearbook.”",
        "Left out 1 comment from the margin: “Check this.” by Li Wei",
        "Left out hidden text: “Unseen.”",
        "Left out the page header: “County desk”",
    )


def drawing(reference: str, alt: str = "", *, link: bool = False) -> str:
    kind = "r:link" if link else "r:embed"
    return (
        f'<w:r><w:drawing><wp:inline><wp:docPr id="1" name="Grafik 1" descr="{alt}"/>'
        f'<a:graphic><a:graphicData><pic:pic><pic:blipFill><a:blip {kind}="{reference}"/>'
        "</pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )


def test_pictures_stand_where_they_stood_with_alt_text_and_caption(word: Read) -> None:
    rows = {"s": ("styles", "styles.xml"), "i": ("image", "media/image1.png")}
    more = {"word/styles.xml": STYLES, "word/media/image1.png": png()}
    story = word(
        HEAD
        + p("Before.")
        + p(drawing("i", "A mill"))
        + p("The mill.", "c")
        + p("After, at last."),
        rows=rows,
        more=more,
    )
    assert story.lead == ""
    assert [type(block) for block in story.body.blocks] == [
        Paragraph,
        Paragraph,
        PhotoBlock,
        Paragraph,
    ]
    [picture] = story.pictures
    assert (picture.name, picture.alt, picture.caption) == ("image1.png", "A mill", "The mill.")
    assert picture.path.read_bytes() == png()


def test_a_caption_in_a_text_box_and_one_in_a_frame_table_are_found(word: Read) -> None:
    rows = {"i": ("image", "media/image1.png")}
    more = {"word/media/image1.png": png()}
    box = (
        "<w:r><mc:AlternateContent><mc:Choice><w:drawing><w:txbxContent>"
        + p(drawing("i", "A")) + p("In a box. [Photo/VCG]")
        + "</w:txbxContent></w:drawing></mc:Choice><mc:Fallback><w:pict>"
        "<w:txbxContent>" + p("In a box. [Photo/VCG]") + "</w:txbxContent></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )  # fmt: skip
    cell = p(drawing("i", "B")) + p("In a frame. [Photo/IC]")
    frame = f"<w:tbl><w:tr><w:tc>{cell}</w:tc></w:tr></w:tbl>"
    story = word(HEAD + p(r("Words. ") + box) + frame + p("The end of it."), rows=rows, more=more)
    assert [picture.caption for picture in story.pictures] == ["In a box.", "In a frame."]
    assert not any(isinstance(block, Table) for block in story.body.blocks)


def test_a_picture_that_is_only_linked_to_is_never_opened(word: Read, tmp_path: Path) -> None:
    secret = tmp_path / "secret.png"
    secret.write_bytes(png())
    rows = {"x": ("image", secret.as_uri()), "y": ("image", "../../../secret.png")}
    story = word(
        HEAD + p(drawing("x", "Linked", link=True)) + p(drawing("y", "Inside")),
        rows=rows,
        outside=("x",),
    )
    assert story.pictures == ()
    assert any("only linked to" in str(each) for each in story.warnings)
    assert any("missing in the file" in str(each) for each in story.warnings)


def test_drawings_that_are_no_pictures_are_told(word: Read) -> None:
    rows = {"e": ("image", "media/image1.emf")}
    more = {"word/media/image1.emf": b"\x01\0\0\0" + b"\0" * 60}
    story = word(HEAD + p(drawing("e", "A chart")), rows=rows, more=more)
    assert tuple(map(str, story.warnings)) == (
        "Left out the picture image1.emf (“A chart”): it is a drawing (EMF).",
    )


def test_merged_cells_are_unfolded_and_nothing_in_them_is_lost(word: Read) -> None:
    def cell(words: str, properties: str = "") -> str:
        return f"<w:tc><w:tcPr>{properties}</w:tcPr>{p(words)}</w:tc>"

    wide = cell("wide", '<w:gridSpan w:val="2"/>')
    tall, below = cell("tall", '<w:vMerge w:val="restart"/>'), cell("x", "<w:vMerge/>")
    rows = f"<w:tr>{wide}{tall}</w:tr><w:tr>{cell('a')}{cell('b')}{below}</w:tr>"
    table = word(HEAD + f"<w:tbl>{rows}</w:tbl>").body.blocks[-1]
    assert isinstance(table, Table)
    words = [[runs_text(cell.runs) for cell in row] for row in table.rows]
    assert words == [["wide", "", "tall"], ["a", "b", ""]]


def test_a_table_of_contents_is_left_out(styled: Read) -> None:
    story = styled(p("The title", "t") + p("What we grow 3", "toc") + p("The story begins here."))
    assert story.body.text == "The story begins here."
    assert any("table of contents" in str(each) for each in story.warnings)


# -- tracked changes


def ins(words: str, author: str = "Li Wei") -> str:
    return f'<w:ins w:author="{author}">{r(words)}</w:ins>'


def gone(words: str, author: str = "Li Wei") -> str:
    run = f'<w:r><w:delText xml:space="preserve">{words}</w:delText></w:r>'
    return f'<w:del w:author="{author}">{run}</w:del>'


def ended(mark: str, words: str) -> str:
    """A paragraph whose end was inserted or deleted."""
    return f'<w:p><w:pPr><w:rPr><w:{mark} w:author="Chen Yu"/></w:rPr></w:pPr>{r(words)}</w:p>'


def settled(word: Read, body: str, tracked: Tracked) -> list[str]:
    return word(HEAD + body, tracked).body.text.split("\n\n")[1:]


@pytest.mark.parametrize(
    ("body", "accepted", "rejected"),
    [
        (p(r("a ") + ins("new") + gone("old") + r(" z")), ["a new z"], ["a old z"]),
        # Inserted by one, deleted by another: either way it is gone unless both are refused.
        (p(r("a ") + f'<w:ins w:author="A">{gone("x", "B")}</w:ins>' + r("z")), ["a z"], ["a z"]),
        (
            p('<w:moveFrom w:author="A">' + r("moved ") + "</w:moveFrom>" + r("first"))
            + p(r("then ") + '<w:moveTo w:author="A">' + r("moved") + "</w:moveTo>"),
            ["first", "then moved"],
            ["moved first", "then"],
        ),
        (ended("ins", "one ") + p("two"), ["one", "two"], ["one two"]),
        (ended("del", "one ") + p("two"), ["one two"], ["one", "two"]),
    ],
)  # fmt: skip
def test_changes_are_accepted_or_rejected_as_word_does(
    word: Read, body: str, accepted: list[str], rejected: list[str]
) -> None:
    assert settled(word, body, Tracked.ACCEPT) == accepted
    assert settled(word, body, Tracked.REJECT) == rejected


def test_changes_of_format_and_of_rows_are_settled_too(word: Read) -> None:
    bold = '<w:b/><w:rPrChange w:author="A"><w:rPr><w:i/></w:rPr></w:rPrChange>'
    row = "<w:tr>{}<w:tc>{}</w:tc><w:tc>{}</w:tc></w:tr>"
    new = row.format('<w:trPr><w:ins w:author="B"/></w:trPr>', p("new"), p("row"))
    table = f"<w:tbl>{row.format('', p('a'), p('b'))}{new}</w:tbl>"
    accepted = word(HEAD + p(r("look", bold)) + table, Tracked.ACCEPT)
    rejected = word(HEAD + p(r("look", bold)) + table, Tracked.REJECT)
    assert accepted.body.blocks[1] == Paragraph((Run("look", frozenset({Mark.BOLD})),))
    assert rejected.body.blocks[1] == Paragraph((Run("look", frozenset({Mark.ITALIC})),))
    one, other = accepted.body.blocks[2], rejected.body.blocks[2]
    assert isinstance(one, Table)
    assert isinstance(other, Table)
    assert (len(one.rows), len(other.rows)) == (2, 1)


def test_every_change_is_listed_with_its_author_and_words(tmp_path: Path, changes: Changes) -> None:
    bold = '<w:b/><w:rPrChange w:author="Chen Yu"><w:rPr/></w:rPrChange>'
    body = HEAD + p(
        r("a ") + ins("new ") + ins("words") + gone("old", "Wen Qiaoyu") + r("look", bold)
    )
    path = packed(word_parts(body + ended("ins", "end")), tmp_path / "story.docx")
    assert changes(path) == [
        (ChangeKind.INSERTED, "Li Wei", "new words"),
        (ChangeKind.DELETED, "Wen Qiaoyu", "old"),
        (ChangeKind.FORMATTED, "Chen Yu", "look"),
        (ChangeKind.INSERTED, "Chen Yu", ""),
    ]


def test_what_was_settled_is_said(word: Read) -> None:
    story = word(HEAD + p(ins("new")), Tracked.ACCEPT)
    assert str(story.warnings[0]).startswith("1 tracked change by Li Wei was accepted")
