"""The tiles of a contact sheet, and how one is drawn: picture, name, rating, colour class, marks.

All are of one size, so that thousands open at once; those that nobody has looked at are keys.
"""

from collections import OrderedDict
from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Any

from PySide6.QtCore import (
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
    QUrl,
    Signal,
)
from PySide6.QtGui import (
    QFontMetrics,
    QImage,
    QPainter,
    QPen,
    QPixmap,
    QStandardItemModel,
)
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from editor.late import frozen
from editor.message import listed, message
from editor.story.origin import Badge
from editor.story.photo import COLOUR_CLASSES
from editor.ui.theme import Theme
from editor.ui.writing.pasting import LIBRARY_PHOTOS, offer_photos

Index = QModelIndex | QPersistentModelIndex
Key = int | str  # a picture's number in the library, or the path of a file

TILE_ROLE = Qt.ItemDataRole.UserRole
PICTURE_ROLE = Qt.ItemDataRole.UserRole + 1
KEPT_PICTURES = 600
KEPT_TILES = 4_000
FEW = 8  # tiles that are painted one by one
LEAST, USUAL, MOST = 96, 168, 320  # pixels, of a tile's width
REJECTED = "-1"  # xmp:Rating
_ICON = 14  # pixels
# What a key says of a picture: 0 to 5 stars, X for rejected, 6 to 9 for the first colour classes,
# as in Lightroom and Bridge.
MARKING_KEYS = {
    **{Qt.Key(Qt.Key.Key_0 + number): ("rating", str(number or "")) for number in range(6)},
    **{Qt.Key(Qt.Key.Key_6 + at): ("colour_class", COLOUR_CLASSES[at]) for at in range(4)},
    Qt.Key.Key_X: ("rating", REJECTED),
}


class Mark(StrEnum):
    """What is said of a picture by a sign, by the name of its icon. Where it comes from is said
    by a badge upon the picture."""

    USED = "newspaper"
    NO_CREDIT = "copyright"
    NO_CAPTION = "text-quote"
    EXPIRING = "clock"
    HERE = "database"

    @property
    def warns(self) -> bool:
        return self not in (Mark.USED, Mark.HERE)


@frozen
class Tile:
    """`photo` is its id in the library, "" for a file; `told` the second line of its tool tip;
    `origin` where it comes from, in sentences, and `badge` what of that somebody should know at
    first sight; `dots` its width and height in pixels, as far as they are known."""

    key: Key
    name: str
    photo: str = ""
    told: str = ""
    dots: tuple[int, int] = (0, 0)
    rating: str = ""
    colour: str = ""
    marks: tuple[Mark, ...] = ()
    badge: Badge | None = None
    origin: str = ""


