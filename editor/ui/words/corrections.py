"""A correction put into a text: one step back takes it away, and the word keeps its look."""

from dataclasses import dataclass
from itertools import takewhile

from PySide6.QtGui import QTextCursor, QTextDocument

from editor.language.flags import Flag
from editor.language.mending import mend
from editor.ui.words.proof_sheet import Mark
from editor.ui.words.units import length_in_units, to_character


@dataclass(frozen=True, slots=True)
class Correction:
    """Put `new` in the place of `old`, which stands at `position` of the document."""

    position: int
    old: str
    new: str


def correction_of(marked: QTextCursor, mark: Mark) -> Correction | None:
    """How a slip of signs is put right; None for words, which take a suggestion."""
    block = marked.block()
    text = block.text()
    start = to_character(text, marked.selectionStart() - block.position())
    found = mend(text, Flag(start, start + len(mark.word), mark.kind, mark.word))
    if found is None:
        return None
    position = block.position() + length_in_units(text[: found.start])
    return Correction(position, text[found.start : found.end], found.text)


def put(document: QTextDocument, correction: Correction) -> None:
    """Only the letters that differ are touched; those beside them keep marks and links, and the
    new ones take the look of what they replace."""
    old, new = correction.old, correction.new
    first, rest = _shared(old, new)
    gone, come = old[first : len(old) - rest], new[first : len(new) - rest]
    start = correction.position + length_in_units(old[:first])
    end = start + length_in_units(gone)
    cursor = QTextCursor(document)
    cursor.setPosition(start + length_in_units(gone[:1]))
    look = cursor.charFormat()
    cursor.beginEditBlock()
    # In, then out: a step that ends with an insertion would take up what is typed next, and
    # one undo would then take away both.
    cursor.setPosition(end)
    cursor.insertText(come, look)
    cursor.setPosition(start)
    cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
    cursor.removeSelectedText()
    cursor.endEditBlock()


def _shared(old: str, new: str) -> tuple[int, int]:
    """How many characters both begin and end with, at least one of `old` left between."""
    first = min(_alike(old, new), len(old) - 1)
    rest = _alike(old[first:][::-1], new[first:][::-1])
    return first, min(rest, len(old) - first - 1)


def _alike(one: str, other: str) -> int:
    pairs = zip(one, other, strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
