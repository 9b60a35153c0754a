"""What somebody looks for, found in a text: words or an expression, with what replaces them.

Typed and typographic quotes, blanks of any width, and composed and decomposed letters match each
other, as a reader sees no difference. An expression reads the text as it stands, save that its
letters are composed. It knows no story, and it sets no limit of time: whoever runs an expression
somebody typed does so where it can be stopped (see `desk.expressions`).
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from editor.story.text import clean_text

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
# Scripts whose words stand without blanks: a word of theirs is whole wherever it stands.
_UNSPACED = "\u0e00-\u0e7f\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_WORD = rf"[^\W{_UNSPACED}]"  # a letter or digit of a word that has edges
_EDGE_BEFORE = rf"(?:(?<!{_WORD})|(?!{_WORD}))"
_EDGE_BEHIND = rf"(?:(?!{_WORD})|(?<!{_WORD}))"


class BadExpression(ValueError):
    """The expression, or what is to replace its matches, cannot be read; str() says why."""


@dataclass(frozen=True, slots=True)
class Query:
    """What is looked for. `expression` takes `words` for a regular expression."""

    words: str
    match_case: bool = False
    whole_words: bool = False
    expression: bool = False


@dataclass(frozen=True, slots=True)
class Replacement:
    """What is put there. For an expression `\\1` is its first group; `keep_case` gives the new
    words the capitals of the old ones."""

    words: str
    keep_case: bool = False


@dataclass(frozen=True, slots=True)
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
        self._pattern = _compiled(query)
        self._plain = "" if replacement is None else clean_text(replacement.words)
        if replacement is not None and query.expression:
            _check_template(self._pattern, replacement.words)

    def find(self, text: str) -> tuple[Match, ...]:
        """Every hit in reading order; hits neither overlap nor are empty."""
        if not self._query.words or not text:
            return ()
        folded = _Folded.of(text, exact=self._query.expression)
        found: list[Match] = []
        last = 0
        for each in self._pattern.finditer(folded.text):
            start, end = _whole_letters(text, *folded.span(each.start(), each.end()))
            # Two halves of one decomposed letter are one place.
            if each.end() > each.start() and start >= last:
                found.append(Match(start, end, self._words_for(each, text[start:end])))
                last = end
        return tuple(found)

    def _words_for(self, found: re.Match[str], old: str) -> str:
        if self._new is None:
            return ""
        words = self._plain
        if self._query.expression:
            words = clean_text(found.expand(self._new.words))
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


def _compiled(query: Query) -> re.Pattern[str]:
    composed = unicodedata.normalize("NFC", query.words)
    source = composed if query.expression else re.escape(composed.translate(_SAME))
    flags = re.MULTILINE if query.match_case else re.MULTILINE | re.IGNORECASE
    try:
        if query.expression:
            re.compile(source, flags)  # alone first: its own fault, told at its own place
        if query.whole_words:
            source = f"{_EDGE_BEFORE}(?:{source}){_EDGE_BEHIND}"
        return re.compile(source, flags)
    except re.error as error:
        raise BadExpression(_told(error)) from error
    except (OverflowError, RecursionError, MemoryError) as error:
        raise BadExpression("This expression is too large.") from error


def _told(error: re.error) -> str:
    where = "" if error.pos is None else f", character {error.pos + 1}"
    return f"This expression cannot be read{where}: {error.msg}."


def _check_template(pattern: re.Pattern[str], template: str) -> None:
    """Raises BadExpression unless the template can be filled from any match of the pattern."""
    try:
        # Only a match can expand a template: an empty one with the same groups.
        blank = re.compile("".join(_groups(pattern))).match("")
        assert blank is not None
        blank.expand(template)
    except (re.error, IndexError) as error:
        said = error.msg if isinstance(error, re.error) else str(error)
        raise BadExpression(f"The replacement cannot be read: {said}.") from error


def _groups(pattern: re.Pattern[str]) -> Iterable[str]:
    names = {number: name for name, number in pattern.groupindex.items()}
    for number in range(1, pattern.groups + 1):
        yield f"(?P<{names[number]}>)" if number in names else "()"


@dataclass(frozen=True, slots=True)
class _Folded:
    """A text as it is searched. `places` maps its characters back; None where none moved."""

    text: str
    places: tuple[tuple[int, int], ...] | None = None

    @classmethod
    def of(cls, text: str, *, exact: bool) -> "_Folded":
        if text.isascii():
            return cls(text if exact else text.replace("`", "'"))
        table = _BREAKS if exact else _SAME
        if unicodedata.is_normalized("NFC", text):
            return cls(text.translate(table))
        letters: list[str] = []
        places: list[tuple[int, int]] = []
        for start, end, composed in _letters(text):
            letters.append(composed)
            places += [(start, end)] * len(composed)
        return cls("".join(letters).translate(table), tuple(places))

    def span(self, start: int, end: int) -> tuple[int, int]:
        if self.places is None or end <= start:
            return start, end
        return self.places[start][0], self.places[end - 1][1]


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
