"""Stored forms outlive the program: what a later field adds never changes what was there before."""

import json
from dataclasses import dataclass, field, fields, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from db.file.journal import EDITS, edit_form
from editor.publish.manifest import (
    SIGNATURE_FORMAT,
    Issue,
    Manifest,
    ManifestError,
    RecordHead,
    read_manifest,
)
from editor.publish.signing import (
    Key,
    KnownKey,
    KnownKeys,
    Signed,
    public_of,
    read_keys,
    read_signed,
    signature_of,
    written,
)
from editor.story import document_json, snapshot, stationery
from editor.story.credit import CreditLine, CreditStyle, HouseForm, Relation
from editor.story.document import (
    Block,
    Blockquote,
    Document,
    Gallery,
    Heading,
    ListBlock,
    ListItem,
    Paragraph,
    PhotoBlock,
    PullQuote,
    Table,
    TableCell,
)
from editor.story.edits import Crop, Edits, NamedCrop, Point, Ratio, Tone
from editor.story.forms import FIRST_FIELDS, STORED, Codec, Forms, NewerSchema, since
from editor.story.origin import Ingredient, Origin, Standing, Step
from editor.story.outlet import NavItem
from editor.story.photo import PHOTO_FIELDS, AwaitedPhoto, PhotoFacts
from editor.story.runs import Run
from editor.story.snapshot import FurtherFact
from editor.story.stationery import Row, Stationery, Way
from editor.story.story import StoryEdit
from editor.story.workflow import SignOff
from tests.unit.publish.samples import STORY

GOLDEN = Path(__file__).parents[2] / "golden" / "stored"
AT = datetime(2026, 11, 30, 9, 30, tzinfo=UTC)


@dataclass(frozen=True)
class Link:
    label: str
    path: str = ""
    rel: str = field(default="", metadata=since(3))


@dataclass(frozen=True)
class Site:
    name: str
    made: datetime | None = None
    links: tuple[Link, ...] = ()
    theme: str = field(default="plain", metadata=since(2))
    lines: tuple[str, ...] = field(default_factory=tuple, metadata=since(2))
    note: str = ""


FORMS = Forms({Site: ("name", "made", "links"), Link: ("label", "path")}, aside={Site: ("note",)})


def test_a_later_field_is_left_out_while_it_says_nothing() -> None:
    first = {"name": "N", "made": None, "links": [{"label": "a", "path": ""}]}
    site = Site("N", links=(Link("a"),), note="aside")
    assert FORMS.write(site) == (first, 1)
    assert FORMS.read(Site, first) == replace(site, note="")


@pytest.mark.parametrize(
    ("site", "schema"),
    [
        (Site("N", AT), 1),
        (Site("N", theme="dark"), 2),
        (Site("N", lines=("a",)), 2),
        (Site("N", links=(Link("a"), Link("b", rel="me"))), 3),
        (Site("N", theme="dark", links=(Link("a", rel="me"),)), 3),
    ],
)
def test_the_schema_is_the_lowest_that_can_say_it(site: Site, schema: int) -> None:
    form, written = FORMS.write(site)
    assert written == schema
    assert FORMS.read(Site, json.loads(json.dumps(form))) == site
    assert FORMS.newest() == 3


@pytest.mark.parametrize(
    "data",
    [
        [],
        {"name": "N", "made": None},
        {"name": 3, "made": None, "links": []},
        {"name": "N", "made": None, "links": ""},
        {"name": "N", "made": None, "links": [], "unheard": 1},
        {"name": "N", "made": None, "links": [{"label": True, "path": ""}]},
    ],
)
def test_what_is_no_form_is_refused(data: object) -> None:
    with pytest.raises((KeyError, TypeError, ValueError)):
        FORMS.read(Site, data)


def test_a_form_with_gaps_says_defaults_and_a_newer_one_is_said_in_a_sentence() -> None:
    forms = Forms({Site: ("name", "made", "links"), Link: ("label", "path")}, gappy=True)
    assert forms.read(Site, {"name": "N", "links": [{"label": "a"}]}) == Site(
        "N", links=(Link("a"),)
    )
    with pytest.raises(KeyError, match="name"):
        forms.read(Site, {})
    with pytest.raises(NewerSchema, match=r"written by a newer Galley: .* it has unheard"):
        forms.read(Site, {"name": "N", "unheard": 1})
    assert forms.read_if(Site, None) is None
    assert forms.form(None) is None


def test_what_has_a_number_of_its_own_writes_itself() -> None:
    @dataclass(frozen=True)
    class Held:
        body: Document

    codec = Codec(document_json.to_json, document_json.from_json)
    held, forms = Held(STORY.body), Forms({Held: ("body",)}, codecs={Document: codec})
    assert forms.write(held) == ({"body": document_json.to_json(STORY.body)}, 1)


# -- the forms there are, byte for byte


