"""What this Galley is: version, licence, where the library lies, what it runs on."""

from pathlib import Path

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFormLayout, QLabel, QWidget

from editor.ui.help.diagnostics import diagnostics
from editor.ui.widgets.sheet import Sheet, text_label


class AboutDialog(Sheet):
    def __init__(self, version: str, library: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._facts = diagnostics(version, library)
        self.introduce(
            self.tr("About Galley"),
            "Galley",
            self.tr(
                "An editorial workstation. Free software under the GNU General Public License, "
                "version 3 or later; it comes without warranty."
            ),
        )
        form = QFormLayout()
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        for label, fact in self._facts:
            value = text_label(fact, self)
            value.setTextInteractionFlags(
                value.textInteractionFlags().TextSelectableByMouse
                | value.textInteractionFlags().TextSelectableByKeyboard
            )
            value.setAccessibleName(f"{label}: {fact}")
            form.addRow(QLabel(label, self), value)
        self.body.addLayout(form)
        self.body.addStretch(1)
        self._copy = self.add_action(self.tr("Copy diagnostics"))
        self._copy.clicked.connect(self._copy_facts)
        self.add_way_out(self.tr("Close")).setDefault(True)

    @property
    def value(self) -> str:
        """The diagnostics as text, one fact a line."""
        return "\n".join(f"{label}: {fact}" for label, fact in self._facts)

    def _copy_facts(self) -> None:
        QGuiApplication.clipboard().setText(self.value)
        self._copy.setText(self.tr("Copied"))
