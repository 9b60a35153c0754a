"""A folder or card in a contact sheet: looked through, marked, and brought in with a report."""

import os
from collections.abc import Callable, Sequence
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QStandardPaths, QTimer
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFileDialog

from editor.desk.changing import Done as Answer
from editor.desk.changing import together
from editor.desk.photo_library import Ingested, LibraryPhoto
from editor.message import message
from editor.story.origin import badge_of
from editor.story.photo import PhotoFacts
from editor.story.story import PhotoOrder
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
MOST_FILES = 20_000  # of a folder; a whole disk is no card
FOLDER = "pictures/folder"
GONE = object()


class FolderDesk(SheetDesk):
    """The pictures of a folder or card, or files that were dropped, and their way into the
    library."""

    of_files = True

    def __init__(self, *parts: Any) -> None:
        super().__init__(*parts)
        self._glances: dict[Key, Glance] = {}
        self._given: dict[Key, dict[str, str]] = {}  # marks, for when they come in
        self._here: dict[Key, str] = {}  # ids of those that have come in
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
        by_date = self._sheet.bar.listing.order is PhotoOrder.TAKEN

        def show(files: list[str]) -> None:
            if asked == self._asked:
                words = self._sheet.bar.listing.words.casefold().split()
                names = ((file, Path(file).name.casefold()) for file in files)
                keys = [file for file, name in names if all(word in name for word in words)]
                self._sheet.say_empty(
                    self.tr("No picture here"),
                    self.tr("Neither the folder nor one in it has such a picture."),
                    self.tr("Choose folder…"),
                )
                self._sheet.show_keys(keys, anew=False)

        def fail(error: Exception) -> None:
            if not isinstance(error, OSError):
                raise error
            if asked == self._asked:
                self._say_nothing(self.tr("{0} cannot be read").format(named))

        self._desk_lane.away(lambda: files_in(places, by_date=by_date), show, fail)

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
        name, given = Path(str(key)).name, self._given.get(key, {})
        photo = self._here.get(key, "")
        here = (Mark.HERE,) if photo else ()
        glance = self._glances.get(key)
        if glance is None:
            marks, told, dots, facts = here, "", (0, 0), PhotoFacts()
        else:
            facts, dots = glance.facts, (glance.width, glance.height)
            which = self._desk_lane.desk.photos.which(facts)
            marks = (*(mark for each, mark in MARKS.items() if each in which), *here)
            told = facts.caption or facts.headline
        rating = given.get("rating", facts.rating)
        colour = given.get("colour_class", facts.colour_class)
        badge, origin = badge_of(facts, None), origin_told(facts, None)
        return Tile(key, name, photo, told, dots, rating, colour, marks, badge, origin)

    def _mark(self, keys: list[Key], field: str, value: str) -> None:
        """Files on a card stay as they are: what is said of them is for when they come in."""
        for key in keys:
            self._given.setdefault(key, {})[field] = value
        self._read_tiles(keys)

    def _place(self, keys: list[Key]) -> None:
        self._photos.bring_in([Path(str(key)) for key in keys])

    def tell_chosen(self) -> None:
        """Of one that has come in, the record it has in the library by now."""
        photo, library = self._here.get(self._sheet.current or "", ""), self._desk_lane.desk.photos
        if not photo:
            self.chosen.emit(None, self.style)
            return

        def tell(found: LibraryPhoto) -> None:
            if self._here.get(self._sheet.current or "") == photo:
                self.chosen.emit(found.photo, self.style)

        self._desk_lane.ask(lambda: library.show(photo), tell)

    def stop(self) -> None:
        """Nothing more comes in; what has, stays."""
        self._stop.set()

    def _bring_in(self) -> None:
        """Those that are selected, else all."""
        keys = self._sheet.view.chosen or list(self._sheet.model.keys)
        paths, photos = [Path(str(key)) for key in keys], self._desk_lane.desk.photos
        given = {key: marks for key in keys if (marks := self._given.get(key))}
        stop = self._stop = Event()
        found: list[Ingested] = []
        answers: list[Answer[Ingested]] = []

        def take() -> Answer[list[Ingested]]:
            for path in paths:
                if stop.is_set():
                    break
                try:
                    answers.append(photos.take_in(path))
                    found.append(answers[-1].value)
                except OSError as error:  # the card was pulled out
                    why = message("picture.unreadable", why=error.strerror or str(error))
                    refused = message("picture.refused", name=path.name, reason=why)
                    found.append(Ingested(path, None, said=(refused,)))
            told = {
                each.photo.id: given[str(each.path)]
                for each in found
                if each.photo is not None and str(each.path) in given
            }
            changes = together(answers)
            if told:
                changes |= photos.describe_each(told).changes
            return Answer(found, changes)

        def end() -> None:
            ticking.stop()
            ticking.deleteLater()
            self._bar.show_progress(1, 1)

        def done(found: list[Ingested]) -> None:
            end()
            here = {str(each.path): each.photo.id for each in found if each.photo is not None}
            self._here |= here
            self._read_tiles(list(here))
            self.tell_chosen()
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
