"""What is asked in the dialog is done in the library, told to everybody, and shown again."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QLabel, QTableView, QWidget
from pytestqt.qtbot import QtBot

from editor.desk.changing import Changes
from editor.desk.desk import Desk
from editor.ui.shell.desk_lane import DeskLane
from editor.ui.words.words_desk import WordsDesk
from editor.ui.words.words_dialog import WordsDialog

Find = Callable[[str], Any]


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = Desk.open(tmp_path / "library", program_version="test", person="Chen Yu")
    yield made
    made.close()


@pytest.fixture
def lane(desk: Desk, qtbot: QtBot) -> Iterator[DeskLane]:
    made = DeskLane(desk)
    yield made
    made.close()


@pytest.fixture
def told(lane: DeskLane) -> list[Changes]:
    heard: list[Changes] = []
    lane.changed.connect(heard.append)
    return heard


class Person:
    """Opens the dialog without waiting for its end, and finds things in it by name."""

    def __init__(
        self, qtbot: QtBot, lane: DeskLane, monkeypatch: pytest.MonkeyPatch, story_id: str
    ) -> None:
        self.qtbot = qtbot
        self.lane = lane
        window = QWidget()
        qtbot.addWidget(window)
        shown: list[WordsDialog] = []

        # A dialog that stands still would wait for a person; this one is worked at by the test.
        def show(dialog: WordsDialog) -> None:
            shown.append(dialog)

        monkeypatch.setattr(WordsDialog, "exec", show)
        self.desk = WordsDesk(lane, lambda: story_id, window)
        self.desk.open()
        qtbot.waitUntil(lambda: bool(shown))
        self.dialog = shown[0]
        self.desk._dialog = self.dialog
        qtbot.addWidget(self.dialog)
        self.dialog.show()

    def find(self, name: str) -> Any:
        widgets = self.dialog.findChildren(QWidget)
        (found,) = (w for w in widgets if w.accessibleName() == name and not w.isHidden())
        return found

    def words(self) -> list[str]:
        model = self.dialog.findChildren(QTableView)[0].model()
        return [model.index(row, 0).data() for row in range(model.rowCount())]

    def sees(self, words: list[str]) -> None:
        """Once everything that was asked for is answered: no person is quicker than that."""
        self.qtbot.waitUntil(lambda: not self.lane.lane.busy and self.words() == words)

    def add(self, word: str) -> None:
        self.dialog.fields.start_with(word)
        self.find("Add").click()


@pytest.fixture
def story_id(desk: Desk) -> str:
    return desk.stories.begin(section="News").value.id


@pytest.fixture
def person(
    qtbot: QtBot, lane: DeskLane, monkeypatch: pytest.MonkeyPatch, desk: Desk, story_id: str
) -> Person:
    desk.words.add_to_story(story_id, "qwertov")
    return Person(qtbot, lane, monkeypatch, story_id)


def test_a_word_of_one_story_is_listed_and_taken_back(
    desk: Desk, person: Person, story_id: str
) -> None:
    whose = person.find("Words shown")
    whose.setCurrentIndex(1)
    whose.activated.emit(1)
    assert person.words() == ["qwertov"]
    person.dialog.findChildren(QTableView)[0].selectRow(0)
    assert not person.find("Change").isEnabled()
    person.find("Remove").click()
    person.sees([])
    assert desk.words.of_story(story_id) == ()
    person.find("Put back").click()
    person.sees(["qwertov"])
    assert desk.words.of_story(story_id) == ("qwertov",)
    assert desk.words.rows() == ()


def test_a_word_goes_in_and_out_and_in_again(
    desk: Desk, person: Person, told: list[Changes]
) -> None:
    person.add("Jinnuo")
    person.sees(["Jinnuo"])
    assert desk.words.rows()[0].source == "Chen Yu"
    person.find("Remove").click()
    person.sees([])
    person.find("Put back").click()
    person.sees(["Jinnuo"])
    assert desk.words.rows()[0].source == "Chen Yu"
    assert [changes.words for changes in told] == [True] * 3


def test_a_word_is_spelt_anew(desk: Desk, person: Person) -> None:
    person.add("Jinnuo")
    person.sees(["Jinnuo"])
    person.qtbot.keyClicks(person.find("Word or name"), "x")
    person.find("Change").click()
    person.sees(["Jinnuox"])
    assert [row.word for row in desk.words.rows()] == ["Jinnuox"]


def test_a_refusal_is_read_in_the_dialog(person: Person, told: list[Changes]) -> None:
    person.add("晋糯")
    person.qtbot.waitUntil(lambda: "Chinese" in person.dialog.remark_text)
    assert told == []


def test_a_spreadsheet_is_brought_in_with_its_report(
    desk: Desk, person: Person, told: list[Changes], tmp_path: Path
) -> None:
    file = tmp_path / "names.csv"
    file.write_text("Word,Chinese\nBeiyao,北窑\n太原,\n", "utf-8")
    person.desk.bring_in(file)
    person.qtbot.waitUntil(lambda: "1 added" in person.dialog.report.text)
    assert person.words() == ["Beiyao"]
    assert told == [Changes(words=True)]
    person.desk.bring_in(tmp_path / "nothing.csv")
    person.qtbot.waitUntil(lambda: "nothing.csv" in person.dialog.report.text)
    assert any("nothing.csv" in label.text() for label in person.dialog.findChildren(QLabel))


def test_an_import_whose_dialog_was_closed_is_told_elsewhere(
    qtbot: QtBot, person: Person, tmp_path: Path
) -> None:
    file = tmp_path / "names.csv"
    file.write_text("Jinnuo\n", "utf-8")
    person.desk._dialog = None
    with qtbot.waitSignal(person.desk.said):
        person.desk.bring_in(file)
