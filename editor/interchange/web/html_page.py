"""A page of HTML becomes a story.

Takes what a page says openly (headline, deck, byline, figure) and sets aside what stands around
the story; what a page says only by its order is left to `page_order`.
"""

import re
from dataclasses import dataclass, field, replace

from editor.interchange.arriving import signatures
from editor.interchange.arriving.incoming import BODY, Found, IncomingStory, numbered
from editor.interchange.arriving.left_out import LeftOut, told_by
from editor.interchange.arriving.lost_characters import quoted
from editor.interchange.arriving.page_order import NO_HEADLINE, arrange, arrange_pieces
from editor.interchange.arriving.text_flow import split_lines
from editor.interchange.web.body_flow import blocks_of
from editor.interchange.web.foreign_pictures import PHOTO, SavedPage
from editor.interchange.web.foreign_signs import set_aside
from editor.interchange.web.html_head import PageHead, find_headline, headline_of_title, read_head
from editor.interchange.web.lifted_pictures import MAX_CHARACTERS, lift
from editor.interchange.web.page_copy import HEADLINE, PageCopy, grouped
from editor.interchange.web.page_seen import Expected, lost_of_page
from editor.interchange.web.sanitise import BOOK, CleanPage, sanitised
from editor.interchange.web.shown_words import show_words
from editor.interchange.web.tree import Element, apply_sheets, parse
from editor.interchange.web.word_lists import restore_word_lists
from editor.late import regex
from editor.message import message
from editor.story.credit import parse_credit, split_caption
from editor.story.document import Block, Heading, Paragraph
from editor.story.runs import Run, runs_text

DECK_MAX = 400
# Characters a line has at least, on average, where forced line breaks stand for paragraphs.
LINES_MIN = 60
SEEN_MIN = 600  # characters that are seen of a page at least, or something hid its story
_DECK = regex(r"(?:.*[-_])?(?:deck|dek|standfirst|subtitle|subheadline|subhead)")
_BYLINE = regex(r"(?:.*[-_])?(?:byline|authors?)")
_CAPTION = regex(r"(?:.*[-_])?(?:caption|figcaption|caption-text)")
_CREDIT = regex(r"(?:.*[-_])?(?:credit|credits|photographer)")


def read_html(page: str, saved: SavedPage | None = None) -> IncomingStory:
    """The story on a page of HTML, with its pictures when `saved` says where they may be.

    Raises BeyondBounds before a page beyond bounds is parsed.
    """
    if saved is None:
        clean = sanitised(page, BOOK)
        return _accounted(clean, parse(clean), IncomingStory())
    words, lifted = lift(page) if len(page) <= MAX_CHARACTERS else (page, {})
    clean = sanitised(words, BOOK)
    root = parse(clean)
    return _accounted(clean, root, IncomingStory(pictures=saved.take(root, lifted)))


def _accounted(page: CleanPage, root: Element, known: IncomingStory) -> IncomingStory:
    """The story, and what of the page is in neither it nor a sentence about it."""
    reading = _Reading(root, read_head(page.source), known, is_site=True)
    story = _with_shown_pictures(reading.story(page))
    unplaced = lost_of_page(page, reading.expected, told_by(story), reading.left_out)
    return replace(story, unplaced=(*story.unplaced, *unplaced))


def story_on_page(
    page: CleanPage, head: PageHead, known: IncomingStory, *, all_body: bool = False
) -> IncomingStory:
    """The story on a sanitised page; what `known` says already stands. With
    `all_body` nothing on it is taken for anything else than copy."""
    return _Reading(parse(page), head, known, all_body).story(page)


