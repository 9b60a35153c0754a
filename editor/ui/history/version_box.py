"""One of the two versions in a comparison, chosen from all there are."""

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QComboBox, QSizePolicy, QWidget

from editor.story.version import VersionRow
from editor.story.wording import shortened


class VersionBox(QComboBox):
    """Signals:
    version_chosen(object): a version's number, or None for the story as it stands.
    """

    version_chosen = Signal(object)

    def __init__(self, name: str, parent: QWidget, *, with_now: bool) -> None:
        super().__init__(parent)
        self._with_now = with_now
        self.setAccessibleName(name)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(18)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMaxVisibleItems(16)
        self.activated.connect(lambda at: self.version_chosen.emit(self.itemData(at)))

    def offer(self, versions: Sequence[VersionRow], chosen: int | None) -> None:
        """All versions, the newest first; `chosen` None is the story as it stands."""
        with QSignalBlocker(self):
            self.clear()
            if self._with_now:
                self.addItem(self.tr("Now"), None)
            for version in reversed(versions):
                self.addItem(label_of(version), version.number)
                place = self.count() - 1
                tip = "\n".join(part for part in (version.name, version.reason) if part)
                self.setItemData(place, tip, Qt.ItemDataRole.ToolTipRole)
            place = next((at for at in range(self.count()) if self.itemData(at) == chosen), -1)
            self.setCurrentIndex(place)


def label_of(version: VersionRow) -> str:
    """`3 · 11-24 14:05 · Before the cut`."""
    at = version.at.astimezone()
    return f"{version.number} · {at:%m-%d %H:%M} · {shortened(version.title, 48)}"
