"""Approvals, each of one exact snapshot. They are added and read, never taken away."""

from sqlalchemy import Connection, insert, select

from db.schema import sign_offs
from editor.story.sign_off import SignOff

_FIELDS = select(
    sign_offs.c.story_id, sign_offs.c.snapshot, sign_offs.c.by, sign_offs.c.at, sign_offs.c.note
)


class SignOffs:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, sign_off: SignOff) -> None:
        self._connection.execute(
            insert(sign_offs).values(
                story_id=sign_off.story_id,
                snapshot=sign_off.snapshot,
                by=sign_off.by,
                at=sign_off.at,
                note=sign_off.note,
            )
        )

    def last(self, story_id: str) -> SignOff | None:
        """The newest of a story, whether or not it still holds."""
        query = _FIELDS.where(sign_offs.c.story_id == story_id).order_by(sign_offs.c.id.desc())
        row = self._connection.execute(query.limit(1)).first()
        return None if row is None else SignOff(*row)

    def stories(self) -> tuple[str, ...]:
        """Ids of the stories that were ever approved, sorted."""
        query = select(sign_offs.c.story_id).distinct().order_by(sign_offs.c.story_id)
        return tuple(self._connection.execute(query).scalars())
