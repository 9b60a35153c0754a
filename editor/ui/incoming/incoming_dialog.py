"""Is this the story? Every file that was read is shown here before it comes in.

One page a file: take it in, skip it, take in all that are left, or nothing at all.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtGui import QImage, QShowEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from editor.desk.arrivals import Arrival
from editor.interchange.arriving.incoming import (
    Found,
    IncomingPicture,
    IncomingStory,
    as_body,
    with_unplaced,
)
from editor.interchange.arriving.lost_characters import quoted
from editor.late import frozen
from editor.message import listed, message
from editor.story.credit import CreditStyle, parse_credit, printed_caption, split_caption
from editor.story.document import block_runs
from editor.story.fields import ABOVE, BELOW, FIELDS
from editor.story.outlet import Section
from editor.story.people import split_names
from editor.story.runs import runs_text
from editor.story.text import Counts
from editor.ui.incoming.incoming_fields import IncomingField, IncomingPhoto
from editor.ui.widgets.begun import tell_opened
from editor.ui.widgets.sheet import Sheet, filled, heading_label, text_label
from editor.ui.widgets.spelled_out import field_label
from editor.ui.widgets.text_field import LinesField

BEGINNING = 5  # blocks of the body that are shown
COLUMNS = 126  # letters: what was found at the left, the body and photos at the right


class IncomingPage(QWidget):
    """Signals: `thumbnail_wanted(str)`: key of a picture; answer with `show_thumbnail`.
    `chosen()`: it is taken in as it stands."""

    thumbnail_wanted = Signal(str)
    chosen = Signal()
    begun_in = "newsroom"

    def __init__(
        self,
        arrival: Arrival,
        sections: Sequence[Section],
        place: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.arrival = arrival
        self.begun_about = str(arrival.path)
        self._unit = max(4, self.fontMetrics().height() // 3)
        self._fields: dict[str, IncomingField] = {}
        self._photos: list[IncomingPhoto] = []
        self._section = QComboBox(self)
        self._body = LinesField("", 9, self)
        self._counts = text_label("", self, "soft")
        self._unplaced = QCheckBox(self)
        self._unplaced.hide()
        self._build(sections, place)
        self._show_body()

    @property
    def section(self) -> str:
        """The key of the section it goes to, "" for none yet."""
        return self._section.currentData()

    @property
    def value(self) -> IncomingStory:
        """The story as the person left it."""
        story = self._laid_out()
        for name, row in self._fields.items():
            if row.taken and row.edited and name in FIELDS:
                value = split_names(row.text) if FIELDS[name].role else row.text
                story = replace(story, **{name: value})
        return self._with_photos(self._with_awaited(story))

    def show_begun(self, line: QWidget) -> None:
        """Below what is asked here, what was brought back from last time."""
        self._column.insertWidget(2, line)

    def showEvent(self, event: QShowEvent) -> None:
        if not event.spontaneous():
            tell_opened(self)
        super().showEvent(event)

    def ask_for_thumbnails(self) -> None:
        for photo in self._photos:
            self.thumbnail_wanted.emit(photo.key)

    def show_thumbnail(self, key: str, image: QImage) -> None:
        for photo in self._photos:
            if photo.key == key:
                photo.show_image(image)

    # -- building

    def _build(self, sections: Sequence[Section], place: str) -> None:
        row = filled(
            QHBoxLayout(), (self._left(sections), 5), (self._right(), 5), gap=4 * self._unit
        )
        column = self._column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2 * self._unit)
        column.addWidget(heading_label(self.arrival.name, self))
        ask = self.tr(
            "These lines were read off the layout. Correct what is wrong, and untick what is body "
            "text."
        )
        said = str(listed((place, ask), "sentences"))
        column.addWidget(text_label(said, self, "soft"))
        column.addLayout(row, 1)

    def _left(self, sections: Sequence[Section]) -> QVBoxLayout:
        incoming = self.arrival.incoming
        column = filled(QVBoxLayout(), gap=self._unit)
        texts: dict[str, tuple[str, str]] = {}
        for field in (*ABOVE, *BELOW):
            value = getattr(incoming, field.key)
            text = value if isinstance(value, str) else str(listed(value))
            texts[field.key] = (field_label(field.key), text)
        if not incoming.lead and (incoming.caption or not incoming.credit.is_blank):
            words = incoming.credit.words(CreditStyle())
            printed = printed_caption(incoming.caption, f"[{words}]" if words else "")
            texts["caption"] = (self.tr("Photo caption"), printed)
        for name, (label, text) in texts.items():
            self._fields[name] = self._field(name, label, text)
            column.addWidget(self._fields[name])
        column.addWidget(self._section_row(sections))
        column.addStretch(1)
        return column

    def _field(self, name: str, label: str, text: str) -> IncomingField:
        found = [each for each in self.arrival.incoming.found if each.field == name]
        if name == "caption":
            found = [each for each in found if not each.picture]
        field = FIELDS.get(name)
        one_line = field is not None and (field.run_in or field.role is not None)
        row = IncomingField(label, text, found, self, one_line=one_line)
        row.changed.connect(self._show_body)
        return row

    def _section_row(self, sections: Sequence[Section]) -> QWidget:
        row = QWidget(self)
        label = QLabel(self.tr("Section"), row)
        label.setFixedWidth(15 * self.fontMetrics().averageCharWidth())
        label.setBuddy(self._section)
        self._section.setAccessibleName(self.tr("Section"))
        self._section.addItem(self.tr("Choose later"), "")
        for section in sections:
            self._section.addItem(section.name, section.key)
        filled(QHBoxLayout(row), label, (self._section, 1))
        return row

    def _right(self) -> QVBoxLayout:
        incoming = self.arrival.incoming
        column = QVBoxLayout()
        column.setSpacing(self._unit)
        column.addWidget(text_label(self.tr("The body begins"), self, "heading"))
        self._body.setReadOnly(True)
        self._body.setAccessibleName(self.tr("Beginning of the body"))
        column.addWidget(self._body)
        column.addWidget(self._counts)
        if incoming.warnings:
            column.addWidget(text_label(self.tr("Please check"), self, "heading"))
            warnings = LinesField(self._points(incoming.warnings), 5, self)
            warnings.setReadOnly(True)
            warnings.setAccessibleName(self.tr("What was left out or guessed"))
            column.addWidget(warnings)
        if incoming.unplaced:
            self._add_unplaced(column)
        if incoming.pictures:
            column.addWidget(text_label(self.tr("Photos"), self, "heading"))
        for picture in incoming.pictures:
            lead = picture.key == incoming.lead
            found = tuple(each for each in incoming.found if each.picture == picture.key)
            if lead:
                picture = replace(picture, caption=incoming.caption, credit=incoming.credit)
            photo = IncomingPhoto(picture, found, place=self._place(picture), parent=self)
            photo.changed.connect(self._show_body)
            self._photos.append(photo)
            column.addWidget(photo)
        column.addStretch(1)
        return column

    def _points(self, said: Iterable[object]) -> str:
        return "\n".join(self.tr("• {0}").format(each) for each in said)

    def _add_unplaced(self, column: QVBoxLayout) -> None:
        """Words of the file that the reader could put nowhere: none is lost, and somebody who
        knows the story says whether they belong to it."""
        column.addWidget(text_label(self.tr("Words whose place is not known"), self, "heading"))
        said = [
            self.tr("{0} (after {1})").format(each.text, quoted(each.after))
            if each.after
            else each.text
            for each in self.arrival.incoming.unplaced
        ]
        words = LinesField(self._points(said), 3, self)
        words.setReadOnly(True)
        words.setAccessibleName(self.tr("Words whose place is not known"))
        column.addWidget(words)
        self._unplaced.setText(self.tr("Put them at the end of the body"))
        self._unplaced.setAccessibleName(self._unplaced.text())
        self._unplaced.toggled.connect(self._show_body)
        self._unplaced.show()
        column.addWidget(self._unplaced)

    def _place(self, picture: IncomingPicture) -> str:
        incoming = self.arrival.incoming
        if picture.key == incoming.lead:
            return self.tr("Lead photo")
        if picture.key in incoming.body.placements:
            return self.tr("In the body")
        return self.tr("Waits among the photos")

    # -- answers

    def _laid_out(self) -> IncomingStory:
        story = as_body(self.arrival.incoming, self._refused())
        return with_unplaced(story) if self._unplaced.isChecked() else story

    def _refused(self) -> list[Found]:
        rows = [row for row in self._fields.values() if not row.taken]
        of_rows = [found for row in rows for found in row.found]
        return of_rows + [found for photo in self._photos for found in photo.refused]

    def _with_awaited(self, story: IncomingStory) -> IncomingStory:
        row = self._fields.get("caption")
        if row is None or not row.taken or not row.edited:
            return story
        caption, credit = split_caption(row.text)
        return replace(story, caption=caption, credit=parse_credit(credit))

    def _with_photos(self, story: IncomingStory) -> IncomingStory:
        pictures = list(story.pictures)
        for photo in self._photos:
            caption, credit, alt = photo.texts
            at = next(i for i, each in enumerate(pictures) if each.key == photo.key)
            pictures[at] = replace(pictures[at], caption=caption, credit=credit, alt=alt)
            if photo.key == story.lead:
                story = replace(story, caption=caption, credit=credit)
        return replace(story, pictures=tuple(pictures))

    def _show_body(self) -> None:
        body = self._laid_out().body
        first = body.blocks[:BEGINNING]
        texts = ["\n".join(runs_text(runs) for runs in block_runs(block)) for block in first]
        self._body.setPlainText("\n\n".join(each for each in texts if each))
        paragraphs = message("count.paragraphs", n=len(body.blocks))
        words = message("count.words", n=Counts.of(body.copy_text).words)
        self._counts.setText(str(listed((paragraphs, words))))


@frozen
class Confirmed:
    """An arrival somebody has looked over: the story as they left it, and its section's key."""

    arrival: Arrival
    story: IncomingStory
    section: str


