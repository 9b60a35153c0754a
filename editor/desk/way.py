"""The way of a story through the house: sent and handed on, due, urgent, held until an hour, killed
after it went out. Each is noted with what was said before and after.

And moments as people type them.
"""

from collections import Counter
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from db.work import Work
from editor.desk.changing import Change, Changes, Done, changing
from editor.desk.newsroom import Newsroom, Refused
from editor.desk.stories import Stories
from editor.late import frozen, regex
from editor.message import NOTHING, Message, Said, message
from editor.story.story import Status, Story, StoryEdit
from editor.story.text import clean_line, clean_text
from editor.story.workflow import Priority, Route, SeatRole, Verb

if TYPE_CHECKING:
    from db.site import Account
    from editor.desk.board import Board

ROWS = 60  # of the board at first; more when somebody asks for them
# Those who read a story before it goes out: sent to one of them it is in review, and handed on to
# anybody else it stays what it is.
_READERS = frozenset({SeatRole.SUPERVISOR, SeatRole.ADMINISTRATOR})
_SHORT = {"photo": SeatRole.PHOTO, "photo desk": SeatRole.PHOTO, "review": SeatRole.SUPERVISOR}
NEXT_NOBODY = {"role": "", "account": "", "name": ""}
# A clock may be off by so much, or by what one machine's differs from another's.
TOLERANCE = timedelta(minutes=5)


@frozen
class Way:
    newsroom: Newsroom

    def send(
        self,
        story_id: str,
        to: str = "",
        *,
        due: datetime | None = None,
        priority: int | None = None,
        note: str = "",
    ) -> Changes:
        """File a story for a supervisor to read, or to the role or person named `to`. What blocks
        a sign-off does not block this: somebody may want to see it before its picture has come."""
        with self.newsroom.store.read() as work:
            route = addressed(work, to)
            status = self.newsroom.story(work, story_id).status
        again = status is Status.IN_REVIEW and bool(to)
        verb = Verb.SEND if route.role in _READERS and not again else Verb.HAND_ON
        with changing(self.newsroom, story_id, verb) as change:
            note = clean_text(note).strip()
            if note:
                _remark(change, note)
            new: dict[str, Any] = {"due": due} if due else {}
            if priority is not None:
                new["priority"] = _priority(priority)
            sent = verb is Verb.SEND
            kept = change.keep_version(message("version.sent")) if sent else _snapshot(change)
            change.note(verb, kept, **reroute(change, **new, **_next(route)))
        return change.changes

    def set_due(self, story_id: str, due: datetime | None) -> Changes:
        return self._set(story_id, Verb.SCHEDULE, due=due)

    def set_priority(self, story_id: str, priority: int) -> Changes:
        return self._set(story_id, Verb.SCHEDULE, priority=_priority(priority))

    def set_embargo(self, story_id: str, until: datetime | None) -> Changes:
        """No bundle goes out before `until`; proofs do."""
        return self._set(story_id, Verb.EMBARGO, embargo=until)

    def kill(self, story_id: str, reason: str) -> Changes:
        """Withdraw what went out, everywhere; the story is spiked, and has to be approved again
        when it is taken back. The pages themselves are taken down where they stand."""
        reason = clean_text(reason).strip()
        if not reason:
            raise Refused("refused.kill-without-reason")
        with changing(self.newsroom, story_id, Verb.KILL) as change:
            if not change.work.publications.withdraw(story_id):
                raise Refused("refused.not-out")
            _remark(change, reason)
            told = reroute(change, **NEXT_NOBODY)
            change.note(Verb.KILL, _snapshot(change), reason=reason, **told)
        return change.changes

    def board(self, most: int = ROWS) -> "Board":
        """What is on its way, at most so many rows."""
        # Late: no start looks at it.
        from editor.desk.board import board

        return board(self.newsroom, most)

    def names(self) -> tuple[str, ...]:
        """Of the people a story can be sent to, each that only one of them has."""
        with self.newsroom.store.read() as work:
            names = Counter(each.name for each in work.accounts.all())
        return tuple(name for name, number in names.items() if number == 1)

    def plan(
        self, headline: str, *, section: str = "", to: str = "", due: datetime | None = None
    ) -> Done[Story]:
        """A story that is to be written, by whom and by when."""
        stories = Stories(self.newsroom)
        begun = stories.begin(section)
        story_id = begun.value.id
        changes = stories.keep(story_id, StoryEdit(headline=headline)).changes
        with changing(self.newsroom, story_id, Verb.HAND_ON) as change:
            route = addressed(change.work, to or SeatRole.EDITOR)
            told = reroute(change, due=due, **_next(route))
            change.note(Verb.HAND_ON, _snapshot(change), **told)
        return Done(begun.value, begun.changes | changes)

    def waiting(self) -> int:
        """How many stories wait for whoever sits here, or for anybody of their role."""
        seat = self.newsroom.seat
        with self.newsroom.store.read() as work:
            return work.look.waiting(seat.role, seat.account)

    def _set(self, story_id: str, verb: Verb, **new: Any) -> Changes:
        with changing(self.newsroom, story_id, verb) as change:
            told = reroute(change, **new)
            change.kept = bool(told)
            change.note(verb, _snapshot(change), **told)
        return change.changes


