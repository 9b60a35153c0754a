"""Exports at the desk: what the library says afterwards of a story that went out."""

from pathlib import Path

import pytest

from editor.desk.desk import Desk
from editor.story.story import Status, StoryEdit


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
    assert view.versions[-1].reason == "Exported"


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
