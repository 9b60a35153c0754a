"""What the checks have to say about the story, each remark one press away from its place."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from editor.message import message
from editor.story.checks import Finding
from editor.ui.review.review_state import summary
from editor.ui.theme import Theme
from editor.ui.widgets.labels import Chip, Pressable, see_through
from editor.ui.widgets.notices import Banner
from editor.ui.widgets.sheet import filled, scrolled, text_label

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
        told = text_label(str(finding.message), self)
        fix = text_label(str(finding.fix), self, "soft")
        fix.setVisible(bool(fix.text()))
        words = filled(QVBoxLayout(), word, told, fix, gap=theme.space(1))
        filled(QHBoxLayout(self), self._icon, (words, 1), gap=theme.space(3), edges=theme.space(3))
        see_through(self._icon, word, told, fix)
        name = message("form.labelled", label=severity, text=finding.message)
        self.setAccessibleName(str(name))
        self.setAccessibleDescription(str(finding.fix))
        self.clicked.connect(self._tell)
        theme.changed.connect(self._draw_icon)
        self._draw_icon()

    @property
    def finding(self) -> Finding:
        return self._finding

    def _tell(self) -> None:
        self.activated.emit(self._finding)

    def _draw_icon(self) -> None:
        name, role = (
            ("octagon-alert", "danger") if self._finding.blocks else ("triangle-alert", "warning")
        )
        pixmap = self._theme.pixmap(name, role, _ICON, self.devicePixelRatioF())
        self._icon.setPixmap(pixmap)


class CheckPanel(QWidget):
    """Signals:
    finding_activated(object): the Finding somebody wants to go to.
    """

    finding_activated = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._rows: list[FindingRow] = []
        self._summary = Banner(theme, parent=self)
        self._scroll = QScrollArea(self)
        self._column = filled(QVBoxLayout(), gap=0)
        filled(QVBoxLayout(scrolled(self._scroll)), self._column, None)
        space = theme.space
        top = filled(QVBoxLayout(), self._summary, edges=(space(3), space(3), space(3), space(2)))
        filled(QVBoxLayout(self), top, (self._scroll, 1), gap=0)

    def sizeHint(self) -> QSize:
        """As high as all its rows, at the width it has."""
        wide, top = self.width(), self._summary.sizeHint().height() + self._theme.space(5)
        rows = sum(row.heightForWidth(wide) for row in self._rows)
        return QSize(super().sizeHint().width(), top + rows + self._theme.space(8))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.updateGeometry()  # its rows are higher or lower now

    @property
    def findings(self) -> tuple[Finding, ...]:
        return tuple(row.finding for row in self._rows)

    @property
    def summary(self) -> str:
        return self._summary.text

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """Rows that stay are left alone, with their focus."""
        blocking = sum(finding.blocks for finding in findings)
        kind = "danger" if blocking else "warning" if findings else "success"
        self._summary.say(summary(blocking, len(findings) - blocking), kind)
        if tuple(findings) == self.findings:
            return
        left = {row.finding: row for row in self._rows}
        self._rows = [left.pop(each, None) or self._make_row(each) for each in findings]
        for row in left.values():
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        for place, row in enumerate(self._rows):
            if self._column.indexOf(row) != place:
                self._column.removeWidget(row)
                self._column.insertWidget(place, row)
        self.updateGeometry()

    def focus_first(self) -> None:
        if self._rows:
            self._rows[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def _make_row(self, finding: Finding) -> FindingRow:
        row = FindingRow(self._theme, finding)
        row.activated.connect(self.finding_activated)
        return row
