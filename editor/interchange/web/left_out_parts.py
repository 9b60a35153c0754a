"""The parts of a page that are left out with all that is in them, and where each of them ends.

A drawing, a button or a list field that is left open must not take the page with it: only what
is closed within the element it stands in counts as one; of the others the words stay in the copy.
"""

import html
from collections import Counter
from collections.abc import Iterator, Sequence

from editor.interchange.web.markup import Tag, Text

# Left out with everything in them; what no set of the fence names loses its tags and keeps its
# words.
LEFT_OUT = frozenset(
    "applet audio button canvas datalist embed iframe math noembed noframes noscript object option "
    "script select style svg template textarea title video xml".split()
)
# No reader of the page ever saw the words in these.
UNSEEN = frozenset("script style template title".split())
VOID = frozenset(
    "area base br col embed hr img input link meta param source track wbr bgsound frame".split()
)
# Words in an element's attributes that a reader sees, and where: a choice, what a field holds.
_SHOWN = {"option": "label", "optgroup": "label", "img": "alt", "textarea": "placeholder"}
_FIELDS_WITHOUT_WORDS = frozenset("hidden password file checkbox radio range color".split())
_SHADOW = ("shadowrootmode", "shadowroot")


def parts_left_out(pieces: Sequence[Tag | Text], joining: frozenset[str]) -> dict[int, int]:
    """Place of the opening tag to the place behind the closing one, of the outermost only.

    A choice outside any list field ends with the next tag that is not among the `joining` ones,
    which stand within a line.
    """
    ends: dict[int, int] = {}
    waiting: list[tuple[str, int]] = []
    names: Counter[str] = Counter()

    def close_down_to(depth: int) -> None:
        for name, _ in waiting[depth:]:
            names[name] -= 1
        del waiting[depth:]

    for place, piece in enumerate(pieces):
        if isinstance(piece, Text):
            continue
        name = piece.name
        if waiting and waiting[-1][0] == "option" and name not in joining and name != "option":
            ends[waiting[-1][1]] = place
            close_down_to(len(waiting) - 1)
        if not piece.closes:
            if waiting and waiting[-1][0] == name == "option":
                ends[waiting[-1][1]] = place
                close_down_to(len(waiting) - 1)
            if name in VOID or (piece.is_self_closed and name in LEFT_OUT):
                if name in LEFT_OUT:
                    ends[place] = place + 1
                continue
            waiting.append((name, place))
            names[name] += 1
        elif names[name]:
            at = next(i for i in range(len(waiting) - 1, -1, -1) if waiting[i][0] == name)
            if name in LEFT_OUT and not is_shadow_root(pieces[waiting[at][1]]):
                ends[waiting[at][1]] = place + 1
            close_down_to(at)
    return _outermost(ends)


def is_shadow_root(piece: Tag | Text) -> bool:
    """Whether a `template` is one that browsers show in its place."""
    if not isinstance(piece, Tag) or piece.name != "template" or not piece.attributes:
        return False
    return any(name in piece.values for name in _SHADOW)


def is_island(pieces: Sequence[Tag | Text]) -> bool:
    """Whether an `xml` is one in which Word keeps its settings."""
    first = pieces[0]
    is_xml = isinstance(first, Tag) and first.name == "xml"
    return is_xml and any(isinstance(each, Tag) and ":" in each.name for each in pieces)


def _outermost(ends: dict[int, int]) -> dict[int, int]:
    kept: dict[int, int] = {}
    behind = 0
    for start in sorted(ends):
        if start >= behind:
            kept[start] = behind = ends[start]
    return kept


def words_of_part(pieces: Sequence[Tag | Text], joining: frozenset[str]) -> str:
    """What a reader saw in a part: its texts and what its fields hold, a blank at block edges."""
    return " ".join("".join(_words(pieces, joining)).split())


def _words(pieces: Sequence[Tag | Text], joining: frozenset[str]) -> Iterator[str]:
    unseen = ""
    outer = pieces[0].name if isinstance(pieces[0], Tag) else ""
    for piece in pieces:
        if isinstance(piece, Text):
            if not unseen:
                yield html.unescape(piece.raw)
        elif piece.name in ("script", "style") and piece.name != outer:
            unseen = "" if piece.closes else piece.name
        elif piece.name not in joining:
            yield f" {'' if piece.closes else words_of_field(piece)} "


def words_of_field(tag: Tag) -> str:
    """What a form's field shows: the words in it, else the words that ask for some."""
    if tag.name != "input":
        shown = _SHOWN.get(tag.name)
        return tag.values.get(shown, "") if shown else ""
    values = tag.values
    kind = values.get("type", "").lower()
    if kind in _FIELDS_WITHOUT_WORDS:
        return values.get("placeholder", "") if kind == "password" else ""
    if kind == "image":
        return values.get("alt", "")
    return values.get("value") or values.get("placeholder", "")
