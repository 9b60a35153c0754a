"""What stands over a contact sheet: what narrows it and puts it in order, the size of its pictures,
the folder it shows, what comes in of that and what became of it.
"""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QSlider, QWidget

from editor.desk.photo_library import Ingested
from editor.message import Message, listed, message
from editor.story.photo import COLOUR_CLASSES
from editor.story.story import PhotoListing, PhotoOrder, Which
from editor.ui.photos.contact_rows import LEAST, MOST, USUAL
from editor.ui.theme import Theme
from editor.ui.widgets.labels import ElidedLabel, FlowLayout
from editor.ui.widgets.sheet import Sheet, filled, plain_button
from editor.ui.widgets.text_field import CalmComboBox, SearchField


class SheetBar(QWidget):
    """Attributes:
    search: words to look for; slider: how wide the pictures are; left: how many files have yet to
        be looked into.

    Signals:
    changed(): other pictures are wanted, or in another order.
    """

    changed = Signal()

    def __init__(self, theme: Theme, parent: QWidget, *, of_files: bool) -> None:
        super().__init__(parent)
        space = theme.space
        self.search = SearchField(theme, self.tr("Search pictures"), self)
        self.search.setMinimumWidth(space(6) * 6)
        self._which, self._least, self._colour, self._order = self._boxes(of_files=of_files)
        self.slider = QSlider(Qt.Orientation.Horizontal, self)
        self.slider.setRange(LEAST, MOST)
        self.slider.setValue(USUAL)
        self.slider.setPageStep(32)
        self.slider.setFixedWidth(space(6) * 4)
        self.slider.setAccessibleName(self.tr("Size of the pictures"))
        self.slider.setToolTip(self.slider.accessibleName())
        self._count = QLabel(self)
        self._count.setProperty("role", "soft")
        for part in (self.slider, self._count):  # in one line with the boxes
            part.setMinimumHeight(self.search.sizeHint().height())
        boxes = (self._which, self._least, self._colour, self._order)
        row = FlowLayout(self, space(2))
        row.setContentsMargins(0, 0, 0, 0)
        for part in (self.search, *boxes, self.slider, self._count):
            row.addWidget(part)
        for box in boxes:
            box.activated.connect(lambda _: self.changed.emit())
        self.search.search_changed.connect(lambda _: self.changed.emit())
        self.left = 0

    @property
    def listing(self) -> PhotoListing:
        which = self._which.currentData()
        return PhotoListing(
            self.search.words,
            (which,) if which else (),
            self._least.currentData(),
            self._colour.currentData(),
            self._order.currentData(),
        )

    def choose_order(self, order: str) -> None:
        """One that is not offered leaves the usual one."""
        self._order.setCurrentIndex(max(0, self._order.findData(order)))

    def clear(self) -> None:
        """All pictures."""
        for box in (self._which, self._least, self._colour):
            box.setCurrentIndex(0)
        self.search.clear()
        self.changed.emit()

    def show_count(self, count: int, chosen: int) -> None:
        selected = [message("count.selected", n=chosen)] * bool(chosen)
        left = [message("count.files-to-read", n=self.left)] * bool(self.left)
        said = (message("count.pictures", n=count), *selected, *left)
        self._count.setText(str(listed(said, "facts")))

    def _boxes(self, *, of_files: bool) -> tuple[CalmComboBox, ...]:
        which: list[tuple[str, Any]] = [
            (self.tr("All pictures"), None),
            (self.tr("Unused"), Which.UNUSED),
            (self.tr("Used"), Which.USED),
            (self.tr("No credit"), Which.NO_CREDIT),
            (self.tr("No caption"), Which.NO_CAPTION),
            (self.tr("Rights end soon"), Which.EXPIRING),
        ]
        if of_files:  # of a file nobody knows whether a story has it
            which = [each for each in which if each[1] not in (Which.UNUSED, Which.USED)]
        stars: list[tuple[str, Any]] = [(self.tr("Any rating"), 0)]
        stars += [(self.tr("{0} or more").format("★" * n), n) for n in range(1, 6)]
        colours: list[tuple[str, Any]] = [(self.tr("Any colour"), "")]
        colours += [(str(Message(f"colourclass.{key}")), key) for key in COLOUR_CLASSES]
        orders: list[tuple[str, Any]] = [
            (self.tr("Last added first"), PhotoOrder.ADDED),
            (self.tr("By name"), PhotoOrder.NAME),
            (self.tr("Last taken first"), PhotoOrder.TAKEN),
            (self.tr("Best rated first"), PhotoOrder.RATING),
        ]
        choices = {
            self.tr("Which pictures"): which,
            self.tr("Rating"): stars,
            self.tr("Colour class"): colours,
            self.tr("Order"): orders[1:3] if of_files else orders,
        }
        return tuple(self._box(label, offered) for label, offered in choices.items())

    def _box(self, label: str, choices: Sequence[tuple[str, Any]]) -> CalmComboBox:
        box = CalmComboBox(self)
        box.setAccessibleName(label)
        box.setToolTip(label)
        box.setSizeAdjustPolicy(CalmComboBox.SizeAdjustPolicy.AdjustToContents)
        for words, value in choices:
            box.addItem(words, value)
        return box


