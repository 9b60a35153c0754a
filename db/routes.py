"""Who has a story next, by when, and until when it may not go out."""

from dataclasses import replace

from db.feed import Records, asking
from db.look import ROUTE
from db.nouns import Noun
from db.review_schema import routes
from editor.story.workflow import NOBODY, Route


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
