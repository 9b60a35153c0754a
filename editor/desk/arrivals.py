"""Copy that arrives in files: read first, shown to a person, and only then taken in.

What a file holds is no story of the house until somebody has said so; a file that is skipped or
refused leaves nothing behind.
"""

import shutil
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

from editor.desk.newsroom import Newsroom
from editor.desk.pictures import PhotoTexts, Pictures, placed
from editor.desk.stories import Brought, Stories
from editor.interchange.incoming import IncomingPicture, IncomingStory
from editor.interchange.office.tracked import Tracked
from editor.photos.refusal import PictureRefused
from editor.story.credit import CreditLine
from editor.story.photo import Photo, Placement
from editor.story.text import clean_line

if TYPE_CHECKING:  # only a type here
    from editor.desk.pictures import Brought as BroughtPicture


@dataclass(frozen=True, slots=True)
class Arrival:
    """A file that was read; its pictures lie in `folder` until `Arrivals.let_go`."""

    path: Path
    incoming: IncomingStory
    folder: Path

    @property
    def name(self) -> str:
        return clean_line(self.path.name)


@dataclass(frozen=True, slots=True)
class Arrivals:
    newsroom: Newsroom

    def read(self, path: Path, tracked: Tracked = Tracked.ASK) -> Arrival:
        """Slow: away from the lane. Raises FileRefused; TrackedChanges when the file holds some
        and `tracked` does not say what becomes of them."""
        # Loaded with the first file: the readers of Markdown and HTML are a tenth of a second,
        # which no start should pay.
        from editor.interchange.read import read_story

        folder = Path(tempfile.mkdtemp(prefix="galley-import-"))
        try:
            return Arrival(path, read_story(path, folder, tracked), folder)
        except BaseException:
            shutil.rmtree(folder, ignore_errors=True)
            raise

    def take_in(
        self,
        arrival: Arrival,
        incoming: IncomingStory | None = None,
        *,
        section: str = "",
        by: tuple[str, ...] = (),
    ) -> Brought:
        """The story becomes a draft with its photos; `incoming` is what a person made of it.

        Raises Refused or LibraryError with nothing half-imported. The folder is let go.
        """
        incoming = incoming or arrival.incoming
        try:
            photos, warnings = self._photos(incoming)
            incoming, placements = self._with_placements(incoming, photos)
            story = Stories(self.newsroom).take_in(
                incoming,
                section=section,
                by=by,
                reason=f"Imported from {arrival.name}",
                placements=placements,
            )
        finally:
            self.let_go(arrival)
        return Brought(story, (*incoming.warnings, *warnings))

    def let_go(self, arrival: Arrival) -> None:
        """Remove what the reader laid aside; for an arrival that is skipped."""
        shutil.rmtree(arrival.folder, ignore_errors=True)

    def _photos(self, incoming: IncomingStory) -> tuple[dict[str, Photo], tuple[str, ...]]:
        """Records of the pictures by key, and sentences about those that could not be taken."""
        pictures = Pictures(self.newsroom)
        photos: dict[str, Photo] = {}
        warnings: list[str] = []
        for picture in incoming.pictures:
            named = _named(picture)
            try:
                brought: BroughtPicture = pictures.bring_in(named)
            except PictureRefused as refusal:
                warnings.append(str(refusal))
                continue
            photos[picture.key] = brought.photo
        with self.newsroom.store.read() as work:
            # A picture the library has already keeps the record people have corrected.
            known = {key: work.photos.get(photo.id) or photo for key, photo in photos.items()}
        return known, tuple(warnings)

    def _with_placements(
        self, incoming: IncomingStory, photos: Mapping[str, Photo]
    ) -> tuple[IncomingStory, tuple[Placement, ...]]:
        """The story with its photos at their places; the lead's caption goes to its photo."""
        placements: dict[str, Placement] = {}
        for picture in incoming.pictures:
            if picture.key in photos:
                lead = picture.key == incoming.lead
                placements[picture.key] = _placement(picture, photos[picture.key], lead=lead)
        body = incoming.body
        for key in body.placements:
            if key not in placements:
                body = body.without_placement(key)
        body = body.with_placements(lambda key: placements[key].id)
        lead = placements.get(incoming.lead)
        if lead is not None:
            texts = PhotoTexts(
                incoming.caption or None,
                None if incoming.credit.is_blank else incoming.credit,
                lead.alt,
            )
            placements[incoming.lead] = placed(lead, texts)
            incoming = replace(incoming, caption="", credit=CreditLine())
        return replace(incoming, body=body), tuple(placements.values())


def _placement(picture: IncomingPicture, photo: Photo, *, lead: bool) -> Placement:
    texts = PhotoTexts(
        picture.caption or None,
        None if picture.credit.is_blank else picture.credit,
        picture.alt or None,
    )
    return placed(Placement(uuid4().hex, photo, lead=lead), texts)


def _named(picture: IncomingPicture) -> Path:
    """The picture's file under the name that it has in the story's file, for the record."""
    name = Path(clean_line(picture.name)).name
    if not name or Path(name).suffix.lower() != picture.path.suffix:
        name = f"{Path(name).stem or picture.key}{picture.path.suffix}"
    beside = picture.path.with_name(f"{picture.key}.as") / name
    with suppress(OSError):  # a name this disk cannot hold: our own will do
        beside.parent.mkdir(exist_ok=True)
        shutil.copyfile(picture.path, beside)
        return beside
    return picture.path
