"""The pictures of the library from the terminal: `photos`, `photo show`, `photo set`, `ingest`."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from editor.desk.changing import Done
from editor.desk.photo_library import Ingested, PhotoLibrary
from tests.e2e.conftest import Galley
from tests.unit.photos.pictures import encoded, noisy, with_metadata

FIELDS = {
    *("caption", "headline", "title", "creator", "creator_title", "credit", "source", "copyright"),
    *("usage_terms", "licence", "licensor_url", "keywords", "date_created", "sublocation", "city"),
    *("province", "country", "country_code", "caption_writer", "instructions", "job_id", "alt"),
    *("extended_description", "person_shown", "source_type", "ai_system", "ai_system_version"),
    *("ai_prompt", "ai_prompt_writer", "rating", "colour_class", "release", "expires"),
}


@pytest.fixture
def card(tmp_path: Path) -> Path:
    """A camera's folder: two pictures, one of them twice, a broken one and what lies beside."""
    folder = tmp_path / "DCIM" / "100MEDIA"
    folder.mkdir(parents=True)
    first = encoded(noisy(64, 48), "JPEG")
    said = {"dc.description": "Rice on the terraces.", "photoshop.Credit": "Photo/IC"}
    (folder / "a.jpg").write_bytes(with_metadata(first, xmp=said))
    shutil.copy(folder / "a.jpg", folder / "copy of a.jpg")
    (folder / "b.jpg").write_bytes(encoded(noisy(50, 40), "JPEG"))
    (folder / "c.jpg").write_bytes(first[:400])
    (folder / "a.xmp").write_text("beside")
    (folder / "read me").write_text("of no picture")
    (folder / "clip.mov").write_bytes(b"\0\0\0\x14ftypqt  " + bytes(60))
    (folder / ".d.jpg").write_bytes(first)
    return tmp_path / "DCIM"


def test_a_folder_comes_in_and_nothing_comes_twice(galley: Galley, card: Path) -> None:
    answer = galley("ingest", card, "--json")
    assert answer.status == 3
    told = {Path(each["file"]).name: each for each in answer.json}
    assert list(told) == ["a.jpg", "b.jpg", "c.jpg", "copy of a.jpg"]
    assert "error" in told["c.jpg"]
    assert (told["a.jpg"]["new"], told["copy of a.jpg"]["new"]) == (True, False)
    assert told["a.jpg"]["id"] == told["copy of a.jpg"]["id"]
    assert [each["new"] for each in galley("ingest", card, "--json").json if "id" in each] == [
        False
    ] * 3
    assert galley("ingest", card / "nowhere").status == 3


def test_what_is_no_picture_is_told_for_what_it_is(galley: Galley, tmp_path: Path) -> None:
    nowhere, text = tmp_path / "nowhere.jpg", tmp_path / "a.txt"
    text.write_text("Rice.")
    (tmp_path / "empty").mkdir()
    galley("ingest", tmp_path / "empty")  # begins a library
    told = {
        ("photo", "show", nowhere): f"There is no file {nowhere}; check the path",
        ("photo", "show", tmp_path): f"{tmp_path} is a folder",
        ("photo", "show", text): "a.txt was not read: it holds text",
        ("photo", "show", "abcdef12"): "There is no picture “abcdef12” in this library",
        ("photo", "set", text, "caption=x"): f"“{text}” is no id of a picture",
        ("photo", "save", nowhere, "--to", text): f"“{nowhere}” is no id of a picture",
        ("photo", "passport", nowhere): "nowhere.jpg was not read: there is no such file",
        ("photo", "passport", tmp_path): "was not read: it is not a file",
        ("ingest", text): f"{text} is no folder",
        ("stationery", "apply", "flood", "abcdef12"): "nor any other; `stationery save` keeps one",
    }
    for words, sentence in told.items():
        answer = galley(*words)
        assert (answer.status, sentence in answer.err) == (3, True), answer


def test_a_caption_of_many_lines_is_one_line_of_the_list(galley: Galley, card: Path) -> None:
    galley("ingest", card)
    [shape] = galley("photos", "--search", "terraces", "--json").json
    galley("photo", "set", shape["id"], "caption=Rice\non the terraces")
    assert len(galley("photos").out.splitlines()) == 2
    assert galley("photo", "set", shape["id"], "date_created=2026-13-01").status == 2


