"""The box in which a gallery is put together: which photos of the story, and in which order."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from editor.story.photo import Placement
from editor.ui.shell.thumbnails import icon_of
from editor.ui.theme import Theme, restyle
from editor.ui.widgets.begun import BegunDialog
from editor.ui.widgets.labels import elided_lines
from editor.ui.widgets.sheet import filled, plain_button, text_label

_PICTURE = QSize(84, 56)  # px
_WIDTH, _HEIGHT = 560, 460  # px
_ID = Qt.ItemDataRole.UserRole
_UP = QKeySequence(Qt.Modifier.CTRL | Qt.Key.Key_Up)
_LINES = 2  # of a caption
_BESIDE = 48  # px: the tick, and the distances between tick, picture and words
_DOWN = QKeySequence(Qt.Modifier.CTRL | Qt.Key.Key_Down)


class GalleryBox(BegunDialog):
    """Signals:
    chosen(object): ids of the placements in their order (tuple[str, ...]), perhaps none.
    files_wanted(object): the same; pictures from files are to join them.
    """

    chosen = Signal(object)
    files_wanted = Signal(object)
    begun_in = ""  # nothing is written in it

    def __init__(
        self, theme: Theme, picture: Callable[[str, int], QImage | None], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._picture = picture
        self._was: tuple[str, ...] = ()
        self.setWindowTitle(self.tr("Gallery"))
        self._list = _Photos(self)
        self._list.setAccessibleName(self.tr("Photos of the gallery"))
        self._up = self._button(self.tr("Move up"), theme, "arrow-up", partial(self._list.move, -1))
        self._down = self._button(
            self.tr("Move down"), theme, "arrow-down", partial(self._list.move, 1)
        )
        self._files = self._button(
            self.tr("Add from files…"), theme, "image-plus", self._ask_for_files
        )
        self._cancel = plain_button(self.tr("Cancel"), self)
        self._done = QPushButton(self)
        self._done.setProperty("kind", "primary")
        self._done.setDefault(True)
        self._cancel.clicked.connect(self.reject)
        self._done.clicked.connect(self._choose)
        self._list.itemChanged.connect(self._show_state)
        self._list.currentRowChanged.connect(self._show_state)
        self._lay_out(theme.space(2))
        self.resize(_WIDTH, _HEIGHT)

    def ask(self, photos: Sequence[Placement], gallery: tuple[str, ...]) -> None:
        """Opens with the photos of a story; those of `gallery` (none yet: a new one) come first
        and are ticked."""
        self._was = gallery
        by_id = {each.id: each for each in photos}
        inside = [by_id[each] for each in gallery if each in by_id]
        others = [each for each in photos if each.id not in gallery]
        self._list.clear()
        for placement in (*inside, *others):
            self._add(placement, ticked=placement.id in gallery)
        self._list.setCurrentRow(0)
        self._show_state()
        self._list.setFocus(Qt.FocusReason.PopupFocusReason)
        self.open()

    def refresh_pictures(self) -> None:
        """Pictures that were missing may be there now."""
        for item in self._list.rows():
            self._paint(item)

    def _add(self, placement: Placement, *, ticked: bool) -> None:
        caption = placement.shown_caption.strip()
        name = placement.photo.original_name
        words = caption or self.tr("No caption yet — {0}").format(name)
        if placement.lead:
            words = self.tr("Lead photo — {0}").format(words)
        item = QListWidgetItem(words)
        item.setToolTip(f"{words}\n{name}" if caption else name)
        item.setData(_ID, (placement.id, placement.photo.id))
        item.setFlags(
            Qt.ItemFlag.ItemIsEnabled
            | Qt.ItemFlag.ItemIsSelectable
            | Qt.ItemFlag.ItemIsUserCheckable
            | Qt.ItemFlag.ItemIsDragEnabled
        )
        item.setCheckState(Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)
        self._list.addItem(item)
        self._paint(item)

    def _paint(self, item: QListWidgetItem) -> None:
        scale = self.devicePixelRatioF()
        image = self._picture(item.data(_ID)[1], round(_PICTURE.width() * 2 * scale))
        if image is None or image.isNull():
            image = QImage(_PICTURE, QImage.Format.Format_RGB32)
            image.fill(self._theme.color("line"))
        item.setIcon(icon_of(image, _PICTURE, scale))

    def _button(self, text: str, theme: Theme, icon: str, slot: Callable[..., None]) -> QPushButton:
        made = plain_button(text, self)
        theme.put_icon(made, icon)
        made.clicked.connect(slot)
        return made

    def _lay_out(self, space: int) -> None:
        words = self.tr("Tick the photos that stand side by side. Drag them into their order.")
        said = text_label(words, self, "soft")
        moves = filled(QHBoxLayout(), self._up, self._down, None, self._files)
        ends = filled(QHBoxLayout(), None, self._cancel, self._done)
        column = QVBoxLayout(self)
        filled(column, said, (self._list, 1), moves, ends, gap=space, edges=2 * space)

    def _show_state(self) -> None:
        count, row = len(self._list.ticked()), self._list.currentRow()
        self._up.setEnabled(row > 0)
        self._down.setEnabled(0 <= row < self._list.count() - 1)
        self._done.setEnabled(bool(count or self._was))
        if not self._was:
            text = self.tr("Insert gallery")
        elif count:
            text = self.tr("Change gallery")
        else:
            text = self.tr("Remove gallery")
        self._done.setText(text)
        # What takes something away is never what Enter presses.
        removes = bool(self._was) and not count
        restyle(self._done, "kind", "danger" if removes else "primary")
        (self._cancel if removes else self._done).setDefault(True)

    def _choose(self) -> None:
        self.accept()
        self.chosen.emit(self._list.ticked())

    def _ask_for_files(self) -> None:
        self.accept()
        self.files_wanted.emit(self._list.ticked())


class _Photos(QListWidget):
    """The list: ticked with the space bar, put in order by dragging or with Ctrl and an arrow."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setIconSize(_PICTURE)
        self.setSpacing(2)
        self.setWordWrap(True)
        self.setUniformItemSizes(True)
        self.setItemDelegate(_Captioned(self))
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def rows(self) -> list[QListWidgetItem]:
        return [self.item(row) for row in range(self.count())]

    def ticked(self) -> tuple[str, ...]:
        """Ids of the ticked placements, from the top."""
        chosen = (item for item in self.rows() if item.checkState() == Qt.CheckState.Checked)
        return tuple(item.data(_ID)[0] for item in chosen)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        keys = QKeySequence(event.keyCombination())
        if keys == _UP:
            self.move(-1)
        elif keys == _DOWN:
            self.move(1)
        else:
            super().keyPressEvent(event)

    def move(self, step: int) -> None:
        row = self.currentRow()
        if 0 <= row + step < self.count() and row >= 0:
            self.insertItem(row + step, self.takeItem(row))
            self.setCurrentRow(row + step)


class _Captioned(QStyledItemDelegate):
    """Rows as high as their picture; a longer caption ends in an ellipsis. Qt would wrap it for
    the width that the list has before it is shown, and cut it where the row ends."""

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return QSize(_PICTURE.width(), _PICTURE.height() + 8)

    def initStyleOption(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().initStyleOption(option, index)
        # The binding's stubs do not know these members of the C++ struct.
        room = option.rect.width() - _PICTURE.width() - _BESIDE
        lines = elided_lines(option.text, option.font, room, _LINES)  # pyright: ignore[reportAttributeAccessIssue]
        option.text = "\n".join(lines)  # pyright: ignore[reportAttributeAccessIssue]
