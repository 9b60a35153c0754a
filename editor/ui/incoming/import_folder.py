"""The story files among what somebody dropped: files as they are, folders looked into."""

import os
from pathlib import Path

from editor.interchange.arriving.file_kind import kind_of_name

MAX_FILES = 500
MAX_FOLDERS = 5_000


def story_files(paths: list[Path]) -> list[Path]:
    """Every file of `paths`, and the files of kinds Galley reads in its folders, by name.

    Files that programs hide or lock (`.name`, `~$name`) are nobody's stories.
    """
    found: list[Path] = []
    for path in paths:
        if path.is_dir():
            found += _within(path)
        else:
            found.append(path)
    return list(dict.fromkeys(found))[:MAX_FILES]


def _within(folder: Path) -> list[Path]:
    found: list[Path] = []
    for looked, (place, folders, names) in enumerate(os.walk(folder)):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        found += (
            Path(place) / name
            for name in sorted(names)
            if kind_of_name(name) is not None and not name.startswith((".", "~$"))
        )
        if looked > MAX_FOLDERS or len(found) > MAX_FILES:
            break
    return found
