"""What the reader of proofs underlines: a place in a text, what is odd about it, and how it is put
right where signs and spaces are. Signs of the wrong width are found here: Chinese commas in an
English sentence, English ones in a Chinese; and of a word nobody knows, which part of it is that
(compounds, possessives, capitals, codes), a name somebody must confirm, or misspelt.
"""

import re
import tomllib
from collections.abc import Iterator
from enum import StrEnum
from importlib.resources import files

from editor.language.lexicon import (
    ENDING,
    PART,
    SENTENCE,
    Lexicon,
    is_cjk,
    one_away,
    plain,
    syllables,
)
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


Place = tuple[int, int]

LONGEST_ABBREVIATION = 6
MOST_REMEMBERED = 50_000
MOST_SLIPS = 20_000  # every half-typed word would stay for as long as the program runs

_PARTS = tomllib.loads((files("resources") / "dictionaries" / "parts.toml").read_text("utf-8"))
BEFORE_A_HYPHEN = frozenset(_PARTS["before_a_hyphen"].split())
BEFORE_A_WORD = _PARTS["before_a_word"].split()
SHORTEST_REST = 5


def unknown_parts(word: str, lexicon: Lexicon) -> tuple[Place, ...]:
    """Places in `word` that the lexicon does not know; remembered with the lexicon."""
    places = lexicon.judged.get(word)
    if places is None:
        if len(lexicon.judged) > MOST_REMEMBERED:
            lexicon.judged.clear()
        places = lexicon.judged[word] = _judge(word, lexicon)
    return places


def _judge(word: str, lexicon: Lexicon) -> tuple[Place, ...]:
    if _fine(word, lexicon):
        return ()
    parts = [(match.start(), match.group()) for match in PART.finditer(word)]
    last = len(parts) - 1
    unknown: list[Place] = []
    for number, (start, part) in enumerate(parts):
        if number < last and plain(part).lower() in BEFORE_A_HYPHEN:
            continue
        stem = ENDING.sub("", part)
        if not (_fine(part, lexicon) or _fine(stem, lexicon)):
            unknown.append((start, start + len(stem or part)))
    return tuple(unknown)


def _fine(word: str, lexicon: Lexicon) -> bool:
    known = plain(word)
    return left_alone(known) or lexicon.knows(known) or _made_of_known(known.lower(), lexicon)


def left_alone(word: str) -> bool:
    """Single letters, short abbreviations in capitals, codes such as mRNA and iPhone."""
    if len(word) <= 1:
        return True
    if word.islower() or "-" in word or "'" in word:
        return False
    if word.isupper():
        return len(word) <= LONGEST_ABBREVIATION
    # A capital behind the first letter.
    return not word[1:].islower()


def _made_of_known(small: str, lexicon: Lexicon) -> bool:
    """`photoelectronics` is photo and electronics."""
    return any(
        small.startswith(sound)
        and len(small) - len(sound) >= SHORTEST_REST
        and small[len(sound) :] in lexicon.language
        for sound in BEFORE_A_WORD
    )


# A word that stands before a name, with a stop that ends no sentence.
TITLES = frozenset(
    "mr mrs ms mx dr prof sen rep gov gen col capt lt sgt st jr sr no co vs fr rev hon pres".split()
)
# What people do in news stories, right after their name.
SAYING = frozenset(
    "said says say told tells added adds noted notes recalled explained believes believed "
    "thinks thought hopes hoped".split()
)
LONGEST_TYPED = 24

SHORTEST_PINYIN = 4
SHORTEST_CHINESE = 6
_GIVEN_SYLLABLES = 2


def starts_sentence(gap: str, before: str) -> bool:
    """Whether a word stands at the beginning; `gap` is what lies between it and `before`."""
    if not before:
        return True
    if gap.startswith(".") and plain(before).lower() in TITLES:
        gap = gap[1:]
    return bool(SENTENCE.search(gap))


def is_given_name(word: str) -> bool:
    """One or two syllables, as Chinese given names have."""
    return 0 < syllables(word) <= _GIVEN_SYLLABLES


def kind_at_start(word: str, after: str, lexicon: Lexicon) -> FlagKind:
    """An unknown word with a capital where every word has one; `after` is the next word."""
    if len(word) >= SHORTEST_PINYIN and syllables(word):
        return FlagKind.NAME
    if after in SAYING:
        return FlagKind.NAME
    slip = len(word) <= LONGEST_TYPED and _is_slip(plain(word).lower(), lexicon)
    return FlagKind.UNKNOWN if slip else FlagKind.NAME


def kind_in_small(word: str, lexicon: Lexicon) -> FlagKind:
    """An unknown word in small letters: a Chinese one (daoxiao noodles) is to be confirmed."""
    chinese = len(word) >= SHORTEST_CHINESE and syllables(word) > 1
    return FlagKind.NAME if chinese and not _is_slip(word, lexicon) else FlagKind.UNKNOWN


def _is_slip(small: str, lexicon: Lexicon) -> bool:
    """Whether an ordinary word is one letter away; hundreds of words are looked up once each."""
    known = lexicon.slips.get(small)
    if known is None:
        if len(lexicon.slips) > MOST_SLIPS:
            lexicon.slips.clear()
        known = any(word in lexicon.language for word in one_away(small))
        lexicon.slips[small] = known
    return known
