"""Paragraph styles by their names, as Word, Writer and Chinese office suites call them; and fonts
whose letters are signs: what a reader of the page saw, as characters that say it.

Word writes such a sign as the font's own place for it, with or without the private area of
Unicode (U+F0xx) before it.
"""

import re
import tomllib
from importlib.resources import files

from editor.interchange.arriving.incoming import BODY, CAPTION
from editor.interchange.arriving.left_out import LeftOut
from editor.interchange.office.copy_flow import Shape
from editor.late import regex
from editor.story.fields import FIELDS, LAID_OUT

STORY_TEXT = "Story Text"
ATTRIBUTION = "Quote Attribution"
DIVIDER = "Divider"
STORY_PHOTO = "Story Photo"  # of a photo in the body, which the lead photo is not
STORY_TABLE = "Story Table"

_STYLES = {
    **{key: FIELDS[key].styles for key in LAID_OUT},
    CAPTION: (
        "caption", "photo caption", "picture caption", "illustration", "figure", "drawing", "题注",
    ),
    BODY: (STORY_TEXT, STORY_PHOTO),
}  # fmt: skip
_KINDS = {
    "quote": ("quote", "quotations", "block text", "block quotation", "blockquote", "引用"),
    "pull-quote": ("pull quote", "intense quote", "明显引用"),
    "attribution": ("quote attribution",),
    "divider": ("divider", "horizontal line"),
}
_BY_NAME = {
    **{name.casefold(): Shape(style=style) for style, names in _STYLES.items() for name in names},
    **{name: Shape(kind) for kind, names in _KINDS.items() for name in names},
}
_LIST = regex(r"list (?P<kind>bullet|number)(?: (?P<level>[2-9]))?")
_HEADING = regex(r"(?:heading|标题)\s*([1-9])")


def shape_of_name(name: str) -> Shape | None:
    """What a paragraph of the style called `name` is; None when the name says nothing."""
    plain = " ".join(name.casefold().split())
    if match := _HEADING.fullmatch(plain):
        return Shape("heading", level=2 if int(match[1]) < 3 else 3)
    if match := _LIST.fullmatch(plain):
        # Its level stands in its name, while its numbering has only one.
        return Shape(level=int(match["level"] or 1), ordered=match["kind"] == "number")
    return _BY_NAME.get(plain)


def is_contents(name: str) -> bool:
    """Whether the style is that of a table of contents, which a story never has."""
    return re.fullmatch(r"(?:toc|contents) (?:\d|heading)", name.casefold()) is not None


NONE = "\0"  # in a table: a sign that has no character
_FIRST = 0x20


def _table(signs: list[str] | dict[str, str]) -> dict[str, str]:
    if isinstance(signs, dict):
        return signs
    return {chr(at): sign for at, sign in enumerate("".join(signs), _FIRST) if sign != NONE}


_READ = tomllib.loads((files("resources") / "office.toml").read_text("utf-8"))
_FONTS = {font: _table(signs) for font, signs in _READ["fonts"].items()}
_PRIVATE = 0xF000
_BLANKS = " \t\u00a0"


def is_symbol_font(font: str) -> bool:
    return font.strip().casefold() in _FONTS


def signs_of(text: str, font: str, left_out: LeftOut) -> str:
    """The text with letters of a font of signs as the signs that are seen."""
    if not is_symbol_font(font):
        return text
    left_out.quoted.append(text)
    signs = "".join(sign_of(font, ord(letter)) or letter for letter in text)
    if any("\uf000" <= sign <= "\uf0ff" for sign in signs):
        left_out.told["symbols"].append(font)
    return signs


def sign_of(font: str, code: int) -> str:
    """The sign at a place of a symbol font; "" when nobody can say which."""
    letter = chr(code - _PRIVATE if _PRIVATE <= code <= _PRIVATE + 0xFF else code)
    return letter if letter in _BLANKS else _FONTS.get(font.strip().casefold(), {}).get(letter, "")
