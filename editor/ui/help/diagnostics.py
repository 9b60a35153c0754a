"""What somebody who helps must know about this machine; never a word of a story."""

import platform
import sqlite3
import sys
from pathlib import Path

from PySide6 import __version__ as pyside_version
from PySide6.QtCore import QSysInfo, qVersion
from PySide6.QtGui import QGuiApplication


def diagnostics(version: str, library: Path) -> tuple[tuple[str, str], ...]:
    """(label, fact) in a fixed order. The person's home is written `~`."""
    return (
        ("Galley", version),
        ("Licence", "GPL-3.0-or-later"),
        ("Library", without_home(str(library))),
        ("Python", f"{platform.python_version()} ({sys.implementation.name})"),
        ("Qt", f"{qVersion()} (PySide6 {pyside_version}, {QGuiApplication.platformName()})"),
        ("SQLite", sqlite3.sqlite_version),
        ("System", f"{QSysInfo.prettyProductName()}, {QSysInfo.currentCpuArchitecture()}"),
    )


def without_home(text: str) -> str:
    """`text` with the person's home folder as `~`: it usually holds their name."""
    home = str(Path.home())
    return text if home in ("", "/", "\\") else text.replace(home, "~")
