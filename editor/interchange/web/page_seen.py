"""All the words that a page of HTML shows, gathered without asking what they are.

The second, dumb pass of the law of conservation (`conservation`): it knows tags and texts, the
few elements that browsers never show, and the attributes that they do show; nothing of nesting,
tables, lists or names.
"""

from collections.abc import Iterable, Iterator
from html import unescape

from editor.interchange.arriving.conservation import Unplaced, missing
from editor.interchange.arriving.left_out import LeftOut
from editor.interchange.arriving.lost_characters import LostCharacters
from editor.interchange.web.foreign_pictures import sign_of
from editor.interchange.web.left_out_parts import is_shadow_root, words_of_field
from editor.interchange.web.markup import Tag, Text, tokens
from editor.interchange.web.sanitise import MAX_FRAMES, CleanPage
from editor.interchange.web.tree import Element
from editor.late import frozen

_UNSEEN = frozenset({"script", "style", "title"})


def seen_on_page(page: Iterable[Tag | Text]) -> tuple[str, ...]:
    """Every visible text of a page, by its tokens, in reading order."""
    lost = LostCharacters()  # what becomes of these is told by the walk
    return tuple(lost.take(words) for words in _seen(page, 0))


@frozen
class Expected:
    """What of a page's tree is to come in: its texts, and what its pictures say of themselves."""

    texts: tuple[str, ...] = ()
    alts: tuple[str, ...] = ()

    @classmethod
    def of(cls, root: Element) -> "Expected":
        shown = root.within(lambda e: not e.is_hidden)
        images = (e for e in shown if e.name == "img" and not sign_of(e))
        return cls(tuple(root.texts()), tuple(e.attributes.get("alt", "") for e in images))


def lost_of_page(
    page: CleanPage, expected: Expected, told: Iterable[str], left_out: LeftOut
) -> tuple[Unplaced, ...]:
    """What of a page came out nowhere: in neither the clean page nor what was left out of it, or
    of what is expected of its tree in nothing that was `told`.

    In steps, each of which goes in reading order: short words that stand on a page a hundred
    times are then not taken for each other.
    """
    return (
        *missing(seen_on_page(page.source), page.told),
        *missing(expected.texts, told),
        *missing(expected.alts, left_out.alts),
    )


def _seen(page: Iterable[Tag | Text], depth: int) -> Iterator[str]:
    kept: list[str] = []
    templates: list[int] = []  # where an open one began; -1 for one that is shown
    islands: list[tuple[int, bool]] = []  # where an `xml` began, whether it is Word's settings
    unseen = False
    for token in page:
        if not isinstance(token, Tag):
            if not unseen:
                kept.append(unescape(token.raw))
            continue
        unseen = token.name in _UNSEEN and not token.closes
        if token.name == "template" and not token.closes and not token.is_self_closed:
            templates.append(-1 if is_shadow_root(token) else len(kept))
        elif token.name == "template" and token.closes and templates:
            if (start := templates.pop()) >= 0:
                del kept[start:]
        elif token.name == "xml":
            if not token.closes and not token.is_self_closed:
                islands.append((len(kept), False))
            elif token.closes and islands:
                start, is_settings = islands.pop()
                del kept[start if is_settings else len(kept) :]
        elif islands and ":" in token.name:
            islands[-1] = (islands[-1][0], True)
        elif not token.closes and token.attributes:
            inner = token.values.get("srcdoc", "") if token.name == "iframe" else ""
            if inner.strip():
                unseen = depth < MAX_FRAMES  # what a browser without frames shows instead
                kept.extend(_seen(tokens(inner), depth + 1) if depth <= MAX_FRAMES else ())
            kept.append(words_of_field(token))
    yield from kept
