"""Rows as Qt's views ask for them: told to the eye, to the ear, and changed in place."""

from dataclasses import replace
from datetime import datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from editor.story.outlet import SEED_SECTIONS
from editor.story.story import Status
from editor.ui.stories.story_rows import (
    KEPT_THUMBNAILS,
    OPEN_ROLE,
    SECTION_ROLE,
    THUMBNAIL_ROLE,
    UPDATED_ROLE,
    StoryModel,
)
from tests.trials.panel_values import WHEN, numbered, rows


def clock() -> datetime:
    return WHEN


@pytest.fixture
def model(qapp: QApplication) -> StoryModel:
    model = StoryModel(clock)
    model.show_rows(*numbered(rows(12, WHEN)), SEED_SECTIONS)
    return model


def test_qt_finds_the_model_sound(model: StoryModel, qtmodeltester: ModelTester) -> None:
    qtmodeltester.check(model)


def test_a_row_is_told_in_words(model: StoryModel) -> None:
    spoken = model.data(model.index(1, 0), Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == (
        "Nantong port sees record exports as three new shipping routes to Europe open for "
        "business, Government, In review, 12 min ago"
    )


def test_a_story_without_headline_or_section_says_so(model: StoryModel) -> None:
    row = replace(rows(1, WHEN)[0], headline="", section="")
    model.show_rows(*numbered([row]), SEED_SECTIONS)
    assert model.data(model.index(0, 0)) == "No headline yet"
    assert model.data(model.index(0, 0), SECTION_ROLE) == "No section"


def test_a_section_that_is_gone_is_shown_by_its_key(model: StoryModel) -> None:
    model.show_rows(*numbered([replace(rows(1, WHEN)[0], section="opera")]), SEED_SECTIONS)
    assert model.data(model.index(0, 0), SECTION_ROLE) == "opera"


def test_one_story_changes_in_place(model: StoryModel, qtbot: QtBot) -> None:
    changed = replace(rows(12, WHEN)[3], status=Status.EXPORTED, headline="Another")
    with (
        qtbot.waitSignal(model.dataChanged) as told,
        qtbot.assertNotEmitted(model.modelReset),
    ):
        model.update_row(changed)
    assert told.args[0].row() == told.args[1].row() == 3
    assert model.data(model.index(3, 0)) == "Another"


def test_a_change_of_a_story_that_is_not_listed_is_left_out(
    model: StoryModel, qtbot: QtBot
) -> None:
    with qtbot.assertNotEmitted(model.dataChanged):
        model.update_row(replace(rows(1, WHEN)[0], id="f" * 32))


def test_the_same_stories_in_the_same_order_do_not_reset_the_list(
    model: StoryModel, qtbot: QtBot
) -> None:
    again = [replace(row, headline="New") for row in rows(12, WHEN)]
    with qtbot.assertNotEmitted(model.modelReset):
        model.show_rows(*numbered(again), SEED_SECTIONS)
    assert model.data(model.index(5, 0)) == "New"


def test_the_story_on_the_desk_is_marked(model: StoryModel) -> None:
    model.set_open(f"{2:032x}")
    assert [model.data(model.index(place, 0), OPEN_ROLE) for place in range(4)] == [
        False,
        False,
        True,
        False,
    ]


def test_a_picture_is_asked_for_once_and_shown_when_it_comes(
    model: StoryModel, qtbot: QtBot
) -> None:
    index = model.index(1, 0)
    with qtbot.waitSignal(model.thumbnail_wanted) as wanted:
        assert model.data(index, THUMBNAIL_ROLE) is None
    with qtbot.assertNotEmitted(model.thumbnail_wanted):
        model.data(index, THUMBNAIL_ROLE)
    model.set_thumbnail(wanted.args[0], QImage(640, 400, QImage.Format.Format_RGB32))
    assert not model.data(index, THUMBNAIL_ROLE).isNull()


def test_pictures_are_kept_small_and_few_and_asked_for_again(model: StoryModel) -> None:
    shown = [replace(row, lead_photo=f"{place}") for place, row in enumerate(rows(400, WHEN))]
    model.show_rows(*numbered(shown), SEED_SECTIONS)
    asked: list[str] = []
    model.thumbnail_wanted.connect(asked.append)
    model.data(model.index(0, 0), THUMBNAIL_ROLE)
    for place in range(KEPT_THUMBNAILS + 1):
        model.set_thumbnail(f"{place}", QImage(800, 600, QImage.Format.Format_RGB32))
    model.data(model.index(0, 0), THUMBNAIL_ROLE)
    assert asked == ["0", "0"]
    pixmap = model.data(model.index(9, 0), THUMBNAIL_ROLE)
    assert min(pixmap.width(), pixmap.height()) <= 192


def test_times_are_told_anew_each_minute(qapp: QApplication, qtbot: QtBot) -> None:
    now = [WHEN]
    model = StoryModel(lambda: now[0])
    model.show_rows(*numbered(rows(3, WHEN)), SEED_SECTIONS)
    assert model.data(model.index(0, 0), UPDATED_ROLE) == "just now"
    now[0] = WHEN.replace(minute=WHEN.minute + 3)
    with qtbot.waitSignal(model.dataChanged):
        model.refresh_times()
    assert model.data(model.index(0, 0), UPDATED_ROLE) == "3 min ago"
