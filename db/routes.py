"""Who has a story next, by when, and until when it may not go out."""

from dataclasses import replace
from datetime import datetime

from sqlalchemy import func, select

from db.feed import Records, asking
from db.look import ON_ITS_WAY, ROUTE, SHOWN_STATUS
from db.nouns import Noun
from db.review_schema import routes
from db.schema import exports
from editor.story.story import Status
from editor.story.workflow import NOBODY, Route

# Moments of different zones: as text they cannot be compared.
_SOON = "julianday(routes.due) IS NULL, julianday(routes.due)"
# All of our own words only.
_NEWEST = "SELECT id FROM stories WHERE {fits} ORDER BY change DESC LIMIT :most"
_OF_STATUS = " UNION ".join(
    f"SELECT id FROM ({_NEWEST.format(fits=fits)})"  # noqa: S608 - as above
    for fits in (
        *("status = 'in_review'", "status = 'returned'"),
        "status = 'signed_off' AND stands_out = 0",
    )
)
# Of each kind as many as are wanted at all: each comes out of its index.
_ALIVE = f"""
    WITH alive AS (
        SELECT id FROM (
            SELECT stories.id FROM routes CROSS JOIN stories ON stories.id = routes.story_id
            WHERE {ON_ITS_WAY}
            ORDER BY {_SOON}, routes.priority DESC LIMIT :most
        )
        UNION {_OF_STATUS}
        UNION SELECT id FROM (
            SELECT id, updated FROM stories WHERE status = 'draft'
            ORDER BY change DESC LIMIT :most
        ) WHERE julianday(updated) >= julianday(:since)
    )
    SELECT stories.id FROM alive CROSS JOIN stories ON stories.id = alive.id
    LEFT JOIN routes ON routes.story_id = stories.id
    ORDER BY coalesce(julianday(routes.due) < julianday(:now), 0) DESC,
        coalesce(routes.priority, 0) DESC, {_SOON}, stories.change DESC
    LIMIT :most
"""  # noqa: S608 - of our own words only
_CHANGED = f"""
    SELECT shown, section, count(*) FROM (
        SELECT {SHOWN_STATUS} AS shown, section, updated FROM stories
        ORDER BY change DESC LIMIT 2000
    ) WHERE julianday(updated) >= julianday(:since) GROUP BY shown, section
"""  # noqa: S608 - of our own words only


class Routes(Records):
    def of(self, story_id: str) -> Route:
        rows = ROUTE.ask(asking(self._connection), story=story_id)
        return Route(*rows[0]) if rows else NOBODY

    def keep(self, story_id: str, route: Route) -> None:
        if replace(route, name="") == NOBODY:
            self._feed.delete(Noun.ROUTE, routes, story_id)
            return
        own = {each.key: getattr(route, each.key) for each in routes.c if each.key != "story_id"}
        self._feed.put(Noun.ROUTE, routes, [{"story_id": story_id, **own}])

    def alive(self, since: datetime, now: datetime, most: int) -> tuple[str, ...]:
        """Ids of the stories that are on their way, and drafts changed `since`: what is late
        first, then what is urgent, then what is due soon, then by their last change."""
        asked = {"since": since.isoformat(), "now": now.isoformat(), "most": most}
        return tuple(self._connection.exec_driver_sql(_ALIVE, asked).scalars())

    def changed_since(self, moment: datetime) -> tuple[tuple[Status, str, int], ...]:
        """How many stories were changed since, by status and section; of at most the newest
        thousands."""
        asked = {"since": moment.isoformat()}
        rows = self._connection.exec_driver_sql(_CHANGED, asked)
        return tuple((Status(status), section, number) for status, section, number in rows)

    def out_by_day(self, since: datetime) -> dict[str, int]:
        """How many bundles went out on each day (ISO) `since`, as the clocks then showed it."""
        day = func.substr(exports.c.at, 1, len("2026-12-24"))
        query = select(day, func.count()).where(
            exports.c.kind == "bundle", func.julianday(exports.c.at) >= func.julianday(since)
        )
        return {row[0]: row[1] for row in self._connection.execute(query.group_by(day))}
