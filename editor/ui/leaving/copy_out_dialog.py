"""A story field by field, for pasting into systems that take nothing else.

Enter copies the next piece that has not been copied, so that somebody goes to and fro between
two windows without the mouse. It copies nothing itself: it says what is wanted.
"""

from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import QMimeData, QPoint, QSize, Qt, QUrl, Signal
from PySide6.QtGui import QDrag, QImage, QMouseEvent
from PySide6.QtWidgets import (
    QApplication,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from editor.interchange.leaving.copy_out import CopyForm, CopyPhoto, CopyPiece, CopySheet, Form
from editor.story.rendition import looks_of
from editor.ui.theme import Theme, restyle
from editor.ui.widgets.labels import fitted
from editor.ui.widgets.sheet import Sheet, filled, text_label
from editor.ui.widgets.spelled_out import field_label

COLUMNS = 96
PREVIEW = 110  # letters
WIDTH, HEIGHT = 96, 72  # px


class CopyOutDialog(Sheet):
    """Signals:
    copy_requested(object): a CopyForm for the clipboard.
    pictures_requested(): the pictures are wanted as files in a folder.
    """

    copy_requested = Signal(object)
    pictures_requested = Signal()

    def __init__(self, sheet: CopySheet, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent, columns=COLUMNS)
        self._sheet = sheet
        self._theme = theme
        self._waiting: list[_CopyButton] = []  # what Enter has still to copy, in order
        self._pictures: dict[int, CopyOutPicture] = {}
        self.introduce(
            self.tr("Copy for another system"),
            sheet.headline or self.tr("Story without a headline"),
            self.tr(
                "Copy a piece, paste it into its field there, and go on: Enter copies the next one."
            ),
        )
        self._add_pieces()
        if sheet.photos:
            self._add_photos()
        self._add_buttons()
        self._point_at_next()

    def show_thumbnail(self, looks: str, image: QImage) -> None:
        for photo in self._sheet.photos:
            if looks_of(photo.photo.photo, photo.photo.edited) == looks:
                self._pictures[photo.number].show_picture(image)

    def show_files(self, files: Mapping[int, Path]) -> None:
        """The pictures as files, by their numbers: from now on they can be dragged out."""
        for number, path in files.items():
            self._pictures[number].offer_file(path)

    def copy_next(self) -> None:
        """Copies the first piece that has not been copied yet."""
        if self._waiting:
            self._waiting[0].click()

    def _add_pieces(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(2 * self.unit)
        grid.setVerticalSpacing(self.unit)
        grid.setColumnStretch(1, 1)
        self.body.addLayout(grid)
        for row, piece in enumerate(self._sheet.pieces):
            label = QLabel(self._label(piece.key), self)
            label.setProperty("role", "label")
            grid.addWidget(label, row, 0)
            grid.addWidget(text_label(_preview(piece.text), self), row, 1)
            grid.addLayout(self._buttons_of(piece), row, 2)

    def _add_photos(self) -> None:
        self.add_heading(self.tr("Photos, in the order of upload"))
        self.add_text(
            self.tr("Drag a picture into the other system, or save all of them as files."),
            soft=True,
        )
        for photo in self._sheet.photos:
            self.body.addLayout(self._photo_row(photo))

    def _photo_row(self, photo: CopyPhoto) -> QHBoxLayout:
        picture = CopyOutPicture(photo, self)
        self._pictures[photo.number] = picture
        name = QLabel(photo.file, self)
        name.setTextFormat(Qt.TextFormat.PlainText)
        name.setProperty("role", "heading")
        words = filled(QVBoxLayout(), name, gap=self.unit // 2)
        if photo.pieces:
            words.addWidget(text_label(_preview(photo.pieces[0].text), self, "soft"))
        else:
            words.addWidget(text_label(self.tr("No caption, credit or alt text yet."), self))
        buttons = filled(QHBoxLayout(), gap=self.unit)
        for piece in photo.pieces:
            # Caption and credit go out together or each by itself: Enter takes them together.
            in_turn = piece.key == "alt" or piece is photo.pieces[0]
            label = self._label(piece.key)
            name_of = self.tr("{0} of photo {1}").format(label, photo.number)
            buttons.addWidget(self._button(piece.forms[0], label, name_of, in_turn=in_turn))
        buttons.addStretch(1)
        words.addLayout(buttons)
        return filled(
            QHBoxLayout(), (picture, 0, Qt.AlignmentFlag.AlignTop), (words, 1), gap=2 * self.unit
        )

    def _add_buttons(self) -> None:
        self._next = self.add_action(self.tr("Copy next"))
        restyle(self._next, "kind", "primary")
        self._next.setDefault(True)
        self._next.clicked.connect(self.copy_next)
        whole = self.add_action(self.tr("Copy whole story for Word"))
        whole.clicked.connect(lambda: self.copy_requested.emit(self._sheet.whole))
        if self._sheet.photos:
            save = self.add_action(self.tr("Save the pictures into a folder…"))
            save.clicked.connect(self.pictures_requested)
        self.add_way_out(self.tr("Close"))

    def _buttons_of(self, piece: CopyPiece) -> QHBoxLayout:
        row = filled(QHBoxLayout(), None, gap=self.unit)
        label = self._label(piece.key)
        for at, form in enumerate(piece.forms):
            several = len(piece.forms) > 1
            words = self._form_label(form.form) if several else self.tr("Copy")
            name = self.tr("{0} as {1}").format(label, words) if several else label
            row.addWidget(self._button(form, words, name, in_turn=at == 0))
        return row

    def _button(self, form: CopyForm, words: str, name: str, *, in_turn: bool) -> "_CopyButton":
        button = _CopyButton(form, words, name, self._theme, self)
        button.clicked.connect(lambda: self._copy(button))
        if in_turn:
            self._waiting.append(button)
        return button

    def _copy(self, button: "_CopyButton") -> None:
        self.copy_requested.emit(button.form)
        button.tick(self.tr("Copied"))
        if button in self._waiting:
            # Somebody who begins in the middle goes on from there.
            at = self._waiting.index(button)
            self._waiting = self._waiting[at + 1 :] + self._waiting[:at]
        self._point_at_next()

    def _point_at_next(self) -> None:
        if not self._waiting:
            self._next.setText(self.tr("All copied"))
            self._next.setEnabled(False)
            return
        label = self.tr("Copy next: {0}").format(self._waiting[0].name)
        self._next.setText(label)
        self._next.setAccessibleName(label)

    def _label(self, key: str) -> str:
        if key == "caption and credit":
            return self.tr("Caption and credit")
        return field_label(key, printed=True)

    def _form_label(self, form: Form) -> str:
        return {
            Form.RICH: self.tr("Formatted"),
            Form.HTML: self.tr("HTML"),
            Form.TEXT: self.tr("Plain text"),
        }[form]


class _CopyButton(QPushButton):
    """Copies one form of one piece; a tick afterwards says that it was copied."""

    def __init__(
        self, form: CopyForm, words: str, name: str, theme: Theme, parent: QWidget
    ) -> None:
        super().__init__(words, parent)
        self.form = form
        self.name = name
        self._theme = theme
        self.setAccessibleName(name)
        self.setAutoDefault(False)
        theme.put_icon(self, "copy", "ink-soft")

    def tick(self, said: str) -> None:
        self._theme.put_icon(self, "check", "success")
        self.setAccessibleDescription(said)
        self.setToolTip(said)


def _preview(words: str) -> str:
    """The beginning on one line, for recognising a piece."""
    line = " ".join(words.split())
    return line if len(line) <= PREVIEW else f"{line[:PREVIEW].rstrip()}…"


class CopyOutPicture(QLabel):
    """Shows its number until the picture is there, and can be dragged once its file is."""

    def __init__(self, photo: CopyPhoto, parent: QWidget | None = None) -> None:
        super().__init__(str(photo.number), parent)
        self._path: Path | None = None
        self._pressed: QPoint | None = None
        self.setFixedSize(WIDTH, HEIGHT)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setProperty("surface", "canvas")
        self.setAccessibleName(self.tr("Photo {0}").format(photo.number))
        self.setToolTip(self.tr("The file is being made…"))

    @property
    def file(self) -> Path | None:
        return self._path

    def show_picture(self, image: QImage) -> None:
        self.setPixmap(fitted(image, QSize(WIDTH, HEIGHT), self.devicePixelRatioF()))

    def offer_file(self, path: Path) -> None:
        self._path = path
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        self.setToolTip(self.tr("Drag it into the other system: {0}").format(path.name))

    def file_data(self) -> QMimeData:
        """What a drag carries."""
        data = QMimeData()
        if self._path is not None:
            data.setUrls([QUrl.fromLocalFile(str(self._path))])
        return data

    def mousePressEvent(self, ev: QMouseEvent) -> None:
        if ev.button() == Qt.MouseButton.LeftButton:
            self._pressed = ev.position().toPoint()

    def mouseReleaseEvent(self, ev: QMouseEvent) -> None:
        self._pressed = None

    def mouseMoveEvent(self, ev: QMouseEvent) -> None:
        if self._pressed is None or self._path is None:
            return
        moved = (ev.position().toPoint() - self._pressed).manhattanLength()
        if moved >= QApplication.startDragDistance():
            self._pressed = None
            drag = QDrag(self)
            drag.setMimeData(self.file_data())
            drag.setPixmap(self.pixmap())
            drag.exec(Qt.DropAction.CopyAction)
