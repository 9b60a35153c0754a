"""One name in a field of names: a chip that can be walked to, opened again and removed."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QToolButton, QWidget

from editor.ui.theme import Theme
from editor.ui.widgets.elided_label import ElidedLabel

_CROSS = 12  # logical pixels


class Token(QFrame):
    """Signals, each with the token itself:
    removed(object): Delete, Backspace, or the cross.
    reopened(object): double click or Enter: the name is to be corrected.
    walked(object, int): an arrow key, -1 to the left or 1 to the right.
    """

    removed = Signal(object)
    reopened = Signal(object)
    walked = Signal(object, int)

    def __init__(self, theme: Theme, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.name = name
        self.setProperty("token", "true")
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(name)
        self._label = ElidedLabel(name, self)
        self._cross = QToolButton(self)
        self._cross.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._cross.setProperty("cross", "true")
        self._cross.setAccessibleName(self.tr("Remove {0}").format(name))
        self._cross.setToolTip(self._cross.accessibleName())
        self._cross.setIconSize(QSize(_CROSS, _CROSS))
        theme.put_icon(self._cross, "x", "ink-soft")
        self._cross.clicked.connect(self._remove)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.space(1) + 2, 1, 1, 1)
        row.setSpacing(1)
        row.addWidget(self._label)
        row.addWidget(self._cross)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Delete | Qt.Key.Key_Backspace:
                self.removed.emit(self)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter | Qt.Key.Key_F2:
                self.reopened.emit(self)
            case Qt.Key.Key_Left:
                self.walked.emit(self, -1)
            case Qt.Key.Key_Right:
                self.walked.emit(self, 1)
            case _:
                super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.reopened.emit(self)

    def _remove(self) -> None:
        self.removed.emit(self)
