"""The site's own data: checked where it could break a page, shown as it will print."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QLineEdit,
    QListWidget,
    QSpinBox,
    QTableWidget,
    QWidget,
)

from editor.story.credit import CreditStyle, HouseForm
from editor.story.outlet import NavItem
from editor.ui.newsroom.outlet_dialog import OutletDialog
from tests.trials.preview_samples import OUTLET

Named = Callable[[QWidget, str], QWidget]
Press = Callable[[QWidget, str], None]


def field(named: Named, dialog: QWidget, name: str) -> QLineEdit:
    found = named(dialog, name)
    assert isinstance(found, QLineEdit)
    return found


def box(named: Named, dialog: QWidget, name: str) -> QComboBox:
    found = named(dialog, name)
    assert isinstance(found, QComboBox)
    return found


@pytest.mark.parametrize(
    "style",
    [
        CreditStyle(),
        CreditStyle(HouseForm.AGENCY_FIRST, "round", "Xinhua"),
        CreditStyle(HouseForm.COPYRIGHT, "none", "Example"),
    ],
)
@pytest.mark.parametrize("language", ["en", "zh-Hans", "fr-CA"])
def test_what_nobody_touches_stays_as_it_is(opened, style: CreditStyle, language: str) -> None:
    outlet = replace(OUTLET, credit_style=style, language=language, photo_fields=("city",))
    outlet = replace(outlet, least_width=1080, avif=True)
    assert opened(OutletDialog(outlet)).value == outlet


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("https://www.example.org/en", "https://www.example.org/en/"),
        ("", ""),
    ],
)
def test_an_address_is_kept_with_its_closing_slash(
    opened, named: Named, press: Press, typed: str, kept: str
) -> None:
    dialog = opened(OutletDialog(OUTLET))
    field(named, dialog, "Address").setText(typed)
    press(dialog, "Keep")
    assert dialog.result()
    assert dialog.value.address == kept


@pytest.mark.parametrize(
    "typed", ["www.example.org", "javascript:alert(1)", "mailto:a@b.cn", "https://a.cn/?q=1"]
)
def test_what_is_no_address_of_a_site_is_refused(
    opened, named: Named, press: Press, typed: str
) -> None:
    dialog = opened(OutletDialog(OUTLET))
    field(named, dialog, "Address").setText(typed)
    press(dialog, "Keep")
    assert not dialog.result()
    assert typed in dialog.remark_text


def test_the_example_shows_the_credit_as_it_will_print(opened, named: Named) -> None:
    dialog = opened(OutletDialog(OUTLET))
    form, brackets = box(named, dialog, "Credit form"), box(named, dialog, "Brackets")
    form.setCurrentIndex(form.findData(HouseForm.AGENCY_FIRST))
    brackets.setCurrentIndex(brackets.findData("round"))
    field(named, dialog, "Name in credits").setText("Xinhua")
    example = named(dialog, "Example")
    assert "(Xinhua/Zou Hong)" in example.text()  # pyright: ignore[reportAttributeAccessIssue]
    assert dialog.value.credit_style == CreditStyle(HouseForm.AGENCY_FIRST, "round", "Xinhua")


def test_navigation_entries_are_added_moved_and_removed(opened, press: Press) -> None:
    dialog = opened(OutletDialog(replace(OUTLET, navigation=(NavItem("Home", ""),))))
    table = dialog.findChildren(QTableWidget)[0]
    press(dialog, "Add")
    table.item(1, 0).setText("Live")
    table.item(1, 1).setText("/live/")
    press(dialog, "Move up")
    assert dialog.value.navigation == (NavItem("Live", "live/"), NavItem("Home", ""))
    press(dialog, "Remove")
    assert dialog.value.navigation == (NavItem("Home", ""),)


def test_what_goes_out_with_a_picture_is_ticked(opened, named: Named) -> None:
    dialog = opened(OutletDialog(replace(OUTLET, photo_fields=("city", "country"))))
    fields = named(dialog, "In published pictures")
    assert isinstance(fields, QListWidget)
    rows = {fields.item(row).text(): fields.item(row) for row in range(fields.count())}
    ticked = [name for name, item in rows.items() if item.checkState() is Qt.CheckState.Checked]
    assert ticked == ["City", "Country"]
    assert "Caption" not in rows  # it always goes
    rows["Source"].setCheckState(Qt.CheckState.Checked)
    rows["City"].setCheckState(Qt.CheckState.Unchecked)
    assert dialog.value.photo_fields == ("source", "country")


def test_how_wide_pictures_are_and_how_they_are_packed_is_the_outlet_s(
    opened, named: Named, press: Press
) -> None:
    dialog = opened(OutletDialog(OUTLET))
    width = named(dialog, "Least width of a picture, in pixels")
    avif = named(dialog, "Pictures as AVIF")
    assert isinstance(width, QSpinBox)
    assert isinstance(avif, QCheckBox)
    assert (width.value(), avif.isChecked()) == (600, False)
    width.setValue(1080)
    avif.setChecked(True)
    press(dialog, "Keep")
    assert dialog.result()
    assert dialog.value == replace(OUTLET, least_width=1080, avif=True)
