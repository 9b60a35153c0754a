"""What of rich text becomes copy: code pages, marks, links, lists, tables, pictures, changes."""

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
    Table,
    TableCell,
)
from editor.story.runs import Mark, Run, runs_text
from tests.unit.interchange.office.made import png

Read = Callable[..., IncomingStory]
Changes = Callable[[Path], list[tuple[ChangeKind, str, str]]]
HEAD = "The headline of the day\\par The story begins here, it says.\\par "


def last(story: IncomingStory) -> Paragraph:
    block = story.body.blocks[-1]
    assert isinstance(block, Paragraph)
    return block


def words(story: IncomingStory) -> str:
    return runs_text(last(story).runs)


@pytest.mark.parametrize(
    ("head", "body", "expected"),
    [
        ("\\ansicpg1252", "na\\'efve \\'93quoted\\'94 \\'80 5", "naïve “quoted” € 5"),
        ("\\ansicpg936", "\\'c1\\'e9\\'c7\\'f0\\'cf\\'d8", "灵丘县"),
        ("\\ansicpg950", "\\'c6F\\'a5C", "靈丘"),
        ("\\ansicpg1251", "\\'cf\\'f0\\'e8\\'e2\\'e5\\'f2", "Привет"),
        ("\\ansicpg1252{\\fonttbl{\\f0 Arial;}{\\f1\\fcharset134 SimSun;}}",
         "A {\\f1 \\'c1\\'e9\\'c7\\'f0} z", "A 灵丘 z"),
        ("", "\\u28789?\\u19992?", "灵丘"),
        ("", "\\uc2\\u28789\\'c1\\'e9\\u19992\\'c7\\'f0!", "灵丘!"),
        ("", "\\uc0\\u28789\\u19992", "灵丘"),
        ("", "\\u-10179?\\u-8704? smile", "😀 smile"),
        ("", "one\\~two\\_three\\-four", "one\u00a0two‑threefour"),
        ("", "\\ldblquote a\\rdblquote\\emdash b\\endash c\\rquote s", "“a”—b–c’s"),
        ("", "back\\\\slash \\{brace\\}", "back\\slash {brace}"),
        ("", "one\\line two\\tab three", "one\ntwo three"),
    ],
)  # fmt: skip
def test_characters_of_every_kind_are_read(rich: Read, head: str, body: str, expected: str) -> None:
    assert words(rich(HEAD + body + "\\par", head=head)) == expected


def test_bytes_above_ascii_are_read_in_the_files_code_page(rich: Read) -> None:
    body = HEAD.encode() + "灵丘县".encode("gb18030") + b"\\par"
    assert words(rich(body, head="\\ansicpg936")) == "灵丘县"


def test_marks_are_those_of_their_group(rich: Read) -> None:
    body = (
        "a {\\b bold} {\\i it\\i0  no} \\ul under\\ulnone  {\\strike s}{\\super up}{\\sub down}"
        "{\\b\\plain plain}\\par"
    )
    runs = last(rich(HEAD + body)).runs
    marks = {run.text: set(run.marks) for run in runs if run.marks}
    assert marks == {
        "bold": {Mark.BOLD},
        "it": {Mark.ITALIC},
        "under": {Mark.UNDERLINE},
        "s": {Mark.STRIKE},
        "up": {Mark.SUPERSCRIPT},
        "down": {Mark.SUBSCRIPT},
    }
    assert runs_text(runs) == "a bold it no under supdownplain"


def test_links_are_read_and_bad_ones_told(rich: Read) -> None:
    field = '{{\\field{{\\*\\fldinst{{HYPERLINK "{}"}}}}{{\\fldrslt{{\\ul there}}}}}}'
    good = field.format("https://a.example/?a=1&b=2")
    bad = field.format("javascript:alert(1)")
    story = rich(f"{HEAD}See {good} or {bad}.\\par")
    assert last(story).runs[1] == Run("there", href="https://a.example/?a=1&b=2")
    assert words(story) == "See there or there."
    assert "javascript:alert(1)" in str(story.warnings[-1])


