"""The bundle's own list of what is in it and who stands for it: `bundle.json`, beside the page.

Beside the page, because bundles are laid over one web root, each with the manifest of its own;
until version 0.1 it lay at the bundle's root and is read there still.

Canonical JSON: sorted keys, no blanks, UTF-8, so that one content has one byte form. What a
manifest says is a claim; checking it is for `verification`.
"""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict, field
from datetime import datetime
from typing import Any, Literal, cast

from editor.late import frozen, regex
from editor.message import Said
from editor.publish import signing
from editor.publish.signing import Key, Signed
from editor.story.forms import Forms, since
from editor.story.text import is_supported
from editor.story.workflow import SignOff

MANIFEST = "bundle.json"
SIGNATURE = "bundle.sig.json"  # beside the manifest, over its bytes
SNAPSHOT = "snapshot.json"  # beside them, byte for byte what was approved
FORMAT = "galley-bundle"
SIGNATURE_FORMAT, SIGN_OFF_FORMAT = "galley-signature", "galley-sign-off"
MAX_MANIFEST = 4_000_000  # bytes

BundleKind = Literal["bundle", "proof"]

_HASH = regex(r"[0-9a-f]{64}")


class ManifestError(Said, ValueError):
    """Not a manifest this program can read; str() says what is wrong with it."""


@frozen
class FileEntry:
    """One file: `path` posix from the bundle's root, `size` in bytes, `sha256` in hex."""

    path: str
    size: int
    sha256: str

    @classmethod
    def of(cls, path: str, content: bytes) -> "FileEntry":
        return cls(path, len(content), hashlib.sha256(content).hexdigest())


@frozen
class RecordHead:
    """An entry of a library's record: its number, and its hash, which covers all before."""

    number: int
    head: str


@frozen
class Issue:
    """What is said of a bundle beside its content, all of it under the signature over the manifest.

    `signer` is the public key (hex) that signs the manifest: without its signature beside it a
    bundle is not whole. `approval` is what was signed at the sign-off, and `record` the entry it
    has in the record: its number grows with every approval of a library, so that an older bundle
    put back can be seen. `version` is the story's, `address` the page's URL or "", `templates` what
    the page was made with (SHA-256, hex). All of it is the same however often it goes out.
    """

    signer: str
    approval: Signed
    version: int
    address: str
    record: RecordHead
    templates: str


@frozen
class Manifest:
    """`story` is the story's id; `sign_off` is None exactly for a proof; `files` are sorted and
    do not list the manifest itself, nor its signature; `issue` is None for a proof, and for what
    went out before bundles were signed."""

    kind: BundleKind
    page: str
    story: str
    snapshot: str
    sign_off: SignOff | None
    program_version: str
    files: tuple[FileEntry, ...]
    issue: Issue | None = field(default=None, metadata=since(2))

    @classmethod
    def of(
        cls,
        *,
        page: str,
        story: str,
        snapshot: str,
        sign_off: SignOff | None,
        program_version: str,
        files: Iterable[FileEntry],
        issue: Issue | None = None,
    ) -> "Manifest":
        kind: BundleKind = "proof" if sign_off is None else "bundle"
        ordered = tuple(sorted(files, key=lambda entry: entry.path))
        first = (kind, page, story, snapshot, sign_off, program_version)
        return cls(*first, files=ordered, issue=issue)

    @property
    def path(self) -> str:
        """Where the manifest of this page lies, from the bundle's root."""
        return beside(self.page, MANIFEST)

    def to_bytes(self) -> bytes:
        """With the lowest schema that can say it; see `forms`."""
        later, schema = _FORMS.later(self)
        return canonical(
            {
                "format": FORMAT,
                "schema": schema,
                "kind": self.kind,
                "page": self.page,
                "story": self.story,
                "snapshot": self.snapshot,
                "sign_off": self.sign_off and _SIGNED.form(self.sign_off),
                "program": {"name": "Galley", "version": self.program_version},
                "files": [asdict(entry) for entry in self.files],
                **later,
            }
        )


def beside(page: str, name: str) -> str:
    """The path of a file beside a page."""
    return f"{page.rpartition('/')[0]}/{name}"


