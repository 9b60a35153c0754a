"""The story's photos: cards, texts beside the record, what is dropped, what is awaited."""

from dataclasses import replace
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import QMimeData, QSize, Qt, QUrl
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QAbstractButton, QComboBox, QDialog, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from editor.story.credit import CreditLine, Relation
from editor.story.document import Document
from editor.story.photo import (
    PHOTO_FIELDS,
    SOURCE_TYPE,
    Kind,
    Photo,
    PhotoFacts,
    Placement,
)
from editor.story.story import Story
from editor.ui.photos.field_editors import CreditForm
from editor.ui.photos.photo_asks import RECORD, Dropped, PhotoAsks, PlacementEdit
from editor.ui.photos.photo_card import PhotoCard, PhotoFrame
from editor.ui.photos.photo_fields import RecordMark
from editor.ui.photos.photo_panel import PhotoPanel
from editor.ui.theme import Theme
from editor.ui.widgets.growing_text_edit import GrowingTextEdit
from tests.trials.panel_values import (
    awaiting,
    bare,
    story,
    view_of,
    village_street,
    wheat_field,
)

Part = TypeVar("Part", bound=QWidget)


@pytest.fixture
def panel(theme: Theme, qtbot: QtBot) -> PhotoPanel:
    panel = PhotoPanel(theme, PhotoAsks())
    panel.resize(340, 900)
    panel.show_story(view_of(story()))
    qtbot.addWidget(panel)
    with qtbot.waitExposed(panel):
        panel.show()
    return panel


def find(panel: PhotoPanel, kind: type[Part], name: str) -> list[Part]:
    return [each for each in panel.findChildren(kind) if each.accessibleName() == name]


def caption(panel: PhotoPanel) -> GrowingTextEdit:
    return find(panel, GrowingTextEdit, "Caption")[0]


def alt(panel: PhotoPanel) -> GrowingTextEdit:
    return find(panel, GrowingTextEdit, "Alt text")[0]


def credit(panel: PhotoPanel) -> QLineEdit:
    return find(panel, QLineEdit, "Credit")[0]


def press(panel: PhotoPanel, name: str, qtbot: QtBot) -> None:
    qtbot.mouseClick(find(panel, QAbstractButton, name)[0], Qt.MouseButton.LeftButton)


def marks(panel: PhotoPanel) -> list[str]:
    return [mark.words for mark in panel.findChildren(RecordMark)]


def with_placements(*placements: Placement) -> Story:
    return story(placements=placements)


def write(field: GrowingTextEdit, text: str, qtbot: QtBot) -> None:
    field.setFocus()
    field.selectAll()
    qtbot.keyClicks(field, text)


def test_closed_cards_have_no_fields(panel: PhotoPanel) -> None:
    assert find(panel, QWidget, "Caption") == []
    assert len(panel.findChildren(PhotoCard)) == 2


def test_the_open_card_has_each_field_once(panel: PhotoPanel, qtbot: QtBot) -> None:
    press(panel, "Lead photo wheat-field.jpg", qtbot)
    panel.go_to("caption", "p2")
    for name in ("Caption", "Credit", "Alt text"):
        assert len(find(panel, QWidget, name)) == 1
    assert caption(panel).text == ""


def test_a_card_closes_again_when_it_is_pressed(panel: PhotoPanel, qtbot: QtBot) -> None:
    press(panel, "Lead photo wheat-field.jpg", qtbot)
    press(panel, "Lead photo wheat-field.jpg", qtbot)
    assert find(panel, QWidget, "Caption") == []


def test_a_card_opens_by_the_keyboard(panel: PhotoPanel, qtbot: QtBot) -> None:
    head = find(panel, QAbstractButton, "Lead photo wheat-field.jpg")[0]
    head.setFocus()
    qtbot.keyClick(head, Qt.Key.Key_Return)
    assert caption(panel).text.startswith("Harvesters bring in")