@dataclass(slots=True)
class _Reading:
    root: Element
    head: PageHead
    known: IncomingStory
    all_body: bool = False
    is_site: bool = False
    left_out: LeftOut = field(default_factory=LeftOut)
    expected: Expected = field(default_factory=Expected)  # of the page without what is around

    def story(self, page: CleanPage) -> IncomingStory:
        """What the page gives, with a sentence on all that it does not."""
        apply_sheets(page.sheets, self.root)
        self.left_out = page.left_out()
        story = self._story()
        return replace(
            story,
            warnings=(*page.lost, *story.warnings),
            quoted=(*story.quoted, *self.left_out.quoted),
        )

    def _story(self) -> IncomingStory:
        self._drop_hidden()
        set_aside(self.root, self.left_out)
        show_words(self.root, self.head.language)
        content = self.root if self.all_body else self._content_alone()
        restore_word_lists(content, self.left_out.quoted)
        blocks = blocks_of(content.children, self.left_out)
        if self.all_body:
            pieces = [replace(piece, style=BODY) for piece in numbered(blocks)]
            story = arrange_pieces(self.known, pieces)
            return replace(story, warnings=(*story.warnings, *self.left_out.sentences()))
        blocks = [part for block in blocks for part in _paragraphs_of_lines(block)]
        while blocks and _words(blocks[0]) in ("", self.known.headline) and self.known.headline:
            # The headline once more, or an empty paragraph above the story.
            self.left_out.words("part.headline-again", _words(blocks[0]))
            del blocks[0]
        story = arrange(self.known, blocks)
        warnings = (*story.warnings, *self.left_out.sentences())
        return self._with_head(replace(story, warnings=warnings))

    def _content_alone(self) -> Element:
        """The story's own element, without what the page says openly is no copy."""
        self._take_headline()
        if self.is_site:
            self._drop_around()
        content = self.root
        self.expected = Expected.of(content)
        self._take_deck(content)
        self._take_byline(content)
        self._take_captions(content)
        return content

    def _drop_hidden(self) -> None:
        """Before anything is taken for a headline: what readers never saw is no part of it."""
        hidden = [(e, e.words) for e in self.root.outermost(lambda e: e.is_hidden)]
        most = max(hidden, key=lambda each: len(each[1]), default=None)
        seen = len(self.root.text) - sum(len(words) for _, words in hidden)
        if most and seen < SEEN_MIN and seen < len(most[1]):
            # A page that is shown by a script has its story hidden until then.
            most[0].show()
            self._drop_hidden()
            return
        for _, words in hidden:
            self.left_out.hidden(words)
        self.root.remove([element for element, _ in hidden])

    def _take_headline(self) -> None:
        """An empty element stays where the heading was: the story begins near it."""
        heading = find_headline(self.root, self.head)
        if heading is not None and not self.known.headline:
            text = heading.text
            self.known = replace(self.known, headline=text)
            self._said_openly("headline", text)
            heading.name = HEADLINE
            heading.take_words()
        elif heading is None and (self.head.og_title or self.head.site):
            # The page knows what its story is called; its first line need not be it.
            self._take_title()

    def _take_title(self) -> None:
        if not self.known.headline and (title := headline_of_title(self.head)):
            warnings = (
                *self.known.warnings,
                message("arriving.headline-of-page", title=quoted(title)),
            )
            self.known = replace(self.known, headline=title, warnings=warnings)

    def _drop_around(self) -> None:
        for what, words in grouped(PageCopy(self.root, bool(self.head.title)).left_out):
            self.left_out.words(what, words)

    def _take_deck(self, content: Element) -> None:
        deck = content.first(lambda e: not e.is_inline and _named(e, _DECK))
        if deck is None or self.known.deck:
            return
        text = deck.text
        if 0 < len(text) <= DECK_MAX:
            self.known = replace(self.known, deck=text)
            self._said_openly("deck", text)
            deck.take_words()

    def _take_byline(self, content: Element) -> None:
        for element in content.outermost(lambda e: _named(e, _BYLINE)):
            text = element.text
            names, words = signatures.byline(text)
            names = names or signatures.people(text)
            if names and not self.known.byline:
                self.known = replace(self.known, byline=names)
                self._said_openly("byline", text)
                self.left_out.words("part.rest-of-byline", words)
                element.take_words()
                return

    def _take_captions(self, content: Element) -> None:
        """The first figure's caption is the lead photo's; further ones wait for their photos."""
        self._take_figures(content)
        found = content.outermost(_is_caption)
        captions = [(element, text) for element in found if (text := element.text)]
        for element, text in captions:
            if self.known.caption or not self.known.credit.is_blank:
                self.left_out.words("part.further-caption", text)
            else:
                caption, credit = _caption_parts(element, text)
                self.known = replace(self.known, caption=caption, credit=parse_credit(credit))
                self._said_openly("caption", text)
        for element, _ in captions:
            element.take_words()

    def _take_figures(self, content: Element) -> None:
        """A figure says which picture a caption belongs to."""
        pictures = {picture.key: picture for picture in self.known.pictures}
        taken: list[Element] = []
        for figure in content.outermost(lambda e: e.name == "figure"):
            photo, caption = figure.first(lambda e: e.name == PHOTO), figure.first(_is_caption)
            if photo is None or caption is None or not (text := caption.text):
                continue
            key = photo.attributes["src"]
            words, credit = _caption_parts(caption, text)
            pictures[key] = replace(pictures[key], caption=words, credit=parse_credit(credit))
            found = Found("caption", text, 0, Paragraph((Run(text),)), key)
            self.known = replace(self.known, found=(*self.known.found, found))
            taken.append(caption)
        content.remove(taken)
        kept = tuple(pictures[each.key] for each in self.known.pictures)
        self.known = replace(self.known, pictures=kept)

    def _said_openly(self, name: str, words: str) -> None:
        """What the page's own markup said, for the person who confirms it."""
        found = Found(name, words, 0, Paragraph((Run(words),)))
        self.known = replace(self.known, found=(*self.known.found, found))

    def _with_head(self, story: IncomingStory) -> IncomingStory:
        """What only the page's head says, where the page itself is silent."""
        head = self.head
        warnings = list(story.warnings)
        story = replace(
            story,
            language=story.language or head.language,
            keywords=story.keywords or split_keywords(head.keywords),
            byline=story.byline or signatures.people(head.author),
        )
        if not story.headline and (title := headline_of_title(head)):
            warnings = [each for each in warnings if each != NO_HEADLINE]
            warnings.append(message("arriving.headline-of-page", title=quoted(title)))
            story = replace(story, headline=title)
        description = head.description
        if description and not story.deck and not _repeats(description, story):
            warnings.append(message("arriving.deck-of-page", description=quoted(description)))
            story = replace(story, deck=description)
        return replace(story, warnings=tuple(dict.fromkeys(warnings)))


