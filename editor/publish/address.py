"""Where a story stands on its site: the folder of its page, and how the page names other files.

Only names; nothing here touches a disk. Every path is posix, in ASCII, from the bundle's root.
"""

import hashlib
from urllib.parse import quote, urlsplit

from editor.late import frozen
from editor.story.addresses import safe_address, slugify
from editor.story.edits import UNEDITED
from editor.story.outlet import NavItem
from editor.story.rendition import (
    Encoding,
    Rendition,
    card_renditions,
    page_renditions,
)
from editor.story.snapshot import PlacedPhoto, Snapshot

# Windows refuses files of these names, with any ending (Microsoft, "Naming Files, Paths").
DEVICE_NAMES = frozenset(
    ("con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10)))
)


@frozen
class PageAddress:
    """`slug` is usable as a file name on every system; `folder` holds the page; `site` is the
    outlet's root URL with a closing slash, or "" while it is not known."""

    slug: str
    folder: str
    site: str

    @classmethod
    def of(cls, snapshot: Snapshot) -> "PageAddress":
        slug = path_name(snapshot.slug, f"story-{slugify(snapshot.story_id)[:8]}".rstrip("-"))
        section, dated = path_name(snapshot.section.key, ""), snapshot.dated
        parts = (section, f"{dated.year:04d}", f"{dated.month:02d}", slug)
        folder = "/".join(part for part in parts if part)
        return cls(slug, folder, site_root(snapshot.outlet.address))

    @property
    def page(self) -> str:
        return f"{self.folder}/index.html"

    @property
    def up(self) -> str:
        """From the page's folder to the root of the site, `../../../../`."""
        return "../" * (self.folder.count("/") + 1)

    @property
    def url(self) -> str:
        """The page's own URL, or ""."""
        return f"{self.site}{self.folder}/" if self.site else ""

    def relative(self, path: str) -> str:
        """`path` as the page links to it."""
        own = f"{self.folder}/"
        return path.removeprefix(own) if path.startswith(own) else self.up + path

    def absolute(self, path: str) -> str:
        """`path` for readers elsewhere: a URL, or the relative link while no site is known."""
        return self.site + path if self.site else self.relative(path)

    def navigation(self, item: NavItem) -> str:
        """The link behind an entry of the navigation; one that leads off the site stays whole."""
        return safe_address(item.path) or self.up + quote(item.path.lstrip("/"), safe="/?#=&%~")


def path_name(text: str, otherwise: str) -> str:
    """`text` as one name in a path, or `otherwise` when nothing of it can stand there."""
    name = slugify(text) or otherwise
    return f"story-{name}" if name in DEVICE_NAMES else name


def site_root(address: str) -> str:
    """An outlet's address as the beginning of absolute URLs, or "" when it cannot be one."""
    address = safe_address(address)
    parts = urlsplit(address)
    if parts.scheme.lower() not in ("http", "https") or parts.query or parts.fragment:
        return ""
    return address if address.endswith("/") else f"{address}/"


# What a browser that reads no srcset gets: enough for a column of text.
FALLBACK_WIDTH = 800
# The slug stands in the path twice already, and Windows ends a path at 260 characters.
MAX_SLUG_IN_NAME = 40


@frozen
class PictureFile:
    """One file and how it is made; `name` is its role (`1200w`, `16x9`)."""

    path: str
    name: str
    rendition: Rendition


@frozen
class PictureFiles:
    """The files of one placed photo; `cards` is empty for all but the page's first photo."""

    photo: PlacedPhoto
    on_page: tuple[PictureFile, ...]
    cards: tuple[PictureFile, ...]

    @property
    def all(self) -> tuple[PictureFile, ...]:
        return self.on_page + self.cards

    def encoded(self, encoding: Encoding) -> tuple[PictureFile, ...]:
        return tuple(file for file in self.on_page if file.rendition.encoding is encoding)

    @property
    def largest(self) -> PictureFile:
        return max(self.encoded(Encoding.JPEG), key=lambda file: file.rendition.width)

    @property
    def fallback(self) -> PictureFile:
        """The widest JPEG up to `FALLBACK_WIDTH`, or the narrowest there is."""
        files = sorted(self.encoded(Encoding.JPEG), key=lambda file: file.rendition.width)
        fitting = [file for file in files if file.rendition.width <= FALLBACK_WIDTH]
        return (fitting or files[:1])[-1]


def picture_files(snapshot: Snapshot, address: PageAddress) -> dict[str, PictureFiles]:
    """The files of every photo by its placement's id, in the order of the page."""
    first = snapshot.lead or (snapshot.photos[0] if snapshot.photos else None)
    return {
        photo.placement: _files(
            photo, _stem(photo, number, address), card=photo is first, avif=snapshot.outlet.avif
        )
        for number, photo in enumerate(snapshot.photos, start=1)
    }


def _stem(photo: PlacedPhoto, number: int, address: PageAddress) -> str:
    # A picture that is as it came keeps the names it had before there was anything else.
    edits = "" if photo.edits == UNEDITED else f" {photo.edits!r}"
    seen = hashlib.sha256(f"{photo.photo} {photo.crop!r}{edits}".encode()).hexdigest()[:8]
    slug = address.slug[:MAX_SLUG_IN_NAME].strip("-")
    return f"{address.folder}/photos/{slug}-{number}-{seen}"


def _files(photo: PlacedPhoto, stem: str, *, card: bool, avif: bool) -> PictureFiles:
    on_page = tuple(
        PictureFile(f"{stem}-{each.width}.{each.encoding}", f"{each.width}w", each)
        for each in page_renditions(photo, avif=avif)
    )
    cards: tuple[PictureFile, ...] = ()
    if card:
        cards = tuple(
            PictureFile(f"{stem}-{ratio}.{each.encoding}", str(ratio), each)
            for ratio, each in card_renditions(photo).items()
        )
    return PictureFiles(photo, on_page, cards)
