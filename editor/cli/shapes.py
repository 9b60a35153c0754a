"""A command's answer: lines for a person, or one JSON value for a program. In shapes of the JSON
fields may be added; none is ever renamed or removed."""

import argparse
import json
import os
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict
from io import TextIOWrapper
from typing import TYPE_CHECKING, Any, TextIO

from db.store import Health
from editor.desk.photo_library import LibraryPhoto, texts_of
from editor.desk.record import RecordLook
from editor.desk.views import StoryView
from editor.interchange.arriving.conservation import Unplaced
from editor.interchange.arriving.incoming import Found
from editor.interchange.arriving.refusal import TrackedChanges
from editor.late import frozen, regex
from editor.message import Message, Said, message
from editor.publish.bundle import BundleReport
from editor.publish.verification import Verification
from editor.story import document_json
from editor.story.checks import Finding
from editor.story.credit import CreditStyle
from editor.story.edits import Crop, Edits, Ratio
from editor.story.fields import FIELDS, FieldKind, named
from editor.story.origin import Origin, judged
from editor.story.photo import PHOTO_FIELDS, Kind, Photo, PhotoFacts, Placement
from editor.story.rendition import cut_size, named_crop
from editor.story.story import PhotoUse, StoryRow
from editor.story.workflow import Route

if TYPE_CHECKING:
    from editor.desk.passport import Passport, Use

DONE, FOUND, WRONG_USAGE, UNUSABLE = 0, 1, 2, 3  # the exit statuses
Arguments = argparse.Namespace
Json = dict[str, Any]


def story_json(view: StoryView, *, whole: bool = True) -> Json:
    """The shape of `show`; without `whole` that of `list` and `search`."""
    story = view.story
    style = view.snapshot.outlet.credit_style
    shape: Json = {"id": story.id, "slug": story.slug}
    for name, field in FIELDS.items():
        value = getattr(story, name)
        if field.kind is FieldKind.BODY and whole:
            shape |= {name: document_json.to_json(value), "text": value.text}
        elif field.by_command:
            shape[name] = list(value) if isinstance(value, tuple) else value
        if field.kind is FieldKind.SECTION:
            shape["section_name"] = view.snapshot.section.name
    shape |= {
        "status": str(story.status),
        "revision": story.revision,
        "snapshot": view.snapshot_sha256,
        "signed_off_by": view.sign_off.by if view.signed_off and view.sign_off else None,
        "updated": story.updated.isoformat(),
        "photos": [_photo(placement, view) for placement in _in_page_order(view)],
    }
    shape["route"] = route_json(view.route)
    if whole and story.awaited_photo is not None:
        awaited = story.awaited_photo
        shape["awaited_photo"] = {"caption": awaited.caption, "credit": awaited.credit.words(style)}
    return shape


def route_json(route: Route) -> Json:
    due, embargo = (at.isoformat() if at else None for at in (route.due, route.embargo))
    return {"to": route.to, "due": due, "priority": route.priority, "embargo": embargo}


def _in_page_order(view: StoryView) -> list[Placement]:
    on_page = list(view.story.placements_on_page)
    return on_page + [each for each in view.story.placements if each not in on_page]


def _photo(placement: Placement, view: StoryView) -> Json:
    style = view.snapshot.outlet.credit_style
    return {
        "id": placement.photo.id,
        "placement": placement.id,
        "lead": placement.lead,
        "caption": placement.shown_caption,
        "credit": placement.shown_credit.words(style),
        "credit_line": placement.shown_credit.line(style),
        "alt": placement.shown_alt,
        "decorative": placement.decorative,
        "edits": edits_json(placement),
        "width": placement.photo.width,
        "height": placement.photo.height,
        "original_name": placement.photo.original_name,
    }


def edits_json(placement: Placement) -> Json:
    """Places in fractions of the upright original; the pixels of each crop as they are seen."""
    photo, edits = placement.photo, placement.shown_edits
    free, crops = edits.shown(photo.width, photo.height), dict[str, Json]()
    for ratio in Ratio:
        crop = named_crop(photo.width, photo.height, edits, ratio)
        crops[ratio] = {**_crop(photo, edits, crop), "drawn": edits.drawn(ratio) is not None}
    return {
        "turn": edits.turn,
        "flip": edits.flip,
        "straighten": edits.straighten,
        "free": {**_crop(photo, edits, free), "drawn": edits.crop is not None},
        "crops": crops,
        "focus": [edits.focus.x, edits.focus.y] if edits.focus else None,
        "tone": asdict(edits.tone),
        "everywhere": placement.edits is None and photo.edits is not None,
    }


