"""Marks under words while somebody writes, in every kind of text field."""

import sys

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt
from PySide6.QtGui import QColor, QHelpEvent, QImage, QInputMethodEvent, QTextBlock, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot

from editor.language.flags import FlagKind
from editor.language.lexicon import Lexicon, Variant
from editor.story.document import Document, Paragraph, PhotoBlock, PullQuote, Table, TableCell
from editor.story.runs import Mark, Run
from editor.ui.theme import Theme
from editor.ui.words.mark_drawing import TextField
from editor.ui.words.proof_sheet import Mark as SpellingMark
from editor.ui.words.spelling_marks import SpellingMarks, select
from editor.ui.writing.body_field import BodyField
from tests.unit.ui.words.conftest import laid_over, marked_words, press, type_in, wait_read


def painted_colors(field: TextField, theme: Theme) -> set[str]:
    """Which lines under words can be seen."""
    picture = field.viewport().grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    # All pixels at once: half a million questions to Qt are too many for a busy machine.
    seen = [QColor.fromRgb(pixel) for pixel in set(memoryview(picture.constBits()).cast("I"))]
    names = ("mark-unknown", "mark-name", "mark-slip")
    return {name for name in names if any(alike(theme.color(name), color) for color in seen)}


def alike(one: QColor, other: QColor) -> bool:
    """The same but for what a smooth edge lets through of the ground."""
    apart = (one.red() - other.red(), one.green() - other.green(), one.blue() - other.blue())
    return all(abs(each) <= 16 for each in apart)


def ime(field: TextField, preedit: str = "", commit: str = "") -> None:
    event = QInputMethodEvent(preedit, [])
    event.setCommitString(commit)
    QCoreApplication.sendEvent(field, event)


def found(mark: tuple[QTextBlock, SpellingMark] | None) -> tuple[QTextBlock, SpellingMark]:
    assert mark is not None
    return mark


def test_a_word_nobody_knows_is_marked_when_the_next_one_begins(
    qtbot: QtBot, field: TextField, marks: SpellingMarks, theme: Theme
) -> None:
    type_in(field, "the farmrs")
    wait_read(qtbot, marks)
    assert painted_colors(field, theme) == set()
    type_in(field, " s")
    wait_read(qtbot, marks)
    assert marked_words(marks)[0] == "farmrs"
    type_in(field, "aid")
    wait_read(qtbot, marks)
    assert marked_words(marks) == ["farmrs"]
    assert marks.count == 1


def test_the_word_being_typed_is_marked_when_the_caret_leaves_it(
    qtbot: QtBot, field: TextField, marks: SpellingMarks, theme: Theme
) -> None:
    type_in(field, "the farmrs")
    wait_read(qtbot, marks)
    press(field, Qt.Key.Key_Left)
    assert painted_colors(field, theme) == set()
    press(field, Qt.Key.Key_Home)
    assert painted_colors(field, theme) == {"mark-unknown"}


def test_a_marked_word_keeps_its_mark_when_the_caret_only_comes_by(
    qtbot: QtBot, field: TextField, marks: SpellingMarks, theme: Theme
) -> None:
    type_in(field, "farmrs said")
    wait_read(qtbot, marks)
    press(field, Qt.Key.Key_Home, Qt.Key.Key_Right)
    assert painted_colors(field, theme) == {"mark-unknown"}
    type_in(field, "x")
    wait_read(qtbot, marks)
    assert painted_colors(field, theme) == set()


def test_a_field_left_behind_has_nothing_unmarked(
    qtbot: QtBot, field: TextField, marks: SpellingMarks, theme: Theme
) -> None:
    type_in(field, "the farmrs")
    wait_read(qtbot, marks)
    field.clearFocus()
    assert painted_colors(field, theme) == {"mark-unknown"}


def test_composed_text_is_marked_only_when_it_is_committed(
    qtbot: QtBot, field: TextField, marks: SpellingMarks
) -> None:
    type_in(field, "wrng the ")
    wait_read(qtbot, marks)
    ime(field, preedit="xyzzy")
    wait_read(qtbot, marks)
    assert marked_words(marks) == ["wrng"]
    ime(field, commit="xyzzy")
    type_in(field, " ")
    wait_read(qtbot, marks)
    assert marked_words(marks) == ["wrng", "xyzzy"]


