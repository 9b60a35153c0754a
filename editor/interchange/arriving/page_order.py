"""The order of a story page: headline, caption with credit, deck, body, contributor line.

Takes the pieces of a copied page, whatever file they came in, and says which of them is what,
and of each where it stood. Nothing vanishes silently: what does not become a part of the story
is quoted in a warning.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from editor.interchange.arriving import signatures
from editor.interchange.arriving.furniture import (
    closing_furniture,
    is_site_label,
    opening_furniture,
)
from editor.interchange.arriving.incoming import (
    BODY,
    CAPTION,
    PLAIN,
    Found,
    IncomingStory,
    Piece,
    numbered,
)
from editor.interchange.arriving.left_out import part_left_out
from editor.interchange.arriving.lost_characters import quoted
from editor.interchange.arriving.page_pictures import CAPTION_ABOVE, caption_and_credit, captioned
from editor.interchange.arriving.paragraphs import ends_sentence
from editor.interchange.arriving.text_flow import cut
from editor.message import Message, message
from editor.story.credit import parse_credit
from editor.story.document import Block, Document, Heading, Paragraph, PhotoBlock
from editor.story.fields import FIELDS, RUN_IN, FieldKind, named
from editor.story.people import Role, split_names
from editor.story.runs import Runs, runs_text
from editor.story.text import clean_line

HEADLINE_ALWAYS = 110  # characters: a first line up to this is a headline whatever its end
HEADLINE_MAX = 180  # up to this it is one when it does not close like a sentence
HEADLINE_WITHIN = 8  # pieces from the top among which a title style is looked for
DECK_MAX = 220
NO_HEADLINE = message("arriving.no-headline")
_MENU = "part.navigation"
MENU_MIN = 3  # single labels in a row that make a menu
# A deck never ends as these do: an introduction to a list or a quote, a sentence going on.
_GOES_ON = (",", ";", ":", "：", "，", "；", "—", "–", "-", "(", "（")


def arrange(story: IncomingStory, blocks: Sequence[Block]) -> IncomingStory:
    """`story` completed from `blocks`; what it already says (from HTML or front matter) stands."""
    return arrange_pieces(story, numbered(blocks))


def arrange_pieces(story: IncomingStory, pieces: Sequence[Piece]) -> IncomingStory:
    """As `arrange`, where more is known of the pieces; what a style says outweighs its place."""
    page = _Page(story, list(pieces))
    page.caption_pictures()
    page.drop_foot()
    page.drop_top()
    page.take_headline()
    page.take_front()
    page.take_contributors()
    page.take_dateline()
    page.look_for_captions()
    return page.story()


@dataclass(slots=True)
class _Page:
    """The pieces not yet placed, and the story as far as it is known."""

    known: IncomingStory
    pieces: list[Piece]
    warnings: list[Message] = field(default_factory=list)
    quoted: list[str] = field(default_factory=list)

    def story(self) -> IncomingStory:
        body = Document.of(piece.block for piece in self.pieces)
        if body.is_blank:
            self.warnings.append(message("arriving.no-body"))
        for found in self.known.found:
            self.warnings.extend(lost_links(found.field, getattr(found.block, "runs", ())))
        return replace(
            self.known,
            body=body,
            pieces=tuple(self.pieces),
            found=tuple(sorted(self.known.found, key=lambda each: each.number)),
            warnings=(*self.known.warnings, *dict.fromkeys(self.warnings)),
            quoted=(*self.known.quoted, *self.quoted),
        )

    def caption_pictures(self) -> None:
        """What stands right below a picture and looks like a caption is its caption."""
        self.known, self.pieces = captioned(self.known, self.pieces)

    def drop_foot(self) -> None:
        """Navigation, footer and address lines, from the last line upwards."""
        left_out: list[Message] = []
        while self.pieces:
            text = self._text(-1)
            if menu := self._menu_length(from_end=True):
                labels = [self._text(i) for i in range(-menu, 0)]
                left_out.append(part_left_out(_MENU, ", ".join(labels)))
                self.quoted += labels
                del self.pieces[-menu:]
            elif kind := closing_furniture(text) if text and self._is_loose(-1) else "":
                left_out.append(part_left_out(kind, text))
                self.quoted.append(text)
                del self.pieces[-1]
            else:
                break
        self.warnings.extend(reversed(left_out))

    def drop_top(self) -> None:
        """Navigation and bread-crumbs above the headline, and a picture that stands there."""
        while self.pieces:
            if menu := self._menu_length(from_end=False):
                labels = [self._text(i) for i in range(menu)]
                self._left_out(_MENU, ", ".join(labels))
                del self.pieces[:menu]
            elif not self._drop_if_furniture(0) and not self._take_lead():
                break

    def take_headline(self) -> None:
        if self.known.headline or not self.pieces:
            return
        near = enumerate(self.pieces[:HEADLINE_WITHIN])
        styled = next((i for i, p in near if p.style == "headline" and p.text), None)
        index = styled or 0
        piece = self.pieces[index]
        if styled is not None or self._is_headline(piece):
            self.known = replace(self.known, headline=clean_line(piece.text))
            self._found("headline", index)
        else:
            self.warnings.append(NO_HEADLINE)

    def take_front(self) -> None:
        """Byline, lead photo, caption with credit and deck, in any order, until the body."""
        while self.pieces and isinstance(self.pieces[0].block, Paragraph | PhotoBlock):
            taken = (
                self._take_lead()
                or self._take_styled()
                or self._take_byline()
                or self._take_caption()
                or self._drop_if_furniture(0)
                or self._take_deck()
            )
            if not taken:
                return

    def take_contributors(self) -> None:
        """The contributor line: one of the last paragraphs, wherever an end mark put it."""
        for index in range(len(self.pieces) - 1, max(-1, len(self.pieces) - 5), -1):
            piece = self.pieces[index]
            names, words = signatures.contributors(piece.text)
            if piece.style == "contributors" and not names:
                names = split_names(piece.text.removesuffix(" contributed to this story."))
            if not names or piece.style == BODY:
                continue
            if words:
                self.warnings.append(message("arriving.names-of-line", line=quoted(words)))
            self._name("contributors", names, index)

    def take_dateline(self) -> None:
        first = self.pieces[0] if self.pieces else None
        if self.known.dateline or first is None or first.style == BODY:
            return
        if not isinstance(first.block, Paragraph) or not first.block.runs:
            return
        runs = first.block.runs
        dateline, rest = signatures.split_dateline(runs_text(runs))
        if dateline:
            whole = runs_text(runs)
            kept = cut(runs, len(whole) - len(rest), len(whole))
            found = Found("dateline", dateline, first.number, first.block)
            known = (*self.known.found, found)
            self.known = replace(self.known, dateline=dateline, found=known)
            self.pieces[0] = replace(first, block=Paragraph(kept))

    def look_for_captions(self) -> None:
        for piece in self.pieces:
            if piece.style != BODY and caption_and_credit(piece.text)[1]:
                caption = quoted(piece.text, 80)
                self.warnings.append(message("arriving.caption-in-body", caption=caption))

    def _take_lead(self) -> bool:
        """A picture above the text is the lead photo; its caption came with it."""
        block = self.pieces[0].block
        if not isinstance(block, PhotoBlock) or self.known.lead or not self._is_loose(0):
            return False
        picture = next((p for p in self.known.pictures if p.key == block.placement), None)
        if picture is None:
            return False
        self.known = replace(self.known, lead=picture.key)
        if picture.caption or not picture.credit.is_blank:
            self.known = replace(self.known, caption=picture.caption, credit=picture.credit)
        del self.pieces[0]
        return True

    def _take_styled(self) -> bool:
        """What a paragraph's own style says it is."""
        piece = self.pieces[0]
        field, line = FIELDS.get(piece.style), clean_line(piece.text)
        if field is None or not line:
            return False
        if field.kind is FieldKind.LINE and not getattr(self.known, field.key):
            self.known = replace(self.known, **{field.key: line})
            self._found(field.key, 0)
        elif field.role is Role.AUTHOR:
            names = signatures.byline(line)[0] or split_names(line.removeprefix("By "))
            self._name(field.key, names, 0)
        else:
            return False
        return True

    def _take_byline(self) -> bool:
        names, words = signatures.byline(self._text(0))
        if not names or not self._is_loose(0):
            return False
        if words:
            self.warnings.append(message("arriving.names-of-byline", byline=quoted(words)))
        self._name("byline", names, 0)
        return True

    def _take_caption(self) -> bool:
        if self.known.caption or not self.known.credit.is_blank or not self._is_loose(0):
            return False
        above = self._text(0)
        caption, credit = caption_and_credit(above)
        count = 1
        if self.pieces[0].style == CAPTION and not credit and above:
            caption = clean_line(above)
        elif not credit and len(self.pieces) > 2 and len(above) <= CAPTION_ABOVE:
            # The credit may stand on a line of its own, below a caption and above the body.
            below, credit = caption_and_credit(self._text(1))
            caption, credit = ("", "") if below else (clean_line(above), credit)
            count = 2
        if not credit and not (caption and self.pieces[0].style == CAPTION):
            return False
        self.known = replace(self.known, caption=caption, credit=parse_credit(credit))
        for _ in range(count):
            self._found("caption", 0, picture=self.known.lead)
        return True

    def _take_deck(self) -> bool:
        text = self._text(0)
        followed = any(isinstance(piece.block, Paragraph) for piece in self.pieces[1:])
        if self.known.deck or not followed or not self._is_loose(0) or not _is_deck(text):
            return False
        self.known = replace(self.known, deck=clean_line(text))
        self._found("deck", 0)
        return True

    def _name(self, line: str, names: tuple[str, ...], index: int) -> None:
        """The piece names these, each of whom its line has once."""
        known = tuple(dict.fromkeys((*getattr(self.known, line), *names)))
        self.known = replace(self.known, **{line: known})
        self._found(line, index)

    def _found(self, name: str, index: int, *, picture: str = "") -> None:
        """The piece is no copy: off the page, and remembered with its place."""
        piece = self.pieces.pop(index)
        found = Found(name, piece.text, piece.number, piece.block, picture)
        self.known = replace(self.known, found=(*self.known.found, found))

    def _drop_if_furniture(self, index: int) -> bool:
        text = self._text(index)
        kind = opening_furniture(text) if text and self._is_loose(index) else ""
        if kind:
            self._left_out(kind, text)
            del self.pieces[index]
        return bool(kind)

    def _left_out(self, part: str, words: str) -> None:
        self.warnings.append(part_left_out(part, words))
        self.quoted.append(words)

    def _menu_length(self, *, from_end: bool) -> int:
        """How many single site labels stand in a row at that edge, when they make a menu."""
        order = range(len(self.pieces))
        count = 0
        for index in reversed(order) if from_end else order:
            if not is_site_label(self._text(index)) or not self._is_loose(index):
                break
            count += 1
        return count if count >= MENU_MIN else 0

    def _is_headline(self, piece: Piece) -> bool:
        if piece.style != PLAIN:
            return False
        return isinstance(piece.block, Heading) or _is_headline(piece.text)

    def _is_loose(self, index: int) -> bool:
        """Whether the file does not say itself that the piece is copy."""
        return self.pieces[index].style != BODY

    def _text(self, index: int) -> str:
        return self.pieces[index].text


def lost_links(name: str, runs: Runs) -> Iterator[Message]:
    """Sentences about links on words of a line that carries none (`name` is its field)."""
    if name in RUN_IN:
        return  # cut off its paragraph, whose links stay with it
    linked = groupby((run for run in runs if run.href), key=lambda run: run.href)
    for address, alike in linked:
        words = quoted("".join(run.text for run in alike))
        yield message("arriving.lost-link", field=named(name), words=words, address=address)


def _is_headline(text: str) -> bool:
    if not text or caption_and_credit(text)[1]:
        return False
    return len(text) <= HEADLINE_ALWAYS or (len(text) <= HEADLINE_MAX and not ends_sentence(text))


def _is_deck(text: str) -> bool:
    if not text or len(text) > DECK_MAX or ends_sentence(text) or text.endswith(_GOES_ON):
        return False
    return not signatures.split_dateline(text)[0] and not signatures.contributors(text)[0]
