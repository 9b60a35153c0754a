"""The fence every foreign page passes before its words are read.

Sizes, depth and number of tags are bounded before the sanitiser parses anything (it takes
half a minute over 100,000 nested tags); then tags are balanced, and nh3 (ammonia) rebuilds
what an allow-list names: no script, style sheet, frame, form, SVG or MathML.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from html import unescape

import nh3

from editor.interchange.arriving.left_out import LeftOut
from editor.interchange.arriving.refusal import BeyondBounds
from editor.interchange.web.balance import (
    ALLOWED,
    AS_REFERENCES,
    ATTRIBUTES,
    INLINE,
    LEFT_OUT_HERE,
    MADE_PLAIN,
    Balance,
)
from editor.interchange.web.left_out_parts import (
    UNSEEN,
    is_island,
    parts_left_out,
    words_of_field,
    words_of_part,
)
from editor.interchange.web.markup import Tag, Text, tokens
from editor.late import frozen
from editor.message import Message

MAX_CHARACTERS = 2_000_000
MAX_TAGS = 60_000  # opening and closing; a long news page has some 5,000
MAX_FRAMES = 3  # pages within the page within the page

_STYLES = set(
    "display visibility font-weight font-style text-decoration text-decoration-line vertical-align "
    "font-size mso-list mso-hide mso-element mso-outline-level mso-spacerun".split()
)


@frozen
class CleanPage:
    """Well-formed HTML of allowed tags only, and the words that went with what was not allowed.

    `dropped` holds (element name, its words) for buttons, frames and their like; `sheets` the
    page's style sheets, as text; `noticed` what its attributes said in passing; `lost` what is to
    be said of characters that no page can show; `told` all of its words in reading order, those
    of what was left out at their places. `source` are the tokens of the page as it came, `pieces`
    those of `html`: a page is cut into tokens once.
    """

    html: str
    dropped: tuple[tuple[str, str], ...] = ()
    sheets: tuple[str, ...] = ()
    noticed: frozenset[str] = frozenset()
    lost: tuple[Message, ...] = ()
    told: tuple[str, ...] = ()
    source: Sequence[Tag | Text] = ()
    pieces: Sequence[Tag | Text] = ()

    def left_out(self) -> LeftOut:
        """A list that begins with what the fence has left out."""
        left_out = LeftOut(Counter(self.noticed))
        for name, words in self.dropped:
            left_out.words(Message(f"element.{name}"), words)
        return left_out


@frozen
class Bounds:
    """Up to what a page is read; a paste waits in the window, an import does not."""

    characters: int = MAX_CHARACTERS
    tags: int = MAX_TAGS


PASTE = Bounds()
BOOK = Bounds(8_000_000, 300_000)


def sanitised(page: str, bounds: Bounds = PASTE) -> CleanPage:
    """`page` behind the fence. Raises BeyondBounds.

    `sanitised(sanitised(page).html).html == sanitised(page).html`.
    """
    fenced = balanced(page, bounds)
    clean = nh3.clean(
        fenced.html,
        tags=set(ALLOWED),
        clean_content_tags=set(),
        attributes={tag: set(names) for tag, names in ATTRIBUTES.items()},
        url_schemes={"http", "https", "mailto", "tel", "file", "data", "cid"},
        filter_style_properties=_STYLES,
        link_rel=None,
        strip_comments=True,
    )
    clean = clean.translate(AS_REFERENCES)
    pieces = list(tokens(clean))
    told = tuple(_told(pieces, iter(fenced.dropped)))
    return replace(fenced, html=clean.replace(LEFT_OUT_HERE, ""), told=told, pieces=pieces)


def _told(clean: Sequence[Tag | Text], dropped: Iterator[tuple[str, str]]) -> Iterator[str]:
    for token in clean:
        if isinstance(token, Tag):
            if token.name == "img":
                yield words_of_field(token)
            continue
        first, *parts = unescape(token.raw).split(LEFT_OUT_HERE)
        yield first
        for part in parts:
            yield next(dropped, ("", ""))[1]
            yield part
    yield from (words for _, words in dropped)


def balanced(page: str, bounds: Bounds = PASTE) -> CleanPage:
    """The allowed tags of `page`, each closed, none nested deeper than MAX_DEPTH; the signs that
    HTML writes as references are stand-ins.

    The sanitiser sees only this, so that no trick of nesting reaches its tree builder.
    """
    if len(page) > bounds.characters:
        raise BeyondBounds("unread.too-much-html", limit=bounds.characters // 1_000_000)
    filling = _Filling(Balance(bounds.tags))
    source = filling.take(page, 0)
    for sheet in filling.sheets:
        filling.balance.notice(sheet)
    html, balance = filling.balance.html(), filling.balance
    dropped, sheets = tuple(filling.dropped), tuple(filling.sheets)
    return CleanPage(html, dropped, sheets, balance.noticed, balance.lost.sentences, source=source)


@dataclass(slots=True)
class _Filling:
    """A page on its way into the balance, with the pages that its frames hold themselves."""

    balance: Balance
    dropped: list[tuple[str, str]] = field(default_factory=list)
    sheets: list[str] = field(default_factory=list)

    def take(self, page: str, depth: int) -> Sequence[Tag | Text]:
        """The tokens of the page."""
        pieces = list(self._counted(page))
        ends = parts_left_out(pieces, INLINE)
        place = 0
        while place < len(pieces):
            piece, end = pieces[place], ends.get(place, place + 1)
            if isinstance(piece, Text):
                self.balance.add_text(piece.raw)
            elif place in ends:
                self._leave_out(piece, pieces[place:end], depth)
            elif (name := MADE_PLAIN.get(piece.name, piece.name)) in ALLOWED:
                self._write(replace(piece, name=name))
            elif piece.name == "slot" and not piece.closes:
                self.balance.add_text(" ")
            elif not piece.closes:  # of an open group of choices its label is seen, too
                self._drop(piece.name, words_of_field(piece))
            place = end
        return pieces

    def _counted(self, page: str) -> Iterator[Tag | Text]:
        for token in tokens(page):
            if isinstance(token, Tag):
                self.balance.count_tag()
                if token.attributes:
                    self.balance.notice(token.attributes)
            yield token

    def _write(self, tag: Tag) -> None:
        self.balance.close(tag.name) if tag.closes else self.balance.open(tag)

    def _leave_out(self, tag: Tag, pieces: list[Tag | Text], depth: int) -> None:
        inner = tag.values.get("srcdoc", "") if tag.name == "iframe" else ""
        if tag.name == "style":
            self.sheets += [piece.raw for piece in pieces if isinstance(piece, Text)]
        elif inner.strip() and depth < MAX_FRAMES:  # a page within the page, shown in its place
            self._write(Tag("div", closes=False))
            self.take(inner, depth + 1)
            self._write(Tag("div", closes=True))
        elif tag.name not in UNSEEN and not is_island(pieces):
            pieces += tokens(inner)
            self._drop(tag.name, words_of_part(pieces, INLINE))

    def _drop(self, name: str, words: str) -> None:
        if words.strip():
            self.dropped.append((name, words.strip()))
            self.balance.mark_place()
