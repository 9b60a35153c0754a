"""The ground under the page: centred where there is room, moved sideways where there is not."""

import pytest
from PySide6.QtWidgets import QScrollBar, QWidget
from pytestqt.qtbot import QtBot

from editor.ui.preview.stage import Stage
from editor.ui.preview.widths import SMALLEST_ZOOM, Fit, PageWidth
from editor.ui.theme import Theme


@pytest.fixture
def holder(qtbot: QtBot) -> QWidget:
    holder = QWidget()
    qtbot.addWidget(holder)
    return holder


def test_a_desktop_page_in_a_narrow_pane_stays_legible_and_is_moved_sideways(
    holder: QWidget, theme: Theme
) -> None:
    stage, page = Stage(theme, holder), QWidget()
    fits: list[Fit] = []
    stage.fitted.connect(fits.append)
    page.setParent(stage)
    stage.resize(420, 600)
    stage.put(page)
    holder.show()
    bar = stage.findChild(QScrollBar)
    assert fits[-1].zoom == SMALLEST_ZOOM
    assert not bar.isHidden()
    assert page.x() == 0
    bar.setValue(bar.maximum())
    assert page.geometry().right() + 1 == stage.width()
    assert page.geometry().bottom() < bar.y()
    stage.set_width(PageWidth.PHONE)
    assert bar.isHidden()
    assert page.x() == (420 - 390) // 2
    assert page.height() == 600
