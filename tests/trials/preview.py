"""The preview pane with a story one can watch being typed: `python -m tests.trials.preview dark`.

With `--save FOLDER` a picture of the pane in each width is written there. As root the web
engine needs `QTWEBENGINE_DISABLE_SANDBOX=1` in the environment.
"""

import argparse
import statistics
import sys
import time
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QEventLoop, QTimer
from PySide6.QtGui import QColor, QImage, QImageWriter, QPainter
from PySide6.QtWidgets import QApplication

from editor.publish.page import PageRenderer
from editor.story.rendition import Rendition
from editor.ui.preview.preview_pane import PreviewPane
from editor.ui.preview.scheme import register_page_scheme
from editor.ui.theme import Theme
from tests.trials import preview_samples as samples

REFRESHES = 30


class DrawnPictures:
    """A picture for every rendition: a field of one colour with its size."""

    def rendition(self, rendition: Rendition) -> bytes:
        image = QImage(rendition.width, rendition.height, QImage.Format.Format_RGB32)
        image.fill(QColor.fromHsv(int(rendition.photo.photo, 16) * 47 % 360, 90, 200))
        painter = QPainter(image)
        painter.drawText(20, 40, f"{rendition.width} × {rendition.height}")
        painter.end()
        data = QByteArray()
        buffer = QBuffer(data)
        buffer.open(QBuffer.OpenModeFlag.WriteOnly)
        QImageWriter(buffer, QByteArray(rendition.encoding.value.encode())).write(image)
        return bytes(data.data())


def wait(milliseconds: int) -> None:
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def show_and_time(pane: PreviewPane, renderer: PageRenderer, paragraphs: int) -> float:
    """Milliseconds from the call to the page standing there."""
    snapshot = samples.snapshot(samples.story(paragraphs=paragraphs))
    page = renderer.page(snapshot)
    loop = QEventLoop()
    connection = pane.page_shown.connect(loop.quit)
    start = time.perf_counter()
    pane.show_page(page, snapshot)
    loop.exec()
    taken = (time.perf_counter() - start) * 1000
    pane.page_shown.disconnect(connection)
    return taken


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("look", nargs="?", default="light", choices=("light", "dark"))
    parser.add_argument("--save", type=Path)
    options = parser.parse_args()
    register_page_scheme()
    app = QApplication(sys.argv[:1])
    theme = Theme(app, options.look)
    theme.apply()
    pane = PreviewPane(theme, DrawnPictures())
    pane.resize(760, 900)
    pane.bar.set_placement("right")
    pane.show()
    renderer = PageRenderer()
    first = show_and_time(pane, renderer, 20)
    taken = [show_and_time(pane, renderer, 20 + number % 2) for number in range(REFRESHES)]
    print(
        f"first page {first:.0f} ms; refresh p50 {statistics.median(taken):.1f} ms,"
        f" slowest of {REFRESHES} {max(taken):.1f} ms"
    )
    if options.save is None:
        status = app.exec()
        pane.shut_down()
        return status
    options.save.mkdir(parents=True, exist_ok=True)
    for width in ("phone", "tablet", "desktop"):
        pane.set_page_width(width)
        wait(1500)
        pane.screen().grabWindow(pane.winId()).save(
            str(options.save / f"preview-{width}-{options.look}.png")
        )
    pane.show_failure("The page cannot be shown here: the web engine is missing on this machine.")
    wait(200)
    pane.grab().save(str(options.save / f"preview-failure-{options.look}.png"))
    pane.shut_down()
    pane.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