EVERY_BLOCK: tuple[Block, ...] = (
    Heading(2, (Run("H"),)),
    Blockquote((Paragraph((Run("q"),)),), "Li"),
    PullQuote((Run("p"),)),
    ListBlock(True, (ListItem((Run("i"),), (ListBlock(False, (ListItem((Run("j"),)),)),)),)),
    PhotoBlock("a"),
)
MANIFEST = Manifest(
    "bundle",
    "news/a/index.html",
    "1" * 32,
    "2" * 64,
    SignOff("1" * 32, "2" * 64, "Chen Yu", AT),
    "1",
    (),
)
# Keys of test vectors (RFC 8032, 7.1): anybody may have their private halves.
ROOT, OWN = (
    bytes.fromhex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60"),
    bytes.fromhex("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb"),
)
_BARE = Key(public_of(OWN), "Chen Yu 陈宇", "1" * 32, AT.isoformat())
KEY = replace(_BARE, certificate=signature_of(ROOT, _BARE.certified(public_of(ROOT))))
SAID = '{"format":"galley-sign-off"}'
SIGNED = Signed(SAID, signature_of(OWN, SAID), KEY, public_of(ROOT))
ISSUED = replace(
    MANIFEST,
    issue=Issue(public_of(ROOT), SIGNED, 3, "https://a.cn/", RecordHead(7, "3" * 64), "4" * 64),
)
KEYS = KnownKeys(frozenset({public_of(ROOT)}), (KnownKey(KEY, "", AT.isoformat()),))
SOCIAL = CreditLine(relation=Relation.SOCIAL, photographer="pinganchunan", network="WeChat")
TEXTS: dict[str, Any] = {
    row.name: f"a {row.name}" for row in PHOTO_FIELDS if getattr(PhotoFacts(), row.name) == ""
}
FIRST = {name: text for name, text in TEXTS.items() if name in FIRST_FIELDS[PhotoFacts]}
COLUMNS: dict[str, Any] = {
    "facts": (
        PhotoFacts(**FIRST, credit=CreditLine("Photo/IC 图"), creators=("A", "B"), keywords=("k",)),
        PhotoFacts(),
    ),
    "credit": SOCIAL,
    "awaited": AwaitedPhoto("c", SOCIAL),
    "crop": Crop(0, 0.25, 1, 0.5),
    "navigation": (NavItem("Home", ""), NavItem("News", "news/")),
    "style": CreditStyle(HouseForm.AGENCY_FIRST, "round", "x"),
}
ALL_FACTS = replace(PhotoFacts(**TEXTS), persons=("Li Wen", "Chen Yu"))
FACTS = replace(ALL_FACTS, colour_class="")  # before there were colour classes
FURTHER = (FurtherFact("city", ("Datong 大同",)), FurtherFact("source", ("Xinhua",)))
WITH_FURTHER = replace(
    STORY, photos=tuple(replace(photo, further=FURTHER) for photo in STORY.photos[:1])
)
EDITED = Edits(
    3,
    True,
    -1.5,
    None,
    (NamedCrop(Ratio.WIDE, Crop(0, 0.25, 1, 0.5)), NamedCrop(Ratio.SQUARE, Crop(0.5, 0, 0.25, 1))),
    Point(0.25, 0.75),
    Tone(10, -20, 8, 247, 1.2),
)
WITH_EDITS = replace(
    WITH_FURTHER,
    photos=tuple(replace(photo, edits=EDITED, decorative=True) for photo in WITH_FURTHER.photos),
)
WITH_AVIF = replace(WITH_EDITS, outlet=replace(WITH_EDITS.outlet, avif=True))
STATIONERY = (
    Stationery("Empty"),
    Stationery(
        "Harvest 丰收",
        (
            Row("caption", "{headline} {{x}} {date:long}.", Way.APPEND),
            Row("credit", "Photo by {photographer}", Way.IF_EMPTY, ticked=False),
            Row("city", "Hailin"),
        ),
    ),
)
EDIT = StoryEdit(headline="H", body=Document.of(EVERY_BLOCK), dated=AT, keywords=("a", "b"))


