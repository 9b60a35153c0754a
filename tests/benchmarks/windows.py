"""Programs whose start is measured: `python -m tests.benchmarks.windows bare|galley LIBRARY`.

Each says READY at the moment somebody could type its first letter, and ends.
"""

import gc
import sys
from pathlib import Path

READY = b"one can type\n"


def bare() -> None:
    """The least a PySide6 editor can do: a window with an empty text."""
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
    """Galley with its library and the story that was open last, begun as `main.py` begins it."""
    gc.disable()
    from main import load_window

    run_window = load_window()
    from PySide6.QtCore import QTimer

    from editor.ui import app as program

    opened = program.MainWindow.start

    def start(window: program.MainWindow) -> None:
        opened(window)
        window.story_opened.connect(lambda: QTimer.singleShot(0, lambda: (tell(), window.close())))

    program.MainWindow.start = start  # type: ignore[method-assign]
    run_window(library)


def tell() -> None:
    sys.stdout.buffer.write(READY)
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    bare() if sys.argv[1] == "bare" else galley(Path(sys.argv[2]))
