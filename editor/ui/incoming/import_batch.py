"""Files brought in together, also from folders, and what has become of each so far."""

import os
from dataclasses import field
from enum import StrEnum
from pathlib import Path

from editor.desk.arrivals import Arrival
from editor.interchange.arriving.file_kind import kind_of_name
from editor.interchange.arriving.refusal import FileRefused, TrackedChanges
from editor.late import slotted
from editor.message import Message, Said, literal, message
from editor.story.text import clean_line

MAX_FILES = 500
MAX_FOLDERS = 5_000


class FileState(StrEnum):
    READING = "reading"
    HELD = "held"  # somebody has to say what becomes of its tracked changes
    READ = "read"
    TAKEN = "taken"
    SKIPPED = "skipped"
    REFUSED = "refused"


@slotted(eq=False)
class IncomingFile:
    path: Path
    state: FileState = FileState.READING
    arrival: Arrival | None = None
    changes: TrackedChanges | None = None
    refusal: Exception | None = None
    story_id: str = ""
    headline: str = ""
    remarks: tuple[Message, ...] = ()

    @property
    def name(self) -> str:
        return clean_line(self.path.name)

    def refuse(self, error: Exception) -> None:
        self.state, self.refusal = FileState.REFUSED, error

    @property
    def refused(self) -> Message:
        """Why it was not taken, with its name."""
        if isinstance(self.refusal, OSError) and self.refusal.strerror:
            name = self.refusal.filename or message("window.a-file")
            return message("form.labelled", label=name, text=self.refusal.strerror)
        if isinstance(self.refusal, Said):
            return self.refusal.message
        return literal(str(self.refusal) or type(self.refusal).__name__)

    @property
    def reported(self) -> tuple[str, ...]:
        """What a report has below its name."""
        if isinstance(self.refusal, FileRefused):
            return (str(message("arriving.reason", reason=self.refusal.reason)),)
        said = self.remarks if self.refusal is None else (self.refused,)
        return tuple(map(str, said))


@slotted()
class Batch:
    """`cancelled` is looked at by the workers before they begin the next file."""

    files: list[IncomingFile] = field(default_factory=list)
    cancelled: bool = False

    @property
    def reading(self) -> bool:
        return any(file.state is FileState.READING for file in self.files)

    @property
    def progress(self) -> tuple[int, int]:
        read = sum(file.state is not FileState.READING for file in self.files)
        return read, len(self.files)

    @property
    def held(self) -> IncomingFile | None:
        """The first file that waits for a word about its changes."""
        return next((file for file in self.files if file.state is FileState.HELD), None)

    @property
    def arrived(self) -> list[IncomingFile]:
        """Files that were read and have not been taken in or left out."""
        return [file for file in self.files if file.state is FileState.READ]


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
