"""The bundle's own list."""

import json
from dataclasses import replace

import pytest

from editor.publish.manifest import FileEntry, Manifest, ManifestError, canonical, read_manifest
from editor.story.workflow import SignOff

FILES = (FileEntry.of("b", b"two"), FileEntry.of("a", b"one"))


@pytest.fixture
def manifest(sign_off: SignOff) -> Manifest:
    return Manifest.of(
        page="news/2026/09/a/index.html",
        story=sign_off.story_id,
        snapshot=sign_off.snapshot,
        sign_off=sign_off,
        program_version="1.2.3",
        files=FILES,
    )


def test_a_manifest_reads_back_as_it_was(manifest: Manifest) -> None:
    assert read_manifest(manifest.to_bytes()) == manifest


def test_files_are_sorted(manifest: Manifest) -> None:
    assert [entry.path for entry in manifest.files] == ["a", "b"]


def test_without_a_sign_off_it_is_a_proofs(manifest: Manifest) -> None:
    proof = replace(manifest, kind="proof", sign_off=None)

    assert manifest.kind == "bundle"
    assert read_manifest(proof.to_bytes()) == proof


def test_the_manifest_tells_who_signed_what_and_when(manifest: Manifest) -> None:
    data = json.loads(manifest.to_bytes())

    assert data["sign_off"] == {
        "by": "Chen Yu",
        "at": "2026-09-21T11:00:00+08:00",
        "note": "Read twice.",
        "snapshot": data["snapshot"],
    }
    assert data["program"] == {"name": "Galley", "version": "1.2.3"}


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff\xfe",
        b"[]",
        b"{}",
        b"null",
        b"[" * 100_000,
        b'{"format":"galley-bundle"}',
        b'{"format":"galley-bundle","schema":true,"kind":"bundle"}',
        b'{"format":"galley-bundle","schema":99}',
    ],
)
def test_what_is_no_manifest_is_refused(content: bytes) -> None:
    with pytest.raises(ManifestError):
        read_manifest(content)


@pytest.mark.parametrize(
    "change",
    [
        {"kind": "draft"},
        {"files": None},
        {"files": ["a"]},
        {"files": [{"path": "a", "size": -1, "sha256": "0" * 64}]},
        {"files": [{"path": "a", "size": True, "sha256": "0" * 64}]},
        {"files": [{"path": "a", "size": 1, "sha256": "0"}]},
        {"files": [{"path": 1, "size": 1, "sha256": "0" * 64}]},
        {"snapshot": "0" * 63},
        {"page": None},
        {"program": "Galley"},
        {"sign_off": "Chen Yu"},
        {"sign_off": {"by": "Chen Yu"}},
        {"sign_off": {"by": "x", "note": "", "at": "2026-09-21T11:00:00", "snapshot": "0" * 64}},
        {"sign_off": {"by": "x", "note": "", "at": "yesterday", "snapshot": "0" * 64}},
        {"unheard_of": 1},
    ],
)
def test_a_manifest_with_something_wrong_is_refused(
    manifest: Manifest, change: dict[str, object]
) -> None:
    data = json.loads(manifest.to_bytes()) | change

    with pytest.raises(ManifestError):
        read_manifest(canonical(data))


def test_a_manifest_in_another_form_is_refused(manifest: Manifest) -> None:
    pretty = json.dumps(json.loads(manifest.to_bytes()), indent=1).encode()

    with pytest.raises(ManifestError, match="canonical"):
        read_manifest(pretty)


def test_a_doubled_key_is_refused(manifest: Manifest) -> None:
    doubled = manifest.to_bytes().replace(b'"kind":"bundle"', b'"kind":"proof","kind":"bundle"')

    with pytest.raises(ManifestError, match="canonical"):
        read_manifest(doubled)
