"""Spelling through the window: words from the library, menus, the round, switching it off."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QAction, QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QPlainTextEdit, QTextEdit, QToolButton
from pytestqt.qtbot import QtBot

from editor.desk.desk import Desk
from editor.desk.site import Person as Seat
from editor.desk.words import Words
from editor.language.lexicon import Lexicon
from editor.story.document import Document
from editor.story.story import StoryEdit
from editor.ui.theme import Theme
from editor.ui.window.main_window import MainWindow
from editor.ui.words.spelling_marks import SpellingMarks
from tests.e2e.person import Person

pytestmark = pytest.mark.qt_log_ignore("^This plugin does not support grabbing", extend=True)

TEXT = [
    "The farmrs of Lingqiu said it was a good year.",
    "It was was a good harvest in Xyzzyville.",
]
SAMPLE = Path(__file__).parents[4] / "resources" / "sample" / "grain-terraces.jpg"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = Desk.open(tmp_path / "library", program_version="test")
    made.site.seat(Seat("Tester", "editor"))
    yield made
    made.close()


@pytest.fixture
def window(qtbot: QtBot, qapp: QApplication, desk: Desk, tmp_path: Path) -> Iterator[MainWindow]:
    settings = QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat)
    made = MainWindow(desk, Theme(qapp, "light"), settings)
    made.resize(1200, 800)
    made.show()
    made.start()
    yield made
    made.close()
    made.deleteLater()


@pytest.fixture
def person(qtbot: QtBot, window: MainWindow) -> Person:
    return Person(qtbot, window)


def new_story(desk: Desk, *, headline: str = "A good year", language: str = "en") -> str:
    story_id = desk.stories.begin(section="News").value.id
    edit = StoryEdit(headline=headline, body=Document.from_paragraphs(TEXT), language=language)
    desk.stories.change(story_id, edit)
    return story_id


def open_story(qtbot: QtBot, window: MainWindow, story_id: str) -> None:
    with qtbot.waitSignal(window.story_opened):
        window.open_story(story_id)


def marks_of(field: QTextEdit | QPlainTextEdit) -> SpellingMarks:
    marks = field.findChild(SpellingMarks)
    assert marks is not None
    return marks


def words(field: QTextEdit | QPlainTextEdit) -> list[str]:
    marks, position, found = marks_of(field), 0, []
    while (next_one := marks.next_mark(position)) is not None:
        block, mark = next_one
        found.append(mark.word)
        position = block.position() + mark.end
    return found


def ask_menu(field: QTextEdit | QPlainTextEdit, word: str) -> QMenu:
    """The Menu key, the caret in the first place of this word."""
    cursor = field.document().find(word)
    cursor.setPosition(cursor.selectionStart() + 1)
    field.setTextCursor(cursor)
    field.setFocus()
    place = field.cursorRect().center()
    reason = QContextMenuEvent.Reason.Keyboard
    event = QContextMenuEvent(reason, place, field.viewport().mapToGlobal(place))
    QApplication.sendEvent(field, event)
    menus = [w for w in QApplication.topLevelWidgets() if isinstance(w, QMenu) and w.isVisible()]
    assert len(menus) == 1
    return menus[0]


def choose(menu: QMenu, *labels: str) -> None:
    """An entry, through its submenus; the menu is closed as a click would close it."""
    within = menu
    for label in labels:
        action = next(a for a in within.actions() if a.text() == label)
        inner = action.menu()
        if isinstance(inner, QMenu):
            within = inner
        else:
            action.trigger()
    menu.close()


def test_an_open_story_is_read_with_the_words_of_the_newsroom(
    qtbot: QtBot, window: MainWindow, person: Person, desk: Desk
) -> None:
    open_story(qtbot, window, new_story(desk))
    body = person.find("Body")
    person.wait(lambda: words(body) == ["farmrs", "was", "Xyzzyville"])
    sign = person.wait_for("Spelling", QToolButton)
    person.wait(lambda: sign.text() == "3 spelling marks")


def test_a_suggestion_from_the_menu_goes_into_the_text(
    qtbot: QtBot, window: MainWindow, person: Person, desk: Desk
) -> None:
    open_story(qtbot, window, new_story(desk))
    body = person.find("Body")
    person.wait(lambda: "farmrs" in words(body))
    choose(ask_menu(body, "farmrs"), "farmers")
    assert body.toPlainText().startswith("The farmers of Lingqiu")
    person.wait(lambda: words(body) == ["was", "Xyzzyville"])
    choose(ask_menu(body, "was a good harvest"), "Take out the second “was”")
    assert "It was a good harvest" in body.toPlainText()
    body.undo()
    body.undo()
    assert body.toPlainText() == "\n".join(TEXT)


def test_more_suggestions_come_from_another_process(
    qtbot: QtBot, window: MainWindow, person: Person, desk: Desk
) -> None:
    open_story(qtbot, window, new_story(desk, headline="Governmentel hrvests"))
    headline = person.find("Headline")
    person.wait(lambda: "hrvests" in words(headline))
    menu = ask_menu(headline, "hrvests")
    more = next(a for a in menu.actions() if a.text() == "More suggestions")
    person.wait(more.isEnabled)
    menu.close()


def test_a_word_added_to_the_newsroom_is_right_in_every_open_story(
    qtbot: QtBot, window: MainWindow, person: Person, desk: Desk
) -> None:
    first, second = new_story(desk), new_story(desk, headline="Xyzzyville again")
    open_story(qtbot, window, first)
    window.open_story(second, stays=True)
    headline = person.find("Headline")
    person.wait(lambda: words(headline) == ["Xyzzyville"])
    choose(ask_menu(headline, "Xyzzyville"), "Add “Xyzzyville” as a name", "Place")
    assert words(headline) == []
    person.wait(lambda: words(person.find("Body")) == ["farmrs", "was"])
    person.wait(lambda: "Xyzzyville" in {row.word for row in desk.words.rows()})
    open_story(qtbot, window, first)
    body = person.find("Body")
    person.wait(lambda: words(body) == ["farmrs", "was"])


def test_a_word_of_one_story_is_right_in_that_story_only(
    qtbot: QtBot, window: MainWindow, person: Person, desk: Desk
) -> None:
    first, second = new_story(desk), new_story(desk, headline="Another")
    open_story(qtbot, window, first)
    body = person.find("Body")
    person.wait(lambda: "farmrs" in words(body))
    choose(ask_menu(body, "farmrs"), "Know “farmrs” in this story only")
    assert words(body) == ["was", "Xyzzyville"]
    person.wait(lambda: desk.words.of_story(first) == ("farmrs",))
    open_story(qtbot, window, second)
    other = person.find("Body")
    person.wait(lambda: words(other) == ["farmrs", "was", "Xyzzyville"])


def test_the_round_goes_through_every_text_and_begins_again(
    qtbot: QtBot, window: MainWindow, person: Person, desk: Desk
) -> None:
    story_id = new_story(desk, headline="A good yeer")
    brought = desk.pictures.bring_in(SAMPLE)
    attached = desk.pictures.attach(story_id, brought).value
    desk.pictures.reword(attached.placement.id, {"caption": "The harvst.", "alt": "A terrase."})
    open_story(qtbot, window, story_id)
    body, headline = person.find("Body"), person.find("Headline")
    person.wait(lambda: words(body) and words(headline))
    sign = person.wait_for("Spelling", QToolButton)
    person.wait(lambda: sign.text() == "6 spelling marks")
    headline.setFocus()
    met: list[str] = []
    for number in range(7):
        QTest.keyClick(window, Qt.Key.Key_F7, Qt.KeyboardModifier.AltModifier)
        person.wait(lambda number=number: len(selected(met)) > number)
    assert met == ["yeer", "farmrs", "was", "Xyzzyville", "harvst", "terrase", "yeer"]
    back = Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(window, Qt.Key.Key_F7, back)
    person.wait(lambda: selected([]) == ["terrase"])


def selected(met: list[str]) -> list[str]:
    """Adds what is selected in the field with the focus, when it is another word."""
    field = QApplication.focusWidget()
    if isinstance(field, (QTextEdit, QPlainTextEdit)):
        word = field.textCursor().selectedText()
        if word and met[-1:] != [word]:
            met.append(word)
    return met


def test_checking_can_be_switched_off_and_stays_off(
    qtbot: QtBot, window: MainWindow, person: Person, desk: Desk, tmp_path: Path
) -> None:
    open_story(qtbot, window, new_story(desk))
    body = person.find("Body")
    person.wait(lambda: words(body))
    person.trigger("check_spelling")
    assert words(body) == []
    assert not window.findChild(QAction, "check_spelling").isChecked()
    settings = QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat)
    settings.sync()
    assert settings.value("check spelling") == "off"
    person.trigger("check_spelling")
    person.wait(lambda: words(body))


def test_a_story_in_another_language_is_not_checked_and_says_so(
    qtbot: QtBot, window: MainWindow, person: Person, desk: Desk
) -> None:
    open_story(qtbot, window, new_story(desk, language="fr"))
    sign = person.wait_for("Spelling", QToolButton)
    person.wait(lambda: sign.text() == "Not checked: French")
    assert words(person.find("Body")) == []
    assert "Only English" in sign.toolTip()


def test_missing_dictionaries_are_told_and_nothing_else_stops(
    qtbot: QtBot,
    window: MainWindow,
    person: Person,
    desk: Desk,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def missing(_self: Words, _story_id: str = "") -> Lexicon:
        raise FileNotFoundError("no list of words")

    monkeypatch.setattr(Words, "lexicon", missing)
    open_story(qtbot, window, new_story(desk))
    person.wait(lambda: "no list of words" in window.statusBar().currentMessage())
    body = person.find("Body")
    person.type(body, "Words ")
    assert body.toPlainText().startswith("Words ")
    assert words(body) == []


def test_a_caption_is_read_as_soon_as_its_card_is_open(
    qtbot: QtBot, window: MainWindow, person: Person, desk: Desk
) -> None:
    story_id = new_story(desk)
    attached = desk.pictures.attach(story_id, desk.pictures.bring_in(SAMPLE)).value
    desk.pictures.reword(attached.placement.id, {"caption": "The harvst of farmers."})
    open_story(qtbot, window, story_id)

    def captions() -> list[QPlainTextEdit]:
        fields = window.findChildren(QPlainTextEdit)
        return [each for each in fields if each.accessibleName() == "Caption"]

    # The page of photos is made in a quiet moment, though nobody turned to it.
    person.wait(captions)
    [caption] = captions()
    person.wait(lambda: words(caption) == ["harvst"])
    menu = ask_menu(caption, "harvst")
    choose(menu, "harvest")
    assert caption.toPlainText() == "The harvest of farmers."


def test_a_mark_in_a_photo_s_text_is_seen_though_the_inspector_was_put_away(
    qtbot: QtBot, window: MainWindow, person: Person, desk: Desk
) -> None:
    story_id = new_story(desk)
    attached = desk.pictures.attach(story_id, desk.pictures.bring_in(SAMPLE)).value
    desk.pictures.reword(attached.placement.id, {"caption": "The harvst of farmers."})
    open_story(qtbot, window, story_id)
    person.wait(lambda: words(person.find("Body")) != [])
    inspector = window.panels.inspector
    person.trigger("inspector_panel")
    person.wait(lambda: not inspector.isVisible())

    def gone_to() -> bool:
        person.trigger("next_mark")
        return inspector.isVisible()

    person.wait(gone_to)
    person.wait(lambda: person.find("Caption").hasFocus())


def test_what_is_said_of_a_mark_goes_with_the_mark(
    qtbot: QtBot, window: MainWindow, person: Person, desk: Desk
) -> None:
    open_story(qtbot, window, new_story(desk))
    body = person.find("Body")
    person.wait(lambda: words(body) == ["farmrs", "was", "Xyzzyville"])
    status = window.panels.status
    person.find("Body").setFocus()

    def go() -> None:
        window.findChild(QAction, "next_mark").trigger()
        person.wait(lambda: "farmrs" in status.currentMessage())

    go()
    QTest.keyClick(body, Qt.Key.Key_Left)  # the mark is left
    person.wait(lambda: status.currentMessage() == "")
    QTest.keyClick(body, Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
    go()
    QTest.keyClicks(body, "farmers")  # the word is another one
    person.wait(lambda: status.currentMessage() == "")


def test_the_count_is_that_of_the_whole_story(
    qtbot: QtBot, window: MainWindow, person: Person, desk: Desk
) -> None:
    """Never of what has been read so far: the screen first, the rest when nobody types."""
    story_id = new_story(desk, headline="A badd year")
    many = [f"Paragraph {number} has a wrodng word in it." for number in range(300)]
    desk.stories.keep(story_id, StoryEdit(deck="A badd deck", body=Document.from_paragraphs(many)))
    open_story(qtbot, window, story_id)
    sign = person.wait_for("Spelling", QToolButton)
    said: list[str] = []

    def read() -> bool:
        said.append(sign.text())
        return "302" in sign.text()

    person.wait(read)
    assert set(said) <= {"Not checked", "Reading…", "302 spelling marks"}
