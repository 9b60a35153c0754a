"""Is this bundle whole, unchanged and harmless? Answered from its bytes alone.

Never trusts the manifest: every claim is compared with what lies there. Needs no library. Who
approved it, `proving` tells of its signatures.
"""

import json
import posixpath
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from editor.late import frozen, regex
from editor.message import Message, literal, message
from editor.publish.bundle_files import (
    MAX_FILE,
    BundleFiles,
    NotABundle,
    Unreadable,
    beginning,
    digest,
    open_bundle,
    read_bounded,
)
from editor.publish.manifest import (
    MANIFEST,
    MAX_MANIFEST,
    SNAPSHOT,
    Manifest,
    ManifestError,
    beside,
    read_manifest,
)
from editor.publish.page import CONTENT_POLICY
from editor.publish.page_reading import MAX_PROBLEMS, PageReading, read_page
from editor.publish.proving import Approval, Coverage, Proving, signature_place
from editor.publish.signing import KnownKeys
from editor.publish.verify_page import VERIFY_PAGE
from editor.story.addresses import safe_address

__all__ = ["NotABundle", "Verification", "verify_bundle"]

MAX_PAGE = 10_000_000  # bytes: a million words

# Beginnings of the files that a bundle may hold beside pages and style sheets.
_PICTURES = {
    "jpg": regex(rb"\xff\xd8\xff"),
    "webp": regex(rb"RIFF....WEBP", re.DOTALL),
    "avif": regex(rb"....ftypavif", re.DOTALL),
}
_BESIDE = {"c2pa": regex(rb"....jumb", re.DOTALL)}  # what a picture was signed with
_STYLE_LOADS = regex(r"url\s*\(|@import|image-set\s*\(|\bsrc\s*\(|\bimage\s*\(|\\|</|//", re.I)
_CONTROLS = regex(r"[\x00-\x20\x7f]")


@frozen
class Verification:
    """`signed_off_by` is what the bundle says, "" for a proof; `page` is the page's path; `signed`
    is None where nothing is signed or a signature is wrong.

    Of a web root with several bundles `parts` holds one verification each; `kind` is "proof"
    when any of them is one, the other texts are what all of them say alike, or "".
    """

    ok: bool
    problems: tuple[Message, ...]
    kind: str
    signed_off_by: str
    snapshot: str
    page: str = ""
    parts: "tuple[Verification, ...]" = ()
    signed: Approval | None = None
    coverage: Coverage | None = None


def verify_bundle(path: Path, known: KnownKeys | None = None) -> Verification:
    """Everything that is wrong with the bundle at `path`, folder or zip, or with all bundles of
    a web root; and who approved them, as far as their newsroom's keys are known.

    Raises NotABundle, with a sentence, when there is no bundle at all.
    """
    files = open_bundle(path)
    try:
        read = [_manifest(files, path, each) for each in files.manifests]
        manifests = [manifest for manifest, _ in read]
        owned = {file.path for manifest in manifests for file in manifest.files}
        owned |= set(map(signature_place, manifests))
        common = [*files.problems]
        strays = sorted(set(files.files) - owned - set(files.manifests))
        common += [
            message("verification.stray", path=stray[:200])
            for stray in strays
            if stray.startswith(files.within)
        ]
        parts = tuple(
            _verified(
                manifest,
                _Inspection(files, manifest, place),
                Proving(files, manifest, content, known or KnownKeys()),
            )
            for place, (manifest, content) in zip(files.manifests, read, strict=True)
        )
    finally:
        files.close()
    if len(parts) == 1:
        return replace(parts[0], **_told((*common, *parts[0].problems)))
    named = [
        message("verification.of-page", page=part.page, problem=problem)
        for part in parts
        for problem in part.problems
    ]
    return Verification(
        **_told((*common, *named)),
        kind="proof" if any(part.kind == "proof" for part in parts) else "bundle",
        signed_off_by=_alike(part.signed_off_by for part in parts),
        snapshot=_alike(part.snapshot for part in parts),
        parts=parts,
    )


def _manifest(files: BundleFiles, path: Path, place: str) -> tuple[Manifest, bytes]:
    try:
        content = read_bounded(files, place, MAX_MANIFEST)
        return read_manifest(content), content
    except Unreadable as error:
        raise NotABundle("bundle.of-path", path=path, found=error) from error
    except ManifestError as error:
        raise NotABundle("bundle.manifest-unusable", path=path, found=error) from error


def _verified(manifest: Manifest, inspection: "_Inspection", proving: Proving) -> Verification:
    sign_off = manifest.sign_off
    problems = [*proving.problems(), *islice(inspection.problems(), MAX_PROBLEMS)]
    return Verification(
        **_told(problems),
        kind=manifest.kind,
        signed_off_by=sign_off.by if sign_off else "",
        snapshot=manifest.snapshot,
        page=manifest.page,
        signed=None if problems else proving.approval,
        coverage=proving.coverage,
    )


def _told(problems: Iterable[Message]) -> dict[str, Any]:
    told = tuple(islice(dict.fromkeys(problems), MAX_PROBLEMS))
    return {"ok": not told, "problems": told}


def _alike(texts: Iterable[str]) -> str:
    different = set(texts)
    return different.pop() if len(different) == 1 else ""


