"""A folder or card in a contact sheet: looked through, marked, and brought in with a report."""

import os
from collections.abc import Callable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QStandardPaths, QTimer
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFileDialog

from editor.desk.changing import Changes, together
from editor.desk.changing import Done as Answer
from editor.desk.photo_library import Ingested, LibraryPhoto, texts_of
from editor.story.origin import badge_of
from editor.story.photo import PHOTO_FIELDS, Photo, PhotoFacts
from editor.story.story import PhotoListing, PhotoOrder
from editor.ui.photos.contact_bars import BroughtBox
from editor.ui.photos.contact_desk import ALL_DOTS, MARKS, SheetDesk, origin_told
from editor.ui.photos.contact_rows import Key, Mark, Tile
from editor.ui.photos.photo_asks import Dropped
from editor.ui.photos.photo_look import LARGE
from editor.ui.shell.system_boxes import start_folder
from editor.ui.shell.thumbnails import Made, Picture, image_of

if TYPE_CHECKING:
    from editor.photos.previews import Glance

TOLD_MS = 100
READ_AT_ONCE = 100  # files of which one is asked what they say; a quarter of a second
MOST_FILES = 20_000  # of a folder; a whole disk is no card
FOLDER = "pictures/folder"
GONE = object()
NOTHING_SAID = PhotoFacts()


