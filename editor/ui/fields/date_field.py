"""The day and time a story's page carries, in the zone it was given in, with a calendar."""

from datetime import UTC, datetime

from PySide6.QtCore import (
    QDate,
    QDateTime,
    QEvent,
    QLocale,
    QObject,
    QSignalBlocker,
    QTime,
    Signal,
)
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from editor.ui.theme import Theme
from editor.ui.widgets.sheet import filled
from editor.ui.widgets.text_field import CalmDateTimeEdit, dress_calendar


class DateField(QWidget):
    """Never converts between zones: a date that nobody touched stays the very same value.

    Signals:
        edited(): a person changed day or time.
        left(): done with it.
    """

    edited = Signal()
    left = Signal()

    def __init__(self, theme: Theme, label: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._value = datetime.fromtimestamp(0, UTC)
        self._edit = CalmDateTimeEdit(self)
        self._edit.setLocale(QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom))
        self._edit.setDisplayFormat(self.tr("d MMM yyyy, HH:mm"))
        self._edit.setCalendarPopup(True)
        self._edit.setAccessibleName(label)
        for line in self._edit.findChildren(QWidget, "qt_spinbox_lineedit"):
            line.setAccessibleName(self.tr("Date as text"))
        self._zone = QLabel(self)
        self._zone.setProperty("role", "faint")
        self.setFocusProxy(self._edit)
        filled(QHBoxLayout(self), (self._edit, 1), self._zone, gap=theme.space(2))
        theme.changed.connect(self._color_calendar)
        # Asking for the calendar makes it, thirty widgets that hardly any start needs.
        self._dressed = False
        self._edit.installEventFilter(self)
        self._show()
        self._edit.dateTimeChanged.connect(self._on_changed)
        self._edit.editingFinished.connect(self.left)

    @property
    def edit(self) -> CalmDateTimeEdit:
        """The field that carries the accessible name."""
        return self._edit

    @property
    def value(self) -> datetime:
        """Aware; seconds are kept while day, hour and minute stay."""
        return self._value

    def set_value(self, value: datetime) -> None:
        self._value = value
        self._show()

    def _show(self) -> None:
        value = self._value
        shown = QDateTime(
            QDate(value.year, value.month, value.day), QTime(value.hour, value.minute)
        )
        with QSignalBlocker(self._edit):
            self._edit.setDateTime(shown)
        self._zone.setText(zone_text(value))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.FocusIn and not self._dressed:
            self._dressed = True
            self._color_calendar()
        return super().eventFilter(watched, event)

    def _color_calendar(self) -> None:
        if not self._dressed:
            return
        dress_calendar(self._edit.calendarWidget(), self._theme)

    def _on_changed(self, shown: QDateTime) -> None:
        date, time = shown.date(), shown.time()
        changed = datetime(
            date.year(),
            date.month(),
            date.day(),
            time.hour(),
            time.minute(),
            tzinfo=self._value.tzinfo,
        )
        if changed != self._value.replace(second=0, microsecond=0):
            self._value = changed
            self.edited.emit()


def zone_text(value: datetime) -> str:
    """`UTC`, `UTC+8`, `UTC−3:30`."""
    offset = value.utcoffset()
    minutes = 0 if offset is None else round(offset.total_seconds() / 60)
    if not minutes:
        return "UTC"
    hours, rest = divmod(abs(minutes), 60)
    return f"UTC{'+' if minutes > 0 else '−'}{hours}{f':{rest:02}' if rest else ''}"
