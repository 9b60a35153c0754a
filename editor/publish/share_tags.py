"""What other sites show of a page that somebody shares: Open Graph and card tags.

After newsroom.md, section 5. A tag without a value is never printed.
"""

from collections.abc import Iterator, Mapping

from editor.publish.address import PageAddress
from editor.publish.news_article import description
from editor.publish.picture_files import PictureFile, PictureFiles
from editor.publish.wording import open_graph_locale
from editor.story.snapshot import Snapshot
from editor.story.text import clean_line

Tag = tuple[str, str]


def open_graph_tags(
    snapshot: Snapshot, address: PageAddress, pictures: Mapping[str, PictureFiles], language: str
) -> tuple[Tag, ...]:
    """(property, content) pairs, in order."""
    dated = snapshot.dated.isoformat()
    tags: list[Tag] = [
        ("og:type", "article"),
        ("og:title", clean_line(snapshot.headline)),
        ("og:description", description(snapshot)),
        ("og:url", address.url),
        ("og:site_name", snapshot.outlet.name),
        ("og:locale", open_graph_locale(language)),
        *_image_tags(address, pictures),
        ("article:published_time", dated),
        ("article:modified_time", dated),
        *(("article:author", clean_line(each.name)) for each in snapshot.byline),
        ("article:section", snapshot.section.name),
        *(("article:tag", keyword) for keyword in snapshot.keywords),
    ]
    return tuple((name, content) for name, content in tags if content)


def card_tags(pictures: Mapping[str, PictureFiles]) -> tuple[Tag, ...]:
    """(name, content) pairs for the cards of social networks."""
    card = share_picture(pictures)
    tags: list[Tag] = [
        ("twitter:card", "summary_large_image" if card else "summary"),
        ("twitter:image:alt", card.rendition.photo.alt if card else ""),
    ]
    return tuple((name, content) for name, content in tags if content)


def share_picture(pictures: Mapping[str, PictureFiles]) -> PictureFile | None:
    """The widest cut of the page's first photo, 16x9."""
    return next((file for files in pictures.values() for file in files.cards), None)


def _image_tags(address: PageAddress, pictures: Mapping[str, PictureFiles]) -> Iterator[Tag]:
    card = share_picture(pictures)
    if card is not None:
        yield "og:image", address.absolute(card.path)
        yield "og:image:type", card.rendition.encoding.media_type
        yield "og:image:width", str(card.rendition.width)
        yield "og:image:height", str(card.rendition.height)
        yield "og:image:alt", card.rendition.photo.alt
