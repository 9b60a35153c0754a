"""What a typed character makes of the words before it, by the house's style; a pure rule engine.

It looks at one line of text up to the caret and answers with the one replacement that is due, so
that an editor can do it as a step of its own. It never touches addresses, code or anything that
was not just typed.
"""

import re
from collections.abc import Callable, Iterator

from editor.language.quotes import ENDS, Replacement, apostrophes, is_open, quotes
from editor.language.style_pack import StylePack
from editor.late import frozen, regex

NBSP = "\u00a0"
# Only behind these does a letter finish anything.
BEFORE_LETTERS = frozenset("-'′’0123456789")
_LOOK_BACK = 400  # characters; a quotation that began before that is another paragraph's
_ADDRESS = regex(r"://|^\W*www\.|^\W*mailto:|\w@|[\\_`{}<>=|~]|^\W*/|\w/\w*[./]\w|^\W*--?\w")
_NUMBER = regex(r"(?:^|[\s$€£¥(“‘–—-])\d[\d.,]*$")
_SYMBOLS = {"(c": "©", "(C": "©", "(r": "®", "(R": "®", "(tm": "™", "(TM": "™"}
_FRACTIONS = {"1/2": "½", "1/3": "⅓", "2/3": "⅔", "1/4": "¼", "3/4": "¾", "1/5": "⅕", "1/8": "⅛"}


def replacement(before: str, typed: str, pack: StylePack) -> Replacement | None:
    """What becomes of `before + typed` now that `typed`, one character, has come.

    `before` is the line up to the caret, at least its last few hundred characters.
    """
    if len(typed) != 1 or (typed.isalpha() and before[-1:] not in BEFORE_LETTERS):
        return None  # nearly always, and whole stories pass through here
    before = before[-_LOOK_BACK:]
    for rule in _RULES:
        due = rule(before, typed, pack)
        if due is None:
            continue
        return _closing_quote_of_address(before, typed, pack) if is_code_like(before) else due
    return None


def is_code_like(before: str) -> bool:
    """Whether the word before the caret is an address, a file name or a piece of code."""
    word = re.split(r"\s", before)[-1]
    return bool(_ADDRESS.search(word)) or before.count("`") % 2 == 1


def _closing_quote_of_address(before: str, typed: str, pack: StylePack) -> Replacement | None:
    """A quotation may end with an address; nothing else happens in one."""
    word = re.split(r"\s", before)[-1]
    if pack.curly and typed == '"' and word.startswith("“") and is_open(before, "“", "”"):
        return Replacement(1, 1, "”")
    return None


# -- dashes and dots


def _dashes(before: str, typed: str, pack: StylePack) -> Replacement | None:
    """Two hyphens become a dash when the words go on; a third one means something else."""
    if not pack.dash or not before.endswith("--"):
        return None
    found = re.search(r"([\w,.;:!?)\]”’%°]?)(\s?)(--)$", before)
    if found is None or not (found.group(1)):
        return None
    blank = found.group(2)
    if found.group(1).isdigit() and not blank and typed.isdigit():
        return Replacement(3, 2, "–")  # from one year or figure to another: always solid
    if typed == " ":
        # The blank just typed belongs to the dash.
        spaced = f" {pack.dash} " if pack.dash_spaced else pack.dash
        return Replacement(len(blank) + 3, len(blank) + 3, spaced)
    if blank or not (typed.isalnum() or typed in "“‘\"'"):
        return None
    spaced = f" {pack.dash} " if pack.dash_spaced else pack.dash
    return Replacement(3, 2, spaced)


def _hyphens(before: str, typed: str, pack: StylePack) -> Replacement | None:
    """A hyphen between blanks is a dash, but not between figures."""
    if not pack.dash or typed != " " or not before.endswith(" -"):
        return None
    if not re.search(r"[^\W\d][.,;:!?)”’]? -$", before):
        return None
    return Replacement(3, 3, f" {pack.dash} " if pack.dash_spaced else pack.dash)


