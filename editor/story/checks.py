"""Every rule that a story must pass before somebody can stand for it.

Each check is a function of one story to its findings; `CHECKS` is their order on the panel.
"""

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from enum import StrEnum
from itertools import chain

from editor.late import frozen, regex
from editor.message import Message, Names, Value, message
from editor.story.addresses import slugify
from editor.story.document import Block, Document, Gallery, block_placements, block_texts, once
from editor.story.fields import NAMES, ON_PAGE, FieldKind, named
from editor.story.origin import AI_LABELS, Made, Standing, carries_label, judged
from editor.story.photo import Photo, Placement
from editor.story.photo_words import alt_faults, caption_faults
from editor.story.rendition import MOST_PIXELS, Encoding, cut_size, plan, unfocused
from editor.story.story import Story
from editor.story.text import clean_line, unsupported_characters


class Severity(StrEnum):
    BLOCKS = "blocks"  # cannot be signed off
    WARNS = "warns"  # somebody should look, and may decide


@frozen
class Finding:
    """One remark, at one place.

    `field` is a story field, or caption, credit, alt or photo for a photo (`placement` then
    says which); `block` is the index of a body block. What it says, and what to do about it, stand
    in the groups `finding` and `fix` of the words, under the name of the rule or of its `case`;
    `values` are theirs.
    """

    rule: str
    severity: Severity
    field: str
    placement: str = ""
    block: int | None = None
    values: tuple[tuple[str, Value], ...] = ()
    case: str = ""

    @property
    def blocks(self) -> bool:
        return self.severity is Severity.BLOCKS

    @property
    def message(self) -> Message:
        return Message(f"finding.{self.case or self.rule}", self.values)

    @property
    def fix(self) -> Message:
        """An instruction to a person."""
        return Message(f"fix.{self.case or self.rule}", self.values)


BLOCKS, WARNS = Severity.BLOCKS, Severity.WARNS

_EXTENSION = r"\.(?:jpe?g|png|webp|tiff?|hei[cf]|gif|bmp|psd|docx?|pdf)\b"
_FILE_NAME = regex(rf"(?<![/\w.@-])(?P<name>[\w\-()（）]+{_EXTENSION})", re.IGNORECASE)
# How every such name ends: looked for first, because a name may begin at any letter.
_FILE_NAME_END = regex(_EXTENSION, re.IGNORECASE)
_CAMERA_NAME = regex(r"\b(?:DSC[_N]?|IMG[_-]|DJI_|P10|MVIMG_|WechatIMG|微信图片_?)\d{3,}\b")
_CAMERAS = ("IMG", "DSC", "DJI_", "P10", "微信")  # seen at a glance, and in few paragraphs
_LONG = 300  # letters: longer than any word, and than most addresses, which are no fault
_NO_WORD = regex(rf"(?<!\S)(?!(?:https?|ftp)://|www\.|mailto:)[!-~]{{{_LONG},}}")


@frozen
class Surroundings:
    """What a check must know beside the story: names of sections, slugs of other stories, the
    hour, with its zone, what captions of AI pictures say on its outlet."""

    sections: frozenset[str]
    other_slugs: frozenset[str]
    now: datetime
    ai_labels: tuple[str, ...] = AI_LABELS


Check = Callable[[Story, Surroundings], Iterator[Finding]]


def check_story(story: Story, around: Surroundings) -> tuple[Finding, ...]:
    """All findings, those that block first, otherwise in the order of the page."""
    found = [finding for check in CHECKS for finding in check(story, around)]
    return tuple(sorted(found, key=lambda finding: not finding.blocks))


def headline_given(story: Story, _: Surroundings) -> Iterator[Finding]:
    if not story.headline.strip():
        yield Finding("headline-missing", BLOCKS, "headline")


