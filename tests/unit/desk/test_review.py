from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from editor.desk.desk import Desk
from editor.desk.newsroom import HOLDS_AGAIN, VOIDED, NotReady, Refused
from editor.desk.pictures import PhotoTexts
from editor.story.credit import CreditLine
from editor.story.document import Document
from editor.story.outlet import Section
from editor.story.people import Contributor, Kind
from editor.story.photo import PhotoFacts
from editor.story.story import Status, StoryEdit


@pytest.fixture
def signed(desk: Desk, ready: str, picture: Path) -> str:
    """A signed-off story with a lead photo."""
    texts = PhotoTexts("Millet.", CreditLine.free("Photo/VCG"), "Terraces.")
    desk.pictures.attach(ready, desk.pictures.bring_in(picture), lead=True, texts=texts)
    desk.review.sign_off(ready, by="Chen Yu")
    return ready


def test_a_sign_off_binds_to_what_was_read(desk: Desk, signed: str) -> None:
    view = desk.stories.view(signed)
    assert view.signed_off
    assert view.story.status is Status.SIGNED_OFF
    assert view.sign_off is not None
    assert view.sign_off.snapshot == view.snapshot_sha256
    assert str(view.versions[0].reason) == "Signed off by Chen Yu"


def test_a_story_that_moved_on_since_it_was_read_is_not_signed(desk: Desk, ready: str) -> None:
    read = desk.stories.view(ready).snapshot_sha256
    desk.stories.keep(ready, StoryEdit(deck="New"))
    with pytest.raises(Refused, match="changed since you read it"):
        desk.review.sign_off(ready, by="Chen Yu", read=read)
    assert not desk.stories.view(ready).signed_off


def test_what_blocks_is_told_and_nothing_is_signed(desk: Desk) -> None:
    story = desk.stories.begin().value
    with pytest.raises(NotReady) as refused:
        desk.review.sign_off(story.id, by="Chen Yu")
    assert {each.rule for each in refused.value.findings} == {
        "headline-missing",
        "section-missing",
        "body-empty",
    }


def test_nobody_cannot_sign(desk: Desk, ready: str) -> None:
    with pytest.raises(Refused, match="name"):
        desk.review.sign_off(ready, by=" ")


def test_any_change_of_the_page_voids_the_sign_off(desk: Desk, signed: str) -> None:
    placement = desk.stories.view(signed).story.placements[0]
    site, pictures = desk.site, desk.pictures
    sections = desk.stories.choices().sections
    people = desk.stories.choices().contributors
    changes = (
        lambda: desk.stories.keep(signed, StoryEdit(keywords=("millet",))).value,
        lambda: pictures.word(placement.id, PhotoTexts("Other.", placement.credit, "Terraces.")),
        lambda: pictures.correct_record(
            placement.photo.id, PhotoFacts(copyright_notice="© 2026 VCG")
        ),
        lambda: site.keep_outlet(replace(site.outlet(), footer=("Somebody else",))),
        lambda: site.keep_sections([Section("news", "Latest"), *sections[1:]]),
        lambda: site.keep_people([replace(each, kind=Kind.ORGANISATION) for each in people]),
    )
    for change in changes:
        change()
        view = desk.stories.view(signed)
        assert not view.signed_off
        assert view.story.status is Status.DRAFT
        desk.review.sign_off(signed, by="Chen Yu")
    assert desk.upkeep.audit_problems() == ()


def test_what_no_reader_sees_leaves_the_sign_off(desk: Desk, signed: str, picture: Path) -> None:
    desk.site.keep_people([*desk.stories.choices().contributors, Contributor("Somebody New")])
    desk.pictures.attach(signed, desk.pictures.bring_in(picture))
    assert desk.stories.view(signed).signed_off


def test_a_text_that_is_again_what_was_signed_is_signed_again(desk: Desk, signed: str) -> None:
    desk.stories.keep(signed, StoryEdit(deck="New"))
    view = desk.stories.view(signed)
    assert view.voided
    assert not view.signed_off
    desk.stories.keep(signed, StoryEdit(deck=""))
    view = desk.stories.view(signed)
    assert view.signed_off
    assert not view.voided
    assert view.story.status is Status.SIGNED_OFF
    with desk.newsroom.store.read() as work:
        assert work.audit.last_action(signed, (VOIDED, HOLDS_AGAIN)) == HOLDS_AGAIN
    assert desk.upkeep.audit_problems() == ()


