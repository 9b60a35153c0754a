from dataclasses import replace
from datetime import datetime

from db.store import Store
from editor.story.review.remarks import Decision, Place
from editor.story.story import Story
from editor.story.workflow import SignOff


def test_comments_are_read_in_the_order_they_were_made(
    store: Store, stored: Story, now: datetime, later: datetime
) -> None:
    with store.begin() as work:
        asked = work.comments.add(stored.id, "Wang Wei", later, "Who says so?\nName the source.")
        place = Place("body", "b1", quote="millet", offset=7)
        said = work.comments.add(
            *(stored.id, "Li Na", now, "Done."), account="a1", place=place, parent=asked.id
        )
        assert work.comments.change(asked.id, resolved=now, resolved_by="Li Na")

        assert work.comments.of_story(stored.id) == (
            replace(asked, resolved=now, resolved_by="Li Na"),
            said,
        )
        assert (asked.number, said.number, said.parent) == (1, 2, asked.id)
        assert work.comments.of_story("another") == ()


def test_suggestions_are_numbered_within_their_story_and_decided(
    store: Store, stored: Story, now: datetime, later: datetime
) -> None:
    place = Place("body", "b1", quote="millet", offset=7)
    with store.begin() as work:
        first = work.suggestions.add(stored.id, "Li Na", now, place, "sorghum", account="a1")
        second = work.suggestions.add(stored.id, "Li Na", now, place, "")
        work.suggestions.decide(first.id, Decision.ACCEPTED, "Wang Wei", later)

        decided = {"state": Decision.ACCEPTED, "decided": later, "decided_by": "Wang Wei"}
        assert work.suggestions.of_story(stored.id) == (replace(first, **decided), second)
        shown = work.look.shown(stored.id)
        assert shown is not None
        assert shown.suggestions == (second,)


def test_what_was_seen_is_kept_once_and_for_each_person(
    store: Store, stored: Story, now: datetime
) -> None:
    with store.begin() as work:
        work.seen.add(stored.id, "a1", ["p:1", "p:2"], now)
        work.seen.add(stored.id, "a1", ["p:2", "c:3"], now)
        work.seen.add(stored.id, "a2", [], now)
        assert work.seen.of_story(stored.id, "a1") == {"p:1", "p:2", "c:3"}
        assert work.seen.of_story(stored.id, "a2") == frozenset()


def test_the_last_sign_off_is_the_one_that_was_given_last_whatever_the_clock_said(
    store: Store, stored: Story, now: datetime, later: datetime
) -> None:
    first = SignOff(stored.id, "a" * 64, "Wang Wei", later, "Read twice.")
    second = SignOff(stored.id, "b" * 64, "Wang Wei", now)
    with store.begin() as work:
        assert work.sign_offs.last(stored.id) is None
        work.sign_offs.add(first)
        work.sign_offs.add(second)

        assert work.sign_offs.last(stored.id) == second