def _ellipsis(before: str, typed: str, pack: StylePack) -> Replacement | None:
    if typed == "." and pack.ellipsis and re.search(r"(?<!\.)\.\.$", before):
        return Replacement(3, 3, pack.ellipsis)
    if typed == "。" and pack.ellipsis and re.search(r"(?<!。)。。$", before):
        return Replacement(3, 3, "……")
    return None


# -- figures and signs


def _units(before: str, typed: str, pack: StylePack) -> Replacement | None:
    """The blank between a figure and its unit does not break at the end of a line."""
    if typed not in ENDS or before.rpartition(" ")[2] not in pack.last_words:
        return None
    tail = before[-(pack.longest_unit + 1) :]
    for place in range(len(tail) - 1, -1, -1):
        if tail[place] != " " or tail[place + 1 :] not in pack.units:
            continue
        start = len(before) - len(tail) + place
        if _NUMBER.search(before[:start]):
            return Replacement(len(before) - start + 1, 1, NBSP)
    return None


def _symbols(before: str, typed: str, pack: StylePack) -> Replacement | None:
    if not pack.symbols or typed != ")":
        return None
    for spelled, sign in _SYMBOLS.items():
        if before.endswith(spelled):
            return Replacement(len(spelled) + 1, len(spelled) + 1, sign)
    return None


def _fractions(before: str, typed: str, pack: StylePack) -> Replacement | None:
    if not pack.fractions or typed not in ENDS:
        return None
    found = re.search(r"(?<![\w/.,])(\d/\d)$", before)
    if found is None or found.group(1) not in _FRACTIONS:
        return None
    return Replacement(4, 3, _FRACTIONS[found.group(1)])


Rule = Callable[[str, str, StylePack], Replacement | None]
_RULES: tuple[Rule, ...] = (
    apostrophes,
    quotes,
    _dashes,
    _hyphens,
    _ellipsis,
    _units,
    _symbols,
    _fractions,
)


# -- words that stand there already


@frozen
class Change:
    """`text` for the characters from `start` to `end` of the text that was given."""

    start: int
    end: int
    text: str


def changes(text: str, pack: StylePack) -> Iterator[Change]:
    """What typing `text` anew would make of it, in order; the changes do not overlap."""
    pieces = list(_typed_anew(text, pack))
    at = 0
    while at < len(pieces):
        start, end, new = pieces[at]
        at += 1
        if new == text[start:end]:
            continue
        # Neighbours that changed too are one change.
        while at < len(pieces) and pieces[at][2] != text[pieces[at][0] : pieces[at][1]]:
            end, new = pieces[at][1], new + pieces[at][2]
            at += 1
        yield Change(start, end, new)


def _typed_anew(text: str, pack: StylePack) -> list[tuple[int, int, str]]:
    """(start, end, new text) for each piece of `text`; a piece is one character or what stands
    for several."""
    pieces: list[tuple[int, int, str]] = []
    written = ""
    for place, typed in enumerate(text):
        pieces.append((place, place + 1, typed))
        if typed == "\n":
            written = ""
            continue
        due = replacement(written, typed, pack)
        written += typed
        if due is not None:
            start = len(written) - due.back
            _replace(pieces, due.back, due.length, due.text)
            written = written[:start] + due.text + written[start + due.length :]
        if len(written) > 4 * _LOOK_BACK:
            written = written[-_LOOK_BACK:]
    return pieces


def _replace(pieces: list[tuple[int, int, str]], back: int, length: int, text: str) -> None:
    """Puts `text` in the place of `length` characters that begin `back` from the end."""
    first, behind = len(pieces), 0
    while behind < back:
        first -= 1
        behind += len(pieces[first][2])
    last, taken, skipped = first, 0, behind - back
    while taken < length + skipped:
        taken += len(pieces[last][2])
        last += 1
    old = "".join(piece[2] for piece in pieces[first:last])
    new = old[:skipped] + text + old[skipped + length :]
    if len(new) == len(old):  # each character for itself: those that stay are no change
        at = 0
        for number in range(first, last):
            start, end, was = pieces[number]
            pieces[number] = (start, end, new[at : at + len(was)])
            at += len(was)
        return
    pieces[first:last] = [(pieces[first][0], pieces[last - 1][1], new)]
