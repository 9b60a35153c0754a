"""The preview with the real web engine: what it shows is the page, and nothing else happens."""

import http.server
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWebEngineCore import QWebEnginePage, QWebEngineSettings
from PySide6.QtWidgets import QAbstractButton, QTextBrowser, QWidget
from pytestqt.qtbot import QtBot

from editor.publish.page import Page, PageRenderer
from editor.story.document import Document, Paragraph
from editor.story.rendition import Rendition
from editor.story.runs import Run
from editor.story.snapshot import Snapshot
from editor.ui.preview.preview_pane import PreviewPane
from editor.ui.preview.web_page import WebPage
from tests.trials import preview_samples as samples

MakePane = Callable[..., PreviewPane]
ROOT = Path(__file__).parents[4]

pytestmark = pytest.mark.qt_log_ignore(
    # A machine without a graphics card, which the engine says and then draws in software.
    "QRhiGles2: Failed",
    "Failed to create RHI",
    "[Vv]ulkan",
    "GBM is not supported",
    "Sandboxing disabled by user",
    extend=True,
)

# The world in which the preview's own script runs; the page's world runs none.
APPLICATION = 1


def snapshot_of(*paragraphs: str, **story: object) -> Snapshot:
    value = samples.story(photos=0, **story)  # pyright: ignore[reportArgumentType]
    body = Document(tuple(Paragraph((Run(text),)) for text in paragraphs))
    return samples.snapshot(replace(value, body=body))


def show(qtbot: QtBot, pane: PreviewPane, page: Page, snapshot: Snapshot | None = None) -> None:
    with qtbot.waitSignal(pane.page_shown):
        pane.show_page(page, snapshot)


def web_page(pane: PreviewPane) -> QWebEnginePage:
    return pane.findChildren(WebPage)[0]


def ask(qtbot: QtBot, pane: PreviewPane, script: str) -> object:
    answers: list[object] = []
    web_page(pane).runJavaScript(script, APPLICATION, answers.append)
    qtbot.waitUntil(lambda: bool(answers))
    return answers[0]


def click_on(qtbot: QtBot, pane: PreviewPane, selector: str) -> None:
    spot = ask(
        qtbot,
        pane,
        f"(() => {{ const e = document.querySelector({selector!r}); e.scrollIntoView();"
        "const r = e.getBoundingClientRect(); return `${r.x + 4} ${r.y + r.height / 2}` })()",
    )
    zoom = web_page(pane).zoomFactor()
    across, down = (float(part) * zoom for part in str(spot).split())
    view = pane.findChildren(WebPage)[0].parent()
    target = view.focusProxy()  # pyright: ignore[reportAttributeAccessIssue]
    qtbot.mouseClick(target, Qt.MouseButton.LeftButton, pos=QPoint(int(across), int(down)))


@pytest.fixture
def pane(make_pane: MakePane) -> PreviewPane:
    return make_pane()


def test_without_a_page_it_says_so_and_no_engine_is_started(pane: PreviewPane) -> None:
    assert not pane.findChildren(WebPage)
    assert "Open a story" in pane.findChildren(type(pane._notice))[0].sentence


def test_a_hidden_pane_starts_no_engine(
    qtbot: QtBot, pane: PreviewPane, renderer: PageRenderer
) -> None:
    pane.hide()
    pane.show_page(renderer.page(snapshot_of("One")))
    assert not pane.findChildren(WebPage)
    with qtbot.waitSignal(pane.page_shown):
        pane.show()


def test_after_many_refreshes_the_page_equals_a_fresh_load_and_stays_where_it_was(
    qtbot: QtBot, make_pane: MakePane, renderer: PageRenderer
) -> None:
    pane, fresh = make_pane(), make_pane()
    for number in (0, 3, 1, 4, 2):
        story = samples.story(paragraphs=14 + number, photos=2 + number % 3)
        body = Document((*story.body.blocks[number:], Paragraph((Run(f"Version {number}"),))))
        snapshot = samples.snapshot(replace(story, body=body, headline=f"Headline {number}"))
        page = renderer.page(snapshot)
        show(qtbot, pane, page, snapshot)
        if number == 0:
            ask(qtbot, pane, "window.scrollTo(0, 400)")
        last = page
    show(qtbot, fresh, last)
    source = "document.documentElement.outerHTML"
    assert ask(qtbot, pane, source) == ask(qtbot, fresh, source)
    assert "Version 2" in str(ask(qtbot, pane, "document.body.textContent"))
    assert ask(qtbot, pane, "document.title") == ask(qtbot, fresh, "document.title")
    assert ask(qtbot, pane, "performance.getEntriesByType('navigation')[0].type") == "navigate"
    assert float(str(ask(qtbot, pane, "window.scrollY"))) > 300


