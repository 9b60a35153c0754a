"""Sending a story back: it always says what should be changed."""

from PySide6.QtWidgets import QWidget

from editor.story.text import clean_text
from editor.ui.widgets.lines_field import LinesField
from editor.ui.widgets.sheet import Sheet


class ReturnDialog(Sheet):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.introduce(self.tr("Return the story"))
        self._comment = LinesField("", 7, self)
        self.add_field(
            self.tr("What should be changed?"),
            self._comment,
            self.tr("The author reads this beside the story. An earlier sign-off no longer holds."),
        )
        self.add_way_out(self.tr("Cancel"))
        self._return = self.add_primary(self.tr("Return"))
        self._comment.textChanged.connect(self._judge)
        self._judge()
        self._comment.setFocus()

    @property
    def value(self) -> str:
        """The comment, never blank once the dialog is accepted."""
        return clean_text(self._comment.toPlainText()).strip()

    def _judge(self) -> None:
        self._return.setEnabled(bool(self.value))
