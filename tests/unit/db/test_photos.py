import sqlite3
from contextlib import closing
from dataclasses import fields, replace
from pathlib import Path

import pytest
from sqlalchemy.exc import IntegrityError

from db.errors import WrittenByNewer
from db.store import Store
from editor.story.credit import CreditLine, Relation
from editor.story.edits import Crop, Edits, Tone
from editor.story.origin import Origin, Standing, Step
from editor.story.photo import Photo, PhotoFacts, Placement
from editor.story.story import Story
from tests.unit.db.conftest import MakeStory


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
        placement = work.look.story(stored.id).placements[0]

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


@pytest.fixture
def gallery(store: Store, make_story: MakeStory, photo: Photo) -> Story:
    """A story in the library with three placements, the first of them the lead."""
    ids = ("a", "b", "c")
    placements = tuple(Placement(each, photo, lead=each == "a") for each in ids)
    story = make_story(placements=placements)
    with store.begin() as work:
        work.stories.add(story)
        work.commit()
    return story


def ids_of(store: Store, story: Story) -> list[str]:
    with store.read() as work:
        return [each.id for each in work.placements.of_story(story.id)]


def test_a_new_placement_stands_last_unless_a_place_is_named(
    store: Store, gallery: Story, photo: Photo
) -> None:
    with store.begin() as work:
        work.placements.add(gallery.id, Placement("d", photo))
        work.placements.add(gallery.id, Placement("e", photo), position=1)
        work.placements.add(gallery.id, Placement("f", photo), position=0)
        work.commit()

    assert ids_of(store, gallery) == ["f", "a", "e", "b", "c", "d"]


def test_adding_one_that_is_there_replaces_it(store: Store, gallery: Story, photo: Photo) -> None:
    with store.begin() as work:
        work.placements.add(gallery.id, Placement("b", photo, alt="New"))
        work.commit()

    assert ids_of(store, gallery) == ["a", "c", "b"]


def test_the_order_stays_whole_when_one_is_removed(store: Store, gallery: Story) -> None:
    with store.begin() as work:
        work.placements.remove("a")
        work.placements.add(gallery.id, gallery.placements[0], position=2)
        work.commit()

    assert ids_of(store, gallery) == ["b", "c", "a"]


def test_a_placement_keeps_what_the_story_overrides(store: Store, gallery: Story) -> None:
    changed = replace(
        gallery.placements[1],
        caption="",
        credit=CreditLine.free("Courtesy of the farm"),
        alt="Millet",
        edits=Edits(crop=Crop(0, 0, 1, 0.5)),
    )
    with store.begin() as work:
        work.placements.change(changed)
        work.commit()

    with store.read() as work:
        assert work.placements.of_story(gallery.id)[1] == changed


CROP = Crop(0.25, 0, 0.5, 1)


@pytest.mark.parametrize(
    "edits", [None, Edits(), Edits(crop=CROP), Edits(turn=1), Edits(crop=CROP, flip=True)]
)
def test_a_use_has_its_own_edits_or_those_of_every_use(
    store: Store, gallery: Story, photo: Photo, edits: Edits | None
) -> None:
    everywhere = Edits(straighten=1.5, tone=Tone(contrast=10))
    with store.begin() as work:
        work.photos.change(photo.id, edits=everywhere)
        work.placements.change(replace(gallery.placements[1], edits=edits, decorative=True))
        work.commit()

    with store.read() as work:
        first, second, _ = work.placements.of_story(gallery.id)
        assert work.photos.get(photo.id) == first.photo
    assert second.edits == edits
    assert first.shown_edits == everywhere
    assert second.shown_edits == (everywhere if edits is None else edits)
    assert (second.decorative, second.shown_alt) == (True, "")


def test_what_is_noted_when_it_comes_in_comes_back(store: Store, photo: Photo) -> None:
    origin = Origin(Standing.KNOWN, signer="Camera 相机", steps=(Step("c2pa.created"),))
    noted = replace(photo, added="2026-12-01T09:00:00+00:00", likeness="0f0f", origin=origin)
    with store.begin() as work:
        work.photos.add(noted)
        assert work.photos.get(photo.id) == noted
        assert not work.photos.change(photo.id, likeness="0f0f")
        assert work.photos.change(photo.id, likeness="f0f0")
        assert work.photos.get(photo.id) == replace(noted, likeness="f0f0")


