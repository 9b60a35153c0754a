"""Photos at work: files come in with progress, texts are edited, every step can be undone."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Event
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths, QUrl
from PySide6.QtGui import QDesktopServices, QImage
from PySide6.QtWidgets import QFileDialog, QWidget

from editor.desk.changing import Done
from editor.desk.photo_library import LibraryPhoto
from editor.desk.picture_intake import Brought
from editor.desk.pictures import Attached, PhotoTexts, TextChanges
from editor.message import Said, message
from editor.photos.families import PICTURE_FILTER
from editor.story.fields import named
from editor.story.photo import Placement
from editor.story.text import clean_line
from editor.story.workflow import Verb as Act
from editor.ui.opened.story_tab import StoryTab
from editor.ui.opened.story_tabs import StoryTabs
from editor.ui.opened.undo_steps import Then, Verb, VerbCommand, there_and_back
from editor.ui.photos.photo_asks import (
    ArrivalBatch,
    ArrivalOrder,
    PhotoAsks,
    PhotoStep,
    PlacementEdit,
)
from editor.ui.shell.commands import Command, Feature, Menu
from editor.ui.shell.desk_lane import DeskLane
from editor.ui.shell.inspector_parts import Inspecting
from editor.ui.shell.system_boxes import start_folder
from editor.ui.writing.pasted_pages import PastedPhoto

if TYPE_CHECKING:
    from editor.interchange.web.lifted_pictures import PastedPicture

PASTED = message("picture.pasted")


_FIELD = {"decorative": "alt"}  # where else than under its own name a text is shown


class Stopped(Exception):
    """Somebody did not want this picture any more."""


class PhotoDesk(Feature):
    def __init__(
        self,
        open_story: StoryTabs,
        inspector: Inspecting,
        asks: PhotoAsks,
        desk_lane: DeskLane,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._open_story = open_story
        self._inspector = inspector
        self._desk_lane = desk_lane
        self._window = window
        # What was put into the texts of each placement here; touched in the lane only.
        self._put: dict[str, TextChanges] = {}
        self._reading = 0
        self._read = 0
        self._stop = Event()
        self._order = ArrivalOrder()
        self._folder = ""
        self._asks = asks
        self._serve(asks)
        open_story.each(self._follow)

    def commands(self) -> Iterable[Command]:
        yield Command("add_photo", self.tr("&Add photo…"), "image-plus", "Ctrl+Shift+P").doing(
            self.choose_files,
            {Menu.STORY: 110, Menu.TOOLBAR: 310},
            possible=lambda view: view.may(Act.PICTURE),
        )

    def choose_files(self) -> None:
        """Ask for pictures and bring them in."""
        if paths := self._ask_for_files():
            self.bring_in(paths)

    def choose_gallery_files(self) -> None:
        """Ask for pictures that stand side by side where the caret is."""
        if paths := self._ask_for_files():
            self.bring_in(paths, together=True)

    def _ask_for_files(self) -> list[Path]:
        names, _ = QFileDialog.getOpenFileNames(
            self._window,
            self.tr("Add photo"),
            str(start_folder(self._folder, QStandardPaths.StandardLocation.PicturesLocation)),
            self.tr("Pictures ({0});;All files (*)").format(PICTURE_FILTER),
            options=QFileDialog.Option.HideNameFilterDetails,
        )
        if names:
            self._folder = str(Path(names[0]).parent)
        return [Path(name) for name in names]

    def bring_in(self, paths: list[Path], *, together: bool = False) -> None:
        """Read picture files away from the window; the first becomes the lead when the story
        has none, the others go where the caret stands. `together`: all of them as a gallery."""
        story_id = self._story_for_pictures()
        if not story_id:
            return
        pictures = self._desk_lane.desk.pictures
        if not self._reading:
            self._stop = Event()
        stop = self._stop

        def read(path: Path) -> Brought:
            if stop.is_set():
                raise Stopped
            return pictures.bring_in(path)

        batch = self._batch(story_id, len(paths)) if together else None
        for path in paths:
            self.begin_reading()
            in_turn = self._order.take()
            self._desk_lane.away(
                lambda path=path: read(path),
                lambda brought, then=in_turn: then(
                    lambda: self.came_in(story_id, brought, batch=batch)
                ),
                lambda error, then=in_turn: then(lambda: self._not_taken(error, batch)),
            )

    def place(self, numbers: Sequence[int], *, together: bool = False) -> None:
        """Photos of the library, by their numbers, in the same way."""
        story_id, photos = self._story_for_pictures(), self._desk_lane.desk.photos

        def placed(found: Mapping[int, LibraryPhoto]) -> None:
            batch = self._batch(story_id, len(found)) if together else None
            for each in found.values():
                self.begin_reading()
                self.came_in(story_id, Brought(each.photo, (), named=False), batch=batch)

        if story_id:
            self._desk_lane.ask(lambda: photos.numbered(numbers), placed)

    def _story_for_pictures(self) -> str:
        """The story on top; that there is none is said."""
        if not self._open_story.story_id:
            self.said.emit(self.tr("Open a story first: the picture goes into it."))
        return self._open_story.story_id

    def _batch(self, story_id: str, count: int) -> ArrivalBatch[Attached]:
        def gathered(arrived: list[Attached]) -> None:
            tab = self._open_story.tab_of(story_id)
            if tab is not None and tab.story.story_id == story_id:
                with tab.undo_line.as_one(self.tr("adding of photos")):
                    for each in arrived:
                        self._note_arrival(tab, each)
                    tab.writing.photos.insert_gallery([each.placement for each in arrived])

        return ArrivalBatch(count, gathered)

    def cancel(self) -> None:
        """Pictures not yet begun are left out; those already in stay."""
        self._stop.set()

    def bring_in_image(self, image: QImage) -> None:
        """A picture from the clipboard: stored as PNG, so that nothing of it is lost."""
        story_id = self._open_story.story_id
        if not story_id:
            return
        pictures = self._desk_lane.desk.pictures

        def store() -> Brought:
            with TemporaryDirectory() as folder:
                path = Path(folder) / str(PASTED)
                if not image.save(str(path)):
                    raise OSError("the picture on the clipboard could not be written")
                return pictures.bring_in(path, named=False)

        self.begin_reading()
        self._desk_lane.away(
            store,
            lambda brought: self.came_in(story_id, brought),
            self._not_taken,
        )

    def bring_in_pasted(self, photos: list[PastedPhoto]) -> None:
        """Pictures that came with a page: each goes where it stood on it."""
        story_id = self._open_story.story_id
        if not story_id:
            return
        pictures = self._desk_lane.desk.pictures

        def store(picture: "PastedPicture") -> Brought:
            if picture.path is not None:
                return pictures.bring_in(picture.path, named=False)
            with TemporaryDirectory() as folder:
                path = Path(folder) / picture.name
                path.write_bytes(picture.data)
                return pictures.bring_in(path, named=False)

        for photo in photos:
            self.begin_reading()
            in_turn = self._order.take()
            self._desk_lane.away(
                lambda picture=photo.picture: store(picture),
                lambda brought, then=in_turn, photo=photo: then(
                    lambda: self.came_in(story_id, brought, photo)
                ),
                lambda error, then=in_turn: then(lambda: self._not_taken(error)),
            )

    def edit_texts(self, placement_id: str, edit: PlacementEdit) -> None:
        """Caption, credit or alt text of one photo in this story."""
        after = edit.texts
        placement = self._placement(placement_id)
        if not after or placement is None:
            return
        pictures = self._desk_lane.desk.pictures
        put, seen = self._put, {name: getattr(placement, name) for name in after}

        def reword(texts: TextChanges) -> Done[TextChanges]:
            own = put.setdefault(placement_id, {})
            answer = pictures.reword(placement_id, texts, known=(seen, own))
            # As they are stored: on one line.
            own.update({n: clean_line(v) if isinstance(v, str) else v for n, v in texts.items()})
            return answer

        first = next(iter(after))
        self._push(
            str(message("window.change-of", names=[named(_FIELD.get(n, n)) for n in after])),
            *there_and_back(reword, after),
            lambda: self._inspector.reveal(_FIELD.get(first, first), placement_id),
        )

    def lead_with(self, placement_id: str) -> None:
        view = self._open_story.view
        if view is None:
            return
        pictures, story_id, before = self._desk_lane.desk.pictures, view.story.id, view.story.lead
        self._push(
            self.tr("choice of lead photo"),
            lambda: pictures.lead_with(placement_id),
            lambda: pictures.lead_with(before.id) if before else pictures.no_lead(story_id),
            lambda: self._inspector.reveal("photo", placement_id),
        )

    def put_into_body(self, placement_id: str) -> None:
        placement = self._placement(placement_id)
        if placement is not None:
            with self._open_story.current.undo_line.called(self.tr("photo in the text")):
                self._open_story.writing.photos.insert(placement)

    def take_out(self, placement_id: str) -> None:
        """Out of the story, and out of the text if it stands there; both can be undone."""
        placement = self._placement(placement_id)
        view = self._open_story.view
        if placement is None or view is None:
            return
        pictures, story_id = self._desk_lane.desk.pictures, view.story.id
        position, tab = view.story.placements.index(placement), self._open_story.current
        name = self.tr("removal of a photo")
        with tab.undo_line.as_one(name):
            tab.writing.photos.remove(placement_id)
            tab.undo_line.push(
                PhotoStep(
                    name,
                    self._desk_lane,
                    tab.story.keeper,
                    leave=lambda: pictures.take_out(placement_id),
                    come=lambda: pictures.put_back(story_id, placement, position=position),
                    show=lambda: self._inspector.reveal("photo", placement_id),
                )
            )

    def _note_arrival(self, tab: StoryTab, attached: Attached) -> None:
        """A photo that has come into a story can be undone like all else."""
        pictures, story_id = self._desk_lane.desk.pictures, attached.story_id
        placement, awaited = attached.placement, attached.awaited
        tab.undo_line.push(
            PhotoStep(
                self.tr("adding of a photo"),
                self._desk_lane,
                tab.story.keeper,
                leave=lambda: pictures.take_out(placement.id, awaited=awaited),
                come=lambda: pictures.put_back(story_id, placement, awaited=awaited is not None),
                show=lambda: self._inspector.reveal("photo", placement.id),
                came=True,
            )
        )

    def show_original(self, photo_id: str) -> None:
        path = self._desk_lane.desk.pictures.original(photo_id)
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))

    def came_in(
        self,
        story_id: str,
        brought: Brought,
        pasted: PastedPhoto | None = None,
        batch: ArrivalBatch[Attached] | None = None,
    ) -> None:
        pictures = self._desk_lane.desk.pictures
        place = None if pasted is None else pasted.place
        alt = "" if pasted is None else pasted.picture.alt
        texts = PhotoTexts(alt=alt) if alt else None

        def shown(attached: Attached) -> None:
            # When the person has moved on, it waits among the photos of the story it came for.
            tab = self._open_story.tab_of(story_id)
            if batch is not None:
                batch.add(attached)
            elif tab is not None and tab.story.story_id == story_id:
                with tab.undo_line.as_one(self.tr("adding of a photo")):
                    self._note_arrival(tab, attached)
                    if not attached.placement.lead:
                        tab.writing.photos.insert(attached.placement, place)
            self._inspector.go_to("caption", attached.placement.id)
            for warning in attached.warnings:
                self.said.emit(str(warning))
            self._asks.came_in.emit(attached)

        # Whether it leads is known only there: others may be on their way.
        lead = None if batch is None else False

        def refused(error: Exception) -> None:
            if batch is not None:
                batch.miss()
            self._desk_lane.tell(error)

        self._desk_lane.ask(
            lambda: pictures.attach(story_id, brought, lead=lead, texts=texts), shown, refused
        )
        self._end_reading()

    def _not_taken(self, error: Exception, batch: ArrivalBatch[Attached] | None = None) -> None:
        self._end_reading()
        if batch is not None:
            batch.miss()
        if isinstance(error, Stopped):
            return
        if not isinstance(error, (Said, OSError)):
            raise error
        if isinstance(error, OSError) and error.strerror:
            name = error.filename or PASTED
            self.refused.emit(str(message("form.labelled", label=name, text=error.strerror)))
        else:
            self.refused.emit(str(error))

    def begin_reading(self) -> None:
        self._reading += 1
        self.progress.emit(self._read, self._reading)

    def _end_reading(self) -> None:
        self._read += 1
        self.progress.emit(self._read, self._reading)
        if self._read == self._reading:
            self._read = self._reading = 0

    def _serve(self, asks: PhotoAsks) -> None:
        asks.add_requested.connect(self.choose_files)
        asks.files_dropped.connect(self.bring_in)
        asks.photos_dropped.connect(self.place)
        asks.image_pasted.connect(self.bring_in_image)
        asks.texts_edited.connect(self.edit_texts)
        asks.lead_requested.connect(self.lead_with)
        asks.insert_requested.connect(self.put_into_body)
        asks.remove_requested.connect(self.take_out)
        asks.original_requested.connect(self.show_original)

    def _follow(self, tab: StoryTab) -> None:
        writing, pasting, about = tab.writing, tab.writing.pasting, self._open_story.about
        writing.photo_requested.connect(about(tab, self.choose_files))
        writing.photos.gallery_files_wanted.connect(about(tab, self.choose_gallery_files))
        pasting.photo_files_dropped.connect(about(tab, self._bring_in_dropped))
        pasting.photos_dropped.connect(about(tab, self._place_dropped))
        pasting.photo_image_pasted.connect(about(tab, self.bring_in_image))
        pasting.photos_pasted.connect(about(tab, self.bring_in_pasted))
        writing.photo_activated.connect(
            about(tab, lambda placement: self._inspector.go_to("caption", placement))
        )

    def _bring_in_dropped(self, paths: list[Path]) -> None:
        # Several that are dropped together belong side by side.
        self.bring_in(paths, together=len(paths) > 1)

    def _place_dropped(self, numbers: list[int]) -> None:
        self.place(numbers, together=len(numbers) > 1)

    def _placement(self, placement_id: str) -> Placement | None:
        view = self._open_story.view
        placements = view.story.placements if view else ()
        return next((each for each in placements if each.id == placement_id), None)

    def _push(self, text: str, do: Verb, undo: Verb, show: Then) -> None:
        self._open_story.undo.push(VerbCommand(text, self._desk_lane, do, undo, show=show))
