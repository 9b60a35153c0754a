"""The report of pictures that were brought in."""

from pathlib import Path

from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from editor.desk.photo_library import Ingested
from editor.message import message
from editor.story.photo import Photo
from editor.ui.photos.contact_bars import BroughtBox


def test_it_counts_names_what_was_refused_and_what_is_worth_a_look(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    photo = Photo("0" * 64, "a.jpg", "JPEG", 1, 1, 1)
    alike = message("picture.looks-like-old", name="c.jpg")
    refusal = message("picture.refused", name="b.jpg", reason=message("picture.empty"))
    found = [
        Ingested(Path("a.jpg"), photo, new=True, said=(alike,)),
        Ingested(Path("b.jpg"), None, said=(refusal,)),
        Ingested(Path("d.jpg"), photo, new=False, said=(alike,)),
    ]
    box = BroughtBox.of(found, 2, window)
    told = [label.text() for label in box.findChildren(QLabel)]
    assert "1 picture is in the library now." in told
    assert "1 picture was there already." in told
    assert str(refusal) in told
    assert [text for text in told if "looks like" in text] == [f"a.jpg: {alike}"]
