"""The fence every foreign page passes before its words are read.

Sizes, depth and number of tags are bounded before the sanitiser parses anything (it takes
half a minute over 100,000 nested tags); then tags are balanced, and nh3 (ammonia) rebuilds
what an allow-list names: no script, style sheet, frame, form, SVG or MathML.
"""

import html
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace

import nh3

from editor.interchange.lost_characters import LostCharacters
from editor.interchange.markup import Tag, Text, tokens
from editor.interchange.refusal import BeyondBounds
from editor.story.links import safe_address

MAX_CHARACTERS = 2_000_000
MAX_DEPTH = 200
MAX_TAGS = 60_000  # opening and closing; a long news page has some 5,000
MAX_ESCAPES = 50_000  # of these in the text: over many the sanitiser takes minutes
_ESCAPED = "&<>\u00a0"

INLINE = frozenset(
    "a abbr acronym b bdi bdo big cite code del dfn em font i ins kbd label mark q s samp small "
    "span strike strong sub sup tt u var".split()
)
_SELF_CLOSED = frozenset({"br", "col", "hr", "img"})
_BLOCKS = frozenset(
    "address article aside blockquote caption center colgroup dd details dir div dl dt figcaption "
    "figure footer h1 h2 h3 h4 h5 h6 header hgroup li main menu nav ol p pre section summary table "
    "tbody td tfoot th thead tr ul".split()
)
ALLOWED = INLINE | _SELF_CLOSED | _BLOCKS
# Left out with everything in them; what is in neither set loses its tags and keeps its words.
_DROPPED = frozenset(
    "applet audio button canvas datalist embed iframe map math noembed noframes noscript object "
    "plaintext script select style svg template textarea title video xml xmp".split()
)
# No reader of the page ever saw the words in these.
_UNSEEN = frozenset("datalist noscript script style template title xml".split())
_VOID_DROPPED = frozenset({"embed"})
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
}
_ROWS = frozenset({"table", "thead", "tbody", "tfoot", "tr"})
_TABLE_PARTS = _IMPLIED_END.keys() - {"li", "dt", "dd"} | {"caption", "col"}
# A paragraph ends where any other block begins.
_PARAGRAPH = (frozenset({"p"}), frozenset({"li", "td", "th", "dd", "blockquote", "figcaption"}))
LOST_LINK = "data-lost-link"  # the address of a link that no page may carry
_ATTRIBUTES = {
    "*": {"class", "style", "hidden", "aria-hidden", "data-galley"},
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
_KEPT_ATTRIBUTES = frozenset().union(*_ATTRIBUTES.values())
_STYLES = {
    "display",
    "visibility",
    "font-weight",
    "font-style",
    "text-decoration",
    "text-decoration-line",
    "vertical-align",
    "font-size",
    "mso-list",
    "mso-hide",
    "mso-element",
    "mso-outline-level",
    "mso-spacerun",
}
# Signs, anywhere in an element's attributes, of what the document has no place for.
_NOTICED = {
    "fonts and colours": ("font-family", "color", "font:", "font-size", "face=", "background"),
    "changes of format": ("mso-prop-change",),
}


@dataclass(frozen=True, slots=True)
class CleanPage:
    """Well-formed HTML of allowed tags only, and the words that went with what was not allowed.

    `dropped` holds (element name, its words) for buttons, frames and their like; `sheets` the
    page's style sheets, as text; `noticed` what its attributes said in passing; `lost` what is to
    be said of characters that no page can show.
    """

    html: str
    dropped: tuple[tuple[str, str], ...] = ()
    sheets: tuple[str, ...] = ()
    noticed: frozenset[str] = frozenset()
    lost: tuple[str, ...] = ()


def sanitised(page: str) -> CleanPage:
    """`page` behind the fence. Raises BeyondBounds.

    `sanitised(sanitised(page).html).html == sanitised(page).html`.
    """
    fenced = balanced(page)
    clean = nh3.clean(
        fenced.html,
        tags=set(ALLOWED),
        clean_content_tags=set(),
        attributes={tag: set(names) for tag, names in _ATTRIBUTES.items()},
        url_schemes={"http", "https", "mailto", "tel", "file", "data", "cid"},
        filter_style_properties=_STYLES,
        link_rel=None,
        strip_comments=True,
    )
    return replace(fenced, html=clean)


def balanced(page: str) -> CleanPage:
    """The allowed tags of `page`, each closed, none nested deeper than MAX_DEPTH.

    The sanitiser sees only this, so that no trick of nesting reaches its tree builder.
    """
    if len(page) > MAX_CHARACTERS:
        raise BeyondBounds(f"the page has more than {MAX_CHARACTERS // 1_000_000} MB of HTML")
    balance = _Balance()
    dropped: list[tuple[str, str]] = []
    words: list[str] = []
    skipping, depth = "", 0
    for token in tokens(page):
        if isinstance(token, Tag):
            balance.count_tag()
            if token.attributes:
                balance.notice(token.attributes)
        if skipping:  # inside something that is left out with all that is in it
            if isinstance(token, Text):
                words.append(token.raw)
            elif token.name == skipping:
                depth += -1 if token.closes else 1
                if depth == 0:
                    dropped.append((skipping, html.unescape("".join(words))))
                    skipping = ""
        elif isinstance(token, Text):
            balance.add_text(token.raw)
        elif token.name in _DROPPED:
            if not token.closes and token.name not in _VOID_DROPPED:
                skipping, depth, words = token.name, 1, []
        elif token.name in ALLOWED:
            balance.close(token.name) if token.closes else balance.open(token)
    if skipping:
        dropped.append((skipping, html.unescape("".join(words))))
    seen = [(name, text) for name, text in dropped if name not in _UNSEEN and text.strip()]
    sheets = tuple(text for name, text in dropped if name == "style")
    for sheet in sheets:
        balance.notice(sheet)
    lost = balance.lost.sentences
    return CleanPage(balance.html(), tuple(seen), sheets, balance.noticed, lost)


class _Balance:
    """Open elements and the HTML written so far."""

    def __init__(self) -> None:
        self._open: list[Tag] = []
        self._names: Counter[str] = Counter()  # of the open ones: most searches end here
        self._parts: list[str] = []
        self._tags = 0
        self._escapes = 0
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
        # Resolved here, so that the sanitiser meets few references: it is slow over many.
        text = self.lost.take(html.unescape(raw))
        self._escapes += sum(map(text.count, _ESCAPED))
        if self._escapes > MAX_ESCAPES:
            raise BeyondBounds(f"the page has more than {MAX_ESCAPES:,} signs such as & and <")
        if text.strip():
            self._enter_cell()
        self._parts.append(html.escape(text, quote=False))

    def count_tag(self) -> None:
        self._tags += 1
        if self._tags > MAX_TAGS:
            raise BeyondBounds(f"the page has more than {MAX_TAGS:,} tags")

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
            raise BeyondBounds(f"its tags are nested more than {MAX_DEPTH} deep")

    def close(self, name: str) -> None:
        at = self._found(frozenset({name}))
        if at is None:
            return
        reopened = [tag for tag in self._open[at + 1 :] if tag.name in INLINE]
        self._close_down_to(at)
        if name in INLINE:  # <b>bold <i>both</b> italic</i>
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
        (name, value) for name, value in values.items() if name in _KEPT_ATTRIBUTES
    )
    return "".join(f' {name}="{html.escape(value)}"' for name, value in kept)