def test_marks_stand_where_their_words_are_while_something_is_composed_before_them(
    qtbot: QtBot, body: BodyField, theme: Theme, lexicon: Lexicon
) -> None:
    marks = laid_over(body, theme, lexicon)
    body.show_document(Document.from_paragraphs(["the wrng"]))
    wait_read(qtbot, marks)
    before = lowest_pixels(body, theme)
    ime(body, preedit="汉字汉字")
    wait_read(qtbot, marks)
    after = lowest_pixels(body, theme)
    assert min(after) - min(before) > 40, "the line moved along with its word"


def lowest_pixels(field: TextField, theme: Theme) -> list[int]:
    """The columns in which the wave of an unknown word is seen."""
    picture = field.viewport().grab().toImage()
    red = theme.color("mark-unknown").name()
    return [
        x
        for x in range(picture.width())
        if any(picture.pixelColor(x, y).name() == red for y in range(picture.height()))
    ]


def test_chinese_is_not_marked(qtbot: QtBot, field: TextField, marks: SpellingMarks) -> None:
    ime(field, commit="灵丘县的梯田")
    wait_read(qtbot, marks)
    assert marks.count == 0


@settings(max_examples=60)
@given(
    st.lists(
        st.sampled_from(
            [
                "wrng",
                "the",
                "😀",
                "𠮷野",
                "汉字",
                "  ",
                "Xyzzy",
                "é",
                "👩‍👩‍👧",
                "ﬁ",
                "שלום",
                "the the",
                "，",
            ]
        ),
        min_size=1,
        max_size=12,
    )
)
def test_every_mark_stands_under_its_word_whatever_stands_before(
    qtbot: QtBot, body: BodyField, theme: Theme, lexicon: Lexicon, parts: list[str]
) -> None:
    marks = laid_over(body, theme, lexicon)
    paragraphs = [" ".join(parts), "the end " + "😀wrng ".join(parts)]
    body.show_document(Document.from_paragraphs(paragraphs))
    wait_read(qtbot, marks)
    position = 0
    words = []
    while (next_one := marks.next_mark(position)) is not None:
        block, mark = next_one
        select(body, block, mark)
        assert body.textCursor().selectedText() == mark.word
        words.append(mark.word)
        position = block.position() + mark.end
    assert len(words) == marks.count
    assert words.count("wrng") == 2 * parts.count("wrng") + len(parts) - 1
    marks.use(None)


def test_links_that_show_an_address_and_struck_words_are_left_alone(
    qtbot: QtBot, body: BodyField, theme: Theme, lexicon: Lexicon
) -> None:
    marks = laid_over(body, theme, lexicon)
    runs = (
        Run("the "),
        Run("wrngsite.example/pge", href="https://wrngsite.example/pge"),
        Run(" and "),
        Run("strck", frozenset({Mark.STRIKE})),
        Run(" and a "),
        Run("lnk of words", href="https://a.example"),
    )
    body.show_document(Document.of([Paragraph(runs)]))
    wait_read(qtbot, marks)
    assert marked_words(marks) == ["lnk", "words"]


def test_photos_and_forced_line_breaks_move_no_mark(
    qtbot: QtBot, body: BodyField, theme: Theme, lexicon: Lexicon
) -> None:
    marks = laid_over(body, theme, lexicon)
    blocks = [Paragraph((Run("the\nwrng the\nthe"),)), PhotoBlock("p1"), PullQuote((Run("bd"),))]
    body.show_document(Document.of(blocks))
    wait_read(qtbot, marks)
    assert marked_words(marks) == ["wrng", "bd"]


