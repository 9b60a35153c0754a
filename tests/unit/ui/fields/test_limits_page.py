"""What an outlet has room for is set on a page of the settings."""

from PySide6.QtWidgets import QComboBox, QSpinBox
from pytestqt.qtbot import QtBot

from editor.story.measures import Limit, TitleLimits, Unit
from editor.ui.fields.limits_page import LimitsPage


def page(qtbot: QtBot) -> LimitsPage:
    made = LimitsPage("title limits", "galley", "Shanxi in English")
    qtbot.addWidget(made)
    return made


def test_limits_nobody_set_are_the_defaults_and_are_not_written(qtbot: QtBot) -> None:
    shown = page(qtbot)
    shown.load({})
    assert shown.values() == {}
    assert [box.value() for box in shown.findChildren(QSpinBox)] == [70, 160]


def test_limits_are_kept_for_their_outlet_and_leave_the_others(qtbot: QtBot) -> None:
    shown = page(qtbot)
    shown.load({"other": {"headline": {"most": 9, "unit": "words"}}})
    [most, unit] = [shown.findChildren(QSpinBox)[0], shown.findChildren(QComboBox)[0]]
    most.setValue(12)
    unit.setCurrentIndex(unit.findText("words"))
    kept = shown.values()
    assert kept["other"] == {"headline": {"most": 9, "unit": "words"}}
    limits = TitleLimits.from_json(kept["galley"])
    assert limits == TitleLimits(Limit(12, Unit.WORDS), Limit(160))
    again = page(qtbot)
    again.load(kept)
    assert again.values() == kept
