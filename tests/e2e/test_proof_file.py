"""A proof that comes back: written from here, answered in a browser, read again."""

import json
import re
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from editor.desk.desk import Desk
from editor.story.story import StoryEdit
from editor.ui.window.main_window import MainWindow
from tests.dropping import drop, offered
from tests.e2e.conftest import Galley
from tests.e2e.person import Person
from tests.e2e.proof_reader import ProofReader

pytestmark = pytest.mark.qt_log_ignore(
    "QRhiGles2: Failed",
    "Failed to create RHI",
    "[Vv]ulkan",
    "GBM is not supported",
    "Sandboxing disabled by user",
    extend=True,
)


@pytest.fixture
def story(galley: Galley, sample_story: Path, sample_photo: Path) -> str:
    made = galley("import", "--json", "--section", "News", sample_story).json[0]["id"]
    galley("photo", "add", made, sample_photo, "--lead", "--caption", "Terraces in September.")
    return made


@pytest.fixture
def proof(galley: Galley, story: str, tmp_path: Path) -> Path:
    path = tmp_path / "out" / "proof.html"
    path.parent.mkdir()
    assert galley("proof", story, "--to", path).status == 0
    return path


def test_somebody_without_galley_answers_a_proof(
    qtbot: QtBot, galley: Galley, story: str, proof: Path, library: Path
) -> None:
    reader = ProofReader(qtbot)
    reader.open(proof)
    reader.select("millet")
    reader.press("Write a remark")
    reader.remark("Which kind?", "李 Wei")
    reader.press("Remark on this picture")
    reader.remark("Too dark.")
    reader.press("Remark on the whole story")
    reader.remark("Short, please.")
    answer = reader.save()

    assert answer.name.endswith("-remarks.json")
    assert reader.page.said == []
    assert reader.requests.asked == [proof.as_uri()]
    desk = Desk.open(library, program_version="test", writing=False)
    found = desk.proofs.answer(answer)
    view = desk.stories.view(story)
    desk.close()
    assert (found.by, found.story, found.snapshot) == ("李 Wei", story, view.snapshot_sha256)
    words, picture, whole = found.remarks
    assert (words.quote, words.text) == ("millet", "Which kind?")
    assert words.block in view.story.body.ids or words.field
    assert picture.placement == view.story.placements[0].id
    assert (picture.text, picture.quote, whole.text, whole.block) == (
        *("Too dark.", "", "Short, please.", ""),
    )


def test_remarks_land_where_their_words_stand(
    qtbot: QtBot, galley: Galley, story: str, proof: Path
) -> None:
    reader = ProofReader(qtbot)
    reader.open(proof)
    reader.select("millet")
    reader.press("Write a remark")
    reader.remark("Which kind?", "Li Wei")
    reader.press("Remark on this picture")
    reader.remark("Too dark.")
    words = reader.run('document.querySelector(".body [data-block]").textContent')
    reader.select(words[-12:])
    reader.press("Write a remark")
    reader.remark("Says who?")
    answer = reader.save()
    landed = galley("remarks", answer, "--json")
    assert landed.status == 0, landed.err
    assert landed.json["added"] == 3
    assert not landed.json["older"]
    comments = galley("comment", "list", story, "--json").json
    assert [(each["by"], each["text"]) for each in comments] == [
        *(("Li Wei", "Which kind?"), ("Li Wei", "Too dark."), ("Li Wei", "Says who?"))
    ]
    assert comments[0]["quote"] == "millet"
    assert comments[2]["quote"] == words[-12:].strip()
    # The same answer twice is nothing new.
    again = galley("remarks", answer, "--json").json
    assert (again["added"], again["known"]) == (0, 3)
    assert len(galley("comment", "list", story, "--json").json) == 3
    # Changed since: what is not there any more stands at the whole, and it is said.
    galley("comment", "resolve", story, 1)
    galley("set", story, "headline=Something else", "deck=")
    said = galley("remarks", answer).out
    assert "was changed since" in said
    trail = galley("audit", story, "--json").json
    assert [row["action"] for row in trail].count("remarks read from a file") == 1
    assert [row["number"] for row in trail] == sorted(row["number"] for row in trail)
    lines = galley("audit", story, "--csv").out.splitlines()
    assert lines[0] == "number,at,by,action,story,snapshot,details,hash"
    assert len(lines) == len(trail) + 1
    assert "remarks read from a file" in galley("audit").out


