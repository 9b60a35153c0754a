"""One table of photo fields: whoever deals with one goes by its row and does not name it."""

import re
from dataclasses import fields
from pathlib import Path

import pytest

from editor.story.photo import LABELS, PHOTO_FIELDS, XMP_NAMESPACES, PhotoField
from editor.story.snapshot import PlacedPhoto

ROOT = Path(__file__).parents[3]
MOST = 6

# Words that mean more than a photo's field; where they stand says nothing.
ALSO = {
    "caption": "what a story says under a picture, and what came with an awaited one",
    "headline": "a story's",
    "title": "of windows, documents and tags",
    "credit": "what a story says of a picture, and what came with an awaited one",
    "source": "where anything comes from",
    "alt": "what a story says of a picture; an attribute of HTML; a key",
    "keywords": "a story's",
    "city": "in the patterns of words that a newsroom brings",
    "province": "a kind of name in the gazetteer",
    "country": "a kind of name in the gazetteer",
    "instructions": "of RTF and HTML",
    "release": "what is done with a lock",
    "rating": "what contact sheets show, sort and narrow by",
    "colour_class": "what contact sheets show and narrow by",
}

own = pytest.mark.parametrize(
    "row", [row for row in PHOTO_FIELDS if row.name not in ALSO], ids=lambda row: row.name
)


@own
def test_few_files_know_a_photo_field(row: PhotoField) -> None:
    word = re.compile(rf"\b{row.name}\b")
    files = [*ROOT.glob("editor/**/*.py"), *ROOT.glob("db/*.py")]
    assert files
    knowing = [str(file) for file in files if word.search(file.read_text("utf-8"))]
    assert len(knowing) <= MOST, knowing


def test_the_table_fits_the_standard_and_what_is_approved() -> None:
    placed = {field.name for field in fields(PlacedPhoto)}
    for row in PHOTO_FIELDS:
        assert row.xmp.name.partition(":")[0] in XMP_NAMESPACES
        assert row.xmp.container in ("", "Alt", "Seq", "Bag")
        assert not row.placed or row.placed in placed
        # What is printed somewhere was approved.
        approved = row.placed or row.name in LABELS
        assert approved or not (row.schema_org or row.ninjs)
        assert row.label
    for column in ("name", "label", "xmp"):
        assert len({getattr(row, column) for row in PHOTO_FIELDS}) == len(PHOTO_FIELDS)
    datasets = [row.iim.dataset for row in PHOTO_FIELDS if row.iim]
    assert len(set(datasets)) == len(datasets)
