"""What somebody hears who does not see the window."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QAccessibleEvent
from PySide6.QtWidgets import QLabel, QWidget

from editor.desk.desk import Desk
from editor.desk.pictures import PhotoTexts
from editor.story.document import Document, Gallery, Paragraph, PhotoBlock
from editor.story.runs import Run
from editor.story.story import StoryEdit
from editor.story.text import Counts
from editor.ui.window.main_window import MainWindow
from editor.ui.writing.body_field import BodyField
from tests.e2e.person import Person

Role, Text = QAccessible.Role, QAccessible.Text
# What one can go to and do something with.
INTERACTIVE = {
    Role.PushButton,
    Role.CheckBox,
    Role.RadioButton,
    Role.ComboBox,
    Role.EditableText,
    Role.SpinBox,
    Role.Slider,
    Role.List,
    Role.Tree,
    Role.Table,
    Role.PageTabList,
    Role.PageTab,
    Role.ButtonMenu,
    Role.Link,
}


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every sentence that is announced."""
    said: list[str] = []

    def listen(event: QAccessibleEvent) -> None:
        if isinstance(event, QAccessibleAnnouncementEvent):
            said.append(event.message())

    monkeypatch.setattr(QAccessible, "updateAccessibility", listen)
    return said


@pytest.fixture
def story(
    desk: Desk, person: Person, window: MainWindow, sample_photo: Path, tmp_path: Path
) -> str:
    story_id = desk.stories.begin().value.id
    placed: list[str] = []
    for number in range(3):
        path = tmp_path / f"{number}.jpg"
        path.write_bytes(sample_photo.read_bytes() + bytes([number]))
        texts = PhotoTexts(caption=f"Caption {number}.", alt=f"Seen {number}.")
        attached = desk.pictures.attach(story_id, desk.pictures.bring_in(path), texts=texts).value
        placed.append(attached.placement.id)
    body = Document.of(
        [
            Paragraph((Run("One two three."),)),
            PhotoBlock(placed[0]),
            Gallery((placed[1], placed[2])),
            Paragraph((Run("Four."),)),
        ]
    )
    desk.stories.keep(story_id, StoryEdit(headline="Terraces", body=body))
    window.open_story(story_id)
    person.wait(lambda: person.find("Headline").toPlainText() == "Terraces")
    return story_id


def parts(widget: QWidget) -> Iterator[tuple[QWidget, QAccessible.Role, str]]:
    """Everything seen in it, as assistive technology gets it."""
    for each in (widget, *widget.findChildren(QWidget)):
        if each.isVisible() and each.window() is widget.window():
            interface = QAccessible.queryAccessibleInterface(each)
            if interface is not None:
                yield each, interface.role(), interface.text(Text.Name)


def nameless(widget: QWidget) -> list[str]:
    found: list[str] = []
    for each, role, name in parts(widget):
        inner = each.objectName().startswith("qt_") or _is_qts_own(each)
        if role in INTERACTIVE and not name and not inner:
            found.append(f"{type(each).__name__} in {type(each.parentWidget()).__name__}")
    return found


def _is_qts_own(widget: QWidget) -> bool:
    """The line of a combo box, the arrows of a bar of tabs: named by what they are in."""
    above = widget.parentWidget()
    return above is not None and type(above).__mro__[0].__module__.startswith("PySide6")


def test_everything_one_can_use_has_a_name_on_every_page(
    person: Person, window: MainWindow, story: str
) -> None:
    inspector = window.panels.inspector
    missing = set(nameless(window))
    for page in range(5):
        inspector.show_page(page)
        if page == 1:
            person.click("Photo 0.jpg")
        missing |= set(nameless(window))
    person.trigger("find_everywhere")
    window.panels.texts.writing.actions()["replace"].trigger()
    window.panels.texts.writing.actions()["outline"].trigger()
    window.panels.texts.writing.copyfit.ask()
    missing |= set(nameless(window))
    assert not missing


def test_photos_and_galleries_of_the_text_have_words(
    person: Person, window: MainWindow, story: str
) -> None:
    body = person.find("Body", BodyField)

    def spoken() -> list[str]:
        interface = QAccessible.queryAccessibleInterface(body)
        children = [interface.child(place) for place in range(interface.childCount())]
        return [each.text(Text.Name) for each in children if each.role() == Role.Graphic]

    person.wait(lambda: len(spoken()) == 2)
    photo, gallery = spoken()
    assert photo.startswith("Photo: Caption 0.")
    assert photo.endswith("Seen 0.")
    assert gallery.startswith("Gallery of 2 photos: 1. Caption 1.")
    assert "2. Caption 2." in gallery
    assert body.accessibleDescription() == "2 photos or galleries"
    body.selectAll()
    body.insert_text("Nothing but words.")
    person.wait(lambda: spoken() == [])


def test_the_photo_the_caret_comes_to_is_spoken(
    person: Person,
    window: MainWindow,
    story: str,
    heard: list[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(QAccessible, "isActive", lambda: True)
    window.panels.texts.writing.go_to("body", 1)
    assert heard[-1].startswith("Photo: Caption 0.")
    window.panels.texts.writing.go_to("body", 2)
    assert heard[-1].startswith("Gallery of 2 photos")


def test_what_has_a_name_says_its_value_too(person: Person, window: MainWindow, story: str) -> None:
    window.panels.status.show_counts(Counts.of("One two three four five."))
    window.panels.texts.writing.copyfit.show_words(712)
    told = {
        label.accessibleName(): label.accessibleDescription()
        for label in window.findChildren(QLabel)
        if label.accessibleName() and label.text()
    }
    assert "712" in told["Copyfit"]
    assert "24" in told["Length"]
    assert told["Characters in the headline"].startswith("8")
    shown = {
        label.accessibleName(): label.text()
        for label in window.findChildren(QLabel)
        if label.accessibleName() and label.text() and label.isVisible()
    }
    for name, text in shown.items():
        assert text in f"{name} {told[name]}", f"{name} does not say {text!r}"


def test_sentences_and_notices_are_announced(
    person: Person, window: MainWindow, story: str, heard: list[str]
) -> None:
    window.panels.status.say("A copy is in /somewhere.")
    assert heard == ["A copy is in /somewhere."]
    window.panels.status.show_failure("the disk is full")
    window.panels.status.show_failure("the disk is full")
    assert heard[1:] == ["Not kept: the disk is full"]
    window.panels.texts.writing.actions()["find"].trigger()
    person.type_into("Find", "Four")
    person.wait(lambda: any("1" in each for each in heard[2:]))
