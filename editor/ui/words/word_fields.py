"""One word being written or changed: its spelling, its Chinese form, what sort of word it is."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QLineEdit, QWidget

from editor.story.text import clean_line
from editor.story.words import NewsroomWord, WordKind
from editor.ui.widgets.sheet import label_for, plain_button


class WordFields(QWidget):
    """Signals:
    add_requested(object): the `NewsroomWord` that stands in the fields, as a new one.
    change_requested(str, object): the spelling of the chosen word, and what it should be.
    remove_requested(): the words chosen in the table.
    """

    add_requested = Signal(object)
    change_requested = Signal(str, object)
    remove_requested = Signal()

    def __init__(self, kinds: list[tuple[str, WordKind]], gap: int, parent: QWidget) -> None:
        super().__init__(parent)
        self._chosen: NewsroomWord | None = None
        self._word, self._chinese = QLineEdit(self), QLineEdit(self)
        self._kind = QComboBox(self)
        for label, kind in kinds:
            self._kind.addItem(label, kind)
        self._add = plain_button(self.tr("Add"), self)
        self._change = plain_button(self.tr("Change"), self)
        self._remove = plain_button(self.tr("Remove"), self)
        self._lay_out(gap)
        self._word.textEdited.connect(self._enable)
        self._chinese.textEdited.connect(self._enable)
        self._kind.activated.connect(self._enable)
        self._add.clicked.connect(lambda: self.add_requested.emit(self.record))
        self._change.clicked.connect(self._ask_change)
        self._remove.clicked.connect(self.remove_requested)
        self._removable = 0
        self._enable()

    @property
    def record(self) -> NewsroomWord:
        """What stands in the fields; who says so stays as it was."""
        return NewsroomWord(
            clean_line(self._word.text()),
            WordKind(self._kind.currentData()),
            clean_line(self._chinese.text()),
            self._chosen.source if self._chosen else "",
        )

    def show_chosen(self, record: NewsroomWord | None, *, removable: int) -> None:
        """Put a chosen word into the fields, or leave what is being written (None);
        `removable` words are chosen that can be removed."""
        self._removable = removable
        if record != self._chosen:
            self._chosen = record
            if record is not None:
                self._fill(record)
        self._enable()

    def start_anew(self) -> None:
        """Empty fields, for the next word of the same kind."""
        self._chosen = None
        self._word.clear()
        self._chinese.clear()
        self._enable()

    def start_with(self, word: str) -> None:
        """A word about to be added."""
        self.start_anew()
        self._word.setText(word)
        self._enable()
        self._word.setFocus()

    def _fill(self, record: NewsroomWord) -> None:
        self._word.setText(record.word)
        self._chinese.setText(record.chinese)
        self._kind.setCurrentIndex(self._kind.findData(record.kind))

    def _enable(self) -> None:
        record, chosen = self.record, self._chosen
        fresh = bool(record.word) and (chosen is None or record.word != chosen.word)
        self._add.setEnabled(fresh)
        self._change.setEnabled(bool(record.word) and chosen is not None and record != chosen)
        self._remove.setEnabled(self._removable > 0)
        # Enter does what is meant most: keep the change, else add.
        (self._change if self._change.isEnabled() else self._add).setDefault(True)

    def _ask_change(self) -> None:
        assert self._chosen is not None
        self.change_requested.emit(self._chosen.word, self.record)

    def _lay_out(self, gap: int) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(gap)
        grid.setVerticalSpacing(gap // 2)
        labels = (self.tr("Word or name"), self.tr("Chinese form"), self.tr("Kind of word"))
        fields = (self._word, self._chinese, self._kind)
        for column, (text, field) in enumerate(zip(labels, fields, strict=True)):
            grid.addWidget(label_for(field, text), 0, column)
            grid.addWidget(field, 1, column)
        for column, button in enumerate((self._add, self._change, self._remove), len(fields)):
            grid.addWidget(button, 1, column)
        grid.setColumnStretch(0, 3)
        grid.setColumnStretch(1, 2)
