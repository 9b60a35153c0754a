"""The crop view, without a screen: what is drawn, typed and pressed there is what is applied."""

from collections.abc import Callable, Sequence

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from editor.desk.pictures import Edited
from editor.story.edits import Crop, Edits, Point, Ratio, Tone
from editor.story.outlet import Outlet
from editor.story.photo import Photo, Placement
from editor.story.rendition import Rendition, named_crop
from editor.ui.photos.crop_stage import CropStage
from editor.ui.photos.crop_view import CropView, Made
from editor.ui.theme import Theme

Open = Callable[..., CropView]


@pytest.fixture
def asked() -> list[Rendition]:
    return []


@pytest.fixture
def view(qtbot: QtBot, asked: list[Rendition]) -> Open:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    window = QWidget()
    window.resize(1200, 900)
    qtbot.addWidget(window)

    def make(renditions: Sequence[Rendition], show: Callable[[Made], None]) -> None:
        asked.extend(renditions)
        blank = QImage.Format.Format_RGB888
        show({each: QImage(each.width, each.height, blank) for each in renditions})

    def opened(own: Edits | None = None, everywhere: Edits | None = None) -> CropView:
        photo = Photo("a" * 64, "a.jpg", "JPEG", 3000, 2000, 1, edits=everywhere)
        placement, outlet = Placement("p", photo, edits=own), Outlet("a", "", "")
        view = CropView(Theme(app), placement, outlet, make, 0.0, window)
        qtbot.addWidget(view)
        image = QImage(900, 600, QImage.Format.Format_RGB888)
        image.fill(QColor(100, 120, 140))
        view.show_picture(image)
        view.show()
        qtbot.waitExposed(view)
        return view

    return opened


def stage(view: CropView) -> CropStage:
    found = view.findChild(CropStage)
    assert found is not None
    return found


def press(view: CropView, name: str) -> None:
    button = next(each for each in view.findChildren(QWidget) if each.accessibleName() == name)
    button.click()  # type: ignore[attr-defined]


def test_nothing_done_is_nothing_changed(view: Open) -> None:
    assert view().edited == Edited(None)
    assert view(Edits(turn=1)).edited == Edited(Edits(turn=1))
    everywhere = Edits(tone=Tone(contrast=9))
    assert view(None, everywhere).edited == Edited(None, everywhere)


