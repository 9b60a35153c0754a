"""How a story looks in a Word file: its styles, numbering and table, made into a document.

The names of the styles say what a paragraph is; `office.style_names` reads them back.
"""

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt, RGBColor
from docx.styles.style import CharacterStyle, ParagraphStyle

from editor.interchange.office import style_names
from editor.story.fields import ABOVE, BELOW
from editor.story.people import Role

LINK = "Hyperlink"
LIST = "List Paragraph"
_LEVELS = 9
_BULLETS = "•◦▪"
_INDENT = 360  # twentieths of a point for each level of a list
_SOFT = RGBColor(0x59, 0x59, 0x59)


def lay_out(document: Document) -> None:
    """Add the story's own styles."""
    _paragraph(document, style_names.STORY_TEXT, space_after=8)
    for field in (*ABOVE, *BELOW):
        if field.styles[0] not in document.styles:
            _paragraph(
                document,
                field.styles[0],
                bold=field.role is Role.AUTHOR,
                italic=field.role is Role.CONTRIBUTOR,
                space_after=0 if field.run_in else 8,
            )
    _paragraph(document, style_names.STORY_PHOTO, space_after=2, keep=True)
    attribution = _paragraph(document, style_names.ATTRIBUTION, space_after=8)
    attribution.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    divider = _paragraph(document, style_names.DIVIDER, space_after=8)
    divider.element.get_or_add_pPr().append(
        parse_xml(
            f'<w:pBdr {nsdecls("w")}><w:bottom w:val="single" w:sz="6" w:space="1" '
            'w:color="808080"/></w:pBdr>'
        )
    )
    link = document.styles.add_style(LINK, WD_STYLE_TYPE.CHARACTER)
    assert isinstance(link, CharacterStyle)
    link.font.underline = True
    link.font.color.rgb = RGBColor(0x05, 0x63, 0xC1)
    document.styles.element.append(_table_style())


def _paragraph(
    document: Document,
    name: str,
    *,
    space_after: int,
    bold: bool = False,
    italic: bool = False,
    keep: bool = False,
) -> ParagraphStyle:
    style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    assert isinstance(style, ParagraphStyle)
    style.base_style = document.styles["Normal"]
    style.quick_style = True
    if bold or italic:
        style.font.color.rgb = _SOFT
    style.font.bold = bold or None
    style.font.italic = italic or None
    style.paragraph_format.space_after = Pt(space_after)
    style.paragraph_format.keep_with_next = keep or None
    return style


def _table_style() -> object:
    """Lines around the cells, and a head in bold by the style alone: no run is marked for it."""
    sides = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="A6A6A6"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    return parse_xml(
        f'<w:style {nsdecls("w")} w:type="table" w:customStyle="1" w:styleId="StoryTable">'
        f'<w:name w:val="{style_names.STORY_TABLE}"/><w:basedOn w:val="TableNormal"/>'
        '<w:uiPriority w:val="59"/>'
        f"<w:tblPr><w:tblBorders>{sides}</w:tblBorders></w:tblPr>"
        '<w:tblStylePr w:type="firstRow"><w:rPr><w:b/></w:rPr></w:tblStylePr>'
        "</w:style>"
    )


class Numbering:
    """Lists of a document: a number of its own for each, so that every one begins at 1."""

    def __init__(self, document: Document) -> None:
        self._root = document.part.numbering_part.element
        self._next = 900  # above what the template uses
        for key, ordered in (("900", False), ("901", True)):
            self._insert_kind(key, ordered=ordered)

    def begin(self, *, ordered: bool) -> int:
        """The number (numId) of a new list."""
        self._next += 1
        kind = "901" if ordered else "900"
        overrides = "".join(
            f'<w:lvlOverride w:ilvl="{level}"><w:startOverride w:val="1"/></w:lvlOverride>'
            for level in range(_LEVELS)
        )
        self._root.append(
            parse_xml(
                f'<w:num {nsdecls("w")} w:numId="{self._next}"><w:abstractNumId w:val="{kind}"/>'
                f"{overrides if ordered else ''}</w:num>"
            )
        )
        return self._next

    def _insert_kind(self, key: str, *, ordered: bool) -> None:
        levels = "".join(_level(level, ordered=ordered) for level in range(_LEVELS))
        kind = parse_xml(
            f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{key}">'
            f'<w:multiLevelType w:val="hybridMultilevel"/>{levels}</w:abstractNum>'
        )
        # The schema wants every kind before the first number.
        first = self._root.find(qn("w:num"))
        if first is None:
            self._root.append(kind)
        else:
            first.addprevious(kind)


def _level(level: int, *, ordered: bool) -> str:
    formats = ("decimal", "lowerLetter", "lowerRoman")
    kind = formats[level % 3] if ordered else "bullet"
    text = f"%{level + 1}." if ordered else _BULLETS[level % 3]
    left = _INDENT * (level + 1)
    return (
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/>'
        f'<w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/>'
        f'<w:pPr><w:ind w:left="{left}" w:hanging="{_INDENT}"/></w:pPr></w:lvl>'
    )
