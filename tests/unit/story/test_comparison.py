from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.story.alignment import Change, Piece, compare_wording
from editor.story.body_comparison import PassageChange, compare_bodies, passages
from editor.story.comparison import Comparison, FieldChange, PhotoChange, compare
from editor.story.document import (
    Document,
    Heading,
    ListBlock,
    ListItem,
    Paragraph,
    PhotoBlock,
    Table,
    TableCell,
)
from editor.story.edits import Crop
from editor.story.outlet import Outlet, Section
from editor.story.people import Contributor
from editor.story.runs import Mark, Run
from editor.story.snapshot import PlacedPhoto, Snapshot
from tests.documents import documents

BOLD = frozenset({Mark.BOLD})


def placed(key: str, *, photo: str = "", lead: bool = False) -> PlacedPhoto:
    return PlacedPhoto(
        placement=key,
        photo=photo or f"original of {key}",
        lead=lead,
        format="JPEG",
        width=1600,
        height=900,
        caption=f"Caption of {key}.",
        credit="Photo by Zou Hong",
        credit_line="[Photo by Zou Hong]",
        alt="",
        crop=None,
        creators=(),
        copyright_notice="",
        usage_terms="",
        web_statement="",
        licensor_url="",
        keywords=(),
        date_created="",
        place="",
    )


@pytest.fixture
def snapshot() -> Snapshot:
    return Snapshot(
        story_id="0" * 32,
        slug="millet-harvest",
        headline="Millet harvest begins",
        deck="",
        body=Document.from_paragraphs(["It began on Monday.", "Farmers were glad."]),
        section=Section("news", "News"),
        byline=(Contributor("Wen Qiaoyu"),),
        contributors=(),
        dateline="",
        keywords=("millet",),
        language="en",
        dated=datetime(2026, 11, 24, 9, 30, tzinfo=UTC),
        photos=(placed("a", lead=True), placed("b"), placed("c")),
        outlet=Outlet("site", "Site", "Publisher"),
    )


def field(comparison: Comparison, name: str) -> FieldChange:
    return next(each for each in comparison.fields if each.field == name)


def photo(comparison: Comparison, placement: str) -> PhotoChange:
    return next(
        each
        for each in comparison.photos
        if placement in [side.placement for side in (each.old, each.new) if side]
    )


def body_of(*paragraphs: str) -> Document:
    return Document.from_paragraphs(paragraphs)


def said(rows: tuple[PassageChange, ...]) -> list[tuple[str, str]]:
    return [
        (str(row.change), (row.new or row.old).text)  # pyright: ignore[reportOptionalMemberAccess]
        for row in rows
        if row.change is not Change.SAME
    ]


def test_a_snapshot_differs_in_nothing_from_itself(snapshot: Snapshot) -> None:
    comparison = compare(snapshot, snapshot)
    assert comparison.alike
    assert comparison.changes == 0


def test_every_field_is_compared(snapshot: Snapshot) -> None:
    new = replace(
        snapshot,
        slug="harvest",
        headline="Millet harvest ends",
        deck="A good year.",
        section=Section("live", "Live"),
        byline=(Contributor("Wen Qiaoyu"), Contributor("Zhao Min")),
        contributors=(Contributor("Li Na"),),
        dateline="LINGQIU",
        keywords=("millet", "harvest"),
        language="en-GB",
        dated=datetime(2026, 11, 25, 9, 30, tzinfo=UTC),
    )
    comparison = compare(snapshot, new)
    assert all(each.changed for each in comparison.fields)
    assert comparison.changes == len(comparison.fields)
    assert field(comparison, "byline").new == "Wen Qiaoyu and Zhao Min"
    assert field(comparison, "headline").pieces == (
        Piece("Millet harvest "),
        Piece("begins", Change.REMOVED),
        Piece("ends", Change.ADDED),
    )


def test_the_newsrooms_own_part_of_the_page_is_said_apart(snapshot: Snapshot) -> None:
    comparison = compare(snapshot, replace(snapshot, outlet=Outlet("site", "Other", "Publisher")))
    assert comparison.site_changed
    assert not comparison.alike
    assert comparison.changes == 0


def test_words_are_marked_within_a_changed_paragraph() -> None:
    (row,) = compare_bodies(body_of("It began on Monday."), body_of("It began late on Tuesday."))
    assert row.change is Change.CHANGED
    assert row.pieces == (
        Piece("It began "),
        Piece("late ", Change.ADDED),
        Piece("on "),
        Piece("Monday", Change.REMOVED),
        Piece("Tuesday", Change.ADDED),
        Piece("."),
    )


def test_chinese_text_is_compared_character_by_character() -> None:
    assert compare_wording("太原开通地铁线路。", "太原昨日开通地铁。") == (
        Piece("太原"),
        Piece("昨日", Change.ADDED),
        Piece("开通地铁"),
        Piece("线路", Change.REMOVED),
        Piece("。"),
    )


def test_paragraphs_are_added_removed_and_moved() -> None:
    old = body_of("The first of them.", "The second of them.", "Gone for good.", "The last one.")
    new = body_of("The second of them.", "The first of them.", "The last one.", "Come anew here.")
    rows = said(compare_bodies(old, new))
    assert ("removed", "Gone for good.") in rows
    assert ("added", "Come anew here.") in rows
    assert [change for change, _ in rows].count("moved") == 2  # where it was, and where it is


def test_a_move_counts_once(snapshot: Snapshot) -> None:
    turned = Document(snapshot.body.blocks[::-1])
    assert compare(snapshot, replace(snapshot, body=turned)).changes == 1


