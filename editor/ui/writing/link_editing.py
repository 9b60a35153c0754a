"""Links in the body: written, changed, taken away, opened when somebody says so.

Opening is asked for, never done here; nothing is fetched.
"""

from collections.abc import Mapping

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtGui import QAction, QGuiApplication, QKeyEvent, QShowEvent, QTextCursor
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMenu,
    QPushButton,
    QWidget,
)

from editor.story.addresses import CheckedAddress, checked_address
from editor.ui.theme import restyle
from editor.ui.widgets.begun import tell_opened
from editor.ui.widgets.labels import ValueLabel, announce
from editor.ui.widgets.sheet import filled
from editor.ui.writing.body_field import BodyField
from editor.ui.writing.document.shapes import OBJECT
from editor.ui.writing.keys.mark_commands import link_around, set_link, write_link

WIDTH = 380  # px


class LinkBox(QFrame):
    """Signals:
    chosen(str, str): an address a page may link to, or "" to take the link away; its words, or
        "" where they are to stay as they are.
    """

    chosen = Signal(str, str)
    begun_about = ""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAccessibleName(self.tr("Link"))
        self.setProperty("surface", "panel")
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self._address = self._field(self.tr("Address"), "https://")
        self._words = self._field(self.tr("Words"), self.tr("What the reader sees"))
        self._said = ValueLabel()
        self._said.setAccessibleName(self.tr("About the address"))
        self._said.setTextFormat(Qt.TextFormat.PlainText)
        self._said.setWordWrap(True)
        self._set = QPushButton(self.tr("Set link"))
        self._set.setProperty("kind", "primary")
        self._remove = QPushButton(self.tr("Remove link"))
        self._lay_out()
        self._set.clicked.connect(self._choose)
        self._remove.clicked.connect(self._choose_none)
        for field in (self._words, self._address):
            field.returnPressed.connect(self._choose)
        self._address.textEdited.connect(self._look)

    def ask(self, address: str, place: QPoint, words: str | None = "") -> None:
        """Opens at a place of the screen, for a link that goes to `address` or none yet ("").

        `words`: what it stands on; None where they cannot be written here.
        """
        self.begun_about = f"{words or ''}|{address}"
        self._address.setText(address)
        self._address.selectAll()
        self._words.setText(words or "")
        self._words.setVisible(words is not None)
        self._label(self._words).setVisible(words is not None)
        self._tell("")
        self._remove.setVisible(bool(address))
        self._set.setText(self.tr("Change link") if address else self.tr("Set link"))
        self.move(place)
        self.show()
        self._stay_on_screen()
        self._address.setFocus(Qt.FocusReason.PopupFocusReason)

    def show_begun(self, line: QWidget) -> None:
        """Below everything, what was brought back from last time."""
        # In one row, whichever line it is: a grid never has fewer rows than it had.
        self._grid.addWidget(line, 4, 0, 1, 2)

    def showEvent(self, event: QShowEvent) -> None:
        if not event.spontaneous():
            tell_opened(self)
        super().showEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)

    def _field(self, name: str, placeholder: str) -> QLineEdit:
        made = QLineEdit(self)
        made.setAccessibleName(name)
        made.setPlaceholderText(placeholder)
        return made

    def _label(self, field: QLineEdit) -> QLabel:
        return next(each for each in self.findChildren(QLabel) if each.buddy() is field)

    def _lay_out(self) -> None:
        layout = self._grid = QGridLayout(self)
        layout.setContentsMargins(12, 12, 12, 12)
        layout.setVerticalSpacing(8)
        for row, field in enumerate((self._words, self._address)):
            label = QLabel(field.accessibleName(), self)
            label.setBuddy(field)
            layout.addWidget(label, row, 0)
            layout.addWidget(field, row, 1)
        layout.addWidget(self._said, 2, 1)
        layout.addLayout(filled(QHBoxLayout(), self._remove, None, self._set), 3, 1)
        self.setFixedWidth(WIDTH)

    def _stay_on_screen(self) -> None:
        self._fit()
        # Through the application: docs/decisions/0003.
        screen = QGuiApplication.screenAt(self.pos()) or QGuiApplication.primaryScreen()
        room = screen.availableGeometry()
        left = max(room.left(), min(self.x(), room.right() - self.width()))
        top = max(room.top(), min(self.y(), room.bottom() - self.height()))
        self.move(left, top)

    def _look(self, written: str) -> None:
        """Shows what becomes of the address when it is not quite what was written."""
        checked = checked_address(written)
        meant = checked.address if checked.corrected else ""
        self._tell(self.tr("Links to {0}").format(meant) if meant.strip() != written else "")

    def _choose(self) -> None:
        checked = checked_address(self._address.text())
        if not checked.address:
            self._tell(self._trouble(checked), role="danger")
            self._address.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.close()
        self.chosen.emit(checked.address, " ".join(self._words.text().split()))

    def _choose_none(self) -> None:
        self.close()
        self.chosen.emit("", "")

    def _trouble(self, checked: CheckedAddress) -> str:
        if not self._address.text().strip():
            return self.tr("Write where the link goes, such as https://www.example.org/.")
        if checked.scheme:
            return self.tr(
                "A page cannot link to a “{0}:” address. Links go to a page (https://…), a mail "
                "address or a telephone number."
            ).format(checked.scheme)
        return self.tr(
            "This is no address. Write a page (www.example.org), a mail address "
            "(desk@example.org) or a telephone number (+86 351 123 4567)."
        )

    def _tell(self, sentence: str, role: str = "soft") -> None:
        self._said.setText(sentence)
        self._said.setVisible(bool(sentence))
        announce(self._said, sentence)
        restyle(self._said, "role", role)
        self._fit()

    def _fit(self) -> None:
        """As high as the words need: Qt guesses the height of words that wrap."""
        self._grid.activate()
        # Asked only then: without a line that wraps, Qt answers -1 and adds the frame to it.
        if self._grid.hasHeightForWidth():
            self.setFixedHeight(self._grid.totalHeightForWidth(WIDTH))
        else:
            self.setFixedHeight(self._grid.totalSizeHint().height())


