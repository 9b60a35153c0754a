"""Photos on their way into a story."""

from editor.story.photo import Photo, PhotoFacts, Placement
from editor.ui.photos.photo_asks import ArrivalBatch, ArrivalOrder


def placement(number: int) -> Placement:
    photo = Photo(str(number) * 64, f"{number}.jpg", "JPEG", 30, 20, 100, PhotoFacts())
    return Placement(f"p{number}", photo)


def test_pictures_stand_together_once_the_last_one_is_there_or_refused() -> None:
    told: list[list[str]] = []
    batch = ArrivalBatch[Placement](3, lambda found: told.append([each.id for each in found]))
    batch.add(placement(1))
    batch.miss()
    assert told == []
    batch.add(placement(2))
    assert told == [["p1", "p2"]]


def test_when_every_picture_is_refused_nothing_is_put_in() -> None:
    told: list[object] = []
    batch = ArrivalBatch(1, told.append)
    batch.miss()
    assert told == []


def test_an_early_answer_waits_for_those_before_it() -> None:
    order, used = ArrivalOrder(), []
    first, second, third = order.take(), order.take(), order.take()
    second(lambda: used.append(2))
    assert used == []
    first(lambda: used.append(1))
    assert used == [1, 2]
    third(lambda: used.append(3))
    assert used == [1, 2, 3]
