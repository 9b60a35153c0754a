"""An OpenDocument text (.odt) as pieces of copy, read from its XML."""

from collections.abc import Iterator
from dataclasses import replace
from xml.etree.ElementTree import Element

from editor.interchange.arriving.incoming import CAPTION, Piece
from editor.interchange.arriving.left_out import LeftOut
from editor.interchange.arriving.refusal import Tracked, Unreadable
from editor.interchange.office.copy_flow import CopyFlow, Shape, cell_of
from editor.interchange.office.labels import Label
from editor.interchange.office.office_copy import OfficeCopy
from editor.interchange.office.package import (
    Package,
    child,
    children,
    name_of,
    parse_part,
    value,
    within,
)
from editor.interchange.office.picture_store import PictureStore
from editor.interchange.office.word.word_styles import whole
from editor.interchange.office.writer.writer_line import (
    CHANGES,
    Hanging,
    Look,
    WriterChanges,
    WriterLine,
    WriterPictures,
)
from editor.interchange.office.writer.writer_seen import form_words, is_unseen, seen_in, words_in
from editor.interchange.office.writer.writer_styles import OUTLINE, WriterLists, WriterStyles
from editor.late import frozen
from editor.story.document import PhotoBlock, TableCell
from editor.story.runs import NO_MARKS

MAX_CELLS = 200_000
_INDEXES = frozenset(
    "table-of-content alphabetical-index illustration-index table-index object-index user-index "
    "bibliography".split()
)
_AROUND = (("header", "part.page-header"), ("footer", "part.page-footer"))


def read_writer(package: Package, store: PictureStore, tracked: Tracked) -> OfficeCopy:
    """Raises Unreadable. With changes in it and nothing said of them, only these are answered."""
    manifest = package.read("META-INF/manifest.xml")
    if b"encryption-data" in manifest:
        raise Unreadable("unread.locked-in-writer")
    root = parse_part(package.read("content.xml") or b" ")
    text = child(root, "body", "text")
    if text is None:
        raise Unreadable("unread.no-text-document")
    changes = WriterChanges.of(text)
    listed = changes.listed(text) if changes.regions else ()
    if listed and tracked is Tracked.ASK:
        return OfficeCopy(changes=listed)
    look = package.read("styles.xml")
    look_root = parse_part(look) if look else None
    undone = changes if tracked is Tracked.REJECT else WriterChanges()
    reading = _Reading(package, WriterStyles.of(look_root, root), store, undone)
    reading.blocks(text)
    reading.tell_headers(look_root)
    pieces = reading.copy()
    # All bodies: a second one, or a second text in one, is read by nobody.
    seen = [words for each in children(root, "body") for words in seen_in(each)]
    brought_back = (words for each in undone.removed for words in seen_in(each))
    return OfficeCopy(
        pieces=tuple(pieces),
        warnings=(*store.warnings, *reading.left_out.sentences()),
        changes=listed,
        quoted=(*store.quoted, *reading.left_out.quoted),
        seen=(*seen, *brought_back, *reading.seen),
    )


