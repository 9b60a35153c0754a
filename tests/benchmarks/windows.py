"""Programs whose start is measured: `python windows.py bare|galley|novelwriter FOLDER`.

Each says READY and the seconds of processor time it took, at the moment somebody could type its
first letter (novelWriter: at which its main window is shown), and ends.
"""

import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

READY = b"one can type: "


def bare() -> None:
    """The least a PySide6 editor with a database can do: a window with an empty text."""
    import sqlalchemy  # noqa: F401
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication, QMainWindow, QTextEdit

    app = QApplication([])
    window = QMainWindow()
    text = QTextEdit()
    window.setCentralWidget(text)
    window.show()
    text.setFocus()
    QTimer.singleShot(0, lambda: (tell(), app.quit()))
    app.exec()


def galley(library: Path) -> None:
    """Galley with its library and the story that was open last."""
    sys.path[0] = str(Path(__file__).parents[2])
    import main

    load = main.load_window

    def load_window() -> Callable[[Path], int]:
        run_window = load()
        from PySide6.QtCore import QTimer

        from editor.ui.window.main_window import MainWindow

        opened = MainWindow.start

        def start(window: MainWindow) -> None:
            opened(window)
            window.story_opened.connect(
                lambda: QTimer.singleShot(0, lambda: (tell(), window.close()))
            )

        MainWindow.start = start  # type: ignore[method-assign]
        return run_window

    main.load_window = load_window
    main.main(["--library", str(library)])


def novelwriter(folder: Path) -> None:
    """Run by the Python that has it."""
    from novelwriter import guimain, main  # type: ignore[import-not-found]
    from PyQt6.QtCore import QTimer  # type: ignore[import-not-found]

    def shown(_window: object, _project: object) -> None:
        QTimer.singleShot(0, lambda: (tell(), os._exit(0)))

    guimain.GuiMain.postLaunchTasks = shown
    main([f"--config={folder}", f"--data={folder}"])


def tell() -> None:
    sys.stdout.buffer.write(READY + f"{time.process_time()}\n".encode())
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    programs = {"bare": lambda _: bare(), "galley": galley, "novelwriter": novelwriter}
    programs[sys.argv[1]](Path(sys.argv[2]))
