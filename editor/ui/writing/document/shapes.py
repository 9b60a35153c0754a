"""How a line's kind, its marks and its links stand in Qt's text formats.

The value is kept in properties of our own; everything visible (size, weight, margins) is
derived from it here, so a bold heading is never mistaken for a heading in bold. No colours:
they belong to the theme and are laid over at painting time.
"""

import json
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import cast

from PySide6.QtGui import (
    QFont,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextFormat,
    QTextFragment,
    QTextLength,
    QTextTable,
    QTextTableFormat,
)

from editor.story.runs import NO_MARKS, Mark
from editor.ui.writing.document.lines import PARAGRAPH, Kind, Shape

OBJECT = "\ufffc"
INDENT_WIDTH = 30  # px a level of quotes and lists
DASH_ROOM = 28  # px before a name under a quote, for the dash the page sets there
PHOTO_OBJECT = QTextFormat.ObjectTypes.UserObject.value + 1
DIVIDER_OBJECT = QTextFormat.ObjectTypes.UserObject.value + 2
GALLERY_OBJECT = QTextFormat.ObjectTypes.UserObject.value + 3
CELL_PADDING = 7  # px around the words of a cell

_USER = QTextFormat.Property.UserProperty.value
_KIND, _LEVEL, _MARKS, _PLACEMENTS, _NOTHING = (_USER + step for step in range(1, 6))
_SIZE_STEP = QTextFormat.Property.FontSizeAdjustment.value  # HTML's font sizes: 1 is 120 %
_MARK_ORDER = tuple(Mark)
_KINDS = tuple(Kind)  # by number; quicker than asking the enumeration
_HEAD_CELL = Kind.HEAD_CELL.value
_CELL_BEGINS = "\ufdd0"  # how Qt writes the beginning of a cell
_CELLS = (Kind.CELL.value, Kind.HEAD_CELL.value)
_LEADING = 145  # % of the font's own line height


@lru_cache(maxsize=512)  # one is given to Qt with every line, and never changed
def block_format(shape: Shape, *, nothing: bool = False) -> QTextBlockFormat:
    """The format of a line. `nothing` marks a block that is there only because the editor must
    have one: in a body that has no blocks, and beside tables."""
    made = QTextBlockFormat()
    made.setProperty(_KIND, shape.kind.value)
    if shape.is_list:
        made.setProperty(_LEVEL, shape.level)
        made.setIndent(shape.level)
    if nothing:
        made.setProperty(_NOTHING, True)
    above, below = _MARGINS.get(shape.kind, (0, 12))
    made.setTopMargin(above)
    made.setBottomMargin(below)
    if shape.kind in (Kind.QUOTE, Kind.ATTRIBUTION, Kind.PULL_QUOTE):
        made.setIndent(1)
        made.setRightMargin(INDENT_WIDTH)
    if shape.kind is Kind.ATTRIBUTION:
        made.setTextIndent(DASH_ROOM)
    if not shape.is_object:
        leading = 125 if shape.kind in _SIZE_STEPS else _LEADING
        proportional = QTextBlockFormat.LineHeightTypes.ProportionalHeight.value
        made.setLineHeight(leading, proportional)
    return made


_MARGINS = {  # px above, px below
    Kind.HEADING_2: (14, 8),
    Kind.HEADING_3: (10, 6),
    Kind.PULL_QUOTE: (16, 22),
    Kind.BULLET: (0, 5),
    Kind.ORDERED: (0, 5),
    Kind.PHOTO: (6, 18),
    Kind.DIVIDER: (4, 14),
    Kind.GALLERY: (6, 18),
    Kind.CELL: (0, 0),
    Kind.HEAD_CELL: (0, 0),
}
_SIZE_STEPS = {
    Kind.HEADING_2: 2,
    Kind.HEADING_3: 1,
    Kind.PULL_QUOTE: 2,
    Kind.CELL: -1,
    Kind.HEAD_CELL: -1,
}


@lru_cache(maxsize=512)
def char_format(kind: Kind, marks: frozenset[Mark] = NO_MARKS, href: str = "") -> QTextCharFormat:
    """The one format that text of these marks has in a line of this kind."""
    made = QTextCharFormat()
    if kind in _SIZE_STEPS:
        made.setProperty(_SIZE_STEP, _SIZE_STEPS[kind])
    if kind in (Kind.HEADING_2, Kind.HEADING_3, Kind.HEAD_CELL):
        heavy = Mark.BOLD in marks
        made.setFontWeight(QFont.Weight.Black if heavy else QFont.Weight.DemiBold)
    elif Mark.BOLD in marks:
        made.setFontWeight(QFont.Weight.Bold)
    # Emphasis inside words that are set in italics stands upright.
    if (Mark.ITALIC in marks) != (kind in (Kind.PULL_QUOTE, Kind.ATTRIBUTION)):
        made.setFontItalic(True)
    if Mark.UNDERLINE in marks or href:
        made.setFontUnderline(True)
    if Mark.STRIKE in marks:
        made.setFontStrikeOut(True)
    if Mark.SUPERSCRIPT in marks:
        made.setVerticalAlignment(QTextCharFormat.VerticalAlignment.AlignSuperScript)
    elif Mark.SUBSCRIPT in marks:
        made.setVerticalAlignment(QTextCharFormat.VerticalAlignment.AlignSubScript)
    if marks:
        made.setProperty(_MARKS, sum(1 << i for i, m in enumerate(_MARK_ORDER) if m in marks))
    if href:
        made.setAnchor(True)
        made.setAnchorHref(href)
    return made


