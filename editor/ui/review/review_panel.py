"""Reading and approving: where the story stands, the four steps, what was said, what was kept."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal, SignalInstance
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from editor.desk.views import StoryView
from editor.message import listed
from editor.story.version import VersionKind, VersionRow
from editor.ui.review.remarks_view import RemarksView
from editor.ui.review.review_state import ReviewState
from editor.ui.theme import Theme, restyle
from editor.ui.widgets.labels import Chip
from editor.ui.widgets.sheet import filled, plain_button, scrolled, text_label
from editor.ui.widgets.spelled_out import moment

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
        self._list = filled(QVBoxLayout(), gap=theme.space(2))
        more = (self._more, 0, Qt.AlignmentFlag.AlignLeft)
        filled(QVBoxLayout(self), title, self._list, more, gap=theme.space(2))
        self.show_entries(())

    @property
    def entries(self) -> tuple[tuple[str, str], ...]:
        """What and by whom, as told last, the newest first."""
        return self._entries or ()

    def show_versions(self, versions: Sequence[VersionRow]) -> None:
        newest = sorted(versions, key=lambda each: each.number, reverse=True)
        self.show_entries(
            tuple(
                (self.tr("{0}  {1}").format(each.number, each.reason), _by(each)) for each in newest
            )
        )

    def show_entries(self, entries: tuple[tuple[str, str], ...]) -> None:
        """What and by whom, the newest first."""
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
        said = _words(what, "")
        said.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        filled(QVBoxLayout(entry), said, _words(who, "faint"), gap=0)
        return entry


def _words(text: str, role: str) -> QLabel:
    label = text_label(text, role=role)
    label.setMinimumWidth(1)  # or one long name in it would be the width of everything
    return label


class ReviewPanel(QScrollArea):
    """Attributes: `remarks`, what is said of the story and suggested.

    Signals: `send_requested()`, `return_requested()`, `sign_off_requested()`,
    `export_requested()`: a step somebody wants to take; nothing is decided here.
    """

    send_requested = Signal()
    return_requested = Signal()
    sign_off_requested = Signal()
    export_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._role = ""
        self._view: StoryView | None = None
        self._status = Chip(parent=self)
        self._sentence = text_label("")
        self._buttons = {
            "send": self._button(self.tr("Send for review"), "send", self.send_requested),
            "return": self._button(self.tr("Return…"), "corner-up-left", self.return_requested),
            "sign_off": self._button(self.tr("Sign off…"), "badge-check", self.sign_off_requested),
            "export": self._button(self.tr("Export…"), "package-check", self.export_requested),
        }
        self.remarks = RemarksView(theme, self)
        self.remarks.place_wanted.connect(self._make_room)
        self._versions = History(
            theme, self.tr("Versions"), self.tr("Not filed yet. History has every version.")
        )
        self._lay_out()

    @property
    def sentence(self) -> str:
        return self._sentence.text()

    def focus_first(self) -> None:
        """To the first step that can be taken."""
        first = next((b for b in self._buttons.values() if b.isEnabled()), None)
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_role(self, role: str) -> None:
        """A role of somebody who sits here: decides which step stands out."""
        self._role = role
        if self._view is not None:
            self.show_story(self._view)

    def show_story(self, view: StoryView) -> None:
        self._view = view
        state = ReviewState.of(view, self._role)
        self._status.show_status(view.story.status)
        self._sentence.setText(state.sentence)
        restyle(self._sentence, "role", state.kind)
        for name, button in self._buttons.items():
            button.setEnabled(name in state.able)
            why = str(state.refused.get(name, ""))
            button.setToolTip(why)
            button.setAccessibleDescription(why)
            primary = name == state.next_step
            if primary != (button.property("kind") == "primary"):
                restyle(button, "kind", "primary" if primary else "")
                icon_role = "on-accent" if primary else "ink"
                self._theme.put_icon(button, button.property("icon-name"), icon_role)
        self.remarks.show_remarks(view.comments, view.suggestions)
        # The steps of the story's way through the house; the History tab has every version.
        self._versions.show_versions(
            [each for each in view.versions if each.kind is not VersionKind.AUTOMATIC]
        )

    def _make_room(self) -> None:
        """A remark was chosen: what can be done with it comes into sight, once it is laid out."""
        QTimer.singleShot(0, self, lambda: self.ensureWidgetVisible(self.remarks.verdict))

    def _button(self, label: str, icon: str, asks: SignalInstance) -> QPushButton:
        button = plain_button(label)
        button.setProperty("icon-name", icon)
        self._theme.put_icon(button, icon)
        button.clicked.connect(asks)
        return button

    def _lay_out(self) -> None:
        space = self._theme.space
        first = filled(QHBoxLayout(), self._status, None)
        grid = QGridLayout()
        grid.setHorizontalSpacing(space(1))  # so they fit into the narrowest inspector
        grid.setVerticalSpacing(space(2))
        for place, button in enumerate(self._buttons.values()):
            grid.addWidget(button, place // 2, place % 2)
        steps = first, self._sentence, space(1), grid
        said = space(4), self.remarks, space(4), self._versions
        edges = (space(3), space(4), space(3), space(4))
        filled(QVBoxLayout(scrolled(self)), *steps, *said, None, gap=space(2), edges=edges)


def _by(entry: VersionRow) -> str:
    return str(listed((entry.by, moment(entry.at)), "facts"))
