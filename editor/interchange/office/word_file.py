"""A .docx as pieces of copy: paragraphs, lists, tables, pictures, in reading order.

Read by ourselves rather than through HTML, because which paragraph of the file a line came
from, what its style is called, where a picture stands and which changes are not accepted yet
all count here (docs/decisions/0018).
"""

from dataclasses import replace
from xml.etree.ElementTree import Element

from editor.interchange.office.copy_flow import CopyFlow, Shape, cell_of
from editor.interchange.office.left_out import LeftOut
from editor.interchange.office.office_copy import OfficeCopy
from editor.interchange.office.package import Package
from editor.interchange.office.picture_store import PictureStore
from editor.interchange.office.refused import Unreadable
from editor.interchange.office.style_names import (
    ATTRIBUTION,
    STORY_TABLE,
    STORY_TEXT,
    is_contents,
)
from editor.interchange.office.tracked import Tracked
from editor.interchange.office.word_changes import changes_in, settle
from editor.interchange.office.word_pictures import Relation, WordPictures, relations
from editor.interchange.office.word_runs import OpenField, WordRuns
from editor.interchange.office.word_styles import WordNumbers, WordStyles, number_of
from editor.interchange.office.xml_names import child, children, name_of, value, within
from editor.interchange.office.xml_part import parse_part
from editor.interchange.piece import Piece, by_style_alone
from editor.story.document import PhotoBlock, TableCell, block_runs

_WRAPPERS = frozenset({"sdt", "sdtContent", "customXml", "smartTag"})
MAX_ROWS = 5_000


def read_word(package: Package, store: PictureStore, tracked: Tracked) -> OfficeCopy:
    """Raises Unreadable. With changes in it and nothing said of them, only these are answered."""
    main = _main_part(package)
    root = parse_part(package.read(main))
    changes = changes_in(root)
    if changes and tracked is Tracked.ASK:
        return OfficeCopy(changes=changes)
    settle(root, accept=tracked is not Tracked.REJECT)
    related = relations(package, main)
    reading = _Reading(package, related, store)
    body = child(root, "body")
    if body is None:
        raise Unreadable("it holds no document; open it in Word and save it again")
    reading.blocks(body)
    reading.tell_what_stands_around(body)
    pieces = reading.flow.copy()
    if reading.has_style(STORY_TEXT):
        pieces = by_style_alone(pieces)
    return OfficeCopy(
        pieces=tuple(pieces),
        warnings=(*store.warnings, *reading.left_out.sentences()),
        changes=changes,
    )


def _main_part(package: Package) -> str:
    for relation in relations(package, "").values():
        if relation.kind == "officeDocument" and not relation.external:
            return relation.target
    if "word/document.xml" in package.names:
        return "word/document.xml"
    raise Unreadable("it holds no document; open it in Word and save it again")


