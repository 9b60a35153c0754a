"""Paste, copy and drop with real clipboard data."""

import json
from base64 import b64encode
from pathlib import Path

import pytest
from hypothesis import given, settings
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QImage, QTextCursor, QTextDocument
from PySide6.QtWidgets import QApplication

from editor.story.document import Document, Heading, Paragraph, PhotoBlock
from editor.story.runs import Mark, Run
from editor.ui.writing.body_field import BodyField
from editor.ui.writing.pasting import MAX_BYTES, OWN_TYPE
from tests.documents import documents


def p(text: str) -> Paragraph:
    return Paragraph((Run(text),))


def text_data(text: str) -> QMimeData:
    data = QMimeData()
    data.setText(text)
    return data


def html_data(html: str) -> QMimeData:
    data = QMimeData()
    data.setHtml(html)
    data.setText("its text")
    return data


def select(body: BodyField, start: int, end: int) -> None:
    cursor = body.textCursor()
    cursor.setPosition(start)
    cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
    body.setTextCursor(cursor)


@pytest.fixture
def told(body: BodyField) -> list[str]:
    sentences: list[str] = []
    body.pasting.told.connect(sentences.append)
    return sentences


@settings(max_examples=40)
@given(document=documents)
def test_what_is_copied_is_pasted_the_same(body: BodyField, document: Document) -> None:
    body.pasting.know_placements(frozenset({"p1", "p2", "p3"}))
    framed = Document.of([p("first"), *document.blocks, p("last")])
    body.show_document(framed)
    body.selectAll()
    data = body.createMimeDataFromSelection()
    body.show_document(Document())
    body.insertFromMimeData(data)
    assert body.live.value() == framed


def test_a_copy_carries_html_and_text_for_others(body: BodyField) -> None:
    body.show_document(Document.of([Heading(2, (Run("head"),)), p("words")]))
    body.selectAll()
    data = body.createMimeDataFromSelection()
    assert "<h2>head</h2><p>words</p>" in data.html()
    assert data.text() == "head\n\nwords"


def test_pasted_html_is_reduced_to_our_own_marks(body: BodyField) -> None:
    body.show_document(Document())
    body.insertFromMimeData(
        html_data('<p class="MsoNormal" style="color:red">One <b>bold</b></p><h2>Head</h2>')
    )
    first = Paragraph((Run("One "), Run("bold", frozenset({Mark.BOLD}))))
    assert body.live.value().blocks == (first, Heading(2, (Run("Head"),)))


def test_pasting_is_one_step(body: BodyField) -> None:
    body.show_document(Document.of([p("one")]))
    body.insertFromMimeData(html_data("<p>a</p><ul><li>b</li><li>c</li></ul>"))
    body.undo()
    assert body.live.value() == Document.of([p("one")])


def test_pasted_text_becomes_paragraphs(body: BodyField) -> None:
    body.show_document(Document())
    body.insertFromMimeData(text_data("one\n\ntwo"))
    assert body.live.value().blocks == (p("one"), p("two"))


def test_a_no_break_space_in_pasted_text_stays_one(body: BodyField) -> None:
    body.show_document(Document())
    body.insertFromMimeData(text_data("10\u00a0km"))
    assert body.live.value().blocks == (p("10\u00a0km"),)


def test_an_address_pasted_over_words_makes_a_link(body: BodyField) -> None:
    body.show_document(Document.of([p("see here")]))
    select(body, 4, 8)
    body.insertFromMimeData(text_data(" https://a.example/x "))
    linked = Run("here", href="https://a.example/x")
    assert body.live.value().blocks == (Paragraph((Run("see "), linked)),)


def test_an_address_that_a_page_must_not_link_to_is_only_words(body: BodyField) -> None:
    body.show_document(Document.of([p("see here")]))
    select(body, 4, 8)
    body.insertFromMimeData(text_data("javascript:alert(1)"))
    assert body.live.value().blocks == (p("see javascript:alert(1)"),)


