"""What of a source does not come along, for the person who brought it.

An import quotes what it leaves out (its sentences are the last copy of it); a paste, whose page
is still open beside, says it in one quiet line.

And every reader ends with this: it gives the visible text its dumb pass has gathered, and the story
says of itself where that went (`accounted`). What went nowhere is `unplaced`, and is shown with it.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from editor.interchange.arriving import signatures
from editor.interchange.arriving.conservation import Unplaced, missing
from editor.interchange.arriving.incoming import Found, IncomingStory
from editor.interchange.arriving.lost_characters import quoted
from editor.message import Message, Names, listed, message
from editor.story.credit import CreditLine, CreditStyle
from editor.story.document import Block, Blockquote, block_runs
from editor.story.fields import LAID_OUT, RUN_IN
from editor.story.runs import runs_text

# All of a kind in one sentence, in this order.
_LEFT_OUT = (
    "left-out.pictures",
    "left-out.notes",
    "left-out.remarks",
    "left-out.links",
    "left-out.references",
    "left-out.signs",
    "left-out.drawings",
    "left-out.prompts",
    "left-out.fields",
)
_TO_CHECK = (
    "left-out.labels",
    "left-out.merged-tables",
    "left-out.tables",
    "left-out.starts",
    "left-out.symbols",
)
_TRACKED = ("tracked.deletions", "tracked.insertions", "tracked.formats")
_QUIET = (
    "quiet.fonts",
    "quiet.empty-paragraphs",
    "quiet.empty-rows",
    "quiet.hidden",
    "quiet.comments",
    "quiet.references",
    "quiet.links",
    "quiet.invisible",
)
_QUIET_PICTURES = ("quiet.pictures-on-web", "quiet.pictures-here")
_EACH_TIME = frozenset({"notes", "remarks", "prompts"})  # told even where they repeat each other
_HIDDEN, _DELETED, _COMMENT = "part.hidden-text", "part.deleted-text", "part.comment"
_WEB = ("http:", "https:", "//")


def part_left_out(part: str | Message, words: str) -> Message:
    """`part` is what a person calls it: a message, or a key of one without values."""
    what = part if isinstance(part, Message) else Message(part)
    return message("left-out.part", part=what, words=quoted(words))


@dataclass(slots=True)
class LeftOut:
    """Hears of each thing while a source is read, and says all of it once at the end.

    `counts` are how many there were of a kind, `told` what its sentence lists of them; `apart` has
    a sentence each. `quoted` are the words that only a sentence has, each as often as it was left
    out; `alts` those of them that pictures say of themselves.
    """

    counts: Counter[str] = field(default_factory=Counter)
    told: defaultdict[str, list[str | Message]] = field(default_factory=lambda: defaultdict(list))
    apart: list[Message] = field(default_factory=list)
    quoted: list[str] = field(default_factory=list)
    alts: list[str] = field(default_factory=list)

    def tell(self, kind: str, words: str, said: Message | None = None) -> None:
        """One of a kind; `said` is how its sentence has the words, when not just quoted."""
        if words.strip():
            self.told[kind].append(said or quoted(words))
            self.quoted.append(words)

    def words(self, part: str | Message, words: str) -> None:
        if words.strip():
            self.apart.append(part_left_out(part, words))
            self.quoted.append(words)

    def hidden(self, words: str) -> None:
        self.counts["hidden"] += bool(words.strip())
        self.words(_HIDDEN, words)

    def deleted(self, words: str) -> None:
        """By somebody who tracked it, and accepted by nobody yet."""
        self.counts["deletions"] += 1
        self.words(_DELETED, words)

    def comment(self, words: str) -> None:
        self.counts["comments"] += 1
        self.words(_COMMENT, words)

    def remark(self, author: str, words: str) -> None:
        """A comment somebody wrote at the margin."""
        by = " ".join(author.split())
        said = message("left-out.remark-by", words=quoted(words), author=by) if by else None
        self.tell("remarks", words, said)

    def prompt(self, words: str, before: str) -> None:
        """Words that ask somebody to type here, after `before` on their line."""
        near = quoted(before[-40:].partition(" ")[2] if len(before) > 40 else before)
        said = message("arriving.after", words=quoted(words), after=near) if before else None
        self.tell("prompts", words, said)

    def sign(self, alt: str) -> None:
        """A picture too small to be one: a program's own, or a site's."""
        self.tell("signs", alt)
        self.alts.append(alt)

    def picture(self, address: str, alt: str) -> None:
        on_web = address.lower().startswith(_WEB)
        self.counts["pictures-on-web" if on_web else "pictures-here"] += 1
        alt = " ".join(alt.split())
        self.alts.append(alt)
        self.quoted.append(alt)
        name = _file_name(address)
        if alt and name:
            said: str | Message = message("left-out.named-picture", name=name, alt=quoted(alt))
        else:
            said = quoted(alt) if alt else name or message("left-out.unnamed-picture")
        self.told["pictures"].append(said)

    def link(self, address: str, words: str) -> None:
        """Its words are in the copy."""
        said = f"{quoted(words, 60)} " if words.strip() else ""
        self.told["links"].append(f"{said}({quoted(address, 100)})")

    def drawing(self, words: str = "") -> None:
        self.counts["drawings"] += 1
        self.tell("drawings", words)

    def file(self, name: str) -> None:
        """Another file that this one only points to."""
        if name:
            self.apart.append(message("left-out.file", name=quoted(name)))
        else:
            self.apart.append(message("left-out.file-without-name"))

    def formula(self, words: str) -> None:
        if words.strip():
            self.apart.append(message("left-out.formula", words=quoted(words)))

    def take_over(self, other: "LeftOut") -> None:
        """What another has heard of a part of the source."""
        self.counts.update(other.counts)
        for kind, told in other.told.items():
            self.told[kind] += told
        self.apart += other.apart
        self.quoted += other.quoted
        self.alts += other.alts

    def sentences(self) -> tuple[Message, ...]:
        """Everything, word for word."""
        said = (*self._each(_LEFT_OUT), *self._to_check(), *self.apart)
        return tuple(dict.fromkeys(said))

    def quiet_line(self) -> Message:
        """Everything in one line; NOTHING when nothing is worth saying."""
        parts = dict.fromkeys(dict(each.values).get("part") for each in self.apart)
        counted = (None, *map(Message, (_HIDDEN, _DELETED, _COMMENT)))
        left_out = [*self._each(_QUIET), *(each for each in parts if each not in counted)]
        said = [message("quiet.left-out", parts=left_out)] if left_out else []
        return listed((*said, *self._each(_QUIET_PICTURES), *self._to_check()), "sentences")

    def _to_check(self) -> Iterator[Message]:
        if changes := list(self._each(_TRACKED)):
            yield message("tracked.changes", changes=changes)
        yield from self._each(_TO_CHECK)

    def _each(self, keys: Iterable[str]) -> Iterator[Message]:
        for key in keys:
            kind = key.partition(".")[2]
            told = self.told[kind]
            if not (number := self.counts[kind] or len(told)):
                continue
            if kind == "drawings" and told:
                key = "left-out.drawings-with-words"
            names = Names(told if kind in _EACH_TIME else dict.fromkeys(told))
            yield Message(key, (("n", number), ("words", names)))


def _file_name(address: str) -> str | Message:
    if address.startswith(("data:", "cid:")):
        return message("left-out.embedded-picture")
    try:
        return PurePosixPath(unquote(urlsplit(address).path)).name
    except ValueError:
        return ""


def accounted(story: IncomingStory, seen: Iterable[str]) -> IncomingStory:
    """`story` with what of `seen` it has not and quotes not, after what was missing before."""
    return replace(story, unplaced=(*story.unplaced, *missing(seen, told_by(story))))


def told_by(story: IncomingStory) -> Iterator[str]:
    """Every text of a source that a story holds or quotes, each once."""
    openly = {(each.field, each.picture) for each in story.found}
    for each in story.found:
        yield _as_it_stood(each) if each.field in RUN_IN else each.text
    for name in LAID_OUT:
        if (name, "") not in openly:
            value = getattr(story, name)
            yield value if isinstance(value, str) else " ".join(value)
    yield from _caption_of(story, story.lead, story.caption, story.credit)
    for block in story.body.blocks:
        yield from texts_of(block)
    for picture in story.pictures:
        if picture.key != story.lead:
            yield from _caption_of(story, picture.key, picture.caption, picture.credit)
        yield picture.alt
    yield from story.keywords
    yield from story.quoted


def texts_of(block: Block) -> Iterator[str]:
    """The words of a block, who is quoted among them."""
    yield from (runs_text(runs) for runs in block_runs(block))
    if isinstance(block, Blockquote) and block.attribution:
        yield f"— {block.attribution}"


def said_of_unplaced(unplaced: Iterable[Unplaced]) -> tuple[Message, ...]:
    """The sentence for a person: all of the words, and what they come after."""
    words = [
        message("arriving.after", words=quoted(each.text), after=quoted(each.after))
        if each.after
        else quoted(each.text)
        for each in unplaced
    ]
    return (message("arriving.unplaced", words=words),) if words else ()


def _as_it_stood(found: Found) -> str:
    """With the dash that parts it from the copy, which a page sets by itself."""
    paragraph = runs_text(getattr(found.block, "runs", ()))
    if paragraph.strip() == found.text:
        return paragraph  # a line of its own
    rest = signatures.split_dateline(paragraph)[1]
    return paragraph[: len(paragraph) - len(rest)] or found.text


def _caption_of(story: IncomingStory, key: str, caption: str, credit: CreditLine) -> Iterator[str]:
    if not any(found.field == "caption" and found.picture == key for found in story.found):
        yield caption
        yield credit.words(CreditStyle())
