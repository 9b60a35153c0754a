"""A folder whose pictures come in by themselves, and pictures that look alike."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from editor.desk.desk import Desk
from editor.desk.newsroom import Refused
from editor.desk.photo_library import Ingested
from editor.desk.watching import Watched
from tests.data.sample_sky import sky
from tests.unit.photos.pictures import encoded, noisy
from tests.unit.photos.raws import tiff_raw

Looks = Callable[..., list[Ingested]]


@pytest.fixture
def drop(tmp_path: Path) -> Path:
    folder = tmp_path / "drop"
    folder.mkdir()
    return folder


@pytest.fixture
def looks(desk: Desk) -> Looks:
    """What several looks bring in, and what they say."""

    def look(watched: Watched, times: int = 2) -> list[Ingested]:
        taken = (watched.take(desk.photos, path) for _ in range(times) for path in watched.look())
        return [done.value for done in taken if done is not None]

    return look


def test_a_file_comes_in_once_it_is_whole_and_no_second_time(
    desk: Desk, drop: Path, looks: Looks
) -> None:
    watched, data = Watched(drop), encoded(noisy(300, 200), "JPEG")
    path = drop / "a.jpg"
    path.write_bytes(data[:3000])
    assert watched.look() == ()
    path.write_bytes(data[:9000])
    assert watched.look() == ()  # it has grown
    path.write_bytes(data)
    [taken] = looks(watched, 3)
    assert taken.new
    assert taken.path == path
    assert looks(watched, 4) == []
    (drop / "copy of a.jpg").write_bytes(data)
    assert looks(watched, 4) == []
    assert looks(Watched(drop), 4) == []  # as after a restart
    assert len(desk.photos.photos()) == 1
    assert path.read_bytes() == data


def test_one_bad_file_stops_nothing_and_is_said_once(drop: Path, looks: Looks) -> None:
    watched, data = Watched(drop), encoded(noisy(300, 200), "JPEG")
    (drop / "a.jpg").write_bytes(data[:3000])
    (drop / "b.jpg").write_bytes(data)
    [good] = looks(watched, 3)
    assert good.path.name == "b.jpg"
    [bad] = looks(watched, 12)
    assert (bad.path.name, bad.photo) == ("a.jpg", None)
    assert "cut off" in str(bad.said[0])
    assert looks(watched, 12) == []
    (drop / "a.jpg").write_bytes(encoded(noisy(200, 300), "JPEG"))  # sent again
    assert [each.new for each in looks(watched, 3)] == [True]


def test_one_that_stopped_on_its_way_is_not_said_to_be_bad(drop: Path, looks: Looks) -> None:
    watched, data = Watched(drop), encoded(noisy(300, 200), "JPEG")
    (drop / "a.jpg").write_bytes(data[:3000])
    assert looks(watched, 4) == []
    (drop / "a.jpg").write_bytes(data)
    assert [each.new for each in looks(watched, 3)] == [True]


def test_what_is_hidden_unfinished_or_no_picture_is_left_alone(drop: Path, looks: Looks) -> None:
    data = encoded(noisy(30, 20), "JPEG")
    within = drop / "100MEDIA"
    hidden = drop / ".trash"
    within.mkdir()
    hidden.mkdir()
    for path in (drop / ".a.jpg", drop / "~a.jpg", drop / "a.jpg.part", drop / "a.xmp"):
        path.write_bytes(data)
    (hidden / "a.jpg").write_bytes(data)
    (drop / "empty.jpg").touch()
    assert looks(Watched(drop), 4) == []
    (within / "b.jpg").write_bytes(data)
    assert [each.path.name for each in looks(Watched(drop), 4)] == ["b.jpg"]


def test_a_folder_that_goes_and_comes_back_is_a_quiet_line(drop: Path, looks: Looks) -> None:
    watched = Watched(drop)
    assert (watched.look(), watched.news) == ((), None)
    aside = drop.with_name("aside")
    drop.rename(aside)
    watched.look()
    assert "cannot be reached" in str(watched.news)
    watched.look()
    assert watched.news is None
    aside.rename(drop)
    watched.look()
    assert "there again" in str(watched.news)
    (drop / "a.jpg").write_bytes(encoded(noisy(30, 20), "JPEG"))
    assert len(looks(watched, 3)) == 1


def test_a_raw_file_comes_in_as_its_picture(desk: Desk, drop: Path, looks: Looks) -> None:
    large = encoded(noisy(600, 400), "JPEG")
    (drop / "a.nef").write_bytes(tiff_raw(large, large))
    [taken] = looks(Watched(drop))
    assert taken.photo is not None
    assert (taken.photo.original_name, taken.photo.format) == ("a.jpg", "JPEG")
    assert "raw file" in str(taken.said[0])
    assert desk.newsroom.original(taken.photo.id).is_file()
    assert [each.new for each in looks(Watched(drop))] == [False]


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_a_ring_of_folders_ends(drop: Path, looks: Looks) -> None:
    (drop / "ring").symlink_to(drop, target_is_directory=True)
    (drop / "a.jpg").write_bytes(encoded(noisy(30, 20), "JPEG"))
    assert len(looks(Watched(drop))) == 1


def test_pictures_that_look_alike_are_told_and_taken(desk: Desk, drop: Path) -> None:
    first, second, other = drop / "a.jpg", drop / "b.png", drop / "c.jpg"
    first.write_bytes(encoded(sky(600, 400), "JPEG"))
    second.write_bytes(encoded(sky(600, 400).resize((300, 200)), "PNG"))
    other.write_bytes(encoded(noisy(600, 400), "JPEG"))
    taken = [each for each in desk.photos.ingest(drop) if each.photo is not None]
    assert [each.new for each in taken] == [True] * 3
    day, hint = taken[0].photo.added[:10], "Compare them before you use both."
    assert [[str(line) for line in each.said] for each in taken] == [
        [],
        [f"It looks like a.jpg, which came into the library on {day}. {hint}"],
        [],
    ]
    ids = [each.photo.id for each in taken]
    assert [each.id for each in desk.pictures.alike(ids[0])] == [ids[1]]
    assert desk.pictures.alike(ids[2]) == ()
    with pytest.raises(Refused):
        desk.pictures.alike("0" * 64)


def test_what_came_in_before_likeness_was_noted_is_found_too(desk: Desk, drop: Path) -> None:
    for name, size in (("a.jpg", (600, 400)), ("b.jpg", (300, 200))):
        (drop / name).write_bytes(encoded(sky(600, 400).resize(size), "JPEG"))
    ids = [each.photo.id for each in desk.photos.ingest(drop) if each.photo]
    with desk.newsroom.begin() as work:
        for each in ids:
            work.photos.change(each, likeness="")
        work.commit()
    assert [each.id for each in desk.pictures.alike(ids[0])] == [ids[1]]
    assert desk.pictures.note_likenesses().value == 0


def test_the_likeness_of_older_pictures_is_noted_with_new_ones(desk: Desk, drop: Path) -> None:
    (drop / "a.jpg").write_bytes(encoded(sky(600, 400), "JPEG"))
    [first] = desk.photos.ingest(drop)
    with desk.newsroom.begin() as work:
        work.photos.change(first.photo.id, likeness="", added="")
        work.commit()
    (drop / "b.png").write_bytes(encoded(sky(600, 400).resize((300, 200)), "PNG"))
    [told] = desk.photos.take_in(drop / "b.png").value.said
    assert str(told).startswith("It looks like a.jpg, which the library has.")
