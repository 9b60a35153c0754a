"""The bar at the foot of the text in which one looks for words and replaces them.

It shows fields, buttons and how many there are; what it is told is done by `FindInStory`.
"""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QResizeEvent, QTextDocument
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QPushButton,
    QToolButton,
    QWidget,
)

from editor.story.matching import Query, Replacement
from editor.ui.theme import Theme, restyle
from editor.ui.widgets.labels import ValueLabel, announce
from editor.ui.widgets.sheet import filled, plain_button

NARROW = 460  # px
LONGEST_SEEN = 40  # characters of an earlier search in its menu


class FindBar(QWidget):
    """Signals:
    query_changed(): words, options or the replacement are other ones.
    next_requested(), previous_requested(), replace_requested(), replace_all_requested().
    undo_requested(): what was replaced last is to be taken back.
    place_requested(): the hit that stands outside the text is to be shown.
    closed(): Esc, or the cross.
    """

    query_changed = Signal()
    next_requested = Signal()
    previous_requested = Signal()
    replace_requested = Signal()
    replace_all_requested = Signal()
    undo_requested = Signal()
    place_requested = Signal()
    closed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._earlier: list[str] = []
        self._earlier_at = -1
        self._narrow = False
        self.setAccessibleName(self.tr("Find in the story"))
        self.setProperty("surface", "panel")
        self.setProperty("divided", "above")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.words = self._field(self.tr("Find"))
        self.new_words = self._field(self.tr("Replace with"))
        self._case = self._switch("case-sensitive", self.tr("Match case"))
        self._whole = self._switch("whole-word", self.tr("Whole words"))
        self._expression = self._switch(
            "regex", self.tr("Regular expression; in the replacement \\1 is its first group")
        )
        self._keep_case = self._switch(
            "a-large-small", self.tr("Keep case: Gov becomes Office, GOV becomes OFFICE")
        )
        self._documents: tuple[QTextDocument, ...] = ()
        self._undoable, self._steps = "", list[int]()  # what was told, and how long they were then
        self._count = ValueLabel()
        self._count.setAccessibleName(self.tr("Hits"))
        self._count.setProperty("role", "soft")
        self._told = ValueLabel()
        self._told.setWordWrap(True)
        self._told.setTextFormat(Qt.TextFormat.PlainText)
        self._told.setProperty("role", "soft")
        self._told.setAccessibleName(self.tr("What was found"))
        self._undo = self._push(self.tr("Undo all"), quiet=True)
        self._place = self._push(self.tr("Show the caption"), quiet=True)
        self._one = self._push(self.tr("Replace"))
        self._all = self._push(self.tr("Replace all"))
        self._lay_out()
        self._connect()
        self.show_replacing(shown=False)
        self.tell("")
        self.show_count("", found=True)

    # -- what is asked

    @property
    def query(self) -> Query:
        switches = (self._case, self._whole, self._expression)
        return Query(self.words.text(), *(each.isChecked() for each in switches))

    @property
    def replacement(self) -> Replacement | None:
        """None while only finding is wanted."""
        if not self.replaces:
            return None
        return Replacement(self.new_words.text(), self._keep_case.isChecked())

    @property
    def replaces(self) -> bool:
        return not self._lower.isHidden()

    def ask(self, words: str, *, replace: bool) -> None:
        """Ready to be typed into; `words` "" leaves what was looked for last."""
        self.show_replacing(shown=replace)
        if words and words != self.words.text():
            self.words.setText(words)
        self.words.selectAll()
        self.words.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._earlier_at = -1

    # -- what is shown

    def show_count(self, text: str, *, found: bool) -> None:
        self._count.setText(text)
        announce(self._count, text)
        self._show_said()
        restyle(self._count, "role", "soft" if found else "warning")

    def show_can(self, *, go: bool, replace: bool) -> None:
        """Which of the buttons do something now."""
        for button in (self._next, self._previous, self._all):
            button.setEnabled(go)
        self._one.setEnabled(replace)

    def show_replacing(self, *, shown: bool) -> None:
        """The line for the new words, or only the one for finding."""
        self._lower.setVisible(shown)
        self.new_words.setVisible(shown)

    def tell(self, sentence: str, *, undo: bool = False, place: bool = False) -> None:
        """A sentence in a line of its own, with a button to undo or to show a caption; ""
        takes the line away."""
        self._told.setText(sentence)
        announce(self._told, sentence)
        self._undo.setVisible(undo)
        self._place.setVisible(place)
        self._undoable = sentence if undo else ""
        self._steps = [each.availableUndoSteps() for each in self._documents]
        self._show_said()

    def watch(self, documents: Sequence[QTextDocument]) -> None:
        """Texts in which what can be undone here may be undone elsewhere."""
        self._documents = tuple(documents)
        for each in documents:
            each.contentsChanged.connect(self._look_at_steps)

    def _look_at_steps(self) -> None:
        """What was told is told only while it is so: not once it was undone by Ctrl+Z."""
        if self._undoable:
            now = [each.availableUndoSteps() for each in self._documents]
            undone = any(after < before for after, before in zip(now, self._steps, strict=True))
            self._told.setText("" if undone else self._undoable)
            self._undo.setVisible(not undone)
            self._show_said()

    @property
    def told(self) -> str:
        return self._told.text()

    def know_earlier(self, searches: Sequence[str]) -> None:
        """The last searches, newest first."""
        self._earlier = list(searches)
        self._history.setVisible(bool(self._earlier))

    # -- Qt's own

    def keyPressEvent(self, event: QKeyEvent) -> None:
        back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._enter(back=back)
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down) and self.words.hasFocus():
            self._recall(1 if event.key() == Qt.Key.Key_Up else -1)
        else:
            super().keyPressEvent(event)
            return
        event.accept()

    def _enter(self, *, back: bool) -> None:
        if self.new_words.hasFocus() and not back:
            self.replace_requested.emit()
        elif back:
            self.previous_requested.emit()
        else:
            self.next_requested.emit()

    def _recall(self, step: int) -> None:
        """Up goes back through the last searches, Down forward again."""
        at = self._earlier_at + step
        if 0 <= at < len(self._earlier):
            self._earlier_at = at
            self.words.setText(self._earlier[at])
            self.words.selectAll()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_room()

    # -- inside

    def _make_room(self) -> None:
        """In a narrow text the number of hits goes to the line below."""
        narrow = self.width() < NARROW
        if narrow != self._narrow:
            self._narrow = narrow
            row = self._said_row if narrow else self._upper
            row.insertWidget(0 if narrow else self._count_place, self._count)
            self._show_said()

    def _show_said(self) -> None:
        below = self._narrow and bool(self._count.text())
        self._said.setVisible(below or bool(self._told.text()))

    def _lay_out(self) -> None:
        space = self._theme.space
        self._next = self._tool("chevron-down", self.tr("Next hit (F3)"))
        self._previous = self._tool("chevron-up", self.tr("Previous hit (Shift+F3)"))
        self._cross = self._tool("x", self.tr("Close (Esc)"))
        grid = QGridLayout(self)
        grid.setContentsMargins(space(3), space(1), space(2), space(1))
        grid.setSpacing(space(1))
        grid.addWidget(self.words, 0, 0)
        switches = (self._case, self._whole, self._expression)
        ways = (space(1), self._previous, self._next, space(1))
        upper = self._upper = filled(QHBoxLayout(), *switches, *ways, gap=space(1) // 2)
        self._count_place = upper.count()
        filled(upper, self._count, None, self._cross)
        grid.addLayout(upper, 0, 1)
        self._lower = QWidget()
        new = (self._keep_case, self._one, self._all, None)
        filled(QHBoxLayout(self._lower), *new, gap=space(1))
        grid.addWidget(self.new_words, 1, 0)
        grid.addWidget(self._lower, 1, 1)
        self._said = QWidget()
        self._said_row = QHBoxLayout(self._said)
        filled(self._said_row, (self._told, 1), self._undo, self._place)
        grid.addWidget(self._said, 2, 0, 1, 2)
        grid.setColumnStretch(0, 3)
        grid.setColumnStretch(1, 2)

    def _connect(self) -> None:
        for field in (self.words, self.new_words):
            field.textChanged.connect(self.query_changed)
        for switch in (self._case, self._whole, self._expression, self._keep_case):
            switch.toggled.connect(self.query_changed)
        self._next.clicked.connect(self.next_requested)
        self._previous.clicked.connect(self.previous_requested)
        self._one.clicked.connect(self.replace_requested)
        self._all.clicked.connect(self.replace_all_requested)
        self._undo.clicked.connect(self.undo_requested)
        self._place.clicked.connect(self.place_requested)
        self._cross.clicked.connect(self.closed)
        self._history = QAction(self.tr("Earlier searches"), self.words)
        self._theme.put_icon(self._history, "history", "ink-faint")
        self._history.triggered.connect(self._show_earlier)
        self.words.addAction(self._history, QLineEdit.ActionPosition.TrailingPosition)
        for button in self.words.findChildren(QToolButton):
            button.setAccessibleName(self._history.text())
            button.setToolTip(self.tr("Earlier searches (Up and Down)"))
        self._history.setVisible(False)

    def _show_earlier(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for words in self._earlier:
            label = words if len(words) <= LONGEST_SEEN else f"{words[: LONGEST_SEEN - 1]}…"
            # An ampersand in the words is no mnemonic.
            action = menu.addAction(label.replace("&", "&&"))
            action.triggered.connect(lambda _=False, words=words: self.words.setText(words))
        menu.popup(self.words.mapToGlobal(self.words.rect().topLeft()))

    def _field(self, name: str) -> QLineEdit:
        field = QLineEdit(self)
        field.setAccessibleName(name)
        field.setPlaceholderText(name)
        field.setMinimumWidth(80)
        return field

    def _tool(self, icon: str, name: str) -> QToolButton:
        button = QToolButton(self)
        button.setAccessibleName(name.partition(" (")[0])
        button.setToolTip(name)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._theme.put_icon(button, icon)
        return button

    def _switch(self, icon: str, name: str) -> QToolButton:
        button = self._tool(icon, name)
        button.setAccessibleName(name.partition(";")[0].partition(":")[0])
        button.setCheckable(True)
        return button

    def _push(self, name: str, *, quiet: bool = False) -> QPushButton:
        button = plain_button(name, self)
        if quiet:
            button.setProperty("kind", "quiet")
        return button
