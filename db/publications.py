"""What was decided of stories and what left the house: approvals, bundles and proofs, which
approved snapshot stands on which outlet."""

from dataclasses import asdict, fields
from datetime import datetime

from sqlalchemy import Connection, and_, exists, func, insert, select, update

from db.columns import new_id
from db.feed import Records, arrival, asking
from db.look import LAST_SIGNED
from db.nouns import Noun
from db.schema import exports, publications, sign_offs, snapshots, stories
from editor.story.forms import json_text
from editor.story.outlet import ExportRecord, Publication, PublicationState
from editor.story.workflow import SignOff


class Exports(Records):
    def add(self, story_id: str, record: ExportRecord) -> None:
        made = new_id()
        row = {"id": made, "story_id": story_id, **asdict(record)}
        self._connection.execute(insert(exports).values(row))
        self._feed.note(Noun.EXPORT, made)

    def of_story(self, story_id: str) -> tuple[ExportRecord, ...]:
        """Oldest first."""
        query = (
            select(*_OF_EXPORT)
            .where(exports.c.story_id == story_id)
            .order_by(arrival(Noun.EXPORT, exports.c.id))
        )
        return tuple(ExportRecord(*row) for row in self._connection.execute(query))

    def all(self) -> tuple[ExportRecord, ...]:
        """Newest first."""
        query = select(*_OF_EXPORT).order_by(exports.c.at.desc())
        return tuple(ExportRecord(*row) for row in self._connection.execute(query))

    def naming(self, text: str, most: int) -> tuple[ExportRecord, ...]:
        """What went out of snapshots in which this text stands as a value, newest first."""
        inside = func.instr(snapshots.c.canonical, json_text(text).encode("utf-8", "replace")) > 0
        query = (
            select(*_OF_EXPORT)
            .join(snapshots, snapshots.c.sha256 == exports.c.snapshot)
            .where(inside)
            .order_by(exports.c.at.desc())
            .limit(most)
        )
        return tuple(ExportRecord(*row) for row in self._connection.execute(query))


_OF_EXPORT = tuple(exports.c[field.name] for field in fields(ExportRecord))
_LAST_SIGNED = (
    select(func.max(arrival(Noun.SIGN_OFF, sign_offs.c.id)))
    .where(sign_offs.c.story_id == stories.c.id)
    .correlate(stories)
    .scalar_subquery()
)
_OUT = publications.c.state == str(PublicationState.OUT)
_STANDS_OUT = exists().where(
    publications.c.story_id == stories.c.id,
    _OUT,
    arrival(Noun.SIGN_OFF, publications.c.sign_off) == _LAST_SIGNED,
)


def settle_out(connection: Connection, story_id: str) -> None:
    """After a sign-off or a publication of it: whether what was approved last stands out."""
    settled = update(stories).where(stories.c.id == story_id)
    connection.execute(settled.values(stands_out=_STANDS_OUT.correlate(stories)))


class Publications(Records):
    def put_out(
        self, story_id: str, outlet: str, snapshot: str, *, address: str, at: datetime
    ) -> None:
        """From now on this snapshot stands there, under its newest sign-off, and what stood there
        before is replaced."""
        signed = (
            select(sign_offs.c.id)
            .where(sign_offs.c.story_id == story_id, sign_offs.c.snapshot == snapshot)
            .order_by(arrival(Noun.SIGN_OFF, sign_offs.c.id).desc())
            .limit(1)
        )
        under = self._connection.execute(signed).scalar() or ""
        now = {"sign_off": under, "address": address, "at": at}
        here = and_(publications.c.story_id == story_id, publications.c.outlet == outlet, _OUT)
        standing = select(publications.c.id, publications.c.snapshot).where(here)
        for record, other in self._connection.execute(standing).all():
            if other == snapshot:  # it goes out again as it stands there
                self._feed.change(Noun.PUBLICATION, publications, record, **now)
                break
            replaced = str(PublicationState.REPLACED)
            self._feed.change(Noun.PUBLICATION, publications, record, state=replaced)
        else:
            row = {"id": new_id(), "story_id": story_id, "outlet": outlet, "snapshot": snapshot}
            row |= {"state": str(PublicationState.OUT), **now}
            self._feed.put(Noun.PUBLICATION, publications, [row])
        settle_out(self._connection, story_id)

    def withdraw(self, story_id: str) -> int:
        """Nothing of the story is to stand anywhere now; returns on how many outlets it did."""
        standing = select(publications.c.id).where(publications.c.story_id == story_id, _OUT)
        records = self._connection.execute(standing).scalars().all()
        for record in records:
            withdrawn = str(PublicationState.WITHDRAWN)
            self._feed.change(Noun.PUBLICATION, publications, record, state=withdrawn)
        settle_out(self._connection, story_id)
        return len(records)

    def of_story(self, story_id: str) -> tuple[Publication, ...]:
        """Of those on one outlet, in the order in which they came out."""
        query = (
            select(publications)
            .where(publications.c.story_id == story_id)
            .order_by(arrival(Noun.PUBLICATION, publications.c.id))
        )
        return tuple(
            Publication(
                story_id, row.outlet, row.snapshot, PublicationState(row.state), row.address, row.at
            )
            for row in self._connection.execute(query)
        )


class SignOffs(Records):
    def add(self, sign_off: SignOff) -> None:
        made = new_id()
        self._connection.execute(insert(sign_offs).values(id=made, **asdict(sign_off)))
        self._feed.note(Noun.SIGN_OFF, made)
        settle_out(self._connection, sign_off.story_id)

    def last(self, story_id: str) -> SignOff | None:
        """The newest of a story, whether or not it still holds."""
        rows = LAST_SIGNED.ask(asking(self._connection), story=story_id)
        return SignOff(*rows[0]) if rows else None

    def of_snapshot(self, snapshot: str) -> SignOff | None:
        """The newest approval of exactly this."""
        query = (
            select(*(sign_offs.c[field.name] for field in fields(SignOff)))
            .where(sign_offs.c.snapshot == snapshot)
            .order_by(sign_offs.c.at.desc())
            .limit(1)
        )
        row = self._connection.execute(query).first()
        return None if row is None else SignOff(*row)

    def all(self) -> tuple[SignOff, ...]:
        query = select(*(sign_offs.c[field.name] for field in fields(SignOff)))
        return tuple(SignOff(*row) for row in self._connection.execute(query))

    def stories(self) -> tuple[str, ...]:
        """Ids of the stories that were ever approved, sorted."""
        query = select(sign_offs.c.story_id).distinct().order_by(sign_offs.c.story_id)
        return tuple(self._connection.execute(query).scalars())
