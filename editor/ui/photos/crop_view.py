"""A photo cropped and adjusted: the picture, what can be done to it, and beside it everything that
will be published of it, made by what makes that."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from math import log2

from PySide6.QtCore import QSignalBlocker, QSize, Qt, QTimer
from PySide6.QtGui import QIcon, QImage, QKeySequence, QPainter, QPixmap, QShortcut, QShowEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QComboBox,
    QDoubleSpinBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QSlider,
    QSpinBox,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from editor.desk.pictures import Edited, refuse_small
from editor.message import Said, listed
from editor.story.edits import UNEDITED, Edits, Ratio, Tone
from editor.story.outlet import Outlet
from editor.story.photo import Placement
from editor.story.rendition import (
    Encoding,
    Rendition,
    card_rendition,
    cut_size,
    named_crop,
    page_renditions,
    unfocused,
)
from editor.story.snapshot import PlacedPhoto
from editor.ui.photos.crop_stage import CropStage
from editor.ui.shell.commands import with_keys
from editor.ui.theme import Theme, restyle
from editor.ui.widgets.sheet import Sheet, filled, label_for
from editor.ui.widgets.text_field import CalmDoubleSpinBox, CalmSpinBox

_PREVIEW = QSize(112, 84)  # logical pixels
_PAUSE = 120  # milliseconds without another change before what is published is made again
_MOST_STRAIGHTENED = 15.0  # degrees; a picture that is further off was meant to be
_SHAPES = (0.0, -1.0, 16 / 9, 3 / 2, 4 / 3, 1.0, 4 / 5)  # -1 is the picture's own
# What is asked for: renditions of one photo; then they are handed over, as pictures.
Made = Mapping[Rendition, QImage]
Make = Callable[[Sequence[Rendition], Callable[[Made], None]], None]


class CropView(Sheet):
    def __init__(
        self,
        theme: Theme,
        placement: Placement,
        outlet: Outlet,
        make: Make,
        shape: float,
        parent: QWidget,
    ) -> None:
        """`shape`: what the free crop keeps, as it was chosen the last time."""
        super().__init__(parent, columns=100)
        self._theme, self._placement, self._outlet, self._make = theme, placement, outlet, make
        self._window = parent.window()
        photo = placement.photo
        self._began = self._edits = placement.shown_edits
        self._asked = 0
        self._stage = CropStage(theme, photo.width, photo.height, self)
        self._previews = {each: _Preview(each, self) for each in (None, *Ratio)}
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE)
        self._pause.timeout.connect(self._show_published)
        self._everywhere = QCheckBox(self.tr("For every use of this photo"), self)
        self._everywhere.setToolTip(
            self.tr("Every story follows that does not crop or adjust it by itself.")
        )
        self._everywhere.setChecked(placement.edits is None and photo.edits is not None)
        self._shapes = self._shape_box(shape)
        self._straight, self._degrees = self._straightening()
        self._tone = {
            name: self._slider(name, label, least, most)
            for name, label, least, most in (
                ("brightness", self.tr("Brightness"), -100, 100),
                ("contrast", self.tr("Contrast"), -100, 100),
                ("black", self.tr("Black point"), 0, 128),
                ("white", self.tr("White point"), 127, 255),
                ("middle", self.tr("Midtones"), -100, 100),
            )
        }
        self._lay_out()
        self._stage.edited.connect(self._take)
        self._stage.pointed.connect(lambda: self._point.setChecked(False))
        self._choose(None)
        self._show_edits()

    @property
    def edited(self) -> Edited:
        """What is wanted: for this story, or for every use."""
        photo = self._placement.photo
        if self._everywhere.isChecked():
            return Edited(None, None if self._edits == UNEDITED else self._edits)
        same = self._edits == (photo.edits or UNEDITED)
        return Edited(None if same else self._edits, photo.edits)

    @property
    def shape(self) -> float:
        return float(self._shapes.currentData())

    def show_picture(self, image: QImage) -> None:
        self._stage.show_picture(image)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not event.spontaneous():
            room = self._window.size()
            self.resize(min(1280, room.width() - 32), min(900, room.height() - 32))
            # Qt has put it in the middle of its window with the size it had before.
            self.move(self._window.geometry().center() - self.rect().center())
            self._stage.setFocus(Qt.FocusReason.OtherFocusReason)

    def accept(self) -> None:
        if not self._too_small():
            super().accept()

    # -- what is done to it

    def _take(self, edits: Edits) -> None:
        self._edits = edits
        self._show_edits()

    def _turn(self, by: int) -> None:
        # A named crop would lie on its side; the free one and the focal point stay where they are.
        self._take(replace(self._edits, turn=(self._edits.turn + by) % 4, crops=()))

    def _flip(self) -> None:
        # Mirrored as it is seen: of a picture on its side that is the other way round.
        turn = self._edits.turn
        turned = (turn + 2) % 4 if self._edits.on_its_side else turn
        self._take(replace(self._edits, flip=not self._edits.flip, turn=turned))

    def _straighten(self, degrees: float) -> None:
        degrees = -degrees if self._edits.flip else degrees
        if abs(degrees - self._edits.straighten) > 1e-9:
            self._take(replace(self._edits, straighten=round(degrees, 2)))

    def _bend(self) -> None:
        values = {name: box.value() for name, (_, box) in self._tone.items()}
        middle = round(2.0 ** (values["middle"] / 50), 3)
        black, white = values["black"], max(values["white"], values["black"] + 1)
        tone = Tone(values["brightness"], values["contrast"], black, white, middle)
        if tone != self._edits.tone:
            self._take(replace(self._edits, tone=tone))

    def _reset(self) -> None:
        self._take(UNEDITED)

    def _no_crop(self) -> None:
        """What is drawn of this crop is given up."""
        self._take(self._edits.with_crop(self._stage.ratio, None))

    def _choose(self, ratio: Ratio | None) -> None:
        self._stage.ratio = ratio
        for each, preview in self._previews.items():
            preview.setChecked(each is ratio)
        self._shapes.setEnabled(ratio is None)
        self._show_edits()

    def _keep_shape(self) -> None:
        photo, shape = self._placement.photo, self.shape
        if shape < 0:
            shape = photo.width / photo.height
            shape = 1 / shape if self._edits.on_its_side else shape
        self._stage.lock = shape
        self._stage.take_shape()

    # -- what is seen

    def _show_edits(self) -> None:
        edits = self._edits
        self._stage.show_edits(edits)
        degrees = -edits.straighten if edits.flip else edits.straighten
        tone = edits.tone
        middle = round(50 * log2(tone.middle))
        shown = {**{name: getattr(tone, name) for name in self._tone}, "middle": middle}
        for name, (slider, box) in self._tone.items():
            with QSignalBlocker(slider), QSignalBlocker(box):
                slider.setValue(int(shown[name]))
                box.setValue(int(shown[name]))
        with QSignalBlocker(self._straight), QSignalBlocker(self._degrees):
            self._straight.setValue(round(degrees * 10))
            self._degrees.setValue(degrees)
        drawn = edits.crop if self._stage.ratio is None else edits.drawn(self._stage.ratio)
        self._uncrop.setEnabled(drawn is not None)
        self._show_numbers()
        self._pause.start()

    def _show_numbers(self) -> None:
        photo, edits = self._placement.photo, self._edits
        outside = unfocused(photo.width, photo.height, edits)
        for ratio, preview in self._previews.items():
            crop = None if ratio is None else named_crop(photo.width, photo.height, edits, ratio)
            wide, high = cut_size(photo.width, photo.height, edits, crop)
            preview.say(wide, high, focus_lost=ratio in outside)
        self._too_small()

    def _too_small(self) -> bool:
        try:
            refuse_small(self._placement.photo, self._began, self._edits, self._outlet.least_width)
        except Said as refusal:
            self.remark(str(refusal))
            return True
        self.remark("")
        return False

    def _show_published(self) -> None:
        """All that is published of it is made anew, small; an answer that comes late is dropped."""
        self._asked += 1
        asked = self._asked
        placed = PlacedPhoto.of(replace(self._placement, edits=self._edits), self._outlet)
        scale = self.devicePixelRatioF()
        most = _PREVIEW * scale
        page = page_renditions(placed)[-1]
        page = _small(replace(page, encoding=Encoding.JPEG), most)
        wanted: dict[Ratio | None, Rendition] = {None: page}
        wanted |= {each: _small(card_rendition(placed, each), most) for each in Ratio}

        def show(made: Made) -> None:
            if isValid(self) and asked == self._asked:
                for ratio, rendition in wanted.items():
                    if rendition in made:
                        self._previews[ratio].show_picture(made[rendition], scale)

        self._make(tuple(dict.fromkeys(wanted.values())), show)

    # -- how it is laid out

    def _lay_out(self) -> None:
        self.introduce(self.tr("Crop and adjust"))
        unit = self.unit
        turns = filled(
            QHBoxLayout(),
            self._tool("rotate-ccw", self.tr("Turn left"), "Ctrl+Shift+L", lambda: self._turn(3)),
            self._tool("rotate-cw", self.tr("Turn right"), "Ctrl+Shift+R", lambda: self._turn(1)),
            self._tool("flip-horizontal", self.tr("Mirror"), "Ctrl+Shift+M", self._flip),
            None,
            gap=unit // 2,
        )
        self._point = self._tool("crosshair", self.tr("Focal point"), "F", None)
        self._point.setCheckable(True)
        hint = self.tr("What must be seen: click it in the picture, or use the arrow keys")
        self._point.setToolTip(with_keys(hint, "F"))
        self._point.toggled.connect(self._set_pointing)
        self._before = self._tool("eye", self.tr("Before"), "B", None)
        self._before.setCheckable(True)
        self._before.toggled.connect(self._stage.show_before)
        for button in (self._point, self._before):
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            turns.addWidget(button)
        self._uncrop = self._tool("crop", self.tr("Give up this crop"), "Backspace", self._no_crop)
        shape = QLabel(self.tr("Shape"), self)
        shape.setBuddy(self._shapes)
        row = filled(QHBoxLayout(), shape, (self._shapes, 1), self._uncrop, gap=unit)
        controls = filled(QVBoxLayout(), turns, row, gap=unit)
        grid = QGridLayout()
        grid.setHorizontalSpacing(unit)
        grid.setVerticalSpacing(unit // 2)
        lines = [(self.tr("Straighten"), self._straight, self._degrees)]
        lines += [(box.accessibleName(), slider, box) for slider, box in self._tone.values()]
        for line, (label, slider, box) in enumerate(lines):
            grid.addWidget(label_for(box, label), line, 0)
            slider.setAccessibleName(label)
            grid.addWidget(slider, line, 1)
            grid.addWidget(box, line, 2)
        controls.addLayout(grid)
        controls.addWidget(self._everywhere)
        controls.addStretch(1)
        published = filled(QHBoxLayout(), *self._previews.values(), None, gap=unit)
        group = QButtonGroup(self)
        for preview in self._previews.values():
            group.addButton(preview)
            preview.clicked.connect(lambda _=False, each=preview: self._choose(each.ratio))
        side = QWidget(self)
        side.setFixedWidth(34 * self.fontMetrics().averageCharWidth() + 6 * unit)
        filled(QVBoxLayout(side), controls)
        picture = filled(QVBoxLayout(), (self._stage, 1), published, gap=unit)
        self.body.addLayout(filled(QHBoxLayout(), (picture, 1), side, gap=2 * unit), 1)
        self.add_aside(self.tr("Reset all")).clicked.connect(self._reset)
        self.add_way_out(self.tr("Cancel"))
        self.add_primary(self.tr("Apply"))

    def _set_pointing(self, pointing: bool) -> None:
        self._stage.pointing = pointing
        self._stage.setFocus(Qt.FocusReason.OtherFocusReason)

    def _tool(
        self, icon: str, label: str, keys: str, does: Callable[[], object] | None
    ) -> QToolButton:
        button = QToolButton(self)
        button.setAutoRaise(True)
        button.setText(label)
        button.setAccessibleName(label)
        shortcut = QShortcut(QKeySequence(keys), self, button.click)
        form = QKeySequence.SequenceFormat.NativeText
        button.setToolTip(with_keys(label, shortcut.key().toString(form)))
        self._theme.put_icon(button, icon)
        if does is not None:
            button.clicked.connect(does)
        return button

    def _shape_box(self, shape: float) -> QComboBox:
        box = QComboBox(self)
        box.setAccessibleName(self.tr("Shape"))
        names = (
            *(self.tr("Any"), self.tr("As the picture"), "16 × 9", "3 × 2", "4 × 3"),
            *(self.tr("Square"), "4 × 5"),
        )
        for name, each in zip(names, _SHAPES, strict=True):
            box.addItem(name, each)
        box.setCurrentIndex(_SHAPES.index(shape) if shape in _SHAPES else 0)
        box.activated.connect(self._keep_shape)
        return box

    def _straightening(self) -> tuple[QSlider, QDoubleSpinBox]:
        slider, box = QSlider(Qt.Orientation.Horizontal, self), CalmDoubleSpinBox(self)
        box.setRange(-_MOST_STRAIGHTENED, _MOST_STRAIGHTENED)
        slider.setRange(*(round(each * 10) for each in (-_MOST_STRAIGHTENED, _MOST_STRAIGHTENED)))
        box.setSingleStep(0.1)
        box.setDecimals(1)
        box.setSuffix("°")
        slider.valueChanged.connect(lambda tenths: self._straighten(tenths / 10))
        box.valueChanged.connect(self._straighten)
        return slider, box

    def _slider(self, name: str, label: str, least: int, most: int) -> tuple[QSlider, QSpinBox]:
        slider, box = QSlider(Qt.Orientation.Horizontal, self), CalmSpinBox(self)
        box.setAccessibleName(label)
        for part in (slider, box):
            part.setRange(least, most)
        slider.valueChanged.connect(box.setValue)
        box.valueChanged.connect(self._bend)
        return slider, box


class _Preview(QToolButton):
    """One crop as it is published, and how many pixels it has; pressed, it is drawn."""

    def __init__(self, ratio: Ratio | None, parent: QWidget) -> None:
        super().__init__(parent)
        self.ratio = ratio
        self.setCheckable(True)
        self.setAutoRaise(True)
        self.setIconSize(_PREVIEW)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
        self._name = self.tr("Page") if ratio is None else str(ratio).replace("x", " × ")

    def say(self, wide: int, high: int, *, focus_lost: bool) -> None:
        size = self.tr("{0} × {1} px").format(wide, high)
        lost = self.tr("Focal point outside") if focus_lost else ""
        self.setText("\n".join((self._name, lost or size)))
        self.setAccessibleName(self._name)
        self.setAccessibleDescription(str(listed((size, lost))))
        self.setToolTip(str(listed((size, lost))))
        restyle(self, "role", "warning" if focus_lost else "")

    def show_picture(self, image: QImage, scale: float) -> None:
        # All of one size, or the words below would stand at different heights.
        pixmap = QPixmap(_PREVIEW * scale)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter, room = QPainter(pixmap), pixmap.size() - image.size()
        painter.drawImage(room.width() // 2, room.height() // 2, image)
        painter.end()
        pixmap.setDevicePixelRatio(scale)
        self.setIcon(QIcon(pixmap))


def _small(rendition: Rendition, most: QSize) -> Rendition:
    """The same, no larger than there is room to show it."""
    share = min(1.0, most.width() / rendition.width, most.height() / rendition.height)
    width, height = (max(1, round(each * share)) for each in (rendition.width, rendition.height))
    return replace(rendition, width=width, height=height)
