"""What others read of a page: schema.org NewsArticle as JSON-LD for search engines, Open Graph and
card tags for sites where somebody shares it. A tag without a value is never printed.

The words are those of the page and of the picture files (all from one snapshot), since search
engines believe the page where the two differ. Field by field after newsroom.md, section 5.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from urllib.parse import urlsplit

from editor.publish.address import PageAddress, PictureFile, PictureFiles
from editor.publish.wording import open_graph_locale
from editor.story.addresses import safe_address
from editor.story.document import Paragraph, block_runs
from editor.story.people import Contributor, Kind
from editor.story.photo import PHOTO_FIELDS, SOURCE_TYPE, SOURCE_TYPES
from editor.story.photo import Kind as FactKind
from editor.story.runs import runs_text
from editor.story.snapshot import Snapshot
from editor.story.text import clean_line, clean_text

MAX_DESCRIPTION = 200

Json = dict[str, Any]


def news_article(
    snapshot: Snapshot, address: PageAddress, pictures: Mapping[str, PictureFiles], language: str
) -> Json:
    """The NewsArticle; whatever the snapshot does not say is left out."""
    outlet, dated = snapshot.outlet, snapshot.dated.isoformat()
    publisher = {"@type": "Organization", "name": outlet.publisher or outlet.name}
    return said(
        {
            "@context": "https://schema.org",
            "@type": "NewsArticle",
            "mainEntityOfPage": address.url and {"@type": "WebPage", "@id": address.url},
            "url": address.url,
            "headline": clean_line(snapshot.headline),
            "description": description(snapshot),
            "image": [
                image for files in pictures.values() for image in _image_objects(files, address)
            ],
            "datePublished": dated,
            "dateModified": dated,
            "author": _people(snapshot.byline),
            "contributor": _people(snapshot.contributors),
            "publisher": publisher["name"] and said(publisher | {"url": address.site}),
            "articleSection": snapshot.section.name,
            "inLanguage": language,
            "dateline": snapshot.dateline,
            "keywords": list(snapshot.keywords),
            "wordCount": snapshot.body.words,
        }
    )


def description(snapshot: Snapshot) -> str:
    """The deck, or the beginning of the text while there is none; one line."""
    if deck := clean_line(snapshot.deck):
        return deck
    paragraphs = (block for block in snapshot.body.blocks if isinstance(block, Paragraph))
    texts = (clean_line(runs_text(runs)) for block in paragraphs for runs in block_runs(block))
    text = next((text for text in texts if text), "")
    if len(text) <= MAX_DESCRIPTION:
        return text
    cut = text[:MAX_DESCRIPTION]
    return f"{cut.rpartition(' ')[0] or cut} …"


def script_safe(data: Json) -> str:
    """JSON that can stand in a script element: no text in it can end the element or begin a
    comment (HTML Standard, "Restrictions for contents of script elements")."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return text


def _image_objects(files: PictureFiles, address: PageAddress) -> Iterator[Json]:
    """One ImageObject for each cut that search results use and for the photo of the page."""
    rows = [row for row in PHOTO_FIELDS if row.schema_org]
    rights = said({row.schema_org: _fact(row.kind, row.of(files.photo)) for row in rows})
    for file in (*files.cards, files.largest):
        size = {"width": file.rendition.width, "height": file.rendition.height}
        url = {"@type": "ImageObject", "contentUrl": address.absolute(file.path)}
        yield url | size | rights


def _fact(fact: FactKind, value: Any) -> Any:
    match fact:
        case FactKind.PEOPLE:
            return [{"@type": "Person", "name": _as_published(name)} for name in value]
        case FactKind.ADDRESS:
            return web_address(value)
        case FactKind.TERM:
            return _digital_source(value)
        case _:
            return _as_published(value)


def _digital_source(address: str) -> str:
    """Of IPTC's digital source types as schema.org calls them (IPTCDigitalSourceEnumeration); ""
    for what is none."""
    name = address.removeprefix(SOURCE_TYPE)
    if name not in SOURCE_TYPES:
        return ""
    # Its list has the name that was IPTC's before.
    name = "minorHumanEdits" if name == "humanEdits" else name
    return f"https://schema.org/{name[0].upper()}{name[1:]}DigitalSource"


def _as_published(text: str) -> str:
    """As the picture's own file has it."""
    return clean_text(text).strip()


def web_address(text: str) -> str:
    """`text` when it is a URL of the web, else ""."""
    address = safe_address(text)
    return address if urlsplit(address).scheme.lower() in ("http", "https") else ""


def _people(people: Sequence[Contributor]) -> list[Json]:
    kinds = {Kind.PERSON: "Person", Kind.ORGANISATION: "Organization"}
    return [{"@type": kinds[each.kind], "name": clean_line(each.name)} for each in people]


def said(data: Json) -> Json:
    """`data` without what says nothing."""
    return {name: value for name, value in data.items() if value not in ("", [], None)}


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
