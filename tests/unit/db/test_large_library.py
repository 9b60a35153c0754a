"""Ten thousand stories: opened, listed and searched like ten."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from db.store import Store
from db.story_rows import SEARCH
from editor.story.rendition import looks_of, of_looks
from editor.story.story import Story

MANY = 10_000


@pytest.fixture
def large(folder: Path, store: Store, stored: Story) -> Path:
    """The library with the stored story copied until there are ten thousand."""
    store.close()
    with closing(sqlite3.connect(folder / "galley.db")) as connection, connection:
        connection.executescript(_COPY)
    return folder


_COPY = f"""
CREATE TEMP TABLE n AS WITH RECURSIVE n(i) AS (
    SELECT 2 UNION ALL SELECT i + 1 FROM n WHERE i < {MANY}
) SELECT i FROM n;
INSERT INTO stories SELECT printf('%032x', i), 1000 + i, 'story-' || i, headline, deck, section,
    dateline, language, dated, status, revision, created, updated, awaited_photo,
    target_words, stands_out
    FROM n, stories;
INSERT INTO documents SELECT printf('%032x', i), body, blocks FROM n, documents;
INSERT INTO placements (id, story_id, photo_id, position, lead, caption, credit, alt, crop)
    SELECT printf('p%d', i), printf('%032x', i), photo_id, 0, 1, caption,
    credit, alt, crop FROM n, placements;
INSERT INTO story_search(rowid, headline, slug) SELECT 1000 + i, 'Millet take ' || i, 'story-' || i
    FROM n;
"""


def test_a_large_library_opens_and_shows_every_story(large: Path, stored: Story) -> None:
    with closing(Store.open(large)) as store, store.read() as work:
        rows = work.stories.rows()

        assert len(rows) == MANY
        assert rows[0].slug == f"story-{MANY}"
        assert rows[-1].id == stored.id
        lead = stored.placements[0]
        assert rows[-1].lead_photo == looks_of(lead.photo.id, lead.shown_edits)
        assert all(of_looks(row.lead_photo)[0] == lead.photo.id for row in rows)
        assert len(work.stories.slugs()) == MANY
        assert work.stories.find("story-5000")[0].slug == "story-5000"
        assert work.soundness.integrity() == ()


def test_a_search_in_a_large_library_stops_at_its_limit(large: Path) -> None:
    with closing(Store.open(large)) as store, store.read() as work:
        assert [row.slug for row in work.stories.search("millet", limit=2)] == [
            f"story-{MANY}",
            f"story-{MANY - 1}",
        ]
        assert [row.slug for row in work.stories.search("take 777 ")] == ["story-777"]


def test_the_search_walks_its_index_backwards_and_sorts_nothing(large: Path) -> None:
    query = str(SEARCH).replace(":words", "'millet'").replace(":spiked", "0")
    with closing(sqlite3.connect(large / "galley.db")) as connection:
        plan = connection.execute(f"EXPLAIN QUERY PLAN {query}", {"limit": 200}).fetchall()

    assert plan
    assert not [step for *_, step in plan if "TEMP B-TREE" in step]
