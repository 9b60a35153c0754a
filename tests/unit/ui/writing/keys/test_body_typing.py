"""Shorthand, house style and abbreviations with real keys: each one undo from what was typed."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from editor.language.typing_habits import TypingHabits
from editor.story.document import (
    Block,
    Blockquote,
    Divider,
    Document,
    Heading,
    ListBlock,
    ListItem,
    Paragraph,
    PullQuote,
)
from editor.story.runs import Mark, Run
from editor.ui.writing.body_field import BodyField
from editor.ui.writing.line_field import LineField
from editor.ui.writing.writing_pane import WritingPane

HABITS = TypingHabits.of({}, {})
BOLD, ITALIC, STRIKE = (frozenset({m}) for m in (Mark.BOLD, Mark.ITALIC, Mark.STRIKE))


@pytest.fixture
def writing(body: BodyField) -> BodyField:
    body.typing.follow(HABITS)
    return body


def type_in(field: QWidget, text: str) -> None:
    """Any characters as a keyboard brings them; a line break is Enter."""
    for character in text:
        if character == "\n":
            QTest.keyClick(field, Qt.Key.Key_Return)
            continue
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, character)
            QApplication.sendEvent(field, event)


def commit(field: QWidget, text: str, composed: str = "") -> None:
    if composed:
        QApplication.sendEvent(field, QInputMethodEvent(composed, []))
    done = QInputMethodEvent("", [])
    done.setCommitString(text)
    QApplication.sendEvent(field, done)


def shown(body: BodyField) -> tuple[Block, ...]:
    return body.live.value().blocks


def words(text: str, marks: frozenset[Mark] = frozenset(), href: str = "") -> Run:
    return Run(text, marks, href)


@pytest.mark.parametrize(
    ("keys", "block"),
    [
        ("## ", Heading(2, (Run("a"),))),
        ("### ", Heading(3, (Run("a"),))),
        ("> ", Blockquote((Paragraph((Run("a"),)),))),
        (">> ", PullQuote((Run("a"),))),
        ("- ", ListBlock(False, (ListItem((Run("a"),)),))),
        ("* ", ListBlock(False, (ListItem((Run("a"),)),))),
        ("1. ", ListBlock(True, (ListItem((Run("a"),)),))),
    ],
)
def test_a_line_begins_with_what_it_is(writing: BodyField, keys: str, block: Block) -> None:
    type_in(writing, keys + "a")
    assert shown(writing) == (block,)
    writing.undo()
    writing.undo()
    assert shown(writing) == (Paragraph((Run(keys),)),)
    assert writing.textCursor().position() == len(keys)
    type_in(writing, "b")
    assert shown(writing) == (Paragraph((Run(keys + "b"),)),)


def test_a_line_that_is_something_already_takes_the_signs_as_words(writing: BodyField) -> None:
    type_in(writing, "## ## a")
    assert shown(writing) == (Heading(2, (Run("## a"),)),)


def test_words_behind_the_caret_come_along(writing: BodyField) -> None:
    type_in(writing, "Rain")
    writing.moveCursor(QTextCursor.MoveOperation.Start)
    type_in(writing, "## ")
    assert shown(writing) == (Heading(2, (Run("Rain"),)),)


@pytest.mark.parametrize(
    ("keys", "runs"),
    [
        ("a **b c** d", (Run("a "), words("b c", BOLD), Run(" d"))),
        ("a *b c* d", (Run("a "), words("b c", ITALIC), Run(" d"))),
        ("a ~~b c~~ d", (Run("a "), words("b c", STRIKE), Run(" d"))),
        ("[b c](x.org) d", (words("b c", href="https://x.org"), Run(" d"))),
        ("🙂 **b🙂c** d", (Run("🙂 "), words("b🙂c", BOLD), Run(" d"))),
        ("陈*宇* d", (Run("陈*宇* d"),)),
        ("5 * 3 * 2", (Run("5 * 3 * 2"),)),
        ("a*b*c", (Run("a*b*c"),)),
        ("** a **", (Run("** a **"),)),
        ("[b](javascript:x)", (Run("[b](javascript:x)"),)),
    ],
)
def test_signs_around_words(writing: BodyField, keys: str, runs: tuple[Run, ...]) -> None:
    type_in(writing, keys)
    assert shown(writing) == (Paragraph(runs),)


def test_one_undo_gives_back_the_signs(writing: BodyField) -> None:
    for keys in ("a **b**", "a *b*", "a ~~b~~", "[b](x.org)"):
        writing.show_document(Document())
        type_in(writing, keys)
        assert writing.toPlainText() != keys
        writing.undo()
        assert shown(writing) == (Paragraph((Run(keys),)),)
        assert writing.textCursor().position() == len(keys)
        type_in(writing, " c")
        assert shown(writing) == (Paragraph((Run(keys + " c"),)),)


def test_bold_words_within_italic_ones_keep_both(writing: BodyField) -> None:
    type_in(writing, "*a **b***")
    assert shown(writing) == (Paragraph((words("a ", ITALIC), words("b", BOLD | ITALIC))),)


def test_three_hyphens_and_enter_are_a_divider(writing: BodyField) -> None:
    type_in(writing, "a\n---\nb")
    assert shown(writing) == (Paragraph((Run("a"),)), Divider(), Paragraph((Run("b"),)))
    writing.undo()
    writing.undo()
    assert writing.toPlainText() == "a\n---\n"
    assert writing.textCursor().position() == 6
    type_in(writing, "b")
    assert writing.toPlainText() == "a\n---\nb"


def test_nothing_happens_when_it_is_switched_off(body: BodyField) -> None:
    type_in(body, '## "a" **b** --c TCM* 10 km ')
    assert body.toPlainText() == '## "a" **b** --c TCM* 10 km '


def test_one_undo_takes_back_only_the_house_style(writing: BodyField) -> None:
    type_in(writing, 'She said: "')
    assert writing.toPlainText() == "She said: “"
    writing.undo()
    assert writing.toPlainText() == 'She said: "'
    type_in(writing, "Yes")
    assert writing.toPlainText() == 'She said: "Yes'
    writing.undo()
    assert writing.toPlainText() == 'She said: "'


def test_words_typed_behind_a_replacement_are_a_step_of_their_own(writing: BodyField) -> None:
    type_in(writing, '"Yes')
    writing.undo()
    assert writing.toPlainText() == "“"
    writing.undo()
    assert writing.toPlainText() == '"'
    writing.redo()
    writing.redo()
    assert writing.toPlainText() == "“Yes"


def test_an_abbreviation_is_one_step(writing: BodyField) -> None:
    type_in(writing, "of TCM*, ")
    assert writing.toPlainText() == "of traditional Chinese medicine, "
    writing.undo()
    writing.undo()
    assert writing.toPlainText() == "of TCM*,"
    assert writing.textCursor().position() == 8


def test_house_style_keeps_the_marks_of_its_words(writing: BodyField) -> None:
    type_in(writing, '**it** is\n**"it**')
    assert shown(writing)[1] == Paragraph((words("“it", BOLD),))
    cursor = writing.textCursor()
    cursor.movePosition(QTextCursor.MoveOperation.PreviousCharacter)
    writing.setTextCursor(cursor)
    type_in(writing, "'")
    assert shown(writing)[1] == Paragraph((words("“i’t", BOLD),))


def test_what_an_input_method_composes_is_left_alone(writing: BodyField) -> None:
    commit(writing, '"', composed="yin")
    commit(writing, "## ", composed="jing")
    commit(writing, "山西。。。", composed="shanxi")
    assert writing.toPlainText() == '"## 山西。。。'
    type_in(writing, '"')
    assert writing.toPlainText() == '"## 山西。。。“'


def test_a_plain_character_may_come_through_an_input_method(writing: BodyField) -> None:
    for character in '## "':
        commit(writing, character)
    assert shown(writing) == (Heading(2, (Run("“"),)),)


def test_one_undo_removes_a_phrase_that_was_composed(writing: BodyField) -> None:
    type_in(writing, "a ")
    commit(writing, "山西省", composed="shanxisheng")
    writing.undo()
    assert writing.toPlainText() == "a "


def test_headline_and_deck_have_the_house_style_too(pane: WritingPane) -> None:
    pane.follow_habits(HABITS)
    pane.go_to("headline")
    headline = QApplication.focusWidget()
    assert isinstance(headline, LineField)
    type_in(headline, "Xi'an's wall: \"old\"")
    assert pane.edit().headline == "Xi’an’s wall: “old”"
    headline.undo()
    assert pane.edit().headline == 'Xi’an’s wall: “old"'


def kept(text: str) -> str:
    """The letters and figures, which nothing may ever take away."""
    return "".join(character for character in text if character.isalnum())


LETTERS = st.sampled_from("abT1陈🙂")
SIGNS = st.sampled_from(["#", "##", "## ", "- ", "> ", "1. ", "*", "**", "~~", "-", "--", "---"])
OTHERS = st.sampled_from(['"', "'", " ", ".", "...", "\n", "[", "](x.org)", "(", ")", " km "])
STEPS = st.lists(st.one_of(LETTERS, SIGNS, OTHERS, st.just("undo")), max_size=24)


@settings(max_examples=150)
@given(STEPS)
def test_no_typed_letter_is_ever_lost(writing: BodyField, steps: list[str]) -> None:
    """Whatever is typed stands there; whatever an undo takes, redo brings back."""
    writing.show_document(Document())
    for step in steps:
        if step == "undo":
            everything = writing.live.value()
            place = writing.document().availableUndoSteps()
            writing.undo()
            if place:
                writing.redo()
            assert writing.live.value() == everything
            writing.undo()
            continue
        before = kept(writing.toPlainText())
        for character in step:
            before = kept(writing.toPlainText())
            type_in(writing, character)
            after = kept(writing.toPlainText().replace("httpsxorg", ""))
            lost = [c for c in set(before) if after.count(c) < before.count(c)]
            # `1. ` becomes the number of a list, and an address the target of a link.
            assert not lost or step in ("1. ", "](x.org)", " ", ")"), (before, after)
    value = writing.live.value()
    assert value == Document.of(value.blocks)


@settings(max_examples=60)
@given(st.text(st.sampled_from("ab \"'-.*~#>1陈🙂"), max_size=14))
def test_undoing_everything_passes_through_what_was_typed(writing: BodyField, text: str) -> None:
    """Each automatic change can be undone to exactly what stood there before it."""
    writing.show_document(Document())
    for character in text:
        before, place = writing.toPlainText(), writing.textCursor().position()
        literal = QTextCursor(writing.textCursor())
        type_in(writing, character)
        now = writing.toPlainText()
        units = before.encode("utf-16-le")
        plain = (units[: 2 * place] + character.encode("utf-16-le") + units[2 * place :]).decode(
            "utf-16-le"
        )
        if now != plain and not literal.atBlockStart():
            writing.undo()
            assert writing.toPlainText() == plain
            writing.redo()
            assert writing.toPlainText() == now
            writing.moveCursor(QTextCursor.MoveOperation.End)


def test_steps_are_never_one(writing: BodyField) -> None:
    """A replacement and the words around it come and go one after the other."""
    writing.show_document(Document())
    type_in(writing, 'It\'s -- so "far" ')
    seen = [writing.toPlainText()]
    while writing.document().isUndoAvailable():
        writing.undo()
        seen.append(writing.toPlainText())
    assert "It'" in seen
    assert "It’s --" in {text.rstrip() for text in seen}
    assert all(first != second for first, second in pairwise(seen))


@pytest.mark.parametrize("keys", ["**a**", "*a*", "~~a~~", "[a](x.org)"])
def test_the_next_line_goes_on_without_the_mark(writing: BodyField, keys: str) -> None:
    type_in(writing, f"{keys}\nb")
    assert shown(writing)[1] == Paragraph((Run("b"),))
    writing.show_document(Document())
    type_in(writing, f"- {keys}\nb")
    assert shown(writing)[0] == ListBlock(
        False,
        (shown(writing)[0].items[0], ListItem((Run("b"),))),  # type: ignore[union-attr]
    )


def test_a_mark_within_a_heading_or_a_quote(writing: BodyField) -> None:
    type_in(writing, "## The **old** wall\n> She *said* so")
    heading, quote = shown(writing)
    assert heading == Heading(2, (Run("The "), words("old", BOLD), Run(" wall")))
    assert quote == Blockquote((Paragraph((Run("She "), words("said", ITALIC), Run(" so"))),))


def test_words_typed_over_a_selection_are_looked_at_too(writing: BodyField) -> None:
    type_in(writing, "one two")
    cursor = writing.textCursor()
    cursor.setPosition(4, QTextCursor.MoveMode.KeepAnchor)
    writing.setTextCursor(cursor)
    type_in(writing, '"')
    assert writing.toPlainText() == "one “"
    writing.undo()
    assert writing.toPlainText() == 'one "'
    writing.undo()
    assert writing.toPlainText() == "one two"


def test_enter_ends_a_word_as_a_blank_does(writing: BodyField) -> None:
    type_in(writing, "🙂 of TCM*\n10 km\n")
    lines = ("🙂 of traditional Chinese medicine", "10\u00a0km")
    assert shown(writing) == (*(Paragraph((Run(line),)) for line in lines), Paragraph())
    writing.undo()
    assert writing.live.value().blocks[1] == Paragraph((Run("10 km"),))
    assert writing.textCursor().atEnd()
    type_in(writing, "b")
    assert writing.live.value().blocks[2] == Paragraph((Run("b"),))
