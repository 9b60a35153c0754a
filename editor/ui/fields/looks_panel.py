"""How the story looks where readers meet it first, live while it is written.

A likeness, not a promise: search engines and networks cut and choose as they like, and change it.
"""

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QFont,
    QFontMetricsF,
    QImage,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPixmap,
    QResizeEvent,
)
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from editor.desk.views import Looks
from editor.message import listed
from editor.story.edits import Crop
from editor.ui.theme import Theme
from editor.ui.widgets.labels import ElidedLabel
from editor.ui.widgets.sheet import filled, text_label

# Where Google's list of results cuts on a desktop: px of a title in 20 px letters, and of a
# description in 14 px letters over its two lines.
TITLE_PX, TITLE_ROOM = 20, 580
DESCRIPTION_PX, DESCRIPTION_ROOM = 14, 920
ELIDE = Qt.TextElideMode.ElideRight
RATIO = 1.91  # width to height, Open Graph's
CORNER = 7  # px, at the top only
MARK, ICON = 28, 20  # px, where there is no picture


class LooksPanel(QWidget):
    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._looks: Looks | None = None
        self._fold = QToolButton(self)
        self._fold.setText(self.tr("How it looks elsewhere"))
        self._fold.setAccessibleName(self._fold.text())
        self._fold.setCheckable(True)
        self._fold.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._fold.setProperty("fold", "true")
        self._body = QWidget(self)
        self._site, self._way = self._line("faint"), ElidedLabel()
        self._way.setProperty("role", "faint")
        self._title = self._line("result")
        self._description = self._line("soft")
        self._note = self._line("faint")
        self.picture = CardPicture(theme)
        self._card_site, self._card_title = self._line("faint"), self._line("heading")
        self._card_description = ElidedLabel()
        self._card_description.setProperty("role", "soft")
        self._lay_out()
        self._fold.toggled.connect(self._show_fold)
        self._fold.setChecked(True)

    def show_looks(self, looks: Looks) -> None:
        """Costs nothing while folded, and nothing when nothing changed."""
        if looks != self._looks:
            self._looks = looks
            self._show()

    @property
    def result(self) -> tuple[str, str, str]:
        """Way, title and description as a search engine would show them."""
        return self._way.text(), self._title.text(), self._description.text()

    @property
    def note(self) -> str:
        return "" if self._note.isHidden() else self._note.text()

    # -- inside

    def _show(self) -> None:
        looks = self._looks
        if looks is None or not self._fold.isChecked():
            return
        title = looks.title or self.tr("No headline yet")
        shown = _cut(title, TITLE_PX, TITLE_ROOM)
        described = _cut(looks.description, DESCRIPTION_PX, DESCRIPTION_ROOM)
        self._site.setText(looks.site)
        way = (looks.host or self.tr("your site"), *looks.crumbs)
        self._way.setText(str(listed(way, "crumbs")))
        self._title.setText(shown)
        empty = self.tr("No deck and no text yet: search engines choose words of their own.")
        self._description.setText(described or empty)
        cut = {
            (False, False): "",
            (True, False): self.tr("Search engines cut the headline about there."),
            (False, True): self.tr("Search engines cut the deck about there."),
            (True, True): self.tr("Search engines cut the headline and the deck about there."),
        }[title != shown, looks.description != described]
        self._note.setText(cut)
        self._note.setVisible(bool(cut))
        self._card_site.setText((looks.host or looks.site).upper())
        self._card_title.setText(title)
        self._card_description.setText(looks.description)
        self._card_description.setVisible(bool(looks.description))
        self.picture.show_photo(looks.photo, looks.crop)

    def _show_fold(self, shown: bool) -> None:
        self._body.setVisible(shown)
        icon = "chevron-down" if shown else "chevron-right"
        self._theme.put_icon(self._fold, icon, "ink-soft")
        self._show()

    def _lay_out(self) -> None:
        space = self._theme.space
        result, card = self._card(self.tr("In a search engine")), self._card(self.tr("Shared"))
        gap, edges = space(1) // 2, (space(3), space(2), space(3), space(3))
        found = self._site, self._way, self._title, self._description
        filled(QVBoxLayout(result), *found, gap=gap, edges=edges)
        told = self._card_site, self._card_title, self._card_description
        words = filled(QVBoxLayout(), *told, gap=gap, edges=edges)
        filled(QVBoxLayout(card), self.picture, words, gap=0, edges=(1, 1, 1, 0))
        column = filled(QVBoxLayout(self._body), gap=space(1))
        for name, part in ((result.accessibleName(), result), (card.accessibleName(), card)):
            label = QLabel(name)
            label.setProperty("role", "label")
            column.addWidget(label)
            column.addWidget(part)
            if part is result:
                column.addWidget(self._note)
                column.addSpacing(space(2))
        filled(QVBoxLayout(self), self._fold, self._body, gap=space(1))

    def _card(self, name: str) -> QFrame:
        card = QFrame(self._body)
        card.setProperty("card", "true")
        card.setAccessibleName(name)
        return card

    def _line(self, role: str) -> QLabel:
        label = text_label("", self._body, role)
        label.setMinimumWidth(1)  # one endless word must not push the panel out of the window
        return label


