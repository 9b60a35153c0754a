"""What somebody looks for, found in a text: words or an expression, with what replaces them.

Typed and typographic quotes, blanks of any width, and composed and decomposed letters match each
other, as a reader sees no difference, and what nobody sees (a soft hyphen) is passed over. A
joined emoji is one character: no hit is a part of it. An expression reads the text as it stands,
save that its letters are composed and its emoji whole. It knows no story, and it sets no limit of
time: whoever runs an expression somebody typed does so where it can be stopped (see
`desk.replacing`).
"""

import re
import unicodedata
from collections.abc import Iterable

from editor.late import frozen, regex
from editor.message import Said
from editor.story.text import JOINED, JOINS, clean_text
from editor.story.words import INVISIBLE, UNSPACED

_SAME = str.maketrans(
    {
        **dict.fromkeys("‘’‚‛`´ʼ′＇", "'"),
        **dict.fromkeys("“”„‟″＂", '"'),
        **dict.fromkeys("\u00a0\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f", " "),
        **dict.fromkeys("\u2010\u2011", "-"),
        **dict.fromkeys("\u2028\u2029", "\n"),
    }
)
_BREAKS = str.maketrans(dict.fromkeys("\u2028\u2029", "\n"))
_WORD = rf"[^\W{UNSPACED}]"  # a letter or digit of a word that has edges
_EDGE_BEFORE = rf"(?:(?<!{_WORD})|(?!{_WORD}))"
_EDGE_BEHIND = rf"(?:(?!{_WORD})|(?<!{_WORD}))"
# One letter to the eye and several where case does not count. İ is the capital of i: Python makes
# two letters of it, i and a dot.
_FOLDED = {**{letter: letter.casefold() for letter in "ßẞﬀﬁﬂﬃﬄﬅﬆ"}, "İ": "i"}
_AWKWARD = regex(f"[{INVISIBLE}{''.join(_FOLDED)}]")
_ASCII = {**dict.fromkeys(INVISIBLE, ""), **_FOLDED, "ı": "i", "ſ": "s", "\u212a": "k"}
_NOT_ASCII = regex(f"[{''.join(_ASCII)}]")
_JOINED = regex(JOINED)
_FIRST_SIGN = 0xF0000  # private characters, which no story has, stand for joined emoji


class BadExpression(Said):
    """The expression, or what is to replace its matches, cannot be read; str() says why."""


@frozen
class Query:
    """What is looked for. `expression` takes `words` for a regular expression."""

    words: str
    match_case: bool = False
    whole_words: bool = False
    expression: bool = False


@frozen
class Replacement:
    """What is put there. For an expression `\\1` is its first group; `keep_case` gives the new
    words the capitals of the old ones."""

    words: str
    keep_case: bool = False


@frozen
class Match:
    """One hit, in characters of the text from its start; `replacement` is what comes there."""

    start: int
    end: int
    replacement: str = ""


class Matcher:
    """Finds one query in any number of texts. Raises BadExpression when it cannot be read."""

    def __init__(self, query: Query, replacement: Replacement | None = None) -> None:
        self._query = query
        self._new = replacement
        self._fold = _Fold(exact=query.expression, small=not query.match_case)
        self._pattern = _compiled(query, self._fold)
        self._plain = "" if replacement is None else clean_text(replacement.words)
        if replacement is not None and query.expression:
            _check_template(self._pattern, replacement.words)

    def find(self, text: str) -> tuple[Match, ...]:
        """Every hit in reading order; hits neither overlap nor are empty."""
        if not self._query.words or not text:
            return ()
        folded = self._fold.of(text)
        found: list[Match] = []
        last = 0
        for each in folded.hits(self._pattern):
            start, end = _whole_letters(text, *folded.span(each.start(), each.end()))
            # Two halves of one decomposed letter are one place.
            if start >= last:
                found.append(Match(start, end, self._words_for(each, text[start:end])))
                last = end
        return tuple(found)

    def _words_for(self, found: re.Match[str], old: str) -> str:
        if self._new is None:
            return ""
        words = self._plain
        if self._query.expression:
            words = clean_text(self._fold.with_emoji(found.expand(self._new.words)))
        return with_case_of(old, words) if self._new.keep_case else words


