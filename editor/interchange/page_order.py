"""The order of a story page: headline, caption with credit, deck, body, contributor line.

Takes the blocks of a copied page, whatever file they came in, and says which of them is what.
Nothing vanishes silently: what does not become a part of the story is quoted in a warning.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from editor.interchange import signatures
from editor.interchange.furniture import closing_furniture, is_site_label, opening_furniture
from editor.interchange.incoming import IncomingStory
from editor.interchange.paragraphs import ends_sentence
from editor.interchange.quoting import quoted
from editor.story.credit import parse_credit, split_caption
from editor.story.document import Block, Document, Heading, Paragraph, Run, Runs, runs_text
from editor.story.text import clean_line

HEADLINE_ALWAYS = 110  # characters: a first line up to this is a headline whatever its end
HEADLINE_MAX = 180  # up to this it is one when it does not close like a sentence
DECK_MAX = 220
CAPTION_MAX = 800
CAPTION_ABOVE = 300  # of a caption whose credit stands on the next line
NO_HEADLINE = "The file begins without a headline; write one."
MENU_MIN = 3  # single labels in a row that make a menu
_NO_CREDIT = re.compile(r"sic|more|[\W\d_]*|.*@.*", re.IGNORECASE)  # [sic], [1], [a@b.c]
# A deck never ends as these do: an introduction to a list or a quote, a sentence going on.
_GOES_ON = (",", ";", ":", "：", "，", "；", "—", "–", "-", "(", "（")


def arrange(story: IncomingStory, blocks: Sequence[Block]) -> IncomingStory:
    """`story` completed from `blocks`; what it already says (from HTML or front matter) stands."""
    page = _Page(story, list(blocks))
    page.drop_foot()
    page.drop_top()
    page.take_headline()
    page.take_front()
    page.take_contributors()
    page.take_dateline()
    page.look_for_captions()
    return page.story()


def caption_and_credit(text: str) -> tuple[str, str]:
    """(caption, credit words) of a block that a bracketed credit closes; else ("", "")."""
    if len(text) > CAPTION_MAX:
        return "", ""
    caption, credit = split_caption(text)
    return ("", "") if not credit or _NO_CREDIT.fullmatch(credit) else (caption, credit)


@dataclass(slots=True)
class _Page:
    """The blocks not yet placed, and the story as far as it is known."""

    known: IncomingStory
    blocks: list[Block]
    warnings: list[str] = field(default_factory=list)

    def story(self) -> IncomingStory:
        body = Document.of(self.blocks)
        if body.is_blank:
            self.warnings.append("The file has no body text; only what stands above it came in.")
        return replace(
            self.known, body=body, warnings=(*self.known.warnings, *dict.fromkeys(self.warnings))
        )

    def drop_foot(self) -> None:
        """Navigation, footer and address lines, from the last line upwards."""
        left_out: list[str] = []
        while self.blocks:
            text = self._text(-1)
            if menu := self._menu_length(from_end=True):
                words = ", ".join(self._text(i) for i in range(-menu, 0))
                left_out.append(f"Left out the site navigation: {quoted(words)}")
                del self.blocks[-menu:]
            elif kind := closing_furniture(text) if text else "":
                left_out.append(f"Left out {kind}: {quoted(text)}")
                del self.blocks[-1]
            else:
                break
        self.warnings.extend(reversed(left_out))

    def drop_top(self) -> None:
        """Navigation and bread-crumbs above the headline."""
        while self.blocks:
            if menu := self._menu_length(from_end=False):
                words = ", ".join(self._text(i) for i in range(menu))
                self.warnings.append(f"Left out the site navigation: {quoted(words)}")
                del self.blocks[:menu]
            elif not self._drop_if_furniture(0):
                break

    def take_headline(self) -> None:
        if self.known.headline or not self.blocks:
            return
        text = self._text(0)
        if isinstance(self.blocks[0], Heading) or _is_headline(text):
            self.known = replace(self.known, headline=clean_line(text))
            del self.blocks[0]
        else:
            self.warnings.append(NO_HEADLINE)

    def take_front(self) -> None:
        """Byline, caption with credit and deck, in any order, until the body begins."""
        while self.blocks and isinstance(self.blocks[0], Paragraph):
            taken = (
                self._take_byline()
                or self._take_caption()
                or self._drop_if_furniture(0)
                or self._take_deck()
            )
            if not taken:
                return

    def take_contributors(self) -> None:
        """The contributor line: one of the last paragraphs, wherever an end mark put it."""
        for index in range(len(self.blocks) - 1, max(-1, len(self.blocks) - 5), -1):
            names, words = signatures.contributors(self._text(index))
            if not names:
                continue
            known = dict.fromkeys((*self.known.contributors, *names))
            self.known = replace(self.known, contributors=tuple(known))
            if words:
                self.warnings.append(f"Only the names were kept of the line {quoted(words)}.")
            del self.blocks[index]

    def take_dateline(self) -> None:
        first = self.blocks[0] if self.blocks else None
        if self.known.dateline or not isinstance(first, Paragraph) or not first.runs:
            return
        dateline, rest = signatures.split_dateline(runs_text(first.runs))
        if dateline:
            kept = _without_start(first.runs, len(runs_text(first.runs)) - len(rest))
            self.blocks[0] = Paragraph(kept)
            self.known = replace(self.known, dateline=dateline)

    def look_for_captions(self) -> None:
        for index in range(len(self.blocks)):
            if caption_and_credit(self._text(index))[1]:
                text = quoted(self._text(index), 80)
                self.warnings.append(f"A photo caption may stand in the body: {text}")

    def _take_byline(self) -> bool:
        names, words = signatures.byline(self._text(0))
        if not names:
            return False
        if words:
            self.warnings.append(f"Only the names were kept of the byline {quoted(words)}.")
        known = dict.fromkeys((*self.known.byline, *names))
        self.known = replace(self.known, byline=tuple(known))
        del self.blocks[0]
        return True

    def _take_caption(self) -> bool:
        if self.known.caption or not self.known.credit.is_blank:
            return False
        caption, credit = caption_and_credit(self._text(0))
        count = 1
        above = self._text(0)
        if not credit and len(self.blocks) > 2 and len(above) <= CAPTION_ABOVE:
            # The credit may stand on a line of its own, below a caption and above the body.
            below, credit = caption_and_credit(self._text(1))
            caption, credit = ("", "") if below else (clean_line(above), credit)
            count = 2
        if not credit:
            return False
        self.known = replace(self.known, caption=caption, credit=parse_credit(credit))
        del self.blocks[:count]
        return True

    def _take_deck(self) -> bool:
        text = self._text(0)
        followed = any(isinstance(block, Paragraph) for block in self.blocks[1:])
        if self.known.deck or not followed or not _is_deck(text):
            return False
        self.known = replace(self.known, deck=clean_line(text))
        del self.blocks[0]
        return True

    def _drop_if_furniture(self, index: int) -> bool:
        text = self._text(index)
        kind = opening_furniture(text) if text else ""
        if kind:
            self.warnings.append(f"Left out {kind}: {quoted(text)}")
            del self.blocks[index]
        return bool(kind)

    def _menu_length(self, *, from_end: bool) -> int:
        """How many single site labels stand in a row at that edge, when they make a menu."""
        order = range(len(self.blocks))
        count = 0
        for index in reversed(order) if from_end else order:
            if not is_site_label(self._text(index)):
                break
            count += 1
        return count if count >= MENU_MIN else 0

    def _text(self, index: int) -> str:
        """The words of a paragraph or heading; "" for any other block."""
        block = self.blocks[index]
        return runs_text(block.runs).strip() if isinstance(block, Paragraph | Heading) else ""


def _is_headline(text: str) -> bool:
    if not text or caption_and_credit(text)[1]:
        return False
    return len(text) <= HEADLINE_ALWAYS or (len(text) <= HEADLINE_MAX and not ends_sentence(text))


def _is_deck(text: str) -> bool:
    if not text or len(text) > DECK_MAX or ends_sentence(text) or text.endswith(_GOES_ON):
        return False
    return not signatures.split_dateline(text)[0] and not signatures.contributors(text)[0]


def _without_start(runs: Runs, characters: int) -> Runs:
    """`runs` without their first `characters` characters."""
    kept: list[Run] = []
    for run in runs:
        cut = min(characters, len(run.text))
        characters -= cut
        kept.append(replace(run, text=run.text[cut:]))
    return tuple(kept)
