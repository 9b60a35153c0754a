"""Copy that arrives in files: read first, shown to a person, and only then taken in.

What a file holds is no story of the house until somebody has said so; a file that is skipped or
refused leaves nothing behind.
"""

import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import field, replace
from pathlib import Path
from uuid import uuid4

from editor.desk.changing import Done
from editor.desk.newsroom import Newsroom
from editor.desk.picture_intake import record, rights_told
from editor.desk.pictures import PhotoTexts, placed
from editor.desk.stories import Stories
from editor.interchange.arriving.incoming import IncomingPicture, IncomingStory
from editor.interchange.arriving.refusal import Tracked
from editor.late import frozen
from editor.message import Message, message
from editor.photos.families import PictureRefused
from editor.photos.intake import Intake, read_picture
from editor.story.credit import CreditLine
from editor.story.measures import with_light_tables
from editor.story.photo import Photo, Placement
from editor.story.story import Story
from editor.story.text import clean_line


@frozen
class Arrival:
    """A file that was read; its pictures lie in `folder` until `Arrivals.let_go`.

    `intakes` are the facts of those pictures by key: each was decoded once, away from us.
    """

    path: Path
    incoming: IncomingStory
    folder: Path
    intakes: Mapping[str, Intake] = field(default_factory=dict)

    @property
    def name(self) -> str:
        return clean_line(self.path.name)


@frozen
class Brought:
    """A story that came in from a file, and what the reader had to say."""

    story: Story
    warnings: tuple[Message, ...]


@frozen
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
            incoming, intakes = _with_known_pictures(read_story(path, folder, tracked))
        except BaseException:
            shutil.rmtree(folder, ignore_errors=True)
            raise
        return Arrival(path, incoming, folder, intakes)

    def thumbnail(self, arrival: Arrival, key: str, longest: int) -> bytes:
        """An encoded picture no longer than `longest` pixels on either side. Slow."""
        from editor.photos.renditions import thumbnail  # late: encoders take a while to load

        picture = next(each for each in arrival.incoming.pictures if each.key == key)
        return thumbnail(picture.path, longest)

    def bring_in(self, path: Path, *, section: str = "", by: tuple[str, ...] = ()) -> Done[Brought]:
        """A file becomes a draft unseen. Raises FileRefused or Refused with nothing
        half-imported."""
        return self.take_in(self.read(path), section=section, by=by)

    def take_in(
        self,
        arrival: Arrival,
        incoming: IncomingStory | None = None,
        *,
        section: str = "",
        by: tuple[str, ...] = (),
    ) -> Done[Brought]:
        """The story becomes a draft with its photos; `incoming` is what a person made of it.

        Raises Refused, OSError or LibraryError with nothing half-imported. The folder is let go.
        """
        from editor.interchange.arriving.left_out import said_of_unplaced  # late, as above

        incoming = incoming or arrival.incoming
        light = with_light_tables(incoming.body)
        parted = () if light is incoming.body else (message("arriving.large-table"),)
        incoming = replace(incoming, body=light)
        try:
            photos = self._photos(arrival, incoming)
            placed_story, placements = _with_placements(incoming, photos)
            done = Stories(self.newsroom).take_in(
                placed_story,
                section=section,
                by=by,
                reason=message("version.imported", file=arrival.name),
                placements=placements,
            )
        finally:
            self.let_go(arrival)
        unplaced = said_of_unplaced(incoming.unplaced)
        now = self.newsroom.clock()
        rights = (told for photo in photos.values() for told in rights_told(photo, now))
        warnings = (*incoming.warnings, *parted, *unplaced, *rights)
        return Done(Brought(done.value, warnings), done.changes)

    def let_go(self, arrival: Arrival) -> None:
        """Remove what the reader laid aside; for an arrival that is skipped."""
        shutil.rmtree(arrival.folder, ignore_errors=True)

    def _photos(self, arrival: Arrival, incoming: IncomingStory) -> dict[str, Photo]:
        """Records of the pictures by key; their originals are in the library then."""
        originals, now = self.newsroom.store.originals, self.newsroom.clock()
        photos = {
            # The original first: a record without its file would be worse than the other way.
            each.key: record(originals.keep(each.path), each.name, arrival.intakes[each.key], now)
            for each in incoming.pictures
        }
        with self.newsroom.store.read() as work:
            # A picture the library has already keeps the record people have corrected.
            return {key: work.photos.get(photo.id) or photo for key, photo in photos.items()}


def _with_known_pictures(incoming: IncomingStory) -> tuple[IncomingStory, dict[str, Intake]]:
    """The story with the pictures that can be taken; of the others it warns."""
    # With the first file, as above.
    from editor.interchange.arriving.incoming import as_body
    from editor.interchange.arriving.page_pictures import without_picture

    intakes: dict[str, Intake] = {}
    for picture in incoming.pictures:
        try:
            intakes[picture.key] = read_picture(picture.path)
        except PictureRefused as refusal:
            why = message("left-out.picture", name=picture.name, why=refusal.reason)
            if picture.key != incoming.lead:  # its caption is copy now, nobody loses it
                of_picture = [each for each in incoming.found if each.picture == picture.key]
                incoming = as_body(incoming, of_picture)
            incoming = without_picture(incoming, picture.key)
            incoming = replace(incoming, warnings=(*incoming.warnings, why))
    return incoming, intakes


def _with_placements(
    incoming: IncomingStory, photos: Mapping[str, Photo]
) -> tuple[IncomingStory, tuple[Placement, ...]]:
    """The story with its photos at their places; what it says of the lead goes to its photo."""
    placements = {
        picture.key: _placement(picture, photos[picture.key], incoming)
        for picture in incoming.pictures
    }
    body = incoming.body.with_placements(lambda key: placements[key].id)
    if incoming.lead:
        incoming = replace(incoming, caption="", credit=CreditLine())
    return replace(incoming, body=body), tuple(placements.values())


def _placement(picture: IncomingPicture, photo: Photo, incoming: IncomingStory) -> Placement:
    lead = picture.key == incoming.lead
    caption = incoming.caption if lead else picture.caption
    credit = incoming.credit if lead else picture.credit
    texts = PhotoTexts(caption or None, None if credit.is_blank else credit, picture.alt or None)
    return placed(Placement(uuid4().hex, photo, lead=lead), texts)
