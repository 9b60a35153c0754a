"""Of a word nobody knows: which part of it (compounds, possessives, capitals, codes), and whether
that is a name somebody must confirm, or misspelt.
"""

from editor.language.flags import FlagKind
from editor.language.lexicon import ENDING, PART, SENTENCE, Lexicon, one_away, plain, syllables

Place = tuple[int, int]

LONGEST_ABBREVIATION = 6
MOST_REMEMBERED = 50_000
MOST_SLIPS = 20_000  # every half-typed word would stay for as long as the program runs

# Parts that stand before a hyphen and are no words by themselves.
BEFORE_A_HYPHEN = frozenset(
    "co anti pre non ex pro sub multi inter mid self semi de re un ultra micro mini bio eco socio "
    "tele post vice sino anglo franco russo indo euro afro intra extra mega meta neo pan para "
    "pseudo quasi super trans tri bi uni hydro agri agro electro photo nano geo thermo aero "
    "al el la le du van von bin ibn der den di da dos y".split()
)
# Sounds that make new words of known ones: photo-electronics, agri-business, re-forestation.
BEFORE_A_WORD = (
    "photo bio nano micro macro eco agri agro electro hydro geo cyber tele multi inter anti over "
    "under non pre post sub super ultra mega semi socio neuro thermo aero petro trans infra mini "
    "hyper counter pseudo de re un".split()
)
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
