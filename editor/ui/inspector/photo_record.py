"""A photo's own record as far as a page uses it: rights, maker, place and date.

It belongs to the picture, not to the story: a correction holds wherever the photo is used.
"""

from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QLineEdit, QToolButton, QVBoxLayout, QWidget

from editor.story.people import joined_names, split_names
from editor.story.photo import Photo, PhotoFacts
from editor.story.text import clean_line
from editor.ui.inspector.kept_field import KeptField
from editor.ui.theme import Theme

PAUSE_MS = 400


class PhotoRecord(QWidget):
    """Folded away until somebody wants it.

    Signals:
        photo_facts_edited(str, object): photo id and the corrected PhotoFacts.
    """

    photo_facts_edited = Signal(str, object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._photo: Photo | None = None
        self._lines = {
            "copyright_notice": QLineEdit(),
            "creators": QLineEdit(),
            "sublocation": QLineEdit(),
            "city": QLineEdit(),
            "province": QLineEdit(),
            "country": QLineEdit(),
            "date_created": QLineEdit(),
        }
        self._fields: dict[str, KeptField[Any]] = {
            name: KeptField(line.text, line.setText, line.hasFocus)
            for name, line in self._lines.items()
        }
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self.send_now)
        self._fold = QToolButton(self)
        self._summary = QLabel(self)
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
        for name, field in self._fields.items():
            text = _text(photo.facts, name)
            if another:
                field.open(text)
            else:
                field.refresh(text)
        facts = photo.facts
        parts = (facts.copyright_notice, joined_names(facts.creators), facts.place)
        summary = " · ".join(part for part in (*parts, facts.date_created[:10]) if part)
        self._summary.setText(
            summary or self.tr("The file says nothing of rights, maker or place.")
        )

    def tab_order(self) -> list[QWidget]:
        return [self._fold, *self._lines.values()]

    def send_now(self) -> None:
        """Tell what is typed without waiting for the pause."""
        self._pause.stop()
        if self._photo is not None and any(field.is_changed for field in self._fields.values()):
            # What was told before but not answered yet goes along: `facts` lacks it still.
            values = {
                name: _value(name, field.send())
                for name, field in self._fields.items()
                if field.is_changed or field.is_unanswered
            }
            self.photo_facts_edited.emit(self._photo.id, replace(self._photo.facts, **values))
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
        self._summary.setProperty("role", "faint")
        self._summary.setWordWrap(True)
        self._summary.setTextFormat(Qt.TextFormat.PlainText)
        note = QLabel(self.tr("Read from the file. A change holds wherever this photo is used."))
        note.setProperty("role", "faint")
        note.setWordWrap(True)
        labels = {
            "copyright_notice": self.tr("Copyright"),
            "creators": self.tr("Photographer"),
            "sublocation": self.tr("Location"),
            "city": self.tr("City"),
            "province": self.tr("Province"),
            "country": self.tr("Country"),
            "date_created": self.tr("Taken"),
        }
        wide = ("copyright_notice", "creators", "date_created")
        grid = QGridLayout(self._body)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(space(2))
        grid.setVerticalSpacing(space(1))
        grid.addWidget(note, 0, 0, 1, 2)
        place, column = 1, 0
        for name, label in labels.items():
            line = self._lines[name]
            line.setAccessibleName(label)
            heading = QLabel(label)
            heading.setProperty("role", "label")
            heading.setBuddy(line)
            span = 2 if name in wide else 1
            grid.addWidget(heading, place, column, 1, span)
            grid.addWidget(line, place + 1, column, 1, span)
            column += span
            if column > 1:
                place, column = place + 2, 0
        self._lines["date_created"].setPlaceholderText(self.tr("2026-11-24"))
        all_of_it = QVBoxLayout(self)
        all_of_it.setContentsMargins(0, 0, 0, 0)
        all_of_it.setSpacing(space(1))
        all_of_it.addWidget(self._fold, 0, Qt.AlignmentFlag.AlignLeft)
        all_of_it.addWidget(self._summary)
        all_of_it.addWidget(self._body)

    def _show_fold(self, unfolded: bool) -> None:
        icon = "chevron-down" if unfolded else "chevron-right"
        self._theme.put_icon(self._fold, icon, "ink-soft")
        self._body.setVisible(unfolded)
        self._summary.setVisible(not unfolded)


def _text(facts: PhotoFacts, name: str) -> str:
    return joined_names(facts.creators) if name == "creators" else getattr(facts, name)


def _value(name: str, text: str) -> str | tuple[str, ...]:
    return split_names(text) if name == "creators" else clean_line(text)
