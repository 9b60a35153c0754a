"""What the reader of proofs underlines: a place in a text and what is odd about it."""

from dataclasses import dataclass
from enum import StrEnum


class FlagKind(StrEnum):
    """NAME is a name nobody has confirmed yet, and no error."""

    UNKNOWN = "unknown"
    NAME = "name"
    REPEATED = "repeated"
    SPACES = "spaces"
    WIDTH = "width"


@dataclass(frozen=True, slots=True)
class Flag:
    """`text[start:end] == word`, in characters of Python of the text that was given.

    A name of several words that belong together ("Li Wuyang") is one flag. REPEATED stands under
    the second of the two words, SPACES under all the spaces in a row, WIDTH under the sign.
    """

    start: int
    end: int
    kind: FlagKind
    word: str
