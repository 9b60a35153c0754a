"""The tables of what people do about a story beside writing it; the others are in `db.schema`."""

from datetime import datetime

from sqlalchemy import Column, ForeignKey, Integer, Named, Table, Text, TypedColumns

from db.columns import METADATA, Moment


class ReadingColumns(TypedColumns):
    """One of the readings before a sign-off, `stage` 1 or 2; the last is the sign-off itself."""

    id: Named[str] = Column(Text, primary_key=True)
    story_id: Named[str] = Column(Text, index=True)
    stage: Named[int] = Column(Integer)
    snapshot: Named[str] = Column(Text)
    account: Named[str] = Column(Text)
    by: Named[str] = Column(Text)
    at: Named[datetime] = Column(Moment)
    note: Named[str] = Column(Text)


class RouteColumns(TypedColumns):
    """Who has a story next: a role, or an account; `due`, `priority` (0 is usual, higher goes
    first) and until when it may not go out."""

    story_id: Named[str] = Column(
        Text, ForeignKey("stories.id", ondelete="CASCADE"), primary_key=True
    )
    role: Named[str] = Column(Text, index=True)
    account: Named[str] = Column(Text, index=True)
    due: Named[datetime | None] = Column(Moment)
    priority: Named[int] = Column(Integer)
    embargo: Named[datetime | None] = Column(Moment)


class SuggestionColumns(TypedColumns):
    """Words that somebody would have otherwise; the place is said as a remark's is."""

    id: Named[str] = Column(Text, primary_key=True)
    story_id: Named[str] = Column(Text, ForeignKey("stories.id", ondelete="CASCADE"), index=True)
    number: Named[int] = Column(Integer)
    account: Named[str] = Column(Text)
    by: Named[str] = Column(Text)
    at: Named[datetime] = Column(Moment)
    field: Named[str] = Column(Text)
    block: Named[str] = Column(Text)
    placement: Named[str] = Column(Text)
    offset: Named[int] = Column(Integer)
    old: Named[str] = Column(Text)
    new: Named[str] = Column(Text)
    state: Named[str] = Column(Text)
    decided: Named[datetime | None] = Column(Moment)
    decided_by: Named[str] = Column(Text)


class SeenColumns(TypedColumns):
    """What of a story an account has had on its screen long enough to read it; `item` names the
    kind and the content, so that what was changed since has not been seen."""

    story_id: Named[str] = Column(
        Text, ForeignKey("stories.id", ondelete="CASCADE"), primary_key=True
    )
    account: Named[str] = Column(Text, primary_key=True)
    item: Named[str] = Column(Text, primary_key=True)
    at: Named[datetime] = Column(Moment)


class KeyColumns(TypedColumns):
    """An Ed25519 key: `id` is the SHA-256 of its raw public half (hex), `public` that half (hex);
    `account` whose it is, "" for the newsroom's own, which signs the others' `certificate`;
    `sealed` the private half where it is kept here, "" where it lies elsewhere."""

    id: Named[str] = Column(Text, primary_key=True)
    account: Named[str] = Column(Text, index=True)
    public: Named[str] = Column(Text)
    since: Named[datetime] = Column(Moment)
    until: Named[datetime | None] = Column(Moment)
    revoked: Named[datetime | None] = Column(Moment)
    certificate: Named[str] = Column(Text)
    sealed: Named[str] = Column(Text)


readings = Table("readings", METADATA, ReadingColumns)
routes = Table("routes", METADATA, RouteColumns)
suggestions = Table("suggestions", METADATA, SuggestionColumns)
seen = Table("seen", METADATA, SeenColumns)
keys = Table("keys", METADATA, KeyColumns)
