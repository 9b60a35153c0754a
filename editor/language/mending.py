"""How a flag about signs and spaces is put right, as an edit the window can make."""

from dataclasses import dataclass

from editor.language.flags import Flag, FlagKind
from editor.language.widths import NARROW, WIDE


@dataclass(frozen=True, slots=True)
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
