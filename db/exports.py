"""What left the house: bundles and proofs, where they were written, and of which snapshot."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, insert, select

from db.feed import Feed, Noun, arrival
from db.schema import exports
from editor.story.ids import new_id


@dataclass(frozen=True, slots=True)
class ExportRecord:
    """`kind` is `bundle` or `proof`; `files` their number, `bytes` their size together."""

    snapshot: str
    kind: str
    path: str
    at: datetime
    by: str
    files: int
    bytes: int


class Exports:
    def __init__(self, connection: Connection, feed: Feed) -> None:
        self._connection = connection
        self._feed = feed

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
            select(
                exports.c.snapshot,
                exports.c.kind,
                exports.c.path,
                exports.c.at,
                exports.c.by,
                exports.c.files,
                exports.c.bytes,
            )
            .where(exports.c.story_id == story_id)
            .order_by(arrival(Noun.EXPORT, exports.c.id))
        )
        return tuple(ExportRecord(*row) for row in self._connection.execute(query))
