"""Signs of the wrong width: Chinese commas in an English sentence, English ones in a Chinese."""

import re
from collections.abc import Iterator

from editor.language.flags import Flag, FlagKind
from editor.language.tokens import CJK

# Wide sign -> the one an English sentence takes.
NARROW = dict(zip("，。；：？！（）、％．＂＇［］｛｝～", ",.;:?!(),%.\"'[]{}~", strict=True))
WIDE = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！", "(": "（", ")": "）", ".": "。"}

_WIDE_SIGN = re.compile(f"[{re.escape(''.join(NARROW))}]")
_NARROW_SIGN = re.compile(rf"(?<=[{CJK}])[,;:?!()]|(?<=[{CJK}])\.(?![\w.])|[,;:?!()](?=[{CJK}])")
_IS_CJK = re.compile(rf"[{CJK}]")


def mixed_widths(text: str, words: int, chinese: int) -> Iterator[Flag]:
    """Flags for a text of `words` words in Latin letters and `chinese` Chinese characters."""
    if is_chinese(words, chinese):
        signs = _NARROW_SIGN.finditer(text)
    else:
        signs = (match for match in _WIDE_SIGN.finditer(text) if not _between_chinese(text, match))
    for match in signs:
        yield Flag(match.start(), match.end(), FlagKind.WIDTH, match.group())


def is_chinese(words: int, chinese: int) -> bool:
    """Which language's signs the text takes: two characters are about a word."""
    return chinese > 2 * words


def _between_chinese(text: str, match: re.Match[str]) -> bool:
    """A Chinese phrase within an English sentence keeps its own signs."""
    before = text[match.start() - 1 : match.start()]
    after = text[match.end() : match.end() + 1]
    if match.group() in "。？！）":
        return bool(_IS_CJK.match(before))
    if match.group() == "（":
        return bool(_IS_CJK.match(after))
    return bool(_IS_CJK.match(before)) and bool(_IS_CJK.match(after))
