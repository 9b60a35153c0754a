"""A .docx as pieces of copy: paragraphs, lists, tables, pictures, in reading order.

Read by ourselves rather than through HTML, because which paragraph of the file a line came
from, what its style is called, where a picture stands and which changes are not accepted yet
all count here (docs/decisions/0018). Another file within it (altChunk, subDoc) is read as if it had
come by itself.
"""

from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field, replace
from io import BytesIO
from xml.etree.ElementTree import Element

from editor.interchange.arriving.encoding import decode
from editor.interchange.arriving.incoming import CAPTION, PLAIN, Piece, by_style_alone, numbered
from editor.interchange.arriving.left_out import LeftOut
from editor.interchange.arriving.paragraphs import split_paragraphs
from editor.interchange.arriving.refusal import Change, Tracked, Unreadable
from editor.interchange.office import style_names
from editor.interchange.office.copy_flow import CopyFlow, Shape, cell_of
from editor.interchange.office.labels import Label
from editor.interchange.office.office_copy import OfficeCopy
from editor.interchange.office.package import (
    MAX_PART,
    Package,
    child,
    children,
    name_of,
    outermost,
    parse_part,
    value,
    within,
)
from editor.interchange.office.picture_store import PictureStore
from editor.interchange.office.word.word_fields import OpenField
from editor.interchange.office.word.word_mending import changes_in, mend, settle
from editor.interchange.office.word.word_pictures import WordPictures, relations
from editor.interchange.office.word.word_runs import Hung, WordRuns
from editor.interchange.office.word.word_seen import seen_in, words_in
from editor.interchange.office.word.word_styles import (
    WordNumbers,
    WordStyles,
    is_on,
    number_of,
    whole,
)
from editor.interchange.web.html import read_page
from editor.message import Message, message
from editor.story.document import Paragraph, TableCell
from editor.story.runs import Run

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


_PROPERTIES = frozenset("pPr rPr sdtPr sdtEndPr tblPr tblGrid sectPr trPr tcPr".split())
_NOTES = (("footnotes", "footnote"), ("endnotes", "endnote"))
_AROUND = (("headerReference", "part.page-header"), ("footerReference", "part.page-footer"))
MAX_ROWS = 5_000
MAX_SPAN = 60


def read_word(
    package: Package, store: PictureStore, tracked: Tracked, depth: int = 0
) -> OfficeCopy:
    """Raises Unreadable. With changes in it and nothing said of them, only these are answered.
    `depth` is how many files this one lies in."""
    main = _main_part(package)
    root = parse_part(package.read(main))
    changes = changes_in(root)
    if changes and tracked is Tracked.ASK:
        return OfficeCopy(changes=changes)
    settle(root, accept=tracked is not Tracked.REJECT)
    body = child(root, "body")
    if body is None:
        raise Unreadable("unread.no-document")
    seen = list(seen_in(root))  # of all it has: a second body is read by nobody
    mend(root)
    chunks = WordChunks(package, store, tracked, read_word, depth)
    reading = _Reading(package, main, store, chunks)
    reading.blocks(body)
    reading.tell_what_stands_around(body)
    if chunks.changes and tracked is Tracked.ASK:
        return OfficeCopy(changes=tuple(chunks.changes))
    pieces = reading.copy()
    if reading.has_style(style_names.STORY_TEXT):
        pieces = by_style_alone(pieces)
    return OfficeCopy(
        pieces=tuple(pieces),
        warnings=(*store.warnings, *chunks.warnings, *reading.left_out.sentences()),
        changes=(*changes, *chunks.changes),
        quoted=(*store.quoted, *chunks.quoted, *reading.left_out.quoted),
        seen=(*seen, *reading.seen, *chunks.seen),
    )


def _main_part(package: Package) -> str:
    for relation in relations(package, "").values():
        if relation.kind == "officeDocument" and not relation.external:
            return relation.target
    if "word/document.xml" in package.names:
        return "word/document.xml"
    raise Unreadable("unread.no-document")


