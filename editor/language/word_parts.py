"""Which part of a word nobody knows: compounds, possessives, capitals, codes.

A word as it stands in the text goes in, places in it come out, empty when it is right.
"""

from editor.language.forms import plain
from editor.language.lexicon import Lexicon
from editor.language.tokens import ENDING, PART

Place = tuple[int, int]

LONGEST_ABBREVIATION = 6
MOST_REMEMBERED = 50_000

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
