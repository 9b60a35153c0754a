"""Snapshots, pictures and bundles for the tests of pages and bundles."""

import io
import json
import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from functools import cache
from pathlib import Path

import pytest
from PIL import Image

from editor.publish.bundle import BundleReport, write_bundle
from editor.publish.manifest import MANIFEST, FileEntry, read_manifest
from editor.publish.page import PageRenderer
from editor.story.rendition import Encoding, Rendition
from editor.story.snapshot import PlacedPhoto, Snapshot
from editor.story.workflow import SignOff
from tests.unit.publish.samples import CHINA, PHOTO, STORY


@pytest.fixture
def story() -> Snapshot:
    """A short story with a lead photo and nothing missing."""
    return STORY


@pytest.fixture
def photo() -> PlacedPhoto:
    return PHOTO


@pytest.fixture(scope="session")
def renderer() -> PageRenderer:
    return PageRenderer()


@cache
def _picture(width: int, height: int, encoding: Encoding) -> bytes:
    stream = io.BytesIO()
    Image.new("RGB", (width, height), (190, 150, 60)).save(stream, encoding.name, quality=30)
    return stream.getvalue()


def make_pictures(renditions: Sequence[Rendition]) -> Iterator[tuple[Rendition, bytes]]:
    """A real picture file for every rendition, in an order that is not the page's."""
    for rendition in reversed(renditions):
        yield rendition, _picture(rendition.width, rendition.height, rendition.encoding)


@pytest.fixture
def make() -> "Make":
    return make_pictures


def signed(snapshot: Snapshot) -> SignOff:
    at = datetime(2026, 9, 21, 11, 0, tzinfo=CHINA)
    return SignOff(snapshot.story_id, snapshot.sha256, "Chen Yu", at, "Read twice.")


@pytest.fixture
def sign_off(story: Snapshot) -> SignOff:
    return signed(story)


Export = Callable[..., Path]
Make = Callable[[Sequence[Rendition]], Iterator[tuple[Rendition, bytes]]]


@pytest.fixture(scope="session")
def exported(tmp_path_factory: pytest.TempPathFactory, renderer: PageRenderer) -> Export:
    """exported(snapshot, proof=False, zipped=False): where that bundle lies; never change it."""

    @cache
    def export(snapshot: Snapshot = STORY, *, proof: bool = False, zipped: bool = False) -> Path:
        return write_bundle(
            snapshot,
            renderer.page(snapshot, proof=proof),
            tmp_path_factory.mktemp("out"),
            make=make_pictures,
            sign_off=None if proof else signed(snapshot),
            program_version="1.2.3",
            zipped=zipped,
        ).path

    return export


@pytest.fixture
def bundle(exported: Export, tmp_path: Path) -> Path:
    """A bundle of one's own to tamper with."""
    return Path(shutil.copytree(exported(), tmp_path / "millet-comes-home"))


@pytest.fixture
def proof(exported: Export, tmp_path: Path) -> Path:
    return Path(shutil.copytree(exported(proof=True), tmp_path / "millet-comes-home-proof"))


@pytest.fixture
def reseal() -> Callable[[Path], None]:
    """What somebody would do who changes a bundle and knows its manifest: list it anew."""

    def reseal(bundle: Path) -> None:
        place = manifest_of(bundle)
        manifest = read_manifest(place.read_bytes())
        entries = [
            FileEntry.of(path.relative_to(bundle).as_posix(), path.read_bytes())
            for path in sorted(bundle.rglob("*"))
            if path.is_file() and path.name != MANIFEST
        ]
        entries.sort(key=lambda entry: entry.path)
        place.write_bytes(replace(manifest, files=tuple(entries)).to_bytes())

    return reseal


@pytest.fixture
def edit_manifest() -> Callable[[Path, Callable[[dict], object]], None]:
    """Change the manifest's JSON in place and write it canonically."""

    def edit(bundle: Path, change: Callable[[dict], object]) -> None:
        place = manifest_of(bundle)
        data = json.loads(place.read_bytes())
        change(data)
        text = json.dumps(data, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
        place.write_bytes(text.encode())

    return edit


@pytest.fixture
def export(story: Snapshot, renderer: PageRenderer, tmp_path: Path) -> Callable[..., BundleReport]:
    """export(snapshot=story, proof=False, **options of write_bundle) into `tmp_path`."""

    def export(
        snapshot: Snapshot = story,
        to: Path = tmp_path,
        *,
        proof: bool = False,
        make: Make = make_pictures,
        **options: object,
    ) -> BundleReport:
        return write_bundle(
            snapshot,
            renderer.page(snapshot, proof=proof),
            to,
            make=make,
            sign_off=None if proof else signed(snapshot),
            program_version="1.2.3",
            **options,  # type: ignore[arg-type]
        )

    return export


def manifest_of(bundle: Path) -> Path:
    """The one manifest of a bundle, beside its page."""
    [place] = bundle.rglob(MANIFEST)
    return place


def files_of(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }
