"""One look for the tests of a file: light for each of them, and taken off after the last.

Folders that need a look of their own, for each test or for all of them, have their own `theme`.
"""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from editor.ui.theme import Theme

Open = Callable[[QDialog], QDialog]


@pytest.fixture(scope="module")
def applied_theme(qapp: QApplication) -> Iterator[Theme]:
    theme = Theme(qapp, "light")
    theme.apply()
    yield theme
    qapp.styleHints().unsetColorScheme()
    qapp.setStyleSheet("")
    qapp.setPalette(QPalette())
    theme.setParent(None)
    theme.deleteLater()


@pytest.fixture
def theme(applied_theme: Theme) -> Iterator[Theme]:
    yield applied_theme
    applied_theme.choose("light")


# -- dialogs


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
