"""Exports at the desk: what the library says afterwards of a story that went out."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from editor.desk.desk import Desk
from editor.desk.newsroom import Refused
from editor.desk.pictures import PhotoTexts
from editor.photos import renditions
from editor.publish.verification import verify_bundle
from editor.story.credit import CreditLine
from editor.story.outlet import PublicationState
from editor.story.photo import PhotoFacts
from editor.story.story import Status, StoryEdit
from tests.unit.desk.conftest import Clock


@pytest.fixture
def signed(desk: Desk, ready: str) -> str:
    desk.review.sign_off(ready, by="Chen Yu")
    return ready


def test_a_bundle_that_went_out_is_on_record(desk: Desk, signed: str, tmp_path: Path) -> None:
    report = desk.publishing.export(signed, tmp_path / "site").value
    view = desk.stories.view(signed)
    assert report.kind == "bundle"
    assert view.story.status is Status.EXPORTED
    assert view.signed_off
    assert str(view.versions[-1].reason) == "Exported"


def test_what_was_approved_stays_here_once_a_right_has_expired(
    desk: Desk, ready: str, picture: Path, tmp_path: Path, clock: Clock
) -> None:
    photo = desk.pictures.attach(
        ready, desk.pictures.bring_in(picture), lead=True
    ).value.placement.photo
    facts = PhotoFacts("Millet.", credit=CreditLine.free("VCG"), expires="2026-10-12T12:00+00:00")
    desk.pictures.correct_record(photo.id, facts)
    desk.review.sign_off(ready, by="Chen Yu")
    desk.publishing.export(ready, tmp_path / "first")
    clock.now += timedelta(hours=3)
    assert desk.stories.view(ready).signed_off
    with pytest.raises(Refused, match="cannot go out now: The lead photo may not be used after"):
        desk.publishing.export(ready, tmp_path / "second")
    assert desk.publishing.export(ready, tmp_path / "proof", proof=True).value.kind == "proof"


def test_a_story_returned_while_it_was_exported_stays_returned(
    desk: Desk, signed: str, tmp_path: Path
) -> None:
    def progress(done: int, total: int) -> None:
        if done == 1:
            desk.review.return_story(signed, "The figure is wrong.")

    desk.publishing.export(signed, tmp_path / "site", progress=progress)
    view = desk.stories.view(signed)
    assert view.story.status is Status.RETURNED
    assert not view.signed_off


def test_a_story_spiked_while_it_was_exported_stays_spiked(
    desk: Desk, signed: str, tmp_path: Path
) -> None:
    def progress(done: int, total: int) -> None:
        if done == 1:
            desk.stories.spike(signed)

    desk.publishing.export(signed, tmp_path / "site", progress=progress)
    assert desk.stories.view(signed).story.status is Status.SPIKED


def test_a_story_changed_since_its_sign_off_leaves_as_a_proof_only(
    desk: Desk, signed: str, tmp_path: Path
) -> None:
    desk.stories.keep(signed, StoryEdit(deck="New"))
    assert desk.publishing.export(signed, tmp_path / "site").value.kind == "proof"
    assert desk.stories.view(signed).story.status is Status.DRAFT


def states(desk: Desk, story: str) -> list[PublicationState]:
    with desk.newsroom.store.read() as work:
        return [each.state for each in work.publications.of_story(story)]


def listed(desk: Desk) -> Status:
    """What list, filter, search and the story itself say, in one word."""
    [row] = desk.stories.rows()
    [found] = desk.stories.search("millet")
    status = desk.stories.view(row.id).story.status
    assert row == found
    assert row.status is status
    for other in Status:
        assert desk.stories.rows(status=other) == ((row,) if other is status else ())
    return status


def test_a_later_text_replaces_the_one_that_is_out(desk: Desk, signed: str, tmp_path: Path) -> None:
    assert listed(desk) is Status.SIGNED_OFF
    desk.publishing.export(signed, tmp_path / "site")
    assert listed(desk) is Status.EXPORTED
    desk.stories.keep(signed, StoryEdit(deck="New"))
    assert listed(desk) is Status.DRAFT
    desk.review.sign_off(signed, by="Chen Yu")
    assert listed(desk) is Status.SIGNED_OFF
    assert states(desk, signed) == [PublicationState.OUT]  # it still stands there
    desk.publishing.export(signed, tmp_path / "site")
    assert listed(desk) is Status.EXPORTED
    assert states(desk, signed) == [PublicationState.REPLACED, PublicationState.OUT]


def test_the_same_text_signed_again_is_exported_only_once_it_went_out_again(
    desk: Desk, signed: str, tmp_path: Path
) -> None:
    desk.publishing.export(signed, tmp_path / "site")
    desk.review.return_story(signed, "Look again.")
    assert listed(desk) is Status.RETURNED
    desk.review.sign_off(signed, by="Chen Yu")
    assert listed(desk) is Status.SIGNED_OFF
    desk.publishing.export(signed, tmp_path / "site")
    assert listed(desk) is Status.EXPORTED


def test_what_comes_back_to_an_approval_that_went_out_is_exported_again(
    desk: Desk, signed: str, tmp_path: Path
) -> None:
    desk.publishing.export(signed, tmp_path / "site")
    desk.stories.keep(signed, StoryEdit(deck="New"))
    desk.stories.keep(signed, StoryEdit(deck=""))
    assert listed(desk) is Status.EXPORTED


def test_a_publication_says_where_it_stands(desk: Desk, signed: str, tmp_path: Path) -> None:
    outlet = replace(desk.site.outlet(), address="https://www.example.org/")
    desk.site.keep_outlet(outlet)
    desk.review.sign_off(signed, by="Chen Yu")
    desk.publishing.export(signed, tmp_path / "site")
    with desk.newsroom.store.read() as work:
        [out] = work.publications.of_story(signed)
    view = desk.stories.view(signed)
    assert (out.outlet, out.snapshot) == ("site", view.snapshot_sha256)
    assert out.address == "https://www.example.org/news/2026/10/millet-harvest-begins/"
    proof = desk.publishing.export(signed, tmp_path / "proofs", proof=True).value
    assert proof.kind == "proof"
    assert states(desk, signed) == [PublicationState.OUT]


def test_an_export_says_what_became_of_each_pictures_texts(
    desk: Desk, ready: str, picture: Path, tmp_path: Path
) -> None:
    attached = desk.pictures.attach(ready, desk.pictures.bring_in(picture), lead=True).value
    facts = PhotoFacts(
        caption="Terraces.",
        credit=CreditLine(text="A credit of more than 32 bytes, which IIM cuts"),
    )
    facts = replace(facts, city="Datong", province="Shanxi", job_id="J-1", alt="Rows of millet")
    desk.pictures.correct_record(attached.placement.photo.id, facts)

    report = desk.publishing.export(ready, tmp_path / "out", zipped=True).value

    files = dict(report.pictures)
    assert files
    for file, found in files.items():
        # The outlet lets city and province out, and not what is said to the desk.
        assert {"caption", "alt", "city", "province"} <= set(found.kept)
        assert "job_id" not in {*found.kept, *found.cut, *found.lost}
        assert found.cut == (("credit",) if file.endswith(".jpg") else ())
        assert found.lost == ()
    assert [str(each) for each in report.remarks] == [
        "Cut in the pictures, for IIM has room for no more; XMP has them whole: Credit."
    ]


def test_an_outlet_that_asks_for_avif_has_it_in_its_bundle(
    desk: Desk, signed: str, picture: Path, tmp_path: Path
) -> None:
    attached = desk.pictures.attach(signed, desk.pictures.bring_in(picture), lead=True).value
    facts = PhotoFacts(caption="Terraces.", alt="Rows of millet", city="Datong")
    desk.pictures.correct_record(attached.placement.photo.id, facts)
    desk.pictures.word(attached.placement.id, PhotoTexts(credit=CreditLine(text="Photo/IC")))
    desk.review.sign_off(signed, by="Chen Yu")
    desk.site.keep_outlet(replace(desk.site.outlet(), avif=True))
    assert not desk.stories.view(signed).signed_off
    desk.review.sign_off(signed, by="Chen Yu")

    report = desk.publishing.export(signed, tmp_path / "out").value

    assert verify_bundle(report.path).problems == ()
    made = {file: found for file, found in report.pictures if file.endswith(".avif")}
    assert {file.rpartition("/")[2] for file in made} == {
        path.name for path in report.path.rglob("*.avif")
    }
    assert all({"caption", "alt", "city"} <= set(found.kept) for found in made.values())
    assert all(found.cut == found.lost == () for found in made.values())
    anew = desk.publishing.export(signed, tmp_path / "anew").value
    for file in made:
        assert (anew.path / file).read_bytes() == (report.path / file).read_bytes()


def test_avif_cannot_be_asked_for_where_it_cannot_be_written(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(renditions, "writes_avif", lambda: False)
    with pytest.raises(Refused, match="cannot write AVIF"):
        desk.site.keep_outlet(replace(desk.site.outlet(), avif=True))
    assert not desk.site.outlet().avif


def test_what_an_outlet_lets_out_is_part_of_what_is_approved(
    desk: Desk, signed: str, picture: Path
) -> None:
    attached = desk.pictures.attach(signed, desk.pictures.bring_in(picture), lead=True).value
    facts = PhotoFacts(caption="Terraces.", alt="Rows of millet", city="Datong", job_id="J-1")
    desk.pictures.correct_record(attached.placement.photo.id, facts)
    desk.pictures.word(attached.placement.id, PhotoTexts(credit=CreditLine(text="Photo/IC")))
    desk.review.sign_off(signed, by="Chen Yu")
    outlet = desk.site.outlet()

    desk.site.keep_outlet(replace(outlet, photo_fields=(*outlet.photo_fields, "instructions")))
    assert desk.stories.view(signed).signed_off  # this photo has none
    desk.site.keep_outlet(replace(outlet, photo_fields=(*outlet.photo_fields, "job_id")))
    assert not desk.stories.view(signed).signed_off
    desk.site.keep_outlet(outlet)
    assert desk.stories.view(signed).signed_off
