"""Find and replace across all drafts: every hit is shown first, and only those wanted replaced.

Each story is one transaction with a version of what was there before. A story somebody changed
between the finding and the replacing is looked at again: what is no longer there is left alone.
"""

import json
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field, fields, replace
from typing import TYPE_CHECKING, Any

from editor.child import MATCH_ARGUMENT, command_of, started
from editor.desk.changing import Change, Changes, Done, changing, together
from editor.desk.expression_child import question
from editor.desk.newsroom import Newsroom, Refused
from editor.late import frozen
from editor.message import Message, message
from editor.story import document_json
from editor.story.body_texts import body_texts, replaced_in
from editor.story.document import Document
from editor.story.matching import BadExpression, Match, Matcher, Query, Replacement, replaced
from editor.story.story import Status, Story, StoryEdit
from editor.story.text import clean_line
from editor.story.workflow import Verb

if TYPE_CHECKING:
    from db.copy import StoryCopy

CAPTION, BODY = "caption", "body"


@frozen
class TextHit:
    """One hit. `field` is headline, deck, body or caption; `number` the passage of the body;
    `placement` the photo of a caption; `text` all of the passage it stands in."""

    field: str
    number: int
    placement: str
    text: str
    match: Match

    @property
    def words(self) -> str:
        return self.text[self.match.start : self.match.end]

    def around(self, characters: int) -> tuple[str, str]:
        """At most so many characters before and behind it, on one line."""
        before = self.text[max(0, self.match.start - characters) : self.match.start]
        behind = self.text[self.match.end : self.match.end + characters]
        cut_before = self.match.start > characters
        cut_behind = self.match.end + characters < len(self.text)
        before = ("…" if cut_before else "") + before.replace("\n", " ")
        return before, behind.replace("\n", " ") + ("…" if cut_behind else "")


@frozen
class StoryHits:
    """The hits of one story in reading order, at the revision they were found in."""

    story_id: str
    slug: str
    headline: str
    section: str
    status: Status
    revision: int
    hits: tuple[TextHit, ...]

    @property
    def approved(self) -> bool:
        """Whether replacing anything here voids a sign-off."""
        return self.status in (Status.SIGNED_OFF, Status.EXPORTED)

    def only(self, hits: Sequence[TextHit]) -> "StoryHits":
        return replace(self, hits=tuple(hits))


@frozen
class Texts:
    """Texts of a story that a replacement touched; None is a text it left alone."""

    headline: str | None = None
    deck: str | None = None
    body: Document | None = None
    captions: Mapping[str, str | None] = field(default_factory=dict)


@frozen
class Replaced:
    """What became of one story: hits replaced, and hits no longer there. `before` and `after`
    are what taking it back needs."""

    story_id: str
    headline: str
    count: int
    missed: int = 0
    before: Texts = field(default_factory=Texts)
    after: Texts = field(default_factory=Texts)


@frozen
class PutBack:
    """What became of taking a replacement back in one story: `kept` names the texts somebody
    changed since, which stay as they are."""

    story_id: str
    headline: str
    kept: tuple[str, ...] = ()


SECONDS = 5.0  # for one question, which may hold many stories


class ExpressionRun:
    """The process while it lasts, to be closed; the next question after one that was stopped starts
    another."""

    def __init__(self, seconds: float = SECONDS) -> None:
        self._seconds = seconds
        self._child: subprocess.Popen[bytes] | None = None

    def find(
        self, query: Query, replacement: Replacement | None, texts: Sequence[str]
    ) -> list[tuple[Match, ...]]:
        """The hits in each of `texts`. Raises BadExpression, also for one that takes too long."""
        child = self._child = self._child or started(expression_command())
        assert child.stdin is not None
        assert child.stdout is not None
        try:
            child.stdin.write(question(query, replacement, list(texts), self._seconds))
            child.stdin.flush()
            line = child.stdout.readline()
        except BrokenPipeError:
            line = b""
        if not line:
            self.close()
        return read_answer(line)

    def stop(self) -> None:
        """From another thread: the question being asked is not wanted any more."""
        child = self._child
        if child is not None:
            child.kill()

    def close(self) -> None:
        child, self._child = self._child, None
        if child is not None:
            child.kill()
            child.communicate()


