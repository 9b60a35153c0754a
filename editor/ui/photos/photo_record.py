"""A photo's own record as far as a page uses it: rights, maker, place and date.

It belongs to the picture, not to the story: a correction holds wherever the photo is used.
"""

from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QGridLayout, QLineEdit, QToolButton, QVBoxLayout, QWidget

from editor.message import listed
from editor.story.people import joined_names, split_names
from editor.story.photo import PHOTO_FIELDS, Kind, Photo, PhotoFacts, PhotoField
from editor.story.text import clean_line
from editor.ui.photos.photo_asks import PhotoAsks
from editor.ui.theme import Theme
from editor.ui.widgets.kept_field import KeptField
from editor.ui.widgets.sheet import filled, label_for, text_label

PAUSE_MS = 400
_ROWS = sorted((row for row in PHOTO_FIELDS if row.panel), key=lambda row: row.panel)


class PhotoRecord(QWidget):
    """Folded away until somebody wants it."""

    def __init__(self, theme: Theme, asks: PhotoAsks, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._asks = asks
        self._photo: Photo | None = None
        self._lines = {row: QLineEdit() for row in _ROWS}
        self._fields: dict[PhotoField, KeptField[Any]] = {
            row: KeptField(line.text, line.setText, line.hasFocus)
            for row, line in self._lines.items()
        }
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self.send_now)
        self._fold = QToolButton(self)
        self._summary = text_label("", self, "faint")
        self._body = QWidget(self)
        self._lay_out()
        for line in self._lines.values():
            line.setAcceptDrops(False)
            line.textEdited.connect(self._pause.start)
            line.editingFinished.connect(self.send_now)
        self._fold.toggled.connect(self._show_fold)
        self._show_fold(False)

    def show_photo(self, photo: Photo) -> None:
        """The photo's present record; a field somebody is typing in keeps what is typed."""
        another = self._photo is None or self._photo.id != photo.id
        self._photo = photo
        for row, field in self._fields.items():
            text = _text(photo.facts, row)
            if another:
                field.open(text)
            else:
                field.refresh(text)
        self._summary.setText(
            str(listed(photo.facts.gist, "facts"))
            or self.tr("The file says nothing of rights, maker or place.")
        )

    def tab_order(self) -> list[QWidget]:
        return [self._fold, *self._lines.values()]

    def send_now(self) -> None:
        """Tell what is typed without waiting for the pause."""
        self._pause.stop()
        if self._photo is not None and any(field.is_changed for field in self._fields.values()):
            # What was told before but not answered yet goes along: `facts` lacks it still.
            values = {
                row.name: _value(row, field.send())
                for row, field in self._fields.items()
                if field.is_changed or field.is_unanswered
            }
            self._asks.facts_edited.emit(self._photo.id, replace(self._photo.facts, **values))
        for field in self._fields.values():
            field.leave()

    def give_way(self) -> None:
        for field in self._fields.values():
            field.give_way()

    def _lay_out(self) -> None:
        space = self._theme.space
        self._fold.setText(self.tr("Photo record"))
        self._fold.setAccessibleName(self._fold.text())
        self._fold.setCheckable(True)
        self._fold.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._fold.setProperty("fold", "true")
        note = self.tr("Read from the file. A change holds wherever this photo is used.")
        grid = QGridLayout(self._body)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(space(2))
        grid.setVerticalSpacing(space(1))
        grid.addWidget(text_label(note, role="faint"), 0, 0, 1, 2)
        place, column = 1, 0
        for row, line in self._lines.items():
            if row.kind is Kind.DATE:
                line.setPlaceholderText(self.tr("2026-11-24"))
            span = 1 if row.kind is Kind.PLACE else 2
            grid.addWidget(label_for(line, str(row.label)), place, column, 1, span)
            grid.addWidget(line, place + 1, column, 1, span)
            column += span
            if column > 1:
                place, column = place + 2, 0
        fold = (self._fold, 0, Qt.AlignmentFlag.AlignLeft)
        filled(QVBoxLayout(self), fold, self._summary, self._body, gap=space(1))

    def _show_fold(self, unfolded: bool) -> None:
        icon = "chevron-down" if unfolded else "chevron-right"
        self._theme.put_icon(self._fold, icon, "ink-soft")
        self._body.setVisible(unfolded)
        self._summary.setVisible(not unfolded)


def _text(facts: PhotoFacts, row: PhotoField) -> str:
    value = getattr(facts, row.name)
    return joined_names(value) if row.kind is Kind.PEOPLE else value


def _value(row: PhotoField, text: str) -> str | tuple[str, ...]:
    return split_names(text) if row.kind is Kind.PEOPLE else clean_line(text)
