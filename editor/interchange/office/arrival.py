"""The house asks the reader of office files, and the copy it answers becomes a story: what is
headline, caption, byline and body of it, or why it does not come in."""

import json
from dataclasses import replace
from pathlib import Path

from editor.child import READ_ARGUMENT, Child, ChildFailed, ChildTooSlow
from editor.interchange.arriving.file_kind import Kind
from editor.interchange.arriving.incoming import (
    BODY,
    PLAIN,
    IncomingPicture,
    IncomingStory,
    Piece,
    by_style_alone,
)
from editor.interchange.arriving.left_out import accounted, texts_of
from editor.interchange.arriving.lost_characters import quoted
from editor.interchange.arriving.page_order import NO_HEADLINE, arrange_pieces
from editor.interchange.arriving.paragraphs import ends_sentence
from editor.interchange.arriving.refusal import FileRefused, Tracked, TrackedChanges, authors_of
from editor.interchange.office.office_copy import MALFORMED, OfficeCopy, read_copy
from editor.message import Message, message
from editor.story.document import Paragraph

TIME_LIMIT = 30.0  # seconds


def story_of(copy: OfficeCopy, folder: Path, tracked: Tracked) -> IncomingStory:
    """`folder` is where the reader has put the pictures."""
    pictures = tuple(
        IncomingPicture(each["key"], each["name"], folder / each["file"], each["alt"])
        for each in copy.pictures
    )
    warnings = (*_said_of_changes(copy, tracked), *copy.warnings)
    pieces = list(copy.pieces)
    if any(piece.style == BODY for piece in pieces):
        # Galley's own styles are in it: what carries none of them is copy too.
        pieces = by_style_alone(pieces)
    known = IncomingStory(pictures=pictures, warnings=warnings)
    if copy.headline and _begins_with_copy(pieces):
        known = replace(known, headline=copy.headline)
    story = arrange_pieces(known, pieces)
    # What the reader has read, the order of the page must not lose again.
    laid_out = [text for piece in pieces for text in texts_of(piece.block)]
    story = accounted(story, [*laid_out, *(picture.alt for picture in pictures)])
    story = replace(
        story, quoted=(*copy.quoted, *story.quoted), unplaced=(*copy.unplaced, *story.unplaced)
    )
    if copy.headline and (known.headline or not story.headline):
        kept = [each for each in story.warnings if each != NO_HEADLINE]
        kept.append(message("arriving.headline-of-mail", subject=quoted(copy.headline)))
        story = replace(story, headline=copy.headline, warnings=tuple(kept))
    elif copy.headline and copy.headline != story.headline:
        said = message("arriving.unused-subject", subject=quoted(copy.headline))
        story = replace(story, warnings=(*story.warnings, said))
    return _with_hung_on_lead(story)


def _begins_with_copy(pieces: list[Piece]) -> bool:
    """Whether a mail goes straight to its first sentence: its subject is the headline then."""
    first = pieces[0] if pieces else None
    return (
        first is not None
        and isinstance(first.block, Paragraph)
        and first.style == PLAIN
        and ends_sentence(first.text)
        and not any(piece.style == "headline" for piece in pieces)
    )


def _with_hung_on_lead(story: IncomingStory) -> IncomingStory:
    """A caption above the text, and one picture without a place (hung on a mail): it leads."""
    if story.lead or not story.caption or len(story.pictures) != 1 or story.body.placements:
        return story
    key = story.pictures[0].key
    found = (
        replace(each, picture=key) if each.field == "caption" else each for each in story.found
    )
    return replace(story, lead=key, found=tuple(found))


def _said_of_changes(copy: OfficeCopy, tracked: Tracked) -> list[Message]:
    if not copy.changes:
        return []
    n, authors = len(copy.changes), authors_of(copy.changes)
    if tracked is Tracked.ACCEPT:
        return [message("arriving.changes-accepted", n=n, authors=authors)]
    return [message("arriving.changes-rejected", n=n, authors=authors)]


def office_reader() -> Child:
    """The reader as a process of its own, in this Python or in this frozen program."""
    return Child.of("editor.interchange.office.reader", READ_ARGUMENT, TIME_LIMIT)


def ask_reader(
    path: Path, name: str, kind: Kind, folder: Path, tracked: Tracked, reader: Child | None = None
) -> OfficeCopy:
    """What is in the file at `path`; its pictures are then in `folder`.

    Raises FileRefused, and TrackedChanges when somebody has to say first what becomes of them.
    """
    reader = reader or office_reader()
    try:
        # Absolute: a file may be called `-c`.
        said = reader.run([str(kind), str(path.absolute()), str(folder), str(tracked)])
        answer = json.loads(said)
        if refused := answer.get("refused"):
            raise FileRefused(name, Message.from_json(refused))
        copy = read_copy(answer)
    except ChildTooSlow as error:
        raise FileRefused(name, message("unread.too-slow", seconds=reader.seconds)) from error
    except (ChildFailed, *MALFORMED) as error:
        raise FileRefused(name, message("unread.reader-failed")) from error
    if copy.changes and tracked is Tracked.ASK:
        raise TrackedChanges(name, copy.changes)
    return copy
