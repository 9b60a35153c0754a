"""One look for the tests of a file: light for each of them, and taken off after the last.

Folders that need a look of their own, for each test or for all of them, have their own `theme`.
"""

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication

from editor.ui.theme import Theme


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
