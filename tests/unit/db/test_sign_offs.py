from datetime import datetime

from db.store import Store
from editor.story.story import Story
from editor.story.workflow import SignOff


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
