"""A published page read as a browser would, only stricter: what it loads, links to and runs.

It knows every element and attribute a page of ours may have; anything else is named. It reads
text and touches no file.
"""

import json
from contextlib import suppress
from dataclasses import dataclass, field
from html import unescape
from typing import NoReturn

from editor.late import regex
from editor.message import Message, message

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
MAX_PROBLEMS = 100

_DOCTYPE = "<!doctype html>"
_BEGINNING = f"{_DOCTYPE}\n<html"
# Possessive throughout: nothing is tried a second time, so a hostile page costs its length.
_NAME, _VALUE = "[A-Za-z][A-Za-z0-9:_-]*+", r"""(?:"[^"<]*+"|'[^'<]*+'|[^\s"'<>=`]++)"""
_ATTRIBUTE = regex(rf"\s++({_NAME})(?:=({_VALUE}))?+")
_TAG = regex(
    rf"<(?P<closes>/?+)(?P<name>{_NAME})"
    rf"(?P<attributes>(?:\s++{_NAME}(?:={_VALUE})?+)*+)\s*+(?P<slash>/?+)>"
)
_NOT_OURS = (
    ("<!--", "verification.page-comment"),
    ("<![", "verification.page-marked-section"),
    ("<!", "verification.page-declaration"),
    ("<?", "verification.page-instruction"),
    ("", "verification.page-no-tag"),
)


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
    ids: set[str] = field(default_factory=set)
    linked_data: list[str] = field(default_factory=list)
    titles: list[str] = field(default_factory=list)
    problems: list[Message] = field(default_factory=list)

    @property
    def title(self) -> str:
        return "".join(self.titles)

    @property
    def is_proof(self) -> bool:
        return any("noindex" in content.lower() for content in self.robots)


def read_page(html: str) -> PageReading:
    """Read `html` in time linear in its length; whatever no page of ours has is among the
    `problems`. What cannot be read like a page of ours ends the reading."""
    page = PageReading()
    if not html.startswith(_BEGINNING):
        page.problems.append(message("verification.page-beginning"))
    if "\0" in html:
        page.problems.append(message("verification.page-nul"))
    reader = _Reader(page)
    # A page made to cost is seen by its first sign that none of ours has.
    with suppress(_Enough):
        reader.read(html, len(_DOCTYPE) if html.startswith(_DOCTYPE) else 0)
        reader.finish()
    return page


class _Enough(Exception):
    """What follows cannot be told apart from what only looks so, or too much is wrong."""


class _Reader:
    """Tags as a browser finds them, on the strict form that our templates write: a page with
    anything on which two readers could disagree (comments, stray signs) is refused there."""

    def __init__(self, page: PageReading) -> None:
        self.page = page
        self._open: list[str] = []
        self._before_policy = True

    def read(self, html: str, at: int) -> None:
        while (begins := html.find("<", at)) >= 0:
            if self._open and self._open[-1] == "title":
                self.page.titles.append(unescape(html[at:begins]))
            tag = _TAG.match(html, begins)
            if tag is None:
                self._refuse(html[begins : begins + 9])
            at = tag.end()
            name = tag["name"].lower()
            if tag["closes"]:
                self._close(name)
                continue
            self._begin(name, _ATTRIBUTE.findall(tag["attributes"]))
            if tag["slash"]:
                # HTML has no such form: a browser ignores the slash.
                self._object("verification.page-slash", name=name[:20])
            if name == "script":
                # Its content is no markup up to its end.
                ends = html.find("</script", at)
                if ends < 0:
                    self._object("verification.page-script-open")
                    raise _Enough
                self.page.linked_data.append(html[at:ends])
                at = ends

    def finish(self) -> None:
        if self._open:
            self._object("verification.page-open", open=self._open[-1])
        for text in self.page.linked_data:
            try:
                json.loads(text)
            except (ValueError, RecursionError):
                self._object("verification.page-json")
            if "<" in text:
                self._object("verification.page-json-markup")

    def _refuse(self, beginning: str) -> NoReturn:
        self._object(next(key for sign, key in _NOT_OURS if beginning.startswith(sign)))
        raise _Enough

    def _begin(self, tag: str, attributes: list[tuple[str, str]]) -> None:
        given = {
            name.lower(): unescape(value[1:-1] if value[:1] in ('"', "'") else value)
            for name, value in attributes
        }
        known = _ELEMENTS.get(tag)
        if known is None:
            self._object("verification.page-element", tag=tag[:20])
        else:
            wrong = [name for name in given if name not in known | _ANYWHERE]
            if wrong:
                self._object("verification.page-attribute", tag=tag, wrong=wrong[0][:30])
        if len(given) != len(attributes):
            self._object("verification.page-attribute-twice", tag=tag[:20])
        if tag not in _VOID:
            self._open.append(tag)
        if given.get("id"):
            self.page.ids.add(given["id"])
        self._note(tag, given)

    def _close(self, tag: str) -> None:
        if not self._open or self._open.pop() != tag:
            self._object("verification.page-closes", tag=tag[:20])

    def _note(self, tag: str, given: dict[str, str]) -> None:
        page = self.page
        if tag == "meta":
            self._note_meta(given)
        elif tag == "script":
            if given.get("type") != LINKED_DATA:
                self._object("verification.page-script")
        elif tag == "link":
            rel = given.get("rel", "")
            if rel == "canonical":
                page.links.append(given.get("href", ""))
            elif rel == "stylesheet":
                page.loads.append(given.get("href", ""))
            else:
                self._object("verification.page-link", rel=rel[:30])
        elif tag == "a" and "href" in given:
            page.links.append(given["href"])
        elif tag == "img":
            page.loads.append(given.get("src", ""))
        if self._before_policy and tag in ("link", "script", "img", "body"):
            self._before_policy = False
            self._object("verification.page-policy-first")
        if tag in ("img", "source"):
            page.loads += _source_set(given.get("srcset", ""))

    def _note_meta(self, given: dict[str, str]) -> None:
        content, equivalent = given.get("content", ""), given.get("http-equiv", "").lower()
        if equivalent == "content-security-policy":
            self._before_policy = False
            if self._open != ["html", "head"]:
                self._object("verification.page-policy-head")
            self.page.policy.append(content)
        elif equivalent:
            self._object("verification.page-meta", equivalent=equivalent[:30])
        if given.get("name", "").lower() == "robots":
            self.page.robots.append(content)
        if given.get("property") == "og:image":
            self.page.claims.append(content)

    def _object(self, key: str, **values: str) -> None:
        problem = Message(key, tuple(values.items()))
        if problem not in self.page.problems:
            self.page.problems.append(problem)
        if len(self.page.problems) > MAX_PROBLEMS:
            raise _Enough


def _source_set(text: str) -> list[str]:
    return [part.split()[0] for part in text.split(",") if part.strip()]
