"""Colours can be read, in the light and in the dark, and have the same names in both."""

from importlib.resources import files
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QPalette

from editor.story.story import Status
from editor.ui.theme.theme import Palette

THEMES = files("resources") / "themes"
GROUNDS = ("paper", "panel", "canvas", "hover")
TEXT_PAIRS = (
    *((text, ground) for text in ("ink", "ink-soft", "ink-faint") for ground in GROUNDS),
    *((text, ground) for text in ("accent", "warning", "danger", "success") for ground in GROUNDS),
    ("ink", "pressed"),
    ("ink-soft", "pressed"),
    ("ink", "accent-soft"),
    ("ink-soft", "accent-soft"),
    ("ink-faint", "accent-soft"),
    ("accent", "accent-soft"),
    ("on-accent", "accent"),
    ("on-accent", "accent-strong"),
    ("ink", "warning-soft"),
    ("warning", "warning-soft"),
    ("ink", "danger-soft"),
    ("danger", "danger-soft"),
    ("ink", "success-soft"),
    ("success", "success-soft"),
    ("selection-ink", "selection"),
    ("ink", "selection"),
    ("tip-ink", "tip"),
    *((f"status-{status.value}", f"status-{status.value}-soft") for status in Status),
)


def read(name: str) -> Palette:
    return Palette.read(THEMES / f"{name}.toml")


def luminance(color: QColor) -> float:
    """Relative luminance, WCAG 2.2."""

    def linear(part: float) -> float:
        return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4

    red, green, blue = (linear(part) for part in (color.redF(), color.greenF(), color.blueF()))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: QColor, other: QColor) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def test_both_palettes_know_the_same_names() -> None:
    assert set(read("light").tokens) == set(read("dark").tokens)


@pytest.mark.parametrize("look", ["light", "dark"])
def test_every_text_reads_on_its_ground(look: str) -> None:
    palette = read(look)
    faint = {
        (text, ground): round(contrast(palette.color(text), palette.color(ground)), 2)
        for text, ground in TEXT_PAIRS
        if contrast(palette.color(text), palette.color(ground)) < 4.5
    }
    assert faint == {}


@pytest.mark.parametrize("look", ["light", "dark"])
def test_lines_under_words_stand_out_from_every_ground(look: str) -> None:
    palette = read(look)
    for mark in ("mark-unknown", "mark-name", "mark-slip"):
        for ground in ("paper", "panel", "selection"):
            assert contrast(palette.color(mark), palette.color(ground)) >= 3, (mark, ground)


@pytest.mark.parametrize("look", ["light", "dark"])
def test_the_focus_ring_stands_out_from_every_ground(look: str) -> None:
    palette = read(look)
    for ground in GROUNDS:
        assert contrast(palette.color("focus"), palette.color(ground)) >= 3


@pytest.mark.parametrize("look", ["light", "dark"])
def test_qt_paints_its_own_parts_in_readable_pairs(look: str) -> None:
    palette = read(look).qt_palette()
    role = QPalette.ColorRole
    for text, ground in (
        (role.WindowText, role.Window),
        (role.Text, role.Base),
        (role.PlaceholderText, role.Base),
        (role.ButtonText, role.Button),
        (role.HighlightedText, role.Highlight),
        (role.ToolTipText, role.ToolTipBase),
        (role.Link, role.Base),
    ):
        assert contrast(palette.color(text), palette.color(ground)) >= 4.5, text


def test_a_palette_with_something_else_than_colours_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "odd.toml"
    file.write_text('ink = "#12"\n', "utf-8")
    with pytest.raises(ValueError, match=r"odd\.toml: ink is not a colour"):
        Palette.read(file)
