"""The site's templates and its style sheet."""

import re
import subprocess
import sys
from importlib.resources import files
from pathlib import Path

import pytest

from editor.publish.templates import SiteTemplates

SITE = files("resources") / "site"
STYLE = (SITE / "page.css").read_text("utf-8")
TEMPLATES = [file.name for file in SITE.iterdir() if file.name.endswith(".j2")]


def test_the_style_sheets_name_changes_with_its_content() -> None:
    templates = SiteTemplates()

    assert templates.style == STYLE.encode()
    assert re.fullmatch(r"assets/[0-9a-f]{16}\.css", templates.style_path)


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_template_has_no_script_style_or_handler_of_its_own(name: str) -> None:
    text = (SITE / name).read_text("utf-8")

    assert re.findall(r"<script[^>]*>", text) in ([], ['<script type="application/ld+json">'])
    assert not re.search(r"<style|\sstyle=|\son\w+=|https?://|\|\s*safe", text)


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_template_quotes_attributes_with_double_quotes_only(name: str) -> None:
    # The renderer prints apostrophes as they are.
    assert not re.search(r"[\w-]+=(?:'|\{\{)", (SITE / name).read_text("utf-8"))


def test_the_style_sheet_loads_nothing() -> None:
    assert not re.search(r"url\(|@import|image-set|@font-face|\\|//", STYLE)


def test_moving_parts_are_for_those_who_want_them() -> None:
    before, _, _ = STYLE.partition("@media (prefers-reduced-motion: no-preference)")

    assert "transition" not in before
    assert "animation" not in STYLE


def test_paper_gets_its_own_style() -> None:
    printed = STYLE[STYLE.index("@media print") :]

    assert "size: A4" in printed
    assert re.search(r"nav \{ display: none", printed)
    assert "attr(href)" in printed


@pytest.mark.parametrize(
    ("ink", "paper"),
    [
        ("ink", "paper"),
        ("ink", "shade"),
        ("quiet", "paper"),
        ("quiet", "shade"),
        ("accent", "paper"),
        ("link", "paper"),
        ("paper", "accent"),
        ("paper", "ink"),
    ],
)
def test_every_text_can_be_read_on_its_ground(ink: str, paper: str) -> None:
    assert contrast(colour(ink), colour(paper)) >= 4.5


def colour(name: str) -> str:
    found = re.search(rf"--{name}: #([0-9a-f]{{6}});", STYLE)
    assert found, f"the style sheet has no colour {name}"
    return found[1]


def contrast(first: str, second: str) -> float:
    """WCAG 2.2, "contrast ratio"."""
    lighter, darker = sorted((luminance(first), luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_the_template_engine_is_loaded_with_the_first_page_and_not_before() -> None:
    # Start-up pays for it otherwise, whether or not a page is ever shown.
    asked = "import sys, editor.publish.page as p; p.PageRenderer(); print('jinja2' in sys.modules)"
    root = Path(__file__).parents[3]
    run = subprocess.run(
        [sys.executable, "-c", asked], cwd=root, capture_output=True, text=True, check=True
    )

    assert run.stdout.strip() == "False"
