"""Where a story goes out to, and afterwards what went out.

It says plainly whether this will be a signed-off bundle or a proof, and why; it writes nothing.
"""

import os
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QTimer, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QFileDialog,
    QLineEdit,
    QRadioButton,
    QWidget,
)

from editor.desk.views import StoryView
from editor.message import listed
from editor.publish.bundle import Standing, bundle_place, what_stands_at
from editor.ui.shell.system_boxes import start_folder
from editor.ui.widgets.sheet import Sheet, plain_button
from editor.ui.widgets.spelled_out import moment

if TYPE_CHECKING:  # only a type here
    from editor.publish.bundle import BundleReport


REST_MS = 250


class ExportDialog(Sheet):
    def __init__(self, view: StoryView, last_folder: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.begun_story = view.story.id
        self.introduce(self.tr("Export"), view.snapshot.headline)
        kind = "success" if view.signed_off else "warning"
        self.body.addWidget(self.banner(kind, self._what_it_will_be(view)))
        self._folder = QLineEdit(str(last_folder), self)
        choose = plain_button(self.tr("Choose…"), self)
        choose.clicked.connect(self._choose)
        self.add_field(
            self.tr("Folder"),
            self._folder,
            self.tr("The story gets a folder of its own in it, named {}.").format(
                f"{view.snapshot.slug}{'' if view.signed_off else '-proof'}"
                if view.snapshot.slug
                else self.tr("after the story")
            ),
            beside=choose,
        )
        self._view = view
        self._standing: Standing | None = None
        self._forms = QButtonGroup(self)
        self._as_folder = self._form(self.tr("Folder, ready for a web server"))
        self._as_zip = self._form(self.tr("One zip file, ready to send"))
        self._as_folder.setChecked(True)
        self._there = self.banner("warning")
        self._there.setAccessibleName(self.tr("What stands there"))
        self.body.addWidget(self._there)
        self._other = QCheckBox(self.tr("Replace the other story's bundle"), self)
        self._other.setAccessibleName(self._other.text())
        self._other.toggled.connect(lambda: self.remark(""))
        self.body.addWidget(self._other)
        self.body.addStretch(1)
        self.add_way_out(self.tr("Cancel"))
        self._export = self.add_primary(self.tr("Export"))
        # Not with every letter: the folder may lie in a network.
        self._rest = QTimer(self, singleShot=True, interval=REST_MS)
        self._rest.timeout.connect(self._say_what_stands_there)
        self._folder.textChanged.connect(self._judge)
        self._as_zip.toggled.connect(self._say_what_stands_there)
        self._judge()
        self._say_what_stands_there()

    @property
    def value(self) -> tuple[Path, bool]:
        """(folder to write into, whether as one zip file)."""
        return Path(self._folder.text().strip()).expanduser(), self._as_zip.isChecked()

    @property
    def replace_other(self) -> bool:
        """Whether the bundle of another story that stands there is to go."""
        return not self._other.isHidden() and self._other.isChecked()

    def accept(self) -> None:
        folder, _ = self.value
        self._say_what_stands_there()
        # A new folder is made in one that is there; a drive that has gone is not made up.
        there = folder if folder.exists() else folder.parent
        if not there.is_dir():
            self.remark(self.tr("There is no folder {}. Choose one that exists.").format(there))
        elif not os.access(there, os.W_OK):
            self.remark(
                self.tr("Nothing can be written into {}. Choose another folder.").format(folder)
            )
        elif self._standing is not None and self._standing.manifest is None:
            self.remark(self.tr("{} Choose another folder.").format(self._there.text()))
        elif not self._other.isHidden() and not self._other.isChecked():
            self.remark(
                self.tr("{0} Tick that it may be replaced, or choose another folder.").format(
                    self._there.text()
                )
            )
        else:
            super().accept()

    def _what_it_will_be(self, view: StoryView) -> str:
        if view.signed_off and view.sign_off is not None:
            return self.tr("A signed-off bundle: approved by {0} on {1}, unchanged since.").format(
                view.sign_off.by, moment(view.sign_off.at)
            )
        proof = self.tr("A proof with a watermark, not for publication.")
        if view.sign_off is None:
            why = self.tr("Nobody has signed this story off yet.")
        elif view.sign_off.covers(view.snapshot_sha256):
            # Returned since, or changed and changed back: it is for somebody to read again.
            why = self.tr("{} signed it off, but that no longer holds.").format(view.sign_off.by)
        else:
            why = self.tr("It changed since {} signed it off.").format(view.sign_off.by)
        return str(listed((proof, why), "sentences"))

    def _form(self, label: str) -> QRadioButton:
        button = QRadioButton(label, self)
        button.setAccessibleName(label)
        self._forms.addButton(button)
        self.body.addWidget(button)
        return button

    def _choose(self) -> None:
        chosen = QFileDialog.getExistingDirectory(
            self,
            self.tr("Export into which folder?"),
            str(start_folder(self._folder.text().strip())),
        )
        if chosen:
            self._folder.setText(str(Path(chosen)))

    def _judge(self) -> None:
        self.remark("")
        self._export.setEnabled(bool(self._folder.text().strip()))
        self._rest.start()

    def _say_what_stands_there(self) -> None:
        self._rest.stop()
        view, (to, zipped) = self._view, self.value
        place = bundle_place(to, view.snapshot, proof=not view.signed_off, zipped=zipped)
        standing = what_stands_at(place) if self._folder.text().strip() else None
        self._standing = standing
        self._there.setText("" if standing is None else self._replacing(standing))
        self._there.setVisible(standing is not None)
        manifest = standing.manifest if standing is not None else None
        self._other.setVisible(manifest is not None and manifest.story != view.story.id)

    def _replacing(self, standing: Standing) -> str:
        manifest, name = standing.manifest, standing.path.name
        if manifest is None:
            return self.tr("{0} is there already and is no bundle: it stays as it is.").format(name)
        written = moment(standing.written)
        if manifest.story != self._view.story.id:
            return self.tr("{0} is another story's: it was written on {1}.").format(name, written)
        if manifest.sign_off is None:
            return self.tr("Replaces the proof {0} that was written on {1}.").format(name, written)
        return self.tr(
            "Replaces the bundle {0} that was written on {1}, signed off by {2}."
        ).format(name, written, manifest.sign_off.by)


class ExportResult(Sheet):
    """What went out. Signals: `page_requested()`, `folder_requested()`."""

    page_requested = Signal()
    folder_requested = Signal()

    def __init__(self, report: "BundleReport", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        proof = report.kind == "proof"
        heading = self.tr("The proof is ready") if proof else self.tr("The bundle is ready")
        size = QLocale().formattedDataSize(report.bytes, 1, QLocale.DataSizeFormat.DataSizeSIFormat)
        facts = self.tr("Files: {0} · {1} · verified").format(report.files, size)
        self.introduce(self.tr("Exported"), heading, facts)
        path = QLineEdit(str(report.path), self)
        path.setReadOnly(True)
        path.setCursorPosition(0)
        self.add_field(self.tr("Path"), path)
        zipped = not report.path.is_dir()
        page = QLineEdit(report.page, self)
        page.setReadOnly(True)
        page.setCursorPosition(0)
        self.add_field(self.tr("Page"), page, self.tr("Inside the zip file.") if zipped else "")
        for remark in report.remarks:
            self.add_text(str(remark))
        self.body.addStretch(1)
        open_page = self.add_action(self.tr("Open page"))
        open_page.clicked.connect(self.page_requested)
        if zipped:
            open_page.setEnabled(False)
            open_page.setToolTip(self.tr("The page is inside the zip file: unpack it first."))
        self.add_action(self.tr("Show folder")).clicked.connect(self.folder_requested)
        close = self.add_way_out(self.tr("Close"))
        close.setDefault(True)
