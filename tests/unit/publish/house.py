"""A newsroom that signs, for the tests of signatures."""

from dataclasses import replace
from datetime import datetime
from pathlib import Path

from editor.publish.address import PageAddress
from editor.publish.bundle import write_bundle
from editor.publish.manifest import SIGN_OFF_FORMAT, SIGNATURE_FORMAT, Issue, RecordHead
from editor.publish.page import PageRenderer
from editor.publish.proving import statement_of
from editor.publish.signing import (
    Key,
    KnownKey,
    KnownKeys,
    Signed,
    new_private,
    public_of,
    signature_of,
    written,
)
from editor.story.forms import json_text
from editor.story.snapshot import Snapshot
from editor.version import VERSION
from tests.unit.publish.conftest import make_pictures, signed
from tests.unit.publish.samples import CHINA, STORY

AT = datetime(2026, 9, 21, 11, 0, tzinfo=CHINA)


class House:
    """A newsroom with one person."""

    def __init__(self, name: str = "Chen Yu") -> None:
        self.root, self.own = new_private(), new_private()
        self.public = public_of(self.root)
        bare = Key(public_of(self.own), name, "a1", AT.isoformat())
        told = bare.certified(self.public)
        self.key = replace(bare, certificate=signature_of(self.root, told))
        self.known = KnownKeys(frozenset({self.public}), (KnownKey(self.key),))

    def sign(self, told: dict[str, object]) -> Signed:
        text = json_text(told)
        return Signed(text, signature_of(self.own, text), self.key, self.public)

    def approve(self, snapshot: Snapshot, **other: object) -> Signed:
        sign_off = signed(snapshot)
        said = {"story": snapshot.story_id, "snapshot": snapshot.sha256, "by": sign_off.by}
        said |= {"at": sign_off.at.isoformat(), "note": sign_off.note}
        return self.sign({"format": SIGN_OFF_FORMAT, "schema": 1, **said, **other})

    def issue(self, renderer: PageRenderer, approval: Signed, number: int = 7) -> Issue:
        record = RecordHead(number, "a" * 64)
        templates = renderer.templates_digest
        url = PageAddress.of(STORY).url
        return Issue(self.key.public, approval, 3, url, record, templates)

    def seal(self, manifest: bytes) -> bytes:
        return written(self.sign(statement_of(manifest)), SIGNATURE_FORMAT)

    def bundle(self, to: Path, renderer: PageRenderer, *, zipped: bool = False) -> Path:
        """The sample story, approved and signed."""
        return write_bundle(
            STORY,
            renderer.page(STORY),
            to,
            make=make_pictures,
            sign_off=signed(STORY),
            program_version=VERSION,
            issue=self.issue(renderer, self.approve(STORY)),
            sign=self.seal,
            zipped=zipped,
        ).path
