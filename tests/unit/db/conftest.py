"""A library in a folder of its own, and a story to put into it."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import uuid4

import pytest

from db.file.opening import SEED_OUTLET
from db.originals import Originals
from db.store import Store
from editor.story.credit import CreditLine, Relation
from editor.story.document import Blockquote, Document, Paragraph, PhotoBlock
from editor.story.edits import Crop, Edits
from editor.story.outlet import SEED_SECTIONS
from editor.story.photo import Photo, PhotoFacts, Placement
from editor.story.runs import Run
from editor.story.snapshot import Snapshot
from editor.story.story import Status, Story

NOW = datetime(2026, 11, 24, 9, 30, tzinfo=timezone(timedelta(hours=8)))
LATER = NOW + timedelta(minutes=5)

MakeStory = Callable[..., Story]


def keep_bytes(originals: Originals, data: bytes) -> str:
    """Keep a picture that is not yet a file; its SHA-256."""
    with TemporaryDirectory() as folder:
        source = Path(folder) / "picture"
        source.write_bytes(data)
        return originals.keep(source)


@pytest.fixture
def now() -> datetime:
    return NOW


@pytest.fixture
def later() -> datetime:
    return LATER


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "library"


@pytest.fixture(scope="session")
def new_library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library as Galley makes it, made once: most tests begin with a copy."""
    folder = tmp_path_factory.mktemp("new") / "library"
    Store.open(folder).close()
    return folder


@pytest.fixture
def store(folder: Path, new_library: Path) -> Iterator[Store]:
    shutil.copytree(new_library, folder)
    opened = Store.open(folder)
    yield opened
    opened.close()


@pytest.fixture
def photo() -> Photo:
    facts = PhotoFacts(
        caption="Farmers bring in millet in Qinxian, Shanxi province, on Sept 20.",
        credit=CreditLine(relation=Relation.PROVIDED, organisation="China Daily"),
        creators=("Zou Hong",),
        keywords=("millet", "harvest"),
        city="Changzhi",
        country="China",
    )
    return Photo(
        id=sha256(b"a picture").hexdigest(),
        original_name="DSC_0815.JPG",
        format="JPEG",
        width=4000,
        height=3000,
        size=9,
        facts=facts,
    )


@pytest.fixture
def placement(photo: Photo) -> Placement:
    return Placement(
        id=uuid4().hex,
        photo=photo,
        lead=True,
        caption="Millet is dried on the terraces.",
        credit=CreditLine(photographer="Zou Hong", organisation="chinadaily.com.cn"),
        alt="Yellow terraces seen from above",
        edits=Edits(crop=Crop(0.1, 0.2, 0.5, 0.25)),
    )


@pytest.fixture
def make_story() -> MakeStory:
    """A story with body, names and keywords but no photo; fields by name override it."""

    def make(**fields: object) -> Story:
        body = Document.of(
            [
                Paragraph((Run("The terraces of Qinxian turned yellow this week."),)),
                Blockquote((Paragraph((Run("We sell to forty cities."),)),), "Li Guifang"),
            ]
        )
        story = Story(
            id=uuid4().hex,
            slug="millet-harvest",
            headline="Millet harvest begins in Shanxi",
            deck="Dry weather favours the terraces",
            body=body,
            section="news",
            byline=("Zheng Na",),
            contributors=("Zhao Lu", "Zheng Na"),
            dateline="QINXIAN, Shanxi",
            keywords=("millet", "agriculture"),
            language="en",
            dated=NOW,
            placements=(),
            awaited_photo=None,
            status=Status.DRAFT,
            revision=1,
            created=NOW.astimezone(UTC),
            updated=NOW,
        )
        return replace(story, **fields)

    return make


@pytest.fixture
def story(make_story: MakeStory, placement: Placement) -> Story:
    """The same with a lead photo, which also stands in the body."""
    plain = make_story()
    return replace(plain, body=plain.body.append(PhotoBlock(placement.id)), placements=(placement,))


@pytest.fixture
def snapshot(story: Story) -> Snapshot:
    return Snapshot.of(story, SEED_SECTIONS[0], SEED_OUTLET, {})


@pytest.fixture
def stored(store: Store, story: Story) -> Story:
    """`story`, in the library."""
    with store.begin() as work:
        work.stories.add(story)
        work.commit()
    return story
