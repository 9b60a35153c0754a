"""What the reader of proofs underlines: a place in a text, what is odd about it, and how it is put
right where signs and spaces are. Signs of the wrong width are found here: Chinese commas in an
English sentence, English ones in a Chinese.
"""

import re
from collections.abc import Iterator
from enum import StrEnum

from editor.language.lexicon import is_cjk
from editor.late import frozen, regex


class FlagKind(StrEnum):
    """NAME is a name nobody has confirmed yet, and no error."""

    UNKNOWN = "unknown"
    NAME = "name"
    REPEATED = "repeated"
    SPACES = "spaces"
    WIDTH = "width"


@frozen
class Flag:
    """`text[start:end] == word`, in characters of Python of the text that was given.

    A name of several words that belong together ("Li Wuyang") is one flag. REPEATED stands under
    the second of the two words, SPACES under all the spaces in a row, WIDTH under the sign.
    """

    start: int
    end: int
    kind: FlagKind
    word: str


# Wide sign -> the one an English sentence takes.
NARROW = dict(zip("，。；：？！（）、％．＂＇［］｛｝～", ",.;:?!(),%.\"'[]{}~", strict=True))
WIDE = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！", "(": "（", ")": "）", ".": "。"}

_WIDE_SIGN = regex(f"[{re.escape(''.join(NARROW))}]")
_NARROW_SIGN = regex(r"[,;:?!()]|\.(?![\w.])")


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


@frozen
class Mend:
    """Put `text` in the place of what stands from `start` to `end`."""

    start: int
    end: int
    text: str


def mend(text: str, flag: Flag) -> Mend | None:
    """The edit that removes the oddity; None for words, which take a suggestion."""
    if flag.kind is FlagKind.SPACES:
        return Mend(flag.start, flag.end, " ")
    if flag.kind is FlagKind.REPEATED:
        before = text[: flag.start]
        return Mend(len(before.rstrip()), flag.end, "")
    if flag.kind is FlagKind.WIDTH:
        return _other_width(text, flag)
    return None


def _other_width(text: str, flag: Flag) -> Mend | None:
    if flag.word in WIDE:
        # Chinese signs carry their own space.
        end = flag.end
        while end < len(text) and text[end] == " ":
            end += 1
        return Mend(flag.start, end if flag.word != "(" else flag.end, WIDE[flag.word])
    sign = NARROW.get(flag.word)
    if sign is None:
        return None
    after = text[flag.end : flag.end + 1]
    space = " " if sign in ",.;:?!" and after.isalnum() else ""
    return Mend(flag.start, flag.end, sign + space)
