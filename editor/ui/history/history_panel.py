"""A story's history as a timeline: choose a version to look at, compare, name or bring back.

It shows values and tells intents; nothing here reads or changes a version.
"""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QItemSelectionModel, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QListView,
    QMenu,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from editor.story.text import clean_line
from editor.story.version import VersionRow
from editor.ui.history.history_list import ENTRY_ROLE, Entry, HistoryDelegate, HistoryModel
from editor.ui.theme import Theme
from editor.ui.widgets.notices import EmptyState
from editor.ui.widgets.sheet import Sheet, filled, plain_button

NOW = 0  # in place of a version's number: the story as it stands


class HistoryPanel(QWidget):
    """Signals:
    save_requested(): keep what is there under a name.
    show_requested(int), restore_requested(int), name_requested(int): a version's number.
    compare_requested(int, int): older and newer; NOW for the story as it stands.
    """

    save_requested = Signal()
    show_requested = Signal(int)
    compare_requested = Signal(int, int)
    restore_requested = Signal(int)
    name_requested = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._story_id = ""
        self._model = HistoryModel(self)
        self._list = _Timeline(self)
        self._list.setModel(self._model)
        self._list.setItemDelegate(HistoryDelegate(theme, self._model, self._list))
        self._nothing = EmptyState(theme, "history", self)
        self._save = self._button(self.tr("Save a version…"), "save")
        self._compare = self._button(self.tr("Compare with now"), "columns-2")
        self._show = self._button(self.tr("Show"), "eye")
        self._name = self._button(self.tr("Name…"), "tag")
        self._restore = self._button(self.tr("Restore"), "archive-restore")
        self._lay_out()
        self._connect()
        self._judge()

    @property
    def chosen(self) -> tuple[int, ...]:
        """The numbers of the versions that are selected, oldest first."""
        rows = (index.data(ENTRY_ROLE) for index in self._list.selectedIndexes())
        return tuple(sorted(row.version.number for row in rows if isinstance(row, Entry)))

    @property
    def entries(self) -> tuple[str, ...]:
        """Every row as a screen reader says it, headings too."""
        return tuple(str(self._model.index(row, 0).data()) for row in range(self._model.rowCount()))

    def show_versions(self, story_id: str, versions: Sequence[VersionRow], now: datetime) -> None:
        """What is selected stays selected while the story is the same."""
        chosen = self.chosen if story_id == self._story_id else ()
        self._story_id = story_id
        if self._model.show(versions, now):
            self.choose(*chosen)
        self._nothing.setVisible(not versions)
        for part in (self._list, self._tools):
            part.setVisible(bool(versions))
        self._judge()

    def choose(self, *numbers: int) -> None:
        """Select versions by their numbers; those that are gone are left out."""
        rows = [row for number in numbers if (row := self._model.row_of(number)) >= 0]
        selection = self._list.selectionModel()
        selection.clearSelection()
        for row in rows:
            index = self._model.index(row, 0)
            selection.select(index, QItemSelectionModel.SelectionFlag.Select)
            selection.setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)

    def focus_first(self) -> None:
        """The keyboard to the newest version, or to what can be done without one."""
        if not self._model.versions:
            self._nothing.button.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        if not self.chosen:
            self.choose(max(version.number for version in self._model.versions))
        self._list.setFocus(Qt.FocusReason.OtherFocusReason)

    # -- inside

    def _button(self, label: str, icon: str) -> QPushButton:
        button = plain_button(label, self)
        self._theme.put_icon(button, icon)
        return button

    def _lay_out(self) -> None:
        space = self._theme.space
        self._nothing.say(
            self.tr("No versions yet"),
            self.tr(
                "They come by themselves while you write, and when a story is sent, signed "
                "or exported. Save one by hand before a large change."
            ),
            self.tr("Save a version…"),
        )
        self._head = QWidget(self)
        edges = (space(3), space(3), space(3), space(2))
        filled(QHBoxLayout(self._head), self._save, None, edges=edges)
        grid = QGridLayout()
        grid.setContentsMargins(space(3), space(2), space(3), space(3))
        grid.setSpacing(space(2))
        for place, button in enumerate((self._compare, self._restore, self._show, self._name)):
            grid.addWidget(button, place // 2, place % 2)
        self._tools = QWidget(self)
        self._tools.setProperty("divided", "above")
        self._tools.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        filled(QVBoxLayout(self._tools), grid, gap=0)
        filled(
            QVBoxLayout(self), self._head, (self._list, 1), self._tools, (self._nothing, 1), gap=0
        )

    def _connect(self) -> None:
        self._nothing.activated.connect(self.save_requested)
        self._save.clicked.connect(self.save_requested)
        self._compare.clicked.connect(self._ask_comparison)
        self._show.clicked.connect(lambda: self._tell(self.show_requested))
        self._restore.clicked.connect(lambda: self._tell(self.restore_requested))
        self._name.clicked.connect(lambda: self._tell(self.name_requested))
        self._list.selectionModel().selectionChanged.connect(lambda *_: self._judge())
        self._list.activated.connect(lambda _index: self._ask_comparison())
        self._list.name_wanted.connect(lambda: self._tell(self.name_requested))
        self._list.customContextMenuRequested.connect(self._show_menu)

    def _judge(self) -> None:
        """What can be done with so many: everything with one, comparing with two or more."""
        many = len(self.chosen)
        two = many > 1
        label = self.tr("Compare the two") if two else self.tr("Compare with now")
        self._compare.setText(label)
        self._compare.setAccessibleName(label)
        self._compare.setEnabled(many > 0)
        for button in (self._show, self._restore, self._name):
            button.setEnabled(many == 1)
        self._head.setVisible(bool(self._model.versions))

    def _tell(self, asks: object) -> None:
        if len(self.chosen) == 1:
            asks.emit(self.chosen[0])  # pyright: ignore[reportAttributeAccessIssue]

    def _ask_comparison(self) -> None:
        chosen = self.chosen
        if chosen:
            self.compare_requested.emit(chosen[0], chosen[-1] if len(chosen) > 1 else NOW)

    def _show_menu(self, place: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for button in (self._compare, self._show, self._name, self._restore):
            action = menu.addAction(button.icon(), button.text())
            action.setEnabled(button.isEnabled())
            action.triggered.connect(button.click)
        menu.popup(self._list.viewport().mapToGlobal(place))


class _Timeline(QListView):
    """Signals:
    name_wanted(): F2, as everywhere a name is changed.
    """

    name_wanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Versions"))
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setMouseTracking(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setProperty("plain", "true")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_F2:
            self.name_wanted.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.activated.emit(self.currentIndex())
        else:
            super().keyPressEvent(event)


class VersionNameDialog(Sheet):
    """`number` None: the story as it stands is to be saved under the name."""

    def __init__(
        self, number: int | None = None, name: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.begun_about = "" if number is None else str(number)
        if number is None:
            title, label = self.tr("Save a version"), self.tr("Save")
        else:
            title, label = self.tr("Name version {0}").format(number), self.tr("Name")
        self.introduce(title)
        self._name = QLineEdit(name, self)
        self._name.setPlaceholderText(self.tr("Before the cut"))
        self._name.setMaxLength(120)
        self.add_field(
            self.tr("Name"),
            self._name,
            self.tr("A version with a name is kept for ever; the others are thinned with time."),
        )
        self.add_way_out(self.tr("Cancel"))
        self._primary = self.add_primary(label)
        self._primary.setDefault(True)
        self._name.textChanged.connect(self._judge)
        self._name.selectAll()
        self._judge()
        self._name.setFocus()

    @property
    def value(self) -> str:
        """On one line; never blank once the dialog is accepted."""
        return clean_line(self._name.text())

    def _judge(self) -> None:
        self._primary.setEnabled(bool(self.value))