def test_words_in_the_cells_of_a_table_are_marked_where_they_stand(
    qtbot: QtBot, body: BodyField, theme: Theme, lexicon: Lexicon
) -> None:
    marks = laid_over(body, theme, lexicon)
    rows = tuple(
        tuple(TableCell((Run(text),)) for text in row)
        for row in (("the wrng year", "said"), ("farmers", "a bd one"))
    )
    blocks = [Paragraph((Run("the end"),)), Table(rows), Paragraph((Run("it was tru"),))]
    body.show_document(Document.of(blocks))
    wait_read(qtbot, marks)
    assert marked_words(marks) == ["end", "wrng", "bd", "tru"]
    block, mark = found(marks.next_mark(body.document().find("bd").selectionStart()))
    cursor = QTextCursor(block)
    cursor.setPosition(block.position() + mark.start)
    left = body.cursorRect(cursor).left()
    cursor.setPosition(block.position() + mark.end)
    right = body.cursorRect(cursor).right()
    line = body.cursorRect(cursor)
    picture = body.viewport().grab().toImage()
    red = theme.color("mark-unknown").name()
    seen = [
        x
        for x in range(picture.width())
        if any(
            picture.pixelColor(x, y).name() == red for y in range(line.center().y(), line.bottom())
        )
    ]
    assert left - 3 <= min(seen) < max(seen) <= right + 3


def test_marks_are_no_change_of_the_text(
    qtbot: QtBot, body: BodyField, theme: Theme, lexicon: Lexicon
) -> None:
    marks = laid_over(body, theme, lexicon)
    body.show_document(Document.from_paragraphs(["the wrng farmers", "Xyzzy said the the"]))
    changes: list[object] = []
    body.document().contentsChange.connect(lambda *change: changes.append(change))
    body.written.connect(lambda: changes.append("changed"))
    before, revision = body.live.value(), body.document().revision()
    wait_read(qtbot, marks)
    body.grab()
    assert marks.count
    assert changes == []
    assert body.document().revision() == revision
    assert not body.document().isModified()
    assert not body.document().isUndoAvailable()
    assert body.live.value() == before
    assert body.document().firstBlock().layout().formats() == []


def test_kinds_look_different_and_say_what_they_are(
    qtbot: QtBot, body: BodyField, theme: Theme, lexicon: Lexicon
) -> None:
    marks = laid_over(body, theme, lexicon)
    for text, look, kind in (
        ("the wrng", "mark-unknown", FlagKind.UNKNOWN),
        ("the Xyzzy", "mark-name", FlagKind.NAME),
        ("the the", "mark-slip", FlagKind.REPEATED),
        ("the  farmers", "mark-slip", FlagKind.SPACES),
        ("the farmers， said", "mark-slip", FlagKind.WIDTH),
    ):
        body.show_document(Document.from_paragraphs([text]))
        wait_read(qtbot, marks)
        _, mark = found(marks.next_mark(0))
        assert mark.kind is kind

        def seen(text: str = text, look: str = look) -> None:
            assert painted_colors(body, theme) == {look}, text

        qtbot.waitUntil(seen)


def test_a_tool_tip_says_what_a_mark_means(
    qtbot: QtBot, field: TextField, marks: SpellingMarks
) -> None:
    type_in(field, "farmrs said")
    wait_read(qtbot, marks)
    cursor = field.textCursor()
    cursor.setPosition(2)
    place = field.cursorRect(cursor).center()
    hover(field, place)
    qtbot.waitUntil(lambda: "farmrs" in QToolTip.text())
    hover(field, field.viewport().rect().bottomRight() - QPoint(3, 3))
    QToolTip.hideText()
    qtbot.waitUntil(lambda: not QToolTip.isVisible())


def hover(field: TextField, place: QPoint) -> None:
    everywhere = field.viewport().mapToGlobal(place)
    QApplication.sendEvent(field.viewport(), QHelpEvent(QEvent.Type.ToolTip, place, everywhere))


def test_a_word_added_takes_away_only_its_own_marks(
    qtbot: QtBot, field: TextField, marks: SpellingMarks, lexicon: Lexicon
) -> None:
    type_in(field, "farmrs said the the wrng farmrs said ")
    wait_read(qtbot, marks)
    assert marked_words(marks) == ["farmrs", "the", "wrng", "farmrs"]
    with qtbot.waitSignal(marks.counted):
        marks.use(lexicon.with_words(["farmrs"]))
    assert marked_words(marks) == ["the", "wrng"]
    wait_read(qtbot, marks)
    assert marked_words(marks) == ["the", "wrng"]
    marks.use(lexicon)
    wait_read(qtbot, marks)
    assert marked_words(marks) == ["farmrs", "the", "wrng", "farmrs"]


