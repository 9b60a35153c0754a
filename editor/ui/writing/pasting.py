"""What comes into the body from outside: words, addresses, pictures, files.

Formatting is reduced to the document's own marks; pictures are handed on, never put into the
text as they are; nothing is fetched.
"""

import json
import os
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QMimeData, QObject, Signal
from PySide6.QtGui import QImage, QTextCursor
from PySide6.QtWidgets import QApplication, QTextEdit

from editor.late import regex
from editor.message import listed, message
from editor.photos.families import PICTURE_EXTENSIONS
from editor.story import document_json
from editor.story.addresses import safe_address
from editor.story.document import Document
from editor.story.forms import NewerSchema
from editor.ui.writing.keys.mark_commands import set_link, words_selected
from editor.ui.writing.pasted_pages import Away, PastedPages, beyond_bounds, put_in, too_many_lines

OWN_TYPE = "application/x-galley-document+json"
# Numbers in the library: they mean something in this window only.
LIBRARY_PHOTOS = f"application/x-galley-photos-{os.getpid()}+json"
MAX_BYTES = 2_000_000
MAX_OWN = 20_000_000  # of our own form: the longest story there is, with all its marks
MAX_PAGE = 80_000_000  # of a page with pictures in it
_RUN = regex(r"[A-Za-z0-9+/]{60}")  # so many letters may be a picture


def put(document: Document) -> QMimeData:
    # Loaded with the first copy: what knows HTML is a part of the start nobody should wait for.
    """What a body is on the clipboard: our own form for ourselves, HTML and text for others.

    Reads strictly and bounded; what is on a clipboard was written by somebody else.
    """
    from editor.interchange.leaving.clipboard import to_html, to_plain_text

    data = QMimeData()
    data.setData(OWN_TYPE, json.dumps(document_json.to_json(document)).encode())
    data.setHtml(to_html(document))
    data.setText(to_plain_text(document))
    return data


def offer_photos(numbers: Sequence[int]) -> QMimeData:
    """Photos of the library, by their numbers in it."""
    data = QMimeData()
    data.setData(LIBRARY_PHOTOS, json.dumps(list(numbers)).encode())
    return data


def offered_photos(data: QMimeData) -> list[int]:
    packed = bytes(data.data(LIBRARY_PHOTOS).data())
    return json.loads(packed) if packed else []


def own_document(data: QMimeData) -> Document | None:
    """The body another Galley, or this one, put there; None when there is none to be read."""
    packed = bytes(data.data(OWN_TYPE).data())
    if not packed:
        return None
    try:
        return document_json.from_json(json.loads(packed))
    except (NewerSchema, ValueError, RecursionError):
        return None


def page_of(data: QMimeData) -> str:
    """The HTML on the clipboard; "" when there is none but blanks."""
    page = data.html() if data.hasHtml() else ""
    return page if page.strip() else ""


def too_large(data: QMimeData, *, words_only: bool = False) -> bool:
    """Whether its text is past what can be taken in.

    A page is asked for its size in bytes before it is turned into characters, and may be larger
    when pictures lie in it.
    """
    if not words_only and (own := data.data(OWN_TYPE).size()):
        return own > MAX_OWN
    if data.hasHtml() and not words_only:
        packed = data.data("text/html")
        return packed.size() > (MAX_PAGE if packed.contains(b"data:image/") else MAX_BYTES)
    text = data.text() if data.hasText() else ""
    return len(text) > MAX_BYTES or len(text.encode("utf-8", "replace")) > MAX_BYTES


def files(data: QMimeData) -> tuple[list[Path], list[Path]]:
    """(picture files, other files) by their names; addresses that are no files are neither."""
    paths = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
    pictures = [path for path in paths if path.suffix.lower() in PICTURE_EXTENSIONS]
    return pictures, [path for path in paths if path not in pictures]


MOST_BREAKS = 50_000  # lines of plain text; wrapped ones are joined to paragraphs


