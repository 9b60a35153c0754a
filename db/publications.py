"""What left the house: bundles and proofs, where they were written and of which snapshot; and
stories on outlets: which approved snapshot stands where.
"""

from dataclasses import asdict, fields
from datetime import datetime

from sqlalchemy import Connection, and_, bindparam, exists, func, insert, select, update

from db.columns import Gathered, new_id
from db.feed import Noun, Records, arrival
from db.schema import comments, exports, publications, sign_offs, stories
from editor.late import frozen
from editor.story.outlet import Publication, PublicationState
from editor.story.workflow import Comment, SignOff


@frozen
class ExportRecord:
    """`kind` is `bundle` or `proof`; `files` their number, `bytes` their size together."""

    snapshot: str
    kind: str
    path: str
    at: datetime
    by: str
    files: int
    bytes: int


class Exports(Records):
    def add(
        self,
        story_id: str,
        snapshot: str,
        kind: str,
        path: str,
        at: datetime,
        by: str,
        files: int,
        bytes: int,  # noqa: A002 - the name it has in the manifest and in the command's JSON
    ) -> None:
        made = new_id()
        self._connection.execute(
            insert(exports).values(
                id=made,
                story_id=story_id,
                snapshot=snapshot,
                kind=kind,
                path=path,
                at=at,
                by=by,
                files=files,
                bytes=bytes,
            )
        )
        self._feed.note(Noun.EXPORT, made)

    def of_story(self, story_id: str) -> tuple[ExportRecord, ...]:
        """Oldest first."""
        query = (
            select(*(exports.c[field.name] for field in fields(ExportRecord)))
            .where(exports.c.story_id == story_id)
            .order_by(arrival(Noun.EXPORT, exports.c.id))
        )
        return tuple(ExportRecord(*row) for row in self._connection.execute(query))


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

    def of_story(self, story_id: str) -> tuple[Publication, ...]:
        """Of those on one outlet, in the order in which they came out."""
        query = (
            select(
                publications.c.story_id,
                publications.c.outlet,
                publications.c.snapshot,
                publications.c.state,
                publications.c.address,
                publications.c.at,
            )
            .where(publications.c.story_id == story_id)
            .order_by(arrival(Noun.PUBLICATION, publications.c.id))
        )
        return tuple(
            Publication(story, outlet, snapshot, PublicationState(state), address, at)
            for story, outlet, snapshot, state, address, at in self._connection.execute(query)
        )


SAID = Gathered(
    select(comments.c.by, comments.c.at, comments.c.text)
    .where(comments.c.story_id == bindparam("story"))
    .order_by(arrival(Noun.COMMENT, comments.c.id))
)


class Comments(Records):
    def add(self, story_id: str, by: str, at: datetime, text: str) -> None:
        made = new_id()
        self._connection.execute(
            insert(comments).values(id=made, story_id=story_id, by=by, at=at, text=text)
        )
        self._feed.note(Noun.COMMENT, made)

    def of_story(self, story_id: str) -> tuple[Comment, ...]:
        """Oldest first."""
        rows = self._connection.execute(SAID.query, {"story": story_id})
        return tuple(Comment(*row) for row in rows)


LAST_SIGNED = Gathered(
    select(*(sign_offs.c[field.name] for field in fields(SignOff)))
    .where(sign_offs.c.story_id == bindparam("story"))
    .order_by(arrival(Noun.SIGN_OFF, sign_offs.c.id).desc())
    .limit(1)
)


class SignOffs(Records):
    def add(self, sign_off: SignOff) -> None:
        made = new_id()
        self._connection.execute(insert(sign_offs).values(id=made, **asdict(sign_off)))
        self._feed.note(Noun.SIGN_OFF, made)
        settle_out(self._connection, sign_off.story_id)

    def last(self, story_id: str) -> SignOff | None:
        """The newest of a story, whether or not it still holds."""
        row = self._connection.execute(LAST_SIGNED.query, {"story": story_id}).first()
        return None if row is None else SignOff(*row)

    def stories(self) -> tuple[str, ...]:
        """Ids of the stories that were ever approved, sorted."""
        query = select(sign_offs.c.story_id).distinct().order_by(sign_offs.c.story_id)
        return tuple(self._connection.execute(query).scalars())
