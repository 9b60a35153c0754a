"""A table in the real window: made, written, kept, read on the page, opened again."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from editor.desk.desk import Desk
from editor.publish.page import PageRenderer
from editor.story.document import Document, Table, TableCell
from editor.story.runs import Run
from editor.story.story import StoryEdit
from editor.ui.window.main_window import MainWindow
from editor.ui.writing.body_field import BodyField
from tests.e2e.person import Person


def cells(*words: str, header: bool = False) -> tuple[TableCell, ...]:
    return tuple(TableCell((Run(word),) if word else (), header) for word in words)


def table_menu(window: MainWindow) -> dict[str, QAction]:
    """What the menu of tables offers, by its words, wherever in the menus it stands."""
    menus = [each.menu() for each in window.menuBar().actions()]
    entries = [each for menu in menus if isinstance(menu, QMenu) for each in menu.actions()]
    table = next(each.menu() for each in entries if each.objectName() == "table_menu")
    assert isinstance(table, QMenu)
    return {each.text(): each for each in table.actions() if each.text()}


def test_a_table_is_written_with_tab_and_enter_kept_and_opened_again(
    qtbot: QtBot, window: MainWindow, desk: Desk
) -> None:
    person = Person(qtbot, window)
    story = desk.stories.begin().value
    body = Document.from_paragraphs(["Yields rose.", "The end."])
    desk.stories.keep(story.id, StoryEdit(headline="Millet", body=body))
    other = desk.stories.begin().value
    window.open_story(story.id)
    person.wait(lambda: person.find("Headline").toPlainText() == "Millet")
    field = person.find("Body", BodyField)
    field.setFocus()
    QTest.keyClick(field, Qt.Key.Key_End)
    offered = table_menu(window)
    assert not offered["Delete row"].isEnabled()
    offered["New table"].trigger()
    for word in ("Village", "Mu", "Share", "Dayu", "312", "8%", "Xiaoyu", "40"):
        QTest.keyClicks(field, word)
        QTest.keyClick(field, Qt.Key.Key_Tab)
    QTest.keyClicks(field, "of")
    QTest.keyClick(field, Qt.Key.Key_Return)
    QTest.keyClicks(field, "late")
    QTest.keyClick(field, Qt.Key.Key_Tab)
    offered["Delete row"].trigger()
    expected = Table(
        (
            cells("Village", "Mu", "Share", header=True),
            cells("Dayu", "312", "8%"),
            cells("Xiaoyu", "40", "of\nlate"),
        )
    )

    def kept() -> Document:
        return desk.stories.view(story.id).story.body

    person.wait(lambda: kept().blocks == (body.blocks[0], expected, body.blocks[1]))
    page = PageRenderer().page(desk.stories.view(story.id).snapshot).html.decode()
    assert '<th scope="col" class="number" dir="auto">Mu</th>' in page
    assert '<td dir="auto">of<br>late</td>' in page
    window.open_story(other.id)
    person.wait(lambda: person.find("Headline").toPlainText() == "")
    window.open_story(story.id)
    person.wait(lambda: person.find("Headline").toPlainText() == "Millet")
    field = person.find("Body", BodyField)
    assert field.live.value() == kept()