class FolderDesk(SheetDesk):
    """The pictures of a folder or card, or files that were dropped, and their way into the
    library."""

    of_files = True

    def __init__(self, *parts: Any) -> None:
        super().__init__(*parts)
        self._glances: dict[Key, Glance] = {}
        self._given: dict[Key, dict[str, str]] = {}  # marks, for when they come in
        self._here: dict[Key, Photo] = {}  # those that have come in, with their records
        self._stop = Event()
        bar = self._sheet.folder
        assert bar is not None
        self._bar = bar
        bar.choose_requested.connect(self._choose)
        bar.bring_in_requested.connect(self._bring_in)
        bar.cancel_requested.connect(self.stop)
        self._sheet.helped.connect(self._choose)
        self._sheet.place_wanted.connect(self._place)
        folder = self._memory.text(FOLDER, "")
        self._places = [Path(folder)] if folder else []
        self.refresh()

    def show(self, places: Sequence[Path]) -> None:
        """A folder, or files and folders that were dropped."""
        self._places = list(places)
        if len(places) == 1 and places[0].is_dir():
            self._memory.remember(FOLDER, str(places[0]))
        self._glances.clear()
        self._given.clear()
        self._here.clear()
        self._sheet.look.forget()
        self._sheet.close_look()
        self._sheet.warn("")
        self.refresh()

    def refresh(self) -> None:
        self._asked += 1
        asked, places = self._asked, self._places
        several = len(places) > 1
        named = self.tr("Dropped here") if several else "".join(map(str, places))
        self._bar.show_folder(named)
        if not places:
            self._say_nothing(self.tr("No folder yet"))
            return
        listing = self._sheet.bar.listing
        by_date = listing.order is PhotoOrder.TAKEN

        def show(files: list[str]) -> None:
            if asked == self._asked:
                self._sheet.say_empty(
                    self.tr("No picture here"),
                    self.tr("Neither the folder nor one in it has such a picture."),
                    self.tr("Choose folder…"),
                )
                if listing.words or listing.narrows:
                    self._show_fitting(
                        listing, files, [each for each in files if each not in self._glances], asked
                    )
                else:
                    self._sheet.show_keys(files, anew=False)
                    self._sheet.show_left(0)

        def fail(error: Exception) -> None:
            if not isinstance(error, OSError):
                raise error
            if asked == self._asked:
                self._say_nothing(self.tr("{0} cannot be read").format(named))

        self._desk_lane.away(lambda: files_in(places, by_date=by_date), show, fail)

    def _show_fitting(
        self,
        listing: PhotoListing,
        files: Sequence[str],
        unread: Sequence[str],
        asked: int,
        held: AbstractSet[str] = frozenset(),
    ) -> None:
        """Those that are known to be asked for; the others are read bit by bit. What is in the
        sheet stays there, whatever is said of it meanwhile."""
        photos = self._desk_lane.desk.photos
        keys = [file for file in files if file in held or self._fits(file, listing)]
        if not held or len(keys) > len(held):
            self._sheet.show_keys(keys, anew=False)
        self._sheet.show_left(len(unread))
        part, rest = unread[:READ_AT_ONCE], unread[READ_AT_ONCE:]

        def read() -> "dict[str, Glance]":
            looks = ((file, photos.glance(Path(file))) for file in part)
            return {file: found for file, found in looks if found is not None}

        def take(found: "Mapping[str, Glance]") -> None:
            if asked == self._asked:
                self._glances.update(found)
                self._show_fitting(listing, files, rest, asked, frozenset(keys))

        if part:
            self._desk_lane.away(read, take)

    def _fits(self, file: str, listing: PhotoListing) -> bool:
        """As far as it is known; nothing is listed by what nobody knows."""
        facts, name = self._facts(file), Path(file).name
        texts = (text for row in PHOTO_FIELDS for text in texts_of(row, facts, self.style))
        said = "\n".join((name, *texts)).casefold()
        rated = int(facts.rating) if facts.rating.lstrip("-").isdecimal() else 0
        return (
            (file in self._glances or not listing.narrows)
            and self._desk_lane.desk.photos.which(facts).issuperset(listing.which)
            and rated >= (listing.least or rated)
            and listing.colour in ("", facts.colour_class)
            and all(word in said for word in listing.words.casefold().split())
        )

    def _facts(self, key: Key) -> PhotoFacts:
        """What a file says as far as it is known, with what was said of it here; what the record
        says of one that has come in."""
        if key in self._here:
            return self._here[key].facts
        glance, given = self._glances.get(key), self._given.get(key)
        facts = glance.facts if glance is not None else NOTHING_SAID
        return replace(facts, **given) if given else facts

    def _say_nothing(self, title: str) -> None:
        sentence = self.tr("Choose a folder or a card, or drop one here, or some pictures.")
        self._sheet.say_empty(title, sentence, self.tr("Choose folder…"))
        self._sheet.close_look()
        self._sheet.show_keys([])

    def _choose(self) -> None:
        last = self._memory.text(FOLDER, "")
        start = start_folder(last, QStandardPaths.StandardLocation.PicturesLocation)
        folder = QFileDialog.getExistingDirectory(self._sheet, self.tr("Choose folder"), str(start))
        if folder:
            self.show([Path(folder)])

    def _picture_of(self, key: Any, longest: int, sharp: bool) -> Made | None:
        photos, path = self._desk_lane.desk.photos, Path(key)

        def make() -> Picture:
            data = photos.preview(path, longest, at_once=not sharp)
            also = photos.glance(path) if sharp else None
            if data is None and not path.exists():
                also = GONE
            return image_of(data, longest), also

        return make

    def _large_of(self, key: Key, *, whole: bool) -> Callable[[], QImage]:
        photos, longest = self._desk_lane.desk.photos, ALL_DOTS if whole else LARGE
        return lambda: image_of(photos.preview(Path(str(key)), longest), longest)

    def _note(self, key: Key, also: Any) -> None:
        if also is GONE:
            self._sheet.warn(
                self.tr("{0} is not there any more. Was the card taken out?").format(key)
            )
            self.refresh()
        else:
            self._glances[key] = also
            self._read_tiles([key])

    def _read_tiles(self, keys: list[Key]) -> None:
        self._sheet.model.add_tiles({key: self._tile(key) for key in keys})

    def _tile(self, key: Key) -> Tile:
        name, facts = Path(str(key)).name, self._facts(key)
        photo, glance = self._here.get(key), self._glances.get(key)
        marked = facts.rating, facts.colour_class
        if glance is None and photo is None:
            return Tile(key, name, "", "", (0, 0), *marked)
        dots = (glance.width, glance.height) if glance is not None else (0, 0)
        which = self._desk_lane.desk.photos.which(facts)
        marks = [mark for each, mark in MARKS.items() if each in which]
        marks += [Mark.HERE] if photo is not None else []
        origin = photo.origin if photo is not None else None
        told, of = facts.caption or facts.headline, origin_told(facts, origin)
        badge, photo_id = badge_of(facts, origin), photo.id if photo is not None else ""
        return Tile(key, name, photo_id, told, dots, *marked, tuple(marks), badge, of)

    def _mark(self, keys: list[Key], field: str, value: str) -> None:
        """Files on a card stay as they are: what is said of them is for when they come in."""
        files = [key for key in keys if key not in self._here]
        for key in files:
            self._given.setdefault(key, {})[field] = value
        self._read_tiles(files)
        if records := [self._here[key].id for key in keys if key in self._here]:
            self._mark_records(records, field, value)

    def _place(self, keys: list[Key]) -> None:
        self._photos.bring_in([Path(str(key)) for key in keys])

    def tell_chosen(self) -> None:
        """One that has come in."""
        self.chosen.emit(self._here.get(self._sheet.current or ""), self.style)

    def _on_changed(self, changes: Changes) -> None:
        self._read_records(changes.photos)

    def _read_records(self, changed_ids: AbstractSet[str]) -> None:
        """Again, of those that have come in."""
        photos = self._desk_lane.desk.photos
        ids = changed_ids & {photo.id for photo in self._here.values()}

        def take(found: Mapping[int, LibraryPhoto]) -> None:
            now = {each.photo.id: each.photo for each in found.values()}
            changed = [key for key, photo in self._here.items() if photo.id in now]
            self._here.update((key, now[self._here[key].id]) for key in changed)
            self._read_tiles(changed)
            self.tell_chosen()

        if ids:
            self._desk_lane.ask(lambda: photos.numbered(photos.numbers(ids).values()), take)

    def stop(self) -> None:
        """Nothing more comes in; what has, stays."""
        self._stop.set()

    def _bring_in(self) -> None:
        """Those that are selected, else all."""
        keys = self._sheet.view.chosen or list(self._sheet.model.keys)
        paths, desk = [Path(str(key)) for key in keys], self._desk_lane.desk
        given = {key: marks for key in keys if (marks := self._given.get(key))}
        stop = self._stop = Event()
        found: list[Ingested] = []
        answers: list[Answer[Ingested]] = []

        def take() -> Answer[list[Ingested]]:
            for path, read in desk.pictures.reading(paths):
                if stop.is_set():
                    break
                answers.append(desk.photos.take_in(path, read))
                found.append(answers[-1].value)
            told = {
                each.photo.id: given[str(each.path)]
                for each in found
                if each.photo is not None and str(each.path) in given
            }
            changes = together(answers)
            if told:
                changes |= desk.photos.describe_each(told).changes
            return Answer(found, changes)

        def end() -> None:
            ticking.stop()
            ticking.deleteLater()
            self._bar.show_progress(1, 1)

        def done(found: list[Ingested]) -> None:
            end()
            here = {str(each.path): each.photo for each in found if each.photo is not None}
            self._here.update(here)
            self._read_tiles(list(here))
            self._read_records({photo.id for photo in here.values()})  # their marks are there
            BroughtBox.of(found, len(paths) - len(found), self._sheet).open()

        def fail(error: Exception) -> None:
            end()
            self._desk_lane.tell(error)

        # The worker's list is only counted here.
        ticking = QTimer(self, interval=TOLD_MS)
        ticking.timeout.connect(lambda: self._bar.show_progress(len(found), len(paths)))
        ticking.start()
        self._bar.show_progress(0, len(paths))
        self._desk_lane.away(take, done, fail, what=self.tr("Pictures are being brought in."))


def files_in(places: Sequence[Path], *, by_date: bool) -> list[str]:
    """Picture files there and in the folders within, by name or the last changed first; hidden
    ones are left out. Raises OSError where one of the places is not there."""
    found: list[Path] = []
    for place in places:
        if not place.is_dir():
            place.stat()
            found.append(place)
            continue
        os.scandir(place).close()  # a folder that cannot be read
        for folder, folders, names in os.walk(place):
            folders[:] = sorted(each for each in folders if not each.startswith("."))
            found += [Path(folder, name) for name in sorted(names) if not name.startswith(".")]
            if len(found) > MOST_FILES:
                break
    files = list(map(str, Dropped.of(found).pictures))
    return sorted(files, key=os.path.getmtime, reverse=True) if by_date else files
