"""A person typing, as a process that a test can kill: `python -m tests.e2e.typist LIBRARY TEXT`.

Prints `typed` on standard output after the last key and then sits there.
"""

import sys
from pathlib import Path

from PySide6.QtCore import QSettings, QTimer
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QTextEdit, QWidget

from editor.desk.desk import Desk
from editor.desk.site import Person as Seat
from editor.ui.app import make_application
from editor.ui.theme import Theme
from editor.ui.window.main_window import MainWindow
from tests.e2e.person import name_of

KEY_MS = 5


def main() -> int:
    library, text = Path(sys.argv[1]), sys.argv[2]
    app = make_application()
    desk = Desk.open(library, program_version="test")
    desk.site.seat(Seat("Typist", "editor"))
    settings = QSettings(str(library / "settings.ini"), QSettings.Format.IniFormat)
    window = MainWindow(desk, Theme(app, "light"), settings)
    window.show()
    window.start()
    left = list(text)

    def begin() -> None:
        window.findChild(QAction, "new_story").trigger()
        wait_for_story()

    def wait_for_story() -> None:
        body = next(
            (
                w
                for w in app.allWidgets()
                if isinstance(w, QTextEdit) and name_of(w) == "Body" and w.isVisible()
            ),
            None,
        )
        if desk.stories.rows() and body is not None and body.isEnabled():
            body.setFocus()
            press(body)
        else:
            QTimer.singleShot(50, wait_for_story)

    def press(body: QWidget) -> None:
        if left:
            QTest.keyClicks(body, left.pop(0))
            QTimer.singleShot(KEY_MS, lambda: press(body))
        else:
            print("typed", flush=True)

    QTimer.singleShot(0, begin)
    return app.exec()


if __name__ == "__main__":
    sys.exit(main())
