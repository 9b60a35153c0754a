"""Words are looked up by any spelling, and what is asked for is asked exactly."""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLineEdit, QPushButton, QTableView, QWidget
from pytestqt.qtbot import QtBot

from editor.desk.words import RefusedRow, WordsImported
from editor.language.dictionaries import Gazetteer
from editor.language.lexicon import Variant
from editor.message import literal
from editor.story.words import NewsroomWord, WordKind
from editor.ui.words.words_dialog import KnownWords, WordsDialog

Named = Callable[[QWidget, str], Any]
JINNUO = NewsroomWord("Jinnuo", WordKind.ORGANISATION, "晋糯", "Chen Yu")
LI = NewsroomWord("Li Wuyang", WordKind.PERSON, "", "Chen Yu")
KNOWN = KnownWords((JINNUO, LI), Gazetteer.read().entries, Variant.AMERICAN)


@pytest.fixture
def dialog(opened) -> WordsDialog:
    return opened(WordsDialog(KNOWN))


def shown(dialog: WordsDialog) -> list[str]:
    model = dialog.findChildren(QTableView)[0].model()
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def choose(dialog: WordsDialog, *words: str) -> None:
    table = dialog.findChildren(QTableView)[0]
    table.clearSelection()
    table.setSelectionMode(QTableView.SelectionMode.MultiSelection)
    for row, word in enumerate(shown(dialog)):
        if word in words:
            table.selectRow(row)


def pick(box: QComboBox, place: int) -> None:
    box.setCurrentIndex(place)
    box.activated.emit(place)


def test_the_newsrooms_own_words_are_shown_first(dialog: WordsDialog) -> None:
    assert shown(dialog) == ["Jinnuo", "Li Wuyang"]


@pytest.mark.parametrize("sought", ["luliang", "LÜLIANG", "吕梁", "Lyuliang", "lüliang 吕"])
def test_a_place_that_comes_with_galley_is_found_by_any_form(
    dialog: WordsDialog, named: Named, sought: str
) -> None:
    pick(named(dialog, "Words shown"), 1)
    named(dialog, "Search words").setText(sought)
    assert "Lüliang / Lyuliang / Luliang" in shown(dialog)
    named(dialog, "Search words").setText("nothing at all")
    assert shown(dialog) == []


def test_the_table_is_narrowed_to_a_kind(dialog: WordsDialog, named: Named) -> None:
    pick(named(dialog, "Kinds shown"), 2)
    assert shown(dialog) == ["Li Wuyang"]


def test_a_word_is_added_with_enter(qtbot: QtBot, dialog: WordsDialog, named: Named) -> None:
    field: QLineEdit = named(dialog, "Word or name")
    field.setFocus()
    qtbot.keyClicks(field, " Beiyao  village ")
    with qtbot.waitSignal(dialog.fields.add_requested) as asked:
        qtbot.keyClick(field, Qt.Key.Key_Return)
    assert asked.args == [NewsroomWord("Beiyao village")]
    dialog.show_added(KnownWords((JINNUO, LI, asked.args[0]), (), Variant.AMERICAN), "Beiyao")
    assert field.text() == ""
    assert dialog.isVisible()


def test_a_chosen_word_is_changed(qtbot: QtBot, dialog: WordsDialog, named: Named) -> None:
    choose(dialog, "Jinnuo")
    assert not named(dialog, "Change").isEnabled()
    field: QLineEdit = named(dialog, "Word or name")
    field.setFocus()
    qtbot.keyClicks(field, "o")
    with qtbot.waitSignal(dialog.fields.change_requested) as asked:
        qtbot.keyClick(field, Qt.Key.Key_Return)
    assert asked.args[0] == "Jinnuo"
    assert asked.args[1].word == "Jinnuoo"
    assert asked.args[1].source == "Chen Yu"


def test_words_are_removed_and_put_back(qtbot: QtBot, dialog: WordsDialog, named: Named) -> None:
    choose(dialog, "Jinnuo", "Li Wuyang")
    with qtbot.waitSignal(dialog.remove_requested) as asked:
        named(dialog, "Remove").click()
    assert asked.args == [("Jinnuo", "Li Wuyang")]
    dialog.show_removed(KnownWords((), (), Variant.AMERICAN), (JINNUO, LI))
    with qtbot.waitSignal(dialog.put_back_requested) as back:
        named(dialog, "Put back").click()
    assert back.args == [(JINNUO, LI)]


def test_what_comes_with_galley_cannot_be_changed(dialog: WordsDialog, named: Named) -> None:
    pick(named(dialog, "Words shown"), 1)
    choose(dialog, "Taiyuan")
    for name in ("Add", "Change", "Remove"):
        assert not named(dialog, name).isEnabled()


def test_enter_in_the_search_adds_nothing(qtbot: QtBot, dialog: WordsDialog, named: Named) -> None:
    dialog.fields.start_with("Beiyao")
    search = named(dialog, "Search words")
    search.setFocus()
    with qtbot.assertNotEmitted(dialog.fields.add_requested):
        qtbot.keyClick(search, Qt.Key.Key_Return)
    assert dialog.isVisible()


def test_what_was_not_found_is_ready_to_be_added(
    qtbot: QtBot, dialog: WordsDialog, named: Named
) -> None:
    search = named(dialog, "Search words")
    qtbot.keyClicks(search, "Beiyao")
    qtbot.keyClick(search, Qt.Key.Key_Return)
    assert named(dialog, "Word or name").text() == "Beiyao"
    with qtbot.waitSignal(dialog.fields.add_requested):
        qtbot.keyClick(named(dialog, "Word or name"), Qt.Key.Key_Return)


def test_the_english_is_chosen(qtbot: QtBot, dialog: WordsDialog, named: Named) -> None:
    with qtbot.waitSignal(dialog.variant_chosen) as chosen:
        pick(named(dialog, "English of this newsroom"), 1)
    assert chosen.args == [Variant.BRITISH]


def test_an_import_is_reported_row_by_row(qapp: Any, dialog: WordsDialog, named: Named) -> None:
    dialog.report.show_reading("names.csv")
    report = WordsImported(
        "names.csv", added=[LI], refused=[RefusedRow(3, "太原", literal("It is Chinese."))]
    )
    dialog.report.show_report(report)
    assert "1 added" in dialog.report.text
    assert "Row 3: It is Chinese." in named(dialog, "Rows that were refused").toPlainText()
    named(dialog, "Copy report").click()
    assert qapp.clipboard().text() == dialog.report.text
    named(dialog, "Close report").click()
    assert dialog.report.isHidden()
    assert isinstance(named(dialog, "Close"), QPushButton)