class Pasting(QObject):
    """Serves one editor.

    Signals:
        told(str): a quiet line on what did not come along.
        photo_files_dropped(list): picture files (Path); the caret is where they go.
        photos_dropped(list): numbers of photos of the library, likewise.
        photo_image_pasted(QImage): a picture without a file.
        photos_pasted(list): PastedPhotos that came with a page, each with its place.
    """

    told = Signal(str)
    photo_files_dropped = Signal(list)
    photos_dropped = Signal(list)
    photo_image_pasted = Signal(QImage)
    photos_pasted = Signal(list)

    def __init__(self, editor: QTextEdit) -> None:
        super().__init__(editor)
        self._editor = editor
        self._known: frozenset[str] = frozenset()
        self._pages = PastedPages(editor)
        self._pages.told.connect(self.told)
        self._pages.photos_pasted.connect(self.photos_pasted)

    def know_placements(self, placements: frozenset[str]) -> None:
        """Photos of this story; blocks of any other photo do not come in with a paste."""
        self._known = placements

    def know_placement(self, placement: str) -> None:
        self._known |= {placement}

    def read_with(self, away: Away) -> None:
        """Long pages are read by this, beside the window."""
        self._pages.read_with(away)

    def stop_reading(self) -> bool:
        """A long page that is still being read is left out; False when there is none."""
        stopped = self._pages.stop_reading()
        if stopped:
            self.told.emit(self.tr("Nothing was pasted."))
        return stopped

    def accepts(self, data: QMimeData) -> bool:
        pictures, others = files(data)
        if others and not pictures:
            return False  # files of stories: the window brings them in
        words = data.hasText() or data.hasHtml() or data.hasUrls()
        return words or data.hasImage() or data.hasFormat(LIBRARY_PHOTOS)

    def insert(self, data: QMimeData) -> None:
        """Takes in whatever is the best of it: our own form, HTML, text, pictures, files."""
        if photos := offered_photos(data):
            self.photos_dropped.emit(photos)
            return
        if data.hasUrls() and self._insert_files(data):
            return
        if too_large(data):
            self._tell_too_large()
            return
        words = data.text() if data.hasText() else ""
        own = own_document(data)
        if own is not None:
            self._insert_own(own)
        elif data.hasImage() and not words.strip():
            self._insert_image(data)
        elif self._insert_address(words) or self._insert_letters(words, alone=True):
            return
        elif page := page_of(data):
            self._pages.take(page, words)
        else:
            self._insert_text(words)

    def paste_plain(self) -> None:
        """The clipboard's words alone."""
        data = QApplication.clipboard().mimeData()
        if too_large(data, words_only=True):
            self._tell_too_large()
        elif data.hasText():
            self._insert_text(data.text(), plain=True)

    def _insert(self, document: Document, words: str = "", *more: str) -> None:
        """`words` are what it was made of; `more` is to be said of it besides."""
        if beyond_bounds(document):
            self.told.emit(too_many_lines())
            return
        cursor = self._editor.textCursor()
        said = [*more, *put_in(cursor, document, words)]
        self._editor.setTextCursor(cursor)
        self._editor.ensureCursorVisible()
        if said:
            self.told.emit(str(listed(said, "sentences")))

    def _insert_own(self, document: Document) -> None:
        ours = document.with_placements(lambda each: each if each in self._known else "")
        left = len(ours.placements) < len(document.placements)
        said = self.tr("Photos of another story were left out; add them here.")
        self._insert(ours, "", *([said] if left else []))

    def _insert_text(self, text: str, *, plain: bool = False) -> None:
        # Loaded with the first paste: what knows them is no part of the start.
        from editor.interchange.arriving.lost_characters import LostCharacters
        from editor.interchange.arriving.paragraphs import table_of_text
        from editor.interchange.web.html import text_to_document

        if text.count("\n") > MOST_BREAKS:
            self.told.emit(too_many_lines())
            return
        lost = LostCharacters()
        text = lost.take(text)
        if not plain and self._insert_letters(text):
            return
        table = None if plain else table_of_text(text)
        self._insert(table or text_to_document(text), text, *map(str, lost.sentences))

    def _insert_letters(self, text: str, *, alone: bool = False) -> bool:
        """A picture that was copied as letters comes in as a photo; `alone`: only when all of it
        is one."""
        if not _RUN.search(text):
            return False
        from editor.interchange.web.html import read_letters  # late, as above

        reading = read_letters(text)
        if reading is None or (alone and not reading.body.is_blank):
            return False
        # What cannot be seen stays letters, or they would be lost.
        if any(QImage.fromData(picture.data).isNull() for picture in reading.pictures):
            return False
        self._pages.put(reading, QTextCursor(self._editor.textCursor()), text)
        return True

    def _insert_image(self, data: QMimeData) -> None:
        image = data.imageData()
        if isinstance(image, QImage) and not image.isNull():
            self.photo_image_pasted.emit(image)
        else:
            self.told.emit(self.tr("The picture on the clipboard cannot be read."))

    def _insert_files(self, data: QMimeData) -> bool:
        pictures, others = files(data)
        if others:
            left_out = [path.name for path in others]
            self.told.emit(str(message("window.only-pictures", names=left_out)))
        if pictures:
            self.photo_files_dropped.emit(pictures)
        return bool(pictures or others)

    def _insert_address(self, text: str) -> bool:
        """An address pasted over words makes them a link."""
        cursor = self._editor.textCursor()
        address = safe_address(text)
        if not address or not cursor.hasSelection() or not words_selected(cursor):
            return False
        set_link(cursor, address)
        return True

    def _tell_too_large(self) -> None:
        self.told.emit(
            self.tr("Nothing was pasted: it is larger than 2 MB. Import it as a story instead.")
        )
