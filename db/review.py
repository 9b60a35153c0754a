"""Remarks on a story, for instance why it was returned, and approvals, each of one exact snapshot.

Approvals are added and read, never taken away.
"""

from dataclasses import asdict, fields
from datetime import datetime

from sqlalchemy import bindparam, insert, select

from db.columns import Gathered, new_id
from db.feed import Noun, Records, arrival
from db.publications import settle_out
from db.schema import comments, sign_offs
from editor.story.workflow import Comment, SignOff

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
