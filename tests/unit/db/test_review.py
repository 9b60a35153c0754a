from datetime import datetime

from db.store import Store
from editor.story.story import Story
from editor.story.workflow import Comment, SignOff


def test_comments_are_read_in_the_order_they_were_made(
    store: Store, stored: Story, now: datetime, later: datetime
) -> None:
    with store.begin() as work:
        work.comments.add(stored.id, "Wang Wei", later, "Who says so?\nName the source.")
        work.comments.add(stored.id, "Li Na", now, "Done.")

        assert work.comments.of_story(stored.id) == (
            Comment("Wang Wei", later, "Who says so?\nName the source."),
            Comment("Li Na", now, "Done."),
        )
        assert work.comments.of_story("another") == ()


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
