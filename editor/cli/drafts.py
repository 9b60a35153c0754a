"""The commands that look through all drafts: found with the words around, replaced once shown."""

import sys
from contextlib import closing

from editor.cli.shapes import DONE, Arguments, Json, Output
from editor.desk.desk import Desk
from editor.desk.newsroom import Refused
from editor.desk.replacing import ExpressionRun, Replaced, StoryHits, TextHit
from editor.message import Message, message
from editor.story.matching import Query, Replacement

AROUND = 36  # characters shown before and behind a hit
PART = 300  # stories read at once


def find(desk: Desk, args: Arguments, out: Output) -> int:
    found = _found(desk, args, " ".join(args.words))
    _show(found, out)
    out.give([_story_json(each) for each in found])
    return DONE


def replace(desk: Desk, args: Arguments, out: Output) -> int:
    """Shows every hit first; does it with `--yes`, or when somebody at the terminal says so."""
    found = _found(desk, args, args.old, Replacement(args.new, args.keep_case))
    left = tuple(each for each in found if each.approved and not args.signed_off)
    wanted = tuple(each for each in found if each not in left)
    _show(wanted, out)
    for each in left:
        said = message("answer.left-alone", story=_named(each))
        out.say(f"{each.story_id[:8]}  {said}")
    hits = sum(len(each.hits) for each in wanted)
    done: list[Replaced] = []
    if hits and (args.yes or _agreed(hits, len(wanted), out)):
        done = _replaced(desk, wanted, args.old, out)
    elif hits:
        out.say(message("answer.not-replaced"))
    out.give(
        {
            "found": [_story_json(each) for each in wanted],
            "left_alone": [_story_json(each) for each in left],
            "replaced": [
                {"id": each.story_id, "count": each.count, "missed": each.missed} for each in done
            ],
        }
    )
    return DONE


def _found(
    desk: Desk, args: Arguments, words: str, new: Replacement | None = None
) -> tuple[StoryHits, ...]:
    """Raises BadExpression."""
    query = Query(words, args.match_case, args.whole_words, args.regex)
    found: list[StoryHits] = []
    ids = desk.replacing.candidates(query)
    with closing(ExpressionRun()) as run:
        for start in range(0, len(ids), PART):
            found += desk.replacing.find(ids[start : start + PART], query, new, run)
    return tuple(found)


def _agreed(hits: int, stories: int, out: Output) -> bool:
    """Asked only where somebody sits who can answer."""
    if out.as_json or not sys.stdin.isatty():
        return False
    places, drafts = message("count.hits", n=hits), message("count.stories", n=stories)
    out.say(message("answer.replace", hits=places, stories=drafts))
    return sys.stdin.readline().strip().casefold() in ("y", "yes")


def _replaced(desk: Desk, wanted: tuple[StoryHits, ...], words: str, out: Output) -> list[Replaced]:
    done: list[Replaced] = []
    for each in wanted:
        try:
            done.append(desk.replacing.replace(each, words).value)
        except Refused as refusal:
            out.complain(refusal)
            continue
        if done[-1].missed:
            said = message("answer.missed", number=done[-1].missed, story=_named(each))
            out.say(f"{each.story_id[:8]}  {said}")
    count = sum(each.count for each in done)
    stories = message("count.stories", n=sum(bool(each.count) for each in done))
    out.say(message("answer.replaced", number=count, stories=stories))
    return done


def _show(found: tuple[StoryHits, ...], out: Output) -> None:
    for each in found:
        out.say(f"{each.story_id[:8]}  {each.status:<10}  {_named(each)}  [{each.slug}]")
        for hit in each.hits:
            before, behind = hit.around(AROUND)
            new = f"[{hit.match.replacement}]" if hit.match.replacement else ""
            out.say(f"    {hit.field:<9} {before}[{hit.words}]{new}{behind}")
    if not found:
        out.say(message("answer.nothing-found"))


def _named(found: StoryHits) -> str | Message:
    return found.headline or message("answer.no-headline")


def _story_json(found: StoryHits) -> Json:
    return {
        "id": found.story_id,
        "slug": found.slug,
        "headline": found.headline,
        "section": found.section,
        "status": str(found.status),
        "hits": [_hit_json(hit) for hit in found.hits],
    }


def _hit_json(hit: TextHit) -> Json:
    before, behind = hit.around(AROUND)
    return {
        "field": hit.field,
        "passage": hit.number,
        "placement": hit.placement or None,
        "start": hit.match.start,
        "end": hit.match.end,
        "words": hit.words,
        "before": before,
        "behind": behind,
        "replacement": hit.match.replacement,
    }
