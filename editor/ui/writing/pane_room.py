"""How the height of a pane is shared: the story first, however low the pane is."""

from PySide6.QtCore import QSize

from editor.ui.writing.copyfit_bar import CopyfitBar
from editor.ui.writing.title_block import TitleBlock

MINIMUM_WIDTH = 300  # px
TITLE_SHARE = 0.42  # of the height at most
LOW, VERY_LOW = 320, 280  # px; then the line of the length goes, and then headline and deck
NO_LIMIT = 16_777_215  # Qt's own largest size of a widget, px


class PaneRoom:
    def __init__(self, title: TitleBlock, copyfit: CopyfitBar) -> None:
        self._title = title
        self._copyfit = copyfit

    def least(self, hint: QSize) -> QSize:
        """Of all that stands in the pane `hint` is the least: a long headline gives way to what
        opens beside or below it."""
        return QSize(MINIMUM_WIDTH, hint.height() - self._title.spare)

    def share(self, height: int, above: int) -> None:
        """`above` is the distance over the headline. Nobody's caret goes."""
        title = self._title
        title.give_room(round(height * TITLE_SHARE) - above)
        self._copyfit.setMaximumHeight(NO_LIMIT if height >= LOW else 0)
        writes = title.headline.hasFocus() or title.deck.hasFocus()
        title.setMaximumHeight(NO_LIMIT if height >= VERY_LOW or writes else 0)
