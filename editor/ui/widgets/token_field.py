"""A field of names or keywords: each becomes a chip that can be removed, completed as one types.

It keeps the order in which names were given and each of them once; who the names are is not
known here.
"""

import re
from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, QSize, QStringListModel, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import (
    QCompleter,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QSizePolicy,
    QToolButton,
    QWidget,
)

from editor.message import listed
from editor.story.people import split_names
from editor.ui.theme import Theme, restyle
from editor.ui.widgets.labels import ElidedLabel, FlowLayout
from editor.ui.widgets.sheet import filled

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
        self._cross.clicked.connect(lambda: self.removed.emit(self))
        edges = (theme.space(1) + 2, 1, 1, 1)
        filled(QHBoxLayout(self), self._label, self._cross, gap=1, edges=edges)

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


SEPARATORS = ",，、;；\n"

Split = Callable[[str], tuple[str, ...]]


def split_keywords(text: str) -> tuple[str, ...]:
    """Keywords as typed, each once: commas and semicolons part them, the word "and" does not."""
    parts = (" ".join(part.split()) for part in re.split(f"[{SEPARATORS}]", text))
    return tuple(dict.fromkeys(part for part in parts if part))


class TokenField(QFrame):
    """`split` turns what was typed or pasted into names.

    Signals:
        edited(): a person added, corrected or removed a name (`set_names` does not count).
        left(): the focus went out of the whole field.
    """

    edited = Signal()
    left = Signal()

    def __init__(
        self, theme: Theme, label: str, split: Split = split_names, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._split = split
        self._tokens: list[Token] = []
        self._choices: tuple[str, ...] = ()
        self.setProperty("within", "false")
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setCursor(Qt.CursorShape.IBeamCursor)
        self._line = _TokenLine(self)
        self._line.setAccessibleName(label)
        self._line.ended.connect(self._add_typed)
        self._line.erased.connect(self._remove_last)
        self._line.walked_left.connect(lambda: self._walk(len(self._tokens) - 1))
        self._line.textEdited.connect(self._on_typed)
        self._line.installEventFilter(self)
        self._offers = QStringListModel(self)
        completer = QCompleter(self._offers, self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        # Queued: Qt writes the chosen name into the line after telling of it.
        completer.activated.connect(self._add_chosen, Qt.ConnectionType.QueuedConnection)
        self._line.setCompleter(completer)
        mark_offers(self._line, completer)
        self.setFocusProxy(self._line)
        self._flow = FlowLayout(self, theme.space(1))
        self._flow.setContentsMargins(*[theme.space(1)] * 4)
        self._flow.addWidget(self._line)

    @property
    def line(self) -> QLineEdit:
        """Where one types; it carries the field's accessible name."""
        return self._line

    @property
    def names(self) -> tuple[str, ...]:
        """The names that stand as chips."""
        return tuple(token.name for token in self._tokens)

    @property
    def names_with_typed(self) -> tuple[str, ...]:
        """The chips and what is typed behind them but not ended yet."""
        return tuple(dict.fromkeys((*self.names, *self._split(self._line.text()))))

    @property
    def is_edited(self) -> bool:
        """Whether somebody is at work in it: the focus is inside."""
        return any(part.hasFocus() for part in (self._line, *self._tokens))

    def set_names(self, names: Sequence[str]) -> None:
        """Show other names; text that is being typed stays."""
        if tuple(names) != self.names:
            for token in self._tokens:
                self._drop(token)
            self._tokens = []
            for name in names:
                self._insert(len(self._tokens), name)
            self._refresh()

    def set_choices(self, choices: Sequence[str]) -> None:
        """What is offered while typing, the likeliest first."""
        if tuple(choices) != self._choices:
            self._choices = tuple(choices)
            self._offer()

    def clear_typed(self) -> None:
        self._line.clear()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            assert isinstance(event, QFocusEvent)
            self._mark_focus(watched, event)
        return super().eventFilter(watched, event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._line.setFocus(Qt.FocusReason.MouseFocusReason)

    def _mark_focus(self, part: QObject, event: QFocusEvent) -> None:
        inside = event.gotFocus()
        popup = event.reason() is Qt.FocusReason.PopupFocusReason
        if not inside and not popup:
            if part is self._line:
                self._add_typed()
            self.left.emit()
        restyle(self, "within", "true" if inside or popup else "false")

    def _on_typed(self, text: str) -> None:
        if any(separator in text for separator in SEPARATORS):
            self._add_typed()

    def _add_typed(self) -> None:
        typed = self._line.text()
        self._line.clear()
        self._add(self._split(typed))

    def _add_chosen(self, name: str) -> None:
        self._line.clear()
        self._add((name,))

    def _add(self, names: Sequence[str]) -> None:
        new = [name for name in dict.fromkeys(names) if name not in self.names]
        for name in new:
            self._insert(len(self._tokens), name)
        if new:
            self._refresh()
            self.edited.emit()

    def _insert(self, index: int, name: str) -> None:
        token = Token(self._theme, name, self)
        token.removed.connect(self._remove)
        token.reopened.connect(self._reopen)
        token.walked.connect(self._walk_from)
        token.installEventFilter(self)
        self._tokens.insert(index, token)
        self._flow.insert_widget(index, token)
        token.show()

    def _remove_last(self) -> None:
        if self._tokens:
            self._remove(self._tokens[-1])

    def _remove(self, token: Token) -> None:
        index = self._tokens.index(token)
        had_focus = token.hasFocus()
        self._tokens.remove(token)
        if had_focus:
            self._walk(index)
        self._drop(token)
        self._refresh()
        self.edited.emit()

    def _reopen(self, token: Token) -> None:
        """Back into the line, to be corrected; what was typed there is ended first."""
        self._add_typed()
        self._remove(token)
        self._line.setText(token.name)
        self._line.setFocus()

    def _walk_from(self, token: Token, step: int) -> None:
        self._walk(self._tokens.index(token) + step)

    def _walk(self, index: int) -> None:
        place = self._tokens[index] if 0 <= index < len(self._tokens) else self._line
        if index >= 0:
            place.setFocus(Qt.FocusReason.OtherFocusReason)

    def _drop(self, token: Token) -> None:
        token.removeEventFilter(self)
        self._flow.removeWidget(token)
        token.hide()
        token.deleteLater()

    def _refresh(self) -> None:
        # What the chips say, for somebody who only hears the line's own name.
        self._line.setAccessibleDescription(str(listed(self.names)))
        self._offer()
        self._flow.invalidate()
        self.updateGeometry()

    def _offer(self) -> None:
        self._offers.setStringList([name for name in self._choices if name not in self.names])


def mark_offers(line: QLineEdit, completer: QCompleter) -> None:
    """Tell the style sheet that this completer's list is one of offers. With the first letter
    that is typed: asking for the list makes it, and few lists are ever looked at."""

    def mark(_typed: str) -> None:
        if (popup := completer.popup()) is not None:
            popup.setProperty("offers", "true")

    line.textEdited.connect(mark)


class _TokenLine(QLineEdit):
    """Signals:
    ended(): Enter or Tab behind a name.
    erased(): Backspace where nothing is typed.
    walked_left(): the arrow key to the left at the beginning.
    """

    ended = Signal()
    erased = Signal()
    walked_left = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("plain", "true")
        self.setFrame(False)

    def minimumSizeHint(self) -> QSize:
        return QSize(self.fontMetrics().averageCharWidth() * 8, super().sizeHint().height())

    def event(self, event: QEvent) -> bool:
        # Tab is taken here: QWidget moves the focus before any key handler sees it.
        if (
            isinstance(event, QKeyEvent)
            and event.type() is QEvent.Type.KeyPress
            and event.key() == Qt.Key.Key_Tab
            and self.text().strip()
        ):
            self._take_offer_or_end()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._take_offer_or_end()
        elif event.key() == Qt.Key.Key_Backspace and not self.text():
            self.erased.emit()
        elif event.key() == Qt.Key.Key_Left and self.cursorPosition() == 0:
            self.walked_left.emit()
        else:
            super().keyPressEvent(event)

    def _take_offer_or_end(self) -> None:
        completer = self.completer()
        popup = completer.popup() if completer is not None else None
        if popup is not None and popup.isVisible():
            offer = popup.currentIndex()
            popup.hide()
            if offer.isValid():
                self.setText(offer.data())
        self.ended.emit()
