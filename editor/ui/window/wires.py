"""What the panels ask for goes to the desks, what the desks say goes to the panels: all of it is
connected here and nowhere else."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QMessageBox, QWidget

from editor.story.text import Counts
from editor.ui.opened.story_tab import StoryTab
from editor.ui.shell.desk_lane import DeskLane
from editor.ui.shell.system_boxes import Warnings
from editor.ui.window.desks import Desks
from editor.ui.window.panels import Panels
from editor.ui.window.story_on_top import StoryOnTop

if TYPE_CHECKING:
    from editor.ui.preview.preview_pane import PreviewPane
    from editor.ui.review.review_panel import ReviewPanel


def connect_all(
    panels: Panels, desks: Desks, on_top: StoryOnTop, lane: DeskLane, warnings: Warnings
) -> None:
    _texts(panels, desks)
    _stories(panels, desks, on_top)
    _photos(panels, desks)
    _review(panels, desks, on_top)
    _words_said(panels, desks, warnings)
    lane.refused.connect(warnings.tell)
    panels.texts.held.connect(warnings.tell)


def _texts(panels: Panels, desks: Desks) -> None:
    """Whatever comes from a text is about its story, so that one comes on top first."""
    texts, photos, status = panels.texts, desks.photos, panels.status

    def connect(tab: StoryTab) -> None:
        writing = tab.writing

        def on_top(then: Callable[..., None]) -> Callable[..., None]:
            def do(*values: object) -> None:
                if tab is not texts.current:
                    texts.choose(tab)
                then(*values)

            return do

        def bring_in(paths: list[Path]) -> None:
            # Several that are dropped together belong side by side.
            photos.bring_in(paths, together=len(paths) > 1)

        def show_counts(counts: Counts) -> None:
            if tab is texts.current:
                status.show_counts(counts)

        writing.counts_changed.connect(show_counts)
        writing.pasted.connect(status.say)
        writing.photo_requested.connect(on_top(photos.choose_files))
        writing.photos.gallery_files_wanted.connect(on_top(photos.choose_gallery_files))
        writing.pasting.photo_files_dropped.connect(on_top(bring_in))
        writing.pasting.photo_image_pasted.connect(on_top(photos.bring_in_image))
        writing.pasting.photos_pasted.connect(on_top(photos.bring_in_pasted))
        writing.photo_activated.connect(on_top(lambda key: panels.inspector.go_to("caption", key)))
        writing.links.opened.connect(lambda address: _ask_to_open(address, panels.columns))

    def refresh_photos() -> None:
        for tab in texts.tabs():
            tab.writing.photos.refresh()

    panels.thumbnails.arrived.connect(refresh_photos)
    texts.each(connect)


def _stories(panels: Panels, desks: Desks, on_top: StoryOnTop) -> None:
    stories, texts, inspector = panels.stories, panels.texts, panels.inspector
    stories.story_opened.connect(on_top.open)
    stories.story_opened_to_stay.connect(on_top.open_to_stay)
    stories.beside_requested.connect(on_top.open_beside)
    stories.new_story_requested.connect(desks.stories.begin)
    stories.spike_requested.connect(desks.stories.spike)
    stories.unspike_requested.connect(desks.stories.unspike)
    stories.duplicate_requested.connect(desks.stories.duplicate)
    stories.export_requested.connect(desks.review.export_listed)
    texts.opened.connect(on_top.show_opened)
    texts.refreshed.connect(on_top.show_again)
    texts.closed.connect(on_top.show_nothing)
    texts.stayed.connect(on_top.mark_in_list)
    texts.pending_wanted.connect(desks.fields.flush)
    texts.state_changed.connect(panels.status.show_state)
    texts.failing.connect(panels.status.show_failure)
    desks.stories.made.connect(on_top.open_to_stay)
    desks.imports.brought.connect(on_top.open_to_write)
    desks.site.sample_ready.connect(on_top.open_to_write)
    desks.site.seated.connect(on_top.show_person)
    desks.site.seated.connect(desks.settings.sit_down)
    desks.recovery.wanted.connect(on_top.open_to_stay)
    desks.quick.stories.chosen.connect(on_top.open_to_write)
    desks.quick.stories.chosen_beside.connect(on_top.open_beside)
    desks.everywhere.story_requested.connect(on_top.open)
    inspector.story.sections_edit_requested.connect(desks.site.edit_sections)
    inspector.checks.made.connect(
        lambda panel: panel.finding_activated.connect(on_top.go_to_finding)
    )


def _photos(panels: Panels, desks: Desks) -> None:
    photos, inspector, asks = desks.photos, panels.inspector, panels.inspector.photos
    panels.thumbnails.arrived.connect(inspector.set_thumbnail)
    asks.add_requested.connect(photos.choose_files)
    asks.files_dropped.connect(photos.bring_in)
    asks.image_pasted.connect(photos.bring_in_image)
    asks.texts_edited.connect(photos.edit_texts)
    asks.facts_edited.connect(photos.edit_facts)
    asks.lead_requested.connect(photos.lead_with)
    asks.insert_requested.connect(photos.put_into_body)
    asks.remove_requested.connect(photos.take_out)
    asks.original_requested.connect(photos.show_original)
    photos.stepped.connect(inspector.reveal)
    photos.attached.connect(lambda placement: inspector.go_to("caption", placement))


def _review(panels: Panels, desks: Desks, on_top: StoryOnTop) -> None:
    review = desks.review

    def serve_page(pane: "PreviewPane") -> None:
        pane.paragraph_clicked.connect(lambda block: panels.texts.writing.go_to("body", block))
        pane.browser_requested.connect(review.open_in_browser)
        pane.link_activated.connect(lambda address: _ask_to_open(address, panels.columns))
        pane.photo_failed.connect(panels.status.say)

    def serve(panel: "ReviewPanel") -> None:
        panel.send_requested.connect(review.send)
        panel.return_requested.connect(review.return_story)
        panel.sign_off_requested.connect(review.sign_off)
        panel.export_requested.connect(review.export)

    panels.inspector.review.made.connect(serve)
    review.finding_chosen.connect(on_top.go_to_finding)
    desks.preview.made.connect(serve_page)


def _words_said(panels: Panels, desks: Desks, warnings: Warnings) -> None:
    """Sentences go to the line at the bottom, refusals to a box, progress to both ends."""
    status = panels.status
    for said in (
        desks.about.said,
        desks.approval.said,
        desks.copying.said,
        desks.everywhere.said,
        desks.history.said,
        desks.imports.said,
        desks.photos.said,
        desks.review.said,
        desks.saving.said,
        desks.stories.said,
        desks.text_size.said,
        desks.typing.said,
        desks.undo.said,
        desks.undone.said,
        desks.words.said,
    ):
        said.connect(status.say)
    for refused in (
        desks.copying.refused,
        desks.everywhere.warned,
        desks.imports.refused,
        desks.photos.refused,
        desks.review.refused,
        desks.saving.refused,
        desks.upkeep.warned,
    ):
        refused.connect(warnings.tell)
    for progress in (
        desks.imports.progress,
        desks.photos.progress,
        desks.review.progress,
        desks.saving.progress,
    ):
        progress.connect(status.show_progress)
    for cancel in (desks.review.cancel_export, desks.imports.cancel, desks.photos.cancel):
        status.cancel_requested.connect(cancel)


def _ask_to_open(address: str, within: QWidget) -> None:
    """An address goes to the browser only after a question: what it opens is not ours to know."""
    question = QCoreApplication.translate("wires", "Open this address in your browser?\n\n{0}")
    buttons = QMessageBox.StandardButton
    answer = QMessageBox.question(
        within.window(), "Galley", question.format(address), buttons.Yes | buttons.No, buttons.No
    )
    if answer == buttons.Yes:
        QDesktopServices.openUrl(QUrl(address))