def test_arrow_keys_move_and_size_the_crop(qtbot: QtBot, view: Open) -> None:
    opened = view(Edits(crop=Crop(0.2, 0.2, 0.5, 0.5)))
    qtbot.keyClick(stage(opened), Qt.Key.Key_Right)
    qtbot.keyClick(stage(opened), Qt.Key.Key_Up)
    assert opened.edited.own == Edits(crop=Crop(0.205, 0.195, 0.5, 0.5))
    qtbot.keyClick(stage(opened), Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    assert opened.edited.own == Edits(crop=Crop(0.205, 0.195, 0.495, 0.5))


def test_a_handle_is_drawn_with_the_mouse(qtbot: QtBot, view: Open) -> None:
    opened = view()
    part = stage(opened)
    frame = part._frame()
    begin = QPoint(round(frame.right()), round(frame.bottom()))
    half = QPoint(round(frame.center().x()), round(frame.center().y()))
    qtbot.mousePress(part, Qt.MouseButton.LeftButton, pos=begin)
    qtbot.mouseMove(part, half)
    qtbot.mouseRelease(part, Qt.MouseButton.LeftButton, pos=half)
    own = opened.edited.own
    assert own is not None
    assert own.crop is not None
    assert (own.crop.width, own.crop.height) == pytest.approx((0.5, 0.5), abs=0.02)


def test_a_named_crop_keeps_its_shape_and_a_free_one_that_which_is_chosen(
    qtbot: QtBot, view: Open
) -> None:
    opened = view()
    press(opened, "16 × 9")
    for _ in range(9):
        qtbot.keyClick(stage(opened), Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    drawn = opened.edited.shown.drawn(Ratio.WIDE)
    assert drawn is not None
    assert drawn.width * 3000 / (drawn.height * 2000) == pytest.approx(16 / 9, rel=1e-4)
    press(opened, "Give up this crop")
    assert opened.edited.own is None
    press(opened, "Page")
    opened._shapes.setCurrentIndex(5)
    opened._shapes.activated.emit(5)
    crop = opened.edited.shown.crop
    assert crop is not None
    assert crop.width * 3000 == pytest.approx(crop.height * 2000, rel=1e-4)
    assert opened.shape == 1.0


def test_a_crop_below_what_the_site_takes_is_not_applied(qtbot: QtBot, view: Open) -> None:
    opened = view(Edits(crop=Crop(0.2, 0.2, 0.21, 0.5)))
    for _ in range(5):
        qtbot.keyClick(stage(opened), Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    assert "600" in opened.remark_text
    opened.accept()
    assert opened.result() != QDialog.DialogCode.Accepted
    press(opened, "Reset all")
    assert opened.remark_text == ""
    opened.accept()
    assert opened.result() == QDialog.DialogCode.Accepted


def test_the_focal_point_is_set_by_click_and_by_keys(qtbot: QtBot, view: Open) -> None:
    opened = view()
    part = stage(opened)
    press(opened, "Focal point")
    frame = part._frame()
    place = frame.topLeft() + QPoint(round(frame.width() / 4), round(frame.height() / 2))
    qtbot.mouseClick(part, Qt.MouseButton.LeftButton, pos=place.toPoint())
    focus = opened.edited.shown.focus
    assert focus is not None
    assert (focus.x, focus.y) == pytest.approx((0.25, 0.5), abs=0.01)
    assert not part.pointing
    press(opened, "Focal point")
    qtbot.keyClick(part, Qt.Key.Key_Right)
    moved = opened.edited.shown.focus
    assert moved is not None
    assert moved.x == pytest.approx(focus.x + 0.005, abs=1e-4)


def test_a_picture_is_turned_and_mirrored_as_it_is_seen(view: Open) -> None:
    opened = view(Edits(focus=Point(0.1, 0.2)))
    press(opened, "Turn right")
    assert opened.edited.shown == Edits(turn=1, focus=Point(0.1, 0.2))
    press(opened, "Mirror")
    shown = opened.edited.shown
    point = shown.seen_point(Point(0.1, 0.2))
    # Turned right it was at (0.8, 0.1); mirrored left and right it is at (0.2, 0.1).
    assert (point.x, point.y) == pytest.approx((0.2, 0.1))
    press(opened, "Reset all")
    assert opened.edited == Edited(None)


def test_straightened_no_corner_is_empty(qtbot: QtBot, view: Open) -> None:
    opened = view()
    opened._degrees.setValue(6)
    part, edits = stage(opened), opened.edited.shown
    assert edits == Edits(straighten=6)
    for _ in range(40):
        qtbot.keyClick(part, Qt.Key.Key_Left)
    crop = part.crop
    assert edits.inside(crop, 3000, 2000).width == pytest.approx(crop.width, abs=1e-5)


def test_tone_is_for_the_whole_picture_and_can_be_looked_at_without(view: Open) -> None:
    opened = view()
    opened._tone["contrast"][1].setValue(40)
    opened._tone["middle"][0].setValue(50)
    assert opened.edited.shown.tone == Tone(contrast=40, middle=2.0)
    part = stage(opened)
    toned = part.grab().toImage().pixelColor(part.rect().center())
    press(opened, "Before")
    assert part.grab().toImage().pixelColor(part.rect().center()) != toned


def test_for_every_use(view: Open) -> None:
    opened = view(Edits(flip=True))
    opened._everywhere.setChecked(True)
    assert opened.edited == Edited(None, Edits(flip=True))
    press(opened, "Reset all")
    assert opened.edited == Edited(None, None)


def test_all_that_is_published_is_made_by_what_makes_it(
    qtbot: QtBot, view: Open, asked: list[Rendition]
) -> None:
    edits = Edits(focus=Point(0.9, 0.1), turn=1)
    view(edits)
    qtbot.waitUntil(lambda: len(asked) >= 5)
    shown = {each.crop for each in asked}
    assert {named_crop(3000, 2000, edits, each) for each in Ratio} <= shown
    assert all(each.photo.edits == edits for each in asked)
