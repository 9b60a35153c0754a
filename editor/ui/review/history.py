"""What has been said and kept of a story: comments and versions, the newest first."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from editor.story.comment import Comment
from editor.story.version import VersionRow
from editor.ui.theme import Theme
from editor.ui.widgets.ago import moment

SHOWN_AT_FIRST = 30


class History(QWidget):
    """A heading and entries of two lines: what, and by whom and when."""

    def __init__(
        self, theme: Theme, heading: str, nothing: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._entries: tuple[tuple[str, str], ...] | None = None
        self._nothing = nothing
        self._whole = False
        title = QLabel(heading, self)
        title.setProperty("role", "heading")
        self._more = QPushButton(self)
        self._more.setProperty("kind", "quiet")
        self._more.clicked.connect(self._show_whole)
        self._list = QVBoxLayout()
        self._list.setSpacing(theme.space(2))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(2))
        column.addWidget(title)
        column.addLayout(self._list)
        column.addWidget(self._more, 0, Qt.AlignmentFlag.AlignLeft)
        self._show(())

    @property
    def entries(self) -> tuple[tuple[str, str], ...]:
        """What and by whom, as told last, the newest first."""
        return self._entries or ()

    def show_comments(self, comments: Sequence[Comment]) -> None:
        newest = sorted(comments, key=lambda each: each.at, reverse=True)
        self._show(tuple((each.text, f"{each.by} · {moment(each.at)}") for each in newest))

    def show_versions(self, versions: Sequence[VersionRow]) -> None:
        newest = sorted(versions, key=lambda each: each.number, reverse=True)
        self._show(
            tuple(
                (
                    f"{each.number}  {each.reason}",
                    " · ".join(part for part in (each.by, moment(each.at)) if part),
                )
                for each in newest
            )
        )

    def _show(self, entries: tuple[tuple[str, str], ...]) -> None:
        if entries != self._entries:
            self._entries = entries
            self._rebuild()

    def _show_whole(self) -> None:
        self._whole = True
        self._rebuild()

    def _rebuild(self) -> None:
        while (item := self._list.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        entries = self.entries
        shown = entries if self._whole else entries[:SHOWN_AT_FIRST]
        for what, who in shown:
            self._list.addWidget(self._entry(what, who))
        if not entries:
            self._list.addWidget(_words(self._nothing, "soft"))
        self._more.setVisible(len(shown) < len(entries))
        self._more.setText(self.tr("Show all {0}").format(len(entries)))
        self._more.setAccessibleName(self._more.text())

    def _entry(self, what: str, who: str) -> QWidget:
        entry = QWidget()
        column = QVBoxLayout(entry)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        said = _words(what, "")
        said.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        column.addWidget(said)
        column.addWidget(_words(who, "faint"))
        return entry


def _words(text: str, role: str) -> QLabel:
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setProperty("role", role)
    return label
