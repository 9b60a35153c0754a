"""Is this bundle whole, unchanged and harmless? Answered from its bytes alone.

Never trusts the manifest: every claim is compared with what lies there. Needs no library.
It cannot say who made a bundle: that takes a signature.
"""

import json
import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote, urlsplit

from editor.publish.bundle_files import (
    MAX_FILE,
    BundleFiles,
    NotABundle,
    Unreadable,
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
from editor.publish.page_reading import PageReading, read_page
from editor.story.links import safe_address

__all__ = ["NotABundle", "Verification", "verify_bundle"]

MAX_PAGE = 20_000_000  # bytes
MAX_PROBLEMS = 100

# Beginnings of the files that a bundle may hold beside pages and style sheets.
_PICTURES = {"jpg": re.compile(rb"\xff\xd8\xff"), "webp": re.compile(rb"RIFF....WEBP", re.DOTALL)}
_STYLE_LOADS = re.compile(r"url\s*\(|@import|image-set\s*\(|\bsrc\s*\(|\bimage\s*\(|\\|</|//", re.I)
_CONTROLS = re.compile(r"[\x00-\x20\x7f]")


@dataclass(frozen=True, slots=True)
class Verification:
    """`problems` are sentences; `signed_off_by` is "" for a proof."""

    ok: bool
    problems: tuple[str, ...]
    kind: str
    signed_off_by: str
    snapshot: str


def verify_bundle(path: Path) -> Verification:
    """Everything that is wrong with the bundle at `path`, folder or zip.

    Raises NotABundle, with a sentence, when there is no bundle at all.
    """
    files = open_bundle(path)
    try:
        content = read_bounded(files, MANIFEST, MAX_MANIFEST)
        manifest = read_manifest(content)
    except Unreadable as error:
        files.close()
        raise NotABundle(f"{path}: {error}") from error
    except ManifestError as error:
        files.close()
        raise NotABundle(f"The {MANIFEST} in {path} cannot be used: {error}.") from error
    try:
        problems = tuple(dict.fromkeys(_Inspection(files, manifest).problems()))[:MAX_PROBLEMS]
    finally:
        files.close()
    sign_off = manifest.sign_off
    return Verification(
        ok=not problems,
        problems=problems,
        kind=manifest.kind,
        signed_off_by=sign_off.by if sign_off else "",
        snapshot=manifest.snapshot,
    )


@dataclass(slots=True)
class _Inspection:
    files: BundleFiles
    manifest: Manifest
    _listed: set[str] = field(init=False)

    def __post_init__(self) -> None:
        self._listed = {entry.path for entry in self.manifest.files}

    def problems(self) -> Iterator[str]:
        yield from self.files.problems
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
            if entry.path == MANIFEST or entry.path not in present:
                yield f"{entry.path[:200]} is missing."
                continue
            try:
                size, sha256 = digest(self.files, entry.path, min(entry.size, MAX_FILE))
            except Unreadable as error:
                yield str(error)
                continue
            if (size, sha256) != (entry.size, entry.sha256):
                yield f"{entry.path} was changed after the bundle was made."
        for path in sorted(set(present) - self._listed - {MANIFEST}):
            yield f"{path[:200]} does not belong to the bundle."

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
                with self.files.open(path) as stream:
                    if not _PICTURES[suffix].match(stream.read(16)):
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
