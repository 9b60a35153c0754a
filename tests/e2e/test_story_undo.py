"""Undo belongs to the story: texts, fields and photos go back in the order they were done."""

import os
import random
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit

from editor.desk.desk import Desk
from editor.desk.history import UNDONE_KEPT
from editor.story.document import Document
from editor.story.story import StoryEdit
from editor.ui.widgets.growing_text_edit import GrowingTextEdit
from editor.ui.window.main_window import MainWindow
from editor.ui.writing.body_field import BodyField
from editor.ui.writing.line_field import LineField
from tests.e2e.person import Person
from tests.e2e.sitting import Sitting

Key = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier
STEPS = int(os.environ.get("GALLEY_WALK_STEPS", "45"))


@pytest.fixture
def role() -> str:
    return "photo"


@pytest.fixture
def story(desk: Desk, person: Person, window: MainWindow) -> str:
    story_id = desk.stories.begin().value.id
    body = Document.from_paragraphs(["One millet.", "Two."])
    desk.stories.keep(story_id, StoryEdit(headline="Terraces", deck="In millet", body=body))
    window.open_story(story_id, stays=True)
    person.wait(lambda: person.find("Headline").toPlainText() == "Terraces")
    return story_id


@pytest.fixture
def sitting(person: Person, window: MainWindow, desk: Desk, story: str, tmp_path: Path) -> Sitting:
    return Sitting(person, window, desk, story, tmp_path)


def test_one_undo_takes_the_last_of_four_sentences(sitting: Sitting) -> None:
    before = sitting.person.find("Body").toPlainText()
    for number in range(4):
        sitting.write("Body", f" Sentence number {number} was thought about, then typed.")
        sitting.settle()
    whole = sitting.person.find("Body").toPlainText()
    sitting.undo()
    left = sitting.person.find("Body").toPlainText().rstrip()
    assert left.endswith("Sentence number 2 was thought about, then typed.")
    for _ in range(3):
        sitting.undo()
    assert sitting.person.find("Body").toPlainText().rstrip() == before
    for _ in range(4):
        sitting.redo()
    assert sitting.person.find("Body").toPlainText() == whole


def test_what_was_done_in_texts_fields_and_photos_goes_back_in_its_order(sitting: Sitting) -> None:
    person, start = sitting.person, sitting.state()
    sitting.write("Headline", "!")
    person.choose("Section", "Live")
    sitting.write("Body", " Three.")
    sitting.add_photo()
    sitting.settle()
    sitting.fill("Caption", "A terrace")
    sitting.settle()
    sitting.write("Deck", "?")
    end = sitting.state()
    labels = []
    while person.window.findChild(QAction, "undo").isEnabled():
        labels.append(sitting.label("undo"))
        sitting.undo()
        sitting.settle()
    assert labels == [
        "Undo typing",
        "Undo change of caption",
        "Undo adding of a photo",
        "Undo typing",
        "Undo change of section",
        "Undo typing",
    ]
    assert sitting.state() == start
    assert sitting.label("undo") == "Undo"
    assert sitting.label("redo") == "Redo typing"
    for _ in labels:
        sitting.redo()
        sitting.settle()
    assert sitting.state() == end


def test_undo_shows_where_it_was_and_what_it_undid(sitting: Sitting) -> None:
    person = sitting.person
    sitting.write("Deck", "?")
    sitting.fill("Slug", "other-words")
    sitting.settle()
    body = person.find("Body", BodyField)
    body.setFocus()
    QTest.keyClick(body, Key.Key_Z, CONTROL)
    person.wait(lambda: person.find("Slug").text() == "terraces")
    assert person.find("Slug").hasFocus()
    QTest.keyClick(person.find("Slug"), Key.Key_Z, CONTROL)
    assert person.find("Deck", LineField).hasFocus()
    assert person.find("Deck").toPlainText() == "In millet"
    QTest.keyClick(person.find("Deck"), Key.Key_Y, CONTROL)
    QTest.keyClick(person.find("Deck"), Key.Key_Y, CONTROL)
    person.wait(lambda: person.find("Slug").text() == "other-words")


