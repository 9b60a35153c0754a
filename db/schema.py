"""The tables of a library.

Typed Core tables and not mapped classes: values go in and values come out, so there is no object
to keep in step with a row, and starting Galley does not wait for an ORM to be imported (measured:
a quarter of the time it takes to import SQLAlchemy). How a library comes to have these tables is
the business of `db.migrations`, which also makes the search index and the audit triggers.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import (
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    Named,
    Table,
    Text,
    TypedColumns,
    text,
)

import db.review_schema  # noqa: F401 -- its tables belong to METADATA, whoever asks for that
from db.columns import METADATA, Json, MessageText, Moment
from editor.message import Message

# In the file's own header: this is a Galley library and nobody else's SQLite file ("Galy").
APPLICATION_ID = 0x47616C79


class StoryColumns(TypedColumns):
    """`change` grows over all stories with every change of one: the order of every list.
    `target_words` is the length asked for; NULL where the section decides. `stands_out` is 1 while
    what was approved last stands on an outlet: follows from the publications, for the lists.

    `section` is no foreign key: a section that is gone is a finding on the story's panel.
    """

    id: Named[str] = Column(Text, primary_key=True)
    change: Named[int] = Column(Integer, unique=True)
    slug: Named[str] = Column(Text, index=True)
    headline: Named[str] = Column(Text)
    deck: Named[str] = Column(Text)
    section: Named[str] = Column(Text, index=True)
    dateline: Named[str] = Column(Text)
    language: Named[str] = Column(Text)
    dated: Named[datetime] = Column(Moment)
    status: Named[str] = Column(Text, index=True)
    revision: Named[int] = Column(Integer)
    created: Named[datetime] = Column(Moment)
    updated: Named[datetime] = Column(Moment)
    awaited_photo: Named[Any] = Column(Json, nullable=True)
    target_words: Named[int | None] = Column(Integer)
    stands_out: Named[int] = Column(Integer, server_default="0")


class DocumentColumns(TypedColumns):
    """A story's body, apart from its fields so that lists never read it.

    `blocks`: the ids of its blocks and what is remembered of earlier ones; NULL while nobody has
    kept the body since there are ids.
    """

    story_id: Named[str] = Column(
        Text, ForeignKey("stories.id", ondelete="CASCADE"), primary_key=True
    )
    body: Named[Any] = Column(Json, nullable=False)
    blocks: Named[Any] = Column(Json, nullable=True)


class PhotoColumns(TypedColumns):
    """`edits` are for every use; `added` is when it came into the library, ISO 8601 in UTC, and ""
    for one from before that was noted, as is `likeness`; `origin` is what Content Credentials said
    then, NULL for none."""

    id: Named[str] = Column(Text, primary_key=True)
    original_name: Named[str] = Column(Text)
    format: Named[str] = Column(Text)
    width: Named[int] = Column(Integer)
    height: Named[int] = Column(Integer)
    size: Named[int] = Column(Integer)
    facts: Named[Any] = Column(Json, nullable=False)
    edits: Named[Any] = Column(Json, nullable=True)
    added: Named[str] = Column(Text, server_default="")
    likeness: Named[str] = Column(Text, server_default="")
    origin: Named[Any] = Column(Json, nullable=True)


class PlacementColumns(TypedColumns):
    """NULL in `caption`, `credit`, `alt`: as the photo's own record has it; so are its edits where
    `crop`, the free one, and `edits`, all others, are both NULL. `decorative` is 1 for a picture
    that has no alt text on purpose."""

    id: Named[str] = Column(Text, primary_key=True)
    story_id: Named[str] = Column(Text, ForeignKey("stories.id", ondelete="CASCADE"), index=True)
    photo_id: Named[str] = Column(Text, ForeignKey("photos.id"), index=True)
    position: Named[int] = Column(Integer)
    lead: Named[int] = Column(Integer)
    caption: Named[str | None] = Column(Text)
    credit: Named[Any] = Column(Json, nullable=True)
    alt: Named[str | None] = Column(Text)
    crop: Named[Any] = Column(Json, nullable=True)
    edits: Named[Any] = Column(Json, nullable=True)
    decorative: Named[int] = Column(Integer, server_default="0")


class ContributorColumns(TypedColumns):
    """`note` tells apart those who share a name; `chinese` is the Chinese form of it or ""."""

    id: Named[str] = Column(Text, primary_key=True)
    name: Named[str] = Column(Text)
    kind: Named[str] = Column(Text)
    role: Named[str] = Column(Text)
    chinese: Named[str] = Column(Text)
    note: Named[str] = Column(Text)


class StoryContributorColumns(TypedColumns):
    """Who stands in a story's byline or contributor line (`part`), in order."""

    story_id: Named[str] = Column(
        Text, ForeignKey("stories.id", ondelete="CASCADE"), primary_key=True
    )
    part: Named[str] = Column(Text, primary_key=True)
    position: Named[int] = Column(Integer, primary_key=True)
    contributor_id: Named[str] = Column(Text, ForeignKey("contributors.id"), index=True)


