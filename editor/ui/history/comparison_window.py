"""Two versions side by side, or one to read, in a window beside the writing.

It shows values and tells intents: which two somebody wants to see, and what to bring back.
"""

import time
from collections.abc import Callable, Iterator, Sequence

from PySide6.QtCore import QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtGui import (
    QGuiApplication,
    QImage,
    QKeySequence,
    QShortcut,
    QTextCursor,
)
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from editor.desk.history import Compared
from editor.message import message
from editor.story.alignment import shortened
from editor.story.comparison import change_lines
from editor.story.version import VersionRow
from editor.ui.history.comparison_page import ComparisonPage
from editor.ui.history.comparison_view import Place, Reading
from editor.ui.shell.commands import with_keys
from editor.ui.theme import Theme
from editor.ui.widgets.begun import BegunDialog
from editor.ui.widgets.labels import ElidedLabel
from editor.ui.widgets.sheet import filled, plain_button

SIZE = (900, 760)  # pixels
PICTURES_MS = 150
SLICE = 0.005  # seconds of writing between two looks at the keyboard
_END = object()


class VersionBox(QComboBox):
    """Signals:
    version_chosen(object): a version's number, or None for the story as it stands.
    """

    version_chosen = Signal(object)

    def __init__(self, name: str, parent: QWidget, *, with_now: bool) -> None:
        super().__init__(parent)
        self._with_now = with_now
        self.setAccessibleName(name)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(18)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMaxVisibleItems(16)
        self.activated.connect(lambda at: self.version_chosen.emit(self.itemData(at)))

    def offer(self, versions: Sequence[VersionRow], chosen: int | None) -> None:
        """All versions, the newest first; `chosen` None is the story as it stands."""
        with QSignalBlocker(self):
            self.clear()
            if self._with_now:
                self.addItem(self.tr("Now"), None)
            for version in reversed(versions):
                self.addItem(label_of(version), version.number)
                place = self.count() - 1
                tip = "\n".join(filter(None, (version.name, str(version.reason))))
                self.setItemData(place, tip, Qt.ItemDataRole.ToolTipRole)
            place = next((at for at in range(self.count()) if self.itemData(at) == chosen), -1)
            self.setCurrentIndex(place)


def label_of(version: VersionRow) -> str:
    """`3 · 11-24 14:05 · Before the cut`."""
    at, title = version.at.astimezone(), shortened(version.title, 48)
    return str(message("history.chosen", number=version.number, at=at, title=title))


