"""The page readers get: one renderer makes preview, proof and export from a snapshot.

Pure and deterministic: no clock, no file of the library, nothing fetched. It does not decide
whether a page may be published.
"""

from collections.abc import Iterable, Mapping
from itertools import groupby, zip_longest
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from editor.late import frozen
from editor.publish.address import PageAddress, PictureFile, PictureFiles, picture_files
from editor.publish.news_article import (
    card_tags,
    description,
    news_article,
    open_graph_tags,
    script_safe,
)
from editor.publish.prose import anchored_html, block_html, printable
from editor.publish.wording import language_tag, reads_right_to_left, wording
from editor.story.credit import printed_caption
from editor.story.document import Gallery, PhotoBlock, block_placements
from editor.story.outlet import Outlet
from editor.story.rendition import Encoding, Rendition
from editor.story.snapshot import Snapshot
from editor.story.text import clean_line

if TYPE_CHECKING:
    from editor.publish.templates import SiteTemplates

# What a page may load: its own pictures and style, nothing else, from nowhere else.
CONTENT_POLICY = (
    "default-src 'none'; img-src 'self'; style-src 'self'; font-src 'self'; "
    "base-uri 'none'; form-action 'none'"
)
# What stands under headline and deck, by the names of the values.
UNDER_TITLE = ("byline", "dateline", "date", "section")
PROOF_ROBOTS = "noindex, nofollow"
PAGE_ROBOTS = "max-image-preview:large"

_LEAD_SIZES = "(min-width: 66rem) 64rem, 100vw"
_COLUMN_SIZES = "(min-width: 43rem) 40rem, 100vw"
_HALF_SIZES = "(min-width: 43rem) 20rem, (min-width: 30rem) 50vw, 100vw"
# Headlines longer than this are set smaller, and smaller still, so that a phone shows the story.
_LONG, _VERY_LONG = 90, 170
# Enough to fill the style sheet's field of 164 x 164 vmax at 2 vmax a letter.
_MARK_REPEATS = 100
# Width of the text column in CSS pixels; a narrower picture does not fill it.
_ROOM = 640


@frozen
class Page:
    """A page and every other file it needs.

    `path` is posix, relative to the bundle's root; `html` is UTF-8; `files` maps paths from the
    bundle's root to bytes, or to the rendition that makes them.
    """

    path: str
    html: bytes
    files: Mapping[str, bytes | Rendition]


class PageRenderer:
    """Makes pages. Costs nothing until the first page; may be used by several threads."""

    def __init__(self) -> None:
        self._loaded: SiteTemplates | None = None

    def page(self, snapshot: Snapshot, *, proof: bool = False) -> Page:
        """The page of `snapshot`; a proof is the same page with a watermark, the beginning of
        the snapshot's hash, and a word to search engines to keep away."""
        templates = self.templates
        address = PageAddress.of(snapshot)
        pictures = picture_files(snapshot, address)
        values = page_values(snapshot, address, pictures)
        values["style"] = address.relative(templates.style_path)
        values["robots"] = PROOF_ROBOTS if proof else PAGE_ROBOTS
        values["proof"] = proof_mark(snapshot, values["language"]) if proof else None
        # Lone surrogates and control characters are stopped by the checks; a preview of a
        # story that still has some must not fail.
        html = printable(templates.page(values))
        # Legible source: templates quote attributes with double quotes only.
        html = html.replace("&#39;", "'")
        files: dict[str, bytes | Rendition] = {
            file.path: file.rendition for each in pictures.values() for file in each.all
        }
        files[templates.style_path] = templates.style
        return Page(address.page, html.encode("utf-8"), files)

    @property
    def templates_digest(self) -> str:
        """SHA-256 (hex) of what pages are made with, beside the program itself."""
        return self.templates.digest

    @property
    def templates(self) -> "SiteTemplates":
        if self._loaded is None:
            # Loaded with the first page: the template engine costs start-up 40 ms otherwise.
            from editor.publish.templates import SiteTemplates

            self._loaded = SiteTemplates()
        return self._loaded


def page_values(
    snapshot: Snapshot,
    address: PageAddress,
    pictures: Mapping[str, PictureFiles],
    *,
    anchored: bool = False,
) -> dict[str, Any]:
    """Plain values for the template; everything it prints is here. `anchored` for a page on which
    one can say of words and pictures where they stand in the story."""
    outlet = snapshot.outlet
    language = language_tag(snapshot.language, outlet.language)
    words, headline = wording(language), clean_line(snapshot.headline)
    site_language = language_tag(outlet.language, language)
    site_words = wording(site_language)
    lead = snapshot.lead
    return {
        "policy": CONTENT_POLICY,
        "anchored": anchored,
        "language": language,
        "right_to_left": reads_right_to_left(language),
        "title": " | ".join(part for part in (headline, outlet.name) if part) or address.slug,
        "description": description(snapshot),
        "canonical": address.url,
        "open_graph": open_graph_tags(snapshot, address, pictures, language),
        "cards": card_tags(pictures),
        "linked_data": Markup(script_safe(news_article(snapshot, address, pictures, language))),  # noqa: S704
        "site_language": "" if site_language == language else site_language,
        "skip": site_words.skip,
        "sections_label": site_words.sections,
        "site_label": site_words.site,
        "outlet": outlet.name,
        "home": address.up,
        "navigation": _navigation(snapshot, address),
        "publisher": _publisher(outlet),
        "footer": [line for line in outlet.footer if line.strip()],
        "section": snapshot.section.name,
        "headline": headline,
        "headline_size": _headline_size(headline),
        "byline": words.byline([clean_line(each.name) for each in snapshot.byline]),
        "dateline": clean_line(snapshot.dateline),
        "date": words.date(snapshot.dated),
        "date_iso": snapshot.dated.isoformat(),
        "lead": lead
        and _figure(pictures[lead.placement], address, _LEAD_SIZES, lead=True, anchored=anchored),
        "deck": clean_line(snapshot.deck),
        "body": _body(snapshot, address, pictures, anchored=anchored),
        "table_label": words.table,
        "gallery_label": words.gallery,
        "contributed": words.contributed([clean_line(each.name) for each in snapshot.contributors]),
    }


