"""Commands about what is said of a story, and what somebody would have otherwise."""

from editor.cli.photos import placed_photo
from editor.cli.shapes import DONE, Arguments, Json, Output, below
from editor.desk.desk import Desk
from editor.desk.remarks import Remarked
from editor.message import Message, message
from editor.story.fields import named
from editor.story.review.remarks import Place, Suggestion
from editor.story.story import Story
from editor.story.text import clean_line


def _place(desk: Desk, args: Arguments, words: str) -> tuple[Story, Place]:
    story = desk.stories.view(args.id).story
    placement = placed_photo(story, args.photo).id if args.photo else ""
    return story, desk.remarks.place(story.id, words, Place(args.field, placement=placement))


def add_comment(desk: Desk, args: Arguments, out: Output) -> int:
    story, place = _place(desk, args, args.at)
    made = desk.remarks.comment(story.id, args.text, place).value
    return _give_comment(
        desk, story.id, made.number, message("answer.comment-added", number=made.number), out
    )


def answer_comment(desk: Desk, args: Arguments, out: Output) -> int:
    story_id = desk.stories.view(args.id).story.id
    made = desk.remarks.answer(story_id, args.number, args.text).value
    return _give_comment(
        desk, story_id, made.number, message("answer.comment-added", number=made.number), out
    )


def resolve_comment(desk: Desk, args: Arguments, out: Output) -> int:
    story_id = desk.stories.view(args.id).story.id
    desk.remarks.resolve(story_id, args.number)
    return _give_comment(
        desk, story_id, args.number, message("answer.comment-resolved", number=args.number), out
    )


def reopen_comment(desk: Desk, args: Arguments, out: Output) -> int:
    story_id = desk.stories.view(args.id).story.id
    desk.remarks.reopen(story_id, args.number)
    return _give_comment(
        desk, story_id, args.number, message("answer.comment-reopened", number=args.number), out
    )


def _give_comment(desk: Desk, story_id: str, number: int, says: Message, out: Output) -> int:
    out.say(says)
    said = desk.remarks.of_story(story_id)
    [mine] = [each for each in said if each.comment.number == number]
    out.give(comment_json(mine, said))
    return DONE


def list_comments(desk: Desk, args: Arguments, out: Output) -> int:
    if args.id is None:
        said = desk.remarks.open_everywhere()
    else:
        said = desk.remarks.of_story(desk.stories.view(args.id).story.id)
    for each in said:
        comment = each.comment
        text = clean_line(comment.text)
        line = message("answer.comment-line", number=comment.number, by=comment.by, text=text)
        out.say(f"{each.slug}  {line}" if args.id is None else line)
        out.say(*map(below, _about(each)))
    if not said:
        out.say(message("answer.no-comments"))
    out.give([comment_json(each, said) for each in said])
    return DONE


def _about(each: Remarked) -> list[Message]:
    comment, place = each.comment, each.comment.place
    told: list[Message] = []
    words = clean_line(place.quote)
    if each.now is None:
        told.append(message("answer.comment-gone", words=words))
    elif words:
        told.append(message("answer.comment-place", words=words))
    elif place.field:
        told.append(named(place.field))
    if comment.resolved is not None:
        told.append(message("answer.comment-settled", by=comment.resolved_by))
    return told


def comment_json(each: Remarked, said: tuple[Remarked, ...]) -> Json:
    """`id` counts within the story; `field` is "photo" for a photo as a whole, "" for the story."""
    comment, place = each.comment, each.comment.place
    numbers = {other.comment.id: other.comment.number for other in said}
    return {
        "id": comment.number,
        "story": each.story_id,
        "slug": each.slug,
        "by": comment.by,
        "at": comment.at.isoformat(),
        "quote": place.quote,
        "field": place.field or ("photo" if place.placement else ""),
        "placement": place.placement or None,
        "text": comment.text,
        "resolved": comment.resolved is not None,
        "resolved_by": comment.resolved_by or None,
        "answers": numbers.get(comment.parent),
        "there": each.now is not None,
    }


def suggest(desk: Desk, args: Arguments, out: Output) -> int:
    story, place = _place(desk, args, args.old)
    made = desk.remarks.suggest(story.id, args.new, place).value
    out.say(message("answer.suggestion-added", number=made.number))
    out.give(suggestion_json(made))
    return DONE


def list_suggestions(desk: Desk, args: Arguments, out: Output) -> int:
    waiting = desk.stories.view(args.id).suggestions
    for each in waiting:
        said = {"number": each.number, "by": each.by, "old": clean_line(each.old)}
        if each.new:
            out.say(message("answer.suggestion-line", **said, new=clean_line(each.new)))
        else:
            out.say(message("answer.suggestion-out", **said))
    if not waiting:
        out.say(message("answer.no-suggestions"))
    out.give([suggestion_json(each) for each in waiting])
    return DONE


def suggestion_json(each: Suggestion) -> Json:
    return {
        "id": each.number,
        "by": each.by,
        "at": each.at.isoformat(),
        "field": each.place.field,
        "old": each.old,
        "new": each.new,
    }


def accept_suggestion(desk: Desk, args: Arguments, out: Output) -> int:
    view = desk.stories.view(args.id)
    numbers = None if args.number is None else [args.number]
    if numbers is None and not view.suggestions:
        out.say(message("answer.no-suggestions"))
        out.give({"accepted": [], "missed": []})
        return DONE
    done = desk.remarks.accept(view.story.id, numbers).value
    out.say(message("answer.suggestions-accepted", n=len(done.done)))
    if done.missed:
        out.say(message("answer.suggestions-missed", n=len(done.missed)))
    out.give(
        {
            "accepted": [suggestion_json(each) for each in done.done],
            "missed": [suggestion_json(each) for each in done.missed],
        }
    )
    return DONE


def reject_suggestion(desk: Desk, args: Arguments, out: Output) -> int:
    desk.remarks.reject(desk.stories.view(args.id).story.id, args.number)
    out.say(message("answer.suggestion-rejected", number=args.number))
    out.give({"rejected": args.number})
    return DONE


def return_story(desk: Desk, args: Arguments, out: Output) -> int:
    story_id = desk.stories.view(args.id).story.id
    desk.review.return_story(story_id, args.comment)
    view = desk.stories.view(story_id)
    out.say(message("answer.returned"))
    out.give({"id": story_id, "status": str(view.story.status), "comments": len(view.comments)})
    return DONE