def with_case_of(old: str, new: str) -> str:
    """`new` with the capitals of `old`: GOV as OFFICE, Gov as Office, gov as office; words of
    mixed case say nothing, and then `new` stays as it is."""
    cased = [letter for letter in old if letter.lower() != letter.upper()]
    if not cased:
        return new
    if all(letter.islower() for letter in cased):
        return new.lower()
    if len(cased) > 1 and not any(letter.islower() for letter in cased):
        return new.upper()
    words = [word for word in old.split() if any(w.lower() != w.upper() for w in word)]
    if len(words) > 1 and all(_is_capitalised(word) for word in words):
        return re.sub(r"\S+", lambda word: _capitalised(word[0]), new)
    return _capitalised(new) if _is_capitalised(old, first_only=True) else new


def replaced(text: str, matches: Iterable[Match]) -> str:
    """`text` with every match replaced; they must be in order."""
    parts: list[str] = []
    last = 0
    for match in matches:
        parts += (text[last : match.start], match.replacement)
        last = match.end
    return "".join((*parts, text[last:]))


def in_index(text: str) -> str:
    """`text` as an index of words is to hold it, so that what narrows a search by the letters of
    ASCII finds every text that has a hit."""
    return text if text.isascii() else _NOT_ASCII.sub(lambda each: _ASCII[each[0]], text)


def utf16(text: str, index: int) -> int:
    """The place of a character counted in UTF-16 units, as editors' texts count."""
    if text.isascii():
        return index
    return index + sum(1 for character in text[:index] if character > "\uffff")


def _is_capitalised(word: str, *, first_only: bool = False) -> bool:
    cased = [letter for letter in word if letter.lower() != letter.upper()]
    if not cased or not cased[0].isupper():
        return False
    rest = word.split(maxsplit=1)[0] if first_only else word
    inner = [letter for letter in rest if letter.lower() != letter.upper()][1:]
    return all(letter.islower() for letter in inner)


def _capitalised(words: str) -> str:
    for place, letter in enumerate(words):
        if letter.lower() != letter.upper():
            return words[:place] + letter.upper() + words[place + 1 :]
    return words


def _compiled(query: Query, fold: "_Fold") -> re.Pattern[str]:
    # Who looks for a soft hyphen alone finds it.
    source = fold.of(query.words).text or query.words
    source = source if query.expression else re.escape(source)
    flags = re.MULTILINE if query.match_case else re.MULTILINE | re.IGNORECASE
    try:
        if query.expression:
            re.compile(source, flags)  # alone first: its own fault, told at its own place
        if query.whole_words:
            source = f"{_EDGE_BEFORE}(?:{source}){_EDGE_BEHIND}"
        return re.compile(source, flags)
    except re.error as error:
        if error.pos is None:
            raise BadExpression("expression.unreadable", reason=error.msg) from error
        place = error.pos + 1
        raise BadExpression("expression.unreadable-at", place=place, reason=error.msg) from error
    except (OverflowError, RecursionError, MemoryError) as error:
        raise BadExpression("expression.too-large") from error


def _check_template(pattern: re.Pattern[str], template: str) -> None:
    """Raises BadExpression unless the template can be filled from any match of the pattern."""
    try:
        # Only a match can expand a template: an empty one with the same groups.
        blank = re.compile("".join(_groups(pattern))).match("")
        assert blank is not None
        blank.expand(template)
    except (re.error, IndexError) as error:
        said = error.msg if isinstance(error, re.error) else str(error)
        raise BadExpression("expression.replacement-unreadable", reason=said) from error


def _groups(pattern: re.Pattern[str]) -> Iterable[str]:
    names = {number: name for name, number in pattern.groupindex.items()}
    for number in range(1, pattern.groups + 1):
        yield f"(?P<{names[number]}>)" if number in names else "()"


_Piece = tuple[int, int, bool]  # from, to, whether a part of it is no hit


