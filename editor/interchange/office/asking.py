"""The house asks the reader of office files: the file's copy, or why it does not come in."""

import json
from pathlib import Path

from editor.child import Child, ChildFailed, ChildTooSlow
from editor.interchange.arriving.file_kind import Kind
from editor.interchange.arriving.refusal import FileRefused, TrackedChanges
from editor.interchange.arriving.tracked import Tracked
from editor.interchange.office.office_copy import OfficeCopy, read_copy
from editor.interchange.office.process import office_reader

_AGAIN = "copy the text of the story and use that instead"


def ask_reader(
    path: Path,
    name: str,
    kind: Kind,
    folder: Path,
    tracked: Tracked,
    reader: Child | None = None,
) -> OfficeCopy:
    """What is in the file at `path`; its pictures are then in `folder`.

    Raises FileRefused, and TrackedChanges when somebody has to say first what becomes of them.
    """
    reader = reader or office_reader()
    try:
        # Absolute: a file may be called `-c`.
        said = reader.run([str(kind), str(path.absolute()), str(folder), str(tracked)])
        answer = json.loads(said)
    except ChildTooSlow as error:
        seconds = f"{reader.seconds:g} seconds"
        raise FileRefused(name, f"reading it took longer than {seconds}; {_AGAIN}") from error
    except (ChildFailed, ValueError) as error:
        raise FileRefused(name, f"reading it made the reader fail; {_AGAIN}") from error
    if isinstance(answer, dict) and isinstance(answer.get("refused"), str):
        raise FileRefused(name, answer["refused"])
    try:
        copy = read_copy(answer)
    except (ValueError, KeyError, TypeError) as error:
        raise FileRefused(name, f"reading it made the reader fail; {_AGAIN}") from error
    if copy.changes and tracked is Tracked.ASK:
        raise TrackedChanges(name, copy.changes)
    return copy
