"""Signatures, the keys they are known by, and every way in which a signed bundle can be another."""

import json
import random
import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.publish.manifest import (
    MANIFEST,
    SIGNATURE,
    SIGNATURE_FORMAT,
    SNAPSHOT,
    FileEntry,
    Manifest,
    canonical,
    read_manifest,
)
from editor.publish.page import PageRenderer
from editor.publish.proving import statement_of
from editor.publish.signing import (
    BadSignature,
    KeysRefused,
    KnownKey,
    KnownKeys,
    fingerprint,
    public_of,
    read_keys,
    read_signed,
    spoken,
    written,
)
from editor.publish.verification import NotABundle, Verification, verify_bundle
from editor.publish.verify_page import VERIFY_PAGE, verify_page
from tests.unit.publish.house import AT, House
from tests.unit.publish.samples import STORY


@pytest.fixture(scope="module")
def house() -> House:
    return House()


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory, house: House, renderer: PageRenderer) -> Path:
    """A signed bundle; never change it."""
    return house.bundle(tmp_path_factory.mktemp("signed"), renderer)


@pytest.fixture
def bundle(made: Path, tmp_path: Path) -> Path:
    return shutil.copytree(made, tmp_path / "bundle")


def place(bundle: Path, name: str) -> Path:
    [file] = bundle.rglob(name)
    return file


def keys_of(verification: Verification) -> set[str]:
    return {each.key for each in verification.problems}


def test_a_signed_bundle_says_who_approved_it(made: Path, house: House) -> None:
    known = verify_bundle(made, house.known)
    assert known.problems == ()
    assert known.signed is not None
    assert known.signed.trusted
    assert (known.signed.by, known.signed.holder) == ("Chen Yu", "Chen Yu")
    assert known.signed.key == fingerprint(house.key.public)
    assert known.coverage is not None
    assert known.coverage.rendered
    assert known.coverage.snapshot
    assert known.coverage.signed

    stranger = verify_bundle(made, House("Chen Yu").known)
    assert stranger.ok
    assert stranger.signed is not None
    assert not stranger.signed.trusted


def test_every_file_of_it_is_held(bundle: Path, house: House) -> None:
    """One bit anywhere: of every file its ends, and a few between them."""
    chance = random.Random(5)
    for file in sorted(each for each in bundle.rglob("*") if each.is_file()):
        content = file.read_bytes()
        places = {0, len(content) - 1, *(chance.randrange(len(content)) for _ in range(2))}
        for at in sorted(places):
            changed = bytearray(content)
            changed[at] ^= 1 << chance.randrange(8)
            file.write_bytes(changed)
            try:
                verification = verify_bundle(bundle, house.known)
            except NotABundle:
                continue
            assert not verification.ok, (file.name, at)
            assert verification.signed is None
        file.write_bytes(content)
    assert verify_bundle(bundle, house.known).ok


def remade(
    bundle: Path, change: Callable[[Manifest], Manifest], seal: Callable[[bytes], bytes]
) -> None:
    """The manifest as a stranger makes it anew over the files as they are now."""
    manifest = change(read_manifest(place(bundle, MANIFEST).read_bytes()))
    files = tuple(
        FileEntry.of(entry.path, (bundle / entry.path).read_bytes()) for entry in manifest.files
    )
    content = replace(manifest, files=files).to_bytes()
    place(bundle, MANIFEST).write_bytes(content)
    place(bundle, SIGNATURE).write_bytes(seal(content))


def edited(bundle: Path) -> None:
    page = place(bundle, "index.html")
    text = page.read_text("utf-8")
    changed = text.replace("</p>", " Or not.</p>", 1)
    assert changed != text
    page.write_text(changed, "utf-8")


def test_files_and_manifest_changed_together_are_found(bundle: Path, house: House) -> None:
    old = place(bundle, SIGNATURE).read_bytes()
    edited(bundle)
    remade(bundle, lambda manifest: manifest, lambda _: old)
    assert "signature.of-another-manifest" in keys_of(verify_bundle(bundle, house.known))


def test_signed_anew_by_a_stranger_is_not_the_newsrooms(bundle: Path, house: House) -> None:
    """Everything made again with a key of one's own: whole, and of somebody unknown; a page that
    the snapshot does not give is found all the same."""
    stranger = House("Chen Yu")

    def change(manifest: Manifest) -> Manifest:
        assert manifest.issue
        issue = replace(
            manifest.issue, signer=stranger.key.public, approval=stranger.approve(STORY)
        )
        return replace(manifest, issue=issue)

    remade(bundle, change, stranger.seal)
    # The page that verifies is the newsroom's still.
    assert "verification.not-of-snapshot" in keys_of(verify_bundle(bundle, house.known))

    own = verify_page(KnownKeys(frozenset({stranger.public})))
    place(bundle, VERIFY_PAGE).write_bytes(own)
    remade(bundle, change, stranger.seal)
    found = verify_bundle(bundle, house.known)
    assert found.ok
    assert found.signed is not None
    assert not found.signed.trusted

    edited(bundle)
    remade(bundle, change, stranger.seal)
    assert "verification.not-of-snapshot" in keys_of(verify_bundle(bundle, house.known))


