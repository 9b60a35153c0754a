"""Stationery, codes and copied metadata, from the terminal and in the real window."""

from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QLineEdit

from editor.desk.desk import Desk
from editor.story.document import Document
from editor.story.story import StoryEdit
from editor.ui.photos.stationery_box import PasteBox, StationeryBox
from editor.ui.window.main_window import MainWindow
from editor.ui.writing.body_field import BodyField
from tests.e2e.conftest import Galley
from tests.e2e.person import Person


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


def test_codes_are_brought_in_listed_and_written_out(galley: Galley, tmp_path: Path) -> None:
    file, out = tmp_path / "codes.txt", tmp_path / "out.txt"
    file.write_bytes("zgh\tZhang Guohua\tGuohua\r\nbad\r\n".encode("utf-8-sig"))
    answer = galley("codes", "import", file, "--json")
    assert answer.status == 1
    assert (answer.json["brought"], [each["line"] for each in answer.json["wrong"]]) == (1, [2])
    assert galley("codes", "list", "--json").json == {
        "delimiter": "=",
        "codes": [{"code": "zgh", "forms": ["Zhang Guohua", "Guohua"]}],
    }
    assert galley("codes", "export", out).status == 0
    assert out.read_bytes() == "zgh\tZhang Guohua\tGuohua\r\n".encode("utf-8-sig")
    assert galley("codes", "import", out, "--delimiter", "\\").status == 0
    assert galley("codes", "list", "--json").json["delimiter"] == "\\"
    file.write_bytes(b"\xff\xd0\tx")
    assert galley("codes", "import", file).status == 3


# -- in the window


@pytest.fixture
def role() -> str:
    return "photo"


@pytest.fixture
def story(desk: Desk, person: Person, card: Path) -> str:
    """A story with two photos, its panel of photos in sight."""
    story_id = desk.stories.begin().value.id
    edit = StoryEdit(headline="Terraces", body=Document.from_paragraphs(["One."]))
    desk.stories.keep(story_id, edit)
    for number in range(2):
        brought = desk.pictures.bring_in(card / f"{number}.jpg")
        desk.pictures.attach(story_id, brought, lead=number == 0, into_body=number == 1)
    person.window.open_story(story_id)  # pyright: ignore[reportAttributeAccessIssue]
    person.wait(lambda: person.find("Headline").toPlainText() == "Terraces")
    return story_id


def facts(desk: Desk, story: str) -> list[tuple[str, str]]:
    placements = desk.stories.view(story).story.placements
    return [(each.photo.facts.city, each.photo.facts.job_id) for each in placements]


def test_a_template_is_written_kept_applied_and_taken_back(
    person: Person, desk: Desk, story: str
) -> None:
    def fill(box: object) -> None:
        assert isinstance(box, StationeryBox)
        person.choose("Photos to be filled", "All 2 photos of the story")
        city = person.find("City: what is filled in", QLineEdit, box)
        person.type(city, "Hai")
        person.type(person.find("Job id: what is filled in", within=box), "H-{seq} {town}")
        person.click("Apply", box)
        assert "{town}" in box.remark_text, "what cannot be filled in is named, and nothing done"
        person.type_into("Job id: what is filled in", "H-{seq}")
        person.type_into("City: what is filled in", "Hailin")
        person.type_into("Name", "Harvest")
        person.click("Save", box)
        person.wait(lambda: [each.name for each in desk.stationery.all()] == ["Harvest"])
        person.wait(lambda: box.template == desk.stationery.get("Harvest"))
        person.wait(lambda: "Hailin" in person.find("What it gives for 0.jpg").toPlainText())
        person.click("Apply", box)

    seen = person.answer_next_dialog(fill)
    person.trigger("stationery")
    person.wait(lambda: seen and facts(desk, story) == [("Hailin", "H-1"), ("Hailin", "H-2")])
    person.trigger("undo")
    person.wait(lambda: facts(desk, story) == [("", ""), ("", "")])
    person.trigger("redo")
    person.wait(lambda: facts(desk, story) == [("Hailin", "H-1"), ("Hailin", "H-2")])


def test_what_is_said_of_one_photo_is_pasted_into_the_others(
    person: Person, desk: Desk, story: str
) -> None:
    first = desk.stories.view(story).story.placements[0]
    desk.photos.describe(first.photo.id, {"city": "Hailin", "job_id": "H", "title": "T"})
    person.trigger("workspace_pictures")
    person.wait_for("Photos of the story")
    said: list[str] = []
    window = person.window
    assert isinstance(window, MainWindow)
    window.desks.stationery.said.connect(said.append)
    person.trigger("copy_metadata")

    def paste(box: object) -> None:
        assert isinstance(box, PasteBox)
        person.choose("Photos to be filled", "All 2 photos of the story")
        person.find("Title", QCheckBox, box).click()
        person.click("Paste", box)

    seen = person.answer_next_dialog(paste)
    copied = f"Copied what is said of {first.photo.original_name}."
    person.wait(lambda: copied in said)
    person.trigger("paste_metadata")
    person.wait(lambda: seen and facts(desk, story) == [("Hailin", "H"), ("Hailin", "H")])
    second = desk.stories.view(story).story.placements[1].photo.facts
    assert second.title == ""
    person.trigger("undo")
    person.wait(lambda: facts(desk, story) == [("Hailin", "H"), ("", "")])


def test_codes_become_names_in_text_caption_and_credit_and_ctrl_z_gives_them_back(
    person: Person, desk: Desk, story: str
) -> None:
    codes = {"delimiter": "=", "entries": [["zgh", "Zhang Guohua", "Guohua"]]}
    window = person.window
    assert isinstance(window, MainWindow)
    window.desks.settings.keep("codes", codes)
    body = next(each for each in person.window.findChildren(BodyField) if each.isVisible())
    body.setFocus()
    QTest.keyClick(body, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    person.type(body, " =zgh= and =zgh#2= and =abc=")
    assert body.toPlainText().endswith(" Zhang Guohua and Guohua and =abc=")
    person.type(body, " =zgh=")
    person.trigger("undo")
    person.wait(lambda: body.toPlainText().endswith(" =zgh="))
    headline = person.find("Headline")
    person.type(headline, "=zgh= ")
    assert "Zhang Guohua" in headline.toPlainText()
    person.trigger("workspace_pictures")
    person.wait_for("Caption")
    for name in ("Caption", "Credit", "Alt text"):
        field = person.find(name)
        field.setFocus()
        read = field.text if isinstance(field, QLineEdit) else field.toPlainText
        person.type(field, "By =zgh=")
        assert read().endswith("By Zhang Guohua")
        person.trigger("undo")
        person.wait(lambda read=read: read().endswith("By =zgh="))