def test_a_storys_only_photo_is_open_from_the_start_and_stays_closed_once_closed(
    panel: PhotoPanel, qtbot: QtBot
) -> None:
    only = replace(with_placements(wheat_field()), id="b" * 32)
    panel.show_story(view_of(only))
    assert caption(panel).text.startswith("Harvesters")
    press(panel, "Lead photo wheat-field.jpg", qtbot)
    panel.show_story(view_of(replace(only, revision=8)))
    assert find(panel, QWidget, "Caption") == []


def test_a_card_says_file_size_and_what_is_missing(panel: PhotoPanel) -> None:
    words = {label.text() for label in panel.findChildren(QLabel) if label.isVisible()}
    assert {"wheat-field.jpg", "5472 × 3648 px", "Lead", "3 remarks", "2 photos"} <= words


def test_a_photo_that_stands_nowhere_says_so(panel: PhotoPanel) -> None:
    panel.show_story(view_of(replace(story(), body=Document())))
    words = {label.text() for label in panel.findChildren(QLabel) if label.isVisible()}
    assert "Not on the page" in words


def test_a_caption_is_told_after_a_pause(panel: PhotoPanel, qtbot: QtBot) -> None:
    panel.go_to("caption", "p1")
    with qtbot.waitSignal(panel.asks.texts_edited) as told:
        write(caption(panel), "Wheat.", qtbot)
    assert told.args == ["p1", PlacementEdit(caption="Wheat.")]


def test_a_caption_is_told_when_the_card_closes(panel: PhotoPanel, qtbot: QtBot) -> None:
    panel.go_to("caption", "p1")
    write(caption(panel), "Wheat.", qtbot)
    with qtbot.waitSignal(panel.asks.texts_edited) as told:
        panel.go_to("caption", "p2")
    assert told.args == ["p1", PlacementEdit(caption="Wheat.")]


def test_the_caret_stays_while_the_library_answers(panel: PhotoPanel, qtbot: QtBot) -> None:
    panel.go_to("caption", "p1")
    write(caption(panel), "Wheat in the evening.", qtbot)
    place = caption(panel).textCursor().position()
    panel.show_story(view_of(replace(story(), revision=9)))
    assert caption(panel).hasFocus()
    assert caption(panel).text == "Wheat in the evening."
    assert caption(panel).textCursor().position() == place


def test_a_text_that_differs_from_the_record_says_so_and_can_be_reverted(
    panel: PhotoPanel, qtbot: QtBot
) -> None:
    panel.go_to("caption", "p1")
    assert marks(panel) == ["Differs from the photo's record", "", ""]
    with qtbot.waitSignal(panel.asks.texts_edited) as told:
        press(panel, "Revert caption to the record", qtbot)
    assert told.args == ["p1", PlacementEdit(caption=RECORD)]
    assert caption(panel).text == wheat_field().photo.facts.caption
    panel.show_story(view_of(story()))  # an answer from before: the record's text stays
    assert caption(panel).text == wheat_field().photo.facts.caption
    reverted = replace(wheat_field(), caption=None)
    panel.show_story(view_of(with_placements(reverted, village_street())))
    assert marks(panel) == ["", "", ""]


def test_a_text_the_record_does_not_have_says_that(panel: PhotoPanel) -> None:
    captioned = replace(village_street(), caption="The old street of Bencha.")
    panel.show_story(view_of(with_placements(wheat_field(), captioned)))
    panel.go_to("caption", "p2")
    assert marks(panel)[0] == "Only in this story; the photo's record has none"


def test_typing_the_records_own_words_goes_back_to_the_record(
    panel: PhotoPanel, qtbot: QtBot
) -> None:
    panel.go_to("caption", "p1")
    with qtbot.waitSignal(panel.asks.texts_edited) as told:
        write(caption(panel), wheat_field().photo.facts.caption, qtbot)
    assert told.args[1] == PlacementEdit(caption=RECORD)


