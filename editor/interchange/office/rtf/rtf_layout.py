"""Paragraphs, list items and table rows of a rich text file, put together from its words."""

from dataclasses import dataclass, field, replace

from editor.interchange.arriving.incoming import Piece
from editor.interchange.arriving.left_out import LeftOut
from editor.interchange.arriving.text_flow import Line
from editor.interchange.office.copy_flow import SMALL, CopyFlow, Shape, cell_of
from editor.interchange.office.labels import Label
from editor.interchange.office.rtf.rtf_state import RtfParagraph, RtfState
from editor.interchange.office.rtf.rtf_tables import RtfTables
from editor.late import regex
from editor.story.runs import NO_MARKS, runs_text

_OPEN, _CLOSE = r"[(（\[]?", r"[.)、）:：．\]]?"
_FIGURES = regex(rf"{_OPEN}(\d{{1,4}}){_CLOSE}")
_LETTER = regex(rf"{_OPEN}([a-zA-Z]|[ivxlcIVXLC]{{1,7}}){_CLOSE}")
_ORDERED = regex(
    rf"{_OPEN}(?:\d|(?:[a-zA-Z]|[ivxlcIVXLC]{{1,7}})[.)、）:]$)"
    "|第|[一二三四五六七八九十]{1,3}[、.．)）]"
)
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
_WORDS = regex(r"[^\W\d_]{2,}|[\u4e00-\u9fff]")


def seems_ordered(label: str) -> bool:
    return _ORDERED.match(label.strip()) is not None


@dataclass(slots=True)
class RtfLabels:
    """Knows how far the letters of each level are: `i.` follows on `h.`, or is a Roman one."""

    _letters: dict[int, int] = field(default_factory=dict)

    def read(self, written: str | None, level: int, *, ordered: bool) -> Label:
        words = " ".join((written or "").split())
        if figures := _FIGURES.fullmatch(words):
            return Label(words, int(figures[1]))
        if ordered and (letter := _LETTER.fullmatch(words)):
            values = _values(letter[1].lower())
            following = self._letters.get(level, 0) + 1
            number = following if following in values else min(values, default=0)
            self._letters[level] = number
            return Label(words, number, lettered=True)
        return Label(words) if _WORDS.search(words) or _ORDERED.match(words) else Label()


def _values(letters: str) -> set[int]:
    """What a letter or a Roman number may count."""
    values = {ord(letters) - 96} if len(letters) == 1 else set[int]()
    if set(letters) <= _ROMAN.keys():
        figures = [_ROMAN[each] for each in letters]
        values.add(sum(-a if a < b else a for a, b in zip(figures, [*figures[1:], 0], strict=True)))
    return values


_USUAL = 24  # half points; what rich text takes where a file says nothing
MAX_COLUMNS = 60  # what stands in further ones goes on in the last
_DROP_CAP = 4  # characters that are set large over several lines


