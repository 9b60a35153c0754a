"""A page as a small tree of elements, for looking around in it before its text is taken.

Reads only what `sanitise` has let through: balanced, allowed, bounded in depth and number. What a
copied page's style sheet says of the classes on it comes into the elements' own styles: Excel, WPS
and the Mac say bold, hidden and struck through only there. Of selectors, a class alone and a class
of one kind of element are understood; nothing else of a sheet is of use to copy.
"""

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, field
from html import unescape
from itertools import islice

from editor.interchange.arriving.refusal import BeyondBounds
from editor.interchange.web.balance import INLINE, LEFT_OUT_HERE, LOST_LINK, MAX_DEPTH
from editor.interchange.web.markup import Tag, Text
from editor.interchange.web.sanitise import CleanPage

_VOID = frozenset({"br", "col", "hr", "img"})


@dataclass(slots=True, eq=False)
class Element:
    """One element; `children` are elements and texts (entities resolved) in order."""

    name: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list["Element | str"] = field(default_factory=list)
    _styles: dict[str, str] | None = None

    @property
    def is_inline(self) -> bool:
        return self.name in INLINE or self.name in ("br", "img")

    @property
    def is_link(self) -> bool:
        """Also one to an address that no story may carry, such as `/news`."""
        return self.name == "a" and ("href" in self.attributes or LOST_LINK in self.attributes)

    @property
    def classes(self) -> frozenset[str]:
        return frozenset(self.attributes.get("class", "").lower().split())

    @property
    def styles(self) -> dict[str, str]:
        """Inline style declarations, names and values in small letters."""
        if self._styles is None:
            self._styles = {}
            for declaration in self.attributes.get("style", "").split(";"):
                name, colon, value = declaration.partition(":")
                if colon:
                    self._styles[name.strip().lower()] = value.strip().lower()
        return self._styles

    def restyle(self, declarations: str) -> None:
        self.attributes["style"] = declarations
        self._styles = None

    def show(self) -> None:
        """Takes back whatever hides the element."""
        self.attributes.pop("hidden", None)
        self.attributes.pop("aria-hidden", None)
        shown = "display:block;visibility:visible;font-size:1em;mso-hide:none"
        self.restyle(f"{self.attributes.get('style', '')};{shown}")

    @property
    def is_hidden(self) -> bool:
        """Whether a reader of the page would not see it."""
        if "hidden" in self.attributes or self.attributes.get("aria-hidden") == "true":
            return True
        styles = self.styles
        if not styles:
            return False
        if styles.get("display", "").startswith("none"):
            return True
        if styles.get("mso-hide", "").startswith("all"):
            return True
        # These two an element within may take back, and pages do so.
        if styles.get("visibility", "") in ("hidden", "collapse"):
            return not self._has_within("visibility", lambda value: value == "visible")
        if _is_nought(styles.get("font-size", "")):
            return not self._has_within("font-size", lambda value: not _is_nought(value))
        return False

    def _has_within(self, name: str, fits: Callable[[str], bool]) -> bool:
        return any(name in each.styles and fits(each.styles[name]) for each in self.within())

    def holds(self, names: Collection[str]) -> bool:
        """Whether it is, or has beneath it, an element of one of these names."""
        return self.name in names or any(each.name in names for each in self.within())

    @property
    def text(self) -> str:
        """All words in it on one line; a line break or block edge becomes a blank."""
        return self._line(with_pictures=False)

    @property
    def words(self) -> str:
        """Its text and what its pictures say of themselves: all that goes when it goes."""
        return self._line(with_pictures=True)

    def _line(self, *, with_pictures: bool) -> str:
        parts: list[str] = []
        for child in self.walk():
            if isinstance(child, str):
                parts.append(child)
            elif child.name == "img" and with_pictures:
                parts.append(f" {child.attributes.get('alt', '')} ")
            elif not child.is_inline or child.name == "br":
                parts.append(" ")
        return " ".join("".join(parts).split())

    def texts(self) -> Iterator[str]:
        """The texts in it that are seen, a blank at block edges; no list's typed bullets, which
        stand for its form."""
        waiting: list[Element | str] = list(reversed(self.children))
        while waiting:
            node = waiting.pop()
            if isinstance(node, str):
                yield node
            elif not (node.is_hidden or node.styles.get("mso-list") == "ignore"):
                edge = () if node.is_inline and node.name != "br" else (" ",)
                waiting.extend((*edge, *reversed(node.children), *edge))

    def take_words(self) -> None:
        """Leaves only the pictures in it."""
        self.children = list(self.outermost(lambda e: e.name in ("img", "photo")))

    def walk(self) -> Iterator["Element | str"]:
        """Everything beneath, in reading order."""
        waiting: list[Element | str] = list(reversed(self.children))
        while waiting:
            node = waiting.pop()
            yield node
            if isinstance(node, Element):
                waiting.extend(reversed(node.children))

    def outermost(self, fits: Callable[["Element"], bool]) -> Iterator["Element"]:
        """The elements that fit, in reading order, without those inside another that fits.

        Asking each of nested elements for its words would take time without bound.
        """
        waiting: list[Element | str] = list(reversed(self.children))
        while waiting:
            node = waiting.pop()
            if isinstance(node, str):
                continue
            if fits(node):
                yield node
            else:
                waiting.extend(reversed(node.children))

    def within(self, enters: Callable[["Element"], bool] | None = None) -> Iterator["Element"]:
        """All elements beneath, in reading order, without those it does not enter and what is
        in them."""
        waiting: list[Element | str] = list(reversed(self.children))
        while waiting:
            node = waiting.pop()
            if isinstance(node, Element) and (enters is None or enters(node)):
                yield node
                waiting.extend(reversed(node.children))

    def first(self, fits: Callable[["Element"], bool]) -> "Element | None":
        return next(self.outermost(fits), None)

    def remove(self, unwanted: Collection["Element"]) -> None:
        """Takes elements out of the tree beneath, wherever they hang."""
        ids = {id(element) for element in unwanted}
        for parent in (self, *self.within(lambda e: id(e) not in ids)):
            parent.children = [child for child in parent.children if id(child) not in ids]


