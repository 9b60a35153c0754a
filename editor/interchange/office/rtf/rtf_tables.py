"""The tables at the head of a rich text file: fonts with their code pages, styles, lists."""

import re
from dataclasses import dataclass, field

from editor.interchange.office.copy_flow import Shape
from editor.interchange.office.style_names import is_symbol_font, shape_of_name
from editor.late import regex
from editor.story.runs import NO_MARKS, Mark

# Windows' numbers of character sets, as fonts name them.
_CHARSETS = {
    77: "mac-roman", 78: "shift-jis", 79: "cp949", 80: "gb18030", 128: "cp932",
    129: "cp949", 130: "johab", 134: "gb18030", 136: "cp950", 161: "cp1253", 162: "cp1254",
    163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251", 222: "cp874",
    238: "cp1250", 255: "cp437",
}  # fmt: skip
# What the head of a file may name instead of a code page.
_FILE_CODECS = {"ansi": "cp1252", "mac": "mac-roman", "pc": "cp437", "pca": "cp850"}
_WIDE = frozenset({"gb18030", "cp932", "cp949", "cp950", "johab"})
_PAGES = {65001: "utf-8", 936: "gb18030", 950: "cp950", 10000: "mac-roman", 54936: "gb18030"}
_WESTERN = "cp1252"
_DEFAULT_CHARSET = 1
_HIGH = regex(rb"[\x80-\xff]+")
_BULLETS = (23, 255)  # levelnfc: a bullet, nothing
MAX_NAME = 200
_MARKS = {"b": Mark.BOLD, "i": Mark.ITALIC}


def codec_of_page(page: int) -> str:
    """The Python codec of a Windows code page; Windows' western one for those nobody knows."""
    name = _PAGES.get(page, f"cp{page}")
    try:
        b"".decode(name)
    except LookupError:
        return "cp1252"
    return name


@dataclass(slots=True)
class RtfTables:
    """Filled while the head is read; lists are numbered by `\\ls` through their overrides."""

    codec: str = "cp1252"
    usual: str = "cp1252"  # of fonts with the character set 0
    default_font: int = 0
    fonts: dict[int, str] = field(default_factory=dict)
    font_names: dict[int, str] = field(default_factory=dict)
    symbol_fonts: set[int] = field(default_factory=set)  # that say so themselves
    styles: dict[int, str] = field(default_factory=dict)
    style_marks: dict[int, frozenset[Mark]] = field(default_factory=dict)
    authors: list[str] = field(default_factory=list)
    list_levels: dict[int, list[int]] = field(default_factory=dict)  # list id to levelnfc
    overrides: dict[int, int] = field(default_factory=dict)  # ls to list id
    _levels: list[int] = field(default_factory=list)
    _override_of: int = 0
    _font: int = 0
    _style: int = 0
    _name: str = ""

    def decoded(self, data: bytes, font: int | None) -> str:
        """Words set in that font; a byte that says nothing becomes U+FFFD."""
        font = self.default_font if font is None else font
        codec = (
            "latin-1" if self.symbol_font(font) is not None else self.fonts.get(font, self.codec)
        )
        if codec == _WESTERN and self.codec in _WIDE and _is_wide(data, self.codec):
            codec = self.codec  # a western font, named for Chinese words all the same
        return data.decode(codec, "replace")

    def symbol_font(self, font: int | None) -> str | None:
        """The name of a font whose letters are signs; None for any other."""
        font = self.default_font if font is None else font
        name = self.font_names.get(font, "")
        return name if font in self.symbol_fonts or is_symbol_font(name) else None

    def shape_of_style(self, number: int) -> Shape:
        return shape_of_name(self.styles.get(number, "")) or Shape()

    def counts(self, ls: int, level: int) -> bool | None:
        """Whether that level of the list counts; None when the table does not say."""
        levels = self.list_levels.get(self.overrides.get(ls, 0))
        if not levels:
            return None
        return levels[min(level, len(levels) - 1)] not in _BULLETS

    def head_word(self, name: str, number: int | None) -> bool:
        """Whether the control word says how the file's bytes are to be read."""
        if name in _FILE_CODECS:
            self.codec = self.usual = _FILE_CODECS[name]
        elif name == "ansicpg" and number:
            self.codec = codec_of_page(number)
        elif name == "deff":
            self.default_font = number or 0
        else:
            return False
        return True

    def word(self, table: str, name: str, number: int | None) -> None:
        """A control word inside one of the tables."""
        value = number or 0
        if table == "fonttbl":
            self._font_word(name, value)
        elif table == "stylesheet":
            if name in ("s", "cs", "ds", "ts"):
                self._style = value if name == "s" else -1
                self._name = ""
            elif name in _MARKS and number != 0 and self._style >= 0:
                looks = self.style_marks.get(self._style, NO_MARKS)
                self.style_marks[self._style] = looks | {_MARKS[name]}
        elif table == "listtable":
            self._list_word(name, value)
        elif table == "listoverridetable":
            if name == "listid":
                self._override_of = value
            elif name == "ls":
                self.overrides[value] = self._override_of

    def text(self, table: str, text: str) -> None:
        """Names inside a table; each ends with a semicolon."""
        for part in text.splitlines(keepends=False) or [""]:
            self._name = (self._name + part)[:MAX_NAME]
        while ";" in self._name:
            name, _, self._name = self._name.partition(";")
            if table == "stylesheet" and self._style >= 0:
                self.styles[self._style] = name.strip()
                self._style = 0
            elif table == "fonttbl":
                self.font_names[self._font] = name.strip()
            elif table == "revtbl":
                self.authors.append(name.strip())

    def _font_word(self, name: str, value: int) -> None:
        if name == "f":
            self._font = value
        elif name == "fcharset":
            if value == 2:
                self.symbol_fonts.add(self._font)
            elif value != _DEFAULT_CHARSET:
                self.fonts[self._font] = _CHARSETS.get(value, self.codec) if value else self.usual
        elif name == "cpg" and value:
            self.fonts[self._font] = codec_of_page(value)

    def _list_word(self, name: str, value: int) -> None:
        if name == "list":
            self._levels = []
        elif name in ("levelnfc", "levelnfcn"):
            if name == "levelnfc":
                self._levels.append(value)
        elif name == "listid":
            self.list_levels[value] = self._levels


def _is_wide(data: bytes, codec: str) -> bool:
    """Whether bytes in a western font are characters of two bytes: all of them come in pairs, and
    these are not just two accented letters of one word."""
    pairs = list(_HIGH.finditer(data))
    if not pairs or any(len(each.group()) % 2 for each in pairs):
        return False
    try:
        data.decode(codec)
    except UnicodeDecodeError:
        return False
    return not all(_is_western(data, each, codec) for each in pairs)


def _is_western(data: bytes, pair: re.Match[bytes], codec: str) -> bool:
    """Two accented letters within a word, or a letter and a quotation mark, rather than one of the
    everyday characters that take two bytes."""
    if len(pair.group()) > 2:
        return False
    if codec != "cp932" and pair.group()[1] < 0xA1:
        return True
    around = data[max(0, pair.start() - 1) : pair.start()] + data[pair.end() : pair.end() + 1]
    return min(pair.group()) >= 0xC0 and around.isalpha()
