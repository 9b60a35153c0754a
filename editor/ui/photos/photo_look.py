"""One picture as large as there is room, or up to four side by side: whole, or dot for dot at the
same place in all of them; led by keyboard, the next one a key away.
"""

from collections import OrderedDict
from collections.abc import Sequence

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QImage,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
)
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from editor.message import listed, message
from editor.ui.photos.contact_rows import MARKING_KEYS, ContactModel, Key, Tile
from editor.ui.shell.commands import native, with_keys
from editor.ui.theme import Theme
from editor.ui.widgets.labels import ElidedLabel, fitted
from editor.ui.widgets.sheet import filled

KEPT = 12  # pictures as large as the window
LARGE = 1600  # pixels, of a picture that is seen whole
_MIDDLE = QPointF(0.5, 0.5)
_DRAGGED = 4  # pixels; less is a click
_STEP = 0.1  # of the picture, an arrow key while it is seen dot for dot


class LookPane(QWidget):
    """Signals:
    clicked(QPointF): where in the picture, in fractions of it.
    dragged(QPointF): the place that is in the middle now.
    """

    clicked = Signal(QPointF)
    dragged = Signal(QPointF)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._image = QImage()  # as large as the window
        self._whole = QImage()
        self._dots = QSize()
        self._centre: QPointF | None = None
        self._fitted = QPixmap()
        self._pressed: tuple[QPoint, QPointF] | None = None
        self._moved = False
        self.chosen = False
        self.setMinimumSize(60, 60)

    @property
    def centre(self) -> QPointF | None:
        """The place of the picture in the middle, in fractions; None while all of it is seen."""
        return self._centre

    @property
    def has_picture(self) -> bool:
        return not self._image.isNull()

    @property
    def is_sharp(self) -> bool:
        return not self._whole.isNull()

    def show_picture(self, image: QImage, whole: QImage, dots: QSize) -> None:
        """`dots`: the size of the whole picture, as far as it is known."""
        self._image, self._whole = image, whole
        self._dots = whole.size() if not whole.isNull() else dots
        if not self._dots.isValid() or self._dots.isEmpty():
            self._dots = image.size()
        self._fitted = QPixmap()
        self.update()

    def show_at(self, centre: QPointF | None) -> None:
        """Dot for dot with this place in the middle; None for all of it."""
        self._centre = centre
        self.setCursor(
            Qt.CursorShape.OpenHandCursor if centre is not None else Qt.CursorShape.CrossCursor
        )
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.color("canvas"))
        if self._image.isNull():
            sign = QRect(0, 0, 20, 20)
            sign.moveCenter(self.rect().center())
            self._theme.icon("image", "ink-faint", size=20).paint(painter, sign)
        elif self._centre is None:
            pixmap = self._fit()
            painter.drawPixmap(self._place_of_all(pixmap).topLeft(), pixmap)
        else:
            image = self._whole if self.is_sharp else self._image
            painter.drawImage(self._place(), image, QRectF(image.rect()))
        if self.chosen:
            painter.setPen(QPen(self._theme.color("focus"), 2))
            painter.drawRect(QRectF(self.rect()).adjusted(1, 1, -1, -1))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self._pressed = event.position().toPoint(), self._centre or _MIDDLE
            self._moved = False

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pressed is None or self._image.isNull():
            return
        start, centre = self._pressed
        way = event.position().toPoint() - start
        self._moved = self._moved or way.manhattanLength() >= _DRAGGED
        if self._moved and self._centre is not None:
            place = self._place()
            moved = QPointF(way.x() / place.width(), way.y() / place.height())
            self.dragged.emit(centre - moved)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        pressed, self._pressed = self._pressed, None
        if pressed is None or self._moved or self._image.isNull():
            return
        place = QRectF(self._place_of_all(self._fit())) if self._centre is None else self._place()
        at = event.position() - place.topLeft()
        self.clicked.emit(QPointF(at.x() / place.width(), at.y() / place.height()))

    def _fit(self) -> QPixmap:
        """Not from all the dots: a pause at every resizing."""
        scale = self.devicePixelRatioF()
        wanted = self.size() * scale
        fits = self._fitted.width() == wanted.width() or self._fitted.height() == wanted.height()
        if self._fitted.isNull() or not fits:
            self._fitted = fitted(self._image, self.size(), scale)
        return self._fitted

    def _place_of_all(self, pixmap: QPixmap) -> QRect:
        place = QRect(QPoint(0, 0), pixmap.deviceIndependentSize().toSize())
        place.moveCenter(self.rect().center())
        return place

    def _place(self) -> QRectF:
        """Where the whole picture lies, dot for dot, most of it outside."""
        scale, centre = self.devicePixelRatioF(), self._centre or _MIDDLE
        size = self._dots.toSizeF() / scale
        left = self.width() / 2 - centre.x() * size.width()
        top = self.height() / 2 - centre.y() * size.height()
        left = _within(left, self.width(), size.width())
        top = _within(top, self.height(), size.height())
        return QRectF(left, top, size.width(), size.height())


