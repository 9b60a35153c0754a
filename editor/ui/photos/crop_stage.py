"""The picture at work: as it is seen with what is done to it, and the crop that is drawn on it.

Coordinates are those of the picture as it is seen, in fractions of it, unless a name says else.
"""

from dataclasses import replace

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QTransform,
)
from PySide6.QtWidgets import QWidget

from editor.story.edits import (
    WHOLE,
    Crop,
    Edits,
    Point,
    Ratio,
    Tone,
    between,
    moved_by,
    of_shape,
    part_way,
    rounded,
)
from editor.story.rendition import named_crop
from editor.ui.theme import Theme

_GRIP = 9  # logical pixels, of a handle; it is taken hold of a little beside it, too
_REACH = 12
_LEAST = 0.02  # of a side: no crop is drawn smaller
_STEP = 0.005  # of a side, for a press of an arrow key
_EDGE = 14  # logical pixels around the picture, so that handles at its edge can be seen
_SHADE = QColor(0, 0, 0, 150)
# Which edges of a crop a handle moves: left, top, right, bottom.
_HANDLES = {
    (0.0, 0.0): "lt",
    (0.5, 0.0): "t",
    (1.0, 0.0): "rt",
    (0.0, 0.5): "l",
    (1.0, 0.5): "r",
    (0.0, 1.0): "lb",
    (0.5, 1.0): "b",
    (1.0, 1.0): "rb",
}
_CURSORS = {
    **dict.fromkeys(("lt", "rb"), Qt.CursorShape.SizeFDiagCursor),
    **dict.fromkeys(("rt", "lb"), Qt.CursorShape.SizeBDiagCursor),
    **dict.fromkeys(("l", "r"), Qt.CursorShape.SizeHorCursor),
    **dict.fromkeys(("t", "b"), Qt.CursorShape.SizeVerCursor),
    "move": Qt.CursorShape.SizeAllCursor,
    "focus": Qt.CursorShape.CrossCursor,
    "": Qt.CursorShape.ArrowCursor,
}


