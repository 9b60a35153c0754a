"""The newsroom's words, names and places: looked up, added, changed, removed, brought in.

What is asked for here is done at once by whoever listens, who then shows the words anew.
"""

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QProgressBar,
    QScrollArea,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from editor.desk.words import WordsImported, report_lines
from editor.language.dictionaries import Entry
from editor.language.lexicon import Variant
from editor.late import frozen
from editor.message import message
from editor.story.words import NewsroomWord, WordKind
from editor.ui.widgets.sheet import Sheet, filled, label_for, plain_button, text_label
from editor.ui.words.words_model import SOURCE, WORD, Owner, WordFields, WordRow, WordsModel

LINES = 12  # of the table
REPORT_LINES = 5


@frozen
class KnownWords:
    """What the dialog shows: the newsroom's own words, Galley's, whose English, and what is right
    in the open story only (None while no story is open)."""

    own: Sequence[NewsroomWord]
    brought: Sequence[Entry]
    variant: Variant
    of_story: Sequence[str] | None = None


class WordsDialog(Sheet):
    """Attributes:
    fields: one word, to be added for every story or changed.

    Signals:
    remove_requested(object): a tuple of spellings the newsroom shall forget.
    remove_from_story_requested(object): a tuple of spellings the open story shall forget.
    put_back_requested(object): a tuple of `NewsroomWord` just removed.
    put_back_in_story_requested(object): a tuple of spellings just removed from the story.
    import_requested(): a spreadsheet, still to be chosen.
    variant_chosen(object): whose English it shall be.
    """

    remove_requested = Signal(object)
    remove_from_story_requested = Signal(object)
    put_back_requested = Signal(object)
    put_back_in_story_requested = Signal(object)
    import_requested = Signal()
    variant_chosen = Signal(object)

    begun_in = "newsroom"

    def __init__(self, known: KnownWords, parent: QWidget | None = None) -> None:
        super().__init__(parent, columns=96)
        self.introduce(
            self.tr("Words and names"),
            intro=self.tr(
                "What stands here is right in every story and never marked. Names and places that "
                "come with Galley are known as well; they can be looked up, not changed."
            ),
        )
        self._removed: tuple[NewsroomWord, ...] = ()
        self._removed_from = Owner.NEWSROOM
        self._model = WordsModel(self)
        kinds = [(self._model.kind_label(kind), kind) for kind in WordKind]
        self._search, self._kind, self._whose = QLineEdit(self), QComboBox(self), QComboBox(self)
        self._table = self._make_table()
        self._count = text_label("", self, "soft")
        self.fields = WordFields(kinds, self.unit, self)
        self._undo = plain_button(self.tr("Put back"), self)
        self._gone = QLabel(self)
        self.report = ImportReport(self.unit, self)
        self._variant = QComboBox(self)
        self._add_search(kinds, with_story=known.of_story is not None)
        self.body.addWidget(self._table, 1)
        self.body.addLayout(self._below_table())
        self.body.addWidget(self.fields)
        self.body.addWidget(self.report)
        self._add_variant()
        bring_in = self.add_action(self.tr("Bring in a spreadsheet…"))
        bring_in.clicked.connect(self.import_requested)
        hint = self.tr(
            "An Excel, .csv or .tsv file with a column of words or names and, if there are any, "
            "columns for the Chinese form and the kind. Titles such as Word, Chinese, Kind help."
        )
        bring_in.setToolTip(hint)
        bring_in.setAccessibleDescription(hint)
        self.add_way_out(self.tr("Close"))
        self._connect()
        self.show_words(known)
        self._search.setFocus()

    def show_words(self, known: KnownWords, *, chosen: str = "") -> None:
        """Show these words; `chosen` is the spelling of a row to be selected."""
        self.remark("")
        rows = [WordRow.of_newsroom(record) for record in known.own]
        here = self.tr("This story")
        rows += [WordRow.of_story(word, here) for word in known.of_story or ()]
        rows += [WordRow.of_galley(entry) for entry in known.brought]
        self._model.show_rows(rows)
        self._variant.setCurrentIndex(self._variant.findData(known.variant))
        self._show_count()
        place = self._model.place_of(chosen) if chosen else -1
        if place >= 0:
            self._table.selectRow(place)
            self._table.scrollTo(self._model.index(place, WORD))
        self._show_chosen()

    def show_added(self, known: KnownWords, word: str) -> None:
        """A word went in: it can be seen, and the next one written."""
        if word:
            self.fields.start_anew()
            self._search.clear()
        self.show_words(known, chosen=word)

    def show_removed(
        self,
        known: KnownWords,
        records: tuple[NewsroomWord, ...],
        owner: Owner = Owner.NEWSROOM,
    ) -> None:
        """These are gone from whoever knew them; one press puts them back."""
        self.fields.start_anew()
        self._removed_from = owner
        self._tell_removed(records)
        self.show_words(known)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._search.hasFocus():
            # Not what stands in the fields below: on to what was found, or to adding it.
            if self._model.rowCount():
                self._table.setFocus()
                self._table.selectRow(0)
            else:
                self.fields.start_with(self._search.text().strip())
        else:
            super().keyPressEvent(event)

    # -- building

    def _add_search(self, kinds: list[tuple[str, WordKind]], *, with_story: bool) -> None:
        self._search.setClearButtonEnabled(True)
        self._search.setAccessibleName(self.tr("Search words"))
        self._search.setPlaceholderText(self.tr("Search by spelling, Chinese form or place"))
        self._kind.setAccessibleName(self.tr("Kinds shown"))
        self._kind.addItem(self.tr("All kinds"), None)
        for label, kind in kinds:
            self._kind.addItem(label, kind)
        self._whose.setAccessibleName(self.tr("Words shown"))
        self._whose.addItem(self.tr("Of this newsroom"), Owner.NEWSROOM)
        if with_story:
            self._whose.addItem(self.tr("Of this story only"), Owner.STORY)
        self._whose.addItem(self.tr("All that are known"), None)
        row = filled(QHBoxLayout(), (self._search, 1), self._kind, self._whose, gap=self.unit)
        self.body.addLayout(row)

    def _make_table(self) -> QTableView:
        table = QTableView(self)
        table.setAccessibleName(self.tr("Words"))
        table.setModel(self._model)
        table.setSortingEnabled(True)
        table.sortByColumn(WORD, Qt.SortOrder.AscendingOrder)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setTabKeyNavigation(False)
        table.setShowGrid(False)
        table.setWordWrap(False)
        table.verticalHeader().hide()
        header = table.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        letter = self.fontMetrics().averageCharWidth()
        for column, letters in enumerate((34, 20, 14)):
            header.resizeSection(column, letters * letter)
        header.setSectionResizeMode(SOURCE, QHeaderView.ResizeMode.Stretch)
        table.setMinimumHeight(LINES * (self.fontMetrics().lineSpacing() + self.unit))
        return table

    def _below_table(self) -> QHBoxLayout:
        self._gone.setTextFormat(Qt.TextFormat.PlainText)
        row = filled(QHBoxLayout(), (self._count, 1), self._gone, self._undo, gap=self.unit)
        self._tell_removed(())
        return row

    def _add_variant(self) -> None:
        self._variant.addItem(self.tr("American: color, center, organize"), Variant.AMERICAN)
        self._variant.addItem(self.tr("British: colour, centre, organise"), Variant.BRITISH)
        label = label_for(self._variant, self.tr("English of this newsroom"))
        row = filled(QHBoxLayout(), label, self._variant, None, gap=self.unit)
        self.body.addLayout(row)

    def _connect(self) -> None:
        self._search.textChanged.connect(self._look)
        self._kind.activated.connect(self._look)
        self._whose.activated.connect(self._look)
        self._table.selectionModel().selectionChanged.connect(self._show_chosen)
        self.fields.remove_requested.connect(self._ask_remove)
        self._undo.clicked.connect(self._ask_put_back)
        self._variant.activated.connect(
            lambda: self.variant_chosen.emit(Variant(self._variant.currentData()))
        )

    # -- at work

    def _look(self) -> None:
        kind = self._kind.currentData()
        self._model.look_for(
            self._search.text(),
            # Qt keeps the text of it and not the kind itself.
            None if kind is None else WordKind(kind),
            self._whose.currentData(),
        )
        self._show_count()
        self._show_chosen()

    def _chosen(self) -> list[WordRow]:
        places = sorted(index.row() for index in self._table.selectionModel().selectedRows())
        return [row for place in places if (row := self._model.row_at(place)) is not None]

    def _show_chosen(self) -> None:
        chosen = [row for row in self._chosen() if row.removable]
        alone = chosen[0] if len(chosen) == 1 else None
        changeable = alone.record if alone and alone.owner is Owner.NEWSROOM else None
        self.fields.show_chosen(changeable, removable=len(chosen))

    def _show_count(self) -> None:
        shown, there = self._model.counts
        if shown:
            said = self.tr("{0:,} of {1:,}").format(shown, there)
        elif self._whose.currentData() is Owner.STORY:
            said = self.tr("No word is right in this story only.")
        elif self._search.text() or there:
            said = self.tr("Nothing fits. Another spelling, or all words that are known?")
        else:
            said = self.tr("No words of your own yet. Write one below, or bring in a spreadsheet.")
        self._count.setText(said)

    def _ask_remove(self) -> None:
        chosen = self._chosen()
        for owner, signal in (
            (Owner.NEWSROOM, self.remove_requested),
            (Owner.STORY, self.remove_from_story_requested),
        ):
            words = tuple(row.record.word for row in chosen if row.owner is owner)
            if words:
                signal.emit(words)

    def _ask_put_back(self) -> None:
        records = self._removed
        self._tell_removed(())
        if self._removed_from is Owner.NEWSROOM:
            self.put_back_requested.emit(records)
        else:
            self.put_back_in_story_requested.emit(tuple(record.word for record in records))

    def _tell_removed(self, records: tuple[NewsroomWord, ...]) -> None:
        self._removed = records
        words = [record.word for record in records[:1]]
        self._gone.setText(str(message("window.words-removed", n=len(records), words=words)))
        self._gone.setVisible(bool(records))
        self._undo.setVisible(bool(records))


