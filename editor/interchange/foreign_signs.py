"""What word processors and sites write between the words, taken out of a page or made plain.

Comments of colleagues, tracked changes, reference marks, gaps made of no-break blanks, and the
class names by which Word says title, quote and heading. No word goes without being told.
"""

from editor.interchange.dropped import Dropped
from editor.interchange.tree import Element

# Invisible characters that pages strew into copied words: zero-width blanks and joins at which
# a line may break, soft hyphens, byte order marks. Joiners (in emoji and some scripts) stay.
INVISIBLE = dict.fromkeys(map(ord, "\u200b\u2060\ufeff\u00ad\u180e"))
_GAP_CLASSES = frozenset({"apple-converted-space", "apple-tab-span"})
_COMMENT_CLASSES = frozenset({"msocomanchor", "msocommentreference", "msocommenttext"})
_COMMENT_PARTS = frozenset({"comment-list", "comment"})
_REFERENCE_CLASSES = frozenset({"reference", "mw-editsection", "mw-cite-backlink"})
_QUOTES = frozenset({"msoquote", "msointensequote", "msoquotecxspfirst", "msoquotecxspmiddle"}) | {
    f"mso{kind}cxsp{place}"
    for kind in ("quote", "intensequote")
    for place in ("first", "middle", "last")
}
_TITLES = frozenset({"msotitle", "msotitlecxspfirst", "msotitlecxspmiddle", "msotitlecxsplast"})


def set_aside(root: Element, dropped: Dropped) -> None:
    """Goes through the tree beneath `root` once, in place."""
    waiting = [root]
    while waiting:
        parent = waiting.pop()
        kept: list[Element | str] = []
        for child in parent.children:
            if isinstance(child, str):
                kept.append(child)
            elif _is_gap(child):
                kept.append(" ")
            elif not _is_set_aside(child, dropped):
                _name_plainly(child)
                kept.append(child)
                waiting.append(child)
        parent.children = kept


def _is_set_aside(element: Element, dropped: Dropped) -> bool:
    if element.name == "del" and "datetime" in element.attributes:
        dropped.deletion(element.text)
        return True
    if element.name == "ins" and "datetime" in element.attributes:
        dropped.insertion(element.text)
        element.name = "span"  # the words are the story's; their line under is the tracking's
    if element.styles.get("mso-element") in _COMMENT_PARTS:
        found = element.outermost(lambda e: e.styles.get("mso-element") == "comment")
        dropped.comments(list(found) or [element])
        return True
    if element.classes & _COMMENT_CLASSES:
        return True  # only the sign that there is one; the comment itself is told above
    if element.classes & _REFERENCE_CLASSES and element.name in ("sup", "span"):
        dropped.reference(element.text)
        return True
    return element.styles.get("mso-element") == "footnote-separator"


def _is_gap(element: Element) -> bool:
    """A span of blanks alone: a word processor's way of keeping two blanks, or one at an edge."""
    if element.name != "span" or len(element.children) > 1:
        return False
    text = element.children[0] if element.children else ""
    if not isinstance(text, str) or not text or text.strip(" \t\n\u00a0"):
        return False
    if element.classes & _GAP_CLASSES or "mso-spacerun" in element.styles:
        return True
    return text == "\u00a0" and not element.styles


def _name_plainly(element: Element) -> None:
    if element.name != "p":
        return
    classes = element.classes
    level = element.styles.get("mso-outline-level", "")
    if classes & _TITLES:
        element.name = "h1"
    elif classes & _QUOTES:
        element.name = "blockquote"
        element.restyle("font-style:normal")
    elif level in ("1", "2", "3", "4"):
        element.name = f"h{level}"