def photo_format(placement: str) -> QTextCharFormat:
    return _picture_format(PHOTO_OBJECT, (placement,))


def gallery_format(placements: tuple[str, ...]) -> QTextCharFormat:
    return _picture_format(GALLERY_OBJECT, placements)


def _picture_format(kind: int, placements: tuple[str, ...]) -> QTextCharFormat:
    made = QTextCharFormat()
    made.setObjectType(kind)
    made.setProperty(_PLACEMENTS, json.dumps(placements))
    return made


def table_format() -> QTextTableFormat:
    """As wide as the column; its lines are painted in the theme's colours (`table_grid`)."""
    made = QTextTableFormat()
    made.setBorder(0)
    made.setCellSpacing(0)
    made.setCellPadding(CELL_PADDING)
    made.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
    made.setTopMargin(14)  # Qt leaves out the margin of the line above
    made.setBottomMargin(16)
    return made


def divider_format() -> QTextCharFormat:
    made = QTextCharFormat()
    made.setObjectType(DIVIDER_OBJECT)
    return made


def shape_of(block: QTextBlock) -> Shape:
    style = block.blockFormat()
    kind = style.intProperty(_KIND)
    if not kind:
        return PARAGRAPH
    return Shape(_KINDS[kind], style.intProperty(_LEVEL))


def is_paragraph(block: QTextBlock) -> bool:
    """The same as comparing shapes, for the many blocks that are looked at while painting."""
    return not block.blockFormat().intProperty(_KIND)


def onward(block: QTextBlock, last: int | None = None) -> Iterator[QTextBlock]:
    """A line and those below it, as far as they begin at or before the position `last`."""
    while block.isValid() and (last is None or block.position() <= last):
        yield block
        block = block.next()


def cell_block(table: QTextTable, row: int, column: int) -> QTextBlock:
    """The first line of a cell, and mostly the only one."""
    return table.cellAt(row, column).firstCursorPosition().block()


def fragments(block: QTextBlock) -> Iterator[QTextFragment]:
    """The pieces of one look that a block's text consists of, in order."""
    # Blocks can be iterated over, which the binding's stubs do not say.
    for step in cast("Iterable[QTextBlock.iterator]", block):
        yield step.fragment()


def says_nothing(block: QTextBlock) -> bool:
    """Whether this is an empty block that no body has: alone in the text, or beside a table.

    Words typed into it make it a line like any other.
    """
    if block.length() != 1 or not block.blockFormat().boolProperty(_NOTHING):
        return False
    above, below = block.previous(), block.next()
    alone = not above.isValid() and not below.isValid()
    return alone or is_cell(above) or is_cell(below)


def goes_on(block: QTextBlock) -> bool:
    """Whether a block of a cell is not its first: something put a paragraph's end into it."""
    if not is_cell(block):
        return False
    return block.document().characterAt(block.position() - 1) != _CELL_BEGINS


def is_head_cell(block: QTextBlock) -> bool:
    return block.blockFormat().intProperty(_KIND) == _HEAD_CELL


def is_cell(block: QTextBlock) -> bool:
    return block.blockFormat().intProperty(_KIND) in _CELLS


def marks_of(style: QTextCharFormat) -> frozenset[Mark]:
    bits = style.intProperty(_MARKS)
    if not bits:
        return NO_MARKS
    return frozenset(mark for i, mark in enumerate(_MARK_ORDER) if bits >> i & 1)


def placement_of(style: QTextFormat) -> str | None:
    """The placement whose photo stands here; None when this is no photo."""
    return placements_of(style)[0] if style.objectType() == PHOTO_OBJECT else None


def placements_of(style: QTextFormat) -> tuple[str, ...]:
    """The placements whose photos stand here, alone or in a gallery."""
    if style.objectType() not in (PHOTO_OBJECT, GALLERY_OBJECT):
        return ()
    return tuple(json.loads(style.stringProperty(_PLACEMENTS)))


def is_gallery(style: QTextFormat) -> bool:
    return style.objectType() == GALLERY_OBJECT


def is_divider(style: QTextFormat) -> bool:
    return style.objectType() == DIVIDER_OBJECT
