"""A name for a version, so that it is found again and never thinned."""

from PySide6.QtWidgets import QLineEdit, QWidget

from editor.story.text import clean_line
from editor.ui.widgets.sheet import Sheet


class VersionNameDialog(Sheet):
    """`number` None: the story as it stands is to be saved under the name."""

    def __init__(
        self, number: int | None = None, name: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.begun_about = "" if number is None else str(number)
        if number is None:
            title, label = self.tr("Save a version"), self.tr("Save")
        else:
            title, label = self.tr("Name version {0}").format(number), self.tr("Name")
        self.introduce(title)
        self._name = QLineEdit(name, self)
        self._name.setPlaceholderText(self.tr("Before the cut"))
        self._name.setMaxLength(120)
        self.add_field(
            self.tr("Name"),
            self._name,
            self.tr("A version with a name is kept for ever; the others are thinned with time."),
        )
        self.add_way_out(self.tr("Cancel"))
        self._primary = self.add_primary(label)
        self._primary.setDefault(True)
        self._name.textChanged.connect(self._judge)
        self._name.selectAll()
        self._judge()
        self._name.setFocus()

    @property
    def value(self) -> str:
        """On one line; never blank once the dialog is accepted."""
        return clean_line(self._name.text())

    def _judge(self) -> None:
        self._primary.setEnabled(bool(self.value))
