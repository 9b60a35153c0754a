"""The story for other newsroom systems."""

import json
from dataclasses import replace
from typing import Any

import pytest

from editor.publish.address import PageAddress, picture_files
from editor.publish.manifest import FileEntry
from editor.publish.ninjs import ninjs_sidecar, story_uri
from editor.story.document import Document, Paragraph, PhotoBlock
from editor.story.outlet import Section
from editor.story.people import Contributor, Kind
from editor.story.photo import SOURCE_TYPE
from editor.story.runs import Run
from editor.story.snapshot import FurtherFact, Snapshot

# The properties of ninjs 3.0 that we use, with their types (schema of the IPTC): nothing else
# may stand in an item, since the schema refuses unknown properties.
_TEXT: dict[str, type] = {"role": str, "contentType": str, "value": str}
_NAMED: dict[str, type] = {"name": str, "rel": str}
ITEM: dict[str, Any] = {
    **dict.fromkeys(
        (
            *("uri", "type", "representationType", "profile", "version", "firstCreated"),
            *("versionCreated", "contentCreated", "pubStatus", "language", "title", "by"),
            *("slugline", "located", "copyrightHolder", "copyrightNotice", "usageTerms"),
        ),
        str,
    ),
    "standard": {"name": str, "version": str, "schema": str},
    "headlines": [_TEXT],
    "descriptions": [_TEXT],
    "bodies": [_TEXT | {"charCount": int, "wordCount": int}],
    "subjects": [_NAMED],
    "organisations": [_NAMED],
    "infoSources": [{"name": str, "role": str}],
    "altIds": [{"role": str, "value": str}],
    "rightsInfo": {"linkedRights": str},
    "digitalSourceType": {"name": str, "uri": str},
    "renditions": [
        {
            **dict.fromkeys(("name", "href", "contentType", "digest"), str),
            **dict.fromkeys(("width", "height", "sizeInBytes"), int),
        }
    ],
}
STORY_ITEM = ITEM | {"associations": [ITEM | {"name": str}]}


def item_of(story: Snapshot, *, proof: bool = False) -> dict[str, Any]:
    return json.loads(sidecar_of(story, proof=proof))


def sidecar_of(story: Snapshot, *, proof: bool = False) -> bytes:
    address = PageAddress.of(story)
    pictures = picture_files(story, address)
    written = {
        file.path: FileEntry.of(file.path, file.path.encode())
        for each in pictures.values()
        for file in each.all
    }
    return ninjs_sidecar(story, address, pictures, written, proof=proof)


def unfit(value: object, shape: Any, place: str = "item") -> list[str]:
    """Places where `value` has not the shape."""
    if isinstance(shape, type):
        return [] if type(value) is shape else [place]
    if isinstance(shape, list):
        if not isinstance(value, list) or not value:
            return [place]
        return [w for i, each in enumerate(value) for w in unfit(each, shape[0], f"{place}[{i}]")]
    if not isinstance(value, dict):
        return [place]
    wrong = [f"{place}.{name}" for name in value if name not in shape]
    return wrong + [
        w
        for name in value
        if name in shape
        for w in unfit(value[name], shape[name], f"{place}.{name}")
    ]


def test_the_sidecar_has_the_shape_of_ninjs(story: Snapshot) -> None:
    agency = Contributor("River News Agency", Kind.ORGANISATION)
    item = item_of(replace(story, byline=(*story.byline, agency)))

    assert unfit(item, STORY_ITEM) == []
    assert item["standard"]["version"] == "3.0"
    assert item["organisations"] == [{"name": "River News Agency", "rel": "author"}]


def test_a_bare_story_is_a_news_item_too(story: Snapshot) -> None:
    bare = replace(
        story,
        headline="",
        deck="",
        body=Document(),
        byline=(),
        contributors=(),
        keywords=(),
        photos=(),
        section=Section("unfiled", ""),
    )

    assert unfit(item_of(bare), STORY_ITEM) == []
    assert item_of(bare)["profile"] == "text-only"


def test_the_sidecar_says_what_the_story_says(story: Snapshot) -> None:
    item = item_of(story)

    assert item["type"] == "text"
    assert item["headlines"][0]["value"] == "Millet comes home"
    assert item["descriptions"][0]["value"].startswith("A grain")
    assert item["by"] == "By Wang Lin"
    assert item["slugline"] == "millet-comes-home"
    assert item["located"] == "DAYU"
    assert item["infoSources"][1:] == [
        {"name": "Zheng Lu", "role": "contributor"},
        {"name": "Zheng Na", "role": "contributor"},
    ]
    assert item["copyrightNotice"].endswith("All rights reserved")
    assert {"role": "snapshot", "value": story.sha256} in item["altIds"]


def test_the_text_comes_as_html_and_plain_with_its_counts(story: Snapshot) -> None:
    body = Document.of(
        [Paragraph((Run("Grain & water"),)), PhotoBlock("lead"), Paragraph((Run("End"),))]
    )
    html, plain = item_of(replace(story, body=body))["bodies"]

    assert html["contentType"] == "text/html"
    assert html["value"] == '<p dir="auto">Grain &amp; water</p>\n<p dir="auto">End</p>'
    assert plain["value"] == "Grain & water\n\nEnd"
    assert (plain["charCount"], plain["wordCount"]) == (18, 3)


def test_how_a_picture_came_to_be_is_said(story: Snapshot) -> None:
    made = FurtherFact("source_type", (f"{SOURCE_TYPE}trainedAlgorithmicMedia",))
    photos = tuple(replace(photo, further=(made,)) for photo in story.photos)
    [picture] = item_of(replace(story, photos=photos))["associations"]
    assert picture["digitalSourceType"] == {
        "name": "trainedAlgorithmicMedia",
        "uri": f"{SOURCE_TYPE}trainedAlgorithmicMedia",
    }


def test_a_photo_is_an_associated_picture_with_all_its_files(story: Snapshot) -> None:
    [picture] = item_of(story)["associations"]

    assert picture["type"] == "picture"
    assert picture["name"] == "lead"
    assert picture["uri"] == f"ni:///sha-256;{'ERER' * 10}ERE"
    assert [each["value"] for each in picture["descriptions"]] == [
        "Farmers bring in the millet on a terrace above the river",
        "Three people with sickles on a narrow golden field",
    ]
    assert picture["rightsInfo"] == {"linkedRights": "https://rights.example/zou-hong"}
    names = [each["name"] for each in picture["renditions"]]
    assert names == [
        *("480w-webp", "480w-jpg", "800w-webp", "800w-jpg"),
        *("16x9-jpg", "4x3-jpg", "1x1-jpg"),
    ]
    assert all(each["href"].startswith("https://") for each in picture["renditions"])


@pytest.mark.parametrize(("proof", "status"), [(True, "withheld"), (False, "usable")])
def test_a_proof_is_withheld_and_a_bundle_usable(story: Snapshot, proof: bool, status: str) -> None:
    assert item_of(story, proof=proof)["pubStatus"] == status


def test_the_same_snapshot_makes_the_same_sidecar(story: Snapshot) -> None:
    assert sidecar_of(story) == sidecar_of(story)


def test_a_story_keeps_its_name_wherever_it_is_published(story: Snapshot) -> None:
    moved = replace(story, slug="other", outlet=replace(story.outlet, address=""))

    assert item_of(story)["uri"] == item_of(moved)["uri"]
    assert story_uri(story.story_id) == "urn:uuid:01234567-89ab-cdef-0123-456789abcdef"
    assert story_uri("draft 1").startswith("urn:uuid:")
