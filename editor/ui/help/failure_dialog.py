"""When something nobody expected happened: what it was, that the text is safe, what to do now."""

import traceback
from pathlib import Path

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from editor.ui.help.diagnostics import diagnostics, without_home
from editor.ui.widgets.lines_field import LinesField
from editor.ui.widgets.sheet import Sheet
from editor.version import VERSION


class FailureDialog(Sheet):
    def __init__(self, error: BaseException, library: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._details = _details(error, library)
        self.introduce(
            self.tr("Something went wrong"), self.tr("Galley met an error it did not expect")
        )
        self.add_text(f"{type(error).__name__}: {error}" if str(error) else type(error).__name__)
        self.add_heading(self.tr("Your text is safe"))
        self.add_text(
            self.tr("Everything typed up to now is kept in the library, in {}.").format(library)
        )
        self.add_heading(self.tr("What to do now"))
        self.add_text(
            self.tr(
                "You can go on working. If something looks wrong, close Galley and start it again. "
                "If it happens twice, copy the details and send them to whoever looks after "
                "Galley at your desk."
            )
        )
        details = LinesField(self._details, 8, self)
        details.setReadOnly(True)
        details.setLineWrapMode(LinesField.LineWrapMode.NoWrap)
        self.add_field(self.tr("Details"), details)
        self._copy = self.add_action(self.tr("Copy details"))
        self._copy.clicked.connect(self._copy_details)
        go_on = self.add_way_out(self.tr("Go on"))
        go_on.setDefault(True)
        go_on.setFocus()

    @property
    def value(self) -> str:
        """The details as they are copied."""
        return self._details

    def _copy_details(self) -> None:
        QGuiApplication.clipboard().setText(self._details)
        self._copy.setText(self.tr("Copied"))


def _details(error: BaseException, library: Path) -> str:
    facts = "\n".join(f"{label}: {fact}" for label, fact in diagnostics(VERSION, library))
    return without_home(f"{facts}\n\n{''.join(traceback.format_exception(error))}").rstrip()
