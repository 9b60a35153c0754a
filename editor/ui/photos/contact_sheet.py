"""A contact sheet: many pictures small, found, sorted, chosen and marked by keyboard; in their
place one of them large (`photo_look.py`). Of the library or of a folder; it shows and asks.
"""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import (
    QEvent,
    QKeyCombination,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QDragEnterEvent,
    QDropEvent,
    QKeyEvent,
    QKeySequence,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QMenu,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from editor.message import Message, message
from editor.story.photo import COLOUR_CLASSES
from editor.ui.photos.contact_bars import FolderBar, SheetBar
from editor.ui.photos.contact_rows import (
    MARKING_KEYS,
    REJECTED,
    USUAL,
    ContactDelegate,
    ContactModel,
    Key,
)
from editor.ui.photos.photo_asks import Chosen
from editor.ui.photos.photo_look import PhotoLook, fills
from editor.ui.shell.commands import native, with_keys
from editor.ui.shell.inspector_parts import DropTarget
from editor.ui.theme import Theme
from editor.ui.widgets.copied_drops import take_copy
from editor.ui.widgets.notices import Banner, EmptyState
from editor.ui.widgets.sheet import filled

PAGE = 100  # tiles read at once
COMPARED = 4  # pictures side by side
ENTER = QKeyCombination(Qt.KeyboardModifier.ControlModifier, Qt.Key.Key_Return)
PLACING = [QKeySequence(keys) for keys in ("Ctrl+Return", "Ctrl+Enter", "Ctrl+Num+Enter")]


class ContactView(QListView):
    """A grid that repaints changed tiles instead of laying out all of them again.

    Signals:
        marked(str, str): key of a photo's field and what is to stand there, by a key pressed: 0 to
            5 stars, X for rejected, 6 to 9 for the first four colour classes.
        look_wanted(), place_wanted(): Space or Enter; Ctrl and Enter.
        looked_at(): other tiles have come in sight.
    """

    marked = Signal(str, str)
    look_wanted = Signal()
    place_wanted = Signal()
    looked_at = Signal()

    def __init__(self, model: ContactModel, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self.tiles = ContactDelegate(theme, self)
        self.setModel(model)
        self.setItemDelegate(self.tiles)
        self.setUniformItemSizes(True)
        self.setFlow(QListView.Flow.LeftToRight)
        self.setWrapping(True)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragOnly)
        self.setMouseTracking(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setViewportMargins(theme.space(2), 0, 0, 0)  # the pictures begin where the bar does
        self.setProperty("plain", "true")
        self.verticalScrollBar().valueChanged.connect(self.looked_at)
        self.verticalScrollBar().rangeChanged.connect(self.looked_at)
        theme.changed.connect(self._lay_out_again)
        self.show_width(USUAL)

    @property
    def chosen(self) -> list[Key]:
        """The keys of what is selected, in the order of the sheet."""
        rows = sorted(index.row() for index in self.selectedIndexes())
        return [self._model.keys[row] for row in rows if row < len(self._model.keys)]

    @property
    def in_sight(self) -> tuple[list[Key], list[Key]]:
        """The keys of the tiles that can be seen, and of as many behind them."""
        cell, room = self.gridSize(), self.viewport().size()
        across = max(1, (room.width() - 1) // cell.width())
        first = self.verticalScrollBar().value() // cell.height() * across
        count = (room.height() // cell.height() + 2) * across
        keys = self._model.keys
        return list(keys[first : first + count]), list(keys[first + count : first + 2 * count])

    def show_width(self, width: int) -> None:
        """How wide a tile's picture is, in pixels; what is current stays in sight."""
        self.tiles.width = width
        self._lay_out_again()

    def _lay_out_again(self) -> None:
        self._share_room()
        self.scrollTo(self.currentIndex())
        self.looked_at.emit()

    def _share_room(self) -> None:
        """Of a line: none is left beside the tiles, which are somewhat larger or smaller for it."""
        room = self.viewport().width() - 1
        self.tiles.shared = room // max(1, round(room / self.tiles.wished))
        shared = self.tiles.cell
        if shared != self.gridSize():
            self.setUniformItemSizes(False)  # it is asked for once, for all of them
            self.setUniformItemSizes(True)
            self.setGridSize(shared)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if not held and event.key() in MARKING_KEYS:
            self.marked.emit(*MARKING_KEYS[Qt.Key(event.key())])
        elif enter and held == Qt.KeyboardModifier.ControlModifier:
            self.place_wanted.emit()
        elif not held and (enter or event.key() == Qt.Key.Key_Space):
            self.look_wanted.emit()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_room()
        self.looked_at.emit()

    def dataChanged(
        self,
        top_left: QModelIndex | QPersistentModelIndex,
        bottom_right: QModelIndex | QPersistentModelIndex,
        roles: Sequence[int] = (),
    ) -> None:
        # Past QListView on purpose: it lays out every tile for any change, and for each picture
        # that comes; ours never change in size.
        QAbstractItemView.dataChanged(self, top_left, bottom_right, list(roles))
        if top_left == bottom_right:
            self.viewport().update(self.visualRect(self._model.index(top_left.row(), 0)))
        else:
            self.viewport().update()


class ContactSheet(QWidget):
    """Attributes:
    model, view: the pictures.
    bar: what narrows them and puts them in order.
    look: one of them, or several, large.
    folder: the line about a folder and what comes in of it; None for the library.

    Signals:
    marked(list, str, str): keys; a field of their photos and what is to stand there.
    place_wanted(list): keys of pictures that are to stand in the story on top.
    chosen(object): the key of the one that is current.
    dropped(list): paths of files and folders.
    helped(): the button where no picture is was pressed.
    """

    marked = Signal(list, str, str)
    place_wanted = Signal(list)
    chosen = Signal(object)
    dropped = Signal(list)
    helped = Signal()

    def __init__(self, theme: Theme, *, of_files: bool = False) -> None:
        super().__init__()
        self._theme = theme
        self.model = ContactModel(PAGE, self)
        self.view = ContactView(self.model, theme, self)
        name = self.tr("Pictures in the folder") if of_files else self.tr("Pictures of the library")
        self.view.setAccessibleName(name)
        self.bar = SheetBar(theme, self, of_files=of_files)
        self.folder = FolderBar(theme, self) if of_files else None
        self.notice = Banner(theme, kind="warning", parent=self, closable=True)
        self.notice.hide()
        self.look = PhotoLook(theme, self)
        self._empty = EmptyState(theme, "images", self)
        self._target = DropTarget(theme, self)
        self._layers = QStackedWidget(self)
        for layer in (self.view, self._empty, self.look):
            self._layers.addWidget(layer)
        self.setAcceptDrops(True)
        self.setFocusProxy(self.view)
        self._lay_out()
        self._connect()

    @property
    def looks(self) -> bool:
        """Whether pictures are seen large."""
        return self._layers.currentWidget() is self.look

    @property
    def chosen_keys(self) -> list[Key]:
        """Of those that are selected, or seen large."""
        return self.look.keys if self.looks else self.view.chosen

    def chosen_photos(self) -> Chosen:
        """Of those; of files the ones that have come in."""

        def photo(key: Key) -> int | str:
            tile = self.model.tile_at(self.model.index_of(key)) if isinstance(key, str) else None
            return tile.photo if tile is not None else key if isinstance(key, int) else ""

        return tuple(filter(None, map(photo, self.chosen_keys)))

    @property
    def current(self) -> Key | None:
        return self.model.key_at(self.view.currentIndex())

    def show_keys(self, keys: Sequence[Key], *, anew: bool = True) -> None:
        """Those listed now; what is current stays so and in sight."""
        index = self.view.currentIndex()
        before, row, scrolled = (
            self.model.key_at(index),
            index.row(),
            self.view.verticalScrollBar().value(),
        )
        self.model.show_keys(keys, anew=anew)
        after = self.model.index_of(before) if before is not None else QModelIndex()
        if before is not None and not after.isValid():
            after = self.model.index(min(row, len(keys) - 1), 0)
        if after.isValid() and after != self.view.currentIndex():
            self.view.setCurrentIndex(after)
        self.view.verticalScrollBar().setValue(scrolled if before is not None else 0)
        self._tell_count()
        if not self.looks:
            self._layers.setCurrentWidget(self.view if keys else self._empty)
            self.setFocusProxy(self.view if keys else self._empty.button)
        self.view.looked_at.emit()

    def say_empty(self, title: str, sentence: str, action: str = "") -> None:
        """What stands where no picture is."""
        self._empty.say(title, sentence, action)

    def show_left(self, left: int) -> None:
        """So many files have yet to be looked into."""
        self.bar.left = left
        self._tell_count()

    def warn(self, sentence: str) -> None:
        """Over the pictures; "" takes it away."""
        self.notice.setVisible(bool(sentence))
        if sentence:
            self.notice.say(sentence, "warning")

    def close_look(self) -> None:
        if self.looks:
            self._layers.setCurrentWidget(self.view if self.model.keys else self._empty)
            self._show_bars(True)
            self.view.setFocus()
            self.view.scrollTo(self.view.currentIndex())
            self.view.looked_at.emit()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.view.looked_at.emit()

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            keys = QKeySequence(event.keyCombination())
            if keys in PLACING or (self.looks and fills(event)):  # elsewhere they mean the text
                event.accept()
                return True
        elif isinstance(event, QDragEnterEvent) and event.mimeData().hasUrls():
            if event.source() is None:
                self._target.offer(self.tr("Drop pictures or a folder here."), welcome=True)
                take_copy(event)
            return True
        if event.type() is QEvent.Type.DragLeave:
            self._target.hide()
        elif isinstance(event, QDropEvent) and event.type() is QEvent.Type.Drop:
            self._target.hide()
            urls = [url for url in event.mimeData().urls() if url.isLocalFile()]
            take_copy(event)
            self.dropped.emit([Path(url.toLocalFile()) for url in urls])
            return True
        return super().event(event)

    def _look(self) -> None:
        """At the current picture, or at up to four selected ones side by side."""
        index, chosen = self.view.currentIndex(), self.view.chosen
        current = self.model.key_at(index)
        if current is None:
            return
        compared = chosen[:COMPARED] if len(chosen) > 1 else [current]
        self._layers.setCurrentWidget(self.look)
        self._show_bars(False)  # the picture needs the room
        self.look.begin(compared, self.model)
        self.look.setFocus()

    def _show_bars(self, shown: bool) -> None:
        for part in (self.bar, self.folder):
            if part is not None:
                part.setVisible(shown)

    def _step(self, by: int) -> None:
        row = self.view.currentIndex().row() + by
        if 0 <= row < len(self.model.keys):
            self.view.setCurrentIndex(self.model.index(row, 0))
            self.look.show_keys([self.model.keys[row]], self.model)

    def _mark(self, field: str, value: str) -> None:
        keys = self.chosen_keys
        if not keys:
            return
        current = self.look.current if self.looks else self.model.key_at(self.view.currentIndex())
        tile = self.model.tile_at(self.model.index_of(current if current in keys else keys[0]))
        if field == "colour_class" and tile is not None and tile.colour == value:
            value = ""  # the same again takes it away
        self.marked.emit([current] if self.looks and len(keys) > 1 else keys, field, value)

    def _tell_count(self) -> None:
        count, chosen = len(self.model.keys), len(self.view.selectedIndexes())
        self.bar.show_count(count, chosen)
        if self.folder is not None:
            self.folder.show_chosen(chosen, any_there=bool(count))

    def _on_current(self) -> None:
        self.chosen.emit(self.current)

    def _show_menu(self, point: QPoint) -> None:
        if not self.view.chosen:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        icon = self._theme.icon
        look = with_keys(self.tr("Look at it"), native(Qt.Key.Key_Space))
        menu.addAction(icon("maximize-2", "ink-soft"), look, self._look)
        place = with_keys(self.tr("Place in the story"), native(ENTER))
        menu.addAction(icon("image-plus", "ink-soft"), place, self._place)
        rating = menu.addMenu(icon("star", "ink-soft"), self.tr("Rating"))
        stars = [(self.tr("No stars"), "", "0")]
        stars += [(str(message("count.stars", n=n)), str(n), str(n)) for n in range(1, 6)]
        for label, value, key in (*stars, (self.tr("Rejected"), REJECTED, "X")):
            rating.addAction(with_keys(label, key), lambda value=value: self._mark("rating", value))
        colours = menu.addMenu(icon("tag", "ink-soft"), self.tr("Colour class"))
        for at, colour in enumerate(COLOUR_CLASSES):
            key = str(6 + at) if at < 4 else ""
            colours.addAction(
                with_keys(str(Message(f"colourclass.{colour}")), key),
                lambda value=colour: self._mark("colour_class", value),
            )
        menu.popup(self.view.viewport().mapToGlobal(point))

    def _place(self) -> None:
        if keys := self.chosen_keys:
            self.place_wanted.emit(keys)

    def _connect(self) -> None:
        self.bar.search.finished_down.connect(self.view.setFocus)
        self.bar.slider.valueChanged.connect(self.view.show_width)
        self._empty.activated.connect(self.helped)
        self.view.selectionModel().selectionChanged.connect(lambda *_: self._tell_count())
        self.view.selectionModel().currentChanged.connect(lambda *_: self._on_current())
        self.view.marked.connect(self._mark)
        self.view.look_wanted.connect(self._look)
        self.view.place_wanted.connect(self._place)
        self.view.doubleClicked.connect(lambda _: self._look())
        self.view.customContextMenuRequested.connect(self._show_menu)
        self.look.closed.connect(self.close_look)
        self.look.stepped.connect(self._step)
        self.look.marked.connect(self._mark)
        self.look.place_wanted.connect(self._place)
        self.model.dataChanged.connect(lambda *_: self.look.refresh())

    def _lay_out(self) -> None:
        space = self._theme.space
        edges = (space(4), space(2), space(4), space(2))
        folder = (self.folder,) if self.folder is not None else ()
        top = filled(QVBoxLayout(), *folder, self.bar, self.notice, gap=space(2), edges=edges)
        filled(QVBoxLayout(self), top, (self._layers, 1), gap=0)