class SectionColumns(TypedColumns):
    key: Named[str] = Column(Text, primary_key=True)
    name: Named[str] = Column(Text)
    position: Named[int] = Column(Integer)


class OutletColumns(TypedColumns):
    key: Named[str] = Column(Text, primary_key=True)
    name: Named[str] = Column(Text)
    publisher: Named[str] = Column(Text)
    address: Named[str] = Column(Text)
    language: Named[str] = Column(Text)
    navigation: Named[Any] = Column(Json, nullable=False)
    footer: Named[Any] = Column(Json, nullable=False)
    credit_style: Named[Any] = Column(Json, nullable=False)
    photo_fields: Named[Any] = Column(Json, nullable=True)
    least_width: Named[int] = Column(Integer, server_default="600")
    avif: Named[int] = Column(Integer, server_default="0")


class KeywordColumns(TypedColumns):
    id: Named[str] = Column(Text, primary_key=True)
    word: Named[str] = Column(Text, unique=True)


class StoryKeywordColumns(TypedColumns):
    story_id: Named[str] = Column(
        Text, ForeignKey("stories.id", ondelete="CASCADE"), primary_key=True
    )
    position: Named[int] = Column(Integer, primary_key=True)
    keyword_id: Named[str] = Column(Text, ForeignKey("keywords.id"), index=True)


class SnapshotColumns(TypedColumns):
    """`canonical` is byte for byte what was hashed."""

    sha256: Named[str] = Column(Text, primary_key=True)
    canonical: Named[bytes] = Column(LargeBinary)


class VersionColumns(TypedColumns):
    """`words` is the length of its copy; NULL for a version from before lengths were noted.
    `found` is when the story was last found to hold exactly this, before it was changed.
    `blocks`: the ids of its body's blocks then; NULL for one from before there were ids."""

    story_id: Named[str] = Column(
        Text, ForeignKey("stories.id", ondelete="CASCADE"), primary_key=True
    )
    number: Named[int] = Column(Integer, primary_key=True)
    snapshot: Named[str] = Column(Text, ForeignKey("snapshots.sha256"), index=True)
    by: Named[str] = Column(Text)
    at: Named[datetime] = Column(Moment)
    reason: Named[Message] = Column(MessageText("version"))
    kind: Named[str] = Column(Text, server_default="milestone")
    name: Named[str] = Column(Text, server_default="")
    words: Named[int | None] = Column(Integer)
    found: Named[datetime | None] = Column(Moment)
    blocks: Named[Any] = Column(Json, nullable=True)


class SignOffColumns(TypedColumns):
    """`story_id` is no foreign key: what was approved outlives a deleted story."""

    id: Named[str] = Column(Text, primary_key=True)
    story_id: Named[str] = Column(Text, index=True)
    snapshot: Named[str] = Column(Text, index=True)
    by: Named[str] = Column(Text)
    at: Named[datetime] = Column(Moment)
    note: Named[str] = Column(Text)
    account: Named[str] = Column(Text, server_default="")
    key: Named[str] = Column(Text, server_default="")
    signature: Named[str] = Column(Text, server_default="")


class CommentColumns(TypedColumns):
    """`number` counts within a story from 1; `parent` is the remark this one answers, or "".

    Where it stands: a `field` of the story, or of the photo with this `placement`; in a `block` of
    the body; `quote` are the words, from `offset` on; all "" for a remark on the whole.
    """

    id: Named[str] = Column(Text, primary_key=True)
    story_id: Named[str] = Column(Text, ForeignKey("stories.id", ondelete="CASCADE"), index=True)
    by: Named[str] = Column(Text)
    at: Named[datetime] = Column(Moment)
    text: Named[str] = Column(Text)
    account: Named[str] = Column(Text, server_default="")
    parent: Named[str] = Column(Text, server_default="")
    field: Named[str] = Column(Text, server_default="")
    block: Named[str] = Column(Text, server_default="")
    placement: Named[str] = Column(Text, server_default="")
    quote: Named[str] = Column(Text, server_default="")
    number: Named[int] = Column(Integer, server_default="0")
    offset: Named[int] = Column(Integer, server_default="0")
    resolved: Named[datetime | None] = Column(Moment)
    resolved_by: Named[str] = Column(Text, server_default="")


class ExportColumns(TypedColumns):
    """`story_id` is no foreign key: what went out outlives a deleted story."""

    id: Named[str] = Column(Text, primary_key=True)
    story_id: Named[str] = Column(Text, index=True)
    snapshot: Named[str] = Column(Text, index=True)
    kind: Named[str] = Column(Text)
    path: Named[str] = Column(Text)
    at: Named[datetime] = Column(Moment)
    by: Named[str] = Column(Text)
    files: Named[int] = Column(Integer)
    bytes: Named[int] = Column(Integer)
    number: Named[int] = Column(Integer, server_default="0")


