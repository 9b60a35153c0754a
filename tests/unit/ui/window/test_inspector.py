"""The whole inspector: it leads where it is asked to, loses nothing, and can be heard."""

from dataclasses import replace
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent, QImage
from PySide6.QtWidgets import QApplication, QLineEdit, QTabBar, QWidget
from pytestqt.qtbot import QtBot

from editor.story.story import StoryEdit
from editor.ui.history.history_panel import HistoryPanel
from editor.ui.photos.photo_asks import PlacementEdit
from editor.ui.photos.photo_card import PhotoCard
from editor.ui.photos.photo_panel import PhotoPanel
from editor.ui.review.check_panel import CheckPanel, FindingRow
from editor.ui.review.review_panel import ReviewPanel
from editor.ui.review.review_state import ReviewState
from editor.ui.shell.inspector_parts import DropTarget, TabStrip
from editor.ui.theme import Theme
from editor.ui.widgets.growing_text_edit import GrowingTextEdit
from editor.ui.window.inspector import CHECKS, HISTORY, PHOTOS, REVIEW, STORY, Inspector
from tests.trials.panel_values import CHOICES, bare, reviewed, story, view_of
from tests.trials.spoken import spoken, tab_order

Part = TypeVar("Part", bound=QWidget)


@pytest.fixture
def inspector(theme: Theme, qtbot: QtBot) -> Inspector:
    inspector = Inspector(theme)
    inspector.resize(340, 900)
    inspector.set_role("editor")
    inspector.show_story(view_of(story()), CHOICES)
    qtbot.addWidget(inspector)
    with qtbot.waitExposed(inspector):
        inspector.show()
    return inspector


def find(inspector: Inspector, kind: type[Part], name: str) -> Part:
    found = [
        each
        for each in inspector.findChildren(kind)
        if each.accessibleName() == name and each.isVisible()
    ]
    assert len(found) == 1
    return found[0]


def tabs(inspector: Inspector) -> QTabBar:
    return inspector.findChildren(QTabBar)[0]


def drag(inspector: Inspector, mime: QMimeData) -> bool:
    event = QDragEnterEvent(
        QPoint(50, 50),
        Qt.DropAction.CopyAction,
        mime,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    event.ignore()
    QApplication.sendEvent(inspector, event)
    return event.isAccepted()


def drop(inspector: Inspector, mime: QMimeData) -> None:
    event = QDropEvent(
        QPointF(50, 50),
        Qt.DropAction.CopyAction,
        mime,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(inspector, event)


def files(*names: str) -> QMimeData:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(Path.cwd() / name)) for name in names])
    return mime


def target(inspector: Inspector) -> DropTarget:
    return inspector.findChildren(DropTarget)[0]


@pytest.mark.parametrize("tab", [STORY, PHOTOS, CHECKS, REVIEW])
def test_everything_that_can_be_handled_has_a_name(inspector: Inspector, tab: int) -> None:
    tabs(inspector).setCurrentIndex(tab)
    if tab == PHOTOS:
        inspector.go_to("caption", "p1")
    nameless = [part for part in spoken(inspector) if part.is_handled and not part.name]
    assert nameless == []


def test_tab_goes_through_the_storys_fields_in_reading_order(inspector: Inspector) -> None:
    names = [part.accessibleName() for part in tab_order(inspector)]
    assert names == [
        "Inspector",
        "Slug",
        "Section",
        "Byline",
        "Contributors",
        "Dateline",
        "Date",
        "Keywords",
        "Language",
        "Length in words",
        "How it looks elsewhere",
    ]


def test_tab_goes_through_a_photos_card_in_reading_order(inspector: Inspector) -> None:
    inspector.go_to("caption", "p2")
    names = [part.accessibleName() for part in tab_order(inspector)]
    assert names[:2] == ["Inspector", "Add photo…"]
    card = names.index("Caption") - 1
    assert names[card].startswith("Photo 微信图片")
    assert names[card + 1 :] == [
        "Caption",
        "Credit",
        "Structured credit…",
        "Alt text",
        "Decorative",
        "Make lead",
        *("Put into body", "Crop…", "Remove", "Reveal original"),
        *("Photo record", "Where it comes from"),
    ]


def test_the_tab_of_the_checks_carries_their_number(inspector: Inspector) -> None:
    strip = inspector.findChildren(TabStrip)[0]
    assert strip.badge(CHECKS) == str(len(view_of(story()).findings))
    inspector.show_story(bare(), CHOICES)
    assert strip.badge(CHECKS) == "4"
    assert strip.tabToolTip(CHECKS) == "3 things block sign-off, 1 to look at"
    spotless = replace(reviewed(), findings=())
    inspector.show_story(spotless, CHOICES)
    assert strip.badge(CHECKS) == ""


