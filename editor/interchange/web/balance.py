"""Tags of a foreign page put in order: each closed, none deeper than a bound, only allowed ones.

Writes the HTML that the sanitiser sees, so that no trick of nesting reaches its tree builder.
"""

import html
from collections import Counter
from collections.abc import Iterable

from editor.interchange.arriving.lost_characters import LostCharacters
from editor.interchange.arriving.refusal import BeyondBounds
from editor.interchange.web.markup import Tag
from editor.story.addresses import safe_address

MAX_DEPTH = 200
# The sanitiser is slow over references: it meets characters that no page may hold instead.
_STAND_INS = {"&": "\ufdd0", "<": "\ufdd1", ">": "\ufdd2", "\u00a0": "\ufdd3"}
LEFT_OUT_HERE = "\ufdd4"  # the place of a part that was left out
_AS_STAND_INS = str.maketrans(_STAND_INS)
_NO_STAND_INS = str.maketrans(dict.fromkeys((*_STAND_INS.values(), LEFT_OUT_HERE)))
AS_REFERENCES = str.maketrans(
    dict(zip(_STAND_INS.values(), ("&amp;", "&lt;", "&gt;", "&nbsp;"), strict=True))
)

_RUBY = frozenset("ruby rb rt rtc rp".split())
INLINE = _RUBY | frozenset(
    "a abbr acronym b bdi bdo big cite code del dfn em font i ins kbd label mark q s samp small "
    "span strike strong sub sup tt u var".split()
)
_SELF_CLOSED = frozenset({"br", "col", "hr", "img"})
_BLOCKS = frozenset(
    "address article aside blockquote caption center colgroup dd details dir div dl dt figcaption "
    "figure footer h1 h2 h3 h4 h5 h6 header hgroup li main menu nav ol p pre section summary table "
    "tbody td tfoot th thead tr ul".split()
)
MADE_PLAIN = {"xmp": "pre", "listing": "pre", "template": "div"}  # a shown template
ALLOWED = INLINE | _SELF_CLOSED | _BLOCKS
# An opening tag closes an open one of these, unless a tag of the second set stands between.
_IMPLIED_END = {
    "li": (frozenset({"li"}), frozenset({"ul", "ol", "menu", "dir"})),
    "dt": (frozenset({"dt", "dd"}), frozenset({"dl"})),
    "dd": (frozenset({"dt", "dd"}), frozenset({"dl"})),
    "td": (frozenset({"td", "th"}), frozenset({"table", "tr"})),
    "th": (frozenset({"td", "th"}), frozenset({"table", "tr"})),
    "tr": (frozenset({"tr", "colgroup", "caption"}), frozenset({"table"})),
    "tbody": (frozenset({"tbody", "thead", "tfoot", "caption", "colgroup"}), frozenset({"table"})),
    "tfoot": (frozenset({"tbody", "thead", "caption", "colgroup"}), frozenset({"table"})),
    "thead": (frozenset({"caption", "colgroup"}), frozenset({"table"})),
    "colgroup": (frozenset({"caption", "colgroup"}), frozenset({"table"})),
} | dict.fromkeys(_RUBY - {"ruby"}, (_RUBY - {"ruby", "rtc"}, frozenset({"ruby", "rtc"})))
_ROWS = frozenset({"table", "thead", "tbody", "tfoot", "tr"})
_TABLE_PARTS = _IMPLIED_END.keys() - _RUBY - {"li", "dt", "dd"} | {"caption", "col"}
# A paragraph ends where any other block begins.
_PARAGRAPH = (frozenset({"p"}), frozenset({"li", "td", "th", "dd", "blockquote", "figcaption"}))
LOST_LINK = "data-lost-link"  # the address of a link that no page may carry
ATTRIBUTES = {
    "*": set("class id itemprop lang role style hidden aria-hidden data-galley".split()),
    "a": {"href", LOST_LINK},
    "img": {"alt", "src", "width", "height"},
    "p": {"role", "aria-level"},
    "div": {"role", "aria-level"},
    "table": {"role"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan"},
    "col": {"span"},
    "ol": {"start"},
    "li": {"aria-level", "data-aria-level", "value"},
    "ins": {"datetime"},
    "del": {"datetime"},
}
_KEPT = frozenset().union(*ATTRIBUTES.values())
# Signs, anywhere in an element's attributes, of what the document has no place for.
_NOTICED = {
    "fonts": ("font-family", "color", "font:", "font-size", "face=", "background"),
    "formats": ("mso-prop-change",),
}


class Balance:
    """Open elements and the HTML written so far."""

    def __init__(self, most_tags: int) -> None:
        self._most_tags = most_tags
        self._open: list[Tag] = []
        self._names: Counter[str] = Counter()  # of the open ones: most searches end here
        self._parts: list[str] = []
        self._tags = 0
        self._noticed: set[str] = set()
        self.lost = LostCharacters()

    @property
    def noticed(self) -> frozenset[str]:
        return frozenset(self._noticed)

    def notice(self, attributes: str) -> None:
        for what, signs in _NOTICED.items():
            if what not in self._noticed and any(sign in attributes for sign in signs):
                self._noticed.add(what)

    def html(self) -> str:
        self._close_down_to(0)
        return "".join(self._parts)

    def add_text(self, raw: str) -> None:
        text = self.lost.take(html.unescape(raw))
        if text.strip():
            self._enter_cell()
        self._parts.append(text.translate(_AS_STAND_INS))

    def mark_place(self) -> None:
        """Of something that was left out; no reader of the tree sees the mark."""
        self._parts.append(LEFT_OUT_HERE)

    def count_tag(self) -> None:
        self._tags += 1
        if self._tags > self._most_tags:
            raise BeyondBounds("unread.too-many-tags", limit=self._most_tags)

    def open(self, tag: Tag) -> None:
        if tag.name not in INLINE and tag.name not in ("br", "img"):
            self._end_implied(*_PARAGRAPH)
        if tag.name in _IMPLIED_END:
            self._end_implied(*_IMPLIED_END[tag.name])
        if tag.name not in _TABLE_PARTS:
            self._enter_cell()
        if tag.name == "a":  # links do not nest
            self._end_implied(frozenset({"a"}), _BLOCKS)
        self._write(tag)
        if tag.name in _SELF_CLOSED:
            return
        self._push(tag)
        if len(self._open) > MAX_DEPTH:
            raise BeyondBounds("unread.nested-tags", limit=MAX_DEPTH)

    def close(self, name: str) -> None:
        at = self._found(frozenset({name}))
        if at is None:
            return
        reopened = [tag for tag in self._open[at + 1 :] if tag.name in INLINE - _RUBY]
        self._close_down_to(at)
        if name in INLINE - _RUBY:  # <b>bold <i>both</b> italic</i>
            for tag in reopened:
                self._write(tag)
                self._push(tag)

    def _push(self, tag: Tag) -> None:
        self._open.append(tag)
        self._names[tag.name] += 1

    def _enter_cell(self) -> None:
        """Words directly in a table get a cell: a browser would move them above the table."""
        if self._open and self._open[-1].name in _ROWS:
            cell = Tag("td", closes=False)
            self._write(cell)
            self._push(cell)

    def _end_implied(self, ends: frozenset[str], within: frozenset[str]) -> None:
        at = self._found(ends, within)
        if at is not None:
            self._close_down_to(at)

    def _found(self, names: frozenset[str], within: frozenset[str] = frozenset()) -> int | None:
        if not any(self._names[name] for name in names):
            return None
        for at in range(len(self._open) - 1, -1, -1):
            if self._open[at].name in names:
                return at
            if self._open[at].name in within:
                return None
        return None

    def _close_down_to(self, depth: int) -> None:
        for tag in reversed(self._open[depth:]):
            self._parts.append(f"</{tag.name}>")
            self._names[tag.name] -= 1
        del self._open[depth:]

    def _write(self, tag: Tag) -> None:
        self.count_tag()  # it will be closed
        self._parts.append(f"<{tag.name}{_attributes(tag.values)}>")


def _attributes(values: dict[str, str]) -> str:
    if "href" in values and not safe_address(values["href"]):
        values[LOST_LINK] = values.pop("href")  # kept as words, to be told
    kept: Iterable[tuple[str, str]] = (
        (name, html.escape(value.translate(_NO_STAND_INS)))
        for name, value in values.items()
        if name in _KEPT
    )
    return "".join(f' {name}="{value}"' for name, value in kept)
