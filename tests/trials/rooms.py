"""The window in rooms of several sizes, with long words and everything open; what does not fit
is said, a line each: `python -m tests.trials.rooms FOLDER`.

Run it with QT_SCALE_FACTOR to see what a finer screen makes of it.
"""

import sys
from collections.abc import Callable, Iterator
from itertools import combinations
from pathlib import Path

from PySide6.QtCore import QPoint, QRect, QSettings, QSize, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QLabel,
    QLineEdit,
    QScrollArea,
    QTextEdit,
    QToolButton,
    QWidget,
)

from editor.desk.desk import Desk
from editor.desk.site import Person
from editor.story.document import Document
from editor.story.story import StoryEdit
from editor.ui.app import make_application
from editor.ui.theme import Theme
from editor.ui.window.main_window import MainWindow
from editor.ui.window.workspaces import CHOSEN

# A screen of 1440 x 900 dots at 100, 150 and 200 %, and a small one.
ROOMS = (QSize(1440, 900), QSize(1024, 700), QSize(960, 600), QSize(720, 450))
WORKSPACES = tuple(f"workspace_{name}" for name in ("pictures", "review", "publish", "write"))
PHOTO = Path(__file__).parents[2] / "resources" / "sample" / "grain-terraces.jpg"
CHINESE = "山西省人民政府新闻办公室举行新闻发布会介绍全省文化旅游康养产业高质量发展情况和秋季客流"
GERMAN = "Donaudampfschifffahrtsgesellschaftskapitän Friedrich-Wilhelm von Hohenzollern-Sigmaringen"
STORIES = (
    (CHINESE, CHINESE[:40], "culture-tourism", ("欧阳修远", "司马相如")),
    (GERMAN * 2, GERMAN, "sister-cities", ("Maximiliane Alexandra von Habsburg-Lothringen",)),
)


def problems(folder: Path) -> Iterator[str]:
    """What is wrong in which room; nothing when all is well."""
    desk = Desk.open(folder / "library", program_version="trial", person="Chen Yu")
    desk.site.seat(Person("Maximiliane Alexandra von Habsburg-Lothringen", "supervisor"))
    stories = [_story(desk, *words) for words in STORIES]
    photo = desk.pictures.bring_in(PHOTO)
    for story in stories:
        placed = desk.pictures.attach(story, photo).value.placement.id
        desk.pictures.reword(placed, {"caption": CHINESE * 2, "alt": GERMAN * 2})
    theme = Theme(make_application(), "light")
    theme.apply()
    settings = QSettings(str(folder / "settings.ini"), QSettings.Format.IniFormat)
    settings.setValue(CHOSEN, "write")
    window = MainWindow(desk, theme, settings)
    window.resize(ROOMS[0])
    window.show()
    window.start()
    for number, story in enumerate(stories):
        window.open_story(story, stays=True)
        _wait(lambda story=story: window.panels.texts.story_id == story)
        for room in ROOMS:
            yield from _in(window, room, f"story {number}")
    for name in (*WORKSPACES, "replace", "side_by_side", "preview_right", "preview_below"):
        _action(window, name).trigger()
        QTest.qWait(60)
        for room in ROOMS:
            yield from _in(window, room, name)
    window.close()
    desk.close()


def _in(window: MainWindow, room: QSize, scene: str) -> list[str]:
    """What is wrong once everything has found its place, however long a busy machine takes."""
    window.resize(room)
    found: list[str] = []
    for _turn in range(50):
        QTest.qWait(60)
        found = list(_wrong(window, room, f"{scene}, {room.width()} x {room.height()}"))
        if not found:
            break
    return found


def _wrong(window: MainWindow, room: QSize, where: str) -> Iterator[str]:
    if window.size() != room:
        yield f"{where}: the window is {window.width()} x {window.height()}"
    parts = list(_parts(window))
    for one, other in combinations(parts, 2):
        if not (one.isAncestorOf(other) or other.isAncestorOf(one)):
            over = _place(one, window).intersected(_place(other, window))
            if over.width() > 1 and over.height() > 1:
                yield f"{where}: {_name(one)} lies over {_name(other)}"
    for part in parts:
        if isinstance(part, QToolButton) and part.height() < part.minimumSizeHint().height() - 4:
            yield f"{where}: {_name(part)} is {part.height()} high"
    for area in window.findChildren(QScrollArea):
        inner, off = area.widget(), Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        over = inner.width() - area.viewport().width() if inner is not None else 0
        if area.isVisible() and over > 0 and area.horizontalScrollBarPolicy() is off:
            yield f"{where}: {over} pixels of what scrolls in {_name(area)} are cut off"
    for group in window.panels.texts.sides.groups:
        if group.isVisible() and group.width() < 250:
            yield f"{where}: a text is {group.width()} wide"


def _parts(window: MainWindow) -> Iterator[QWidget]:
    """Everything of the texts, or of what is in their place, that is seen and has words or a
    sign."""
    kinds = (QLabel, QTextEdit, QAbstractButton, QLineEdit)
    for part in window.panels.middle.findChildren(QWidget):
        seen = part.isVisible() and not part.visibleRegion().isEmpty()
        if isinstance(part, kinds) and seen and not part.inherits("QTextEditViewport"):
            yield part


def _place(part: QWidget, window: QWidget) -> QRect:
    seen, within = QRect(part.mapTo(window, QPoint(0, 0)), part.size()), part.parentWidget()
    while within is not None and within is not window:
        seen &= QRect(within.mapTo(window, QPoint(0, 0)), within.size())
        within = within.parentWidget()
    return seen


def _name(part: QWidget) -> str:
    words = part.text() if isinstance(part, QLabel) else ""
    return f"{type(part).__name__} “{part.accessibleName() or words}”"


def _action(window: MainWindow, name: str) -> QAction:
    found = window.findChild(QAction, name, Qt.FindChildOption.FindDirectChildrenOnly)
    return found or window.panels.texts.writing.actions()[name]


def _wait(until: Callable[[], bool]) -> None:
    for _turn in range(600):
        if until():
            return
        QTest.qWait(100)
    raise SystemExit("the window did not come that far")


def _story(desk: Desk, headline: str, deck: str, section: str, byline: tuple[str, ...]) -> str:
    story = desk.stories.begin().value
    body = Document.from_paragraphs([f"{deck} " * 6] * 6)
    edit = StoryEdit(headline=headline, deck=deck, section=section, byline=byline, body=body)
    desk.stories.keep(story.id, edit)
    return story.id


if __name__ == "__main__":
    for problem in problems(Path(sys.argv[1])):
        print(problem)
    print("looked at")
