"""How the story looks where readers meet it first, live while it is written.

A likeness, not a promise: search engines and networks cut and choose as they like, and change it.
"""

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetricsF, QImage
from PySide6.QtWidgets import QFrame, QLabel, QToolButton, QVBoxLayout, QWidget

from editor.desk.looks import Looks
from editor.ui.fields.card_picture import CardPicture
from editor.ui.theme import Theme
from editor.ui.widgets.elided_label import ElidedLabel

# Where Google's list of results cuts on a desktop: px of a title in 20 px letters, and of a
# description in 14 px letters over its two lines.
TITLE_PX, TITLE_ROOM = 20, 580
DESCRIPTION_PX, DESCRIPTION_ROOM = 14, 920
ELIDE = Qt.TextElideMode.ElideRight


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

    def set_thumbnail(self, photo_id: str, image: QImage) -> None:
        self.picture.set_thumbnail(photo_id, image)

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
        self._way.setText(" › ".join((looks.host or self.tr("your site"), *looks.crumbs)))
        self._title.setText(shown)
        empty = self.tr("No deck and no text yet: search engines choose words of their own.")
        self._description.setText(described or empty)
        cut = [
            name
            for name, was, now in (
                (self.tr("headline"), title, shown),
                (self.tr("deck"), looks.description, described),
            )
            if was != now
        ]
        said = self.tr("Search engines cut the {0} about there.")
        self._note.setText(said.format(self.tr(" and the ").join(cut)) if cut else "")
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
        box = QVBoxLayout(result)
        box.setContentsMargins(space(3), space(2), space(3), space(3))
        box.setSpacing(space(1) // 2)
        for widget in (self._site, self._way, self._title, self._description):
            box.addWidget(widget)
        words = QVBoxLayout()
        words.setContentsMargins(space(3), space(2), space(3), space(3))
        words.setSpacing(space(1) // 2)
        for widget in (self._card_site, self._card_title, self._card_description):
            words.addWidget(widget)
        shared = QVBoxLayout(card)
        shared.setContentsMargins(1, 1, 1, 0)
        shared.setSpacing(0)
        shared.addWidget(self.picture)
        shared.addLayout(words)
        column = QVBoxLayout(self._body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space(1))
        for name, part in ((result.accessibleName(), result), (card.accessibleName(), card)):
            label = QLabel(name)
            label.setProperty("role", "label")
            column.addWidget(label)
            column.addWidget(part)
            if part is result:
                column.addWidget(self._note)
                column.addSpacing(space(2))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(space(1))
        whole.addWidget(self._fold)
        whole.addWidget(self._body)

    def _card(self, name: str) -> QFrame:
        card = QFrame(self._body)
        card.setProperty("card", "true")
        card.setAccessibleName(name)
        return card

    def _line(self, role: str) -> QLabel:
        label = QLabel(self._body)
        label.setProperty("role", role)
        label.setWordWrap(True)
        label.setMinimumWidth(1)  # one endless word must not push the panel out of the window
        label.setTextFormat(Qt.TextFormat.PlainText)
        return label


def _cut(text: str, size: int, room: int) -> str:
    """As much of a text as stands in `room` px, in the letters of a page of results."""
    font = QFont("Arial")
    font.setPixelSize(size)
    return QFontMetricsF(font).elidedText(text, ELIDE, room).replace("\u2026", "…")
