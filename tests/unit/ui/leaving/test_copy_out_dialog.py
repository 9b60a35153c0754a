"""The dialog for systems that only take paste: piece by piece, with the keyboard."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from editor.interchange.leaving.copy_out import CopyForm, CopySheet, copy_sheet
from editor.ui.leaving.copy_out_dialog import CopyOutDialog, CopyOutPicture
from editor.ui.theme import Theme
from tests.trials import preview_samples as samples


@pytest.fixture
def sheet() -> CopySheet:
    return copy_sheet(samples.snapshot())


@pytest.fixture
def dialog(sheet: CopySheet, qtbot: QtBot, qapp: QApplication) -> CopyOutDialog:
    made = CopyOutDialog(sheet, Theme(qapp, "light"))
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    return made


@pytest.fixture
def copied(dialog: CopyOutDialog) -> list[CopyForm]:
    forms: list[CopyForm] = []
    dialog.copy_requested.connect(forms.append)
    return forms


def button(dialog: CopyOutDialog, name: str) -> QPushButton:
    buttons = dialog.findChildren(QPushButton)
    return next(each for each in buttons if each.accessibleName() == name)


def test_enter_goes_through_all_pieces_in_order(
    qtbot: QtBot, dialog: CopyOutDialog, sheet: CopySheet, copied: list[CopyForm]
) -> None:
    expected = [piece.forms[0] for piece in sheet.pieces]
    for photo in sheet.photos:
        first, *others = photo.pieces
        expected += [first.forms[0]]
        expected += [piece.forms[0] for piece in others if piece.key == "alt"]
    for _ in expected:
        qtbot.keyClick(dialog, Qt.Key.Key_Return)
    assert copied == expected
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    assert copied == expected


def test_the_next_piece_is_named_before_it_is_copied(dialog: CopyOutDialog) -> None:
    assert button(dialog, "Copy next: Headline").isDefault()
    dialog.copy_next()
    assert button(dialog, "Copy next: Deck").isDefault()


def test_who_begins_in_the_middle_goes_on_from_there(
    dialog: CopyOutDialog, copied: list[CopyForm], sheet: CopySheet
) -> None:
    button(dialog, "Byline").click()
    assert button(dialog, "Copy next: Dateline").isDefault()
    assert copied == [next(each for each in sheet.pieces if each.key == "byline").forms[0]]


def test_what_was_copied_is_ticked_for_eyes_and_ears(dialog: CopyOutDialog) -> None:
    plain = button(dialog, "Body as Plain text")
    before = plain.icon().cacheKey()
    plain.click()
    assert plain.accessibleDescription() == "Copied"
    assert plain.icon().cacheKey() != before


def test_a_picture_can_be_dragged_once_its_file_is_there(
    dialog: CopyOutDialog, sheet: CopySheet, tmp_path: Path
) -> None:
    picture = dialog.findChildren(CopyOutPicture)[0]
    assert not picture.file_data().hasUrls()
    dialog.show_files({1: tmp_path / sheet.photos[0].file})
    (address,) = picture.file_data().urls()
    assert Path(address.toLocalFile()) == tmp_path / sheet.photos[0].file


def test_the_whole_story_and_the_pictures_have_buttons(
    qtbot: QtBot, dialog: CopyOutDialog, sheet: CopySheet, copied: list[CopyForm]
) -> None:
    button(dialog, "Copy whole story for Word").click()
    assert copied == [sheet.whole]
    with qtbot.waitSignal(dialog.pictures_requested):
        button(dialog, "Save the pictures into a folder…").click()
