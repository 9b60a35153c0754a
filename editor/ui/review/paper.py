"""Pages on paper: a document of text, pictures and tables set on sheets with a head, a foot, a mark
across and numbered lines. Without the web engine: where that cannot run, a proof is printed too.

As a program of its own it makes a PDF file, for commands and so that no window waits.
"""

import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QMarginsF, QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QGuiApplication,
    QPagedPaintDevice,
    QPageSize,
    QPainter,
    QPdfWriter,
    QTextBlock,
    QTextCursor,
    QTextDocument,
    QTextFormat,
)

from editor.desk.proofs import PaperJob
from editor.message import message

DPI = 96  # in which it is laid out; what it is painted on is as fine as it is
EDGE = 64.0  # round the text, with room for head, foot and numbers
_EVERY = 5  # of the lines has its number
_INK, _QUIET, _MARK = QColor("#1b1b1a"), QColor("#55534f"), QColor("#f4e4e3")


def paint(job: PaperJob, device: QPagedPaintDevice) -> int:
    """Answers with the number of sheets."""
    device.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    device.setPageMargins(QMarginsF(0, 0, 0, 0))
    painter = QPainter(device)
    scale = device.logicalDpiX() / DPI
    painter.scale(scale, scale)
    sheet = QSizeF(device.width() / scale, device.height() / scale)
    room = QRectF(EDGE, EDGE, sheet.width() - 2 * EDGE, sheet.height() - 2 * EDGE)
    document = QTextDocument()
    document.setUseDesignMetrics(True)
    document.setDocumentMargin(0)
    document.setDefaultFont(QFont("serif", 11))
    document.setHtml(_for_paper(job.html))
    document.setPageSize(room.size())
    if job.numbered:
        _keep_together(document)
    pages = document.pageCount()
    lines = list(_lines(document)) if job.numbered else []
    for page in range(pages):
        if page:
            device.newPage()
        if job.mark:
            _across(painter, sheet, job.mark)
        painter.save()
        painter.translate(room.left(), room.top() - page * room.height())
        document.drawContents(painter, QRectF(0, page * room.height(), room.width(), room.height()))
        painter.restore()
        painter.setFont(_small())
        painter.setPen(_QUIET)
        for number, bottom in lines:
            if number % _EVERY == 0 and page * room.height() < bottom <= (page + 1) * room.height():
                place = QPointF(room.left() - 24, room.top() + bottom - page * room.height() - 4)
                painter.drawText(place, str(number))
        head = QRectF(room.left(), EDGE / 3, room.width(), EDGE / 3)
        foot = QRectF(room.left(), sheet.height() - EDGE * 2 / 3, room.width(), EDGE / 3)
        painter.drawText(head, Qt.AlignmentFlag.AlignLeft, job.head)
        painter.drawText(foot, Qt.AlignmentFlag.AlignLeft, job.foot)
        painter.drawText(
            foot,
            Qt.AlignmentFlag.AlignRight,
            str(message("paper.page", page=page + 1, pages=pages)),
        )
    painter.end()
    return pages


def _for_paper(html: str) -> str:
    """Without the part of the style that is a browser's: Qt takes itself for a screen."""
    head, browsers, rest = html.partition("@media")
    return head + rest[rest.index("</style>") :] if browsers else html


def _lines(document: QTextDocument) -> Iterator[tuple[int, float]]:
    """Every line of text outside tables: its number, and where it ends on one endless sheet."""
    number, block = 0, document.begin()
    while block.isValid():
        if _is_text(block):
            top = document.documentLayout().blockBoundingRect(block).top()
            for index in range(block.layout().lineCount()):
                number += 1
                line = block.layout().lineAt(index)
                yield number, top + line.y() + line.height()
        block = block.next()


def _keep_together(document: QTextDocument) -> None:
    """The table in which people sign, with its title, on one sheet."""
    tables, layout = document.rootFrame().childFrames(), document.documentLayout()
    if not tables:
        return
    place, high = (
        document.documentLayout().frameBoundingRect(tables[-1]),
        document.pageSize().height(),
    )
    title = document.findBlock(tables[-1].firstPosition() - 1).previous()
    top = layout.blockBoundingRect(title).top()
    if int(top // high) != int(place.bottom() // high):
        cursor, form = QTextCursor(title), title.blockFormat()
        form.setPageBreakPolicy(QTextFormat.PageBreakFlag.PageBreak_AlwaysBefore)
        cursor.setBlockFormat(form)


def _small() -> QFont:
    font = QFont("sans-serif")
    font.setPixelSize(11)  # of those in which it is laid out
    return font


def _is_text(block: QTextBlock) -> bool:
    if not block.text().strip("\ufffc \u00a0"):
        return False
    return QTextCursor(block).currentTable() is None


def _across(painter: QPainter, sheet: QSizeF, mark: str) -> None:
    painter.save()
    painter.translate(sheet.width() / 2, sheet.height() / 2)
    painter.rotate(-45)
    font = QFont("sans-serif")
    font.setPixelSize(int(1.1 * sheet.width() / max(8, len(mark)) * 1.6))
    font.setBold(True)
    painter.setFont(font)
    painter.setPen(_MARK)
    wide = sheet.width() * 1.4
    painter.drawText(QRectF(-wide / 2, -wide / 2, wide, wide), Qt.AlignmentFlag.AlignCenter, mark)
    painter.restore()


def main(words: list[str]) -> int:
    """The job as JSON in one file, the PDF into another."""
    given, made = words
    if sys.platform == "linux":
        os.environ["QT_QPA_PLATFORM"] = "offscreen"  # there need be no screen
    application = QGuiApplication([])
    job = PaperJob(**json.loads(Path(given).read_text("utf-8")))
    writer = QPdfWriter(made)
    writer.setResolution(300)
    writer.setTitle(job.title)
    writer.setCreator("Galley")
    paint(job, writer)
    del writer
    application.quit()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
