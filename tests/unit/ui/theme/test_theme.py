"""The look is chosen, follows the system while it runs, and icons go along."""

import re
from importlib.resources import files
from pathlib import Path
from types import SimpleNamespace

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QIcon, QPalette
from PySide6.QtWidgets import QApplication, QPushButton, QToolButton
from pytestqt.qtbot import QtBot

from editor.ui.theme import Theme
from editor.ui.theme.theme import Palette, fill_style_sheet
from editor.ui.theme.type_faces import CJK_SANS, ROLES


def ink_of(icon: QIcon) -> str:
    image = icon.pixmap(QSize(16, 16), 1).toImage()
    for x in range(image.width()):
        for y in range(image.height()):
            if image.pixelColor(x, y).alpha() == 255:
                return image.pixelColor(x, y).name()
    return ""


def test_applying_gives_the_application_palette_and_style_sheet(
    theme: Theme, qapp: QApplication
) -> None:
    assert qapp.palette().color(QPalette.ColorRole.Base) == theme.color("paper")
    assert theme.color("accent").name() in qapp.styleSheet().lower()
    assert "@" not in qapp.styleSheet()


def test_choosing_the_dark_look_changes_everything_and_says_so(
    theme: Theme, qapp: QApplication, qtbot: QtBot
) -> None:
    light = theme.color("paper")
    with qtbot.waitSignal(theme.changed):
        theme.choose("dark")
    assert theme.is_dark
    assert theme.choice == "dark"
    assert theme.color("paper") != light
    assert qapp.palette().color(QPalette.ColorRole.Base) == theme.color("paper")


def test_choosing_the_look_one_has_changes_nothing(theme: Theme, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(theme.changed):
        theme.choose("light")


def test_a_look_that_does_not_exist_is_refused(theme: Theme) -> None:
    with pytest.raises(ValueError, match="sepia"):
        theme.choose("sepia")


def test_a_remembered_choice_that_makes_no_sense_follows_the_system(qapp: QApplication) -> None:
    assert Theme(qapp, "sepia").choice == "system"


def test_the_look_follows_the_system_while_the_program_runs(theme: Theme, qtbot: QtBot) -> None:
    theme.choose("system")
    system = QApplication.styleHints().colorSchemeChanged
    with qtbot.waitSignal(theme.changed):
        system.emit(Qt.ColorScheme.Dark)
    assert theme.is_dark
    with qtbot.waitSignal(theme.changed):
        system.emit(Qt.ColorScheme.Light)
    assert not theme.is_dark


def test_a_look_chosen_by_the_person_does_not_follow_the_system(theme: Theme, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(theme.changed):
        QApplication.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    assert not theme.is_dark


def test_a_button_keeps_its_icon_in_the_colours_of_the_look(theme: Theme, qtbot: QtBot) -> None:
    button = QToolButton()
    qtbot.addWidget(button)
    theme.put_icon(button, "bold", "danger")
    assert ink_of(button.icon()) == theme.color("danger").name()
    theme.choose("dark")
    assert ink_of(button.icon()) == theme.color("danger").name()


def test_a_button_given_another_icon_wears_only_the_last(theme: Theme, qtbot: QtBot) -> None:
    button = QToolButton()
    qtbot.addWidget(button)
    theme.put_icon(button, "bold", "danger")
    theme.put_icon(button, "bold", "success")
    theme.choose("dark")
    assert ink_of(button.icon()) == theme.color("success").name()


def test_words_on_a_button_keep_their_distance_from_its_icon(theme: Theme, qtbot: QtBot) -> None:
    button = QPushButton("Add photo…")
    qtbot.addWidget(button)
    theme.put_icon(button, "image-plus")
    assert button.iconSize().width() > button.iconSize().height()


def test_an_unknown_colour_is_an_error(theme: Theme) -> None:
    with pytest.raises(KeyError):
        theme.color("inc")


def test_distances_lie_on_a_grid_of_four(theme: Theme) -> None:
    assert [theme.space(step) for step in (1, 2, 3, 4, 6)] == [4, 8, 12, 16, 24]


def test_type_grows_with_the_size_set_for_the_system(theme: Theme, qapp: QApplication) -> None:
    small = theme.font("headline").pointSizeF()
    before = qapp.font()
    larger = qapp.font()
    larger.setPointSizeF(before.pointSizeF() * 2)
    qapp.setFont(larger)
    try:
        assert Theme(qapp).font("headline").pointSizeF() > 1.8 * small
    finally:
        qapp.setFont(before)


def test_type_that_is_set_in_pixels_has_sizes_too(qapp: QApplication) -> None:
    before = qapp.font()
    pixels = qapp.font()
    pixels.setPixelSize(20)
    qapp.setFont(pixels)
    try:
        assert Theme(qapp).font("headline").pixelSize() == 44
    finally:
        qapp.setFont(before)


def test_every_role_has_a_chinese_face_behind_it_where_one_is_installed(theme: Theme) -> None:
    installed = set(theme.font("ui").families()) & set(CJK_SANS)
    for role in ROLES:
        assert installed <= set(theme.font(role).families()), role


def test_a_finer_screen_has_everything_drawn_again(theme: Theme, qtbot: QtBot) -> None:
    button = QPushButton()
    qtbot.addWidget(button)
    theme.put_icon(button, "bold", "ink")
    screens: list[FineScreen] = [FineScreen()]
    theme._app = SimpleNamespace(screens=lambda: screens)  # type: ignore[assignment]
    with qtbot.waitSignal(theme.changed):
        theme._follow_screens()
    assert button.icon().pixmap(QSize(16, 16), 2).size() == QSize(32, 32)
    with qtbot.assertNotEmitted(theme.changed):
        theme._follow_screens()


class FineScreen:
    def devicePixelRatio(self) -> float:
        return 1.75


THEMES = Path(str(files("resources") / "themes"))


def test_every_token_is_replaced_and_remarks_are_left_out() -> None:
    """The one style sheet is filled in whole, and its small drawings keep to the palette."""
    sheet = fill_style_sheet("/* @ink */ a { color: @ink-soft; }", {"ink-soft": "#112233"})
    assert sheet.strip() == "a { color: #112233; }"


def test_a_token_without_a_value_is_an_error() -> None:
    with pytest.raises(KeyError):
        fill_style_sheet("a { color: @inc; }", {"ink": "#112233"})


def test_the_sheet_names_no_colour_of_its_own() -> None:
    sheet = (THEMES / "galley.qss").read_text("utf-8")
    rules = re.sub(r"/\*.*?\*/", "", sheet, flags=re.DOTALL)
    assert re.findall(r"#[0-9a-fA-F]{3,8}\b|\brgba?\(", rules) == []


def test_every_drawing_the_sheet_shows_is_there_for_both_looks() -> None:
    sheet = (THEMES / "galley.qss").read_text("utf-8")
    names = set(re.findall(r'@marks/([\w-]+\.svg)"', sheet))
    assert names
    for look in ("light", "dark"):
        assert names <= {file.name for file in (THEMES / look).iterdir()}


@pytest.mark.parametrize("look", ["light", "dark"])
def test_the_drawings_use_colours_of_their_palette_only(look: str) -> None:
    tokens = {value.lower() for value in Palette.read(THEMES / f"{look}.toml").tokens.values()}
    for file in (THEMES / look).glob("*.svg"):
        used = set(re.findall(r"#[0-9a-f]{6}", file.read_text("utf-8").lower()))
        assert used, file.name
        assert used <= tokens, file.name