def test_what_is_being_typed_in_a_field_is_the_last_thing_done(sitting: Sitting) -> None:
    """Whether the field has told it already or not."""
    person = sitting.person
    sitting.add_photo()
    sitting.settle()
    caption = person.find("Caption", GrowingTextEdit)
    caption.setFocus()
    for words, waits in (("At once", False), ("Later", True)):
        QTest.keyClicks(caption, words)
        if waits:
            sitting.settle()
        QTest.keyClick(caption, Key.Key_Z, CONTROL)
        person.wait(lambda: caption.text == "")
        sitting.settle()
        assert sitting.placements[0].shown_caption == ""
        assert caption.hasFocus()


def test_a_name_that_is_half_typed_is_undone_in_its_own_line(sitting: Sitting) -> None:
    byline = sitting.person.find("Byline", QLineEdit)
    sitting.write("Body", " Three.")
    byline.setFocus()
    QTest.keyClicks(byline, "Wan")
    QTest.keyClick(byline, Key.Key_Z, CONTROL)
    assert byline.text() == ""
    assert sitting.person.find("Body").toPlainText().endswith("Three.")
    QTest.keyClick(byline, Key.Key_Z, CONTROL)
    assert sitting.person.find("Body").toPlainText().endswith("Two.")


def test_replacing_all_is_one_step_over_texts_and_captions(sitting: Sitting) -> None:
    sitting.add_photo()
    sitting.settle()
    sitting.fill("Caption", "Millet")
    sitting.write("Headline", " millet")
    before = sitting.state()
    sitting.replace_all("millet", "rye")
    after = sitting.state()
    assert (after.headline, after.deck) == ("Terraces rye", "In rye")
    assert after.placements[0].caption == "rye"
    assert sitting.label("undo") == "Undo replacement of “millet”"
    sitting.undo()
    assert sitting.state() == before
    sitting.redo()
    assert sitting.state() == after


def test_a_photo_goes_into_text_and_story_as_one_step(sitting: Sitting) -> None:
    sitting.add_photo()  # leads
    sitting.settle()
    sitting.write("Body", "")
    before = sitting.state()
    sitting.add_photo()  # into the text
    after = sitting.state()
    assert len(after.body.placements) == 1
    sitting.undo()
    assert sitting.state() == before
    sitting.redo()
    assert sitting.state() == after


def test_steps_before_a_version_that_came_back_can_still_be_undone(
    sitting: Sitting, desk: Desk, window: MainWindow
) -> None:
    start = sitting.state()
    desk.history.save(sitting.story, "First")
    sitting.write("Body", " Three.")
    sitting.person.choose("Section", "Live")
    before = sitting.state()
    window.desks.history.restore(1)
    sitting.settle()
    assert sitting.state().body == start.body
    sitting.write("Body", " Four.")
    end = sitting.state()
    for _ in range(2):
        sitting.undo()
        sitting.settle()
    assert sitting.state() == before
    for _ in range(2):
        sitting.undo()
        sitting.settle()
    assert sitting.state() == start
    for _ in range(4):
        sitting.redo()
        sitting.settle()
    assert sitting.state() == end


def test_a_text_changed_elsewhere_leaves_what_was_done_here_to_be_undone(
    sitting: Sitting, desk: Desk, window: MainWindow
) -> None:
    sitting.write("Body", " Three.")
    before = sitting.state()
    theirs = Document.from_paragraphs(["Theirs.", "Two. Three."])
    desk.stories.keep(sitting.story, StoryEdit(body=theirs))
    window.panels.texts.current.story.reopen()
    sitting.settle()
    assert sitting.state().body == theirs
    sitting.undo()
    assert sitting.state().body == before.body
    sitting.undo()
    assert sitting.state().body.text == "One millet.\n\nTwo."


def reasons(desk: Desk, story: str) -> list[str]:
    return [str(each.reason) for each in desk.history.versions(story)]


def test_what_an_undo_took_away_can_be_had_after_the_next_letter(
    sitting: Sitting, desk: Desk
) -> None:
    sitting.write("Body", " Nobody was hurt when it fell.")
    whole = sitting.state()
    sitting.undo()
    assert "What was undone" not in reasons(desk, sitting.story)
    sitting.write("Body", "x")
    sitting.person.wait(lambda: "What was undone" in reasons(desk, sitting.story))
    over = sitting.state()
    sitting.person.trigger("bring_back")
    sitting.person.wait(lambda: sitting.state().body == whole.body)
    sitting.undo()
    sitting.person.wait(lambda: sitting.state().body == over.body)


