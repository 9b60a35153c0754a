"""The record in the window: paged, narrowed, whole for the chosen entry."""

import pytest
from pytestqt.qtbot import QtBot

from db.audit import RecordRow, Wanted
from editor.ui.review.record_window import PAGE, PAGES, RecordWindow

COUNT = 100_000


def entry(number: int) -> RecordRow:
    return RecordRow(
        *(number, "2026-10-12T09:30:00+00:00", "Wang Fang", "signed off", "s" * 32, "a" * 64),
        {"note": f"note {number}", "role": "editor"},
        f"{number:064x}",
    )


@pytest.fixture
def shown(qtbot: QtBot, styled: object) -> RecordWindow:
    window = RecordWindow(
        ("", "Chen Yu", "Wang Fang"), ("signed off", "returned"), ("s" * 32, "millet")
    )
    qtbot.addWidget(window)

    def serve(number: int) -> None:
        first = COUNT - number * PAGE
        rows = tuple(entry(first - place) for place in range(PAGE))
        window.model.show_page(number, rows, {"s" * 32: "millet"})

    window.page_wanted.connect(serve)
    with qtbot.waitExposed(window):
        window.show()
    return window


def test_a_hundred_thousand_entries_are_walked_and_few_are_kept(
    qtbot: QtBot, shown: RecordWindow
) -> None:
    shown.show_count(COUNT)
    asked: list[int] = []
    shown.page_wanted.connect(asked.append)
    table = shown._table
    bar = table.verticalScrollBar()
    for share in range(0, 101, 2):
        bar.setValue(bar.maximum() * share // 100)
        place = table.rowAt(2)
        qtbot.waitUntil(
            lambda place=place: shown.model.index(place, 0).data() == str(COUNT - place)
        )
    assert shown.model.kept <= PAGE * PAGES
    assert len(asked) < 200
    assert shown.model.index(COUNT - 1, 2).data() in ("Wang Fang", "")


def test_the_chosen_entry_is_told_whole(qtbot: QtBot, shown: RecordWindow) -> None:
    shown.show_count(COUNT)
    whole = shown._whole
    qtbot.waitUntil(lambda: f"Entry {COUNT}" in whole.toPlainText())
    for said in (f"{COUNT:064x}", "a" * 64, "millet", "note: note 100000"):
        assert said in whole.toPlainText()


def test_what_it_is_narrowed_to_is_asked_for(qtbot: QtBot, shown: RecordWindow) -> None:
    with qtbot.waitSignal(shown.wanted) as asked:
        shown._search.setText(" hash ")
    assert asked.args == [Wanted(text="hash")]
    with qtbot.waitSignal(shown.wanted) as asked:
        shown._by.setCurrentText("Chen Yu")
    assert asked.args == [Wanted(by="Chen Yu", text="hash")]
    with qtbot.waitSignal(shown.wanted) as asked:
        shown._story.setCurrentText("millet")
    assert asked.args[0].story == "s" * 32
    with qtbot.waitSignal(shown.wanted) as asked:
        shown._since.setCurrentIndex(1)
    assert asked.args[0].since