class CropStage(QWidget):
    """Attributes:
        ratio: of the crop that is drawn; None is the free one.
        lock: the shape the free one keeps, width over height in pixels; 0 for any.
        pointing: the next click and the arrow keys set the focal point.

    Signals:
        edited(object): Edits, as somebody draws.
        pointed(): the focal point is set.
    """

    edited = Signal(object)
    pointed = Signal()

    def __init__(self, theme: Theme, width: int, height: int, parent: QWidget) -> None:
        """`width` and `height` of the upright original, in pixels."""
        super().__init__(parent)
        self._theme, self._width, self._height = theme, width, height
        self._edits = Edits()
        self._image, self._toned = QImage(), QImage()
        self._tone: Tone | None = None
        self._before = False
        self._held, self._grabbed = "", (QPointF(), WHOLE)
        self.ratio: Ratio | None = None
        self.lock = 0.0
        self.pointing = False
        self.setMinimumSize(280, 200)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("Picture"))
        self.setAccessibleDescription(
            self.tr("Arrow keys move the crop, with Shift they make it larger or smaller.")
        )

    def show_picture(self, image: QImage) -> None:
        """The whole upright original, of any size."""
        self._image, self._tone = image.convertToFormat(QImage.Format.Format_RGB888), None
        self.update()

    def show_edits(self, edits: Edits) -> None:
        self._edits = edits
        self.update()

    def show_before(self, before: bool) -> None:
        """The picture as it came, without anything that is done to it."""
        self._before = before
        self.update()

    @property
    def crop(self) -> Crop:
        """What is drawn now, of the upright original."""
        edits = self._edits
        if self.ratio is None:
            return edits.shown(self._width, self._height)
        return named_crop(self._width, self._height, edits, self.ratio)

    @property
    def _shape(self) -> float:
        """Width over height that the crop keeps, in pixels as they are seen; 0 for any."""
        return self.ratio.parts[0] / self.ratio.parts[1] if self.ratio else self.lock

    @property
    def _seen_size(self) -> tuple[int, int]:
        turned = self._edits.on_its_side and not self._before
        return (self._height, self._width) if turned else (self._width, self._height)

    def _frame(self) -> QRectF:
        """Where the whole picture is, in the widget."""
        across, down = self._seen_size
        room = QRectF(self.rect()).adjusted(_EDGE, _EDGE, -_EDGE, -_EDGE)
        scale = min(room.width() / across, room.height() / down)
        place = QRectF(0, 0, across * scale, down * scale)
        place.moveCenter(room.center())
        return place

    def _at(self, crop: Crop) -> QRectF:
        frame = self._frame()
        return QRectF(
            frame.left() + crop.left * frame.width(),
            frame.top() + crop.top * frame.height(),
            crop.width * frame.width(),
            crop.height * frame.height(),
        )

    def _fraction(self, place: QPointF) -> tuple[float, float]:
        frame = self._frame()
        x, y = (
            (place.x() - frame.left()) / frame.width(),
            (place.y() - frame.top()) / frame.height(),
        )
        return min(max(x, 0.0), 1.0), min(max(y, 0.0), 1.0)

    def _focus_place(self) -> QPointF | None:
        if self._edits.focus is None:
            return None
        point, frame = self._edits.seen_point(self._edits.focus), self._frame()
        return QPointF(
            frame.left() + point.x * frame.width(), frame.top() + point.y * frame.height()
        )

    # -- drawing on it

    def set_crop(self, crop: Crop, *, seen: bool = True) -> None:
        """Draw the crop anew, as near to this as the picture and its shape allow."""
        edits = self._edits
        wanted = edits.unseen(crop) if seen else crop
        before = self.crop
        wanted = self._allowed(before, wanted)
        if wanted != before:
            self._edits = edits.with_crop(self.ratio, rounded(wanted))
            self.update()
            self.edited.emit(self._edits)

    def take_shape(self) -> None:
        """Cut what is drawn to the shape it has to keep."""
        if self.ratio is None and self.lock:
            self.set_crop(of_shape(self._edits.seen(self.crop), self.lock, *self._seen_size))

    def _allowed(self, before: Crop, wanted: Crop) -> Crop:
        """`wanted`, or what is nearest to it on the way from `before`, without an empty corner."""
        edits = self._edits

        def fits(crop: Crop) -> bool:
            kept = edits.inside(crop, self._width, self._height)
            return abs(kept.width - crop.width) < 1e-7

        if fits(wanted):
            return wanted
        good, bad = 0.0, 1.0
        found = before
        for _ in range(12):
            share = (good + bad) / 2
            crop = part_way(before, wanted, share)
            if fits(crop):
                good, found = share, crop
            else:
                bad = share
        return found

    def set_focus_point(self, x: float, y: float) -> None:
        point = self._edits.unseen_point(Point(round(x, 4), round(y, 4)))
        self._edits = replace(self._edits, focus=Point(round(point.x, 4), round(point.y, 4)))
        self.update()
        self.edited.emit(self._edits)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        across, down = {
            Qt.Key.Key_Left: (-1, 0),
            Qt.Key.Key_Right: (1, 0),
            Qt.Key.Key_Up: (0, -1),
            Qt.Key.Key_Down: (0, 1),
        }.get(Qt.Key(event.key()), (0, 0))
        plain = event.modifiers() in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.ShiftModifier,
            Qt.KeyboardModifier.KeypadModifier,
        )
        if not (across or down) or not plain:
            super().keyPressEvent(event)
            return
        dx, dy = across * _STEP, down * _STEP
        crop = self._edits.seen(self.crop)
        if self.pointing:
            focus = self._edits.seen_point(self._edits.focus or Point(0.5, 0.5))
            self.set_focus_point(min(max(focus.x + dx, 0), 1), min(max(focus.y + dy, 0), 1))
        elif event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.set_crop(self._resized(crop, "rb", dx, dy))
        else:
            self.set_crop(moved_by(crop, dx, dy))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is not Qt.MouseButton.LeftButton or self._before:
            return
        place = event.position()
        self._held = self._part_at(place)
        self._grabbed = (place, self._edits.seen(self.crop))
        if self._held == "focus":
            self.set_focus_point(*self._fraction(place))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        place = event.position()
        if not self._held:
            self.setCursor(_CURSORS[self._part_at(place)])
            return
        if self._held == "focus":
            self.set_focus_point(*self._fraction(place))
            return
        (began, crop), frame = self._grabbed, self._frame()
        dx = (place.x() - began.x()) / frame.width()
        dy = (place.y() - began.y()) / frame.height()
        moved = self._held == "move"
        self.set_crop(moved_by(crop, dx, dy) if moved else self._resized(crop, self._held, dx, dy))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._held == "focus" and self.pointing:
            self.pointing = False
            self.pointed.emit()
        self._held = ""

    def _part_at(self, place: QPointF) -> str:
        if self._before:
            return ""
        if self.pointing:
            return "focus"
        crop = self._at(self._edits.seen(self.crop))
        for (x, y), name in _HANDLES.items():
            handle = QPointF(crop.left() + x * crop.width(), crop.top() + y * crop.height())
            if (handle - place).manhattanLength() <= _REACH:
                return name
        focus = self._focus_place()
        if focus is not None and (focus - place).manhattanLength() <= _REACH:
            return "focus"
        return "move" if crop.contains(place) else ""

    def _resized(self, crop: Crop, edges: str, dx: float, dy: float) -> Crop:
        """`crop` with these edges moved, in the shape it has to keep."""
        left, top = crop.left, crop.top
        right, bottom = left + crop.width, top + crop.height
        if "l" in edges:
            left = min(max(left + dx, 0.0), right - _LEAST)
        if "r" in edges:
            right = max(min(right + dx, 1.0), left + _LEAST)
        if "t" in edges:
            top = min(max(top + dy, 0.0), bottom - _LEAST)
        if "b" in edges:
            bottom = max(min(bottom + dy, 1.0), top + _LEAST)
        if not self._shape:
            return between((left, top), (right, bottom))
        across, down = self._seen_size
        wide, high = right - left, bottom - top
        # The edges that are held decide; the others follow from where they are fixed.
        drives_down = edges in ("t", "b") or ("l" not in edges and "r" not in edges)
        if drives_down or (len(edges) == 2 and abs(dy) * down > abs(dx) * across):
            wide = high * down * self._shape / across
        else:
            high = wide * across / self._shape / down
        room_across = right if "l" in edges else 1.0 - left
        room_down = bottom if "t" in edges else 1.0 - top
        share = min(1.0, room_across / wide, room_down / high)
        wide, high = wide * share, high * share
        left = right - wide if "l" in edges else left
        top = bottom - high if "t" in edges else top
        return between((left, top), (left + wide, top + high))

    # -- what is seen

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHints(
            QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform
        )
        frame = self._frame()
        painter.fillRect(frame, self._theme.color("pressed"))
        if not self._image.isNull():
            self._paint_picture(painter, frame)
        if self._before:
            return
        crop = self._at(self._edits.seen(self.crop))
        outside = QPainterPath()
        outside.addRect(frame)
        inside = QPainterPath()
        inside.addRect(crop)
        painter.fillPath(outside.subtracted(inside), _SHADE)
        self._paint_crop(painter, crop)
        if (focus := self._focus_place()) is not None:
            self._paint_focus(painter, focus)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(self._theme.color("accent"), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 4, 4)

    def _paint_picture(self, painter: QPainter, frame: QRectF) -> None:
        edits = Edits() if self._before else self._edits
        image = self._toned_image(edits.tone)
        painter.save()
        painter.setClipRect(frame)
        painter.translate(frame.center())
        across = frame.height() if edits.on_its_side else frame.width()
        scale = across / image.width()
        move = QTransform().rotate(90 * edits.turn)
        if edits.flip:
            move.scale(-1, 1)
        move.rotate(edits.straighten)
        painter.setTransform(move, combine=True)
        painter.scale(scale, scale)
        painter.drawImage(QPointF(-image.width() / 2, -image.height() / 2), image)
        painter.restore()

    def _toned_image(self, tone: Tone) -> QImage:
        if tone == Tone():
            return self._image
        if tone != self._tone:
            image = self._image
            bent = bytes(image.constBits()).translate(tone.curve)
            line, kind = image.bytesPerLine(), image.format()
            self._toned = QImage(bent, image.width(), image.height(), line, kind).copy()
            self._tone = tone
        return self._toned

    def _paint_crop(self, painter: QPainter, crop: QRectF) -> None:
        white, dark = QColor(255, 255, 255), QColor(0, 0, 0, 120)
        painter.setPen(QPen(QColor(255, 255, 255, 110), 1))
        for third in (1 / 3, 2 / 3):
            x, y = crop.left() + third * crop.width(), crop.top() + third * crop.height()
            painter.drawLine(QPointF(x, crop.top()), QPointF(x, crop.bottom()))
            painter.drawLine(QPointF(crop.left(), y), QPointF(crop.right(), y))
        # White within dark: it stands out from any picture.
        for color, wide in ((dark, 3), (white, 1.5)):
            painter.setPen(QPen(color, wide))
            painter.drawRect(crop)
        painter.setBrush(white)
        painter.setPen(QPen(dark, 1))
        for x, y in _HANDLES:
            grip = QRectF(0, 0, _GRIP, _GRIP)
            grip.moveCenter(QPointF(crop.left() + x * crop.width(), crop.top() + y * crop.height()))
            painter.drawRect(grip)

    def _paint_focus(self, painter: QPainter, place: QPointF) -> None:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for color, wide in ((QColor(0, 0, 0, 160), 4.0), (self._theme.color("accent"), 2.0)):
            painter.setPen(QPen(color, wide))
            painter.drawEllipse(place, 11, 11)
            painter.drawEllipse(place, 1.5, 1.5)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()