@frozen
class _Folded:
    """A text as it is searched. `pieces` are where its characters come from; None where none
    moved."""

    text: str
    pieces: tuple[_Piece, ...] | None = None

    def span(self, start: int, end: int) -> tuple[int, int]:
        if self.pieces is None:
            return start, end
        return self.pieces[start][0], self.pieces[end - 1][1]

    def hits(self, pattern: re.Pattern[str]) -> Iterable[re.Match[str]]:
        """Not those that are empty or take a part of one letter: half an ß."""
        at: int | None = 0
        while at is not None:
            at, begun = None, at
            for found in pattern.finditer(self.text, begun):
                start, end = found.span()
                if start < end and not self._is_whole(start, end):
                    at = start + 1  # what follows may begin inside of what was taken here
                    break
                if start < end:
                    yield found

    def _is_whole(self, start: int, end: int) -> bool:
        pieces = self.pieces
        if pieces is None:
            return True
        first, last = pieces[start], pieces[end - 1]
        cut = start > 0 and first[2] and pieces[start - 1] == first
        return not cut and not (end < len(pieces) and last[2] and pieces[end] == last)


class _Fold:
    """How one query and the texts it is looked for in are brought to one form.

    `exact` for an expression; `small` where case does not count.
    """

    def __init__(self, *, exact: bool, small: bool) -> None:
        self._exact = exact
        self._small = small
        self._table = _BREAKS if exact else _SAME
        self._signs: dict[str, str] = {}  # a joined emoji: the one character in its place

    def of(self, text: str) -> _Folded:
        if text.isascii():
            return _Folded(text if self._exact else text.replace("`", "'"))
        awkward = not self._exact and _AWKWARD.search(text)
        if not awkward and not JOINS.search(text) and unicodedata.is_normalized("NFC", text):
            return _Folded(text.translate(self._table))
        letters: list[str] = []
        pieces: list[_Piece] = []
        for start, end, written, whole in self._written(text):
            letters.append(written)
            pieces += [(start, end, whole)] * len(written)
        return _Folded("".join(letters).translate(self._table), tuple(pieces))

    def with_emoji(self, text: str) -> str:
        """Characters that stand for joined emoji are those again."""
        return text.translate({ord(sign): emoji for emoji, sign in self._signs.items()})

    def _written(self, text: str) -> Iterable[tuple[int, int, str, bool]]:
        """(from, to, how it is searched, whether a part of it is no hit), in order."""
        at = 0
        for emoji in _JOINED.finditer(text):
            yield from self._letters(text, at, emoji.start())
            yield *emoji.span(), self._sign(emoji.group()), True
            at = emoji.end()
        yield from self._letters(text, at, len(text))

    def _letters(self, text: str, first: int, last: int) -> Iterable[tuple[int, int, str, bool]]:
        for start, end, composed in _letters(text[first:last]):
            if self._exact or not _AWKWARD.search(composed):
                yield first + start, first + end, composed, False
                continue
            seen = "".join(each for each in composed if each not in INVISIBLE)
            small = "".join(_FOLDED.get(each, each) for each in seen) if self._small else seen
            yield first + start, first + end, small, small != seen

    def _sign(self, emoji: str) -> str:
        # Whether a heart is set as text or as a picture makes no other word of it.
        bare = emoji if self._exact else emoji.replace("\ufe0f", "").replace("\ufe0e", "")
        if len(bare) == 1:
            return bare
        return self._signs.setdefault(bare, chr(_FIRST_SIGN + len(self._signs)))


def _whole_letters(text: str, start: int, end: int) -> tuple[int, int]:
    """A hit never takes a letter from its accents."""
    if text.isascii():
        return start, end
    while 0 < start < end and unicodedata.combining(text[start]):
        start -= 1
    while start < end < len(text) and unicodedata.combining(text[end]):
        end += 1
    return start, end


def _letters(text: str) -> Iterable[tuple[int, int, str]]:
    """The pieces of a text that compose by themselves: start, end, composed form."""
    start, composed = 0, ""
    for place, character in enumerate(text):
        longer = unicodedata.normalize("NFC", text[start : place + 1])
        apart = composed + unicodedata.normalize("NFC", character)
        if place > start and (unicodedata.combining(character) == 0 and longer == apart):
            yield start, place, composed
            start, longer = place, unicodedata.normalize("NFC", character)
        composed = longer
    if composed:
        yield start, len(text), composed
