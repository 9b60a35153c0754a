"""One warning that somebody must have seen before they stand for a story."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from editor.story.finding import Finding
from editor.ui.widgets.sheet import text_label


class Acknowledgement(QWidget):
    """A check box with a sentence that wraps, which a check box of Qt's cannot.

    Signals: `changed()`; `show_requested(object)`: the Finding somebody wants to see.
    """

    changed = Signal()
    show_requested = Signal(object)

    def __init__(self, finding: Finding, parent: QWidget, *, checkable: bool) -> None:
        super().__init__(parent)
        self._finding = finding
        self._box = QCheckBox(self)
        self._box.setAccessibleName(finding.message)
        self._box.setAccessibleDescription(finding.fix)
        self._box.setVisible(checkable)
        self._box.toggled.connect(self.changed)
        show = QPushButton(self.tr("Show"), self)
        show.setAccessibleName(self.tr("Show: {}").format(finding.message))
        show.setAutoDefault(False)
        show.clicked.connect(self._ask_to_show)

        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(text_label(finding.message, self))
        if finding.fix:
            words.addWidget(text_label(finding.fix, self, soft=True))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._box, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        row.addWidget(show, 0, Qt.AlignmentFlag.AlignTop)

    @property
    def given(self) -> bool:
        return self._box.isChecked()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        # The sentence is part of the check box, as people expect.
        if not self._box.isHidden():
            self._box.toggle()

    def _ask_to_show(self) -> None:
        self.show_requested.emit(self._finding)
