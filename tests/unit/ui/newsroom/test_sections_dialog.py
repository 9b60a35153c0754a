"""Sections: keys never change, names do, and nothing that is used can be removed."""

from collections.abc import Callable

from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QListWidget, QSpinBox, QWidget
from pytestqt.qtbot import QtBot

from editor.story.outlet import SEED_SECTIONS, Section
from editor.ui.newsroom.sections_dialog import SectionsDialog

Named = Callable[[QWidget, str], QWidget]
Press = Callable[[QWidget, str], None]


def rows(dialog: QWidget) -> QListWidget:
    return dialog.findChildren(QListWidget)[0]


def test_what_nobody_touches_stays_as_it_is(opened) -> None:
    assert opened(SectionsDialog(SEED_SECTIONS, {})).value == SEED_SECTIONS


def test_a_renamed_section_keeps_its_key(opened) -> None:
    dialog = opened(SectionsDialog(SEED_SECTIONS, {}))
    rows(dialog).item(0).setText(" Latest  news ")
    assert dialog.value[0] == Section("news", "Latest news")


def test_a_new_section_gets_a_key_from_its_name_that_no_other_has(opened, press: Press) -> None:
    dialog = opened(SectionsDialog(SEED_SECTIONS, {}))
    for name in ("News!", "乡村"):
        press(dialog, "Add")
        rows(dialog).currentItem().setText(name)
    assert dialog.value[1:3] == (Section("news-2", "News!"), Section("section", "乡村"))


def test_sections_move_by_button_and_by_dragging(opened, press: Press) -> None:
    dialog = opened(SectionsDialog(SEED_SECTIONS, {}))
    press(dialog, "Move down")
    assert [section.key for section in dialog.value[:2]] == ["government", "news"]
    # What a drop within the list does.
    assert rows(dialog).model().moveRow(QModelIndex(), 0, QModelIndex(), 2)
    assert dialog.value == SEED_SECTIONS


def test_a_section_with_stories_cannot_be_removed_and_says_why(
    opened, named: Named, press: Press
) -> None:
    dialog = opened(SectionsDialog(SEED_SECTIONS, {"news": 2}))
    remove = named(dialog, "Remove")
    assert not remove.isEnabled()
    assert "2 stories" in remove.toolTip()
    rows(dialog).setCurrentRow(1)
    press(dialog, "Remove")
    assert "government" not in [section.key for section in dialog.value]


def test_two_sections_of_one_name_are_refused(opened, press: Press) -> None:
    dialog = opened(SectionsDialog(SEED_SECTIONS, {}))
    rows(dialog).item(1).setText("news")
    press(dialog, "Keep")
    assert not dialog.result()
    assert "news" in dialog.remark_text.casefold()


def test_a_section_without_a_name_is_refused(opened, press: Press) -> None:
    dialog = opened(SectionsDialog(SEED_SECTIONS, {}))
    rows(dialog).item(1).setText("  ")
    press(dialog, "Keep")
    assert not dialog.result()
    assert dialog.remark_text


def test_a_section_has_a_usual_length_that_goes_along_with_it(qtbot: QtBot) -> None:
    sections = (Section("news", "News"), Section("live", "Live"))
    dialog = SectionsDialog(sections, {}, lengths={"live": 120})
    qtbot.addWidget(dialog)
    [length] = dialog.findChildren(QSpinBox)
    names = rows(dialog)
    assert length.value() == 0
    length.setValue(400)
    names.setCurrentRow(1)
    assert length.value() == 120
    assert dialog.lengths == {"news": 400, "live": 120}
    length.setValue(0)
    assert dialog.lengths == {"news": 400}
