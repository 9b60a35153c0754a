"""What stands in a pane: the page one writes on, or nothing yet and what can be done now."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QFontMetricsF, QKeySequence
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from editor.ui.theme import Theme
from editor.ui.widgets.sheet import filled
from editor.ui.writing.body_field import BodyField
from editor.ui.writing.copyfit_bar import CopyfitBar
from editor.ui.writing.find.find_in_story import FindInStory
from editor.ui.writing.formatting import FormattingBar
from editor.ui.writing.outline import Outline
from editor.ui.writing.pictures.photo_cards import PhotoCards
from editor.ui.writing.title_block import TitleBlock

MINIMUM_WIDTH = 300  # px
TITLE_SHARE = 0.42  # of the height at most
LOW, VERY_LOW = 320, 280  # px; then the line of the length goes, and then headline and deck
NO_LIMIT = 16_777_215  # Qt's own largest size of a widget, px
MEASURE = 70  # characters a line
_LETTERS = "abcdefghijklmnopqrstuvwxyz "


class WritingPage(QWidget):
    """Headline, deck and body with the bars about them, in a column of the right measure.

    The height is shared so that the story comes first, however low the pane is.
    """

    def __init__(self, theme: Theme, cards: PhotoCards, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.title = TitleBlock(theme, self)
        self.body = BodyField(theme, cards, self)
        self.body.setAccessibleName(self.tr("Body"))
        self.body.setPlaceholderText(self.tr("Write the story here…"))
        self.copyfit = CopyfitBar(theme, self)

    def furnish(
        self, actions: Mapping[str, QAction], outline: Outline, finding: FindInStory
    ) -> None:
        """Lays out what is there and these."""
        label = QLabel(self.body.accessibleName())
        label.setProperty("role", "faint")
        label.setBuddy(self.body)
        self.bar = FormattingBar(self._theme, label, actions, self)
        self._outline = outline
        self._head = filled(QVBoxLayout(), self.title, self.bar, gap=self._theme.space(1))
        foot = filled(QVBoxLayout(), gap=0)
        finding.place_in(foot)
        foot.addWidget(self.copyfit)
        space = self._theme.space(2)
        column = filled(QVBoxLayout(), self._head, (self.body, 1), foot, gap=space)
        self._row = filled(QHBoxLayout(self), outline, (column, 1), gap=0)
        self.setTabOrder(self.title.headline, self.title.deck)
        self.setTabOrder(self.title.deck, self.body)

    def least(self, hint: QSize) -> QSize:
        """Of all that stands in the pane `hint` is the least: a long headline gives way to what
        opens beside or below it."""
        return QSize(MINIMUM_WIDTH, hint.height() - self.title.spare)

    def restyle(self) -> None:
        self.title.restyle()
        face = self._theme.font("body")
        self.body.setFont(face)
        self.body.document().setDefaultFont(face)
        self.body.overlays.refresh(force=True)
        self.body.viewport().update()

    def fit(self, width: int, height: int) -> None:
        """A column of the right measure in the middle; narrower panes leave a small margin."""
        # Of the letters that English words have.
        letters = QFontMetricsF(self.body.document().defaultFont()).horizontalAdvance(_LETTERS)
        measure = round(letters / len(_LETTERS) * MEASURE)
        self._outline.fit(width)
        beside = 0 if self._outline.isHidden() else self._outline.maximumWidth()
        side = max(self._theme.space(4), (width - beside - measure) // 2)
        space = self._theme.space(3)
        self._head.setContentsMargins(side, space, side, 0)
        self._share(height, space)
        self._row.activate()  # at once: the bar shows what fits into its new width
        inset = round(self.body.document().documentMargin())
        self.body.set_column(side - inset, side - inset)

    def _share(self, height: int, above: int) -> None:
        """`above` is the distance over the headline. Nobody's caret goes."""
        title = self.title
        title.give_room(round(height * TITLE_SHARE) - above)
        self.copyfit.setMaximumHeight(NO_LIMIT if height >= LOW else 0)
        writes = title.headline.hasFocus() or title.deck.hasFocus()
        title.setMaximumHeight(NO_LIMIT if height >= VERY_LOW or writes else 0)


class NothingOpen(QWidget):
    """It offers actions of the window; what they do is theirs."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        gap = theme.space(2)
        within = QWidget(self)
        self._offers = QGridLayout(within)
        self._offers.setContentsMargins(0, 0, 0, 0)
        self._offers.setSpacing(gap)
        title = self._words(self.tr("No story is open"), "heading")
        told = self.tr("Choose one from the list, or begin. Files can be dropped here, too.")
        offers = (within, 0, Qt.AlignmentFlag.AlignHCenter)
        column = QVBoxLayout(self)
        column.addStretch(2)
        parts = (title, self._words(told, "soft"), gap, offers)
        filled(column, *parts, gap=gap, edges=theme.space(6)).addStretch(3)

    def offer(self, actions: Sequence[QAction]) -> None:
        """The first of them is what most people come for."""
        for place, action in enumerate(actions):
            button = QPushButton(action.text().replace("&", ""), self)
            button.setAccessibleName(button.text())
            button.clicked.connect(action.trigger)
            button.setProperty("kind", "primary" if place == 0 else "")
            keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
            self._offers.addWidget(button, place, 0)
            self._offers.addWidget(self._words(keys, "faint"), place, 1)

    def _words(self, text: str, role: str) -> QLabel:
        label = QLabel(text, self)
        label.setProperty("role", role)
        label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        label.setWordWrap(role != "faint")
        return label
