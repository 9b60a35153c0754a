"""The preview follows after a pause: a changed page until it stands there, beside what the web
engine needs to load a small page."""

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWebEngineCore import QWebEnginePage, QWebEngineProfile
from PySide6.QtWebEngineWidgets import QWebEngineView
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from editor.publish.page import PageRenderer
from editor.story.document import Document, Paragraph, PhotoBlock
from editor.story.runs import Run
from editor.story.snapshot import Snapshot
from editor.ui.preview.preview_pane import PreviewPane
from editor.ui.preview.scheme import introduce_scheme, register_page_scheme
from editor.ui.theme import Theme
from tests.benchmarks.conftest import ENGINE_SAYS, Ratio, median, percentile, side_by_side, times
from tests.benchmarks.texts import paragraphs
from tests.trials import preview_samples as samples
from tests.trials.preview import DrawnPictures

WORDS, PHOTOS, ROUNDS = 1_000, 5, 15
# 100 ms where the load of a small page took 260.
BUDGET = 100 / 260
SMALL = "<!doctype html><title>Small</title><p>A page of one paragraph.</p>"

pytestmark = pytest.mark.qt_log_ignore(*ENGINE_SAYS, extend=True)


def snapshot(version: int) -> Snapshot:
    """The story with one paragraph in its middle changed."""
    texts = paragraphs(WORDS)
    texts[len(texts) // 2] += f" Version {version}."
    blocks: list[Paragraph | PhotoBlock] = [Paragraph((Run(text),)) for text in texts]
    for number in range(1, PHOTOS):
        blocks.insert(number * 5, PhotoBlock(f"p{number}"))
    story = replace(samples.story(photos=PHOTOS), body=Document(tuple(blocks)))
    return samples.snapshot(story)


@pytest.fixture
def profile(qtbot: QtBot) -> Iterator[QWebEngineProfile]:
    register_page_scheme()
    introduce_scheme()
    profile = QWebEngineProfile()
    yield profile
    # Pages before their profile, or the engine complains.
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    profile.deleteLater()


def test_page(
    qtbot: QtBot,
    qapp: QApplication,
    profile: QWebEngineProfile,
    record: Callable[[Ratio], None],
    benchmark: object,
) -> None:
    pane = PreviewPane(Theme(qapp, "light"), DrawnPictures())
    qtbot.addWidget(pane)
    pane.resize(700, 600)
    pane.show()
    renderer = PageRenderer()
    versions = iter(range(1_000))

    def refresh() -> None:
        with qtbot.waitSignal(pane.page_shown, timeout=20_000):
            changed = snapshot(next(versions))
            pane.show_page(renderer.page(changed), changed)

    def load() -> None:
        view = QWebEngineView()
        page = QWebEnginePage(profile, view)
        view.setPage(page)
        view.resize(700, 600)
        view.show()
        with qtbot.waitSignal(page.loadFinished, timeout=20_000):
            page.setHtml(SMALL)
        view.close()
        view.deleteLater()

    def load_anew() -> None:
        # Another story: nothing of the page that stands there may stay.
        with qtbot.waitSignal(pane.page_shown, timeout=20_000):
            number = next(versions)
            other = replace(snapshot(number), story_id=f"{number:032x}")
            pane.show_page(renderer.page(other), other)

    ours, reference = side_by_side(refresh, load, ROUNDS)
    what = "page refreshed, 1,000 words, 5 photos"
    small = "small page in a new view"
    record(Ratio(f"{what}, p50", small, median(ours), median(reference), BUDGET))
    record(Ratio(f"{what}, p95", "100 ms", percentile(ours, 0.95), 0.100, 1.0))
    anew = times(load_anew, 8)[1:]
    record(Ratio(f"{what}, p50", "the same loaded anew", median(ours), median(anew), 1.0))
    benchmark.pedantic(refresh, rounds=1)  # type: ignore[attr-defined]
    pane.shut_down()