@pytest.mark.parametrize(
    ("field", "placement", "tab", "kind", "name"),
    [
        ("slug", "", STORY, QLineEdit, "Slug"),
        ("byline", "", STORY, QLineEdit, "Byline"),
        ("keywords", "", STORY, QLineEdit, "Keywords"),
        ("caption", "p2", PHOTOS, GrowingTextEdit, "Caption"),
        ("credit", "p1", PHOTOS, QLineEdit, "Credit"),
        ("alt", "p2", PHOTOS, GrowingTextEdit, "Alt text"),
    ],
)
def test_a_finding_leads_to_its_field(
    inspector: Inspector, field: str, placement: str, tab: int, kind: type[QWidget], name: str
) -> None:
    inspector.go_to(field, placement)
    assert tabs(inspector).currentIndex() == tab
    assert find(inspector, kind, name).hasFocus()


def test_a_finding_about_a_photo_that_is_missing_leads_to_the_button(
    inspector: Inspector,
) -> None:
    inspector.go_to("photo", "")
    assert tabs(inspector).currentIndex() == PHOTOS
    assert find(inspector, QWidget, "Add photo…").hasFocus()


def test_showing_the_checks_puts_the_first_under_the_keyboard(inspector: Inspector) -> None:
    inspector.show_page(CHECKS)
    assert tabs(inspector).currentIndex() == CHECKS
    assert inspector.findChildren(FindingRow)[0].hasFocus()


def test_a_finding_that_is_pressed_is_told(inspector: Inspector, qtbot: QtBot) -> None:
    inspector.turn_to(CHECKS)
    with qtbot.waitSignal(inspector.checks.page.finding_activated) as told:
        qtbot.keyClick(inspector.findChildren(FindingRow)[0], Qt.Key.Key_Return)
    assert told.args == [view_of(story()).findings[0]]


def test_nothing_typed_is_lost_when_the_story_is_left(inspector: Inspector, qtbot: QtBot) -> None:
    find(inspector, QLineEdit, "Slug").setFocus()
    inspector.go_to("caption", "p2")
    qtbot.keyClicks(find(inspector, GrowingTextEdit, "Caption"), "The old street")
    tabs(inspector).setCurrentIndex(STORY)
    dateline = find(inspector, QLineEdit, "Dateline")
    told: list[PlacementEdit] = []
    inspector.photos.texts_edited.connect(lambda _, edit: told.append(edit))
    dateline.setFocus()
    qtbot.keyClicks(dateline, ", 2026")
    assert inspector.pending_edit() == StoryEdit(dateline="NANTONG, Nov 24, 2026")
    assert told in ([], [PlacementEdit(caption="The old street")])
    assert inspector.pending_edit() == StoryEdit()


def test_a_photos_text_that_waits_is_told_when_the_story_is_left(
    inspector: Inspector, qtbot: QtBot
) -> None:
    inspector.go_to("alt", "p2")
    qtbot.keyClicks(find(inspector, GrowingTextEdit, "Alt text"), "A street")
    with qtbot.waitSignal(inspector.photos.texts_edited) as told:
        assert inspector.pending_edit() == StoryEdit()
    assert told.args == ["p2", PlacementEdit(alt="A street")]


def test_without_a_story_it_says_so_and_takes_nothing(inspector: Inspector) -> None:
    inspector.clear()
    assert not tabs(inspector).isVisible()
    assert any(part.name == "No story open" for part in spoken(inspector))
    assert inspector.pending_edit() == StoryEdit()
    assert not inspector.acceptDrops()
    inspector.show_story(view_of(story()), CHOICES)
    assert tabs(inspector).isVisible()


def test_a_story_opened_again_after_closing_shows_its_own_values(
    inspector: Inspector, qtbot: QtBot
) -> None:
    slug = find(inspector, QLineEdit, "Slug")
    slug.setFocus()
    qtbot.keyClicks(slug, "typed")
    inspector.clear()
    inspector.show_story(view_of(story()), CHOICES)
    assert slug.text() == "late-wheat-nantong"


def test_a_picture_dragged_across_shows_what_dropping_does(inspector: Inspector) -> None:
    assert drag(inspector, files("a.jpg", "b.png"))
    assert target(inspector).words == "Drop to add 2 photos"
    assert target(inspector).size() == inspector.size()
    QApplication.sendEvent(inspector, QDragLeaveEvent())
    assert target(inspector).words == ""


def test_a_dropped_picture_is_told_and_its_panel_shown(inspector: Inspector, qtbot: QtBot) -> None:
    drag(inspector, files("a.jpg"))
    with qtbot.waitSignal(inspector.photos.files_dropped) as told:
        drop(inspector, files("a.jpg"))
    assert [path.name for path in told.args[0]] == ["a.jpg"]
    assert tabs(inspector).currentIndex() == PHOTOS
    assert target(inspector).words == ""


