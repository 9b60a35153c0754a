"""The board: what is on its way, by who must act next, with what keeps each story from going out;
over it what the day is like.

It shows and asks; it reads no library.
"""

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QLocale, QMargins, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from editor.message import label, listed, message
from editor.story.workflow import Priority, SeatRole
from editor.ui.theme import Theme
from editor.ui.widgets.begun import tell_opened
from editor.ui.widgets.labels import ValueLabel
from editor.ui.widgets.sheet import filled, plain_button
from editor.ui.widgets.spelled_out import lately

if TYPE_CHECKING:
    from editor.desk.board import Board, BoardRow

PLACE = Qt.ItemDataRole.UserRole  # (id of the story, a Finding or None)
CHART = 96  # pixels, its height


class BoardWindow(QDialog):
    """Signals:
    place_requested(str, object): a story, and the Finding in it that is to be seen, or None.
    plan_requested(): something new is to be planned.
    more_requested(): the rows behind these, too.
    """

    place_requested = Signal(str, object)
    plan_requested = Signal()
    more_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._board: Board | None = None
        self.setWindowTitle(self.tr("Board"))
        self._today = self._value(self.tr("Today"))
        self._week = self._value(self.tr("Exports of the week"))
        self._empty = self._value(self.tr("Nothing here"))
        self._chart = QWidget(self)
        self._mine = QCheckBox(self.tr("Only what waits for me"), self)
        self._mine.setAccessibleName(self._mine.text())
        self._plan = plain_button(self.tr("New planned item…"), self)
        self._more = plain_button(self.tr("Show more"), self)
        self._close = plain_button(self.tr("Close"), self)
        self._close.setDefault(True)
        self._tree = QTreeWidget(self)
        self._tree.setAccessibleName(self.tr("Stories on their way"))
        self._tree.setHeaderLabels([self.tr("Story"), self.tr("Status"), self.tr("Due")])
        self._tree.setSelectionMode(QTreeWidget.SelectionMode.SingleSelection)
        self._tree.setWordWrap(True)
        self._tree.setUniformRowHeights(False)
        self._lay_out()
        self._mine.toggled.connect(self._fill)
        self._plan.clicked.connect(self.plan_requested)
        self._more.clicked.connect(self.more_requested)
        self._close.clicked.connect(self.reject)
        self._tree.itemClicked.connect(self._go)
        self._tree.itemActivated.connect(self._go)
        self.resize(920, 640)
        self.focus_rows()

    def showEvent(self, event: QShowEvent) -> None:
        tell_opened(self)  # so that the keyboard is where it was when this is closed
        super().showEvent(event)

    def show_mine(self, mine: bool) -> None:
        self._mine.setChecked(mine)

    def show_board(self, board: "Board") -> None:
        self._board = board
        self._more.setVisible(board.more)
        self._show_day(board)
        self._fill()

    @property
    def groups(self) -> dict[str, list[str]]:
        """Headlines by who must act, as shown."""
        tops = [self._tree.topLevelItem(at) for at in range(self._tree.topLevelItemCount())]
        return {
            top.data(0, PLACE): [
                child.text(0)
                for at in range(top.childCount())
                if (child := top.child(at)) is not None
            ]
            for top in tops
            if top is not None
        }

    def focus_rows(self) -> None:
        self._tree.setFocus()

    def _fill(self) -> None:
        board = self._board
        if board is None:
            return
        kept = self._tree.currentItem()
        chosen = kept.data(0, PLACE) if kept is not None else None
        scrolled = self._tree.verticalScrollBar().value()
        self._tree.clear()
        groups: defaultdict[str, list[BoardRow]] = defaultdict(list)
        for row in board.rows:
            if row.mine or not self._mine.isChecked():
                groups[row.waits_for].append(row)
        for who, rows in sorted(groups.items(), key=lambda each: not each[1][0].mine):
            top = self._heading(who, rows)
            for row in rows:
                self._story(top, row)
        self._tree.expandAll()
        self._empty.setVisible(not groups)
        self._tree.setVisible(bool(groups))
        mine = self._mine.isChecked()
        nothing = self.tr("Nothing waits for you.") if mine else self.tr("Nothing is on its way.")
        self._empty.setText("" if groups else nothing)
        for item in self._items():
            if chosen is not None and item.data(0, PLACE) == chosen:
                self._tree.setCurrentItem(item)
        self._tree.verticalScrollBar().setValue(scrolled)

    def _items(self) -> list[QTreeWidgetItem]:
        found = self._tree.findItems("*", Qt.MatchFlag.MatchWildcard | Qt.MatchFlag.MatchRecursive)
        return [*found]

    def _heading(self, who: str, rows: "list[BoardRow]") -> QTreeWidgetItem:
        known = next((label(role) for role in SeatRole if role == who), who)
        waits = self.tr("Waits for {0}").format(known)
        text = str(listed((waits, message("count.stories", n=len(rows))), "facts"))
        top = QTreeWidgetItem(self._tree, [text])
        top.setData(0, PLACE, who)
        top.setFirstColumnSpanned(True)
        font = top.font(0)
        font.setBold(True)
        top.setFont(0, font)
        return top

    def _story(self, top: QTreeWidgetItem, row: "BoardRow") -> None:
        name = row.headline or row.slug
        due = self._due(row)
        item = QTreeWidgetItem(top, [name, str(row.status.label), due])
        first = next((each.finding for each in row.reasons if each.finding is not None), None)
        item.setData(0, PLACE, (row.id, first))
        item.setToolTip(0, str(listed((name, row.slug, row.section), "facts")))
        if row.late:
            item.setForeground(2, self._theme.color("danger"))
        for reason in row.reasons:
            line = QTreeWidgetItem(item, [str(reason.said)])
            line.setData(0, PLACE, (row.id, reason.finding))
            line.setFirstColumnSpanned(True)
            line.setForeground(0, self._theme.color("ink-soft"))

    def _due(self, row: "BoardRow") -> str:
        parts: list[Any] = []
        if row.priority:
            parts.append(label(Priority(row.priority)))
        if row.due is not None:
            late = self.tr("late, {0}") if row.late else self.tr("{0}")
            parts.append(late.format(lately(row.due)))
        return str(listed(parts, "facts"))

    def _go(self, item: QTreeWidgetItem) -> None:
        place = item.data(0, PLACE)
        if isinstance(place, tuple):
            self.place_requested.emit(*place)

    # -- what the day is like

    def _show_day(self, board: "Board") -> None:
        statuses = [
            self.tr("{0}: {1}").format(status.label, n) for status, n in board.today.items()
        ]
        nowhere = self.tr("without a section")
        sections = [
            self.tr("{0}: {1}").format(name or nowhere, n) for name, n in board.sections.items()
        ]
        late = self.tr("Late: {0}").format(board.late)
        changed = self.tr("Changed today: {0}").format(sum(board.today.values()))
        lines = ([late, changed], statuses, sections)
        self._today.setText("\n".join(str(listed(line, "facts")) for line in lines if line))
        days = [
            (QLocale().dayName(day.isoweekday(), QLocale.FormatType.ShortFormat), number)
            for day, number in board.week
        ]
        told = str(listed([self.tr("{0}: {1}").format(day, n) for day, n in days], "facts"))
        self._week.setText(self.tr("Exports of the week\n{0}").format(told))
        if any(number for _, number in days):
            self._draw([day[:2] for day, _ in days], [number for _, number in days])
        else:
            self._chart.hide()

    def _draw(self, letters: list[str], numbers: list[int]) -> None:
        """The week as bars, where QtCharts is there; it stands in words beside them."""
        try:
            # Late: no start needs it, and a small Qt has none.
            from PySide6.QtCharts import (
                QBarCategoryAxis,
                QBarSeries,
                QBarSet,
                QChart,
                QChartView,
            )
        except ImportError:
            self._chart.hide()
            return
        bars, series, chart = QBarSet(""), QBarSeries(), QChart()
        bars.append([float(number) for number in numbers])
        bars.setColor(self._theme.color("accent"))
        series.append(bars)
        chart.addSeries(series)
        axis = QBarCategoryAxis()
        axis.append(letters)
        axis.setGridLineVisible(False)
        axis.setTruncateLabels(False)  # they are two letters each
        axis.setLabelsColor(self._theme.color("ink-soft"))
        chart.addAxis(axis, Qt.AlignmentFlag.AlignBottom)
        series.attachAxis(axis)
        legend = chart.legend()
        if legend is not None:
            legend.hide()
        chart.setBackgroundVisible(False)
        chart.setMargins(QMargins())
        inner = chart.layout()
        if inner is not None:
            inner.setContentsMargins(0, 0, 0, 0)
        view = QChartView(chart, self)
        view.setFrameShape(QChartView.Shape.NoFrame)
        view.setBackgroundBrush(Qt.BrushStyle.NoBrush)
        view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        view.setAccessibleName(self.tr("Chart of the exports of the week"))
        view.setAccessibleDescription(self._week.text())
        view.setFixedSize(2 * CHART, CHART)
        self._strip.replaceWidget(self._chart, view)
        self._chart.hide()
        self._chart.deleteLater()
        self._chart = view

    def _value(self, name: str) -> ValueLabel:
        value = ValueLabel(parent=self)
        value.setAccessibleName(name)
        value.setTextFormat(Qt.TextFormat.PlainText)
        value.setWordWrap(True)
        value.setProperty("role", "soft")
        return value

    def _lay_out(self) -> None:
        space = self._theme.space
        header = self._tree.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for column in (1, 2):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        self._more.hide()
        self._strip = filled(
            QHBoxLayout(), (self._today, 3), (self._week, 2), self._chart, gap=space(4)
        )
        row = filled(QHBoxLayout(), self._mine, None, self._plan)
        ways = filled(QHBoxLayout(), self._more, None, self._close)
        filled(
            QVBoxLayout(self),
            *(self._strip, row, (self._tree, 1), (self._empty, 1), ways),
            gap=space(3),
            edges=space(4),
        )
