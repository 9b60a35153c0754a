"""The small box in which the address of a link is written; it never opens the address."""

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QLineEdit, QPushButton, QWidget

from editor.ui.writing.link_address import completed_address


class LinkBox(QFrame):
    """Signals:
    chosen(str): an address a page may link to, or "" to take the link away.
    """

    chosen = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAccessibleName(self.tr("Link"))
        self.setProperty("surface", "panel")
        self.setFrameShape(QFrame.Shape.StyledPanel)
        label = QLabel(self.tr("Address"))
        self._address = QLineEdit()
        self._address.setAccessibleName(self.tr("Address"))
        self._address.setPlaceholderText("https://")
        self._address.setMinimumWidth(320)
        label.setBuddy(self._address)
        self._trouble = QLabel()
        self._trouble.setProperty("role", "danger")
        self._trouble.setWordWrap(True)
        self._trouble.hide()
        self._set = QPushButton(self.tr("Set link"))
        self._set.setProperty("kind", "primary")
        self._remove = QPushButton(self.tr("Remove link"))
        layout = QGridLayout(self)
        layout.addWidget(label, 0, 0)
        layout.addWidget(self._address, 0, 1, 1, 2)
        layout.addWidget(self._trouble, 1, 1, 1, 2)
        layout.addWidget(self._remove, 2, 1)
        layout.addWidget(self._set, 2, 2)
        self._set.clicked.connect(self._choose)
        self._remove.clicked.connect(self._choose_none)
        self._address.returnPressed.connect(self._choose)
        self._address.textEdited.connect(self._trouble.hide)

    def ask(self, address: str, place: QPoint) -> None:
        """Opens at a place of the screen, for a link that goes to `address` or none yet ("")."""
        self._address.setText(address)
        self._address.selectAll()
        self._trouble.hide()
        self._remove.setVisible(bool(address))
        self.adjustSize()
        self.move(place)
        self.show()
        self._address.setFocus(Qt.FocusReason.PopupFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)

    def _choose(self) -> None:
        address = completed_address(self._address.text())
        if not address:
            self._trouble.setText(
                self.tr("A page cannot link to this. Write a full address, such as https://…")
            )
            self._trouble.show()
            self.adjustSize()
            return
        self.close()
        self.chosen.emit(address)

    def _choose_none(self) -> None:
        self.close()
        self.chosen.emit("")