class RtfLayout:
    """`at` holds what `\\pard` resets."""

    def __init__(self, tables: RtfTables, left_out: LeftOut) -> None:
        self.at = RtfParagraph()
        self._tables = tables
        self._flow = CopyFlow(left_out.told["labels"])
        self._cell = CopyFlow(left_out.told["labels"])  # what has been gathered of the cell at hand
        self._row: list[list[Piece]] = []
        self._rows: list[tuple[list[list[Piece]], bool]] = []
        self._header = False
        self._sizes: dict[int, int] = {}  # characters of each size in the paragraph
        self._all_sizes: dict[int, int] = {}
        self._pieces_size: dict[int, int] = {}
        self._drawn: list[str] = []
        self._boxes: list[Piece] = []
        self._labels = RtfLabels()
        self._left_out = left_out

    def say(self, text: str, state: RtfState) -> None:
        self._line().add(text, state.marks, state.href, exact=False)
        if count := len(text.strip()):
            self._sizes[state.size] = self._sizes.get(state.size, 0) + count

    def line_break(self, state: RtfState) -> None:
        self._line().break_here(state.marks, state.href)

    def picture(self, key: str) -> None:
        if self._line().is_blank:
            self._open_flow().picture(key)
        else:
            self._drawn.append(key)

    def box(self, pieces: list[Piece]) -> None:
        """A text box hung on the paragraph, which it must not cut in two."""
        self._boxes += pieces
        if self._line().is_blank:
            self._lay_boxes()

    def word(self, name: str, number: int | None) -> None:
        """A control word of the paragraph or the row."""
        at = self.at
        if name == "pard":
            self.at = RtfParagraph(bullet=at.bullet)
        elif name == "s":
            at.style = number or 0
        elif name == "outlinelevel":
            at.outline = number if number is not None else 9
        elif name == "ls":
            at.ls = number or 0
        elif name == "ilvl":
            at.level = max(0, min(number or 0, 8))
        elif name == "intbl":
            self._enter_table()
        elif name in ("dropcapt", "dropcapli"):
            at.drop_cap = True
        elif name in ("trowd", "trhdr"):
            self._header = name == "trhdr"

    def old_list(self, name: str) -> None:
        """Lists as rich text had them before Word 97."""
        if name == "pnlvlblt":
            self.at.pn = False
        elif name in ("pnlvlbody", "pnlvl", "pndec"):
            self.at.pn = True

    def ends(self, name: str) -> None:
        """A paragraph, a cell or a row has come to its end."""
        if name in ("nestcell", "nestrow"):
            self._line().break_here(frozenset(), "")
            return
        if name == "par" and self._is_drop_cap():
            return  # the paragraph it belongs to follows
        if name in ("cell", "row"):
            self._enter_table()
        if name != "row" or not self._line().is_blank:
            self._end_paragraph()
        if name == "cell":
            self._end_cell()
        elif name == "row":
            self._end_row()

    def _enter_table(self) -> None:
        """The paragraph at hand stands in a cell, with what of it was said before that was."""
        if not self.at.in_table:
            self.at.in_table = True
            self._cell.line.runs += self._flow.line.runs
            self._flow.line.runs.clear()

    def _end_cell(self) -> None:
        cell = self._cell.copy()
        self._cell = CopyFlow(self._left_out.told["labels"])
        if len(self._row) < MAX_COLUMNS:
            self._row.append(cell)
        else:
            self._row[-1] += cell

    def _end_row(self) -> None:
        """A writer may have left out the end of the last cell, or of the row."""
        if self._has_cell:
            self._cell.end_paragraph(Shape())
            self._end_cell()
        if self._row:
            self._rows.append((self._row, self._header))
            self._row = []

    @property
    def _has_cell(self) -> bool:
        return self._cell.number > 0 or not self._cell.line.is_blank

    def _is_drop_cap(self) -> bool:
        words = runs_text(tuple(self._line().runs)).strip()
        return self.at.drop_cap and 0 < len(words) <= _DROP_CAP

    def finish(self) -> list[Piece]:
        self._end_paragraph()
        self._end_table()
        usual = max(self._all_sizes, key=lambda s: self._all_sizes[s], default=_USUAL)
        return [
            replace(piece, slight=piece.slight or self._is_small(piece, usual))
            for piece in self._flow.copy()
        ]

    def _is_small(self, piece: Piece, usual: int) -> bool:
        return 0 < self._pieces_size.get(piece.number, 0) <= SMALL * usual

    def _line(self) -> Line:
        return self._open_flow().line

    def _open_flow(self) -> CopyFlow:
        if self.at.in_table:
            return self._cell
        if self._rows or self._row or self._has_cell:
            self._end_table()
        return self._flow

    def _end_paragraph(self) -> None:
        flow = self._open_flow()
        before = flow.number
        shape = self._shape()
        label = self._labels.read(self.at.bullet, shape.level, ordered=shape.ordered)
        shape = replace(shape, label=label)
        if shape.kind or shape.style:
            # Rich text repeats the look of the style at the words; it is the style's, no mark.
            looks = self._tables.style_marks.get(self.at.style, NO_MARKS)
            flow.line.runs[:] = [replace(r, marks=r.marks - looks) for r in flow.line.runs]
        flow.end_paragraph(shape)
        if flow is self._flow:
            largest = max(self._sizes, default=0)
            for number in range(before + 1, flow.number + 1):
                self._pieces_size[number] = largest
        for key in self._drawn:
            flow.picture(key)
        self._drawn = []
        self._lay_boxes()
        for size, count in self._sizes.items():
            self._all_sizes[size] = self._all_sizes.get(size, 0) + count
        self._sizes = {}
        self.at.bullet = None

    def _lay_boxes(self) -> None:
        boxes, self._boxes = self._boxes, []
        if boxes:
            self._open_flow().lay(boxes)

    def _shape(self) -> Shape:
        at = self.at
        styled = self._tables.shape_of_style(at.style)
        if styled.kind or styled.style:
            return styled
        if styled.is_item and at.ls:
            return replace(styled, level=max(styled.level, at.level + 1))
        if at.outline < 9:
            return Shape("heading", level=2 if at.outline < 2 else 3)
        counts = self._tables.counts(at.ls, at.level) if at.ls else at.pn
        if not at.ls and at.pn is None and at.bullet is None:
            return Shape()
        if counts is None:
            counts = seems_ordered(at.bullet or "")
        return Shape(level=at.level + 1, ordered=counts)

    def _end_table(self) -> None:
        self._end_row()
        rows, self._rows = self._rows, []
        pieces = [piece for row, _ in rows for cell in row for piece in cell]
        cells = [[cell_of(cell, header=header) for cell in row] for row, header in rows]
        self._flow.table(cells, pieces)
