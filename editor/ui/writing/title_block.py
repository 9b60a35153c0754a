"""Headline and deck above the body, each with its label and its length beside what there is
room for."""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from editor.message import Message
from editor.story.measures import Limit, TitleLimits, Unit
from editor.ui.theme import Theme, restyle
from editor.ui.widgets.labels import ValueLabel
from editor.ui.widgets.sheet import filled
from editor.ui.writing.line_field import LineField


class TitleCount(ValueLabel):
    """How long a headline or deck is, quietly; in the colour of a warning once there is no room for
    more. It never stops anybody."""

    def __init__(self, field: LineField, limit: Limit, parent: QWidget) -> None:
        super().__init__(parent)
        self._field = field
        self._limit = limit
        self.setProperty("role", "faint")
        field.document().contentsChanged.connect(self._show)
        self._show()

    def show_limit(self, limit: Limit) -> None:
        if limit != self._limit:
            self._limit = limit
            self._show()

    def _show(self) -> None:
        text, limit = self._field.document().firstBlock().text(), self._limit
        length, over = limit.length(text), limit.over(text)
        restyle(self, "role", "warning-small" if over else "faint")
        if not text:
            self.setText("")
        elif not limit.most:
            self.setText(f"{length:,}")
        elif over:
            key = "limit.too-many-words" if limit.unit is Unit.WORDS else "limit.too-long"
            values = (("length", length), ("n", limit.most), ("over", over))
            self.setText(str(Message(key, values)))
        else:
            key = "limit.of-words" if limit.unit is Unit.WORDS else "limit.of"
            self.setText(str(Message(key, (("length", length), ("n", limit.most)))))


LOW = 130  # pixels; in less, labels, a line of each field and their distances crowd


class TitleBlock(QWidget):
    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._counts: list[TitleCount] = []
        self.label_rows: list[QWidget] = []
        self._notices: dict[str, QWidget] = {}
        self.headline = self._field(self.tr("Headline"), self.tr("Headline"))
        self.deck = self._field(self.tr("Deck"), self.tr("Deck: one sentence under the headline"))
        self._outgrown = QTimer(self, singleShot=True, interval=0)
        self._outgrown.timeout.connect(self._lay_again)
        rows = self._rows = filled(QVBoxLayout(self), gap=0)
        counts = self.tr("Characters in the headline"), self.tr("Characters in the deck")
        for field, counted in zip((self.headline, self.deck), counts, strict=True):
            rows.addWidget(self._label_row(field, counted))
            # An accent or a Chinese sign reaches to the very top of its line.
            rows.addSpacing(theme.space(1))
            rows.addWidget(field)
            rows.addSpacing(theme.space(3) if field is self.headline else theme.space(2))
            field.height_changed.connect(self._outgrown.start)
        self.headline.left_down.connect(lambda: self.deck.setFocus(Qt.FocusReason.TabFocusReason))
        self.deck.left_up.connect(lambda: self.headline.setFocus(Qt.FocusReason.BacktabFocusReason))
        self.restyle()

    def restyle(self) -> None:
        for field, role in ((self.headline, "headline"), (self.deck, "deck")):
            field.set_face(self._theme.font(role))

    def give_room(self, height: int) -> None:
        """How high it may be at most; in a low pane the labels go and a line of each stays."""
        low = height < LOW
        for row in self.label_rows:
            row.setVisible(not low)
        words = height - (self.sizeHint().height() - self.headline.height() - self.deck.height())
        self.headline.give_room(max(1, words * 3 // 5))
        self.deck.give_room(max(1, words - self.headline.height()))

    @property
    def spare(self) -> int:
        """Pixels of its height that it could do without."""
        labels = sum(row.sizeHint().height() for row in self.label_rows if not row.isHidden())
        fields = (self.headline, self.deck)
        return labels + sum(field.height() - field.line_height for field in fields)

    def show_limits(self, limits: TitleLimits) -> None:
        """What the outlet has room for."""
        for count, limit in zip(self._counts, (limits.headline, limits.deck), strict=True):
            count.show_limit(limit)

    def show_notice(self, notice: QWidget | None, about: str = "text") -> None:
        """Something to be read now, over the headline; it takes the place of the one before that
        was about the same."""
        earlier = self._notices.pop(about, None)
        if earlier is not None:
            earlier.hide()
            self._rows.removeWidget(earlier)
            earlier.deleteLater()
        if notice is not None:
            place = self._notices[about] = QWidget(self)
            filled(QVBoxLayout(place), notice, edges=(0, 0, 0, self._theme.space(3)))
            self._rows.insertWidget(0, place)

    def _field(self, name: str, placeholder: str) -> LineField:
        field = LineField(self)
        field.setAccessibleName(name)
        field.setPlaceholderText(placeholder)
        return field

    def _label_row(self, field: LineField, counted: str) -> QWidget:
        whole = QWidget(self)
        label = QLabel(field.accessibleName(), whole)
        label.setProperty("role", "faint")
        label.setBuddy(field)
        count = TitleCount(field, Limit(0), whole)
        count.setAccessibleName(counted)
        self._counts.append(count)
        filled(QHBoxLayout(whole), label, None, count)
        self.label_rows.append(whole)
        return whole

    def _lay_again(self) -> None:
        # A field that grows while the window is made anew under it (which the preview's browser
        # does) is not asked for its height again by Qt, and would lie over the next one.
        self._rows.invalidate()
        self._rows.activate()
        self.updateGeometry()
