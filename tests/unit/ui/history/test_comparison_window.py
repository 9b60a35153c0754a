from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QCheckBox, QComboBox, QPushButton, QTextBrowser
from pytestqt.qtbot import QtBot

from editor.desk.history import Compared
from editor.message import literal
from editor.story.comparison import compare
from editor.story.document import Document, Paragraph
from editor.story.edits import Crop
from editor.story.outlet import Outlet, Section
from editor.story.runs import Mark, Run
from editor.story.snapshot import PlacedPhoto, Snapshot
from editor.story.version import VersionRow
from editor.ui.history.comparison_view import framed
from editor.ui.history.comparison_window import ComparisonWindow
from editor.ui.theme import Theme

AT = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
RED = QColor("#aa3311")
VERSIONS = (
    VersionRow(1, "Chen Yu", AT, literal("Sent for review"), "1" * 64),
    VersionRow(2, "Chen Yu", AT, literal("Saved by hand"), "2" * 64, name="Before the cut"),
)
Show = Callable[..., ComparisonWindow]


def photo(*, crop: Crop | None = None) -> PlacedPhoto:
    return PlacedPhoto(
        placement="p1",
        photo="a" * 64,
        lead=True,
        format="JPEG",
        width=1600,
        height=900,
        caption="A field.",
        credit="VCG",
        credit_line="[VCG]",
        alt="",
        crop=crop,
        creators=(),
        copyright_notice="",
        usage_terms="",
        web_statement="",
        licensor_url="",
        keywords=(),
        date_created="",
        place="",
    )


def snapshot(*paragraphs: str, headline: str = "Millet harvest", **fields: object) -> Snapshot:
    made = Snapshot(
        story_id="0" * 32,
        slug="millet",
        headline=headline,
        deck="",
        body=Document.from_paragraphs(paragraphs),
        section=Section("news", "News"),
        byline=(),
        contributors=(),
        dateline="",
        keywords=(),
        language="en",
        dated=AT,
        photos=(),
        outlet=Outlet("site", "Site", "Publisher"),
    )
    return replace(made, **fields)  # pyright: ignore[reportArgumentType]


def red_picture(_photo: str) -> QImage:
    image = QImage(320, 180, QImage.Format.Format_RGB32)
    image.fill(RED)
    return image


@pytest.fixture
def window(qtbot: QtBot, theme: Theme) -> ComparisonWindow:
    window = ComparisonWindow(theme, red_picture)
    qtbot.addWidget(window)
    window.show()
    return window


@pytest.fixture
def show(qtbot: QtBot, window: ComparisonWindow) -> Show:
    def show(old: Snapshot, new: Snapshot, *, reading: bool = False) -> ComparisonWindow:
        newer = 1 if reading else None
        compared = Compared(old.story_id, 1, newer, old, new, compare(old, new), VERSIONS)
        (window.show_version if reading else window.show_compared)(compared)
        written(qtbot, window)
        return window

    return show


def written(qtbot: QtBot, window: ComparisonWindow) -> None:
    qtbot.waitUntil(lambda: not window.writing)


def look(window: ComparisonWindow, words: str) -> QTextCharFormat:
    document = window.findChild(QTextBrowser).document()  # pyright: ignore[reportOptionalMemberAccess]
    cursor = document.find(words)
    assert not cursor.isNull(), f"{words!r} is not to be read in {document.toPlainText()!r}"
    return cursor.charFormat()


def test_added_words_are_underlined_and_removed_ones_struck(show: Show) -> None:
    window = show(snapshot("It began on Monday."), snapshot("It began on Tuesday."))
    assert look(window, "Monday").fontStrikeOut()
    assert look(window, "Tuesday").fontUnderline()
    assert not look(window, "It began").fontUnderline()
    assert look(window, "Monday").foreground() != look(window, "Tuesday").foreground()


def test_what_stayed_is_counted_and_shown_on_request(
    qtbot: QtBot, show: Show, window: ComparisonWindow
) -> None:
    same = [f"Paragraph {n}." for n in range(5)]
    show(snapshot(*same, "Old end."), snapshot(*same, "New end."))
    assert "5 paragraphs the same" in window.text
    assert "Paragraph 3." not in window.text
    switch = window.findChild(QCheckBox)
    assert isinstance(switch, QCheckBox)
    switch.click()
    written(qtbot, window)
    assert "Paragraph 3." in window.text
    assert "Section" in window.text