LISTS = (
    "{\\*\\listtable{\\list{\\listlevel\\levelnfc23{\\leveltext x;}}"
    "{\\listlevel\\levelnfc0{\\leveltext y;}}\\listid77}}"
    "{\\*\\listoverridetable{\\listoverride\\listid77\\listoverridecount0\\ls3}}"
)


def test_lists_of_both_generations_are_lists(rich: Read) -> None:
    new = (
        "\\pard\\ls3\\ilvl0{\\listtext\\'b7\\tab}a\\par"
        "\\pard\\ls3\\ilvl1{\\listtext 1.\\tab}b\\par"
        "\\pard\\ls3\\ilvl0{\\listtext\\'b7\\tab}c\\par"
    )
    old = (
        "\\pard between\\par"
        "\\pard{\\pntext 1.\\tab}{\\*\\pn\\pnlvlbody\\pndec}d\\par"
        "\\pard{\\pntext\\'b7\\tab}{\\*\\pn\\pnlvlblt}e\\par"
    )
    blocks = rich(HEAD + new + old, head=LISTS).body.blocks[1:]
    inner = ListBlock(ordered=True, items=(ListItem((Run("b"),)),))
    assert blocks == (
        ListBlock(ordered=False, items=(ListItem((Run("a"),), (inner,)), ListItem((Run("c"),)))),
        Paragraph((Run("between"),)),
        ListBlock(ordered=True, items=(ListItem((Run("d"),)),)),
        ListBlock(ordered=False, items=(ListItem((Run("e"),)),)),
    )


def test_a_table_keeps_rows_columns_and_head(rich: Read) -> None:
    row = "\\trowd{}\\cellx1000\\cellx2000\\pard\\intbl {}\\cell {}\\cell\\row"
    body = row.format("\\trhdr", "Crop", "Hectares") + row.format("", "{\\b Millet}", "")
    table, after = rich(HEAD + body + "\\pard After.\\par").body.blocks[1:]
    assert table == Table(
        (
            (TableCell((Run("Crop"),), True), TableCell((Run("Hectares"),), True)),
            (TableCell((Run("Millet", frozenset({Mark.BOLD})),)), TableCell()),
        )
    )
    assert after == Paragraph((Run("After."),))


@pytest.mark.parametrize(
    ("body", "rows"),
    [
        ("{0}\\pard\\intbl A2\\cell B2", [["A1", "B1"], ["A2", "B2"]]),
        ("{0}\\pard\\intbl A2\\cell B2\\cell", [["A1", "B1"], ["A2", "B2"]]),
        ("{0}\\pard\\intbl A2\\cell B2\\row", [["A1", "B1"], ["A2", "B2"]]),
        ("{0}\\pard\\intbl A2\\cell B2\\pard After.\\par", [["A1", "B1"], ["A2", "B2"]]),
        ("A1\\intbl\\cell B1\\cell\\row", [["A1", "B1"]]),
        ("A1\\cell B1\\par", [["A1", "B1"]]),
        ("A1\\cell B1\\cell\\row", [["A1", "B1"]]),
    ],
)
def test_a_table_that_its_writer_has_not_ended_has_each_word_once(
    rich: Read, body: str, rows: list[list[str]]
) -> None:
    row = "\\trowd\\pard\\intbl A1\\cell B1\\cell\\row\\trowd"
    story = rich(HEAD + "\\pard " + body.format(row))
    table, *after = story.body.blocks[1:]
    assert isinstance(table, Table)
    assert [[runs_text(cell.runs) for cell in row] for row in table.rows] == rows
    assert after == ([Paragraph((Run("After."),))] if "After." in body else [])
    assert story.unplaced == ()


def test_a_cell_after_the_table_is_a_paragraph(rich: Read) -> None:
    story = rich(HEAD + "\\trowd\\intbl A\\cell B\\cell\\row\\pard After A\\cell")
    assert story.body.blocks[-1] == Paragraph((Run("After A"),))
    assert story.unplaced == ()


