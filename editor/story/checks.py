"""Every rule that a story must pass before somebody can stand for it.

Each check is a function of one story to its findings; `CHECKS` is their order on the panel.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from editor.story.addresses import slugify
from editor.story.document import Gallery, block_placements, block_runs, runs_text
from editor.story.fields import NAMES, ON_PAGE, FieldKind, label_of
from editor.story.photo import Placement
from editor.story.story import Story
from editor.story.text import unsupported_characters


class Severity(StrEnum):
    BLOCKS = "blocks"  # cannot be signed off
    WARNS = "warns"  # somebody should look, and may decide


@dataclass(frozen=True, slots=True)
class Finding:
    """One remark, at one place.

    `field` is a story field, or caption, credit, alt or photo for a photo (`placement` then
    says which); `block` is the index of a body block; `fix` is an instruction to a person.
    """

    rule: str
    severity: Severity
    field: str
    message: str
    fix: str = ""
    placement: str = ""
    block: int | None = None

    @property
    def blocks(self) -> bool:
        return self.severity is Severity.BLOCKS


BLOCKS, WARNS = Severity.BLOCKS, Severity.WARNS

_EXTENSION = r"\.(?:jpe?g|png|webp|tiff?|hei[cf]|gif|bmp|psd|docx?|pdf)\b"
_FILE_NAME = re.compile(rf"(?<![/\w.@-])(?P<name>[\w\-()（）]+{_EXTENSION})", re.IGNORECASE)
# How every such name ends: looked for first, because a name may begin at any letter.
_FILE_NAME_END = re.compile(_EXTENSION, re.IGNORECASE)
_CAMERA_NAME = re.compile(r"\b(?:DSC[_N]?|IMG[_-]|DJI_|P10|MVIMG_|WechatIMG|微信图片_?)\d{3,}\b")
# Longer than any word, and than most addresses, which are no fault.
_NO_WORD = re.compile(r"(?<!\S)(?!(?:https?|ftp)://|www\.|mailto:)[!-~]{300,}")


@dataclass(frozen=True, slots=True)
class Desk:
    """What a check must know beside the story: names of sections, slugs of other stories."""

    sections: frozenset[str]
    other_slugs: frozenset[str]


Check = Callable[[Story, Desk], Iterator[Finding]]


def check_story(story: Story, desk: Desk) -> tuple[Finding, ...]:
    """All findings, those that block first, otherwise in the order of the page."""
    found = [finding for check in CHECKS for finding in check(story, desk)]
    return tuple(sorted(found, key=lambda finding: not finding.blocks))


def headline_given(story: Story, _: Desk) -> Iterator[Finding]:
    if not story.headline.strip():
        yield Finding(
            "headline-missing", BLOCKS, "headline", "The story has no headline.", "Write one."
        )


def section_given(story: Story, desk: Desk) -> Iterator[Finding]:
    if not story.section:
        message = "The story stands in no section."
    elif story.section not in desk.sections:
        message = f"The section “{story.section}” no longer exists."
    else:
        return
    yield Finding("section-missing", BLOCKS, "section", message, "Choose a section.")


def slug_usable(story: Story, desk: Desk) -> Iterator[Finding]:
    if not story.slug:
        yield Finding("slug-missing", BLOCKS, "slug", "The story has no slug.", "Write one.")
    elif story.slug != slugify(story.slug):
        message = f"“{story.slug}” cannot stand in an address."
        fix = "Use lower-case Latin letters, digits and hyphens."
        yield Finding("slug-malformed", BLOCKS, "slug", message, fix)
    elif story.slug in desk.other_slugs:
        message = f"Another story already has the slug “{story.slug}”."
        yield Finding("slug-taken", BLOCKS, "slug", message, "Choose another.")


def somebody_named(story: Story, _: Desk) -> Iterator[Finding]:
    if not story.byline:
        # A warning: pages of this kind name only contributors, or nobody at all.
        message = "The story has no byline."
        yield Finding("byline-missing", WARNS, "byline", message, "Name an author, or leave it.")


def body_written(story: Story, _: Desk) -> Iterator[Finding]:
    if story.body.is_blank:
        yield Finding("body-empty", BLOCKS, "body", "The story has no text.", "Write the body.")


def lead_photo_arrived(story: Story, _: Desk) -> Iterator[Finding]:
    if story.awaited_photo is not None:
        message = "A caption came with the copy, but its picture has not arrived."
        yield Finding("photo-awaited", WARNS, "photo", message, "Add the lead photo.")


def photos_placed(story: Story, _: Desk) -> Iterator[Finding]:
    on_page = {placement.id for placement in story.placements_on_page}
    for placement in story.placements:
        if placement.id not in on_page:
            message = f"{_name(placement)} is attached but stands nowhere on the page."
            fix = "Make it the lead, put it into the body, or remove it."
            yield Finding("photo-not-placed", WARNS, "photo", message, fix, placement.id)


def photo_files_known(story: Story, _: Desk) -> Iterator[Finding]:
    known = {placement.id for placement in story.placements}
    for index, block in enumerate(story.body.blocks):
        if any(placement not in known for placement in block_placements(block)):
            place = "a gallery" if isinstance(block, Gallery) else "the body"
            message = f"A photo in {place} is no longer attached to the story."
            fix = f"Remove the empty photo from {place} or attach the photo again."
            yield Finding("photo-missing", BLOCKS, "body", message, fix, block=index)


def photo_captions(story: Story, _: Desk) -> Iterator[Finding]:
    for placement in story.placements_on_page:
        if not placement.shown_caption.strip():
            message = f"{_name(placement)} has no caption."
            fix = "Say who and what, where and when."
            yield Finding("caption-missing", BLOCKS, "caption", message, fix, placement.id)
        if placement.shown_credit.is_blank:
            message = f"{_name(placement)} has no credit."
            fix = "Say who made the picture or provided it."
            yield Finding("credit-missing", BLOCKS, "credit", message, fix, placement.id)


def photo_alt_texts(story: Story, _: Desk) -> Iterator[Finding]:
    for placement in story.placements_on_page:
        alt, name = placement.shown_alt.strip(), placement.photo.original_name
        if not alt:
            # A warning: HTML allows an empty alt for a picture that adds nothing to the text.
            message = f"{_name(placement)} has no alt text."
            fix = "Say what the picture shows to somebody who cannot see it."
            yield Finding("alt-missing", WARNS, "alt", message, fix, placement.id)
        elif alt.casefold() == placement.shown_caption.strip().casefold():
            message = f"The alt text of {_name(placement)} repeats the caption."
            fix = "Describe what is seen; the caption already tells the news."
            yield Finding("alt-is-caption", WARNS, "alt", message, fix, placement.id)
        elif alt.casefold() in (name.casefold(), name.rpartition(".")[0].casefold()):
            message = f"The alt text of {_name(placement)} is its file name."
            fix = "Describe what is seen."
            yield Finding("alt-is-file-name", BLOCKS, "alt", message, fix, placement.id)


def no_file_names(story: Story, _: Desk) -> Iterator[Finding]:
    originals = (placement.photo.original_name for placement in story.placements)
    # A file called “rice”, without an ending, must not forbid the word.
    names = {name for name in originals if "." in name}
    for text, place in _texts(story):
        named = _FILE_NAME_END.search(text) and _FILE_NAME.search(text)
        match = named or _CAMERA_NAME.search(text)
        found = match.group() if match else next((n for n in names if n in text), "")
        if found and not (place["field"] == "alt" and text.strip() in names):
            message = f"A file name stands in the {_called(place)}: {found}"
            yield Finding("file-name-in-text", BLOCKS, message=message, fix="Remove it.", **place)


def characters_supported(story: Story, _: Desk) -> Iterator[Finding]:
    for text, place in _texts(story):
        if wrong := unsupported_characters(text):
            codes = ", ".join(f"U+{ord(character):04X}" for character in wrong[:5])
            message = f"The {_called(place)} has characters no page can show: {codes}"
            fix = "Delete or retype them."
            yield Finding("characters-unsupported", BLOCKS, message=message, fix=fix, **place)


def letters_are_words(story: Story, _: Desk) -> Iterator[Finding]:
    """A file or a picture that was pasted as letters; addresses have no blanks either."""
    told: set[str] = set()
    for text, place in _texts(story):
        found = None if place["field"] in told else _NO_WORD.search(text)
        if found is not None:
            told.add(place["field"])  # a million letters are many paragraphs, and one fault
            shown = found.group()[:20]
            message = f"Letters without a blank stand in the {_called(place)}: {shown}…"
            fix = "If a picture or a file was pasted as text, take the letters out."
            yield Finding("letters-unbroken", WARNS, message=message, fix=fix, **place)


CHECKS: tuple[Check, ...] = (
    headline_given,
    section_given,
    slug_usable,
    somebody_named,
    lead_photo_arrived,
    photo_captions,
    photo_alt_texts,
    photos_placed,
    body_written,
    photo_files_known,
    no_file_names,
    characters_supported,
    letters_are_words,
)


def _name(placement: Placement) -> str:
    return "The lead photo" if placement.lead else f"Photo “{placement.photo.original_name}”"


def _called(place: dict[str, Any]) -> str:
    return label_of(place["field"]).lower()


def _texts(story: Story) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every text of the page with the keywords of its place in a Finding."""
    for field in ON_PAGE:
        if field.kind is FieldKind.LINE:
            yield getattr(story, field.key), {"field": field.key}
    for field in NAMES:
        for name in getattr(story, field.key):
            yield name, {"field": field.key}
    for index, block in enumerate(story.body.blocks):
        for runs in block_runs(block):
            yield runs_text(runs), {"field": "body", "block": index}
    for placement in story.placements_on_page:
        place = {"placement": placement.id}
        yield placement.shown_caption, {"field": "caption", **place}
        yield placement.shown_credit.text, {"field": "credit", **place}
        yield placement.shown_alt, {"field": "alt", **place}
