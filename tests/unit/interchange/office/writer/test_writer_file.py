"""What of an OpenDocument text becomes copy, what is told, and what becomes of tracked changes."""

from collections.abc import Callable
from pathlib import Path

import pytest

from editor.interchange.arriving.incoming import IncomingStory
from editor.interchange.arriving.refusal import ChangeKind, Tracked
from editor.story.document import (
    Blockquote,
    Heading,
    ListBlock,
    ListItem,
    Paragraph,
    PhotoBlock,
    Table,
)
from editor.story.runs import Mark, Run, runs_text
from tests.unit.interchange.office.made import packed, png, writer_parts

Read = Callable[..., IncomingStory]
Changes = Callable[[Path], list[tuple[ChangeKind, str, str]]]

HEAD = "<text:p>The headline of the day</text:p><text:p>The story begins here, it says.</text:p>"
LOOKS = "".join(
    f'<style:style style:name="{name}" style:family="{family}"><style:text-properties {looks}/>'
    "</style:style>"
    for name, family, looks in (
        ("B", "text", 'fo:font-weight="bold"'),
        ("I", "text", 'fo:font-style="italic"'),
        ("U", "text", 'style:text-underline-style="solid"'),
        ("S", "text", 'style:text-line-through-style="solid"'),
        ("Up", "text", 'style:text-position="super 58%"'),
        ("Down", "text", 'style:text-position="-33% 58%"'),
        ("Gone", "text", 'text:display="none"'),
        ("P1", "paragraph", 'fo:font-style="italic"'),
    )
)
LISTS = (
    '<text:list-style style:name="L1"><text:list-level-style-bullet text:level="1"/>'
    '<text:list-level-style-number text:level="2" style:num-format="1"/></text:list-style>'
)


def body(story: IncomingStory) -> tuple[object, ...]:
    return story.body.blocks[1:]


def test_automatic_styles_are_marks(writer: Read) -> None:
    spans = "".join(
        f'<text:span text:style-name="{name}">{name}</text:span>'
        for name in ("B", "I", "U", "S", "Up", "Down")
    )
    [paragraph] = body(writer(f"{HEAD}<text:p>{spans}</text:p>", styles=LOOKS))
    assert isinstance(paragraph, Paragraph)
    assert {run.text: set(run.marks) for run in paragraph.runs} == {
        "B": {Mark.BOLD},
        "I": {Mark.ITALIC},
        "U": {Mark.UNDERLINE},
        "S": {Mark.STRIKE},
        "Up": {Mark.SUPERSCRIPT},
        "Down": {Mark.SUBSCRIPT},
    }


def test_a_whole_paragraph_made_italic_by_hand_is_italic(writer: Read) -> None:
    [paragraph] = body(writer(f'{HEAD}<text:p text:style-name="P1">All</text:p>', styles=LOOKS))
    assert paragraph == Paragraph((Run("All", frozenset({Mark.ITALIC})),))


def test_blanks_tabs_and_breaks_are_what_they_look_like(writer: Read) -> None:
    words = 'one<text:s text:c="3"/>two<text:tab/>three<text:line-break/>four'
    [paragraph] = body(writer(f"{HEAD}<text:p>{words}</text:p>"))
    assert paragraph == Paragraph((Run("one two three\nfour"),))


def test_headings_quotes_and_nested_lists(writer: Read) -> None:
    inner = "<text:list><text:list-item><text:p>b</text:p></text:list-item></text:list>"
    items = (
        f"<text:list-item><text:p>a</text:p>{inner}</text:list-item>"
        "<text:list-item><text:p>c</text:p><text:p>more of c</text:p></text:list-item>"
    )
    story = writer(
        HEAD
        + '<text:h text:outline-level="3">Cross</text:h>'
        + '<text:p text:style-name="Quotations">Said.</text:p>'
        + '<text:p text:style-name="Quotations">— Zhang Guohua, farmer</text:p>'
        + f'<text:list text:style-name="L1">{items}</text:list>',
        styles=LISTS,
    )
    numbers = ListBlock(ordered=True, items=(ListItem((Run("b"),)),))
    assert body(story) == (
        Heading(3, (Run("Cross"),)),
        Blockquote((Paragraph((Run("Said."),)),), "Zhang Guohua, farmer"),
        ListBlock(
            ordered=False,
            items=(ListItem((Run("a"),), (numbers,)), ListItem((Run("c\nmore of c"),))),
        ),
    )


def test_a_picture_in_a_frame_with_its_caption(writer: Read) -> None:
    """Writer puts a captioned picture into a text box of its own."""
    picture = (
        '<draw:frame><draw:image xlink:href="Pictures/a.png"/><svg:desc>A mill</svg:desc>'
        "</draw:frame>"
    )
    box = (
        '<draw:frame><draw:text-box><text:p text:style-name="Illustration">'
        f"{picture}The mill. [Photo/VCG]</text:p></draw:text-box></draw:frame>"
    )
    end = "<text:p>The end.</text:p>"
    story = writer(f"{HEAD}<text:p>Before.{box}</text:p>{end}", more={"Pictures/a.png": png()})
    [shown] = story.pictures
    assert (shown.alt, shown.caption, shown.credit.organisation) == ("A mill", "The mill.", "VCG")
    assert [type(block) for block in body(story)] == [Paragraph, PhotoBlock, Paragraph]