def test_a_remark_is_changed_and_taken_away_again(qtbot: QtBot, proof: Path) -> None:
    reader = ProofReader(qtbot, (390, 800))
    reader.open(proof)
    for text in ("First.", "Second."):
        reader.press("Remark on the whole story")
        reader.remark(text, "Li Wei")
    reader.press("Edit")
    reader.remark("First, but better.")
    kept = json.loads(reader.save().read_text("utf-8"))
    assert [each["text"] for each in kept["remarks"]] == ["First, but better.", "Second."]
    reader.press("Remove")
    kept = json.loads(reader.save().read_text("utf-8"))
    assert [each["text"] for each in kept["remarks"]] == ["Second."]
    assert reader.run("document.scrollingElement.scrollWidth - innerWidth") <= 0


def test_a_proof_asks_nobody_for_anything(proof: Path) -> None:
    html = proof.read_text("utf-8")
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', html)
    assert policy is not None
    assert "default-src &#39;none&#39;" in policy[1] or "default-src 'none'" in policy[1]
    assert "http" not in policy[1]
    assert "unsafe" not in policy[1]
    # Nothing in it is loaded: what stands in an attribute that loads is data, or a place here.
    loads = re.findall(r'\s(?:src|srcset|poster|data)="([^"]*)"', html)
    assert loads
    assert all(each.startswith("data:image/jpeg") for each in loads)
    assert "<link" not in html
    assert "url(" not in html


def test_a_script_that_is_not_ours_does_not_run_in_a_proof(qtbot: QtBot, proof: Path) -> None:
    html = proof.read_text("utf-8")
    proof.write_text(html.replace("</body>", "<script>document.title = 1</script></body>"), "utf-8")
    reader = ProofReader(qtbot)
    reader.open(proof)
    assert reader.run("document.title") != "1"
    assert any("Content Security Policy" in line for line in reader.page.said)


def test_an_answer_to_another_proof_or_story_is_refused(
    galley: Galley, story: str, proof: Path, tmp_path: Path, library: Path
) -> None:
    sent = galley("proof", story, "--json", "--to", proof).json
    answer = {
        "galley": "remarks",
        "schema": 1,
        "proof": sent["proof"],
        "story": story,
        "snapshot": sent["snapshot"],
        "by": "Li Wei",
        "remarks": [
            {
                "block": "",
                "placement": "",
                "field": "",
                "quote": "",
                "offset": 0,
                "text": "Good.",
            }
        ],
    }
    path = tmp_path / "answer.json"
    desk = Desk.open(library, program_version="test", writing=False)

    def said(**changed: object) -> str:
        path.write_text(json.dumps(answer | changed), "utf-8")
        try:
            return desk.proofs.answer(path).by
        except Exception as error:
            return str(error)

    assert said() == "Li Wei"
    assert "not in this library" in said(story="0" * 32)
    assert "not written from this library" in said(proof="0" * 32)
    assert "not written from this library" in said(snapshot="0" * 64)
    desk.close()


def test_an_answer_dropped_on_the_window_lands_and_stands_in_the_record(
    person: Person, window: MainWindow, desk: Desk, tmp_path: Path
) -> None:
    story = desk.stories.begin(section="News").value
    desk.stories.keep(story.id, StoryEdit(headline="Millet comes home"))
    window.open_story(story.id)
    person.wait_for("Headline")
    sent = desk.proofs.write(story.id, tmp_path / "proof.html").value
    remark = {"block": "", "placement": "", "field": "headline", "quote": "Millet", "offset": 0}
    answer = {
        "galley": "remarks",
        "schema": 1,
        "proof": sent.nonce,
        "story": story.id,
        "snapshot": sent.snapshot,
        "by": "Li Wei",
        "remarks": [{**remark, "text": "Which kind?"}],
    }
    path = tmp_path / "answer.json"
    path.write_text(json.dumps(answer), "utf-8")
    drop(window.panels.stories, offered(path))
    person.wait(lambda: desk.remarks.of_story(story.id))
    [said] = desk.remarks.of_story(story.id)
    assert (said.comment.by, said.comment.place.quote) == ("Li Wei", "Millet")
    person.trigger("record")
    entries = person.wait_for("Entries of the record")
    model = entries.model()
    person.wait(lambda: model.index(0, 3).data() == "remarks read from a file")
    assert model.index(0, 4).data() == desk.stories.view(story.id).story.slug
    person.choose("What", "exported as a proof")
    person.wait(lambda: model.index(0, 3).data() == "exported as a proof")
    assert model.rowCount() == 1
    person.click("Close", within=entries.window())