def section_given(story: Story, around: Surroundings) -> Iterator[Finding]:
    if not story.section:
        yield Finding("section-missing", BLOCKS, "section")
    elif story.section not in around.sections:
        named = (("section", story.section),)
        yield Finding("section-missing", BLOCKS, "section", values=named, case="section-gone")


def slug_usable(story: Story, around: Surroundings) -> Iterator[Finding]:
    if not story.slug:
        yield Finding("slug-missing", BLOCKS, "slug")
    elif story.slug != slugify(story.slug):
        yield Finding("slug-malformed", BLOCKS, "slug", values=(("slug", story.slug),))
    elif story.slug in around.other_slugs:
        yield Finding("slug-taken", BLOCKS, "slug", values=(("slug", story.slug),))


def somebody_named(story: Story, _: Surroundings) -> Iterator[Finding]:
    if not story.byline:
        # A warning: pages of this kind name only contributors, or nobody at all.
        yield Finding("byline-missing", WARNS, "byline")


def body_written(story: Story, _: Surroundings) -> Iterator[Finding]:
    if story.body.is_blank:
        yield Finding("body-empty", BLOCKS, "body")


def lead_photo_arrived(story: Story, _: Surroundings) -> Iterator[Finding]:
    if story.awaited_photo is not None:
        yield Finding("photo-awaited", WARNS, "photo")


def photos_placed(story: Story, _: Surroundings) -> Iterator[Finding]:
    on_page = {placement.id for placement in story.placements_on_page}
    for placement in story.placements:
        if placement.id not in on_page:
            yield _of_photo("photo-not-placed", WARNS, "photo", placement)


def photo_files_known(story: Story, _: Surroundings) -> Iterator[Finding]:
    known = {placement.id for placement in story.placements}
    for index, block in enumerate(story.body.blocks if story.body.placements else ()):
        if any(placement not in known for placement in block_placements(block)):
            case = "gallery-photo-missing" if isinstance(block, Gallery) else ""
            yield Finding("photo-missing", BLOCKS, "body", block=index, case=case)


def photos_of_page_length(story: Story, _: Surroundings) -> Iterator[Finding]:
    for placement in story.placements_on_page:
        yield from _length_of(placement)


def _length_of(placement: Placement) -> Iterator[Finding]:
    photo = placement.photo
    across, down = cut_size(photo.width, photo.height, placement.shown_edits)
    sizes, encodings = plan(across, down)
    if Encoding.WEBP not in encodings:
        wide, high = sizes[-1]
        most = MOST_PIXELS[Encoding.WEBP]
        values = {"across": across, "down": down, "wide": wide, "high": high, "most": most}
        yield _of_photo("photo-long", WARNS, "photo", placement, **values)


def photos_show_their_focus(story: Story, _: Surroundings) -> Iterator[Finding]:
    for placement in story.placements_on_page:
        photo = placement.photo
        for ratio in unfocused(photo.width, photo.height, placement.shown_edits):
            if ratio is None:
                yield _of_photo("focus-outside", WARNS, "photo", placement)
            else:
                named = {"ratio": str(ratio)}
                yield _of_photo("focus-outside-named", WARNS, "photo", placement, **named)


def photos_usable(story: Story, around: Surroundings) -> Iterator[Finding]:
    for placement in story.placements_on_page:
        yield from rights_of(placement, around.now)
        yield from origin_of(placement, around.ai_labels)


def rights_of(placement: Placement, now: datetime) -> Iterator[Finding]:
    """What the record of a picture says about its use; said too when it comes in."""
    facts = placement.photo.facts

    def found(rule: str, severity: Severity, **values: Value) -> Finding:
        return _of_photo(rule, severity, "photo", placement, **values)

    if facts.release and _compared(facts.release, now, unclear=1) > 0:
        yield found("photo-embargoed", BLOCKS, until=facts.release)
    if facts.expires and _compared(facts.expires, now, unclear=-1) < 0:
        yield found("photo-expired", BLOCKS, last=facts.expires)
    elif facts.expires:
        yield found("photo-expires", WARNS, last=facts.expires)
    if facts.instructions:
        yield found("photo-instructions", WARNS, text=_shortened(facts.instructions))
    if facts.usage_terms:
        yield found("photo-terms", WARNS, text=_shortened(facts.usage_terms))


