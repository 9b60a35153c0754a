"""One photo of a story: closed one line and a small picture, open all that can be said of it; and
the caption of one that has yet to come."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QImage, QPainter, QPainterPath, QPaintEvent, QPixmap
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from editor.message import listed, message
from editor.story.credit import CreditStyle, printed_caption
from editor.story.photo import AwaitedPhoto, Placement
from editor.ui.photos.origin_view import OriginBadge
from editor.ui.photos.photo_asks import PhotoAsks
from editor.ui.photos.photo_fields import PhotoFields
from editor.ui.theme import Theme, restyle
from editor.ui.widgets.labels import Chip, ElidedLabel, Pressable, fitted, see_through
from editor.ui.widgets.sheet import filled, text_label

_MARK = 20  # logical pixels
_SMALL = QSize(64, 48)  # logical pixels
_LARGE = QSize(0, 176)  # logical pixels, all the room across


class PhotoFrame(QWidget):
    """`size` in logical pixels; a width of 0 takes all the room across, a height of 0 all below."""

    def __init__(self, theme: Theme, size: QSize, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._image = QImage()
        self._fitted = QPixmap()
        self._fitted_for = QSize()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        if size.height():
            self.setFixedHeight(size.height())
        if size.width():
            self.setFixedWidth(size.width())
        theme.changed.connect(self.update)

    @property
    def has_picture(self) -> bool:
        return not self._image.isNull()

    def show_picture(self, image: QImage) -> None:
        """An image of any size; a null one takes the picture away."""
        self._image = image
        self._fitted = QPixmap()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        background = QPainterPath()
        background.addRoundedRect(QRectF(self.rect()), self._theme.space(1), self._theme.space(1))
        painter.fillPath(background, self._theme.color("pressed"))
        if self._image.isNull():
            mark = QRect(0, 0, _MARK, _MARK)
            mark.moveCenter(self.rect().center())
            self._theme.icon("image", "ink-faint", size=_MARK).paint(painter, mark)
            return
        pixmap = self._fit()
        size = pixmap.deviceIndependentSize().toSize()
        place = QRect(0, 0, size.width(), size.height())
        place.moveCenter(self.rect().center())
        painter.setClipPath(background)
        painter.drawPixmap(place.topLeft(), pixmap)

    def _fit(self) -> QPixmap:
        scale = self.devicePixelRatioF()
        wanted = self.size() * scale
        if self._fitted.isNull() or self._fitted_for != wanted:
            self._fitted = fitted(self._image, self.size(), scale)
            self._fitted_for = wanted
        return self._fitted


class PhotoHead(Pressable):
    """Press to open or close the card."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._picture = PhotoFrame(theme, _SMALL, self)
        self._name = ElidedLabel("", self, Qt.TextElideMode.ElideMiddle)
        self._name.setProperty("role", "heading")
        self._size = QLabel(self)
        self._size.setProperty("role", "faint")
        self._lead = Chip(self.tr("Lead"), "accent", self)
        self._state = Chip("", "warning", self)
        self._origin = OriginBadge(parent=self)
        parts = self._lead, self._origin, self._size, self._state
        facts = filled(QHBoxLayout(), *parts, None, gap=theme.space(2))
        words = filled(QVBoxLayout(), None, self._name, facts, None, gap=theme.space(1))
        filled(
            QHBoxLayout(self), self._picture, (words, 1), gap=theme.space(3), edges=theme.space(2)
        )
        see_through(self._picture, self._name, *parts)

    def show_placement(self, placement: Placement, *, on_page: bool, remarks: int) -> None:
        """`remarks` counts the findings about this photo."""
        photo = placement.photo
        self._name.setText(photo.original_name)
        self._size.setText(self.tr("{0} × {1} px").format(photo.width, photo.height))
        self._lead.setVisible(placement.lead)
        state = "" if on_page else self.tr("Not on the page")
        if not state and remarks:
            state = str(message("count.remarks", n=remarks))
        self._state.setText(state)
        self._state.setVisible(bool(state))
        self._origin.show_photo(photo)
        name = self.tr("Lead photo {0}") if placement.lead else self.tr("Photo {0}")
        self.setAccessibleName(name.format(photo.original_name))
        badge = self._origin.text() if not self._origin.isHidden() else ""
        self.setAccessibleDescription(str(listed((self._size.text(), badge, state))))

    def show_picture(self, image: QImage) -> None:
        self._picture.show_picture(image)

    def show_open(self, is_open: bool) -> None:
        """An open card shows the picture large, below; the small one gives its room away."""
        self._picture.setVisible(not is_open)
        self.setProperty("open", "true" if is_open else "false")