def test_headings_come_from_styles_or_outline(rich: Read) -> None:
    head = "{\\stylesheet{\\s0 Normal;}{\\s3\\b heading 3;}}"
    plain = "\\pard\\plain Last words.\\par"
    body = "\\pard\\s3\\b Cross\\par\\pard\\plain\\outlinelevel1 Two\\par" + plain
    blocks = rich(HEAD + body, head=head).body.blocks[1:]
    assert blocks == (
        Heading(3, (Run("Cross"),)),
        Heading(2, (Run("Two"),)),
        Paragraph((Run("Last words."),)),
    )


def test_pictures_come_with_their_alt_text(rich: Read) -> None:
    alt = "{\\*\\picprop{\\sp{\\sn wzDescription}{\\sv A mill}}}"
    picture = f"{{\\*\\shppict{{\\pict{alt}\\pngblip {png().hex()}}}}}"
    other = "{\\nonshppict{\\pict\\wmetafile8 0100}}"
    story = rich(f"{HEAD}\\pard {picture}{other}\\par The mill. [Photo/VCG]\\par The end.\\par")
    [shown] = story.pictures
    assert shown.path.read_bytes() == png()
    assert (shown.alt, shown.caption) == ("A mill", "The mill.")
    assert isinstance(story.body.blocks[1], PhotoBlock)


def test_a_floating_picture_and_a_text_box_come_once(rich: Read) -> None:
    picture = f"{{\\sp{{\\sn pib}}{{\\sv {{\\pict\\pngblip {png().hex()}}}}}}}"
    box = "{\\shptxt \\pard In a box, they said.\\par}"
    again = "{\\shprslt{\\*\\do}\\pard In a box, they said.\\par}"
    line = "{\\sp{\\sn fLine}{\\sv 0}}"
    shape = f"{{\\shp{{\\*\\shpinst\\shpleft0{line}{picture}{box}}}{again}}}"
    story = rich(f"{HEAD}\\pard {shape}\\pard The end, they said.\\par")
    assert len(story.pictures) == 1
    assert story.body.text.count("In a box") == 1
    assert story.body.text.endswith("The end, they said.")
    assert "fLine" not in story.body.text


def test_what_is_no_copy_is_left_out(rich: Read) -> None:
    head = (
        "{\\fonttbl{\\f0 Arial;}}{\\colortbl;\\red0\\green0\\blue0;}{\\info{\\author Li Wei}"
        "{\\title Secret}}{\\*\\generator Riched20;}{\\header County desk\\par}"
    )
    body = "Seen{\\v unseen}{\\footnote See there.}{\\*\\unknown words}{\\*\\bkmkstart x}.\\par"
    story = rich(HEAD + body, head=head)
    assert words(story) == "Seen."
    said = " ".join(map(str, story.warnings))
    assert "“unseen”" in said
    assert "“See there.”" in said
    assert "Secret" not in story.body.text


REVISIONS = "{\\*\\revtbl{Unknown;}{Li Wei;}{Chen Yu;}}"
CHANGED = (
    "a {\\revised\\revauth1 new}{\\deleted\\revauthdel2 old} z\\par "
    "one {\\revised\\revauth1\\par }two\\par"
)


@pytest.mark.parametrize(
    ("tracked", "expected"),
    [
        (Tracked.ACCEPT, ["a new z", "one", "two"]),
        (Tracked.REJECT, ["a old z", "one two"]),
    ],
)
def test_changes_are_accepted_or_rejected(
    rich: Read, tracked: Tracked, expected: list[str]
) -> None:
    story = rich(HEAD + CHANGED, tracked, head=REVISIONS)
    assert story.body.text.split("\n\n")[1:] == expected


def test_changes_are_listed(tmp_path: Path, changes: Changes) -> None:
    path = tmp_path / "story.rtf"
    path.write_text(f"{{\\rtf1\\ansi{REVISIONS} {HEAD}{CHANGED}}}")
    assert changes(path)[:2] == [
        (ChangeKind.INSERTED, "Li Wei", "new"),
        (ChangeKind.DELETED, "Chen Yu", "old"),
    ]