class ImportReport(QWidget):
    """Hidden until something is read; knows nothing of the words themselves."""

    def __init__(self, gap: int, parent: QWidget) -> None:
        super().__init__(parent)
        self._line: QLabel = text_label("", self)
        self._bar = QProgressBar(self)
        self._bar.setRange(0, 0)
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(self.tr("Reading the spreadsheet"))
        self._rows = QPlainTextEdit(self)
        self._rows.setReadOnly(True)
        self._rows.setTabChangesFocus(True)
        self._rows.setAccessibleName(self.tr("Rows that were refused"))
        self._rows.setFixedHeight(REPORT_LINES * self.fontMetrics().lineSpacing() + 2 * gap)
        self._copy = plain_button(self.tr("Copy report"), self)
        self._copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self._text))
        self._done = plain_button(self.tr("Close report"), self)
        self._done.clicked.connect(self.hide)
        column = filled(QVBoxLayout(self), gap=gap)
        top = filled(QHBoxLayout(), (self._line, 1), self._copy, self._done)
        column.addLayout(top)
        column.addWidget(self._bar)
        column.addWidget(self._rows)
        self._text = ""
        self.hide()

    @property
    def text(self) -> str:
        """The whole report, one sentence a line; "" before there is one."""
        return self._text

    def show_reading(self, name: str) -> None:
        self._show(self.tr("Reading {0}…").format(name), reading=True)

    def show_report(self, report: WordsImported) -> None:
        said, *details = map(str, report_lines(report))
        self._text = "\n".join((said, *details))
        self._show(said, details="\n".join(details))

    def show_refusal(self, sentence: str) -> None:
        """The file was not taken at all."""
        self._text = sentence
        self._show(sentence)

    def _show(self, line: str, *, details: str = "", reading: bool = False) -> None:
        self._line.setText(line)
        self._bar.setVisible(reading)
        self._rows.setPlainText(details)
        self._rows.setVisible(bool(details))
        self._copy.setVisible(not reading)
        self._done.setVisible(not reading)
        self.show()
        # Once it has its place: on a small screen the dialog scrolls.
        QTimer.singleShot(0, self, self._come_into_view)

    def _come_into_view(self) -> None:
        area = self.parentWidget()
        while area is not None and not isinstance(area, QScrollArea):
            area = area.parentWidget()
        if area is not None:
            area.ensureWidgetVisible(self)