class PhotoCard(QFrame):
    """Only an open card has fields, so that `Caption`, `Credit` and `Alt text` are one each.

    Signals:
        pressed(str): the head was pressed, with the placement's id.
        ended(str): Enter was pressed in caption, credit or alt.
    """

    pressed = Signal(str)
    ended = Signal(str)

    def __init__(
        self, theme: Theme, placement: Placement, style: CreditStyle, asks: PhotoAsks
    ) -> None:
        super().__init__()
        self._theme = theme
        self._asks = asks
        self._placement = placement
        self._style = style
        self._image = QImage()
        self._beside = False
        self._head = PhotoHead(theme, self)
        self._head.clicked.connect(lambda: self.pressed.emit(self._placement.id))
        self._body: QWidget | None = None
        self._large: PhotoFrame | None = None
        self._fields: PhotoFields | None = None
        self._buttons: dict[str, QToolButton] = {}
        self._column = filled(QVBoxLayout(self), self._head, gap=0, edges=(1, 1, 1, 1))
        self._show_frame()

    @property
    def placement(self) -> Placement:
        return self._placement

    @property
    def is_open(self) -> bool:
        return self._body is not None

    def show_placement(
        self, placement: Placement, style: CreditStyle, *, on_page: bool, remarks: int
    ) -> None:
        """The library's present values of the same placement."""
        self._placement, self._style = placement, style
        self._head.show_placement(placement, on_page=on_page, remarks=remarks)
        if self._fields is not None:
            self._fields.show_placement(placement, style)
            self._show_buttons()

    def show_picture(self, image: QImage) -> None:
        self._image = image
        self._head.show_picture(image)
        if self._large is not None:
            self._large.show_picture(image)

    def stand_beside(self, beside: bool) -> None:
        """Whether its picture is shown large somewhere else."""
        self._beside = beside
        self._head.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents, beside)
        self._head.setFocusPolicy(Qt.FocusPolicy.NoFocus if beside else Qt.FocusPolicy.StrongFocus)
        if self._large is not None:
            self._large.setVisible(not beside)

    @property
    def field(self) -> str:
        """Which of its texts has the keyboard: caption, credit or alt; "" for none."""
        return self._fields.field if self._fields is not None else ""

    @property
    def fields(self) -> PhotoFields | None:
        """Of an open card."""
        return self._fields

    def open(self) -> None:
        if self._body is None:
            self._build_body()
            self._head.show_open(True)
            self._show_frame()

    def close_card(self) -> None:
        """What is typed is told first."""
        if self._body is not None:
            self.send_now()
            body, self._body = self._body, None
            self._large = self._fields = None
            self._buttons = {}
            self._column.removeWidget(body)
            # Gone at once for whoever looks for fields by name; deleted when events allow.
            body.hide()
            body.setParent(None)
            body.deleteLater()
            self._head.show_open(False)
            self._show_frame()

    def send_now(self) -> None:
        if self._fields is not None:
            self._fields.send_now()

    def tab_order(self) -> list[QWidget]:
        """What the Tab key goes to in it, in reading order."""
        order: list[QWidget] = [self._head]
        if self._fields is not None:
            order += self._fields.tab_order()
            order += self._buttons.values()
        return order

    def give_way(self) -> None:
        if self._fields is not None:
            self._fields.give_way()

    def focus_on(self, field: str) -> None:
        """caption, credit or alt of an open card; otherwise its head."""
        if self._fields is not None and field in ("caption", "credit", "alt"):
            self._fields.focus_on(field)
        else:
            self._head.setFocus(Qt.FocusReason.OtherFocusReason)

    def _build_body(self) -> None:
        theme = self._theme
        self._body = QWidget(self)
        self._large = PhotoFrame(theme, _LARGE, self._body)
        self._large.show_picture(self._image)
        # Made in reading order, which is the order of the Tab key.
        self._fields = PhotoFields(theme, self._placement, self._style, self._asks, self._body)
        self._fields.ended.connect(self.ended)
        buttons = self._make_buttons(self._body)
        space = theme.space
        self._large.setVisible(not self._beside)
        parts, edges = (self._fields, buttons), (space(2), 0, space(2), space(2))
        filled(QVBoxLayout(self._body), self._large, *parts, gap=space(2), edges=edges)
        self._column.addWidget(self._body)
        # At once: a layout would show it only when events come, and the focus goes there now.
        self._body.show()
        self._show_buttons()
        self._asks.texts_opened.emit(self._placement.id, self._fields.texts())

    def _make_buttons(self, parent: QWidget) -> QGridLayout:
        entries = (
            ("lead", self.tr("Make lead"), "star"),
            ("insert", self.tr("Put into body"), "between-horizontal-start"),
            # So they fit into the narrowest inspector, the last with a line of its own.
            ("crop", self.tr("Crop…"), "crop"),
            ("remove", self.tr("Remove"), "trash-2"),
            ("original", self.tr("Reveal original"), "folder-open"),
        )
        grid = QGridLayout()
        grid.setSpacing(self._theme.space(1))
        for place, (name, label, icon) in enumerate(entries):
            button = QToolButton(parent)
            button.setText(label)
            button.setAccessibleName(label)
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            self._theme.put_icon(button, icon, "ink-soft")
            button.clicked.connect(lambda _=False, name=name: self._ask(name))
            self._buttons[name] = button
            grid.addWidget(button, place // 2, place % 2, 1, 2 if name == "original" else 1)
        return grid

    def _show_buttons(self) -> None:
        self._buttons["lead"].setEnabled(not self._placement.lead)

    def _show_frame(self) -> None:
        restyle(self, "card", "selected" if self.is_open else "true")

    def _ask(self, name: str) -> None:
        if name == "original":
            self._asks.original_requested.emit(self._placement.photo.id)
            return
        # Nothing typed may be lost by what is asked for now.
        self.send_now()
        signals = {
            "lead": self._asks.lead_requested,
            "insert": self._asks.insert_requested,
            "remove": self._asks.remove_requested,
            "crop": self._asks.crop_requested,
        }
        signals[name].emit(self._placement.id)


class AwaitedCard(QFrame):
    """Hidden while nothing is awaited."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("card", "waiting")
        title = QLabel(self.tr("Caption waiting for its picture"), self)
        title.setProperty("role", "heading")
        self._caption = text_label("", self, "soft")
        self._caption.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        hint = self.tr("The next photo you add becomes the lead and takes it.")
        parts = title, self._caption, text_label(hint, self, "faint")
        filled(QVBoxLayout(self), *parts, gap=theme.space(1), edges=theme.space(3))
        self.hide()

    def show_awaited(self, awaited: AwaitedPhoto | None, style: CreditStyle) -> None:
        self.setVisible(awaited is not None)
        if awaited is not None:
            self._caption.setText(printed_caption(awaited.caption, awaited.credit.line(style)))
