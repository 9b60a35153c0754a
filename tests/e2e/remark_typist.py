"""Somebody who writes what should be changed, as a process that a test can kill before it is sent:
`python -m tests.e2e.remark_typist LIBRARY TEXT`.

Prints `typed` on standard output after the last key and then sits there, the dialog open.
"""

import sys
from pathlib import Path

from PySide6.QtCore import QSettings, QTimer
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPlainTextEdit

from editor.desk.desk import Desk
from editor.desk.site import Person as Seat
from editor.story.story import StoryEdit
from editor.ui.app import make_application
from editor.ui.theme import Theme
from editor.ui.window.main_window import MainWindow


def main() -> int:
    library, text = Path(sys.argv[1]), sys.argv[2]
    app = make_application()
    desk = Desk.open(library, program_version="test")
    desk.site.seat(Seat("Typist", "supervisor"))
    story_id = desk.stories.begin().value.id
    desk.stories.keep(story_id, StoryEdit(headline="Terraces"))
    desk.review.send(story_id)
    settings = QSettings(str(library / "settings.ini"), QSettings.Format.IniFormat)
    window = MainWindow(desk, Theme(app, "light"), settings)
    window.show()
    window.start()
    window.open_story(story_id)
    returns = window.findChild(QAction, "return")

    def begin() -> None:
        if returns.isEnabled():
            QTimer.singleShot(0, write)
            returns.trigger()  # comes back when the dialog is left
        else:
            QTimer.singleShot(50, begin)

    def write() -> None:
        dialog = app.activeModalWidget()
        if dialog is None or not dialog.isVisible():
            QTimer.singleShot(20, write)
            return
        field = dialog.findChild(QPlainTextEdit)
        assert field is not None
        QTest.keyClicks(field, text)
        print("typed", flush=True)

    QTimer.singleShot(0, begin)
    return app.exec()


if __name__ == "__main__":
    sys.exit(main())
