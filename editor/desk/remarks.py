"""What is said of a story and what somebody would have otherwise: remarks at a place with their
answers, and suggested changes, which become the story's words only by somebody's will."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from db.work import Work
from editor.desk.changing import Change, Changes, Done, changing
from editor.desk.newsroom import Newsroom, Refused
from editor.desk.replacing import texts_with, write_texts
from editor.late import frozen
from editor.message import message
from editor.story.fields import FIELDS
from editor.story.matching import Match
from editor.story.review.remarks import (
    OF_PHOTO,
    WHOLE,
    Comment,
    Decision,
    Passages,
    Place,
    Suggestion,
    is_place,
)
from editor.story.story import Status, Story
from editor.story.text import clean_line, clean_text
from editor.story.workflow import Verb

RESOLVED, REOPENED, REWORDED = "remark resolved", "remark reopened", "remark reworded"
REJECTED, ACCEPTED = "suggestion rejected", "suggestion accepted"
TAKEN_BACK = "acceptance of a suggestion taken back"


@frozen
class Remarked:
    """A remark with the story it is about; `now` is where its place is, None for one that is no
    longer there."""

    story_id: str
    slug: str
    headline: str
    status: Status
    comment: Comment
    now: Place | None


@frozen
class Accepted:
    """What became of suggestions: those whose words the story has now, and those whose old words
    it no longer had, which are still open; `before` is the story as it was, to take it back."""

    done: tuple[Suggestion, ...]
    missed: tuple[Suggestion, ...]
    before: Story


@frozen
class Remarks:
    newsroom: Newsroom

    # -- remarks

    def place(self, story_id: str, words: str = "", within: Place = WHOLE) -> Place:
        """The one place where these words stand, or a field or photo as a whole. Raises Refused
        where they do not, or in several places."""
        with self.newsroom.store.read() as work:
            story = self.newsroom.story(work, story_id)
        if within.field and not is_place(within.field, of_photo=bool(within.placement)):
            fields = OF_PHOTO if within.placement else tuple(FIELDS)
            raise Refused("refused.no-field-here", name=within.field, fields=fields)
        if not clean_text(words).strip():
            return within
        found = Passages.of(story).of_words(words, within)
        if len(found) > 1:
            raise Refused("refused.words-twice", words=clean_line(words), n=len(found))
        for place in found:
            return place
        raise Refused("refused.words-not-there", words=clean_line(words))

    def selected(self, story_id: str, words: str, within: Place) -> Place:
        """Where words are that somebody selected in sight of them: of several in the block the
        nearest to `within.offset`; the block itself where they are not in it as they stand."""
        with self.newsroom.store.read() as work:
            found = Passages.of(self.newsroom.story(work, story_id)).of_words(words, within)
        whole = replace(within, quote="", offset=0)
        return min(found, key=lambda each: abs(each.offset - within.offset), default=whole)

    def gone(self, story_id: str) -> frozenset[tuple[bool, int]]:
        """Open remarks (True) and suggestions, by their numbers, whose words are not in the story
        any more."""
        with self.newsroom.store.read() as work:
            view = self.newsroom.view(work, story_id)
        said = [each for each in view.comments if each.is_open]
        passages = Passages.of(view.story) if said or view.suggestions else None
        return frozenset(
            (isinstance(each, Comment), each.number)
            for each in (*said, *view.suggestions)
            if passages is not None and passages.find(each.place) is None
        )

    def comment(self, story_id: str, text: str, place: Place = WHOLE) -> Done[Comment]:
        return self._say(story_id, text, place)

    def answer(self, story_id: str, number: int, text: str) -> Done[Comment]:
        """An answer to an answer stands in the same thread."""
        return self._say(story_id, text, WHOLE, number)

    def _say(self, story_id: str, text: str, place: Place, answers: int = 0) -> Done[Comment]:
        text = clean_text(text).strip()
        if not text:
            raise Refused("refused.remark-empty")
        with changing(self.newsroom, story_id, Verb.COMMENT) as change:
            parent = ""
            if answers:
                asked = _remark(change, answers)
                parent = asked.parent or asked.id
            made = change.work.comments.add(
                *(story_id, change.act.actor, change.now, text),
                account=self.newsroom.seat.account,
                place=place,
                parent=parent,
            )
            at = str(answers) if answers else ""
            self._note(change, Verb.COMMENT, made, text=text, words=place.quote, answers=at)
        return change.done(made)

    def reword(self, story_id: str, number: int, text: str) -> Changes:
        """Only who made a remark may word it otherwise."""
        text = clean_text(text).strip()
        if not text:
            raise Refused("refused.remark-empty")
        with changing(self.newsroom, story_id, Verb.COMMENT) as change:
            said, seat = _remark(change, number), self.newsroom.seat
            own = said.account == seat.account if said.account else said.by == seat.person
            if not own:
                raise Refused("refused.not-your-remark", by=said.by)
            change.kept = change.work.comments.change(said.id, text=text)
            self._note(change, REWORDED, said, before=said.text, after=text)
        return change.changes

    def resolve(self, story_id: str, number: int) -> Changes:
        """The matter is settled; of an answer, that of the remark it belongs to."""
        return self._settle(story_id, number, settled=True)

    def reopen(self, story_id: str, number: int) -> Changes:
        return self._settle(story_id, number, settled=False)

    def _settle(self, story_id: str, number: int, *, settled: bool) -> Changes:
        with changing(self.newsroom, story_id, Verb.COMMENT) as change:
            said = _remark(change, number)
            if said.parent:
                thread = change.work.comments.of_story(story_id)
                said = next((each for each in thread if each.id == said.parent), said)
            if settled is (said.resolved is not None):
                change.kept = False
                return change.changes
            at, by = (change.now, change.act.actor) if settled else (None, "")
            change.work.comments.change(said.id, resolved=at, resolved_by=by)
            self._note(change, RESOLVED if settled else REOPENED, said)
        return change.changes

    def of_story(self, story_id: str) -> tuple[Remarked, ...]:
        """All of them, in the order in which they were made."""
        with self.newsroom.store.read() as work:
            return self._remarked(work, story_id)

    def open_everywhere(self) -> tuple[Remarked, ...]:
        """What is not settled, over all stories that are not spiked, the newest first."""
        with self.newsroom.store.read() as work:
            found = [each for one in work.comments.stories() for each in self._remarked(work, one)]
        alive = (each for each in found if each.status is not Status.SPIKED)
        mine = [each for each in alive if each.comment.is_open]
        return tuple(sorted(mine, key=lambda each: each.comment.at, reverse=True))

    def _remarked(self, work: Work, story_id: str) -> tuple[Remarked, ...]:
        story, said = self.newsroom.story(work, story_id), work.comments.of_story(story_id)
        own = (story.id, story.slug, story.headline, story.status)
        passages = Passages.of(story)
        return tuple(Remarked(*own, each, passages.find(each.place)) for each in said)

    # -- suggestions

    def suggest(self, story_id: str, new: str, place: Place) -> Done[Suggestion]:
        """`new` for the words of `place`."""
        if not place.quote.strip():
            raise Refused("refused.suggestion-without-words")
        new = clean_text(new)
        if new == place.quote:
            raise Refused("refused.suggestion-same")
        with changing(self.newsroom, story_id, Verb.SUGGEST) as change:
            seat = self.newsroom.seat
            place, new = Passages.of(change.story()).unmistakable(place, new)
            made = change.work.suggestions.add(
                story_id, change.act.actor, change.now, place, new, account=seat.account
            )
            self._note(change, Verb.SUGGEST, made, before=place.quote, after=new)
        return change.done(made)

    def suggestions(self, story_id: str) -> tuple[Suggestion, ...]:
        """Those nobody has decided."""
        with self.newsroom.store.read() as work:
            return self.newsroom.view(work, story_id).suggestions

    def reject(self, story_id: str, number: int) -> Changes:
        with changing(self.newsroom, story_id, Verb.SUGGEST) as change:
            [chosen] = _chosen(change, [number])
            self._decide(change, chosen, Decision.REJECTED)
        return change.changes

    def accept(self, story_id: str, numbers: Collection[int] | None = None) -> Done[Accepted]:
        """The words of these suggestions, or of all that are open, come into the story. One whose
        old words are gone, or which another has just taken, stays open; Refused where it was the
        only one."""
        with changing(self.newsroom, story_id, Verb.REPLACE) as change:
            story = change.story()
            places, done, missed = _places(story, _chosen(change, numbers))
            if not done:
                words = clean_line(missed[0].old) if missed else ""
                raise Refused("refused.suggestion-moved", words=words)
            change.checkpoint(message("version.before-suggestions", n=len(done)))
            _, after = texts_with(story, places)
            write_texts(change, story, after)
            for each in done:
                self._decide(change, each, Decision.ACCEPTED)
        return change.done(Accepted(tuple(done), tuple(missed), story))

    def take_back(self, story_id: str, suggestions: Sequence[Suggestion]) -> Changes:
        """Suggestions whose acceptance was undone in the text are open again."""
        with changing(self.newsroom, story_id, Verb.SUGGEST) as change:
            for each in suggestions:
                change.work.suggestions.reopen(each.id)
                self._note(change, TAKEN_BACK, each, before=each.new, after=each.old)
        return change.changes

    def _decide(self, change: Change, each: Suggestion, to: Decision) -> None:
        change.work.suggestions.decide(each.id, to, change.act.actor, change.now)
        accepted = to is Decision.ACCEPTED
        action, told = (ACCEPTED if accepted else REJECTED), {"before": each.old}
        self._note(change, action, each, **told, after=each.new, suggested_by=each.by)

    def _note(
        self, change: Change, action: str, about: Comment | Suggestion, **details: str
    ) -> None:
        if change.kept:
            place = about.place
            told = {"field": place.field, "placement": place.placement, "block": place.block}
            change.note(action, "", number=str(about.number), **told, **details)


def _remark(change: Change, number: int) -> Comment:
    for each in change.work.comments.of_story(change.story_id):
        if each.number == number:
            return each
    raise Refused("refused.no-such-remark", number=number)


def _chosen(change: Change, numbers: Collection[int] | None) -> list[Suggestion]:
    found = change.work.suggestions.of_story(change.story_id)
    waiting = {each.number: each for each in found if each.state is Decision.OPEN}
    wanted = list(waiting) if numbers is None else numbers
    for number in wanted:
        if number not in waiting:
            raise Refused("refused.no-such-suggestion", number=number)
    return [waiting[number] for number in wanted]


def _places(
    story: Story, wanted: Sequence[Suggestion]
) -> tuple[Mapping[tuple[str, int, str], list[Match]], list[Suggestion], list[Suggestion]]:
    """Where the words of suggestions stand, for the story's texts with others; of two that want
    the same words the earlier has them."""
    passages = Passages.of(story)
    places: dict[tuple[str, int, str], list[Match]] = {}
    done: list[Suggestion] = []
    missed: list[Suggestion] = []
    for each in wanted:
        found = passages.locate(each.place)
        if found is None:
            missed.append(each)
            continue
        passage, start = found
        end = start + len(each.old)
        here = places.setdefault((passage.field, passage.number, passage.placement), [])
        if any(start < other.end and other.start < end for other in here):
            missed.append(each)
            continue
        here.append(Match(start, end, each.new))
        here.sort(key=lambda match: match.start)
        done.append(each)
    return places, done, missed