def _is_nought(size: str) -> bool:
    """`0`, `0pt`, `0.0px`."""
    return size.startswith("0") and not size.rstrip("abcdefghijklmnopqrstuvwxyz%").strip("0.")


def parse(page: CleanPage) -> Element:
    """The tree of a sanitised page; its root is a `div`.

    Raises BeyondBounds when the sanitiser's own additions (a row and a table body around every
    cell) nest it deeper than MAX_DEPTH: who walks the tree may rely on that.
    """
    root = Element("div")
    open_elements = [root]
    for token in page.pieces:
        if isinstance(token, Text):
            if text := token.raw.replace(LEFT_OUT_HERE, ""):
                open_elements[-1].children.append(unescape(text))
        elif isinstance(token, Tag) and not token.closes:
            element = Element(token.name, token.values)
            open_elements[-1].children.append(element)
            if element.name not in _VOID:
                open_elements.append(element)
                if len(open_elements) > MAX_DEPTH + 1:
                    raise BeyondBounds("unread.nested-tags", limit=MAX_DEPTH)
        elif len(open_elements) > 1:  # the sanitiser closes in order: it can only be the last
            open_elements.pop()
    return root


MAX_RULES = 5_000
_KEPT = frozenset(
    "display visibility font-weight font-style font-size text-decoration text-decoration-line "
    "vertical-align mso-hide mso-outline-level mso-element".split()
)
# Word's own classes whose look is said by their tags already, or is no look of the words.
_NOT_LOOKED_AT = frozenset({"msoins", "msodel", "msohyperlink", "msohyperlinkfollowed"})


def apply_sheets(sheets: Iterable[str], root: Element) -> None:
    """Writes what the sheets say into the elements' own styles, which keep the last word."""
    rules: dict[tuple[str, str], dict[str, str]] = {}
    for element, name, declarations in _rules(sheets):
        rules.setdefault((element, name), {}).update(declarations)
    if not rules:
        return
    for element in root.within():
        if "class" in element.attributes:
            said: dict[str, str] = {}
            for kind in ("", element.name):
                for name in sorted(element.classes):
                    said.update(rules.get((kind, name), {}))
            if said:
                style = "".join(f"{name}:{value};" for name, value in said.items())
                element.restyle(f"{style}{element.attributes.get('style', '')}")


def _rules(sheets: Iterable[str]) -> Iterator[tuple[str, str, dict[str, str]]]:
    """(element, class, declarations), "" for any element of that class."""
    blocks = (block for sheet in sheets for block in _blocks(_without_comments(sheet)))
    for selectors, body in islice(blocks, MAX_RULES):
        declarations = _declarations(body)
        for selector in selectors.split(",") if declarations else ():
            element, dot, name = selector.strip().lower().partition(".")
            if dot and name and _is_plain(element + name) and name not in _NOT_LOOKED_AT:
                yield element, name, declarations


def _blocks(sheet: str) -> Iterator[tuple[str, str]]:
    """(selectors, declarations) outside any block such as `@media`, whose case may not be ours."""
    depth = 0
    selectors, body = "", ""
    for part in sheet.split("}"):
        *opened, words = part.split("{")
        for head in opened:
            if depth == 0:
                selectors = head
            depth += 1
        body = words if depth == 1 else ""
        if depth == 1 and not selectors.lstrip().startswith("@"):
            yield selectors, body
        depth = max(0, depth - 1)


def _without_comments(sheet: str) -> str:
    kept: list[str] = []
    for part in sheet.replace("<!--", " ").replace("-->", " ").split("/*"):
        _, end, after = part.partition("*/")
        kept.append(after if end and kept else part if not kept else "")
    return "".join(kept)


def _declarations(body: str) -> dict[str, str]:
    kept: dict[str, str] = {}
    for declaration in body.split(";"):
        name, colon, value = declaration.partition(":")
        if colon and name.strip().lower() in _KEPT:
            kept[name.strip().lower()] = value.strip()
    return kept


def _is_plain(name: str) -> bool:
    return all(character.isalnum() or character in "-_" for character in name)
