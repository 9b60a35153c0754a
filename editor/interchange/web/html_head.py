"""What a web page says about itself in its head: title, description, author, language."""

import re
from dataclasses import dataclass
from html import unescape

from editor.interchange.web.markup import Tag, Text, tokens
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
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")


@dataclass(frozen=True, slots=True)
class PageHead:
    """ "" where the page says nothing; `keywords` as one line; `language` a BCP 47 tag."""

    title: str = ""
    description: str = ""
    author: str = ""
    keywords: str = ""
    language: str = ""
    og_title: str = ""
    site: str = ""


def read_head(page: str) -> PageHead:
    """Reads up to the page's body; of each statement the first counts."""
    said: dict[str, str] = {}
    in_title = False
    for token in tokens(page):
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