class _Reading(WriterLine):
    def __init__(
        self, package: Package, styles: WriterStyles, store: PictureStore, undone: WriterChanges
    ) -> None:
        left_out, seen = LeftOut(), list[str]()
        pictures = WriterPictures(package, store, left_out, seen)
        super().__init__(styles, pictures, left_out, undone)
        self.seen = seen  # beside the text itself
        self._lists = WriterLists(styles.lists)
        self._headings = WriterLists(styles.lists)
        self._cells = 0

    def copy(self) -> list[Piece]:
        self._end()
        return self._flow.copy()

    def blocks(self, element: Element, item: Shape | None = None) -> None:
        """`item` is the list item these stand in; its further paragraphs go on in it."""
        first = True
        for each in element:
            if name_of(each) in ("p", "h"):
                self._paragraph(each, item, goes_on=not first)
                first = False
            else:
                self._block(each, item)

    def _block(self, element: Element, item: Shape | None) -> None:
        name = name_of(element)
        if name == "list":
            self._list(element, item, "")
        elif name == "numbered-paragraph":
            self._numbered(element)
        elif name == "table":
            self._table(element)
        elif name in _INDEXES:
            self.left_out.words("part.contents", words_in(element))
        elif name == "frame":
            self._frame(element, Look())
            self._end()
        elif name == "g":
            self._group(element)
        elif name in CHANGES:
            self._change(element, Look())
        elif name == "section" and value(element, "display", "true") == "none":
            self.left_out.words("part.hidden-section", words_in(element))
        elif name == "forms":
            for words in form_words(element):
                self.left_out.words("part.field-or-button", words)
        elif name == "floating-frame":
            self.left_out.file(value(element, "href"))
        elif not (is_unseen(element) or name == "tracked-changes"):
            # Only a wrapper, whatever it is called: no word is lost for its name.
            self.blocks(element, item)

    def tell_headers(self, root: Element | None) -> None:
        for page in children(child(root, "master-styles"), "master-page"):
            for each in page:
                for name, said in _AROUND:
                    if name_of(each) not in (name, f"{name}-left", f"{name}-first"):
                        continue
                    words = words_in(each)
                    self.seen.append(f"{words}\n")
                    self.left_out.words(said, words)

    # -- paragraphs

    def _paragraph(self, element: Element, item: Shape | None, *, goes_on: bool) -> None:
        style = value(element, "style-name")
        if self._styles.is_contents(style):
            self.left_out.words("part.line-of-contents", words_in(element))
            return
        if not self._dropping:
            self._at.shape = self._shape(element, style, item)
        if item is not None and goes_on and not self._dropping:
            self._flow.go_on()
        marks = self._styles.look("paragraph", style, NO_MARKS)
        small = self._is_small("paragraph", style)
        hides = any(value(h, "is-hidden") == "true" for h in within(element, "hidden-paragraph"))
        if hides or self._styles.is_hidden("paragraph", style):
            self.left_out.hidden(words_in(element))
        else:
            font = self._styles.font("paragraph", style)
            self._inline(element, Look(marks, "", small, font))
        if not self._dropping:  # the paragraph's end was inserted, and that is undone
            self._end()

    def _shape(self, element: Element, style: str, item: Shape | None) -> Shape:
        shape = self._styles.shape(style)
        if name_of(element) == "h":
            return self._heading(element, shape, item)
        if item is None:
            return Shape() if shape.is_item else shape
        if shape.kind:
            return replace(shape, label=item.label)
        return replace(item, level=max(item.level, shape.level))

    def _heading(self, element: Element, shape: Shape, item: Shape | None) -> Shape:
        level = whole(value(element, "outline-level"), 1)
        label = item.label if item else Label()
        if item is None and value(element, "is-list-header") != "true":
            label = self._headings.label(OUTLINE, level)
        if not shape.style:
            shape = Shape("heading", level=2 if level < 3 else 3)
        return replace(shape, label=label)

    def _end(self) -> None:
        self._flow.line.end_reading()
        at, self._at = self._at, Hanging()
        for key in at.above:
            self._flow.picture(key)
        small = bool(at.sizes) and all(at.sizes)
        self._flow.end_paragraph(replace(at.shape, slight=small))
        for key in at.drawn:
            self._flow.picture(key)
        for box in at.boxes:
            if name_of(box) == "g":
                self._group(box)
            else:
                self.blocks(box)

    def _bring_back(self, removed: tuple[Element, ...], look: Look) -> None:
        """The first paragraph goes on in the one that stands here, and this in the last."""
        shape = self._at.shape
        open_paragraph = True
        for place, part in enumerate(removed):
            if name_of(part) in ("p", "h"):
                if place and open_paragraph:
                    self._end()
                self._at.shape = shape
                self._inline(part, look)
            else:
                self._end()
                self._block(part, None)
            open_paragraph = name_of(part) in ("p", "h")

    # -- lists, tables, pictures

    def _list(self, element: Element, outer: Shape | None, style: str) -> None:
        own = value(element, "style-name") or style
        level = (outer.level if outer else 0) + 1
        if outer is None:
            self._lists.begin(element, own)
        for each in element:
            shape = Shape(level=level)
            first = True
            for part in each:
                paragraph = name_of(part) in ("p", "h")
                if first and paragraph and name_of(each) == "list-item":
                    label = self._lists.label(own, level, value(each, "start-value"))
                    shape = Shape(level=level, ordered=bool(label.words), label=label)
                if paragraph:
                    self._paragraph(part, shape, goes_on=not first)
                    first = False
                elif name_of(part) == "list":
                    self._list(part, shape, own)
                else:
                    self._block(part, shape)

    def _numbered(self, element: Element) -> None:
        """A list item without a list around it."""
        style = value(element, "style-name")
        level = whole(value(element, "level"), 1)
        self._lists.resume(value(element, "list-id") or style)
        label = self._lists.label(style, level, value(element, "start-value"))
        self.blocks(element, Shape(level=level, ordered=bool(label.words), label=label))

    def _table(self, table: Element) -> None:
        self._end()
        rows: list[list[TableCell]] = []
        laid_out: list[Piece] = []
        columns = 0
        merged = False
        hidden = hidden_columns(table)
        for row in rows_of(table):
            if row.hidden:
                self.left_out.words("part.hidden-row", words_in(*row.cells))
                continue
            cells: list[TableCell] = []
            for cell in row.cells:
                if name_of(cell) != "table-cell" or len(cells) in hidden:
                    merged = merged or name_of(cell) != "table-cell"
                    self.left_out.words("part.unseen-cell", words_in(cell))
                    cells.append(TableCell())
                    continue
                pieces = self._cell(cell)
                laid_out += pieces
                read = cell_of(pieces, header=row.header)
                cells += [read] * (times(cell) if read.runs else 1)
            while cells and not cells[-1].runs and len(cells) > columns:
                cells.pop()  # a sheet's empty rest of the row
            columns = max(columns, len(cells))
            rows += [cells] * (row.times if any(cell.runs for cell in cells) else 1)
        if self._flow.table(rows, laid_out):
            self.left_out.counts["merged-tables"] += merged

    def _cell(self, cell: Element) -> list[Piece]:
        self._cells += 1
        if self._cells > MAX_CELLS:
            raise Unreadable("unread.too-many-cells")
        return self._apart(cell)

    def _apart(self, text: Element) -> list[Piece]:
        """The pieces of a text of its own, in a cell or a group."""
        flow, at = self._flow, self._at
        self._flow, self._at = CopyFlow(self.left_out.told["labels"]), Hanging()
        self.blocks(text)
        pieces = self.copy()
        self._flow, self._at = flow, at
        return pieces

    def _group(self, group: Element) -> None:
        """Shapes that belong together; a picture and one text are a photo and its caption."""
        if self._dropping:
            return
        self._end()
        pieces = self._apart(group)
        photos = [each for each in pieces if isinstance(each.block, PhotoBlock)]
        texts = [each for each in pieces if each not in photos]
        if len(photos) == len(texts) == 1 and not texts[0].style:
            pieces = [photos[0], replace(texts[0], style=CAPTION)]
        self._flow.lay(pieces)


