"""The first page of Galley: who sits here, and whether to begin with the sample story."""

from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QLineEdit,
    QRadioButton,
    QStyle,
    QVBoxLayout,
    QWidget,
)

from editor.late import frozen
from editor.story.text import clean_line
from editor.story.workflow import SeatRole
from editor.ui.theme.type_faces import SIGN
from editor.ui.widgets.sheet import Sheet, filled, text_label


@frozen
class Welcome:
    """`role` is editor, photo staff or supervisor; `sample` whether to open the sample story."""

    name: str
    role: str
    sample: bool


class WelcomeDialog(Sheet):
    begun_in = "newsroom"

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, columns=56)
        self.introduce(self.tr("Welcome to Galley"))
        self._greet()
        self._name = QLineEdit(self)
        self._name.setPlaceholderText(self.tr("As it should stand under a sign-off"))
        self.add_field(self.tr("Your name"), self._name)
        self._roles = QButtonGroup(self)
        self._add_roles()
        self._sample = QCheckBox(self.tr("Open the sample story"), self)
        self._sample.setAccessibleName(self._sample.text())
        self._sample.setChecked(True)
        self.body.addWidget(self._sample)
        self.body.addStretch(1)
        self._leave = self.add_way_out(self.tr("Later"))
        self._start = self.add_primary(self.tr("Start"))
        self._name.textChanged.connect(self._judge)
        self._judge()
        self._name.setFocus()

    @property
    def value(self) -> Welcome:
        role = self._roles.checkedButton()
        return Welcome(
            name=clean_line(self._name.text()),
            role=role.property("role-key") if role else SeatRole.EDITOR,
            sample=self._sample.isChecked() and not self._sample.isHidden(),
        )

    def show_person(self, name: str, role: str) -> None:
        """Somebody sits here already: change name or role, without the offers of a first start."""
        self.setWindowTitle(self.tr("Who sits here"))
        self._name.setText(name)
        for button in self._roles.buttons():
            button.setChecked(button.property("role-key") == role)
        self._sample.hide()
        self._leave.setText(self.tr("Cancel"))
        self._leave.setAccessibleName(self._leave.text())
        self._start.setText(self.tr("Keep"))
        self._start.setAccessibleName(self._start.text())

    def _greet(self) -> None:
        product = text_label("Galley", self)
        font = product.font()
        font.setFamilies(SIGN)
        font.setPointSizeF(font.pointSizeF() * 2.6)
        product.setFont(font)
        self.body.addWidget(product)
        self.add_text(
            self.tr(
                "Write a story, caption and credit its pictures, read the page exactly as it will "
                "be published, sign it off and export it. Everything stays on this machine, and "
                "nothing you type is lost."
            ),
            soft=True,
        )

    def _add_roles(self) -> None:
        self.add_heading(self.tr("What do you do here?"))
        for key, label, shows in (
            (
                SeatRole.EDITOR,
                self.tr("Editor"),
                self.tr("Writes and corrects stories."),
            ),
            (
                SeatRole.PHOTO,
                self.tr("Photo staff"),
                self.tr("Brings pictures in: captions, credits, alt texts, rights."),
            ),
            (
                SeatRole.SUPERVISOR,
                self.tr("Supervisor"),
                self.tr("Reads the page as readers will, returns it or signs it off."),
            ),
        ):
            button = QRadioButton(label, self)
            button.setAccessibleName(label)
            button.setAccessibleDescription(shows)
            button.setProperty("role-key", key)
            button.setChecked(key == SeatRole.EDITOR)
            self._roles.addButton(button)
            line = text_label(shows, self, "soft")
            line.setIndent(
                self.style().pixelMetric(QStyle.PixelMetric.PM_ExclusiveIndicatorWidth)
                + self.style().pixelMetric(QStyle.PixelMetric.PM_RadioButtonLabelSpacing)
            )
            group = filled(QVBoxLayout(), button, line, gap=0)
            self.body.addLayout(group)

    def _judge(self) -> None:
        self._start.setEnabled(bool(clean_line(self._name.text())))
