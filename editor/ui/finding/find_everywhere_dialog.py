"""Find and replace across all drafts: every hit is looked at before any is replaced.

It shows hits and tells what is wanted; it reads no library and changes nothing.
"""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QProgressBar,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from editor.desk.replacing import StoryHits
from editor.message import listed, message
from editor.story.matching import Query, Replacement
from editor.ui.finding.hit_list import HIT_ROLE, STORY_ROLE, HitDelegate, HitModel
from editor.ui.theme import Theme, restyle
from editor.ui.widgets.begun import BegunDialog
from editor.ui.widgets.labels import ValueLabel
from editor.ui.widgets.notices import EmptyState
from editor.ui.widgets.sheet import filled, label_for, plain_button

PAUSE_MS = 350
OPEN_AT_FIRST = 40  # stories whose hits are unfolded without being asked


class FindEverywhereDialog(BegunDialog):
    """Signals:
    find_requested(object, object): Query, and Replacement or None.
    replace_requested(list): StoryHits, each with the hits that are ticked.
    cancel_requested(): what is going on is to stop.
    story_requested(str): this story is to be opened.
    undo_requested(): what was replaced last is to be taken back.
    """

    find_requested = Signal(object, object)
    replace_requested = Signal(list)
    cancel_requested = Signal()
    story_requested = Signal(str)
    undo_requested = Signal()
    begun_in = "newsroom"

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._at_work = False
        self.setWindowTitle(self.tr("Find and replace in all drafts"))
        self.words, self.new_words = QLineEdit(), QLineEdit()
        self._case = QCheckBox(self.tr("Match case"))
        self._whole = QCheckBox(self.tr("Whole words"))
        self._expression = QCheckBox(self.tr("Regular expression"))
        self._keep_case = QCheckBox(self.tr("Keep case"))
        self._switches = (self._case, self._whole, self._expression, self._keep_case)
        self._keep_case.setToolTip(self.tr("Gov becomes Office, GOV becomes OFFICE"))
        self._model = HitModel(self)
        self._tree = QTreeView()
        self._empty = EmptyState(theme, "file-search")
        self._summary, self._report = ValueLabel(), ValueLabel()
        self._summary.setAccessibleName(self.tr("What was found"))
        self._report.setAccessibleName(self.tr("Report"))
        for label in (self._summary, self._report):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
        self._progress = QProgressBar()
        self._progress.setAccessibleName(self.tr("Progress"))
        self._cancel = plain_button(self.tr("Cancel"))
        self._all = plain_button(self.tr("Tick all"))
        self._none = plain_button(self.tr("Tick none"))
        for button in (self._all, self._none):
            button.setProperty("kind", "quiet")
        self._undo = plain_button(self.tr("Undo the replacement"))
        self._replace = plain_button(self.tr("Replace"))
        self._replace.setProperty("kind", "primary")
        self._close = plain_button(self.tr("Close"))
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._lay_out()
        self._connect()
        self.resize(980, 640)
        self._say_nothing_yet()

    # -- what is asked

    @property
    def query(self) -> Query:
        switches = (self._case, self._whole, self._expression)
        return Query(self.words.text(), *(each.isChecked() for each in switches))

    @property
    def replacement(self) -> Replacement:
        return Replacement(self.new_words.text(), self._keep_case.isChecked())

    @property
    def has_hits(self) -> bool:
        return self._model.rowCount() > 0

    # -- what is shown

    def begin(self) -> None:
        """Hits will follow."""
        self.say("")
        self._model.clear()

    def add(self, found: Sequence[StoryHits]) -> None:
        first = self._model.rowCount()
        self._model.add(found)
        for row in range(first, min(self._model.rowCount(), OPEN_AT_FIRST)):
            self._tree.expand(self._model.index(row, 0))
        self._show_tree()

    def show_progress(self, done: int, total: int, sentence: str = "") -> None:
        """Equal numbers end it."""
        self._at_work = done < total
        self._progress.setRange(0, total)
        self._progress.setValue(done)
        self._progress.setFormat(sentence or self.tr("{0:,} of {1:,}").format(done, total))
        self._progress.setVisible(self._at_work)
        self._cancel.setVisible(self._at_work)
        self._show_counts()

    def say(self, sentence: str, *, warning: bool = False, undo: bool = False) -> None:
        """A report or a reason, over the number of hits; "" takes it away."""
        self._report.setText(sentence)
        self._report.setVisible(bool(sentence))
        restyle(self._report, "role", "warning" if warning else "success")
        self._undo.setVisible(undo)

    def show_nothing(self, title: str, sentence: str) -> None:
        self._empty.say(title, sentence)
        self._show_tree()

    # -- Qt's own

    def closeEvent(self, event: QCloseEvent) -> None:
        self._leave()
        super().closeEvent(event)

    def reject(self) -> None:
        self._leave()
        super().reject()

    # -- inside

    def _leave(self) -> None:
        self._pause.stop()
        self.cancel_requested.emit()

    def _lay_out(self) -> None:
        space = self._theme.space
        form = QGridLayout()
        form.setHorizontalSpacing(space(3))
        form.setVerticalSpacing(space(1))
        labels = {
            self.tr("Find in all drafts"): self.words,
            self.tr("Replace with"): self.new_words,
        }
        for column, (label, field) in enumerate(labels.items()):
            form.addWidget(label_for(field, label), 0, column)
            form.addWidget(field, 1, column)
        ticks = self._all, self._none
        options = filled(QHBoxLayout(), *self._switches, None, *ticks, gap=space(4))
        self._tree.setAccessibleName(self.tr("Hits"))
        self._tree.setModel(self._model)
        self._tree.setItemDelegate(HitDelegate(self._theme, self._tree))
        self._tree.setHeaderHidden(True)
        self._tree.setUniformRowHeights(True)
        self._tree.setAlternatingRowColors(False)
        does = self._cancel, self._undo, self._replace, self._close
        below = filled(QHBoxLayout(), (self._summary, 1), self._progress, *does)
        found = (self._tree, 1), (self._empty, 1), self._report
        edges = (space(5), space(4), space(5), space(4))
        filled(QVBoxLayout(self), form, options, *found, below, gap=space(3), edges=edges)
        self._progress.hide()
        self._cancel.hide()
        self._undo.hide()

    def _connect(self) -> None:
        for field in (self.words, self.new_words):
            field.textChanged.connect(self._pause.start)
            field.returnPressed.connect(self._ask)
        for box in self._switches:
            box.toggled.connect(self._pause.start)
        self._pause.timeout.connect(self._ask)
        self._model.ticked.connect(self._show_counts)
        self._tree.doubleClicked.connect(self._open)
        self._tree.activated.connect(self._open)
        self._all.clicked.connect(lambda: self._model.tick_all(ticked=True))
        self._none.clicked.connect(lambda: self._model.tick_all(ticked=False))
        self._cancel.clicked.connect(self.cancel_requested)
        self._undo.clicked.connect(self.undo_requested)
        self._replace.clicked.connect(lambda: self.replace_requested.emit(self._model.chosen()))
        self._close.clicked.connect(self.close)

    def _ask(self) -> None:
        self._pause.stop()
        if self.words.text():
            self.find_requested.emit(self.query, self.replacement)
        else:
            self.cancel_requested.emit()
            self.begin()
            self._say_nothing_yet()

    def _say_nothing_yet(self) -> None:
        self.show_nothing(
            self.tr("Find words in every draft"),
            self.tr(
                "Headlines, decks, texts and captions are looked through. Every hit is shown "
                "before anything is replaced, and a version of each story is kept first."
            ),
        )
        self._show_counts()

    def _show_tree(self) -> None:
        some = self._model.rowCount() > 0
        self._tree.setVisible(some)
        self._empty.setVisible(not some)

    def _show_counts(self) -> None:
        stories, hits, ticked = self._model.counts
        for button in (self._all, self._none):
            button.setEnabled(hits > 0)
        self._replace.setEnabled(ticked > 0 and not self._at_work)
        # Nothing in their place: that is what it must say.
        replaces = bool(self.new_words.text())
        verb = self.tr("Replace {0:,}") if replaces else self.tr("Delete {0:,}")
        restyle(self._replace, "kind", "primary" if replaces else "danger")
        self._replace.setText(verb.format(ticked) if ticked else self.tr("Replace"))
        self._replace.setAccessibleName(self._replace.text())
        if hits:
            found = message("count.hits", n=hits)
            where = message("count.stories", n=stories)
            said = [message("hits.found", hits=found, stories=where, ticked=ticked)]
            if approved := self._model.approved:
                said.append(message("hits.approved", n=approved))
            self._summary.setText(str(listed(said, "sentences")))
        else:
            self._summary.clear()

    def _open(self, index: QModelIndex) -> None:
        if index.data(HIT_ROLE) is not None:
            self.story_requested.emit(index.data(STORY_ROLE).story_id)
