"""What a bundle's signatures prove: who approved what and when, that every byte of it is meant, and
that the page is what the approved snapshot gives.

Needs no library. Whether a newsroom is the one it says it is, only its public key can tell.
"""

from collections.abc import Iterator, Mapping
from hashlib import sha256
from json import loads
from typing import Any

from editor.late import frozen, slotted
from editor.message import NOTHING, Message, message
from editor.publish.address import PageAddress, picture_files
from editor.publish.bundle_files import BundleFiles, Unreadable, read_bounded
from editor.publish.manifest import (
    SIGNATURE,
    SIGNATURE_FORMAT,
    SNAPSHOT,
    Manifest,
    RecordHead,
    beside,
)
from editor.publish.ninjs import SIDECAR, ninjs_sidecar
from editor.publish.page import PageRenderer
from editor.publish.signing import BadSignature, KnownKeys, Signed, fingerprint, read_signed, spoken
from editor.publish.verify_page import VERIFY_PAGE, verify_page
from editor.story.snapshot import Snapshot, from_json
from editor.version import VERSION

MAX_SNAPSHOT = 50_000_000  # bytes
_MAX_SIGNATURE = 1_000_000
_RENDERER = PageRenderer()  # costs nothing until the first page


@frozen
class Approval:
    """Who approved a bundle: `by` at `at` (ISO 8601); `key` the fingerprint of the key that signed
    it and `holder` whose that is said to be, "" for the newsroom's own; `trusted` when the
    newsroom's key is known here; `statement` what was signed."""

    by: str
    at: str
    key: str
    holder: str
    newsroom: str
    trusted: bool
    statement: Mapping[str, Any]

    @property
    def spoken(self) -> str:
        """The newsroom's key as words to compare by telephone."""
        return spoken(self.newsroom)


@frozen
class Coverage:
    """How far a bundle can be told: `files` and `bytes` under its manifest; whether they are under
    a signature; whether the snapshot is in it, and the page and its sidecar were made of it again;
    the head of the record when it was made, and its number; `unknown` what cannot be told."""

    files: int
    bytes: int
    signed: bool
    snapshot: bool
    rendered: bool
    number: int
    record: RecordHead | None
    unknown: tuple[Message, ...]


def signature_place(manifest: Manifest) -> str:
    """Where the signature over this manifest lies, "" where it says of none."""
    return beside(manifest.page, SIGNATURE) if manifest.issue else ""


def statement_of(manifest: bytes) -> dict[str, Any]:
    """What is signed of a manifest."""
    told = {"manifest": sha256(manifest).hexdigest()}
    return {"format": SIGNATURE_FORMAT, "schema": 1, **told}


