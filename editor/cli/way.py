"""Commands that lead a story through the house: sent, held until an hour, killed."""

from typing import TYPE_CHECKING

from editor.cli.shapes import DONE, Arguments, Output, story_json
from editor.desk.desk import Desk
from editor.desk.newsroom import wall_clock
from editor.desk.way import moment_of
from editor.message import Message, message

if TYPE_CHECKING:
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


def _answer(view: "StoryView", said: Message, out: Output) -> int:
    out.say(f"{view.story.id[:8]}  {said}")
    out.give(story_json(view))
    return DONE
