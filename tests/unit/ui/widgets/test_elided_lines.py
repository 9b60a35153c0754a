"""A headline is broken over two lines and cut there, in any script."""

from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QApplication

from editor.ui.widgets.elided_lines import elided_lines

LONG = "Nantong port sees record exports as three new shipping routes to Europe open"


def test_a_short_headline_takes_one_line(qapp: QApplication) -> None:
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