class _Reading:
    def __init__(
        self, package: Package, main: str, store: PictureStore, chunks: WordChunks
    ) -> None:
        self.left_out = LeftOut()
        self.seen: list[str] = []  # in the parts beside the main one
        self._package = package
        self._related = relations(package, main)
        self._chunks = chunks
        self._styles = WordStyles.of(self._part("styles"))
        self._numbers = WordNumbers.of(self._part("numbering"), self._styles)
        self._fields: list[OpenField] = []  # a field may end in a later paragraph of its text
        self.flow = self._fresh_flow()
        self._pictures = WordPictures(package, self._related, store)
        self._runs = self._fresh_runs(self.flow)

    def has_style(self, name: str) -> bool:
        return any(style.name == name for style in self._styles.styles.values())

    def copy(self) -> list[Piece]:
        """The pieces of the text that was read; a field still open in it ends with it."""
        for each in self._fields:
            self.left_out.words("part.field-code", "".join(each.words))
        self._fields.clear()
        return self.flow.copy()

    def blocks(self, element: Element) -> None:
        for each in element:
            name = name_of(each)
            if name == "p":
                self._paragraph(each)
            elif name == "tbl":
                self._table(each)
            elif name in ("altChunk", "subDoc"):
                self._chunk(each)
            elif name in ("oMathPara", "oMath", "r", "hyperlink", "fldSimple"):
                self._paragraph(_paragraph_of(each))
            elif name not in _PROPERTIES:
                self.blocks(each)

    def tell_what_stands_around(self, body: Element) -> None:
        """Notes, comments, headers and footers, which no story page has."""
        for kind, one in _NOTES:
            for note in children(self._part(kind), one):
                self.left_out.tell("notes", self._seen(note))
        for comment in children(self._part("comments"), "comment"):
            self.left_out.remark(value(comment, "author"), self._seen(comment))
        for relation in self._related.values():
            if relation.kind in ("diagramData", "chart"):
                self.seen += self._pictures.seen_in_part(relation)
        for name, said in _AROUND:
            for target in dict.fromkeys(self._targets(body, name)):
                self.left_out.words(said, self._seen(self._parsed(target)))

    def _targets(self, body: Element, name: str) -> Iterator[str]:
        for reference in within(body, name):
            relation = self._related.get(value(reference, "id"))
            if relation is not None and not relation.external:
                yield relation.target

    def _seen(self, element: Element | None) -> str:
        """The words of a part, which are among those that were seen."""
        words = words_in(element)
        self.seen.append(f"{words}\n")
        return words

    def _chunk(self, element: Element) -> None:
        relation = self._related.get(value(element, "id"))
        if relation is None or relation.external:
            self.left_out.file(relation.target if relation else "")
            return
        self._end_paragraph_here()
        self.flow.lay(self._chunks.read(relation.target))

    def _paragraph(self, paragraph: Element) -> None:
        properties = child(paragraph, "pPr")
        style_id = value(child(properties, "pStyle"), "val")
        runs = self._runs
        runs.read_paragraph(paragraph, style_id)
        shape = self._shape(properties, style_id)
        for hung in runs.above:
            self._hang(hung, shape.style)
        if runs.rule and self.flow.line.is_blank:
            shape = Shape("divider")
        if style_names.is_contents(self._styles.name(style_id)):
            self.left_out.words("part.line-of-contents", words_in(paragraph))
            self.flow.line.runs.clear()
        small = bool(runs.sizes) and all(runs.sizes)
        self.flow.end_paragraph(replace(shape, slight=small))
        drawn = list(runs.drawn)
        self._runs = self._fresh_runs(self.flow)
        for hung in drawn:
            self._hang(hung, PLAIN)

    def _hang(self, hung: Hung, style: str) -> None:
        for key in hung.pictures:
            self.flow.picture(key, style)
        for box in hung.boxes:
            pieces = self._apart(box)
            if hung.pictures and len(hung.boxes) == 1 and len(pieces) == 1:
                # A box grouped with a picture says what the picture shows.
                plain = pieces[0].style == PLAIN
                pieces = [replace(pieces[0], style=CAPTION)] if plain else pieces
            self.flow.lay(pieces)

    def _shape(self, properties: Element | None, style_id: str) -> Shape:
        styled = self._styles.shape(style_id)
        own = number_of(properties)
        number = own or self._styles.number(style_id)
        label = self._numbers.label(number) if number else None
        if styled.kind or styled.style:
            return replace(styled, label=label or Label())
        if number is None:
            return styled
        if label is None:
            return Shape()  # numbering taken off this paragraph
        level = max(number[1] + 1, styled.level)
        return Shape(level=level, ordered=bool(label.words), label=label)

    def _table(self, table: Element) -> None:
        rows: list[list[TableCell]] = []
        laid_out: list[Piece] = []
        merged = False
        for row in _parts(table, "tr"):
            if is_on(child(row, "trPr", "hidden")):
                self.left_out.words("part.hidden-row", words_in(row))
                continue
            header = is_on(child(row, "trPr", "tblHeader"))
            before = whole(value(child(row, "trPr", "gridBefore"), "val"))
            cells = [TableCell(header=header)] * min(before, MAX_SPAN)
            for cell in _parts(row, "tc"):
                span = _span(cell)
                merged = merged or span > 1 or _goes_on(cell)
                pieces = self._cell(cell)
                laid_out += pieces
                cells.append(cell_of(pieces, header=header))
                cells += [TableCell(header=header)] * (span - 1)
            rows.append(cells)
        if len(rows) > MAX_ROWS:
            raise Unreadable("unread.too-many-rows", limit=MAX_ROWS)
        self._end_paragraph_here()
        own = (
            self._styles.name(value(child(table, "tblPr", "tblStyle"), "val"))
            == style_names.STORY_TABLE
        )
        if self.flow.table(rows, laid_out, own=own):
            self.left_out.counts["merged-tables"] += merged

    def _end_paragraph_here(self) -> None:
        self.flow.end_paragraph(Shape())

    def _cell(self, cell: Element) -> list[Piece]:
        if _goes_on(cell):
            # What stands in a cell that another one covers is not shown.
            self.left_out.words("part.under-merged-cell", words_in(cell))
            return []
        return self._apart(cell)

    def _apart(self, text: Element) -> list[Piece]:
        """The pieces of a text of its own, in a cell or a box."""
        outer = self.flow, self._runs, self._fields
        self.flow, self._fields = self._fresh_flow(), []
        self._runs = self._fresh_runs(self.flow)
        self.blocks(text)
        pieces = self.copy()
        self.flow, self._runs, self._fields = outer
        return pieces

    def _fresh_flow(self) -> CopyFlow:
        # A file that names who is quoted by a style of its own needs no guess.
        quotes = not self.has_style(style_names.ATTRIBUTION)
        return CopyFlow(self.left_out.told["labels"], attributes_quotes=quotes)

    def _fresh_runs(self, flow: CopyFlow) -> WordRuns:
        pictures, fields = self._pictures, self._fields
        return WordRuns(self._styles, self._related, pictures, self.left_out, flow.line, fields)

    def _part(self, kind: str) -> Element | None:
        for relation in self._related.values():
            if relation.kind == kind and not relation.external:
                return self._parsed(relation.target)
        return None

    def _parsed(self, name: str) -> Element | None:
        data = self._package.read(name)
        root = parse_part(data) if data else None
        if root is not None:
            settle(root, accept=self._chunks.tracked is not Tracked.REJECT)
        return root


def _parts(table: Element, name: str) -> Iterator[Element]:
    """Rows of a table or cells of a row, whatever wraps them."""
    return (each for each in outermost(table, name, "tbl") if name_of(each) == name)


def _span(cell: Element) -> int:
    return max(1, min(whole(value(child(cell, "tcPr", "gridSpan"), "val"), 1), MAX_SPAN))


def _goes_on(cell: Element) -> bool:
    """Whether the cell is covered by the one above or before it."""
    marks = (child(cell, "tcPr", name) for name in ("vMerge", "hMerge"))
    return any(value(each, "val", "continue") != "restart" for each in marks if each is not None)


def _paragraph_of(part: Element) -> Element:
    """A part that stands among paragraphs as one."""
    paragraph = Element("p")
    paragraph.append(part)
    return paragraph
