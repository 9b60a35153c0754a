"""Stories in tabs for tests: written, opened, and the rows they stand in."""

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QTabBar

from editor.desk.desk import Desk
from editor.story.document import Document
from editor.story.story import StoryEdit
from editor.ui.window.main_window import MainWindow
from tests.e2e.person import Person


def written(desk: Desk, headline: str) -> str:
    story = desk.stories.begin().value
    body = Document.from_paragraphs([f"{headline}, officials said.", "And more of it."])
    desk.stories.keep(story.id, StoryEdit(headline=headline, body=body))
    return story.id


def open_(person: Person, story_id: str, *, stays: bool = False) -> None:
    window = person.window
    assert isinstance(window, MainWindow)
    window.open_story(story_id, stays=stays)
    person.wait(lambda: window.panels.texts.story_id == story_id)


def titles(person: Person) -> list[list[str]]:
    """The words on the tabs, a list for each row of tabs that is shown."""
    bars = [bar for bar in person.all_named("Open stories") if isinstance(bar, QTabBar)]
    bars.sort(key=lambda bar: bar.mapTo(person.window, QPoint()).x())
    return [[bar.tabText(place) for place in range(bar.count())] for bar in bars]


def bar(person: Person) -> QTabBar:
    return person.find("Open stories", QTabBar)
