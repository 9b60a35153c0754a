"""Where a dialog for files opens: Qt takes the name of a folder that has gone for a file's."""

from pathlib import Path

from PySide6.QtCore import QStandardPaths

_DOCUMENTS = QStandardPaths.StandardLocation.DocumentsLocation


def start_folder(
    wanted: str | Path | None, place: QStandardPaths.StandardLocation = _DOCUMENTS
) -> Path:
    """`wanted` if it is there, else the nearest folder above it; without one the person's own
    folder for such files, or the one above that."""
    folder = Path(wanted or QStandardPaths.writableLocation(place)).expanduser().absolute()
    for each in (folder, *folder.parents):
        if each.is_dir():
            return each
    return Path.home()
