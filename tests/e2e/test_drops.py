"""What is dragged into the window from another program stays where it was."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QDropEvent

from editor.desk.desk import Desk
from editor.ui.widgets.growing_text_edit import GrowingTextEdit
from editor.ui.window.inspector import Inspector
from editor.ui.window.main_window import MainWindow
from editor.ui.writing.quiet_text import QuietText
from tests.dropping import BOTH, COPY, LEFT, MOVE, SHIFT, drop, moved, offered, targets
from tests.e2e.person import Person


def test_files_dropped_on_the_window_are_copied(
    person: Person, window: MainWindow, sample_story: Path
) -> None:
    person.answer_next_dialog(lambda dialog: person.click("Take in", within=dialog))
    event = drop(window.panels.stories, offered(sample_story))
    assert event.isAccepted()
    assert event.dropAction() == COPY
    person.wait_for("Headline")


@pytest.mark.parametrize("actions", [BOTH, MOVE])
def test_no_target_of_the_window_answers_that_it_moved_words(
    person: Person, window: MainWindow, desk: Desk, actions: Qt.DropAction
) -> None:
    window.open_story(desk.stories.begin().value.id)
    person.wait_for("Headline")
    window.panels.inspector.show_photos()
    accepting = list(targets(window))
    assert len(accepting) > 5
    for target in accepting:
        assert not moved(drop(target, offered(text="words from a letter"), actions)), target
        # And without the window in between.
        words = offered(text="words")  # an event does not keep what it offers
        event = QDropEvent(QPointF(5, 5), actions, words, LEFT, SHIFT)
        if isinstance(target, (QuietText, GrowingTextEdit, Inspector, MainWindow)):
            target.dropEvent(event)
            assert not moved(event), target


def test_pictures_dropped_on_panel_and_text_are_copied_and_keep_the_name_they_have_now(
    person: Person, window: MainWindow, desk: Desk, sample_photo: Path, tmp_path: Path
) -> None:
    story_id = desk.stories.begin().value.id
    window.open_story(story_id)
    person.wait_for("Headline")
    renamed = tmp_path / "millet-lead.jpg"
    renamed.write_bytes(sample_photo.read_bytes())
    for number, (target, path) in enumerate(
        [(window.panels.inspector, sample_photo), (person.find("Body").viewport(), renamed)], 1
    ):
        assert drop(target, offered(path)).dropAction() == COPY

        def came(count: int = number) -> bool:
            return len(desk.stories.view(story_id).story.placements) == count

        person.wait(came)
    names = {each.photo.original_name for each in desk.stories.view(story_id).story.placements}
    assert names == {"millet-lead.jpg"}
    person.wait(lambda: list(person.all_named("Photo millet-lead.jpg")))