def _cut(text: str, size: int, room: int) -> str:
    """As much of a text as stands in `room` px, in the letters of a page of results."""
    font = QFont("Arial")
    font.setPixelSize(size)
    return QFontMetricsF(font).elidedText(text, ELIDE, room).replace("\u2026", "…")


class CardPicture(QWidget):
    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._photo = ""
        self._crop: Crop | None = None
        self._pixmaps: dict[str, QPixmap] = {}
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)
        self._name()

    def show_photo(self, photo_id: str, crop: Crop | None) -> None:
        """ "" when the story has no photo."""
        if (photo_id, crop) != (self._photo, self._crop):
            self._photo, self._crop = photo_id, crop
            kept = self._pixmaps.get(photo_id)
            self._pixmaps = {photo_id: kept} if kept is not None else {}
            self._name()
            self.update()

    def set_thumbnail(self, photo_id: str, image: QImage) -> None:
        # Which photo it will be may be told only after its picture has come.
        if not self._photo or photo_id == self._photo:
            self._pixmaps[photo_id] = QPixmap.fromImage(image)
            self.update()

    @property
    def has_picture(self) -> bool:
        return self._photo in self._pixmaps

    def sizeHint(self) -> QSize:
        return QSize(240, max(self.minimumHeight(), round(240 / RATIO)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # A layout within a scroll area does not ask for the height of a width.
        if event.size().width() != event.oldSize().width():
            self.setFixedHeight(round(self.width() / RATIO))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        frame = QPainterPath()
        # Taller than the widget, so that only the upper corners are round.
        frame.addRoundedRect(QRectF(self.rect()).adjusted(0, 0, 0, CORNER * 2), CORNER, CORNER)
        painter.setClipRect(self.rect())
        painter.setClipPath(frame, Qt.ClipOperation.IntersectClip)
        pixmap = self._pixmaps.get(self._photo)
        if pixmap is None:
            self._paint_empty(painter)
        else:
            painter.drawPixmap(self.rect(), pixmap, cut_to(pixmap.size(), self._crop))

    def _paint_empty(self, painter: QPainter) -> None:
        painter.fillRect(self.rect(), self._theme.color("pressed"))
        mark = QRect(0, 0, MARK, MARK)
        mark.moveCenter(self.rect().center())
        if not self._photo:
            mark.translate(0, -MARK // 2)
            painter.setPen(self._theme.color("ink-soft"))
            painter.setFont(self._theme.font("ui-small"))
            words = self.rect().adjusted(8, MARK + 8, -8, 0)
            painter.drawText(words, Qt.AlignmentFlag.AlignCenter, self.accessibleName())
        name = "image" if self._photo else "image-off"
        self._theme.icon(name, "ink-faint", size=ICON).paint(painter, mark)

    def _name(self) -> None:
        no = self.tr("No photo: cards have no picture")
        self.setAccessibleName(self.tr("Picture of the card") if self._photo else no)


def cut_to(size: QSize, crop: Crop | None) -> QRect:
    """The middle of a picture in the card's shape, of the part that its story shows."""
    whole = QRectF(0, 0, size.width(), size.height())
    if crop is not None:
        whole = QRectF(
            crop.left * size.width(),
            crop.top * size.height(),
            crop.width * size.width(),
            crop.height * size.height(),
        )
    width = min(whole.width(), whole.height() * RATIO)
    cut = QRectF(0, 0, width, width / RATIO)
    cut.moveCenter(whole.center())
    return cut.toRect()