_CHANGED = "photo-changed-by-ai"


def origin_of(placement: Placement, labels: Sequence[str] = AI_LABELS) -> Iterator[Finding]:
    """Where a picture comes from, as far as somebody has to do something about it."""
    origin = placement.photo.origin
    judgement = judged(placement.photo.facts, origin)
    if judgement.made.by_ai and not carries_label(placement.shown_caption, labels):
        values = {"label": labels[0] if labels else "AI", "labels": Names(labels)}
        found = _of_photo("photo-made-by-ai", BLOCKS, "caption", placement, **values)
        yield found if judgement.made is Made.AI_MADE else replace(found, case=_CHANGED)
    if judgement.contradictory:
        claims = [claim.message for claim in judgement.claims]
        yield _of_photo("photo-origins-differ", WARNS, "photo", placement, claims=Names(claims))
    if origin is not None and origin.standing is Standing.ALTERED:
        yield _of_photo("photo-altered", WARNS, "photo", placement)


# What may come true while nobody touches the story: it keeps what was approved from going out.
OF_THE_HOUR = frozenset({"photo-embargoed", "photo-expired", "photo-made-by-ai"})


def _compared(written: str, now: datetime, *, unclear: int) -> int:
    """1 when a date of a record lies ahead, -1 when it is past, 0 on the day itself: one without
    its zone is a whole day, month or year. `unclear` for what somebody typed and is no date."""
    if _DATE.match(written) is None:
        return unclear
    try:
        moment = datetime.fromisoformat(written)
    except ValueError:
        moment = now.replace(tzinfo=None)  # a month, a year
    if moment.tzinfo is not None:
        return (moment > now) - (moment < now)
    day = written[:10]
    today = now.date().isoformat()[: len(day)]
    return (day > today) - (day < today)


_DATE = regex(r"\d{4}(?:-\d\d(?:-\d\d(?:T.*)?)?)?\Z")


def _shortened(text: str) -> str:
    line = clean_line(text)
    return line if len(line) <= _LONG else f"{line[:_LONG]}…"


def photo_captions(story: Story, _: Surroundings) -> Iterator[Finding]:
    for placement in story.placements_on_page:
        yield from _wording_of(placement)


def _wording_of(placement: Placement) -> Iterator[Finding]:
    if not placement.shown_caption.strip():
        yield _of_photo("caption-missing", BLOCKS, "caption", placement)
    if placement.shown_credit.is_blank:
        yield _of_photo("credit-missing", BLOCKS, "credit", placement)
    for rule, _, values in caption_faults(placement):
        yield _of_photo(rule, WARNS, "caption", placement, **dict(values))


def photo_alt_texts(story: Story, _: Surroundings) -> Iterator[Finding]:
    for placement in story.placements_on_page:
        yield from _alt_of(placement, story.language)


def _alt_of(placement: Placement, language: str = "") -> Iterator[Finding]:
    for rule, blocks, values in alt_faults(placement, language):
        yield _of_photo(rule, BLOCKS if blocks else WARNS, "alt", placement, **dict(values))


def no_file_names(story: Story, _: Surroundings) -> Iterator[Finding]:
    originals = (placement.photo.original_name for placement in story.placements)
    # A file called “rice”, without an ending, must not forbid the word.
    names = {name for name in originals if "." in name}
    for text, place in _texts(story, names):
        named = _FILE_NAME_END.search(text) and _FILE_NAME.search(text)
        match = named or _CAMERA_NAME.search(text)
        found = match.group() if match else next((n for n in names if n in text), "")
        if found and not (place.field == "alt" and text.strip() in names):
            yield place.found("file-name-in-text", BLOCKS, name=found)


