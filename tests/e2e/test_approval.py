"""A story that was signed off, changed in every way a window has: it is said at once with the name
of who signed, and taken back by one press."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QAction, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTextEdit

from editor.desk.desk import Desk
from editor.desk.newsroom import HOLDS_AGAIN, VOIDED
from editor.desk.pictures import PhotoTexts
from editor.story.credit import CreditLine
from editor.story.document import Document
from editor.story.story import Status, StoryEdit
from editor.ui.photos.photo_asks import PlacementEdit
from editor.ui.widgets.notices import Banner
from editor.ui.window.main_window import MainWindow
from editor.ui.writing.body_field import BodyField
from tests.e2e.person import Person

BACK = "Take the change back"


@pytest.fixture
def signed(desk: Desk, sample_photo: Path) -> str:
    """A story that Li Na signed off, with a lead photo."""
    story_id = desk.stories.begin(section="News").value.id
    body = Document.from_paragraphs(['They said "It began." on Monday.', "And it ended."])
    desk.stories.keep(story_id, StoryEdit(headline="Millet harvest", body=body, byline=("Wen",)))
    texts = PhotoTexts("Millet.", CreditLine.free("Photo/VCG"), "Terraces.")
    desk.pictures.attach(story_id, desk.pictures.bring_in(sample_photo), lead=True, texts=texts)
    desk.history.save(story_id, "before")
    desk.stories.keep(story_id, StoryEdit(deck="The first in years"))
    desk.review.sign_off(story_id, by="Li Na")
    return story_id


@pytest.fixture
def reader(person: Person, window: MainWindow, signed: str) -> Person:
    """Somebody in front of the signed story."""
    window.open_story(signed, stays=True)
    person.wait(lambda: window.panels.texts.story_id == signed)
    return person


def banners(person: Person) -> list[Banner]:
    return [each for each in person.window.findChildren(Banner) if each.isVisible()]


def said(person: Person) -> bool:
    return any("Li Na signed this story off" in each.text for each in banners(person))


def placement(desk: Desk, story_id: str) -> str:
    return desk.stories.view(story_id).story.placements[0].id


def window_of(person: Person) -> MainWindow:
    assert isinstance(person.window, MainWindow)
    return person.window


def body_of(person: Person) -> BodyField:
    body = person.find("Body")
    body.setFocus()
    return body


def type_a_letter(person: Person, _desk: Desk, _story: str) -> None:
    person.type(body_of(person), "x")


def type_in_headline(person: Person, _desk: Desk, _story: str) -> None:
    headline: QTextEdit = person.find("Headline")
    headline.setFocus()
    person.type(headline, "x")


def paste(person: Person, _desk: Desk, _story: str) -> None:
    QApplication.clipboard().setText("pasted")
    body_of(person).paste()


def drop(person: Person, _desk: Desk, _story: str) -> None:
    words = QMimeData()
    words.setText("dropped")
    body_of(person).insertFromMimeData(words)


def replace_everything(person: Person, _desk: Desk, _story: str) -> None:
    writing = window_of(person).panels.texts.writing
    body_of(person)
    writing.actions()["replace"].trigger()
    person.type_into("Find", "ended")
    person.type_into("Replace with", "went on")
    person.click("Replace all")


def set_in_house_style(person: Person, _desk: Desk, _story: str) -> None:
    body_of(person)
    window_of(person).panels.texts.writing.actions()["house_style"].trigger()


def make_bold(person: Person, _desk: Desk, _story: str) -> None:
    body_of(person).moveCursor(QTextCursor.MoveOperation.NextWord, QTextCursor.MoveMode.KeepAnchor)
    window_of(person).panels.texts.writing.actions()["bold"].trigger()


def fill_a_field(person: Person, _desk: Desk, _story: str) -> None:
    person.type_into("Dateline", "DATONG")


def choose_a_section(person: Person, _desk: Desk, _story: str) -> None:
    person.choose("Section", "Live")


def word_a_photo(person: Person, desk: Desk, story: str) -> None:
    window_of(person).desks.photos.edit_texts(placement(desk, story), PlacementEdit(caption="Oats"))


def take_a_photo_out(person: Person, desk: Desk, story: str) -> None:
    window_of(person).desks.photos.take_out(placement(desk, story))


def put_a_photo_in(person: Person, desk: Desk, story: str) -> None:
    body_of(person)
    window_of(person).desks.photos.put_into_body(placement(desk, story))


def bring_a_version_back(person: Person, _desk: Desk, _story: str) -> None:
    window_of(person).desks.history.restore(1)


WAYS = [
    type_a_letter,
    type_in_headline,
    paste,
    drop,
    replace_everything,
    set_in_house_style,
    make_bold,
    fill_a_field,
    choose_a_section,
    word_a_photo,
    take_a_photo_out,
    put_a_photo_in,
    bring_a_version_back,
]


@pytest.mark.parametrize("change", WAYS, ids=[way.__name__ for way in WAYS])
def test_every_change_is_said_and_can_be_taken_back(
    reader: Person, desk: Desk, signed: str, change: Callable[[Person, Desk, str], None]
) -> None:
    assert not said(reader)
    change(reader, desk, signed)
    reader.wait(lambda: said(reader))
    assert desk.stories.view(signed).voided
    changed = desk.stories.view(signed).snapshot_sha256
    reader.click(BACK)
    reader.wait(lambda: desk.stories.view(signed).signed_off)
    reader.wait(lambda: not banners(reader))
    reader.wait(lambda: window_of(reader).panels.texts.view.signed_off)
    assert changed in {each.snapshot for each in desk.stories.view(signed).versions}
    with desk.newsroom.store.read() as work:
        assert work.audit.last_action(signed, (VOIDED, HOLDS_AGAIN)) == HOLDS_AGAIN
    assert reader.find("Headline").toPlainText() == "Millet harvest"


def test_undo_takes_a_stray_key_back_and_the_sign_off_holds(
    reader: Person, desk: Desk, signed: str
) -> None:
    reader.type(body_of(reader), "x")
    reader.wait(lambda: said(reader))
    reader.trigger("undo")
    reader.wait(lambda: desk.stories.view(signed).signed_off)
    reader.wait(lambda: not banners(reader))


def test_a_change_taken_back_can_be_had_again(reader: Person, desk: Desk, signed: str) -> None:
    reader.type(body_of(reader), "Meant. ")
    reader.wait(lambda: said(reader))
    reader.trigger("take_back")
    reader.wait(lambda: desk.stories.view(signed).signed_off)
    reader.wait(lambda: not reader.window.findChild(QAction, "take_back").isEnabled())
    assert body_of(reader).hasFocus()
    reader.trigger("undo")
    reader.wait(lambda: desk.stories.view(signed).story.body.text.startswith("Meant."))
    reader.wait(lambda: said(reader))


def test_a_change_that_is_meant_is_not_said_again(reader: Person, desk: Desk, signed: str) -> None:
    reader.type(body_of(reader), "Meant. ")
    reader.wait(lambda: said(reader))
    reader.click("Keep the change")
    assert not banners(reader)
    reader.type(body_of(reader), "And more. ")
    reader.wait(lambda: "And more." in desk.stories.view(signed).story.body.text)
    reader.wait(lambda: window_of(reader).panels.texts.keeper.unkept() is None)
    assert not banners(reader)


def test_what_went_out_is_out_again_when_the_change_is_taken_back(
    reader: Person, desk: Desk, signed: str, tmp_path: Path
) -> None:
    desk.publishing.export(signed, tmp_path / "site")
    reader.type(body_of(reader), "x")
    reader.wait(lambda: said(reader))
    reader.click(BACK)
    reader.wait(lambda: desk.stories.view(signed).story.status is Status.EXPORTED)


def test_a_changed_site_is_said_and_is_nothing_to_take_back_in_a_story(
    reader: Person, desk: Desk, signed: str
) -> None:
    desk.site.keep_outlet(replace(desk.site.outlet(), footer=("Somebody else",)))
    window_of(reader).panels.texts.current.story.refresh()
    reader.wait(lambda: any("pages of the site" in each.text for each in banners(reader)))
    assert not list(reader.all_named(BACK))


def test_it_needs_no_mouse_and_no_eyes(reader: Person, desk: Desk, signed: str) -> None:
    reader.type(body_of(reader), "x")
    reader.wait(lambda: said(reader))
    [banner] = banners(reader)
    assert banner.accessibleName().startswith("Li Na signed this story off")
    focus = {Qt.FocusPolicy.TabFocus, Qt.FocusPolicy.StrongFocus}
    assert all(reader.find(name).focusPolicy() in focus for name in (BACK, "Keep the change"))
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
    QTest.keyClick(body_of(reader), Qt.Key.Key_Z, both)
    reader.wait(lambda: desk.stories.view(signed).signed_off)


def test_a_story_opened_again_says_what_became_of_its_sign_off(
    reader: Person, desk: Desk, signed: str
) -> None:
    reader.type(body_of(reader), "x")
    reader.wait(lambda: said(reader))
    reader.trigger("close_story")
    reader.wait(lambda: not window_of(reader).panels.texts.story_id)
    assert not banners(reader)
    window_of(reader).open_story(signed)
    reader.wait(lambda: said(reader))
