"""Every file is shown before it comes in, and what a person says of it is what comes in."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QDialog, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from editor.desk.arrivals import Arrival, Arrivals
from editor.interchange.arriving.conservation import Unplaced
from editor.story.document import Paragraph
from editor.story.outlet import Section
from editor.story.runs import runs_text
from editor.ui.incoming.incoming_dialog import IncomingDialog

IMPORTS = Path(__file__).parents[3] / "data" / "import"
SECTIONS = (Section("news", "News"), Section("business", "Business"))
Named = Callable[[QWidget, str], QWidget]
Press = Callable[[QWidget, str], None]
Open = Callable[[QDialog], QDialog]


@pytest.fixture
def arrived() -> Iterator[Callable[[str], Arrival]]:
    arrivals = Arrivals(None)  # pyright: ignore[reportArgumentType]  # reading needs no library
    read: list[Arrival] = []

    def arrive(name: str) -> Arrival:
        read.append(arrivals.read(IMPORTS / name))
        return read[-1]

    yield arrive
    for arrival in read:
        arrivals.let_go(arrival)


@pytest.fixture
def word_file(arrived: Callable[[str], Arrival], opened: Open) -> IncomingDialog:
    dialog = IncomingDialog([arrived("office/millet.docx")], SECTIONS)
    opened(dialog)
    return dialog


def words(widget: QWidget) -> str:
    return widget.toPlainText() if isinstance(widget, QPlainTextEdit) else widget.text()  # pyright: ignore[reportAttributeAccessIssue]


def test_every_line_that_was_recognised_is_shown(word_file: IncomingDialog, named: Named) -> None:
    shown = {
        "Headline": "Millet comes in from the terraces",
        "Deck": "Record harvest lifts incomes in Lingqiu county",
        "Byline": "Sun Rui, Wen Qiaoyu",
        "Dateline": "LINGQIU, Shanxi",
        "Contributors": "Zheng Lu, Zheng Na",
        "Caption, image1.jpg": "Terraced fields in Lingqiu county on Oct 12.",
        "Credit, image1.jpg": "Photo provided to China Daily",
        "Alt text, image2.jpg": "A stone mill.",
    }
    assert {name: words(named(word_file, name)) for name in shown} == shown
    assert words(named(word_file, "Beginning of the body")).startswith("Farmers have brought in")


def test_enter_takes_it_in_as_it_was_read(qtbot: QtBot, word_file: IncomingDialog) -> None:
    with qtbot.waitSignal(word_file.accepted):
        qtbot.keyClick(word_file, Qt.Key.Key_Return)
    [confirmed] = word_file.value
    assert confirmed.story == confirmed.arrival.incoming
    assert confirmed.section == ""


def test_escape_takes_nothing_in(qtbot: QtBot, word_file: IncomingDialog) -> None:
    with qtbot.waitSignal(word_file.rejected):
        qtbot.keyClick(word_file, Qt.Key.Key_Escape)
    assert word_file.value == ()


def test_an_unticked_line_is_body_text_again(
    word_file: IncomingDialog, named: Named, press: Press
) -> None:
    for name in ("Deck", "Caption, image2.jpg"):
        tick = named(word_file, f"{name} is not body text")
        assert isinstance(tick, QCheckBox)
        tick.setChecked(False)
        assert not named(word_file, name).isEnabled()
    deck = "Record harvest lifts incomes in Lingqiu county"
    assert words(named(word_file, "Beginning of the body")).startswith(deck)
    press(word_file, "Take in")
    [confirmed] = word_file.value
    assert confirmed.story.deck == ""
    first = confirmed.story.body.blocks[0]
    assert isinstance(first, Paragraph)
    assert runs_text(first.runs) == deck
    assert "A mill in Hongshiling village." in confirmed.story.body.text
    assert [picture.caption for picture in confirmed.story.pictures][1] == ""


def test_an_unticked_dateline_makes_its_paragraph_whole_again(
    word_file: IncomingDialog, named: Named, press: Press
) -> None:
    named(word_file, "Dateline is not body text").setChecked(False)  # pyright: ignore[reportAttributeAccessIssue]
    press(word_file, "Take in")
    [confirmed] = word_file.value
    assert confirmed.story.dateline == ""
    assert confirmed.story.body.text.startswith("LINGQIU, Shanxi — Farmers have brought in 6,200")


def test_what_is_wrong_is_corrected(word_file: IncomingDialog, named: Named, press: Press) -> None:
    byline, caption = named(word_file, "Byline"), named(word_file, "Caption, image1.jpg")
    assert isinstance(byline, QLineEdit)
    assert isinstance(caption, QPlainTextEdit)
    byline.setText("Sun Rui, Li Wei and Wen Qiaoyu")
    caption.setPlainText("Terraces at dusk.")
    named(word_file, "Credit, image1.jpg").setText("Photo/VCG")  # pyright: ignore[reportAttributeAccessIssue]
    named(word_file, "Section").setCurrentIndex(2)  # pyright: ignore[reportAttributeAccessIssue]
    press(word_file, "Take in")
    [confirmed] = word_file.value
    assert confirmed.story.byline == ("Sun Rui", "Li Wei", "Wen Qiaoyu")
    assert confirmed.story.caption == "Terraces at dusk."
    assert confirmed.story.credit.organisation == "VCG"
    assert confirmed.section == "business"


def test_what_was_not_found_can_be_written(
    arrived: Callable[[str], Arrival], opened: Open, named: Named, press: Press
) -> None:
    dialog = IncomingDialog([arrived("no-headline.txt")], SECTIONS)
    opened(dialog)
    headline = named(dialog, "Headline")
    assert isinstance(headline, QPlainTextEdit)
    assert headline.toPlainText() == ""
    headline.setPlainText("Rain at last")
    press(dialog, "Take in")
    assert dialog.value[0].story.headline == "Rain at last"


def test_of_several_each_is_taken_in_or_skipped(
    arrived: Callable[[str], Arrival], opened: Open, press: Press
) -> None:
    names = ("agency.txt", "news-page.html", "office/millet.odt", "front-matter.md")
    dialog = IncomingDialog([arrived(name) for name in names], SECTIONS)
    opened(dialog)
    press(dialog, "Take in")
    press(dialog, "Take in")
    press(dialog, "Back")
    press(dialog, "Skip")
    press(dialog, "Take in all")
    taken = [confirmed.arrival.name for confirmed in dialog.value]
    assert taken == ["agency.txt", "millet.odt", "front-matter.md"]


def test_pictures_are_asked_for_and_shown(
    qtbot: QtBot, arrived: Callable[[str], Arrival], opened: Open
) -> None:
    arrival = arrived("office/millet.docx")
    dialog = IncomingDialog([arrival], SECTIONS)
    opened(dialog)
    wanted: list[tuple[Arrival, str]] = []
    dialog.thumbnail_wanted.connect(lambda *asked: wanted.append(asked))
    dialog.ask_for_thumbnails()
    assert wanted == [(arrival, "picture-1"), (arrival, "picture-2")]


def test_words_whose_place_is_not_known_are_shown_and_come_in_when_ticked(
    qtbot: QtBot, arrived: Callable[[str], Arrival], opened: Open, named: Named
) -> None:
    long = "They were in a part of the file that nobody knows. " * 40
    arrival = arrived("office/millet.docx")
    unplaced = (Unplaced(long.strip()), Unplaced("秦", "in the tram."))
    arrival = replace(arrival, incoming=replace(arrival.incoming, unplaced=unplaced))
    dialog = IncomingDialog([arrival], SECTIONS)
    opened(dialog)
    shown = words(named(dialog, "Words whose place is not known"))
    assert shown == f"• {long.strip()}\n• 秦 (after “in the tram.”)"
    [left_out] = dialog.value or [dialog._confirmed(0)]
    assert left_out.story.unplaced == unplaced
    tick = named(dialog, "Put them at the end of the body")
    assert isinstance(tick, QCheckBox)
    tick.setChecked(True)
    with qtbot.waitSignal(dialog.accepted):
        qtbot.keyClick(dialog, Qt.Key.Key_Return)
    [confirmed] = dialog.value
    assert confirmed.story.unplaced == ()
    assert list(confirmed.story.body.paragraph_texts())[-2:] == [long.strip(), "秦"]
