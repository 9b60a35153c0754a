"""How long a headline or deck is, quietly; in the colour of a warning once there is no room for
more. It never stops anybody."""

from PySide6.QtWidgets import QWidget

from editor.story.measures import Limit, Unit
from editor.ui.widgets.restyle import restyle
from editor.ui.widgets.value_label import ValueLabel
from editor.ui.writing.line_field import LineField


class TitleCount(ValueLabel):
    def __init__(self, field: LineField, limit: Limit, parent: QWidget) -> None:
        super().__init__(parent)
        self._field = field
        self._limit = limit
        self.setProperty("role", "faint")
        field.document().contentsChanged.connect(self._show)
        self._show()

    def show_limit(self, limit: Limit) -> None:
        if limit != self._limit:
            self._limit = limit
            self._show()

    def _show(self) -> None:
        text, limit = self._field.document().firstBlock().text(), self._limit
        length, over = limit.length(text), limit.over(text)
        restyle(self, "role", "warning-small" if over else "faint")
        if not text:
            self.setText("")
        elif not limit.most:
            self.setText(f"{length:,}")
        elif over:
            many = self.tr("{0} of {1} words, {2} too many")
            long = self.tr("{0} of {1}, {2} too long")
            form = many if limit.unit is Unit.WORDS else long
            self.setText(form.format(f"{length:,}", f"{limit.most:,}", f"{over:,}"))
        else:
            form = (
                self.tr("{0} of {1} words") if limit.unit is Unit.WORDS else self.tr("{0} of {1}")
            )
            self.setText(form.format(f"{length:,}", f"{limit.most:,}"))
