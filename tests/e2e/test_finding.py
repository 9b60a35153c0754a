"""Finding and replacing through the real window, on a real library."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QSpinBox
from pytestqt.qtbot import QtBot

from editor.desk.desk import Desk
from editor.desk.sample import bring_in_sample
from editor.desk.site import Person as Seat
from editor.ui.theme import Theme
from editor.ui.window.main_window import MainWindow
from tests.e2e.person import Person

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def desk(library: Path) -> Iterator[Desk]:
    desk = Desk.open(library, program_version="test")
    desk.site.seat(Seat("Chen Yu", "supervisor"))
    yield desk
    desk.close()


@pytest.fixture
def sample(desk: Desk) -> str:
    return bring_in_sample(desk)


@pytest.fixture
def window(qtbot: QtBot, desk: Desk, sample: str, tmp_path: Path) -> Iterator[MainWindow]:
    settings = QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat)
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    theme = Theme(application, "light")
    theme.apply()
    window = MainWindow(desk, theme, settings)
    qtbot.addWidget(window)
    window.resize(1440, 900)
    window.show()
    window.start()
    yield window
    window.close()


@pytest.fixture
def person(qtbot: QtBot, window: MainWindow, sample: str) -> Person:
    made = Person(qtbot, window)
    window.open_story(sample)
    made.wait(lambda: made.find("Headline").toPlainText())
    return made


def test_words_are_replaced_in_text_and_captions_and_kept(
    person: Person, desk: Desk, sample: str
) -> None:
    before = desk.stories.view(sample).story
    assert "millet" in before.lead.shown_caption.casefold()
    person.find("Body").setFocus()
    QTest.keyClick(person.find("Body"), Qt.Key.Key_H, CONTROL)
    person.type(person.find("Find"), "millet")
    person.find("Replace with").setText("sorghum")
    person.click("Keep case")
    person.click("Replace all")

    def replaced() -> bool:
        story = desk.stories.view(sample).story
        texts = (story.headline, story.deck, story.body.text, story.lead.shown_caption)
        return not any("millet" in text.casefold() for text in texts)

    person.wait(replaced)
    story = desk.stories.view(sample).story
    assert story.body.text == before.body.text.replace("millet", "sorghum").replace(
        "Millet", "Sorghum"
    )
    person.wait(lambda: desk.site.setting("searches") == {"words": ["millet"]})


def test_a_length_set_under_the_text_is_kept_and_said(
    person: Person, desk: Desk, sample: str, window: MainWindow
) -> None:
    said = next(each for each in window.findChildren(QLabel) if each.accessibleName() == "Copyfit")
    person.click("Length of the story…")
    field = person.find("Length the story is to have", QSpinBox)
    field.selectAll()
    QTest.keyClicks(field, "900")
    QTest.keyClick(field, Qt.Key.Key_Return)
    person.wait(lambda: desk.stories.view(sample).story.target_words == 900)
    person.wait(lambda: said.text().endswith("short"))
    person.wait(lambda: person.find("Length in words").value() == 900)
    person.find("Slug").setFocus()
    person.trigger("undo")
    person.wait(lambda: desk.stories.view(sample).story.target_words is None)
    person.wait(lambda: said.text().endswith("words"))
