"""Copy written in Markdown becomes a story.

CommonMark with tables and strike-through; raw HTML in it stays text. Markdown is turned into
HTML first, so that both ways in share one reading of blocks, marks and links.
"""

import re
from dataclasses import replace
from itertools import pairwise

from markdown_it import MarkdownIt
from markdown_it.token import Token

from editor.interchange import signatures
from editor.interchange.front_matter import FrontMatter, read_front_matter
from editor.interchange.html_head import PageHead, language_tag
from editor.interchange.html_page import split_keywords, story_on_page
from editor.interchange.incoming import IncomingStory
from editor.interchange.quoting import quoted
from editor.interchange.refusal import BeyondBounds
from editor.interchange.sanitise import sanitised
from editor.story.credit import parse_credit
from editor.story.text import clean_line, clean_text

_ATTRIBUTION_STARTS = ("—", "–", "--", "―")
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
# The parser takes some 25 millionths of a second for each of these, and more for a line.
_SIGNS = "[]*_`!~|<>&#\\"
MAX_SIGNS = 30_000
MAX_LINES = 20_000
FORMAT = "galley"  # `format:` of a file that Galley wrote: below its front matter all is body
MAX_NESTING = 40  # blocks within blocks; a list and its item are two
_USED = frozenset(
    "title headline deck description standfirst summary author authors byline contributors "
    "keywords tags language lang dateline caption credit photo format".split()
)


def read_markdown(text: str) -> IncomingStory:
    """The story in `text`; `# ` is the headline unless front matter has a title.

    Raises BeyondBounds for what would take too long to read.
    """
    front = read_front_matter(clean_text(text))
    story = _known(front)
    _hold_bounds(front.rest)
    page = sanitised(markdown_html(front.rest))
    story = story_on_page(page, PageHead(), story, all_body=front.line("format") == FORMAT)
    if _TAG.search(story.body.text):
        tags = quoted(", ".join(dict.fromkeys(_TAG.findall(story.body.text))), 100)
        note = f"HTML in the Markdown came in as text, tags and all: {tags}"
        story = replace(story, warnings=(*story.warnings, note))
    return story


def _hold_bounds(text: str) -> None:
    if sum(map(text.count, _SIGNS)) > MAX_SIGNS:
        raise BeyondBounds(f"it has more than {MAX_SIGNS:,} signs such as * and [")
    if text.count("\n") > MAX_LINES:
        raise BeyondBounds(f"it has more than {MAX_LINES:,} lines")


def _known(front: FrontMatter) -> IncomingStory:
    unused = [
        f"{key}: {', '.join(values)}" for key, values in front.values.items() if key not in _USED
    ]
    keywords = [word for each in front.list("keywords", "tags") for word in split_keywords(each)]
    return IncomingStory(
        headline=clean_line(front.line("title", "headline")),
        deck=clean_line(front.line("deck", "standfirst", "description", "summary")),
        byline=_names(front.list("byline", "authors", "author")),
        contributors=_names(front.list("contributors")),
        dateline=clean_line(front.line("dateline")),
        keywords=tuple(dict.fromkeys(keywords)),
        language=language_tag(front.line("language", "lang")),
        caption=clean_line(front.line("caption")),
        credit=parse_credit(front.line("credit")),
        warnings=tuple(f"Front matter that was not used: {quoted(line)}" for line in unused),
    )


def _names(given: tuple[str, ...]) -> tuple[str, ...]:
    found = (
        name
        for each in given
        for name in signatures.byline(each)[0] or signatures.people(each) or (clean_line(each),)
    )
    return tuple(dict.fromkeys(name for name in found if name))


def markdown_html(text: str) -> str:
    """Markdown as HTML, before any fence."""
    parser = MarkdownIt("commonmark", {"html": False, "maxNesting": MAX_NESTING}).enable(
        ["table", "strikethrough"]
    )
    # Which addresses a story may link to is decided for all ways in at one place (`body_flow`).
    parser.validateLink = _every_address
    parsed = parser.parse(text)
    for token in parsed:
        if token.level >= MAX_NESTING - 1:  # the parser leaves out what is deeper
            raise BeyondBounds("its lists or quotes are nested too deeply")
        _break_before_attribution(token.children or [])
    return parser.renderer.render(parsed, parser.options, {})


def _every_address(url: str) -> bool:
    return True


def _break_before_attribution(children: list[Token]) -> None:
    """A quote's last line `— Name` stays a line: Markdown would join it to the one above."""
    for token, following in pairwise(children):
        if token.type == "softbreak" and following.content.startswith(_ATTRIBUTION_STARTS):
            token.type = "hardbreak"
            token.tag = "br"