def test_more_than_two_megabytes_are_refused_in_words(body: BodyField, told: list[str]) -> None:
    body.show_document(Document.of([p("one")]))
    body.insertFromMimeData(text_data("中" * (MAX_BYTES // 3 + 1)))
    assert body.live.value() == Document.of([p("one")])
    assert "2 MB" in told[0]


def test_a_hostile_page_on_the_clipboard_is_refused_in_words(
    body: BodyField, told: list[str]
) -> None:
    body.show_document(Document.of([p("one")]))
    body.insertFromMimeData(html_data("<div>" * 5000 + "x" + "</div>" * 5000))
    assert body.live.value() == Document.of([p("one")])
    assert len(told) == 1


def test_what_was_dropped_from_a_page_is_said(body: BodyField, told: list[str]) -> None:
    body.show_document(Document())
    body.insertFromMimeData(html_data('<p>one</p><img src="http://tracker.example/x.png">'))
    assert body.live.value().text == "one"
    assert told
    assert "tracker" not in body.document().toHtml()


def test_a_damaged_copy_of_ours_falls_back_to_the_text(body: BodyField) -> None:
    body.show_document(Document())
    data = text_data("words")
    data.setData(OWN_TYPE, b'{"type": "doc", "content": [{"type": "script"}]}')
    body.insertFromMimeData(data)
    assert body.live.value().blocks == (p("words"),)


def test_photos_of_another_story_do_not_come_along(body: BodyField, told: list[str]) -> None:
    body.pasting.know_placements(frozenset({"mine"}))
    body.show_document(Document())
    data = QMimeData()
    blocks = [
        {"type": "photo", "attrs": {"placement": "theirs"}},
        {"type": "photo", "attrs": {"placement": "mine"}},
    ]
    data.setData(OWN_TYPE, json.dumps({"type": "doc", "content": blocks}).encode())
    body.insertFromMimeData(data)
    assert body.live.value().blocks == (PhotoBlock("mine"),)
    assert "another story" in told[0]


def test_a_pasted_picture_is_handed_on(body: BodyField) -> None:
    body.show_document(Document.of([p("one")]))
    pictures: list[QImage] = []
    body.pasting.photo_image_pasted.connect(pictures.append)
    data = QMimeData()
    data.setImageData(QImage(4, 3, QImage.Format.Format_RGB32))
    body.insertFromMimeData(data)
    assert [picture.width() for picture in pictures] == [4]
    assert body.live.value() == Document.of([p("one")])


def test_words_with_a_picture_of_themselves_are_pasted_as_words(body: BodyField) -> None:
    # Spreadsheets and word processors offer a picture of the text beside the text.
    body.show_document(Document())
    data = html_data("<p>words</p>")
    data.setImageData(QImage(4, 3, QImage.Format.Format_RGB32))
    body.insertFromMimeData(data)
    assert body.live.value().blocks == (p("words"),)


def test_dropped_pictures_go_to_where_they_are_dropped(
    body: BodyField, told: list[str], tmp_path: Path
) -> None:
    body.show_document(Document.of([p("one"), p("two")]))
    paths: list[list[Path]] = []
    body.pasting.photo_files_dropped.connect(paths.append)
    data = QMimeData()
    files = [tmp_path / "Field.JPG", tmp_path / "notes.pdf"]
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in files])
    place = body.cursorRect(QTextCursor(body.document().lastBlock())).center() + QPoint(30, 0)
    action, button = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    held = Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(body.viewport(), QDragEnterEvent(place, action, data, button, held))
    drop = QDropEvent(QPointF(place), action, data, button, held)
    QApplication.sendEvent(body.viewport(), drop)
    assert paths == [[tmp_path / "Field.JPG"]]
    assert "notes.pdf" in told[0]
    assert body.textCursor().blockNumber() == 1
    assert body.live.value() == Document.of([p("one"), p("two")])


def test_pasting_as_text_leaves_the_marks_behind(body: BodyField) -> None:
    body.show_document(Document())
    data = QMimeData()
    data.setHtml("<b>bold</b>")
    data.setText("bold")
    QApplication.clipboard().setMimeData(data)
    body.pasting.paste_plain()
    assert body.live.value().blocks == (p("bold"),)


def test_nothing_is_loaded_from_addresses_or_files(body: BodyField, tmp_path: Path) -> None:
    picture = tmp_path / "secret.png"
    QImage(2, 2, QImage.Format.Format_RGB32).save(str(picture))
    kind = QTextDocument.ResourceType.ImageResource.value
    loaded = body.document().resource(kind, QUrl.fromLocalFile(str(picture)))
    assert loaded.isNull()


def test_a_story_of_any_length_is_copied_and_pasted(body: BodyField, told: list[str]) -> None:
    story = Document.from_paragraphs([f"{i} {'word ' * 180}".strip() for i in range(2500)])
    body.show_document(story)
    body.selectAll()
    data = body.createMimeDataFromSelection()
    assert data.data(OWN_TYPE).size() > MAX_BYTES
    body.show_document(Document())
    body.insertFromMimeData(data)
    assert body.live.value() == story
    assert told == []


def png(color: int = 0xFF00AA00, size: int = 40) -> bytes:
    image = QImage(size, size, QImage.Format.Format_RGB32)
    for x in range(size):
        for y in range(size):
            image.setPixel(x, y, color ^ (x * 31 + y * 17) * 7919 % 0xFFFF)
    packed = QByteArray()
    buffer = QBuffer(packed)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(packed.data())


def in_lines(letters: str, width: int = 76) -> str:
    return "\r\n".join(letters[at : at + width] for at in range(0, len(letters), width))


@pytest.mark.parametrize("form", ["{0}", "data:image/png;base64,{0}", "wrapped", "  {0}\n"])
def test_a_picture_pasted_as_letters_is_a_picture(
    body: BodyField, told: list[str], form: str
) -> None:
    data, photos = png(), []
    letters = b64encode(data).decode()
    body.pasting.photos_pasted.connect(photos.extend)
    given_text = in_lines(letters) if form == "wrapped" else form.format(letters)
    body.insertFromMimeData(text_data(given_text))
    assert [photo.picture.data for photo in photos] == [data]
    assert body.toPlainText() == ""
    assert "came in as a photo" in told[0]


def test_a_picture_among_words_stands_where_it_stood(body: BodyField) -> None:
    one, other, photos = png(), png(0xFFAA0000), []
    body.pasting.photos_pasted.connect(photos.extend)
    letters, wrapped = b64encode(one).decode(), in_lines(b64encode(other).decode())
    body.insertFromMimeData(text_data(f"Before\n\n{letters}\n\nBetween\n\n{wrapped}\nbehind"))
    assert body.toPlainText() == "Before\nBetween\nbehind"
    assert [photo.picture.data for photo in photos] == [one, other]
    assert [photo.place.block().text() for photo in photos] == ["Before", "Between"]


def test_letters_that_are_no_picture_stay_letters(body: BodyField, told: list[str]) -> None:
    photos: list[object] = []
    body.pasting.photos_pasted.connect(photos.extend)
    broken = b64encode(png()[:60] + b"no picture at all" * 40).decode()
    for text in (broken, "iVBORw0KGgo" + "x" * 500, "QmFzZTY0" * 200):
        body.insertFromMimeData(text_data(text))
    assert not photos
    assert told == []
    assert body.toPlainText() == broken + "iVBORw0KGgo" + "x" * 500 + "QmFzZTY0" * 200


def test_letters_of_a_picture_can_be_had_as_letters(body: BodyField) -> None:
    letters = b64encode(png()).decode()
    QApplication.clipboard().setText(letters)
    body.pasting.paste_plain()
    assert body.toPlainText() == letters
