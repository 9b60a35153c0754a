"""A story laid out for systems that only take paste: piece by piece, and whole for Word.

Values only; who puts them on a clipboard and in which order is somebody else's business.
"""

from enum import StrEnum
from html import escape

from editor.interchange.leaving.clipboard import Photo, block_html, to_plain_text
from editor.late import frozen
from editor.story.document import Block, Divider, Document, PullQuote, block_placements
from editor.story.fields import ABOVE, BELOW, FIELDS, StoryField
from editor.story.snapshot import PlacedPhoto, Snapshot

MAX_SLUG = 40  # letters of it in a file's name


class Form(StrEnum):
    """As what a piece goes to the clipboard: words, formatted text, or HTML to be read as text."""

    TEXT = "text"
    RICH = "rich"
    HTML = "html"


@frozen
class CopyForm:
    """One thing to copy; `html` is "" where words alone go out."""

    form: Form
    text: str
    html: str = ""


@frozen
class CopyPiece:
    """One field of the other system; `key` names it: `headline`, `body`, `alt` …"""

    key: str
    forms: tuple[CopyForm, ...]

    @property
    def text(self) -> str:
        return self.forms[0].text


@frozen
class CopyPhoto:
    """A photo in the order of upload; `number` begins at 1, `file` is the name it is saved as."""

    number: int
    photo: PlacedPhoto
    file: str
    pieces: tuple[CopyPiece, ...]


@frozen
class CopySheet:
    """Everything of a story that can be copied. Pieces without words are not there."""

    headline: str
    pieces: tuple[CopyPiece, ...]
    photos: tuple[CopyPhoto, ...]
    whole: CopyForm


def copy_sheet(snapshot: Snapshot) -> CopySheet:
    photos = tuple(
        CopyPhoto(number, photo, file_name(snapshot, number), _photo_pieces(photo))
        for number, photo in enumerate(snapshot.photos, 1)
    )
    pieces = (
        *(_text(field.key, _printed(snapshot, field)) for field in ABOVE),
        _body(snapshot.body, photos),
        *(_text(field.key, _printed(snapshot, field)) for field in (*BELOW, FIELDS["keywords"])),
    )
    whole = whole_story(snapshot, photos)
    kept = tuple(piece for piece in pieces if piece.text)
    return CopySheet(snapshot.headline, kept, photos, whole)


def file_name(snapshot: Snapshot, number: int) -> str:
    """What a photo's file is called when it is saved: its place in the order first."""
    slug = snapshot.slug
    if len(slug) > MAX_SLUG:
        slug = slug[: MAX_SLUG + 1].rpartition("-")[0] or slug[:MAX_SLUG]
    return f"{number:02d}-{slug.strip('-') or 'picture'}.jpg"


def site_html(document: Document, photo: Photo) -> str:
    """The body as plain semantic HTML; `photo` gives what stands in a photo's place."""
    return "\n".join(filter(None, (_site_block(block, photo) for block in document.blocks)))


def whole_story(snapshot: Snapshot, photos: tuple[CopyPhoto, ...]) -> CopyForm:
    """Headline to contributor line as a word processor takes them, captions at their places."""
    lead = snapshot.lead
    top = [
        ("h1" if field is ABOVE[0] else "p" if field.role else "em", _printed(snapshot, field))
        for field in ABOVE
        if not field.run_in
    ]
    top.append(("em", _caption_of(photos, lead.placement) if lead else ""))
    below = [_printed(snapshot, field) for field in BELOW]
    body = site_html(snapshot.body, lambda each: _words("em", _caption_of(photos, each)))
    html = [_words(tag, words) for tag, words in top]
    html += [body, *(_words("em", words) for words in below)]
    text = [words for _, words in top]
    text += [to_plain_text(snapshot.body, lambda each: _caption_of(photos, each)), *below]
    return CopyForm(Form.RICH, "\n\n".join(filter(None, text)), "\n".join(filter(None, html)))


def _printed(snapshot: Snapshot, field: StoryField) -> str:
    value = getattr(snapshot, field.key)
    return field.printed([person.name for person in value] if field.role else value)


def _body(document: Document, photos: tuple[CopyPhoto, ...]) -> CopyPiece:
    # A comment: it shows nobody anything if it is left in, and says where each picture goes.
    html = site_html(document, lambda each: _photo_comment(photos, each))
    words = to_plain_text(document)
    marked = (CopyForm(Form.RICH, words, html), CopyForm(Form.HTML, html)) if words else ()
    return CopyPiece("body", (*marked, CopyForm(Form.TEXT, words)))


def _photo_pieces(photo: PlacedPhoto) -> tuple[CopyPiece, ...]:
    both = f"{photo.caption} {photo.credit_line}" if photo.caption and photo.credit_line else ""
    pieces = (
        _text("caption and credit", both),
        _text("caption", photo.caption),
        _text("credit", photo.credit),
        _text("alt", photo.alt),
    )
    return tuple(piece for piece in pieces if piece.text)


def _text(key: str, words: str) -> CopyPiece:
    return CopyPiece(key, (CopyForm(Form.TEXT, words.strip()),))


def _site_block(block: Block, photo: Photo) -> str:
    if isinstance(block, PullQuote):
        words = block_html(block)
        return f"<aside>{words[words.index('>') + 1 :]}"
    shown = isinstance(block, Divider) or block_placements(block) or Document((block,)).text.strip()
    return block_html(block, photo) if shown else ""


def _photo_comment(photos: tuple[CopyPhoto, ...], placement: str) -> str:
    return "".join(f"<!-- {each.file} -->" for each in photos if each.photo.placement == placement)


def _caption_of(photos: tuple[CopyPhoto, ...], placement: str) -> str:
    photo = next((each for each in photos if each.photo.placement == placement), None)
    if photo is None:
        return ""
    words = " ".join(filter(None, (photo.photo.caption, photo.photo.credit_line)))
    return f"[{photo.file}] {words}".strip()


def _words(tag: str, words: str) -> str:
    if not words:
        return ""
    html = f"<{tag}>{escape(words, quote=False)}</{tag}>"
    return f"<p>{html}</p>" if tag == "em" else html
