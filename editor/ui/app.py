"""The program with its window: started, guarded, and taken down in the right order."""

import faulthandler
import gc
import logging
import os
import sys
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QObject, QSettings, QTimer
from PySide6.QtWidgets import QApplication, QMessageBox

from db.errors import LibraryDamaged
from db.file.backup import restore_library
from editor.desk.desk import Desk
from editor.message import Said, message
from editor.screen import has_screen, no_screen
from editor.ui.preview.scheme import register_page_scheme
from editor.ui.theme import Theme
from editor.ui.window.main_window import MainWindow
from editor.version import VERSION

COLLECT_EVERY_MS = 10_000
# Some seven stories opened and closed.
GROWN = 5_000  # objects
STILL_MS = 3_000
UPKEEP_AFTER_MS = 3_000
# For a command that is at work in the library just now.
WAITING_SECONDS = 10.0

_log = logging.getLogger(__name__)


def run_window(folder: Path) -> int:
    """Open the library in `folder` and the window over it; the exit status of the program."""
    if not has_screen():
        sys.stderr.write(f"{no_screen()}\n")
        return 3
    faulthandler.enable()
    register_page_scheme()
    app = make_application()
    settings = QSettings("Galley", "Galley")
    theme = Theme(app, str(settings.value("theme", "system")))
    theme.apply()
    try:
        desk = open_or_restore(folder)
    except Said as error:
        QMessageBox.critical(None, "Galley", str(error))
        return 3
    if desk is None:
        return 0
    window = MainWindow(desk, theme, settings)
    guard = Guard(window, folder)
    guard.install()
    collector = MainThreadCollector(app)
    window.show()
    window.start()
    QTimer.singleShot(UPKEEP_AFTER_MS, window.look_after_library)
    if desk.upkeep.read_only:
        # Told at once: nobody should type a page before learning it.
        QMessageBox.warning(window, "Galley", str(message("start.only-read")))
    try:
        status = app.exec()
    finally:
        guard.remove()
        collector.stop()
        desk.close()
    if not window.work_ended:
        # Python would wait for it, and the person has closed the program. Nothing of it is half
        # done on the disk: files are moved into place and transactions are whole.
        logging.shutdown()
        os._exit(status)
    return status


def make_application() -> QApplication:
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    app.setApplicationName("Galley")
    app.setApplicationDisplayName("Galley")
    app.setApplicationVersion(VERSION)
    app.setDesktopFileName("galley")
    return app


def open_or_restore(folder: Path) -> Desk | None:
    """The desk over the library; a damaged one is offered its last good backup, and what was
    damaged is kept. None when the person decides to leave it for now."""
    try:
        return Desk.open(folder, program_version=VERSION, via="window", wait=WAITING_SECONDS)
    except LibraryDamaged as error:
        if error.newest_backup is None:
            raise
        question = QMessageBox(
            QMessageBox.Icon.Warning, "Galley", str(error), QMessageBox.StandardButton.NoButton
        )
        restore = question.addButton(
            str(message("start.restore")), QMessageBox.ButtonRole.AcceptRole
        )
        leave = question.addButton(str(message("start.leave")), QMessageBox.ButtonRole.RejectRole)
        question.setDefaultButton(leave)
        question.exec()
        if question.clickedButton() is not restore:
            return None
        kept = restore_library(folder, error.newest_backup)
        QMessageBox.information(None, "Galley", str(message("start.restored", kept=kept)))
        return Desk.open(folder, program_version=VERSION, via="window")


class MainThreadCollector(QObject):
    """Collects cycles in this thread only: a collection in a worker may destroy Qt objects
    there, and the program dies at a place that has nothing to do with it."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        gc.disable()
        # Classes, functions and the window itself stay to the end: no collection looks at them.
        gc.freeze()
        self._timer = QTimer(self, interval=COLLECT_EVERY_MS)
        self._timer.timeout.connect(self.collect)
        self._timer.start()
        self._left = 0  # objects, by the last full walk
        # The caret moves with every letter, in whatever field and by whatever input method.
        self._typing = QTimer(self, singleShot=True, interval=STILL_MS)
        app.inputMethod().cursorRectangleChanged.connect(self._typing.start)

    def stop(self) -> None:
        self._timer.stop()
        gc.unfreeze()
        gc.enable()

    def collect(self) -> None:
        """The young generations; all of them when much has grown old since, as the parts of
        closed stories do, and nobody is typing who would wait for the walk."""
        grown = len(gc.get_objects(generation=2)) - self._left
        if grown < GROWN or self._typing.isActive():
            gc.collect(1)
        else:
            gc.collect()
            self._left = len(gc.get_objects(generation=2))


class Guard:
    """What happens to an error nobody expected: the draft is kept first, then it is told."""

    def __init__(self, window: MainWindow, folder: Path) -> None:
        self._window = window
        self._folder = folder
        self._before = sys.excepthook
        self._telling = False

    def install(self) -> None:
        sys.excepthook = self._on_error

    def remove(self) -> None:
        sys.excepthook = self._before

    def _on_error(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            self._window.close()
            return
        _log.critical("unexpected error", exc_info=(kind, error, trace))
        if self._telling:
            return  # one report at a time; this one is in the log
        self._telling = True
        # Not here, in the middle of whatever went wrong: while the person reads, the window goes
        # on, and some of its parts may know of a story of which others have not been told.
        QTimer.singleShot(0, self._window, lambda: self._tell(error))

    def _tell(self, error: BaseException) -> None:
        try:
            self._keep_and_tell(error)
        finally:
            self._telling = False

    def _keep_and_tell(self, error: BaseException) -> None:
        try:
            self._window.keep_text()
        except Exception:
            # The keeping itself may be what went wrong: that must not hide the report.
            _log.exception("the text could not be kept after an error")
        # Loaded when it is needed, which is hardly ever: dialogs are a tenth of a second of start.
        from editor.ui.help.telling_dialogs import FailureDialog

        FailureDialog(error, self._folder, self._window).exec()
