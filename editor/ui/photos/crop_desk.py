"""Photos cropped and adjusted in the window: the view opens, what was done there is one step."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from editor.desk.changing import Done
from editor.desk.pictures import Edited
from editor.desk.views import StoryView
from editor.story.outlet import Outlet
from editor.story.photo import Placement
from editor.story.rendition import Rendition
from editor.story.workflow import Verb as Act
from editor.ui.opened.story_tabs import StoryTabs
from editor.ui.opened.undo_steps import VerbCommand, there_and_back
from editor.ui.photos.photo_asks import PhotoAsks
from editor.ui.shell.commands import Command, Feature, Menu
from editor.ui.shell.desk_lane import DeskLane
from editor.ui.shell.inspector_parts import Inspecting
from editor.ui.theme import Theme

if TYPE_CHECKING:
    from editor.ui.photos.crop_view import CropView

_LARGE = 1600  # pixels of the longer side, of the picture that is drawn on


class CropDesk(Feature):
    def __init__(
        self,
        open_story: StoryTabs,
        inspector: Inspecting,
        asks: PhotoAsks,
        desk_lane: DeskLane,
        theme: Theme,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._open_story, self._inspector = open_story, inspector
        self._desk_lane, self._theme, self._window = desk_lane, theme, window
        self._shape = 0.0
        self._opened = ""
        asks.texts_opened.connect(self._note_opened)
        asks.crop_requested.connect(self.crop)

    def commands(self) -> Iterable[Command]:
        yield Command(
            "crop_photo", self.tr("Crop and adj&ust photo…"), "crop", "Ctrl+Shift+J"
        ).doing(
            self.crop_opened,
            {Menu.STORY: 115},
            possible=lambda view: bool(view.story.placements) and view.may(Act.PICTURE),
        )

    def crop_opened(self) -> None:
        """The photo whose card is open or was last, or the first of the page."""
        view = self._open_story.view
        if view is None or not view.story.placements:
            return
        there = [*view.story.placements_on_page, *view.story.placements]
        opened = next((each for each in there if each.id == self._opened), there[0])
        self.crop(opened.id)

    def crop(self, placement_id: str) -> None:
        view = self._open_story.view
        placement = _placement(view, placement_id)
        if placement is not None:
            site = self._desk_lane.desk.site
            self._desk_lane.ask(site.outlet, lambda outlet: self._show(placement, outlet))

    def _show(self, placement: Placement, outlet: Outlet) -> None:
        # With the first picture: a start needs none of it.
        from editor.ui.photos.crop_view import CropView

        view = CropView(self._theme, placement, outlet, self._make(), self._shape, self._window)
        pictures, photo = self._desk_lane.desk.pictures, placement.photo.id

        def refuse(error: Exception) -> None:
            if isValid(view):
                view.reject()
            self._desk_lane.tell(error)

        self._desk_lane.away(
            lambda: QImage.fromData(pictures.thumbnail(photo, _LARGE)),
            lambda image: view.show_picture(image) if isValid(view) else None,
            refuse,
        )
        view.accepted.connect(lambda: self._apply(placement, view))
        view.open()

    def _make(self) -> "Callable[[Sequence[Rendition], Callable[[Made], None]], None]":
        pictures = self._desk_lane.desk.pictures

        def make(renditions: Sequence[Rendition], show: Callable[[Made], None]) -> None:
            self._desk_lane.away(
                lambda: {
                    each: QImage.fromData(data) for each, data in pictures.tried(renditions).items()
                },
                show,
                # What cannot be opened is told by the picture itself.
                lambda _error: None,
            )

        return make

    def _apply(self, placement: Placement, view: "CropView") -> None:
        self._shape = view.shape
        wanted, before = view.edited, Edited(placement.edits, placement.photo.edits)
        if wanted == before:
            return
        pictures = self._desk_lane.desk.pictures

        def edit(edited: Edited) -> Done[Edited]:
            return pictures.edit(placement.id, edited, back=edited is not wanted)

        self._open_story.undo.push(
            VerbCommand(
                self.tr("crop and tone of a photo"),
                self._desk_lane,
                *there_and_back(edit, wanted),
                show=lambda: self._inspector.reveal("photo", placement.id),
            )
        )

    def _note_opened(self, placement_id: str, _fields: object) -> None:
        self._opened = placement_id


Made = Mapping[Rendition, QImage]


def _placement(view: StoryView | None, placement_id: str) -> Placement | None:
    there = () if view is None else view.story.placements
    return next((each for each in there if each.id == placement_id), None)
