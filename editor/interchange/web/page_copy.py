"""Which part of a web page is the story, and what stands around and between it.

Decided from what the parts are called, how much of their text is links, and where running text
stands; every part that is left out is given with its words. A part is never left out for its
name when the copy of the page stands in it.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from editor.interchange.arriving.furniture import is_stamp
from editor.interchange.web.markup import OWN
from editor.interchange.web.page_weights import Measure, SiteWords, measured, site_words
from editor.interchange.web.tree import Element

HEADLINE = "headline"  # the name of an empty element at the place the headline was taken from
STORY_MIN = 200  # of the copy in an element that may be the story
_MOST = 0.8  # of the copy of its parent in an element that is gone into
_HALF = 0.5
_LITTLE = 0.3  # of the story's copy, in what may stand below it or beside
_LINKED = 0.6  # of a part's text in links, from which it is a list of them
_LABEL = 60
_PASSAGE = 300  # weight of a paragraph that is copy whatever its name
_TAGS = {
    "nav": "part.navigation",
    "header": "part.header",
    "footer": "part.footer",
    "aside": "part.side-column",
    "menu": "part.menu",
}
_LEAVES = frozenset({"p", "blockquote"})
_LAID_OUT = frozenset("ul ol table thead tbody tfoot tr".split())
_PICTURES = frozenset({"figure", "img", "photo"})
_STORY_TAGS = frozenset({"article", "main"})
_CONTAINERS = frozenset(
    "div section article main header center td tr tbody table details hgroup dl dd figure".split()
)
_LISTS = frozenset("ul ol menu dir dl table div section nav p center".split())
_BY_THEMSELVES = frozenset("h1 h2 h3 h4 h5 h6 figure figcaption img photo headline tr".split())
COMMENTS = "part.comments"
LINKS = "part.links"
BELOW = "part.below"
AROUND = "part.around"
LABEL = "part.label"
STAMP = "part.stamp"
OTHERS = "part.another-story"


@dataclass(slots=True)
class PageCopy:
    """Takes out of the tree beneath `root` what is not of the story; `content` is the element
    that holds most of it, `left_out` (what it is, as a key; its words) in reading order."""

    root: Element
    has_title: bool = True  # whether the page's head says what the story is called
    content: Element = field(init=False)
    left_out: list[tuple[str, str]] = field(default_factory=list)
    _words: SiteWords = field(default_factory=site_words)
    _measures: dict[int, Measure] = field(default_factory=dict)
    _around: dict[int, str] = field(default_factory=dict)
    _seen: float = 0
    _whole: float = 0

    def __post_init__(self) -> None:
        self._measure(())
        self._around = dict(self._named_around())
        whole = self._of(self.root).copy
        self._measure(self._around)
        if whole >= STORY_MIN > self._of(self.root).copy:
            self._give_back()
        path = self._path_to_story()
        self.content = path[-1]
        self._whole = self._measures[id(self.content)].copy
        self._prune_around(path)
        if _holds(self.content):
            self._prune_header(self.content)
        else:
            self._prune_within(self.content)

    def _measure(self, left_out: Collection[int]) -> None:
        self._measures = measured(self.root, left_out)

    def _of(self, element: Element) -> Measure:
        return self._measures[id(element)]

    # -- what its name says is no copy

    def _named_around(self) -> Iterator[tuple[int, str]]:
        waiting: list[tuple[Element, bool]] = [(self.root, False)]
        while waiting:
            parent, in_story = waiting.pop()
            for child in parent.children:
                if not isinstance(child, Element) or child.name == "blockquote":
                    continue
                kind = self._kind(child, in_story=in_story)
                if kind and not self._holds_story(child, kind):
                    yield id(child), kind
                else:
                    waiting.append((child, in_story or child.name in _STORY_TAGS))

    def _give_back(self) -> None:
        """Everything with copy had a name that calls it none: the largest part is the story."""
        named = [e for e in self.root.within() if id(e) in self._around]
        found = [e for e in named if self._around[id(e)] != COMMENTS]
        best = max(found, key=lambda e: self._of(e).copy, default=None)
        if best is not None and self._of(best).copy >= STORY_MIN:
            del self._around[id(best)]
            self._measure(self._around)

    def _holds_story(self, part: Element, kind: str) -> bool:
        """Whether most of the page's running text is in a part that its name calls no copy."""
        whole, inner = self._of(self.root), self._of(part)
        rest = whole.plain - inner.plain
        if kind == COMMENTS:
            return whole.copy - inner.copy < STORY_MIN and rest < STORY_MIN
        if whole.copy >= STORY_MIN and inner.copy < max(STORY_MIN, _HALF * whole.copy):
            return False
        return inner.plain >= rest

    def _kind(self, element: Element, *, in_story: bool) -> str:
        attributes = element.attributes
        if OWN in attributes:
            return ""
        if element.name in _TAGS and not (element.name == "header" and in_story):
            return _TAGS[element.name]
        if kind := self._words.roles.get(attributes.get("role", "").lower(), ""):
            return kind
        names = f"{attributes.get('id', '')} {attributes.get('class', '')}"
        if names == " " or element.name in _BY_THEMSELVES:
            return ""
        if element.name in ("p", "li") and self._of(element).copy > _PASSAGE:
            return ""
        return self._words.kind_of_names(names)

    # -- where the story stands

    def _path_to_story(self) -> list[Element]:
        """From the root to the element that holds the story."""
        path = self._path_to(self._story_element() or self.root)
        while True:
            parent = path[-1]
            inner = [e for e in parent.children if isinstance(e, Element) and not e.is_inline]
            inner = [e for e in inner if id(e) not in self._around]
            best = max(inner, key=lambda e: self._of(e).copy, default=None)
            if best is None or best.name in _LEAVES or not self._of(best).has_blocks:
                break
            if self._of(best).copy < max(STORY_MIN, _MOST * self._of(parent).copy):
                break
            path.append(best)
        while len(path) > 1 and path[-1].name in _LAID_OUT:
            path.pop()  # a real list or table, not a page laid out in one
        return path

    def _story_element(self) -> Element | None:
        """The element that says it is the story, when it has the copy of the page."""
        whole = self._of(self.root).copy
        for fits in (_is_body, lambda e: e.name == "article", lambda e: e.name == "main"):
            found = [e for e in self.root.within(self._is_kept) if fits(e)]
            found.sort(key=lambda e: -self._of(e).copy)
            if not found or self._of(found[0]).copy < STORY_MIN:
                continue
            best = self._of(found[0]).copy
            others = sum(self._of(each).copy for each in found[1:])
            second = self._of(found[1]).copy if len(found) > 1 else 0
            if best >= whole - best - others and (best >= _HALF * whole or best >= 2 * second):
                return found[0]
        return None

    def _is_kept(self, part: Element) -> bool:
        return id(part) not in self._around

    def _path_to(self, element: Element) -> list[Element]:
        around = (self.root, *self.root.within())
        parents = {id(child): each for each in around for child in each.children}
        path = [element]
        while path[-1] is not self.root:
            path.append(parents[id(path[-1])])
        return path[::-1]

    # -- what is left out

    def _drop(self, kind: str, node: Element | str) -> None:
        words = node if isinstance(node, str) else node.words
        if words.strip():
            self.left_out.append((kind, words))

    def _prune_around(self, path: list[Element]) -> None:
        """Of what stands beside the story, only what belongs to it: between headline and copy."""
        below = not self.has_title
        for parent, story in pairwise(path):
            kept: list[Element | str] = []
            is_before = True
            for child in parent.children:
                if child is story:
                    is_before = False
                    kept.append(child)
                elif isinstance(child, str) or child.is_inline:
                    self._beside_line(child, kept, is_before and below)
                elif _holds(child):
                    below = True
                    self._prune_header(child)
                    kept.append(child)
                elif self._belongs(child, story, is_before=is_before, below=below):
                    if child.name in _CONTAINERS:
                        self._prune_within(child)
                    kept.append(child)
                else:
                    self._drop(self._around.get(id(child), AROUND), child)
            parent.children = kept

    def _beside_line(self, node: Element | str, kept: list[Element | str], belongs: bool) -> None:
        words = node if isinstance(node, str) else node.text
        if not words.strip() or belongs:
            kept.append(node)
        else:
            self._drop(AROUND, node)

    def _belongs(self, part: Element, story: Element, *, is_before: bool, below: bool) -> bool:
        measure = self._of(part)
        if id(part) in self._around or part.name in _STORY_TAGS or _is_teaser(part):
            return False
        if measure.letters == 0:
            return True
        if measure.linked >= _HALF * measure.letters:
            return False
        if is_before:
            return below or measure.copy > 0
        like = part.classes and part.name == story.name and part.classes == story.classes
        goes_on = like or part.name in ("p", "blockquote")
        return bool(goes_on) and measure.copy > 0

    def _prune_header(self, header: Element) -> None:
        """The headline's own surroundings: what is in front of it there is the site's."""
        children = header.children
        places = (i for i, e in enumerate(children) if isinstance(e, Element) and _holds(e))
        place = next(places, -1)
        if place < 0:
            return
        heading = children[place]
        assert isinstance(heading, Element)
        before = [each for each in children[:place] if not self._is_left_out_above(each)]
        self._prune_header(heading)
        header.children = [*before, heading, *self._pruned(children[place + 1 :])]

    def _is_left_out_above(self, node: Element | str) -> bool:
        """Words in front of the headline that are neither copy nor a picture's go."""
        named = "" if isinstance(node, str) else self._around.get(id(node), "")
        part = node if isinstance(node, Element) and not named else None
        if part is not None and (self._of(part).copy > 0 or part.holds(_PICTURES)):
            return False
        self._drop(named or AROUND, node)
        return True

    def _prune_within(self, parent: Element) -> None:
        parent.children = self._pruned(parent.children)

    def _pruned(self, children: list[Element | str]) -> list[Element | str]:
        kept: list[Element | str] = []
        for place, child in enumerate(children):
            if isinstance(child, str):
                if self._seen == 0 and _stands_alone(children, place) and is_stamp(child):
                    self._drop(STAMP, child)
                else:
                    kept.append(child)
            elif id(child) in self._around:
                self._drop(self._around[id(child)], child)
            elif child.is_inline or self._of(child).letters == 0:
                kept.append(child)
            elif self._closes(child, children, place + 1):
                for each in children[place:]:
                    self._drop(BELOW, each)
                break
            elif kind := self._kind_within(child, kept):
                self._drop(kind, child)
            else:
                kept.append(child)
                if child.name in _CONTAINERS:
                    self._seen += self._of(child).running
                    self._prune_within(child)
                else:
                    self._seen += self._of(child).copy
        return kept

    def _closes(self, part: Element, siblings: list[Element | str], following: int) -> bool:
        if self._of(part).letters > 2 * _LABEL or self._seen < _HALF * self._whole:
            return False
        if not self._words.closes(part.text):
            return False
        rest = sum(self._of(e).copy for e in siblings[following:] if isinstance(e, Element))
        return rest <= _LITTLE * self._whole

    def _kind_within(self, part: Element, before: list[Element | str]) -> str:
        measure = self._of(part)
        if measure.letters <= _LABEL and self._words.is_label(part.text):
            return LABEL
        if self._seen == 0 and measure.letters <= 2 * _LABEL and is_stamp(part.text):
            return STAMP
        if part.name == "article" and measure.copy < _LITTLE * self._whole and _is_teaser(part):
            return OTHERS
        if measure.copy or measure.linked < _LINKED * measure.letters:
            return ""
        if part.name not in _LISTS or measure.links < 2:
            return ""
        last = next((e for e in reversed(before) if not isinstance(e, str) or e.strip()), "")
        above = last if isinstance(last, str) else last.text
        return "" if above.rstrip().endswith((":", "：")) else LINKS


def grouped(left_out: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """All words of one kind together, the kinds in the order they were met."""
    kinds = dict.fromkeys(kind for kind, _ in left_out)
    return [(kind, " / ".join(w for each, w in left_out if each == kind)) for kind in kinds]


def _is_body(element: Element) -> bool:
    if element.attributes.get("itemprop", "").lower() == "articlebody":
        return True
    named = {*element.classes, element.attributes.get("id", "")}
    return not named.isdisjoint(site_words().bodies)


def _holds(element: Element) -> bool:
    return element.name == HEADLINE or element.first(lambda e: e.name == HEADLINE) is not None


def _stands_alone(children: list[Element | str], place: int) -> bool:
    """Whether a text is a line of its own, between blocks."""
    beside = children[max(0, place - 1) : place] + children[place + 1 : place + 2]
    return not any(isinstance(e, str) or (e.is_inline and e.name != "br") for e in beside)


def _is_teaser(article: Element) -> bool:
    heading = article.first(lambda e: e.name in ("h1", "h2", "h3", "h4"))
    return heading is not None and heading.first(lambda e: e.is_link) is not None