def test_an_approval_is_not_taken_along(bundle: Path, house: House) -> None:
    """The newsroom's approval with a stranger's manifest; and that of another story."""
    stranger = House()

    def taken(manifest: Manifest) -> Manifest:
        assert manifest.issue
        return replace(manifest, issue=replace(manifest.issue, signer=stranger.key.public))

    remade(bundle, taken, stranger.seal)
    assert "signature.of-another-manifest" in keys_of(verify_bundle(bundle, house.known))

    def of_another(manifest: Manifest) -> Manifest:
        assert manifest.issue
        approval = house.approve(STORY, story="another story")
        issue = replace(manifest.issue, signer=house.key.public, approval=approval)
        return replace(manifest, issue=issue)

    remade(bundle, of_another, house.seal)
    assert "signature.of-something-else" in keys_of(verify_bundle(bundle, house.known))


def test_a_certificate_of_another_newsroom_is_none(bundle: Path, house: House) -> None:
    """A stranger's key that says it is certified by the newsroom."""
    stranger = House()
    false = replace(stranger.key, certificate=stranger.key.certificate)

    def change(manifest: Manifest) -> Manifest:
        assert manifest.issue
        approval = replace(stranger.approve(STORY), key=false, newsroom=house.public)
        issue = replace(manifest.issue, signer=false.public, approval=approval)
        return replace(manifest, issue=issue)

    def seal(content: bytes) -> bytes:
        told = replace(stranger.sign(statement_of(content)), newsroom=house.public)
        return written(told, SIGNATURE_FORMAT)

    remade(bundle, change, seal)
    assert "signature.wrong" in keys_of(verify_bundle(bundle, house.known))


def test_a_signature_that_was_taken_away_is_missed(bundle: Path, house: House) -> None:
    place(bundle, SIGNATURE).unlink()
    assert not verify_bundle(bundle, house.known).ok


def test_a_bundle_made_unsigned_is_called_that(bundle: Path, house: House) -> None:
    """Downgraded to the form before signatures: consistent, and nobody's."""
    place(bundle, SIGNATURE).unlink()
    snapshot = place(bundle, SNAPSHOT)
    content = place(bundle, MANIFEST).read_bytes()
    manifest = read_manifest(content)
    page = place(bundle, VERIFY_PAGE)
    gone = (SNAPSHOT, VERIFY_PAGE)
    kept = tuple(entry for entry in manifest.files if not entry.path.endswith(gone))
    snapshot.unlink()
    page.unlink()
    place(bundle, MANIFEST).write_bytes(replace(manifest, issue=None, files=kept).to_bytes())
    found = verify_bundle(bundle, house.known)
    assert found.ok
    assert found.signed is None
    assert found.coverage is not None
    assert "verification.who-cannot-be-told" in {each.key for each in found.coverage.unknown}


def test_what_a_revoked_key_signs_counts_for_nothing(made: Path, house: House) -> None:
    for moved, counts in ((timedelta(days=1), True), (timedelta(days=-1), False)):
        revoked = KnownKey(house.key, revoked=(AT + moved).isoformat())
        found = verify_bundle(made, KnownKeys(house.known.newsroom, (revoked,)))
        assert found.ok is counts
        assert ("signature.revoked" in keys_of(found)) is not counts


def test_another_snapshot_in_the_bundle_is_found(bundle: Path, house: House) -> None:
    file = place(bundle, SNAPSHOT)
    data = json.loads(file.read_bytes())
    data["headline"] = "Another"
    file.write_bytes(canonical(data))
    remade(bundle, lambda manifest: manifest, house.seal)
    assert "verification.snapshot-changed" in keys_of(verify_bundle(bundle, house.known))


def test_keys_are_read_as_they_were_written(house: House) -> None:
    revoked = KnownKeys(house.known.newsroom, (KnownKey(house.key, "", AT.isoformat()),))
    for known in (house.known, revoked, KnownKeys()):
        assert read_keys(known.to_bytes()) == known


@given(
    st.binary(max_size=80)
    | st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=5),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from(["format", "schema", "newsroom", "keys", "public", "until"]),
                inner,
                max_size=4,
            )
        ),
        max_leaves=8,
    ).map(lambda data: json.dumps(data).encode())
)
def test_what_is_no_file_of_ours_is_refused_in_a_sentence(content: bytes) -> None:
    with pytest.raises(KeysRefused):
        read_keys(content)
    with pytest.raises(BadSignature):
        read_signed(content, SIGNATURE_FORMAT)


@given(st.binary(min_size=32, max_size=32))
def test_a_key_is_spoken_in_eight_words(private: bytes) -> None:
    public = public_of(private)
    words = spoken(public).split()
    assert len(words) == 8
    consonants, vowels = "bdfghjklmnprstvz", "aiou"
    number = 0
    for word in words:
        for at, sign in enumerate(word):
            number = number << (4 if at % 2 == 0 else 2) | (consonants, vowels)[at % 2].index(sign)
    assert f"{number:032x}" == fingerprint(public)[:32]
    assert fingerprint(public) == sha256(bytes.fromhex(public)).hexdigest()