class FolderBar(QWidget):
    """Which folder is seen, and how far its pictures have come into the library.

    Signals:
    choose_requested(): another folder.
    bring_in_requested(): those that are selected, else all.
    cancel_requested(): of what comes in.
    """

    choose_requested = Signal()
    bring_in_requested = Signal()
    cancel_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        choose = plain_button(self.tr("Choose folder…"), self)
        theme.put_icon(choose, "folder-open")
        choose.clicked.connect(self.choose_requested)
        self._path = ElidedLabel("", self, Qt.TextElideMode.ElideMiddle)
        self._path.setAccessibleName(self.tr("Folder"))
        self._bring = plain_button(self.tr("Bring in all"), self)
        self._bring.setProperty("kind", "primary")
        self._bring.clicked.connect(self.bring_in_requested)
        self._progress = QProgressBar(self)
        self._progress.setAccessibleName(self.tr("Pictures brought in"))
        self._progress.setMaximumWidth(theme.space(6) * 6)
        self._cancel = plain_button(self.tr("Cancel"), self)
        self._cancel.clicked.connect(self.cancel_requested)
        parts = (choose, (self._path, 1), self._progress, self._cancel, self._bring)
        filled(QHBoxLayout(self), *parts, gap=theme.space(2))
        self.show_progress(1, 1)

    def show_folder(self, path: str) -> None:
        self._path.setText(path)

    def show_chosen(self, selected: int, *, any_there: bool) -> None:
        words = self.tr("Bring in all")
        if selected:
            words = str(message("window.bring-in", n=selected))
        self._bring.setText(words)
        self._bring.setAccessibleName(words)
        self._bring.setEnabled(any_there)

    def show_progress(self, done: int, total: int) -> None:
        """Equal numbers end it."""
        runs = done < total
        self._progress.setRange(0, total)
        self._progress.setValue(done)
        self._progress.setFormat(self.tr("{0} of {1}").format(done, total))
        self._progress.setVisible(runs)
        self._cancel.setVisible(runs)
        self._bring.setVisible(not runs)


MOST_NOTICED = 30


class BroughtBox(Sheet):
    """What became of the pictures that were to come in."""

    begun_in = ""

    def __init__(
        self,
        said: Sequence[str],
        refused: Sequence[str],
        parent: QWidget,
        noticed: Sequence[str] = (),
    ) -> None:
        super().__init__(parent)
        self.introduce(self.tr("Pictures brought in"), said[0])
        for sentence in said[1:]:
            self.add_text(sentence)
        if refused:
            self.add_heading(self.tr("Not taken"))
            for sentence in refused:
                self.add_text(sentence, soft=True)
        if noticed:
            self.add_heading(self.tr("Worth a look"))
            for sentence in noticed[:MOST_NOTICED]:
                self.add_text(sentence, soft=True)
            if (more := len(noticed) - MOST_NOTICED) > 0:
                self.add_text(str(message("window.and-more", n=more)), soft=True)
        self.add_copy(self.tr("Copy"), lambda: "\n".join((*said, *refused, *noticed)))
        self.add_way_out(self.tr("Close"))

    @classmethod
    def of(cls, found: Sequence[Ingested], left: int, parent: QWidget) -> "BroughtBox":
        """`left` were not looked at, for somebody pressed Cancel."""
        new = sum(each.new for each in found)
        there = sum(each.photo is not None for each in found) - new
        refused = [str(each.said[0]) for each in found if each.photo is None]
        counts = (
            (lambda n: message("brought.taken", n=n), new),
            (lambda n: message("brought.there", n=n), there),
            (lambda n: message("brought.refused", n=n), len(refused)),
            (lambda n: message("brought.left", n=n), left),
        )
        said = [str(sentence(n)) for sentence, n in counts if n]
        # What each picture's reader had to say: that it looks like another, or is damaged.
        noticed = [
            str(message("form.labelled", label=each.path.name, text=line))
            for each in found
            if each.new
            for line in each.said
        ]
        return cls(said or [str(message("brought.taken", n=0))], refused, parent, noticed)
