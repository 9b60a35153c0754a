"""Lists of pictures: numbers in their order, narrowed as somebody would by hand."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256
from itertools import product

import pytest

from db.store import Store
from editor.story.credit import CreditLine, Relation
from editor.story.photo import Photo, PhotoFacts, Placement
from editor.story.story import PhotoListing, PhotoOrder, Which
from tests.unit.db.conftest import MakeStory

SOON = "2026-12-24"
FACTS = {
    "b.jpg": PhotoFacts(caption="Rice on the TERRACES", rating="4", colour_class="Red"),
    "A.jpg": PhotoFacts(credit=CreditLine(text="Photo/IC"), date_created="2026-11-01", rating="5"),
    "c.jpg": PhotoFacts(
        credit=CreditLine(
            relation=Relation.STAFF, photographer="Zou Hong", organisation="example.cn"
        ),
        caption="云冈石窟",
        expires="2026-12",
        rating="-1",
    ),
    "É.jpg": PhotoFacts(keywords=("Été", "millet"), expires="2031-01-01", date_created="2026-11"),
    "e.jpg": PhotoFacts(alt="A hill.", expires="2026-11-30T10:00:00+08:00", colour_class="Winner"),
}


def as_told(name: str, facts: PhotoFacts) -> Photo:
    return Photo(sha256(name.encode()).hexdigest(), name, "JPEG", 400, 300, 9, facts)


@pytest.fixture
def filled(store: Store, make_story: MakeStory) -> Store:
    """With the five pictures, of which `e.jpg` stands in two stories."""
    with store.begin() as work:
        for name, facts in FACTS.items():
            work.photos.add(as_told(name, facts))
        for number, slug in enumerate(("millet-harvest", "hills")):
            story = make_story(slug=slug, id=f"{number:032x}", placements=())
            work.stories.add(story)
            photo = as_told("e.jpg", FACTS["e.jpg"])
            work.placements.add(story.id, Placement(f"{number:032x}", photo))
        work.commit()
    return store


def names(store: Store, listing: PhotoListing) -> list[str]:
    with store.read() as work:
        numbers = work.photos.listed(listing, SOON)
        photos = work.photos.numbered(numbers)
    return [photos[number].original_name for number in numbers]


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        (PhotoOrder.ADDED, ["e.jpg", "É.jpg", "c.jpg", "A.jpg", "b.jpg"]),
        (PhotoOrder.NAME, ["A.jpg", "b.jpg", "c.jpg", "e.jpg", "É.jpg"]),
        (PhotoOrder.TAKEN, ["A.jpg", "É.jpg", "e.jpg", "c.jpg", "b.jpg"]),
        (PhotoOrder.RATING, ["A.jpg", "b.jpg", "e.jpg", "É.jpg", "c.jpg"]),
    ],
)
def test_a_list_has_its_order(filled: Store, order: PhotoOrder, expected: list[str]) -> None:
    assert names(filled, PhotoListing(order=order)) == expected


IS: dict[Which, Callable[[str, PhotoFacts], bool]] = {
    Which.UNUSED: lambda name, facts: name != "e.jpg",
    Which.USED: lambda name, facts: name == "e.jpg",
    Which.NO_CREDIT: lambda name, facts: facts.credit.is_blank,
    Which.NO_CAPTION: lambda name, facts: not facts.caption,
    Which.EXPIRING: lambda name, facts: name in ("c.jpg", "e.jpg"),
}


@pytest.mark.parametrize(("one", "other"), list(product(Which, Which)))
def test_a_list_is_narrowed_by_all_that_is_asked(filled: Store, one: Which, other: Which) -> None:
    listing = PhotoListing(which=(one, other), order=PhotoOrder.NAME)
    expected = [
        name for name, facts in FACTS.items() if IS[one](name, facts) and IS[other](name, facts)
    ]
    assert sorted(names(filled, listing)) == sorted(expected)


@pytest.mark.parametrize(
    ("listing", "expected"),
    [
        (PhotoListing(least=4), {"A.jpg", "b.jpg"}),
        (PhotoListing(least=5), {"A.jpg"}),
        (PhotoListing(colour="Red"), {"b.jpg"}),
        (PhotoListing(colour="Winner", which=(Which.USED,)), {"e.jpg"}),
        (PhotoListing("terraces RICE"), {"b.jpg"}),
        (PhotoListing("été"), {"É.jpg"}),
        (PhotoListing("é.JPG"), {"É.jpg"}),
        (PhotoListing("石窟"), {"c.jpg"}),
        (PhotoListing("hong/example.cn"), {"c.jpg"}),
        (PhotoListing("millet"), {"É.jpg", "e.jpg"}),
        (PhotoListing("millet hills"), {"e.jpg"}),
        (PhotoListing("caption"), set()),  # the name of a field is no word of a picture
        (PhotoListing("50%"), set()),
        (PhotoListing(as_told("b.jpg", PhotoFacts()).id[:6]), {"b.jpg"}),
        (PhotoListing(as_told("b.jpg", PhotoFacts()).id[1:7]), set()),
        (PhotoListing("   "), set(FACTS)),
    ],
)
def test_words_are_looked_for_in_all_that_is_said_of_a_picture(
    filled: Store, listing: PhotoListing, expected: set[str]
) -> None:
    assert set(names(filled, listing)) == expected


def test_numbers_stay_what_they_are_while_records_change(filled: Store) -> None:
    photo = as_told("b.jpg", FACTS["b.jpg"])
    with filled.begin() as work:
        before = work.photos.numbers([photo.id, "nobody"])
        work.feed.by("", datetime(2026, 11, 24, tzinfo=UTC))
        work.photos.change_facts(photo.id, replace(photo.facts, caption="Other"))
        work.commit()
    with filled.read() as work:
        assert work.photos.numbers([photo.id]) == before
        assert work.photos.numbered([*before.values(), 999])[before[photo.id]].facts.caption == (
            "Other"
        )
        assert work.placements.uses([photo.id]) == {}
        assert list(work.placements.uses()) == [as_told("e.jpg", FACTS["e.jpg"]).id]
