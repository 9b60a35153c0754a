"""How a story looks in a search engine and on a shared card, while it is written."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolButton
from pytestqt.qtbot import QtBot

from editor.desk.views import Looks
from editor.story.edits import Crop
from editor.ui.fields.looks_panel import RATIO, CardPicture, LooksPanel, cut_to
from editor.ui.theme import Theme
from tests.trials.panel_values import story, view_of

LOOKS = Looks(
    title="Millet harvest begins",
    description="Terraces of Lingqiu county turn gold",
    site="Shanxi in English",
    host="shanxi.example",
    crumbs=("news", "2026", "10", "millet-harvest"),
)


@pytest.fixture
def panel(theme: Theme, qtbot: QtBot) -> LooksPanel:
    panel = LooksPanel(theme)
    qtbot.addWidget(panel)
    panel.resize(320, 600)
    panel.show()
    panel.show_looks(LOOKS)
    return panel


def test_the_looks_are_those_of_the_pages_own_tags() -> None:
    shown = story()
    looks = Looks.of(view_of(shown).snapshot)
    assert (looks.title, looks.description) == (shown.headline, shown.deck)
    assert looks.crumbs[-1] == shown.slug
    without_deck = Looks.of(view_of(replace(shown, deck="")).snapshot)
    assert shown.body.text.startswith(without_deck.description.removesuffix(" …")[:40])


def test_a_short_title_stands_whole_with_its_way(panel: LooksPanel) -> None:
    way, title, description = panel.result
    assert way == "shanxi.example › news › 2026 › 10 › millet-harvest"
    assert (title, description) == (LOOKS.title, LOOKS.description)
    assert panel.note == ""


def test_what_is_too_wide_is_cut_where_search_engines_cut(panel: LooksPanel) -> None:
    wide, narrow = "W" * 60, "i" * 60
    panel.show_looks(replace(LOOKS, title=wide, description="word " * 80))
    _, title, description = panel.result
    assert title.endswith("…")
    assert len(title) < 45
    assert description.endswith("…")
    assert panel.note == "Search engines cut the headline and the deck about there."
    panel.show_looks(replace(LOOKS, title=narrow))
    assert panel.result[1] == narrow
    panel.show_looks(replace(LOOKS, title="山西" * 40))
    assert panel.result[1].endswith("…")


def test_a_story_without_words_says_what_will_happen(panel: LooksPanel) -> None:
    panel.show_looks(replace(LOOKS, title="", description="", host=""))
    way, title, description = panel.result
    assert way.startswith("your site › news")
    assert title == "No headline yet"
    assert "choose words of their own" in description


def test_folded_it_costs_nothing_and_unfolded_it_is_true(panel: LooksPanel) -> None:
    [fold] = panel.findChildren(QToolButton)
    QTest.mouseClick(fold, Qt.MouseButton.LeftButton)
    panel.show_looks(replace(LOOKS, title="Another"))
    assert panel.result[1] == LOOKS.title
    QTest.mouseClick(fold, Qt.MouseButton.LeftButton)
    assert panel.result[1] == "Another"


def test_the_card_shows_the_photo_once_it_has_come(panel: LooksPanel) -> None:
    picture = panel.picture
    assert picture.accessibleName() == "No photo: cards have no picture"
    panel.grab()
    image = QImage(300, 200, QImage.Format.Format_RGB32)
    image.fill(QColor(0, 160, 0))
    panel.show_looks(replace(LOOKS, photo="f" * 64))
    panel.picture.set_thumbnail("a" * 64, image)
    assert not picture.has_picture
    panel.picture.set_thumbnail("f" * 64, image)
    assert picture.has_picture
    middle = picture.grab().toImage().pixelColor(picture.rect().center())
    assert middle == QColor(0, 160, 0)


@pytest.mark.parametrize(
    "crop", [None, Crop(0.5, 0, 0.5, 1), Crop(0, 0.25, 1, 0.5), Crop(0.4, 0.4, 0.2, 0.2)]
)
@pytest.mark.parametrize("size", [QSize(640, 427), QSize(427, 640), QSize(640, 100)])
def test_the_picture_is_cut_to_the_cards_shape_within_what_the_story_shows(
    size: QSize, crop: Crop | None
) -> None:
    cut = cut_to(size, crop)
    assert abs(cut.width() / cut.height() - RATIO) < 0.15
    shown = crop or Crop(0, 0, 1, 1)
    assert cut.left() >= shown.left * size.width() - 1
    assert cut.right() <= (shown.left + shown.width) * size.width() + 1
    assert cut.top() >= shown.top * size.height() - 1
    assert cut.bottom() <= (shown.top + shown.height) * size.height() + 1


def test_the_picture_keeps_its_shape(theme: Theme, qtbot: QtBot) -> None:
    picture = CardPicture(theme)
    qtbot.addWidget(picture)
    picture.resize(191, 20)
    picture.show()
    assert picture.height() == 100
    picture.resize(382, 100)
    assert picture.height() == 200


def test_an_endless_word_does_not_push_the_panel_out_of_the_window(panel: LooksPanel) -> None:
    before = panel.minimumSizeHint().width()
    panel.show_looks(replace(LOOKS, title="W" * 300, description="D" * 300, site="S" * 300))
    panel.layout().activate()
    assert panel.minimumSizeHint().width() <= max(before, 300)
