"""Signs of the wrong width: Chinese commas in an English sentence, English ones in a Chinese."""

import re
from collections.abc import Iterator

from editor.language.flags import Flag, FlagKind
from editor.language.tokens import is_cjk

# Wide sign -> the one an English sentence takes.
NARROW = dict(zip("，。；：？！（）、％．＂＇［］｛｝～", ",.;:?!(),%.\"'[]{}~", strict=True))
WIDE = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！", "(": "（", ")": "）", ".": "。"}

_WIDE_SIGN = re.compile(f"[{re.escape(''.join(NARROW))}]")
_NARROW_SIGN = re.compile(r"[,;:?!()]|\.(?![\w.])")


def mixed_widths(text: str, words: int, chinese: int) -> Iterator[Flag]:
    """Flags for a text of `words` words in Latin letters and `chinese` Chinese characters."""
    if is_chinese(words, chinese):
        signs = (match for match in _NARROW_SIGN.finditer(text) if _beside_chinese(text, match))
    else:
        signs = (match for match in _WIDE_SIGN.finditer(text) if not _between_chinese(text, match))
    for match in signs:
        yield Flag(match.start(), match.end(), FlagKind.WIDTH, match.group())


def is_chinese(words: int, chinese: int) -> bool:
    """Which language's signs the text takes: two characters are about a word."""
    return chinese > 2 * words


def _beside_chinese(text: str, match: re.Match[str]) -> bool:
    """A stop ends what is before it; brackets and the others may also begin something."""
    before, after = _neighbours(text, match)
    return is_cjk(before) or (match.group() != "." and is_cjk(after))


def _between_chinese(text: str, match: re.Match[str]) -> bool:
    """A Chinese phrase within an English sentence keeps its own signs."""
    before, after = _neighbours(text, match)
    if match.group() in "。？！）":
        return is_cjk(before)
    if match.group() == "（":
        return is_cjk(after)
    return is_cjk(before) and is_cjk(after)


def _neighbours(text: str, match: re.Match[str]) -> tuple[str, str]:
    return text[max(match.start() - 1, 0) : match.start()], text[match.end() : match.end() + 1]