def test_another_variant_reads_everything_again(
    qtbot: QtBot, field: TextField, marks: SpellingMarks, lexicon: Lexicon
) -> None:
    type_in(field, "colour said ")
    wait_read(qtbot, marks)
    british = Lexicon(
        language={**lexicon.language, "colour": 9}, names=lexicon.names, variant=Variant.BRITISH
    )
    marks.use(british)
    wait_read(qtbot, marks)
    assert marked_words(marks) == []
    marks.use(lexicon)
    wait_read(qtbot, marks)
    assert marked_words(marks) == ["colour"]


def test_without_a_lexicon_nothing_is_marked(
    qtbot: QtBot, field: TextField, marks: SpellingMarks, theme: Theme, lexicon: Lexicon
) -> None:
    type_in(field, "farmrs said ")
    wait_read(qtbot, marks)
    marks.use(None)
    assert marks.count == 0
    assert painted_colors(field, theme) == set()
    type_in(field, "wrng ")
    marks.use(lexicon)
    wait_read(qtbot, marks)
    assert marked_words(marks) == ["farmrs", "wrng"]


def test_marks_follow_words_through_edits_undo_and_redo(
    qtbot: QtBot, body: BodyField, theme: Theme, lexicon: Lexicon
) -> None:
    marks = laid_over(body, theme, lexicon)
    body.show_document(Document.from_paragraphs(["the farmrs said", "a wrng year", "the end"]))
    wait_read(qtbot, marks)
    body.moveCursor(QTextCursor.MoveOperation.Start)
    press(body, Qt.Key.Key_Return)
    type_in(body, "bd ")
    wait_read(qtbot, marks)
    assert marked_words(marks) == ["bd", "farmrs", "wrng", "end"]
    for _ in range(3):
        body.undo()
    wait_read(qtbot, marks)
    assert marked_words(marks) == ["farmrs", "wrng", "end"]
    body.redo()
    body.selectAll()
    press(body, Qt.Key.Key_Delete)
    wait_read(qtbot, marks)
    assert marks.count == 0


STEPS = st.sampled_from(["letter", "word", "enter", "back", "paste", "undo", "redo", "other"])


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(st.tuples(STEPS, st.integers(0, 400)), max_size=12))
def test_where_a_block_is_painted_is_where_it_stands_whatever_was_done_between_two_paintings(
    qtbot: QtBot, body: BodyField, theme: Theme, lexicon: Lexicon, steps: list[tuple[str, int]]
) -> None:
    marks = laid_over(body, theme, lexicon)
    texts = ["farmrs said a wrng thing " * (1 + n % 4) for n in range(12)]
    body.show_document(Document.from_paragraphs(texts))
    wait_read(qtbot, marks)
    for step, place in steps:
        cursor = body.textCursor()
        if step == "letter":
            type_in(body, "x")
        elif step == "word":
            type_in(body, "wrng farmrs said ")
        elif step == "enter":
            press(body, Qt.Key.Key_Return)
        elif step == "back":
            press(body, Qt.Key.Key_Backspace)
        elif step == "paste":
            cursor.insertText("wrng\nfarmrs")
        elif step == "undo":
            body.undo()
        elif step == "redo":
            body.redo()
        else:
            cursor.setPosition(place % body.document().characterCount())
            body.setTextCursor(cursor)
        if place % 3:  # else two things are done before it is painted
            body.viewport().repaint()
            assert marks._reach
            check_reach(body, marks)
    marks.use(None)


def check_reach(body: BodyField, marks: SpellingMarks) -> None:
    for number, (place, bottom) in marks._reach.items():
        block = body.document().findBlockByNumber(number)
        box = body.document().documentLayout().blockBoundingRect(block)
        box.translate(0, -body.verticalScrollBar().value())
        assert place.y() == pytest.approx(box.top())
        assert bottom == pytest.approx(box.top() + block.layout().boundingRect().height())


