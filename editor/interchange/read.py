"""A file on disk becomes a story, or is refused by name with the reason.

Every bound is held before anything is parsed; a refused file leaves nothing half-imported.
"""

import unicodedata
from dataclasses import replace
from pathlib import Path

from editor.interchange.arriving.encoding import decode, decode_page
from editor.interchange.arriving.file_kind import (
    OFFICE,
    Kind,
    is_web_page,
    kind_of_name,
    kind_of_old_name,
    refuse_content,
    refuse_office,
    refused_name,
)
from editor.interchange.arriving.incoming import IncomingStory
from editor.interchange.arriving.left_out import accounted
from editor.interchange.arriving.lost_characters import LostCharacters
from editor.interchange.arriving.page_order import arrange
from editor.interchange.arriving.paragraphs import split_paragraphs
from editor.interchange.arriving.refusal import (
    BeyondBounds,
    FileRefused,
    Tracked,
    TrackedChanges,
    Unreadable,
    refused_by_name,
)
from editor.interchange.office.arrival import ask_reader, story_of
from editor.interchange.text.markdown import read_markdown
from editor.interchange.web.foreign_pictures import SavedPage
from editor.interchange.web.html_page import read_html
from editor.message import Message, label, message
from editor.story.document import Paragraph
from editor.story.runs import Run
from editor.story.text import clean_line

__all__ = ["FileRefused", "IncomingStory", "Tracked", "TrackedChanges", "read_bytes", "read_story"]

MB = 1_000_000
LIMITS = {
    Kind.TEXT: 5 * MB,
    Kind.MARKDOWN: 2 * MB,
    Kind.HTML: 50 * MB,  # with pictures in it; the words alone are bounded by `sanitise`
    **dict.fromkeys(OFFICE, 50 * MB),  # with their pictures, which hardly pack
}
_HEAD = 8192  # bytes that show what a file really is
# Line ends, tab, and what old programs leave: vertical tab, form feed, Ctrl-Z, escape.
_TOLERATED_CONTROLS = frozenset("\t\n\v\f\r\x1a\x1b\x85")
_MAX_CONTROLS = 10


def read_story(
    path: Path, folder: Path | None = None, tracked: Tracked = Tracked.ASK
) -> IncomingStory:
    """The story in the file at `path`.

    `folder` is where the pictures in it are laid, whoever asks removes them; without one only
    files that cannot hold any are read. `tracked` says what becomes of tracked changes.

    Raises FileRefused when the file cannot be opened, is none of the kinds Galley reads, is
    empty, larger than its kind's limit, damaged, or is really something else; TrackedChanges
    when it holds some and nothing was said of them.
    """
    name = clean_line(path.name)
    with refused_by_name(name):
        try:
            # Not opened yet: opening a pipe would wait for its writer.
            if not path.exists():
                raise Unreadable("unread.missing")
            if not path.is_file():
                raise Unreadable("unread.no-file")
            kind = kind_of_name(name) or kind_of_old_name(name, _head(path))
            if kind is None:
                raise refused_name(name)
            if kind in OFFICE and folder is not None:
                return _read_office(path, name, kind, folder, tracked)
            with path.open("rb") as file:
                data = file.read(LIMITS[kind] + 1)
        except OSError as error:
            why = error.strerror.lower() if error.strerror else message("arriving.unopened")
            raise Unreadable("unread.closed", why=why) from error
    saved = SavedPage(path, folder) if folder is not None and kind is Kind.HTML else None
    return read_bytes(data, name, saved)


def _head(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(_HEAD)


def _read_office(
    path: Path, name: str, kind: Kind, folder: Path, tracked: Tracked
) -> IncomingStory:
    """A file whose reader works in a process of its own."""
    size = path.stat().st_size
    if size == 0:
        raise Unreadable("unread.empty")
    if size > LIMITS[kind]:
        raise Unreadable("unread.too-large-office", kind=label(kind), limit=LIMITS[kind] // MB)
    refuse_office(kind, _head(path))
    story = story_of(ask_reader(path, name, kind, folder, tracked), folder, tracked)
    if not (story.headline or story.caption or story.pictures or story.unplaced):
        _refuse_without_body(story)
    return story


def read_bytes(data: bytes, name: str, saved: SavedPage | None = None) -> IncomingStory:
    """The story in `data`; `name` is the file's name and decides how it is read. `saved` says
    where the pictures of a web page may be."""
    with refused_by_name(name):
        return _read_text(data, name, saved)


def _read_text(data: bytes, name: str, saved: SavedPage | None) -> IncomingStory:
    kind = kind_of_name(name)
    if kind is None or kind in OFFICE:
        raise refused_name(name)
    warnings: list[Message] = []
    if kind is Kind.TEXT and is_web_page(data):
        kind = Kind.HTML
        warnings.append(message("arriving.page-named-text"))
    if len(data) > LIMITS[kind]:
        raise Unreadable("unread.too-large", kind=label(kind), limit=LIMITS[kind] // MB)
    refuse_content(data)
    text, guesses = decode_page(data) if kind is Kind.HTML else decode(data)
    _refuse_without_words(text)
    if kind is Kind.HTML:
        # A browser shows both; the "?" that a lost sign becomes would hide all up to a ">".
        text = text.replace("<\ufffd", "&lt;\ufffd")
    lost = LostCharacters()
    text = lost.take(text)
    warnings += (*guesses, *lost.sentences)
    if kind is Kind.HTML:
        story = read_html(text, saved)
    else:
        story = read_markdown(text) if kind is Kind.MARKDOWN else read_plain_text(text)
    if not (story.headline or story.caption):
        _refuse_without_body(story)
    return replace(story, warnings=(*warnings, *story.warnings))


def _refuse_without_body(story: IncomingStory) -> None:
    if story.body.is_blank:
        raise Unreadable("unread.no-story")


def _refuse_without_words(text: str) -> None:
    if not text:
        raise Unreadable("unread.empty")
    # Of the text's set of characters: looking at each character would take seconds.
    controls = sum(
        text.count(c)
        for c in set(text)
        if unicodedata.category(c) == "Cc" and c not in _TOLERATED_CONTROLS
    )
    if controls > max(_MAX_CONTROLS, len(text) // 1000) or "\0" in text:
        raise Unreadable("unread.control-characters")
    if not any(c.isalnum() for c in text):
        raise Unreadable("unread.no-words")


MAX_PARAGRAPHS = 20_000


def read_plain_text(text: str) -> IncomingStory:
    """The story in `text`: first short line the headline, then caption, deck and body.

    Raises BeyondBounds for a file of more paragraphs than any story has.
    """
    paragraphs = split_paragraphs(text)
    if len(paragraphs) > MAX_PARAGRAPHS:
        raise BeyondBounds("unread.too-many-paragraphs", limit=MAX_PARAGRAPHS)
    blocks = [Paragraph((Run(paragraph),)) for paragraph in paragraphs]
    return accounted(arrange(IncomingStory(), blocks), text.splitlines(keepends=True))
