"""A text on its own: no bar over it, the other paragraphs pale, the line one writes in the middle.

Only how it looks: the text is not touched.
"""

from collections.abc import Sequence

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from editor.late import frozen
from editor.ui.theme import Theme
from editor.ui.writing.body_field import BodyField
from editor.ui.writing.overlays import overlay

_LAYER = "focus"


@frozen
class FocusLook:
    """`pale`: all but the paragraph one writes in; `typewriter`: its line stays in the middle."""

    pale: bool = True
    typewriter: bool = False


class FocusView(QObject):
    """Serves one body; `bars` go away while it lasts.

    Signals:
        changed(): bars came or went, and the text has less or more room.
    """

    changed = Signal()

    def __init__(self, body: BodyField, bars: Sequence[QWidget], theme: Theme) -> None:
        super().__init__(body)
        self._body = body
        self._bars = tuple(bars)
        self._hidden: list[QWidget] = []
        self._theme = theme
        self._look: FocusLook | None = None
        self._shown = (-1, -1)
        self._extending = False
        # After Qt itself has brought the caret into view.
        self._centring = QTimer(self, singleShot=True, interval=0)
        self._centring.timeout.connect(self._centre)
        theme.changed.connect(self._lay)

    @property
    def is_on(self) -> bool:
        return self._look is not None

    def begin(self, look: FocusLook) -> None:
        self.end()
        self._look = look
        self._body.cursorPositionChanged.connect(self._follow)
        self._body.verticalScrollBar().rangeChanged.connect(self._extend)
        self._hidden = [bar for bar in self._bars if not bar.isHidden()]
        for bar in self._hidden:
            bar.hide()
        self.changed.emit()
        self._lay()
        self._extend()
        self._follow()

    def end(self) -> None:
        if self._look is None:
            return
        self._look = None
        self._shown = (-1, -1)
        self._body.cursorPositionChanged.disconnect(self._follow)
        self._body.verticalScrollBar().rangeChanged.disconnect(self._extend)
        self._body.overlays.lay(_LAYER, [])
        for bar in self._hidden:
            bar.show()
        self.changed.emit()
        self._body.adjust_scrolling()
        self._body.ensureCursorVisible()

    def _follow(self) -> None:
        if self._look is None:
            return
        place = self._body.textCursor().blockNumber(), self._body.document().blockCount()
        if place != self._shown:
            self._lay()
        if self._look.typewriter:
            self._centring.start()

    def _lay(self) -> None:
        if self._look is None or not self._look.pale:
            return
        document, block = self._body.document(), self._body.textCursor().block()
        self._shown = block.blockNumber(), document.blockCount()
        end = document.characterCount() - 1
        parts = [(0, block.position()), (block.position() + block.length(), end)]
        ink = self._theme.color("ink-faint")
        selections = [overlay(document, a, min(b, end), ink) for a, b in parts if a < b]
        self._body.overlays.lay(_LAYER, selections)

    def _extend(self) -> None:
        """Room below the end, so that the last line comes to the middle too."""
        if self._look is None or not self._look.typewriter or self._extending:
            return
        self._extending = True
        bar = self._body.verticalScrollBar()
        height = self._body.viewport().height()
        end = round(self._body.document().size().height()) - height
        bar.setMaximum(max(0, end) + height // 2)
        self._extending = False
        self._centring.start()

    def _centre(self) -> None:
        if self._look is None or not self._look.typewriter:
            return
        bar = self._body.verticalScrollBar()
        middle = self._body.viewport().height() // 2
        bar.setValue(bar.value() + self._body.cursorRect().center().y() - middle)