def test_there_is_one_lead_at_most(store: Store, gallery: Story, photo: Photo) -> None:
    def leads() -> list[str]:
        return [each.id for each in work.placements.of_story(gallery.id) if each.lead]

    with store.begin() as work:
        assert leads() == ["a"]
        work.placements.set_lead(gallery.id, "b")
        assert leads() == ["b"]
        work.placements.change(replace(gallery.placements[2], lead=True))
        assert leads() == ["c"]
        work.placements.add(gallery.id, Placement("d", photo, lead=True))
        assert leads() == ["d"]
        work.placements.set_lead(gallery.id, None)
        assert leads() == []


def test_another_storys_placement_cannot_become_the_lead(
    store: Store, gallery: Story, stored: Story
) -> None:
    with pytest.raises(KeyError), store.begin() as work:
        work.placements.set_lead(gallery.id, stored.placements[0].id)


def test_a_placement_knows_its_story_and_a_photo_its_stories(
    store: Store, gallery: Story, stored: Story, photo: Photo
) -> None:
    with store.read() as work:
        assert work.placements.story_of("b") == gallery.id
        assert work.placements.story_of("nowhere") is None
        assert work.placements.stories_using(photo.id) == tuple(sorted([gallery.id, stored.id]))


def test_changing_or_removing_what_is_not_there_is_our_own_mistake(
    store: Store, placement: Placement
) -> None:
    with pytest.raises(KeyError), store.begin() as work:
        work.placements.change(placement)
    with pytest.raises(KeyError), store.begin() as work:
        work.placements.remove(placement.id)


def test_a_photo_without_a_record_cannot_be_placed(
    store: Store, gallery: Story, photo: Photo
) -> None:
    unknown = replace(photo, id="0" * 64)

    with pytest.raises(IntegrityError), store.begin() as work:
        work.placements.add(gallery.id, Placement("x", unknown))

    assert ids_of(store, gallery) == ["a", "b", "c"]


def test_what_was_used_before_comes_back_the_most_used_first(store: Store, photo: Photo) -> None:
    vcg = CreditLine(relation=Relation.AGENCY, organisation="VCG")
    records = (
        PhotoFacts(creators=("Li Wen", "Zou Hong"), city="Nantong", credit=vcg),
        PhotoFacts(creators=("Zou Hong",), city="Nantong", keywords=("rice", "harvest")),
        PhotoFacts(city="Taiyuan", credit=CreditLine.free("Photo by Yang Yi"), headline="Terraces"),
    )
    with store.begin() as work:
        for number, facts in enumerate(records):
            work.photos.add(replace(photo, id=f"{number:064}", facts=facts))
        work.commit()
    with store.read() as work:
        used = work.photos.used(("creators", "city", "credit", "keywords", "country"))
        assert work.photos.used(("creators",), most=1) == {"creators": ("Zou Hong",)}
    assert used == {
        "creators": ("Zou Hong", "Li Wen"),
        "city": ("Nantong", "Taiyuan"),
        "credit": (CreditLine.free("Photo by Yang Yi"), vcg),
        "keywords": ("harvest", "rice"),
        "country": (),
    }


def test_where_a_photo_is_used_is_told_with_status_and_own_credit(
    store: Store, stored: Story, photo: Photo
) -> None:
    with store.read() as work:
        [use] = work.placements.used_by(photo.id)
        assert work.placements.used_by("0" * 64) == ()
    assert (use.story, use.slug, use.status) == (stored.id, stored.slug, stored.status)
    assert use.times == sum(each.photo.id == photo.id for each in stored.placements)
    own = [each.id for each in stored.placements if each.credit is not None]
    assert sorted(use.own_credit) == sorted(own)
    assert use.exported is None
    assert use.is_open
