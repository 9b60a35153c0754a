"""What can be done to a story right from the list, as a menu at the pointer."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QWidget

from editor.story.story import StoryRow
from editor.story.workflow import Verb, may
from editor.ui.theme import Theme


class StoryMenu(QMenu):
    """Signals, each with a story's id."""

    open_requested = Signal(str)
    beside_requested = Signal(str)
    duplicate_requested = Signal(str)
    export_requested = Signal(str)
    spike_requested = Signal(str)
    unspike_requested = Signal(str)

    def __init__(self, theme: Theme, row: StoryRow, parent: QWidget) -> None:
        super().__init__(parent)
        spiked = may(Verb.UNSPIKE, row.status)
        entries = (
            (self.tr("Open"), "book-open", self.open_requested),
            (self.tr("Open beside"), "columns-2", self.beside_requested),
            (self.tr("Duplicate"), "copy", self.duplicate_requested),
            (self.tr("Export…"), "package-check", self.export_requested),
            None,
            (self.tr("Take back from the spike"), "archive-restore", self.unspike_requested)
            if spiked
            else (self.tr("Spike"), "trash-2", self.spike_requested),
        )
        for entry in entries:
            if entry is None:
                self.addSeparator()
                continue
            label, icon, signal = entry
            action = self.addAction(theme.icon(icon, "ink-soft"), label)
            goes_out = may(Verb.PROOF, row.status)
            action.setEnabled(goes_out or signal != self.export_requested)
            action.triggered.connect(lambda _=False, signal=signal: signal.emit(row.id))
