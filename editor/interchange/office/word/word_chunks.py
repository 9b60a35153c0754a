"""Another file within a Word file (altChunk, subDoc): read as if it had come by itself."""

from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field, replace
from io import BytesIO

from editor.interchange.arriving.encoding import decode
from editor.interchange.arriving.incoming import Piece, numbered
from editor.interchange.arriving.paragraphs import split_paragraphs
from editor.interchange.arriving.refusal import Change, Tracked, Unreadable
from editor.interchange.office.office_copy import OfficeCopy
from editor.interchange.office.package import MAX_PART, Package
from editor.interchange.office.picture_store import PictureStore
from editor.interchange.web.html import read_page
from editor.message import Message, message
from editor.story.document import Paragraph, Run

MAX_CHUNKS = 100
MAX_DEPTH = 3  # of files within files
_ZIP, _RICH = b"PK\x03\x04", b"{\\rtf"
_MAIL = (b"mime-version:", b"from:", b"content-type:")


@dataclass(slots=True)
class WordChunks:
    """`read_word` reads a Word file within this one; `seen`, `quoted`, `warnings` and `changes`
    are those of all that was read."""

    package: Package
    store: PictureStore
    tracked: Tracked
    read_word: Callable[[Package, PictureStore, Tracked, int], OfficeCopy]
    depth: int = 0
    count: int = 0
    seen: list[str] = field(default_factory=list)
    quoted: list[str] = field(default_factory=list)
    warnings: list[Message] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)

    def read(self, name: str) -> list[Piece]:
        """The pieces of the part of that name; what cannot be read is told."""
        self.count += 1
        data = self.package.read(name, MAX_PART) if self.count <= MAX_CHUNKS else b""
        try:
            copy = self._copy(data)
        except Unreadable as error:
            copy = OfficeCopy()
            self.warnings.append(message("left-out.file-within", name=name, why=error.message))
        self.seen += copy.seen
        self.quoted += copy.quoted
        self.warnings += copy.warnings
        self.changes += copy.changes
        return list(copy.pieces)

    def _copy(self, data: bytes) -> OfficeCopy:
        if not data or self.depth >= MAX_DEPTH:
            raise Unreadable("unread.missing-chunk")
        if data.startswith(_ZIP):
            with closing(Package(BytesIO(data))) as package:
                return self.read_word(package, self.store, self.tracked, self.depth + 1)
        # Each loaded when it is met: few files have any of them.
        if data.startswith(_RICH):
            from editor.interchange.office.rtf.rtf_file import read_rtf

            return read_rtf(data, self.store, self.tracked)
        head = data[:2_000].lower()
        if head.lstrip().startswith(_MAIL):  # a page with its pictures in one file (.mht)
            data = _page_in_mail(data)
        text, guesses = decode(data)
        if "<" in text:
            return _page(text, guesses)
        blocks = [Paragraph((Run(words),)) for words in split_paragraphs(text)]
        return OfficeCopy(tuple(numbered(blocks)), guesses, seen=(f"{text}\n",))


def _page(html: str, guesses: tuple[Message, ...]) -> OfficeCopy:
    reading = read_page(html, with_pictures=False)
    pieces, said = tuple(numbered(reading.body.blocks)), (*guesses, *reading.sentences)
    copy = OfficeCopy(pieces, said, quoted=reading.quoted)
    return replace(copy, seen=tuple(copy.told()))  # the page was held against its words


def _page_in_mail(data: bytes) -> bytes:
    from email import message_from_bytes

    for part in message_from_bytes(data).walk():
        payload = part.get_payload(decode=True)
        if part.get_content_type() == "text/html" and isinstance(payload, bytes):
            return payload
    raise Unreadable("unread.no-page")
