"""An OpenDocument text (.odt) as pieces of copy, read from its XML."""

from dataclasses import dataclass, field, replace
from posixpath import basename, normpath
from xml.etree.ElementTree import Element

from editor.interchange.office.copy_flow import CopyFlow, Shape, cell_of
from editor.interchange.office.left_out import LeftOut
from editor.interchange.office.office_copy import OfficeCopy
from editor.interchange.office.package import MAX_PICTURE, Package
from editor.interchange.office.picture_store import PictureStore
from editor.interchange.office.refused import Unreadable
from editor.interchange.office.tracked import ChangeKind, Tracked
from editor.interchange.office.writer_changes import WriterChanges
from editor.interchange.office.writer_styles import WriterStyles, words_of
from editor.interchange.office.xml_names import child, children, name_of, value
from editor.interchange.office.xml_part import parse_part
from editor.interchange.piece import Piece
from editor.story.document import Mark, PhotoBlock, TableCell
from editor.story.links import safe_address

NO_MARKS: frozenset[Mark] = frozenset()
MAX_CELLS = 200_000
_SMALL = 0.9
_BLOCKS = frozenset({"section", "index-body", "text-box", "list-header"})
_INDEXES = frozenset(
    "table-of-content alphabetical-index illustration-index table-index object-index user-index "
    "bibliography".split()
)
_SILENT = frozenset(
    "tracked-changes sequence-decls variable-decls user-field-decls forms bookmark bookmark-start "
    "bookmark-end soft-page-break reference-mark reference-mark-start reference-mark-end "
    "alphabetical-index-mark toc-mark annotation-end ruby-text dde-connection-decls title desc "
    "event-listeners".split()
)


def read_writer(package: Package, store: PictureStore, tracked: Tracked) -> OfficeCopy:
    """Raises Unreadable. With changes in it and nothing said of them, only these are answered."""
    manifest = package.read("META-INF/manifest.xml")
    if b"encryption-data" in manifest:
        raise Unreadable("it is locked with a password; save it in Writer without one")
    root = parse_part(package.read("content.xml") or b" ")
    text = child(root, "body", "text")
    if text is None:
        raise Unreadable("it holds no text document; open it in Writer and save it as .odt")
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
    return OfficeCopy(
        pieces=tuple(reading.copy()),
        warnings=(*store.warnings, *reading.left_out.sentences()),
        changes=listed,
    )


@dataclass(slots=True)
class _Line:
    """What is gathered while a paragraph is read."""

    shape: Shape = field(default_factory=Shape)
    above: list[str] = field(default_factory=list)
    drawn: list[str] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)
    sizes: set[bool] = field(default_factory=set)


