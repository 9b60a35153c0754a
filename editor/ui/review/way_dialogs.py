"""What is asked about the way of a story: to whom, by when, how urgent, until when it is held, why
it is killed; and what a planned item is."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from editor.desk.newsroom import wall_clock
from editor.desk.way import NotAMoment, moment_of
from editor.message import label
from editor.story.outlet import Section
from editor.story.text import clean_line, clean_text
from editor.story.workflow import Priority, Route, SeatRole
from editor.ui.widgets.sheet import Sheet, filled
from editor.ui.widgets.spelled_out import moment
from editor.ui.widgets.text_field import CalmComboBox, LinesField


class MomentLine(QLineEdit):
    """A day and time as somebody types it; empty is none."""

    def __init__(self, parent: QWidget, *, ends: bool = False) -> None:
        super().__init__(parent)
        self._ends = ends
        self._shown: tuple[str, datetime | None] = ("", None)
        self.setPlaceholderText(self.tr("18:30, tomorrow 9:00, 2026-12-24 18:30"))

    def show_moment(self, at: datetime | None) -> None:
        here = at.astimezone().replace(tzinfo=None) if at else None
        text = here.isoformat(" ", "minutes") if here else ""
        self._shown = (text, at)
        self.setText(text)

    @property
    def moment(self) -> datetime | None:
        """Raises NotAMoment."""
        text = self.text().strip()
        if text == self._shown[0]:
            return self._shown[1]  # to the second, and in its zone
        return moment_of(text, wall_clock(), ends=self._ends) if text else None


class _WaySheet(Sheet):
    """A sheet with times in it: it is accepted when all of them can be read."""

    def __init__(self, parent: QWidget | None) -> None:
        super().__init__(parent)
        self._moments: list[MomentLine] = []

    def accept(self) -> None:
        try:
            for line in self._moments:
                _ = line.moment
        except NotAMoment as error:
            self.remark(str(error))
            return
        super().accept()

    def _moment(self, label: str, hint: str = "", *, ends: bool = False) -> MomentLine:
        line = MomentLine(self, ends=ends)
        line.textEdited.connect(lambda: self.remark(""))
        self.add_field(label, line, hint)
        self._moments.append(line)
        return line

    def _receivers(self, names: Sequence[str], chosen: str) -> CalmComboBox:
        box = CalmComboBox(self)
        box.addItem(self.tr("Review: any supervisor"), str(SeatRole.SUPERVISOR))
        box.addItem(self.tr("Photo desk"), str(SeatRole.PHOTO))
        box.addItem(self.tr("Any editor"), str(SeatRole.EDITOR))
        for name in names:
            box.addItem(name, name)
        box.setCurrentIndex(max(0, box.findData(chosen)))
        box.setMinimumContentsLength(12)
        self.add_field(self.tr("Send to"), box)
        return box

    def _priorities(self, chosen: int) -> CalmComboBox:
        box = CalmComboBox(self)
        for priority in Priority:
            box.addItem(str(label(priority)), int(priority))
        # As a plain number: Qt finds no member of an enumeration among numbers.
        box.setCurrentIndex(max(0, box.findData(int(chosen))))
        self.add_field(self.tr("Priority"), box)
        return box


class SendDialog(_WaySheet):
    """`value` is (to, due, priority, note)."""

    def __init__(
        self,
        headline: str,
        route: Route,
        names: Sequence[str],
        chosen: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.introduce(self.tr("Send to"), headline)
        self._to = self._receivers(names, chosen)
        self._due = self._moment(self.tr("Due"), ends=True)
        self._due.show_moment(route.due)
        self._priority = self._priorities(route.priority)
        self._note = LinesField("", 3, self)
        self.add_field(self.tr("Note"), self._note, self.tr("It stands with the comments."))
        self.body.addStretch(1)
        self.add_way_out(self.tr("Cancel"))
        self.add_primary(self.tr("Send"))
        self._to.setFocus()

    @property
    def value(self) -> tuple[str, datetime | None, int, str]:
        note = clean_text(self._note.toPlainText()).strip()
        return self._to.currentData(), self._due.moment, self._priority.currentData(), note


class WayDialog(_WaySheet):
    """`value` is (due, priority, embargo)."""

    def __init__(self, headline: str, route: Route, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.introduce(self.tr("Due, priority and embargo"), headline)
        self._due = self._moment(self.tr("Due"), ends=True)
        self._due.show_moment(route.due)
        self._priority = self._priorities(route.priority)
        held = self.tr("No bundle goes out before; proofs do.")
        self._embargo = self._moment(self.tr("Embargo until"), held)
        self._embargo.show_moment(route.embargo)
        self.body.addStretch(1)
        self.add_way_out(self.tr("Cancel"))
        self.add_primary(self.tr("Keep"))

    @property
    def value(self) -> tuple[datetime | None, int, datetime | None]:
        return self._due.moment, self._priority.currentData(), self._embargo.moment


class PlanDialog(_WaySheet):
    """`value` is (headline, key of the section, to, due)."""

    def __init__(
        self, sections: Sequence[Section], names: Sequence[str], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.introduce(self.tr("New planned item"), "", self.tr("A story that is not written yet."))
        self._headline = QLineEdit(self)
        self._headline.textEdited.connect(lambda: self.remark(""))
        self.add_field(self.tr("Working title"), self._headline)
        self._section = CalmComboBox(self)
        for section in sections:
            self._section.addItem(section.name, section.key)
        row = filled(QHBoxLayout(), gap=self.unit)
        self.add_field(self.tr("Section"), self._section, within=row)
        self.body.addLayout(row)
        self._to = self._receivers(names, str(SeatRole.EDITOR))
        self._due = self._moment(self.tr("Due"), ends=True)
        self.body.addStretch(1)
        self.add_way_out(self.tr("Cancel"))
        self.add_primary(self.tr("Plan"))

    @property
    def value(self) -> tuple[str, str, str, datetime | None]:
        headline = clean_line(self._headline.text())
        return headline, self._section.currentData() or "", self._to.currentData(), self._due.moment

    def accept(self) -> None:
        if not clean_line(self._headline.text()):
            self.remark(self.tr("Give it a working title, so that others know what is meant."))
            return
        super().accept()


class KillDialog(Sheet):
    """`value` is why."""

    def __init__(self, headline: str, at: datetime | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.introduce(self.tr("Kill"), headline)
        gone = self.tr("It is withdrawn and spiked. Take its page down where it stands.")
        since = self.tr("It stands on the site since {0}.").format(moment(at)) if at else ""
        self.body.addWidget(self.banner("warning", f"{since}\n{gone}" if since else gone))
        self._reason = LinesField("", 3, self)
        self.add_field(self.tr("Why"), self._reason, self.tr("The record keeps it."))
        self.body.addStretch(1)
        self.add_way_out(self.tr("Cancel"))
        self._kill = self.add_primary(self.tr("Kill"))
        self._kill.setEnabled(False)
        self._reason.textChanged.connect(lambda: self._kill.setEnabled(bool(self.value)))

    @property
    def value(self) -> str:
        return clean_text(self._reason.toPlainText()).strip()
