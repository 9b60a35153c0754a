"""The one style sheet is filled in whole, and its small drawings keep to the palette."""

import re
from importlib.resources import files
from pathlib import Path

import pytest

from editor.ui.theme.palette import Palette
from editor.ui.theme.style_sheet import fill_style_sheet

THEMES = Path(str(files("resources") / "themes"))


def test_every_token_is_replaced_and_remarks_are_left_out() -> None:
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
