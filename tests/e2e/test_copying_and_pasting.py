"""Copy in and out through the real window: pages with pictures, long pages, the copying dialog."""

import base64
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QTextEdit

from editor.desk.desk import Desk
from editor.story.document import Document, Paragraph, PhotoBlock
from editor.story.story import StoryEdit
from editor.ui.leaving.copy_out_dialog import CopyOutDialog, CopyOutPicture
from tests.e2e.person import Person


@pytest.fixture
def story(desk: Desk, person: Person) -> str:
    story_id = desk.stories.begin(section="News").value.id
    edit = StoryEdit(headline="Terraces", body=Document.from_paragraphs(["One.", "Two."]))
    desk.stories.keep(story_id, edit)
    person.window.open_story(story_id)  # pyright: ignore[reportAttributeAccessIssue]
    person.wait(lambda: person.find("Headline").toPlainText() == "Terraces")
    return story_id


def picture(shade: int) -> str:
    packed = BytesIO()
    Image.effect_noise((300, 200), shade).convert("RGB").save(packed, "JPEG")
    return f"data:image/jpeg;base64,{base64.b64encode(packed.getvalue()).decode()}"


def paste(person: Person, html: str) -> QTextEdit:
    data = QMimeData()
    data.setHtml(html)
    data.setText("words")
    QApplication.clipboard().setMimeData(data)
    body = person.find("Body")
    assert isinstance(body, QTextEdit)
    body.setFocus()
    QTest.keyClick(body, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    return body


def blocks(desk: Desk, story: str) -> list[str]:
    found = desk.stories.view(story).story.body.blocks
    return [
        "photo" if isinstance(each, PhotoBlock) else Document((each,)).text
        for each in found
        if isinstance(each, PhotoBlock | Paragraph)
    ]


def test_pictures_in_a_pasted_page_are_photos_at_their_places(
    person: Person, desk: Desk, story: str
) -> None:
    body = person.find("Body")
    body.moveCursor(QTextCursor.MoveOperation.EndOfBlock)
    QTest.keyClick(body, Qt.Key.Key_Return)
    html = (
        f"<p>first <img src='{picture(30)}' alt='The lead'></p><p>second</p>"
        f"<img src='{picture(60)}' alt='A hall'><p>third</p>"
    )
    paste(person, html)
    person.wait(lambda: len(desk.stories.view(story).story.placements) == 2)
    person.wait(lambda: "photo" in blocks(desk, story))
    # The first of a story without one is its lead, as with any photo that comes in.
    assert blocks(desk, story) == ["One.", "first", "second", "photo", "third", "Two."]
    lead, inside = desk.stories.view(story).story.placements
    assert (lead.lead, lead.shown_alt, inside.shown_alt) == (True, "The lead", "A hall")


def test_a_long_page_comes_in_while_somebody_types_on(
    person: Person, desk: Desk, story: str
) -> None:
    body = person.find("Body")
    body.moveCursor(QTextCursor.MoveOperation.EndOfBlock)
    QTest.keyClick(body, Qt.Key.Key_Return)
    paste(person, "".join(f"<p>line {i} {'x ' * 60}</p>" for i in range(600)))
    body.moveCursor(QTextCursor.MoveOperation.End)
    QTest.keyClicks(body, " And on.")
    person.wait(lambda: len(blocks(desk, story)) == 602)
    assert blocks(desk, story)[0] == "One."
    assert blocks(desk, story)[-1] == "Two. And on."


@pytest.fixture
def dialog(person: Person, story: str) -> CopyOutDialog:
    paste(person, f"<h2>Head</h2><p>Words.</p><img src='{picture(30)}' alt='The lead'>")
    person.wait(lambda: person.find("Body").toPlainText().startswith("Head"))
    person.trigger("copy_out")
    person.wait(lambda: person.window.findChild(CopyOutDialog) is not None)
    found = person.window.findChild(CopyOutDialog)
    assert isinstance(found, CopyOutDialog)
    return found


def test_pieces_go_to_the_clipboard_one_after_another(
    person: Person, dialog: CopyOutDialog
) -> None:
    clipboard = QApplication.clipboard()
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    assert clipboard.text() == "Terraces"
    assert not clipboard.mimeData().hasHtml()
    person.click("Body as Formatted", dialog)
    assert "<h2>Head</h2>" in clipboard.mimeData().html()
    person.click("Body as HTML", dialog)
    assert clipboard.text().startswith("<h2>Head</h2>")
    assert not clipboard.mimeData().hasHtml()
    person.click("Copy whole story for Word", dialog)
    assert "<h1>Terraces</h1>" in clipboard.mimeData().html()
    dialog.close()


def test_pictures_are_saved_in_order_and_can_be_dragged(
    person: Person, desk: Desk, story: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    paste(person, f"<p>a</p><img src='{picture(30)}'><p>b</p><img src='{picture(60)}'><p>c</p>")
    person.wait(lambda: blocks(desk, story).count("photo") == 1)
    person.trigger("copy_out")
    person.wait(lambda: person.window.findChild(CopyOutDialog) is not None)
    dialog = person.window.findChild(CopyOutDialog)
    assert isinstance(dialog, CopyOutDialog)
    pictures = dialog.findChildren(CopyOutPicture)
    person.wait(lambda: all(each.file is not None and each.file.exists() for each in pictures))
    opened: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", opened.append)
    answer = str(tmp_path)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *args, **kwargs: answer)
    for count in (1, 2):  # the second time into another folder
        person.click("Save the pictures into a folder…", dialog)
        person.wait(lambda count=count: len(opened) == count)
    folders = [Path(url.toLocalFile()) for url in opened]
    assert folders[0] != folders[1]
    for folder in folders:
        files = sorted(folder.iterdir())
        assert [file.name[:3] for file in files] == ["01-", "02-"]
        for file in files:
            with Image.open(file) as image:
                assert (image.format, image.size) == ("JPEG", (300, 200))
    dialog.close()
