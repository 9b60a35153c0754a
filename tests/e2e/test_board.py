"""The board and the way of a story in the real window, by accessible names."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QTreeWidget, QTreeWidgetItem, QWidget

from editor.desk.desk import Desk
from editor.desk.newsroom import wall_clock
from editor.desk.site import Person as Seated
from editor.story.document import Document
from editor.story.story import Status, StoryEdit
from editor.ui.review.board_window import PLACE, BoardWindow
from editor.ui.widgets.sheet import Sheet
from editor.ui.window.main_window import MainWindow
from tests.e2e.person import Person


@pytest.fixture
def story(desk: Desk) -> str:
    desk.site.seat(Seated("Chen Yu 陈宇", "supervisor"))
    story_id = desk.stories.begin(section="News").value.id
    body = Document.from_paragraphs(["It began on Monday."])
    desk.stories.keep(story_id, StoryEdit(headline="Harvest", body=body, byline=("Wen",)))
    return story_id


def lines(tree: QTreeWidget) -> dict[str, QTreeWidgetItem]:
    every = Qt.MatchFlag.MatchWildcard | Qt.MatchFlag.MatchRecursive
    return {item.text(0): item for item in tree.findItems("*", every)}


def opened(window: MainWindow, person: Person) -> BoardWindow:
    person.trigger("board")
    person.wait(lambda: any(each.isVisible() for each in window.findChildren(BoardWindow)))
    [board] = window.findChildren(BoardWindow)
    person.wait(lambda: bool(board.groups) or not board.findChild(QTreeWidget).isVisible())
    return board


def test_one_click_on_the_board_leads_to_the_very_field(
    desk: Desk, story: str, window: MainWindow, person: Person
) -> None:
    nameless = desk.stories.begin(section="News").value.id
    window.open_story(story, stays=True)
    person.wait(lambda: window.panels.texts.story_id == story)
    board = opened(window, person)
    tree: QTreeWidget = person.find("Stories on their way", within=board)
    person.wait(lambda: "The story has no headline." in lines(tree))

    def seen() -> bool:
        rect = tree.visualItemRect(lines(tree)["The story has no headline."])
        return not rect.isEmpty() and tree.viewport().rect().contains(rect.center())

    person.wait(seen)
    line = lines(tree)["The story has no headline."]
    assert line.data(0, PLACE)[0] == nameless
    person.press(tree.viewport(), tree.visualItemRect(line).center())
    person.wait(lambda: window.panels.texts.story_id == nameless)
    person.wait(lambda: window.focusWidget() is person.find("Headline"))


def test_a_story_is_sent_held_and_shown_on_the_board(
    desk: Desk, story: str, window: MainWindow, person: Person
) -> None:
    window.open_story(story, stays=True)
    person.wait(lambda: window.panels.texts.story_id == story)

    def send(dialog: QWidget) -> None:
        person.choose("Send to", "Chen Yu 陈宇")
        person.type_into("Due", "2020-01-01 9:00")
        person.click("Send", within=dialog)

    person.answer_next_dialog(send)
    person.trigger("send_to")
    person.wait(lambda: desk.stories.view(story).story.status is Status.IN_REVIEW)
    assert desk.stories.view(story).route.to == "Chen Yu 陈宇"

    def hold(dialog: QWidget) -> None:
        person.type_into("Embargo until", "soon")
        person.click("Keep", within=dialog)
        assert isinstance(dialog, Sheet)
        assert "“soon” is no time" in dialog.remark_text
        person.type_into("Embargo until", "2031-12-24 18:30")
        person.click("Keep", within=dialog)

    person.answer_next_dialog(hold)
    person.trigger("way")
    person.wait(lambda: desk.stories.view(story).route.embargo is not None)
    board = opened(window, person)
    person.wait(lambda: "Chen Yu 陈宇" in board.groups)
    assert board.groups["Chen Yu 陈宇"] == ["Harvest"]
    today = [each for each in board.findChildren(QLabel) if each.accessibleName() == "Today"]
    assert "Late: 1" in today[0].text()
    tree: QTreeWidget = person.find("Stories on their way", within=board)
    assert "It is embargoed until 24 Dec 2031, 18:30." in lines(tree)


def test_an_embargoed_story_does_not_leave_through_the_window(
    desk: Desk, story: str, window: MainWindow, person: Person
) -> None:
    desk.review.sign_off(story, by="Chen Yu")
    desk.way.set_embargo(story, wall_clock() + timedelta(days=1))
    window.open_story(story, stays=True)
    person.wait(lambda: window.panels.texts.story_id == story)

    def export(dialog: QWidget) -> None:
        person.click("Export", within=dialog)

    refused: list[str] = []
    window.desks.review.refused.connect(refused.append)
    person.answer_next_dialog(export)
    person.trigger("export")
    person.wait(lambda: bool(refused))
    assert "The story is embargoed until" in refused[0]
    assert desk.stories.view(story).story.status is Status.SIGNED_OFF


def test_what_is_planned_stands_on_the_board(
    desk: Desk, story: str, window: MainWindow, person: Person
) -> None:
    def plan(dialog: QWidget) -> None:
        person.type_into("Working title", "Flood on the Fen")
        person.choose("Send to", "Photo desk")
        person.type_into("Due", "tomorrow 9:00")
        person.click("Plan", within=dialog)

    person.answer_next_dialog(plan)
    person.trigger("plan")
    person.wait(lambda: any(r.headline.startswith("Flood") for r in desk.stories.rows()))
    board = opened(window, person)
    person.wait(lambda: board.groups.get("photo staff") == ["Flood on the Fen"])


def test_what_waits_for_me_is_counted_over_the_list_and_leads_to_the_board(
    desk: Desk, story: str, window: MainWindow, person: Person
) -> None:
    desk.seat.role = "supervisor"
    desk.review.send(story)
    window.desks.way.count()
    person.wait(lambda: any(person.all_named("Waiting for me: 1")))
    person.click("Waiting for me: 1")
    person.wait(lambda: any(each.isVisible() for each in window.findChildren(BoardWindow)))
    [board] = window.findChildren(BoardWindow)
    person.wait(lambda: board.groups == {"supervisor": ["Harvest"]})