MAX_REPEATED_ROWS = 200  # of one row with words; a sheet's empty rest has none
MAX_REPEATED = 60
_GROUPS = frozenset({"table-rows", "table-row-group", "table-columns", "table-column-group"})
_HIDDEN = ("collapse", "filter")


@frozen
class Row:
    cells: tuple[Element, ...]
    header: bool
    hidden: bool
    times: int


def rows_of(table: Element, *, header: bool = False) -> Iterator[Row]:
    for each in table:
        name = name_of(each)
        if name == "table-row":
            cells = (c for c in each if name_of(c) in ("table-cell", "covered-table-cell"))
            times = _times(each, "number-rows-repeated", MAX_REPEATED_ROWS)
            yield Row(tuple(cells), header, value(each, "visibility") in _HIDDEN, times)
        elif name in ("table-header-rows", *_GROUPS):
            yield from rows_of(each, header=header or name == "table-header-rows")


def hidden_columns(table: Element) -> set[int]:
    hidden: set[int] = set()
    at = 0
    for each in _columns(table):
        wide = _times(each, "number-columns-repeated", MAX_REPEATED)
        if value(each, "visibility") in _HIDDEN:
            hidden.update(range(at, at + wide))
        at += wide
    return hidden


def _columns(table: Element) -> Iterator[Element]:
    for each in table:
        if name_of(each) == "table-column":
            yield each
        elif name_of(each) in ("table-header-columns", *_GROUPS):
            yield from _columns(each)


def times(cell: Element) -> int:
    return _times(cell, "number-columns-repeated", MAX_REPEATED)


def _times(element: Element, name: str, most: int) -> int:
    return max(1, min(whole(value(element, name), 1), most))