def test_what_went_out_is_again_what_went_out(desk: Desk, signed: str, tmp_path: Path) -> None:
    desk.publishing.export(signed, tmp_path / "site")
    desk.stories.keep(signed, StoryEdit(keywords=("millet",)))
    assert desk.stories.view(signed).story.status is Status.DRAFT
    desk.stories.keep(signed, StoryEdit(keywords=()))
    assert desk.stories.view(signed).story.status is Status.EXPORTED


def test_a_photo_worded_back_and_a_site_set_back_give_the_approval_back(
    desk: Desk, signed: str
) -> None:
    placement = desk.stories.view(signed).story.placements[0]
    outlet = desk.site.outlet()
    desk.pictures.reword(placement.id, {"caption": "Other."})
    desk.site.keep_outlet(replace(outlet, footer=("Somebody else",)))
    desk.pictures.reword(placement.id, {"caption": placement.caption})
    assert not desk.stories.view(signed).signed_off
    desk.site.keep_outlet(outlet)
    assert desk.stories.view(signed).signed_off


@pytest.mark.parametrize(
    "decide",
    [
        lambda desk, story: (desk.review.send(story), desk.review.return_story(story, "Who?")),
        lambda desk, story: desk.review.send(story),
        lambda desk, story: (desk.stories.spike(story), desk.stories.unspike(story)),
    ],
    ids=["returned", "sent", "spiked"],
)
def test_what_somebody_decided_since_is_not_undone_by_the_old_words(
    desk: Desk, signed: str, decide: Callable[[Desk, str], object]
) -> None:
    desk.stories.keep(signed, StoryEdit(deck="New"))
    decide(desk, signed)
    desk.stories.keep(signed, StoryEdit(deck=""))
    view = desk.stories.view(signed)
    assert not view.signed_off
    assert not view.voided


def test_only_the_last_approval_comes_back(desk: Desk, signed: str) -> None:
    desk.stories.keep(signed, StoryEdit(deck="New"))
    desk.review.sign_off(signed, by="Li Na")
    desk.stories.keep(signed, StoryEdit(deck=""))
    assert not desk.stories.view(signed).signed_off
    desk.stories.keep(signed, StoryEdit(deck="New"))
    assert desk.stories.view(signed).signed_off


def test_the_way_back_to_an_approval_is_the_version_that_was_read(desk: Desk, signed: str) -> None:
    assert desk.review.way_back(signed) is None
    placement = desk.stories.view(signed).story.placements[0]
    desk.stories.keep(signed, StoryEdit(headline="Another", body=Document.from_paragraphs(["x"])))
    desk.pictures.reword(placement.id, {"caption": "Other."})
    number = desk.review.way_back(signed)
    assert number is not None
    desk.history.restore(signed, number)
    assert desk.stories.view(signed).signed_off
    assert desk.review.way_back(signed) is None


def test_a_changed_site_has_no_way_back_in_the_story(desk: Desk, signed: str) -> None:
    desk.site.keep_outlet(replace(desk.site.outlet(), footer=("Somebody else",)))
    assert desk.stories.view(signed).voided
    assert desk.review.way_back(signed) is None


def test_a_returned_story_is_no_longer_approved(desk: Desk, signed: str) -> None:
    desk.review.return_story(signed, "Who says so?")
    view = desk.stories.view(signed)
    assert not view.signed_off
    assert view.story.status is Status.RETURNED
    assert view.comments[-1].text == "Who says so?"
    with pytest.raises(Refused):
        desk.review.return_story(signed, "  ")


def test_export_says_what_it_was_and_keeps_its_version(
    desk: Desk, signed: str, tmp_path: Path
) -> None:
    report = desk.publishing.export(signed, tmp_path / "site").value
    assert report.kind == "bundle"
    view = desk.stories.view(signed)
    assert view.signed_off
    assert view.story.status is Status.EXPORTED
    desk.stories.keep(signed, StoryEdit(deck="New"))
    assert desk.publishing.export(signed, tmp_path / "site").value.kind == "proof"


def test_a_spiked_story_cannot_be_signed_off(desk: Desk, ready: str) -> None:
    desk.stories.spike(ready)
    with pytest.raises(Refused, match="spiked"):
        desk.review.sign_off(ready, by="Chen Yu")
    assert desk.stories.view(ready).story.status is Status.SPIKED