@dataclass(slots=True)
class _Inspection:
    files: BundleFiles
    manifest: Manifest
    place: str
    _listed: set[str] = field(init=False)

    def __post_init__(self) -> None:
        self._listed = {entry.path for entry in self.manifest.files}

    def problems(self) -> Iterator[Message]:
        if self.place not in (MANIFEST, self.manifest.path):
            yield message("verification.manifest-astray")
        yield from self._sign_off()
        yield from self._contents()
        yield from self._page()
        for path in sorted(self._listed & set(self.files.files)):
            yield from self._kind_of_file(path)

    def _sign_off(self) -> Iterator[Message]:
        manifest, sign_off = self.manifest, self.manifest.sign_off
        if manifest.kind == "proof" and sign_off is not None:
            yield message("verification.proof-signed")
        if manifest.kind == "bundle" and sign_off is None:
            yield message("verification.unsigned")
        if sign_off is not None and not sign_off.by.strip():
            yield message("verification.nobody")
        if sign_off is not None and not sign_off.covers(manifest.snapshot):
            yield message("verification.another-snapshot")

    def _contents(self) -> Iterator[Message]:
        present = self.files.files
        if len(self._listed) != len(self.manifest.files):
            yield message("verification.listed-twice")
        for entry in self.manifest.files:
            if entry.path == self.place or entry.path not in present:
                yield message("verification.missing", path=entry.path[:200])
                continue
            try:
                size, sha256 = digest(self.files, entry.path, min(entry.size, MAX_FILE))
            except Unreadable as error:
                yield error.message
                continue
            if (size, sha256) != (entry.size, entry.sha256):
                yield message("verification.changed", path=entry.path)

    def _page(self) -> Iterator[Message]:
        path = self.manifest.page
        if path not in self._listed or not path.endswith("/index.html"):
            yield message("verification.no-page")
            return
        try:
            html = read_bounded(self.files, path, MAX_PAGE).decode("utf-8")
        except Unreadable as error:
            yield error.message
            return
        except UnicodeDecodeError:
            yield message("verification.no-utf-8")
            return
        page = read_page(html)
        yield from page.problems
        if page.policy != [CONTENT_POLICY]:
            yield message("verification.no-policy")
        if page.is_proof != (self.manifest.kind == "proof"):
            proof = self.manifest.kind == "proof"
            yield message("verification.proof-listed" if proof else "verification.bundle-unlisted")
        yield from self._addresses(page)

    def _addresses(self, page: PageReading) -> Iterator[Message]:
        for address in page.loads:
            if (target := self._inside(address)) is None:
                yield message("verification.loads-elsewhere", address=address[:100])
            elif target not in self._listed:
                yield message("verification.needs", target=target[:200])
        for address in page.links:
            yield from self._link(address, page)
        for address in page.claims:
            target = self._inside(address)
            if target is None and not safe_address(address):
                yield message("verification.names-picture", address=address[:100])
            elif target is not None and target not in self._listed:
                yield message("verification.names", target=target[:200])

    def _link(self, address: str, page: PageReading) -> Iterator[Message]:
        if address.startswith("#"):
            if address[1:] not in page.ids:
                yield message("verification.leads-nowhere", address=address[:100])
        elif (target := self._inside(address)) is not None:
            # Other pages of the site are not in the bundle; pictures and style sheets are.
            kept = target.startswith(("assets/", f"{posixpath.dirname(self.manifest.page)}/"))
            if kept and target not in self._listed:
                yield message("verification.links", target=target[:200])
        elif not safe_address(address):
            yield message("verification.link", address=address[:100])

    def _inside(self, address: str) -> str | None:
        """The path in the bundle behind a relative address; None for one that leads out."""
        if not address or _CONTROLS.search(address) or "\\" in address:
            return None
        try:
            parts = urlsplit(address)
        except ValueError:
            return None
        if parts.scheme or parts.netloc or address.startswith("/"):
            return None
        folder = posixpath.dirname(self.manifest.page)
        target = posixpath.normpath(posixpath.join(folder, unquote(parts.path)))
        return None if target.startswith("..") else target

    def _kind_of_file(self, path: str) -> Iterator[Message]:
        suffix = path.rpartition(".")[2]
        own = (beside(self.manifest.page, name) for name in (SNAPSHOT, VERIFY_PAGE))
        if path == self.manifest.page or (self.manifest.issue and path in own):
            return  # each is looked at as what it is
        try:
            if begins := (_PICTURES | _BESIDE).get(suffix):
                if not begins.match(beginning(self.files, path)):
                    yield message("verification.no-picture", path=path)
            elif suffix == "css":
                style = read_bounded(self.files, path, MAX_PAGE).decode("utf-8")
                if found := _STYLE_LOADS.search(style):
                    yield message("verification.loads", path=path, found=found.group())
            elif suffix == "json":
                yield from self._sidecar(path)
            else:
                yield message("verification.no-kind", path=path)
        except Unreadable as error:
            yield error.message
        except OSError as error:
            yield literal(str(error))
        except (ValueError, RecursionError):
            yield message("verification.unreadable", path=path)

    def _sidecar(self, path: str) -> Iterator[Message]:
        item = json.loads(read_bounded(self.files, path, MAX_PAGE).decode("utf-8"))
        status = "withheld" if self.manifest.kind == "proof" else "usable"
        if not isinstance(item, dict) or not isinstance(item.get("uri"), str):
            yield message("verification.no-news-item", path=path)
        elif item.get("pubStatus") != status:
            proof = self.manifest.kind == "proof"
            key = "verification.not-withheld" if proof else "verification.not-usable"
            yield Message(key, (("path", path),))
