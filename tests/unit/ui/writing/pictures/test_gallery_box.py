"""The list of a gallery's photos: rows of one height, long captions end in an ellipsis."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import (
    QListWidget,
    QPushButton,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)
from pytestqt.qtbot import QtBot

from editor.story.photo import Placement
from editor.ui.theme import Theme
from editor.ui.writing.pictures.gallery_box import GalleryBox
from tests.trials.writing import PaintedPhotos

CAPTIONS = (
    "Farmers bring in the autumn millet on terraced fields in Lingqiu county. " * 5,
    "山西省人民政府新闻办公室举行新闻发布会介绍全省文化旅游康养产业高质量发展情况。" * 4,
    "Donaudampfschifffahrtsgesellschaftskapitän" * 6,
    "Short",
)


@pytest.mark.parametrize("width", [420, 560, 900])
def test_captions_end_where_their_row_ends(
    qtbot: QtBot, theme: Theme, placement: Placement, width: int
) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    box = GalleryBox(theme, PaintedPhotos().thumbnail, holder)
    photos = [
        replace(placement, id=str(at), caption=caption, lead=False)
        for at, caption in enumerate(CAPTIONS)
    ]
    box.ask(photos, ())
    box.resize(width, 460)
    rows = box.findChild(QListWidget)
    qtbot.waitUntil(lambda: rows.viewport().width() > width - 80)
    delegate = rows.itemDelegate()
    assert isinstance(delegate, QStyledItemDelegate)
    heights: set[int] = set()
    for at, caption in enumerate(CAPTIONS):
        index = rows.indexFromItem(rows.item(at))
        option = QStyleOptionViewItem()
        rows.initViewItemOption(option)
        option.rect = rows.visualRect(index)  # pyright: ignore[reportAttributeAccessIssue]
        delegate.initStyleOption(option, index)
        text = option.text  # pyright: ignore[reportAttributeAccessIssue]
        lines = text.split("\n")
        room = rows.viewport().width() - rows.iconSize().width()
        assert len(lines) <= 2
        assert all(QFontMetrics(rows.font()).horizontalAdvance(each) <= room for each in lines)
        whole = "".join(lines).replace(" ", "") == caption.replace(" ", "")
        assert whole or lines[-1][-1] in "…\u22ef", text
        heights.add(rows.visualRect(index).height())
    assert len(heights) == 1
    assert rows.item(0).toolTip().startswith(CAPTIONS[0][:60])
    box.reject()


def test_removing_a_gallery_is_not_what_enter_presses(
    qtbot: QtBot, theme: Theme, placement: Placement
) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    box = GalleryBox(theme, PaintedPhotos().thumbnail, holder)
    box.ask([placement], (placement.id,))
    buttons = {each.text(): each for each in box.findChildren(QPushButton)}
    assert buttons["Change gallery"].isDefault()
    box.findChild(QListWidget).item(0).setCheckState(Qt.CheckState.Unchecked)
    assert buttons["Change gallery"].text() == "Remove gallery"
    assert buttons["Cancel"].isDefault()
    assert not buttons["Change gallery"].isDefault()
    box.reject()
