"""Boxes about where pictures come from: the passport of a file, and what the outlet holds about
origins in the settings."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from PySide6.QtCore import QStandardPaths, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from editor.desk.newsroom import ORIGINS
from editor.desk.passport import Passport, Proof
from editor.photos.families import PICTURE_FILTER
from editor.story.origin import OriginRules
from editor.ui.photos.photo_asks import Dropped, PhotoDrops, refusal
from editor.ui.shell.settings_dialog import SettingsPage
from editor.ui.shell.system_boxes import start_folder
from editor.ui.theme import Theme
from editor.ui.widgets.notices import Banner, EmptyState
from editor.ui.widgets.sheet import Sheet, filled, label_for, plain_button, text_label
from editor.ui.widgets.text_field import LinesField

_KINDS = {Proof.TEXTS: "warning", Proof.ALIKE: "warning", Proof.NOTHING: "info"}


class PassportDialog(Sheet):
    """Signals:
    wanted(object): the Path of a file that somebody asks about.
    """

    wanted = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.introduce(
            self.tr("Where does this picture come from"),
            self.tr("Where does this picture come from?"),
            self.tr(
                "Any file that may have gone out from here, whatever it is called now: it is "
                "compared with what the library has, and only read."
            ),
        )
        self._said: tuple[str, ...] = ()
        self._drop = QFrame(self)
        self._drop.setProperty("card", "waiting")
        self._drop.setAcceptDrops(True)
        ask = EmptyState(theme, "image", self._drop)
        ask.say(
            self.tr("Drop a picture here"), self.tr("Or choose its file."), self.tr("Choose file…")
        )
        filled(QVBoxLayout(self._drop), ask)
        self.body.addWidget(self._drop)
        self._verdict = Banner(theme, parent=self)
        self._text = text_label("", self)
        self._text.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self._text.setAccessibleName(self.tr("What is known of it"))
        for part in (self._verdict, self._text):
            part.hide()
            self.body.addWidget(part)
        self.body.addStretch(1)
        drops = PhotoDrops(theme, self._drop)
        drops.dropped.connect(self.take)
        ask.activated.connect(self._choose)
        self.add_copy(self.tr("Copy"), lambda: "\n".join(self._said))
        self.add_way_out(self.tr("Close"))

    @property
    def said(self) -> tuple[str, ...]:
        """What is shown of the file that was asked about last."""
        return self._said

    def take(self, dropped: Dropped) -> None:
        """The first picture of what was dropped."""
        self.remark(refusal(dropped) if dropped.others else "")
        if dropped.pictures:
            self.wanted.emit(dropped.pictures[0])

    def show_passport(self, passport: Passport) -> None:
        verdict, *rest = map(str, passport.said())
        self._said = (passport.file.name, verdict, *rest)
        self._verdict.say(verdict, _KINDS.get(passport.proof, "success"))
        text = "\n".join((passport.file.name, *rest))
        self._text.setText(text)
        self._text.setAccessibleDescription(text)
        for part in (self._verdict, self._text):
            part.show()
        # Once what is new has been laid out.
        QTimer.singleShot(0, self, self._grow)

    def _grow(self) -> None:
        for area in self.findChildren(QScrollArea):
            area.updateGeometry()
        self.adjustSize()

    def show_refusal(self, sentence: str) -> None:
        for part in (self._verdict, self._text):
            part.hide()
        self._said = ()
        self.remark(sentence)

    def _choose(self) -> None:
        start = start_folder("", QStandardPaths.StandardLocation.PicturesLocation)
        kinds = self.tr("Pictures ({0});;All files (*)").format(PICTURE_FILTER)
        name, _ = QFileDialog.getOpenFileName(self, self.windowTitle(), str(start), kinds)
        if name:
            self.remark("")
            self.wanted.emit(Path(name))


class OriginsPage(SettingsPage):
    """What captions of AI pictures say, which signers are known, and whether pictures are
    signed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(ORIGINS, "", parent)
        self.title = self.tr("Origin of pictures")
        self.setAccessibleName(self.title)
        self.add_heading(self.tr("Pictures that AI made or changed"))
        self._labels = LinesField("", 4, self)
        self.add_field(
            self.tr("Their captions say one of these, a line each"),
            self._labels,
            self.tr("Without one of them such a picture can be neither signed off nor exported."),
        )
        self.add_heading(self.tr("Content Credentials"))
        self._known = self._add_path(
            self.tr("Certificates of signers you know (PEM)"),
            self.tr("All others are shown as valid, signer unknown. Nothing is asked on the web."),
        )
        self.add_heading(self.tr("Signing"))
        self._sign = self.add_switch(
            self.tr("Sign what is published"),
            self.tr(
                "The largest JPEG of each picture carries credentials that lead back to its "
                "original; those of the largest WebP and AVIF lie beside them."
            ),
        )
        self._certificates = self._add_path(self.tr("Your certificates (PEM)"), "")
        self._key = self._add_path(
            self.tr("Their private key (PEM)"),
            self.tr("It stays where it is: only its place is remembered."),
        )
        self.column.addStretch(1)
        self._labels.textChanged.connect(self.written)

    def load(self, values: Mapping[str, Any]) -> None:
        rules = OriginRules.of(values)
        self._labels.setPlainText("\n".join(rules.labels))
        self._sign.setChecked(rules.sign)
        self._known.setText(rules.known)
        self._certificates.setText(rules.certificates)
        self._key.setText(rules.key)

    def values(self) -> dict[str, Any]:
        rules = OriginRules.of(
            {
                "labels": [line.strip() for line in self._labels.toPlainText().split("\n")],
                "sign": self._sign.isChecked(),
                "known": self._known.text(),
                "certificates": self._certificates.text(),
                "key": self._key.text(),
            }
        )
        return {} if rules == OriginRules() else rules.to_json()

    def problem(self) -> str:
        paths = (self._known, self._certificates, self._key)
        for field in paths:
            if field.text() and not Path(field.text()).is_file():
                return self.tr("{0} is not there.").format(field.text())
        if self._sign.isChecked() and not (self._certificates.text() and self._key.text()):
            return self.tr("To sign, choose your certificates and their private key.")
        return ""

    def _add_path(self, label: str, hint: str) -> QLineEdit:
        line, choose = QLineEdit(self), plain_button(self.tr("Choose…"), self)
        choose.setAccessibleName(self.tr("Choose the file for {0}").format(label))
        row = filled(QHBoxLayout(), (line, 1), choose, gap=self.unit)
        self.column.addWidget(label_for(line, label))
        self.column.addLayout(row)
        if hint:
            line.setAccessibleDescription(hint)
            self.add_text(hint)

        def ask() -> None:
            start = str(start_folder(str(Path(line.text()).parent) if line.text() else ""))
            name, _ = QFileDialog.getOpenFileName(self, label, start)
            if name:
                line.setText(name)
                self.written.emit()

        choose.clicked.connect(ask)
        line.textEdited.connect(lambda _: self.written.emit())
        return line
