"""Headline and deck in little room: whole lines only, and never over each other."""

import pytest
from PySide6.QtGui import QTextCharFormat, QTextCursor
from pytestqt.qtbot import QtBot

from editor.ui.theme import Theme
from editor.ui.writing.line_field import LineField
from editor.ui.writing.title_block import TitleBlock

CHINESE = "山西省人民政府新闻办公室举行新闻发布会介绍全省文化旅游康养产业高质量发展情况" * 3


def bottoms(field: LineField) -> list[float]:
    layout = field.document().firstBlock().layout()
    return [layout.lineAt(at).rect().bottom() for at in range(layout.lineCount())]


@pytest.mark.parametrize("room", [1, 40, 75, 100, 130, 900])
@pytest.mark.parametrize("high", [False, True], ids=["its face", "a higher face"])
def test_no_line_is_cut_through(qtbot: QtBot, theme: Theme, room: int, high: bool) -> None:
    field = LineField()
    qtbot.addWidget(field)
    field.set_face(theme.font("headline"))
    field.resize(420, 40)
    field.show()
    field.show_text(CHINESE)
    if high:
        # As with a machine's Chinese face, whose lines are higher than those of the Latin one.
        form = QTextCharFormat()
        form.setFontPointSize(1.4 * field.document().defaultFont().pointSizeF())
        cursor = QTextCursor(field.document())
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.mergeCharFormat(form)
    field.give_room(room)
    ends = bottoms(field)
    assert len(ends) > 5
    assert min(abs(field.height() - end) for end in ends) <= 1
    assert field.height() <= max(room, ends[0]) + 1
    # All the ink of the first line is below its upper edge.
    first = field.document().firstBlock().layout().lineAt(0)
    tops = [run.boundingRect().top() for run in first.glyphRuns()]
    assert min(tops) >= -1


@pytest.mark.parametrize("height", [60, 90, 140, 220, 400])
def test_labels_and_fields_keep_their_distance(qtbot: QtBot, theme: Theme, height: int) -> None:
    title = TitleBlock(theme)
    qtbot.addWidget(title)
    title.resize(420, 600)
    title.show()
    title.headline.show_text(CHINESE)
    title.deck.show_text(CHINESE)
    title.give_room(height)
    title.resize(420, title.sizeHint().height())
    qtbot.waitUntil(lambda: title.deck.y() >= title.headline.geometry().bottom())
    labels = [row for row in title.label_rows if not row.isHidden()]
    assert bool(labels) == (height >= 130)
    for row, field in zip(labels, (title.headline, title.deck), strict=False):
        assert field.y() - row.geometry().bottom() >= theme.space(1)
    assert title.deck.y() - title.headline.geometry().bottom() >= theme.space(1)
    assert title.sizeHint().height() <= max(height, 100)