def characters_supported(story: Story, _: Surroundings) -> Iterator[Finding]:
    for text, place in _texts(story):
        if wrong := unsupported_characters(text):
            codes = Names(f"U+{ord(character):04X}" for character in wrong[:5])
            yield place.found("characters-unsupported", BLOCKS, codes=codes)


def letters_are_words(story: Story, _: Surroundings) -> Iterator[Finding]:
    """A file or a picture that was pasted as letters; addresses have no blanks either."""
    told: set[str] = set()
    for text, place in _texts(story):
        found = None if place.field in told else _NO_WORD.search(text)
        if found is not None:
            told.add(place.field)  # a million letters are many paragraphs, and one fault
            yield place.found("letters-unbroken", WARNS, letters=found.group()[:20])


CHECKS: tuple[Check, ...] = (
    headline_given,
    section_given,
    slug_usable,
    somebody_named,
    lead_photo_arrived,
    photo_captions,
    photo_alt_texts,
    photos_usable,
    photos_placed,
    photos_of_page_length,
    photos_show_their_focus,
    body_written,
    photo_files_known,
    no_file_names,
    characters_supported,
    letters_are_words,
)


def check_photo(
    photo: Photo, now: datetime, labels: Sequence[str] = AI_LABELS
) -> tuple[Finding, ...]:
    """What would be found if it stood on a page as its record has it."""
    alone = Placement("", photo)
    found = (
        *(_wording_of(alone), _alt_of(alone), rights_of(alone, now)),
        *(origin_of(alone, labels), _length_of(alone)),
    )
    return tuple(chain.from_iterable(found))


def _of_photo(
    rule: str,
    severity: Severity,
    field: str,
    placement: Placement,
    **values: Value,
) -> Finding:
    if placement.lead:
        photo = message("photo.lead")
    else:
        photo = message("photo.named", name=placement.photo.original_name)
    return Finding(rule, severity, field, placement.id, values=(("photo", photo), *values.items()))


@frozen
class _Place:
    """Where a text of the page stands, as a Finding has it."""

    field: str
    placement: str = ""
    block: int | None = None

    def found(self, rule: str, severity: Severity, **values: Value) -> Finding:
        about = (("field", named(self.field)), *values.items())
        return Finding(rule, severity, self.field, self.placement, self.block, about)


@once
def _is_plain(block: Block) -> bool:
    """Whether the checks of letters find nothing in it, whatever the photos of the story are
    called: nearly always, and asked after every pause in the typing."""
    return not any(map(_may_be_wrong, block_texts(block)))


@once
def _not_plain(body: Document) -> tuple[tuple[int, Block], ...]:
    return tuple((at, block) for at, block in enumerate(body.blocks) if not _is_plain(block))


def _may_be_wrong(text: str) -> bool:
    return bool(
        _FILE_NAME_END.search(text)
        or (any(map(text.__contains__, _CAMERAS)) and _CAMERA_NAME.search(text))
        or unsupported_characters(text)
        or (len(text) >= _LONG and _NO_WORD.search(text))
    )


def _texts(story: Story, names: Collection[str] = ()) -> Iterator[tuple[str, _Place]]:
    """Every text of the page with its place; of the body those in which letters or one of
    `names` may be wrong."""
    for field in ON_PAGE:
        if field.kind is FieldKind.LINE:
            yield getattr(story, field.key), _Place(field.key)
    for field in NAMES:
        for name in getattr(story, field.key):
            yield name, _Place(field.key)
    for index, block in enumerate(story.body.blocks) if names else _not_plain(story.body):
        for text in block_texts(block):
            if not _is_plain(block) or any(name in text for name in names):
                yield text, _Place("body", block=index)
    for placement in story.placements_on_page:
        yield placement.shown_caption, _Place("caption", placement.id)
        yield placement.shown_credit.text, _Place("credit", placement.id)
        yield placement.shown_alt, _Place("alt", placement.id)
