"""One finding as a row to press: how severe, what is wrong, what to do about it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from editor.story.finding import Finding
from editor.ui.theme import Theme
from editor.ui.widgets.chip import Chip
from editor.ui.widgets.pressable import Pressable, see_through

_ICON = 18  # logical pixels


class FindingRow(Pressable):
    """Signals:
    activated(object): the Finding, by click, Space or Enter.
    """

    activated = Signal(object)

    def __init__(self, theme: Theme, finding: Finding, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._finding = finding
        severity = self.tr("Blocks") if finding.blocks else self.tr("Warns")
        self._icon = QLabel(self)
        self._icon.setAlignment(Qt.AlignmentFlag.AlignTop)
        word = Chip(severity, "danger" if finding.blocks else "warning", self)
        message = self._words(finding.message, "")
        fix = self._words(finding.fix, "soft")
        fix.setVisible(bool(finding.fix))
        words = QVBoxLayout()
        words.setSpacing(theme.space(1))
        words.addWidget(word)
        words.addWidget(message)
        words.addWidget(fix)
        row = QHBoxLayout(self)
        row.setContentsMargins(*[theme.space(3)] * 4)
        row.setSpacing(theme.space(3))
        row.addWidget(self._icon)
        row.addLayout(words, 1)
        see_through(self._icon, word, message, fix)
        self.setAccessibleName(f"{severity}: {finding.message}")
        self.setAccessibleDescription(finding.fix)
        self.clicked.connect(self._tell)
        theme.changed.connect(self._draw_icon)
        self._draw_icon()

    @property
    def finding(self) -> Finding:
        return self._finding

    def _words(self, text: str, role: str) -> QLabel:
        label = QLabel(text, self)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        label.setProperty("role", role)
        return label

    def _tell(self) -> None:
        self.activated.emit(self._finding)

    def _draw_icon(self) -> None:
        name, role = (
            ("octagon-alert", "danger") if self._finding.blocks else ("triangle-alert", "warning")
        )
        pixmap = self._theme.pixmap(name, role, _ICON, self.devicePixelRatioF())
        self._icon.setPixmap(pixmap)