class ComparisonWindow(BegunDialog):
    """Not modal: one writes on while it is open.

    Signals:
        pair_chosen(int, object): another older and newer version (None: the story as it stands).
        restore_requested(int): bring this version back.
    """

    pair_chosen = Signal(int, object)
    restore_requested = Signal(int)
    begun_in = ""  # nothing is written in it

    def __init__(
        self,
        theme: Theme,
        pictures: Callable[[str], QImage | None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._compared: Compared | None = None
        self._places: tuple[Place, ...] = ()
        self._at = -1
        self._reading = False
        self._text = Reading(theme, self)
        self._page = ComparisonPage(self._text.document(), theme, pictures)
        self._older = VersionBox(self.tr("Older version"), self, with_now=False)
        self._newer = VersionBox(self.tr("Newer version"), self, with_now=True)
        self._told = QLabel(self)
        self._heading = ElidedLabel(parent=self)
        self._previous = self._tool(self.tr("Previous change"), "chevron-up", "Alt+Up")
        self._next = self._tool(self.tr("Next change"), "chevron-down", "Alt+Down")
        self._changes_only = QCheckBox(self.tr("Only changes"), self)
        self._copy = plain_button(self.tr("Copy as text"), self)
        self._restore = plain_button(self.tr("Restore"), self)
        self._close = plain_button(self.tr("Close"), self)
        # Pictures come one by one: written anew once a few are there.
        self._pictures_rest = QTimer(self, singleShot=True, interval=PICTURES_MS)
        self._writing: Iterator[None] | None = None
        self._kept_place = (0, -1)
        self._slices = QTimer(self, singleShot=True, interval=0)
        self._lay_out()
        self._connect()

    @property
    def compared(self) -> Compared | None:
        return self._compared

    @property
    def reading(self) -> bool:
        """Whether one version alone is shown."""
        return self._reading

    @property
    def writing(self) -> bool:
        """Whether a long comparison is still being written out."""
        return self._writing is not None

    @property
    def text(self) -> str:
        """What can be read in it."""
        return self._text.toPlainText()

    @property
    def told(self) -> str:
        return self._told.text()

    def show_waiting(self) -> None:
        """Somebody waits for a comparison that is being made."""
        self._told.setText(self.tr("Comparing…"))

    def show_compared(self, compared: Compared) -> None:
        """Two versions; while they are the same two, what is read stays in view."""
        before = self._compared
        same = before is not None and not self._reading and _pair(before) == _pair(compared)
        alike = same and before is not None and before.comparison == compared.comparison
        self._set_reading(False)
        self._compared = compared
        self._older.offer(compared.versions, compared.older)
        self._newer.offer(compared.versions, compared.newer)
        self.setWindowTitle(self.tr("Comparison — {0}").format(_headline(compared)))
        self._restore.setText(self.tr("Restore version {0}").format(compared.older))
        self._restore.setAccessibleName(self._restore.text())
        if alike and not self._writing:
            self._tell()
        else:
            self._write(stay=same)

    def show_version(self, compared: Compared) -> None:
        """One version alone, to be read: compared with itself."""
        self._set_reading(True)
        self._compared = compared
        version = next(each for each in compared.versions if each.number == compared.older)
        self._heading.setText(label_of(version))
        self.setWindowTitle(
            self.tr("Version {0} — {1}").format(version.number, _headline(compared))
        )
        self._restore.setText(self.tr("Restore version {0}").format(version.number))
        self._restore.setAccessibleName(self._restore.text())
        self._write()

    def show_pictures(self) -> None:
        """A picture has come; pictures of other stories change nothing."""
        if self._compared is not None:
            self._pictures_rest.start()

    def step(self, by: int) -> None:
        """To the next change with 1, to the one before with -1; round at the ends."""
        if not self._places:
            return
        many = len(self._places)
        self._at = (self._at + by) % many if self._at >= 0 else (0 if by > 0 else many - 1)
        place = self._places[self._at]
        cursor = QTextCursor(self._text.document())
        cursor.setPosition(place.start)
        self._text.setTextCursor(cursor)
        self._text.bring_up(cursor)
        self._frame_current()
        self._tell()

    # -- inside

    def _write(self, *, stay: bool = False) -> None:
        """Begin to write; a short comparison is there at once, a long one comes in slices while
        somebody types in the other window."""
        compared = self._compared
        if compared is None:
            return
        bar = self._text.verticalScrollBar()
        self._kept_place = (bar.value(), self._at) if stay else (0, -1)
        # Until it is written the former text is seen, not one that grows from its top.
        self._text.setUpdatesEnabled(not stay)
        self._at = -1
        self._frame_current()
        self._page.scale = self.devicePixelRatioF()
        self._writing = self._page.write(
            compared.comparison,
            self._name(compared, compared.older),
            self._name(compared, compared.newer),
            everything=self._reading or not self._changes_only.isChecked(),
        )
        self._write_on()

    def _write_again(self) -> None:
        self._write(stay=True)

    def _write_on(self) -> None:
        until = time.monotonic() + SLICE
        while self._writing is not None and time.monotonic() < until:
            if next(self._writing, _END) is _END:
                self._writing = None
        if self._writing is not None:
            self._told.setText(self.tr("Comparing…"))
            self._slices.start()
            return
        self._places = self._page.places
        scrolled, at = self._kept_place
        self._at = at if at < len(self._places) else -1
        if scrolled:
            self._text.verticalScrollBar().setValue(scrolled)
        for button in (self._previous, self._next):
            button.setEnabled(bool(self._places))
        self._text.setUpdatesEnabled(True)
        self._frame_current()
        self._tell()

    def _name(self, compared: Compared, number: int | None) -> str:
        if number is None:
            return self.tr("Now")
        return self.tr("Version {0}").format(number)

    def _tell(self) -> None:
        compared = self._compared
        if compared is None or self._reading:
            self._told.setText("")
            return
        many = len(self._places)
        if not many:
            self._told.setText(self.tr("No difference"))
        elif self._at >= 0:
            self._told.setText(self.tr("Change {0} of {1}").format(self._at + 1, many))
        else:
            self._told.setText(str(message("count.changes", n=many)))

    def _frame_current(self) -> None:
        here = 0 <= self._at < len(self._places)
        self._text.point_at(self._places[self._at] if here else None)

    def _set_reading(self, reading: bool) -> None:
        self._reading = reading
        for part in (self._choosers, self._changes_only, self._previous, self._next, self._copy):
            part.setVisible(not reading)
        self._told.setVisible(not reading)
        self._heading.setVisible(reading)

    def _copy_text(self) -> None:
        if self._compared is not None:
            lines = change_lines(self._compared.comparison)
            QGuiApplication.clipboard().setText("\n".join(lines))
            self._copy.setText(self.tr("Copied"))

    def _choose(self) -> None:
        older, newer = self._older.currentData(), self._newer.currentData()
        if older is not None:
            self._copy.setText(self.tr("Copy as text"))
            self.pair_chosen.emit(older, newer)

    def _tool(self, label: str, icon: str, keys: str) -> QToolButton:
        button = QToolButton(self)
        button.setAccessibleName(label)
        shown = QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
        button.setToolTip(with_keys(label, shown))
        self._theme.put_icon(button, icon)
        QShortcut(QKeySequence(keys), self, button.click)
        return button

    def _lay_out(self) -> None:
        space = self._theme.space
        self.resize(*SIZE)
        self.setSizeGripEnabled(True)
        self._changes_only.setChecked(True)
        self._heading.setProperty("role", "heading")
        self._told.setProperty("role", "soft")
        arrow = QLabel("→", self)
        arrow.setProperty("role", "soft")
        self._choosers = QWidget(self)
        filled(QHBoxLayout(self._choosers), (self._older, 1), arrow, (self._newer, 1), gap=space(2))
        gap, edges = space(2), (space(4), space(3), space(4), space(3))
        steps = gap, self._told, self._previous, self._next
        chosen = (self._heading, 1), (self._choosers, 1)
        bar = filled(QHBoxLayout(), *chosen, *steps, gap=gap, edges=edges)
        does = self._copy, self._restore, self._close
        foot = filled(QHBoxLayout(), self._changes_only, None, *does, gap=gap, edges=edges)
        self._theme.put_icon(self._restore, "archive-restore")
        self._text.setProperty("plain", "true")
        background = QWidget(self)
        background.setProperty("surface", "paper")
        background.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        filled(QVBoxLayout(background), self._text)
        filled(QVBoxLayout(self), bar, (background, 1), foot, gap=0)
        self._text.setFocus()

    def _connect(self) -> None:
        self._older.version_chosen.connect(lambda _number: self._choose())
        self._newer.version_chosen.connect(lambda _number: self._choose())
        self._previous.clicked.connect(lambda: self.step(-1))
        self._next.clicked.connect(lambda: self.step(1))
        self._changes_only.toggled.connect(lambda _only: self._write())
        self._copy.clicked.connect(self._copy_text)
        self._restore.clicked.connect(self._ask_restore)
        self._close.clicked.connect(self.close)
        self._slices.timeout.connect(self._write_on)
        self._pictures_rest.timeout.connect(self._write_again)
        # A method and no lambda: the theme outlives this window.
        self._theme.changed.connect(self._write_again)

    def _ask_restore(self) -> None:
        if self._compared is not None:
            self.restore_requested.emit(self._compared.older)


def _pair(compared: Compared) -> tuple[str, int, int | None]:
    return compared.story_id, compared.older, compared.newer


def _headline(compared: Compared) -> str:
    return compared.new.headline or compared.old.headline or compared.new.slug
