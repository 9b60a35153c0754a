"""The real window, driven from end to end by accessible names."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication, QCheckBox, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from editor.desk.desk import Desk
from editor.desk.site import Person as Seat
from editor.publish.verification import verify_bundle
from editor.ui.theme import Theme
from editor.ui.window.inspector import REVIEW
from editor.ui.window.main_window import MainWindow
from tests.e2e.page import read_page
from tests.e2e.person import Person, name_of

CONTRACT = (
    *("Headline", "Deck", "Body", "Slug", "Section", "Byline", "Contributors", "Dateline"),
    *("Keywords", "Stories", "Search stories", "New story", "Add photo…", "Preview"),
    *("Send for review", "Sign off…", "Return…", "Export…"),
)
Files = Callable[[list[Path]], None]


@pytest.fixture
def role() -> str:
    return "supervisor"


@pytest.fixture
def choose_files(monkeypatch: pytest.MonkeyPatch) -> Files:
    """The system's file dialog is the edge of the machine: what it would answer."""

    def choose(paths: list[Path]) -> None:
        answer = ([str(path) for path in paths], "")
        monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *args, **kwargs: answer)

    return choose


def open_file(person: Person, choose_files: Files, story: Path) -> None:
    choose_files([story])
    person.answer_next_dialog(lambda dialog: person.click("Take in", dialog))
    person.trigger("import")
    person.wait(lambda: person.find("Headline").toPlainText())


def test_every_name_of_the_contract_is_there(
    person: Person, choose_files: Files, sample_story: Path
) -> None:
    open_file(person, choose_files, sample_story)
    person.trigger("preview")
    for name in CONTRACT:
        person.wait_for(name)


@pytest.mark.parametrize("source", ["sample", "model"])
def test_a_story_goes_from_a_file_to_a_verified_bundle(
    person: Person,
    desk: Desk,
    choose_files: Files,
    tmp_path: Path,
    request: pytest.FixtureRequest,
    source: str,
) -> None:
    pairs = {
        "sample": ("sample_story", "sample_photo"),
        "model": ("model_story", "wheat_field"),
    }
    story_file, photo_file = (request.getfixturevalue(name) for name in pairs[source])
    open_file(person, choose_files, story_file)
    [row] = desk.stories.rows()
    person.choose("Section", "News")
    body = person.find("Body")
    body.setFocus()
    person.type_into("Headline", "Terraces turn gold")
    person.qtbot.wait(0)

    choose_files([photo_file])
    person.click("Add photo…")
    person.wait_for("Alt text")
    person.type_into("Caption", "Farmers cut millet by hand.")
    person.type_into("Alt text", "Golden terraces on a hillside.")
    person.find("Body").setFocus()
    person.wait(
        lambda: (
            (view := desk.stories.view(row.id)).story.section == "news"
            and view.story.headline == "Terraces turn gold"
            and view.story.lead is not None
            and view.story.lead.shown_caption == "Farmers cut millet by hand."
            and view.story.lead.shown_alt == "Golden terraces on a hillside."
        )
    )

    person.trigger("sign_off")
    dialogs = person.answer_next_dialog(lambda dialog: approve(person, dialog))
    person.wait(lambda: dialogs and desk.stories.view(row.id).signed_off)
    assert desk.stories.view(row.id).sign_off.by == "Chen Yu"

    results: list[list[QWidget]] = []

    def export(dialog: QWidget) -> None:
        person.find("Folder", within=dialog).setText(str(tmp_path / "site"))
        person.click("Export", within=dialog)
        results.append(person.answer_next_dialog(shut))

    person.trigger("export")
    person.answer_next_dialog(export)
    person.wait(lambda: list((tmp_path / "site").rglob("bundle.json")))
    # Told in a dialog of its own, which must be gone before the next test opens one.
    person.wait(lambda: results and results[0])
    [manifest] = (tmp_path / "site").rglob("bundle.json")
    verification = verify_bundle(manifest.parent)
    assert verification.ok, verification.problems
    [page] = manifest.parent.rglob("index.html")
    published = read_page(page)
    assert published.headline == "Terraces turn gold"
    assert published.caption.startswith("Farmers cut millet by hand. [")
    assert published.body == desk.stories.view(row.id).story.body.text.split("\n\n")
    assert published.contributor_line.endswith("contributed to this story.")