def _publisher(outlet: Outlet) -> str:
    """The publisher's name where no line of the footer says it already."""
    return "" if any(outlet.publisher in line for line in outlet.footer) else outlet.publisher


def _navigation(snapshot: Snapshot, address: PageAddress) -> list[dict[str, Any]]:
    own = snapshot.section.key
    return [
        {
            "label": item.label,
            "href": address.navigation(item),
            "current": bool(own) and item.path.strip("/") == own,
        }
        for item in snapshot.outlet.navigation
    ]


def _body(
    snapshot: Snapshot,
    address: PageAddress,
    pictures: Mapping[str, PictureFiles],
    *,
    anchored: bool,
) -> "list[dict[str, Any]]":
    parts: list[dict[str, Any]] = []
    blocks, ids = snapshot.body.blocks, snapshot.body.ids if anchored else ()
    for block, anchor in zip_longest(blocks, ids[: len(blocks)], fillvalue=""):
        if isinstance(block, PhotoBlock | Gallery):
            placed = [pictures[each] for each in block_placements(block) if each in pictures]
            figures = _figures(placed, address) if isinstance(block, Gallery) else []
            if isinstance(block, PhotoBlock):
                figures = [_figure(each, address, _COLUMN_SIZES) for each in placed]
            for figure in figures if anchored else ():
                figure["anchor"] = figure["placement"]
            # Without a lead photo the first one in the text is what a reader sees first.
            if figures and not snapshot.lead:
                figures[0]["eager"] = not any(each["figures"] for each in parts)
            if figures:
                kind = "gallery" if isinstance(block, Gallery) else "photo"
                parts.append({"kind": kind, "html": "", "figures": figures, "anchor": anchor})
        elif html := block_html(block):
            kind = "table" if html.startswith("<table") else "words"
            if anchor and kind == "words":
                html = anchored_html(html, anchor)
            parts.append({"kind": kind, "html": html, "figures": [], "anchor": anchor})
    return [
        part
        for kind, alike in groupby(parts, key=itemgetter("kind"))
        # In one piece: the template takes its time over each.
        for part in ([_joined(alike)] if kind == "words" else alike)
    ]


def _joined(parts: Iterable[dict[str, Any]]) -> dict[str, Any]:
    first, *others = parts
    return {**first, "html": Markup("\n").join(part["html"] for part in (first, *others))}


def _figures(placed: list[PictureFiles], address: PageAddress) -> list[dict[str, Any]]:
    """Photos of a gallery, two in a row; an odd last one has a row to itself."""
    alone = len(placed) - 1 if len(placed) % 2 else -1
    return [
        _figure(files, address, _COLUMN_SIZES if number == alone else _HALF_SIZES)
        for number, files in enumerate(placed)
    ]


def _figure(
    files: PictureFiles,
    address: PageAddress,
    sizes: str,
    *,
    lead: bool = False,
    anchored: bool = False,
) -> dict[str, Any]:
    photo, largest = files.photo, files.largest.rendition
    return {
        "placement": photo.placement,
        "anchor": photo.placement if anchored else "",
        "lead": lead,
        "eager": lead,
        "tall": largest.height > largest.width,
        "small": largest.width < (_ROOM // 2 if sizes == _HALF_SIZES else _ROOM),
        "src": address.relative(files.fallback.path),
        "avif": _source_set(files.encoded(Encoding.AVIF), address),
        "webp": _source_set(files.encoded(Encoding.WEBP), address),
        "jpeg": _source_set(files.encoded(Encoding.JPEG), address),
        "sizes": sizes,
        "width": largest.width,
        "height": largest.height,
        "alt": clean_line(photo.alt),
        "caption": printed_caption(clean_line(photo.caption), ""),
        "credit": clean_line(photo.credit_line),
    }


def _source_set(files: tuple[PictureFile, ...], address: PageAddress) -> str:
    return ", ".join(f"{address.relative(file.path)} {file.rendition.width}w" for file in files)


def _headline_size(headline: str) -> str:
    # A Han character takes the room of two Latin ones.
    length = sum(2 if character >= "\u2e80" else 1 for character in headline)
    return "very-long" if length > _VERY_LONG else "long" if length > _LONG else ""


def proof_mark(snapshot: Snapshot, language: str) -> dict[str, str]:
    notice = wording(language).proof
    return {
        "notice": notice,
        "snapshot": snapshot.sha256[:12],
        "mark": "   ".join([notice] * _MARK_REPEATS),
    }
