from datetime import datetime

from db.exports import ExportRecord
from db.store import Store
from editor.story.story import Story


def test_what_left_the_house_is_on_record(
    store: Store, stored: Story, now: datetime, later: datetime
) -> None:
    with store.begin() as work:
        work.exports.add(stored.id, "a" * 64, "proof", "/tmp/p", now, "Li Na", 4, 900)
        work.exports.add(stored.id, "b" * 64, "bundle", "/site", later, "Wang Wei", 9, 123456)

        assert work.exports.of_story(stored.id) == (
            ExportRecord("a" * 64, "proof", "/tmp/p", now, "Li Na", 4, 900),
            ExportRecord("b" * 64, "bundle", "/site", later, "Wang Wei", 9, 123456),
        )
