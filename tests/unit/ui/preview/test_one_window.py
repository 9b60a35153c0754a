"""The window is made once: a preview that opens later does not take it away for a moment."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[4]

# A program of its own, for this one draws without the graphics card from its start.
PROGRAM = """
from PySide6.QtCore import QEvent, QObject
from PySide6.QtQuick import QQuickWindow
from PySide6.QtWidgets import QMainWindow, QPlainTextEdit, QSplitter

from editor.publish.page import PageRenderer
from editor.ui.app import make_application
from editor.ui.preview.preview_pane import PreviewPane
from editor.ui.preview.scheme import register_page_scheme
from editor.ui.theme import Theme
from tests.trials import preview_samples as samples
from tests.trials.preview import DrawnPictures

register_page_scheme()
app = make_application()
window, places = QMainWindow(), QSplitter()
places.addWidget(QPlainTextEdit())
window.setCentralWidget(places)
window.show()


class Watch(QObject):
    def eventFilter(self, watched, event):
        kinds = (QEvent.Type.Hide, QEvent.Type.Show, QEvent.Type.WinIdChange)
        if event.type() in kinds:
            print("lost", event.type().name, flush=True)
        return False


watch = Watch()
window.installEventFilter(watch)
pane = PreviewPane(Theme(app, "light"), DrawnPictures())
places.addWidget(pane)
pane.page_shown.connect(lambda page: (print("shown", flush=True), app.exit()))
pane.show_page(PageRenderer().page(samples.snapshot(samples.story(photos=1))))
pane.show()
app.exec()
print(QQuickWindow.sceneGraphBackend(), window.windowHandle().surfaceType().name, flush=True)
window.removeEventFilter(watch)
pane.shut_down()
window.close()
"""


def test_the_window_stays_the_same_when_the_preview_first_opens() -> None:
    surroundings = {key: value for key, value in os.environ.items() if key != "QT_QUICK_BACKEND"}
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        check=False,
        cwd=ROOT,
        env=surroundings,
        capture_output=True,
        text=True,
        timeout=600,
    )
    # Without a card Qt has nothing to exchange the window for; that the card is not asked tells
    # what happens where there is one.
    assert done.stdout.split("\n")[:2] == ["shown", "software RasterSurface"], (
        done.stdout + done.stderr
    )
