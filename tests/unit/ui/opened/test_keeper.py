from collections.abc import Callable
from dataclasses import dataclass, field

import pytest
from pytestqt.qtbot import QtBot

from editor.story.document import Document
from editor.story.story import StoryEdit
from editor.ui.opened.keeper import PAUSE_MS, STEADY_MS, Keeper, KeepState, changed_fields, merged

STORY = "a" * 32


def body(text: str) -> Document:
    return Document.from_paragraphs([text])


@dataclass
class Editor:
    """What somebody has typed, and a library that answers when the test says so."""

    now: StoryEdit = field(default_factory=lambda: StoryEdit(headline="", body=Document()))
    kept: list[StoryEdit] = field(default_factory=list)
    answers: list[tuple[Callable[[object], None], Callable[[Exception], None]]] = field(
        default_factory=list
    )

    def read(self) -> StoryEdit:
        return self.now

    def keep(
        self,
        story_id: str,
        edit: StoryEdit,
        done: Callable[[object], None],
        failed: Callable[[Exception], None],
    ) -> None:
        assert story_id == STORY
        self.kept.append(edit)
        self.answers.append((done, failed))

    def answer(self) -> None:
        self.answers.pop(0)[0](None)

    def fail(self, reason: str) -> None:
        self.answers.pop(0)[1](OSError(reason))


@pytest.fixture
def editor() -> Editor:
    return Editor()


@pytest.fixture
def keeper(qtbot: QtBot, editor: Editor) -> Keeper:
    keeper = Keeper(editor.read, editor.keep)
    keeper.watch(STORY, editor.now)
    return keeper


def type_(editor: Editor, keeper: Keeper, text: str) -> None:
    editor.now = merged(editor.now, StoryEdit(body=body(text)))
    keeper.typed()


def test_a_pause_in_typing_keeps_only_what_changed(
    qtbot: QtBot, editor: Editor, keeper: Keeper
) -> None:
    type_(editor, keeper, "Rain")
    qtbot.waitUntil(lambda: bool(editor.kept), timeout=PAUSE_MS + 2000)
    assert editor.kept == [StoryEdit(body=body("Rain"))]
    assert keeper.state is KeepState.KEEPING
    editor.answer()
    assert keeper.state is KeepState.KEPT
    assert keeper.unkept() is None


def test_steady_typing_cannot_starve_the_library(
    qtbot: QtBot, editor: Editor, keeper: Keeper
) -> None:
    typed = 0

    def keep_typing() -> bool:
        nonlocal typed
        typed += 1
        type_(editor, keeper, "R" * typed)
        qtbot.wait(PAUSE_MS // 6)
        return bool(editor.kept)

    # Where keys come as fast as they are sent, no pause is ever long enough to keep by itself.
    qtbot.waitUntil(keep_typing, timeout=STEADY_MS + 3000)


def test_typing_while_an_attempt_is_on_its_way_is_kept_right_after(
    editor: Editor, keeper: Keeper
) -> None:
    type_(editor, keeper, "Rain")
    keeper.keep_now()
    type_(editor, keeper, "Rain fell")
    keeper.keep_now()
    assert len(editor.kept) == 1
    editor.answer()
    assert editor.kept[1] == StoryEdit(body=body("Rain fell"))


def test_a_failing_disk_is_told_and_tried_again(
    qtbot: QtBot, editor: Editor, keeper: Keeper
) -> None:
    type_(editor, keeper, "Rain")
    keeper.keep_now()
    with qtbot.waitSignal(keeper.failing) as told:
        editor.fail("disk full")
    assert told.args == ["disk full"]
    assert keeper.state is KeepState.FAILED
    unkept = keeper.unkept()
    assert unkept is not None
    assert unkept.edit.body == body("Rain")
    keeper.keep_now()
    editor.answer()
    assert keeper.state is KeepState.KEPT
    assert editor.kept == [StoryEdit(body=body("Rain"))] * 2


def test_an_edit_that_came_back_to_what_is_kept_is_not_written(
    editor: Editor, keeper: Keeper
) -> None:
    known = editor.now
    type_(editor, keeper, "Rain")
    editor.now = known
    keeper.keep_now()
    assert editor.kept == []
    assert keeper.state is KeepState.KEPT


def test_what_follows_a_keep_waits_for_every_word(editor: Editor, keeper: Keeper) -> None:
    seen: list[str] = []
    keeper.when_kept(lambda: seen.append("nothing typed"))
    type_(editor, keeper, "Rain")
    keeper.when_kept(lambda: seen.append("after rain"))
    assert seen == ["nothing typed"]
    type_(editor, keeper, "Rain fell")
    editor.answer()
    assert seen == ["nothing typed"]
    editor.answer()
    assert seen == ["nothing typed", "after rain"]


def test_an_answer_for_a_story_that_was_left_is_dropped(editor: Editor, keeper: Keeper) -> None:
    type_(editor, keeper, "Rain")
    keeper.keep_now()
    keeper.watch("b" * 32, StoryEdit())
    editor.answer()
    assert keeper.state is KeepState.KEPT
    assert keeper.story_id == "b" * 32


def test_fields_nobody_set_are_no_change() -> None:
    known = StoryEdit(headline="A", deck="B")
    assert changed_fields(known, StoryEdit(headline="A")) == StoryEdit()
    assert changed_fields(known, StoryEdit(headline="")) == StoryEdit(headline="")
