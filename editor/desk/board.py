"""The board: every story that is on its way, who must act next, and what keeps it from going out.

Only what is alive is read: sent, due, returned, approved and not out, or a draft of the last days;
story by story, so that nobody else waits for the library meanwhile.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta

from editor.desk.newsroom import Newsroom, NoSuchStory
from editor.desk.views import StoryView
from editor.late import frozen
from editor.message import Message, message
from editor.story.checks import Finding
from editor.story.story import Status
from editor.story.workflow import waits_for

DAYS = timedelta(days=14)  # as long a draft that nobody sent anywhere is on its way


@frozen
class Reason:
    """Why a story does not go out; `finding` is the place where that is put right, if there is
    one."""

    said: Message
    finding: Finding | None = None


@frozen
class BoardRow:
    """`waits_for` is a role or a name, `mine` whether it is who asks."""

    id: str
    slug: str
    headline: str
    section: str
    status: Status
    waits_for: str
    mine: bool
    reasons: tuple[Reason, ...]
    due: datetime | None
    late: bool
    priority: int

    @classmethod
    def of(cls, view: StoryView, now: datetime, role: str, account: str) -> "BoardRow":
        story, route = view.story, view.route
        waits = waits_for(route, story.status, view.findings)
        mine = bool(account) and account == route.account
        return cls(
            *(story.id, story.slug, story.headline, view.snapshot.section.name, story.status),
            waits_for=str(waits),
            mine=mine or (not route.account and str(waits) == role),
            reasons=tuple(reasons(view, now)),
            due=route.due,
            late=route.late(now),
            priority=route.priority,
        )


@frozen
class Board:
    """`more`: there are others behind these. `today` counts the stories that were changed today,
    by status and by section (its name), `week` the bundles that went out by day, oldest first."""

    rows: tuple[BoardRow, ...]
    more: bool
    today: Mapping[Status, int]
    sections: Mapping[str, int]
    week: tuple[tuple[datetime, int], ...]

    @property
    def late(self) -> int:
        return sum(row.late for row in self.rows)


def board(newsroom: Newsroom, most: int) -> Board:
    now, seat = newsroom.clock(), newsroom.seat
    with newsroom.store.read() as work:
        ids = work.routes.alive(now - DAYS, now, most + 1)
        midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
        today = work.routes.changed_since(midnight)
        names = {each.key: each.name for each in newsroom.site(work).choices.sections}
        days = [midnight - timedelta(days=back) for back in range(6, -1, -1)]
        out = work.routes.out_by_day(days[0])
    rows: list[BoardRow] = []
    for story_id in ids[:most]:
        try:
            with newsroom.store.read() as work:
                view = newsroom.view(work, story_id)
        except NoSuchStory:
            continue  # deleted meanwhile
        rows.append(BoardRow.of(view, now, seat.role, seat.account))
    statuses, sections = Counter[Status](), Counter[str]()
    for status, section, number in today:
        statuses[status] += number
        sections[names.get(section, "")] += number
    week = tuple((day, out.get(day.date().isoformat(), 0)) for day in days)
    return Board(tuple(rows), len(ids) > most, statuses, sections, week)


def reasons(view: StoryView, now: datetime) -> Iterator[Reason]:
    """What somebody has to do first, then what nobody can do but wait for."""
    for finding in view.findings:
        if finding.blocks or finding.rule == "photo-awaited":
            yield Reason(finding.message, finding)
    if view.suggestions:
        yield Reason(message("board.suggestions", n=len(view.suggestions)))
    match view.story.status:
        case Status.IN_REVIEW:
            yield Reason(message("board.in-review"))
        case Status.RETURNED:
            yield Reason(message("board.returned"))
        case Status.DRAFT if view.voided and view.sign_off is not None:
            yield Reason(message("board.changed", by=view.sign_off.by))
        case Status.DRAFT:
            yield Reason(message("board.not-sent"))
        case Status.SIGNED_OFF if not view.route.held(now):
            yield Reason(message("board.not-exported"))
        case _:
            pass
    if view.route.held(now) and view.route.embargo is not None:
        yield Reason(message("board.embargo", until=view.route.embargo))
