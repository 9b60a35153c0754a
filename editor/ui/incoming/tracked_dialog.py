"""A file with tracked changes: what they are and whose, and whether all are accepted or rejected.

Galley never decides it by itself: an unaccepted deletion may be a legal matter.
"""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from editor.interchange.arriving.quoting import counted
from editor.interchange.arriving.tracked import Change, ChangeKind, Tracked
from editor.ui.widgets.sheet import Sheet

SHOWN = 500  # changes in the list; more are only counted
WORDS_SHOWN = 300  # characters of one change


class TrackedDialog(Sheet):
    def __init__(self, name: str, changes: Sequence[Change], parent: QWidget | None = None) -> None:
        super().__init__(parent, columns=84)
        self._value = Tracked.ASK
        authors = ", ".join(dict.fromkeys(each.author or self.tr("somebody") for each in changes))
        number = counted(len(changes), self.tr("tracked change"))
        self.introduce(
            self.tr("Tracked changes"),
            name,
            self.tr("{0} by {1}. Nobody has accepted or rejected them yet.").format(
                number, authors
            ),
        )
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
            self.add_text(self.tr("And {0} more.").format(len(changes) - SHOWN), soft=True)
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
        what = f"“{words}”" if words else self.tr("the end of a paragraph")
        author = change.author or self.tr("somebody")
        return f"{kinds[change.kind]} · {author} · {what}"