_BELOW = 4  # px between the words and the box
_LONGEST_WORDS = 300  # characters of words that are written in the box


class LinkEditing(QObject):
    """Serves one body.

    Signals:
        opened(str): the person wants to see this address.
    """

    opened = Signal(str)

    def __init__(self, body: BodyField, actions: Mapping[str, QAction]) -> None:
        super().__init__(body)
        self._body = body
        self._box = LinkBox(body)
        self._box.chosen.connect(self._write)
        actions["link"].triggered.connect(self.ask)
        body.menu_opening.connect(self._add_to_menu)
        body.link_clicks.opened.connect(self.opened)

    def ask(self) -> None:
        """Opens the box under the caret."""
        cursor = self._body.textCursor()
        link = link_around(cursor)
        target = cursor if cursor.hasSelection() else link
        words = target.selectedText() if target is not None else ""
        one_line = "\u2029" not in words and OBJECT not in words and len(words) <= _LONGEST_WORDS
        address = link.charFormat().anchorHref() if link is not None else ""
        below = self._body.cursorRect().bottomLeft() + QPoint(0, _BELOW)
        place = self._body.viewport().mapToGlobal(below)
        self._box.ask(address, place, words if one_line else None)

    def _add_to_menu(self, menu: QMenu, under: QTextCursor) -> None:
        link = link_around(under)
        if link is None:
            return
        address = link.charFormat().anchorHref()
        menu.addSeparator()
        opens = menu.addAction(self.tr("Open link in the browser…"))
        opens.triggered.connect(lambda: self.opened.emit(address))
        removes = menu.addAction(self.tr("Remove link"))
        removes.triggered.connect(lambda: set_link(link, ""))

    def _write(self, address: str, words: str) -> None:
        cursor = self._body.textCursor()
        if words and address:
            write_link(cursor, address, words)
        else:
            set_link(cursor, address)
        self._body.setTextCursor(cursor)
        self._body.overlays.refresh()
        self._body.setFocus(Qt.FocusReason.OtherFocusReason)