def test_two_quick_edits_go_together_so_that_neither_is_lost(
    panel: PhotoPanel, qtbot: QtBot
) -> None:
    panel.go_to("caption", "p1")
    write(caption(panel), "Wheat.", qtbot)
    told: list[PlacementEdit] = []
    panel.asks.texts_edited.connect(lambda _, edit: told.append(edit))
    alt(panel).setFocus()
    write(alt(panel), "A field.", qtbot)
    credit(panel).setFocus()
    assert told == [
        PlacementEdit(caption="Wheat."),
        PlacementEdit(caption="Wheat.", alt="A field."),
    ]


def test_the_credit_is_shown_in_the_outlets_form_and_read_back(
    panel: PhotoPanel, qtbot: QtBot
) -> None:
    panel.go_to("credit", "p1")
    assert credit(panel).text() == "Photo by Zou Hong/chinadaily.com.cn"
    credit(panel).selectAll()
    with qtbot.waitSignal(panel.asks.texts_edited) as told:
        qtbot.keyClicks(credit(panel), "Photo provided to China Daily")
    expected = CreditLine(relation=Relation.PROVIDED, organisation="China Daily")
    assert told.args[1] == PlacementEdit(credit=expected)


def test_the_credit_form_renders_as_one_fills_it_in(panel: PhotoPanel, qtbot: QtBot) -> None:
    panel.go_to("credit", "p1")
    press(panel, "Structured credit…", qtbot)
    form = panel.findChildren(CreditForm)[0]
    fields = {each.accessibleName(): each for each in form.findChildren(QLineEdit)}
    assert fields["Photographer"].text() == "Zou Hong"
    relation = next(w for w in form.findChildren(QWidget) if w.accessibleName() == "Relation")
    relation.setProperty("currentIndex", 1)
    fields["Organisation"].setText("nantong.gov.cn")
    shown = [label.text() for label in form.findChildren(QLabel)]
    assert "[Photo by Zou Hong for nantong.gov.cn]" in shown
    with qtbot.waitSignal(panel.asks.texts_edited) as told:
        form.accept()
    assert told.args[1].credit == CreditLine(
        relation=Relation.FOR, photographer="Zou Hong", organisation="nantong.gov.cn"
    )
    assert credit(panel).text() == "Photo by Zou Hong for nantong.gov.cn"


def test_the_credit_form_asks_for_account_and_network_of_a_social_photo(
    theme: Theme, qtbot: QtBot
) -> None:
    social = CreditLine(relation=Relation.SOCIAL, photographer="pinganchunan", network="WeChat")
    form = CreditForm(social, view_of(story()).snapshot.outlet.credit_style)
    qtbot.addWidget(form)
    names = {w.accessibleName() for w in form.findChildren(QLineEdit) if w.isVisibleTo(form)}
    assert names == {"Account", "Organisation", "Network"}
    assert "[Photo/WeChat account: pinganchunan]" in [
        label.text() for label in form.findChildren(QLabel)
    ]
    assert form.value == social


def test_leaving_the_credit_form_changes_nothing(panel: PhotoPanel, qtbot: QtBot) -> None:
    panel.go_to("credit", "p1")
    press(panel, "Structured credit…", qtbot)
    form = panel.findChildren(CreditForm)[0]
    with qtbot.assertNotEmitted(panel.asks.texts_edited):
        form.done(QDialog.DialogCode.Rejected)
    assert credit(panel).text() == "Photo by Zou Hong/chinadaily.com.cn"


def test_alt_text_is_counted_against_the_advice(panel: PhotoPanel) -> None:
    panel.go_to("alt", "p1")
    counted = {label.text(): label for label in panel.findChildren(QLabel)}
    counter = counted["67 / 250"]
    alt(panel).set_text("x" * 251)
    assert counter.text() == "251 / 250"
    assert counter.property("role") == "warning"
    alt(panel).set_text("")
    assert counter.text() == ""


def test_a_caption_says_how_long_it_is(panel: PhotoPanel) -> None:
    panel.go_to("caption", "p1")
    caption(panel).set_text("Terraces above Hailin.")
    counts = [label.text() for label in panel.findChildren(QLabel)]
    assert "3 words · 22 characters" in counts
    caption(panel).set_text("")
    assert not any(label.text().startswith("0 words") for label in panel.findChildren(QLabel))


