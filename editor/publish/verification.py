"""Is this bundle whole, unchanged and harmless? Answered from its bytes alone.

Never trusts the manifest: every claim is compared with what lies there. Needs no library.
It cannot say who made a bundle: that takes a signature.
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
    Manifest,
    ManifestError,
    read_manifest,
)
from editor.publish.page import CONTENT_POLICY
from editor.publish.page_reading import MAX_PROBLEMS, PageReading, read_page
from editor.story.addresses import safe_address

__all__ = ["NotABundle", "Verification", "verify_bundle"]

MAX_PAGE = 10_000_000  # bytes: a million words

# Beginnings of the files that a bundle may hold beside pages and style sheets.
_PICTURES = {"jpg": regex(rb"\xff\xd8\xff"), "webp": regex(rb"RIFF....WEBP", re.DOTALL)}
_STYLE_LOADS = regex(r"url\s*\(|@import|image-set\s*\(|\bsrc\s*\(|\bimage\s*\(|\\|</|//", re.I)
_CONTROLS = regex(r"[\x00-\x20\x7f]")


@frozen
class Verification:
    """`problems` are sentences; `signed_off_by` is "" for a proof; `page` is the page's path.

    Of a web root with several bundles `parts` holds one verification each; `kind` is "proof"
    when any of them is one, the other texts are what all of them say alike, or "".
    """

    ok: bool
    problems: tuple[str, ...]
    kind: str
    signed_off_by: str
    snapshot: str
    page: str = ""
    parts: "tuple[Verification, ...]" = ()


def verify_bundle(path: Path) -> Verification:
    """Everything that is wrong with the bundle at `path`, folder or zip, or with all bundles of
    a web root.

    Raises NotABundle, with a sentence, when there is no bundle at all.
    """
    files = open_bundle(path)
    try:
        manifests = [_manifest(files, path, each) for each in files.manifests]
        owned = {file.path for manifest in manifests for file in manifest.files}
        common = [*files.problems]
        strays = sorted(set(files.files) - owned - set(files.manifests))
        common += [
            f"{stray[:200]} does not belong to the bundle."
            for stray in strays
            if stray.startswith(files.within)
        ]
        parts = tuple(
            _verified(manifest, _Inspection(files, manifest, place))
            for place, manifest in zip(files.manifests, manifests, strict=True)
        )
    finally:
        files.close()
    if len(parts) == 1:
        return replace(parts[0], **_told((*common, *parts[0].problems)))
    named = [f"{part.page}: {problem}" for part in parts for problem in part.problems]
    return Verification(
        **_told((*common, *named)),
        kind="proof" if any(part.kind == "proof" for part in parts) else "bundle",
        signed_off_by=_alike(part.signed_off_by for part in parts),
        snapshot=_alike(part.snapshot for part in parts),
        parts=parts,
    )


def _manifest(files: BundleFiles, path: Path, place: str) -> Manifest:
    try:
        return read_manifest(read_bounded(files, place, MAX_MANIFEST))
    except Unreadable as error:
        raise NotABundle(f"{path}: {error}") from error
    except ManifestError as error:
        raise NotABundle(f"The {MANIFEST} in {path} cannot be used: {error}.") from error


def _verified(manifest: Manifest, inspection: "_Inspection") -> Verification:
    sign_off = manifest.sign_off
    return Verification(
        **_told(inspection.problems()),
        kind=manifest.kind,
        signed_off_by=sign_off.by if sign_off else "",
        snapshot=manifest.snapshot,
        page=manifest.page,
    )


def _told(problems: Iterable[str]) -> dict[str, Any]:
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

    def problems(self) -> Iterator[str]:
        if self.place not in (MANIFEST, self.manifest.path):
            yield f"The {MANIFEST} does not lie beside its page."
        yield from self._sign_off()
        yield from self._contents()
        yield from self._page()
        for path in sorted(self._listed & set(self.files.files)):
            yield from self._kind_of_file(path)

    def _sign_off(self) -> Iterator[str]:
        manifest, sign_off = self.manifest, self.manifest.sign_off
        if manifest.kind == "proof" and sign_off is not None:
            yield "A proof carries a sign-off."
        if manifest.kind == "bundle" and sign_off is None:
            yield "Nobody signed this bundle off."
        if sign_off is not None and not sign_off.by.strip():
            yield "The sign-off names nobody."
        if sign_off is not None and not sign_off.covers(manifest.snapshot):
            yield "What was signed off is another snapshot than the one in the bundle."

    def _contents(self) -> Iterator[str]:
        present = self.files.files
        if len(self._listed) != len(self.manifest.files):
            yield "The manifest lists a file twice."
        for entry in self.manifest.files:
            if entry.path == self.place or entry.path not in present:
                yield f"{entry.path[:200]} is missing."
                continue
            try:
                size, sha256 = digest(self.files, entry.path, min(entry.size, MAX_FILE))
            except Unreadable as error:
                yield str(error)
                continue
            if (size, sha256) != (entry.size, entry.sha256):
                yield f"{entry.path} was changed after the bundle was made."

    def _page(self) -> Iterator[str]:
        path = self.manifest.page
        if path not in self._listed or not path.endswith("/index.html"):
            yield "The bundle has no page."
            return
        try:
            html = read_bounded(self.files, path, MAX_PAGE).decode("utf-8")
        except Unreadable as error:
            yield str(error)
            return
        except UnicodeDecodeError:
            yield "The page is not UTF-8."
            return
        page = read_page(html)
        yield from page.problems
        if page.policy != [CONTENT_POLICY]:
            yield "The page has not the content policy of a published page."
        if page.is_proof != (self.manifest.kind == "proof"):
            said = "may" if self.manifest.kind == "proof" else "may not"
            yield f"Search engines {said} list this {self.manifest.kind}."
        yield from self._addresses(page)

    def _addresses(self, page: PageReading) -> Iterator[str]:
        for address in page.loads:
            if (target := self._inside(address)) is None:
                yield f"The page loads {address[:100]!r} from elsewhere."
            elif target not in self._listed:
                yield f"The page needs {target[:200]}, which is not in the bundle."
        for address in page.links:
            yield from self._link(address, page)
        for address in page.claims:
            target = self._inside(address)
            if target is None and not safe_address(address):
                yield f"The page names a picture {address[:100]!r}."
            elif target is not None and target not in self._listed:
                yield f"The page names {target[:200]}, which is not in the bundle."

    def _link(self, address: str, page: PageReading) -> Iterator[str]:
        if address.startswith("#"):
            if address[1:] not in page.ids:
                yield f"The link {address[:100]!r} leads nowhere."
        elif (target := self._inside(address)) is not None:
            # Other pages of the site are not in the bundle; pictures and style sheets are.
            kept = target.startswith(("assets/", f"{posixpath.dirname(self.manifest.page)}/"))
            if kept and target not in self._listed:
                yield f"The page links to {target[:200]}, which is not in the bundle."
        elif not safe_address(address):
            yield f"The page has a link to {address[:100]!r}."

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

    def _kind_of_file(self, path: str) -> Iterator[str]:
        suffix = path.rpartition(".")[2]
        if path == self.manifest.page:
            return
        try:
            if suffix in _PICTURES:
                if not _PICTURES[suffix].match(beginning(self.files, path)):
                    yield f"{path} is not the picture it is called."
            elif suffix == "css":
                style = read_bounded(self.files, path, MAX_PAGE).decode("utf-8")
                if found := _STYLE_LOADS.search(style):
                    yield f"{path} loads something ({found.group()!r})."
            elif suffix == "json":
                yield from self._sidecar(path)
            else:
                yield f"{path} is of a kind that bundles do not hold."
        except (Unreadable, OSError) as error:
            yield str(error)
        except (ValueError, RecursionError):
            yield f"{path} cannot be read."

    def _sidecar(self, path: str) -> Iterator[str]:
        item = json.loads(read_bounded(self.files, path, MAX_PAGE).decode("utf-8"))
        status = "withheld" if self.manifest.kind == "proof" else "usable"
        if not isinstance(item, dict) or not isinstance(item.get("uri"), str):
            yield f"{path} is no news item."
        elif item.get("pubStatus") != status:
            yield f"{path} does not say that the story is {status}."
