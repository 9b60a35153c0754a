"""What may be done with a story from where, as the window offers it and the commands do it."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QInputDialog, QLabel, QTextEdit
from pytestqt.qtbot import QtBot

from editor.desk.desk import Desk
from editor.story.document import Document
from editor.story.story import Status, StoryEdit
from editor.story.workflow import Verb, may, refusal
from editor.ui.window.main_window import MainWindow
from tests.e2e.conftest import Galley, OpenWindow
from tests.e2e.person import Person

Way = Callable[[Desk, str], object]
WAYS: dict[Status, tuple[Way, ...]] = {
    Status.DRAFT: (),
    Status.IN_REVIEW: (lambda d, s: d.review.send(s),),
    Status.RETURNED: (lambda d, s: d.review.send(s), lambda d, s: d.review.return_story(s, "Who?")),
    Status.SIGNED_OFF: (lambda d, s: d.review.sign_off(s, by="Chen Yu"),),
    Status.SPIKED: (lambda d, s: d.stories.spike(s),),
}
OFFERS = {
    "send": Verb.SEND,
    "return": Verb.RETURN,
    "sign_off": Verb.SIGN_OFF,
    "export": Verb.PROOF,
    "add_photo": Verb.PICTURE,
}


@pytest.fixture
def story(desk: Desk, sample_photo: Path) -> str:
    story_id = desk.stories.begin(section="News").value.id
    body = Document.from_paragraphs(["It began on Monday."])
    desk.stories.keep(story_id, StoryEdit(headline="Harvest", body=body, byline=("Wen",)))
    return story_id


@pytest.mark.parametrize("status", WAYS)
def test_the_window_offers_what_the_table_has(
    desk: Desk, story: str, window: MainWindow, person: Person, status: Status
) -> None:
    for way in WAYS[status]:
        way(desk, story)
    window.open_story(story, stays=True)
    person.wait(lambda: window.panels.texts.story_id == story)
    for name, verb in OFFERS.items():
        action = window.findChild(QAction, name)
        assert action.isEnabled() is may(verb, status), (name, status)


def test_a_spiked_story_is_read_and_not_written_in_until_it_is_taken_back(
    desk: Desk, story: str, window: MainWindow, person: Person
) -> None:
    desk.stories.spike(story)
    window.open_story(story, stays=True)
    body: QTextEdit = person.wait_for("Body")
    person.wait(lambda: any(person.all_named("Take back from the spike")))
    QTest.keyClicks(body, "No.")
    QTest.keyClicks(person.find("Headline"), "No.")
    assert body.toPlainText() == "It began on Monday."
    assert person.find("Headline").toPlainText() == "Harvest"
    assert not person.find("Dateline").isEnabled()
    assert not window.panels.texts.writing.copyfit.isEnabled()
    body.selectAll()
    for name in ("bold", "cut", "paste", "house_style", "table", "link", "heading_2"):
        assert not window.panels.texts.writing.actions()[name].isEnabled(), name
    person.click("Take back from the spike")
    person.wait(lambda: not body.isReadOnly())
    assert not list(person.all_named("Take back from the spike"))
    assert person.find("Dateline").isEnabled()
    assert window.panels.texts.writing.actions()["paste"].isEnabled()
    person.type_into("Body", "Written again.")
    person.wait(lambda: desk.stories.view(story).story.body.text == "Written again.")


@pytest.mark.parametrize(
    ("verb", "words"),
    [
        (Verb.WRITE, ("set", "{}", "deck=Another")),
        (Verb.PICTURE, ("photo", "add", "{}", "PICTURE")),
        (Verb.SIGN_OFF, ("sign-off", "{}", "--by", "Chen Yu")),
        (Verb.PROOF, ("export", "{}", "--to", "SITE")),
        (Verb.RESTORE, ("restore-version", "{}", "1")),
    ],
)
def test_a_command_refuses_what_the_window_does_not_offer(
    galley: Galley,
    library: Path,
    tmp_path: Path,
    sample_photo: Path,
    verb: Verb,
    words: tuple[str, ...],
) -> None:
    desk = Desk.open(library, program_version="test")
    story = desk.stories.begin(section="News").value.id
    desk.stories.keep(story, StoryEdit(headline="Harvest"))
    desk.history.save(story, "The first")
    desk.stories.spike(story)
    before = desk.stories.view(story)
    desk.close()
    places = {"{}": story, "PICTURE": str(sample_photo), "SITE": str(tmp_path / "site")}
    answer = galley(*(places.get(word, word) for word in words))
    assert answer.status == 3
    assert str(refusal(verb, Status.SPIKED)) in answer.err
    desk = Desk.open(library, program_version="test")
    assert desk.stories.view(story).story == before.story
    desk.close()


def test_words_of_a_story_that_is_gone_become_a_draft(
    desk: Desk, story: str, window: MainWindow, person: Person
) -> None:
    """Another Galley, on a disk without locks, took the story out of the library."""
    window.open_story(story, stays=True)
    person.wait_for("Body")
    desk.stories.spike(story)
    with desk.newsroom.store.begin() as work:
        work.stories.delete(story)
        work.commit()
    person.type_into("Body", "Typed in vain?")
    kept = next(each for each in window.findChildren(QLabel) if each.accessibleName() == "Kept")
    person.wait(lambda: "NOT KEPT" in kept.text())
    assert "The text is safe in" in kept.text()
    [found] = desk.recovery.bring_back().value
    assert desk.stories.view(found.story_id).story.body.text == "Typed in vain?"
    person.answer_next_dialog(lambda question: person.click("Close without them", within=question))
    window.close()


@pytest.mark.parametrize("role", ["photo staff"])
@pytest.mark.parametrize("together", [False, True])
def test_photo_staff_among_others_reads_the_text_and_alone_writes_it(
    desk: Desk, story: str, open_window: OpenWindow, person: Person, together: bool
) -> None:
    if together:
        desk.accounts.add("王芳", "administrator")
    window = open_window()
    window.open_story(story, stays=True)
    person.wait(lambda: window.panels.texts.story_id == story)
    written = window.panels.texts.writing.findChildren(QTextEdit)  # behind the pictures
    [body] = [each for each in written if each.accessibleName() == "Body"]
    person.wait(lambda: body.isReadOnly() is together)
    sign_off = window.findChild(QAction, "sign_off")
    assert sign_off.isEnabled() is not together
    if together:
        assert sign_off.toolTip() == "This is for supervisor and administrator to do."
        assert sign_off.statusTip() == sign_off.toolTip()
        assert window.findChild(QAction, "add_photo").isEnabled()


def test_a_password_is_asked_in_the_window_and_kept_nowhere(
    desk: Desk, open_window: OpenWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever sat here last has one: the window asks, says a wrong one, and asks again."""
    chen = desk.accounts.add("Sun Li", "administrator", "over the terraces").value
    desk.accounts.sit_down(chen.id, "over the terraces")
    desk.newsroom.seat.person = desk.newsroom.seat.account = ""
    asked: list[str] = []

    def answer(_window: object, _title: str, label: str, _echo: object) -> tuple[str, bool]:
        asked.append(label)
        return ("under them" if len(asked) == 1 else "over the terraces"), True

    monkeypatch.setattr(QInputDialog, "getText", answer)
    window = open_window()
    qtbot.waitUntil(lambda: desk.seat.account == chen.id and len(asked) == 2)
    assert asked == ["Password of Sun Li", "This is not the password.\nPassword of Sun Li"]
    assert "terraces" not in str(desk.site.setting("begun in dialogs"))
    window.close()