def test_the_record_is_folded_away_with_its_words_in_sight(panel: PhotoPanel, qtbot: QtBot) -> None:
    panel.go_to("caption", "p1")
    assert not find(panel, QLineEdit, "Copyright")
    visible = {label.text() for label in panel.findChildren(QLabel) if label.isVisible()}
    assert "© 2026 China Daily · Zou Hong · Nantong, Jiangsu, China · 2026-11-20" in visible
    press(panel, "Photo record", qtbot)
    copyright_line = find(panel, QLineEdit, "Copyright")[0]
    assert copyright_line.isVisible()
    assert copyright_line.text() == "© 2026 China Daily"


def test_a_correction_of_the_record_is_told_alone(panel: PhotoPanel, qtbot: QtBot) -> None:
    panel.go_to("caption", "p1")
    press(panel, "Photo record", qtbot)
    photographer = find(panel, QLineEdit, "Photographer")[0]
    photographer.setFocus()
    photographer.selectAll()
    with qtbot.waitSignal(panel.asks.facts_edited) as told:
        qtbot.keyClicks(photographer, "Zou Hong and Li Ziheng")
    photo = wheat_field().photo
    assert told.args[0] == photo.id
    assert told.args[1] == {"creators": ("Zou Hong", "Li Ziheng")}


@pytest.mark.parametrize(
    ("label", "signal", "argument"),
    [
        ("Make lead", "lead_requested", "p2"),
        ("Put into body", "insert_requested", "p2"),
        ("Remove", "remove_requested", "p2"),
        ("Reveal original", "original_requested", village_street().photo.id),
    ],
)
def test_a_button_of_a_card_asks_for_what_it_says(
    panel: PhotoPanel, qtbot: QtBot, label: str, signal: str, argument: str
) -> None:
    panel.go_to("photo", "p2")
    with qtbot.waitSignal(getattr(panel.asks, signal)) as asked:
        press(panel, label, qtbot)
    assert asked.args == [argument]


def test_the_lead_photo_cannot_be_made_lead_again(panel: PhotoPanel) -> None:
    panel.go_to("photo", "p1")
    assert not find(panel, QAbstractButton, "Make lead")[0].isEnabled()


def test_a_photo_that_goes_takes_its_card_along(panel: PhotoPanel) -> None:
    panel.go_to("caption", "p2")
    panel.show_story(view_of(with_placements(wheat_field())))
    assert find(panel, QWidget, "Caption") == []
    assert [card.placement.id for card in panel.findChildren(PhotoCard) if card.isVisible()] == [
        "p1"
    ]


def test_a_photo_that_is_only_just_arriving_is_gone_to_when_it_is_here(
    panel: PhotoPanel,
) -> None:
    panel.show_story(view_of(with_placements(wheat_field())))
    panel.go_to("caption", "p2")
    panel.show_story(view_of(story()))
    assert caption(panel).hasFocus()
    assert caption(panel).text == ""


def test_a_picture_is_shown_in_its_card_and_those_of_others_are_left_out(
    panel: PhotoPanel,
) -> None:
    image = QImage(60, 40, QImage.Format.Format_RGB32)
    panel.set_thumbnail("f" * 64, image)
    assert not any(frame.has_picture for frame in panel.findChildren(PhotoFrame))
    panel.set_thumbnail(wheat_field().photo.id, image)
    panel.go_to("photo", "p1")
    assert sum(frame.has_picture for frame in panel.findChildren(PhotoFrame)) == 2


def test_a_picture_is_drawn_whole_and_in_its_own_shape(theme: Theme, qtbot: QtBot) -> None:
    frame = PhotoFrame(theme, QSize(200, 120))
    qtbot.addWidget(frame)
    red = QImage(40, 80, QImage.Format.Format_RGB32)
    red.fill(Qt.GlobalColor.red)
    frame.show_picture(red)
    shot = frame.grab().toImage()
    middle = [x for x in range(shot.width()) if shot.pixelColor(x, 60).green() == 0]
    assert len(middle) == 60


