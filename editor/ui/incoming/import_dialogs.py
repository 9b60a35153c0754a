"""Asked and told when files come in: what of their tracked changes, and what became of each."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from editor.interchange.arriving.refusal import Change, ChangeKind, Tracked, authors_of
from editor.late import frozen
from editor.message import listed, message
from editor.ui.widgets.labels import Chip
from editor.ui.widgets.sheet import Sheet, filled, text_label

SHOWN = 500  # changes in the list; more are only counted
WORDS_SHOWN = 300  # characters of one change


class TrackedDialog(Sheet):
    def __init__(self, name: str, changes: Sequence[Change], parent: QWidget | None = None) -> None:
        super().__init__(parent, columns=84)
        self._value = Tracked.ASK
        tracked = message("window.tracked", n=len(changes), authors=authors_of(changes))
        self.introduce(self.tr("Tracked changes"), name, str(tracked))
        self._list = QListWidget(self)
        self._list.setWordWrap(True)
        self._list.setSelectionMode(QListWidget.SelectionMode.NoSelection)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setSpacing(2)
        self._list.setMinimumHeight(10 * self.fontMetrics().lineSpacing())
        for change in changes[:SHOWN]:
            self._list.addItem(QListWidgetItem(self._line(change)))
        self.add_field(self.tr("Changes"), self._list)
        if len(changes) > SHOWN:
            self.add_text(str(message("window.and-more", n=len(changes) - SHOWN)), soft=True)
        self.add_text(
            self.tr(
                "Accepted: the story reads as its last editor meant it. Rejected: as it was before."
            ),
            soft=True,
        )
        self.add_way_out(self.tr("Leave the file out")).setDefault(True)
        reject = self.add_action(self.tr("Reject all"))
        reject.clicked.connect(lambda: self._answer(Tracked.REJECT))
        # Neither is the default: Enter must not decide it.
        accept = self.add_action(self.tr("Accept all"))
        accept.clicked.connect(lambda: self._answer(Tracked.ACCEPT))
        self._list.setFocus()

    @property
    def value(self) -> Tracked:
        """ASK when nothing was decided: the file stays out."""
        return self._value

    def _answer(self, value: Tracked) -> None:
        self._value = value
        self.accept()

    def _line(self, change: Change) -> str:
        kinds = {
            ChangeKind.INSERTED: self.tr("Inserted"),
            ChangeKind.DELETED: self.tr("Deleted"),
            ChangeKind.MOVED_FROM: self.tr("Moved away"),
            ChangeKind.MOVED_TO: self.tr("Moved here"),
            ChangeKind.FORMATTED: self.tr("Formatted"),
        }
        words = " ".join(change.text.split())
        if len(words) > WORDS_SHOWN:
            words = f"{words[:WORDS_SHOWN].rstrip()}…"
        what = self.tr("“{0}”").format(words) if words else self.tr("the end of a paragraph")
        return str(listed((kinds[change.kind], *authors_of([change]), what), "facts"))


@frozen
class FileReport:
    """`outcome` is taken, skipped or refused; `headline` of the story it became; `remarks` are
    sentences to check, or the reason."""

    name: str
    outcome: str
    headline: str = ""
    remarks: tuple[str, ...] = ()


class ImportReportDialog(Sheet):
    def __init__(self, reports: Sequence[FileReport], parent: QWidget | None = None) -> None:
        super().__init__(parent, columns=88)
        self._reports = tuple(reports)
        taken = sum(each.outcome == "taken" for each in reports)
        refused = sum(each.outcome == "refused" for each in reports)
        skipped = len(reports) - taken - refused
        counts = [message("count.taken-in", n=taken)]
        counts += [message("count.refused", n=refused)] if refused else []
        counts += [message("count.left-out", n=skipped)] if skipped else []
        files = message("count.files", n=len(reports))
        heading = message("form.labelled", label=files, text=listed(counts))
        self.introduce(self.tr("Import report"), str(heading))
        order = {"refused": 0, "taken": 1, "skipped": 2}
        for report in sorted(reports, key=lambda each: order[each.outcome]):
            self.body.addWidget(self._entry(report))
        self.body.addStretch(1)
        self.add_copy(self.tr("Copy report"), lambda: self.value)
        close = self.add_way_out(self.tr("Close"))
        close.setDefault(True)
        close.setFocus()

    @property
    def value(self) -> str:
        """The report as it is copied, a paragraph a file."""
        return "\n\n".join(self._text(report) for report in self._reports)

    def _entry(self, report: FileReport) -> QWidget:
        entry = QWidget(self)
        kind = {"taken": "success", "refused": "danger", "skipped": "count"}[report.outcome]
        chip = Chip(self._outcome(report), kind, entry)
        name = text_label(report.name, entry, "heading")
        words = filled(QVBoxLayout(), name, gap=2)
        if report.outcome == "taken":
            headline = report.headline or self.tr("Without a headline")
            words.addWidget(text_label(headline, entry))
        for remark in report.remarks:
            words.addWidget(text_label(remark, entry, "soft"))
        filled(QHBoxLayout(entry), (chip, 0, Qt.AlignmentFlag.AlignTop), (words, 1))
        # All words of the entry begin at one place, whatever the chip says.
        chip.setMinimumWidth(11 * self.fontMetrics().averageCharWidth())
        chip.setAlignment(Qt.AlignmentFlag.AlignCenter)
        return entry

    def _outcome(self, report: FileReport) -> str:
        return {
            "taken": self.tr("Taken in"),
            "refused": self.tr("Refused"),
            "skipped": self.tr("Left out"),
        }[report.outcome]

    def _text(self, report: FileReport) -> str:
        form = self.tr("{0}: {1} – {2}") if report.headline else self.tr("{0}: {1}")
        head = form.format(report.name, self._outcome(report), report.headline)
        return "\n".join((head, *report.remarks))
