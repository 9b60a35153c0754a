"""A theme, a renderer and pictures for the preview's tests; panes that are always shut down."""

import sys
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from editor.publish.page import PageRenderer
from editor.ui.preview.preview_pane import PreviewPane
from editor.ui.preview.shown_page import PageSource
from editor.ui.theme import Theme
from tests.trials.preview import DrawnPictures

MakePane = Callable[..., PreviewPane]


@pytest.fixture
def theme(qapp: QApplication) -> Theme:
    return Theme(qapp, "light")


@pytest.fixture(scope="session")
def renderer() -> PageRenderer:
    return PageRenderer()


@pytest.fixture
def make_pane(qtbot: QtBot, theme: Theme) -> Iterator[MakePane]:
    panes: list[PreviewPane] = []

    def make(source: PageSource | None = None) -> PreviewPane:
        pane = PreviewPane(theme, source or DrawnPictures())
        panes.append(pane)
        qtbot.addWidget(pane)
        pane.resize(700, 600)
        pane.show()
        return pane

    yield make
    for pane in panes:
        pane.shut_down()


@pytest.fixture
def without_web_engine(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine on which the web engine cannot be loaded."""
    for module in [name for name in sys.modules if name.startswith("editor.ui.preview.")]:
        if module.endswith((".engine", ".web_page", ".page_handler")):
            monkeypatch.delitem(sys.modules, module)
    for module in ("PySide6.QtWebEngineCore", "PySide6.QtWebEngineWidgets"):
        monkeypatch.setitem(sys.modules, module, None)