def expression_command() -> tuple[str, ...]:
    return command_of("editor.desk.expression_child", MATCH_ARGUMENT)


def read_answer(line: bytes) -> list[tuple[Match, ...]]:
    """What the process said; nothing means that it was stopped. Raises BadExpression."""
    if not line:
        raise BadExpression("expression.too-slow")
    said: dict[str, Any] = json.loads(line)
    if "error" in said:
        raise BadExpression(Message.from_json(said["error"]))
    return [tuple(Match(*hit) for hit in hits) for hits in said["hits"]]


Places = dict[tuple[str, int, str], list[Match]]
Passage = tuple[str, int, str, str]  # field, number, placement, text


@frozen
class Replacing:
    newsroom: Newsroom

    def candidates(self, query: Query) -> tuple[str, ...]:
        """Stories that may hold a hit, newest change first; for `find`, a part at a time."""
        with self.newsroom.store.read() as work:
            return work.copy.candidates(query) if query.words else ()

    def find(
        self,
        story_ids: Sequence[str],
        query: Query,
        replacement: Replacement | None = None,
        run: ExpressionRun | None = None,
    ) -> tuple[StoryHits, ...]:
        """Those of the stories that hold hits. Raises BadExpression. An expression needs `run`,
        in which it can be stopped."""
        with self.newsroom.store.read() as work:
            copies = tuple(work.copy.of(story_ids))
        passages = [tuple(_passages(each)) for each in copies]
        texts = [text for each in passages for *_, text in each]
        if query.expression:
            assert run is not None
            found = run.find(query, replacement, texts)
        else:
            matcher = Matcher(query, replacement)
            found = [matcher.find(text) for text in texts]
        return tuple(_stories(copies, passages, found))

    def replace(self, wanted: StoryHits, words: str) -> Done[Replaced]:
        """Put the replacements of these hits into their story; `words` is what was looked for,
        for the version kept before. Raises Refused when the story is gone."""
        with changing(self.newsroom, wanted.story_id, Verb.REPLACE) as change:
            story = change.story()
            places, missed = _places(story, wanted)
            before, after = texts_with(story, places)
            count = len(wanted.hits) - missed
            change.kept = bool(count)
            if count:
                reason = message("version.before-replacing", words=clean_line(words)[:60])
                change.checkpoint(reason)
                write_texts(change, story, after)
        return change.done(Replaced(story.id, story.headline, count, missed, before, after))

    def put_back(self, done: Sequence[Replaced]) -> Done[tuple[PutBack, ...]]:
        """The former texts again, wherever the stories still have those that replaced them."""
        answers = [self._put_back(each) for each in done]
        return Done(tuple(each.value for each in answers), together(answers))

    def _put_back(self, done: Replaced) -> Done[PutBack]:
        try:
            with changing(self.newsroom, done.story_id, Verb.REPLACE) as change:
                story = change.story()
                texts, kept = _untouched(story, done)
                change.kept = texts != Texts()
                if change.kept:
                    change.checkpoint(message("version.before-putting-back"))
                    write_texts(change, story, texts)
        except Refused:
            return Done(PutBack(done.story_id, done.headline, ("story",)), Changes())
        return change.done(PutBack(story.id, story.headline, kept))


def write_texts(change: Change, story: Story, texts: Texts) -> None:
    work = change.work
    edit = StoryEdit(headline=texts.headline, deck=texts.deck, body=texts.body)
    work.stories.keep(story.id, edit, now=change.now)
    for placement in story.placements:
        if placement.id in texts.captions:
            work.placements.change(replace(placement, caption=texts.captions[placement.id]))
    if texts.captions:
        work.stories.touch(story.id, change.now)


