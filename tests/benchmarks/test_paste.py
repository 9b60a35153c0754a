"""10,000 words pasted from Word, beside what QTextEdit does with the same clipboard; and how long
the window stands still meanwhile."""

import time
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QMimeData, QSettings
from PySide6.QtWidgets import QApplication, QTextEdit
from pytestqt.qtbot import QtBot

from editor.desk.desk import Desk
from editor.desk.site import Person
from editor.ui.theme import Theme
from editor.ui.window.main_window import MainWindow
from tests.benchmarks.conftest import ENGINE_SAYS, Ratio, median
from tests.benchmarks.texts import paragraphs
from tests.e2e.person import name_of

ROUNDS = 7
STALL = 0.1
WORDS = 10_000
_SPAN = "<span lang=EN-US style='mso-ansi-language:EN-US'>{0} </span>"
_BOLD = "<b style='mso-bidi-font-weight:normal'><span lang=EN-US>{0} </span></b>"
_EMPTY = "<p class=MsoNormal><span lang=EN-US><o:p>&nbsp;</o:p></span></p>\n"

pytestmark = pytest.mark.qt_log_ignore(*ENGINE_SAYS, extend=True)


def word_page(words: int) -> str:
    """What Word makes of that many words: spans everywhere, an empty paragraph after each."""
    parts: list[str] = []
    for number, paragraph in enumerate(paragraphs(words)):
        each = paragraph.split()
        spans = [_SPAN.format(" ".join(each[at : at + 8])) for at in range(0, len(each), 8)]
        spans[-1] = _BOLD.format(each[-1]) + spans[-1]
        parts.append(f"<p class=MsoNormal>{''.join(spans)}<o:p></o:p></p>\n{_EMPTY}")
        if number % 12 == 11:
            parts.append("<h2><span lang=EN-US>A crosshead<o:p></o:p></span></h2>\n")
    return f"<html><body><!--StartFragment-->{''.join(parts)}<!--EndFragment--></body></html>"


def until(done: Callable[[], bool]) -> float:
    """Goes on with events until `done`; seconds of the longest time nothing was answered."""
    longest = 0.0
    while not done():
        begun = time.perf_counter()
        QCoreApplication.processEvents()
        time.sleep(0.001)
        longest = max(longest, time.perf_counter() - begun - 0.001)
    begun = time.perf_counter()
    QCoreApplication.processEvents()
    return max(longest, time.perf_counter() - begun)


def test_pasting_10_000_words(
    qtbot: QtBot,
    library: Path,
    tmp_path: Path,
    record: Callable[[Ratio], None],
    benchmark: object,
) -> None:
    desk = Desk.open(library, program_version="bench")
    desk.site.seat(Person("Bench", "editor"))
    story = desk.stories.begin(section="News").value
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    settings = QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat)
    window = MainWindow(desk, Theme(application, "light"), settings)
    qtbot.addWidget(window)
    window.resize(1440, 900)
    window.show()
    window.start()
    with qtbot.waitSignal(window.story_opened, timeout=60_000):
        window.open_story(story.id)
    edit = next(each for each in window.findChildren(QTextEdit) if name_of(each) == "Body")
    bare = QTextEdit()
    qtbot.addWidget(bare)
    bare.setFont(edit.font())
    bare.resize(edit.size())
    bare.show()
    data = QMimeData()
    data.setHtml(word_page(WORDS))
    data.setText("words")

    ours: list[float] = []
    reference: list[float] = []
    stalls: list[float] = []
    for number in range(ROUNDS + 1):  # the first is a warm-up
        for field, times in ((bare, reference), (edit, ours)):
            field.selectAll()
            field.textCursor().removeSelectedText()
            until(lambda field=field: field.document().characterCount() < 10)
            begun = time.perf_counter()
            field.insertFromMimeData(data)
            at_once = time.perf_counter() - begun
            stall = until(lambda field=field: field.document().characterCount() > WORDS)
            field.viewport().repaint()
            if number:
                times.append(time.perf_counter() - begun)
                if field is edit:
                    stalls.append(max(at_once, stall))
    what = f"paste of {WORDS:,} words from Word"
    record(Ratio(what, "QTextEdit itself", median(ours), median(reference), 3.0))
    record(Ratio(f"longest stall, {what}", "100 ms", median(stalls), STALL, 1.0))
    benchmark.pedantic(lambda: None, rounds=1)  # type: ignore[attr-defined]
    window.close()
    desk.close()
