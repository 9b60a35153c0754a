"""The line under the text that says how long it is beside how long it was to be.

It counts nothing and decides nothing: lengths come from the text and the house.
"""

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QLabel,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from editor.message import Message, message
from editor.story.measures import LONGEST, Fit
from editor.ui.theme import Theme, restyle
from editor.ui.widgets.labels import ValueLabel
from editor.ui.widgets.sheet import filled, plain_button
from editor.ui.widgets.text_field import CalmSpinBox
from editor.ui.writing.body_field import BodyField

STEP = 50
FIRST_OFFER = 400


class LengthBox(QWidget):
    """Signals:
    chosen(int): words; 0 leaves the length to the story's section.
    left(): nothing is to be changed.
    """

    chosen = Signal(int)
    left = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        label = QLabel(self.tr("Length in words"))
        label.setProperty("role", "label")
        self._words = CalmSpinBox()
        self._words.setAccessibleName(self.tr("Length the story is to have"))
        self._words.setRange(1, LONGEST)
        self._words.setSingleStep(STEP)
        label.setBuddy(self._words)
        self._set = plain_button(self.tr("Set length"))
        self._leave = plain_button("")
        for button in (self._set, self._leave):
            button.setProperty("kind", "quiet")
        filled(QHBoxLayout(self), label, self._words, self._set, self._leave)
        self._set.clicked.connect(self._choose)
        self._leave.clicked.connect(lambda: self.chosen.emit(0))

    def ask(self, own: int | None, usual: int | None) -> None:
        self._words.setValue(own or usual or FIRST_OFFER)
        usually = self.tr("As usual ({0:,})").format(usual) if usual else self.tr("No length")
        self._leave.setText(usually)
        self._leave.setAccessibleName(usually)
        self._leave.setVisible(own is not None)
        self.show()
        self._words.setFocus(Qt.FocusReason.OtherFocusReason)
        self._words.selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._choose()
        else:
            super().keyPressEvent(event)

    def _choose(self) -> None:
        self._words.interpretText()
        self.chosen.emit(self._words.value())


REST_MS = 60
BAR = 3  # px


class CopyfitBar(QWidget):
    """Signals:
    target_chosen(int): another length for this story; 0 leaves it to its section.
    """

    target_chosen = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._words = 0
        self._own: int | None = None
        self._usual: int | None = None
        self._by_character = False
        self._before: QWidget | None = None  # where the keyboard was when one asked
        self._bar = _FitLine(theme, self)
        self._said = ValueLabel(self)
        self._said.setAccessibleName(self.tr("Copyfit"))
        self._selection = ValueLabel(self)
        self._selection.setProperty("role", "faint")
        self._selection.setAccessibleName(self.tr("Length of the selection"))
        self._button = QToolButton(self)
        self._button.setAccessibleName(self.tr("Length of the story…"))
        self._button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        theme.put_icon(self._button, "ruler", "ink-soft")
        self._box = LengthBox(self)
        self._rest = QTimer(self, singleShot=True, interval=REST_MS)
        parts = (self._said, self._selection, None, self._box, self._button)
        edges = (theme.space(3), 0, theme.space(2), 0)
        row = filled(QHBoxLayout(), *parts, gap=theme.space(3), edges=edges)
        filled(QVBoxLayout(self), self._bar, row, gap=0, edges=(0, 0, 0, theme.space(1) // 2))
        self.setProperty("surface", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._button.clicked.connect(self.ask)
        self._box.chosen.connect(self._choose)
        self._box.left.connect(self._leave)
        self._box.hide()
        self._show()

    def follow(self, body: BodyField) -> None:
        """Say how long what is selected there is, once the selection rests."""
        body.selectionChanged.connect(self._rest.start)
        self._rest.timeout.connect(lambda: self._tell_selected(body))

    @property
    def words(self) -> str:
        """What the bar says now."""
        return self._said.text()

    def show_target(
        self, own: int | None, usual: int | None, *, by_character: bool = False
    ) -> None:
        """The story's own length, its section's, and whether its language is counted in
        characters."""
        self._own, self._usual, self._by_character = own, usual, by_character
        self._show()

    def show_words(self, words: int) -> None:
        self._words = words
        self._show()

    def _tell_selected(self, body: BodyField) -> None:
        cursor, told = body.textCursor(), ""
        if cursor.hasSelection():
            words = body.live.words_between(cursor.selectionStart(), cursor.selectionEnd())
            told = str(message("count.selected", n=words))
        if told != self._selection.text():
            self._selection.setText(told)

    def ask(self) -> None:
        """Show the fields in which the length is set."""
        self._before = QApplication.focusWidget()
        self._button.hide()
        self._selection.hide()
        self._box.ask(self._own, self._usual)

    def _choose(self, words: int) -> None:
        self._leave()
        self.target_chosen.emit(words)

    def _leave(self) -> None:
        self._button.show()
        self._selection.show()
        self._box.hide()
        before, self._before = self._before, None
        back = before if before is not None and isValid(before) else self._button
        back.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self) -> None:
        fit = Fit(self._words, self._own or self._usual)
        self._said.setText(self._sentence(fit))
        restyle(self._said, "role", "warning" if fit.over else "soft")
        self._bar.show_fit(fit)
        if fit.target is None:
            self._button.setText(self.tr("Set a length…"))
            self._button.setToolTip(self.tr("How long the story is to be"))
        else:
            self._button.setText(self.tr("of {0:,}").format(fit.target))
            self._button.setToolTip(
                self.tr("The length of this story; click to change it")
                if self._own
                else self.tr("The usual length of its section; click to give it another")
            )
        self._button.setAccessibleDescription(self._button.text())

    def _sentence(self, fit: Fit) -> str:
        unit = "count.characters" if self._by_character else "count.words"
        length = Message(unit, (("n", fit.words),))
        if fit.target is None:
            return str(length)
        if fit.short:
            return str(message("limit.short", length=length, n=fit.short))
        if fit.over:
            return str(message("limit.over", length=length, n=fit.over))
        return self.tr("{0}, as long as asked").format(length)


class _FitLine(QWidget):
    """How much of the length is there, as a thin line over the whole width."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._fit = Fit(0)
        self.setFixedHeight(BAR)
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(100, BAR)

    def show_fit(self, fit: Fit) -> None:
        if fit != self._fit:
            self._fit = fit
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        color, fit = self._theme.color, self._fit
        if fit.target is None:
            painter.fillRect(QRectF(0, 0, self.width(), 1), color("line"))
            return
        painter.fillRect(self.rect(), color("line"))
        kind = "warning" if fit.over else "accent" if fit.short else "success"
        # When it is over, the part that is asked for stays in its colour and the rest warns.
        whole = QRectF(0, 0, self.width() * fit.filled, BAR)
        painter.fillRect(whole, color("accent" if fit.over else kind))
        if fit.over:
            share = fit.over / fit.words
            left = self.width() * (1 - share)
            painter.fillRect(QRectF(left, 0, self.width() * share, BAR), color("warning"))
