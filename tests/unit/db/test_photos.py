import sqlite3
from contextlib import closing
from dataclasses import fields, replace
from pathlib import Path

import pytest

from db.errors import WrittenByNewer
from db.store import Store
from editor.story.credit import CreditLine, Relation
from editor.story.photo import Photo
from editor.story.photo_fields import PhotoFacts
from editor.story.story import Story


def test_a_record_comes_back_with_every_fact(store: Store, photo: Photo) -> None:
    texts = {
        field.name: f"a {field.name}" for field in fields(PhotoFacts) if field.type in (str, "str")
    }
    facts = PhotoFacts(
        **texts,  # type: ignore[arg-type]
        credit=CreditLine(relation=Relation.SOCIAL, photographer="pinganchunan", network="WeChat"),
        creators=("A", "B"),
        keywords=("k",),
    )
    full = replace(photo, facts=facts)
    with store.begin() as work:
        work.photos.add(full)
        work.commit()

    with store.read() as work:
        assert work.photos.get(photo.id) == full
        assert work.photos.all() == (full,)
        assert work.photos.get("0" * 64) is None


def test_bringing_a_picture_in_again_leaves_its_corrected_record_alone(
    store: Store, photo: Photo
) -> None:
    corrected = replace(photo.facts, caption="Corrected")
    with store.begin() as work:
        work.photos.add(photo)
        work.photos.change_facts(photo.id, corrected)
        work.photos.add(photo)

        assert work.photos.get(photo.id).facts == corrected


def test_a_corrected_record_shows_in_the_stories_that_do_not_differ(
    store: Store, stored: Story, photo: Photo
) -> None:
    corrected = replace(photo.facts, caption="Corrected", city="Taiyuan")
    with store.begin() as work:
        work.photos.change_facts(photo.id, corrected)
        placement = work.stories.get(stored.id).placements[0]

    assert placement.photo.facts.place == "Taiyuan, China"
    assert placement.shown_caption == stored.placements[0].caption


def test_correcting_a_photo_that_is_not_there_is_our_own_mistake(store: Store) -> None:
    with pytest.raises(KeyError), store.begin() as work:
        work.photos.change_facts("0" * 64, PhotoFacts())


def test_a_record_with_a_field_of_a_newer_galley_is_no_damage(
    folder: Path, store: Store, stored: Story, photo: Photo
) -> None:
    """And one that lacks a field of this one has its default."""
    store.close()
    with closing(sqlite3.connect(folder / "galley.db")) as connection, connection:
        connection.execute('UPDATE photos SET facts = \'{"city": "Taiyuan"}\'')
    with closing(Store.open(folder)) as store, store.read() as work:
        assert work.photos.get(photo.id).facts == PhotoFacts(city="Taiyuan")
    with closing(sqlite3.connect(folder / "galley.db")) as connection, connection:
        connection.execute('UPDATE photos SET facts = \'{"unheard": ""}\'')
        connection.execute("PRAGMA user_version=0")  # so that opening writes the index anew

    with closing(Store.open(folder)) as store:
        newer = pytest.raises(WrittenByNewer, match=r"newer Galley: besides .* it has unheard")
        with newer, store.read() as work:
            work.photos.get(photo.id)
        with store.read() as work:
            assert work.soundness.damaged_rows() == ()
