"""A contact sheet at work: pictures of what is in sight come first, marks go into the library and
can be taken back. What shows a folder is `folder_desk.py`.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QImage

from editor.desk.changing import Changes
from editor.desk.photo_library import LibraryPhoto
from editor.message import Message, message
from editor.story.credit import CreditStyle
from editor.story.origin import Origin, badge_of, origin_said
from editor.story.photo import Photo, PhotoFacts
from editor.story.story import PhotoListing, Which
from editor.ui.opened.story_tabs import StoryTabs
from editor.ui.opened.undo_steps import VerbCommand
from editor.ui.photos.contact_rows import KEPT_TILES, Key, Mark, Tile
from editor.ui.photos.contact_sheet import PAGE, ContactSheet
from editor.ui.photos.photo_desk import PhotoDesk
from editor.ui.photos.photo_look import LARGE
from editor.ui.shell.desk_lane import DeskLane
from editor.ui.shell.settings_desk import LayoutMemory
from editor.ui.shell.thumbnails import Made, Picture, PicturesInSight, image_of

LEVELS = (160, 320, 640)  # pixels, of a tile's picture
ALL_DOTS = 65_500  # more than any picture has that can be shown
WIDTH = "pictures/width"
ORDERS = ("pictures/order", "pictures/order of files")
MARKS = {
    Which.USED: Mark.USED,
    Which.NO_CREDIT: Mark.NO_CREDIT,
    Which.NO_CAPTION: Mark.NO_CAPTION,
    Which.EXPIRING: Mark.EXPIRING,
}


class SheetDesk(QObject):
    """What both sheets have in common.

    Signals:
    chosen(object, object): the `Photo` that is current, as it is in the library now, None for
        none; and how credits are printed.
    """

    chosen = Signal(object, object)
    of_files = False

    def __init__(
        self,
        sheet: ContactSheet,
        texts: StoryTabs,
        photos: PhotoDesk,
        desk_lane: DeskLane,
        memory: LayoutMemory,
    ) -> None:
        super().__init__(sheet)
        self._sheet = sheet
        self._texts = texts
        self._photos = photos
        self._desk_lane = desk_lane
        self._memory = memory
        self._asked = 0
        self._large: set[tuple[Key, bool]] = set()
        self.style = CreditStyle()
        desk_lane.ask(lambda: desk_lane.desk.site.outlet().credit_style, self._take_style)
        sheet.chosen.connect(lambda _key: self.tell_chosen())
        desk_lane.changed.connect(self._on_changed)
        width = memory.text(WIDTH, "")
        if width.isdecimal():
            sheet.bar.slider.setValue(int(width))
        self._order = ORDERS[self.of_files]
        sheet.bar.choose_order(memory.text(self._order, ""))
        self._small = PicturesInSight(desk_lane.pool, self._picture_of, self._show_small, self)
        sheet.model.pictures_gone.connect(self._small.forget)
        sheet.view.looked_at.connect(self._look)
        sheet.bar.slider.valueChanged.connect(lambda px: memory.remember(WIDTH, str(px)))
        sheet.bar.changed.connect(self._on_bar)
        sheet.look.image_wanted.connect(self._want_large)
        sheet.marked.connect(self._mark)
        # Queued: it is found missing while the sheet is being painted.
        queued = Qt.ConnectionType.QueuedConnection
        sheet.model.tiles_wanted.connect(self._read_tiles, queued)

    def refresh(self) -> None:
        """The list anew."""
        raise NotImplementedError

    def tell_chosen(self) -> None:
        """Again, to whoever was shown something else meanwhile."""
        raise NotImplementedError

    def _take_style(self, style: CreditStyle) -> None:
        self.style = style
        self.tell_chosen()

    def _on_changed(self, changes: Changes) -> None:
        if changes.photos:
            self.tell_chosen()

    def _picture_of(self, key: Any, longest: int, sharp: bool) -> Made | None:
        raise NotImplementedError

    def _large_of(self, key: Key, *, whole: bool) -> Callable[[], QImage] | None:
        raise NotImplementedError

    def _note(self, key: Key, also: Any) -> None:
        """What was read with a picture."""

    def _look(self) -> None:
        """At what is in sight now."""
        if not self._sheet.isVisible() or self._sheet.looks:
            self._small.want((), (), 0)
            return
        dots = self._sheet.view.tiles.shown_width * self._sheet.devicePixelRatioF()
        longest = next((each for each in LEVELS if each >= dots), LEVELS[-1])
        self._small.want(*self._sheet.view.in_sight, longest)

    def _show_small(self, key: Key, picture: Picture) -> None:
        image, also = picture
        self._sheet.model.set_picture(key, image)
        if also is not None:
            self._note(key, also)

    def _mark(self, keys: list[Key], field: str, value: str) -> None:
        raise NotImplementedError

    def _read_tiles(self, keys: list[Key]) -> None:
        raise NotImplementedError

    def _mark_records(self, keys: Sequence[int | str], field: str, value: str) -> None:
        """The records of all of them, by numbers or ids, in one step that can be taken back."""
        photos, before = self._desk_lane.desk.photos, dict[str, dict[str, str]]()

        def do() -> Changes:
            ids = photos.ids(keys)
            done = photos.describe_each({photo: {field: value} for photo in ids})
            for photo, facts in done.value.items():
                before.setdefault(photo, {field: getattr(facts, field)})
            return done.changes

        name = str(message("window.change-of", names=[Message(f"photofield.{field}")]))
        self._texts.undo.push(
            VerbCommand(name, self._desk_lane, do, lambda: photos.describe_each(before).changes)
        )

    def _on_bar(self) -> None:
        self._memory.remember(self._order, str(self._sheet.bar.listing.order))
        self._sheet.close_look()
        self.refresh()

    def _want_large(self, key: Key, whole: bool) -> None:
        made = self._large_of(key, whole=whole)
        if made is None or (key, whole) in self._large:
            return
        self._large.add((key, whole))

        def arrive(image: QImage) -> None:
            self._large.discard((key, whole))
            self._sheet.look.set_image(key, image, whole=whole)

        self._desk_lane.pool.run(made, arrive, lambda _error: arrive(QImage()))


class LibraryDesk(SheetDesk):
    """All pictures of the newsroom. Those that come in while one looks stand first; none goes or
    changes its place before somebody asks for other ones."""

    def __init__(self, *parts: Any) -> None:
        self._photos_here: dict[Key | None, Photo] = {}
        super().__init__(*parts)
        self._sheet.place_wanted.connect(self._place)
        self._sheet.helped.connect(self._sheet.bar.clear)
        self.refresh()

    def refresh(self) -> None:
        self._ask(anew=True)

    def _ask(self, *, anew: bool) -> None:
        self._asked += 1
        asked, listing = self._asked, self._sheet.bar.listing
        photos, before = self._desk_lane.desk.photos, self._sheet.model.keys
        seen = self._sheet.view.in_sight[0]

        def read() -> tuple[Sequence[Key], Mapping[int, LibraryPhoto]]:
            keys: Sequence[Key] = photos.listed(listing)
            if not anew:
                known = frozenset(before)
                keys = [*(key for key in keys if key not in known), *before]
            wanted = {key for key in (*keys[:PAGE], *seen) if isinstance(key, int)}
            return keys, photos.numbered(wanted)

        def show(answer: tuple[Sequence[Key], Mapping[int, LibraryPhoto]]) -> None:
            if asked == self._asked:
                keys, found = answer
                self._say_empty(listing)
                self._sheet.show_keys(keys)
                self._add(found)

        # Beside the lane: words are looked for in all that is said of thousands.
        self._desk_lane.away(read, show)

    def _say_empty(self, listing: PhotoListing) -> None:
        if listing.words or listing.narrows:
            title = self.tr("No picture here")
            if listing.words:
                title = self.tr("Nothing found for “{0}”").format(listing.words)
            sentence = self.tr("No picture of the library has all that is asked for.")
            self._sheet.say_empty(title, sentence, self.tr("Show all pictures"))
        else:
            self._sheet.say_empty(
                self.tr("No pictures yet"),
                self.tr("Drop pictures here, or bring them in from a folder or card."),
            )

    def _read_tiles(self, keys: list[Key]) -> None:
        photos = self._desk_lane.desk.photos
        numbers = [key for key in keys if isinstance(key, int)]
        self._desk_lane.ask(lambda: photos.numbered(numbers), self._add)

    def _add(self, found: Mapping[int, LibraryPhoto]) -> None:
        self._sheet.model.add_tiles({key: tile_of(key, each) for key, each in found.items()})
        self._photos_here |= {key: each.photo for key, each in found.items()}
        for key in list(self._photos_here)[:-KEPT_TILES]:
            del self._photos_here[key]
        if self._sheet.current in found:
            self.tell_chosen()
        self._sheet.view.looked_at.emit()

    def _on_changed(self, changes: Changes) -> None:
        if changes.photos:
            self._ask(anew=False)
        elif changes.stories:
            # Where they are used; who writes a text changes nothing of that, and is not disturbed.
            seen = self._sheet.view.in_sight[0] if self._sheet.isVisible() else []
            self._read_tiles(seen)

    def tell_chosen(self) -> None:
        self.chosen.emit(self._photos_here.get(self._sheet.current), self.style)

    def _photo_of(self, key: Key) -> str:
        """Its id, "" while it is not known."""
        tile = self._sheet.model.tile_at(self._sheet.model.index_of(key))
        return tile.photo if tile is not None else ""

    def _picture_of(self, key: Key, longest: int, sharp: bool) -> Made | None:
        photo = self._photo_of(key)
        if not photo:
            return None
        desk = self._desk_lane.desk

        def make() -> Picture:
            if not sharp:
                return image_of(desk.photos.preview(photo, longest, at_once=True), longest), None
            return image_of(desk.pictures.thumbnail(photo, LEVELS[-1]), longest), None

        return make

    def _large_of(self, key: Key, *, whole: bool) -> Callable[[], QImage] | None:
        photo, desk = self._photo_of(key), self._desk_lane.desk
        if not photo:
            return None
        if whole:
            return lambda: image_of(desk.photos.preview(photo, ALL_DOTS), ALL_DOTS)
        return lambda: image_of(desk.pictures.thumbnail(photo, LARGE), LARGE)

    def _mark(self, keys: list[Key], field: str, value: str) -> None:
        # By their numbers: hundreds may be selected of which nobody has seen the tile.
        self._mark_records(keys, field, value)

    def _place(self, keys: list[Key]) -> None:
        """Into the story on top, in their order."""
        self._photos.place([key for key in keys if isinstance(key, int)])


def tile_of(key: Key, found: LibraryPhoto) -> Tile:
    photo = found.photo
    return Tile(
        key,
        photo.original_name,
        photo.id,
        photo.facts.caption or photo.facts.headline,
        (photo.width, photo.height),
        photo.facts.rating,
        photo.facts.colour_class,
        tuple(mark for which, mark in MARKS.items() if which in found.which),
        badge_of(photo.facts, photo.origin),
        origin_told(photo.facts, photo.origin),
    )


def origin_told(facts: PhotoFacts, origin: Origin | None) -> str:
    """Behind a badge: where a picture comes from, in sentences."""
    said = origin_said(facts, origin) if badge_of(facts, origin) else ()
    return "\n".join(map(str, said))