def _crop(photo: Photo, edits: Edits, crop: Crop) -> Json:
    box = [round(each, 6) for each in (crop.left, crop.top, crop.width, crop.height)]
    width, height = cut_size(photo.width, photo.height, edits, crop)
    return {"box": box, "width": width, "height": height}


def photo_json(view: StoryView, placement_id: str) -> Json:
    """One photo of a story, as in `show`."""
    return next(_photo(p, view) for p in view.story.placements if p.id == placement_id)


def library_photo_json(each: LibraryPhoto, style: CreditStyle) -> Json:
    """A picture of the library; in `fields` lists are lists."""
    photo = each.photo
    fields = _facts_json(photo.facts, style)
    label = fields.pop("aigc")
    return {
        "id": photo.id,
        "original_name": photo.original_name,
        "width": photo.width,
        "height": photo.height,
        "fields": fields,
        "origin": {
            "source_type": fields["source_type"],
            "aigc": label,
            **origin_json(photo.facts, photo.origin),
        },
        "used_in": [{"id": story, "slug": slug} for story, slug in each.used_in.items()],
        "findings": [finding_json(finding) for finding in each.findings],
    }


def origin_json(facts: PhotoFacts, origin: Origin | None) -> Json:
    """How a picture came to be, what that rests on, and what its Content Credentials say."""
    judgement = judged(facts, origin)
    return {
        "made": str(judgement.made),
        "rests_on": [asdict(claim) for claim in judgement.claims],
        "contradictory": judgement.contradictory,
        "credentials": None if origin is None else asdict(origin),
    }


def passport_json(passport: "Passport") -> Json:
    """`proved` is whether the bytes are known; everything else of `proof` is only likely."""
    photo = passport.photo
    return {
        "file": str(passport.file),
        "sha256": passport.sha256,
        "proof": str(passport.proof),
        "proved": passport.proof.proves,
        "photo": None if photo is None else _original(photo),
        "uses": [_use(use) for use in passport.uses],
        "credentials": None if passport.origin is None else asdict(passport.origin),
        "said": [str(each) for each in passport.said()],
    }


def _original(photo: Photo) -> Json:
    facts = photo.facts
    return {
        "id": photo.id,
        "original_name": photo.original_name,
        "creator": list(facts.creators),
        "usage_terms": facts.usage_terms,
        "copyright": facts.copyright_notice,
        "licence": facts.web_statement,
        "origin": origin_json(facts, photo.origin),
    }


def _use(use: "Use") -> Json:
    signed = use.sign_off
    return {
        "story": use.story,
        "slug": use.slug,
        "headline": use.headline,
        "snapshot": use.snapshot,
        "file": use.file,
        "edits": str(use.edits),
        "exported": use.at.isoformat() if use.at else None,
        "by": use.by,
        "path": use.place,
        "signed_off_by": signed.by if signed else None,
        "signed_off": signed.at.isoformat() if signed else None,
    }


def sources_json(sources: Mapping[str, PhotoFacts], style: CreditStyle) -> Json:
    """By each block of a file, in small letters, the fields it has."""
    said = {name.lower(): _facts_json(facts, style) for name, facts in sources.items()}
    return {name: {k: v for k, v in each.items() if v} for name, each in said.items()}


def uses_json(uses: Sequence[PhotoUse]) -> list[Json]:
    """Where, how often and when a photo was used."""
    return [
        {
            "id": use.story,
            "slug": use.slug,
            "headline": use.headline,
            "status": str(use.status),
            "times": use.times,
            "lead": use.lead,
            "own_credit": bool(use.own_credit),
            "exported": use.exported.isoformat() if use.exported else None,
        }
        for use in uses
    ]


def _facts_json(facts: PhotoFacts, style: CreditStyle) -> Json:
    fields: Json = {}
    for row in PHOTO_FIELDS:
        texts = texts_of(row, facts, style)
        several = row.kind in (Kind.PEOPLE, Kind.WORDS)
        fields[row.key] = texts if several else "".join(texts)
    return fields


def found_json(found: Found) -> Json:
    """What a file's layout said; `paragraph` counts from 1, 0 where the file said it openly."""
    return {"field": found.field, "text": found.text, "paragraph": found.number}


def unplaced_json(words: Unplaced) -> Json:
    """Words of a file that are in no field of the story, and what they stand after there."""
    return {"text": words.text, "after": words.after}


def below(line: str | Message) -> str:
    """`line` set in below the one it belongs to."""
    return f"{'':10}{line}"


def found_line(found: Found) -> Message:
    field, text = named(found.field), " ".join(found.text.split())
    if found.number:
        return message("answer.found-in", field=field, number=found.number, text=text)
    return message("answer.found-in-markup", field=field, text=text)