def shut(dialog: QWidget) -> None:
    dialog.close()


def approve(person: Person, dialog: QWidget) -> None:
    for box in dialog.findChildren(QCheckBox):
        box.setChecked(True)
    person.click("Sign off", within=dialog)


def test_typing_is_kept_without_being_asked(
    person: Person, desk: Desk, choose_files: Files, sample_story: Path
) -> None:
    person.wait_for("New story")
    person.click("New story")
    person.wait(lambda: len(desk.stories.rows()) == 1)
    person.wait(lambda: person.find("Headline").isEnabled())
    person.type_into("Headline", "Snow on the terraces")
    person.type_into("Body", "Snow fell in the night.\nIt stayed.")
    [row] = desk.stories.rows()
    person.wait(
        lambda: desk.stories.view(row.id).story.body.text == "Snow fell in the night.\n\nIt stayed."
    )
    story = desk.stories.view(row.id).story
    assert (story.headline, story.slug) == ("Snow on the terraces", "snow-on-the-terraces")
    assert person.find("Body").document().isUndoAvailable()


def test_a_change_after_signing_off_is_said_in_the_window(
    person: Person, desk: Desk, choose_files: Files, sample_story: Path
) -> None:
    open_file(person, choose_files, sample_story)
    [row] = desk.stories.rows()
    person.choose("Section", "News")
    person.wait(lambda: desk.stories.view(row.id).story.section == "news")
    person.trigger("sign_off")
    person.answer_next_dialog(lambda dialog: approve(person, dialog))
    person.wait(lambda: desk.stories.view(row.id).signed_off)
    person.type_into("Deck", "Another deck")
    person.wait(lambda: not desk.stories.view(row.id).signed_off)
    assert isinstance(person.window, MainWindow)
    person.window.panels.inspector.turn_to(REVIEW)
    person.wait(lambda: any("sign off again" in name_of(each) for each in seen(person)))


def seen(person: Person) -> list[QWidget]:
    return [each for each in person.window.findChildren(QWidget) if each.isVisible()]


def test_the_first_start_asks_who_is_here_and_offers_the_sample(
    qtbot: QtBot, library: Path, tmp_path: Path
) -> None:
    desk = Desk.open(library, program_version="test")
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    settings = QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat)
    window = MainWindow(desk, Theme(application, "dark"), settings)
    qtbot.addWidget(window)
    window.show()
    person = Person(qtbot, window)

    def welcome(dialog: QWidget) -> None:
        person.find("Your name", within=dialog).setText("Wang Fang")
        person.click("Editor", within=dialog)
        person.click("Start", within=dialog)

    person.answer_next_dialog(welcome)
    window.start()
    person.wait(lambda: person.find("Headline").toPlainText())
    assert desk.site.person() == Seat("Wang Fang", "editor")
    [row] = desk.stories.rows()
    assert desk.stories.view(row.id).story.lead is not None
    window.close()
    desk.close()


def test_a_name_is_taught_to_the_newsroom(person: Person, desk: Desk) -> None:
    def teach(dialog: QWidget) -> None:
        field = person.find("Word or name", within=dialog)
        field.setFocus()
        person.type(field, "Li Wuyang")
        kinds = person.find("Kind of word", within=dialog)
        kinds.setCurrentIndex(kinds.findText("Person"))
        person.click("Add", dialog)
        person.wait(desk.words.rows)
        person.click("Close", dialog)

    person.answer_next_dialog(teach)
    person.trigger("words")
    person.wait(lambda: [row.word for row in desk.words.rows()] == ["Li Wuyang"])
    assert desk.words.rows()[0].source == "Chen Yu"
    assert desk.words.lexicon().knows("Wuyang")
