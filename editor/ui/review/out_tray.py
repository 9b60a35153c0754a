"""Where a story goes out: whether it may, where to, and what of it went out before.

It shows and asks; it writes nothing.
"""

from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from editor.desk.views import StoryView
from editor.message import listed
from editor.story.outlet import Publication, PublicationState
from editor.ui.review.review_panel import History
from editor.ui.review.review_state import ReviewState
from editor.ui.theme import Theme, restyle
from editor.ui.widgets.labels import Chip, ElidedLabel
from editor.ui.widgets.sheet import filled, plain_button, scrolled, text_label
from editor.ui.widgets.spelled_out import moment

if TYPE_CHECKING:
    from editor.desk.publishing import WentOut
    from editor.story.outlet import ExportRecord

WIDEST = 640  # pixels; a longer line is hard to follow


class OutTray(QScrollArea):
    """Signals:
    export_requested(): the story is to be exported.
    folder_requested(str): a folder is to be seen in the desktop's own window.
    wanted(str): what went out of the story with this id is to be shown.
    """

    export_requested = Signal()
    folder_requested = Signal(str)
    wanted = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._story_id = self._outlet = self._outlet_name = ""
        self._headline = ElidedLabel("", self)
        self._status = Chip(parent=self)
        self._sentence = text_label("", self)
        self._becomes = text_label("", self, "soft")
        self._export = plain_button(self.tr("Export…"), self)
        self._last = QWidget(self)
        self._folder = ElidedLabel("", self, Qt.TextElideMode.ElideMiddle)
        self._show_folder = plain_button(self.tr("Show folder"), self)
        self._standing = History(theme, self.tr("On the site"), self.tr("Not published yet."))
        self._exports = History(theme, self.tr("Exports"), self.tr("Nothing was exported yet."))
        self._lay_out()
        self.setFocusProxy(self._export)
        self._export.clicked.connect(self.export_requested)
        self._show_folder.clicked.connect(lambda: self.folder_requested.emit(self._folder.text()))

    @property
    def headline(self) -> str:
        return self._headline.text()

    @property
    def standing(self) -> tuple[tuple[str, str], ...]:
        """What stands where, and since when; as told."""
        return self._standing.entries

    @property
    def exports(self) -> tuple[tuple[str, str], ...]:
        return self._exports.entries

    def show_story(self, view: StoryView) -> None:
        """Where the story stands now; what went out of it is asked for."""
        if view.story.id != self._story_id:
            self._standing.show_entries(())
            self._exports.show_entries(())
        self._story_id = view.story.id
        outlet = view.snapshot.outlet
        self._outlet, self._outlet_name = outlet.key, outlet.name
        state = ReviewState.of(view, "")
        self._headline.setText(view.story.headline or self.tr("New story"))
        self._status.show_status(view.story.status)
        self._sentence.setText(state.sentence)
        restyle(self._sentence, "role", state.kind)
        self._becomes.setText(
            self.tr("An export is the approved bundle, ready for a web server.")
            if view.signed_off
            else self.tr("An export is a proof with a watermark, not for publication.")
        )
        self._export.setEnabled("export" in state.able)
        if self.isVisible():
            self.wanted.emit(self._story_id)

    def show_out(self, story_id: str, out: "WentOut", folder: str | None) -> None:
        """`folder` is that of the last export, None before the first."""
        if story_id != self._story_id:
            return
        self._folder.setText(folder or "")
        self._last.setVisible(bool(folder))
        newest = sorted(out.publications, key=lambda each: each.at, reverse=True)
        self._standing.show_entries(tuple(self._place(each) for each in newest))
        newest = sorted(out.exports, key=lambda each: each.at, reverse=True)
        self._exports.show_entries(tuple(self._files(each) for each in newest))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not event.spontaneous() and self._story_id:
            self.wanted.emit(self._story_id)

    def _place(self, publication: Publication) -> tuple[str, str]:
        outlet = publication.outlet
        name = self._outlet_name if outlet == self._outlet and self._outlet_name else outlet
        there = publication.state is PublicationState.OUT
        since = self.tr("Stands there since {0}") if there else self.tr("Replaced; from {0}")
        where = str(listed((name, publication.address), "facts"))
        return where, since.format(moment(publication.at))

    def _files(self, record: "ExportRecord") -> tuple[str, str]:
        kind = self.tr("Bundle") if record.kind == "bundle" else self.tr("Proof")
        form = QLocale.DataSizeFormat.DataSizeSIFormat
        size = QLocale().formattedDataSize(record.bytes, 1, form)
        files = self.tr("Files: {0} · {1}").format(record.files, size)
        facts = (kind, record.path), (record.by, moment(record.at), files)
        what, who = (str(listed(each, "facts")) for each in facts)
        return what, who

    def _lay_out(self) -> None:
        space = self._theme.space
        self.setProperty("surface", "paper")
        self._headline.setProperty("role", "title")
        self._export.setProperty("kind", "primary")
        self._theme.put_icon(self._export, "package-check", "on-accent")
        self._show_folder.setProperty("kind", "quiet")
        self._folder.setAccessibleName(self.tr("Folder of the last export"))
        self._folder.setProperty("role", "soft")
        self._last.hide()
        label = QLabel(self.tr("Exported last into"), self._last)
        label.setProperty("role", "label")
        filled(QHBoxLayout(self._last), label, (self._folder, 1), self._show_folder)
        content = scrolled(self)
        content.setMaximumWidth(WIDEST)
        left, edges = Qt.AlignmentFlag.AlignLeft, (space(6), space(5), space(6), space(6))
        filled(
            QVBoxLayout(content),
            self._headline,
            (self._status, 0, left),
            self._sentence,
            self._becomes,
            (self._export, 0, left),
            self._last,
            space(5),
            self._standing,
            space(5),
            self._exports,
            None,
            gap=space(2),
            edges=edges,
        )
        self.setAlignment(Qt.AlignmentFlag.AlignHCenter)
