"""A template on five hundred photos, beside what has to be written for it anyway: the same records,
one after another into a plain file of SQLite, in one transaction."""

import json
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PIL import Image

from editor.desk.desk import Desk
from editor.story.forms import STORED
from editor.story.stationery import Row, Stationery, Way
from tests.benchmarks.conftest import Ratio, times

PHOTOS = 500
BUDGET = 40  # to one plain statement a record; some 0.2 s in all
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
    done = desk.stationery.apply(TEMPLATE, ids[:0]).value
    for _ in range(3):
        ours += times(lambda: filled.append(desk.stationery.apply(TEMPLATE, ids).value), 1)
        done = filled.pop()
        assert all(each.was for each in done)
        was = {each.photo.id: each.was for each in done}
        desk.stationery.turn(was, {each.photo.id: each.now for each in done})
    forms = [json.dumps(STORED.form(each.photo.facts)) for each in done]
    desk.close()

    plain = sqlite3.connect(tmp_path / "plain.db")
    plain.execute("CREATE TABLE photos (id TEXT PRIMARY KEY, facts TEXT)")
    plain.executemany("INSERT INTO photos VALUES (?, ?)", [(each, "{}") for each in ids])
    plain.commit()

    def write() -> None:
        with plain:
            for photo, form in zip(ids, forms, strict=True):
                plain.execute("UPDATE photos SET facts = ? WHERE id = ?", (form, photo))

    reference = min(times(write, 5))
    plain.close()
    name = f"stationery of six fields on {PHOTOS} photos"
    record(Ratio(name, "their records, plain SQLite", min(ours), reference, BUDGET))
    benchmark.pedantic(lambda: None, rounds=1)


filled: list[Any] = []
