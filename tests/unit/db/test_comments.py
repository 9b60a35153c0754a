from datetime import datetime

from db.store import Store
from editor.story.story import Story
from editor.story.workflow import Comment


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
