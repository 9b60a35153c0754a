"""A published page read as a browser would, only stricter: what it loads, links to and runs.

It knows every element and attribute a page of ours may have; anything else is named. It reads
text and touches no file.
"""

import json
from dataclasses import dataclass, field
from html.parser import HTMLParser

_SETS = {"img": "srcset", "source": "srcset"}
_ANYWHERE = frozenset(("id", "class", "lang", "dir", "tabindex", "aria-label", "aria-hidden"))
_ELEMENTS: dict[str, frozenset[str]] = {
    "a": frozenset(("href", "rel", "aria-current")),
    "div": frozenset(("data-mark", "role")),
    "html": frozenset(),
    "img": frozenset(
        ("src", "srcset", "sizes", "width", "height", "alt", "loading", "decoding", "fetchpriority")
    ),
    "link": frozenset(("rel", "href")),
    "meta": frozenset(("charset", "name", "property", "http-equiv", "content")),
    "script": frozenset(("type",)),
    "source": frozenset(("type", "srcset", "sizes")),
    "th": frozenset(("scope",)),
    "time": frozenset(("datetime",)),
}
_PLAIN = (
    "head title body header nav main article aside footer figure figcaption picture p h1 h2 h3 "
    "ul ol li table thead tbody tr td blockquote cite hr br strong em u s sup sub span code"
)
_ELEMENTS |= dict.fromkeys(_PLAIN.split(), frozenset())
_VOID = frozenset(("br", "hr", "img", "link", "meta", "source"))
LINKED_DATA = "application/ld+json"


@dataclass(slots=True)
class PageReading:
    """What one page says of itself.

    `links` lead away when somebody clicks; `loads` are fetched with the page; `claims` name
    files without fetching them (a share card's picture); `ids` are what a `#link` may lead to.
    """

    policy: list[str] = field(default_factory=list)
    robots: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    loads: list[str] = field(default_factory=list)
    claims: list[str] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    linked_data: list[str] = field(default_factory=list)
    title: str = ""
    problems: list[str] = field(default_factory=list)

    @property
    def is_proof(self) -> bool:
        return any("noindex" in content.lower() for content in self.robots)


def read_page(html: str) -> PageReading:
    """Read `html`; whatever no page of ours has is among the `problems`."""
    reader = _Reader()
    if not html.startswith("<!doctype html>\n<html"):
        reader.page.problems.append("The page does not begin as an HTML page.")
    if "\0" in html:
        reader.page.problems.append("The page has NUL characters.")
    reader.feed(html)
    reader.close()
    reader.finish()
    return reader.page


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.page = PageReading()
        self._open: list[str] = []
        self._script: list[str] | None = None
        self._before_policy = True

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        known = _ELEMENTS.get(tag)
        if known is None:
            self._object(f"The page has a <{tag[:20]}> element.")
        else:
            wrong = [name for name in given if name not in known | _ANYWHERE]
            if wrong:
                self._object(f"<{tag}> has an attribute {wrong[0][:30]!r}.")
        if len(given) != len(attrs):
            self._object(f"<{tag[:20]}> has an attribute twice.")
        if tag not in _VOID:
            self._open.append(tag)
        if given.get("id"):
            self.page.ids.append(given["id"])
        self._note(tag, given)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        # HTML has no such form: a browser ignores the slash, so `<script/>` opens a script.
        self._object(f"<{tag[:20]}/> is no HTML.")
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if not self._open or self._open.pop() != tag:
            self._object(f"</{tag[:20]}> closes what is not open.")
        if tag == "script" and self._script is not None:
            self.page.linked_data.append("".join(self._script))
            self._script = None

    def handle_data(self, data: str) -> None:
        if self._script is not None:
            self._script.append(data)
        elif self._open and self._open[-1] == "title":
            self.page.title += data

    def handle_comment(self, data: str) -> None:
        # Browsers and this parser do not agree where every comment ends; ours has none.
        self._object("The page has a comment.")

    def handle_decl(self, decl: str) -> None:
        if decl.lower() != "doctype html":
            self._object("The page has a declaration that is none of HTML's.")

    def unknown_decl(self, data: str) -> None:
        self._object("The page has a marked section.")

    def handle_pi(self, data: str) -> None:
        self._object("The page has a processing instruction.")

    def finish(self) -> None:
        if self._open:
            self._object(f"<{self._open[-1]}> is never closed.")
        for text in self.page.linked_data:
            try:
                json.loads(text)
            except (ValueError, RecursionError):
                self._object("The page's JSON-LD is not JSON.")
            if "<" in text:
                self._object("The page's JSON-LD has markup in it.")

    def _note(self, tag: str, given: dict[str, str]) -> None:
        page = self.page
        if tag == "meta":
            self._note_meta(given)
        elif tag == "script":
            self._script = []
            if given.get("type") != LINKED_DATA:
                self._object("The page has a script.")
        elif tag == "link":
            rel = given.get("rel", "")
            if rel == "canonical":
                page.links.append(given.get("href", ""))
            elif rel == "stylesheet":
                page.loads.append(given.get("href", ""))
            else:
                self._object(f"The page has a link of the kind {rel[:30]!r}.")
        elif tag == "a" and "href" in given:
            page.links.append(given["href"])
        elif tag == "img":
            page.loads.append(given.get("src", ""))
        if self._before_policy and tag in ("link", "script", "img", "body"):
            self._before_policy = False
            self._object("The content policy does not come first.")
        if tag in _SETS and _SETS[tag] in given:
            page.loads += _source_set(given[_SETS[tag]])

    def _note_meta(self, given: dict[str, str]) -> None:
        content, equivalent = given.get("content", ""), given.get("http-equiv", "").lower()
        if equivalent == "content-security-policy":
            self._before_policy = False
            if self._open != ["html", "head"]:
                self._object("The content policy does not stand in the head.")
            self.page.policy.append(content)
        elif equivalent:
            self._object(f"<meta http-equiv={equivalent[:30]!r}> is not for pages of ours.")
        if given.get("name", "").lower() == "robots":
            self.page.robots.append(content)
        if given.get("property") == "og:image":
            self.page.claims.append(content)

    def _object(self, problem: str) -> None:
        if problem not in self.page.problems:
            self.page.problems.append(problem)


def _source_set(text: str) -> list[str]:
    return [part.split()[0] for part in text.split(",") if part.strip()]
