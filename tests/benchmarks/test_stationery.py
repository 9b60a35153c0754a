"""A template of six fields on five hundred photos; the budget is a person's patience."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PIL import Image

from editor.desk.desk import Desk
from editor.story.stationery import Row, Stationery, Way
from tests.benchmarks.conftest import Ratio, times

PHOTOS = 500
PATIENCE = 1.0  # seconds; the window goes on meanwhile
TEMPLATE = Stationery(
    "Harvest",
    (
        Row("caption", "{headline} in {city}, {date:long}.", Way.APPEND),
        Row("credit", "Photo by {photographer}/IC", Way.IF_EMPTY),
        Row("keywords", "harvest, farm", Way.APPEND),
        Row("city", "Hailin"),
        Row("province", "Heilongjiang"),
        Row("job_id", "H-{seq:3}"),
    ),
)


def test_stationery(tmp_path: Path, record: Callable[[Ratio], None], benchmark: Any) -> None:
    card = tmp_path / "card"
    card.mkdir()
    for number in range(PHOTOS):
        exif = Image.Exif()
        exif[315], exif[36867] = f"Zou Hong {number}", "2026:09:03 08:05:00"
        Image.new("RGB", (16, 16)).save(card / f"{number:03}.jpg", exif=exif)
    desk = Desk.open(tmp_path / "library", program_version="bench")
    ids = [each.photo.id for each in desk.photos.ingest(card) if each.photo is not None]
    ours: list[float] = []
    filled: list[Any] = []
    for _ in range(3):
        ours += times(lambda: filled.append(desk.stationery.apply(TEMPLATE, ids).value), 1)
        done = filled.pop()
        assert all(each.was for each in done)
        was = {each.photo.id: each.was for each in done}
        desk.stationery.turn(was, {each.photo.id: each.now for each in done})
    name = f"stationery of six fields on {PHOTOS} photos"
    record(Ratio(name, "1 s", min(ours), PATIENCE, 1.0))
    benchmark.pedantic(lambda: desk.stationery.apply(TEMPLATE, ids), rounds=1)
    desk.close()
