"""What one story says of one photo: caption, credit, alt text, each beside the photo's record."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from editor.message import listed, message
from editor.story.credit import CreditStyle
from editor.story.photo import Placement
from editor.story.photo_words import ALT_ADVICE
from editor.story.text import Counts
from editor.ui.photos.field_editors import CreditField
from editor.ui.photos.photo_asks import RECORD, PhotoAsks, PlacementEdit
from editor.ui.theme import Theme, restyle
from editor.ui.widgets.growing_text_edit import GrowingTextEdit
from editor.ui.widgets.kept_field import KeptField
from editor.ui.widgets.sheet import filled, label_for
from editor.ui.widgets.spelled_out import field_label

PAUSE_MS = 400


class RecordMark(QWidget):
    """Hidden while the story takes the record's text.

    Signals:
        revert_requested(): back to the record.
    """

    revert_requested = Signal()

    def __init__(self, theme: Theme, field: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = QLabel(self)
        self._words.setProperty("mark", "record")
        self._words.setWordWrap(True)
        self._revert = QPushButton(self.tr("Revert"), self)
        self._revert.setProperty("kind", "quiet")
        self._revert.setAccessibleName(self.tr("Revert {0} to the record").format(field))
        self._revert.clicked.connect(self.revert_requested)
        filled(QHBoxLayout(self), (self._words, 1), self._revert, gap=theme.space(1))
        self.hide()

    @property
    def words(self) -> str:
        """The remark as shown, "" while there is none."""
        return "" if self.isHidden() else self._words.text()

    @property
    def button(self) -> QPushButton:
        """Where one presses to go back to the record."""
        return self._revert

    def show_override(self, overridden: bool, record: str) -> None:
        """`record` is what the photo's own record says."""
        self.setVisible(overridden)
        if record:
            self._words.setText(self.tr("Differs from the photo's record"))
            self._revert.setToolTip(self.tr("The record says: {0}").format(record))
        else:
            self._words.setText(self.tr("Only in this story; the photo's record has none"))
            self._revert.setToolTip(self.tr("Leave it empty, as the record does"))


