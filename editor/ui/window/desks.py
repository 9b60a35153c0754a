"""The small desks behind the panels, each for one kind of work; here they are all set up."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMainWindow

from editor.story.credit import CreditStyle
from editor.story.photo import Photo
from editor.ui.fields.field_desks import MeasureDesk, StoryFields
from editor.ui.finding.find_everywhere_desk import FindEverywhereDesk
from editor.ui.finding.quick_desk import FindingDesk, QuickDesk
from editor.ui.help.about_desk import AboutDesk, UpkeepDesk
from editor.ui.history.history_desk import HistoryDesk
from editor.ui.history.kept_aside import MeanwhileDesk, RecoveryDesk, UndoneDesk
from editor.ui.incoming.import_desk import ImportDesk
from editor.ui.leaving.leaving_desks import CopyOutDesk, SaveDesk
from editor.ui.newsroom.site_desk import SiteDesk
from editor.ui.opened.tab_memory import TabMemory
from editor.ui.opened.undo_choice import UndoChoice
from editor.ui.photos.crop_desk import CropDesk
from editor.ui.photos.photo_desk import PhotoDesk
from editor.ui.photos.record_desk import OriginDesk, RecordDesk
from editor.ui.photos.stationery_desk import StationeryDesk
from editor.ui.preview.preview_place import PreviewPlace
from editor.ui.review.proof_desk import ProofDesk
from editor.ui.review.remarks_desk import RemarksDesk
from editor.ui.review.review_desk import ApprovalDesk, ReviewDesk
from editor.ui.review.way_desk import WayDesk
from editor.ui.settings.setting_desks import CharacterDesk, OutlineDesk, TextSizeDesk, TypingDesk
from editor.ui.settings.watched_folder import WatchedFolderDesk
from editor.ui.shell.begun_desk import BegunDesk
from editor.ui.shell.commands import Feature
from editor.ui.shell.desk_lane import DeskLane
from editor.ui.shell.settings_desk import LayoutMemory, SettingsDesk
from editor.ui.stories.story_desks import ListDesk, StoryDesk
from editor.ui.theme import Theme
from editor.ui.window.keyboard_focus import FocusReturn, PaneWalk
from editor.ui.window.panels import SOURCE, Panels
from editor.ui.words.proof_reader import ProofReader
from editor.ui.words.words_desk import WordsDesk

if TYPE_CHECKING:
    from editor.ui.photos.contact_desk import SheetDesk
    from editor.ui.photos.contact_sheet import ContactSheet
    from editor.ui.photos.light_table import PictureSources
    from editor.ui.preview.preview_pane import PreviewPane


class Desks:
    """Everything the window can do, by the noun it is about. Each is connected with its own panel
    and with the texts where it is made; what passes from room to room is connected here, but for
    what comes on top (`StoryOnTop`)."""

    def __init__(
        self,
        window: QMainWindow,
        panels: Panels,
        lane: DeskLane,
        theme: Theme,
        memory: LayoutMemory,
    ) -> None:
        texts, inspector = panels.texts, panels.inspector
        self._stops: list[Callable[[], None]] = []  # of what is made late
        self.settings = SettingsDesk(lane, window)
        self.begun = BegunDesk(lane, lambda: texts.story_id, self.settings, window)
        self.text_size = TextSizeDesk(self.settings, theme, window)
        self.panes = PaneWalk(panels.columns, window)
        FocusReturn(window)
        # Stories: found, opened, written.
        self.listing = ListDesk(panels.stories, lane, panels.thumbnails, memory, window)
        self.tab_memory = TabMemory(texts, lane, window)
        self.fields = StoryFields(inspector, inspector.story, texts, lane, window)
        self.undo = UndoChoice(texts, inspector)
        self.typing = TypingDesk(self.settings, texts, lane)
        self.characters = CharacterDesk(theme, texts, self.settings, window)
        self.proofs = ProofReader(texts, inspector, lane, memory, panels.status, theme)
        inspector.photos.texts_opened.connect(self.proofs.follow_photo)
        self.words = WordsDesk(lane, lambda: texts.story_id, window)
        self.quick = QuickDesk(texts, theme, lane, self.settings, window)
        self.everywhere = FindEverywhereDesk(texts, theme, lane, window)
        # In and out.
        self.photos = PhotoDesk(texts, inspector, inspector.photos, lane, window)
        asks = inspector.photos
        self.crops = CropDesk(texts, inspector, asks, lane, theme, window)
        self.records = RecordDesk(texts, inspector, asks, lane, memory, self.photos, window)
        self.stationery = StationeryDesk(texts, lane, self.settings, window)
        self.stationery.serve(inspector, of_story=True)
        self.origins = OriginDesk(texts, asks, lane, self.settings, theme, window)
        self.imports = ImportDesk(lane, window)
        self.watched = WatchedFolderDesk(lane, self.settings, window)
        self.saving = SaveDesk(texts, lane, window)
        self.copying = CopyOutDesk(texts, lane, panels.thumbnails, theme, window)
        # What was, and what is approved.
        self.history = HistoryDesk(texts, inspector.history, lane, theme, panels.thumbnails, window)
        self.undone = UndoneDesk(texts, self.history, lane)
        MeanwhileDesk(texts, self.history)
        self.approval = ApprovalDesk(texts, self.history, lane)
        # After what clears the notices of a story that is opened.
        self.stories = StoryDesk(texts, panels.stories, lane)
        self.recovery = RecoveryDesk(texts, self.history, lane)
        self.review = ReviewDesk(texts, inspector.review, lane, window)
        self.paper = ProofDesk(texts, lane, window)
        self.way = WayDesk(texts, theme, lane, window)
        self.way.waiting.connect(panels.stories.show_waiting)
        panels.stories.waiting_requested.connect(self.way.show_mine)
        self.remarks = RemarksDesk(texts, inspector.review, lane, window)
        self.preview = PreviewPlace(panels.work, theme, lane, window)
        self.site = SiteDesk(lane, window)
        self.about = AboutDesk(lane, window)
        self.upkeep = UpkeepDesk(lane, window)
        # They watch the texts and need no word from anybody.
        MeasureDesk(texts, self.fields, lane, self.settings, window)
        FindingDesk(texts, self.photos, inspector, self.settings, window)
        OutlineDesk(texts, self.settings)
        inspector.story.sections_edit_requested.connect(self.site.edit_sections)
        panels.stories.export_requested.connect(self.review.export_listed)
        self.site.seated.connect(self.settings.sit_down)
        self.site.seated.connect(self.way.count)
        self.preview.made.connect(self._serve_page)
        panels.pictures.made.connect(partial(self._serve_pictures, panels, lane, memory))
        panels.publish.made.connect(self.review.serve_tray)

    def _serve_pictures(
        self, panels: Panels, lane: DeskLane, memory: LayoutMemory, sources: "PictureSources"
    ) -> None:
        table, inspector = sources.table, panels.inspector
        lane.pool.run(lane.desk.photos.get_ready)
        table.chosen.connect(inspector.show_photo)
        table.words_wanted.connect(lambda placement: inspector.go_to("caption", placement))
        table.dropped.connect(inspector.take_dropped)
        table.take_back_requested.connect(self.approval.take_back)
        self.stationery.serve(table, of_story=True)

        def serve(sheet: "ContactSheet", desk: "SheetDesk") -> None:
            self.stationery.serve(sheet)

            def show_record(photo: Photo | None, style: CreditStyle) -> None:
                if sheet.isVisible():
                    inspector.show_library_photo(photo, style)
                elif sources.table.isVisible() or not sources.isVisible():
                    inspector.show_library_photo(None, style)

            desk.chosen.connect(show_record)
            sources.seen.connect(desk.tell_chosen)

        # Loaded here, as the sheets are: few look at one in every sitting.
        def serve_library(sheet: "ContactSheet") -> None:
            from editor.ui.photos.contact_desk import LibraryDesk

            serve(sheet, LibraryDesk(sheet, panels.texts, self.photos, lane, memory))

        def serve_folder(sheet: "ContactSheet") -> None:
            from editor.ui.photos.folder_desk import FolderDesk

            desk = FolderDesk(sheet, panels.texts, self.photos, lane, memory)
            serve(sheet, desk)
            sources.folder_wanted.connect(desk.show)
            self._stops.append(desk.stop)

        sources.library.made.connect(serve_library)
        sources.folder.made.connect(serve_folder)
        sources.turned.connect(partial(memory.remember, SOURCE))
        sources.turn_to(memory.text(SOURCE, ""))

    def features(self) -> list[Feature]:
        """All that can be told to do something."""
        return [each for each in vars(self).values() if isinstance(each, Feature)]

    def stop(self) -> None:
        """End what is under way, before the window goes."""
        for stop in (*(feature.stop for feature in self.features()), *self._stops):
            stop()

    def _serve_page(self, pane: "PreviewPane") -> None:
        pane.browser_requested.connect(self.review.open_in_browser)
        self.remarks.serve_page(pane)