class PhotoLook(QWidget):
    """Attributes:
    keys: of the pictures that are seen; panes: what shows them, and perhaps more that are hidden.

    Signals:
    closed(): back to the sheet.
    stepped(int): to the next one, or the one before.
    marked(str, str): as the view's.
    place_wanted(): into the story.
    image_wanted(object, bool): the key of a picture, and whether all its dots are wanted.
    filling(): on the whole screen, or back.
    """

    closed = Signal()
    stepped = Signal(int)
    marked = Signal(str, str)
    place_wanted = Signal()
    image_wanted = Signal(object, bool)
    filling = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._model: ContactModel | None = None
        self.keys: list[Key] = []
        self._at = 0
        self._centre: QPointF | None = None
        self._images: OrderedDict[Key, QImage] = OrderedDict()
        self._whole: dict[Key, QImage] = {}
        self.panes: list[LookPane] = []
        self._words = ElidedLabel("", self)
        self._words.setAccessibleName(self.tr("Picture"))
        self._number = QLabel(self)
        self._number.setProperty("role", "soft")
        self._before = self._button("chevron-left", self.tr("Previous picture"), Qt.Key.Key_Left)
        self._before.clicked.connect(lambda: self._go(-1))
        self._next = self._button("chevron-right", self.tr("Next picture"), Qt.Key.Key_Right)
        self._next.clicked.connect(lambda: self._go(1))
        self._zoom = self._button("search", self.tr("Dot for dot"), Qt.Key.Key_Z)
        self._zoom.setCheckable(True)
        self._zoom.clicked.connect(lambda: self._toggle(_MIDDLE))
        full = self._button("maximize-2", self.tr("Full screen"), Qt.Key.Key_F11)
        full.clicked.connect(self.filling)
        back = self._button("x", self.tr("Back to the sheet"), Qt.Key.Key_Escape)
        back.clicked.connect(self.closed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("Large picture"))
        space = theme.space
        steps = (self._before, self._number, self._next, self._zoom, full, back)
        edges = (space(4), 0, space(4), space(1))
        top = filled(QHBoxLayout(), (self._words, 1), *steps, gap=space(1), edges=edges)
        self._row = filled(QHBoxLayout(), gap=space(1), edges=(space(4), 0, space(4), space(3)))
        filled(QVBoxLayout(self), top, (self._row, 1), gap=0)

    @property
    def words(self) -> str:
        """What is said of the current one."""
        return self._words.text()

    @property
    def current(self) -> Key | None:
        """The one that is marked by keys."""
        return self.keys[self._at] if self.keys else None

    def begin(self, keys: Sequence[Key], model: ContactModel) -> None:
        """Whole at first."""
        self._centre = None
        self.show_keys(keys, model)

    def show_keys(self, keys: Sequence[Key], model: ContactModel) -> None:
        """Others, at the same place."""
        self.keys, self._model, self._at = list(keys), model, 0
        self._whole = {key: image for key, image in self._whole.items() if key in keys}
        while len(self.panes) < len(keys):
            self.panes.append(self._pane(len(self.panes)))
        for place, pane in enumerate(self.panes):
            pane.setVisible(place < len(keys))
        for key in (*keys, *self._neighbours()):
            if key not in self._images:
                self.image_wanted.emit(key, False)
        self.refresh()
        self._show_zoom()

    def set_image(self, key: Key, image: QImage, *, whole: bool) -> None:
        """A picture that was asked for."""
        if image.isNull():
            return
        if whole:
            if key in self.keys:
                self._whole[key] = image
        else:
            self._images[key] = image
            while len(self._images) > KEPT:
                self._images.popitem(last=False)
        if key in self.keys:
            self.refresh()

    def forget(self) -> None:
        """What is listed now is something else."""
        self._images.clear()
        self._whole.clear()

    def refresh(self) -> None:
        """Show again what is known of the pictures."""
        if self._model is None:
            return
        for place, (key, pane) in enumerate(zip(self.keys, self.panes, strict=False)):
            tile = self._tile(key)
            dots = QSize(*tile.dots) if tile is not None else QSize()
            image, whole = self._images.get(key, QImage()), self._whole.get(key, QImage())
            pane.chosen = len(self.keys) > 1 and place == self._at
            pane.setAccessibleName(tile.name if tile is not None else "")
            pane.show_picture(image, whole, dots)
        self._say()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        key, shift = Qt.Key(event.key()), Qt.KeyboardModifier.ShiftModifier
        enter = key in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if fills(event):
            self.filling.emit()
        elif enter and held == Qt.KeyboardModifier.ControlModifier:
            self.place_wanted.emit()
        elif held == shift and self._centre is not None and key in _WAYS:
            self._show_at(self._centre + _WAYS[key])
        elif held:
            super().keyPressEvent(event)
        elif key in MARKING_KEYS:
            self.marked.emit(*MARKING_KEYS[key])
        elif key == Qt.Key.Key_Z:
            self._toggle(_MIDDLE)
        elif enter or key in (Qt.Key.Key_Escape, Qt.Key.Key_Space):
            self.closed.emit()
        elif key in (Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_PageDown):
            self._go(1)
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Up, Qt.Key.Key_PageUp):
            self._go(-1)
        else:
            super().keyPressEvent(event)

    def _go(self, by: int) -> None:
        """To another picture; among those side by side, to the one that is marked by keys."""
        if len(self.keys) == 1:
            self.stepped.emit(by)
        elif self.keys:
            self._at = max(0, min(len(self.keys) - 1, self._at + by))
            self.refresh()

    def _toggle(self, where: QPointF) -> None:
        self._show_at(where if self._centre is None else None)

    def _show_at(self, centre: QPointF | None) -> None:
        if centre is not None:
            centre = QPointF(min(1.0, max(0.0, centre.x())), min(1.0, max(0.0, centre.y())))
        self._centre = centre
        self._show_zoom()

    def _show_zoom(self) -> None:
        for key, pane in zip(self.keys, self.panes, strict=False):
            pane.show_at(self._centre)
            if self._centre is not None and not pane.is_sharp:
                self.image_wanted.emit(key, True)
        self._zoom.setChecked(self._centre is not None)
        self._say()

    def _say(self) -> None:
        if self._model is None or not self.keys:
            return
        current = self.keys[self._at]
        index = self._model.index_of(current)
        said = index.data(Qt.ItemDataRole.AccessibleTextRole) or ""
        zoomed = self.tr("100 %") if self._centre is not None else ""
        self._words.setText(str(listed((said, zoomed), "facts")))
        alone, count = len(self.keys) == 1, len(self._model.keys)
        self._number.setText(
            self.tr("{0} of {1}").format(index.row() + 1, count)
            if alone
            else str(message("count.compared", n=len(self.keys)))
        )
        first = index.row() == 0 if alone else self._at == 0
        last = index.row() == count - 1 if alone else self._at == len(self.keys) - 1
        self._before.setEnabled(not first)
        self._next.setEnabled(not last)

    def _neighbours(self) -> list[Key]:
        if self._model is None or len(self.keys) != 1:
            return []
        row = self._model.index_of(self.keys[0]).row()
        near = (row + 1, row - 1)
        return [self._model.keys[at] for at in near if 0 <= at < len(self._model.keys)]

    def _tile(self, key: Key) -> Tile | None:
        return self._model.tile_at(self._model.index_of(key)) if self._model else None

    def _pane(self, place: int) -> LookPane:
        pane = LookPane(self._theme, self)
        pane.clicked.connect(self._toggle)
        pane.dragged.connect(self._show_at)
        self._row.addWidget(pane, 1)
        return pane

    def _button(self, icon: str, label: str, key: Qt.Key) -> QToolButton:
        button = QToolButton(self)
        button.setAutoRaise(True)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the keys stand in the tip
        button.setAccessibleName(label)
        button.setToolTip(with_keys(label, native(key)))
        self._theme.put_icon(button, icon)
        return button


_WAYS = {
    Qt.Key.Key_Left: QPointF(-_STEP, 0),
    Qt.Key.Key_Right: QPointF(_STEP, 0),
    Qt.Key.Key_Up: QPointF(0, -_STEP),
    Qt.Key.Key_Down: QPointF(0, _STEP),
}


def fills(event: QKeyEvent) -> bool:
    """Whether this is the platform's key for the whole screen, or that of most programs."""
    alone = event.modifiers() is Qt.KeyboardModifier.NoModifier
    by_platform = event.matches(QKeySequence.StandardKey.FullScreen)
    return by_platform or (alone and event.key() == Qt.Key.Key_F11)


def _within(start: float, room: float, length: float) -> float:
    """Where something of this length begins: in the middle of its room, or without a gap."""
    return (room - length) / 2 if length <= room else max(room - length, min(0.0, start))