class PhotoFields(QWidget):
    """They tell `asks` what was edited.

    Signals:
        ended(str): Enter was pressed in caption, credit or alt.
    """

    ended = Signal(str)

    def __init__(
        self,
        theme: Theme,
        placement: Placement,
        style: CreditStyle,
        asks: PhotoAsks,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._placement = placement
        self._style = style
        self._asks = asks
        self._caption = GrowingTextEdit()
        self._credit = CreditField(theme)
        self._credit.about = placement.id
        self._alt = GrowingTextEdit()
        self._counters = {name: QLabel() for name in ("caption", "alt")}
        self._counters["caption"].setProperty("role", "faint")
        self._decorative = QCheckBox(self.tr("Decorative"))
        self._decorative.setAccessibleName(self._decorative.text())
        self._marks = {
            "caption": RecordMark(theme, self.tr("caption")),
            "credit": RecordMark(theme, self.tr("credit")),
            "alt": RecordMark(theme, self.tr("alt text")),
        }
        self._credit.set_style(style)
        self._parts = {"caption": self._caption, "credit": self._credit, "alt": self._alt}
        caption, alt, credit = self._caption, self._alt, self._credit
        self._fields: dict[str, KeptField[Any]] = {
            "caption": KeptField(lambda: caption.text, caption.set_text, caption.hasFocus),
            "credit": KeptField(lambda: credit.value, credit.set_value, credit.line.hasFocus),
            "alt": KeptField(lambda: alt.text, alt.set_text, alt.hasFocus),
        }
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self.send_now)
        self._lay_out()
        for name, field in self._fields.items():
            field.open(getattr(placement, f"shown_{name}"))
        self._show_marks()
        self._count()
        self._connect()

    def show_placement(self, placement: Placement, style: CreditStyle) -> None:
        """The library's present texts of the same placement."""
        self._placement, self._style = placement, style
        self._credit.set_style(style)
        for name, field in self._fields.items():
            field.refresh(getattr(placement, f"shown_{name}"))
        self._show_marks()

    def send_now(self) -> None:
        """Tell what is typed without waiting for the pause."""
        self._pause.stop()
        changed = [name for name, field in self._fields.items() if field.is_changed]
        if changed:
            self._tell(changed)
        for field in self._fields.values():
            field.leave()

    def give_way(self) -> None:
        for field in self._fields.values():
            field.give_way()

    @property
    def values(self) -> dict[str, Any]:
        """As they stand there, told or not."""
        return {name: field.value for name, field in self._fields.items()}

    def put(self, name: str, value: Any) -> None:
        """As if somebody had typed it."""
        self._fields[name].change(value)
        self.send_now()

    def texts(self) -> tuple[GrowingTextEdit, GrowingTextEdit]:
        """Caption and alt text, for whoever reads along."""
        return self._caption, self._alt

    def tab_order(self) -> list[QWidget]:
        """What the Tab key goes to, each text before what can be done with it."""
        caption, credit, alt = (self._marks[name].button for name in ("caption", "credit", "alt"))
        fields = (self._caption, caption, *self._credit.tab_order(), credit, self._alt, alt)
        fields = (*fields, self._decorative)
        return list(fields)

    @property
    def field(self) -> str:
        """Which of them has the keyboard: caption, credit or alt; "" for none."""
        focus = QApplication.focusWidget()
        within = (
            name
            for name, part in self._parts.items()
            if focus and (focus is part or part.isAncestorOf(focus))
        )
        return next(within, "")

    def focus_on(self, field: str) -> None:
        """caption, credit or alt; anything else is the caption."""
        self._parts.get(field, self._caption).setFocus(Qt.FocusReason.OtherFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.FocusOut:
            self.send_now()
        return super().eventFilter(watched, event)

    def _lay_out(self) -> None:
        space = self._theme.space
        column = filled(QVBoxLayout(self), gap=space(1))
        for name, widget in self._parts.items():
            named = self._credit.line if widget is self._credit else widget
            line = filled(QHBoxLayout(), (label_for(named, field_label(name)), 1))
            if name in self._counters:
                line.addWidget(self._counters[name])
            column.addLayout(line)
            column.addWidget(widget)
            if name == "alt":  # below it: beside its counter there is no room in a narrow window
                column.addWidget(self._decorative, 0, Qt.AlignmentFlag.AlignLeft)
            column.addWidget(self._marks[name])
            column.addSpacing(space(1))
        self._caption.setPlaceholderText(
            self.tr(
                "Who does what, in the present tense, where, from small to large, and when; names "
                "from left to right."
            )
        )
        self._decorative.setToolTip(
            self.tr("It adds nothing to the text: who cannot see it is told nothing of it.")
        )
        self._decorative.setAccessibleDescription(self._decorative.toolTip())
        self._alt.setPlaceholderText(
            self.tr("What the picture shows to somebody who cannot see it.")
        )

    def _connect(self) -> None:
        for text in (self._caption, self._alt):
            text.edited.connect(self._pause.start)
            text.left.connect(self.send_now)
            text.retouching.code_typed.connect(self.send_now)
        self._caption.entered.connect(lambda: self.ended.emit("caption"))
        self._alt.entered.connect(lambda: self.ended.emit("alt"))
        # Queued: Qt writes what was chosen of an offer after it tells of Enter.
        enter = self._credit.line.returnPressed
        enter.connect(lambda: self.ended.emit("credit"), Qt.ConnectionType.QueuedConnection)
        for text in (self._caption, self._alt):
            text.textChanged.connect(self._count)
        self._decorative.clicked.connect(self._tell_decorative)
        self._credit.edited.connect(self._pause.start)
        self._credit.left.connect(self.send_now)
        self._credit.line.code_typed.connect(self.send_now)
        self._credit.line.installEventFilter(self)
        for name, mark in self._marks.items():
            mark.revert_requested.connect(lambda name=name: self._revert(name))

    def _tell_decorative(self, decorative: bool) -> None:
        self.send_now()
        self._asks.texts_edited.emit(self._placement.id, PlacementEdit(decorative=decorative))

    def _revert(self, name: str) -> None:
        self._fields[name].change(getattr(self._placement.photo.facts, name))
        self._marks[name].hide()
        self._tell([name])

    def _tell(self, names: Sequence[str]) -> None:
        """Texts told before but not answered yet go along: whoever stores this may still
        have the older ones before them."""
        facts = self._placement.photo.facts
        told: dict[str, Any] = {}
        for name, field in self._fields.items():
            if name in names or field.is_changed or field.is_unanswered:
                value = field.send()
                told[name] = RECORD if value == getattr(facts, name) else value
        self._asks.texts_edited.emit(self._placement.id, PlacementEdit(**told))

    def _show_marks(self) -> None:
        facts = self._placement.photo.facts
        records = {
            "caption": facts.caption,
            "credit": facts.credit.words(self._style),
            "alt": facts.alt,
        }
        for name, mark in self._marks.items():
            overridden = name in self._placement.overrides
            if name == "alt" and self._placement.decorative:
                overridden = False
            mark.show_override(overridden, records[name])
        self._decorative.setChecked(self._placement.decorative)
        self._alt.setEnabled(not self._placement.decorative)

    def _count(self) -> None:
        length, counter = len(self._alt.text), self._counters["alt"]
        counter.setText(self.tr("{0} / {1}").format(length, ALT_ADVICE) if length else "")
        long = length > ALT_ADVICE
        counter.setToolTip(str(message("limit.alt", n=ALT_ADVICE)) if long else "")
        restyle(counter, "role", "warning" if long else "faint")
        counts, counter = Counts.of(self._caption.text), self._counters["caption"]
        words = message("count.words", n=counts.words)
        told = (words, message("count.characters", n=counts.characters))
        counter.setText(str(listed(told, "facts")) if counts.characters else "")
