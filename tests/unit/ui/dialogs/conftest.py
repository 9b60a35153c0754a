"""What every dialog is looked at with."""

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QAbstractButton, QDialog, QWidget
from pytestqt.qtbot import QtBot

from editor.ui.theme import Theme

Open = Callable[[QDialog], QDialog]


@pytest.fixture
def opened(qtbot: QtBot, qapp: object) -> Open:
    """Shows a dialog as the window would, without waiting for its end."""

    def show(dialog: QDialog) -> QDialog:
        qtbot.addWidget(dialog)
        with qtbot.waitExposed(dialog):
            dialog.show()
        return dialog

    return show


@pytest.fixture
def styled(qapp: object) -> Theme:
    theme = Theme(qapp, "light")  # pyright: ignore[reportArgumentType]
    theme.apply()
    return theme


@pytest.fixture
def named() -> Callable[[QWidget, str], QWidget]:
    """The one visible widget of a dialog with this accessible name."""

    def find(dialog: QWidget, name: str) -> QWidget:
        found = [
            widget
            for widget in dialog.findChildren(QWidget)
            if widget.accessibleName() == name and not widget.isHidden()
        ]
        assert len(found) == 1, f"{name}: {found}"
        return found[0]

    return find


@pytest.fixture
def press(named: Callable[[QWidget, str], QWidget]) -> Callable[[QWidget, str], None]:
    def click(dialog: QWidget, name: str) -> None:
        button = named(dialog, name)
        assert isinstance(button, QAbstractButton)
        button.click()

    return click
