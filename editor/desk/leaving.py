"""What leaves the house without being exported: copies of a story as a Word file, Markdown or plain
text, and for systems that only take paste what is copied, with its pictures as files.

Nothing of the story changes, and nothing is recorded.
"""

from collections.abc import Callable
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from editor.desk.newsroom import Newsroom, Refused, find_story
from editor.files import PRIVATE_FILE, write_whole
from editor.interchange.leaving.outgoing import OutgoingPhoto, OutgoingStory, plain_text
from editor.late import frozen
from editor.message import Message
from editor.photos.families import OriginalUnreadable
from editor.story.credit import CreditLine
from editor.story.fields import NAMES
from editor.story.people import printed_names
from editor.story.photo import Placement
from editor.story.rendition import Encoding, Rendition, page_renditions
from editor.story.snapshot import PlacedPhoto
from editor.story.story import Story
from editor.story.text import clean_line

if TYPE_CHECKING:
    from editor.interchange.leaving.copy_out import CopySheet


LONGEST = 2_000  # pixels of a picture in a Word file: sharp in print at its size there


class FileKind(StrEnum):
    """What a copy can be, by the ending of its name."""

    WORD = ".docx"
    MARKDOWN = ".md"
    TEXT = ".txt"


@frozen
class Saved:
    """A copy that was written; `warnings` say what it lacks."""

    path: Path
    size: int
    warnings: tuple[Message, ...] = ()


@frozen
class StoryFiles:
    newsroom: Newsroom

    def save(self, key: str, path: Path) -> Saved:
        """The story with this id or slug as a file of the kind its ending says; a file that is
        there is replaced, whole or not at all. Slow. Raises Refused with the reason."""
        kind = kind_of(path)
        with self.newsroom.store.read() as work:
            story = self.newsroom.story(work, find_story(work, key).id)
            site = self.newsroom.site(work)
        photos, warnings = self._photos(story, with_pictures=kind is FileKind.WORD)
        lead = story.lead
        awaited = story.awaited_photo
        people = site.people(story.people)
        names = {each.key: printed_names(getattr(story, each.key), people) for each in NAMES}
        outgoing = OutgoingStory(
            **{**story.texts, **names},
            lead=lead.id if lead else "",
            photos=photos,
            caption=awaited.caption if awaited else "",
            credit=awaited.credit if awaited else CreditLine(),
            credit_style=site.outlet.credit_style,
        )
        data = _encoded(kind, outgoing, story)
        write_file(path, data, "refused.copy-not-written")
        return Saved(path, len(data), warnings)

    def _photos(
        self, story: Story, *, with_pictures: bool
    ) -> tuple[dict[str, OutgoingPhoto], tuple[Message, ...]]:
        photos: dict[str, OutgoingPhoto] = {}
        warnings: list[Message] = []
        for placement in story.placements:
            try:
                data = self._picture(placement) if with_pictures else b""
            except OriginalUnreadable as error:
                warnings.append(error.message)
                continue
            photos[placement.id] = OutgoingPhoto(
                name=placement.photo.original_name,
                data=data,
                caption=placement.shown_caption,
                credit=placement.shown_credit,
                alt=placement.shown_alt,
            )
        return photos, tuple(warnings)

    def _picture(self, placement: Placement) -> bytes:
        """Made smaller, and with it rid of all a camera writes into its files."""
        original = partial(self.newsroom.original, placement.photo.id)
        edits = placement.shown_edits
        return self.newsroom.cache.thumbnail(placement.photo.id, original, LONGEST, edits)


def kind_of(path: Path) -> FileKind:
    """Raises Refused for an ending of no kind."""
    try:
        return FileKind(path.suffix.lower())
    except ValueError:
        name = clean_line(path.name)
        raise Refused("refused.copy-kind", name=name) from None


def _encoded(kind: FileKind, outgoing: OutgoingStory, story: Story) -> bytes:
    # Loaded when a copy of its kind is made: Word's library alone takes a fifth of a second.
    if kind is FileKind.WORD:
        from editor.interchange.leaving.word import word_file

        return word_file(outgoing, changed=story.updated)
    if kind is FileKind.MARKDOWN:
        from editor.interchange.leaving.markdown import markdown

        return markdown(outgoing).encode("utf-8")
    return plain_text(outgoing).encode("utf-8")


def write_file(
    path: Path, data: bytes, refusal: str = "refused.not-written", mode: int = PRIVATE_FILE
) -> None:
    """Whole or not at all. Raises Refused with the words for it and the reason."""
    try:
        if path.is_dir():
            raise Refused("refused.is-folder", path=path)
        write_whole(path, data, mode=mode)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise Refused(refusal, path=path, reason=reason) from error


MOST_FOLDERS = 100  # of one name, before somebody should tidy up


@frozen
class CopyingOut:
    newsroom: Newsroom

    def sheet(self, story_id: str) -> "CopySheet":
        """What there is to copy of the story as the library holds it."""
        # What knows HTML is no part of the start.
        from editor.interchange.leaving.copy_out import copy_sheet

        with self.newsroom.store.read() as work:
            return copy_sheet(self.newsroom.view(work, story_id).snapshot)

    def write_pictures(
        self,
        sheet: "CopySheet",
        folder: Path,
        *,
        progress: Callable[[int, int], None] = lambda done, total: None,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> tuple[Path, ...]:
        """The pictures as JPEG files in `folder`, numbered in the order of upload, with their
        captions and credits inside. Stops early, without an error, once `cancelled()` says so."""
        written: list[Path] = []
        for photo in sheet.photos:
            if cancelled():
                break
            rendition = _largest(photo.photo)
            original = partial(self.newsroom.original, photo.photo.photo)
            data = self.newsroom.cache.get(rendition, original)
            write_whole(folder / photo.file, data)
            written.append(folder / photo.file)
            progress(len(written), len(sheet.photos))
        return tuple(written)


def new_folder(within: Path, name: str) -> Path:
    """A folder that was not there before, so that nobody's files are written over."""
    for number in range(1, MOST_FOLDERS):
        folder = within / (name if number == 1 else f"{name} {number}")
        try:
            folder.mkdir()
        except FileExistsError:
            continue
        return folder
    raise Refused("refused.folders-called", number=MOST_FOLDERS, name=name)


def _largest(photo: PlacedPhoto) -> Rendition:
    files = [each for each in page_renditions(photo) if each.encoding is Encoding.JPEG]
    return max(files, key=lambda each: each.width)
