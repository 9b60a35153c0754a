"""A snapshot: everything that decides how a story's page looks, as one immutable value.

Its hash is what a supervisor signs. What does not show on the page (status, revision, who
opened it when, a photo that is not placed) is not part of it.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import field, replace
from datetime import datetime
from typing import Any

from editor.late import frozen
from editor.message import message
from editor.story import document_json
from editor.story.credit import CreditStyle
from editor.story.document import Document, Remembering, once
from editor.story.edits import UNEDITED, Crop, Edits, NamedCrop, Point, Tone
from editor.story.fields import NAMES, ON_PAGE, StoryField
from editor.story.forms import FIRST_FIELDS, Codec, Forms, NewerSchema, json_text, since
from editor.story.outlet import NavItem, Outlet, Section
from editor.story.people import Contributor
from editor.story.photo import LABELS, PHOTO_FIELDS, Kind, PhotoFacts, PhotoField, Placement
from editor.story.story import Story


@frozen
class FurtherFact:
    """What else a photo's record says and its published files carry: the name of a row of
    PHOTO_FIELDS and its texts."""

    name: str
    texts: tuple[str, ...]


@frozen
class PlacedPhoto:
    """A photo as the page prints it, its credit already in the outlet's form.

    `photo` is the SHA-256 of the original; `credit` has no brackets, `credit_line` has them.
    `further` is what the outlet lets out beside what always goes, in the order of the rows;
    `edits` is what is done to it beside its `crop`.
    """

    placement: str
    photo: str
    lead: bool
    format: str
    width: int
    height: int
    caption: str
    credit: str
    credit_line: str
    alt: str
    crop: Crop | None
    creators: tuple[str, ...]
    copyright_notice: str
    usage_terms: str
    web_statement: str
    licensor_url: str
    keywords: tuple[str, ...]
    date_created: str
    place: str
    further: tuple[FurtherFact, ...] = ()
    edits: Edits = field(default=UNEDITED, metadata=since(3))
    decorative: bool = field(default=False, metadata=since(3))

    @classmethod
    def of(cls, placement: Placement, outlet: Outlet) -> "PlacedPhoto":
        photo, credit = placement.photo, placement.shown_credit
        style = outlet.credit_style
        facts = {row.placed: row.of(photo.facts) for row in PHOTO_FIELDS if row.placed}
        if credit.photographer and not facts["creators"]:
            facts["creators"] = (credit.photographer,)
        # What the story itself says goes before what the photo's record says.
        own: dict[str, Any] = {
            "caption": placement.shown_caption,
            "credit": credit.words(style),
            "alt": placement.shown_alt,
        }
        return cls(
            placement=placement.id,
            photo=photo.id,
            lead=placement.lead,
            format=photo.format,
            width=photo.width,
            height=photo.height,
            credit_line=credit.line(style),
            crop=placement.crop,
            further=further_facts(photo.facts, outlet),
            edits=replace(placement.shown_edits, crop=None),
            decorative=placement.decorative,
            **facts | own,
        )

    @property
    def edited(self) -> Edits:
        """All that is done to it."""
        return replace(self.edits, crop=self.crop)

    def texts(self, row: PhotoField) -> tuple[str, ...]:
        """What a published file of it says of a field; where the parts of its place go out each
        in a field of their own, no field has all of them."""
        for fact in self.further:
            if fact.name == row.name:
                return fact.texts
        if not row.placed:
            return ()
        if row.kind is Kind.PLACE and any(f.name in _PLACES for f in self.further):
            return ()
        said = row.of(self)
        return said if isinstance(said, tuple) else (said,)


_PLACES = frozenset(row.name for row in PHOTO_FIELDS if row.kind is Kind.PLACE)


def further_facts(facts: PhotoFacts, outlet: Outlet) -> tuple[FurtherFact, ...]:
    """What the outlet lets out of a photo's record; that a machine made it is always said."""
    public = {*outlet.photo_fields, *LABELS}
    allowed = (row.name for row in PHOTO_FIELDS if row.name in public)
    given = ((name, said) for name in allowed if (said := getattr(facts, name)))
    return tuple(
        FurtherFact(name, said if isinstance(said, tuple) else (said,)) for name, said in given
    )