def _bytes(data: object) -> bytes:
    return json.dumps(data, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()


def _edits_forms() -> list[Any]:
    return [STORED.form(each) for each in (EDITED, replace(EDITED, crop=Crop(0, 0, 1, 0.5)))]


def _columns(values: dict[str, Any]) -> dict[str, Any]:
    return {name: STORED.form(value) for name, value in values.items()}


def _read_columns(data: dict[str, Any]) -> dict[str, Any]:
    def read(value: Any, form: Any) -> Any:
        if isinstance(value, tuple):
            return tuple(map(read, value, form))
        return STORED.read(type(value), form)

    found = {name: read(COLUMNS[name], form) for name, form in data.items()}
    assert found == COLUMNS
    return found


ORIGIN = Origin(
    *(Standing.ALTERED, "a generator", "a signer", "2026-10-03T06:40:00+00:00"),
    (Step("c2pa.created", "an agent", "a term", "2026-10-03T06:40:00+00:00"),),
    (Ingredient("a title", "parentOf", "a term"),),
    *("a system", "a problem"),
)
WRITTEN = {
    "snapshot-1.json": lambda: STORY.canonical,
    "snapshot-2.json": lambda: WITH_FURTHER.canonical,
    "snapshot-3.json": lambda: WITH_EDITS.canonical,
    "snapshot-4.json": lambda: WITH_AVIF.canonical,
    "edits-1.json": lambda: _bytes(_edits_forms()),
    "document-1.json": lambda: _bytes(document_json.to_json(Document.of(EVERY_BLOCK))),
    "document-2.json": lambda: _bytes(
        document_json.to_json(
            Document.of([Gallery(("a", "b")), Table(((TableCell((Run("c"),), True),),))])
        )
    ),
    "manifest-1.json": MANIFEST.to_bytes,
    "manifest-2.json": ISSUED.to_bytes,
    "signature-1.json": lambda: written(SIGNED, SIGNATURE_FORMAT),
    "keys-1.json": KEYS.to_bytes,
    "edit-1.json": lambda: _bytes(edit_form(EDIT)[0]),
    "columns-1.json": lambda: _bytes(_columns(COLUMNS)),
    "facts-2.json": lambda: _bytes(STORED.form(FACTS)),
    "facts-3.json": lambda: _bytes(STORED.form(ALL_FACTS)),
    "origin-1.json": lambda: _bytes(STORED.form(ORIGIN)),
    "stationery-1.json": lambda: _bytes(list(map(stationery.to_json, STATIONERY))),
}
READ = {
    "snapshot": lambda data: snapshot.from_json(json.loads(data)).canonical,
    "document": lambda data: _bytes(
        document_json.to_json(document_json.from_json(json.loads(data)))
    ),
    "manifest": lambda data: read_manifest(data).to_bytes(),
    "signature": lambda data: written(read_signed(data, SIGNATURE_FORMAT), SIGNATURE_FORMAT),
    "keys": lambda data: read_keys(data).to_bytes(),
    "edit": lambda data: _bytes(edit_form(EDITS.read(StoryEdit, json.loads(data)))[0]),
    "edits": lambda data: _bytes(
        [STORED.form(STORED.read(Edits, each)) for each in json.loads(data)]
    ),
    "facts": lambda data: _bytes(STORED.form(STORED.read(PhotoFacts, json.loads(data)))),
    "origin": lambda data: _bytes(STORED.form(STORED.read(Origin, json.loads(data)))),
    "stationery": lambda data: _bytes(
        [stationery.to_json(stationery.from_json(each)) for each in json.loads(data)]
    ),
    "columns": lambda data: _bytes(_columns(_read_columns(json.loads(data)))),
}


@pytest.mark.parametrize("name", WRITTEN)
def test_a_form_stays_what_it_was_to_the_byte(name: str) -> None:
    """These bytes are hashed and signed: a change here voids what people have approved."""
    golden = (GOLDEN / name).read_bytes()
    assert WRITTEN[name]() == golden
    assert READ[name.partition("-")[0]](golden) == golden


def test_every_form_there_ever_was_has_its_bytes_here() -> None:
    assert sorted(each.name for each in GOLDEN.iterdir()) == sorted(WRITTEN)
    newest = {"document": document_json.SCHEMA, "edit": EDITS.newest()}
    newest["snapshot"] = snapshot.SCHEMA
    for kind, schema in newest.items():
        assert {f"{kind}-{number}.json" for number in range(1, schema + 1)} <= set(WRITTEN)


def test_no_block_of_a_text_has_a_field_that_is_not_written() -> None:
    """A field of a block needs its place in `document_json`, and a schema."""
    written = {
        "Run": ["text", "marks", "href"],
        "Paragraph": ["runs"],
        "Heading": ["level", "runs"],
        "Blockquote": ["paragraphs", "attribution"],
        "PullQuote": ["runs"],
        "ListItem": ["runs", "lists"],
        "ListBlock": ["ordered", "items"],
        "PhotoBlock": ["placement"],
        "Gallery": ["placements"],
        "TableCell": ["runs", "header"],
        "Table": ["rows"],
    }
    classes = (Run, Paragraph, Heading, Blockquote, PullQuote, ListItem, ListBlock)
    for cls in (*classes, PhotoBlock, Gallery, TableCell, Table):
        assert [each.name for each in fields(cls)] == written[cls.__name__]


def test_a_newer_one_is_said_in_a_sentence() -> None:
    with pytest.raises(NewerSchema, match="written by a newer Galley"):
        document_json.from_json({"type": "doc", "schema": 99, "content": []})
    newer = json.loads(MANIFEST.to_bytes()) | {"schema": 99}
    with pytest.raises(ManifestError, match="schema 99; this Galley reads up to 2"):
        read_manifest(_bytes(newer))
