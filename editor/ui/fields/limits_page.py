"""What an outlet has room for: the page of the settings for headline and deck."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtWidgets import QComboBox, QHBoxLayout, QWidget

from editor.story.measures import Limit, TitleLimits, Unit
from editor.ui.shell.settings_dialog import SettingsPage
from editor.ui.widgets.sheet import filled, label_for
from editor.ui.widgets.spelled_out import field_label
from editor.ui.widgets.text_field import CalmSpinBox

MOST = 1_000


class LimitsPage(SettingsPage):
    """`outlet` is the key of the outlet whose limits are set, `name` what it is called."""

    def __init__(self, key: str, outlet: str, name: str, parent: QWidget | None = None) -> None:
        super().__init__(key, "", parent)
        self.title = self.tr("Headline and deck")
        self.setAccessibleName(self.title)
        self._outlet = outlet
        self._others: dict[str, Any] = {}
        self._fields: dict[str, tuple[CalmSpinBox, QComboBox]] = {}
        where = name or self.tr("the site")
        self.add_heading(self.tr("What {0} has room for").format(where))
        self.add_text(
            self.tr(
                "Shown beside the fields while you write. What is longer is said in the colour of "
                "a warning; it stops nobody, and no sign-off hangs on it."
            )
        )
        names = self.tr("Most in the headline"), self.tr("Counted in, for the headline")
        self._add_limit("headline", *names)
        names = self.tr("Most in the deck"), self.tr("Counted in, for the deck")
        self._add_limit("deck", *names)
        self.column.addStretch(1)

    def load(self, values: Mapping[str, Any]) -> None:
        self._others = dict(values)
        limits = TitleLimits.from_json(values.get(self._outlet))
        for name, limit in (("headline", limits.headline), ("deck", limits.deck)):
            most, unit = self._fields[name]
            most.setValue(limit.most)
            unit.setCurrentIndex(unit.findData(str(limit.unit)))

    def values(self) -> dict[str, Any]:
        limits = TitleLimits(self._limit("headline"), self._limit("deck"))
        if limits == TitleLimits.from_json(self._others.get(self._outlet)):
            return self._others  # nobody changed anything: the defaults may still move
        return {**self._others, self._outlet: limits.to_json()}

    def _limit(self, name: str) -> Limit:
        most, unit = self._fields[name]
        return Limit(most.value(), Unit(unit.currentData()))

    def _add_limit(self, name: str, most_in: str, counted_in: str) -> None:
        most, unit = CalmSpinBox(self), QComboBox(self)
        most.setRange(0, MOST)
        most.setSpecialValueText(self.tr("No limit"))
        unit.setAccessibleName(counted_in)
        unit.addItem(self.tr("characters"), str(Unit.CHARACTERS))
        unit.addItem(self.tr("words"), str(Unit.WORDS))
        heading = label_for(most, field_label(name))
        most.setAccessibleName(most_in)
        row = filled(QHBoxLayout(), most, unit, None, gap=self.unit)
        self.column.addWidget(heading)
        self.column.addLayout(row)
        self._fields[name] = (most, unit)
