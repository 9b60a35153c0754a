"""What a body is on the clipboard: our own form for ourselves, HTML and text for others.

Reads strictly and bounded; what is on a clipboard was written by somebody else.
"""

import json
import re
from pathlib import Path

from PySide6.QtCore import QMimeData

from editor.story import document_json
from editor.story.document import Document
from editor.story.forms import NewerSchema

OWN_TYPE = "application/x-galley-document+json"
MAX_BYTES = 2_000_000
MAX_OWN = 20_000_000  # of our own form: the longest story there is, with all its marks
MAX_PAGE = 80_000_000  # of a page with pictures in it
_RUN = re.compile(r"[A-Za-z0-9+/]{60}")
_PICTURES = frozenset({".jpg", ".jpeg", ".png", ".webp", ".tif", ".tiff", ".heic", ".heif"})


def put(document: Document) -> QMimeData:
    # Loaded with the first copy: what knows HTML is a part of the start nobody should wait for.
    from editor.interchange.leaving.clipboard import to_html, to_plain_text

    data = QMimeData()
    data.setData(OWN_TYPE, json.dumps(document_json.to_json(document)).encode())
    data.setHtml(to_html(document))
    data.setText(to_plain_text(document))
    return data


def own_document(data: QMimeData) -> Document | None:
    """The body another Galley, or this one, put there; None when there is none to be read."""
    packed = bytes(data.data(OWN_TYPE).data())
    if not packed:
        return None
    try:
        return document_json.from_json(json.loads(packed))
    except (NewerSchema, ValueError, RecursionError):
        return None


def page_of(data: QMimeData) -> str:
    """The HTML on the clipboard; "" when there is none but blanks."""
    page = data.html() if data.hasHtml() else ""
    return page if page.strip() else ""


def too_large(data: QMimeData, *, words_only: bool = False) -> bool:
    """Whether its text is past what can be taken in.

    A page is asked for its size in bytes before it is turned into characters, and may be larger
    when pictures lie in it.
    """
    if not words_only and (own := data.data(OWN_TYPE).size()):
        return own > MAX_OWN
    if data.hasHtml() and not words_only:
        packed = data.data("text/html")
        return packed.size() > (MAX_PAGE if packed.contains(b"data:image/") else MAX_BYTES)
    text = data.text() if data.hasText() else ""
    return len(text) > MAX_BYTES or len(text.encode("utf-8", "replace")) > MAX_BYTES


def may_hold_pictures(text: str) -> bool:
    """Whether so long a run of letters stands in it that it may be a picture."""
    return _RUN.search(text) is not None


def files(data: QMimeData) -> tuple[list[Path], list[Path]]:
    """(picture files, other files) by their names; addresses that are no files are neither."""
    paths = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
    pictures = [path for path in paths if path.suffix.lower() in _PICTURES]
    return pictures, [path for path in paths if path not in pictures]
