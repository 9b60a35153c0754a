"""Of an unknown word: is it a name somebody must confirm, or is it misspelt?"""

from editor.language.edits import one_away
from editor.language.flags import FlagKind
from editor.language.forms import plain
from editor.language.lexicon import Lexicon
from editor.language.pinyin import syllables
from editor.language.tokens import SENTENCE

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
MOST_REMEMBERED = 20_000  # every half-typed word would stay for as long as the program runs
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
        if len(lexicon.slips) > MOST_REMEMBERED:
            lexicon.slips.clear()
        known = any(word in lexicon.language for word in one_away(small))
        lexicon.slips[small] = known
    return known
