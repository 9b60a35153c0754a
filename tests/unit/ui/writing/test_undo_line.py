"""The line of undo of one story knows what was done last, however one went back and forth."""

from collections.abc import Callable, Sequence
from uuid import uuid4

from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QUndoCommand
from PySide6.QtTest import QTest
from shiboken6 import getAllValidWrappers

from editor.story.document import Document
from editor.ui.writing.undo_line import AskedStep
from editor.ui.writing.writing_pane import WritingPane
from tests.unit.ui.writing.conftest import StoryMaker

DEEDS = st.lists(
    st.sampled_from(["one", "several", "nothing", "undo", "undo", "redo", "refused", "leave"]),
    max_size=30,
)

TYPED = st.lists(
    st.sampled_from(
        ["letter", "on", "words", "title", "step", "one", "undo", "redo", "asked", "clear", "gone"]
    ),
    max_size=12,
)


class Step(QUndoCommand):
    pass


@settings(max_examples=200)
@given(DEEDS)
def test_what_was_done_last(pane: WritingPane, make_story: StoryMaker, deeds: list[str]) -> None:
    pane.show_story(make_story(Document()))
    line = pane.undo_line
    done: list[object] = []
    ahead: list[object] = []
    for deed in deeds:
        if deed == "one":
            step = Step("one")
            line.push(step)
            assert line.last is step
            done, ahead = [*done, line.last], []
        elif deed == "several":
            with line.as_one("several"):
                line.push(Step("a"))
                line.push(Step("b"))
            done, ahead = [*done, line.last], []
        elif deed == "nothing":
            with line.as_one("nothing"):
                pass
        elif deed == "refused" and isinstance(line.last, Step):
            line.last.setObsolete(True)
            line.undo()
            done.pop()
        elif deed == "undo" and done:
            line.undo()
            ahead.append(done.pop())
        elif deed == "redo" and ahead:
            line.redo()
            done.append(ahead.pop())
        elif deed == "leave":
            line.leave()
            done, ahead = [], []
        assert line.last is (done[-1] if done else None)
        assert len(set(map(id, done))) == len(done) == line.index()
    # Qt's own commands were never asked for: their objects outlive them (`UndoLine.last`).
    assert not [each for each in getAllValidWrappers() if type(each) is QUndoCommand]


def test_presses_wait_while_the_library_is_asked(pane: WritingPane, make_story: StoryMaker) -> None:
    pane.show_story(make_story(Document()))
    line = pane.undo_line
    for name in ("a", "b", "c"):
        line.push(Step(name))
    first, second = line.asking(), line.asking()
    line.undo()
    line.undo()
    line.redo()
    first()
    first()
    assert line.index() == 3
    second()
    assert line.index() == 2


def test_what_was_done_since_the_library_was_asked_is_undone_at_once(
    pane: WritingPane, make_story: StoryMaker
) -> None:
    pane.show_story(make_story(Document()))
    line = pane.undo_line
    line.push(Step("a"))
    answered = line.asking()
    line.undo()
    line.push(Step("b"))
    line.undo()
    line.redo()
    line.undo()
    assert (line.index(), line.redoText()) == (1, "b")
    line.undo()
    assert line.index() == 1
    answered()
    assert line.index() == 0


def test_presses_of_a_story_that_was_left_are_forgotten(
    pane: WritingPane, make_story: StoryMaker
) -> None:
    pane.show_story(make_story(Document()))
    line = pane.undo_line
    line.push(Step("a"))
    answered = line.asking()
    line.undo()
    line.leave()
    line.push(Step("b"))
    answered()
    assert line.index() == 1
    line.undo()
    assert line.index() == 0


def test_what_was_refused_leaves_the_line_wherever_it_stands(
    pane: WritingPane, make_story: StoryMaker
) -> None:
    pane.show_story(make_story(Document()))
    line = pane.undo_line
    steps = [AskedStep(name) for name in ("a", "b", "c", "d")]
    for step in steps:
        line.push(step)
    steps[3].refuse()
    assert (line.undoText(), line.last) == ("c", steps[2])
    steps[1].refuse()
    assert line.undoText() == "c"
    line.undo()
    assert (line.undoText(), line.redoText(), line.last) == ("a", "c", steps[0])
    steps[2].refuse()
    assert (line.redoText(), line.count(), line.last) == ("", 1, steps[0])
    steps[0].refuse()
    assert (line.count(), line.last) == (0, None)


def test_a_step_that_a_letter_begins_is_told_once_it_is_painted(
    pane: WritingPane, make_story: StoryMaker
) -> None:
    pane.show_story(make_story(Document()))
    line, body = pane.undo_line, pane.fields()["body"]
    told: list[int] = []
    line.indexChanged.connect(told.append)
    QTest.keyClicks(body, "x")
    assert told == [1], "there is something to undo now"
    body.settle()
    for at, ask in enumerate((body.settle, line.index, lambda: line.last), 2):
        body.steps.end()
        QTest.keyClicks(body, "x")
        assert told == [*range(1, at)]
        ask()
        assert told == [*range(1, at + 1)]
    line.undo()
    QTest.keyClicks(body, "x")
    assert told[-1] == 4, "there is nothing to do again now"
    assert not line.canRedo()


@settings(max_examples=150, deadline=None)
@given(TYPED)
def test_nobody_finds_out_that_a_letter_was_told_late(
    pane: WritingPane, make_story: StoryMaker, deeds: list[str]
) -> None:
    late = done_in(pane, make_story, deeds, at_once=False)
    assert late == done_in(pane, make_story, deeds, at_once=True)


def done_in(
    pane: WritingPane, make_story: StoryMaker, deeds: Sequence[str], *, at_once: bool
) -> list[object]:
    """What stands in the line and in the texts, all the way back and forth again."""
    pane.show_story(make_story(Document(), uuid4().hex))  # where nobody has a caret yet
    line, fields = pane.undo_line, pane.fields()
    body, title = fields["body"], fields["headline"]
    answered: list[Callable[[], None]] = []
    for deed in deeds:
        if deed == "letter":
            body.steps.end()
        if deed in ("letter", "on"):
            QTest.keyClicks(body, "x")
        elif deed == "words":
            pane.insert_text("words")
        elif deed == "title":
            title.textCursor().insertText("t")
        elif deed == "step":
            line.push(Step("step"))
        elif deed == "one":
            with line.as_one("several"):
                pane.insert_text("a")
                title.textCursor().insertText("b")
        elif deed == "undo":
            body.undo()
        elif deed == "redo":
            body.redo()
        elif deed == "asked":
            answered.append(line.asking())
        elif deed == "clear":
            line.clear()
        elif deed == "gone":
            pane.show_story(make_story(Document(), uuid4().hex))
        if at_once:
            pane.settle()
    found: list[object] = []
    for go in (lambda: None, *answered, line.undo):
        go()
        found.append((pane.edit(), line.index(), line.count(), line.undoText(), line.redoText()))
    for go in (line.undo, line.redo):
        for _ in range(len(deeds) + 1):
            go()
            found.append((pane.edit(), line.index(), line.undoText(), line.redoText()))
    return found