class _Reading:
    def __init__(self, package: Package, related: dict[str, Relation], store: PictureStore) -> None:
        self.left_out = LeftOut()
        self._package = package
        self._related = related
        self._styles = WordStyles.of(self._part("styles"))
        self._numbers = WordNumbers.of(self._part("numbering"))
        self._fields: list[OpenField] = []  # a field may end in a later paragraph
        self.flow = self._fresh_flow()
        self._pictures = WordPictures(package, related, store)
        self._runs = self._fresh_runs(self.flow)

    def has_style(self, name: str) -> bool:
        return any(style.name == name for style in self._styles.styles.values())

    def blocks(self, element: Element) -> None:
        for each in element:
            name = name_of(each)
            if name == "p":
                self._paragraph(each)
            elif name == "tbl":
                self._table(each)
            elif name in _WRAPPERS:
                self.blocks(each)
            elif name == "AlternateContent":
                chosen = child(each, "Choice")
                self.blocks(chosen if chosen is not None else each)
            elif name == "altChunk":
                self.left_out.drawing()

    def tell_what_stands_around(self, body: Element) -> None:
        """Notes, comments, headers and footers, which no story page has."""
        for kind, one in (("footnotes", "footnote"), ("endnotes", "endnote")):
            for note in children(self._part(kind), one):
                if value(note, "type", "normal") == "normal":
                    self.left_out.note(_words(note))
        for comment in children(self._part("comments"), "comment"):
            self.left_out.remark(value(comment, "author"), _words(comment))
        for name, said in (("headerReference", "page header"), ("footerReference", "page footer")):
            words: dict[str, None] = {}
            for reference in within(body, name):
                relation = self._related.get(value(reference, "id"))
                if relation is not None and not relation.external:
                    words[_words(self._parsed(relation.target))] = None
            for each in words:
                self.left_out.words(f"the {said}", each)

    def _paragraph(self, paragraph: Element) -> None:
        properties = child(paragraph, "pPr")
        style_id = value(child(properties, "pStyle"), "val")
        runs = self._runs
        runs.read(paragraph)
        shape = self._shape(properties, style_id)
        for key in runs.above:
            self.flow.picture(key, shape.style)
        if runs.rule and self.flow.line.is_blank:
            shape = Shape("divider")
        if is_contents(self._styles.name(style_id)):
            self.left_out.words("a line of the table of contents", _words(paragraph))
            self.flow.line.runs.clear()
        small = bool(runs.sizes) and all(runs.sizes)
        self.flow.end_paragraph(replace(shape, slight=small))
        for key in runs.drawn:
            self.flow.picture(key)
        boxes = list(runs.boxes)
        self._runs = self._fresh_runs(self.flow)
        for box in boxes:
            self.blocks(box)

    def _shape(self, properties: Element | None, style_id: str) -> Shape:
        styled = self._styles.shape(style_id)
        if styled.kind or styled.style:
            return styled
        own = number_of(properties)
        number = own or self._styles.number(style_id)
        if number is None:
            return styled
        item = self._numbers.shape(number)
        if item is None:
            return Shape()  # numbering taken off this paragraph
        return replace(item, level=max(item.level, styled.level))

    def _table(self, table: Element) -> None:
        rows: list[list[TableCell]] = []
        laid_out: list[Piece] = []
        columns = 0
        for row in _rows(table):
            header = _is_on(child(row, "trPr", "tblHeader"))
            cells: list[TableCell] = []
            for cell in _cells(row):
                pieces = self._cell(cell)
                laid_out += pieces
                cells.append(
                    cell_of([r for p in pieces for r in block_runs(p.block)], header=header)
                )
                cells += [TableCell(header=header)] * (_span(cell) - 1)
            columns = max(columns, len(cells))
            rows.append(cells)
        if len(rows) > MAX_ROWS:
            raise Unreadable(f"a table in it has more than {MAX_ROWS:,} rows")
        self.flow.end_paragraph(Shape())
        pictures = any(isinstance(piece.block, PhotoBlock) for piece in laid_out)
        own = self._styles.name(value(child(table, "tblPr", "tblStyle"), "val")) == STORY_TABLE
        if (columns == 1 or pictures) and not own:
            # A frame around copy or around a picture with its caption, not figures in columns.
            self.flow.lay(laid_out)
        elif own or any(cell.runs for row in rows for cell in row):
            self.flow.table(rows)

    def _cell(self, cell: Element) -> list[Piece]:
        if value(child(cell, "tcPr", "vMerge"), "val", "continue") == "continue" and (
            child(cell, "tcPr", "vMerge") is not None
        ):
            return []
        outer, outer_runs = self.flow, self._runs
        self.flow = self._fresh_flow()
        self._runs = self._fresh_runs(self.flow)
        self.blocks(cell)
        pieces = self.flow.copy()
        self.flow, self._runs = outer, outer_runs
        return pieces

    def _fresh_flow(self) -> CopyFlow:
        # A file that names who is quoted by a style of its own needs no guess.
        return CopyFlow(attributes_quotes=not self.has_style(ATTRIBUTION))

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
        return parse_part(data) if data else None


def _rows(table: Element) -> list[Element]:
    found: list[Element] = []
    for each in table:
        if name_of(each) == "tr":
            found.append(each)
        elif name_of(each) in _WRAPPERS:
            found += _rows(each)
    return found


def _cells(row: Element) -> list[Element]:
    found: list[Element] = []
    for each in row:
        if name_of(each) == "tc":
            found.append(each)
        elif name_of(each) in _WRAPPERS:
            found += _cells(each)
    return found


def _span(cell: Element) -> int:
    text = value(child(cell, "tcPr", "gridSpan"), "val", "1")
    return min(int(text), 60) if text.isdigit() and len(text) < 4 else 1


def _is_on(element: Element | None) -> bool:
    return element is not None and value(element, "val", "1") not in ("0", "false", "off")


def _words(element: Element | None) -> str:
    if element is None:
        return ""
    return " ".join(
        "".join(each.text or "" for each in within(paragraph, "t"))
        for paragraph in within(element, "p")
    ).strip()
