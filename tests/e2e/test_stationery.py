"""Stationery from the terminal."""

from pathlib import Path

import pytest
from PIL import Image

from tests.e2e.conftest import Galley


@pytest.fixture
def card(tmp_path: Path) -> Path:
    folder = tmp_path / "card"
    folder.mkdir()
    for number in range(3):
        exif = Image.Exif()
        exif[315] = "Zou Hong"
        exif[36867] = "2026:09:03 08:05:00"
        Image.new("RGB", (64, 48), (90 * number, 0, 0)).save(folder / f"{number}.jpg", exif=exif)
    return folder


SAVE = (
    *("stationery", "save", "Harvest", "city=Hailin", "caption=Farmers in {city}, {date:long}."),
    *("keywords=farm, rice", "credit=Photo by {photographer}/IC", "job_id=H-{seq:2}"),
    *("--append", "keywords", "--if-empty", "credit", "caption"),
)


def test_a_template_is_kept_listed_applied_and_removed(galley: Galley, card: Path) -> None:
    ids = [each["id"] for each in galley("ingest", card, "--json").json]
    galley("photo", "set", ids[1], "caption=Mine.", "keywords=lake")
    kept = galley(*SAVE, "--json")
    assert kept.status == 0
    assert galley("stationery", "list", "--json").json == [kept.json]
    assert kept.json["name"] == "Harvest"
    assert {row["field"]: row["way"] for row in kept.json["rows"]} == {
        "caption": "if-empty",
        "credit": "if-empty",
        "keywords": "append",
        "city": "replace",
        "job_id": "replace",
    }
    told = galley("stationery", "apply", "Harvest", ids[0][:8], ids[1], "--json").json
    assert [each["id"] for each in told] == ids[:2]
    assert told[0]["changed"] == ["caption", "credit", "keywords", "city", "job_id"]
    assert told[1]["changed"] == ["credit", "keywords", "city", "job_id"]
    assert told[0].keys() == {"id", "original_name", "changed", "said"}
    first, second, third = (galley("photo", "show", each, "--json").json["fields"] for each in ids)
    assert first["caption"] == "Farmers in Hailin, September 3, 2026."
    assert (first["credit"], first["job_id"]) == ("Photo by Zou Hong/IC", "H-01")
    assert (second["caption"], second["keywords"]) == ("Mine.", ["lake", "farm", "rice"])
    assert third["city"] == ""
    assert galley("stationery", "remove", "Harvest").status == 0
    assert galley("stationery", "list", "--json").json == []
    assert galley("stationery", "apply", "Harvest", ids[0]).status == 3


def test_a_whole_story_and_what_comes_in(galley: Galley, card: Path, tmp_path: Path) -> None:
    galley(*SAVE)
    (tmp_path / "story.txt").write_text("Millet\n\nIt began on Monday.\n", encoding="utf-8")
    slug = galley("import", tmp_path / "story.txt", "--json").json[0]["slug"]
    galley("photo", "add", slug, card / "0.jpg", card / "1.jpg")
    told = galley("stationery", "apply", "Harvest", "--story", slug, "--json").json
    assert [each["original_name"] for each in told] == ["0.jpg", "1.jpg"]
    answers = galley("ingest", card, "--stationery", "Harvest", "--json").json
    assert [each["new"] for each in answers] == [False, False, True]
    assert "stationery" not in answers[0]
    assert answers[2]["stationery"]["changed"]
    assert galley("ingest", card, "--stationery", "Nothing").status == 3


def test_what_cannot_be_meant_is_wrong_usage(galley: Galley) -> None:
    for wrong in ("city={town}", "town=x", "expires=tomorrow", "city"):
        answer = galley("stationery", "save", "Bad", wrong)
        assert answer.status == 2, wrong
        assert answer.err
    assert galley("stationery", "save", "Bad", "city=x", "--append", "caption").status == 2
    assert galley("stationery", "save", " ", "city=x").status == 2
    assert galley("stationery", "list", "--json").json == []