@frozen
class Snapshot(Remembering):
    """`byline` and `contributors` are records, not names; `dated` keeps its zone."""

    story_id: str
    slug: str
    headline: str
    deck: str
    body: Document
    section: Section
    byline: tuple[Contributor, ...]
    contributors: tuple[Contributor, ...]
    dateline: str
    keywords: tuple[str, ...]
    language: str
    dated: datetime
    photos: tuple[PlacedPhoto, ...]
    outlet: Outlet

    @classmethod
    def of(
        cls, story: Story, section: Section, outlet: Outlet, people: Mapping[str, Contributor]
    ) -> "Snapshot":
        """`people` maps labels to records; a label without one is taken as a person's name."""

        values: dict[str, Any] = {each.key: getattr(story, each.key) for each in ON_PAGE}
        for line in NAMES:
            found = (people.get(name, Contributor(name)) for name in values[line.key])
            # Ids and habitual roles do not show on a page: they must not void a sign-off.
            values[line.key] = tuple(_in_role(each, line) for each in found)
        photos = [PlacedPhoto.of(each, outlet) for each in story.placements_on_page]
        return cls(
            **{**values, "section": section},
            story_id=story.id,
            photos=tuple(photos),
            outlet=outlet.on_page,
        )

    @property
    def people(self) -> tuple[Contributor, ...]:
        """Who is named in its lines of names, each with the role of that line."""
        return (*self.byline, *self.contributors)

    @property
    def lead(self) -> PlacedPhoto | None:
        return next((photo for photo in self.photos if photo.lead), None)

    def to_json(self) -> dict[str, Any]:
        """With the lowest schema that can say it; see `forms`."""
        form, schema = _FORMS.write(self)
        return {"schema": schema, **form}

    @property
    def canonical(self) -> bytes:
        """The one byte form that is hashed: sorted keys, no blanks, UTF-8."""
        rest = replace(self, body=Document())
        texts = {name: json_text(form) for name, form in rest.to_json().items()}
        texts["body"] = document_json.to_text(self.body)
        text = "{" + ",".join(f'"{name}":{texts[name]}' for name in sorted(texts)) + "}"
        return text.encode("utf-8", "surrogatepass")

    @property
    @once
    def sha256(self) -> str:
        return self.sha256_of(self.canonical)

    @staticmethod
    def sha256_of(canonical: bytes) -> str:
        """The hash of a snapshot whose byte form is at hand already."""
        return hashlib.sha256(canonical).hexdigest()


_PARTS = (Outlet, NavItem, CreditStyle, Crop, Point, NamedCrop, Tone, Edits)
# What the form of a snapshot had in schema 1, for good. A field that comes later says since which
# schema (`forms.since`), and only what shows on the page may be one.
_FORMS = Forms(
    {
        Snapshot: (
            *("story_id", "slug", "headline", "deck", "body", "section", "byline"),
            *("contributors", "dateline", "keywords", "language", "dated", "photos", "outlet"),
        ),
        PlacedPhoto: (
            *("placement", "photo", "lead", "format", "width", "height", "caption", "credit"),
            *("credit_line", "alt", "crop", "creators", "copyright_notice", "usage_terms"),
            *("web_statement", "licensor_url", "keywords", "date_created", "place"),
        ),
        FurtherFact: ("name", "texts"),
        Section: ("key", "name"),
        Contributor: ("name", "kind"),
        **{part: FIRST_FIELDS[part] for part in _PARTS},
    },
    # Ids and habitual roles do not show on a page; the role follows from the line of names.
    aside={Contributor: ("role", "id", "chinese", "note"), Outlet: ("photo_fields", "least_width")},
    codecs={Document: Codec(document_json.to_json, document_json.from_json)},
)


SCHEMA = _FORMS.newest()


def from_json(data: Mapping[str, Any]) -> Snapshot:
    """The snapshot behind stored JSON; `from_json(s.to_json()) == s`.

    Raises NewerSchema; KeyError, TypeError or ValueError when the JSON is not a snapshot's.
    """
    schema = data["schema"]
    if not isinstance(schema, int) or schema > SCHEMA:
        raise NewerSchema(message("newer.version"), schema, SCHEMA)
    form = {name: value for name, value in data.items() if name != "schema"}
    read = _FORMS.read(Snapshot, form)
    lines = {f.key: tuple(_in_role(each, f) for each in getattr(read, f.key)) for f in NAMES}
    return replace(read, **lines)


def _in_role(person: Contributor, field: StoryField) -> Contributor:
    return Contributor(person.name, person.kind, field.role or person.role)
