"""The ground under the page: centred where there is room, moved sideways where there is not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtWidgets import QScrollBar, QWidget
from pytestqt.qtbot import QtBot

from editor.ui.preview.page_area import SMALLEST_ZOOM, Fit, PageArea, PageWidth, fit
from editor.ui.theme import Theme


@pytest.fixture
def holder(qtbot: QtBot) -> QWidget:
    holder = QWidget()
    qtbot.addWidget(holder)
    return holder


def test_a_desktop_page_in_a_narrow_pane_stays_legible_and_is_moved_sideways(
    holder: QWidget, theme: Theme
) -> None:
    area, page = PageArea(theme, holder), QWidget()
    fits: list[Fit] = []
    area.fitted.connect(fits.append)
    page.setParent(area)
    area.resize(420, 600)
    area.put(page)
    holder.show()
    bar = area.findChild(QScrollBar)
    assert fits[-1].zoom == SMALLEST_ZOOM
    assert not bar.isHidden()
    assert page.x() == 0
    bar.setValue(bar.maximum())
    assert page.geometry().right() + 1 == area.width()
    assert page.geometry().bottom() < bar.y()
    area.set_width(PageWidth.PHONE)
    assert bar.isHidden()
    assert page.x() == (420 - 390) // 2
    assert page.height() == 600


def test_a_phone_page_keeps_its_width_when_there_is_more_room() -> None:
    now = fit(PageWidth.PHONE, 900)
    assert (now.room, now.zoom) == (390, 1.0)


def test_a_desktop_page_takes_all_the_room_there_is() -> None:
    now = fit(PageWidth.DESKTOP, 1600)
    assert (now.room, now.zoom) == (1600, 1.0)


def test_a_desktop_page_in_a_narrow_pane_is_scaled_down_and_keeps_its_layout() -> None:
    now = fit(PageWidth.DESKTOP, 885)
    assert (now.room, now.zoom, now.page_pixels) == (885, 0.75, 1180)


def test_a_page_that_would_be_too_small_to_read_is_wider_than_its_room() -> None:
    now = fit(PageWidth.DESKTOP, 400)
    assert (now.room, now.zoom, now.page_pixels) == (708, 0.6, 1180)


@given(width=st.sampled_from(PageWidth), available=st.integers(0, 6000))
def test_a_page_leaves_its_room_only_to_stay_legible_and_never_loses_its_layout(
    width: PageWidth, available: int
) -> None:
    now = fit(width, available)
    assert SMALLEST_ZOOM <= now.zoom <= 1.0
    assert now.room <= max(1, available) or now.zoom == SMALLEST_ZOOM
    assert now.page_pixels >= width.pixels
