"""Remarks on a story, for instance why it was returned."""

from datetime import datetime

from sqlalchemy import Connection, insert, select

from db.schema import comments
from editor.story.comment import Comment


class Comments:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, story_id: str, by: str, at: datetime, text: str) -> None:
        self._connection.execute(
            insert(comments).values(story_id=story_id, by=by, at=at, text=text)
        )

    def of_story(self, story_id: str) -> tuple[Comment, ...]:
        """Oldest first."""
        query = (
            select(comments.c.by, comments.c.at, comments.c.text)
            .where(comments.c.story_id == story_id)
            .order_by(comments.c.id)
        )
        return tuple(Comment(*row) for row in self._connection.execute(query))