class IncomingDialog(Sheet):
    """Signals: `thumbnail_wanted(object, str)`: an Arrival and the key of one of its pictures;
    answer with `show_thumbnail`."""

    thumbnail_wanted = Signal(object, str)

    begun_in = ""  # each page is kept for itself

    def __init__(
        self,
        arrivals: Sequence[Arrival],
        sections: Sequence[Section],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent, columns=COLUMNS)
        several = len(arrivals) > 1
        self.introduce(self.tr("Take in stories") if several else self.tr("Take in a story"))
        self._taken: dict[int, bool] = {}
        self._stack = QStackedWidget(self)
        self._arrivals = tuple(arrivals)
        self._sections = tuple(sections)
        self._pages: dict[int, IncomingPage] = {}  # made when they are first turned to
        self._at = 0
        self.body.addWidget(self._stack)
        self._build_buttons()
        self._show(0)

    @property
    def value(self) -> tuple[Confirmed, ...]:
        """What is to be taken in, in the order of the files."""
        return tuple(
            self._confirmed(at) for at in range(len(self._arrivals)) if self._taken.get(at)
        )

    def ask_for_thumbnails(self) -> None:
        """To be called once somebody listens."""
        for page in self._pages.values():
            page.ask_for_thumbnails()

    def show_thumbnail(self, arrival: Arrival, key: str, image: QImage) -> None:
        for page in self._pages.values():
            if page.arrival is arrival:
                page.show_thumbnail(key, image)

    def _build_buttons(self) -> None:
        several = len(self._arrivals) > 1
        self._back: QPushButton | None = None
        if several:
            self._back = self.add_aside(self.tr("Back"))
            self._back.clicked.connect(lambda: self._show(self._at - 1))
            self.add_aside(self.tr("Skip")).clicked.connect(lambda: self._decide(taken=False))
            self.add_action(self.tr("Take in all")).clicked.connect(self._take_all)
        self.add_way_out(self.tr("Cancel"))
        self._take = self.add_primary(self.tr("Take in"))
        self._take.clicked.disconnect()
        self._take.clicked.connect(lambda: self._decide(taken=True))

    def _decide(self, *, taken: bool) -> None:
        self._taken[self._at] = taken
        if self._at + 1 < len(self._arrivals):
            self._show(self._at + 1)
        else:
            self.accept()

    def _take_all(self) -> None:
        """This one and all that follow; those skipped before stay skipped."""
        for at in range(self._at, len(self._arrivals)):
            self._taken[at] = True
        self.accept()

    def accept(self) -> None:
        for at, page in self._pages.items():
            if self._taken.get(at):
                page.chosen.emit()
        super().accept()

    def _confirmed(self, at: int) -> Confirmed:
        page = self._pages.get(at)
        if page is None:  # taken in with all the others, as it was read
            return Confirmed(self._arrivals[at], self._arrivals[at].incoming, "")
        return Confirmed(page.arrival, page.value, page.section)

    def _show(self, at: int) -> None:
        self._at = at
        if at not in self._pages:
            self._pages[at] = self._page(at)
            self._stack.addWidget(self._pages[at])
            self._pages[at].ask_for_thumbnails()
        self._stack.setCurrentWidget(self._pages[at])
        if self._back is not None:
            self._back.setEnabled(at > 0)
        self._take.setFocus()

    def _page(self, at: int) -> IncomingPage:
        arrival, several = self._arrivals[at], len(self._arrivals) > 1
        place = self.tr("File {0} of {1}.").format(at + 1, len(self._arrivals))
        page = IncomingPage(arrival, self._sections, place if several else "", self)
        page.thumbnail_wanted.connect(lambda key: self.thumbnail_wanted.emit(arrival, key))
        return page