@pytest.mark.parametrize("href", ["https://a.example/x.png", "file:///etc/x.png", "../x.png"])
def test_linked_pictures_are_never_opened(writer: Read, href: str) -> None:
    frame = f'<draw:frame><draw:image xlink:href="{href}"/></draw:frame>'
    story = writer(f"{HEAD}<text:p>{frame}</text:p>")
    assert story.pictures == ()
    assert "only linked to" in str(story.warnings[-1])


def test_notes_comments_hidden_words_and_bad_links_are_told(writer: Read) -> None:
    words = (
        "Seen<text:note><text:note-citation>1</text:note-citation><text:note-body>"
        "<text:p>See there.</text:p></text:note-body></text:note>"
        "<office:annotation><dc:creator>Li Wei</dc:creator><text:p>Check.</text:p>"
        '</office:annotation><text:span text:style-name="Gone">Unseen</text:span>'
        '<text:a xlink:href="javascript:alert(1)"> here</text:a>'
    )
    story = writer(f"{HEAD}<text:p>{words}</text:p>", styles=LOOKS)
    assert body(story) == (Paragraph((Run("Seen here"),)),)
    said = " ".join(map(str, story.warnings))
    for part in ("“See there.”", "“Check.” by Li Wei", "“Unseen”", "javascript:alert(1)"):
        assert part in said


def test_header_rows_and_spans_of_a_table(writer: Read) -> None:
    def cell(words: str, more: str = "") -> str:
        return f"<table:table-cell {more}><text:p>{words}</text:p></table:table-cell>"

    wide = cell("wide", 'table:number-columns-spanned="2"') + "<table:covered-table-cell/>"
    table = (
        f"<table:table><table:table-header-rows><table:table-row>{cell('h')}{cell('i')}{cell('j')}"
        f"</table:table-row></table:table-header-rows><table:table-row>{wide}{cell('b')}"
        "</table:table-row></table:table>"
    )
    [read] = body(writer(HEAD + table))
    assert isinstance(read, Table)
    assert [[runs_text(c.runs) for c in row] for row in read.rows] == [
        ["h", "i", "j"],
        ["wide", "", "b"],
    ]
    assert [all(c.header for c in row) for row in read.rows] == [True, False]


# -- tracked changes

REGIONS = (
    "<text:tracked-changes>"
    '<text:changed-region text:id="i1"><text:insertion><office:change-info>'
    "<dc:creator>Li Wei</dc:creator></office:change-info></text:insertion></text:changed-region>"
    '<text:changed-region text:id="d1"><text:deletion><office:change-info>'
    "<dc:creator>Chen Yu</dc:creator></office:change-info><text:p>old</text:p></text:deletion>"
    "</text:changed-region>"
    '<text:changed-region text:id="d2"><text:deletion><office:change-info>'
    "<dc:creator>Chen Yu</dc:creator></office:change-info><text:p>end</text:p>"
    "<text:p>start </text:p></text:deletion></text:changed-region></text:tracked-changes>"
)
NEW = '<text:change-start text:change-id="i1"/>{}<text:change-end text:change-id="i1"/>'


@pytest.mark.parametrize(
    ("words", "accepted", "rejected"),
    [
        (f"<text:p>a {NEW.format('new')} z</text:p>", ["a new z"], ["a z"]),
        ('<text:p>a <text:change text:change-id="d1"/> z</text:p>', ["a z"], ["a old z"]),
        (
            f"<text:p>one {NEW.format('two</text:p><text:p>three')}</text:p>",
            ["one two", "three"],
            ["one"],
        ),
        (
            '<text:p>the <text:change text:change-id="d2"/>of it</text:p>',
            ["the of it"],
            ["the end", "start of it"],
        ),
    ],
)
def test_changes_are_accepted_or_rejected_as_writer_does(
    writer: Read, words: str, accepted: list[str], rejected: list[str]
) -> None:
    for tracked, expected in ((Tracked.ACCEPT, accepted), (Tracked.REJECT, rejected)):
        story = writer(REGIONS + HEAD + words, tracked)
        assert story.body.text.split("\n\n")[1:] == expected


def test_every_change_is_listed(tmp_path: Path, changes: Changes) -> None:
    words = f'<text:p>a {NEW.format("new words")} <text:change text:change-id="d1"/></text:p>'
    path = packed(writer_parts(REGIONS + HEAD + words), tmp_path / "story.odt")
    assert changes(path) == [
        (ChangeKind.INSERTED, "Li Wei", "new words"),
        (ChangeKind.DELETED, "Chen Yu", "old"),
        # Nothing in the text refers to it, and still it is told.
        (ChangeKind.DELETED, "Chen Yu", "end start"),
    ]
