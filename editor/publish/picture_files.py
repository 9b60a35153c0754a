"""The picture files of a page: which renditions a placed photo needs and what they are called.

A name tells the story's slug, never the original's file name; it changes when the picture or
its crop changes, so that no web cache goes on showing the old one. Makes no picture.
"""

import hashlib
from dataclasses import dataclass

from editor.publish.address import PageAddress
from editor.story.rendition import (
    CARD_RATIOS,
    Encoding,
    Rendition,
    card_renditions,
    page_renditions,
)
from editor.story.snapshot import PlacedPhoto, Snapshot

# What a browser that reads no srcset gets: enough for a column of text.
FALLBACK_WIDTH = 800
# The slug stands in the path twice already, and Windows ends a path at 260 characters.
MAX_SLUG_IN_NAME = 40


@dataclass(frozen=True, slots=True)
class PictureFile:
    """One file and how it is made; `name` is its role (`1200w`, `16x9`)."""

    path: str
    name: str
    rendition: Rendition


@dataclass(frozen=True, slots=True)
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
        photo.placement: _files(photo, _stem(photo, number, address), card=photo is first)
        for number, photo in enumerate(snapshot.photos, start=1)
    }


def _stem(photo: PlacedPhoto, number: int, address: PageAddress) -> str:
    seen = hashlib.sha256(f"{photo.photo} {photo.crop!r}".encode()).hexdigest()[:8]
    slug = address.slug[:MAX_SLUG_IN_NAME].strip("-")
    return f"{address.folder}/photos/{slug}-{number}-{seen}"


def _files(photo: PlacedPhoto, stem: str, *, card: bool) -> PictureFiles:
    on_page = tuple(
        PictureFile(f"{stem}-{each.width}.{each.encoding}", f"{each.width}w", each)
        for each in page_renditions(photo)
    )
    cards: tuple[PictureFile, ...] = ()
    if card:
        cards = tuple(
            PictureFile(f"{stem}-{across}x{down}.{each.encoding}", f"{across}x{down}", each)
            for (across, down), each in zip(CARD_RATIOS, card_renditions(photo), strict=True)
        )
    return PictureFiles(photo, on_page, cards)