def test_an_unchanged_picture_keeps_its_element_when_text_above_it_is_added(
    qtbot: QtBot, pane: PreviewPane, renderer: PageRenderer
) -> None:
    story = samples.story(paragraphs=6, photos=2)
    show(qtbot, pane, renderer.page(samples.snapshot(story)))
    ask(qtbot, pane, "globalThis.kept = document.querySelector('.body img'); 1")
    body = Document((Paragraph((Run("New at the top"),)), *story.body.blocks))
    show(qtbot, pane, renderer.page(samples.snapshot(replace(story, body=body))))
    assert ask(qtbot, pane, "globalThis.kept === document.querySelector('.body img')") is True


def test_a_page_overtaken_by_a_newer_one_is_never_shown(
    qtbot: QtBot, pane: PreviewPane, renderer: PageRenderer
) -> None:
    pages = [renderer.page(snapshot_of(f"Version {number}")) for number in range(4)]
    show(qtbot, pane, pages[0])
    shown: list[Page] = []
    pane.page_shown.connect(shown.append)
    for page in pages[1:]:
        pane.show_page(page)
    qtbot.waitUntil(lambda: pages[3] in shown)
    assert pages[2] not in shown
    assert "Version 3" in str(ask(qtbot, pane, "document.body.textContent"))


def test_a_story_keeps_its_place_when_its_address_changes_and_another_begins_at_the_top(
    qtbot: QtBot, pane: PreviewPane, renderer: PageRenderer
) -> None:
    def version(slug: str, story_id: str) -> Snapshot:
        return samples.snapshot(replace(samples.story(slug=slug), id=story_id))

    first = version("one", "1" * 32)
    show(qtbot, pane, renderer.page(first), first)
    ask(qtbot, pane, "window.scrollTo(0, 500)")
    place = ask(qtbot, pane, "Math.round(window.scrollY)")
    renamed = version("two", "1" * 32)
    show(qtbot, pane, renderer.page(renamed), renamed)
    assert ask(qtbot, pane, "Math.round(window.scrollY)") == place
    other = version("three", "2" * 32)
    show(qtbot, pane, renderer.page(other), other)
    assert ask(qtbot, pane, "window.scrollY") == 0


def test_a_click_tells_the_block_even_after_empty_paragraphs(
    qtbot: QtBot, pane: PreviewPane, renderer: PageRenderer
) -> None:
    snapshot = snapshot_of("One", "", " ", "Two")
    show(qtbot, pane, renderer.page(snapshot), snapshot)
    with qtbot.waitSignal(pane.paragraph_clicked) as clicked:
        click_on(qtbot, pane, ".body > :nth-child(2)")
    assert clicked.args == [3]


def test_a_link_is_handed_over_and_the_page_stays(
    qtbot: QtBot, pane: PreviewPane, renderer: PageRenderer
) -> None:
    snapshot = snapshot_of("One")
    body = Document((Paragraph((Run("a report", href="https://example.org/report?a=1"),)),))
    page = renderer.page(replace(snapshot, body=body))
    show(qtbot, pane, page)
    address = web_page(pane).url()
    with qtbot.waitSignal(pane.link_activated) as link:
        click_on(qtbot, pane, ".body a")
    assert link.args == ["https://example.org/report?a=1"]
    click_on(qtbot, pane, ".masthead a")  # a page of the site that is not in memory
    assert "a report" in str(ask(qtbot, pane, "document.body.textContent"))
    assert web_page(pane).url() == address


def test_the_layout_is_that_of_the_chosen_width_and_the_bar_says_so(
    qtbot: QtBot, pane: PreviewPane, renderer: PageRenderer
) -> None:
    show(qtbot, pane, renderer.page(snapshot_of("One")))
    for width, pixels in (("desktop", 1180), ("tablet", 820), ("phone", 390)):
        pane.set_page_width(width)
        qtbot.waitUntil(
            lambda pixels=pixels: abs(int(ask(qtbot, pane, "innerWidth")) - pixels) < 3,  # pyright: ignore[reportArgumentType]
        )
    phone = next(b for b in pane.findChildren(QAbstractButton) if b.text() == "Phone")
    assert phone.isChecked()


class _Recorder(http.server.BaseHTTPRequestHandler):
    asked: list[str] = []  # noqa: RUF012 - one server, one test

    def do_GET(self) -> None:
        self.asked.append(self.path)
        self.send_response(200)
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        pass


