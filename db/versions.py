"""A story's kept versions: snapshots with number, author and reason.

What a version holds never changes and its number is never given again; only a name may be added,
and automatic ones are thinned by the rule of `editor.story.version`.
"""

import json
from dataclasses import replace
from datetime import datetime

from sqlalchemy import (
    ColumnElement,
    Connection,
    and_,
    delete,
    func,
    insert,
    select,
)
from sqlalchemy import update as change
from sqlalchemy.dialects.sqlite import insert as insert_or_skip

from db.feed import asking
from db.look import KEPT, NEWEST_KEPT
from db.schema import audit, documents, exports, sign_offs, snapshots, versions
from editor.message import Message
from editor.story import document_json
from editor.story.block_ids import BlockIds
from editor.story.document import Document
from editor.story.snapshot import Snapshot, from_json
from editor.story.version import Dated, VersionKind, VersionRow, superfluous

_THINNABLE = and_(versions.c.kind == str(VersionKind.AUTOMATIC), versions.c.name == "")


class Versions:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(
        self,
        story_id: str,
        snapshot: Snapshot,
        *,
        by: str,
        at: datetime,
        reason: Message,
        kind: VersionKind = VersionKind.MILESTONE,
        name: str = "",
    ) -> int:
        """Keep a version; returns its number. Equal snapshots are stored once."""
        # Once only: for a long story these bytes take their time.
        canonical = snapshot.canonical
        sha256 = snapshot.sha256_of(canonical)
        self._connection.execute(
            insert_or_skip(snapshots)
            .values(sha256=sha256, canonical=canonical)
            .on_conflict_do_nothing()
        )
        newest = select(func.max(versions.c.number)).where(versions.c.story_id == story_id)
        number = (self._connection.execute(newest).scalar() or 0) + 1
        self._connection.execute(
            insert(versions).values(
                story_id=story_id,
                number=number,
                snapshot=sha256,
                by=by,
                at=at,
                reason=reason,
                kind=str(kind),
                name=name,
                words=snapshot.body.words,
                blocks=self._block_ids(story_id, snapshot.body),
            )
        )
        return number

    def _block_ids(self, story_id: str, body: Document) -> tuple[str, ...]:
        """Those a body read from the library carries; of one put aside, by the story's own."""
        if len(body.ids) == len(body.blocks):
            return body.ids
        query = select(documents.c.body, documents.c.blocks)
        row = self._connection.execute(query.where(documents.c.story_id == story_id)).one()
        known = BlockIds.of(story_id, row.body, row.blocks)
        return known.following(row.body, document_json.to_json(body)).ids

    def rows(self, story_id: str) -> tuple[VersionRow, ...]:
        """Oldest first."""
        rows = KEPT.ask(asking(self._connection), story=story_id)
        return tuple(VersionRow(*row) for row in rows)

    def newest(self, story_id: str) -> VersionRow | None:
        rows = NEWEST_KEPT.ask(asking(self._connection), story=story_id)
        return VersionRow(*rows[0]) if rows else None

    def found(self, story_id: str, number: int, at: datetime) -> None:
        """Note that the story holds exactly this at that moment: none need be made for a while."""
        self._connection.execute(change(versions).where(_this(story_id, number)).values(found=at))

    def stories_to_thin(self) -> tuple[str, ...]:
        """Ids of the stories that have several automatic versions, sorted."""
        query = select(versions.c.story_id).where(_THINNABLE).group_by(versions.c.story_id)
        several = query.having(func.count() > 1).order_by(versions.c.story_id)
        return tuple(self._connection.execute(several).scalars())

    def too_many(self, story_id: str, now: datetime) -> tuple[int, ...]:
        """The numbers of the automatic versions that may go, by the rule of thinning."""
        dated = [Dated(row.number, row.at, _lasts(row)) for row in self.rows(story_id)]
        return superfluous(dated, now)

    def thin(self, story_id: str, now: datetime) -> int:
        """Take out the automatic versions that have become too many, and what only they held;
        returns how many. What was signed, went out, or stands in the audit trail is kept."""
        return self._take_out(story_id, self.too_many(story_id, now))

    def keep_newest(self, story_id: str, reason: Message, count: int) -> int:
        """Of the automatic versions made for one reason only the newest stay; returns how many
        went."""
        query = select(versions.c.number, versions.c.reason)
        thinnable = query.where(versions.c.story_id == story_id, _THINNABLE)
        rows = self._connection.execute(thinnable.order_by(versions.c.number))
        made = tuple(number for number, why in rows if why == reason)
        return self._take_out(story_id, made[:-count])

    def _take_out(self, story_id: str, going: tuple[int, ...]) -> int:
        """Versions, and what only they held."""
        if not going:
            return 0
        here = and_(versions.c.story_id == story_id, versions.c.number.in_(going), _THINNABLE)
        held = set(self._connection.execute(select(versions.c.snapshot).where(here)).scalars())
        self._connection.execute(delete(versions).where(here))
        self._connection.execute(
            delete(snapshots).where(
                snapshots.c.sha256.in_(held),
                snapshots.c.sha256.not_in(select(versions.c.snapshot)),
                snapshots.c.sha256.not_in(select(sign_offs.c.snapshot)),
                snapshots.c.sha256.not_in(select(exports.c.snapshot)),
                snapshots.c.sha256.not_in(select(audit.c.snapshot)),
            )
        )
        return len(going)

    def make_lasting(self, story_id: str, number: int) -> None:
        """An automatic version becomes a milestone: it is never thinned from now on."""
        self._connection.execute(
            change(versions)
            .where(_this(story_id, number), _THINNABLE)
            .values(kind=str(VersionKind.MILESTONE))
        )

    def set_name(self, story_id: str, number: int, name: str) -> None:
        """A version with a name is never thinned. Raises KeyError when there is no such one."""
        kind = self._connection.execute(
            select(versions.c.kind).where(_this(story_id, number))
        ).scalar()
        if kind is None:
            raise KeyError((story_id, number))
        if name and kind == str(VersionKind.AUTOMATIC):
            kind = str(VersionKind.NAMED)
        self._connection.execute(
            change(versions).where(_this(story_id, number)).values(name=name, kind=kind)
        )

    def snapshot(self, story_id: str, number: int) -> Snapshot:
        """Its body carries its ids, where they were kept. Raises KeyError when the story has no
        such version."""
        query = select(versions.c.snapshot, versions.c.blocks).where(_this(story_id, number))
        row = self._connection.execute(query).one_or_none()
        found = None if row is None else self.by_hash(row.snapshot)
        if row is None or found is None:
            raise KeyError((story_id, number))
        ids = tuple(row.blocks or ())
        whole = len(ids) == len(found.body.blocks)
        return replace(found, body=replace(found.body, ids=ids)) if whole else found

    def by_hash(self, sha256: str) -> Snapshot | None:
        query = select(snapshots.c.canonical).where(snapshots.c.sha256 == sha256)
        canonical = self._connection.execute(query).scalar()
        if canonical is None:
            return None
        return from_json(json.loads(canonical.decode("utf-8", "surrogatepass")))


def _this(story_id: str, number: int) -> ColumnElement[bool]:
    return and_(versions.c.story_id == story_id, versions.c.number == number)


def _lasts(row: VersionRow) -> bool:
    automatic = row.kind is VersionKind.AUTOMATIC and not row.name
    return not automatic or row.signed or row.exported