def test_marks_between_a_line_more_and_a_line_less_are_painted_where_they_stand(
    qtbot: QtBot, body: BodyField, theme: Theme, lexicon: Lexicon
) -> None:
    marks = laid_over(body, theme, lexicon)
    body.show_document(Document.from_paragraphs(["wrng", "farmrs", "farmrs", "wrng\nwrng"]))
    wait_read(qtbot, marks)
    body.viewport().repaint()
    cursor = QTextCursor(body.document().firstBlock())
    cursor.insertText("one\u2028")
    cursor.movePosition(QTextCursor.MoveOperation.End)
    cursor.movePosition(QTextCursor.MoveOperation.PreviousWord, QTextCursor.MoveMode.KeepAnchor)
    cursor.movePosition(
        QTextCursor.MoveOperation.PreviousCharacter, QTextCursor.MoveMode.KeepAnchor
    )
    height = body.document().size().height()
    cursor.removeSelectedText()
    assert body.document().size().height() < height
    body.viewport().repaint()
    check_reach(body, marks)


def test_next_and_previous_marks_are_found_from_any_place(
    qtbot: QtBot, body: BodyField, theme: Theme, lexicon: Lexicon
) -> None:
    marks = laid_over(body, theme, lexicon)
    body.show_document(Document.from_paragraphs(["wrng the bd", "the", "end"]))
    wait_read(qtbot, marks)
    _, mark = found(marks.next_mark(1))
    assert mark.word == "bd"
    _, mark = found(marks.next_mark(body.document().characterCount() - 1, forward=False))
    assert mark.word == "end"
    _, mark = found(marks.next_mark(10, forward=False))
    assert mark.word == "wrng"
    assert marks.next_mark(0, forward=False) is None


def test_one_paragraph_of_many_words_is_read_in_parts(
    qtbot: QtBot, body: BodyField, theme: Theme, lexicon: Lexicon
) -> None:
    marks = laid_over(body, theme, lexicon)
    text = "the farmers said it was a good year. " * 2_000 + "wrng"
    body.show_document(Document.from_paragraphs([text]))
    with qtbot.waitSignal(marks.read_through):
        pass
    assert marked_words(marks) == ["wrng"]
    body.moveCursor(QTextCursor.MoveOperation.Start)
    type_in(body, "bd ")
    wait_read(qtbot, marks)
    assert marked_words(marks) == ["bd", "wrng"]


def test_typing_leaves_the_count_of_references_to_none_alone(
    qtbot: QtBot, body: BodyField, theme: Theme, lexicon: Lexicon
) -> None:
    marks = laid_over(body, theme, lexicon)
    body.show_document(Document.from_paragraphs(["the wrng farmers"]))
    wait_read(qtbot, marks)
    area = body.viewport().rect()
    image = QImage(body.viewport().size(), QImage.Format.Format_RGB32)

    def work() -> None:
        marks._follow(4, 1, 1)
        marks._read_on()
        marks._on_caret_moved()
        body.viewport().update(area)

    for _ in range(100):
        work()
    before = sys.getrefcount(None)
    for _ in range(10_000):
        work()
    body.render(image)
    assert abs(sys.getrefcount(None) - before) < 1_000


@pytest.mark.parametrize("key", [Qt.Key.Key_Delete, Qt.Key.Key_Backspace])
def test_deleting_into_a_word_makes_it_the_one_being_typed(
    qtbot: QtBot, field: TextField, marks: SpellingMarks, theme: Theme, key: Qt.Key
) -> None:
    type_in(field, "said  farmers")
    wait_read(qtbot, marks)
    press(field, Qt.Key.Key_Home, Qt.Key.Key_Right, Qt.Key.Key_Right)
    QTest.keyClick(field, key)
    press(field, Qt.Key.Key_Delete) if key is Qt.Key.Key_Backspace else None
    wait_read(qtbot, marks)
    assert painted_colors(field, theme) == {"mark-slip"}
    press(field, Qt.Key.Key_End)
    assert painted_colors(field, theme) == {"mark-slip", "mark-unknown"}
