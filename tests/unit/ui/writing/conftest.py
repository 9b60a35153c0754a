"""A writing pane as the window would make it, and hands to type in it."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from editor.story.document import Document
from editor.story.photo import Photo, PhotoFacts, Placement
from editor.story.story import Status, Story
from editor.ui.theme import Theme
from editor.ui.writing.body_field import BodyField
from editor.ui.writing.pictures.photo_cards import PhotoCards
from editor.ui.writing.writing_pane import WritingPane

Pressing = Callable[..., None]
StoryMaker = Callable[..., Story]


class GreenPhotos:
    """Thumbnails of one colour; those in `late` have not been made yet."""

    def __init__(self) -> None:
        self.late: set[str] = set()
        self.asked: list[tuple[str, int]] = []

    def thumbnail(self, photo_id: str, longest: int) -> QImage | None:
        self.asked.append((photo_id, longest))
        if photo_id in self.late:
            return None
        image = QImage(longest, longest // 2, QImage.Format.Format_RGB32)
        image.fill(QColor(0, 160, 0))
        return image


@pytest.fixture
def photos() -> GreenPhotos:
    return GreenPhotos()


@pytest.fixture(scope="session")
def theme(qapp: QApplication) -> Theme:
    made = Theme(qapp, "light")
    made.apply()
    return made


@pytest.fixture
def pane(qtbot: QtBot, theme: Theme, photos: GreenPhotos) -> WritingPane:
    made = WritingPane(theme, photos)
    qtbot.addWidget(made)
    made.resize(700, 700)
    made.show()
    return made


@pytest.fixture
def body(theme: Theme, photos: GreenPhotos) -> Iterator[BodyField]:
    """The body alone; its holder must live as long as the test."""
    holder = QWidget()
    cards = PhotoCards(theme, photos, holder)
    field = BodyField(theme, cards, holder)
    field.resize(600, 400)
    holder.resize(600, 400)
    holder.show()
    field.setFocus()
    yield field
    holder.close()
    holder.deleteLater()


@pytest.fixture
def press() -> Pressing:
    """Presses keys on a field: characters are typed, `Qt.Key` values pressed."""

    def presses(field: QWidget, *keys: str | Qt.Key, shift: bool = False) -> None:
        held = Qt.KeyboardModifier.ShiftModifier if shift else Qt.KeyboardModifier.NoModifier
        for key in keys:
            if isinstance(key, str):
                QTest.keyClicks(field, key, held)
            else:
                QTest.keyClick(field, key, held)

    return presses


@pytest.fixture
def placement() -> Placement:
    facts = PhotoFacts(caption="Millet is brought in.")
    photo = Photo("a" * 64, "millet.jpg", "JPEG", 300, 200, 1000, facts)
    return Placement("p1", photo)


@pytest.fixture
def make_story() -> StoryMaker:
    now = datetime(2026, 10, 12, tzinfo=UTC)

    def make(
        body: Document | None = None,
        story_id: str = "1" * 32,
        headline: str = "A headline",
        deck: str = "A deck",
        placements: tuple[Placement, ...] = (),
    ) -> Story:
        return Story(
            id=story_id,
            slug="a-story",
            headline=headline,
            deck=deck,
            body=body if body is not None else Document(),
            section="news",
            byline=(),
            contributors=(),
            dateline="",
            keywords=(),
            language="en",
            dated=now,
            placements=placements,
            awaited_photo=None,
            status=Status.DRAFT,
            revision=1,
            created=now,
            updated=now,
        )

    return make