@slotted()
class Proving:
    """`problems` is to be walked to its end before the rest is asked."""

    files: BundleFiles
    manifest: Manifest
    content: bytes
    known: KnownKeys
    rendered: bool = False
    has_snapshot: bool = False
    doubtful: bool = False

    def problems(self) -> Iterator[Message]:
        for problem in self._problems():
            self.doubtful = True
            yield problem

    @property
    def approval(self) -> Approval | None:
        """None where nothing is signed, or a signature is wrong."""
        issue, sign_off = self.manifest.issue, self.manifest.sign_off
        if issue is None or sign_off is None or self.doubtful:
            return None
        signed = issue.approval
        return Approval(
            sign_off.by,
            sign_off.at.isoformat(),
            fingerprint(signed.key.public),
            signed.key.name,
            signed.newsroom,
            self.known.trusts(signed) and issue.signer != "",
            signed.told,
        )

    @property
    def coverage(self) -> Coverage:
        issue = self.manifest.issue
        return Coverage(
            len(self.manifest.files),
            sum(entry.size for entry in self.manifest.files),
            issue is not None and not self.doubtful,
            self.has_snapshot,
            self.rendered,
            issue.record.number if issue else 0,
            issue.record if issue else None,
            tuple(self._unknown()),
        )

    def _unknown(self) -> Iterator[Message]:
        issue = self.manifest.issue
        if issue is None:
            yield message("verification.who-cannot-be-told")
            return
        if not self.known.trusts(issue.approval):
            yield message("verification.newsroom-unknown")
        if not self.rendered:
            yield message("verification.not-rendered", version=self.manifest.program_version)
        yield message("verification.pictures-not-made-again")
        yield message("verification.newer-unknown", number=issue.record.number)

    def _problems(self) -> Iterator[Message]:
        issue = self.manifest.issue
        if issue is None:
            return
        if self.manifest.kind == "proof":
            yield message("verification.proof-signed")
        approval, sign_off = issue.approval, self.manifest.sign_off
        try:
            seal = self._sealed()
            self._approved(approval)
        except (BadSignature, Unreadable) as error:
            yield error.message
            return
        for signed in (approval, seal):
            if sign_off and (doubt := self.known.doubt(signed, sign_off.at)) != NOTHING:
                yield doubt
        yield from self._snapshot()

    def _sealed(self) -> Signed:
        """The signature over this very manifest. Raises BadSignature or Unreadable."""
        content = read_bounded(self.files, signature_place(self.manifest), _MAX_SIGNATURE)
        seal, issue = read_signed(content, SIGNATURE_FORMAT), self.manifest.issue
        seal.check()
        # One newsroom stands for both, or an approval could be taken along by another.
        ours = issue and (seal.key.public, seal.newsroom) == (
            *(issue.signer, issue.approval.newsroom),
        )
        if not ours or seal.told != statement_of(self.content):
            raise BadSignature("signature.of-another-manifest")
        return seal

    def _approved(self, approval: Signed) -> None:
        """Raises BadSignature unless the approval is of this snapshot of this story, by whom and
        when the manifest says."""
        approval.check()
        told, sign_off = approval.told, self.manifest.sign_off
        if sign_off is None:
            raise BadSignature("verification.unsigned")
        said = {
            "story": self.manifest.story,
            "snapshot": self.manifest.snapshot,
            "by": sign_off.by,
            "at": sign_off.at.isoformat(),
            "note": sign_off.note,
        }
        if {name: told.get(name) for name in said} != said:
            raise BadSignature("signature.of-something-else")

    def _snapshot(self) -> Iterator[Message]:
        manifest, place = self.manifest, beside(self.manifest.page, SNAPSHOT)
        if place not in {entry.path for entry in manifest.files}:
            yield message("verification.no-snapshot")
            return
        try:
            content = read_bounded(self.files, place, MAX_SNAPSHOT)
            if sha256(content).hexdigest() != manifest.snapshot:
                yield message("verification.snapshot-changed")
                return
            snapshot = from_json(loads(content.decode("utf-8", "surrogatepass")))
        except Unreadable as error:
            yield error.message
            return
        except (KeyError, TypeError, ValueError, RecursionError):
            yield message("verification.unreadable", path=place)
            return
        self.has_snapshot = True
        yield from self._made_again(snapshot)

    def _made_again(self, snapshot: Snapshot) -> Iterator[Message]:
        """Page and sidecar are what this program makes of the snapshot, byte for byte; another
        program's cannot be told."""
        manifest, issue = self.manifest, self.manifest.issue
        address = PageAddress.of(snapshot)
        if snapshot.story_id != manifest.story or address.page != manifest.page:
            yield message("verification.snapshot-of-another")
            return
        if issue and address.url != issue.address:
            yield message("verification.address-of-another")
        if manifest.program_version != VERSION or not issue:
            return
        if issue.templates != _RENDERER.templates_digest:
            return
        entries = {entry.path: entry for entry in manifest.files}
        try:
            page, pictures = _RENDERER.page(snapshot), picture_files(snapshot, address)
            sidecar = ninjs_sidecar(snapshot, address, pictures, entries, proof=False)
        except Exception:  # a stranger's snapshot may say anything
            yield message("verification.unreadable", path=beside(manifest.page, SNAPSHOT))
            return
        made = {page.path: page.html, beside(page.path, SIDECAR): sidecar}
        trusting = KnownKeys(frozenset({issue.approval.newsroom}))
        made[beside(page.path, VERIFY_PAGE)] = verify_page(trusting)
        for path, content in made.items():
            entry = entries.get(path)
            if entry is None or entry.sha256 != sha256(content).hexdigest():
                yield message("verification.not-of-snapshot", path=path)
        self.rendered = True