def test_what_was_undone_is_kept_when_the_story_is_left(sitting: Sitting, desk: Desk) -> None:
    sitting.write("Headline", " of the upper valley")
    sitting.settle()
    sitting.undo()
    sitting.settle()
    sitting.person.trigger("close_story")
    sitting.person.wait(lambda: "What was undone" in reasons(desk, sitting.story))
    kept = desk.history.snapshot(sitting.story, desk.history.versions(sitting.story)[-1].number)
    assert kept.headline == "Terraces of the upper valley"


def test_a_slip_taken_back_leaves_no_version_and_a_day_of_going_back_only_a_few(
    sitting: Sitting, desk: Desk
) -> None:
    sitting.write("Body", "x")
    sitting.undo()
    sitting.write("Body", "y")
    sitting.settle()
    assert "What was undone" not in reasons(desk, sitting.story)
    for number in range(UNDONE_KEPT + 3):
        sitting.write("Body", f" Sentence {number}.")
        sitting.undo()
        sitting.write("Body", "z")
        sitting.settle()
    assert reasons(desk, sitting.story).count("What was undone") == UNDONE_KEPT


Deed = Callable[[random.Random, Sitting], None]


def _write(chance: random.Random, sitting: Sitting) -> None:
    words = chance.choice(["Rain. ", "- ", "**x** ", '"So" ', "\n", "山西。", "millet ", "1. "])
    field = chance.choice(["Body", "Body", "Headline", "Deck"])
    sitting.write(field, words.replace("\n", "") if field != "Body" else words, chance.random())
    if "\n" in words and field == "Body":
        QTest.keyClick(sitting.person.find("Body"), Key.Key_Return)


def _remove(chance: random.Random, sitting: Sitting) -> None:
    field = sitting.person.find(chance.choice(["Body", "Headline"]))
    cursor = field.textCursor()
    last = field.document().characterCount() - 1
    cursor.setPosition(chance.randint(0, last))
    if chance.random() < 0.4:
        cursor.setPosition(chance.randint(0, last), QTextCursor.MoveMode.KeepAnchor)
    field.setTextCursor(cursor)
    QTest.keyClick(field, chance.choice([Key.Key_Backspace, Key.Key_Delete]))


def _format(chance: random.Random, sitting: Sitting) -> None:
    body = sitting.person.find("Body")
    body.setFocus()
    cursor = body.textCursor()
    cursor.select(QTextCursor.SelectionType.WordUnderCursor)
    body.setTextCursor(cursor)
    name = chance.choice(["bold", "heading_2", "bullet_list", "quote", "table", "divider"])
    sitting.window.panels.texts.writing.actions()[name].trigger()


def _paste(chance: random.Random, sitting: Sitting) -> None:
    body = sitting.person.find("Body")
    body.setFocus()
    QApplication.clipboard().setText(chance.choice(["plain", "two\n\nparagraphs", "a\tb\nc\td"]))
    body.paste()


def _choose(chance: random.Random, sitting: Sitting) -> None:
    sitting.window.panels.inspector.go_to("section")
    sitting.person.choose("Section", chance.choice(["News", "Live", "Government"]))


def _fill(chance: random.Random, sitting: Sitting) -> None:
    sitting.window.panels.inspector.go_to("slug")
    sitting.fill(chance.choice(["Slug", "Dateline"]), chance.choice(["taiyuan", "millet", "a-b"]))


def _keyword(chance: random.Random, sitting: Sitting) -> None:
    sitting.window.panels.inspector.go_to("keywords")
    line = sitting.person.find("Keywords", QLineEdit)
    QTest.keyClicks(line, f"word{chance.randint(1, 99)}")
    QTest.keyClick(line, Key.Key_Return)


def _photo(chance: random.Random, sitting: Sitting) -> None:
    if len(sitting.placements) < 3:
        sitting.add_photo()
    else:
        sitting.window.desks.photos.take_out(chance.choice(sitting.placements).id)


def _lead(chance: random.Random, sitting: Sitting) -> None:
    if sitting.placements:
        sitting.window.desks.photos.lead_with(chance.choice(sitting.placements).id)


