"""Commands that lead a story through the house: sent, held until an hour, killed."""

from typing import TYPE_CHECKING

from editor.cli.shapes import DONE, Arguments, Json, Output, below, finding_json, story_json
from editor.desk.desk import Desk
from editor.desk.newsroom import wall_clock
from editor.desk.way import moment_of
from editor.message import Message, listed, message

if TYPE_CHECKING:
    from editor.desk.board import BoardRow
    from editor.desk.views import StoryView

NEVER = ("none", "off")


def send(desk: Desk, args: Arguments, out: Output) -> int:
    now = wall_clock()
    due = moment_of(args.due, now, ends=True) if args.due else None
    story_id = desk.stories.view(args.id).story.id
    desk.way.send(story_id, args.to, due=due, priority=args.priority, note=args.note)
    view = desk.stories.view(story_id)
    return _answer(view, message("answer.sent", to=view.route.to), out)


def embargo(desk: Desk, args: Arguments, out: Output) -> int:
    words = " ".join(args.time)
    off = words.casefold() in NEVER
    until = None if off else moment_of(words, wall_clock())
    story_id = desk.stories.view(args.id).story.id
    desk.way.set_embargo(story_id, until)
    said = message("answer.embargo", until=until) if until else message("answer.no-embargo")
    return _answer(desk.stories.view(story_id), said, out)


def kill(desk: Desk, args: Arguments, out: Output) -> int:
    story_id = desk.stories.view(args.id).story.id
    desk.way.kill(story_id, args.reason)
    return _answer(desk.stories.view(story_id), message("answer.killed"), out)


def board(desk: Desk, args: Arguments, out: Output) -> int:
    seen = desk.way.board(args.most)
    for row in seen.rows:
        due = message("answer.board-due", due=row.due) if row.due else ""
        told = (row.waits_for, row.slug, row.status.label, due)
        out.say(str(listed(told, "facts")), *(below(each.said) for each in row.reasons))
    if not seen.rows:
        out.say(message("answer.board-empty"))
    if seen.more:
        out.say(message("answer.board-more", n=2 * args.most))
    out.give([_row_json(row) for row in seen.rows])
    return DONE


def _row_json(row: "BoardRow") -> Json:
    places = [each.finding and finding_json(each.finding) for each in row.reasons]
    return {
        "id": row.id,
        "slug": row.slug,
        "headline": row.headline,
        "status": str(row.status),
        "waiting_for": row.waits_for,
        "reasons": [str(each.said) for each in row.reasons],
        "places": places,
        "due": row.due.isoformat() if row.due else None,
        "late": row.late,
        "priority": row.priority,
    }


def _answer(view: "StoryView", said: Message, out: Output) -> int:
    out.say(f"{view.story.id[:8]}  {said}")
    out.give(story_json(view))
    return DONE