class PublicationColumns(TypedColumns):
    """A story on an outlet, under one sign-off. `story_id` is no foreign key: what went out
    outlives a deleted story. `address` is the page's URL, "" while the outlet's is not known."""

    id: Named[str] = Column(Text, primary_key=True)
    story_id: Named[str] = Column(Text, index=True)
    outlet: Named[str] = Column(Text)
    snapshot: Named[str] = Column(Text)
    sign_off: Named[str] = Column(Text)
    state: Named[str] = Column(Text)
    address: Named[str] = Column(Text)
    at: Named[datetime] = Column(Moment)


class AccountColumns(TypedColumns):
    id: Named[str] = Column(Text, primary_key=True)
    name: Named[str] = Column(Text, index=True)
    role: Named[str] = Column(Text)
    password: Named[str] = Column(Text, server_default="")


class DictionaryWordColumns(TypedColumns):
    """A word the whole newsroom knows; `chinese` its Chinese form or "", `source` who says so."""

    word: Named[str] = Column(Text, primary_key=True)
    kind: Named[str] = Column(Text)
    chinese: Named[str] = Column(Text)
    source: Named[str] = Column(Text)


class StoryWordColumns(TypedColumns):
    """A word that is right in one story only."""

    story_id: Named[str] = Column(
        Text, ForeignKey("stories.id", ondelete="CASCADE"), primary_key=True
    )
    word: Named[str] = Column(Text, primary_key=True)


class SettingColumns(TypedColumns):
    """`owner` is whose it is: "newsroom", "machine", or the account of a person."""

    owner: Named[str] = Column(Text, primary_key=True)
    key: Named[str] = Column(Text, primary_key=True)
    value: Named[str] = Column(Text)


class ChangeColumns(TypedColumns):
    """The last change of every record there is or was: `seq` grows over all of them, `revision`
    over one. `gone` is 1 for a record that was deleted; its row stays."""

    noun: Named[str] = Column(Text, primary_key=True)
    id: Named[str] = Column(Text, primary_key=True)
    seq: Named[int] = Column(Integer, unique=True)
    revision: Named[int] = Column(Integer)
    gone: Named[int] = Column(Integer)
    at: Named[datetime] = Column(Moment)
    account: Named[str] = Column(Text)
    device: Named[str] = Column(Text)


class AuditColumns(TypedColumns):
    """`at` and `details` are kept as the text that was hashed."""

    seq: Named[int] = Column(Integer, primary_key=True)
    prev_hash: Named[str] = Column(Text)
    at: Named[str] = Column(Text)
    actor: Named[str] = Column(Text)
    action: Named[str] = Column(Text)
    object: Named[str] = Column(Text)
    snapshot: Named[str] = Column(Text)
    details: Named[str] = Column(Text)
    hash: Named[str] = Column(Text)


stories = Table("stories", METADATA, StoryColumns)
# By each order of the list; what narrows it is in the index, too, so that no list reads the table.
# Alembic sees neither DESC nor COLLATE: a step that makes `stories` anew makes these anew itself.
_CHANGE, _SHOWN = stories.c.change.desc(), (stories.c.status, stories.c.stands_out)
Index("ix_stories_by_changed", _CHANGE, *_SHOWN, stories.c.section)
_HEADLINE = stories.c.headline.collate("NOCASE")
Index("ix_stories_by_headline", _HEADLINE, _CHANGE, *_SHOWN, stories.c.section)
Index("ix_stories_by_section", stories.c.section, _CHANGE, *_SHOWN)
Index("ix_stories_by_status", stories.c.status, _CHANGE, stories.c.stands_out, stories.c.section)
documents = Table("documents", METADATA, DocumentColumns)
photos = Table("photos", METADATA, PhotoColumns)
placements = Table("placements", METADATA, PlacementColumns)
# At most one lead photo a story, whatever the program above believes.
Index("ix_placements_one_lead", placements.c.story_id, unique=True, sqlite_where=text("lead = 1"))
contributors = Table("contributors", METADATA, ContributorColumns)
Index("uq_contributors_name_note", contributors.c.name, contributors.c.note, unique=True)
story_contributors = Table("story_contributors", METADATA, StoryContributorColumns)
sections = Table("sections", METADATA, SectionColumns)
outlets = Table("outlets", METADATA, OutletColumns)
keywords = Table("keywords", METADATA, KeywordColumns)
story_keywords = Table("story_keywords", METADATA, StoryKeywordColumns)
snapshots = Table("snapshots", METADATA, SnapshotColumns)
versions = Table("versions", METADATA, VersionColumns)
sign_offs = Table("sign_offs", METADATA, SignOffColumns)
comments = Table("comments", METADATA, CommentColumns)
exports = Table("exports", METADATA, ExportColumns)
publications = Table("publications", METADATA, PublicationColumns)
accounts = Table("accounts", METADATA, AccountColumns)
dictionary_words = Table("dictionary_words", METADATA, DictionaryWordColumns)
story_words = Table("story_words", METADATA, StoryWordColumns)
settings = Table("settings", METADATA, SettingColumns)
changes = Table("changes", METADATA, ChangeColumns)
# What of one noun changed last is asked after every pause in the typing.
Index("ix_changes_noun", changes.c.noun, changes.c.seq)
audit = Table("audit", METADATA, AuditColumns, sqlite_autoincrement=True)
