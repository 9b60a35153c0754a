"""Labels that are cut, chips, banners, empty places, and fields that scrolling leaves alone."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QFont, QFontMetrics, QWheelEvent
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from editor.story.story import Status
from editor.ui.theme import Theme
from editor.ui.widgets.labels import Chip, ElidedLabel, FlowLayout, elided_lines
from editor.ui.widgets.notices import Banner, EmptyState
from editor.ui.widgets.text_field import (
    CalmComboBox,
    CalmDateTimeEdit,
    CalmDoubleSpinBox,
    CalmSpinBox,
)


def wheel(widget: QWidget) -> QWheelEvent:
    event = QWheelEvent(
        QPointF(5, 5),
        QPointF(widget.mapToGlobal(QPoint(5, 5))),
        QPoint(),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(widget, event)
    return event


def test_a_label_is_cut_where_room_ends_and_tells_the_rest_on_hovering(qtbot: QtBot) -> None:
    label = ElidedLabel(
        "微信图片_20261121093000_南通市如东县栟茶镇.jpg", mode=Qt.TextElideMode.ElideMiddle
    )
    qtbot.addWidget(label)
    label.resize(120, 20)
    label.show()
    assert "…" in label.shown_text
    assert label.shown_text.endswith(".jpg")
    assert label.text().startswith("微信图片_2026")
    assert label.toolTip() == label.text()


def test_a_label_with_room_tells_nothing_on_hovering(qtbot: QtBot) -> None:
    label = ElidedLabel("wheat.jpg")
    qtbot.addWidget(label)
    label.resize(400, 20)
    assert label.shown_text == "wheat.jpg"
    assert label.toolTip() == ""


def test_a_file_name_with_an_ampersand_is_shown_as_it_is(theme: Theme, qtbot: QtBot) -> None:
    label = ElidedLabel("R&D <b>.jpg")
    qtbot.addWidget(label)
    label.resize(400, 20)
    assert label.shown_text == "R&D <b>.jpg"


def test_a_status_is_always_a_word_and_a_colour(theme: Theme, qtbot: QtBot) -> None:
    chip = Chip()
    qtbot.addWidget(chip)
    colors: set[str] = set()
    for status in Status:
        chip.show_status(status)
        assert chip.text() == str(status.label)
        chip.ensurePolished()
        colors.add(chip.palette().color(chip.foregroundRole()).name())
    assert len(colors) == len(Status)


def test_a_banner_says_its_sentence_and_offers_its_actions(theme: Theme, qtbot: QtBot) -> None:
    banner = Banner(theme, "The disk is full.", "danger", ["Save a copy elsewhere…"])
    qtbot.addWidget(banner)
    assert banner.accessibleName() == "The disk is full."
    button = banner.button("Save a copy elsewhere…")
    with qtbot.waitSignal(button.clicked):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    banner.say("There is room again.", "success")
    assert (banner.text, banner.kind) == ("There is room again.", "success")


def test_an_empty_place_says_what_to_do(theme: Theme, qtbot: QtBot) -> None:
    empty = EmptyState(theme, "newspaper")
    qtbot.addWidget(empty)
    empty.say("No stories yet", "Begin one.", "New story")
    assert empty.words == ("No stories yet", "Begin one.")
    with qtbot.waitSignal(empty.activated):
        qtbot.mouseClick(empty.button, Qt.MouseButton.LeftButton)
    empty.say("Nothing here", "")
    assert empty.button.isHidden()


def test_scrolling_past_a_choice_does_not_change_it(qtbot: QtBot) -> None:
    box = CalmComboBox()
    qtbot.addWidget(box)
    box.addItems(["News", "Government"])
    event = wheel(box)
    assert box.currentText() == "News"
    assert not event.isAccepted()


def test_scrolling_past_a_date_does_not_change_it(qtbot: QtBot) -> None:
    field = CalmDateTimeEdit()
    qtbot.addWidget(field)
    before = field.dateTime()
    wheel(field)
    assert field.dateTime() == before


@pytest.mark.parametrize("kind", [CalmSpinBox, CalmDoubleSpinBox])
def test_scrolling_past_a_number_does_not_change_it(
    qtbot: QtBot, kind: type[CalmSpinBox] | type[CalmDoubleSpinBox]
) -> None:
    field = kind()
    field.setRange(-9, 9)
    qtbot.addWidget(field)
    assert not wheel(field).isAccepted()
    assert field.value() == 0
    field.show()
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    wheel(field)
    assert field.value() != 0


def test_parts_flow_on_to_the_next_line_and_the_last_takes_the_rest(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    flow = FlowLayout(window, 4)
    flow.setContentsMargins(0, 0, 0, 0)
    parts = [QLabel("a") for _ in range(4)]
    for part in parts:
        part.setFixedHeight(20)
        part.setMinimumWidth(90)
        flow.addWidget(part)
    assert flow.heightForWidth(1000) < flow.heightForWidth(200)
    flow.setGeometry(QRect(0, 0, 200, 100))
    assert parts[0].y() == parts[1].y() < parts[2].y()
    assert parts[3].geometry().right() + 1 == 200


def test_a_part_taken_out_leaves_no_gap(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    flow = FlowLayout(window, 4)
    first, second = QLabel("first"), QLabel("second")
    flow.addWidget(first)
    flow.insert_widget(0, second)
    assert flow.itemAt(0).widget() is second
    flow.removeWidget(second)
    assert flow.count() == 1
    assert flow.itemAt(1) is None


LONG = "Nantong port sees record exports as three new shipping routes to Europe open"


def test_a_short_headline_takes_one_line(qapp: QApplication) -> None:
    """A headline is broken over two lines and cut there, in any script."""
    assert elided_lines("Sister cities sign accord", QFont(), 400, 2) == [
        "Sister cities sign accord"
    ]


def test_a_long_one_is_cut_at_the_end_of_the_second_line(qapp: QApplication) -> None:
    first, second = elided_lines(LONG, QFont(), 180, 2)
    assert LONG.startswith(first)
    assert second.endswith("…")
    assert LONG[len(first) :].lstrip().startswith(second[:5])


def test_chinese_breaks_without_blanks(qapp: QApplication) -> None:
    text = "南通市崇川区历史文化街区焕新开放夜间经济点亮濠河两岸吸引大量游客"
    lines = elided_lines(text, QFont(), 150, 2)
    assert len(lines) == 2
    assert text.startswith(lines[0])


def test_no_headline_takes_no_harm(qapp: QApplication) -> None:
    assert "".join(elided_lines("", QFont(), 100, 2)) == ""


@settings(max_examples=60, deadline=None)
@given(st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "Zs", "So"]), max_size=120))
def test_no_line_is_wider_than_its_room_and_nothing_is_invented(
    qapp: QApplication, text: str
) -> None:
    width = 160
    lines = elided_lines(text, QFont(), width, 2)
    assert len(lines) <= 2
    for line in lines[-1:]:
        assert QFontMetrics(QFont()).horizontalAdvance(line) <= width + 1
    if lines and not lines[-1].endswith("…"):
        assert "".join("".join(lines).split()) == "".join(text.split())
