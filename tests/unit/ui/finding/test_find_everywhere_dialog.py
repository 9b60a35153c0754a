"""Hits in all drafts are looked at, ticked, and only those wanted are asked for."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QTreeView
from pytestqt.qtbot import QtBot

from editor.desk.replacing import StoryHits, TextHit
from editor.story.matching import Match, Query, Replacement
from editor.story.story import Status
from editor.ui.finding.find_everywhere_dialog import FindEverywhereDialog
from editor.ui.finding.hit_list import HitModel
from editor.ui.theme import Theme

CHECK = Qt.ItemDataRole.CheckStateRole
TICKED, UNTICKED = Qt.CheckState.Checked, Qt.CheckState.Unchecked


def hits(story: str, count: int, status: Status = Status.DRAFT) -> StoryHits:
    text = "The millet of Shanxi 小米 is good."
    found = tuple(TextHit("body", n, "", text, Match(4, 10, "sorghum")) for n in range(count))
    return StoryHits(story, story, f"Story {story}", "news", status, 1, found)


@pytest.fixture
def dialog(qapp: QApplication, qtbot: QtBot) -> FindEverywhereDialog:
    made = FindEverywhereDialog(Theme(qapp, "light"))
    qtbot.addWidget(made)
    made.show()
    return made


def told(dialog: Any) -> str:
    labels = dialog.findChildren(QLabel)
    return next(each.text() for each in labels if each.accessibleName() == "What was found")


def button(dialog: Any, name: str) -> QPushButton:
    return next(b for b in dialog.findChildren(QPushButton) if b.text() == name)


def test_a_pause_in_the_typing_asks_for_hits(dialog: FindEverywhereDialog, qtbot: QtBot) -> None:
    with qtbot.waitSignal(dialog.find_requested) as asked:
        QTest.keyClicks(dialog.words, "millet")
        dialog.new_words.setText("sorghum")
    assert asked.args == [Query("millet"), Replacement("sorghum")]


def test_without_words_nothing_is_asked_for(dialog: FindEverywhereDialog, qtbot: QtBot) -> None:
    dialog.words.setText("x")
    dialog.add([hits("a", 1)])
    with qtbot.assertNotEmitted(dialog.find_requested), qtbot.waitSignal(dialog.cancel_requested):
        dialog.words.clear()
    assert not dialog.has_hits


def test_signed_off_stories_are_ticked_only_by_hand(
    dialog: FindEverywhereDialog, qtbot: QtBot
) -> None:
    dialog.words.setText("millet")
    dialog.new_words.setText("sorghum")
    dialog.add([hits("a", 2), hits("b", 3, Status.SIGNED_OFF)])
    assert (
        told(dialog) == "5 hits in 2 stories, 2 ticked. One is signed off, and ticked only by you."
    )
    [tree] = dialog.findChildren(QTreeView)
    model = tree.model()
    model.setData(model.index(0, 0, model.index(1, 0)), TICKED.value, CHECK)
    assert model.index(1, 0).data(CHECK) is Qt.CheckState.PartiallyChecked
    with qtbot.waitSignal(dialog.replace_requested) as asked:
        QTest.mouseClick(button(dialog, "Replace 3"), Qt.MouseButton.LeftButton)
    assert asked.args is not None
    [wanted] = asked.args
    assert [(each.story_id, len(each.hits)) for each in wanted] == [("a", 2), ("b", 1)]


def test_space_ticks_a_whole_story_and_the_buttons_all_or_none(
    dialog: FindEverywhereDialog,
) -> None:
    dialog.new_words.setText("sorghum")
    dialog.add([hits("a", 2), hits("b", 3)])
    [tree] = dialog.findChildren(QTreeView)
    tree.setFocus()
    tree.setCurrentIndex(tree.model().index(1, 0))
    QTest.keyClick(tree, Qt.Key.Key_Space)
    assert button(dialog, "Replace 2").isEnabled()
    QTest.mouseClick(button(dialog, "Tick none"), Qt.MouseButton.LeftButton)
    assert not button(dialog, "Replace").isEnabled()
    QTest.mouseClick(button(dialog, "Tick all"), Qt.MouseButton.LeftButton)
    assert button(dialog, "Replace 5").isEnabled()


def test_replacing_by_nothing_is_called_deleting(dialog: FindEverywhereDialog) -> None:
    dialog.add([hits("a", 2)])
    assert button(dialog, "Delete 2").isEnabled()


def test_while_it_is_at_work_nothing_is_replaced_and_it_can_be_cancelled(
    dialog: FindEverywhereDialog, qtbot: QtBot
) -> None:
    dialog.new_words.setText("sorghum")
    dialog.add([hits("a", 2)])
    dialog.show_progress(250, 10_000)
    assert not button(dialog, "Replace 2").isEnabled()
    with qtbot.waitSignal(dialog.cancel_requested):
        QTest.mouseClick(button(dialog, "Cancel"), Qt.MouseButton.LeftButton)
    dialog.show_progress(1, 1)
    assert button(dialog, "Replace 2").isEnabled()
    assert not button(dialog, "Cancel").isVisible()


def test_a_hit_opens_its_story(dialog: FindEverywhereDialog, qtbot: QtBot) -> None:
    dialog.add([hits("a", 2)])
    [tree] = dialog.findChildren(QTreeView)
    with qtbot.waitSignal(dialog.story_requested) as asked:
        tree.doubleClicked.emit(tree.model().index(1, 0, tree.model().index(0, 0)))
    assert asked.args == ["a"]


def test_a_hit_is_read_out_with_its_words(dialog: FindEverywhereDialog) -> None:
    dialog.add([hits("a", 1)])
    [tree] = dialog.findChildren(QTreeView)
    story = tree.model().index(0, 0)
    spoken = tree.model().index(0, 0, story).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Text: The millet of Shanxi 小米 is good."
    tree.grab()


@given(
    st.lists(st.tuples(st.integers(1, 4), st.booleans()), max_size=5),
    st.lists(st.tuples(st.integers(0, 4), st.integers(-1, 3), st.booleans()), max_size=12),
)
def test_what_is_chosen_is_what_is_ticked(
    stories: list[tuple[int, bool]], presses: list[tuple[int, int, bool]]
) -> None:
    model = HitModel()
    found = [
        hits(str(number), count, Status.SIGNED_OFF if signed else Status.DRAFT)
        for number, (count, signed) in enumerate(stories)
    ]
    model.add(found)
    ticks = [[not each.approved] * len(each.hits) for each in found]
    for story, hit, ticked in presses:
        if story >= len(found) or hit >= len(found[story].hits):
            continue
        above = model.index(story, 0)
        index = above if hit < 0 else model.index(hit, 0, above)
        assert model.setData(index, (TICKED if ticked else UNTICKED).value, CHECK)
        if hit < 0:
            ticks[story] = [ticked] * len(ticks[story])
        else:
            ticks[story][hit] = ticked
    chosen = {each.story_id: len(each.hits) for each in model.chosen()}
    assert chosen == {str(n): sum(each) for n, each in enumerate(ticks) if any(each)}
    assert model.counts == (len(found), sum(map(len, ticks)), sum(map(sum, ticks)))