def test_a_card_that_is_pulled_out_is_told_once(
    galley: Galley, card: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    take_in = PhotoLibrary.take_in

    def pulled(photos: PhotoLibrary, *what: Any) -> Done[Ingested]:
        taken = take_in(photos, *what)
        shutil.rmtree(card)
        return taken

    monkeypatch.setattr(PhotoLibrary, "take_in", pulled)
    answer = galley("ingest", card)
    assert answer.status == 3
    assert "a.jpg is in the library" in answer.out
    assert answer.err == (
        f"galley: {card} is not there any more, so the rest did not come in; bring it in again "
        "when it is.\n"
    )


def test_a_record_has_every_field_by_its_name(galley: Galley, card: Path) -> None:
    galley("ingest", card)
    [shape] = galley("photos", "--search", "terraces", "rice", "--json").json
    assert shape["fields"].keys() == FIELDS
    assert shape.keys() == {
        *("id", "original_name", "width", "height", "fields", "origin", "used_in", "findings"),
    }
    assert (shape["width"], shape["height"]) == (64, 48)
    assert shape["fields"]["caption"] == "Rice on the terraces."
    assert shape["fields"]["keywords"] == []
    shown = galley("photo", "show", shape["id"][:8], "--json")
    assert shown.json == {**shape, "uses": []}
    file = galley("photo", "show", card / "100MEDIA" / "a.jpg", "--json").json
    assert file["fields"] == shape["fields"]
    assert galley("photo", "show", "nothing").status == 3
    assert galley("photo", "show", card / "100MEDIA" / "c.jpg").status == 3


def test_what_is_set_is_there_and_goes_into_the_stories(
    galley: Galley, card: Path, tmp_path: Path
) -> None:
    (tmp_path / "story.txt").write_text("Millet\n\nIt began on Monday.\n", encoding="utf-8")
    slug = galley("import", tmp_path / "story.txt", "--json").json[0]["slug"]
    galley("photo", "add", slug, card / "100MEDIA" / "b.jpg", "--lead")
    [shape] = galley("photos", "--no-caption", "--no-credit", "--json").json
    assert [each["slug"] for each in shape["used_in"]] == [slug]
    assert {"caption-missing", "credit-missing"} <= {each["rule"] for each in shape["findings"]}
    answer = galley(
        *("photo", "set", shape["id"][:8], "caption=Farmers at work.", "creator=Zou Hong; Li Na"),
        *(
            "credit=Photo by Zou Hong/chinadaily.com.cn",
            "keywords=millet; 梯田、tea, millet",
            "rating=4",
        ),
        *("source_type=digitalCapture", "expires=2031-05", "--json"),
    )
    assert answer.status == 0
    fields = answer.json["fields"]
    assert fields["creator"] == ["Zou Hong", "Li Na"]
    assert fields["keywords"] == ["millet", "梯田", "tea"]
    assert fields["source_type"].endswith("/digitalsourcetype/digitalCapture")
    told = galley("photo", "show", shape["id"]).out
    assert told.count("digitalsourcetype/digitalCapture") == 1
    assert "How it came to be: camera.\n" in told
    [photo] = galley("show", slug, "--json").json["photos"]
    assert (photo["caption"], photo["credit_line"]) == (
        "Farmers at work.",
        "[Photo by Zou Hong/chinadaily.com.cn]",
    )
    assert galley("photos", "--no-caption", "--json").json == []


@pytest.mark.parametrize(
    "pair", ["nothing", "foo=1", "expires=tomorrow", "rating=9", "source_type=photo"]
)
def test_what_a_field_does_not_take_is_wrong_usage(galley: Galley, card: Path, pair: str) -> None:
    galley("ingest", card)
    [shape] = galley("photos", "--search", "rice", "--json").json
    answer = galley("photo", "set", shape["id"], pair)
    assert answer.status == 2
    assert pair.rpartition("=")[2] in answer.err
    assert galley("photo", "show", shape["id"], "--json").json == {**shape, "uses": []}


@pytest.mark.parametrize(
    ("expires", "listed"), [("2001", True), ("2001-02-03", True), ("2999-01-01", False)]
)
def test_what_runs_out_is_found(
    galley: Galley, card: Path, expires: str, listed: Callable[..., bool]
) -> None:
    galley("ingest", card)
    [shape] = galley("photos", "--search", "rice", "--json").json
    galley("photo", "set", shape["id"], f"expires={expires}")
    assert bool(galley("photos", "--expiring", "--json").json) is listed
    assert len(galley("photos", "--unused", "--json").json) == 2


def test_a_copy_is_saved_with_its_record(galley: Galley, card: Path, tmp_path: Path) -> None:
    galley("ingest", card)
    [shape] = galley("photos", "--search", "rice", "--json").json
    galley("photo", "set", shape["id"], "caption=Rice, newly told.", "city=大同")
    to = tmp_path / "out.jpg"
    answer = galley("photo", "save", shape["id"][:8], "--to", to, "--json")
    assert answer.json == {"id": shape["id"], "file": str(to), "xmp": None}
    fields = galley("photo", "show", to, "--json").json["fields"]
    assert (fields["caption"], fields["city"]) == ("Rice, newly told.", "大同")
    assert fields["credit"] == "Photo/IC"
    before = to.read_bytes()
    assert galley("photo", "save", shape["id"], "--to", to).status == 3
    assert to.read_bytes() == before
    assert (
        galley("photo", "save", shape["id"], "--to", tmp_path / "no" / "such" / "a.jpg").status == 3
    )
    assert galley("photo", "show", shape["id"], "--json").json["fields"]["city"] == "大同"


def test_what_each_block_of_a_file_says_is_told_and_where_they_differ(
    galley: Galley, tmp_path: Path
) -> None:
    folder = tmp_path / "card"
    folder.mkdir()
    said = {"dc.description": "Old caption.", "photoshop.City": "Nantong"}
    iim = [("Application2.Caption", b"Corrected caption."), ("Application2.City", b"Nantong")]
    file = folder / "a.jpg"
    file.write_bytes(with_metadata(encoded(noisy(64, 48), "JPEG"), xmp=said, iim=iim))
    [told] = galley("ingest", folder, "--json").json
    sources = galley("photo", "show", file, "--sources", "--json").json["sources"]
    assert sources == {
        "xmp": {"caption": "Old caption.", "city": "Nantong"},
        "iim": {"caption": "Corrected caption.", "city": "Nantong"},
    }
    galley("photo", "set", told["id"], "caption=Corrected again.")
    lines = galley("photo", "show", told["id"], "--sources").out
    assert "Caption in the file: XMP: Old caption. · IIM: Corrected caption." in lines
    assert "City in the file" not in lines
    assert "sources" not in galley("photo", "show", told["id"], "--json").json


def test_a_decorative_photo_needs_no_alt_text(
    galley: Galley, card: Path, sample_story: Path
) -> None:
    [story] = galley("import", sample_story, "--json").json
    slug = story["slug"]
    words = ("--caption", "Rice.", "--credit", "Photo/VCG", "--decorative", "--json")
    [photo] = galley("photo", "add", slug, card / "100MEDIA" / "a.jpg", "--lead", *words).json
    assert (photo["decorative"], photo["alt"]) == (True, "")
    findings = galley("check", slug, "--json").json
    assert "alt-missing" not in {each["rule"] for each in findings}


def test_a_folder_is_watched_until_somebody_stops_it(
    galley: Galley, card: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    looks = iter(range(3))

    def pause(_: float) -> None:
        if next(looks, None) is None:
            raise KeyboardInterrupt

    monkeypatch.setattr("editor.cli.photos.pause", pause)
    answer = galley("ingest", card, "--watch", "--json")
    assert answer.status == 0
    assert [Path(each["file"]).name for each in answer.json] == ["a.jpg", "b.jpg"]
    assert len(galley("photos", "--json").json) == 2


@pytest.fixture
def placed(galley: Galley, tmp_path: Path) -> tuple[str, str]:
    """A story with a picture of 1600 × 1200 pixels; its id and the photo's."""
    (tmp_path / "large.jpg").write_bytes(encoded(noisy(1600, 1200), "JPEG"))
    (tmp_path / "story.txt").write_text("Rice comes home\n\nIt rained.\n", "utf-8")
    [story] = [each["id"] for each in galley("import", tmp_path / "story.txt", "--json").json]
    [added] = galley("photo", "add", story, tmp_path / "large.jpg", "--lead", "--json").json
    return story, added["id"]


def test_a_photo_is_cropped_for_its_story(galley: Galley, placed: tuple[str, str]) -> None:
    story, photo = placed
    shape = galley("photo", "crop", story, photo[:8], "16x9", "0,0.25,1,0.5", "--json").json
    assert shape["id"] == photo
    wide = shape["edits"]["crops"]["16x9"]
    assert (wide["drawn"], wide["width"], wide["height"]) == (True, 1067, 600)
    assert wide["box"] == pytest.approx([0.166667, 0.25, 0.666667, 0.5], abs=1e-5)
    free = galley("photo", "crop", story, photo, "free", "0.5,0,0.5,1", "--json").json["edits"]
    assert (free["free"]["box"], free["free"]["width"]) == ([0.5, 0, 0.5, 1], 800)
    assert free["crops"]["1x1"]["box"][0] >= 0.5
    gone = galley("photo", "crop", story, photo, "16x9", "none", "--json").json["edits"]
    assert not gone["crops"]["16x9"]["drawn"]


def test_a_crop_too_small_is_refused_with_numbers(galley: Galley, placed: tuple[str, str]) -> None:
    story, photo = placed
    answer = galley("photo", "crop", story, photo, "16x9", "0,0,0.1,0.1")
    assert answer.status != 0
    assert "160 × 90 pixels" in answer.err
    assert "600" in answer.err
    for box in ("0,0,2,1", "0,0,1", "a,b,c,d", "0.5,0.5,0.8,0.5", "0,0,0,0", "nan,0,1,1"):
        refused = galley("photo", "crop", story, photo, "free", box)
        assert refused.status != 0
        assert box in refused.err
    assert galley("photo", "focus", story, "ffffffff", "0.5,0.5").status != 0


def test_a_focal_point_outside_a_crop_is_a_finding(galley: Galley, placed: tuple[str, str]) -> None:
    story, photo = placed
    galley("photo", "crop", story, photo, "1x1", "0,0,0.5,1")
    shape = galley("photo", "focus", story, photo, "0.9,0.5", "--json").json
    assert shape["edits"]["focus"] == [0.9, 0.5]
    assert "focus-outside-named" in {each["rule"] for each in shape["findings"]}
    found = galley("check", story, "--json").json
    assert "focus-outside-named" in str(found)
    assert galley("photo", "focus", story, photo, "none", "--json").json["edits"]["focus"] is None
