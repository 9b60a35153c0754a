"""The story's fields: shown without disturbing, told when they are left, never lost."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QDateTime, QEvent, Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import (
    QApplication,
    QCalendarWidget,
    QComboBox,
    QDateTimeEdit,
    QLabel,
    QLineEdit,
)
from pytestqt.qtbot import QtBot

from editor.desk.views import Choices
from editor.story.outlet import SEED_SECTIONS
from editor.story.people import Contributor, Role
from editor.story.story import StoryEdit
from editor.ui.fields.story_panel import SectionBox, StoryPanel, names_for
from editor.ui.theme import Theme
from editor.ui.widgets.language_box import read_tag
from tests.trials.panel_values import CHOICES, WHEN, story, view_of

# The offscreen platform has no keyboard to give to a list of offers alone.
pytestmark = pytest.mark.qt_log_ignore(
    "^This plugin does not support grabbing the keyboard", extend=True
)


@pytest.fixture
def panel(theme: Theme, qtbot: QtBot) -> StoryPanel:
    panel = StoryPanel(theme)
    panel.resize(340, 720)
    panel.show_story(view_of(story()), CHOICES)
    qtbot.addWidget(panel)
    with qtbot.waitExposed(panel):
        panel.show()
    return panel


def line(panel: StoryPanel, name: str) -> QLineEdit:
    return next(each for each in panel.findChildren(QLineEdit) if each.accessibleName() == name)


def box(panel: StoryPanel, name: str) -> QComboBox:
    return next(each for each in panel.findChildren(QComboBox) if each.accessibleName() == name)


def date(panel: StoryPanel) -> QDateTimeEdit:
    return panel.findChildren(QDateTimeEdit)[0]


def test_every_field_stands_under_its_name(panel: StoryPanel) -> None:
    labels = {label.text(): label.buddy() for label in panel.findChildren(QLabel)}
    for name in (
        "Slug",
        "Section",
        "Byline",
        "Contributors",
        "Dateline",
        "Date",
        "Keywords",
        "Language",
    ):
        assert labels[name].accessibleName() == name


def test_the_storys_values_are_shown(panel: StoryPanel) -> None:
    assert line(panel, "Slug").text() == "late-wheat-nantong"
    assert box(panel, "Section").currentText() == "News"
    assert line(panel, "Byline").accessibleDescription() == "Zheng Lu"
    assert line(panel, "Dateline").text() == "NANTONG, Nov 24"
    assert date(panel).text() == "24 Nov 2026, 14:05"
    assert line(panel, "Keywords").accessibleDescription() == "agriculture, harvest, Nantong"
    assert box(panel, "Language").currentText() == "English (en)"


def test_showing_a_story_is_no_edit(panel: StoryPanel, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(panel.story_edited):
        panel.show_story(view_of(story(slug="another", language="zh-Hans")), CHOICES)
    assert panel.take_pending() == StoryEdit()


def test_typing_is_told_after_a_pause_without_losing_the_caret(
    panel: StoryPanel, qtbot: QtBot
) -> None:
    slug = line(panel, "Slug")
    slug.setFocus()
    slug.setCursorPosition(4)
    with qtbot.waitSignal(panel.story_edited) as told:
        qtbot.keyClicks(slug, "r")
    assert told.args == [StoryEdit(slug="later-wheat-nantong")]
    panel.show_story(view_of(story(slug="later-wheat-nantong", revision=8)), CHOICES)
    assert slug.hasFocus()
    assert slug.cursorPosition() == 5


def test_a_field_being_typed_in_keeps_its_words_while_the_rest_is_refreshed(
    panel: StoryPanel, qtbot: QtBot
) -> None:
    dateline = line(panel, "Dateline")
    dateline.setFocus()
    dateline.selectAll()
    qtbot.keyClicks(dateline, "RUDONG")
    panel.show_story(view_of(story(dateline="HAIAN", slug="from-elsewhere")), CHOICES)
    assert dateline.text() == "RUDONG"
    assert line(panel, "Slug").text() == "from-elsewhere"


def test_leaving_a_field_tells_it_at_once(panel: StoryPanel, qtbot: QtBot) -> None:
    slug = line(panel, "Slug")
    slug.setFocus()
    slug.selectAll()
    qtbot.keyClicks(slug, "wheat")
    with qtbot.waitSignal(panel.story_edited) as told:
        line(panel, "Dateline").setFocus()
    assert told.args == [StoryEdit(slug="wheat")]


def test_what_the_library_made_of_it_is_shown_when_the_field_is_left(
    panel: StoryPanel, qtbot: QtBot
) -> None:
    slug = line(panel, "Slug")
    slug.setFocus()
    slug.selectAll()
    qtbot.keyClicks(slug, "Late Wheat")
    qtbot.keyClick(slug, Qt.Key.Key_Return)
    panel.show_story(view_of(story(slug="late-wheat")), CHOICES)
    assert slug.text() == "Late Wheat"
    line(panel, "Dateline").setFocus()
    assert slug.text() == "late-wheat"


def test_words_typed_just_before_closing_can_be_fetched_and_are_not_told_again(
    panel: StoryPanel, qtbot: QtBot
) -> None:
    line(panel, "Dateline").setFocus()
    qtbot.keyClicks(line(panel, "Dateline"), "!")
    line(panel, "Byline").setFocus()
    told: list[StoryEdit] = []
    panel.story_edited.connect(told.append)
    qtbot.keyClicks(line(panel, "Byline"), "Chen Y")
    assert panel.take_pending() == StoryEdit(byline=("Zheng Lu", "Chen Y"))
    line(panel, "Slug").setFocus()
    assert told == []
    assert panel.take_pending() == StoryEdit()


def test_another_story_shows_nothing_of_what_was_typed_into_the_one_before(
    panel: StoryPanel, qtbot: QtBot
) -> None:
    byline = line(panel, "Byline")
    byline.setFocus()
    qtbot.keyClicks(byline, "Chen")
    other = story(id="b" * 32, slug="sister-cities", byline=())
    panel.show_story(view_of(other), CHOICES)
    assert byline.text() == ""
    assert byline.accessibleDescription() == ""
    assert line(panel, "Slug").text() == "sister-cities"
    assert panel.take_pending() == StoryEdit()


def test_a_name_added_is_told_and_completed_from_the_newsrooms_people(
    panel: StoryPanel, qtbot: QtBot
) -> None:
    contributors = line(panel, "Contributors")
    contributors.setFocus()
    with qtbot.waitSignal(panel.story_edited) as told:
        qtbot.keyClicks(contributors, "Chen Yu,")
    assert told.args == [StoryEdit(contributors=("Zheng Na", "欧阳诗韵", "Chen Yu"))]
    texts = [label.text() for label in panel.findChildren(QLabel)]
    assert "Zheng Na, 欧阳诗韵 and Chen Yu contributed to this story." in texts


def test_those_who_usually_do_it_are_offered_first() -> None:
    people = (
        Contributor("Zou Hong", role=Role.PHOTOGRAPHER),
        Contributor("Zheng Lu", role=Role.AUTHOR),
        Contributor("Zheng Na", role=Role.CONTRIBUTOR),
    )
    assert names_for(people, Role.AUTHOR) == ("Zheng Lu", "Zou Hong", "Zheng Na")
    assert names_for(people, Role.CONTRIBUTOR)[0] == "Zheng Na"


def choose(box: QComboBox, text: str) -> None:
    """As a click on an entry of the open list does."""
    place = box.findText(text)
    assert place >= 0
    box.setCurrentIndex(place)
    box.activated.emit(place)


def test_a_chosen_section_is_told(panel: StoryPanel, qtbot: QtBot) -> None:
    with qtbot.waitSignal(panel.story_edited) as told:
        choose(box(panel, "Section"), "Culture & Tourism")
    assert told.args == [StoryEdit(section="culture-tourism")]


def test_the_last_entry_leads_to_the_list_of_sections_and_chooses_nothing(
    panel: StoryPanel, qtbot: QtBot
) -> None:
    section = box(panel, "Section")
    assert section.itemText(0) == "Choose a section"
    assert section.itemText(section.count() - 1) == "Edit sections…"
    with (
        qtbot.assertNotEmitted(panel.story_edited),
        qtbot.waitSignal(panel.sections_edit_requested),
    ):
        choose(section, "Edit sections…")
    assert section.currentText() == "News"


def test_a_section_that_is_gone_is_still_said(qtbot: QtBot) -> None:
    section = SectionBox()
    qtbot.addWidget(section)
    section.show_sections(SEED_SECTIONS)
    section.set_key("opera")
    assert section.currentText() == "opera (no longer there)"
    section.show_sections(SEED_SECTIONS[:3])
    assert (section.key, section.currentText()) == ("opera", "opera (no longer there)")


def test_a_renamed_section_is_shown_by_its_new_name(panel: StoryPanel) -> None:
    renamed = (replace(SEED_SECTIONS[0], name="Nantong news"), *SEED_SECTIONS[1:])
    panel.show_story(view_of(story()), Choices(renamed, (), ()))
    assert box(panel, "Section").currentText() == "Nantong news"


def test_an_untouched_date_stays_the_very_same_value(panel: StoryPanel) -> None:
    panel.show_story(view_of(story(revision=9)), CHOICES)
    assert panel.take_pending() == StoryEdit()
    assert any(label.text() == "UTC+8" for label in panel.findChildren(QLabel))


def test_a_changed_date_keeps_its_zone(panel: StoryPanel, qtbot: QtBot) -> None:
    shown = date(panel).dateTime()
    with qtbot.waitSignal(panel.story_edited) as told:
        date(panel).setDateTime(QDateTime(shown).addDays(1))
    dated = told.args[0].dated
    assert dated == WHEN.replace(day=25, second=0)
    assert dated.tzinfo == WHEN.tzinfo


def test_the_date_opens_a_calendar_in_our_colours(panel: StoryPanel, theme: Theme) -> None:
    field = date(panel)
    assert field.calendarPopup()
    assert field.findChildren(QCalendarWidget) == []
    QApplication.sendEvent(field, QFocusEvent(QEvent.Type.FocusIn))
    calendar = field.findChild(QCalendarWidget)
    assert calendar.firstDayOfWeek() is Qt.DayOfWeek.Monday
    weekend = calendar.weekdayTextFormat(Qt.DayOfWeek.Sunday).foreground().color()
    assert weekend == theme.color("accent")


def test_a_language_is_chosen_by_name(panel: StoryPanel, qtbot: QtBot) -> None:
    with qtbot.waitSignal(panel.story_edited) as told:
        choose(box(panel, "Language"), "Chinese (zh-Hans)")
    assert told.args == [StoryEdit(language="zh-Hans")]


@pytest.mark.parametrize(
    ("typed", "tag"),
    [
        ("Chinese (zh-Hans)", "zh-Hans"),
        ("zh-hans", "zh-Hans"),
        ("german", "de"),
        ("pt-BR", "pt-BR"),
        ("nowhere at all", ""),
        ("", ""),
    ],
)
def test_a_language_can_be_typed_by_name_or_tag(typed: str, tag: str) -> None:
    assert read_tag(typed) == tag


def test_words_that_name_no_language_give_way_to_the_last_one(
    panel: StoryPanel, qtbot: QtBot
) -> None:
    language = box(panel, "Language")
    language.setFocus()
    language.lineEdit().selectAll()
    with qtbot.assertNotEmitted(panel.story_edited):
        qtbot.keyClicks(language.lineEdit(), "no such thing")
        qtbot.keyClick(language.lineEdit(), Qt.Key.Key_Return)
    assert language.currentText() == "English (en)"


@pytest.mark.parametrize(
    ("field", "name"),
    [
        ("slug", "Slug"),
        ("section", "Section"),
        ("byline", "Byline"),
        ("contributors", "Contributors"),
        ("dateline", "Dateline"),
        ("dated", "Date"),
        ("keywords", "Keywords"),
        ("language", "Language"),
    ],
)
def test_a_finding_can_lead_to_its_field(panel: StoryPanel, field: str, name: str) -> None:
    assert panel.go_to(field)
    focus = panel.window().focusWidget()
    assert name in (focus.accessibleName(), focus.parentWidget().accessibleName())


def test_a_field_of_another_panel_is_not_here(panel: StoryPanel) -> None:
    assert not panel.go_to("headline")
