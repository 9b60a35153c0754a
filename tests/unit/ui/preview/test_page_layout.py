"""The page as the web engine lays it out: one edge for the eye, no bar where a line begins."""

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from editor.publish.page import PageRenderer
from editor.story.outlet import NavItem
from editor.ui.preview.preview_pane import PreviewPane
from editor.ui.preview.web_page import WebPage
from tests.trials import preview_samples as samples

APPLICATION = 1  # the world of the preview's own scripts; the page's runs none
WIDTHS = (390, 820, 1440)

pytestmark = pytest.mark.qt_log_ignore(
    "QRhiGles2: Failed",
    "Failed to create RHI",
    "[Vv]ulkan",
    "GBM is not supported",
    "Sandboxing disabled by user",
    extend=True,
)

# Where the type itself begins: the box of a heading says nothing of its letters.
STARTS = """(() => {
  const start = (selector) => {
    const one = document.querySelector(selector), range = document.createRange();
    range.selectNodeContents(one);
    return (one.matches("img") ? one.getBoundingClientRect() : range.getClientRects()[0]).left;
  };
  return JSON.stringify(Object.fromEntries(
    [".outlet a", ".masthead li a", "h1", ".byline", ".lead img", ".deck", ".body > p",
     ".lead figcaption", ".imprint li a", ".imprint p"].map((each) => [each, start(each)])));
})()"""

# Of every line of the footer's navigation: how far its first bar lies outside what is seen.
FIRST_BARS = """(() => {
  const nav = document.querySelector(".imprint nav");
  const seen = nav.getBoundingClientRect(), entries = [...nav.querySelectorAll("li")];
  const right = document.dir === "rtl";
  const first = entries.filter((each, n) =>
    !n || each.getBoundingClientRect().top > entries[n - 1].getBoundingClientRect().top + 2);
  return JSON.stringify({
    clip: getComputedStyle(nav).clipPath, lines: first.length,
    content: entries.map((each) => getComputedStyle(each, "::before").content),
    outside: first.map((each) => {
      const box = each.getBoundingClientRect();
      return right ? box.right - seen.right : seen.left - box.left;
    }),
    wide: document.scrollingElement.scrollWidth - innerWidth,
  });
})()"""


def measured(
    qtbot: QtBot, pane: PreviewPane, width: int, script: str, **changed: Any
) -> dict[str, Any]:
    navigation = (
        *samples.OUTLET.navigation,
        NavItem("Exhibitions, museums and intangible heritage", "heritage"),
        NavItem("联系我们", "contact"),
    )
    outlet = replace(samples.OUTLET, navigation=navigation)
    story = replace(samples.story(paragraphs=2, photos=2), **changed)
    pane.resize(width, 900)
    pane.set_page_width("phone" if width < 820 else "tablet" if width < 1180 else "desktop")
    with qtbot.waitSignal(pane.page_shown):
        pane.show_page(PageRenderer().page(samples.snapshot(story, outlet)))
    answers: list[Any] = []

    def ask() -> bool:
        page = pane.findChildren(WebPage)[0]
        page.runJavaScript(script, APPLICATION, lambda said: answers.append(said or ""))
        qtbot.waitUntil(lambda: bool(answers))
        # The page is scaled to its width a moment after it came.
        page.runJavaScript("innerWidth", APPLICATION, answers.append)
        qtbot.waitUntil(lambda: len(answers) > 1)
        told, room = answers
        answers.clear()
        if abs(float(room) - width) > 2 or not told:
            return False
        result.update(json.loads(told))
        return True

    result: dict[str, Any] = {}
    qtbot.waitUntil(ask)
    return result


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("width", WIDTHS)
def test_name_headline_photo_and_text_begin_at_one_edge(
    qtbot: QtBot, make_pane: Callable[..., PreviewPane], width: int, language: str
) -> None:
    starts = measured(qtbot, make_pane(), width, STARTS, language=language)
    assert len(starts) == 10
    spread = max(starts.values()) - min(starts.values())
    assert spread <= 1.5, starts


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("width", WIDTHS)
def test_no_line_of_the_footer_begins_with_a_bar(
    qtbot: QtBot, make_pane: Callable[..., PreviewPane], width: int, language: str
) -> None:
    bars = measured(qtbot, make_pane(), width, FIRST_BARS, language=language)
    assert bars["lines"] > 1 or width == 1440
    # A ring of eight pixels around it is seen; the bars where lines begin lie beyond.
    assert bars["clip"] == "inset(-8px)"
    assert all(outside > 9 for outside in bars["outside"]), bars
    assert set(bars["content"]) == {'""'}, "a bar must not be a sign that is read aloud"
    assert bars["wide"] <= 0
