"""The form every question of the window has: title, a sentence, fields, buttons.

It lays things out in letters and lines, not pixels, so that long names and large type fit. It
knows nothing about what is asked.
"""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication, QShowEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QDialog,
    QDialogButtonBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from editor.ui.theme import restyle
from editor.ui.widgets.begun import tell_opened
from editor.ui.widgets.labels import announce

Box = TypeVar("Box", bound=QBoxLayout)
Part = (
    QWidget
    | QLayout
    | tuple[QWidget | QLayout, int]
    | tuple[QWidget, int, Qt.AlignmentFlag]
    | int
    | None
)
Edges = int | tuple[int, int, int, int]

COLUMNS = 64  # letters in a line of a dialog
MOST_OF_THE_SCREEN = 0.7


class Sheet(QDialog):
    """A dialog with a heading, a column of content that scrolls when it must, and buttons.

    Attributes:
        begun_in, begun_story, begun_about: what its fields are about, so that what somebody
            begins in them is brought back there; see the window's desk for what was begun.
    """

    begun_in = "story"
    begun_story = ""
    begun_about = ""

    def __init__(self, parent: QWidget | None = None, *, columns: int = COLUMNS) -> None:
        super().__init__(parent)
        unit = self.unit
        edges = (3 * unit, 3 * unit, 3 * unit, 2 * unit)
        self._column = filled(QVBoxLayout(self), gap=2 * unit, edges=edges)
        content = QWidget(self)
        self.body = filled(QVBoxLayout(content), gap=2 * unit)
        inner = min(columns * self.fontMetrics().averageCharWidth(), _room() - 6 * unit)
        self._scroll = _GrowingScroll(content, inner, self)
        self._column.addWidget(self._scroll, 1)

        self._remark = self.banner("warning")
        self._remark.hide()
        self._column.addWidget(self._remark)
        self._buttons = QDialogButtonBox(self)
        self._column.addWidget(self._buttons)
        self.setMinimumWidth(inner + 6 * unit)

    def showEvent(self, event: QShowEvent) -> None:
        if not event.spontaneous():
            tell_opened(self)
            # Only now do the style sheet's type sizes hold, and with them every height.
            for child in self.findChildren(QWidget):
                child.ensurePolished()
            self.body.invalidate()
            self.body.activate()
            self._scroll.updateGeometry()
            self.adjustSize()
        super().showEvent(event)

    # Each is asked with once and goes when whoever asked has read the answer: its window, which
    # it belongs to, stays all day.

    def exec(self) -> int:
        """Ask, and wait for the answer."""
        answer = super().exec()
        self.deleteLater()
        return answer

    def open(self) -> None:
        """Ask, and go on; `finished` tells the answer."""
        self.finished.connect(self.deleteLater)
        super().open()

    @property
    def unit(self) -> int:
        """A third of a line: the measure of gaps, in device-independent pixels."""
        return max(4, self.fontMetrics().height() // 3)

    def introduce(self, title: str, heading: str = "", intro: str = "") -> None:
        """The window's title, and what stands over the content."""
        self.setWindowTitle(title)
        lines = [heading_label(heading, self)] if heading else []
        lines += [text_label(intro, self, "soft")] if intro else []
        for place, line in enumerate(lines):
            self._column.insertWidget(place, line)

    def add_field(
        self,
        label: str,
        field: QWidget,
        hint: str = "",
        *,
        beside: QWidget | None = None,
        within: QBoxLayout | None = None,
    ) -> QLabel:
        """`field` under its label, which is also its accessible name, with a hint below and
        perhaps a button beside it; `within` a row of fields, else below what there is."""
        name = label_for(field, label)
        row = filled(QHBoxLayout(), (field, 1))
        if beside is not None:
            row.addWidget(beside)
        group = filled(QVBoxLayout(), name, row, gap=self.unit // 2)
        if hint:
            field.setAccessibleDescription(hint)
            group.addWidget(text_label(hint, self, "soft"))
        if within is None:
            self.body.addLayout(group)
        else:
            within.addLayout(group, 1)
        return name

    def add_heading(self, text: str) -> None:
        if self.body.count():
            self.body.addSpacing(self.unit)
        self.body.addWidget(text_label(text, self, "heading"))

    def add_text(self, text: str, *, soft: bool = False) -> QLabel:
        label = text_label(text, self, role="soft" if soft else "")
        self.body.addWidget(label)
        return label

    def banner(self, kind: str, text: str = "") -> QLabel:
        """A sentence on a ground of its own: warning or success."""
        label = text_label(text, self)
        label.setProperty("banner", kind)
        label.setContentsMargins(*[self.unit] * 4)
        return label

    def add_primary(self, label: str) -> QPushButton:
        """The button that Enter presses; accepts the dialog."""
        button = self._add(label, QDialogButtonBox.ButtonRole.AcceptRole)
        restyle(button, "kind", "primary")
        button.setDefault(True)
        button.clicked.connect(self.accept)
        return button

    def add_way_out(self, label: str) -> QPushButton:
        """The button that Esc presses; rejects the dialog."""
        button = self._add(label, QDialogButtonBox.ButtonRole.RejectRole)
        button.clicked.connect(self.reject)
        return button

    def add_action(self, label: str) -> QPushButton:
        """A button that leaves the dialog open."""
        return self._add(label, QDialogButtonBox.ButtonRole.ActionRole)

    def add_copy(self, label: str, text: Callable[[], str]) -> None:
        """A button that puts what `text()` answers on the clipboard, and says so."""
        button = self.add_action(label)

        def copy() -> None:
            QGuiApplication.clipboard().setText(text())
            button.setText(self.tr("Copied"))

        button.clicked.connect(copy)

    def add_aside(self, label: str) -> QPushButton:
        """As `add_action`, at the other end of the row."""
        return self._add(label, QDialogButtonBox.ButtonRole.ResetRole)

    def show_begun(self, line: "BegunLine") -> None:
        """Over the buttons, what was brought back from last time."""
        self._column.insertWidget(self._column.indexOf(self._remark), line)
        line.afresh.connect(lambda: self.remark(""))  # it was about what is given up

    def remark(self, sentence: str) -> None:
        """Why the dialog cannot be accepted yet; "" takes the remark away."""
        self._remark.setText(sentence)
        self._remark.setVisible(bool(sentence))
        announce(self._remark, sentence)

    @property
    def remark_text(self) -> str:
        return "" if self._remark.isHidden() else self._remark.text()

    def _add(self, label: str, role: QDialogButtonBox.ButtonRole) -> QPushButton:
        button = self._buttons.addButton(label, role)
        button.setAccessibleName(label)
        # Otherwise Enter in a field would press whichever button Qt finds first.
        button.setAutoDefault(False)
        return button


def _room() -> int:
    """Width of the narrowest screen, in device-independent pixels: a dialog wider than it would
    have its buttons where nobody can press them."""
    return min(screen.availableSize().width() for screen in QGuiApplication.screens())


class _GrowingScroll(QScrollArea):
    """As high as its content wants, up to most of the screen; scrolls only then."""

    def __init__(self, content: QWidget, least_width: int, parent: QWidget) -> None:
        super().__init__(parent)
        self._least_width = least_width
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidgetResizable(True)
        self._content = content
        self.setWidget(content)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        # The dialog's own ground shows through, whatever the theme paints areas with.
        self.viewport().setAutoFillBackground(False)
        content.setAutoFillBackground(False)

    def sizeHint(self) -> QSize:
        content = self._content
        width = max(content.minimumSizeHint().width(), self._least_width)
        height = content.heightForWidth(width) if content.hasHeightForWidth() else -1
        if height < 0:
            height = content.sizeHint().height()
        # Not self.screen(): PySide takes the screen for a child of the widget that was asked,
        # and a collected dialog then leaves Qt with a screen that is gone.
        place = self.mapToGlobal(self.rect().center())
        screen = QGuiApplication.screenAt(place) or QGuiApplication.primaryScreen()
        most = int(screen.availableGeometry().height() * MOST_OF_THE_SCREEN)
        return QSize(width, min(height, most))

    def minimumSizeHint(self) -> QSize:
        content = self._content
        lines = 8 * self.fontMetrics().height()
        return QSize(content.minimumSizeHint().width(), min(content.sizeHint().height(), lines))


def heading_label(text: str, parent: QWidget) -> QLabel:
    """The first line of a dialog, in larger letters."""
    return text_label(text, parent, "title")


def text_label(text: str, parent: QWidget | None = None, role: str = "") -> QLabel:
    """Text that wraps and is never taken for markup: headlines may contain `<` and `&`."""
    label = QLabel(text, parent)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    if role:
        label.setProperty("role", role)
    return label


def plain_button(label: str, parent: QWidget | None = None) -> QPushButton:
    """Enter in a field beside it does not press it, as it would the first button Qt finds."""
    button = QPushButton(label, parent)
    button.setAccessibleName(label)
    button.setAutoDefault(False)
    return button


def label_for(field: QWidget, label: str) -> QLabel:
    """What stands over or beside `field`, and is its accessible name."""
    name = QLabel(label, field.parentWidget())
    name.setProperty("role", "label")
    name.setBuddy(field)
    field.setAccessibleName(label)
    return name


def scrolled(area: QScrollArea) -> QWidget:
    """What lies in `area`, which scrolls up and down only and takes no focus for itself."""
    content = QWidget()
    content.setProperty("scrolled", "true")
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(content)
    return content


def filled(layout: Box, *parts: Part, gap: int | None = None, edges: Edges = 0) -> Box:
    """`layout` with its parts in their order: widgets and layouts, each perhaps with its share of
    the room that is left and the side it stands at; numbers of empty pixels; None for room that
    nothing takes.

    `gap` pixels lie between them (None: as many as the style has), `edges` around them: left, top,
    right and bottom, or all four alike.
    """
    layout.setContentsMargins(*([edges] * 4 if isinstance(edges, int) else edges))
    if gap is not None:
        layout.setSpacing(gap)
    for part in parts:
        match part:
            case None:
                layout.addStretch(1)
            case int():
                layout.addSpacing(part)
            case QLayout():
                layout.addLayout(part)
            case QWidget():
                layout.addWidget(part)
            case (QLayout() as inner, share):
                layout.addLayout(inner, share)
            case (QWidget() as inner, share, *side):
                layout.addWidget(inner, share, *side)
    return layout


class BegunLine(QWidget):
    """Says that something was brought back.

    Signals:
    afresh(): it is not wanted.
    """

    afresh = Signal()

    def __init__(self, sentence: str, parent: QWidget) -> None:
        super().__init__(parent)
        afresh = plain_button(self.tr("Start afresh"), self)
        afresh.setProperty("kind", "quiet")
        afresh.clicked.connect(self.afresh)
        filled(QHBoxLayout(self), (text_label(sentence, self, "soft"), 1), afresh)
