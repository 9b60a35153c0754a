"""Copies of stories for somebody else: a Word file, Markdown or plain text beside the library."""

from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from pathlib import Path

from editor.desk.newsroom import Newsroom, find_story
from editor.desk.refusals import Refused
from editor.files import PRIVATE_FILE, write_whole
from editor.interchange.leaving.outgoing import OutgoingPhoto, OutgoingStory, plain_text
from editor.photos.families import OriginalUnreadable
from editor.story.credit import CreditLine
from editor.story.fields import NAMES
from editor.story.people import printed_names
from editor.story.photo import Placement
from editor.story.story import Story
from editor.story.text import clean_line

LONGEST = 2_000  # pixels of a picture in a Word file: sharp in print at its size there


class CopyKind(StrEnum):
    """What a copy can be, by the ending of its name."""

    WORD = ".docx"
    MARKDOWN = ".md"
    TEXT = ".txt"


@dataclass(frozen=True, slots=True)
class Saved:
    """A copy that was written; `warnings` say what it lacks."""

    path: Path
    size: int
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Copies:
    newsroom: Newsroom

    def save(self, key: str, path: Path) -> Saved:
        """The story with this id or slug as a file of the kind its ending says; a file that is
        there is replaced, whole or not at all. Slow. Raises Refused with the reason."""
        kind = kind_of(path)
        with self.newsroom.store.read() as work:
            story = self.newsroom.story(work, find_story(work, key).id)
            site = self.newsroom.site(work)
        photos, warnings = self._photos(story, with_pictures=kind is CopyKind.WORD)
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
        write_file(path, data, " The story is safe in the library; choose another place.")
        return Saved(path, len(data), warnings)

    def _photos(
        self, story: Story, *, with_pictures: bool
    ) -> tuple[dict[str, OutgoingPhoto], tuple[str, ...]]:
        photos: dict[str, OutgoingPhoto] = {}
        warnings: list[str] = []
        for placement in story.placements:
            try:
                data = self._picture(placement) if with_pictures else b""
            except OriginalUnreadable as error:
                warnings.append(str(error))
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
        return self.newsroom.cache.thumbnail(placement.photo.id, original, LONGEST)


def kind_of(path: Path) -> CopyKind:
    """Raises Refused for an ending of no kind."""
    try:
        return CopyKind(path.suffix.lower())
    except ValueError:
        name = clean_line(path.name)
        raise Refused(
            f"“{name}” does not say what it is to be; end it in .docx, .md or .txt."
        ) from None


def _encoded(kind: CopyKind, outgoing: OutgoingStory, story: Story) -> bytes:
    # Loaded when a copy of its kind is made: Word's library alone takes a fifth of a second.
    if kind is CopyKind.WORD:
        from editor.interchange.leaving.word import word_file

        return word_file(outgoing, changed=story.updated)
    if kind is CopyKind.MARKDOWN:
        from editor.interchange.leaving.markdown import markdown

        return markdown(outgoing).encode("utf-8")
    return plain_text(outgoing).encode("utf-8")


def write_file(path: Path, data: bytes, advice: str = "", mode: int = PRIVATE_FILE) -> None:
    """Whole or not at all. Raises Refused with the reason, then the `advice`."""
    try:
        if path.is_dir():
            raise Refused(f"{path} is a folder; give the name of the file to be written.")
        write_whole(path, data, mode=mode)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise Refused(f"{path} could not be written: {reason}.{advice}") from error