def test_a_file_that_is_no_picture_is_refused_in_a_sentence(
    inspector: Inspector, qtbot: QtBot
) -> None:
    drag(inspector, files("notes.docx"))
    assert target(inspector).words.startswith("“notes.docx” is no picture")
    with qtbot.assertNotEmitted(inspector.photos.files_dropped):
        drop(inspector, files("notes.docx"))
    assert inspector.findChildren(PhotoPanel)[0].refusal.startswith("“notes.docx” is no picture")


def test_a_dragged_bitmap_is_taken(inspector: Inspector, qtbot: QtBot) -> None:
    mime = QMimeData()
    mime.setImageData(QImage(8, 6, QImage.Format.Format_RGB32))
    assert drag(inspector, mime)
    with qtbot.waitSignal(inspector.photos.image_pasted) as told:
        drop(inspector, mime)
    assert told.args[0].width() == 8


def test_dragged_words_are_not_taken(inspector: Inspector) -> None:
    mime = QMimeData()
    mime.setText("words")
    assert not drag(inspector, mime)


@pytest.mark.parametrize("look", ["light", "dark"])
@pytest.mark.parametrize("tab", [STORY, PHOTOS, CHECKS, REVIEW])
def test_no_part_is_wider_than_the_panel(
    inspector: Inspector, theme: Theme, tab: int, look: str
) -> None:
    theme.choose(look)
    inspector.resize(inspector.minimumWidth(), 720)
    tabs(inspector).setCurrentIndex(tab)
    if tab == PHOTOS:
        inspector.go_to("caption", "p2")
    QApplication.processEvents()
    for part in inspector.findChildren(QWidget):
        if part.isVisible():
            right = part.mapTo(inspector, QPoint(part.width(), 0)).x()
            assert right <= inspector.width(), part


def test_pages_that_nobody_looked_at_are_not_built(theme: Theme, qtbot: QtBot) -> None:
    inspector = Inspector(theme)
    qtbot.addWidget(inspector)
    inspector.show_story(reviewed(), CHOICES)
    with qtbot.waitExposed(inspector):
        inspector.show()
    kinds = (CheckPanel, ReviewPanel, HistoryPanel)
    assert all(not inspector.findChildren(kind) for kind in kinds)
    for place, kind in zip((CHECKS, REVIEW, HISTORY), kinds, strict=True):
        tabs(inspector).setCurrentIndex(place)
        (page,) = inspector.findChildren(kind)
        assert page.isVisible()


def test_a_page_that_is_built_late_shows_what_was_told_before(theme: Theme, qtbot: QtBot) -> None:
    inspector = Inspector(theme)
    qtbot.addWidget(inspector)
    inspector.set_role("supervisor")
    inspector.show_story(bare(), CHOICES)
    inspector.show_story(view_of(story()), CHOICES)
    with qtbot.waitSignal(inspector.history.made) as built:
        inspector.turn_to(HISTORY)
    assert built.args == inspector.findChildren(HistoryPanel)
    inspector.turn_to(CHECKS)
    inspector.turn_to(REVIEW)
    view = view_of(story())
    shown = [row.finding for row in inspector.findChildren(FindingRow)]
    assert shown == list(view.findings)
    (review,) = inspector.findChildren(ReviewPanel)
    assert review.sentence == ReviewState.of(view, "supervisor").sentence


def test_the_texts_of_photos_are_there_for_spelling_though_nobody_opened_their_page(
    theme: Theme, qtbot: QtBot
) -> None:
    inspector = Inspector(theme)
    qtbot.addWidget(inspector)
    one = view_of(story())
    one = replace(one, story=replace(one.story, placements=one.story.placements[:1]))
    picture = QImage(64, 48, QImage.Format.Format_RGB32)
    with qtbot.waitSignal(inspector.photos.texts_opened) as told:
        inspector.show_story(one, CHOICES)
        inspector.set_thumbnail(one.story.placements[0].photo.id, picture)
    assert told.args is not None
    assert told.args[0] == one.story.placements[0].id


def test_a_story_that_is_closed_takes_its_photos_along(theme: Theme, qtbot: QtBot) -> None:
    inspector = Inspector(theme)
    qtbot.addWidget(inspector)
    inspector.show_story(view_of(story()), CHOICES)
    inspector.clear()
    inspector.show_photos()
    inspector.show_story(bare(), CHOICES)
    assert inspector.findChildren(PhotoCard) == []


@pytest.mark.parametrize("findings", [1, 12])
def test_all_tabs_can_be_read_in_the_narrowest_inspector(
    inspector: Inspector, findings: int
) -> None:
    strip = inspector.findChildren(TabStrip)[0]
    inspector.resize(inspector.minimumWidth(), 720)
    strip.show_badge(CHECKS, findings, "danger", "remarks")
    QApplication.processEvents()
    last = strip.tabRect(strip.count() - 1)
    assert last.right() <= strip.width()