def refused_changes_json(file: str, refusal: TrackedChanges) -> Json:
    changes = [{"kind": c.kind, "author": c.author, "text": c.text} for c in refusal.changes]
    return {"file": file, "error": str(refusal), "tracked_changes": changes}


def finding_json(finding: Finding) -> Json:
    shape: Json = {
        "rule": finding.rule,
        "severity": str(finding.severity),
        "field": finding.field,
        "message": str(finding.message),
        "fix": str(finding.fix),
    }
    if finding.placement:
        shape["placement"] = finding.placement
    if finding.block is not None:
        shape["block"] = finding.block
    return shape


def export_json(report: BundleReport) -> Json:
    return {
        "kind": report.kind,
        "path": str(report.path),
        "page": report.page,
        "files": report.files,
        "bytes": report.bytes,
        "pictures": [{"file": file, **asdict(found)} for file, found in report.pictures],
    }


def verification_json(verification: Verification) -> Json:
    shape = {**asdict(verification), "problems": [str(each) for each in verification.problems]}
    del shape["parts"]
    if verification.coverage:
        shape["coverage"]["unknown"] = [str(each) for each in verification.coverage.unknown]
    if verification.parts:
        shape["bundles"] = [verification_json(part) for part in verification.parts]
    return shape


def row_line(row: StoryRow) -> str:
    headline = row.headline or message("answer.no-headline")
    return f"{row.id[:8]}  {row.status:<10}  {row.section or '-':<16}  {headline}  [{row.slug}]"


def health_json(health: Health, record: RecordLook) -> Json:
    """The shape of `doctor`: what is wrong (`problems`) and what is only worth knowing."""
    problems = [
        *(*health.integrity, *health.foreign_keys, *record.problems),
        *(message("answer.original-gone", sha=sha[:12]) for sha in health.missing_originals),
        *(message("answer.original-damaged", sha=sha[:12]) for sha in health.damaged_originals),
    ]
    unused = (message("answer.original-unused", sha=sha[:12]) for sha in health.orphan_originals)
    remarks = (*unused, *record.remarks)
    return {
        "ok": not problems,
        "problems": [str(each) for each in problems],
        "remarks": [str(each) for each in remarks],
        "free_bytes": health.free_bytes,
        "size_bytes": health.size_bytes,
        "schema": health.schema,
        "sqlite": health.sqlite,
    }


# What a terminal obeys (C0, DEL, C1) or turns round (bidirectional controls); lines and tabs stay.
# As JSON would write them, so that a value stays the value it is.
_OBEYED = regex("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]")


def harmless(text: str) -> str:
    """`text` with every sign that would act on a terminal shown as its number."""
    return _OBEYED.sub(lambda sign: f"\\u{ord(sign[0]):04x}", text)


class OutputFailed(Said):
    """The answer could not be printed."""

    def __init__(self, error: OSError) -> None:
        super().__init__("answer.not-printed", reason=error.strerror or type(error).__name__)


@frozen
class Output:
    """`say` prints for people, `give` for programs; exactly one of the two is heard."""

    as_json: bool
    stream: TextIO
    errors: TextIO

    @classmethod
    def standard(cls, *, as_json: bool) -> "Output":
        for stream in (sys.stdout, sys.stderr):
            # A terminal that cannot show a Chinese name must not stop the work.
            if isinstance(stream, TextIOWrapper):
                stream.reconfigure(encoding="utf-8", errors="backslashreplace")
        return cls(as_json, sys.stdout, sys.stderr)

    def say(self, *lines: str | Message) -> None:
        for line in () if self.as_json else lines:
            self._print(str(line))

    def give(self, value: Any) -> None:
        if self.as_json:
            self._print(json.dumps(value, ensure_ascii=False, indent=2))

    def complain(self, sentence: Message | Said) -> None:
        """One line on standard error, whatever the sentence holds."""
        print(f"galley: {harmless(' '.join(str(sentence).split()))}", file=self.errors)

    def finish(self) -> None:
        """Everything said is out. Raises BrokenPipeError, or OutputFailed for any other reason."""
        self._print("", end="")

    def forsake(self) -> None:
        """Nobody reads any more: what is left unsaid must not be said by Python at its end."""
        with suppress(OSError, ValueError):
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, self.stream.fileno())
            os.close(nowhere)

    def _print(self, text: str, end: str = "\n") -> None:
        try:
            print(harmless(text), end=end, file=self.stream, flush=not end)
        except BrokenPipeError:
            raise
        except OSError as error:
            self.forsake()
            raise OutputFailed(error) from error