@pytest.fixture
def elsewhere() -> Iterator[str]:
    """A web server on this machine that writes down who asks it for anything."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), _Recorder)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    _Recorder.asked.clear()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


def test_a_hostile_page_runs_nothing_and_reaches_nobody(
    qtbot: QtBot, pane: PreviewPane, elsewhere: str
) -> None:
    html = f"""<!doctype html><html><head><title>before</title>
    <script>document.title = "ran"; fetch("{elsewhere}/fetched")</script>
    <meta http-equiv="refresh" content="0; url={elsewhere}/refreshed">
    <link rel="stylesheet" href="{elsewhere}/style">
    <link rel="preconnect" href="{elsewhere}"></head>
    <body onload="document.title = 'loaded'"><img src="{elsewhere}/picture" onerror="title = 'x'">
    <img src="file:///etc/hostname"><iframe src="{elsewhere}/frame"></iframe>
    <iframe src="data:text/html,<script>top.document.title='framed'</script>"></iframe>
    <video src="{elsewhere}/video" autoplay></video><p>text</p></body></html>"""
    page = Page("news/index.html", html.encode(), {})
    show(qtbot, pane, page)
    with qtbot.waitSignal(web_page(pane).loadFinished):
        web_page(pane).triggerAction(QWebEnginePage.WebAction.Reload)
        web_page(pane).load(web_page(pane).url())
    # The reload may still make room for the second load, with no page at all for a moment.
    qtbot.waitUntil(lambda: ask(qtbot, pane, "document.title") == "before")
    assert ask(qtbot, pane, "document.title") in {"", "before"}
    assert ask(qtbot, pane, "[...document.images].some(i => i.naturalWidth > 0)") is False
    assert _Recorder.asked == []


def test_every_door_of_the_engine_is_shut(
    qtbot: QtBot, pane: PreviewPane, renderer: PageRenderer
) -> None:
    show(qtbot, pane, renderer.page(snapshot_of("One")))
    page, doors = web_page(pane), QWebEngineSettings.WebAttribute
    for name in (
        "JavascriptEnabled JavascriptCanOpenWindows LocalStorageEnabled WebGLEnabled "
        "LocalContentCanAccessFileUrls LocalContentCanAccessRemoteUrls PluginsEnabled "
        "PdfViewerEnabled NavigateOnDropEnabled AutoLoadIconsForPage ErrorPageEnabled"
    ).split():
        assert not page.settings().testAttribute(doors[name]), name
    assert page.profile().isOffTheRecord()


def test_pictures_are_made_in_the_background_and_shown(
    qtbot: QtBot, pane: PreviewPane, renderer: PageRenderer
) -> None:
    show(qtbot, pane, renderer.page(samples.snapshot(samples.story(photos=2))))
    complete = "[...document.images].filter(i => i.complete && i.naturalWidth > 0).length"
    qtbot.waitUntil(lambda: ask(qtbot, pane, complete) == 2)
    assert str(ask(qtbot, pane, "document.images[0].currentSrc")).endswith(".webp")


class _FailingPictures:
    def rendition(self, rendition: Rendition) -> bytes:
        raise OSError("the original is gone")


def test_a_picture_that_cannot_be_made_is_told_and_the_page_stays(
    qtbot: QtBot, make_pane: MakePane, renderer: PageRenderer
) -> None:
    pane = make_pane(_FailingPictures())
    with qtbot.waitSignal(pane.photo_failed) as failed:
        pane.show_page(renderer.page(samples.snapshot(samples.story(photos=1))))
    assert failed.args == ["the original is gone"]
    assert "Part 1" in str(ask(qtbot, pane, "document.body.textContent"))


class _SlowPictures:
    """Makes nothing until it is let go."""

    def __init__(self) -> None:
        self.begun, self.let_go = threading.Event(), threading.Event()

    def rendition(self, rendition: Rendition) -> bytes:
        self.begun.set()
        self.let_go.wait(60)
        return b"late"


def test_a_pane_that_moves_into_its_own_window_and_back_goes_on_showing(
    qtbot: QtBot, make_pane: MakePane, renderer: PageRenderer
) -> None:
    pane = make_pane()
    show(qtbot, pane, renderer.page(snapshot_of("Docked")))
    window = QWidget()
    qtbot.addWidget(window)
    for number, home in enumerate((window, None)):
        pane.hide()
        pane.setParent(home)
        (home or pane).show()
        pane.show()
        show(qtbot, pane, renderer.page(snapshot_of(f"Moved {number}")))
        assert f"Moved {number}" in str(ask(qtbot, pane, "document.body.textContent"))


def test_closing_a_hidden_pane_ends_its_engine(
    qtbot: QtBot, pane: PreviewPane, renderer: PageRenderer
) -> None:
    show(qtbot, pane, renderer.page(snapshot_of("Seen once")))
    pane.hide()
    pane.close()
    assert not pane.findChildren(WebPage)


def test_closing_while_a_picture_is_being_made_is_clean(
    qtbot: QtBot, make_pane: MakePane, renderer: PageRenderer
) -> None:
    pictures = _SlowPictures()
    pane = make_pane(pictures)
    show(qtbot, pane, renderer.page(samples.snapshot()))
    qtbot.waitUntil(pictures.begun.is_set)
    threading.Timer(0.05, pictures.let_go.set).start()
    pane.close()
    assert not pane.findChildren(WebPage)
    pane.show_page(renderer.page(snapshot_of("Too late")))
    assert not pane.findChildren(WebPage)


@pytest.mark.skipif(sys.platform == "win32", reason="processes are ended otherwise on Windows")
def test_when_the_engines_process_dies_it_says_so_and_can_show_the_page_again(
    qtbot: QtBot, pane: PreviewPane, renderer: PageRenderer
) -> None:
    show(qtbot, pane, renderer.page(snapshot_of("Still here")))
    os.kill(web_page(pane).renderProcessPid(), signal.SIGKILL)
    qtbot.waitUntil(lambda: "stopped" in pane._notice.sentence)
    assert "Your text is not affected" in pane._notice.sentence
    again = next(b for b in pane.findChildren(QAbstractButton) if b.text() == "Show again")
    with qtbot.waitSignal(pane.page_shown):
        again.click()
    assert "Still here" in str(ask(qtbot, pane, "document.body.textContent"))


@pytest.mark.skipif(sys.platform != "linux", reason="Chromium minds root on Linux only")
def test_for_root_it_says_so_and_the_program_goes_on(
    qtbot: QtBot, make_pane: MakePane, renderer: PageRenderer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    for name in ("QTWEBENGINE_DISABLE_SANDBOX", "QTWEBENGINE_CHROMIUM_FLAGS"):
        monkeypatch.delenv(name, raising=False)
    pane = make_pane()
    pane.show_page(renderer.page(snapshot_of("Words all the same")))
    qtbot.waitUntil(lambda: "does not run for root" in pane._notice.sentence)
    assert not pane.findChildren(WebPage)


@pytest.mark.usefixtures("without_web_engine")
def test_without_the_web_engine_it_says_so_and_shows_the_text(
    qtbot: QtBot, make_pane: MakePane, renderer: PageRenderer
) -> None:
    pane = make_pane()
    pane.show_page(renderer.page(snapshot_of("Words all the same")))
    qtbot.waitUntil(lambda: "web engine is missing" in pane._notice.sentence)
    buttons = {b.text(): b for b in pane.findChildren(QAbstractButton)}
    with qtbot.waitSignal(pane.browser_requested):
        buttons["Open in browser"].click()
    buttons["Show text only"].click()
    plain = pane.findChildren(QTextBrowser)[0]
    assert plain.isVisible()
    assert "Words all the same" in plain.toPlainText()
    pane.show_page(renderer.page(snapshot_of("Newer words")))
    assert "Newer words" in plain.toPlainText()


def test_every_button_has_a_name_and_says_where_the_pane_should_go(
    qtbot: QtBot, pane: PreviewPane
) -> None:
    assert pane.accessibleName() == "Preview"
    for button in pane.findChildren(QAbstractButton):
        interface = QAccessible.queryAccessibleInterface(button)
        assert interface.text(QAccessible.Text.Name), button
    wanted: list[str] = []
    pane.bar.placement_requested.connect(wanted.append)
    for name in ("Preview on the right", "Preview below", "Preview in its own window"):
        button = next(b for b in pane.findChildren(QAbstractButton) if b.accessibleName() == name)
        button.click()
    assert wanted == ["right", "below", "window"]


def test_a_program_that_ends_with_the_preview_open_says_nothing() -> None:
    program = """
from PySide6.QtWidgets import QApplication, QMainWindow
from editor.publish.page import PageRenderer
from editor.ui.preview.preview_pane import PreviewPane
from editor.ui.preview.scheme import register_page_scheme
from editor.ui.theme import Theme
from tests.trials.preview import DrawnPictures
from tests.trials import preview_samples as samples
register_page_scheme()
app = QApplication([])
window = QMainWindow()
pane = PreviewPane(Theme(app, "light"), DrawnPictures(), window)
window.setCentralWidget(pane)
pane.page_shown.connect(app.quit)
window.show()
pane.show_page(PageRenderer().page(samples.snapshot(samples.story(photos=0))))
app.exec()
"""
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "Release of profile" not in done.stderr
    assert "Traceback" not in done.stderr
