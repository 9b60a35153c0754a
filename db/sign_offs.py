"""Approvals, each of one exact snapshot. They are added and read, never taken away."""

from sqlalchemy import Connection, bindparam, insert, select

from db.feed import Feed, Noun, arrival
from db.gathered import Gathered
from db.schema import sign_offs
from editor.story.ids import new_id
from editor.story.workflow import SignOff

LAST_SIGNED = Gathered(
    select(
        sign_offs.c.story_id, sign_offs.c.snapshot, sign_offs.c.by, sign_offs.c.at, sign_offs.c.note
    )
    .where(sign_offs.c.story_id == bindparam("story"))
    .order_by(arrival(Noun.SIGN_OFF, sign_offs.c.id).desc())
    .limit(1)
)


class SignOffs:
    def __init__(self, connection: Connection, feed: Feed) -> None:
        self._connection = connection
        self._feed = feed

    def add(self, sign_off: SignOff) -> None:
        made = new_id()
        self._connection.execute(
            insert(sign_offs).values(
                id=made,
                story_id=sign_off.story_id,
                snapshot=sign_off.snapshot,
                by=sign_off.by,
                at=sign_off.at,
                note=sign_off.note,
            )
        )
        self._feed.note(Noun.SIGN_OFF, made)

    def last(self, story_id: str) -> SignOff | None:
        """The newest of a story, whether or not it still holds."""
        row = self._connection.execute(LAST_SIGNED.query, {"story": story_id}).first()
        return None if row is None else SignOff(*row)

    def stories(self) -> tuple[str, ...]:
        """Ids of the stories that were ever approved, sorted."""
        query = select(sign_offs.c.story_id).distinct().order_by(sign_offs.c.story_id)
        return tuple(self._connection.execute(query).scalars())
