"""What is said of stories: remarks with their answers, suggestions, and what of a story somebody
has had before their eyes."""

from collections.abc import Collection
from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import Table, func, insert, select
from sqlalchemy.dialects.sqlite import insert as insert_or_update

from db.columns import new_id
from db.feed import Records, asking
from db.look import SAID, SUGGESTED, comment_of, suggestion_of
from db.nouns import Noun
from db.review_schema import readings, seen, suggestions
from db.schema import comments
from editor.story.review.remarks import WHOLE, Comment, Decision, Place, Suggestion
from editor.story.workflow import Reading


class _Numbered(Records):
    def _next(self, table: Table[Any], story_id: str) -> int:
        query = select(func.coalesce(func.max(table.c.number), 0) + 1)
        return int(self._connection.execute(query.where(table.c.story_id == story_id)).scalar_one())


class Comments(_Numbered):
    def add(
        self,
        story_id: str,
        by: str,
        at: datetime,
        text: str,
        *,
        account: str = "",
        place: Place = WHOLE,
        parent: str = "",
    ) -> Comment:
        made, number = new_id(), self._next(comments, story_id)
        row = {"by": by, "at": at, "text": text, "account": account, "parent": parent}
        row |= {"id": made, "number": number, "resolved": None, "resolved_by": ""}
        whole = {**row, "story_id": story_id, **asdict(place)}
        self._feed.put(Noun.COMMENT, comments, [whole])
        return Comment(by, at, text, made, number, account, parent, place)

    def change(self, comment: str, **values: Any) -> bool:
        """Its `text`, or when and by whom it was `resolved`; False where it says so already."""
        return self._feed.change(Noun.COMMENT, comments, comment, **values)

    def of_story(self, story_id: str) -> tuple[Comment, ...]:
        """Oldest first."""
        rows = SAID.ask(asking(self._connection), story=story_id)
        return tuple(map(comment_of, rows))

    def stories(self) -> tuple[str, ...]:
        """Ids of those with a remark that is not resolved, the newest first."""
        query = (
            select(comments.c.story_id)
            .where(comments.c.parent == "", comments.c.resolved.is_(None))
            .group_by(comments.c.story_id)
            .order_by(func.max(comments.c.at).desc(), comments.c.story_id)
        )
        return tuple(self._connection.execute(query).scalars())


class Suggestions(_Numbered):
    def add(
        self, story_id: str, by: str, at: datetime, place: Place, new: str, *, account: str = ""
    ) -> Suggestion:
        made, number = new_id(), self._next(suggestions, story_id)
        where = asdict(place)
        row = {"id": made, "story_id": story_id, "number": number, "account": account, "by": by}
        row |= {"at": at, "old": where.pop("quote"), "new": new, "state": str(Decision.OPEN)}
        row |= {"decided": None, "decided_by": "", **where}
        self._feed.put(Noun.SUGGESTION, suggestions, [row])
        return Suggestion(by, at, place, new, made, number, account)

    def decide(self, suggestion: str, state: Decision, by: str, at: datetime) -> None:
        values = {"state": str(state), "decided": at, "decided_by": by}
        self._feed.change(Noun.SUGGESTION, suggestions, suggestion, **values)

    def reopen(self, suggestion: str) -> None:
        values = {"state": str(Decision.OPEN), "decided": None, "decided_by": ""}
        self._feed.change(Noun.SUGGESTION, suggestions, suggestion, **values)

    def of_story(self, story_id: str) -> tuple[Suggestion, ...]:
        """All that were ever made, oldest first."""
        rows = SUGGESTED.ask(asking(self._connection), story=story_id)
        return tuple(map(suggestion_of, rows))


class Seen(Records):
    """It stays on this machine, as what somebody had open does."""

    def add(self, story_id: str, account: str, items: Collection[str], at: datetime) -> None:
        rows = [
            {"story_id": story_id, "account": account, "item": item, "at": at} for item in items
        ]
        if rows:
            self._connection.execute(insert_or_update(seen).on_conflict_do_nothing(), rows)

    def of_story(self, story_id: str, account: str) -> frozenset[str]:
        here = select(seen.c.item).where(seen.c.story_id == story_id, seen.c.account == account)
        return frozenset(self._connection.execute(here).scalars())


class Readings(Records):
    def add(self, reading: Reading) -> str:
        """One that comes before a sign-off; returns its id."""
        made = new_id()
        self._connection.execute(insert(readings).values(id=made, **asdict(reading)))
        self._feed.note(Noun.READING, made)
        return made