def _remark(change: Change, text: str) -> None:
    act = change.act
    change.work.comments.add(change.story_id, act.actor, act.at, text, account=act.account)


def reroute(change: Change, **new: Any) -> dict[str, Any]:
    """Change the route of a story; answers with what became of it, for the record."""
    before = change.work.routes.of(change.story_id)
    after = replace(before, **new)
    change.work.routes.keep(change.story_id, after)
    was, now = before.said, after.said
    differs = sorted(name for name in was.keys() | now.keys() if was.get(name) != now.get(name))
    if not differs:
        return {}
    return {
        "before": {name: was.get(name, "") for name in differs},
        "after": {name: now.get(name, "") for name in differs},
    }


def addressed(work: Work, to: str) -> Route:
    """Whom somebody means who types `to`: a role, or a person by name; "" is review. Raises
    Refused."""
    to = clean_line(to).casefold()
    if not to:
        return Route(role=SeatRole.SUPERVISOR)
    named = _SHORT | {str(role): role for role in SeatRole}
    if to in named:
        return Route(role=str(named[to]))
    accounts = work.accounts.all()
    found = [each for each in accounts if each.name.casefold() == to]
    if len(found) > 1:
        raise Refused("refused.many-called", name=to, n=len(found))
    if not found:
        known = [*map(str, SeatRole), *(each.name for each in accounts)]
        raise Refused("refused.nobody-called", name=to, known=known)
    return _to(found[0])


def back_to_sender(work: Work, story_id: str) -> dict[str, str]:
    """Whoever sent it last, as far as they are known here; else any editor."""
    sent = work.audit.last_of(story_id, (Verb.SEND, Verb.HAND_ON))
    found = [each for each in work.accounts.all() if sent and each.name == sent.actor]
    if len(found) == 1:
        return _next(_to(found[0]))
    return {**NEXT_NOBODY, "role": str(SeatRole.EDITOR)}


def embargo_held(work: Work, route: Route, now: datetime) -> Message:
    """Why an embargo keeps a story from going out; NOTHING where none does. The clock decides, so
    one that stands before the newest entry of the record decides nothing."""
    if route.embargo is None:
        return NOTHING
    newest = work.audit.last_at()
    if newest is not None and newest - now > TOLERANCE:
        behind = -((now - newest) // timedelta(minutes=1))
        return message("refused.clock-behind", n=behind, newest=newest)
    if route.held(now):
        return message("refused.embargo", until=route.embargo)
    return NOTHING


def _to(account: "Account") -> Route:
    return Route(role=account.role, account=account.id, name=account.name)


def _next(route: Route) -> dict[str, str]:
    """What of a route says who has the story next."""
    return {"role": route.role, "account": route.account, "name": route.name}


def _snapshot(change: Change) -> str:
    return change.snapshot().sha256


def _priority(priority: int) -> int:
    if priority not in tuple(Priority):
        raise Refused("refused.priority", most=max(Priority))
    return priority


class NotAMoment(Said):
    """What was typed is no day or time."""

    def __init__(self, text: str) -> None:
        super().__init__("refused.not-a-moment", text=clean_line(text))


_DAYS = {"today": 0, "今天": 0, "tomorrow": 1, "明天": 1}
_CLOCK_AFTER_DAY = regex(r"(\d)T(?=\d)")
_TIME = regex(r"(\d{1,2})[:：.](\d\d)")


def moment_of(text: str, now: datetime, *, ends: bool = False) -> datetime:
    """`2026-12-24 18:30` with or without a zone, `18:30` (the next one), `tomorrow 9:00`; a day
    alone is its beginning, or its end (`ends`). Raises NotAMoment for anything else."""
    try:
        return _moment_of(text, now, "23:59" if ends else "00:00")
    except (ValueError, OverflowError):
        raise NotAMoment(text) from None


def _moment_of(text: str, now: datetime, usual: str) -> datetime:
    words = _CLOCK_AFTER_DAY.sub(r"\1 ", text.strip()).split()
    match words:
        case [day, *time] if day.casefold() in _DAYS and len(time) < 2:
            date = now.astimezone() + timedelta(days=_DAYS[day.casefold()])
            return _at(date, "".join(time) or usual)
        case [time] if _TIME.fullmatch(time):
            today = _at(now.astimezone(), time)
            return today if today > now else _at(now.astimezone() + timedelta(days=1), time)
        case [day, time] if _TIME.fullmatch(time):
            return _at(datetime.fromisoformat(day), time)
        case [day] if len(day) == len("2026-12-24"):
            return _at(datetime.fromisoformat(day), usual)
        case _:
            return datetime.fromisoformat(text.strip()).astimezone()


def _at(day: datetime, time: str) -> datetime:
    """In this machine's zone as it is on that day, which another season's may not be."""
    found = _TIME.fullmatch(time)
    if found is None:
        raise ValueError(time)
    naive = day.replace(hour=int(found[1]), minute=int(found[2]), second=0, microsecond=0)
    return naive.replace(tzinfo=None).astimezone()
