"""Somebody writing without end, in a process that is going to be killed:
`python -m tests.e2e.steady_typist LIBRARY SEED`.

Says `key SECONDS` (the machine's monotonic clock) on standard output after every key.
"""

import os
import random
import sys
import time
from itertools import cycle
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
from tests.e2e.kills import SENTENCES
from tests.e2e.person import name_of

KEY_MS = (20, 120)
PAUSES_MS = (350, 1500)
PAUSE_EVERY = 25  # keys, on the average


def main() -> int:
    library, chance = Path(sys.argv[1]), random.Random(int(sys.argv[2]))
    app = make_application()
    desk = Desk.open(library, program_version="test")
    desk.site.seat(Seat("Typist", "editor"))
    settings = QSettings(str(library / "settings.ini"), QSettings.Format.IniFormat)
    window = MainWindow(desk, Theme(app, "light"), settings)
    window.show()
    window.start()
    letters = cycle(SENTENCES)

    def wait_for_story() -> None:
        bodies = [
            each
            for each in app.allWidgets()
            if isinstance(each, QTextEdit) and name_of(each) == "Body" and each.isVisible()
        ]
        if desk.stories.rows() and bodies and bodies[0].isEnabled():
            bodies[0].setFocus()
            press(bodies[0])
        else:
            QTimer.singleShot(50, wait_for_story)

    def press(body: QWidget) -> None:
        QTest.keyClicks(body, next(letters))
        os.write(1, f"key {time.monotonic():.4f}\n".encode())
        paused = chance.random() < 1 / PAUSE_EVERY
        wait = chance.randint(*(PAUSES_MS if paused else KEY_MS))
        QTimer.singleShot(wait, lambda: press(body))

    QTimer.singleShot(0, window.findChild(QAction, "new_story").trigger)
    QTimer.singleShot(50, wait_for_story)
    return app.exec()


if __name__ == "__main__":
    sys.exit(main())