class _Reading:
    def __init__(
        self, package: Package, styles: WriterStyles, store: PictureStore, undone: WriterChanges
    ) -> None:
        self.left_out = LeftOut()
        self._package = package
        self._styles = styles
        self._store = store
        self._undone = undone.regions  # changes that are to be taken back
        self._dropping: set[str] = set()
        self._flow = CopyFlow()
        self._at = _Line()
        self._cells = 0

    def copy(self) -> list[Piece]:
        self._end()
        return self._flow.copy()

    def blocks(self, element: Element, item: Shape | None = None) -> None:
        """`item` is the list item these stand in; its further paragraphs go on in it."""
        first = True
        for each in element:
            name = name_of(each)
            if name in ("p", "h"):
                self._paragraph(each, item, goes_on=not first)
                first = False
            elif name == "list":
                self._list(each, item, "")
            elif name == "table":
                self._table(each)
            elif name in _INDEXES:
                self.left_out.words("the table of contents", words_of(each))
            elif name == "frame":
                self._frame(each)
                self._end()
            elif name in _BLOCKS:
                self.blocks(each, item)
            elif name in ("change-start", "change-end", "change"):
                self._change(each, NO_MARKS, "")

    def tell_headers(self, root: Element | None) -> None:
        for page in children(child(root, "master-styles"), "master-page"):
            for name, said in (("header", "page header"), ("footer", "page footer")):
                for each in children(page, name):
                    self.left_out.words(f"the {said}", words_of(each))

    # -- paragraphs

    def _paragraph(self, element: Element, item: Shape | None, *, goes_on: bool) -> None:
        style = value(element, "style-name")
        if self._styles.is_contents(style):
            self.left_out.words("a line of the table of contents", words_of(element))
            return
        if not self._dropping:
            self._at.shape = self._shape(element, style, item)
        if item is not None and goes_on and not self._dropping:
            self._flow.go_on()
        marks = self._styles.look("paragraph", style, NO_MARKS)
        small = self._is_small("paragraph", style)
        if self._styles.is_hidden("paragraph", style):
            self.left_out.hidden(words_of(element))
        else:
            self._inline(element, marks, "", small=small)
        if not self._dropping:  # the paragraph's end was inserted, and that is undone
            self._end()

    def _shape(self, element: Element, style: str, item: Shape | None) -> Shape:
        if name_of(element) == "h":
            level = value(element, "outline-level", "1")
            shape = self._styles.shape(style)
            return shape if shape.style else Shape("heading", level=2 if level in "12" else 3)
        shape = self._styles.shape(style)
        if item is None:
            return Shape() if shape.is_item else shape
        return shape if shape.kind else replace(item, level=max(item.level, shape.level))

    def _end(self) -> None:
        at, self._at = self._at, _Line()
        for key in at.above:
            self._flow.picture(key)
        small = bool(at.sizes) and all(at.sizes)
        self._flow.end_paragraph(replace(at.shape, slight=small))
        for key in at.drawn:
            self._flow.picture(key)
        for box in at.boxes:
            self.blocks(box)

    def _inline(
        self, element: Element, marks: frozenset[Mark], href: str, *, small: bool = False
    ) -> None:
        self._say(element.text, marks, href, small=small)
        for each in element:
            self._part(each, marks, href, small=small)
            self._say(each.tail, marks, href, small=small)

    def _part(self, part: Element, marks: frozenset[Mark], href: str, *, small: bool) -> None:
        name = name_of(part)
        style = value(part, "style-name")
        if name == "span":
            if self._styles.is_hidden("text", style):
                self.left_out.hidden("".join(part.itertext()))
                return
            if self._styles.size("text", style):
                small = self._is_small("text", style)
            self._inline(part, self._styles.look("text", style, marks), href, small=small)
        elif name == "a":
            self._inline(part, marks, self._address(part) or href, small=small)
        elif name == "s" or name == "tab":
            self._say(" ", marks, href, small=small)
        elif name == "line-break":
            if not self._dropping:
                self._flow.line.break_here(marks, href)
        elif name in ("change-start", "change-end", "change"):
            self._change(part, marks, href)
        elif name == "note":
            body = child(part, "note-body")
            self.left_out.note(words_of(body) if body is not None else "")
        elif name == "annotation":
            creator = child(part, "creator")
            by = (creator.text or "") if creator is not None else ""
            self.left_out.remark(by, " ".join(words_of(p) for p in children(part, "p")))
        elif name == "frame":
            self._frame(part)
        elif name in ("hidden-text", "hidden-paragraph"):
            self.left_out.hidden(value(part, "string-value"))
        elif name not in _SILENT:
            self._inline(part, marks, href, small=small)

    def _say(self, text: str | None, marks: frozenset[Mark], href: str, *, small: bool) -> None:
        if text and not self._dropping:
            if href:
                marks -= {Mark.UNDERLINE}  # on a page the link itself says so
            self._flow.line.add(text, marks, href, exact=False)
            if text.strip():
                self._at.sizes.add(small)

    def _address(self, element: Element) -> str:
        address = value(element, "href")
        safe = safe_address(address)
        if not safe and address and not address.startswith("#"):
            self.left_out.link(address, "".join(element.itertext()))
        return safe

    def _is_small(self, family: str, style: str) -> bool:
        size = self._styles.size(family, style)
        return 0 < size <= _SMALL * self._styles.base_size

    def _change(self, mark: Element, marks: frozenset[Mark], href: str) -> None:
        """A tracked change that is taken back: what was inserted goes, what was deleted comes."""
        key = value(mark, "change-id")
        region = self._undone.get(key)
        if region is None:
            return
        if name_of(mark) == "change-end":
            self._dropping.discard(key)
        elif name_of(mark) == "change-start":
            if region.kind is ChangeKind.INSERTED:
                self._dropping.add(key)
        elif region.kind is ChangeKind.DELETED and not self._dropping:
            for place, paragraph in enumerate(region.removed):
                if place:
                    self._end()
                self._inline(paragraph, marks, href)

    # -- lists, tables, pictures

    def _list(self, element: Element, outer: Shape | None, style: str) -> None:
        own = value(element, "style-name") or style
        level = (outer.level if outer else 0) + 1
        counts = self._styles.lists.get((own, level))
        shape = Shape(level=level, ordered=bool(counts))
        for each in element:
            if name_of(each) not in ("list-item", "list-header"):
                continue
            first = True
            for part in each:
                if name_of(part) == "list":
                    self._list(part, shape, own)
                elif name_of(part) in ("p", "h"):
                    self._paragraph(part, shape, goes_on=not first)
                    first = False

    def _table(self, table: Element) -> None:
        self._end()
        rows: list[list[TableCell]] = []
        laid_out: list[Piece] = []
        columns = 0
        for row, header in _rows(table):
            cells: list[TableCell] = []
            for cell in row:
                pieces = self._cell(cell) if name_of(cell) == "table-cell" else []
                laid_out += pieces
                read = cell_of(pieces, header=header)
                cells += [read] * (_repeated(cell) if read.runs else 1)
            while cells and not cells[-1].runs and len(cells) > columns:
                cells.pop()  # a sheet's empty rest of the row
            columns = max(columns, len(cells))
            rows.append(cells)
        if columns == 1 or any(isinstance(piece.block, PhotoBlock) for piece in laid_out):
            self._flow.lay(laid_out)
        elif any(cell.runs for row in rows for cell in row):
            self._flow.table(rows)

    def _cell(self, cell: Element) -> list[Piece]:
        self._cells += 1
        if self._cells > MAX_CELLS:
            raise Unreadable("its tables hold more cells than any story's do; copy what you need")
        flow, at = self._flow, self._at
        self._flow, self._at = CopyFlow(), _Line()
        self.blocks(cell)
        pieces = self.copy()
        self._flow, self._at = flow, at
        return pieces

    def _frame(self, frame: Element) -> None:
        """A picture, or a text box, which often holds a picture with its caption."""
        if self._dropping:
            return
        boxes = list(children(frame, "text-box"))
        if boxes:
            self._at.boxes += boxes
            return
        keys = self._pictures(frame)
        (self._at.above if self._flow.line.is_blank else self._at.drawn).extend(keys)

    def _pictures(self, frame: Element) -> list[str]:
        said = [child(frame, "desc"), child(frame, "title")]
        alt = next((each.text for each in said if each is not None and each.text), "")
        if child(frame, "object") is not None or child(frame, "object-ole") is not None:
            self.left_out.drawing()
            return []
        images = list(children(frame, "image"))
        for image in images:
            href = value(image, "href")
            name = basename(href)
            if ":" in href or href.startswith(("/", "..")):
                self._store.left_out(name, alt, "it is only linked to and not in the file")
                return []
            data = self._package.read(normpath(href), MAX_PICTURE)
            drawing = data.lstrip()[:5] in (b"<svg ", b"<?xml") and image is not images[-1]
            if data and not drawing:  # after a drawing comes the same as a picture
                key = self._store.put(name, alt, data)
                return [key] if key else []
        if images:
            self._store.left_out(
                basename(value(images[0], "href")), alt, "it is missing in the file"
            )
        return []


def _rows(table: Element, *, header: bool = False) -> list[tuple[list[Element], bool]]:
    found: list[tuple[list[Element], bool]] = []
    for each in table:
        name = name_of(each)
        if name == "table-row":
            cells = [c for c in each if name_of(c) in ("table-cell", "covered-table-cell")]
            found.append((cells, header))
        elif name == "table-header-rows":
            found += _rows(each, header=True)
        elif name in ("table-rows", "table-row-group"):
            found += _rows(each, header=header)
    return found


def _repeated(cell: Element) -> int:
    text = value(cell, "number-columns-repeated", "1")
    return min(int(text), 60) if text.isdigit() and len(text) < 4 else 1