def _passages(copy: "StoryCopy") -> Iterator[Passage]:
    yield "headline", 0, "", copy.headline
    yield "deck", 0, "", copy.deck
    for number, text in enumerate(body_texts(copy.body)):
        yield BODY, number, "", text
    for placement, caption in copy.captions:
        yield CAPTION, 0, placement, caption


def _stories(
    copies: Sequence["StoryCopy"],
    passages: Sequence[Sequence[Passage]],
    found: Sequence[Sequence[Match]],
) -> Iterator[StoryHits]:
    answers = iter(found)
    for copy, own in zip(copies, passages, strict=True):
        hits = tuple(TextHit(*passage, match) for passage in own for match in next(answers))
        if hits:
            yield StoryHits(
                copy.id, copy.slug, copy.headline, copy.section, copy.status, copy.revision, hits
            )


def _places(story: Story, wanted: StoryHits) -> tuple[Places, int]:
    """Where the wanted hits stand now, and how many are no longer there."""
    body = body_texts(document_json.to_json(story.body))
    captions = {each.id: each.shown_caption for each in story.placements}
    places: Places = {}
    missed = 0
    taken: set[int] = set()
    moved: dict[int, int | None] = {}
    for hit in wanted.hits:
        number = hit.number
        if hit.field == BODY:
            if number not in moved:
                moved[number] = _number_now(body, hit, taken)
            there = moved[number]
            if there is None:
                missed += 1
                continue
            number = there
        elif hit.text != (
            captions.get(hit.placement) if hit.placement else getattr(story, hit.field)
        ):
            missed += 1
            continue
        places.setdefault((hit.field, number, hit.placement), []).append(hit.match)
    return places, missed


def _number_now(body: Sequence[str], hit: TextHit, taken: set[int]) -> int | None:
    """The passage a hit was found in, at its place or where it stands now."""
    here = [hit.number, *range(len(body))]
    for number in here:
        if number < len(body) and number not in taken and body[number] == hit.text:
            taken.add(number)
            return number
    return None


def texts_with(
    story: Story, places: Mapping[tuple[str, int, str], Sequence[Match]]
) -> tuple[Texts, Texts]:
    """The story's texts that change, as they are and as they will be."""
    before, after = Texts(), Texts()
    inside: dict[int, Sequence[Match]] = {}
    were: dict[str, str | None] = {}
    will: dict[str, str | None] = {}
    for (name, number, placement), matches in places.items():
        if name == BODY:
            inside[number] = matches
        elif name == CAPTION:
            there = next(each for each in story.placements if each.id == placement)
            were[placement] = there.caption
            will[placement] = clean_line(replaced(there.shown_caption, matches))
        else:
            text = getattr(story, name)
            before = replace(before, **{name: text})
            after = replace(after, **{name: clean_line(replaced(text, matches))})
    if inside:
        body = replaced_in(document_json.to_json(story.body), inside)
        before = replace(before, body=story.body)
        after = replace(after, body=document_json.from_json(body))
    return replace(before, captions=were), replace(after, captions=will)


def _untouched(story: Story, done: Replaced) -> tuple[Texts, tuple[str, ...]]:
    """The former texts of those nobody changed since; names of the others."""
    texts, kept = Texts(), []
    captions: dict[str, str | None] = {}
    for each in fields(Texts):
        after = getattr(done.after, each.name)
        if each.name == "captions" or after is None:
            continue
        if getattr(story, each.name) == after:
            texts = replace(texts, **{each.name: getattr(done.before, each.name)})
        else:
            kept.append(each.name)
    now = {placement.id: placement.caption for placement in story.placements}
    for placement, after in done.after.captions.items():
        if placement in now and now[placement] == after:
            captions[placement] = done.before.captions[placement]
        else:
            kept.append(CAPTION)
    return replace(texts, captions=captions), tuple(dict.fromkeys(kept))
