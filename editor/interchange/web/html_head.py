"""What a web page says about itself in its head: title, description, author, language; and which
of its headings is the story's headline, for title, `og:title` and headings say that together."""

from collections.abc import Iterable
from html import unescape

from editor.interchange.web.markup import Tag, Text
from editor.interchange.web.tree import Element
from editor.late import frozen, regex
from editor.story.text import clean_line

_FIELDS = {
    "description": "description",
    "author": "author",
    "keywords": "keywords",
    "og:title": "og_title",
    "og:site_name": "site",
    "application-name": "site",
}
TITLE_MAX = 1_000  # characters; what is longer heads no story, and no reader of the page saw it
_LANGUAGE = regex(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")


@frozen
class PageHead:
    """ "" where the page says nothing; `keywords` as one line; `language` a BCP 47 tag."""

    title: str = ""
    description: str = ""
    author: str = ""
    keywords: str = ""
    language: str = ""
    og_title: str = ""
    site: str = ""


def read_head(page: Iterable[Tag | Text]) -> PageHead:
    """Reads the tokens up to the page's body; of each statement the first counts."""
    said: dict[str, str] = {}
    in_title = False
    for token in page:
        if isinstance(token, Text):
            if in_title:
                said.setdefault("title", clean_line(unescape(token.raw)))
            continue
        in_title = token.name == "title" and not token.closes
        if token.name == "html":
            said.setdefault("language", language_tag(token.values.get("lang", "")))
        elif token.name == "meta":
            _note_meta(token, said)
        elif token.name in ("body", "p", "h1", "article") and not token.closes:
            break
    for name in ("title", "og_title"):
        said[name] = said.get(name, "")[:TITLE_MAX]
    return PageHead(**said)


def language_tag(text: str) -> str:
    """`text` when it has the form of a BCP 47 tag, else ""."""
    return text.strip() if _LANGUAGE.fullmatch(text.strip()) else ""


def _note_meta(tag: Tag, said: dict[str, str]) -> None:
    values = tag.values
    name = (values.get("name") or values.get("property") or "").lower()
    content = clean_line(values.get("content", ""))
    field = _FIELDS.get(name)
    if field and content:
        said.setdefault(field, content)


HEADLINE_MAX = 300
_HEADINGS = frozenset({"h1", "h2", "h3"})
_PARTS = regex(r"\s*[|_｜»›·•]\s*|\s+[-–—]\s+|:\s+")
_SITE_SUFFIX = regex(r"\s*(?:[|_｜»›·•]|\s[-–—]\s)\s*[^|_｜»›·•]*$")
_NO_LETTERS = regex(r"[\W_]+")
_SHORTEST = 8  # letters of a heading that the page's title may hold by accident


def find_headline(root: Element, head: PageHead) -> Element | None:
    """The heading that og:title or the title repeats, else the first h1 that is no site's name."""
    found = list(root.outermost(lambda e: e.name in _HEADINGS))
    headings = [(each, text) for each in found if 0 < len(text := each.text) <= HEADLINE_MAX]
    site = _letters(head.site)
    headings = [(each, text) for each, text in headings if _letters(text) != site or not site]
    others = [each for each, _ in headings if each.name == "h1" and not _is_logo(each)]
    for title in (head.og_title, head.title):
        within = [each for each in headings if _repeats(title, each[1])]
        around = [each for each in headings if _letters(title) in _letters(each[1])]
        matching = within or around
        if others and all(_is_logo(each) for each, _ in matching):
            continue
        if title and matching:
            return max(matching, key=lambda each: (not _is_logo(each[0]), len(each[1])))[0]
    for title in (head.og_title, headline_of_title(head)):
        if title and (line := _line_of(root, title)):
            return line
    first = [each for each, _ in headings if each.name == "h1"]
    return next(iter(others or first), None)


def headline_of_title(head: PageHead) -> str:
    """What the page's title says of the story, without the name of its site; "" for nothing."""
    title = head.og_title or head.title
    parts = _PARTS.split(title)
    site = _letters(head.site)
    if len(parts) > 1 and site and _letters(parts[0]) == site:
        title = title.removeprefix(parts[0])
    elif len(parts) > 1 and site and _letters(parts[-1]) == site:
        title = title.removesuffix(parts[-1])
    elif not head.og_title:
        title = _SITE_SUFFIX.sub("", title) or title
    title = title.strip(" |_｜»›·•-–—:")
    return title if len(title) <= HEADLINE_MAX else ""


def _line_of(root: Element, title: str) -> Element | None:
    """Old pages set the headline as a line like any other: one that says what the title says."""
    said = _letters(title)
    for each in root.within():
        if not each.is_inline and not _has_blocks(each):
            words = each.text
            if len(said) >= _SHORTEST and len(words) <= HEADLINE_MAX and _letters(words) == said:
                return each
    return None


def _has_blocks(element: Element) -> bool:
    return any(isinstance(node, Element) and not node.is_inline for node in element.children)


def _repeats(title: str, heading: str) -> bool:
    if title.startswith(heading):
        return len(heading) >= _SHORTEST or title == heading or len(_parts(title)) > 1
    said, words = _letters(title), _letters(heading)
    return len(words) >= _SHORTEST and words in said


def _parts(title: str) -> list[str]:
    return [part for part in _PARTS.split(title) if part]


def _is_logo(heading: Element) -> bool:
    """A heading that is a link, or a picture, is the site's name at the head of every page."""
    links: Iterable[Element] = heading.outermost(lambda e: e.is_link)
    linked = sum(len(each.text) for each in links)
    return linked >= len(heading.text) or "logo" in " ".join(heading.classes)


def _letters(text: str) -> str:
    return _NO_LETTERS.sub("", text).casefold()