class ContactModel(QStandardItemModel):
    """Pictures by their keys, in the order given; tiles and pictures come when they are looked at.
    Qt counts the rows itself, as in the list of stories. Roles: TILE_ROLE a Tile or None,
    PICTURE_ROLE a QPixmap, null for a picture that cannot be shown, or None.

    Signals:
        tiles_wanted(list): keys of tiles that are not here.
    pictures_gone(list): keys of pictures that are not kept any more.
    """

    tiles_wanted = Signal(list)
    pictures_gone = Signal(list)

    def __init__(self, page: int, parent: QObject | None = None) -> None:
        super().__init__(0, 1, parent)
        self._page = page
        self._keys: Sequence[Key] = ()
        self._places: dict[Key, int] = {}
        self._tiles: dict[Key, Tile] = {}
        self._wanted: set[Key] = set()
        self._pictures: OrderedDict[Key, QPixmap] = OrderedDict()
        self._marks = {
            Mark.USED: self.tr("in a story"),
            Mark.NO_CREDIT: self.tr("no credit"),
            Mark.NO_CAPTION: self.tr("no caption"),
            Mark.EXPIRING: self.tr("rights end soon"),
            Mark.HERE: self.tr("in the library"),
        }

    @property
    def keys(self) -> Sequence[Key]:
        return self._keys

    def flags(self, index: Index) -> Qt.ItemFlag:
        usual = Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled
        return usual | Qt.ItemFlag.ItemIsDragEnabled if index.isValid() else usual

    def mimeTypes(self) -> list[str]:
        return ["text/uri-list", LIBRARY_PHOTOS]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        """Files on disk can be dragged to wherever files are taken, a text among them; photos of
        the library to wherever a story takes photos."""
        keys = [self.key_at(each) for each in sorted(indexes, key=QModelIndex.row)]
        if numbers := [key for key in keys if isinstance(key, int)]:
            return offer_photos(numbers)
        mime = QMimeData()
        mime.setUrls([QUrl.fromLocalFile(key) for key in keys if isinstance(key, str)])
        return mime

    def match(self, *_: Any) -> list[QModelIndex]:
        return []  # letters are commands here, and search stands above

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        key = self.key_at(index)
        if key is None:
            return None
        if role == PICTURE_ROLE:
            return self._pictures.get(key)
        tile = self.tile_at(index)
        if tile is None or role == TILE_ROLE:
            return tile
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return tile.name
            case Qt.ItemDataRole.AccessibleTextRole:
                return str(listed((tile.name, *self._said(tile))))
            case Qt.ItemDataRole.ToolTipRole:
                said = str(listed(self._said(tile), "facts"))
                told = (tile.name, tile.told, said, tile.origin)
                return "\n".join(each for each in told if each)
            case _:
                return None

    def show_keys(self, keys: Sequence[Key], *, anew: bool = True) -> None:
        """Other pictures; tiles known before hold unless it is `anew`."""
        self._keys = keys
        self._places = {}
        if anew:
            self._tiles.clear()
        self._wanted.clear()
        self.setRowCount(len(keys))
        self.tell_all()

    def add_tiles(self, tiles: Mapping[Any, Tile]) -> None:
        self._tiles |= tiles
        self._wanted -= tiles.keys()
        for key in list(self._tiles)[:-KEPT_TILES]:
            del self._tiles[key]
        if len(tiles) > FEW:
            self.tell_all()
            return
        for key in tiles:
            self._tell(key)

    def set_picture(self, key: Key, image: QImage) -> None:
        """A null image is shown as one that cannot be had."""
        self._pictures[key] = QPixmap.fromImage(image)
        self._pictures.move_to_end(key)
        while len(self._pictures) > KEPT_PICTURES:
            gone, _ = self._pictures.popitem(last=False)
            self.pictures_gone.emit([gone])
        self._tell(key)

    def key_at(self, index: Index) -> Key | None:
        listed = index.isValid() and index.row() < len(self._keys)
        return self._keys[index.row()] if listed else None

    def tile_at(self, index: Index) -> Tile | None:
        """None until it comes."""
        key = self.key_at(index)
        if key is None:
            return None
        tile = self._tiles.get(key)
        if tile is None and key not in self._wanted:
            first = index.row() // self._page * self._page
            page = self._keys[first : first + self._page]
            wanted = [each for each in page if each not in self._tiles]
            self._wanted.update(wanted)
            self.tiles_wanted.emit(wanted)
        return tile

    def index_of(self, key: Key) -> QModelIndex:
        """Invalid when it is not listed."""
        if not self._places and self._keys:
            self._places = {each: place for place, each in enumerate(self._keys)}
        return self.index(self._places.get(key, -1), 0)

    def tell_all(self) -> None:
        if self._keys:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._keys) - 1, 0))

    def _tell(self, key: Key) -> None:
        index = self.index_of(key)
        if index.isValid():
            self.dataChanged.emit(index, index)

    def _said(self, tile: Tile) -> list[str]:
        said: list[str] = []
        if tile.rating == REJECTED:
            said.append(self.tr("rejected"))
        elif tile.rating.isdecimal() and int(tile.rating):
            said.append(str(message("count.stars", n=int(tile.rating))))
        if tile.colour:
            said.append(tile.colour)
        said += [str(tile.badge.says)] if tile.badge else []
        return [*said, *(self._marks[mark] for mark in tile.marks)]


