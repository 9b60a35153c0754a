"""Pages compared with those kept under `tests/golden/publish`, so that no change goes unseen.

A change that is meant: run once with GALLEY_UPDATE_GOLDEN=1, look at the difference, keep it.
"""

import json
import os
from dataclasses import replace
from pathlib import Path

import pytest

from editor.publish.page import PageRenderer
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
from editor.story.edits import Crop
from editor.story.people import Contributor, Kind
from editor.story.runs import Mark, Run
from editor.story.snapshot import Snapshot
from tests.unit.publish.samples import OUTLET, PHOTO, STORY
from tests.unit.publish.test_ninjs import sidecar_of

GOLDEN = Path(__file__).parents[2] / "golden" / "publish"


def words(text: str, *marks: Mark, href: str = "") -> Run:
    return Run(text, frozenset(marks), href)


def cells(*texts: str, header: bool = False) -> tuple[TableCell, ...]:
    return tuple(TableCell((words(text),), header) for text in texts)


EVERY_BLOCK = replace(
    STORY,
    slug="every-block",
    headline="Every block, “quoted” & <escaped>, on one page",
    byline=(Contributor("Wang Lin"), Contributor("River News Agency", Kind.ORGANISATION)),
    photos=(
        replace(PHOTO, width=5760, height=3840, crop=Crop(0.0, 0.125, 1.0, 0.75)),
        replace(PHOTO, placement="inside", lead=False, photo="2" * 64, width=600, height=900),
        replace(PHOTO, placement="pair 1", lead=False, photo="3" * 64),
        replace(PHOTO, placement="pair 2", lead=False, photo="4" * 64, width=200, height=100),
    ),
    body=Document.of(
        [
            Paragraph(
                (
                    words("Plain, "),
                    words("bold", Mark.BOLD),
                    words(", "),
                    words("bold and italic", Mark.BOLD, Mark.ITALIC),
                    words(", "),
                    words("under", Mark.UNDERLINE),
                    words(" and "),
                    words("struck", Mark.STRIKE),
                    words(", H"),
                    words("2", Mark.SUBSCRIPT),
                    words("O, m"),
                    words("2", Mark.SUPERSCRIPT),
                    words(", "),
                    words("a link", href="https://example.org/?a=1&b=2"),
                    words(", "),
                    words("no link", href="javascript:alert(1)"),
                    words(".\nA new line."),
                )
            ),
            Paragraph(),
            Heading(2, (words("A cross-head"),)),
            Blockquote((Paragraph((words("It rains."),)),), "Li Guihua, farmer"),
            PhotoBlock("inside"),
            PhotoBlock("not attached"),
            PullQuote((words("We sold out by noon"),)),
            Heading(3, (words("A smaller one"),)),
            ListBlock(
                False,
                (
                    ListItem((words("First"),)),
                    ListItem(
                        (words("Second"),), (ListBlock(True, (ListItem((words("inner"),)),)),)
                    ),
                ),
            ),
            Table(
                (
                    cells("Year", "Millet, mu", "", header=True),
                    (TableCell((words("1987"),), header=True), *cells("3,100", "of\nthe <county>")),
                    (TableCell((words("2026"),), header=True), *cells("—", "")),
                )
            ),
            Gallery(("pair 1", "not attached", "pair 2")),
            Table((cells("no", "words of a head"),)),
            Divider(),
            Paragraph((words("مرحبا، 谷子 and the end."),)),
        ]
    ),
)
CHINESE = replace(
    STORY,
    slug="",
    headline="谷子回家",
    deck="一种没有人要的粮食重新养活了一条山谷",
    body=Document.from_paragraphs(
        ["天亮之前，第一批车从梯田路上下来。", "“中午就卖完了，”李桂花说。"]
    ),
    byline=(Contributor("王林"),),
    contributors=(Contributor("郑璐"), Contributor("郑娜")),
    dateline="大峪",
    language="zh-Hans",
    outlet=replace(OUTLET, address=""),
)
BARE = replace(STORY, photos=(), byline=(), contributors=(), dateline="", deck="", keywords=())


@pytest.mark.parametrize(
    ("name", "snapshot", "proof"),
    [
        ("story", STORY, False),
        ("story-proof", STORY, True),
        ("every-block", EVERY_BLOCK, False),
        ("chinese", CHINESE, False),
        ("bare", BARE, False),
    ],
)
def test_a_page_is_as_it_was(
    renderer: PageRenderer, name: str, snapshot: Snapshot, proof: bool
) -> None:
    compare(f"{name}.html", renderer.page(snapshot, proof=proof).html.decode("utf-8"))


def test_a_sidecar_is_as_it_was() -> None:
    item = json.loads(sidecar_of(EVERY_BLOCK))

    compare("every-block.ninjs.json", json.dumps(item, indent=1, ensure_ascii=False) + "\n")


def compare(name: str, text: str) -> None:
    path = GOLDEN / name
    if os.environ.get("GALLEY_UPDATE_GOLDEN"):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
    assert text == path.read_bytes().decode().replace("\r\n", "\n")
