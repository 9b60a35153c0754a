"""Fonts whose letters are signs: what a reader of the page saw, as characters that say it.

Word writes such a sign as the font's own place for it, with or without the private area of
Unicode (U+F0xx) before it.
"""

import tomllib
from importlib.resources import files

from editor.interchange.arriving.left_out import LeftOut

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
