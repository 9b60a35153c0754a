"""Answers to proofs land on the story as it is now; sheets say all that was done."""

import json
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtPdf import QPdfDocument

from db.audit import Wanted
from editor.desk.desk import Desk
from editor.desk.newsroom import Refused
from editor.desk.proofs import BY_FILE, SentProof
from editor.story.document import Document
from editor.story.review.remarks import WHOLE
from editor.story.story import StoryEdit
from tests.unit.desk.conftest import Clock

LINES = ["It began in the fields.", "The fields are small.", "Nobody minds."]


@pytest.fixture
def story(desk: Desk, ready: str) -> str:
    desk.stories.keep(ready, StoryEdit(body=Document.from_paragraphs(LINES)))
    return ready


@pytest.fixture
def sent(desk: Desk, story: str, tmp_path: Path) -> SentProof:
    return desk.proofs.write(story, tmp_path / "proof.html").value


def answer(
    desk: Desk, sent: SentProof, path: Path, *remarks: dict[str, Any], by: str = "Li"
) -> Path:
    story = desk.stories.rows(None, "")[0].id
    whole = {"block": "", "placement": "", "field": "", "quote": "", "offset": 0}
    path.write_text(
        json.dumps(
            {
                "galley": "remarks",
                "schema": 1,
                "proof": sent.nonce,
                "story": story,
                "snapshot": sent.snapshot,
                "by": by,
                "remarks": [{**whole, **each} for each in remarks],
            }
        ),
        "utf-8",
    )
    return path


def test_a_proof_is_kept_as_a_version_and_on_record(
    desk: Desk, story: str, sent: SentProof
) -> None:
    view = desk.stories.view(story)
    [version] = [each for each in view.versions if each.number == sent.version]
    assert version.snapshot == sent.snapshot == view.snapshot_sha256
    [row] = [each for each in desk.trail.rows(Wanted(story=story)) if "proof" in each.details]
    assert row.details["proof"] == sent.nonce
    assert row.snapshot == sent.snapshot


def test_remarks_of_an_older_version_land_where_their_words_still_are(
    desk: Desk, story: str, sent: SentProof, tmp_path: Path
) -> None:
    blocks = desk.stories.view(story).story.body.ids
    desk.stories.keep(
        story,
        StoryEdit(body=Document.from_paragraphs(["New first.", LINES[0], LINES[1] + " Very."])),
    )
    landed = desk.proofs.take_in(
        answer(
            *(desk, sent, tmp_path / "a.json"),
            {"block": blocks[1], "quote": "The fields", "offset": 0, "text": "Which?"},
            {"block": blocks[2], "quote": "Nobody minds", "offset": 0, "text": "I do."},
            {"field": "headline", "quote": "Millet", "offset": 0, "text": "Rice?"},
            {"placement": "gone", "text": "Dark."},
            {"field": "byline", "quote": "By Wen", "text": "Name?"},
        )
    ).value
    assert (landed.added, landed.known, landed.lost, landed.older) == (5, 0, 2, True)
    words, minds, head, photo, byline = (each.comment for each in desk.remarks.of_story(story))
    now = desk.stories.view(story).story.body
    assert words.place.block == now.ids[2]
    assert words.place.quote == "The fields"
    assert minds.place == photo.place == WHOLE
    assert minds.text == "On “Nobody minds”: I do."
    assert head.place.field == "headline"
    assert (byline.place.field, byline.text) == ("byline", "On “By Wen”: Name?")
    assert {each.account for each in (words, minds, head)} == {BY_FILE}
    assert words.by == "Li"
    assert len(landed.told) == 3


def test_an_answer_read_twice_is_nothing_new_and_another_name_is(
    desk: Desk, story: str, sent: SentProof, tmp_path: Path
) -> None:
    same = {"text": "Comma."}, {"text": "Comma."}
    first = answer(desk, sent, tmp_path / "a.json", *same)
    assert desk.proofs.take_in(first).value.added == 2
    before = len(desk.trail.rows(Wanted(story=story)))
    again = desk.proofs.take_in(first).value
    assert (again.added, again.known) == (0, 2)
    assert len(desk.trail.rows(Wanted(story=story))) == before
    more = answer(desk, sent, tmp_path / "b.json", *same, {"text": "Dot."})
    assert desk.proofs.take_in(more).value.added == 1
    other = answer(desk, sent, tmp_path / "c.json", *same, by="Wang")
    assert desk.proofs.take_in(other).value.added == 2


def test_what_comes_in_a_file_voids_no_approval(
    desk: Desk, story: str, sent: SentProof, tmp_path: Path
) -> None:
    desk.review.sign_off(story, by="Chen Yu")
    desk.proofs.take_in(answer(desk, sent, tmp_path / "a.json", {"text": "Fine."}))
    assert desk.stories.view(story).signed_off


def test_a_file_that_is_not_there_is_refused_in_a_sentence(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(Refused, match="could not be read"):
        desk.proofs.take_in(tmp_path / "nothing.json")
    with pytest.raises(Refused, match="could not be read"):
        desk.proofs.take_in(tmp_path)


def test_a_sheet_says_who_read_returned_and_approved_it(
    desk: Desk, ready: str, tmp_path: Path, clock: Clock
) -> None:
    desk.review.send(ready)
    desk.seated("Li Na", "supervisor").review.return_story(ready, "Which kind?")
    desk.review.send(ready)
    desk.seated("Chen <Yu>", "supervisor").review.sign_off(
        ready, by="Chen <Yu>", note="Read twice & more."
    )
    desk.publishing.export(ready, tmp_path / "site")
    path = tmp_path / "sheet.html"
    desk.trail.sheet(ready).write(path)
    html = path.read_text("utf-8")
    view = desk.stories.view(ready)
    for said in (
        *("Li Na", "returned", "sent for review", "supervisor", "Chen &lt;Yu&gt;"),
        *("Read twice &amp; more.", "signed off", "The last sign-off holds", "1 open of 1"),
        *(view.snapshot_sha256, view.story.slug, "exported as a bundle", str(tmp_path / "site")),
    ):
        assert said in html, said
    assert all(row.hash in html for row in desk.trail.rows(Wanted(story=ready)))
    assert "<script" not in html
    assert "script-src" not in html
    assert "default-src &#39;none&#39;" in html
    desk.stories.keep(ready, StoryEdit(deck="New"))
    assert "does not hold" in desk.trail.sheet(ready).html


def test_a_proof_on_paper_has_its_version_hash_numbers_and_lines_to_sign_on(
    desk: Desk, story: str, tmp_path: Path
) -> None:
    path = tmp_path / "proof.pdf"
    sent = desk.proofs.write(story, path).value
    assert path.read_bytes().startswith(b"%PDF")
    document = QPdfDocument()
    document.load(str(path))
    text = "".join(document.getAllText(page).text() for page in range(document.pageCount()))
    document.close()
    for said in ("PROOF", f"Version {sent.version}", sent.snapshot, "Signature", LINES[0], "5"):
        assert said in text, said
