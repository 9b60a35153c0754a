"""Remarks on a story, for instance why it was returned."""

from datetime import datetime

from sqlalchemy import Connection, bindparam, insert, select

from db.feed import Feed, Noun, arrival
from db.gathered import Gathered
from db.schema import comments
from editor.story.ids import new_id
from editor.story.workflow import Comment

SAID = Gathered(
    select(comments.c.by, comments.c.at, comments.c.text)
    .where(comments.c.story_id == bindparam("story"))
    .order_by(arrival(Noun.COMMENT, comments.c.id))
)


class Comments:
    def __init__(self, connection: Connection, feed: Feed) -> None:
        self._connection = connection
        self._feed = feed

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