def _caption(chance: random.Random, sitting: Sitting) -> None:
    if sitting.placements:
        sitting.window.panels.inspector.go_to("caption", chance.choice(sitting.placements).id)
        field = sitting.person.find(chance.choice(["Caption", "Alt text", "Credit"]))
        field.setFocus()
        QTest.keyClicks(field, chance.choice(["Millet", " a", "Photo by X"]))


def _replace(chance: random.Random, sitting: Sitting) -> None:
    sitting.replace_all(*chance.choice([("millet", "rye"), ("rye", "millet"), ("a", "e")]))


def _restore(chance: random.Random, sitting: Sitting) -> None:
    sitting.window.desks.history.restore(1, only_text=chance.random() < 0.5)


def _elsewhere(chance: random.Random, sitting: Sitting) -> None:
    body = sitting.desk.stories.view(sitting.story).story.body
    more = Document.from_paragraphs([f"Elsewhere {chance.random()}."]).blocks
    body = Document.of([*more, *body.blocks]) if chance.random() < 0.5 else Document.of(more)
    sitting.desk.stories.keep(sitting.story, StoryEdit(body=body))
    sitting.window.panels.texts.current.story.reopen()


DEEDS: dict[Deed, int] = {
    _write: 8,
    _remove: 4,
    _format: 3,
    _paste: 2,
    _choose: 2,
    _fill: 2,
    _keyword: 1,
    _photo: 4,
    _lead: 1,
    _caption: 3,
    _replace: 2,
    _restore: 1,
    _elsewhere: 1,
}


def test_whatever_is_done_undoing_all_is_the_start_and_redoing_all_the_end(
    sitting: Sitting, desk: Desk
) -> None:
    """A random walk; GALLEY_WALK_SEED repeats one, GALLEY_WALK_STEPS makes it longer."""
    seed = int(os.environ.get("GALLEY_WALK_SEED", "0")) or random.SystemRandom().randint(1, 10**6)
    print(f"GALLEY_WALK_SEED={seed} GALLEY_WALK_STEPS={STEPS}")
    chance = random.Random(seed)
    desk.history.save(sitting.story, "First")
    line = sitting.window.panels.texts.current.undo_line
    start = sitting.state()
    states = {0: start}
    done: list[str] = []
    for _ in range(STEPS):
        steps = line.index()
        if chance.random() < 0.25:
            going = chance.choice([line.undo, line.redo])
            for _ in range(chance.randint(1, 4)):
                going()
                sitting.settle()
            done.append(going.__name__)
            now = sitting.state()
            assert now == states.get(line.index(), now), done[-12:]
            continue
        deed = chance.choices(list(DEEDS), list(DEEDS.values()))[0]
        done.append(deed.__name__)
        deed(chance, sitting)
        now = sitting.state()
        if line.index() == line.count():  # else nothing was done
            states = {at: state for at, state in states.items() if at < min(steps, line.index())}
            states |= {0: start, line.index(): now}
    while line.canRedo():
        line.redo()
        sitting.settle()
    end = sitting.state()
    for can, go in ((line.canUndo, line.undo), (line.canRedo, line.redo)):
        while can():
            go()
            now = sitting.state()
            assert now == states.get(line.index(), now), (line.index(), done)
        assert sitting.state() == (start if go == line.undo else end), done


def test_undo_can_be_pressed_only_where_there_is_something(
    person: Person, window: MainWindow
) -> None:
    person.wait_for("New story")
    actions = [window.findChild(QAction, name) for name in ("undo", "redo")]

    def offered() -> list[bool]:
        return [action.isEnabled() for action in actions]

    search = person.find("Search stories")
    search.setFocus()
    assert offered() == [False, False]
    person.type(search, "rain")
    assert offered() == [True, False]
    person.trigger("undo")
    assert (search.text(), offered()) == ("", [False, True])
    person.trigger("redo")
    assert (search.text(), offered()) == ("rain", [True, False])
    dialog = QDialog(window)
    field = QLineEdit(dialog)
    dialog.show()
    field.setFocus()
    person.wait(field.hasFocus)
    person.type(field, "of the dialog alone")
    assert offered() == [False, False]
    dialog.close()


def test_undo_calls_a_field_what_people_call_it(sitting: Sitting) -> None:
    sitting.person.find("Length in words").setValue(900)
    sitting.settle()
    assert sitting.label("undo") == "Undo change of length in words"
