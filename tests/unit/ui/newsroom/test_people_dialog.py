"""Names are kept once, changed in place, and not removed while a story carries them."""

from collections.abc import Callable
from dataclasses import asdict, replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLineEdit, QTableView, QWidget
from pytestqt.qtbot import QtBot

from editor.story.people import Contributor, Kind, Role
from editor.ui.newsroom.people_dialog import PeopleDialog
from tests.trials.preview_samples import PEOPLE

Named = Callable[[QWidget, str], QWidget]
Press = Callable[[QWidget, str], None]


def field(named: Named, dialog: QWidget, name: str) -> QLineEdit:
    found = named(dialog, name)
    assert isinstance(found, QLineEdit)
    return found


def choose(dialog: QWidget, name: str) -> None:
    table = dialog.findChildren(QTableView)[0]
    for row in range(table.model().rowCount()):
        index = table.model().index(row, 0)
        if index.data() == name:
            table.setCurrentIndex(index)


def test_what_nobody_touches_is_not_changed(opened) -> None:
    dialog = opened(PeopleDialog(PEOPLE))
    assert dialog.value == PEOPLE
    assert dialog.changed == ()


def test_a_name_is_added(qtbot: QtBot, opened, named: Named, press: Press) -> None:
    dialog = opened(PeopleDialog(PEOPLE))
    press(dialog, "Add")
    qtbot.keyClicks(field(named, dialog, "Name"), "Li Ziheng")
    kind = named(dialog, "Kind")
    assert isinstance(kind, QComboBox)
    qtbot.keyClick(kind, Qt.Key.Key_Down)
    press(dialog, "Keep")
    assert dialog.result()
    added = Contributor("Li Ziheng", Kind.ORGANISATION, Role.CONTRIBUTOR)
    assert dialog.value == (*PEOPLE, added)
    assert dialog.changed == (added,)


def test_a_name_is_corrected_in_place_although_the_table_is_sorted(
    qtbot: QtBot, opened, named: Named
) -> None:
    dialog = opened(PeopleDialog(PEOPLE))
    choose(dialog, "Zheng Lu")
    name = field(named, dialog, "Name")
    name.selectAll()
    qtbot.keyClicks(name, "Aa Lu")  # goes to the top while it is being typed
    assert dialog.value[0] == Contributor("Aa Lu", Kind.PERSON, Role.AUTHOR, "1")
    assert dialog.value[1:] == PEOPLE[1:]


def test_a_name_is_found_by_a_part_of_it(qtbot: QtBot, opened, named: Named) -> None:
    dialog = opened(PeopleDialog(PEOPLE))
    qtbot.keyClicks(field(named, dialog, "Search names"), "hohen")
    assert dialog.findChildren(QTableView)[0].model().rowCount() == 1


def test_a_name_that_stories_carry_cannot_be_removed(opened, named: Named, press: Press) -> None:
    dialog = opened(PeopleDialog(PEOPLE, used={"1"}))
    choose(dialog, "Zheng Lu")
    assert not named(dialog, "Remove").isEnabled()
    choose(dialog, "郑娜")
    press(dialog, "Remove")
    assert [person.name for person in dialog.value] == [
        person.name for person in PEOPLE if person.name != "郑娜"
    ]


def test_a_blank_name_and_one_that_stands_twice_are_refused(
    qtbot: QtBot, opened, named: Named, press: Press
) -> None:
    dialog = opened(PeopleDialog(PEOPLE))
    press(dialog, "Add")
    press(dialog, "Keep")
    assert not dialog.result()
    qtbot.keyClicks(field(named, dialog, "Name"), "zheng lu")
    press(dialog, "Keep")
    assert not dialog.result()
    assert "twice" in dialog.remark_text


def test_a_name_that_was_begun_and_removed_by_somebody_else_meanwhile_stays_removed(
    opened, named: Named
) -> None:
    first, *others = PEOPLE
    begun = {"changed": [asdict(replace(first, name="New name"))], "removed": []}
    dialog = opened(PeopleDialog(others))
    dialog.bring_back(begun)
    assert dialog.value == tuple(others)
    assert field(named, dialog, "Name").text() in {each.name for each in others}


def test_people_who_share_a_name_have_a_note_each(
    qtbot: QtBot, opened, named: Named, press: Press
) -> None:
    dialog = opened(PeopleDialog(PEOPLE))
    press(dialog, "Add")
    qtbot.keyClicks(field(named, dialog, "Name"), "Zheng Lu")
    chinese = field(named, dialog, "Chinese name")
    chinese.setText("郑璐")
    chinese.textEdited.emit("郑璐")  # as from an input method
    press(dialog, "Keep")
    assert "remove one, or give one a note that tells them apart" in dialog.remark_text
    note = field(named, dialog, "Note")
    qtbot.keyClicks(note, "Taiyuan, sport")
    press(dialog, "Keep")
    assert "no comma" in dialog.remark_text
    note.clear()
    qtbot.keyClicks(note, "Taiyuan")
    press(dialog, "Keep")
    assert dialog.result()
    assert dialog.changed == (Contributor("Zheng Lu", chinese="郑璐", note="Taiyuan"),)


def test_one_is_found_by_the_chinese_name_and_by_the_note(
    qtbot: QtBot, opened, named: Named
) -> None:
    wei = Contributor("Li Wei", id="9", chinese="李伟", note="photographer")
    dialog = opened(PeopleDialog((*PEOPLE, wei)))
    model = dialog.findChildren(QTableView)[0].model()
    for part in ("伟", "li w", "PHOTO"):
        field(named, dialog, "Search names").setText(part)
        shown = [model.index(row, 0).data() for row in range(model.rowCount())]
        assert shown == ["Li Wei"], part


def test_of_a_record_that_was_begun_only_what_was_written_comes_back(
    opened, qtbot: QtBot, named: Named
) -> None:
    first, *others = PEOPLE
    dialog = opened(PeopleDialog(PEOPLE))
    choose(dialog, first.name)
    qtbot.keyClicks(field(named, dialog, "Note"), "Taiyuan")
    begun = dialog.begun()
    theirs = replace(first, chinese="郑璐", role=Role.EDITOR)
    again = opened(PeopleDialog((theirs, *others)))
    again.bring_back(begun)
    assert again.changed == (replace(theirs, note="Taiyuan"),)
