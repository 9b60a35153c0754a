import json
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings

from editor.story import snapshot as snapshots
from editor.story.document import Document
from editor.story.edits import Crop, Edits
from editor.story.forms import NewerSchema
from editor.story.outlet import Outlet, Section
from editor.story.people import Contributor, Kind, Role
from editor.story.snapshot import Snapshot
from editor.story.story import Status, Story
from tests.documents import documents, edited, unknown

NEWS = Section("news", "News")


def take(story: Story, outlet: Outlet) -> Snapshot:
    return Snapshot.of(story, NEWS, outlet, {})


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(documents)
def test_stored_snapshots_come_back_the_same(
    story: Story, outlet: Outlet, document: Document
) -> None:
    taken = take(replace(story, body=document), outlet)
    again = snapshots.from_json(json.loads(taken.canonical))
    assert again == taken
    assert again.sha256 == taken.sha256


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(edited())
def test_the_bytes_that_are_hashed_are_those_of_the_form_whatever_was_written_before(
    story: Story, outlet: Outlet, versions: list[Document]
) -> None:
    for document in versions:
        form = take(replace(story, body=unknown(document)), outlet).to_json()
        text = json.dumps(form, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        taken = take(replace(story, body=document), outlet)
        assert taken.canonical == text.encode("utf-8", "surrogatepass")


def test_a_crop_survives_storing(story: Story, outlet: Outlet) -> None:
    cropped = replace(story.placements[0], edits=Edits(crop=Crop(0.1, 0.1, 0.5, 0.25)))
    taken = take(replace(story, placements=(cropped,)), outlet)
    assert snapshots.from_json(taken.to_json()) == taken


@pytest.mark.parametrize(
    "change",
    [
        {"headline": "Other"},
        {"deck": "Other"},
        {"body": Document.from_paragraphs(["Other"])},
        {"slug": "other"},
        {"byline": ()},
        {"contributors": ("Zheng Na", "Zheng Lu")},
        {"dateline": "LINGQIU"},
        {"keywords": ()},
        {"language": "zh-Hans"},
        {"placements": ()},
    ],
)
def test_every_change_a_reader_could_see_changes_the_hash(
    story: Story, outlet: Outlet, changed: Callable[..., Story], change: dict[str, object]
) -> None:
    assert take(changed(**change), outlet).sha256 != take(story, outlet).sha256


def test_a_change_of_caption_credit_or_site_changes_the_hash(story: Story, outlet: Outlet) -> None:
    before = take(story, outlet).sha256
    captioned = replace(story.placements[0], caption="Another caption.")
    assert take(replace(story, placements=(captioned,)), outlet).sha256 != before
    assert take(story, replace(outlet, footer=("Nobody",))).sha256 != before
    assert Snapshot.of(story, Section("news", "Latest"), outlet, {}).sha256 != before


def test_what_no_reader_sees_does_not_change_the_hash(
    story: Story, outlet: Outlet, changed: Callable[..., Story]
) -> None:
    later = story.updated + timedelta(days=1)
    filed = changed(status=Status.IN_REVIEW, revision=99, updated=later)
    assert take(filed, outlet).sha256 == take(story, outlet).sha256
    known = {"Wen Qiaoyu": Contributor("Wen Qiaoyu", Kind.PERSON, Role.EDITOR, "7")}
    assert Snapshot.of(story, NEWS, outlet, known).sha256 == take(story, outlet).sha256


def test_a_snapshot_from_a_later_galley_is_told_in_a_sentence(story: Story, outlet: Outlet) -> None:
    with pytest.raises(NewerSchema, match=r"newer Galley \(schema 99; this one reads up to 4\)"):
        snapshots.from_json({**take(story, outlet).to_json(), "schema": 99})


@pytest.mark.parametrize("damage", [{"dateline": 3}, {"photos": "none"}, {"unheard": ""}])
def test_what_is_no_snapshot_is_refused(
    story: Story, outlet: Outlet, damage: dict[str, object]
) -> None:
    with pytest.raises((KeyError, TypeError, ValueError)):
        snapshots.from_json({**take(story, outlet).to_json(), **damage})