def test_pictures_that_are_dropped_are_told_and_others_refused_by_name(
    panel: PhotoPanel, qtbot: QtBot
) -> None:
    picture, notes = Path("field.JPG"), Path("notes.docx")
    with qtbot.waitSignal(panel.asks.files_dropped) as told:
        panel.take(Dropped.of([picture, notes]))
    assert told.args == [[picture]]
    assert panel.refusal == (
        "“notes.docx” is no picture: Galley takes JPEG, PNG, WebP, TIFF and HEIC."
    )
    panel.take(Dropped.of([picture]))
    assert panel.refusal == ""


def test_many_files_that_are_no_pictures_are_told_in_one_sentence(panel: PhotoPanel) -> None:
    panel.take(Dropped.of([Path(f"{number}.pdf") for number in range(5)]))
    assert panel.refusal.startswith("“0.pdf”, “1.pdf”, “2.pdf” and 2 more are no pictures")


def test_a_pasted_bitmap_is_told(panel: PhotoPanel, qtbot: QtBot) -> None:
    QGuiApplication.clipboard().setImage(QImage(8, 6, QImage.Format.Format_RGB32))
    with qtbot.waitSignal(panel.asks.image_pasted) as told:
        qtbot.keyClick(panel, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert told.args[0].width() == 8


def test_a_bitmap_pasted_into_a_caption_is_a_photo_too(panel: PhotoPanel, qtbot: QtBot) -> None:
    panel.go_to("caption", "p1")
    QGuiApplication.clipboard().setImage(QImage(8, 6, QImage.Format.Format_RGB32))
    with qtbot.waitSignal(panel.asks.image_pasted):
        qtbot.keyClick(caption(panel), Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)


def test_pasted_files_are_told(panel: PhotoPanel, qtbot: QtBot, tmp_path: Path) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(tmp_path / "a.png"))])
    QGuiApplication.clipboard().setMimeData(mime)
    with qtbot.waitSignal(panel.asks.files_dropped) as told:
        qtbot.keyClick(panel, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert told.args == [[tmp_path / "a.png"]]


def test_pasting_text_beside_the_fields_does_nothing(panel: PhotoPanel, qtbot: QtBot) -> None:
    QGuiApplication.clipboard().setText("words")
    with (
        qtbot.assertNotEmitted(panel.asks.image_pasted),
        qtbot.assertNotEmitted(panel.asks.files_dropped),
    ):
        qtbot.keyClick(panel, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)


def test_a_caption_that_waits_for_its_picture_is_shown(panel: PhotoPanel) -> None:
    panel.show_story(awaiting())
    words = {label.text() for label in panel.findChildren(QLabel) if label.isVisible()}
    assert "Caption waiting for its picture" in words
    assert any(text.endswith("Group. [Photo provided to China Daily]") for text in words)


def test_a_story_without_photos_says_what_to_do(panel: PhotoPanel) -> None:
    panel.show_story(bare())
    words = {label.text() for label in panel.findChildren(QLabel) if label.isVisible()}
    assert "No photos yet" in words


def test_add_photo_is_one_press_away(panel: PhotoPanel, qtbot: QtBot) -> None:
    with qtbot.waitSignal(panel.asks.add_requested):
        press(panel, "Add photo…", qtbot)


@pytest.fixture
def record(panel: PhotoPanel) -> PhotoPanel:
    """The record of a photo that no story has, all of it unfolded."""
    panel.asks.folded.clear()
    facts = PhotoFacts(city="Nantong", instructions="Embargo.\nNo sales.", source_type=CAMERA)
    panel.show_library_photo(Photo("f" * 64, "library.jpg", "JPEG", 10, 10, 10, facts))
    return panel


CAMERA = SOURCE_TYPE + "digitalCapture"


def test_every_field_somebody_may_write_stands_once_in_the_record(record: PhotoPanel) -> None:
    names = [each.accessibleName() for each in record.findChildren(QWidget) if each.isVisible()]
    for row in PHOTO_FIELDS:
        assert names.count(str(row.label)) == (row.kind is not Kind.JSON), row.name
    assert not [card for card in record.findChildren(PhotoCard) if card.isVisible()]


def test_a_photo_without_a_placement_is_edited_by_its_own_id(
    record: PhotoPanel, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(record.asks.facts_edited) as told:
        field = find(record, GrowingTextEdit, "Instructions")[0]
        write(field, "No sales", qtbot)
        qtbot.keyClick(field, Qt.Key.Key_Return)
        qtbot.keyClicks(field, "in France.")
    assert told.args == ["f" * 64, {"instructions": "No sales\nin France."}]
    with qtbot.waitSignal(record.asks.facts_edited) as told:
        box = find(record, QComboBox, "Digital source type")[0]
        assert box.currentText() == "Digital photograph"
        box.setCurrentIndex(box.findText("Made by AI"))
        box.activated.emit(box.currentIndex())
    assert told.args[1]["source_type"] == SOURCE_TYPE + "trainedAlgorithmicMedia"
    record.show_library_photo(None)
    assert [card for card in record.findChildren(PhotoCard) if card.isVisible()]


def test_what_is_no_date_stays_with_the_reason_below_until_it_is_one(
    record: PhotoPanel, qtbot: QtBot
) -> None:
    taken = find(record, QLineEdit, "Taken")[0]
    taken.setFocus()
    with qtbot.assertNotEmitted(record.asks.facts_edited):
        qtbot.keyClicks(taken, "last Friday")
        record.send_now()
    assert any("last Friday" in each.text() for each in record.findChildren(QLabel))
    taken.selectAll()
    with qtbot.waitSignal(record.asks.facts_edited) as told:
        qtbot.keyClicks(taken, "2026-11")
    assert told.args[1] == {"date_created": "2026-11"}
    assert not any("last Friday" in each.text() for each in record.findChildren(QLabel))


@pytest.mark.qt_log_ignore("^This plugin does not support", extend=True)
def test_what_was_used_before_is_offered_for_the_name_that_is_typed(
    record: PhotoPanel, qtbot: QtBot
) -> None:
    record.asks.choices = {"creators": ("Zou Hong", "Li Ziheng")}
    line = find(record, QLineEdit, "Photographer")[0]
    line.setFocus()
    qtbot.keyClicks(line, "Yang Yi, zihe")
    popup = line.completer().popup()
    assert popup.isVisible()
    qtbot.keyClick(popup, Qt.Key.Key_Down)
    qtbot.keyClick(popup, Qt.Key.Key_Return)
    assert line.text() == "Yang Yi, Li Ziheng"


def test_the_record_stays_unfolded_and_in_the_same_line_with_the_next_photo(
    panel: PhotoPanel, qtbot: QtBot
) -> None:
    panel.show_one(True)
    panel.go_to("caption", "p1")
    press(panel, "Photo record", qtbot)
    city = find(panel, QLineEdit, "City")[0]
    city.setFocus()
    with qtbot.waitSignal(panel.asks.facts_edited) as told:
        qtbot.keyClicks(city, "!")
        panel.choose("p2")
    assert told.args == [wheat_field().photo.id, {"city": "Nantong!"}]
    assert city.hasFocus()
    assert city.text() == ""
    assert "record" not in panel.asks.folded


def test_a_photo_may_be_decorative_and_then_has_no_alt_text(
    panel: PhotoPanel, qtbot: QtBot
) -> None:
    panel.go_to("alt", "p1")
    with qtbot.waitSignal(panel.asks.texts_edited) as told:
        press(panel, "Decorative", qtbot)
    assert told.args == ["p1", PlacementEdit(decorative=True)]
    panel.show_story(view_of(with_placements(replace(wheat_field(), decorative=True))))
    assert not alt(panel).isEnabled()
    assert alt(panel).text == ""
    panel.show_story(view_of(with_placements(wheat_field())))
    assert alt(panel).text.startswith("Three red")