def _is_caption(element: Element) -> bool:
    return element.name == "figcaption" or _named(element, _CAPTION)


def _with_shown_pictures(story: IncomingStory) -> IncomingStory:
    """Without the pictures that stand around the story: logos, teasers, somebody's portrait."""
    shown = {story.lead, *story.body.placements}
    around = [picture for picture in story.pictures if picture.key not in shown]
    if not around:
        return story
    keys = {picture.key for picture in around}
    captions = [found.text for found in story.found if found.picture in keys]
    words = [each for each in (*(picture.alt for picture in around), *captions) if each.strip()]
    names = [*(picture.name for picture in around), *map(quoted, words)]
    said = message("left-out.pictures-around", n=len(around), names=names)
    return replace(
        story,
        pictures=tuple(picture for picture in story.pictures if picture.key in shown),
        found=tuple(each for each in story.found if not each.picture or each.picture in shown),
        warnings=(*story.warnings, said),
        quoted=(*story.quoted, *words),
    )


def split_keywords(text: str) -> tuple[str, ...]:
    """Keywords as a head or front matter lists them; "and" does not separate here."""
    parts = re.split(r"[,;，；、]", text)
    return tuple(dict.fromkeys(" ".join(part.split()) for part in parts if part.strip()))


def _named(element: Element, pattern: re.Pattern[str]) -> bool:
    return any(pattern.fullmatch(name) for name in element.classes)


def _caption_parts(element: Element, text: str) -> tuple[str, str]:
    """(caption, credit words); the credit in brackets at the end or in an element of its own."""
    caption, credit = split_caption(text)
    if not credit and (own := element.first(lambda e: _named(e, _CREDIT))):
        credit = own.text
        element.remove([own])
        caption = element.text
    return caption, credit


def _paragraphs_of_lines(block: Block) -> list[Block]:
    """Pages without paragraph tags break lines instead; such lines are paragraphs."""
    if not isinstance(block, Paragraph):
        return [block]
    parts = split_lines(block.runs)
    if len(parts) < 2 or len(runs_text(block.runs)) < LINES_MIN * len(parts):
        return [block]
    return [Paragraph(part) for part in parts]


def _words(block: Block) -> str:
    if isinstance(block, Paragraph | Heading):
        return " ".join(runs_text(block.runs).split())
    return "-"


def _repeats(description: str, story: IncomingStory) -> bool:
    """Whether a page's description is only its beginning again, or words about the site."""
    start = description.rstrip(".… ").casefold()
    return (
        len(description) > DECK_MAX
        or start in story.headline.casefold()
        or start in " ".join(story.body.text.split()).casefold()
        or start in story.caption.casefold()
    )
