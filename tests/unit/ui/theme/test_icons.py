"""Icons are bundled, sharp, and in the colour that was asked for."""

import re
from importlib.resources import files
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QIcon, QPixmap
from PySide6.QtWidgets import QApplication

from editor.ui.theme.theme import Icons

COLORS = {"ink": "#112233", "accent": "#445566", "danger": "#778899", "line-strong": "#aabbcc"}
ICON_CALLS = re.compile(r"(?:\.icon\(|\.pixmap\(|put_icon\([\w.]+, )\"([a-z0-9-]+)\"")
SOURCES = Path(__file__).parents[4] / "editor" / "ui"


@pytest.fixture
def icons(qapp: QApplication) -> Icons:
    return Icons(files("resources") / "icons", COLORS, {1, 2})


def inks(pixmap: QPixmap) -> set[str]:
    """Colours of the fully covered pixels."""
    image = pixmap.toImage()
    pixels = (image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height()))
    return {QColor(pixel.rgb()).name() for pixel in pixels if pixel.alpha() == 255}


def test_an_icon_is_drawn_in_the_colour_that_was_asked_for(icons: Icons) -> None:
    assert inks(icons.icon("bold", "danger").pixmap(QSize(32, 32), 1)) == {"#778899"}


def test_a_checked_icon_is_in_the_accent_and_a_disabled_one_pale(icons: Icons) -> None:
    icon = icons.icon("bold", "ink")
    checked = icon.pixmap(QSize(20, 20), 1, QIcon.Mode.Normal, QIcon.State.On)
    disabled = icon.pixmap(QSize(20, 20), 1, QIcon.Mode.Disabled, QIcon.State.Off)
    assert inks(checked) == {"#445566"}
    assert inks(disabled) == {"#aabbcc"}


def test_a_fine_screen_gets_an_icon_of_its_own_pixels(icons: Icons) -> None:
    pixmap = icons.icon("bold", "ink").pixmap(QSize(16, 16), 2)
    assert pixmap.size() == QSize(32, 32)
    assert pixmap.devicePixelRatio() == 2


def test_nothing_is_drawn_for_a_screen_that_is_not_there(qapp: QApplication) -> None:
    icons = Icons(files("resources") / "icons", COLORS, {1})
    sizes = {size.toTuple() for size in icons.icon("bold", "ink").availableSizes()}
    assert sizes == {(16, 16)}


def test_a_finer_screen_that_is_plugged_in_gets_icons_of_its_own_pixels(
    qapp: QApplication,
) -> None:
    icons = Icons(files("resources") / "icons", COLORS, {1})
    coarse = icons.icon("bold", "ink")
    assert icons.draw_for({2})
    fine = icons.icon("bold", "ink")
    assert coarse.pixmap(QSize(16, 16), 2).size() == QSize(16, 16)  # the largest there is
    assert fine.pixmap(QSize(16, 16), 2).size() == QSize(32, 32)
    assert fine.pixmap(QSize(16, 16), 1).size() == QSize(16, 16)
    assert not icons.draw_for({1, 2})


def test_a_gap_leaves_room_at_the_right_for_a_buttons_words(icons: Icons) -> None:
    image = icons.icon("bold", "ink", gap=4).pixmap(QSize(20, 16), 1).toImage()
    assert image.size() == QSize(20, 16)
    assert all(image.pixelColor(x, y).alpha() == 0 for x in range(16, 20) for y in range(16))


def test_an_icon_is_drawn_only_once(icons: Icons) -> None:
    assert icons.icon("bold", "ink").cacheKey() == icons.icon("bold", "ink").cacheKey()


def test_an_icon_that_is_not_bundled_is_an_error(icons: Icons) -> None:
    with pytest.raises(FileNotFoundError):
        icons.icon("no-such-icon", "ink")


def test_every_icon_the_window_asks_for_by_name_is_bundled() -> None:
    asked = {
        name
        for source in SOURCES.rglob("*.py")
        for name in ICON_CALLS.findall(source.read_text("utf-8"))
    }
    bundled = {Path(str(each)).stem for each in (files("resources") / "icons").iterdir()}
    assert asked
    assert asked <= bundled


def test_the_icons_come_with_their_licence() -> None:
    text = (files("resources") / "icons" / "LICENSE-lucide.txt").read_text("utf-8")
    assert "ISC License" in text
