"""Pictures on their way into the library: read, their originals kept, told when they look like one
that is there."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from editor.desk.changing import Changes, Done
from editor.desk.newsroom import Newsroom, Refused
from editor.late import frozen
from editor.message import Message, message
from editor.photos.intake import Intake, read_picture, unreadable
from editor.story.checks import origin_of, rights_of
from editor.story.photo import Photo, Placement
from editor.story.rendition import of_looks
from editor.story.text import clean_line

_AHEAD = 2  # pictures that are read while one is stored
_LAZILY = 5  # older pictures that are noted with each new one
_SMALL = 160  # pixels of the copies by which older ones are told


@frozen
class Brought:
    """A picture whose original is in the library, not yet used in a story.

    `named`: somebody gave its file the name it has; what lay on the clipboard has none.
    """

    photo: Photo
    warnings: tuple[Message, ...]
    named: bool = True


@frozen
class PictureIntake:
    newsroom: Newsroom

    def read(self, path: Path) -> Intake:
        """Raises PictureRefused."""
        return read_picture(path, known=self.newsroom.origins().known)

    def reading(self, paths: Iterable[Path]) -> Iterator[tuple[Path, Callable[[], Intake]]]:
        """Each path with what gives what was read of it, or raises: the next ones are being read
        meanwhile, each in a process of its own."""
        from concurrent.futures import ThreadPoolExecutor  # of use to this alone

        with ThreadPoolExecutor(_AHEAD) as pool:
            waiting: deque[tuple[Path, Callable[[], Intake]]] = deque()
            for path in paths:
                waiting.append((path, pool.submit(self.read, path).result))
                if len(waiting) > _AHEAD:
                    yield waiting.popleft()
            yield from waiting

    def bring_in(
        self, path: Path, *, named: bool = True, read: Callable[[], Intake] | None = None
    ) -> Brought:
        """Read a picture file whole, if it was not `read` already, and store its original; slow, so
        away from the lane.

        `named` as in `Brought`. Raises PictureRefused, and then nothing was added.
        """
        intake = read() if read else self.read(path)
        # The original first: a record without its file would be worse than a file without one.
        originals = self.newsroom.store.originals
        try:
            sha = originals.keep_bytes(intake.jpeg) if intake.jpeg else originals.keep(path)
        except OSError as error:  # the card was pulled out
            raise unreadable(path, error) from error
        now = self.newsroom.clock()
        photo = record(sha, intake.name, intake, now)
        warnings = (*intake.warnings, *rights_told(photo, now), *self._looks_like(photo))
        return Brought(photo, warnings, named)

    def _looks_like(self, photo: Photo) -> Iterator[Message]:
        """The picture of the library that a new one looks most like: a hint, and no more."""
        # With each new one a few of those from before, until all are noted.
        self.note_likenesses(_LAZILY)
        with self.newsroom.store.read() as work:
            if not work.photos.numbers([photo.id]) and (found := work.photos.alike(photo)):
                other = work.photos.get(found[0])
                if other is not None:
                    name, day = other.original_name, other.added[:10]
                    if day:
                        yield message("picture.looks-like", name=name, day=day)
                    else:
                        yield message("picture.looks-like-old", name=name)

    def alike(self, photo_id: str) -> tuple[Photo, ...]:
        """Pictures of the library that look like this one, the most alike first. Some of those
        from before this was noted may not be found yet. Raises Refused."""
        self.note_likenesses(first=photo_id)
        with self.newsroom.store.read() as work:
            photo = work.photos.get(photo_id)
            if photo is None:
                raise Refused("refused.no-such-photo", key=clean_line(photo_id))
            found = map(work.photos.get, work.photos.alike(photo))
            return tuple(each for each in found if each is not None)

    def note_likenesses(self, most: int = 20, first: str = "") -> Done[int]:
        """Note how pictures look that came in before this was noted, `first` among them; answers
        with how many were noted: fewer than `most` when all are. Slow."""
        # Late: Pillow comes with it.
        from editor.photos.renditions import NO_LIKENESS, likeness_of

        with self.newsroom.store.read() as work:
            missing = work.photos.without_likeness(most)
            if first and (photo := work.photos.get(first)) and not photo.likeness:
                missing = (first, *missing)
        found: dict[str, str] = {}
        for photo_id in missing:
            found[photo_id] = NO_LIKENESS
            with suppress(OSError, ValueError):  # a file that is gone is told where it is needed
                found[photo_id] = likeness_of(self.thumbnail(photo_id, _SMALL))
        if found:
            with self.newsroom.begin() as work:
                for photo_id, likeness in found.items():
                    work.photos.change(photo_id, likeness=likeness)
                work.commit()
        # Nobody sees it in the record.
        return Done(len(found), Changes())

    def thumbnail(self, looks: str, longest: int) -> bytes:
        """An encoded picture no longer than `longest` pixels on either side, of the photo with this
        id; or as a placement shows it, by its `looks`."""
        photo_id, edits = of_looks(looks)
        original = partial(self.newsroom.original, photo_id)
        return self.newsroom.cache.thumbnail(photo_id, original, longest, edits)


def rights_told(photo: Photo, now: datetime) -> tuple[Message, ...]:
    """What the checks will say of its use, before it stands in a story."""
    placement = Placement("", photo)
    return tuple(each.message for each in (*rights_of(placement, now), *origin_of(placement)))


def record(sha: str, name: str, intake: Intake, added: datetime | None = None) -> Photo:
    """`added` when it comes into the library."""
    return Photo(
        id=sha,
        original_name=clean_line(name),
        format=intake.format,
        width=intake.width,
        height=intake.height,
        size=intake.size,
        facts=intake.facts,
        likeness=intake.likeness,
        added=added.astimezone(UTC).isoformat(timespec="seconds") if added else "",
        origin=intake.origin,
    )
