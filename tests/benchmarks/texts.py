"""Stories of a given length, and libraries of a given size, for measuring."""

import random
from uuid import UUID

from editor.desk.desk import Desk
from editor.story.document import Document
from editor.story.story import Status, Story

WORDS = (
    "the county said farmers harvest millet terraces production officials percent yuan province "
    "company new line since year government park research villages Shanxi Lingqiu market quality"
).split()


def paragraphs(words: int, seed: int = 7) -> list[str]:
    """`words` words in paragraphs of about forty."""
    chance = random.Random(seed)
    made: list[str] = []
    while words > 0:
        length = min(words, chance.randint(25, 55))
        made.append(" ".join(chance.choices(WORDS, k=length)).capitalize() + ".")
        words -= length
    return made


def fill_library(desk: Desk, count: int) -> str:
    """`count` short stories in one transaction; the id of the last."""
    story_id = ""
    now = desk.newsroom.clock()
    body = Document.from_paragraphs(paragraphs(60))
    with desk.newsroom.store.begin() as work:
        for number in range(count):
            story_id = UUID(int=number + 1).hex
            work.stories.add(
                Story(
                    id=story_id,
                    slug=f"story-{number}-of-the-day",
                    headline=f"Story {number}: millet from the terraces of Lingqiu county",
                    deck="",
                    body=body,
                    section="news",
                    byline=(),
                    contributors=(),
                    dateline="",
                    keywords=(),
                    language="en",
                    dated=now,
                    placements=(),
                    awaited_photo=None,
                    status=Status.DRAFT,
                    revision=1,
                    created=now,
                    updated=now,
                )
            )
        work.commit()
    return story_id