# What a manifest had in schema 1, for good; what comes later is a field of its own with `since`.
_FORMS = Forms(
    {
        Manifest: ("kind", "page", "story", "snapshot", "sign_off", "program_version", "files"),
        Issue: ("signer", "approval", "version", "address", "record", "templates"),
        RecordHead: ("number", "head"),
        Key: signing.FORMS[Key],
        Signed: signing.FORMS[Signed],
    }
)


_SIGNED = Forms(
    {SignOff: ("snapshot", "by", "at", "note")},
    aside={SignOff: ("story_id", "account", "key", "signature")},
)


def _later(data: dict[str, Any]) -> dict[str, Any]:
    try:
        return _FORMS.read_later(Manifest, data)
    except (KeyError, TypeError, ValueError) as error:
        raise ManifestError("manifest.wrong-field") from error


def canonical(data: object) -> bytes:
    """The one byte form of JSON in a bundle."""
    text = json.dumps(data, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return text.encode("utf-8")


def read_manifest(content: bytes) -> Manifest:
    """The manifest in `content`. Raises ManifestError."""
    try:
        data = json.loads(content.decode("utf-8"))
    except (ValueError, RecursionError) as error:
        raise ManifestError("manifest.no-json") from error
    if not isinstance(data, dict) or data.get("format") != FORMAT:
        raise ManifestError("manifest.not-ours")
    schema = data.get("schema")
    known = _FORMS.newest()
    if not isinstance(schema, int) or schema > known:
        raise ManifestError("manifest.newer-schema", schema=schema, known=known)
    if (kind := data.get("kind")) not in ("bundle", "proof"):
        raise ManifestError("manifest.no-kind")
    files, program = data.get("files"), data.get("program")
    if not isinstance(files, list):
        raise ManifestError("manifest.no-files")
    manifest = Manifest(
        kind=kind,
        page=_text(data, "page"),
        story=_text(data, "story"),
        snapshot=_hash(data, "snapshot"),
        sign_off=_sign_off(data),
        program_version=_text(program if isinstance(program, dict) else {}, "version"),
        files=tuple(_entry(each) for each in cast("list[Any]", files)),
        **_later(data),
    )
    if not signing.plain(data.get("issue")):
        raise ManifestError("manifest.characters", name="issue")
    # Also finds doubled keys and numbers written in two ways, which readers take differently.
    if manifest.to_bytes() != content:
        raise ManifestError("manifest.not-canonical")
    return manifest


def _sign_off(data: dict[str, Any]) -> SignOff | None:
    given = data.get("sign_off")
    if given is None:
        return None
    if not isinstance(given, dict):
        raise ManifestError("manifest.sign-off-unreadable")
    try:
        at = datetime.fromisoformat(_text(given, "at"))
    except ValueError as error:
        raise ManifestError("manifest.sign-off-undated") from error
    if at.tzinfo is None:
        raise ManifestError("manifest.sign-off-zoneless")
    return SignOff(
        story_id=_text(data, "story"),
        snapshot=_hash(given, "snapshot"),
        by=_text(given, "by"),
        at=at,
        note=_text(given, "note", lines=True),
    )


def _entry(given: object) -> FileEntry:
    if not isinstance(given, dict):
        raise ManifestError("manifest.files-unreadable")
    size = given.get("size")
    if type(size) is not int or size < 0:
        raise ManifestError("manifest.file-sizeless")
    return FileEntry(_text(given, "path"), size, _hash(given, "sha256"))


def _text(data: dict[str, Any], name: str, *, lines: bool = False) -> str:
    value = data.get(name)
    if not isinstance(value, str):
        raise ManifestError("manifest.missing", name=name)
    # Names are printed where a control character would be obeyed; none of ours has one.
    if not all(is_supported(sign) and (lines or sign != "\n") for sign in value):
        raise ManifestError("manifest.characters", name=name)
    return value


def _hash(data: dict[str, Any], name: str) -> str:
    value = _text(data, name)
    if not _HASH.fullmatch(value):
        raise ManifestError("manifest.no-hash", name=name)
    return value