def test_bold_alone_is_said_in_words() -> None:
    old = Document.of([Paragraph((Run("Taiyuan opens a line."),))])
    new = Document.of(
        [Paragraph((Run("Taiyuan", BOLD), Run(" opens a line.", href="https://a.b")))]
    )
    (row,) = compare_bodies(old, new)
    assert row.change is Change.CHANGED
    assert all(piece.change is Change.SAME for piece in row.pieces)
    assert [str(each.message) for each in row.formatting] == [
        "bold added: “Taiyuan”",
        "link added: “opens a line.”",
    ]
    (back,) = compare_bodies(new, old)
    assert str(back.formatting[0].message) == "bold removed: “Taiyuan”"


def test_a_paragraph_that_became_a_heading_says_so() -> None:
    words = (Run("What comes next"),)
    (row,) = compare_bodies(Document.of([Paragraph(words)]), Document.of([Heading(2, words)]))
    assert row.kind_changed
    assert row.change is Change.CHANGED


def test_items_rows_and_photos_are_passages_of_their_own() -> None:
    table = Table(((TableCell((Run("City"),), True), TableCell((Run("People"),), True)),))
    document = Document.of(
        [
            ListBlock(True, (ListItem((Run("One"),), (ListBlock(False, (ListItem(),)),)),)),
            table,
            PhotoBlock("p1"),
        ]
    )
    found = [(each.kind, each.text, each.depth) for each in passages(document)]
    assert found == [
        ("numbered item", "One", 0),
        ("bullet", "", 1),
        ("table row", "City | People", 0),
        ("photo", "", 0),
    ]


@pytest.mark.parametrize(
    ("edit", "change"),
    [
        ({"caption": "Other."}, Change.CHANGED),
        ({"credit": "Xinhua"}, Change.CHANGED),
        ({"alt": "A field"}, Change.CHANGED),
        ({"crop": Crop(0, 0, 0.5, 0.5)}, Change.CHANGED),
        ({"photo": "another original"}, Change.CHANGED),
        ({}, Change.SAME),
    ],
)
def test_photos_are_compared(snapshot: Snapshot, edit: dict[str, object], change: Change) -> None:
    first, second, third = snapshot.photos
    changed = replace(second, **edit)  # pyright: ignore[reportArgumentType]
    comparison = compare(snapshot, replace(snapshot, photos=(first, changed, third)))
    assert photo(comparison, "b").change is change
    assert photo(comparison, "a").change is Change.SAME


def test_photos_come_go_and_change_places(snapshot: Snapshot) -> None:
    a, b, c = snapshot.photos
    comparison = compare(snapshot, replace(snapshot, photos=(c, b, placed("d"))))
    assert photo(comparison, "a").change is Change.REMOVED
    assert photo(comparison, "d").change is Change.ADDED
    changes = {photo(comparison, "b").change, photo(comparison, "c").change}
    assert changes == {Change.SAME, Change.MOVED}
    assert photo(compare(snapshot, replace(snapshot, photos=(replace(a, lead=False), b, c))), "a")


def test_a_picture_brought_in_again_is_the_same_photo(snapshot: Snapshot) -> None:
    a, b, c = snapshot.photos
    again = replace(b, placement="new", caption="Another caption.")
    (change,) = [
        each
        for each in compare(snapshot, replace(snapshot, photos=(a, again, c))).photos
        if each.change is not Change.SAME
    ]
    assert change.old == b
    assert change.new == again
    assert not change.moved


def test_a_book_is_compared_like_a_brief() -> None:
    """Bounded whatever was done to it: rewritten, turned round, or made one endless sentence."""
    lines = [f"Line {n} of many says {n * 7919 % 1000} of {n * 104729 % 997}." for n in range(4000)]
    every = [line.replace("says", "tells") for line in lines]
    changed = compare_bodies(body_of(*lines), body_of(*every))
    assert len(changed) == len(lines)
    assert all(row.change is Change.CHANGED for row in changed)
    assert len(compare_bodies(body_of(*lines), body_of(*reversed(lines)))) > len(lines)
    endless = " ".join(line.rstrip(".") for line in lines)
    rows = compare_bodies(body_of(endless), body_of(endless.replace("says", "tells")))
    pieces = [p for row in rows for p in row.pieces if p.change is not Change.ADDED]
    assert "".join(p.text for p in pieces) == endless
    same = compare_bodies(body_of(*["Same."] * 5000), body_of(*["Same."] * 4000))
    assert sum(row.change is Change.REMOVED for row in same) == 1000


awkward = st.text(alphabet="ab 中文。.\n é—", max_size=30)


@given(awkward, awkward)
def test_the_pieces_tell_both_wordings(old: str, new: str) -> None:
    pieces = compare_wording(old, new)
    assert "".join(p.text for p in pieces if p.change is not Change.ADDED) == old
    assert "".join(p.text for p in pieces if p.change is not Change.REMOVED) == new


@given(documents, documents)
def test_no_passage_of_either_body_is_left_out(old: Document, new: Document) -> None:
    rows = compare_bodies(old, new)
    shown = [row.new for row in rows if row.new is not None]
    assert shown == list(passages(new))
    was = [row.old for row in rows if not (row.change is Change.MOVED and row.new is not None)]
    assert sorted(map(repr, filter(None, was))) == sorted(map(repr, passages(old)))
    for row in rows:
        before = "".join(p.text for p in row.pieces if p.change is not Change.ADDED)
        after = "".join(p.text for p in row.pieces if p.change is not Change.REMOVED)
        assert before == (row.old.text if row.old else "")
        assert after == (row.new.text if row.new else "")


@given(documents)
def test_every_passage_is_called_something(body: Document) -> None:
    said = {str(each.label): each.kind for each in passages(body)}
    assert all(label == kind for label, kind in said.items())
