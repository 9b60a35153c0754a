"""What word processors and sites write between the words, taken out of a page or made plain.

Comments of colleagues, tracked changes, reference marks, gaps made of no-break blanks, and the
class names by which Word says title, quote and heading. No word goes without being told.
"""

from editor.interchange.arriving.left_out import LeftOut
from editor.interchange.web.balance import LOST_LINK
from editor.interchange.web.tree import Element

# Invisible characters that pages strew into copied words: zero-width blanks and joins at which
# a line may break, soft hyphens, byte order marks. Joiners (in emoji and some scripts) stay.
INVISIBLE = dict.fromkeys(map(ord, "\u200b\u2060\ufeff\u00ad\u180e"))
_GAP_CLASSES = frozenset({"apple-converted-space", "apple-tab-span"})
_COMMENT_CLASSES = frozenset({"msocomanchor", "msocommentreference", "msocommenttext"})
_COMMENT_PARTS = frozenset({"comment-list", "comment"})
_REFERENCE_CLASSES = frozenset(
    {"reference", "mw-editsection", "mw-cite-backlink", "inline-template"}
)
_QUOTES = frozenset({"msoquote", "msointensequote"}) | {
    f"mso{kind}cxsp{place}"
    for kind in ("quote", "intensequote")
    for place in ("first", "middle", "last")
}
_MADE = "galley-quote"  # of a quote made here out of paragraphs
_LEVELS = frozenset({"h1", "h2", "h3"})
_TITLES = frozenset({"msotitle", "msotitlecxspfirst", "msotitlecxspmiddle", "msotitlecxsplast"})


def set_aside(root: Element, left_out: LeftOut) -> None:
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
            elif not _is_set_aside(child, parent, left_out):
                _name_plainly(child)
                waiting.append(child)
                if child.classes & _QUOTES and child.name == "p":
                    _add_to_quote(kept, child)
                else:
                    kept.append(child)
        parent.children = kept


def _is_set_aside(element: Element, parent: Element, left_out: LeftOut) -> bool:
    if element.name == "del" and "datetime" in element.attributes:
        left_out.deleted(element.words)
        return True
    if element.name == "ins" and "datetime" in element.attributes:
        left_out.counts["insertions"] += bool(element.text)
        element.name = "span"  # the words are the story's; their line under is the tracking's
    if element.styles.get("mso-element") in _COMMENT_PARTS:
        found = list(element.outermost(lambda e: e.styles.get("mso-element") == "comment"))
        # A list has nothing but its comments in it; what has more is told whole.
        is_list = " ".join(each.words for each in found) == element.words
        for each in found if is_list else [element]:
            left_out.comment(each.words)
        return True
    if element.classes & _COMMENT_CLASSES:
        left_out.quoted.append(element.words)
        return True  # only the sign that there is one; the comment itself is told above
    if element.classes & _REFERENCE_CLASSES and element.name in ("sup", "span"):
        left_out.tell("references", element.words)
        return True
    if element.attributes.get(LOST_LINK, "").startswith("#cmnt"):
        left_out.tell("references", element.text)
        return True
    if any(name.startswith("msotoc") for name in element.classes) and element.name == "p":
        left_out.words("part.table-of-contents", element.words)
        return True
    return element.name == "hr" and _is_separator(parent)


def _is_separator(parent: Element) -> bool:
    """Whether a rule here only parts the footnotes from the page."""
    return parent.styles.get("mso-element", "").startswith(("footnote", "endnote"))


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
    if element.attributes.get("role") == "heading":
        level = element.attributes.get("aria-level", "2")
    if classes & _TITLES:
        element.name = "h1"
    elif classes & _QUOTES:
        element.restyle("font-style:normal")  # a quote is set apart by itself
    elif level in ("1", "2", "3", "4"):
        element.name = f"h{level}"


def _add_to_quote(siblings: list[Element | str], paragraph: Element) -> None:
    """Paragraphs of Word's quote styles that follow each other are one quote."""
    while siblings and isinstance(siblings[-1], str) and not siblings[-1].strip():
        siblings.pop()
    last = siblings[-1] if siblings else ""
    if isinstance(last, Element) and last.attributes.get("class") == _MADE:
        last.children.append(paragraph)
    else:
        siblings.append(Element("blockquote", {"class": _MADE}, [paragraph]))


def set_levels(root: Element) -> None:
    """Makes the headings under several first ones of a page lower than those.

    A single first heading is the page's headline, and what stands under it is a crosshead.
    """
    found = [each for each in root.within() if each.name in _LEVELS]
    if sum(heading.name == "h1" and bool(heading.text) for heading in found) > 1:
        for heading in found:
            heading.name = "h2" if heading.name == "h1" else "h3"