class ContactDelegate(QStyledItemDelegate):
    """Attributes:
    width: pixels, of the room for a picture as somebody wants it; it is three quarters as high.
    shared: pixels, of a tile that fills its share of a line; 0 before there is one.
    """

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.width = USUAL
        self.shared = 0
        theme.changed.connect(self._load_fonts)
        self._load_fonts()

    @property
    def cell(self) -> QSize:
        space = self._theme.space
        words = 2 * self._metrics.lineSpacing() + space(1)
        return QSize(self.shown_width + 2 * space(2), self._high + words + 2 * space(2))

    @property
    def wished(self) -> int:
        """Pixels, of a tile's width."""
        return self.width + 2 * self._theme.space(2)

    @property
    def shown_width(self) -> int:
        return (self.shared or self.wished) - 2 * self._theme.space(2)

    @property
    def _high(self) -> int:
        return self.shown_width * 3 // 4

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return self.cell

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme, space = self._theme, self._theme.space
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        tile: Tile | None = index.data(TILE_ROLE)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        frame = QRectF(option.rect).adjusted(2, 2, -2, -2)
        if chosen or option.state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("selection" if chosen else "hover"))
            painter.drawRoundedRect(frame, 4, 4)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.color("focus"), 2))
            painter.drawRoundedRect(frame, 4, 4)
        inner = QRect(0, 0, self.shown_width, option.rect.height() - 2 * space(2))
        inner.moveCenter(option.rect.center())
        room = QRect(inner.left(), inner.top(), inner.width(), self._high)
        rejected = tile is not None and tile.rating == REJECTED
        place = self._paint_picture(painter, room, index.data(PICTURE_ROLE), pale=rejected)
        if tile is not None and tile.badge is not None:
            self._paint_badge(painter, place, tile.badge)
        if tile is not None:
            words = inner.adjusted(0, self._high + space(1), 0, 0)
            self._paint_words(painter, words, tile, "selection-ink" if chosen else "ink")
        painter.restore()

    def _paint_picture(
        self, painter: QPainter, room: QRect, picture: QPixmap | None, *, pale: bool
    ) -> QRect:
        """Answers with the place it takes."""
        if picture is None or picture.isNull():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.color("pressed"))
            painter.drawRoundedRect(room, 4, 4)
            sign = "image" if picture is None else "image-off"
            mark = QRect(0, 0, 20, 20)
            mark.moveCenter(room.center())
            self._theme.icon(sign, "ink-faint", size=20).paint(painter, mark)
            return room
        size = picture.size().scaled(room.size(), Qt.AspectRatioMode.KeepAspectRatio)
        place = QRect(QPoint(0, 0), size)
        place.moveCenter(room.center())
        painter.setOpacity(0.35 if pale else 1.0)
        painter.drawPixmap(place, picture)
        painter.setOpacity(1.0)
        return place

    def _paint_badge(self, painter: QPainter, room: QRect, badge: Badge) -> None:
        """Over a corner of the picture, as wide as its words, or as the picture where that is
        less."""
        theme, space = self._theme, self._theme.space
        ink = "ink-soft" if badge.kind == "count" else badge.kind
        back = "pressed" if badge.kind == "count" else f"{badge.kind}-soft"  # as a chip has them
        words, most = str(badge.says), room.width() - 2 * space(1)
        width = min(most, self._metrics.horizontalAdvance(words) + 3 * space(1))
        place = QRect(room.left() + space(1), 0, width, self._metrics.lineSpacing())
        place.moveBottom(room.bottom() - space(1))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color(back))
        painter.drawRoundedRect(place, 3, 3)
        painter.setFont(self._font)
        painter.setPen(theme.color(ink))
        words = self._metrics.elidedText(words, Qt.TextElideMode.ElideRight, width - 2 * space(1))
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, words)

    def _paint_words(self, painter: QPainter, words: QRect, tile: Tile, ink: str) -> None:
        theme, line = self._theme, self._metrics.lineSpacing()
        painter.setFont(self._font)
        painter.setPen(theme.color(ink))
        middle = Qt.TextElideMode.ElideMiddle
        name = self._metrics.elidedText(tile.name, middle, words.width())
        painter.drawText(words.left(), words.top() + self._metrics.ascent(), name)
        left, top = words.left(), words.top() + line
        if tile.colour:
            left = self._paint_colour(painter, QRect(left, top, line, line), tile.colour)
        if tile.rating == REJECTED:
            theme.icon("circle-x", "danger", size=_ICON).paint(
                painter, QRect(left, top + (line - _ICON) // 2, _ICON, _ICON)
            )
        elif tile.rating.isdecimal():
            painter.setPen(theme.color(ink))
            painter.drawText(left, top + self._metrics.ascent(), "★" * min(int(tile.rating), 5))
        right = words.right() + 1
        for mark in reversed(tile.marks):
            right -= _ICON + theme.space(1)
            place = QRect(right, top + (line - _ICON) // 2, _ICON, _ICON)
            color = "warning" if mark.warns else "ink-soft"
            theme.icon(mark, color, size=_ICON).paint(painter, place)

    def _paint_colour(self, painter: QPainter, room: QRect, colour: str) -> int:
        """A sign with the first letter, for those to whom colours look alike; returns where the
        rest goes on."""
        known = colour in COLOUR_CLASSES
        sign = QRect(0, 0, _ICON, _ICON)
        sign.moveCenter(room.center())
        sign.moveLeft(room.left())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.color(f"class-{colour.lower()}" if known else "ink-soft"))
        painter.drawRoundedRect(sign, 3, 3)
        painter.setFont(self._tiny)
        painter.setPen(self._theme.color("class-ink" if known else "paper"))
        painter.drawText(sign, Qt.AlignmentFlag.AlignCenter, colour[:1])
        painter.setFont(self._font)
        return sign.right() + 1 + self._theme.space(1)

    def _load_fonts(self) -> None:
        self._font = self._theme.font("ui-small")
        self._tiny = self._theme.font("ui-small")
        self._tiny.setPixelSize(_ICON - 4)
        self._tiny.setBold(True)
        self._metrics = QFontMetrics(self._font)