def test_the_keys_walk_from_change_to_change(
    qtbot: QtBot, show: Show, window: ComparisonWindow
) -> None:
    show(
        snapshot("One is here.", "Between.", "Two is here.", headline="Old"),
        snapshot("One is there.", "Between.", "Two is there.", headline="New"),
    )
    assert window.told == "3 changes"
    told = []
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Up):
        qtbot.keyClick(window, key, Qt.KeyboardModifier.AltModifier)
        told.append(window.told)
    assert told == [f"Change {n} of 3" for n in (1, 2, 3, 1, 3)]


def test_nothing_to_walk_to_is_said(show: Show) -> None:
    window = show(snapshot("The same."), snapshot("The same."))
    assert window.told == "No difference"
    assert "Nothing differs" in window.text
    window.step(1)


def test_formatting_and_kinds_are_said_in_words(show: Show) -> None:
    bold = Document.of([Paragraph((Run("Taiyuan", frozenset({Mark.BOLD})), Run(" opens.")))])
    window = show(snapshot("Taiyuan opens."), snapshot(body=bold))
    assert "Bold added: “Taiyuan”" in window.text


def test_photos_stand_side_by_side(show: Show) -> None:
    cropped = replace(photo(crop=Crop(0.25, 0.25, 0.5, 0.5)), alt="Seen from above")
    window = show(snapshot("Text.", photos=(photo(),)), snapshot("Text.", photos=(cropped,)))
    assert "Cropped otherwise" in window.text
    assert look(window, "Seen from above").fontUnderline()
    assert window.text.count("\ufffc") == 2  # two pictures


def test_a_crop_is_framed_and_the_rest_dimmed(theme: Theme) -> None:
    picture = framed(red_picture(""), Crop(0.25, 0.25, 0.5, 0.5), theme, 320, 1.0)
    assert picture.pixelColor(picture.rect().center()) == RED
    assert picture.pixelColor(4, 4).red() < RED.red() // 2
    assert framed(None, None, theme, 300, 2.0).width() == 600


def test_one_version_is_read_without_choosers(show: Show) -> None:
    window = show(snapshot("To be read."), snapshot("To be read."), reading=True)
    assert "To be read." in window.text
    assert window.windowTitle() == "Version 1 — Millet harvest"
    assert not any(box.isVisible() for box in window.findChildren(QComboBox))


def test_other_versions_are_asked_for(qtbot: QtBot, show: Show, window: ComparisonWindow) -> None:
    show(snapshot("Old."), snapshot("New."))
    _, newer = window.findChildren(QComboBox)
    assert [newer.itemText(at)[:2] for at in range(newer.count())] == ["No", "2 ", "1 "]
    with qtbot.waitSignal(window.pair_chosen) as asked:
        newer.setCurrentIndex(1)
        newer.activated.emit(1)
    assert asked.args == [1, 2]
    with qtbot.waitSignal(window.restore_requested) as wanted:
        button(window, "Restore version 1").click()
    assert wanted.args == [1]


def button(window: ComparisonWindow, name: str) -> QPushButton:
    return next(b for b in window.findChildren(QPushButton) if b.accessibleName() == name)


def test_the_differences_are_copied_as_plain_text(show: Show, window: ComparisonWindow) -> None:
    show(snapshot("It began on Monday."), snapshot("It began on Tuesday."))
    button(window, "Copy as text").click()
    assert "[-Monday-]{+Tuesday+}" in QGuiApplication.clipboard().text()
    reading = window.findChild(QTextBrowser)
    assert isinstance(reading, QTextBrowser)
    cursor = QTextCursor(reading.document())
    cursor.select(QTextCursor.SelectionType.Document)
    reading.setTextCursor(cursor)
    assert reading.createMimeDataFromSelection().formats() == ["text/plain"]


def test_a_long_comparison_comes_in_slices(qtbot: QtBot, window: ComparisonWindow) -> None:
    old = snapshot(*[f"Line {n} is old {n * 7919 % 97}." for n in range(1500)])
    new = snapshot(*[f"Line {n} is new {n * 7919 % 97}." for n in range(1500)])
    window.show_compared(Compared(old.story_id, 1, None, old, new, compare(old, new), VERSIONS))
    assert window.writing  # and the keyboard is looked at meanwhile
    written(qtbot, window)
    assert window.told == "1500 changes"


def test_other_colours_keep_the_place(
    qtbot: QtBot, theme: Theme, show: Show, window: ComparisonWindow
) -> None:
    show(snapshot("It began on Monday."), snapshot("It began on Tuesday."))
    window.step(1)
    light = look(window, "Monday").foreground().color()
    theme.choose("dark")
    written(qtbot, window)
    assert look(window, "Monday").foreground().color() != light
    assert window.told == "Change 1 of 1"
