"""The choice of a story's section, with the way to the list of sections at its end."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from editor.story.outlet import Section
from editor.ui.widgets.calm_fields import CalmComboBox

_EDIT = object()


class SectionBox(CalmComboBox):
    """Signals:
    chosen(): a person chose another section.
    sections_edit_requested(): somebody wants to change the list itself.
    """

    chosen = Signal()
    sections_edit_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sections: tuple[Section, ...] | None = None
        self._key = ""
        self.activated.connect(self._on_activated)
        self.show_sections(())

    @property
    def key(self) -> str:
        """The chosen section's key, "" for none."""
        return self._key

    def set_key(self, key: str) -> None:
        self._key = key
        self._show_key()

    def show_sections(self, sections: Sequence[Section]) -> None:
        """Offer these; the choice stays, also when its section is gone."""
        if tuple(sections) == self._sections:
            return
        self._sections = tuple(sections)
        self.clear()
        self.addItem(self.tr("Choose a section"), "")
        for section in sections:
            self.addItem(section.name, section.key)
        self.insertSeparator(self.count())
        self.addItem(self.tr("Edit sections…"), _EDIT)
        self._show_key()

    def _show_key(self) -> None:
        for place in range(self.count()):
            if self.itemData(place) == self._key:
                self.setCurrentIndex(place)
                return
        # Gone from the list, or not in it yet: the story still says so.
        self.insertItem(1, self.tr("{0} (no longer there)").format(self._key), self._key)
        self.setCurrentIndex(1)

    def _on_activated(self, place: int) -> None:
        data = self.itemData(place)
        if data is _EDIT:
            self._show_key()
            self.sections_edit_requested.emit()
        elif isinstance(data, str) and data != self._key:
            self._key = data
            self.chosen.emit()
